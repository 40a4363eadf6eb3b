"""A table as Markdown to read, print or send by mail; `reading.card_markdown` tells its form."""

from collections.abc import Iterator

from ...model.deck import PARAGRAPHS
from ...model.manuscript import Column
from ...reading.card_markdown import CARD_MARK, CATEGORY_MARK, PART_MARK, escaped, named
from ..scalars import scalar
from .rows import Table

IN_HEADINGS = ("id", "number", "category", "category_name", "title")
"""Columns that need no line of their own in the deck's language; the number is the order."""

Cells = dict[Column, str]


def markdown_bytes(table: Table) -> bytes:
    """The deck on one page: a heading for each category and each card."""
    return ("\n".join(_lines(table)) + "\n").encode()


def _lines(table: Table) -> Iterator[str]:
    yield "---"
    for key, text in {**table.titles, "language": table.language}.items():
        yield f"{key}: {scalar(text)}"
    yield "---"
    before = ""
    for row in table.rows:
        empty = table.to_fill(row)
        pairs = zip(table.columns, row, strict=True)
        cells = {column: text for column, text in pairs if text or column in empty}
        category = cells.get(Column("category"), "")
        if category != before:
            yield from ("", *_category(cells))
        yield from ("", *_card(cells))
        before = category


def _category(cells: Cells) -> Iterator[str]:
    name, key = (cells.get(Column(field), "") for field in ("category_name", "category"))
    yield _heading(CATEGORY_MARK, name, key)
    for column, text in cells.items():
        if column.field == "category_name" and column.language:
            yield _value(column, text)


def _heading(mark: str, title: str, name: str) -> str:
    return mark + (f"{title} " if title else "") + f"{{#{named(name)}}}"


def _card(cells: Cells) -> Iterator[str]:
    yield _heading(CARD_MARK, cells.get(Column("title"), ""), cells[Column("id")])
    rest = {column: text for column, text in cells.items() if not _is_in_heading(column, text)}
    parts = {column: text for column, text in rest.items() if _is_long(column, text)}
    for column, text in rest.items():
        if column not in parts:
            yield _value(column, text)
    if text := parts.pop(Column("text"), ""):
        yield from ("", escaped(text))
    for column, text in parts.items():
        yield from ("", f"{PART_MARK}{named(column.name)}", *(["", escaped(text)] if text else ()))


def _is_in_heading(column: Column, text: str) -> bool:
    if column.field == "copies":
        return text == "1"
    return column.field == "category_name" or (column.field in IN_HEADINGS and not column.language)


def _is_long(column: Column, text: str) -> bool:
    """Whether a text has a heading of its own; the translations of some have, however short."""
    has_heading = column.field == "text" or (column.field in PARAGRAPHS and column.language != "")
    return has_heading or "\n" in text


def _value(column: Column, text: str) -> str:
    return f"- {named(column.name)}: {text}".rstrip()
