"""XLSX -> grids: the cells as Excel shows them.

openpyxl reads what the cells hold, `worksheet` what it does not tell.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from ...basics.problems import Location, error
from ..archives import damage_told, open_archive, part
from ..language import guess
from ..markup import Run, moved
from ..text import with_newlines
from .formats import shown
from .grid import EMPTY, Cell, Grid, Row, check_rows, covered
from .notices import (
    tell_comments,
    tell_failed_formula,
    tell_fills,
    tell_formula_without_value,
    tell_hidden_sheets,
    tell_left_out,
    tell_pictures,
    tell_struck_through,
)
from .worksheet import Worksheet, read_sheet, sheet_parts

if TYPE_CHECKING:
    from openpyxl import Workbook

HEIGHTS = {"superscript": 1, "subscript": -1}

MAX_STRINGS = 500_000

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How XLSX writes characters that XML cannot hold, and its own escapes."""

UNDERSCORE = "\ue05f"
"""Stands for an underscore that begins no escape: a character that no font has."""

STRINGS = "xl/sharedStrings.xml"

NEEDLESS = re.compile(
    r"xl/(?:charts?|chartsheets|ctrlProps|dialogsheets|drawings|embeddings|externalLinks|"
    r"macrosheets|media|pivot\w*|printerSettings|theme|worksheets/_rels)/.*|docProps/.*|customXml/.*",
    re.IGNORECASE,
)
"""Parts of a workbook that hold no cells, nor how these look."""


def read_xlsx(data: bytes, file: Location, language: str = "") -> list[Grid]:
    """The grids of the worksheets that are not hidden.

    Numbers are written as in `language`, or that of the words. Raises KorttipakkaError.
    """
    archive = open_archive(data, file)
    with damage_told(file), warnings.catch_warnings():
        # openpyxl warns of what it does not keep: pictures, rules, extensions.
        warnings.simplefilter("ignore")
        names = sheet_parts(archive, file)
        _check_strings(archive, file)
        book = _workbook(archive)
        language = language or guess(_words(book)) or ""
        hidden = [ws.title for ws in book.worksheets if ws.sheet_state != "visible"]
        visible = [ws for ws in book.worksheets if ws.title not in hidden]
        grids = [_grid(ws, archive, names[ws.title], file, language) for ws in visible]
    tell_pictures(grids, sum(name.startswith("xl/media/") for name in archive.namelist()))
    tell_hidden_sheets(grids, hidden)
    return grids


def _workbook(archive: ZipFile) -> "Workbook":
    """The workbook as openpyxl reads it, of the parts that hold cells and their looks.

    Of charts, pictures and links to other files it would read more than is needed, and stumble. The
    escape of an underscore, which it drops, is `UNDERSCORE` here.
    """
    from openpyxl import load_workbook

    lean = BytesIO()
    with ZipFile(lean, "w") as copy:
        for name in archive.namelist():
            if NEEDLESS.fullmatch(name) or not name.endswith((".xml", ".rels")):
                continue
            data = part(archive, name)
            if name == STRINGS:
                data = data.replace(b"_x005F_", UNDERSCORE.encode())
            copy.writestr(name, data)
    return load_workbook(lean, read_only=True, data_only=True, rich_text=True, keep_links=False)


def _words(book: "Workbook") -> list[str]:
    """Texts of the first rows, from which the language is guessed."""
    texts = []
    for ws in book.worksheets:
        for row in ws.iter_rows(max_row=200, max_col=20, values_only=True):
            texts += [str(value) for value in row if isinstance(value, str | list)]
    return texts


def _check_strings(archive: ZipFile, file: Location) -> None:
    if STRINGS in archive.namelist():
        count = len(re.findall(rb"<si[ >]", part(archive, STRINGS)))
        if count > MAX_STRINGS:
            message = f"the workbook has {count:,} texts, at most {MAX_STRINGS:,} are read"
            raise error("too-large", message, file)


def _grid(ws: Any, archive: ZipFile, name: str, file: Location, language: str) -> Grid:
    sheet = read_sheet(archive, name, ws.title)
    check_rows(sheet.last, file, ws.title)
    grid = Grid(file, [], ws.title, covered(sheet.merges, sheet.last))
    if sheet.last:
        cells = ws.iter_rows(max_row=sheet.last, max_col=sheet.width)
        for number, row in enumerate(cells, start=1):
            if number not in sheet.hidden_rows:
                grid.rows += _row(number, row, sheet, grid, language)
                _notice_fills(row, sheet)
    _tell(sheet, grid)
    tell_fills(grid, sheet.fills)
    return grid


def _row(
    number: int, cells: Sequence[Any], sheet: Worksheet, grid: Grid, language: str
) -> Iterator[Row]:
    """The row with its cells as shown, if any of them shows something."""
    made = [
        EMPTY
        if cell.value is None or column in sheet.hidden_columns
        else _cell(cell, (number, column), sheet, grid, language)
        for column, cell in enumerate(cells, start=1)
    ]
    while made and not made[-1].text:
        made.pop()
    if made:
        yield Row(number, tuple(made))


def _cell(cell: Any, at: tuple[int, int], sheet: Worksheet, grid: Grid, language: str) -> Cell:
    value = sheet.styled.get(at, cell.value)
    if cell.data_type == "e" and at not in sheet.unvalued:
        tell_failed_formula(grid, *at, shown=str(value))
    bold, italic, struck = _style(cell)
    runs = list(_runs(value, bold, italic))
    if struck or any(_is_struck(piece) for piece in (value if isinstance(value, list) else ())):
        tell_struck_through(grid, *at)
    if not isinstance(value, str | list):
        runs = [Run(shown(value, cell.number_format, language), bold, italic)]
    return Cell(tuple(runs), sheet.links.get(at, ""))


def _notice_fills(cells: Sequence[Any], sheet: Worksheet) -> None:
    """Count the colours of the cells of a row that say something, by columns."""
    for cell in cells:
        if cell.value is not None and cell.has_style and cell.fill.fill_type == "solid":
            color = cell.fill.fgColor
            sheet.fills[cell.column, f"{color.rgb if color.type == 'rgb' else color.value}"] += 1


def _style(cell: Any) -> tuple[bool, bool, bool]:
    if not cell.has_style:
        return False, False, False
    font = cell.font
    return bool(font.b), bool(font.i), bool(font.strike)


def _is_struck(piece: Any) -> bool:
    return not isinstance(piece, str) and bool(piece.font and piece.font.strike)


def _runs(value: Any, bold: bool, italic: bool) -> Iterator[Run]:
    """The pieces of a text in their styles; those without one have the cell's."""
    if isinstance(value, str):
        yield Run(_text(value), bold, italic)
    elif isinstance(value, list):
        for piece in value:
            if isinstance(piece, str):
                yield Run(_text(piece), bold, italic)
            else:
                text = moved(_text(piece.text or ""), HEIGHTS.get(piece.font.vertAlign, 0))
                yield Run(text, bool(piece.font.b), bool(piece.font.i))


def _text(text: str) -> str:
    text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return with_newlines(text).replace(UNDERSCORE, "_")


def _tell(sheet: Worksheet, grid: Grid) -> None:
    """Tell what was left out, and which formulas have no value."""
    numbers = {row.number for row in grid.rows}
    for row, column in sheet.unvalued:
        if row in numbers and column not in sheet.hidden_columns:
            tell_formula_without_value(grid, row, column)
    hidden = sorted(row for row in sheet.hidden_rows if row <= sheet.last)
    tell_left_out(grid, hidden, sheet.hidden_columns, sheet.stray)
    tell_comments(grid, sheet.comments)
