"""Sizes of type: the largest at which a text fits, shared over the cards that should look alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..deck import Card
from ..geometry import Rect
from ..layout import BoxStyle, SizeRange
from .blocks import Block

HIERARCHY = ("title", "text", "footer")
"""Boxes of which none may be larger than the one before, whatever their ranges say."""


@dataclass(slots=True)
class Fitting:
    """A card's text to be fitted into its area; fitting sets the last three."""

    card: Card
    block: Block
    area: Rect
    size: float = 0.0
    level: int = 0
    fitted: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """A card whose text keeps the others of its group at `size`; they would fit at `others`."""

    card: Card
    size: float
    others: float
    count: int


def fit(box: BoxStyle, texts: Sequence[Fitting], limit: float) -> None:
    """Give each text its size, at most `limit` points, and the level of rules to break it by."""
    sizes = _limited(box.size, limit)
    for group in groups(box, texts):
        size = fit_group(sizes, group)
        for text in group:
            text.size = size


def _limited(sizes: SizeRange, limit: float) -> SizeRange:
    return SizeRange(min(sizes.minimum, limit), min(sizes.maximum, limit))


def groups(box: BoxStyle, texts: Sequence[Fitting]) -> Iterable[list[Fitting]]:
    """The texts that share one size."""
    if box.uniform == "deck":
        return [list(texts)] if texts else []
    if box.uniform == "card":
        return ([text] for text in texts)
    return (list(group) for _, group in groupby(sorted(texts, key=_category), key=_category))


def _category(text: Fitting) -> str:
    return text.card.category.key if text.card.category else ""


def fit_group(sizes: SizeRange, texts: Iterable[Fitting]) -> float:
    """The largest size at which all fit that fit at all; marks those that do not.

    A text that only fits when broken by looser rules is broken so.
    """
    size = sizes.maximum
    for text in texts:
        if not text.block.fits(size, text.area.width, text.area.height, 0):
            size = min(size, _fit_one(text, sizes))
    return size


def _fit_one(text: Fitting, sizes: SizeRange) -> float:
    """The largest size by the strictest rules that allow any; the largest of all when none do."""
    for level in range(text.block.loosest + 1):
        found = text.block.largest(sizes, text.area.width, text.area.height, level)
        text.level = level
        if found is not None:
            return found
    text.fitted = False
    return sizes.maximum


def held_down(box: BoxStyle, texts: Sequence[Fitting]) -> Iterable[Held]:
    """Which card of each group keeps the others from a larger size, and from which."""
    for group in groups(box, texts):
        size = group[0].size
        if len(group) < 2 or size >= box.size.maximum:
            continue
        by_size = sorted(group, key=lambda text: _own_size(box, text))
        first, second = by_size[0], by_size[1]
        if _own_size(box, second) > size:
            yield Held(first.card, size, _own_size(box, second), len(group) - 1)


def _own_size(box: BoxStyle, text: Fitting) -> float:
    found = text.block.largest(box.size, text.area.width, text.area.height, text.level)
    return box.size.minimum if found is None else found
