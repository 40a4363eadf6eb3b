"""Decks as tables and pages for people who edit texts: one row a card, one column a language."""

from collections.abc import Callable

from .csv_file import csv_bytes
from .json_file import json_bytes
from .markdown import markdown_bytes
from .ods import ods_bytes
from .rows import Table, table_of
from .xlsx import xlsx_bytes

__all__ = ["WRITERS", "Table", "table_of"]

WRITERS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "csv": (".csv", csv_bytes),
    "xlsx": (".xlsx", xlsx_bytes),
    "ods": (".ods", ods_bytes),
    "markdown": (".md", markdown_bytes),
    "json": (".json", json_bytes),
}
"""The suffix of each form, and what makes its bytes of a table."""
