"""ODS -> grids: the cells as LibreOffice shows them, for the file says what they show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ...basics.problems import Location, column_letters
from ..archives import attribute, damage_told, local, open_archive, part, xml
from ..markup import Run
from ..odf import Styles, check_password, inside, pieces, repeated, styles_of
from .grid import (
    EMPTY,
    MAX_COLUMNS,
    MAX_GAP,
    Cell,
    Grid,
    Merge,
    Row,
    check_rows,
    covered,
)
from .notices import (
    tell_comments,
    tell_failed_formula,
    tell_formula_without_value,
    tell_hidden_sheets,
    tell_left_out,
    tell_pictures,
    tell_struck_through,
)

HIDDEN = {"collapse", "filter"}


@dataclass
class _Table:
    """A worksheet on its way."""

    grid: Grid
    styles: Styles
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    comments: list[tuple[str, str]] = field(default_factory=list)
    stray: str = ""
    last: int = 0


def read_ods(data: bytes, file: Location) -> list[Grid]:
    """The grids of the worksheets that are not hidden. Raises KorttipakkaError."""
    archive = open_archive(data, file)
    with damage_told(file):
        check_password(archive, file)
        root = xml(part(archive, "content.xml"))
        styles = styles_of(root.iter())
        tables = [element for element in root.iter() if local(element) == "table"]
        # A table within a cell belongs to that cell.
        tables = [table for table in tables if local(table.getparent()) == "spreadsheet"]
        hidden = [t for t in tables if attribute(t, "style-name") in styles.hidden]
        grids = [_grid(table, styles, file) for table in tables if table not in hidden]
    tell_hidden_sheets(grids, (attribute(table, "name") for table in hidden))
    tell_pictures(grids, sum(name.startswith("Pictures/") for name in archive.namelist()))
    return grids


def _grid(element: Any, styles: Styles, file: Location) -> Grid:
    table = _Table(Grid(file, [], attribute(element, "name")), styles)
    _notice_columns(element, table)
    number = 1
    for row in inside(element, "table-row"):
        count = repeated(row, "number-rows-repeated")
        _take_row(row, number, count, table)
        number += count
    hidden = [row for row in table.hidden_rows if row <= table.last]
    tell_left_out(table.grid, hidden, table.hidden_columns, table.stray)
    tell_comments(table.grid, table.comments)
    check_rows(table.last, file, table.grid.sheet)
    table.grid.merges = covered(table.merges, table.last)
    return table.grid


def _notice_columns(element: Any, table: _Table) -> None:
    number = 1
    for column in inside(element, "table-column"):
        count = repeated(column, "number-columns-repeated")
        if attribute(column, "visibility") in HIDDEN:
            table.hidden_columns.update(range(number, min(number + count, MAX_COLUMNS + 1)))
        number += count


def _take_row(element: Any, number: int, count: int, table: _Table) -> None:
    """Take in a row, as often as it is repeated if it shows anything."""
    if attribute(element, "visibility") in HIDDEN:
        if number <= table.last + MAX_GAP:
            table.hidden_rows += range(number, number + min(count, MAX_GAP))
        return
    cells = list(_cells(element, number, table))
    while cells and not cells[-1].text:
        cells.pop()
    if not cells:
        return
    if number > table.last + MAX_GAP:
        table.stray = table.stray or f"{column_letters(len(cells))}{number}"
        return
    check_rows(number + count - 1, table.grid.file, table.grid.sheet)
    table.grid.rows += [Row(number + index, tuple(cells)) for index in range(count)]
    table.last = number + count - 1


def _cells(element: Any, number: int, table: _Table) -> Iterator[Cell]:
    column = 1
    for cell in element:
        kind = local(cell)
        if kind not in {"table-cell", "covered-table-cell"}:
            continue
        count = repeated(cell, "number-columns-repeated")
        if column > MAX_COLUMNS:
            if kind == "table-cell" and len(cell):
                table.stray = table.stray or f"{column_letters(column)}{number}"
            column += count
            continue
        _notice_merge(cell, number, column, table)
        for index in range(min(count, MAX_COLUMNS + 1 - column)):
            hidden = column + index in table.hidden_columns or kind != "table-cell"
            yield EMPTY if hidden else _cell(cell, number, column + index, table)
        column += count


def _notice_merge(cell: Any, number: int, column: int, table: _Table) -> None:
    rows = repeated(cell, "number-rows-spanned")
    columns = repeated(cell, "number-columns-spanned")
    if rows > 1 or columns > 1:
        table.merges.append((number, column, number + rows - 1, column + columns - 1))


def _cell(cell: Any, number: int, column: int, table: _Table) -> Cell:
    runs = tuple(_runs(cell, table.styles))
    text = "".join(run.text for run in runs)
    grid, styles = table.grid, table.styles
    for note in (child for child in cell if local(child) == "annotation"):
        words = (" ".join(p.itertext()) for p in note if local(p) == "p")
        table.comments.append((f"{column_letters(column)}{number}", " ".join(words)))
    if attribute(cell, "formula"):
        kind = cell.get(
            "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
        )
        if kind == "error" or text.startswith(("#", "Err:")):
            tell_failed_formula(grid, number, column, text)
        elif not text and not attribute(cell, "value-type"):
            tell_formula_without_value(grid, number, column)
    struck = {attribute(cell, "style-name"), *(attribute(e, "style-name") for e in cell.iter())}
    if text and struck & styles.struck:
        tell_struck_through(grid, number, column)
    links = [attribute(e, "href") for e in cell.iter() if local(e) == "a"]
    whole = len(links) == 1 and all(run.link for run in runs if run.text.strip())
    return Cell(runs, links[0] if whole else "")


def _runs(cell: Any, styles: Styles) -> Iterator[Run]:
    """The paragraphs of a cell, each on a line; what is noted beside it is left out."""
    name = attribute(cell, "style-name")
    base = Run("", name in styles.bold, name in styles.italic)
    paragraphs = [child for child in cell if local(child) == "p"]
    for index, paragraph in enumerate(paragraphs):
        if index:
            yield Run("\n")
        yield from pieces(paragraph, base, styles)
