"""Grids -> cards: which row has the headings, what the columns are, and a card for each row."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...basics.problems import Location, Problem, error, suggestion
from ...basics.shell import shell_line
from ...model.manuscript import CATEGORY, TEXT, TITLE, Column
from ..documents.blocks import plain as words
from ..draft import CardDraft, Draft, Value, Wanted
from ..html import is_html, pictures_in, runs_of
from ..markup import Run, markdown, plain, styled
from .columns import Headings, headings_of, headings_of_list, tell_list
from .grid import EMPTY, Cell, Grid, Row, fail_all, shortened
from .headers import LONGEST
from .parts import tables_of

LINK = Column("link")

ARCHIVED = Column("fields.archived")

PICTURES = frozenset({"image", "image_back"})

PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^()<>]+?)>?\)")
"""A picture in Markdown."""

TOTALS = frozenset(
    "total,totals,grand total,sum,yhteensä,summa,kaikki yhteensä,totalt,gesamt,kokku,razem".split(
        ","
    )
)
"""What a row says that adds up others."""

NUMBER = re.compile(r"[\d\s.,\u00a0%€$-]+")

LINKS = ("http://", "https://", "mailto:", "tel:")


@dataclass
class _Reader:
    """A grid on its way to cards."""

    grid: Grid
    headings: Headings
    draft: Draft
    section: str = ""

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {row.number: row for row in self.grid.rows}

    def cards(self) -> None:
        """Add a card for each row below the headings, or to the card whose title it shares."""
        for row in self.grid.rows:
            if row.number > self.headings.row:
                self._take(row)

    def _take(self, row: Row) -> None:
        values = dict(self._values(row))
        if self._is_section(row, values):
            return
        if self._continues(row) and self.draft.cards:
            self._append(values)
            return
        if self._is_total(row, values) or self._is_archived(row, values):
            return
        if TITLE not in values and not any(column.field == "title" for column in values):
            self._report_untitled(row, values)
            return
        if CATEGORY not in values and self.section:
            values[CATEGORY] = Value(self.section, self.section, self.grid.at(row.number))
        column = self.headings.columns.get(TITLE, 1)
        self.draft.cards.append(CardDraft(self.grid.at(row.number, column), values))

    def _values(self, row: Row) -> Iterator[tuple[Column, Value]]:
        """What the cells of a row say; a cell that is one with others says what they say."""
        for column, number in self.headings.columns.items():
            cell, at = row.cell(number), self.grid.at(row.number, number)
            origin = self.grid.merges.get((row.number, number))
            if origin and origin[1] == number and column.field != "title":
                cell = self._cell(*origin)
            if cell.text.strip() or cell.link:
                yield column, _value(cell, at, column, self.headings.exported)
            if (
                column == TITLE
                and cell.link.startswith(LINKS)
                and LINK not in self.headings.columns
            ):
                yield LINK, Value(cell.link, cell.link, at)

    def _cell(self, number: int, column: int) -> Cell:
        row = self._rows.get(number)
        return row.cell(column) if row else EMPTY

    def _is_section(self, row: Row, values: Mapping[Column, Value]) -> bool:
        """Whether a row names the category of those below: only it, or in one cell for all."""
        columns = self.headings.columns
        if CATEGORY in columns:
            # In an export of ours, what has no title is a slip.
            alone = set(values) == {CATEGORY} and not self.headings.exported
            title = values.get(CATEGORY)
        else:
            numbers = sorted(columns.values())
            origins = {self.grid.merges.get((row.number, number)) for number in numbers[1:]}
            alone = len(numbers) > 1 and origins == {(row.number, numbers[0])}
            title = values.get(TITLE)
        if alone and title:
            self.section = title.plain
            message = f"'{shortened(title.plain)}' stands alone: it is the category of what follows"
            self.draft.note("guessed", message, title.at)
        return bool(alone and title)

    def _is_total(self, row: Row, values: Mapping[Column, Value]) -> bool:
        """Whether the last row adds up those above, and is no card; this is told."""
        texts = [value.plain.strip() for value in values.values()]
        sums = [text for text in texts if text.casefold().rstrip(":") not in TOTALS]
        is_last = row is self.grid.rows[-1] and len(sums) == len(texts) - 1
        if not is_last or not sums or not all(map(NUMBER.fullmatch, sums)):
            return False
        message = "the last row adds up the others: it was left out"
        self.draft.warn("left-out", message, self.grid.at(row.number))
        return True

    def _is_archived(self, row: Row, values: Mapping[Column, Value]) -> bool:
        """Whether a board, such as Trello's, has put a card away; the first of these is told."""
        archived = values.get(ARCHIVED)
        is_away = archived is not None and archived.plain.strip().casefold() == "true"
        if not is_away or self.headings.exported:
            return False
        message = "cards that are archived were left out, this one and any others"
        if not any(problem.message == message for problem in self.draft.problems):
            self.draft.warn("left-out", message, self.grid.at(row.number))
        return True

    def _continues(self, row: Row) -> bool:
        """Whether the title is one cell with that of the row above."""
        number = self.headings.columns.get(TITLE)
        origin = self.grid.merges.get((row.number, number)) if number else None
        return origin is not None and origin[0] < row.number

    def _append(self, values: Mapping[Column, Value]) -> None:
        """Add the texts of a row to the card above, whose title it shares."""
        card = self.draft.cards[-1]
        for column, value in values.items():
            before = card.values.get(column)
            if before is None:
                card.values[column] = value
            elif column.field in {"text", "notes"} or column.field.startswith("fields."):
                card.values[column] = Value(
                    f"{before.plain}\n\n{value.plain}",
                    f"{before.markdown}\n\n{value.markdown}",
                    before.at,
                )
            elif before.plain != value.plain:
                message = f"the card has two values here: '{shortened(value.plain)}' was left out"
                self.draft.warn("left-out", message, value.at)
        at = next(iter(values.values())).at if values else card.at
        title = shortened(card.text("title"))
        self.draft.note("guessed", f"this row belongs to the card '{title}' above it", at)

    def _report_untitled(self, row: Row, values: Mapping[Column, Value]) -> None:
        if not values:
            return
        at = self.grid.at(row.number, self.headings.columns.get(TITLE, 1))
        if any(problem.at == at for problem in self.grid.problems):
            return  # the formula there was told already
        says = shortened(next(iter(values.values())).plain)
        message = f"this row has no title; it says '{says}'"
        hint = "write a title, or empty the row"
        self.draft.problems.append(Problem("missing-title", message, at, hint))


def _value(cell: Cell, at: Location, column: Column, exported: bool) -> Value:
    if column.field == "link" and cell.link.startswith(LINKS):
        return Value(cell.link, cell.link, at)
    if exported:
        return Value(cell.text, styled(cell.runs), at)
    if any(run.raw for run in cell.runs):
        found = PICTURE.fullmatch(cell.text.strip()) if column.field in PICTURES else None
        return Value(found[1] if found else words(cell.text), markdown(cell.runs), at)
    runs: Sequence[Run] = cell.runs
    if is_html(cell.text):
        runs = runs_of(cell.text)
    elif cell.link.startswith(LINKS):
        runs = [run._replace(link=cell.link) for run in runs]
    return Value(plain(runs), markdown(runs), at, pictures_in(cell.text))


def cards_of_tables(grids: Sequence[Grid], file: Location, wanted: Wanted, source: str) -> Draft:
    """The cards of the tables in a file. Raises KorttipakkaError."""
    draft = Draft(source)
    chosen = _chosen(grids, file, wanted, draft)
    # A column that only some worksheets have says nothing of the cards of the others.
    first = chosen[0][1].columns
    draft.columns = tuple(c for c in first if all(c in found.columns for _, found in chosen))
    told: list[Problem] | None = None
    for grid, headings in chosen:
        if grid.problems is not told:  # tables of one worksheet have the same
            draft.problems += grid.problems
        told = grid.problems
        draft.exported |= headings.exported
        draft.hides_rows |= grid.hides_rows
        by_sheet = len(chosen) > 1 and CATEGORY not in headings.columns
        section = grid.sheet if grid.heading is None else grid.heading
        _Reader(grid, headings, draft, section if by_sheet else "").cards()
        if not draft.title:
            draft.title = _title(grid, headings, draft)
    fail_all(draft.problems)
    return draft


def _title(grid: Grid, headings: Headings, draft: Draft) -> str:
    """The deck's title: what stands alone above the headings, and no caption of columns."""
    above = [
        (row.number, number, cell.text)
        for row in grid.rows
        if row.number < headings.first
        for number, cell in enumerate(row.cells, start=1)
        if cell.text.strip()
    ]
    captions = Counter(row for row, *_ in above)
    merged = {row for row, _ in grid.merges}
    title = next((each for each in above if captions[each[0]] == 1 or each[0] not in merged), None)
    for row, column, text in above:
        if (row, column, text) != title:
            message = f"'{shortened(text)}' above the headings was left out"
            draft.warn("left-out", message, grid.at(row, column))
    return " ".join(title[2].split()) if title else ""


Chosen = list[tuple[Grid, Headings]]


def _chosen(grids: Sequence[Grid], file: Location, wanted: Wanted, draft: Draft) -> Chosen:
    """The tables to read: the one asked for, or all whose headings are alike, or the first."""
    if wanted.worksheet:
        parts = tables_of(_named(grids, wanted.worksheet, file), wanted)
        return [(part, headings_of(part, wanted) or _no_headings(parts, file)) for part in parts]
    sheets = [grid for grid in grids if grid.rows]
    filled = [part for grid in sheets for part in tables_of(grid, wanted, len(sheets) == 1)]
    found = [(grid, headings) for grid in filled if (headings := headings_of(grid, wanted))]
    if not found:
        headings = _of_list(filled) or _no_headings(filled, file)
        found = [(filled[0], headings)]
    alike = [pair for pair in found if _go_together(pair, found[0])]
    chosen = alike if len(alike) == len(found) else found[:1]
    for grid in filled:
        if grid.sheet not in {other.sheet for other, _ in chosen}:
            message = f"the worksheet '{grid.sheet}' was left out: its headings are others"
            hint = "import it by itself: " + shell_line(["--worksheet", grid.sheet])
            draft.warn("left-out", message, grid.at(), hint)
        elif all(grid is not other for other, _ in chosen) and headings_of(grid, wanted):
            message = "the table that begins here was left out: its headings are others"
            hint = "import it from a file of its own, or give both tables the same headings"
            draft.warn("left-out", message, grid.at(grid.rows[0].number), hint)
    return chosen


def _go_together(one: tuple[Grid, Headings], other: tuple[Grid, Headings]) -> bool:
    """Whether tables are of one deck; of those in a worksheet, some may have columns more."""
    keys = one[1].columns.keys(), other[1].columns.keys()
    if one[0].sheet == other[0].sheet and TITLE in keys[0] & keys[1]:
        return keys[0] <= keys[1] or keys[1] <= keys[0] or _are_alike(one[1], other[1])
    return _are_alike(one[1], other[1])


def _are_alike(one: Headings, other: Headings) -> bool:
    """Whether two tables are of cards of one make: with the same columns, or titles and texts."""
    both = one.columns.keys() & other.columns.keys()
    return one.columns.keys() == other.columns.keys() or {TITLE, TEXT} <= both


def _of_list(grids: Sequence[Grid]) -> Headings | None:
    """The columns of a list without headings.

    A row of a spreadsheet is that only if none of it can be a heading; lines of text mostly are.
    """
    grid = grids[0] if grids else None
    if grid is None or len(grids) > 1 or (headings := headings_of_list(grid)) is None:
        return None
    first = [cell.text.strip() for cell in grid.rows[0].cells]
    if not grid.is_text and not any(len(t) > LONGEST or t[-1:] in SENTENCE for t in first):
        return None
    tell_list(grid)
    return headings


SENTENCE = frozenset(".!…")
"""What ends a sentence, and no heading."""


def _named(grids: Sequence[Grid], name: str, file: Location) -> Grid:
    for grid in grids:
        if grid.sheet.casefold() == name.casefold():
            return grid
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(grids):
        return grids[int(name) - 1]
    names = [grid.sheet for grid in grids if grid.sheet]
    hint = suggestion(name, names) if names else "the file has only one table"
    at = Location.flag(f"--worksheet {name}")
    raise error("unknown-worksheet", f"there is no worksheet '{name}' in {file}", at, hint)


def _no_headings(grids: Sequence[Grid], file: Location) -> Headings:
    """Raise KorttipakkaError: no row has headings."""
    texts = [cell.text for grid in grids for row in grid.rows[:1] for cell in row.cells]
    if not texts:
        hint = "write headings into its first row (title, text, category), and a card in each below"
        raise error("empty-table", "the table is empty", file, hint)
    shown = ", ".join(f"'{shortened(text)}'" for text in texts[:5] if text)
    message = f"no column is known to hold titles; the first row says {shown}"
    first = next(text for text in texts if text.strip())
    named = shell_line(["--map", f"title={' '.join(first.split())}"])
    hint = "write a row of headings (Title, Text, Category) above it; if it has headings, say which"
    hint += f" is that of the titles: {named if len(first) < LONGEST else '--map title=HEADING'}"
    more = " --map text=B" if len(texts) > 1 else ""
    hint += f"; if all rows are cards, name columns by their letters: --map title=A{more}"
    raise error("no-title-column", message, grids[0].at(grids[0].rows[0].number), hint)
