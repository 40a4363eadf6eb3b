"""Nets: what is cut out of flat paper and folded, such as a tuck box for a deck.

A net is made of panels, each of which hangs on another one by a fold. Its cuts are the edges of
panels that are no folds: together they are one closed line around the net. Terms are those of the
carton trade: lid and tuck flap, dust flaps at the sides, a glue flap, a thumb notch.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..basics.geometry import Point, Rect, Size
from ..basics.records import NamedTuple
from ..basics.units import MM
from ..model.frame import Segment
from ..model.paths import KAPPA

PLAY = 1 * MM
"""Room beside, above and on top of the cards."""

GLUE, GLUE_BEVEL = 12 * MM, 3 * MM
"""Width of a flap to glue, and how much narrower its free edge is at each end."""

TUCK, TUCK_CORNER = 15 * MM, 6 * MM
"""Depth of a tuck flap where the box is deep enough, and the radius of its free corners."""

DUST, DUST_BEVEL = 14 * MM, 2 * MM
"""Least depth of a dust flap, which holds the tuck flap; how much narrower its free edge is."""

DUST_GAP = 1 * MM
"""Between the dust flaps of both sides where they would meet, and beside the lid."""

NOTCH = 9 * MM
"""Radius of the thumb notch, less on narrow boxes."""

SHALLOWEST = 5 * MM
"""A box is as deep at least: narrower sides cannot be folded."""


class Block(NamedTuple):
    """What a pile of cards takes, in points: as wide and high as a card, and as deep as all."""

    width: float
    height: float
    depth: float

    @property
    def inner(self) -> "Block":
        """The inside of a box for it."""
        depth = max(self.depth + PLAY, SHALLOWEST)
        return Block(self.width + PLAY, self.height + PLAY, depth)

    @property
    def turned(self) -> "Block":
        """The same cards lying on their side."""
        return self._replace(width=self.height, height=self.width)


class Panel(NamedTuple):
    """A piece of a net between folds: its rectangle, the panel that it hangs on, and by which fold.

    `cut` are its edges that are cut, each a path of its own. The first panel hangs on none.
    """

    name: str
    rect: Rect
    parent: str = ""
    fold: tuple[Point, Point] | None = None
    cut: tuple[tuple[Segment, ...], ...] = ()


class Net(NamedTuple):
    """The panels of a net; its left bottom corner is at 0, 0."""

    panels: tuple[Panel, ...]

    @property
    def size(self) -> Size:
        """The width and height of the whole, flat."""
        rects = [panel.rect for panel in self.panels]
        return Size(max(rect.right for rect in rects), max(rect.top for rect in rects))

    @property
    def cuts(self) -> tuple[tuple[Segment, ...], ...]:
        """The paths of the blade."""
        return tuple(path for panel in self.panels for path in panel.cut)

    @property
    def folds(self) -> tuple[tuple[Point, Point], ...]:
        """Where the net is folded, always to the back of the print."""
        return tuple(panel.fold for panel in self.panels if panel.fold)

    def panel(self, name: str) -> Panel | None:
        """The panel of a name, if there is one."""
        return next((panel for panel in self.panels if panel.name == name), None)


def tuck_box(inner: Block) -> Net:
    """A box in one piece, glued at one edge, closed by a lid and a bottom with tuck flaps."""
    return _wrapped(inner, ("back", "left", "front", "right"), closed=True)


def tuck_box_halves(inner: Block) -> tuple[Net, Net]:
    """The same box in two pieces, glued at two edges."""
    one = _wrapped(inner, ("back", "left"), closed=True)
    return one, _wrapped(inner, ("front", "right"), closed=True)


def band(inner: Block) -> Net:
    """A strip around the cards, as high as `inner`, glued at one edge."""
    return _wrapped(inner, ("back", "left", "front", "right"), closed=False)


def _wrapped(inner: Block, names: Sequence[str], *, closed: bool) -> Net:
    """Panels in a row, a flap to glue at the left of the first one, closed at top and bottom."""
    low = _ends(inner, with_lid="back" in names) if closed else 0.0
    high = low + inner.height
    panels = [_glue_flap(low, high, names[0])]
    left = GLUE
    for index, name in enumerate(names):
        width = inner.width if name in ("front", "back") else inner.depth
        rect = Rect(left, low, left + width, high)
        fold = _side(rect.left, low, high) if index else None
        last = _line(Point(rect.right, high), Point(rect.right, low))
        cut = (*_free_edges(name, rect, closed), *((last,) if name == names[-1] else ()))
        panels.append(Panel(name, rect, names[index - 1] if index else "", fold, cut))
        if closed:
            panels += _closures(name, rect, inner)
        left = rect.right
    return Net(tuple(panels))


def _ends(inner: Block, *, with_lid: bool) -> float:
    """How far the net goes on above and below the panels."""
    return max(inner.depth + _tuck(inner) if with_lid else 0.0, _dust(inner))


def _tuck(inner: Block) -> float:
    return min(TUCK, inner.height / 2)


def _dust(inner: Block) -> float:
    """Both sides' flaps meet at most."""
    return min(max(DUST, inner.depth), inner.width / 2 - DUST_GAP)


def _glue_flap(low: float, high: float, parent: str) -> Panel:
    corners = (
        Point(GLUE, high),
        Point(0, high - GLUE_BEVEL),
        Point(0, low + GLUE_BEVEL),
        Point(GLUE, low),
    )
    return Panel("glue", Rect(0, low, GLUE, high), parent, _side(GLUE, low, high), _lines(*corners))


def _free_edges(name: str, rect: Rect, closed: bool) -> Iterator[tuple[Segment, ...]]:
    """The upper and lower edges that nothing hangs on: the front's, and all of a band."""
    if closed and name != "front":
        return
    top = Point(rect.left, rect.top), Point(rect.right, rect.top)
    yield _notched(*top) if closed else _line(*top)
    yield _line(Point(rect.left, rect.bottom), Point(rect.right, rect.bottom))


def _closures(name: str, rect: Rect, inner: Block) -> Iterator[Panel]:
    """What closes the box above and below a panel."""
    for end, hinge, out in (("top", rect.top, 1.0), ("bottom", rect.bottom, -1.0)):
        if name == "back":
            yield from _lid(end, rect, hinge, out, inner)
        elif name != "front":
            yield _dust_flap(f"{name}-{end}", name, rect, hinge, out * _dust(inner))


def _lid(end: str, rect: Rect, hinge: float, out: float, inner: Block) -> Iterator[Panel]:
    """A lid over the box's end, and the flap by which it holds."""
    edge = hinge + out * inner.depth
    sides = (
        _line(Point(rect.left, hinge), Point(rect.left, edge)),
        _line(Point(rect.right, hinge), Point(rect.right, edge)),
    )
    yield Panel(end, _rect(rect.left, hinge, rect.right, edge), "back", _level(rect, hinge), sides)
    free = edge + out * _tuck(inner)
    flap = _rect(rect.left, edge, rect.right, free)
    cut = (_tongue(flap, edge, free, out),)
    yield Panel(f"{end}-tuck", flap, end, _level(rect, edge), cut)


def _tongue(flap: Rect, hinge: float, free: float, out: float) -> tuple[Segment, ...]:
    """The free edge of a tuck flap, its corners round, so that it slips in."""
    r = min(TUCK_CORNER, flap.height, flap.width / 3)
    k = r * (1 - KAPPA)
    return (
        Segment("m", (flap.left, hinge)),
        Segment("l", (flap.left, free - out * r)),
        Segment("c", (flap.left, free - out * k, flap.left + k, free, flap.left + r, free)),
        Segment("l", (flap.right - r, free)),
        Segment(
            "c", (flap.right - k, free, flap.right, free - out * k, flap.right, free - out * r)
        ),
        Segment("l", (flap.right, hinge)),
    )


def _dust_flap(name: str, parent: str, rect: Rect, hinge: float, out: float) -> Panel:
    """A flap at a side's end; it is a little narrower, so that the lid goes over it."""
    bevel = min(DUST_BEVEL, rect.width / 4)
    edges = (
        Point(rect.left, hinge),
        Point(rect.left + bevel, hinge + out),
        Point(rect.right - bevel, hinge + out),
        Point(rect.right, hinge),
    )
    flap = _rect(rect.left, hinge, rect.right, hinge + out)
    return Panel(name, flap, parent, _level(rect, hinge), _lines(*edges))


def _notched(start: Point, end: Point) -> tuple[Segment, ...]:
    """An upper edge with a half circle to take the cards by."""
    radius = min(NOTCH, (end.x - start.x) / 6)
    middle, y, k = (start.x + end.x) / 2, start.y, radius * KAPPA
    left, right, low = middle - radius, middle + radius, y - radius
    return (
        Segment("m", (start.x, y)),
        Segment("l", (left, y)),
        Segment("c", (left, y - k, middle - k, low, middle, low)),
        Segment("c", (middle + k, low, right, y - k, right, y)),
        Segment("l", (end.x, y)),
    )


def _rect(left: float, one: float, right: float, other: float) -> Rect:
    return Rect(left, min(one, other), right, max(one, other))


def _level(rect: Rect, y: float) -> tuple[Point, Point]:
    return Point(rect.left, y), Point(rect.right, y)


def _side(x: float, low: float, high: float) -> tuple[Point, Point]:
    return Point(x, low), Point(x, high)


def _line(start: Point, end: Point) -> tuple[Segment, ...]:
    return Segment("m", tuple(start)), Segment("l", tuple(end))


def _lines(*points: Point) -> tuple[tuple[Segment, ...], ...]:
    return tuple(_line(*ends) for ends in pairwise(points))


TAB_CORNER = 2.5 * MM
"""The radius of a tab's free corners."""


def tabbed(body: Size, tab: Rect) -> tuple[Segment, ...]:
    """The outline of a sheet, from its left bottom corner at 0, 0, and of a tab above it."""
    r = min(TAB_CORNER, tab.height, tab.width / 2)
    k = r * (1 - KAPPA)
    left, right, top = tab.left, tab.right, tab.top
    return (
        Segment("m", (0, 0)),
        Segment("l", (body.width, 0)),
        Segment("l", (body.width, body.height)),
        Segment("l", (right, body.height)),
        Segment("l", (right, top - r)),
        Segment("c", (right, top - k, right - k, top, right - r, top)),
        Segment("l", (left + r, top)),
        Segment("c", (left + k, top, left, top - k, left, top - r)),
        Segment("l", (left, body.height)),
        Segment("l", (0, body.height)),
        Segment("h"),
    )
