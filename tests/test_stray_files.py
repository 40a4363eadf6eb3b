"""Files that are no deck, and what lies beside one: each is told as what it is."""

import json
import shlex
import unicodedata
import zipfile
from pathlib import Path

import pytest

from commands import run_here as call
from korttipakka.reading.deck import read_deck
from korttipakka.reading.files import natural

DECK = "title: D\nlanguage: en\ncards:\n  - title: One\n"


def problems(*arguments: str) -> list[dict[str, str]]:
    """What `check` says, as values."""
    found: list[dict[str, str]] = json.loads(call("check", *arguments, "--format", "json").stdout)
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def packed(*names: str) -> bytes:
    """A ZIP file with files of these names in it."""
    path = Path("packed.zip")
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    data = path.read_bytes()
    path.unlink()
    return data


TABLE = "Otsikko;Teksti\nYksi;Moi: hei\n"

PACKED = {
    ".xlsx": "xl/workbook.xml", ".docx": "word/document.xml",
    ".odt": "mimetypeapplication/vnd.oasis.opendocument.text",
}  # fmt: skip
"""What lies in the files of office programs, by the ends of their names."""

IMPORTED = {
    "kortit.xlsx": "a spreadsheet",
    "my cards.csv": "a table",
    "kortit.tsv": "a table",
    "kortit.docx": "a document of a word processor",
    "kortit.odt": "a document of a word processor",
    "kortit.md": "a text without",
    "kortit.txt": "a text without",
}


@pytest.mark.parametrize("name", IMPORTED)
def test_what_can_be_imported(here: Path, name: str) -> None:
    """A table or a document is told as such, with the command that makes a deck of it."""
    inside = PACKED.get(Path(name).suffix)
    Path(name).write_bytes(packed("[Content_Types].xml", inside) if inside else TABLE.encode())
    (problem,) = problems(name)
    assert problem["code"] == "wrong-file"
    assert f"{name} is {IMPORTED[name]}" in problem["message"]
    assert shlex.split(problem["hint"]) == ["korttipakka", "import", name, Path(name).stem]
    assert call("build", name).exit_code == 1
    assert [path.name for path in here.iterdir()] == [name]


def test_import_as_the_hint_says(here: Path) -> None:
    """The command of the hint makes a deck, and its cards have what the table says."""
    Path("my cards.csv").write_text(TABLE, encoding="utf-8")
    (problem,) = problems("my cards.csv")
    done = call(*shlex.split(problem["hint"])[1:], "--language", "fi")
    assert done.exit_code == 0, done.output
    (card,) = read_deck(here / "my cards").cards
    assert (card.title, card.text) == ("Yksi", "Moi: hei")


OTHERS = [
    ("a.pdf", b"%PDF-1.7", "a PDF", ".yaml"),
    ("deck.yaml", b"%PDF-1.7", "a PDF", ".yaml"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "a document", "DOCX"),
    ("a.xls", b"", "a spreadsheet", "XLSX"),
    ("a.rtf", b"{\\rtf1", "a document", "DOCX"),
    ("a.pptx", b"", "a presentation", "korttipakka import"),
    ("a.odp", b"", "a presentation of a kind that cannot be read", "PPTX"),
    ("a.png", b"\x89PNG\r\n", "a picture", "image: a.png"),
    ("a.svg", b"<svg/>", "a picture", "image: a.svg"),
    ("a.html", b"<html></html>", "a web page", "korttipakka import a.html a"),
    ("a.zip", b"PK\3\4", "an archive", "unpack"),
    ("a.ttf", b"\0\1\0\0", "a font", "--heading-font a.ttf"),
]


@pytest.mark.parametrize(("name", "content", "words", "hint"), OTHERS)
@pytest.mark.usefixtures("here")
def test_other_files(name: str, content: bytes, words: str, hint: str) -> None:
    """Any other file is told as what it is, by its first bytes or its name, and what to do."""
    Path(name).write_bytes(content)
    (problem,) = problems(name)
    assert problem["code"] == "wrong-file"
    assert words in problem["message"]
    assert hint in problem["hint"]


@pytest.mark.usefixtures("here")
def test_deck_in_a_file_of_any_name() -> None:
    """A text that is a deck is one, whatever its name ends in."""
    Path("deck.txt").write_text(DECK, encoding="utf-8")
    assert problems("deck.txt") == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("deck.yaml.txt", "rename 'deck.yaml.txt' to deck.yaml"),
        ("kortit.xlsx", "kortit.xlsx is a spreadsheet: korttipakka import kortit.xlsx kortit"),
        ("cards.yaml", "if 'cards.yaml' is the deck, rename it to deck.yaml"),
        ("inside/deck.yaml", "did you mean 'inside'?"),
        ("notes.log", "rename 'notes.log' to deck.yaml: it is a deck"),
        ("inside/notes.log", "name a deck: a file, a folder, or one that ships"),
    ],
)
@pytest.mark.usefixtures("here")
def test_folder_without_a_deck(name: str, hint: str) -> None:
    """Where there is no deck.yaml, what there is in its place is named."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(DECK, encoding="utf-8")
    result = call("build")
    assert result.exit_code == 2
    assert f"hint: {hint}" in result.stderr


@pytest.mark.usefixtures("here")
def test_folder_of_several_decks() -> None:
    """Where there are several to choose from, all are named."""
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(DECK, encoding="utf-8")
    assert "hint: rename the deck to deck.yaml, or name it: a.yaml, b.yaml" in call("build").stderr
    for name in ("a.yaml", "b.yaml"):
        Path(name).unlink()
        Path(name[0]).mkdir()
        Path(name[0], "deck.yaml").write_text(DECK, encoding="utf-8")
    assert "hint: there are decks in the folders a, b: name one" in call("build").stderr


@pytest.mark.usefixtures("here")
def test_deck_that_is_no_file() -> None:
    """A folder or a link in the place of deck.yaml is told as what it is."""
    Path("deck.yaml").mkdir()
    assert "hint: 'deck.yaml' is a folder, not a file" in call("build").stderr
    Path("deck.yaml").rmdir()
    Path("deck.yaml").symlink_to("gone.yaml")
    assert "hint: 'deck.yaml' is a link that leads nowhere" in call("build").stderr


def test_links_in_a_folder(tmp_path: Path) -> None:
    """A link that leads nowhere is to be deleted; one to elsewhere, replaced by its file."""
    (tmp_path / "deck.yaml").write_text(f"{DECK}    image: a.png\n    alt: A\n", encoding="utf-8")
    (tmp_path / "a.png").symlink_to(__file__)
    (tmp_path / "2.yaml").symlink_to("gone.yaml")
    (found,) = problems(str(tmp_path))
    assert found["message"] == "2.yaml is a link that leads nowhere"
    (tmp_path / "2.yaml").unlink()
    (found,) = problems(str(tmp_path))
    assert found["message"] == "'a.png' is a link that leads out of the deck's folder"
    assert found["hint"] == "put the file itself there, in place of the link"


def test_cards_in_a_folder_of_their_own(tmp_path: Path) -> None:
    """Cards in a folder beside the deck are not read, and that is told; another deck is none."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    for folder in ("ideas", "other"):
        (tmp_path / folder).mkdir()
        text = "category: x\ncards:\n  - title: B\n"
        (tmp_path / folder / "2.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "other" / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "ideas" / "layout.yaml").write_text("extends: workshop\n", encoding="utf-8")
    (found,) = problems(str(tmp_path))
    assert (found["code"], found["severity"]) == ("odd-name", "warning")
    assert found["message"].startswith("'ideas/2.yaml' is not read")
    (tmp_path / "ideas" / "2.yaml").rename(tmp_path / "2.yaml")
    assert [problem["code"] for problem in problems(str(tmp_path))] == ["unknown-category"]


def test_deck_yml_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck in a file deck.yml is found without being named, and its folder's dots are kept."""
    folder = tmp_path / "Pakka 12.5.2026"
    folder.mkdir()
    (folder / "deck.yml").write_text(DECK, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert call("build").exit_code == 0
    assert (folder / "Pakka 12.5.2026.pdf").exists()


def test_files_in_natural_order(tmp_path: Path) -> None:
    """Files are read as people count: 1, 2, 10."""
    (tmp_path / "deck.yaml").write_text("title: D\nlanguage: en\n", encoding="utf-8")
    for number in (10, 2, 1):
        text = f"cards:\n  - title: Card {number}\n"
        (tmp_path / f"{number}-cards.yaml").write_text(text, encoding="utf-8")
    titles = [card.title for card in read_deck(tmp_path).cards]
    assert titles == ["Card 1", "Card 2", "Card 10"]


def test_names_in_natural_order() -> None:
    """Numbers in names count as numbers; all else goes by its letters."""
    names = ["a10", "B2", "a", "10", "a9", "9x", "A9"]
    assert sorted(names, key=natural) == ["9x", "10", "a", "A9", "a9", "a10", "B2"]


def test_second_deck_is_no_matter_of_a_named_one(tmp_path: Path) -> None:
    """Who names the file of a deck gets that one, and is told of the other beside it."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(DECK.replace("One", "Two"), encoding="utf-8")
    deck = read_deck(tmp_path / "deck.yaml")
    assert [card.title for card in deck.cards] == ["One"]
    assert [problem.code for problem in deck.problems] == ["second-deck"]
    (found,) = problems(str(tmp_path))
    assert (found["code"], found["severity"]) == ("second-deck", "error")


def test_cards_of_the_same_title_are_no_copy(tmp_path: Path) -> None:
    """Files that only share a card without a text are nobody's copy."""
    (tmp_path / "deck.yaml").write_text("title: D\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "1.yaml").write_text("cards:\n  - title: Break\n", encoding="utf-8")
    (tmp_path / "2.yaml").write_text("cards:\n  - title: Break\n  - title: B\n", encoding="utf-8")
    assert read_deck(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("title;text\nA;b: c\nB;d\n", "a table", "deck.csv"),
        ("Otsikko\tTeksti\nA\tb\n", "a table", "deck.csv"),
        ("| Title | Text |\n|---|---|\n| A | b |\n", "a table", "deck.md"),
        ("# Cards\n\n## A: one\nText: b\n\n## B\nc\n", "Markdown", "deck.md"),
        ("# Cards\n\n## A\nb\n", "Markdown", "deck.md"),
        ("<!DOCTYPE html>\n<html><body>title: T</body></html>\n", "a web page", ""),
    ],
)
def test_what_is_in_a_file_of_yaml(text: str, kind: str, name: str, here: Path) -> None:
    """A table or Markdown that was saved as YAML is told as such, with how to import it."""
    Path("deck.yaml").write_text(text, encoding="utf-8")
    (told,) = problems("deck.yaml")
    assert (told["code"], told["message"]) == ("wrong-file", f"this is {kind}, not a deck")
    if name:
        assert told["hint"].startswith(f"name the file {name}, and make a deck of it: ")
        Path("deck.yaml").rename(name)
        words = shlex.split(told["hint"].rpartition(": ")[2])
        assert call(*words[1:]).exit_code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deck.txt", DECK),
        ("pakka.json", '{"title": "D", "language": "en", "cards": [{"title": "A"}]}'),
    ],
)
def test_a_deck_by_another_name(name: str, text: str, here: Path) -> None:
    """A deck that was saved as plain text or JSON only needs its name."""
    Path(name).write_text(text, encoding="utf-8")
    (told,) = problems(".")
    assert told["hint"] == f"rename '{name}' to deck.yaml: it is a deck"
    Path(name).rename("deck.yaml")
    assert problems(".") == []


def test_files_that_programs_keep_beside_a_deck(here: Path) -> None:
    """Word and macOS leave files beside those that are open: they hold no cards."""
    Path("deck.yaml").write_text(DECK, encoding="utf-8")
    Path("~$deck.yaml").write_bytes(b"\x05Maija")
    Path("._deck.yaml").write_bytes(b"\0\x05")
    assert problems(".") == []


def write(**files: str) -> None:
    """Files of the current folder, by their names with _ for the point."""
    for name, text in files.items():
        Path(name.replace("_", ".")).write_text(text, encoding="utf-8")


CARDS = "cards:\n  - title: One\n    text: a\n  - title: Two\n    text: b\n"

TITLE = "title: D\nlanguage: en\n"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("2.txt", "2.yaml"),
        ("2", "2.yaml"),
        ("2.yam", "2.yaml"),
        ("2.ymal", "2.yaml"),
        ("2.yaml ", "2.yaml"),
        ("2.yaml.", "2.yaml"),
        ("2.yml.txt", "2.yml"),
    ],
)
def test_cards_in_a_file_of_another_name(name: str, meant: str, here: Path) -> None:
    """A file with cards that its name keeps from being read is told of, with the name to give."""
    write(deck_yaml=DECK)
    Path(name).write_text("cards:\n  - title: Two\n", encoding="utf-8")
    (told,) = problems()
    assert (told["code"], told["severity"]) == ("odd-name", "warning")
    assert told["hint"] == f"rename it to {meant}, or move it out of the folder"
    Path(name).rename(meant)
    assert problems() == []
    assert len(read_deck(here).cards) == 2


@pytest.mark.parametrize("name", ["1.yaml~", "1.yaml.bak", "1.old", ".1.yaml.swp", "#1.yaml#"])
def test_backups_of_editors(name: str, here: Path) -> None:
    """What editors keep of earlier versions is no matter."""
    write(deck_yaml=TITLE, **{"1_yaml": CARDS})
    Path(name).write_text(CARDS, encoding="utf-8")
    assert problems() == []


def test_text_files_beside_a_deck(here: Path) -> None:
    """Texts without cards, and copies of files that are read, are no matter."""
    write(deck_yaml=TITLE, **{"1_yaml": CARDS, "1_txt": CARDS, "notes_txt": "Call Ann\n"})
    Path("LICENSE").write_text("Mine\n", encoding="utf-8")
    assert problems() == []


def test_files_that_icloud_keeps_elsewhere(here: Path) -> None:
    """Cards that are not on this computer are told of: nothing of them is printed."""
    write(deck_yaml=DECK)
    Path(".2.yaml.icloud").write_bytes(b"bplist00")
    Path(".photo.png.icloud").write_bytes(b"bplist00")
    (told,) = problems()
    assert told["message"].startswith("'2.yaml' is not on this computer")
    Path("deck.yaml").rename(".deck.yaml.icloud")
    assert "'deck.yaml' is not on this computer" in problems(".")[0]["hint"]


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("cards.yaml", "cards (Ann's conflicted copy 2026-05-12).yaml", "a new"),
        ("cards.yaml", "cards_vanha.yaml", "a new"),
        ("cards_v1.yaml", "cards_v2.yaml", "a new"),
        ("cards.yaml", "more.yaml", "a"),
    ],
)
def test_two_versions_of_cards(one: str, other: str, text: str, here: Path) -> None:
    """Files with cards of the same titles are told of: by their names, or since some are alike."""
    write(deck_yaml=TITLE)
    Path(one).write_text(CARDS, encoding="utf-8")
    changed = CARDS.replace("text: a", f"text: {text}").replace("text: b", "text: b new")
    Path(other).write_text(f"{changed}  - title: Three\n", encoding="utf-8")
    (told,) = problems()
    assert (told["code"], told["severity"]) == ("same-cards", "warning")
    assert "both are printed" in told["message"]


def test_titles_that_come_again(here: Path) -> None:
    """Files of themes may have cards of the same titles, all with other texts."""
    write(deck_yaml=TITLE, ideas_yaml=CARDS)
    write(talk_yaml=CARDS.replace("text: a", "text: c").replace("text: b", "text: d"))
    assert problems() == []


@pytest.mark.parametrize(
    "text", ["site_name: X\nnav: []\n", "services:\n  web: {image: x}\nversion: 3\n"]
)
def test_yaml_of_other_programs(text: str, here: Path) -> None:
    """Settings of other programs beside a deck are left out, and told of."""
    write(deck_yaml=DECK, other_yml=text)
    (told,) = problems()
    assert (told["code"], told["severity"]) == ("wrong-file", "warning")
    assert told["message"].startswith("'other.yml' has no cards, and is not read")
    write(other_yml="kards:\n  - title: Two\n")
    assert problems()[0]["code"] == "unknown-key"


def test_a_card_that_is_a_file(here: Path) -> None:
    """A file with one card and no list of cards is told as such, not as a deck."""
    write(deck_yaml=DECK, two_yaml="title: Two\ntext: b\n")
    (told,) = problems()
    assert told["message"].startswith("'two.yaml' is a card, not a file of cards")
    write(two_yaml="cards:\n- title: Two\n  text: b\n")
    assert problems() == []


def test_titles_of_files_of_cards(here: Path) -> None:
    """Where the deck's own file has no cards, the title of a file of cards is to be deleted."""
    write(deck_yaml=TITLE, ideas_yaml=f"title: Ideas\n{CARDS}")
    told = next(problem for problem in problems() if problem["code"] == "second-deck")
    assert told["hint"].startswith("delete the line 'title: Ideas'")
    write(ideas_yaml=CARDS)
    assert problems() == []


def test_categories_in_a_file_of_cards(here: Path) -> None:
    """What belongs in deck.yaml is told to belong there."""
    write(deck_yaml=TITLE, ideas_yaml=f"categories: {{a: A}}\n{CARDS}")
    (told,) = problems()
    assert told["hint"].startswith("'categories' belongs in deck.yaml")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("deck.yaml", "{\\rtf1\\ansi title: D\\par cards:}", "save the text in it as plain text"),
        ("2.yaml", "{\\rtf1\\ansi cards:\\par - title: D}", "save it as plain text"),
        ("2.yaml", "{\\rtf1\\ansi\\ansicpg1252 x}", "save it as plain text"),
    ],
)
def test_rtf_named_yaml(name: str, data: str, says: str, here: Path) -> None:
    """What TextEdit saves as RTF is told as that, and not as slips of YAML."""
    write(deck_yaml=DECK)
    Path(name).write_text(data, encoding="utf-8")
    (told,) = problems()
    assert told["code"] == "wrong-file"
    assert says in told["hint"]


def test_a_document_named_yaml(here: Path) -> None:
    """A document in the place of deck.yaml is told as one when the folder is named."""
    Path("deck.yaml").write_bytes(packed("word/document.xml"))
    (told,) = problems(".")
    assert (told["code"], told["message"]) == (
        "wrong-file", "deck.yaml is a document of a word processor, not a deck",
    )  # fmt: skip
    assert told["hint"] == "save the text in it as plain text (UTF-8) under this name"


@pytest.mark.parametrize("name", ["deck", "deck.ymal", "deck,yaml", "deck.yaml "])
def test_a_deck_without_the_end_of_its_name(name: str, here: Path) -> None:
    """A deck is known by what is in it, whatever it is called."""
    Path(name).write_text(DECK, encoding="utf-8")
    assert problems(".")[0]["hint"] == f"rename '{name}' to deck.yaml: it is a deck"


def test_the_file_with_the_title_is_the_deck(here: Path) -> None:
    """Of several files the one with the deck's title is to be deck.yaml."""
    write(pakka_yaml=TITLE, ideas_yaml=CARDS)
    assert problems(".")[0]["hint"].startswith("rename 'pakka.yaml' to deck.yaml")


def test_a_deck_that_is_packed_or_further_in(here: Path) -> None:
    """A ZIP file is to be unpacked; a folder in the only folder is named."""
    Path("pakka.zip").write_bytes(packed("pakka/deck.yaml"))
    assert "pakka.zip is an archive of files: unpack it" in problems(".")[0]["hint"]
    Path("pakka.zip").unlink()
    (here / "pakka" / "pakka").mkdir(parents=True)
    (here / "pakka" / "pakka" / "deck.yaml").write_text(DECK, encoding="utf-8")
    assert problems(".")[0]["hint"] == "did you mean 'pakka/pakka'?"


def test_letters_that_are_taken_apart(here: Path) -> None:
    """Files and names as macOS writes them, ä as a and two dots, are those with whole letters."""
    apart = unicodedata.normalize("NFD", "pöytä")
    write(deck_yaml=f"{TITLE}layout: pöytä.yaml\ncategories:\n  {apart}: Table\n")
    Path(f"{apart}.yaml").write_text("extends: classic\n", encoding="utf-8")
    Path(f"{unicodedata.normalize('NFD', 'ä')}.yaml").write_text(
        "category: pöytä\ncards:\n  - title: Last\n", encoding="utf-8"
    )
    Path("z.yaml").write_text("cards:\n  - title: First\n", encoding="utf-8")
    assert problems() == []
    first, last = read_deck(here).cards
    assert (first.title, last.title, last.category and last.category.name) == (
        "First", "Last", "Table",
    )  # fmt: skip


def test_an_empty_deck_file_beside_cards(here: Path) -> None:
    """The deck's own file is to get a title, and not to be deleted."""
    write(deck_yaml="", ideas_yaml=CARDS)
    told = next(problem for problem in problems() if problem["code"] == "empty-file")
    assert told["hint"].startswith("write the deck's title into it")
