"""Text against its ground: enough contrast to be read by tired eyes in a dim room."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..basics.color import ENOUGH_CONTRAST, Color, contrast
from ..basics.geometry import Rect
from ..basics.problems import Location, Problem, Severity
from ..content.values import Values
from ..model.deck import Category, Deck
from ..model.frame import Box, Gradient, Group, Item, Paint, Picture, Shape
from ..model.layout import BoxStyle, Layout
from ..model.roles import placeholders
from ..model.text import TextRun
from .rule import CardRule
from .walk import Edges, SeenCard, SeenPart, on_card

ENOUGH_IF_LARGE = 3.0
"""The contrast ratio that WCAG 2.2 asks of large text at level AA."""

LARGE, LARGE_IF_BOLD, BOLD = 18.0, 14.0, 700
"""Points from which text is large, by WCAG 2.2, and the weight from which it is bold."""


ROUNDING = 0.005
"""A ratio that lacks no more than this is told as one that is enough."""


class Ground(NamedTuple):
    """What lies under text: a rectangle of colours; none where they are a picture's."""

    rect: Rect
    colors: tuple[Color, ...]


class Sight(NamedTuple):
    """A box's text as it looks on some cards; `at` is where a card says its colours, if it does."""

    box: str
    category: str
    color: Color
    grounds: tuple[Color, ...]
    large: bool
    at: Location | None


Sights = dict[tuple[str, str], tuple[float, Sight]]
"""The worst sight, with its ratio, of each box and category that has a bad one."""


class LowContrast(CardRule[Sights]):
    """Text and its ground differ by 4.5:1, large text by 3:1."""

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._layout = layout
        self._styles = {f"{side}.{box.name}": box for side, box in boxes(layout)}
        self._categories = {category.key: category for category in deck.categories}
        sheet = Rect.of(layout.card.size).grown(layout.card.bleed)
        self._paper = Ground(sheet, (layout.colors["paper"],))
        self.found = {}

    def inspect(self, card: SeenCard) -> Sights | None:
        """The texts that are hard to read."""
        values = Values(card.face.card, self._deck)
        found: Sights = {}
        for parts in (card.front, card.back):
            grounds = [self._paper]
            for part in parts:
                for ratio, sight in self._bad_sights(part, values, grounds):
                    _keep_worst(found, (sight.box, sight.category), ratio, sight)
        return found or None

    def _bad_sights(
        self, part: SeenPart, values: Values, grounds: list[Ground]
    ) -> Iterator[tuple[float, Sight]]:
        """The bad texts of a box, whose own grounds are added to those that lie below it."""
        box = self._styles[part.name]
        for item in part.ground:
            grounds += _grounds(item, grounds)
        for run, line in part.texts:
            on = _under(line, grounds)
            ratio = _ratio(run.color, on)
            if ratio < ENOUGH_CONTRAST - ROUNDING and run.text.strip():
                key, large = values.of("category.key"), _large(run, box)
                sight = Sight(part.name, key, run.color, on, large, _at(box, values))
                if ratio < _enough(sight) - ROUNDING:
                    yield ratio, sight

    def merge(self, found: Sights) -> None:
        """Keep what is worse than before."""
        for key, (ratio, sight) in found.items():
            _keep_worst(self.found, key, ratio, sight)

    def problems(self) -> Iterable[Problem]:
        """One for each box and category."""
        for ratio, sight in self.found.values():
            category = self._categories.get(sight.category)
            yield _problem(self._layout, category, ratio, sight)


def _keep_worst(known: Sights, key: tuple[str, str], ratio: float, sight: Sight) -> None:
    if key not in known or ratio < known[key][0]:
        known[key] = ratio, sight


@lru_cache(maxsize=2048)
def _ratio(color: Color, grounds: tuple[Color, ...]) -> float:
    """The least contrast of a colour with its grounds; if they are unknown, the most there is."""
    return min((contrast(color, on) for on in grounds), default=21.0)


def boxes(layout: Layout) -> Iterator[tuple[str, BoxStyle]]:
    """All boxes, each with its side."""
    yield from (("front", box) for box in layout.front)
    yield from (("back", box) for box in layout.back)


def _enough(sight: Sight) -> float:
    return ENOUGH_IF_LARGE if sight.large else ENOUGH_CONTRAST


def _large(run: TextRun, box: BoxStyle) -> bool:
    return run.size >= (LARGE_IF_BOLD if box.weight >= BOLD else LARGE)


def _under(line: Edges, grounds: Sequence[Ground]) -> tuple[Color, ...]:
    """The colours under the middle of a line: those of what was painted there last."""
    left, bottom, right, top = line
    x, y = (left + right) / 2, (bottom + top) / 2
    for (left, bottom, right, top), colors in reversed(grounds):
        if left <= x <= right and bottom <= y <= top:
            return colors
    return grounds[0].colors  # a line off the card is another rule's matter


def _grounds(item: Item, below: Sequence[Ground]) -> Iterator[Ground]:
    """The ground that an item makes for the text over it."""
    match item:
        case Box(fill=fill) if fill is not None:
            yield Ground(item.rect, _tinted(fill, item.opacity))
        case Picture():
            yield Ground(item.clip, ())
        case Group(shared=True):
            rect = on_card(item.clip or Rect.of(item.frame.size), item)
            shapes = (shape for shape in item.frame.items if isinstance(shape, Shape))
            # A pattern lets through what is below it; of a picture in shapes nothing is known.
            yield Ground(rect, () if item.shows else (*_under(rect, below), *_inks(shapes)))
        case Group():
            for inner in item.frame.items:
                for ground in _grounds(inner, below):
                    yield Ground(on_card(ground.rect, item), ground.colors)


@lru_cache(maxsize=512)
def _tinted(fill: Paint, opacity: float) -> tuple[Color, ...]:
    return tuple(color.tint(opacity) for color in _colors(fill))


def _colors(fill: Paint) -> tuple[Color, ...]:
    return tuple(color for _, color in fill.stops) if isinstance(fill, Gradient) else (fill,)


def _inks(shapes: Iterable[Shape]) -> Iterator[Color]:
    for shape in shapes:
        paint = shape.fill or shape.stroke
        yield from _colors(paint) if paint else ()


def _problem(layout: Layout, category: Category | None, ratio: float, sight: Sight) -> Problem:
    ground = min(sight.grounds, key=lambda color: contrast(sight.color, color))
    of = f" on cards of '{category.name}'" if category else ""
    return Problem(
        "low-contrast",
        f"{sight.box}{of}: text in {sight.color.hex} on {ground.hex} has a contrast of "
        f"{ratio:.1f}:1, less than {_enough(sight):g}:1",
        sight.at or layout.origin(f"{sight.box}.color") or layout.origin(f"{sight.box}.text"),
        "a lighter or darker colour; with a fill of its own, the box can have the colour auto",
        Severity.WARNING,
    )


def _at(box: BoxStyle, values: Values) -> Location | None:
    """Where the card or its category says the colours of a box; None where the layout does."""
    named = (*placeholders(box.color), *placeholders(box.fill))
    return next((values.card.place(name) for name in named if values.has(name)), None)
