"""Documents as HTML -> cards: tables with headings, headings with what follows, or a list.

Word's documents, LibreOffice's and web pages all come this way.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ...basics.problems import Location
from ..archives import attribute, xml
from ..draft import Draft, Value, Wanted
from ..html import runs_of
from ..markup import Run, markdown, plain
from ..tables.cards import cards_of_tables
from ..tables.columns import headings_of_list
from ..tables.grid import MAX_COLUMNS, Cell, Grid, Merge, Row, check_rows, covered, shortened
from ..tables.headers import header_row, heading
from .captions import caption
from .lists import read_list
from .named_values import grid_of_records, values_above
from .sections import Section, cards_of_sections

Element = Any


def draft_of_page(html: str, file: Location, wanted: Wanted, kind: str, pictures: int) -> Draft:
    """The cards of a document, which had so many pictures. Raises KorttipakkaError."""
    elements = list(xml(f"<body>{html}</body>".encode()))
    title = _take_title(elements)
    grids = dict(_grids(elements, file, wanted))
    if grids:
        draft = _of_tables(grids, elements, file, wanted, kind)
    else:
        draft = _without_table(elements, file, kind)
    draft.title = title or draft.title
    if pictures:
        hint = "save them beside the deck and name them as 'image: FILE' on their cards"
        message = f"pictures in the document were left out: {pictures}"
        draft.warn("left-out", message, file, hint)
    if "<s>" in html:
        _tell_struck(elements, draft, file)
    return draft


def _take_title(elements: list[Element]) -> str:
    """Take out the document's title, if it has one; several are headings of cards."""
    found = [element for element in elements if element.get("class") == "title"]
    if len(found) != 1 or not (words := _words(found[0])):
        return ""
    elements.remove(found[0])
    return words


def _of_tables(
    grids: Mapping[int, Grid],
    elements: Sequence[Element],
    file: Location,
    wanted: Wanted,
    kind: str,
) -> Draft:
    """The cards of tables, by their places among the elements."""
    found = ((n, e) for n, e in enumerate(elements) if n in grids or _level(e))
    parts = [part for n, e in found if (part := grids.get(n) or _words(e))]
    title, rest = caption(parts)
    draft = cards_of_tables(list(grids.values()), file, wanted, f"a table in {kind}")
    draft.title = draft.title or title
    _tell_outside(elements, rest, draft, file)
    return draft


def _tell_struck(elements: Sequence[Element], draft: Draft, file: Location) -> None:
    struck = [_inner(e) for element in elements for e in element.iter("s")]
    words = ", ".join(f"'{shortened(plain(runs_of(text)))}'" for text in struck[:5])
    message = f"text that is struck through was taken in all the same: {words}"
    draft.warn("struck-through", message, file)


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
    if grid := _of_cards([_grid(elements[index], file, "tables") for index in tables]):
        yield tables[0], grid
        return
    for number, index in enumerate(tables, start=1):
        name = f"table {number}" if len(tables) > 1 else "table"
        grid = _grid(elements[index], file, name)
        texts = [[cell.text for cell in row.cells] for row in grid.rows]
        grid.is_text = len(tables) == 1 and headings_of_list(grid) is not None
        if wanted.columns or header_row(texts) is not None or grid.is_text:
            yield index, grid


def _of_cards(tables: Sequence[Grid]) -> Grid | None:
    """The cards of tables that are one each, headings in the first column; None for others."""
    if len(tables) < 2 or not all(map(_is_card, tables)):
        return None
    names = list(dict.fromkeys(row.cell(1).text.strip() for grid in tables for row in grid.rows))
    rows = [Row(0, tuple(Cell((Run(name),)) for name in names))]
    for number, grid in enumerate(tables, start=1):
        said = {row.cell(1).text.strip(): row.cell(2) for row in grid.rows}
        rows.append(Row(number, tuple(said.get(name, Cell()) for name in names)))
    return Grid(tables[0].file, rows, tables[0].sheet)


def _is_card(grid: Grid) -> bool:
    """Whether a table has a name and a value in each row, among them a title."""
    found = [heading(row.cell(1).text, guess=False) for row in grid.rows]
    is_pairs = all(len(row.cells) <= 2 for row in grid.rows) and len(found) > 1
    return is_pairs and all(found) and any(each.column.field == "title" for each in found if each)


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


MOST_TOLD = 5
"""Texts outside of tables that are named: a web page has many."""


def _tell_outside(
    elements: Sequence[Element], rest: Sequence[str], draft: Draft, file: Location
) -> None:
    """Tell of what stands outside the tables, but for headings that say something of them."""
    said = [(e, _words(e)) for e in elements if e.tag != "table"]
    outside = [words for e, words in said if words and not (_level(e) and words not in rest)]
    for words in outside[:MOST_TOLD]:
        message = f"'{shortened(words)}' stands outside the table: it was left out"
        draft.warn("left-out", message, file)
    if (more := len(outside) - MOST_TOLD) > 0:
        draft.warn("left-out", f"{more} more texts stand outside the table: left out", file)


def _without_table(elements: Sequence[Element], file: Location, kind: str) -> Draft:
    """Cards by headings, or as a list has them."""
    if not any(_level(element) or _is_bold(element) for element in elements):
        body = _body(elements, file)
        if body and (grid := grid_of_records(body.markdown, file, is_markdown=True)):
            return cards_of_tables([grid], file, Wanted(), "values under their names")
        if body and (draft := read_list(body.markdown, file, is_markdown=True, has_lines=False)):
            return draft
    draft = Draft(f"{kind} with a heading for each card")
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
        sections.append(_section(levels[start], value, _body(elements[start + 1 : end], file, at)))
    cards_of_sections(sections, intro, draft, file)


def _section(level: int, title: Value, body: Value | None) -> Section:
    """A heading with what stands below it, values under their names first."""
    if body is None:
        return Section(level, title)
    values, rest = values_above(body.markdown, body.at)
    return Section(level, title, body, values, Value(rest, rest, body.at) if rest else None)


def _is_bold(element: Element) -> bool:
    runs = [run for run in _runs(element) if run.text.strip()]
    return element.tag == "p" and bool(runs) and all(run.bold for run in runs)


def _body(elements: Sequence[Element], file: Location, at: Location | None = None) -> Value | None:
    from lxml import etree

    html = "".join(etree.tostring(e, encoding="unicode", with_tail=False) for e in elements)
    runs = runs_of(html)
    words = plain(runs).strip()
    return Value(words, markdown(runs), at or file) if words else None
