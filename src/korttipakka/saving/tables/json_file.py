"""A table as JSON, for scripts: an object a card, with the columns as keys."""

import json
import re
from collections.abc import Iterator

from ...model.manuscript import Column
from .rows import NUMBERS, Table


def json_bytes(table: Table) -> bytes:
    """The deck's titles and language, and its cards; what is empty is left out.

    Cells of the languages that were asked for are there, empty or not, to be filled.
    """
    cards = [dict(_entries(table, row)) for row in table.rows]
    deck = {**table.titles, "language": table.language, "cards": cards}
    return (json.dumps(deck, ensure_ascii=False, indent=2) + "\n").encode()


def _entries(table: Table, row: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    empty = table.to_fill(row)
    for column, text in zip(table.columns, row, strict=True):
        if text or column in empty:
            yield column.name, _value(column, text)


def _value(column: Column, text: str) -> object:
    if column.field in NUMBERS:
        return int(text)
    return re.split(r"\s*,\s*", text) if column.field == "tags" else text
