"""Names of categories that are too long for their cards get more lines there.

How many lines a layout gives to a category's name is meant for its own card. On a narrower one the
same name takes more: the foot of the card becomes higher, and what stands above it moves up. In a
layout that ships so it is on its own card too, where a name is longer than anybody thought, or
stands beside a picture.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ..basics.geometry import Size
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shipped import ships
from ..basics.units import Length, fits
from ..model.layout import CONTENT, BoxStyle, Layout, printed
from ..model.roles import placeholders
from ..typeset import typeset
from .run import Run

MOST_LINES = 8
"""A name of more lines is a text: its author is asked to shorten it."""

BROKEN: Final = "all"
"""How words are broken that are wider than a line, before a card is refused for them."""

Edge = str
"""The edge of the card that a box is placed from: top or bottom."""


class Strip(NamedTuple):
    """What a box takes of a card, in points from the edge that it is placed from and from the left.

    One that reaches to the other edge, or to what it is below, ends where it begins.
    """

    begins: float
    ends: float
    left: float
    right: float

    def holds(self, other: "Strip") -> bool:
        """Whether another lies in this one."""
        across = fits(self.left, other.left) and fits(other.right, self.right)
        return across and fits(self.begins, other.begins) and fits(other.ends, self.ends)

    def is_beyond(self, other: "Strip") -> bool:
        """Whether it lies over another, seen from the edge, and not beside it."""
        return fits(other.ends, self.begins) and self.left < other.right and other.left < self.right

    def stands_on(self, other: "Strip") -> bool:
        """Whether what reaches to the other edge begins in another.

        So it is where type that has stayed as large needs more than its share of a smaller card.
        """
        beside = not fits(other.right, self.left) and not fits(self.right, other.left)
        return beside and other.begins < self.begins < other.ends

    def is_as_high(self, other: "Strip") -> bool:
        """Whether it begins and ends where another does."""
        pairs = (self.begins, other.begins), (self.ends, other.ends)
        return all(fits(a, b) and fits(b, a) for a, b in pairs)


def with_more_lines(run: Run) -> tuple[Layout, Problem] | None:
    """The layout in which the names that did not fit have lines enough, and a note that says so.

    None when something else does not fit, or the lines are as somebody chose them for such cards.
    """
    job, overflows = run.plan.job, run.overflows
    layout, lines = job.layout, dict[str, int]()
    if layout.designed is None:
        return None
    cards = list({overflow.card.id: overflow.card for overflow in overflows}.values())
    while keys := {overflow.key: overflow.word for overflow in overflows}:
        for key, word in sorted(keys.items(), reverse=True):  # the front's before the back's
            box = _name_box(layout, key)
            if box is None or box.lines >= MOST_LINES:
                return None
            if word and box.hyphens != BROKEN and not _is_chosen(layout, f"{key}.hyphens"):
                box = box._replace(hyphens=BROKEN)
            layout, lines[key] = _grown(layout, key, box), box.lines + 1
        overflows = typeset(job.deck, layout, run.fonts, cards=cards).overflows
    return layout, _note(layout, lines)


def _note(layout: Layout, lines: Mapping[str, int]) -> Problem:
    """What is told of the lines that boxes have got."""
    sides = printed(layout.sheet)
    shown = [key for key in lines if key.partition(".")[0] in sides]
    boxes = ", ".join(f"{lines[key]} lines in {key}" for key in shown or lines)
    message = f"names of categories take up to {boxes}: they are long for such cards"
    hint = "shorten the names, or take larger cards, if texts want the room"
    return Problem("scaled-layout", message, layout.origin("card.size"), hint, Severity.NOTE)


def _name_box(layout: Layout, key: str) -> BoxStyle | None:
    """The box of a dotted key, if it shows a category's name and no user has said how high."""
    face, _, name = key.partition(".")
    box = next(box for side, box in layout.faced_boxes() if (side, box.name) == (face, name))
    shows = any(word.startswith("category.name") for word in placeholders(box.text))
    if not shows or not box.lines:
        return None
    chosen = any(_is_chosen(layout, f"{key}.{name}") for name in ("lines", "height"))
    return None if chosen else box


def _is_chosen(layout: Layout, key: str) -> bool:
    """Whether a user has said this of such cards: by a flag, or in a layout made for them."""
    at = layout.origin(key)
    if at is None or at.kind == "flag":
        return at is not None
    return layout.designed == layout.card.size and not ships(at)


def _grown(layout: Layout, key: str, box: BoxStyle) -> Layout:
    """The layout with one line more in a box, and room for that."""
    face, edge = key.partition(".")[0], "bottom" if box.bottom is not None else "top"
    by = box.leading * box.size.minimum
    boxes = layout.front if face == "front" else layout.back
    changes = dict(_changes(boxes, box, edge, layout.card.size, by))
    changed = tuple(each._replace(**changes.get(each.name, {})) for each in boxes)
    return layout._replace(front=changed) if face == "front" else layout._replace(back=changed)


def _changes(
    boxes: tuple[BoxStyle, ...], box: BoxStyle, edge: Edge, card: Size, by: float
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What becomes of each box when one gets a line of this height, by its name."""
    strips = {each.name: strip for each in boxes if (strip := _strip(each, edge, card))}
    own = strips[box.name]
    holding = {name for name, strip in strips.items() if strip.holds(own)}
    for each in boxes:
        strip = strips.get(each.name)
        change: dict[str, Any] = {}
        if strip is None:
            continue
        if each.name == box.name:
            change |= {"lines": box.lines + 1, "hyphens": box.hyphens}
        elif any(strip.is_beyond(strips[name]) for name in holding):
            change[edge] = Length(strip.begins + by)
        elif each.text and each.height is None and strip.stands_on(own):
            change[edge] = Length(own.ends + by)
        grows = each.name in holding or strip.is_as_high(own) or own.holds(strip)
        if each.height is not None and each.shape == "rect" and grows:
            change["height"] = Length(strip.ends - strip.begins + by)
        yield each.name, change


def _strip(box: BoxStyle, edge: Edge, card: Size) -> Strip | None:
    """What a box takes of a card; None for one that is not placed from that edge."""
    inset = box.bottom if edge == "bottom" else box.top
    if inset is None or (edge == "top" and box.below):
        return None
    begins, high = inset.on(card.height), 0.0
    if box.height is not None:
        high = box.height.on(card.height)
    elif box.text and box.lines and None in {box.top, box.bottom} and not box.below:
        high = box.lines * box.leading * box.size.minimum
    return Strip(begins, begins + high, *_across(box, card.width))


def _across(box: BoxStyle, width: float) -> tuple[float, float]:
    """Where a box begins and ends from the left; one as wide as its text may be anywhere."""
    left, right = (side.on(width) if side else 0.0 for side in (box.left, box.right))
    if box.width is None or box.width == CONTENT:
        return left, width - right
    wide = box.width.on(width)
    if box.left is None and box.right is not None:
        return width - right - wide, width - right
    return left, left + wide
