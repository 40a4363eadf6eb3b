"""XLSX -> grids: the cells as Excel shows them.

openpyxl reads what the cells hold. What it does not tell, or only by keeping the whole workbook in
memory, is read from the worksheet's XML: hidden rows, merges, links, and formulas without a value.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from ...basics.problems import Location, Problem, error
from ..archives import attribute, damage_told, local, open_archive, part, xml
from ..language import guess
from ..markup import Run
from .formats import shown
from .grid import (
    EMPTY,
    MAX_COLUMNS,
    MAX_GAP,
    Cell,
    Grid,
    Merge,
    Row,
    check_rows,
    column_letters,
    column_number,
    covered,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_STRINGS = 500_000

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How XLSX writes characters that XML cannot hold, and its own escapes."""

UNDERSCORE = "\ue05f"
"""Stands for an underscore that begins no escape: a character that no font has."""

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")

RECOMPUTE = "open the file in Excel or LibreOffice, let it compute, and save it"


@dataclass
class _Sheet:
    """What a worksheet's XML tells besides the values."""

    name: str
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    styled: dict[tuple[int, int], Any] = field(default_factory=dict)
    stray: str = ""
    last: int = 0
    width: int = 1


def read_xlsx(data: bytes, file: Location, language: str = "") -> list[Grid]:
    """The grids of the worksheets that are not hidden.

    Numbers are written as in `language`, or that of the words. Raises KorttipakkaError.
    """
    archive = open_archive(data, file)
    with damage_told(file), warnings.catch_warnings():
        # openpyxl warns of what it does not keep: pictures, rules, extensions.
        warnings.simplefilter("ignore")
        names = _sheet_parts(archive, file)
        _check_strings(archive, file)
        book = _workbook(_with_escapes(data, archive))
        language = language or guess(_words(book)) or ""
        hidden = [ws.title for ws in book.worksheets if ws.sheet_state != "visible"]
        visible = [ws for ws in book.worksheets if ws.title not in hidden]
        grids = [_grid(ws, archive, names[ws.title], file, language) for ws in visible]
    _tell_media(archive, file, grids)
    for name in hidden:
        if grids:
            grids[0].warn("left-out", f"the worksheet '{name}' is hidden: it was left out")
    return grids


def _workbook(data: bytes) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(BytesIO(data), read_only=True, data_only=True, rich_text=True)


def _with_escapes(data: bytes, archive: ZipFile) -> bytes:
    """The workbook, but with the escape of an underscore, which openpyxl drops, as `UNDERSCORE`."""
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist() or b"_x005F_" not in part(archive, name):
        return data
    out = BytesIO()
    with ZipFile(out, "w") as copy:
        for entry in archive.namelist():
            if entry.endswith((".xml", ".rels")):
                texts = part(archive, entry)
                if entry == name:
                    texts = texts.replace(b"_x005F_", UNDERSCORE.encode())
                copy.writestr(entry, texts)
    return out.getvalue()


def _words(book: "Workbook") -> list[str]:
    """Texts of the first rows, from which the language is guessed."""
    texts = []
    for ws in book.worksheets:
        for row in ws.iter_rows(max_row=200, max_col=20, values_only=True):
            texts += [str(value) for value in row if isinstance(value, str | list)]
    return texts


def _sheet_parts(archive: ZipFile, file: Location) -> dict[str, str]:
    """The parts of an archive that the worksheets lie in, by name."""
    book = xml(part(archive, "xl/workbook.xml"))
    if "purl.oclc.org" in str(book.tag):
        message = "the file is a 'Strict Open XML' workbook"
        raise error("unknown-format", message, file, "save it as 'Excel Workbook (.xlsx)'")
    targets = _targets(archive, "xl/workbook.xml")
    sheets = [element for element in book.iter() if local(element) == "sheet"]
    return {attribute(s, "name"): targets.get(attribute(s, "id"), "") for s in sheets}


def _targets(archive: ZipFile, name: str) -> dict[str, str]:
    """Where the relationships of a part lead, by their ids: to other parts, or to addresses."""
    folder, _, own = name.rpartition("/")
    try:
        root = xml(part(archive, f"{folder}/_rels/{own}.rels"))
    except KeyError:
        return {}
    found = {}
    for element in root:
        target = element.get("Target", "")
        if element.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        found[element.get("Id", "")] = re.sub(r"[^/]+/\.\./", "", target)
    return found


def _check_strings(archive: ZipFile, file: Location) -> None:
    if "xl/sharedStrings.xml" in archive.namelist():
        count = len(re.findall(rb"<si[ >]", part(archive, "xl/sharedStrings.xml")))
        if count > MAX_STRINGS:
            message = f"the workbook has {count:,} texts, at most {MAX_STRINGS:,} are read"
            raise error("too-large", message, file)


def _tell_media(archive: ZipFile, file: Location, grids: Sequence[Grid]) -> None:
    pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
    if pictures and grids:
        count = "a picture" if len(pictures) == 1 else f"{len(pictures)} pictures"
        message = f"the workbook holds {count}: they were left out"
        hint = "save them beside the deck and name them in a column 'image'"
        grids[0].warn("left-out", message, hint=hint)


def _grid(ws: Any, archive: ZipFile, name: str, file: Location, language: str) -> Grid:
    sheet = _sheet(archive, name, file, ws.title)
    check_rows(sheet.last, file, ws.title)
    grid = Grid(file, [], ws.title, covered(sheet.merges, sheet.last))
    if sheet.last:
        cells = ws.iter_rows(max_row=sheet.last, max_col=sheet.width)
        for number, row in enumerate(cells, start=1):
            if number not in sheet.hidden_rows:
                grid.rows += _row(number, row, sheet, grid, language)
    _tell(sheet, grid)
    return grid


def _sheet(archive: ZipFile, name: str, file: Location, title: str) -> _Sheet:
    """What the XML of a worksheet tells, read piece by piece."""
    from lxml import etree

    sheet, links = _Sheet(title), {}
    data = part(archive, name)
    computed_anew = b'fullCalcOnLoad="1"' in part(archive, "xl/workbook.xml")
    row = 0
    for _, element in etree.iterparse(BytesIO(data), resolve_entities=False, no_network=True):
        kind = local(element)
        if kind == "row":
            row = int(float(element.get("r") or row + 1))
            _notice_row(element, row, sheet, computed_anew)
            element.clear()
        elif kind == "col" and element.get("hidden") in {"1", "true"}:
            columns = range(int(element.get("min", 1)), int(element.get("max", 1)) + 1)
            sheet.hidden_columns.update(columns[:MAX_COLUMNS])
        elif kind == "mergeCell":
            sheet.merges += _ranges(element.get("ref", ""))
        elif kind == "hyperlink":
            links[element.get("ref", "")] = attribute(element, "id")
    sheet.links = _links(links, _targets(archive, name))
    return sheet


def _notice_row(element: Any, row: int, sheet: _Sheet, computed_anew: bool) -> None:
    """Take in a row: whether it is hidden, where it ends, which formulas have no value."""
    if element.get("hidden") in {"1", "true"}:
        sheet.hidden_rows.add(row)
    column, before = 0, sheet.last
    for cell in element:
        found = REFERENCE.fullmatch(cell.get("r") or "")
        column = column_number(found[1]) if found else column + 1
        kinds = {local(child): child for child in cell}
        value = kinds.get("v")
        text = value.text if value is not None else None
        if "f" in kinds and _is_unvalued(text, computed_anew):
            sheet.unvalued.append((row, column))
        if "is" in kinds and any(local(child) == "r" for child in kinds["is"]):
            sheet.styled[row, column] = _styled(kinds["is"])
        if text or "is" in kinds or "f" in kinds:
            if column > MAX_COLUMNS or row > before + MAX_GAP:
                sheet.stray = sheet.stray or f"{column_letters(column)}{row}"
            else:
                sheet.last, sheet.width = row, max(sheet.width, column)


def _styled(element: Any) -> Any:
    """A text with styles that stands in its cell, of which openpyxl would tell the words only."""
    from openpyxl.cell.rich_text import CellRichText

    return CellRichText.from_tree(element)


def _is_unvalued(text: str | None, computed_anew: bool) -> bool:
    """Whether a formula has no value.

    Programs that write 0 in place of values ask for all to be computed when the file is opened.
    """
    return not text or (computed_anew and text == "0")


def _ranges(reference: str) -> Iterator[Merge]:
    """The cells of a reference such as A16:B17."""
    found = REFERENCE.findall(reference)
    if found:
        (left, top), (right, bottom) = found[0], found[-1]
        yield int(top), column_number(left), int(bottom), column_number(right)


def _links(ids: dict[str, str], targets: dict[str, str]) -> dict[tuple[int, int], str]:
    """The addresses that cells lead to."""
    found = {}
    for reference, name in ids.items():
        for top, left, *_ in _ranges(reference):
            if name in targets:
                found[top, left] = targets[name]
    return found


def _row(
    number: int, cells: Sequence[Any], sheet: _Sheet, grid: Grid, language: str
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


def _cell(cell: Any, at: tuple[int, int], sheet: _Sheet, grid: Grid, language: str) -> Cell:
    value = sheet.styled.get(at, cell.value)
    if cell.data_type == "e" and at not in sheet.unvalued:
        message = f"the formula of this cell gives {value}"
        hint = "mend the formula, or write what the cell is to say"
        grid.problems.append(Problem("bad-formula", message, grid.at(*at), hint))
    bold, italic, struck = _style(cell)
    runs = list(_runs(value, bold, italic))
    if struck or any(_is_struck(piece) for piece in (value if isinstance(value, list) else ())):
        grid.warn(
            "struck-through", "this text is struck through: it was taken in all the same", *at
        )
    if not isinstance(value, str | list):
        runs = [Run(shown(value, cell.number_format, language), bold, italic)]
    return Cell(tuple(runs), sheet.links.get(at, ""))


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
                yield Run(_text(piece.text or ""), bool(piece.font.b), bool(piece.font.i))


def _text(text: str) -> str:
    text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(UNDERSCORE, "_")


def _tell(sheet: _Sheet, grid: Grid) -> None:
    """Tell what was left out, and which formulas have no value."""
    numbers = {row.number for row in grid.rows}
    for row, column in sheet.unvalued:
        if row in numbers and column not in sheet.hidden_columns:
            message = (
                "the formula of this cell has no value in the file: no program has computed it"
            )
            grid.problems.append(Problem("bad-formula", message, grid.at(row, column), RECOMPUTE))
    hidden = sorted(row for row in sheet.hidden_rows if row <= sheet.last)
    if hidden:
        grid.warn("left-out", f"hidden rows were left out: {spans(hidden)}")
    if sheet.hidden_columns and grid.rows:
        letters = ", ".join(column_letters(number) for number in sorted(sheet.hidden_columns)[:10])
        grid.warn("left-out", f"hidden columns were left out: {letters}")
    if sheet.stray:
        message = (
            f"the cell {sheet.stray} lies far outside the table: it was left out, and any beyond"
        )
        grid.warn("left-out", message)


def spans(numbers: Sequence[int]) -> str:
    """Numbers in short: 3, 5-9."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, part)) for part in parts)
