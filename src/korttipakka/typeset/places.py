"""Where boxes lie on a card: insets as CSS absolute positioning, or under another box."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from ..basics.geometry import Insets, Rect, Size
from ..basics.records import NamedTuple
from ..basics.units import Length
from ..model.layout import CONTENT, BoxStyle, Content


class Room(NamedTuple):
    """The room for a box. Where it is higher than the text, `shrink` says which edge holds."""

    rect: Rect
    shrink: Literal["", "top", "bottom"] = ""


def in_order(boxes: Sequence[BoxStyle]) -> list[BoxStyle]:
    """The boxes, each after those that it stands below or beside."""
    names = {box.name: box for box in boxes}
    ordered: dict[str, BoxStyle] = {}

    def add(box: BoxStyle) -> None:
        if box.name in ordered:
            return
        for other in (box.below, *box.beside):
            if other in names:
                add(names[other])
        ordered[box.name] = box

    for box in boxes:
        add(box)
    return list(ordered.values())


def place(box: BoxStyle, card: Size, safe: float, above: Mapping[str, Rect]) -> Room:
    """The room for a box on a card, given where those that it depends on lie."""
    left, right = _across(box, card, safe, above)
    if box.below:
        over, gap = above[box.below], box.gap if box.gap_below is None else box.gap_below
        under = over.bottom - (0.0 if over.width == 0 else gap.on(card.height))
        return _from_top(box, card, safe, left, right, under)
    if box.top is None and box.bottom is not None and box.height is None:
        bottom = box.bottom.on(card.height)
        return Room(Rect(left, bottom, right, card.height - safe), "bottom")
    if box.top is None and box.bottom is not None and box.height is not None:
        bottom = box.bottom.on(card.height)
        return Room(Rect(left, bottom, right, bottom + box.height.on(card.height)))
    top = card.height - (box.top.on(card.height) if box.top else 0.0)
    return _from_top(box, card, safe, left, right, top)


def _across(
    box: BoxStyle, card: Size, safe: float, above: Mapping[str, Rect]
) -> tuple[float, float]:
    """The left and right ends of a box: between what it stands beside and is shown."""
    if box.width == CONTENT:
        near, far = box.left or Length(safe), box.right or Length(safe)
        left, right = _span(near, far, None, card.width)
    else:
        left, right = _span(box.left, box.right, box.width, card.width)
    if not box.beside:
        return left, right
    gap = (box.gap if box.gap_beside is None else box.gap_beside).on(card.width)
    middle = (left + right) / 2
    for other in (above[name] for name in box.beside):
        if other.height > 0 and (other.left + other.right) / 2 < middle:
            left = max(left, other.right + gap)
        elif other.height > 0:
            right = min(right, other.left - gap)
    return left, right


def narrowed(rect: Rect, box: BoxStyle, width: float) -> Rect:
    """A rectangle made as narrow as its content, held where its box is placed from, or aligned."""
    free = rect.width - width
    if free <= 0:
        return rect
    if (box.left is None) != (box.right is None):
        at = 0.0 if box.right is None else 1.0
    else:
        at = {"center": 0.5, "right": 1.0}.get(box.align, 0.0)
    return Rect(rect.left + free * at, rect.bottom, rect.right - free * (1 - at), rect.top)


def _from_top(
    box: BoxStyle, card: Size, safe: float, left: float, right: float, top: float
) -> Room:
    if box.height is not None:
        return Room(Rect(left, top - box.height.on(card.height), right, top))
    if box.bottom is not None:
        return Room(Rect(left, box.bottom.on(card.height), right, top))
    if not box.text:
        return Room(Rect(left, 0.0, right, top))
    return Room(Rect(left, safe, right, top), "top")


def _span(
    near: Length | None, far: Length | None, extent: Length | Content | None, base: float
) -> tuple[float, float]:
    """The two ends along an axis; what is not given is 0, as if it touched the edge."""
    if not isinstance(extent, Length):
        return near.on(base) if near else 0.0, base - (far.on(base) if far else 0.0)
    if near is None and far is not None:
        end = base - far.on(base)
        return end - extent.on(base), end
    start = near.on(base) if near else 0.0
    return start, start + extent.on(base)


def hidden(box: BoxStyle, room: Room, above: Mapping[str, Rect]) -> Rect:
    """What a box takes on a card that does not show it: no height, and no gap.

    It is a line where what it stands below ends, or a point where nothing that is shown is above.
    """
    if box.below:
        rect = above[box.below]
        return Rect(rect.left, rect.bottom, rect.right, rect.bottom)
    rect = shrunk(Room(room.rect, room.shrink or "top"), 0.0)
    return Rect(rect.left, rect.bottom, rect.left, rect.bottom)


@lru_cache(maxsize=4096)
def shrunk(room: Room, height: float) -> Rect:
    """The rectangle around content of this height: one object for all cards that have the same."""
    rect = room.rect
    if room.shrink == "top":
        return Rect(rect.left, rect.top - height, rect.right, rect.top)
    if room.shrink == "bottom":
        return Rect(rect.left, rect.bottom, rect.right, rect.bottom + height)
    return rect


def into_bleed(rect: Rect, card: Size, bleed: float) -> Rect:
    """Move edges that lie on the trim out by the bleed: a cut a little off then shows no paper.

    Those that lie beyond the trim, but within the bleed, move out as far.
    """
    if not bleed:
        return rect
    near = 0.01  # points: rounding of percentages and halves

    def over(gap: float) -> float:
        return max(0.0, bleed + min(gap, 0.0)) if gap < near else 0.0

    return rect.inset(
        Insets(
            left=-over(rect.left),
            right=-over(card.width - rect.right),
            top=-over(card.height - rect.top),
            bottom=-over(rect.bottom),
        )
    )
