"""Plain text -> cards: a table, notes of Anki, Markdown, or a list as people write it."""

import re
from collections import Counter

from ...basics.problems import KorttipakkaError, Location
from ..draft import Draft, Wanted
from ..drawn_tables import drawn_tables
from ..lines import split_lines
from ..tables.anki import is_export
from ..tables.cards import cards_of_tables
from ..tables.columns import headings_of, headings_of_list
from ..tables.delimited import grid_of_text
from ..tables.grid import Grid
from ..tables.headers import HEADER_ROWS
from ..text import with_newlines
from .lists import read_list
from .markdown import read_markdown
from .named_values import grid_of_records

HEADINGS = re.compile(r"^#{1,6} \S", re.MULTILINE)

UNDERLINED = re.compile(r"(?:\A|\n[ \t]*\n)[^\s=][^\n]*\n={3,}[ \t]*(?=\n)")
"""A line with a line of = below it is a heading."""

LEAST_UNDERLINED = 2
"""Such headings from which on a text is Markdown."""

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


def is_table(text: str, file: Location, wanted: Wanted) -> bool:
    """Whether a text is a table that says what its columns are, or notes of Anki; none is drawn."""
    if is_export(text):
        return True
    if PIPES.search(text) or any(drawn_tables(split_lines(text))):
        return False
    try:
        grid = grid_of_text(text, file)
    except KorttipakkaError:
        return False
    is_wide = any(len(row.cells) > 1 for row in grid.rows[:HEADER_ROWS])
    return is_wide and headings_of(grid, wanted) is not None


def _is_table(grid: Grid, wanted: Wanted) -> bool:
    widths = Counter(len(row.cells) for row in grid.rows)
    is_wide = any(width > 2 and 2 * count > len(grid.rows) for width, count in widths.items())
    return bool(is_wide or wanted.columns or headings_of(grid, wanted) or headings_of_list(grid))


def _of_notes(text: str, file: Location, wanted: Wanted) -> Draft | None:
    """The cards of Markdown, or of a list; None for a text that is neither."""
    text = with_newlines(text)
    if grid := grid_of_records(text, file):
        return cards_of_tables([grid], file, wanted, "values under their names")
    is_underlined = len(UNDERLINED.findall(f"\n\n{text.lstrip()}")) >= LEAST_UNDERLINED
    if HEADINGS.search(text) or is_underlined:
        return read_markdown(text, file, wanted)
    return read_list(text, file)


def _on_lines(text: str) -> str:
    r"""A text that is a single line of cards with semicolons between, one card a line.

    >>> _on_lines("dog,koira;cat,kissa;")
    'dog,koira\ncat,kissa'
    """
    cards = [card.strip(" ") for card in text.strip().rstrip(";").split(";")]
    is_row = len(cards) > 1 and "\n" not in text.strip() and all(map(PAIR.fullmatch, cards))
    return "\n".join(cards) if is_row else text
