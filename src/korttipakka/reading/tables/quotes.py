"""Delimited text as people and careless programs write it: quotes and delimiters within cells."""

import csv
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from io import StringIO

from ..markup import ENTITY, Run
from .grid import Cell, Grid, Row
from .headers import header_row, heading

CURLY = re.compile(r"[“”„‟»«](?=[;,\t|\r\n]|$)|(?:(?<=[;,\t|\n])|^)[“”„‟»«]", re.MULTILINE)
"""A curly quote at the beginning or the end of a cell."""

CURLY_LINE = re.compile(r"[“”„»«][^“”„»«]*[“”»«](?:[;,\t|][ ]?[“”„»«][^“”„»«]*[“”»«])+\s*")
APOSTROPHE_LINE = re.compile(r"'(?:[^']|'')*'(?:[;,\t|] ?'(?:[^']|'')*')+\s*")
"""Lines all cells of which stand between such quotes."""

APOSTROPHE = re.compile(r"'(?=[;,\t|\r\n]|$)|(?:(?<=[;,\t|\n])|^)'", re.MULTILINE)


def straightened(text: str) -> str:
    """A text with quotes around its cells where it has curly ones, or apostrophes, around all.

    >>> straightened("“Title”,“Text”")
    '"Title","Text"'
    """
    first = text.partition("\n")[0]
    if '"' in text:
        return text
    if CURLY_LINE.fullmatch(first):
        return CURLY.sub('"', text)
    if APOSTROPHE_LINE.fullmatch(first) and known_quotes(text):
        return APOSTROPHE.sub('"', text).replace("''", "'")
    return text


def known_quotes(text: str) -> bool:
    """Whether all lines of a text begin and end with an apostrophe, as cells between them do."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return all(line[0] == "'" == line[-1] for line in lines)


def doubled(text: str, delimiter: str) -> str:
    r"""A text with quotes written twice that stand within quoted cells, and end none of these.

    A quote ends its cell if a delimiter or the end of the line follows.

    >>> print(doubled('Vote,"He said "now" and left"', ","))
    Vote,"He said ""now"" and left"
    """
    if _is_strict(text, delimiter):
        return text
    sign = re.escape(delimiter)
    opening = re.compile(rf'(?:^|(?<={sign})|(?<=\n)|(?<=\r))[ ]?"')
    return "".join(_doubled(text, opening, sign))


def _is_strict(text: str, delimiter: str) -> bool:
    """Whether each quoted cell of a text ends where its closing quote is, or is never closed."""
    if '"' not in text:
        return True
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as cause:
        return "expected after" not in str(cause)
    return True


def _doubled(text: str, opening: "re.Pattern[str]", sign: str) -> Iterator[str]:
    """The pieces of a text, the quotes within its quoted cells written twice."""
    inside = re.compile(rf'""(?![ ]*(?:{sign}|[\r\n]|\Z))|"[ ]*(?=({sign}|[\r\n]|\Z))|"')
    at = 0
    while found := opening.search(text, at):
        yield text[at : found.end()]
        at = found.end()
        while match := inside.search(text, at):
            yield text[at : match.start()]
            at = match.end()
            if match[0].strip() == '"' and match[1] is not None:
                yield match[0]
                break
            yield '""'
        else:
            break  # the cell is never closed, which is told elsewhere
    yield text[at:]


ENDED = "\x1e"
"""Stands for the semicolon of an entity: a separator of ASCII that no text has."""


def with_whole_entities(text: str) -> str:
    r"""A text in which no semicolon of an entity parts cells, as it would between semicolons.

    >>> with_whole_entities("T&auml;m&auml;;R&D;A &#38; B")
    'T&auml\x1em&auml\x1e;R&D;A &#38\x1e B'
    """
    return ENTITY.sub(_ended, text) if "&" in text else text


def _ended(found: "re.Match[str]") -> str:
    name = found[0][1:-1]
    is_known = name[0] == "#" or name in name2codepoint
    return f"&{name}{ENDED}" if is_known else found[0]


def ended_entities(text: str) -> str:
    """A cell of such a text with the semicolons of its entities."""
    return text.replace(ENDED, ";")


def join_delimiters(grid: Grid, delimiter: str) -> None:
    """Put a text together that delimiters have cut: they have blanks after them, and no heading.

    Only where texts are the last column: elsewhere nobody knows which delimiter ends a cell.
    """
    rows = [[cell.text.strip() for cell in row.cells] for row in grid.rows]
    index = header_row(rows)
    if index is None:
        return
    names = [text for text in rows[index] if text]
    last = heading(names[-1], guess=False)
    if len(names) != len(rows[index]) or last is None or last.column.field not in JOINED:
        return
    first = 0
    for number, row in enumerate(grid.rows[index + 1 :], start=index + 1):
        extra = [cell.text for cell in row.cells[len(names) :]]
        if extra and all(text.startswith(" ") and text.strip() for text in extra):
            grid.rows[number] = _joined(row, len(names), extra, delimiter)
            first = first or row.number
    if first:
        signs = {",": "commas", ";": "semicolons"}.get(delimiter, "signs between columns")
        message = f"{signs} without quotes around the text were read as {signs} of its sentences"
        grid.warn("guessed", message, first, len(names))


JOINED = frozenset(("text", "notes", "subtitle"))
"""Fields whose texts have commas in them."""


def _joined(row: Row, width: int, extra: list[str], delimiter: str) -> Row:
    text = delimiter.join([row.cells[width - 1].text, *extra])
    return Row(row.number, (*row.cells[: width - 1], Cell((Run(text),))))
