"""Ink: the rectangles around what frames paint."""

from collections.abc import Iterable
from functools import reduce

from ..basics.color import WHITE, Color
from ..basics.geometry import Rect
from ..model.frame import (
    Box,
    Content,
    Frame,
    Group,
    Item,
    Line,
    Paint,
    Part,
    Picture,
    QrCode,
    Shape,
)
from ..model.paths import bounds
from ..model.text import TextParagraph, TextRun
from .walk import Edges

ASCENT, DESCENT = 0.95, 0.25
"""How far letters may reach from the baseline, times the type size: accented capitals, tails."""

MOST_KNOWN = 2000
"""So many groups' ink is remembered before it is forgotten, which frees their frames."""


class Inks:
    """The ink of items; of frames that many groups show, such as patterns, it is found once."""

    def __init__(self) -> None:
        self._known: dict[Frame, Rect | None] = {}

    def around(self, items: Iterable[Item]) -> Rect | None:
        """The rectangle around all that items paint in a colour other than white; None if nothing.

        Letters are taken to fill their line's height.
        """
        found: Rect | None = None
        for item in items:
            room = self._room(item)
            if room is not None and (found is None or sticks_out(room, found)) and _is_ink(item):
                found = room if found is None else found.union(room)
        return found

    def leaves(self, quiet: Rect, content: Iterable[Part | Content]) -> bool:
        """Whether there is ink of some content outside a rectangle."""
        for one in content:
            if isinstance(one, Part):
                leaves = self.leaves(quiet, one.content)
            elif isinstance(one, TextParagraph):
                leaves = _text_leaves(quiet, one)
            else:
                room = self._room(one)
                leaves = room is not None and sticks_out(room, quiet) and _is_ink(one)
            if leaves:
                return True
        return False

    def _room(self, item: Item) -> Rect | None:
        """The rectangle that an item paints in."""
        match item:
            case TextRun():
                return Rect(*_around_text(item))
            case Box():
                return item.rect if _white(item.stroke) else item.rect.grown(item.stroke_width / 2)
            case Group():
                within = self._shared(item.frame) if item.shared else self.around(item.frame.items)
                return on_page(within, item)
            case Shape():
                return room_of_shape(item)
            case Line():
                return room_of_line(item)
            case Picture():
                return item.rect.meet(item.clip)
            case QrCode():
                return room_of_shape(item.shape)

    def _shared(self, frame: Frame) -> Rect | None:
        if frame not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[frame] = self.around(frame.items)
        return self._known[frame]


def _around_text(run: TextRun) -> Edges:
    (x, y), size = run.at, run.size
    return x, y - DESCENT * size, x + run.width, y + ASCENT * size


def _text_leaves(quiet: Rect, text: TextParagraph) -> bool:
    """Whether there are letters of a text outside a rectangle."""
    left, bottom, right, top = quiet
    for run in text.runs:
        (x, y), size = run.at, run.size
        if (
            x < left
            or y - DESCENT * size < bottom
            or x + run.width > right
            or y + ASCENT * size > top
        ) and _is_ink(run):
            return True
    return False


def sticks_out(room: Edges, rect: Rect) -> bool:
    """Whether it does not lie within a rectangle: soon seen, and so asked first of an item."""
    left, bottom, right, top = rect
    a, b, c, d = room
    return a < left or b < bottom or c > right or d > top


def on_page(rect: Rect | None, group: Group) -> Rect | None:
    """A group's ink on the page: clipped, turned and moved to its place."""
    if rect is None:
        return None
    seen = rect if group.clip is None else rect.meet(group.clip)
    if seen.width <= 0 or seen.height <= 0:
        return None
    return group.outside(seen)


def room_of_line(line: Line) -> Rect:
    """The rectangle around a line, its thickness included."""
    return Rect.around((line.start, line.end)).grown(line.width / 2)


def room_of_shape(shape: Shape) -> Rect | None:
    """The rectangle around a path's points, and around a curve's control points with them."""
    if not shape.path:
        return None
    stroke = 0.0 if _white(shape.stroke) else shape.stroke_width
    return reduce(Rect.meet, map(bounds, shape.clips), bounds(shape.path).grown(stroke / 2))


def _is_ink(item: Item) -> bool:
    """Whether an item paints in a colour other than white; that of groups has been seen to."""
    match item:
        case TextRun():
            return not _white(item.color) and bool(item.text.strip())
        case Box() | Shape():
            return bool(item.stroke_width and not _white(item.stroke)) or not _white(item.fill)
        case QrCode():
            return _is_ink(item.shape)
        case Line():
            return not _white(item.color)
        case _:
            return True


def _white(paint: Paint | None) -> bool:
    return paint is None or (isinstance(paint, Color) and paint.rgb == WHITE.rgb)
