"""Delimited text whose quotes and commas are not as programs write them: nothing is cut off."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands import run_here as call
from korttipakka.reading.tables.quotes import doubled, straightened
from test_import_tables import made, table

CELLS = st.text("ab \",;\n'“”", max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4)


@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@example([["a", 'b"', ',"', '"']], ",", csv.QUOTE_MINIMAL)
def test_what_programs_write_stays(rows: list[list[str]], delimiter: str, quoting: int) -> None:
    """A table that is written as it should be is read as it stands, whatever its cells hold."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    assert doubled(text.getvalue(), delimiter) == text.getvalue()
    if '"' in text.getvalue():
        assert straightened(text.getvalue()) == text.getvalue()


PLAIN = st.text("ab c", max_size=6).map(str.strip)


@given(st.lists(st.tuples(PLAIN, PLAIN.filter(bool), PLAIN), min_size=1, max_size=5))
def test_quotes_that_are_not_doubled(cells: list[tuple[str, str, str]]) -> None:
    """A quote within a cell ends it only before a comma or the end of the line."""
    lines = [f't,"{before} "{quoted}" {after}."\n' for before, quoted, after in cells]
    rows = list(csv.reader(io.StringIO(doubled("".join(lines), ","))))
    assert rows == [["t", f'{before} "{quoted}" {after}.'] for before, quoted, after in cells]


def test_quotes_within_cells(tmp_path: Path) -> None:
    """Nothing of a text with quotes is lost, and that its end was guessed is told."""
    source = table(tmp_path, 'Title,Text\nA,"He said "now, or" never"\nB,"5" long"\nC,"""x"""\n')
    cards = made(source, tmp_path / "deck")
    assert [card["text"].strip() for card in cards] == ['He said "now, or" never', '5" long', '"x"']
    told = call("import", source, tmp_path / "told").output
    assert "quotes within cells are not written twice" in told


@pytest.mark.parametrize(
    "text",
    [
        "“Title”,“Text”\n“A”,“Three, or more”\n“B”,“It’s”\n",
        "„Title“,„Text“\n„A“,„Three, or more“\n„B“,„It’s“\n",
        "'Title','Text'\n'A','Three, or more'\n'B','It''s'\n",
    ],
)
def test_other_quotes_around_cells(text: str, tmp_path: Path) -> None:
    """Quotes that a word processor made curly, or a database writes single, are around cells."""
    cards = made(table(tmp_path, text), tmp_path / "deck")
    assert [card["title"] for card in cards] == ["A", "B"]
    assert cards[0]["text"].strip() == "Three, or more"
    assert cards[1]["text"].strip().replace("’", "'") == "It's"


def test_quotations_are_no_quotes_around_cells(tmp_path: Path) -> None:
    """Titles in curly quotes stay so where the headings have none."""
    cards = made(table(tmp_path, "Title,Text\n“A”,b\n“B”,c\n"), tmp_path / "deck")
    assert [card["title"] for card in cards] == ["“A”", "“B”"]


def test_commas_of_sentences(tmp_path: Path) -> None:
    """A text at the end of the row that commas have cut is put together, and that is told."""
    source = table(tmp_path, "Title,Text\nA,Three, or four, votes\nB,Coffee\n")
    cards = made(source, tmp_path / "deck")
    assert cards[0]["text"].strip() == "Three, or four, votes"
    told = call("import", source, tmp_path / "told").output
    assert "commas of its sentences" in told


def test_cells_beyond_the_headings_are_told(tmp_path: Path) -> None:
    """Without blanks after the commas they may be cells: these are left out, and that is told."""
    source = table(tmp_path, "Title,Text\nA,Three,four,five\nB,Coffee\n")
    told = call("import", source, tmp_path / "told").output
    assert "2 columns have no heading: C, D were left out" in told
