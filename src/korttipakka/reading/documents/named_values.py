"""Cards each value of which stands in a line under its name: "Title: …", "Q: …"."""

import re
from collections.abc import Iterator

from ...basics.problems import Location
from ..markup import Run
from ..tables.grid import Cell, Grid, Row
from ..tables.headers import heading

SHORT = {
    "q": "question", "a": "answer", "k": "kysymys", "v": "vastaus", "f": "fråga", "s": "svar",
}  # fmt: skip
"""Letters that stand for a question and its answer."""

NAMED = re.compile(
    r"[ \t]*+(?:[-*+][ \t]++)?(?P<bold>\*\*|__)?(?P<name>\w[\w ]{0,30}?)[ \t]*+"
    r"(?(bold)(?::(?P=bold)|(?P=bold)[ \t]*+:)|:)[ \t]*+(?P<value>.*)"
)
"""A line such as "Title: Silent brainstorming", perhaps with its name in bold."""

Record = dict[str, tuple[int, str]]
"""Values by their names, each with the number of its line."""


def _records(text: str, first: int) -> Iterator[Record]:
    """Cards each value of which has its name in its line; none if the text is not made of them."""
    found: list[Record] = []
    for number, line in enumerate(text.split("\n"), start=first):
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


def grid_of_records(
    text: str, file: Location, first: int = 1, is_markdown: bool = False
) -> Grid | None:
    """The table of cards each value of which has its name in its line; None for other texts."""
    records = list(_records(text, first))
    return _grid(records, file, is_markdown) if records else None


def _grid(records: list[Record], file: Location, is_markdown: bool) -> Grid:
    names = list(dict.fromkeys(name for record in records for name in record))
    rows = [Row(0, tuple(Cell((Run(name),)) for name in names))]
    for record in records:
        texts = (record.get(name, (0, ""))[1] for name in names)
        number = next(iter(record.values()))[0]
        rows.append(Row(number, tuple(Cell((Run(text, raw=is_markdown),)) for text in texts)))
    return Grid(file, rows)
