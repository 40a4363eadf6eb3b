"""What programs for flashcards leave in texts: sounds, gaps, pictures, entities."""

from pathlib import Path

import pytest
from PIL import Image

from commands import run_here as call
from korttipakka.basics.problems import Location
from korttipakka.model.manuscript import TITLE
from korttipakka.reading.deck import read_deck
from korttipakka.reading.draft import CardDraft, Value
from korttipakka.reading.gaps import open_gaps
from korttipakka.reading.tables.delimited import grid_of_text
from test_import_tables import made, table

AT_FILE = Location.file("t.csv")

HEAD = "#separator:tab\n#html:true\n"


def notes(folder: Path, *lines: str) -> Path:
    """Notes that Anki has exported."""
    source = folder / "notes.txt"
    source.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return source


def test_sounds_of_anki(tmp_path: Path) -> None:
    """Paper is silent: names of sounds go, and this is told with the first note that has one."""
    source = notes(tmp_path, "Koira [sound:koira_1.mp3]\tdog [sound:dog.mp3]", "Kissa\tcat")
    cards = made(source, tmp_path / "deck")
    assert [(card["title"], card["text"].strip()) for card in cards] == [
        ("Koira", "dog"),
        ("Kissa", "cat"),
    ]
    told = call("import", source, tmp_path / "told").output
    assert "A3: warning[guessed]: 'Koira [sound:koira_1.mp3]': what is left from Anki" in told
    assert "and in 1 more text" in told


@pytest.mark.parametrize(
    ("title", "text", "shown", "answer"),
    [
        ("{{c1::Oslo}} is here", "", "[…] is here", "**Oslo** is here"),
        ("{{c1::Oslo::city}} is here", "x", "[city] is here", "**Oslo** is here\n\nx"),
        ("{{c1::A}} and {{c2::B}}", "", "[…] and […]", "**A** and **B**"),
        ("{{c1::a {{c2::b}} c}} d", "", "[…] d", "**a b c** d"),
        ("{{c1::5 * 3 * 2}}", "", "[…]", "**5 * 3 * 2**"),
    ],
)
def test_gaps_of_anki(title: str, text: str, shown: str, answer: str, tmp_path: Path) -> None:
    """A front shows gaps or their hints; the whole sentence stands above the text of the back."""
    source = notes(tmp_path, f"{title}\t{text}", "Tauko\tpaus")
    first = made(source, tmp_path / "deck")[0]
    assert (first["title"], first["text"].strip()) == (shown, answer)
    assert "what is a gap of Anki was mended" in call("import", source, tmp_path / "told").output


def test_braces_that_are_no_gaps() -> None:
    """Braces without a number of Anki stay as they are."""
    value = Value("{{name}} and {{c::x}} {{c1::}}", "", AT_FILE)
    assert list(open_gaps(CardDraft(AT_FILE, {TITLE: value}))) == []


def test_a_gap_in_a_text_has_its_answer(tmp_path: Path) -> None:
    """A text is that of the back: its gaps are filled, and no braces are printed."""
    source = notes(tmp_path, "Capital\tIt is {{c1::Oslo::city}}.")
    assert made(source, tmp_path / "deck")[0]["text"].strip() == "It is Oslo."


def picture(path: Path) -> None:
    """A picture that can be read."""
    Image.new("RGB", (8, 8), "red").save(path)


def test_pictures_among_words(tmp_path: Path) -> None:
    """The first picture of a front and that of a back become the card's; others are named."""
    for name in ("a.png", "b.png"):
        picture(tmp_path / name)
    source = notes(tmp_path, 'Map <img src="a.png">\tOslo <img src="b.png"><img src="c.png">')
    done = call("import", source, tmp_path / "deck", "--language", "en")
    assert "B3: warning[left-out]: the card has a picture there already: 'c.png' was" in done.output
    card = read_deck(tmp_path / "deck").cards[0]
    assert card.image
    assert card.image_back
    assert (card.title, card.text) == ("Map", "Oslo")
    assert (card.image.name, card.image_back.name) == ("a.png", "b.png")


def test_pictures_that_are_not_there(tmp_path: Path) -> None:
    """A picture in a cell of HTML that cannot be had is told; put beside the file, it is taken."""
    source = table(tmp_path, 'title,text\nMap,"Oslo <img src=""media/b.png""> here"\n')
    done = call("import", source, tmp_path / "deck", "--language", "en")
    assert "'media/b.png' is no picture that is there: it was left out" in done.output
    (tmp_path / "media").mkdir()
    picture(tmp_path / "media/b.png")
    again = call("import", source, tmp_path / "again", "--language", "en")
    assert "left out" not in again.output
    assert (tmp_path / "again/b.png").is_file()


def test_pictures_in_json(tmp_path: Path) -> None:
    """Texts in HTML of a list of objects have their pictures taken in the same way."""
    picture(tmp_path / "a.png")
    source = tmp_path / "a.json"
    source.write_text('[{"title": "Map <img src=a.png>", "text": "b"}]')
    assert made(source, tmp_path / "deck")[0]["image"] == "a.png"


@pytest.mark.parametrize("typed", ["[b]Now[/b]", "'''Now'''", "**Now**", "[sound:a.mp3]Now"])
def test_tables_in_text_files_stay_tables(typed: str, tmp_path: Path) -> None:
    """What another program has left in a cell makes no Markdown of a whole table."""
    source = tmp_path / "t.txt"
    source.write_text(f"title\ttext\tcategory\nA\t{typed}\tX\nB\tlater\tY\n")
    cards = made(source, tmp_path / "deck", "--language", "en")
    assert [(card["title"], card["category"]) for card in cards] == [("A", "X"), ("B", "Y")]
    assert cards[0]["text"].strip().strip("*") == "Now"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("T&auml;m&auml;;Y&ouml;", ["T&auml;m&auml;", "Y&ouml;"]),
        ('A &amp; B;"T&auml;;x"', ["A &amp; B", "T&auml;;x"]),
        ("&#228;;&#xE4;", ["&#228;", "&#xE4;"]),
        ("R&D;Q&A", ["R&D", "Q&A"]),
        ('T&auml;"n";x', ['T&auml;"n"', "x"]),
    ],
)
def test_entities_between_semicolons(line: str, cells: list[str]) -> None:
    """The semicolon of an entity ends no cell; others do."""
    grid = grid_of_text(f"Title;Text\n{line}\n", AT_FILE)
    assert [cell.text for cell in grid.rows[1].cells] == cells


def test_entities_in_a_table_of_semicolons(tmp_path: Path) -> None:
    """A table with entities and without quotes loses nothing, and no column is made up."""
    source = table(tmp_path, "Otsikko;Teksti\nT&auml;rke&auml;;Kahvia &amp; pullaa\nYö;x; y\n")
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert "no heading" not in done.output
    assert "semicolons without quotes around the text" in done.output
    cards = read_deck(tmp_path / "deck").cards
    assert [(c.title, c.text) for c in cards] == [("Tärkeä", "Kahvia & pullaa"), ("Yö", "x; y")]


def test_a_cell_of_an_export_that_ends_like_an_entity(tmp_path: Path) -> None:
    """In a table of ours, a title that ends in `&amp` is followed by the end of its cell."""
    deck = tmp_path / "deck.yaml"
    deck.write_text('title: T\nlanguage: fi\ncards:\n  - title: "Yö &amp"\n    text: x\n')
    table_file = tmp_path / "t.csv"
    call("export", deck, "--to", "csv", "-o", table_file)
    done = call("import", table_file, tmp_path, "--update")
    assert "Nothing to change" in done.output
