"""The slug: a line in the margin that tells deck, sheet, side, and what to do with the paper."""

from collections.abc import Callable, Iterator

from ..basics.geometry import Point, Size, Turn
from ..basics.records import NamedTuple
from ..basics.units import MM, fits
from ..model.frame import Frame, Group
from ..model.layout import SheetStyle
from ..model.text import TextRun
from .marks import CROSS, Trims
from .words import Words

Label = Callable[[str, float], TextRun]
"""Makes a run of text at a size in points, its baseline starting at the origin."""

SIZE = 6.0
"""Type size of a slug in points."""

SMALLEST = 5.0
"""The size in points below which a slug is shortened or left out."""

HEIGHT = 9.0
"""Points that a slug takes of the margin: a line of 6 pt and air between it and the cards."""

AIR = 1.5 * MM
"""More air between the slug and the cards where the margin has it: a cut a little off shows none of
the slug, and it does not seem to be a part of the cards."""

DESCENT = 2.2
"""Points from the slug's lower edge to its baseline."""

UNPRINTABLE = 4.2 * MM
"""What office printers (Brother, HP) leave unprinted at the paper's edges."""


class SlugPlace(NamedTuple):
    """Where the slug goes: the bottom left corner of its turned line, and how long it may be."""

    at: Point
    turn: Turn
    length: float


def slug_place(trims: Trims, bleed: float) -> SlugPlace | None:
    """The first margin with printable room for a line, else the first with any room at all."""
    found = list(_places(trims, bleed))
    for limit in (UNPRINTABLE + HEIGHT, HEIGHT):
        for room, place in found:
            if fits(limit, room):
                return place
    return None


def slug(place: SlugPlace | None, label: Label | None, deck: str, rest: str) -> Group | None:
    """The line as an item; without the deck's title, or None, where it would be too long."""
    if place is None or label is None:
        return None
    for text in (f"{deck} · {rest}" if deck else rest, rest):
        run = label(text, SIZE)
        size = min(SIZE, SIZE * place.length / run.width) if run.width else 0
        if size >= SMALLEST:
            return _line(place, label(text, size) if size < SIZE else run)
    return None


def advice(sheet: SheetStyle, words: Words) -> str:
    """What the slug says about turning the paper over."""
    if sheet.is_folded:
        return words.tent if sheet.arrange == "tent" else words.fold
    return words.long_edge if sheet.flip == "long-edge" else words.short_edge


def _line(place: SlugPlace, run: TextRun) -> Group:
    line = Frame(Size(run.width, HEIGHT), (run._replace(at=Point(0, DESCENT)),))
    return Group(line, place.at, place.turn)


def _places(trims: Trims, bleed: float) -> Iterator[tuple[float, SlugPlace]]:
    """Places beside the first card, between its crop marks, with the room that each has."""
    room, block, air = trims.room, trims.block, 1 * MM
    x, wide = trims.xs[0] + air, trims.xs[1] - trims.xs[0] - 2 * air
    # Beside the cards a registration cross may take 1.5 of its widths at either end of the row.
    y, high = trims.ys[-2] + 2 * CROSS, trims.ys[-1] - trims.ys[-2] - 4 * CROSS
    bottom, top = room.bottom - bleed, room.top - bleed
    left, right = room.left - bleed, room.right - bleed
    yield bottom, SlugPlace(Point(x, bottom - HEIGHT - _air(bottom)), Turn.UPRIGHT, wide)
    yield top, SlugPlace(Point(x, block.top + bleed + _air(top)), Turn.UPRIGHT, wide)
    yield left, SlugPlace(Point(left - HEIGHT - _air(left), y), Turn.LEFT, high)
    yield right, SlugPlace(Point(block.right + bleed + _air(right), y), Turn.LEFT, high)


def _air(room: float) -> float:
    """The air between the cards and a slug in a margin with so much room beside their bleed."""
    return min(AIR, max(0.0, room - UNPRINTABLE - HEIGHT))
