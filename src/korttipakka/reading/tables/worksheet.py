"""What the XML of a workbook tells besides its values.

Hidden rows and columns, merges, links and formulas without a value: openpyxl tells of these only
by keeping the whole workbook in memory.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from ...basics.problems import Location, column_letters, error
from ..archives import attribute, local, part, xml
from .grid import MAX_COLUMNS, MAX_GAP, Merge, column_number

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass
class Worksheet:
    """What a worksheet's XML tells besides the values."""

    name: str
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    styled: dict[tuple[int, int], Any] = field(default_factory=dict)
    comments: list[tuple[str, str]] = field(default_factory=list)
    fills: Counter[tuple[int, str]] = field(default_factory=Counter)
    stray: str = ""
    last: int = 0
    width: int = 1


def sheet_parts(archive: ZipFile, file: Location) -> dict[str, str]:
    """The parts of an archive that the worksheets lie in, by name."""
    name = _book_part(archive)
    book = xml(part(archive, name))
    if "purl.oclc.org" in str(book.tag):
        message = "the file is a 'Strict Open XML' workbook"
        raise error("unknown-format", message, file, "save it as 'Excel Workbook (.xlsx)'")
    targets = _targets(archive, name)
    sheets = [element for element in book.iter() if local(element) == "sheet"]
    return {attribute(s, "name"): targets.get(attribute(s, "id"), "") for s in sheets}


def _book_part(archive: ZipFile) -> str:
    """The part that lists the worksheets, most often xl/workbook.xml."""
    for element in xml(part(archive, "_rels/.rels")):
        if element.get("Type", "").endswith("/officeDocument"):
            return str(element.get("Target", "")).lstrip("/")
    raise ValueError("no workbook")


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


def read_sheet(archive: ZipFile, name: str, title: str) -> Worksheet:
    """What the XML of a worksheet tells, read piece by piece."""
    from lxml import etree

    sheet, links = Worksheet(title), {}
    data = part(archive, name)
    computed_anew = b'fullCalcOnLoad="1"' in part(archive, _book_part(archive))
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
    targets = _targets(archive, name)
    sheet.links = _links(links, targets)
    for target in targets.values():
        if COMMENTS.search(target) and target in archive.namelist():
            sheet.comments += _comments(part(archive, target))
    return sheet


COMMENTS = re.compile(r"/comments?\d*\.xml$")
"""The part of a worksheet with what people have remarked on its cells."""

THREAD = re.compile(r"\[[^\]]*\].*?\n\s*\S+:\s*\n", re.DOTALL)
"""What Excel writes before the comment for programs that know no threads of comments."""


def _comments(data: bytes) -> Iterator[tuple[str, str]]:
    """Cells, and what is remarked on each."""
    for element in xml(data).iter():
        if local(element) == "comment":
            words = "".join(e.text or "" for e in element.iter() if local(e) == "t")
            yield element.get("ref", ""), THREAD.sub("", words, count=1).strip()


def _notice_row(element: Any, row: int, sheet: Worksheet, computed_anew: bool) -> None:
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
        is_empty_text = value is not None and cell.get("t") == "str"  # as of =IF(A2="","",A2)
        if "f" in kinds and not is_empty_text and _is_unvalued(text, computed_anew):
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
