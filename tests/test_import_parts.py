"""Several tables in one worksheet, and headings in two rows: each cell is that of its card."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here as call
from korttipakka.basics.problems import Location
from korttipakka.reading.deck import read_deck
from korttipakka.reading.draft import Draft, Wanted
from korttipakka.reading.markup import Run
from korttipakka.reading.tables.cards import cards_of_tables
from korttipakka.reading.tables.grid import Cell, Grid, Row
from test_import_tables import made

Texts = Sequence[Any]

WORDS = st.text("abcdefgh", min_size=3, max_size=9)
CARDS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5)


def workbook(folder: Path, rows: Sequence[Texts], *merged: str) -> Path:
    """A workbook of such rows, in which these cells are one."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def draft_of(rows: Sequence[Texts]) -> Draft:
    """The cards of a table of such rows; empty ones count, as in a worksheet."""
    numbered = enumerate(rows, start=1)
    made = [
        Row(number, tuple(Cell((Run(text),)) if text else Cell() for text in row))
        for number, row in numbered
        if any(row)
    ]
    grid = Grid(Location.file("t.xlsx"), made)
    return cards_of_tables([grid], grid.file, Wanted(), "a workbook")


def said(draft: Draft) -> list[tuple[str, str, str]]:
    """Title, text and category of each card."""
    return [(card.text("title"), card.text("text"), card.text("category")) for card in draft.cards]


def in_suits(tables: Sequence[Sequence[tuple[str, str]]], captioned: bool) -> list[Texts]:
    """The cards of tables, each with its caption as its category."""
    suits = (f"Suit {n}" if captioned else "" for n in range(len(tables)))
    pairs = zip(tables, suits, strict=True)
    return [(*card, suit) for cards, suit in pairs for card in cards]


@given(st.lists(CARDS, min_size=2, max_size=4), st.booleans(), st.booleans())
def test_tables_side_by_side_give_the_cards_of_each(
    tables: list[list[tuple[str, str]]], gap: bool, captioned: bool
) -> None:
    """Whatever their lengths, tables beside each other give what each gives, in their order."""
    width = 3 if gap else 2
    height = max(map(len, tables))

    def line(*cells: tuple[str, str]) -> list[str]:
        return [text for pair in cells for text in (*pair, *[""] * (width - 2))]

    rows = [line(*((f"Suit {n}", "") for n in range(len(tables))))] if captioned else []
    rows.append(line(*[("Otsikko", "Teksti")] * len(tables)))
    for n in range(height):
        rows.append(line(*(cards[n] if n < len(cards) else ("", "") for cards in tables)))
    expected = [
        (*card, f"Suit {n}" if captioned else "")
        for n, cards in enumerate(tables)
        for card in cards
    ]
    assert said(draft_of(rows)) == expected


@given(st.lists(CARDS, min_size=2, max_size=4), st.booleans())
def test_tables_below_each_other_give_the_cards_of_each(
    tables: list[list[tuple[str, str]]], captioned: bool
) -> None:
    """Headings that stand again begin another table, which what is above them names."""
    rows: list[Texts] = []
    for n, cards in enumerate(tables):
        rows += [(f"Suit {n}", "")] if captioned else []
        rows += [("Otsikko", "Teksti"), *cards, ("", "")]
    expected = [
        (*card, f"Suit {n}" if captioned else "")
        for n, cards in enumerate(tables)
        for card in cards
    ]
    assert said(draft_of(rows)) == expected


def test_headings_of_every_page_are_no_cards() -> None:
    """Headings that a program has written again on each page are left out, and told."""
    draft = draft_of([("Nimi", "Kuvaus"), ("A", "a"), ("B", ""), ("Nimi", "Kuvaus"), ("C", "c")])
    assert said(draft) == [("A", "a", ""), ("B", "", ""), ("C", "c", "")]
    assert [problem.code for problem in draft.problems] == ["guessed"]


def test_a_table_below_may_have_more_headings() -> None:
    """A second table with other headings, after a gap, leaves the first a table."""
    rows = [
        ("Otsikko", "Teksti"), ("A", "a"), ("", ""), ("More", ""),
        ("Nimi", "Kuvaus", "Kpl"), ("B", "b", "2"),
    ]  # fmt: skip
    draft = draft_of(rows)
    assert said(draft) == [("A", "a", ""), ("B", "b", "More")]
    assert draft.cards[1].text("copies") == "2"
    assert draft.title == ""


def test_words_that_could_be_headings_are_cards_in_a_list_of_words() -> None:
    """A vocabulary may have the words title and text without beginning a table there."""
    rows = [("Kysymys", "Vastaus"), ("Mikä?", "Se"), ("otsikko", "teksti"), ("nimi", "kuvaus")]
    assert [title for title, *_ in said(draft_of(rows))] == ["Mikä?", "otsikko", "nimi"]


def test_what_tables_share_stands_before_them() -> None:
    """A column before tables side by side says the same of the cards of all."""
    rows = [
        ("Ryhmä", "Otsikko", "Teksti", "Otsikko", "Teksti"),
        ("Ideat", "A", "a", "B", "b"),
        ("Muut", "", "", "C", "c"),
    ]
    expected = [("A", "a", "Ideat"), ("B", "b", "Ideat"), ("C", "c", "Muut")]
    assert said(draft_of(rows)) == expected


def test_one_of_two_tables_is_read_as_the_hint_says(tmp_path: Path) -> None:
    """Columns named by letters, as the hint says, give the cards of one of the tables."""
    source = workbook(tmp_path, [(*NAMED, "", *NAMED), ("A", "now", "", "Walk", "out")])
    told = call("import", source, tmp_path / "both")
    assert "2 tables stand side by side" in told.output
    assert "--map title=A --map title_sv=D" in " ".join(told.output.split())
    cards = made(source, tmp_path / "one", "--map", "title=A", "--map", "text=B")
    assert [card["title"] for card in cards] == ["A"]


NAMED = ("Nimi", "Kuvaus")
FINNISH, SWEDISH = ("Äänestys", "Kolme ääntä."), ("Omröstning", "Tre röster.")


def in_two_languages(source: Path, folder: Path) -> str:
    """The deck of a table that has the same card in Finnish and Swedish."""
    assert made(source, folder, "--language", "fi")[0]["title"] == "Äänestys"
    text = (folder / "deck.yaml").read_text(encoding="utf-8")
    assert "sv: Omröstning" in text
    assert "Tre röster." in text
    assert "fields" not in text
    return text


def test_languages_above_headings(tmp_path: Path) -> None:
    """A merged language above columns is that of their texts, and no title of the deck."""
    rows = [("Suomi", None, "Svenska"), ("Otsikko", "Teksti", "Rubrik", "Text"), FINNISH + SWEDISH]
    text = in_two_languages(workbook(tmp_path, rows, "A1:B1", "C1:D1"), tmp_path / "deck")
    assert text.startswith("title: T\n") or "\ntitle: T\n" in text


def test_languages_above_headings_that_are_not_merged(tmp_path: Path) -> None:
    """A language reaches over the empty cells beside it; columns that stand once have none."""
    rows = [
        ("Kortit 2025",), ("", "Suomi", "", "På svenska", "", "Muuta"),
        ("Nro", "Otsikko", "Teksti", "Otsikko", "Teksti", "Huom"),
        (1, *FINNISH, *SWEDISH, "Pois?"),
    ]  # fmt: skip
    text = in_two_languages(workbook(tmp_path, rows), tmp_path / "deck")
    assert "title: Kortit 2025" in text
    assert "Pois?" in text


def test_languages_below_headings(tmp_path: Path) -> None:
    """A row of languages below headings is no card, and a heading is that of all below it."""
    rows = [
        ("Otsikko", None, "Teksti"), ("FI", "SV", "FI", "SV"),
        (FINNISH[0], SWEDISH[0], FINNISH[1], SWEDISH[1]),
    ]  # fmt: skip
    in_two_languages(workbook(tmp_path, rows, "A1:B1", "C1:D1"), tmp_path / "deck")


def test_languages_as_headings_are_those_of_titles(tmp_path: Path) -> None:
    """A list of words with a column for each language needs no other headings."""
    source = workbook(tmp_path, [("Suomi", "English"), ("Tauko", "Break"), ("Äänestys", "Vote")])
    made(source, tmp_path / "deck")
    assert "en: Vote" in (tmp_path / "deck" / "deck.yaml").read_text(encoding="utf-8")


def test_words_tell_the_languages_of_columns_that_stand_twice(tmp_path: Path) -> None:
    """Titles and texts that stand twice are translations if their words are, which is told."""
    rows = [
        ("Nimi", "Kuvaus", "Name", "Description"),
        ("Äänestys", "Jokaisella on kolme ääntä.", "Vote", "Everybody has three votes and shares."),
    ]
    source = workbook(tmp_path, rows)
    told = call("import", source, tmp_path / "deck")
    assert "A is fi, B is fi, C is en, D is en" in told.output
    assert "en: Vote" in (tmp_path / "deck" / "deck.yaml").read_text(encoding="utf-8")


def test_front_and_back_above_headings(tmp_path: Path) -> None:
    """A title below the word back is the title of the back."""
    rows = [
        ("Etupuoli", None, "Takapuoli"), ("Otsikko", "Alaotsikko", "Otsikko", "Teksti"),
        ("Äänestys", "Nopea", "Näin", "Kolme ääntä."),
    ]  # fmt: skip
    card = made(workbook(tmp_path, rows, "A1:B1", "C1:D1"), tmp_path / "deck")[0]
    assert card["back_title"] == "Näin"
    assert card["text"].strip() == "Kolme ääntä."


def test_captions_of_columns_are_no_title_of_the_deck(tmp_path: Path) -> None:
    """Merged words above some columns each are told to be left out."""
    rows = [("Perus", None, "Sisältö"), ("Nimi", "Ryhmä", "Kuvaus", "Linkki"), ("A", "B", "c", "")]
    told = call("import", workbook(tmp_path, rows, "A1:B1", "C1:D1"), tmp_path / "deck")
    assert "'Perus' above the headings was left out" in told.output
    assert "title: T" in (tmp_path / "deck" / "deck.yaml").read_text(encoding="utf-8")


def test_many_columns_without_headings_are_told_in_one_message(tmp_path: Path) -> None:
    """A table cut at too many signs gives one message, not one for each column."""
    rows = [("Otsikko", "Teksti"), ("A", "a", "b", "c", "d")]
    told = call("import", workbook(tmp_path, rows), tmp_path / "deck").output
    assert "3 columns have no heading: C, D, E were left out" in told
    assert told.count("left-out") == 1


def test_headings_and_sums_in_an_exported_table(tmp_path: Path) -> None:
    """Two exports pasted below each other, and a row of sums, make no cards of these."""
    deck = "title: T\nlanguage: en\ncards:\n  - title: A\n    copies: 2\n"
    (tmp_path / "deck.yaml").write_text(deck)
    call("export", tmp_path / "deck.yaml", "--to", "csv", "-o", tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    names = lines[0].split(",")
    new = ",".join({"title": "New"}.get(name, "") for name in names)
    total = ",".join({"title": "Total", "copies": "4"}.get(name, "") for name in names)
    (tmp_path / "t.csv").write_text("\n".join([*lines, lines[0], new, total]))
    done = call("import", tmp_path / "t.csv", tmp_path / "deck.yaml", "--update")
    assert done.exit_code == 0, done.output
    assert [card.title for card in read_deck(tmp_path / "deck.yaml").cards] == ["A", "New"]


def test_a_heading_that_stands_twice(tmp_path: Path) -> None:
    """Two columns called title beside one of texts are one table: nothing of it is lost."""
    (tmp_path / "a.csv").write_text("title,title,text\nA,B,c\n")
    done = call("import", tmp_path / "a.csv", tmp_path / "a", "--language", "en")
    (card,) = read_deck(tmp_path / "a").cards
    assert (card.title, card.text, dict(card.fields)) == ("A", "c", {"title": "B"})
    assert "the column 'title' went to fields.title" in done.output


def test_a_table_with_a_column_more(tmp_path: Path) -> None:
    """A table beside another that has a column less is not left out."""
    rows = "title,category,title,category,text\nA,x,B,y,c\nC,x,D,y,e\n"
    (tmp_path / "a.csv").write_text(rows)
    done = call("import", tmp_path / "a.csv", tmp_path / "a", "--language", "en")
    cards = read_deck(tmp_path / "a").cards
    assert {(card.title, card.text) for card in cards} == {
        ("A", ""), ("C", ""), ("B", "c"), ("D", "e"),
    }  # fmt: skip
    assert "left out" not in done.output


def test_tables_of_other_headings_are_told(tmp_path: Path) -> None:
    """A table below another that has not the same columns is not left out in silence."""
    (tmp_path / "a.csv").write_text("title,tags\nA,x\n\nname,category,link\nB,y,x.fi\n")
    done = call("import", tmp_path / "a.csv", tmp_path / "a", "--language", "en")
    assert "a.csv:4: warning[left-out]: the table that begins here was left out" in done.output
