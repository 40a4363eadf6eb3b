"""Rules about the boxes of a layout."""

from collections.abc import Iterable
from typing import Literal

from ..basics.geometry import Rect
from ..basics.problems import Location, Problem
from ..basics.shipped import is_shipped
from ..basics.units import fits, in_mm
from ..model.layout import BoxStyle, Face, Layout
from ..typeset.places import in_order, place

FACES: tuple[Face, ...] = ("front", "back")


def outside_card(layout: Layout) -> Iterable[Problem]:
    """A box must lie on its card and have room inside."""
    for face in FACES:
        rects: dict[str, Rect] = {}
        for box in in_order(layout.boxes(face)):
            where = place(box, layout.card.size, layout.card.safe, rects)
            # The box that this one stands below takes no room here: that is where the most is left.
            rects[box.name] = _collapsed(where.rect) if where.shrink == "top" else where.rect
            yield from _problem(layout, face, box, where.rect)


def _collapsed(rect: Rect) -> Rect:
    return Rect(rect.left, rect.top, rect.right, rect.top)


def _problem(layout: Layout, face: Face, box: BoxStyle, rect: Rect) -> Iterable[Problem]:
    card = layout.card.size
    over = {
        "left": -rect.left,
        "right": rect.right - card.width,
        "bottom": -rect.bottom,
        "top": rect.top - card.height,
    }
    edge, worst = max(over.items(), key=lambda item: item[1])
    at = _origin(layout, face, box, edge)
    name = f"{face}.{box.name}"
    if not fits(worst, 0.0):
        message = f"{name} reaches {in_mm(worst)} mm over the card's {edge} edge"
        size = f"{in_mm(card.width)} x {in_mm(card.height)} mm"
        yield Problem("box-outside-card", message, at, f"the card is {size}")
    elif rect.width <= 0 or rect.height <= 0:
        side: Literal["width", "height"] = "width" if rect.width <= 0 else "height"
        yield Problem(
            "empty-box", f"{name} has no {side} left between its insets", at, "make the insets less"
        )


def _origin(layout: Layout, face: Face, box: BoxStyle, edge: str) -> Location | None:
    """Where the setting that is to blame was written, or another one of the box."""
    start = f"{face}.{box.name}."
    across = edge in {"left", "right"}
    blamed = [edge, "width", "left", "right"] if across else [edge, "height", "top", "bottom"]
    own = [key for key in layout.origins if key.startswith(start)]
    places = [layout.origins.get(key) for key in [*(start + name for name in blamed), *own]]
    # What ships lies on its card until someone changes it: the change is to blame.
    return min(filter(None, places), key=_ships, default=None)


def _ships(at: Location) -> bool:
    return at.path is not None and is_shipped(at.path)
