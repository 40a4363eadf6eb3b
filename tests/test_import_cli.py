"""`korttipakka import` as its users meet it: folders, languages, what is said, what is kept."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import environment, run
from commands import run_here as call
from korttipakka.reading.deck import read_deck

CARDS = "Otsikko;Teksti;Kategoria\nTauko;Kahvia ja pullaa.;Muut\nKävely;Ulos ja takaisin.;Muut\n"

SOURCE = Path(__file__).parents[1] / "src"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small table in a folder of its own, which is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kortit.csv"
    path.write_text(CARDS, encoding="utf-8")
    return path


def test_import_says_what_it_made(table: Path) -> None:
    """What the file was taken for, the language, the files, and the next command, which works."""
    done = call("import", "kortit.csv")
    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "Read kortit.csv as a table of text: 2 cards in 1 category",
        "Language: Finnish (fi), guessed from the words: else --language LANG",
        "Wrote deck.yaml into kortit",
        "Next: korttipakka build kortit",
    ]
    assert call("build", "kortit").exit_code == 0
    assert Path("kortit/deck.yaml").read_text(encoding="utf-8") == (
        "title: Kortit\nlanguage: fi\n\ncategories:\n  muut:\n    name: Muut\n"
        '    color: "#006c6c"\n\n'
        "cards:\n  - title: Tauko\n    text: >\n      Kahvia ja pullaa.\n    category: muut\n\n"
        "  - title: Kävely\n    text: >\n      Ulos ja takaisin.\n    category: muut\n"
    )


def test_the_same_file_gives_the_same_bytes(table: Path) -> None:
    """No clock and no chance has a part in what is written."""
    call("import", table, "a")
    call("import", table, "b")
    assert Path("a/deck.yaml").read_bytes() == Path("b/deck.yaml").read_bytes()


def test_nothing_is_overwritten(table: Path) -> None:
    """A deck that is there stays, whatever is in it; with --force only its own files change."""
    call("import", table, "deck")
    Path("deck/deck.yaml").write_text("mine", encoding="utf-8")
    Path("deck/note.txt").write_text("mine too", encoding="utf-8")
    done = call("import", table, "deck")
    assert done.exit_code == 1
    assert "deck/deck.yaml is there already" in done.output
    assert "--update to merge, or --force to replace" in done.output
    assert Path("deck/deck.yaml").read_text(encoding="utf-8") == "mine"
    assert call("import", table, "deck", "--force").exit_code == 0
    assert len(read_deck(Path("deck")).cards) == 2
    assert Path("deck/note.txt").read_text(encoding="utf-8") == "mine too"


def test_other_cards_in_the_folder_are_in_the_way(table: Path) -> None:
    """Cards that are there would become a part of the new deck: not even --force takes them in."""
    Path("deck").mkdir()
    Path("deck/old.yaml").write_text("cards:\n  - title: Vanha\n", encoding="utf-8")
    for flags in ([], ["--force"]):
        done = call("import", table, "deck", *flags)
        assert done.exit_code == 1
        assert "deck/old.yaml would be read as a part of the new deck" in done.output
    assert [path.name for path in Path("deck").iterdir()] == ["old.yaml"]
    Path("deck/old.yaml").write_text("extends: classic\ncolors:\n  ink: black\n", encoding="utf-8")
    assert call("import", table, "deck").exit_code == 0


def test_places_that_cannot_be_written(table: Path) -> None:
    """A file in place of the folder, or a folder that is not there, is told before anything."""
    assert "that is a file, not a folder" in call("import", table, table).output
    assert "there is no folder nowhere" in call("import", table, "nowhere/deck").output
    done = call("import", "kortti.csv")
    assert done.exit_code == 2
    assert "there is no file kortti.csv" in done.output
    assert "did you mean 'kortit.csv'?" in done.output


def test_a_dry_run_writes_nothing(table: Path) -> None:
    """--dry-run says what would be made."""
    done = call("import", table, "deck", "--dry-run")
    assert "Would write deck.yaml into deck (--dry-run)" in done.output
    assert not Path("deck").exists()


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Hur vill du delta i mötet och vad är viktigt för dig?", "sv"),
        ("How do you want to take part, and what matters to you?", "en"),
        ("Miten haluat osallistua ja mikä on sinulle tärkeää?", "fi"),
        ("Wie möchten Sie sich beteiligen und was ist Ihnen wichtig?", "de"),
        ("Äänestys;Hiljainen aivoriihi;Yhteiskehittäminen", "fi"),
        ("Omröstning;Tyst idékläckning;Gemensam planering", "sv"),
        ("Silent brainstorming;Dot voting;Working together", "en"),
        ("Čohkkiiˈ;Sámegiella ŋ đ", "se"),
        ("Palaverikäytännöt;Facebook-ryhmä;Digitaalinen alusta", "fi"),
    ],
)
def test_the_language_is_guessed(table: Path, words: str, language: str) -> None:
    """A sentence tells the language, and so do a few titles."""
    table.write_text("title\n" + words.replace(";", "\n") + "\n", encoding="utf-8")
    assert call("import", table, "deck").exit_code == 0
    assert read_deck(Path("deck")).language == language


def test_the_language_is_taken_from_the_flag(table: Path) -> None:
    """--language wins over the words, and one that is none is told so."""
    assert "Language: Swedish (sv)\n" in call("import", table, "deck", "--language", "sv").output
    assert read_deck(Path("deck")).language == "sv"
    assert "'suomi!' is not a language" in call("import", table, "x", "--language", "suomi!").output


def test_the_language_is_asked_for_on_a_terminal(table: Path) -> None:
    """On a terminal the guess is only what is proposed."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "korttipakka", "import", "kortit.csv", "deck"],
        stdin=follower, stdout=follower, stderr=follower, cwd=table.parent, env=environment(),
    )  # fmt: skip
    os.write(leader, b"sv\n")
    assert process.wait(timeout=120) == 0
    os.close(follower)
    output = os.read(leader, 10_000).decode()
    os.close(leader)
    assert "Language of the texts (fi, sv, en …) [fi]:" in output
    assert read_deck(table.parent / "deck").language == "sv"


def test_many_cards_are_a_file_for_each_category(table: Path) -> None:
    """Beyond twenty cards each category has a file, and cards of one category come together."""
    rows = [f"Kortti {n};x;{'Ideat' if n % 2 else 'Muut'}" for n in range(24)]
    table.write_text("Otsikko;Teksti;Kategoria\n" + "\n".join(rows), encoding="utf-8")
    done = call("import", table, "deck")
    assert "the cards were put together by category" in done.output
    names = sorted(path.name for path in Path("deck").iterdir())
    assert names == ["1-muut.yaml", "2-ideat.yaml", "deck.yaml"]
    titles = [card.title for card in read_deck(Path("deck")).cards]
    assert titles == [f"Kortti {n}" for n in (*range(0, 24, 2), *range(1, 24, 2))]
    numbered = ["Nro;Otsikko;Teksti;Kategoria", *(f"{n};{row}" for n, row in enumerate(rows))]
    table.write_text("\n".join(numbered), encoding="utf-8")
    call("import", table, "numbered")
    kept = [card.title for card in read_deck(Path("numbered")).cards]
    assert kept == [f"Kortti {n}" for n in range(24)]


def test_cards_that_do_not_fit_are_told_at_once(table: Path) -> None:
    """A text that no card can hold is written all the same, and check is the next command."""
    table.write_text(f"title;text\nA;{'sana ' * 900}\n", encoding="utf-8")
    done = call("import", table, "deck", "--language", "fi")
    assert done.exit_code == 0
    assert "Not printable yet: 1 error" in done.output
    assert "Next: korttipakka check deck" in done.output
    table.write_text(f"title;text\nA;{'sana ' * 9000}\n", encoding="utf-8")
    done = call("import", table, "long", "--language", "fi")
    assert done.exit_code == 1
    assert "B2: error[text-too-long]: the text has 44,999 characters" in done.output


def test_characters_that_cannot_be_printed(table: Path) -> None:
    """Control characters are taken out and told with their cell; line ends are kept."""
    table.write_bytes("title;text\nA;eka\x0btoka\u2028kolmas\x07\n".encode())
    done = call("import", table, "deck", "--language", "fi")
    assert "B2: warning[control-character]: the character U+0007" in done.output
    assert read_deck(Path("deck")).cards[0].text.strip() == "eka\\\ntoka\\\nkolmas"


def test_text_that_was_damaged_before(table: Path) -> None:
    """Letters that were lost when the file was saved are an error with their cell."""
    table.write_bytes("title;text\nA;vaurio \ufffd\n".encode())
    done = call("import", table, "deck", "--language", "fi")
    assert done.exit_code == 1
    assert "B2: error[damaged-text]" in done.output


def test_a_title_in_two_lines_is_joined(table: Path) -> None:
    """A title that its author broke by hand is one line, and a hyphen at its end is judged."""
    table.write_text(
        'title\n"Yhteis-\nkehittäminen"\n"Asiakas- ja\nkävijätieto"\n', encoding="utf-8"
    )
    call("import", table, "deck", "--language", "fi")
    titles = [card.title for card in read_deck(Path("deck")).cards]
    assert titles == ["Yhteiskehittäminen", "Asiakas- ja kävijätieto"]


def test_titles_that_yaml_would_change(table: Path) -> None:
    """Titles that are numbers, dates or signs to YAML come as they stand."""
    titles = [
        "On",
        "No",
        "12:30",
        "0777",
        "2026-11-24",
        "# 1",
        "- a",
        "a: b",
        '"q"',
        "null",
        "*",
        "a #b",
    ]
    quoted = ('"' + title.replace('"', '""') + '"' for title in titles)
    table.write_text("title\n" + "\n".join(quoted), encoding="utf-8")
    assert call("import", table, "deck", "--language", "en").exit_code == 0
    assert [card.title for card in read_deck(Path("deck")).cards] == titles


def test_languages_in_columns(table: Path) -> None:
    """Columns with languages and none without: the first is the deck's, or the one asked for."""
    table.write_text("title_fi;title_sv;text_sv\nTauko;Paus;Kaffe\n;Slut;\n", encoding="utf-8")
    done = call("import", table, "deck")
    assert done.exit_code == 1
    assert "the card has no title in the deck's language, fi" in done.output
    done = call("import", table, "deck", "--language", "sv")
    assert done.exit_code == 0
    assert [card.title for card in read_deck(Path("deck")).cards] == ["Paus", "Slut"]
    assert "there is a translation" not in done.output
    done = call("import", table, "x", "--language", "fi", "--dry-run")
    assert "there is a translation of text, but no text in fi" in done.output


def test_import_in_a_process_of_its_own(table: Path) -> None:
    """The command runs without a terminal, and reads what it wrote in one go."""
    done = run("import", "kortit.csv", "deck", cwd=table.parent)
    assert done.returncode == 0, done.stderr
    assert re.search(r"Wrote deck\.yaml into deck", done.stdout)


def test_every_code_of_import_is_documented() -> None:
    """docs/problems.md tells of each code that an import may warn with."""
    page = (SOURCE.parent / "docs" / "problems.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    codes = set(re.findall(r'\.(?:warn|note)\(\s*"([a-z-]+)"|Doubt\(\s*\w+, "([a-z-]+)"', source))
    names = {name for pair in codes for name in pair if name}
    assert len(names) > 8
    assert names <= set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
