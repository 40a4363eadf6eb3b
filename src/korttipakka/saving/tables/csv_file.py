"""A table as CSV, as spreadsheets open it by a double click."""

import csv
from io import StringIO

from ...basics.cells import guarded_throughout
from ...basics.languages import primary
from .rows import Table

DECIMAL_COMMA = frozenset(
    "af az be bg bs ca cs da de el es et eu fi fo fr fy gl hr hu hy id is it ka kk kl ky lb lt lv "
    "mk mn nb nl nn no pl pt ro ru rw se sk sl sq sr sv tg tk tr uk uz vi".split()
)
"""Languages that write 1,5 (Unicode CLDR): programs set to one part the cells by semicolons."""

DECIMAL_POINT = frozenset(
    "de-ch de-li it-ch es-419 es-cu es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv "
    "es-us".split()
)
"""Where some of these languages write 1.5 all the same."""


def csv_bytes(table: Table) -> bytes:
    """The table in UTF-8 with a byte order mark, without which Excel takes it for Windows-1252."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter_of(table.language), lineterminator="\r\n")
    writer.writerow(map(guarded_throughout, table.header))
    writer.writerows(map(guarded_throughout, row) for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def delimiter_of(language: str) -> str:
    """What parts the cells where a language is spoken.

    >>> delimiter_of("fi"), delimiter_of("en-GB"), delimiter_of("de-CH")
    (';', ',', ',')
    """
    comma = primary(language) in DECIMAL_COMMA and language.lower() not in DECIMAL_POINT
    return ";" if comma else ","
