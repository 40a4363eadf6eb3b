"""A layout drawn smaller, for cards that are smaller than those that it was made for."""

from math import inf
from typing import Any

from ..basics.geometry import Insets
from ..basics.units import Length
from ..model.layout import BoxStyle, Content, Layout, SizeRange


def scale_for(layout: Layout) -> float:
    """How much smaller a layout's cards are than those that it was made for; 1 if they are not."""
    if layout.designed is None:
        return 1.0
    return min(1.0, min(layout.card.size) / min(layout.designed))


def scaled(layout: Layout) -> Layout:
    """A layout whose lengths are as much smaller as its cards are, by the shorter side.

    Type may get smaller by as much, but no smaller than the layout's smallest: what is made for
    bad eyes stays so.
    """
    ratio = scale_for(layout)
    boxes = (*layout.front, *layout.back)
    least = min((box.size.minimum for box in boxes if box.text), default=0.0)
    front, back = (
        tuple(_box(box, ratio, least) for box in face) for face in (layout.front, layout.back)
    )
    card = layout.card._replace(safe=layout.card.safe * ratio)
    return layout._replace(card=card, front=front, back=back)


LINE = 1.25
"""Em that a line is high at most, from its ascent to its descent."""

PLACES = ("left", "right", "top", "bottom", "width", "height", "gap", "gap_below", "gap_beside")


def _box(box: BoxStyle, ratio: float, least: float) -> BoxStyle:
    places: dict[str, Any] = {name: _length(getattr(box, name), ratio) for name in PLACES}
    padding = Insets(*(inset * ratio for inset in box.padding))
    size = _sizes(box.size, ratio, least)
    if box.text:
        line = LINE * size.minimum + padding.top + padding.bottom
        places["height"] = _length(box.height, ratio, line)
    return box._replace(**places, padding=padding, corner=box.corner * ratio, size=size)


def _length(
    length: Length | Content | None, ratio: float, least: float = -inf
) -> Length | Content | None:
    """A length made smaller, but not below `least` points if it was not; parts of cards are."""
    if not isinstance(length, Length):
        return length
    return length._replace(points=max(length.points * ratio, min(length.points, least)))


def _sizes(sizes: SizeRange, ratio: float, least: float) -> SizeRange:
    """A range begins lower; where there is but one size, that becomes smaller."""
    lower = min(sizes.minimum, max(least, sizes.minimum * ratio))
    return SizeRange(lower, lower if sizes.minimum == sizes.maximum else sizes.maximum)
