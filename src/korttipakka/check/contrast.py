"""Text against its ground: enough contrast to be read by tired eyes in a dim room."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..color import ENOUGH_CONTRAST, Color, contrast
from ..deck import Card, Category, Deck
from ..frame import Box, CardFaces, Frame, Gradient, Group, Item, Paint, Picture, Shape, TextRun
from ..geometry import Rect
from ..layout import BoxStyle, Layout
from ..problems import Location, Problem, Severity
from .walk import on_card, texts

ENOUGH_IF_LARGE = 3.0
"""The contrast ratio that WCAG 2.2 asks of large text at level AA."""

LARGE, LARGE_IF_BOLD, BOLD = 18.0, 14.0, 700
"""Points from which text is large, by WCAG 2.2, and the weight from which it is bold."""


class Ground(NamedTuple):
    """What lies under text: a rectangle of colours; none where they are a picture's."""

    rect: Rect
    colors: tuple[Color, ...]


class Sight(NamedTuple):
    """A box's text as it looks on some cards."""

    box: str
    category: str
    color: Color
    grounds: tuple[Color, ...]
    large: bool


def low_contrast(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Text and its ground differ by 4.5:1, large text by 3:1."""
    styles = {f"{side}.{box.name}": box for side, box in _boxes(layout)}
    categories = {category.key: category for category in deck.categories}
    worst: dict[tuple[str, str], tuple[float, Sight]] = {}
    for sight in dict.fromkeys(_sights(layout, faces, styles)):
        ratio = min((contrast(sight.color, on) for on in sight.grounds), default=21.0)
        key = (sight.box, sight.category)
        if ratio < _enough(sight) - 0.005 and ratio < worst.get(key, (22.0,))[0]:
            worst[key] = ratio, sight
    return [
        _problem(layout, styles[sight.box], categories.get(sight.category), ratio, sight)
        for ratio, sight in worst.values()
    ]


def _boxes(layout: Layout) -> Iterator[tuple[str, BoxStyle]]:
    yield from (("front", box) for box in layout.front)
    yield from (("back", box) for box in layout.back)


def _enough(sight: Sight) -> float:
    return ENOUGH_IF_LARGE if sight.large else ENOUGH_CONTRAST


def _sights(
    layout: Layout, faces: Sequence[CardFaces], styles: dict[str, BoxStyle]
) -> Iterator[Sight]:
    paper = Ground(Rect.of(layout.card.size).grown(layout.card.bleed), (layout.colors["paper"],))
    for face in faces:
        yield from _of_side("front", face.card, face.front, paper, styles)
        yield from _of_side("back", face.card, face.back, paper, styles)


def _of_side(
    side: str, card: Card, frame: Frame, paper: Ground, styles: dict[str, BoxStyle]
) -> Iterator[Sight]:
    grounds = [paper]
    category = card.category.key if card.category else ""
    for part in frame.parts:
        name = f"{side}.{part.name}"
        box = styles[name]
        for item in part.items:
            grounds += _grounds(item, box, grounds)
        for run, line in texts(part.items):
            if run.text.strip():
                yield Sight(name, category, run.color, _under(line, grounds), _large(run, box))


def _large(run: TextRun, box: BoxStyle) -> bool:
    return run.size >= (LARGE_IF_BOLD if box.weight >= BOLD else LARGE)


def _under(line: Rect, grounds: Sequence[Ground]) -> tuple[Color, ...]:
    """The colours under the middle of a line: those of what was painted there last."""
    x, y = (line.left + line.right) / 2, (line.bottom + line.top) / 2
    found = (colors for rect, colors in reversed(grounds) if _within(x, y, rect))
    return next(found, grounds[0].colors)  # a line off the card is another rule's matter


def _within(x: float, y: float, rect: Rect) -> bool:
    return rect.left <= x <= rect.right and rect.bottom <= y <= rect.top


def _grounds(item: Item, box: BoxStyle, below: Sequence[Ground]) -> Iterator[Ground]:
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
            yield Ground(rect, () if box.image else (*_under(rect, below), *_inks(shapes)))
        case Group():
            for inner in item.frame.items:
                for ground in _grounds(inner, box, below):
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


def _problem(
    layout: Layout, box: BoxStyle, category: Category | None, ratio: float, sight: Sight
) -> Problem:
    ground = min(sight.grounds, key=lambda color: contrast(sight.color, color))
    of = f" on cards of '{category.name}'" if category else ""
    return Problem(
        "low-contrast",
        f"{sight.box}{of}: text in {_hex(sight.color)} on {_hex(ground)} has a contrast of "
        f"{ratio:.1f}:1, less than {_enough(sight):g}:1",
        _at(layout, box, category, sight),
        "a lighter or darker colour; with a fill of its own, the box can have the colour auto",
        Severity.WARNING,
    )


def _at(layout: Layout, box: BoxStyle, category: Category | None, sight: Sight) -> Location | None:
    """The category where the colours are its own, else the layout."""
    own = "{" in box.color or "{" in box.fill
    if own and category:
        return category.at
    return layout.origin(f"{sight.box}.color") or layout.origin(f"{sight.box}.text")


def _hex(color: Color) -> str:
    return "#" + "".join(f"{round(255 * value):02x}" for value in color.rgb)
