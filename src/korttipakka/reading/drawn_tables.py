"""Tables that are drawn with signs, as terminals and wikis have them: no tables on a card.

    +------+------+     Step | Time      ====  ====     {|
    | Step | Time |    ------+------     Step  Time     ! Step !! Time
    +------+------+     Talk | 10        ====  ====     |-
    | Talk | 10   |                      Talk  10       | Talk || 10
    +------+------+                      ====  ====     |}

So may boxes of lines be, and `||Step||Time||` of Jira.
"""

import re
from collections.abc import Iterator

from ..basics.late import late
from ..basics.records import NamedTuple
from .lines import Lines, indent_of

_LINES = "\u2500-\u257f"
_UPRIGHT = "|\u2502\u2503\u2551"

MARKS = ("-+", "+-", "=+", "+=", "= =", "=  =", "\u2500", "\u2550", "\u2501", "{|", "||")
"""One of these is in each text with a drawn table."""

_RULE = late(
    r"\s*(?:[+|]?[-=:]{2,}(?:\+[-=:]{2,})+[+|]?|\+[-=:]{3,}\+"
    rf"|[{_LINES}](?:[{_LINES} ]*[\u2500\u2501\u2550]){{2}}[{_LINES} ]*)\s*"
)
_ROW = late(rf"\s*[{_UPRIGHT}].*[{_UPRIGHT}]\s*|[^{_UPRIGHT}\n]+(?:[{_UPRIGHT}][^{_UPRIGHT}\n]*)+")
_COLUMNS = late(r"\s*={2,}(?:[ ]+={2,})+\s*")
_WIKI_ROW = late(r"\|-+.*")
_JIRA_HEAD = late(r"\s*\|\|(?:[^|\n]+\|\|)+\s*")


class DrawnTable(NamedTuple):
    """Lines `first` to `last`, counted from 0, which draw a table with these rows."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]

    def as_markdown(self, indent: str = "") -> tuple[str, ...]:
        """The table as a card has it; its first row names the columns.

        >>> DrawnTable(0, 2, (("Step", "Time"), ("Talk", "10"))).as_markdown()
        ('| Step | Time |', '|---|---|', '| Talk | 10 |')
        """
        width = max(map(len, self.rows))
        rows = [row + ("",) * (width - len(row)) for row in self.rows]
        lines = [f"{indent}| {' | '.join(row)} |" for row in rows]
        return lines[0], f"{indent}|{'---|' * width}", *lines[1:]


def drawn_tables(lines: Lines) -> Iterator[DrawnTable]:
    """The tables that are drawn among lines."""
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        table = _table(lines, number, line) if line else None
        if table is not None:
            yield table
        number = table.last + 1 if table else number + 1


def _table(lines: Lines, number: int, line: str) -> DrawnTable | None:
    """The table that begins on a line."""
    if line.startswith("{|"):
        return _of_wiki(lines, number)
    if line[0] == "=" and _COLUMNS.fullmatch(line):
        return _of_columns(lines, number)
    if line.startswith("||") and _JIRA_HEAD.fullmatch(line):
        return _of_jira(lines, number)
    if _RULE.fullmatch(line) or _is_head(lines, number):
        return _ruled(lines, number)
    return None


def _is_head(lines: Lines, number: int) -> bool:
    """Whether a line has cells and a rule below it, and is not the key of a text ("text: |")."""
    line = lines[number].strip()
    is_key = line.endswith("|") and not line.startswith("|")
    below = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(not is_key and _ROW.fullmatch(line) and _RULE.fullmatch(below))


def _ruled(lines: Lines, first: int) -> DrawnTable | None:
    """Rows between rules; where each row has a rule below it, its lines are of one row."""
    parts: list[list[tuple[str, ...]]] = [[]]
    last = first
    for number in range(first, len(lines)):
        if _RULE.fullmatch(lines[number]):
            parts.append([])
        elif _ROW.fullmatch(lines[number]):
            parts[-1].append(_cells(lines[number]))
        else:
            break
        last = number
    parts = [part for part in parts if part]
    if len(parts) > 2:
        rows = [_merged(part) for part in parts]
    else:
        rows = [row for part in parts for row in part]
    return DrawnTable(first, last, tuple(rows)) if len(rows) > 1 else None


def _cells(line: str) -> tuple[str, ...]:
    inner = re.sub(rf"^[{_UPRIGHT}]|[{_UPRIGHT}]$", "", line.strip())
    return tuple(cell.strip() for cell in re.split(rf"[{_UPRIGHT}]", inner))


def _merged(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The lines of one row as one."""
    width = max(map(len, rows))
    filled = [row + ("",) * (width - len(row)) for row in rows]
    return tuple(" ".join(filter(None, cells)) for cells in zip(*filled, strict=True))


def _of_columns(lines: Lines, first: int) -> DrawnTable | None:
    """Cells under each other, in columns that lines of = begin and end (reStructuredText)."""
    starts = [found.start() for found in re.finditer(r"=+", lines[first])]
    rows: list[tuple[str, ...]] = []
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if _COLUMNS.fullmatch(line):
            if len(rows) > 1:
                return DrawnTable(first, number, tuple(rows))
        elif not line.strip() or indent_of(line) < starts[0]:
            return None
        else:
            ends = [*starts[1:], len(line)]
            cells = (line[a:b].strip() for a, b in zip(starts, ends, strict=True))
            rows.append(tuple(cells))
    return None


def _of_jira(lines: Lines, first: int) -> DrawnTable | None:
    """A head between doubled bars, and rows between single ones."""
    rows = [tuple(cell.strip() for cell in lines[first].strip().strip("|").split("||"))]
    last = first
    while last + 1 < len(lines) and _ROW.fullmatch(lines[last + 1]):
        last += 1
        rows.append(_cells(lines[last]))
    return DrawnTable(first, last, tuple(rows)) if len(rows) > 1 else None


def _of_wiki(lines: Lines, first: int) -> DrawnTable | None:
    """Rows that |- parts, their cells on lines of their own or between doubled bars."""
    rows: list[list[str]] = [[]]
    for number in range(first + 1, len(lines)):
        line = lines[number].strip()
        if line.startswith("|}"):
            found = tuple(tuple(row) for row in rows if row)
            return DrawnTable(first, number, found) if len(found) > 1 else None
        if _WIKI_ROW.fullmatch(line):
            rows.append([])
        elif line[:1] in ("|", "!") and not line.startswith("|+"):
            cells = re.split(r"\|\||!!", line[1:])
            rows[-1] += [re.sub(r"^[^|\[]*=[^|\[]*\|", "", cell).strip() for cell in cells]
    return None
