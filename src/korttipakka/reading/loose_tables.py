"""Tables as typed that would be none on a card: cells under each other, or drawn with signs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from .drawn_tables import MARKS, DrawnTable, drawn_tables
from .lines import LIST_LINE, Lines, Mend, entry_at, indent_of, owner_of, split_lines
from .text import SPACED

INNER = late(r"[^\s|][ ]*[\t|][ \t]*[^\s|]|[^\s|] {3,}[^\s|]")
"""Signs between the cells of a row: tabs, as spreadsheets paste them, bars, or many spaces."""

BAR = late(r"\| *+[^\s|]")
"""A bar before something: that, or SPACED, is true of a row without tabs, and soon seen."""

CELLS = late(r"\s*\|\s*|\t+|(?<=\S) {3,}(?=\S)")
DIVIDER = late(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-*:?\s*)*")
FENCE = late(r"\s*(`{3,}|~{3,})")
FILLED_IN = late(r"[\W_]*|.*:")
"""A cell that is a line to write on, or what is to be written there."""

TABLES = re.compile(r"^[ \t]*(markdown\s*:\s*(no|false|off)\b)", re.MULTILINE | re.IGNORECASE)

MOST = 20
"""Tables of a file that are told of."""

MOST_CELLS = 8
"""More cells are no table for a card."""


def loose_tables(text: str, file: Location) -> Iterator[Problem]:
    """Cells that are no table for Markdown: tables drawn with signs, and rows without `|---|`."""
    if TABLES.search(text):
        return
    lines = split_lines(text) if any(mark in text for mark in MARKS) else []
    drawn = [table for table in islice(drawn_tables(lines), MOST) if _is_shown(lines, table)]
    yield from (_of_drawn(table, lines, file) for table in drawn)
    if not ("\t" in text or BAR.search(text) or SPACED.search(text)) or not INNER.search(text):
        return
    lines = lines or split_lines(text)
    taken = {number for table in drawn for number in range(table.first, table.last + 1)}
    cells = [() if number in taken else _cells(line) for number, line in enumerate(lines)]
    told = 0
    numbers = groupby(range(len(lines)), key=lambda n: len(cells[n]))
    for count, group in numbers:
        own = list(group)
        if 1 < count <= MOST_CELLS and len(own) > 1 and _is_loose(lines, own, cells):
            yield _problem(lines, own, cells, file)
            told += 1
        if told == MOST:
            return


def _is_shown(lines: Lines, table: DrawnTable) -> bool:
    """Whether a drawn table is of a text that is printed, and could be one on a card."""
    own = range(table.first, table.last + 1)
    return max(map(len, table.rows)) <= MOST_CELLS and _is_printed(lines, own)


def _of_drawn(table: DrawnTable, lines: Lines, file: Location) -> Problem:
    """What is said of a drawn table."""
    column = indent_of(lines[table.first])
    mend = Mend(table.first, table.last, table.as_markdown(" " * column))
    message = "this table is drawn with signs, and is no table as it stands"
    hint = mend.hint(lines, table.first)
    at = file.at(table.first + 1, column + 1)
    return Problem("loose-table", message, at, hint, Severity.WARNING)


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a row; none of a line that is no row."""
    if not INNER.search(line) or LIST_LINE.match(line):
        return ()
    inner = line.strip().removeprefix("|").removesuffix("|").strip(" ")
    return tuple(cell.strip() for cell in CELLS.split(inner))


def _is_loose(lines: Lines, own: list[int], cells: list[tuple[str, ...]]) -> bool:
    """Whether rows are of a text that is printed, and of no table or form."""
    first, last = own[0], own[-1]
    around = lines[max(0, first - 1) : last + 2]
    if any(DIVIDER.fullmatch(line) and line.strip() for line in around):
        return False
    if any(FILLED_IN.fullmatch(cell) for number in own for cell in cells[number]):
        return False
    return _is_printed(lines, own)


def _is_printed(lines: Lines, own: Sequence[int]) -> bool:
    """Whether lines are of a text that is printed, and of no code."""
    first = own[0]
    owner = owner_of(lines, first)
    if owner is None or owner.number == first or owner.key == "notes":
        return False
    if any(FENCE.match(lines[n]) for n in range(owner.number, first)):
        return False
    return all(entry_at(lines, n) is None or indent_of(lines[n]) > owner.column for n in own)


def _problem(lines: Lines, own: list[int], cells: list[tuple[str, ...]], file: Location) -> Problem:
    indent = " " * indent_of(lines[own[0]].expandtabs(2))
    rows = [f"{indent}| {' | '.join(cells[n])} |" for n in own]
    new = [rows[0], f"{indent}|{'---|' * len(cells[own[0]])}", *rows[1:]]
    hint = Mend(own[0], own[-1], tuple(new)).hint(lines, own[0])
    at = file.at(own[0] + 1, indent_of(lines[own[0]]) + 1)
    message = "these lines have cells under each other, and are no table as they stand"
    return Problem("loose-table", message, at, hint, Severity.WARNING)
