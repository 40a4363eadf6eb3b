"""Guides for designers: trim, safe area, bleed and boxes drawn over finished faces."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..basics.color import WHITE, Color, parse_color
from ..basics.geometry import Insets, Point, Rect, Size
from ..basics.units import fits
from ..fonts import FontSet, Style
from ..model.frame import (
    Box,
    CardFaces,
    Frame,
    Item,
    Line,
    Part,
)
from ..model.layout import CardStyle
from ..model.text import TextRun

# The colours that print shops' templates give to these lines.
TRIM = parse_color("#d6006c")
SAFE = parse_color("#00873e")
BLEED = parse_color("#d11a00")
BOX = parse_color("#0062c4")

WIDTH = 0.4
"""Points: thin enough to see what lies below, thick enough for 150 dpi."""

HALO = 1.2
"""Points of white along a line, so that it shows on any ground."""

DASH = (2.0, 1.5)

NAME_SIZE = 4.5
"""Type size of a box's name in points, read on a screen at some magnification."""

NAME_PAD = 0.8
"""Points around a box's name."""


def with_guides(faces: CardFaces, card: CardStyle, fonts: FontSet) -> CardFaces:
    """A card's faces with guides over them."""
    front, back = (_guided(frame, card, fonts) for frame in (faces.front, faces.back))
    return faces._replace(front=front, back=back)


def _guided(frame: Frame, card: CardStyle, fonts: FontSet) -> Frame:
    outlines = (item for part in frame.parts for item in _outlined(part.rect, BOX))
    names = _names(frame.parts, frame.size, fonts)
    return frame._replace(content=(*frame.content, *outlines, *_edges(frame, card), *names))


def _edges(frame: Frame, card: CardStyle) -> Iterator[Item]:
    """The lines that hold for every card of the layout, the trim last since it matters most."""
    trim = Rect.of(frame.size)
    if card.bleed:
        # Drawn just inside: the outer half of a line on the edge would be clipped away.
        yield from _dashed(trim.grown(card.bleed - WIDTH / 2), BLEED)
    if card.safe:
        yield from _dashed(trim.inset(Insets.all(card.safe)), SAFE)
    yield from _outlined(trim if card.bleed else trim.grown(-WIDTH / 2), TRIM, card.corner)


def _names(parts: Iterable[Part], card: Size, fonts: FontSet) -> Iterator[Item]:
    """Each box's name above its top left corner, further right where another's name stands."""
    taken: list[Rect] = []
    for part in parts:
        name = _name(part, fonts)
        label = _label(part.rect, name.width + 2 * NAME_PAD, card)
        while other := next((rect for rect in taken if _overlap(label, rect)), None):
            label = label.moved(Point(other.right - label.left, 0))
        taken.append(label)
        yield Box(label, WHITE, opacity=0.8)
        yield name._replace(at=Point(label.left + NAME_PAD, label.bottom + NAME_SIZE * 0.3))


def _label(box: Rect, width: float, card: Size) -> Rect:
    """The ground of a name: above the box, or inside where it would leave the card."""
    height = NAME_SIZE + NAME_PAD
    foot = box.top if fits(box.top + height, card.height) else box.top - height
    return Rect.of(Size(width, height), Point(box.left, foot))


def _overlap(one: Rect, other: Rect) -> bool:
    shared = one.meet(other)
    return not fits(shared.width, 0) and not fits(shared.height, 0)


def _name(part: Part, fonts: FontSet) -> TextRun:
    pieces = fonts.shape(part.name, Style("body", 500))
    return TextRun.of(Point(0, 0), pieces[0].font, NAME_SIZE, BOX, pieces[:1])


def _outlined(rect: Rect, color: Color, radius: float = 0.0) -> Iterator[Box]:
    yield Box(rect, None, WHITE, HALO, radius, opacity=0.5)
    yield Box(rect, None, color, WIDTH, radius)


def _dashed(rect: Rect, color: Color) -> Iterator[Item]:
    yield Box(rect, None, WHITE, HALO, opacity=0.5)
    corners = rect.corners
    for start, end in pairwise((*corners, corners[0])):
        yield Line(start, end, WIDTH, color, DASH)
