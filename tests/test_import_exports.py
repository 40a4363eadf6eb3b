"""What other programs export: mixed encodings, signs for line ends, boards, names of errors."""

import json
import re
from pathlib import Path

import pytest

from commands import run_here as call
from korttipakka.reading.deck import read_deck


def read(source: Path, folder: Path) -> list[tuple[str, str]]:
    """Titles and texts of the deck that a file becomes."""
    done = call("import", source, folder, "--language", "en")
    assert done.exit_code == 0, done.output
    return [(card.title, card.text) for card in read_deck(folder).cards]


def test_a_file_in_two_encodings(tmp_path: Path) -> None:
    """Rows of UTF-8 beside others make no file of old Macs: the first other row is named."""
    rows = [b"Title;Text\n", "Työpaja;a\n".encode(), "Äly;b\n".encode("cp1252")]
    (tmp_path / "a.csv").write_bytes(b"".join(rows))
    done = call("import", tmp_path / "a.csv", tmp_path / "a")
    assert "a.csv:A3: error[bad-encoding]: this row is not UTF-8, and others are" in done.output
    (tmp_path / "a.csv").write_bytes(b"".join(rows[::2]))
    assert read(tmp_path / "a.csv", tmp_path / "a") == [("Äly", "b")]


def test_blanks_before_quotes(tmp_path: Path) -> None:
    """Who types a table by hand puts blanks after commas, before quotes too."""
    (tmp_path / "a.csv").write_text('title, text, tags\nA, "b, c", x\nB, "d ""e"", f", y\n')
    assert read(tmp_path / "a.csv", tmp_path / "a") == [("A", "b, c"), ("B", 'd "e", f')]
    (tmp_path / "b.csv").write_text('title,text\nA,"b, ""c"""\n')
    assert read(tmp_path / "b.csv", tmp_path / "b") == [("A", 'b, "c"')]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r"one\ntwo", "one|two"),
        (r"One.\n\nTwo", "One.||Two"),
        (r"C:\new", r"C:\new"),
        (r"the share \\srv\new", r"the share \\srv\new"),
        (r"a\neq b", r"a\neq b"),
        (r"write \n here", r"write \n here"),
    ],
)
def test_signs_for_line_ends(cell: str, text: str, tmp_path: Path) -> None:
    r"""nanDECK, Squib and databases write \n for a line end; in paths and TeX it is none."""
    (tmp_path / "a.csv").write_text(f"title;text\nA;{cell}\n")
    done = call("import", tmp_path / "a.csv", tmp_path / "a", "--language", "en")
    assert ("was read as the end of a line" in done.output) == ("|" in text)
    found = read_deck(tmp_path / "a").cards[0].text
    shown = found.replace("\\\n", "|").replace("\n", "|")
    assert re.sub(r"\\+", "/", shown) == re.sub(r"\\+", "/", text)


@pytest.mark.parametrize("name", ["#NAME?", "#JAKO/0!", "#N/A", "#VÄRDEFEL!"])
def test_failed_formulas_in_text(name: str, tmp_path: Path) -> None:
    """Excel saves the names of its errors into CSV: they are errors with their cells."""
    (tmp_path / "a.csv").write_text(f"title;text\nA;{name}\n", encoding="utf-8")
    output = call("import", tmp_path / "a.csv", tmp_path / "a").output
    assert f"a.csv:B2: error[bad-formula]: the formula of this cell gives {name}" in output
    (tmp_path / "b.csv").write_text("title;text\n#WOW!;#4!\n")
    assert read(tmp_path / "b.csv", tmp_path / "b") == [("#WOW!", "#4!")]


@pytest.mark.parametrize(
    "named",
    ["C:\\\\Users\\\\me\\\\a.png".replace("\\\\", "\\"), "https://x.fi/a.png", "/home/me/a.png"],
)
def test_pictures_named_elsewhere(named: str, tmp_path: Path) -> None:
    """A picture of a place elsewhere is left out until it lies beside the file as the hint says."""
    (tmp_path / "a.csv").write_text(f"title;image\nA;{named}\n")
    output = call("import", tmp_path / "a.csv", tmp_path / "a").output
    assert "is no picture beside the file" in output
    assert "hint: put it beside the file" in output
    (tmp_path / "a.png").write_bytes(b"")
    call("import", tmp_path / "a.csv", tmp_path / "b")
    image = read_deck(tmp_path / "b").cards[0].image
    assert image
    assert image.name == "a.png"


@pytest.mark.parametrize("headings", ["1. Title;2. Text", "Title (max 30);Text (back)"])
def test_headings_with_numbers_and_remarks(headings: str, tmp_path: Path) -> None:
    """Numbers before headings and remarks behind them, over lines too, do not hide them."""
    (tmp_path / "a.csv").write_text(f"{headings}\nA;b\n")
    assert read(tmp_path / "a.csv", tmp_path / "a") == [("A", "b")]
    cells = ";".join(f'"{heading}"'.replace(" (", "\n(") for heading in headings.split(";"))
    (tmp_path / "b.csv").write_text(f"{cells}\nA;b\n")
    assert read(tmp_path / "b.csv", tmp_path / "b") == [("A", "b")]


BOARD = {
    "name": "Board",
    "lists": [
        {"id": "1", "name": "Ideas", "closed": False},
        {"id": "2", "name": "Old", "closed": True},
    ],
    "labels": [{"name": "x"}],
    "cards": [
        {"name": "A", "desc": "b", "idList": "1", "labels": [{"name": "x"}, {"color": "red"}]},
        {"name": "B", "idList": "1", "closed": True},
        {"name": "C", "idList": "2"},
    ],
}


def test_a_board_of_trello(tmp_path: Path) -> None:
    """A board's cards come with list and labels; what is archived does not."""
    (tmp_path / "a.json").write_text(json.dumps(BOARD))
    assert read(tmp_path / "a.json", tmp_path / "a") == [("A", "b")]
    deck = read_deck(tmp_path / "a")
    assert deck.title == "Board"
    assert deck.cards[0].category
    assert deck.cards[0].category.name == "Ideas"
    assert list(deck.cards[0].tags) == ["x", "red"]


def test_records_of_airtable(tmp_path: Path) -> None:
    """A card that an object holds under "fields" is a card; the object's id is no category."""
    records = [
        {"id": f"rec{n}", "fields": {"Name": name, "Text": "b"}} for n, name in enumerate("AB")
    ]
    (tmp_path / "a.json").write_text(json.dumps({"records": records}))
    assert read(tmp_path / "a.json", tmp_path / "a") == [("A", "b"), ("B", "b")]
    assert not any(card.category for card in read_deck(tmp_path / "a").cards)


def test_few_words_in_letters_of_their_own(tmp_path: Path) -> None:
    """The letters tell the language where there are too few words."""
    (tmp_path / "a.csv").write_text("العنوان;النص\nتصويت;ثلاثة أصوات\n", encoding="utf-8")
    assert "(ar), guessed" in call("import", tmp_path / "a.csv", tmp_path / "a").output


def saved_game(*cards: dict[str, object]) -> dict[str, object]:
    """A save of Tabletop Simulator with a deck of such cards in a bag."""
    pictures = {"1": {"FaceURL": "https://example.org/f.png", "NumWidth": 2, "NumHeight": 1}}
    deck = {
        "Name": "DeckCustom", "Nickname": "Ideas", "DeckIDs": [100, 101], "CustomDeck": pictures,
        "Transform": {"posX": 1.5},
        "ContainedObjects": [{"Name": "Card", **card} for card in cards],
    }  # fmt: skip
    bag = {"Name": "Bag", "Nickname": "", "ContainedObjects": [deck]}
    return {"SaveName": "Our game", "Date": "1/1/2026", "ObjectStates": [bag]}


def test_a_save_of_tabletop_simulator(tmp_path: Path) -> None:
    """Names and descriptions of cards are read, decks are categories; pictures are told of."""
    cards = [{"Nickname": "Vote", "Description": "Now."}, {"Nickname": "", "CardID": 101}]
    (tmp_path / "a.json").write_text(json.dumps(saved_game(*cards)))
    told = call("import", tmp_path / "a.json", tmp_path / "told", "--language", "en").output
    assert "a save of Tabletop Simulator: 1 card in 1 category" in told
    assert "their pictures were not" in told
    assert "cards without names were left out: 1" in told
    deck = read_deck(tmp_path / "told")
    assert deck.title == "Our game"
    assert [(c.title, c.text, c.category and c.category.name) for c in deck.cards] == [
        ("Vote", "Now.", "Ideas")
    ]


@pytest.mark.parametrize(
    ("cards", "said"),
    [([{"CardID": 100}], "its cards are pictures without names"), ([], "it has no cards")],
)
def test_a_save_without_words(cards: list[dict[str, object]], said: str, tmp_path: Path) -> None:
    """A save whose cards say nothing is told by its name, and what to do instead."""
    (tmp_path / "a.json").write_text(json.dumps(saved_game(*cards)))
    done = call("import", tmp_path / "a.json", tmp_path / "a")
    assert done.exit_code == 1
    assert f"error[no-cards-found]: this is a save of Tabletop Simulator: {said}" in done.output
    assert not (tmp_path / "a").exists()


def test_the_name_of_a_board_is_not_that_of_its_cards(tmp_path: Path) -> None:
    """In Trello's CSV, the column Card Name has the titles, though Board Name is a name, too."""
    (tmp_path / "a.csv").write_text(
        "Board Name,List Name,Card Name,Card Description\nMethods,Ideas,Vote,Now\n"
    )
    assert read(tmp_path / "a.csv", tmp_path / "a") == [("Vote", "Now")]


def test_answers_to_a_form(tmp_path: Path) -> None:
    """Questions of a form that ask for a name and a description are headings, which is told."""
    questions = "Timestamp,Mikä on menetelmän nimi?,Kuvaile menetelmä lyhyesti"
    (tmp_path / "a.csv").write_text(f"{questions}\n1.1.2026,Vote,Now\n", encoding="utf-8")
    assert read(tmp_path / "a.csv", tmp_path / "a") == [("Vote", "Now")]


def test_questions_are_cards(tmp_path: Path) -> None:
    """A list of questions to talk about has no headings, even if one asks for a name."""
    lines = ["What is your name?", "Who was your first friend?", "Where do you live?"]
    (tmp_path / "a.txt").write_text("\n".join(lines))
    assert [title for title, _ in read(tmp_path / "a.txt", tmp_path / "a")] == lines


def test_stickies_of_mural(tmp_path: Path) -> None:
    """The area of a sticky note is its category, not what kind of thing it is."""
    (tmp_path / "a.csv").write_text("ID,TEXT,BG COLOR,TYPE,AREA\n1,Vote,#FCFE7D,sticky,Ideas\n")
    read(tmp_path / "a.csv", tmp_path / "a")
    card = read_deck(tmp_path / "a").cards[0]
    assert card.category is not None
    assert (card.category.name, card.color) == ("Ideas", "#FCFE7D")
