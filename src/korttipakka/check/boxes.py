"""Rules about the boxes of a layout."""

from collections.abc import Iterable, Iterator
from typing import Literal

from ..basics.geometry import Rect, Size
from ..basics.problems import Location, Problem
from ..basics.shipped import place_to_blame
from ..basics.sizes import size_in_mm
from ..basics.units import Length, fits, in_mm
from ..content.values import Values
from ..model.deck import Deck, is_visible
from ..model.layout import CONTENT, FACES, BoxStyle, Face, Layout
from ..model.roles import placeholders
from ..typeset.places import hidden, in_order, narrowed, place

LEAST_CONTENT = 1.0
"""Points that a box as wide as its content takes at least."""


def outside_card(deck: Deck, layout: Layout) -> dict[str, Problem]:
    """What is wrong with boxes by their names, such as "front.title".

    A box must lie on its card and have room inside, if there is a card that shows it.
    """
    return {
        f"{face}.{box.name}": problem
        for face in FACES
        for box, rect in _places(deck, layout, face)
        if (problem := _problem(layout, face, box, rect))
    }


def _places(deck: Deck, layout: Layout, face: Face) -> Iterator[tuple[BoxStyle, Rect]]:
    """The boxes that some card shows, and where they lie."""
    rects: dict[str, Rect] = {}
    everyone = [Values(card, deck) for card in deck.cards]
    for box in in_order(layout.boxes(face)):
        where = place(box, layout.card.size, layout.card.safe, rects)
        shown = _is_shown(box, everyone)
        # The box that this one stands below takes no room here: that is where the most is left.
        takes_none = where.shrink == "top"
        rect = _collapsed(where.rect) if takes_none else where.rect
        if box.width == CONTENT:
            rect = narrowed(rect, box, LEAST_CONTENT)
        rects[box.name] = rect if shown else hidden(box, where, rects)
        if shown:
            yield box, where.rect


def _is_shown(box: BoxStyle, cards: Iterable[Values]) -> bool:
    """Whether a card shows a box: one for a picture that no card has takes no room.

    All cards are asked about a box that none of them shows: what is the same for all comes first.
    """
    asks = [ask for ask in (box.text, box.image, box.qr) if ask]
    files = placeholders(box.image) if box.image else ()
    for values in cards:
        if not values.wants(box.when):
            continue
        if not asks or any(map(is_visible, map(values.fill, asks))):
            return True
        if files and any(values.file(name) is not None for name in files):
            return True
    return False


def _collapsed(rect: Rect) -> Rect:
    return Rect(rect.left, rect.top, rect.right, rect.top)


def _problem(layout: Layout, face: Face, box: BoxStyle, flat: Rect) -> Problem | None:
    card, rect = layout.card.size, flat.tilted(box.rotate.tilt, flat.middle)
    over = {
        "left": -rect.left,
        "right": rect.right - card.width,
        "bottom": -rect.bottom,
        "top": rect.top - card.height,
    }
    edge, worst = max(over.items(), key=lambda item: item[1])
    name = f"{face}.{box.name}"
    if not fits(worst, 0.0) and (must_be_whole(box) or not _meets(rect, card)):
        message = f"{name} reaches {in_mm(worst)} mm over the card's {edge} edge"
        size = size_in_mm(card)
        at = _origin(layout, face, box, edge)
        hint = f"the card is {size}: {_less(name, edge)}"
        hint += "; only boxes without text may reach over the edge" * must_be_whole(box)
        return Problem("box-outside-card", message, at, hint)
    if not fits(flat.width, 0.0) and not fits(flat.height, 0.0):
        return None
    side: Literal["width", "height"] = "width" if fits(flat.width, 0.0) else "height"
    given = getattr(box, side)
    if isinstance(given, Length) and given.on(getattr(card, side)) <= 0:
        at = layout.origins.get(f"{name}.{side}")
        return Problem("empty-box", f"{name} has no {side}", at, f"give it a {side} above 0 mm")
    message = f"{name} has no {side} left between its insets"
    at = _origin(layout, face, box, "left" if side == "width" else "top")
    return Problem("empty-box", message, at, _insets(box, name, side, card))


def must_be_whole(box: BoxStyle) -> bool:
    """Whether a box holds what must not be cut off: not colours and pictures alone.

    Of a tilted box with text the corners may be: another rule looks at its words.
    """
    return bool(box.qr or (not box.rotate.tilt and (box.text or box.ruled)))


def _meets(rect: Rect, card: Size) -> bool:
    """Whether something of a box is left when it is cut at the trim."""
    left = rect.meet(Rect.of(card))
    return not fits(left.width, 0.0) and not fits(left.height, 0.0)


def _less(name: str, edge: str) -> str:
    """What to change of a box that reaches over an edge."""
    across = edge in {"left", "right"}
    return f"change {name}.{edge} or {name}.{'width' if across else 'height'}"


def _insets(box: BoxStyle, name: str, side: Literal["width", "height"], card: Size) -> str:
    """What to change of a box whose insets leave it nothing."""
    across, up = ("left", "right", card.width), ("top", "bottom", card.height)
    first, second, base = across if side == "width" else up
    given = [getattr(box, each) for each in (first, second)]
    if None not in given and sum(inset.on(base) for inset in given) >= base:
        taken = in_mm(sum(inset.on(base) for inset in given))
        both = f"{name}.{first} and {name}.{second} take {taken} mm of the card's {in_mm(base)} mm"
        return f"{both}: lower one of them"
    other = ", ".join(box.beside) if side == "width" and box.beside else box.below
    where = f", or move or narrow '{other}'" if other else ""
    return f"lower {name}.{first} or {name}.{second}{where}"


def _origin(layout: Layout, face: Face, box: BoxStyle, edge: str) -> Location | None:
    """Where the setting that is to blame was written, or another one of the box."""
    start = f"{face}.{box.name}."
    across = edge in {"left", "right"}
    blamed = [edge, "width", "left", "right"] if across else [edge, "height", "top", "bottom"]
    own = [key for key in layout.origins if key.startswith(start)]
    return place_to_blame(
        layout.origins.get(key) for key in [*(start + name for name in blamed), *own]
    )
