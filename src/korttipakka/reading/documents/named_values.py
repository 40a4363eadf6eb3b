"""Cards each value of which stands in a line under its name: "Title: …", "Q: …"."""

import re
from collections.abc import Callable, Iterator, Sequence

from ...basics.problems import Location
from ...model.manuscript import Column
from ..draft import Value
from ..markup import Run
from ..tables.columns import free_name
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


NO_WORDS = frozenset("category tags copies image link color id number".split())
"""Fields of which one shows that lines are values, and no sentences."""


def values_of(lines: Sequence[str], at: Callable[[int], Location]) -> dict[Column, Value]:
    """The values of a card, each with its name before it; {} for lines that are something else.

    `at` gives the place of a line, which counts from 0.
    """
    found = (NAMED.fullmatch(line) for line in lines)
    named = [each for each in found if each and _is_value(each["value"])]
    if len(named) < 2 or len(named) < len(lines):
        return {}
    values: dict[Column, Value] = {}
    for number, match in enumerate(named):
        known = heading(match["name"], guess=False)
        column = known.column if known else Column(f"fields.{free_name(match['name'])}")
        text = match["value"].strip().removesuffix("\\")
        values[column] = Value(text, text, at(number))
    fields = {column.field for column in values}
    is_meant = not NO_WORDS.isdisjoint(fields) or {"title", "text"} <= fields
    return values if is_meant else {}


def _is_value(text: str) -> bool:
    """Whether what follows a colon is a value, and no part of an address."""
    return bool(text.strip()) and not text.startswith("//")


def values_above(text: str, at: Location) -> tuple[dict[Column, Value], str]:
    """The values in the lines that a card's text begins with, and the text below them."""
    lines = text.split("\n")
    count = next(
        (n for n, line in enumerate(lines) if line.strip() and not NAMED.fullmatch(line)),
        len(lines),
    )
    values = values_of([line for line in lines[:count] if line.strip()], lambda _: at)
    return (values, "\n".join(lines[count:]).strip()) if values else ({}, text)
