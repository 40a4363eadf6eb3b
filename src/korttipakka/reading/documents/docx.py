"""Word's documents -> cards: a table with headings, or headings with what follows as text."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from ...basics.problems import Location, error
from ..archives import attribute, damage_told, open_archive, xml
from ..draft import Draft, Value, Wanted
from ..html import runs_of
from ..markup import Run, markdown, plain
from ..tables.cards import cards_of_tables
from ..tables.grid import MAX_COLUMNS, Cell, Grid, Merge, Row, check_rows, covered, shortened
from ..tables.headers import header_row
from .captions import caption
from .lists import read_list
from .sections import Section, cards_of_sections

MAX_DOCUMENT = 4_000_000
"""Bytes of a document's XML, unpacked: some 500 pages, which take seconds to convert."""

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""

Element = Any


def read_docx(data: bytes, file: Location, wanted: Wanted) -> Draft:
    """The cards of a document. Raises KorttipakkaError."""
    archive = open_archive(data, file)
    with damage_told(file):
        if archive.getinfo("word/document.xml").file_size > MAX_DOCUMENT:
            message = f"the document has more than {MAX_DOCUMENT // 1_000_000} MB of text"
            raise error("too-large", message, file, "copy the cards to a new document")
        html, pictures = _html(data)
        elements = list(xml(f"<body>{html}</body>".encode()))
    grids = dict(_grids(elements, file, wanted))
    if grids:
        parts = [
            grids.get(n) or _words(e) for n, e in enumerate(elements) if n in grids or _level(e)
        ]
        title, rest = caption([part for part in parts if part])
        draft = cards_of_tables(list(grids.values()), file, wanted, "a table in a Word document")
        draft.title = draft.title or title
        _tell_outside(elements, rest, draft, file)
    else:
        draft = _without_table(elements, file)
    if pictures:
        hint = "save them beside the deck and name them as 'image: FILE' on their cards"
        message = f"pictures in the document were left out: {pictures}"
        draft.warn("left-out", message, file, hint)
    if "<s>" in html:
        struck = [_inner(e) for element in elements for e in element.iter("s")]
        words = ", ".join(f"'{shortened(plain(runs_of(text)))}'" for text in struck[:5])
        message = f"text that is struck through was taken in all the same: {words}"
        draft.warn("struck-through", message, file)
    return draft


def _html(data: bytes) -> tuple[str, int]:
    """The document as HTML, without its pictures, and how many these are."""
    import mammoth

    pictures = 0

    def leave_out(image: Any) -> list[Any]:
        nonlocal pictures
        pictures += 1
        return []

    made = mammoth.convert_to_html(
        BytesIO(data), convert_image=leave_out, style_map=STYLES, external_file_access=False
    )
    return str(made.value), pictures


def _inner(element: Element) -> str:
    """What stands in an element, as HTML."""
    from lxml import etree

    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r"^<[^>]*>|</[^>]*>$", "", text)


def _runs(element: Element) -> list[Run]:
    return runs_of(_inner(element))


def _words(element: Element) -> str:
    return " ".join(plain(_runs(element)).split())


def _grids(
    elements: Sequence[Element], file: Location, wanted: Wanted
) -> Iterator[tuple[int, Grid]]:
    """The tables that have headings of cards, each with its place among the elements."""
    tables = [index for index, element in enumerate(elements) if element.tag == "table"]
    for number, index in enumerate(tables, start=1):
        name = f"table {number}" if len(tables) > 1 else "table"
        grid = _grid(elements[index], file, name)
        texts = [[cell.text for cell in row.cells] for row in grid.rows]
        if wanted.columns or header_row(texts) is not None:
            yield index, grid


def _grid(table: Element, file: Location, name: str) -> Grid:
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    rows = []
    lines = [row for row in table.iter("tr") if _table_of(row) is table]
    check_rows(len(lines), file, name)
    for number, line in enumerate(lines, start=1):
        cells: dict[int, Cell] = {}
        for element in line:
            column = next(n for n in range(1, MAX_COLUMNS + 2) if (number, n) not in taken)
            merge = _span(element, number, column)
            merges.append(merge)
            taken |= _cells_of(merge)
            cells[column] = Cell(tuple(_runs(element)))
        width = max(cells, default=0)
        row = Row(number, tuple(cells.get(n, Cell()) for n in range(1, width + 1)))
        if any(cell.text.strip() for cell in row.cells):
            rows.append(row)
    return Grid(file, rows, name, covered(merges, len(lines)))


def _table_of(element: Element) -> Element:
    return next(parent for parent in element.iterancestors("table"))


def _span(element: Element, row: int, column: int) -> Merge:
    rows = int(attribute(element, "rowspan") or 1)
    columns = int(attribute(element, "colspan") or 1)
    return row, column, row + rows - 1, min(column + columns - 1, MAX_COLUMNS)


def _cells_of(merge: Merge) -> set[tuple[int, int]]:
    top, left, bottom, right = merge
    return {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}


def _tell_outside(
    elements: Sequence[Element], rest: Sequence[str], draft: Draft, file: Location
) -> None:
    """Tell of what stands outside the tables, but for headings that say something of them."""
    for element in elements:
        words = _words(element)
        if element.tag == "table" or not words or (_level(element) and words not in rest):
            continue
        message = f"'{shortened(words)}' stands outside the table: it was left out"
        draft.warn("left-out", message, file)


def _without_table(elements: Sequence[Element], file: Location) -> Draft:
    """Cards by headings, or as a list has them."""
    if not any(_level(element) or _is_bold(element) for element in elements):
        body = _body(elements, file)
        if body and (draft := read_list(body.markdown, file, is_markdown=True, has_lines=False)):
            return draft
    draft = Draft("a Word document with a heading for each card")
    _read_sections(elements, draft, file)
    return draft


def _level(element: Element) -> int:
    """The level of a heading, 0 for anything else."""
    return int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else 0


def _read_sections(elements: Sequence[Element], draft: Draft, file: Location) -> None:
    """Cards by headings, or, where there are none, by paragraphs that are all bold."""
    levels = list(map(_level, elements))
    if not any(levels):
        levels = [int(_is_bold(element)) for element in elements]
    starts = [index for index, level in enumerate(levels) if level and _words(elements[index])]
    intro = _body(elements[: starts[0]] if starts else elements, file)
    sections = []
    for start, end in pairwise([*starts, len(elements)]):
        title = _words(elements[start])
        at = file._replace(shown=f"{file.shown}: '{shortened(title)}'")
        value = Value(title, markdown([Run(title)]), at)
        sections.append(Section(levels[start], value, _body(elements[start + 1 : end], file, at)))
    cards_of_sections(sections, intro, draft, file)


def _is_bold(element: Element) -> bool:
    runs = [run for run in _runs(element) if run.text.strip()]
    return element.tag == "p" and bool(runs) and all(run.bold for run in runs)


def _body(elements: Sequence[Element], file: Location, at: Location | None = None) -> Value | None:
    from lxml import etree

    html = "".join(etree.tostring(e, encoding="unicode", with_tail=False) for e in elements)
    runs = runs_of(html)
    words = plain(runs).strip()
    return Value(words, markdown(runs), at or file) if words else None
