"""Plain text -> cards: a table, notes of Anki, Markdown, or a list as people write it."""

import re
from collections import Counter
from collections.abc import Iterator

from ...basics.problems import KorttipakkaError, Location
from ..draft import Draft, Wanted
from ..markup import Run
from ..tables.cards import cards_of_tables
from ..tables.columns import headings_of, headings_of_list
from ..tables.delimited import grid_of_text
from ..tables.grid import Cell, Grid, Row
from ..tables.headers import heading
from ..text import with_newlines
from .lists import read_list
from .markdown import read_markdown

HEADINGS = re.compile(r"^#{1,6} \S", re.MULTILINE)

PIPES = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$", re.MULTILINE)
"""The line below the headings of a Markdown table."""

PAIR = re.compile(r"[^;\t]+(?:\t|,| - )[^;]+")
"""A term and its definition, as Quizlet exports them with semicolons between the cards."""


def read_plain_text(text: str, file: Location, wanted: Wanted) -> Draft:
    """The cards of a text that may be a table or a list. Raises KorttipakkaError."""
    text = _on_lines(text)
    if PIPES.search(text):
        return read_markdown(text, file, wanted)
    try:
        grid = grid_of_text(text, file)
    except KorttipakkaError as cause:  # a quotation mark of a sentence may look like an open quote
        if draft := _of_notes(text, file, wanted):
            return draft
        raise cause
    grid.is_text = True
    if not _is_table(grid, wanted) and (draft := _of_notes(text, file, wanted)):
        return draft
    return cards_of_tables([grid], file, wanted, "a table of text")


def _is_table(grid: Grid, wanted: Wanted) -> bool:
    widths = Counter(len(row.cells) for row in grid.rows)
    is_wide = any(width > 2 and 2 * count > len(grid.rows) for width, count in widths.items())
    return bool(is_wide or wanted.columns or headings_of(grid, wanted) or headings_of_list(grid))


def _of_notes(text: str, file: Location, wanted: Wanted) -> Draft | None:
    """The cards of Markdown, or of a list; None for a text that is neither."""
    text = with_newlines(text)
    if records := list(_records(text)):
        grid = _grid_of_records(records, file)
        return cards_of_tables([grid], file, wanted, "values under their names")
    if HEADINGS.search(text):
        return read_markdown(text, file, wanted)
    return read_list(text, file)


SHORT = {
    "q": "question", "a": "answer", "k": "kysymys", "v": "vastaus", "f": "fråga", "s": "svar",
}  # fmt: skip
"""Letters that stand for a question and its answer."""

NAMED = re.compile(r"(?P<name>\w[\w ]{0,30}?)[ \t]*:[ \t]*(?P<value>.*)")
"""A line such as "Title: Silent brainstorming"."""

Record = dict[str, tuple[int, str]]
"""Values by their names, each with the number of its line."""


def _records(text: str) -> Iterator[Record]:
    """Cards each value of which has its name in its line; none if the text is not made of them."""
    found: list[Record] = []
    for number, line in enumerate(text.split("\n"), start=1):
        named = NAMED.fullmatch(line)
        name = _column_name(named["name"]) if named else ""
        if named and name:
            if not found or name in found[-1]:
                found.append({})
            found[-1][name] = (number, named["value"])
        elif line.strip() and not found:
            return
        elif line.strip():
            last = next(reversed(found[-1]))
            at, before = found[-1][last]
            found[-1][last] = (at, f"{before}\n{line}".strip("\n"))
    firsts = {next(iter(record)) for record in found}
    if len(found) > 1 and len(firsts) == 1 and all(len(record) > 1 for record in found):
        yield from found


def _column_name(name: str) -> str:
    """A name of a value as a heading; "" for words that are none."""
    name = SHORT.get(name.strip().lower(), name.strip())
    return name if heading(name, guess=False) else ""


def _grid_of_records(records: list[Record], file: Location) -> Grid:
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [Row(0, tuple(Cell((Run(name),)) for name in names))]
    for record in records:
        texts = (record.get(name, (0, ""))[1] for name in names)
        number = next(iter(record.values()))[0]
        rows.append(Row(number, tuple(Cell((Run(text),)) for text in texts)))
    return Grid(file, rows)


def _on_lines(text: str) -> str:
    r"""A text that is a single line of cards with semicolons between, one card a line.

    >>> _on_lines("dog,koira;cat,kissa;")
    'dog,koira\ncat,kissa'
    """
    cards = [card.strip(" ") for card in text.strip().rstrip(";").split(";")]
    is_row = len(cards) > 1 and "\n" not in text.strip() and all(map(PAIR.fullmatch, cards))
    return "\n".join(cards) if is_row else text
