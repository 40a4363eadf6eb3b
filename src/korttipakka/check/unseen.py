"""What categories are told apart by must be seen: not a white bar on white, nor green on green."""

from collections.abc import Iterable, Iterator, Sequence, Set

from ..basics.color import Color, is_faint
from ..basics.geometry import Rect
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..model.deck import Card
from ..model.flags import flags_for
from ..model.frame import Box, Group, Item, Line
from ..model.layout import Layout
from ..pictures.grounds import Ground, colors_under, grounds_of, inks_of
from .rule import CardRule
from .walk import SeenCard, SeenPart

PAINTS = ("fill", "stroke", "pattern_color", "color")
"""Settings of a box that take a category's colour."""

ICON = "category.icon"

OWN = "{color}"
"""That colour as it is: tints of it are faint because a layout wants them so."""


class Unseen(NamedTuple):
    """A colour that is not seen on another, in boxes of the first card that has it.

    It is that of the category's icon, or the category's own.
    """

    card: Card
    color: Color
    on: Color
    boxes: tuple[str, ...]
    of_icon: bool


Found = dict[str, tuple[Unseen, ...]]
"""What is not seen of each category, or of a colour that cards have of their own."""


class UnseenColors(CardRule[Found]):
    """A category's colour is seen where boxes without text have it, and so is its icon."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._trim = Rect.of(layout.card.size)
        sheet = self._trim.grown(layout.card.bleed)
        self._paper = Ground(sheet, (layout.colors["paper"],))
        self._colored, self._icons = colored_boxes(layout), icon_boxes(layout)
        self.found = {}

    def inspect(self, card: SeenCard) -> Found | None:
        """What is not seen on the first card of a category."""
        own = card.face.card
        key = f"{own.category_key} {own.color}"
        if key in self.found:
            return None
        faint: dict[bool, list[tuple[str, Color, Color]]] = {False: [], True: []}
        for parts in (card.front, card.back):
            for part, below in _with_grounds(parts, self._paper, self._colored, self._icons):
                of_icon = part.name in self._icons
                pairs = list(_pairs_of_icon(part, below) if of_icon else self._pairs(part, below))
                if pairs and all(is_faint(*pair) for pair in pairs):
                    faint[of_icon].append((part.name, *pairs[0]))
        return {key: tuple(_unseen(own, *each) for each in faint.items() if each[1])}

    def merge(self, found: Found) -> None:
        """Keep what was found on the first card."""
        for key, unseen in found.items():
            self.found.setdefault(key, unseen)

    def problems(self) -> Iterable[Problem]:
        """One for each category, at its colour, and one for its icon."""
        for of_category in self.found.values():
            yield from (_problem(self._layout, unseen) for unseen in of_category)

    def _pairs(self, part: SeenPart, below: Sequence[Ground]) -> Iterator[tuple[Color, Color]]:
        """Colours of a box, each with one that is below; none of a ground for a whole card."""
        for item in part.shown.ground:
            for color, rect in _paints(item):
                if not _holds(rect, self._trim):
                    yield from ((color, on) for on in _under(rect, below))


def _unseen(card: Card, of_icon: bool, faint: Sequence[tuple[str, Color, Color]]) -> Unseen:
    _, color, on = faint[0]
    return Unseen(card, color, on, tuple(name for name, *_ in faint), of_icon)


def _holds(rect: Rect, other: Rect) -> bool:
    across = rect.left <= other.left and other.right <= rect.right
    return across and rect.bottom <= other.bottom and other.top <= rect.top


def _under(rect: Rect, below: Sequence[Ground]) -> Sequence[Color]:
    return colors_under((rect.left, rect.bottom, rect.right, rect.top), below)


def _pairs_of_icon(part: SeenPart, below: Sequence[Ground]) -> Iterator[tuple[Color, Color]]:
    """The colours of a drawing, each with one that is below."""
    for item in part.shown.ground:
        if isinstance(item, Group):
            rect = item.outside(item.clip or Rect.of(item.frame.size))
            inks = inks_of(item.frame)
            yield from ((ink, on) for ink in inks for on in _under(rect, below))


def colored_boxes(layout: Layout) -> Set[str]:
    """The boxes that a category's colour is in, by names such as "front.bar"."""
    return {
        f"{side}.{box.name}"
        for side, box in layout.faced_boxes()
        if any(getattr(box, name).strip() == OWN for name in PAINTS)
    }


def icon_boxes(layout: Layout) -> Set[str]:
    """The boxes that show a category's icon, without a ground of their own."""
    return {
        f"{side}.{box.name}"
        for side, box in layout.faced_boxes()
        if ICON in box.image and box.fill == "none"
    }


def _with_grounds(
    parts: Iterable[SeenPart], paper: Ground, boxes: Set[str], icons: Set[str]
) -> Iterator[tuple[SeenPart, Sequence[Ground]]]:
    """The parts in a category's colour that have no text, and icons, each with what lies below it.

    What lies on others of that colour is of one piece with them.
    """
    below = [paper]
    colored: list[Ground] = []
    for part in parts:
        grounds = list(part.shown.grounds)
        if part.name in icons:
            yield part, tuple(below)
        elif part.name in boxes:
            on_own = any(one.rect.overlaps(part.part.rect) for one in colored)
            colored += grounds
            if not part.shown.looks and not on_own:
                yield part, tuple(below)
        below += grounds


def _paints(item: Item) -> Iterator[tuple[Color, Rect]]:
    """What colours an item paints, and where."""
    if isinstance(item, Line):
        (left, bottom), (right, top) = item.start, item.end
        yield item.color, Rect(left, bottom, right, top)
        return
    for ground in grounds_of(item):
        yield from ((color, ground.rect) for color in ground.colors)
    if isinstance(item, Box) and item.stroke is not None and item.stroke_width:
        yield item.stroke, item.rect


def _problem(layout: Layout, unseen: Unseen) -> Problem:
    card = unseen.card
    whose = f"category '{card.category.name}'" if card.category else f"card '{card.title}'"
    what = f"the icon of {whose}" if unseen.of_icon else f"the colour of {whose}"
    key, value = ("fill", "paper") if unseen.of_icon else ("stroke", "ink")
    flags = shell_line(flags_for({f"{box}.{key}": value for box in unseen.boxes}))
    hint = f"give it a darker colour, or put a line around: {flags}"
    if unseen.of_icon:
        hint = f"draw it in another colour, or put paper behind: {flags}"
    return Problem(
        "low-contrast",
        f"{what}, {unseen.color.hex}, is not seen on {unseen.on.hex}: {', '.join(unseen.boxes)}",
        card.place("category.icon" if unseen.of_icon else "color"),
        hint,
        Severity.WARNING,
    )
