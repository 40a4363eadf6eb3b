"""What a cutting machine needs of a sheet: the trim lines, and marks that its sensor looks for.

Silhouette's Cameo and Portrait look for three marks of "type 1": a square of 5 mm at the top left,
and brackets at the top right and the bottom left, by default 20 mm long and 0.5 mm thick, at least
10 mm from the paper's edges. What else is dark within 20 mm of their corners misleads the sensor,
and the machine cuts only between them. (From Silhouette's own program and the drivers of others, as
of November 2026.)
"""

from collections.abc import Iterable, Iterator, Sequence

from ..basics.color import BLACK
from ..basics.geometry import Insets, Point, Rect, Size
from ..basics.problems import KorttipakkaError, Location, error
from ..basics.shell import shell_line
from ..basics.sizes import parse_paper
from ..basics.units import MM, fits
from ..model.cut_sheet import CutSheet
from ..model.frame import Shape
from ..model.layout import CardStyle, Layout, SheetStyle
from ..model.paths import polygon
from .grid import candidates, papers
from .grids import Grid
from .marks import HAIR, Trims

INSET, SQUARE, ARM, THICK = 10 * MM, 5 * MM, 20 * MM, 0.5 * MM
"""From the paper's edges to the marks, the square's side, the length and thickness of brackets."""

CLEAR = 20 * MM
"""The side of the squares at the marks' corners in which nothing else may lie."""

Points = tuple[Point, ...]


def machine_marks(page: Size) -> tuple[Points, ...]:
    """The outlines of the marks on a page: the square, the bracket beside it, the one below it."""
    area = Rect.of(page).grown(-INSET)
    left, bottom, right, top = area.left, area.bottom, area.right, area.top
    square = (
        Point(left, top), Point(left + SQUARE, top),
        Point(left + SQUARE, top - SQUARE), Point(left, top - SQUARE),
    )  # fmt: skip
    return square, _bracket(Point(right, top), -1, -1), _bracket(Point(left, bottom), 1, 1)


def _bracket(corner: Point, across: int, up: int) -> Points:
    """An L with its corner outwards; its arms go across and up, or the other way for -1."""
    steps = ((0, 0), (ARM, 0), (ARM, THICK), (THICK, THICK), (THICK, ARM), (0, ARM))
    return tuple(Point(corner.x + across * x, corner.y + up * y) for x, y in steps)


def mark_shapes(page: Size) -> Iterator[Shape]:
    """The marks as they are printed."""
    return (Shape(polygon(points), fill=BLACK) for points in machine_marks(page))


def _zones(page: Size) -> Iterator[Rect]:
    """Where nothing but the marks may lie."""
    area = Rect.of(page).grown(-INSET)
    for x, y in ((area.left, area.top - CLEAR), (area.right - CLEAR, area.top - CLEAR),
                 (area.left, area.bottom)):  # fmt: skip
        yield Rect.of(Size(CLEAR, CLEAR), Point(x, y))


def is_clear(grid: Grid, bleed: float) -> bool:
    """Whether all cards lie between the marks, and their bleed keeps off them."""
    block, area = grid.block, Rect.of(grid.page).grown(-INSET)
    printed = block.grown(bleed)
    inside = (
        fits(area.left, block.left) and fits(area.bottom, block.bottom)
        and fits(block.right, area.right) and fits(block.top, area.top)
    )  # fmt: skip
    return inside and not any(_overlap(printed, zone) for zone in _zones(grid.page))


def _overlap(one: Rect, other: Rect) -> bool:
    common = one.meet(other)
    return not (fits(common.width, 0) or fits(common.height, 0))


def check_machine(layout: Layout, grid: Grid | None, marked: bool = True) -> Grid:
    """The grid of sheets that a machine can cut, with marks or without.

    Raises KorttipakkaError `no-machine` where it cannot, `marks-on-cards` where marks have no room.
    """
    sheet = layout.sheet
    if grid is None or sheet.arrange != "duplex":
        at, why = layout.origin("sheet.arrange"), f"with --arrange {sheet.arrange}"
        raise error("no-machine", f"a machine cuts no sheets {why}", at, "use --arrange duplex")
    if sheet.perforated is not None:
        at = layout.origin("sheet.perforated")
        raise error("no-machine", "a perforated sheet is not cut", at, "leave --sheet out")
    if marked and not is_clear(grid, layout.card.bleed):
        raise _crowded(layout)
    return grid


def _crowded(layout: Layout) -> KorttipakkaError:
    message = "the marks for a cutting machine would lie on cards, or too near to them"
    at: Location | None = layout.origin("sheet.marks")
    return error("marks-on-cards", message, at, _remedy(layout.card, layout.sheet))


def _remedy(card: CardStyle, sheet: SheetStyle) -> str:
    """What makes room for the marks and for most cards: margins, or larger paper as well."""
    names = [None, *papers(sheet.paper)]
    for name in names:
        wider = sheet if name is None else sheet._replace(paper=parse_paper(name))
        found = max(_with_margins(card, wider), default=(0, ""))
        if found[0]:
            flags = shell_line([*(["--paper", name] if name else []), "--margin", found[1]])
            return f"{flags} has room for them, and for {found[0]} cards on a sheet"
    return "choose larger paper or smaller cards: --paper, --card-size"


def _with_margins(card: CardStyle, sheet: SheetStyle) -> Iterator[tuple[int, str]]:
    """How many cards margins leave room for that keep all of them clear of the marks."""
    bleed = -(-card.bleed // MM) * MM
    near, far = round(INSET / MM), round((INSET + CLEAR + bleed) / MM)
    for up, across in ((far, near), (near, far)):
        margin = Insets(left=across * MM, right=across * MM, top=up * MM, bottom=up * MM)
        for grid in candidates(card.size, sheet._replace(margin=margin)):
            if grid.count and is_clear(grid, card.bleed):
                yield grid.count, f"{up}mm {across}mm"


def cut_sheet(grid: Grid, corner: float, marked: bool) -> CutSheet:
    """The trim lines of a sheet's fronts; of cards that touch, each line once.

    Cards with round corners are cut out one by one.
    """
    outlines: tuple[Rect, ...] = grid.cells
    lines: tuple[tuple[Point, Point], ...] = ()
    if not corner and min(grid.gutter) <= HAIR and grid.count > 1:
        outlines, lines = (), tuple(_lines(Trims.of(grid.page, grid.cells)))
    marks = machine_marks(grid.page) if marked else ()
    radius = min(corner, *(side / 2 for side in grid.card))
    return CutSheet(grid.page, outlines, radius, lines, marks)


def _lines(trims: Trims) -> Iterator[tuple[Point, Point]]:
    """Every trim line from edge to edge of the block, those within before those around it."""
    block = trims.block
    ys, xs = _from_within(trims.ys), _from_within(trims.xs)
    for y in ys[:-2]:
        yield Point(block.left, y), Point(block.right, y)
    for x in xs[:-2]:
        yield Point(x, block.bottom), Point(x, block.top)
    for y in ys[-2:]:
        yield Point(block.left, y), Point(block.right, y)
    for x in xs[-2:]:
        yield Point(x, block.bottom), Point(x, block.top)


def _from_within(places: Iterable[float]) -> Sequence[float]:
    first, *inner, last = places
    return [*inner, first, last]
