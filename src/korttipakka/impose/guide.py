"""The cutting guide: a page that shows every cut on a picture of the sheet, and lists them."""

from collections.abc import Iterator, Sequence

from ..color import BLACK, Color
from ..frame import Box, Frame, Item, Line, Page, Sheet, TextRun
from ..geometry import Axis, Point, Rect
from ..units import MM, in_mm
from .calibration import Letters
from .cutting import Cut
from .grid import Grid
from .marks import DASH

EDGE = 15 * MM
"""Margin of the page."""

SHARE = 0.42
"""The picture's part of the page's height."""

DISC = 5.5
"""Radius in points of the numbered discs at the ends of cuts."""

SIZE, LEADING = 10.0, 15.0
"""Type size and line distance of the list in points."""

LINE, CARD = 1.0, 0.4
"""Thickness in points of cuts and of cards' edges."""

PALE = Color((0.93, 0.93, 0.93))
"""The cards' ground: little ink."""


def cutting_guide(grid: Grid, cuts: Sequence[Cut], title: str, letters: Letters) -> Sheet:
    """A page as large as the sheet. `title` is the deck's."""
    page = Rect.of(grid.page).grown(-EDGE)
    top = page.top - 20
    heading = f"Cutting guide: {len(cuts)} cut{'' if len(cuts) == 1 else 's'} a sheet or pile"
    items: list[Item] = [letters.bold(heading, 16)._replace(at=Point(page.left, top))]
    for text in _preface(grid, title):
        top -= LEADING
        items.append(letters.regular(text, SIZE)._replace(at=Point(page.left, top)))
    room = Rect(page.left, top - LEADING - SHARE * page.height, page.right, top - LEADING)
    items += _picture(grid, cuts, room, letters)
    items += _list(cuts, Rect(page.left, page.bottom, page.right, room.bottom - 24), letters)
    whole = Rect.of(grid.page)
    return Sheet(Page(Frame(grid.page, tuple(items)), whole, whole))


def _preface(grid: Grid, title: str) -> Iterator[str]:
    yield title
    if grid.fold:
        yield "Fold and glue along the dashed line first, the fronts outside; then cut."
    yield "Pile the sheets with their fronts up, all the same way round. The edge that is named"
    yield "lies at the guillotine's stop; what the blade cuts off comes towards you."


def _picture(grid: Grid, cuts: Sequence[Cut], room: Rect, letters: Letters) -> Iterator[Item]:
    """The sheet made small, its cards pale, its cuts numbered at their ends."""
    scale = min((room.width - 4 * DISC) / grid.page.width, room.height / grid.page.height)
    width, height = grid.page.width * scale, grid.page.height * scale
    left, bottom = (room.left + room.right - width) / 2, room.top - height

    def put(x: float, y: float) -> Point:
        return Point(left + x * scale, bottom + y * scale)

    def shrunk(rect: Rect) -> Rect:
        one, other = put(rect.left, rect.bottom), put(rect.right, rect.top)
        return Rect(one.x, one.y, other.x, other.y)

    yield Box(shrunk(Rect.of(grid.page)), stroke=BLACK, stroke_width=CARD)
    for cell in grid.cells + (grid.backs if grid.fold else ()):
        yield Box(shrunk(cell), PALE, BLACK, CARD)
    if grid.fold:
        one, other = _crease(grid)
        yield Line(put(one.x, one.y), put(other.x, other.y), LINE, BLACK, DASH)
    for number, cut in enumerate(cuts, start=1):
        if cut.edge == "top":
            start = put(0, grid.page.height - cut.distance)
            end = start._replace(x=start.x + width + DISC)
        else:
            end = put(cut.distance, 0)
            start, end = end._replace(y=end.y + height), end._replace(y=end.y - DISC)
        yield Line(start, end, LINE, BLACK)
        yield from _disc(end, number, letters)


def _crease(grid: Grid) -> tuple[Point, Point]:
    block = grid.block
    x, y = (block.left + block.right) / 2, (block.bottom + block.top) / 2
    if grid.axis is Axis.VERTICAL:
        return Point(x, 0), Point(x, grid.page.height)
    return Point(0, y), Point(grid.page.width, y)


def _disc(middle: Point, number: int, letters: Letters) -> Iterator[Item]:
    ring = Rect(middle.x, middle.y, middle.x, middle.y).grown(DISC)
    yield Box(ring, Color((1.0, 1.0, 1.0)), BLACK, CARD * 2, DISC)
    yield _middled(letters.bold(f"{number}", 7), middle)


def _middled(run: TextRun, at: Point) -> TextRun:
    return run._replace(at=Point(at.x - run.width / 2, at.y - 0.36 * run.size))


def _list(cuts: Sequence[Cut], room: Rect, letters: Letters) -> Iterator[Item]:
    """The cuts of each direction in a column of its own, in the order of cutting."""
    first = [cut for cut in cuts if cut.edge == cuts[0].edge]
    columns = [column for column in (first, list(cuts[len(first) :])) if column]
    number = 0
    for index, column in enumerate(columns):
        x = room.left + index * room.width / 2
        step = min(LEADING, room.height / (len(column) + 2))
        y = room.top
        then = "" if index == 0 else "Then turn the strips. "
        side = f"{then}{column[0].edge.title()} edge at the stop:"
        yield letters.bold(side, SIZE)._replace(at=Point(x, y))
        for cut in column:
            number += 1
            y -= step
            yield letters.bold(f"{number}", SIZE)._replace(at=Point(x, y))
            run = letters.regular(f"{in_mm(cut.distance)} mm from the {cut.edge} edge", SIZE)
            yield run._replace(at=Point(x + 20, y))
