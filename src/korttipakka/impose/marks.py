"""Marks: where to cut and fold. Made once for a side, the same on each of its sheets.

Where cards reach the paper's edge there is no room for crop marks, and none are drawn: they would
lie on the cards. Such sheets are cut by the cutting plan's numbers, or with `marks: cut`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..basics.color import BLACK
from ..basics.geometry import Axis, Insets, Point, Rect, Size
from ..basics.records import NamedTuple
from ..basics.units import MM, fits
from ..model.frame import Box, Frame, Item, Line, Segment, Shape
from ..model.layout import CardStyle, SheetStyle
from ..model.paths import rounded

SHORTEST = 1 * MM
"""A crop mark that would be shorter than this is left out: it could not be aligned with a ruler."""

DASH = (4.0, 3.0)
"""Fold lines: strokes and gaps in points."""

HAIR = 0.1 * MM
"""Trim lines nearer than this are one: no blade cuts between them."""

CROSS = 5 * MM
"""Width of a registration cross."""


class Trims(NamedTuple):
    """Every line that a page is cut along: `xs` from left to right, `ys` upwards."""

    page: Size
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @classmethod
    def of(cls, page: Size, cells: Sequence[Rect]) -> "Trims":
        """The edges of all cells; where two cells touch, or all but touch, there is one line."""
        xs = _distinct(edge for cell in cells for edge in (cell.left, cell.right))
        ys = _distinct(edge for cell in cells for edge in (cell.bottom, cell.top))
        return cls(page, xs, ys)

    @property
    def block(self) -> Rect:
        """The rectangle around all cells."""
        return Rect(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def room(self) -> Insets:
        """The space between the block and the edges of the page."""
        block = self.block
        right, top = self.page.width - block.right, self.page.height - block.top
        return Insets(left=block.left, right=right, top=top, bottom=block.bottom)

    def without(self, crease: Line) -> "Trims":
        """The lines to cut along when the paper is folded along `crease` and ends there."""
        if crease.start.x == crease.end.x:
            xs = tuple(x for x in self.xs if not fits(abs(x - crease.start.x), 0))
            return Trims(self.page, xs, self.ys)
        ys = tuple(y for y in self.ys if not fits(abs(y - crease.start.y), 0))
        return Trims(self.page, self.xs, ys)


Creases = tuple[Axis, tuple[float, ...]]
"""Which way lines to fold along run, and where: from the left or from below."""


class Pen(NamedTuple):
    """How marks are drawn: distances from the trim and thickness, in points."""

    start: float
    stop: float
    width: float

    def line(self, start: Point, end: Point, dash: tuple[float, ...] = ()) -> Line:
        """A line of this thickness."""
        return Line(start, end, self.width, BLACK, dash)

    def reach(self, room: float) -> tuple[float, float] | None:
        """From where to where a mark goes outwards in this room; None if it would be too short."""
        stop = min(self.stop, room)
        return (self.start, stop) if fits(SHORTEST, stop - self.start) else None


def pen(sheet: SheetStyle, bleed: float) -> Pen:
    """The pen for a sheet: marks start outside the bleed."""
    start = max(sheet.mark_offset, bleed)
    return Pen(start, start + sheet.mark_length, sheet.mark_width)


def crop_marks(trims: Trims, pen: Pen) -> Iterator[Line]:
    """Short lines outside the block that point at every trim line."""
    block, room = trims.block, trims.room
    if reach := pen.reach(room.bottom):
        near, far = reach
        for x in trims.xs:
            yield pen.line(Point(x, block.bottom - near), Point(x, block.bottom - far))
    if reach := pen.reach(room.top):
        near, far = reach
        for x in trims.xs:
            yield pen.line(Point(x, block.top + near), Point(x, block.top + far))
    if reach := pen.reach(room.left):
        near, far = reach
        for y in trims.ys:
            yield pen.line(Point(block.left - near, y), Point(block.left - far, y))
    if reach := pen.reach(room.right):
        near, far = reach
        for y in trims.ys:
            yield pen.line(Point(block.right + near, y), Point(block.right + far, y))


def cut_lines(trims: Trims, pen: Pen) -> Iterator[Line]:
    """Lines along every trim line and a little beyond, but none along the paper's own edge."""
    lines = _overshoot(trims, pen)
    for x in _inside(trims.xs, trims.page.width):
        yield pen.line(Point(x, lines.bottom), Point(x, lines.top))
    for y in _inside(trims.ys, trims.page.height):
        yield pen.line(Point(lines.left, y), Point(lines.right, y))


def fold_lines(trims: Trims, creases: Creases, pen: Pen) -> Iterator[Line]:
    """The dashed lines between fronts and backs, through the block and a little beyond."""
    lines, (axis, places) = _overshoot(trims, pen), creases
    for at in places:
        if axis is Axis.VERTICAL:
            yield pen.line(Point(at, lines.bottom), Point(at, lines.top), DASH)
        else:
            yield pen.line(Point(lines.left, at), Point(lines.right, at), DASH)


def registration(trims: Trims, pen: Pen) -> Iterator[Item]:
    """A cross beside each corner, to hold against the light: they show drift and skew.

    They lie alike above and below the middle, so that after any flip front and back agree.
    """
    room, block = trims.room, trims.block
    if block.height < 3 * CROSS:
        return
    for y in (block.bottom + CROSS, block.top - CROSS):
        if fits(pen.start + CROSS, room.left):
            yield from _cross(Point(block.left - pen.start - CROSS / 2, y), pen)
        if fits(pen.start + CROSS, room.right):
            yield from _cross(Point(block.right + pen.start + CROSS / 2, y), pen)


def rounding(cells: Iterable[Rect], radius: float, pen: Pen) -> Shape:
    """The quarter circles of round corners: with the straight lines they are the whole trim."""
    path = [s for cell in cells for arc in _arcs(cell, radius) for s in arc]
    return Shape(tuple(path), stroke=BLACK, stroke_width=pen.width)


def _arcs(cell: Rect, radius: float) -> Iterator[tuple[Segment, Segment]]:
    """The corners of a rounded rectangle, each from where the line before it ends."""
    path = rounded(cell, radius, radius)
    for before, curve in pairwise(path):
        if curve.operator == "c":
            yield Segment("m", before.at[-2:]), curve


def marks(
    trims: Trims, sheet: SheetStyle, card: CardStyle, creases: Creases, back: bool,
    cells: Iterable[Rect] = (),
) -> Frame:  # fmt: skip
    """All marks of one side of a sheet. Cut lines are on fronts only unless asked: backs drift.

    Lines to fold on are no marks that one may do without: they are drawn with marks "none" as well.
    Round corners are those of the `cells`.
    """
    if sheet.perforated is not None:
        return Frame(trims.page)
    drawn = pen(sheet, card.bleed)
    items: list[Item] = []
    for crease in fold_lines(trims, creases, drawn):
        trims = trims.without(crease)
        items.append(crease)
    if sheet.has_crop_marks:
        items += crop_marks(trims, drawn)
        items += registration(trims, drawn) if not creases[1] else ()
    if sheet.marks == "cut" and (sheet.back_marks or not back):
        items += cut_lines(trims, drawn)
        items += [rounding(cells, card.corner, drawn)] if card.corner else ()
    return Frame(trims.page, tuple(items))


def _cross(middle: Point, pen: Pen) -> Iterator[Item]:
    arm = CROSS / 2
    yield pen.line(Point(middle.x - arm, middle.y), Point(middle.x + arm, middle.y))
    yield pen.line(Point(middle.x, middle.y - arm), Point(middle.x, middle.y + arm))
    ring = Rect.about(middle, arm / 2)
    yield Box(ring, stroke=BLACK, stroke_width=pen.width, radius=arm / 2)


def _overshoot(trims: Trims, pen: Pen) -> Rect:
    """The block, longer on every side by as much as crop marks would take of the margin."""
    return trims.block.grown(pen.stop).meet(Rect.of(trims.page))


def _inside(lines: Iterable[float], length: float) -> Iterator[float]:
    """The lines that do not lie on the edge of the paper."""
    return (line for line in lines if not fits(line, 0) and not fits(length, line))


def _distinct(values: Iterable[float]) -> tuple[float, ...]:
    """The values in order; those a hair apart or less become one in their middle."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and fits(value - found[-1][-1], HAIR):
            found[-1].append(value)
        else:
            found.append([value])
    return tuple((near[0] + near[-1]) / 2 for near in found)
