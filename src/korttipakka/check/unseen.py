"""What categories are told apart by must be seen: a white bar on white paper is not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..basics.color import Color, is_faint
from ..basics.geometry import Rect
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..model.deck import Card
from ..model.flags import flags_for
from ..model.frame import Box, Item, Line
from ..model.layout import BoxStyle, Layout
from ..pictures.grounds import Ground, colors_under, grounds_of
from .rule import CardRule
from .walk import SeenCard, SeenPart

PAINTS = ("fill", "stroke", "pattern_color", "color")
"""Settings of a box that take a category's colour."""

OWN = "{color}"
"""That colour as it is: tints of it are faint because a layout wants them so."""


class Unseen(NamedTuple):
    """A colour that is not seen on another, in boxes of the first card that has it."""

    card: Card
    color: Color
    on: Color
    boxes: tuple[str, ...]


class UnseenColors(CardRule[dict[str, Unseen | None]]):
    """A category's colour is seen where boxes without text have it; told once a category."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._trim = Rect.of(layout.card.size)
        sheet = self._trim.grown(layout.card.bleed)
        self._paper = Ground(sheet, (layout.colors["paper"],))
        self._boxes = colored_boxes(layout)
        self.found = {}

    def inspect(self, card: SeenCard) -> dict[str, Unseen | None] | None:
        """What is not seen on the first card of a category."""
        own = card.face.card
        key = own.color or own.category_key
        if not self._boxes or key in self.found:
            return None
        faint = [
            (part.name, *colors)
            for parts in (card.front, card.back)
            for part, below in _with_grounds(parts, self._paper, self._boxes)
            if (colors := self._faint(part, below)) is not None
        ]
        if not faint:
            return {key: None}
        _, color, on = faint[0]
        return {key: Unseen(own, color, on, tuple(name for name, *_ in faint))}

    def merge(self, found: dict[str, Unseen | None]) -> None:
        """Keep what was found on the first card."""
        for key, unseen in found.items():
            self.found.setdefault(key, unseen)

    def problems(self) -> Iterable[Problem]:
        """One for each category, at its colour."""
        for unseen in self.found.values():
            if unseen is not None:
                yield _problem(self._layout, unseen)

    def _faint(self, part: SeenPart, below: Sequence[Ground]) -> tuple[Color, Color] | None:
        """The colour of a box and what it lies on, where none of its paint is seen."""
        pairs = [pair for item in part.shown.ground for pair in self._pairs(item, below)]
        return pairs[0] if pairs and all(is_faint(*pair) for pair in pairs) else None

    def _pairs(self, item: Item, below: Sequence[Ground]) -> Iterator[tuple[Color, Color]]:
        """Colours of an item, each with one that is below; none of a ground for a whole card."""
        for color, rect in _paints(item):
            if not (rect.left <= 0 and rect.bottom <= 0
                    and rect.right >= self._trim.right and rect.top >= self._trim.top):  # fmt: skip
                for on in colors_under((rect.left, rect.bottom, rect.right, rect.top), below):
                    yield color, on


def colored_boxes(layout: Layout) -> Mapping[str, BoxStyle]:
    """The boxes that a category's colour is in, by names such as "front.bar"."""
    return {
        f"{side}.{box.name}": box
        for side, box in layout.faced_boxes()
        if any(getattr(box, name).strip() == OWN for name in PAINTS)
    }


def _with_grounds(
    parts: Iterable[SeenPart], paper: Ground, boxes: Mapping[str, BoxStyle]
) -> Iterator[tuple[SeenPart, Sequence[Ground]]]:
    """The parts in a category's colour that have no text, each with what lies below it.

    What lies on others of that colour is of one piece with them.
    """
    below = [paper]
    colored: list[Ground] = []
    for part in parts:
        grounds = list(part.shown.grounds)
        if part.name in boxes:
            on_own = any(_meet(one.rect, part.part.rect) for one in colored)
            colored += grounds
            if not part.shown.looks and not on_own:
                yield part, tuple(below)
        below += grounds


def _meet(one: Rect, other: Rect) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.bottom < other.top and other.bottom < one.top


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
    flags = shell_line(flags_for({f"{name}.stroke": "ink" for name in unseen.boxes}))
    return Problem(
        "low-contrast",
        f"the colour of {whose}, {unseen.color.hex}, is not seen on {unseen.on.hex}: "
        f"{', '.join(unseen.boxes)}",
        card.place("color"),
        f"give it a darker colour, or put a line around: {flags}",
        Severity.WARNING,
    )
