"""A table as an Excel workbook: texts that stay texts, in cells as wide as they need to be."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from ...basics.problems import error
from ...model.manuscript import Column
from .rows import NUMBERS, Table
from .widths import width_of

MADE = datetime(2000, 1, 1)
"""The workbook's date: the same deck gives the same bytes."""

TEXT = "@"
"""Excel's number format of cells in which nothing that is typed becomes a date or a formula."""

LONGEST = 32_767
"""UTF-16 units in a cell, by Excel's specifications."""

TO_FILL = "#fff7d6"
HEADER = "#e7edf0"

NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\0-\x1f]")
"""What the name of a worksheet cannot have."""


def xlsx_bytes(table: Table) -> bytes:
    """The table as a workbook of one sheet. Raises KorttipakkaError: a text is too long for a cell.

    Nothing in it is a formula or a link, and the same table gives the same bytes.
    """
    import xlsxwriter

    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": table.titles["title"], "created": MADE})
        sheet = book.add_worksheet(_sheet_name(table.titles["title"]))
        _write(sheet, table, _formats(book))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return stream.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    cell = {"num_format": TEXT, "text_wrap": True, "valign": "top"}
    return {
        "text": book.add_format(cell),
        "number": book.add_format({"valign": "top"}),
        "empty": book.add_format(cell | {"bg_color": TO_FILL}),
        "header": book.add_format(cell | {"bold": True, "bg_color": HEADER}),
    }


def _write(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, width_of(table, index), formats["text"])
        sheet.write_string(0, index, column.name, formats["header"])
    for number, row in enumerate(table.rows, start=1):
        empty = table.to_fill(row)
        for index, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            if column.field in NUMBERS:
                sheet.write_number(number, index, int(text), formats["number"])
            elif text:
                _check_length(text, row, column)
                sheet.write_string(number, index, text, formats["text"])
            elif column in empty:
                sheet.write_blank(number, index, None, formats["empty"])


def _check_length(text: str, row: tuple[str, ...], column: Column) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        message = f"{column.name} of card '{row[0]}' is too long for a cell of Excel"
        raise error("text-too-long", message, hint="export it with --to csv or --to ods")


def _sheet_name(title: str) -> str:
    """The deck's title as far as a worksheet can have it as its name."""
    name = NOT_IN_NAMES.sub(" ", title).strip("' ")[:31].strip("' ")
    # Excel keeps the name History for itself.
    return name if name and name.lower() != "history" else "Cards"
