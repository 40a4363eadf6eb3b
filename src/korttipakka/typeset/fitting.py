"""Sizes of type: the largest at which a text fits, shared over the cards that should look alike."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..basics.geometry import Rect
from ..model.deck import Card
from ..model.layout import BoxStyle, Role, SizeRange
from .blocks import Block, SetText

HIERARCHY: tuple[Role, ...] = ("title", "subtitle", "text", "footer", "label", "number")
"""Roles of which none may be larger than the one before, whatever the ranges of boxes say."""


class Fitting:
    """A card's text and the area to fit it into. Fitting sets `size`, `level` and `fitted`.

    `level` is that of the rules by which its lines are broken, see `Block`; `fitted` is False for a
    text that is too long at its least size.
    """

    __slots__ = ("area", "block", "card", "fitted", "level", "size")

    def __init__(self, card: Card, block: Block, area: Rect) -> None:
        self.card = card
        self.block = block
        self.area = area
        self.size = 0.0
        self.level = 0
        self.fitted = True

    def fits(self, size: float, level: int) -> bool:
        """Whether the text fits at a size, broken by the rules of a level."""
        return self.block.fits(size, self.area.width, self.area.height, level)

    def on(self, card: Card) -> "Fitting":
        """The same on a card that says the same."""
        made = Fitting(card, self.block, self.area)
        made.size, made.level, made.fitted = self.size, self.level, self.fitted
        return made

    def give(self, size: float) -> None:
        """Take a size, and the strictest rules by which the text fits at it."""
        self.size = size
        self.level = self.strictest(size)

    def strictest(self, size: float) -> int:
        """The level of the strictest rules by which the text fits at a size."""
        levels = range(self.block.loosest)
        return next((level for level in levels if self.fits(size, level)), self.block.loosest)

    def set(self) -> SetText:
        """The lines at the size that was found."""
        return self.block.set(self.size, self.area.width, self.area.height, self.level)

    def at(self, size: float) -> SetText:
        """The lines at another size, by the strictest rules by which they fit."""
        area = self.area
        return self.block.set(size, area.width, area.height, self.strictest(size))


class Held(NamedTuple):
    """A card whose text keeps so many of its group at `size`; they would fit at `larger`."""

    card: Card
    size: float
    larger: float
    others: int


Watch = Callable[[Sequence[Fitting]], Iterable[Fitting]]
"""Hands texts on one by one, and knows how far the work is."""


SizeMerger = Callable[[dict[str, float]], dict[str, float]]
"""Merges sizes over all processes of a build: it takes the sizes that one has found, by group, and
returns for each group the least that any process has found."""


def local_sizes(sizes: dict[str, float]) -> dict[str, float]:
    """The merger of a build in one process, which has all texts: sizes stay as they are."""
    return sizes


def sizes_together(
    box: BoxStyle,
    texts: Sequence[Fitting],
    limit: float,
    watch: Watch,
    agree: SizeMerger = local_sizes,
) -> dict[str, float]:
    """The size that the texts of each group share, by group.

    All texts go through `watch`, `agree` is asked once.
    """
    sizes, grouped = limited(box.size, limit), groups(box, texts)
    return agree({key: fit_group(sizes, watch(group)) for key, group in grouped.items()})


def limited(sizes: SizeRange, limit: float) -> SizeRange:
    """A range of sizes below a limit in points."""
    return SizeRange(min(sizes.minimum, limit), min(sizes.maximum, limit))


def groups(box: BoxStyle, texts: Sequence[Fitting]) -> dict[str, list[Fitting]]:
    """The texts that share one size, by what they have in common."""
    if box.uniform == "category":
        found: dict[str, list[Fitting]] = {}
        for text in texts:
            found.setdefault(group_of(box, text), []).append(text)
        return found
    return {"": list(texts)} if texts else {}


def group_of(box: BoxStyle, text: Fitting) -> str:
    """The group that a text shares its size with."""
    if box.uniform != "category" or text.card.category is None:
        return ""
    return text.card.category.key


def fit_group(sizes: SizeRange, texts: Iterable[Fitting]) -> float:
    """The largest size at which all fit that fit at all; marks those that do not.

    Words are broken at seams, or else syllables, rather than that their text gets smaller.
    """
    size = sizes.maximum
    for text in texts:
        if not text.fits(size, text.block.search_level):
            own = own_size(sizes, text)
            text.fitted = own is not None
            size = min(size, own or size)
    return size


def own_size(sizes: SizeRange, text: Fitting) -> float | None:
    """The largest size of one text, by the strictest rules that allow any; None when none do."""
    for level in range(text.block.search_level, text.block.loosest + 1):
        found = text.block.largest(sizes, text.area.width, text.area.height, level)
        if found is not None:
            return found
    return None


def held_down(box: BoxStyle, texts: Sequence[Fitting]) -> Iterable[Held]:
    """Which card of each group keeps the others from a larger size, and from which."""
    if box.uniform == "card":
        return
    for group in groups(box, texts).values():
        size = group[0].size
        if len(group) < 2 or size >= box.size.maximum:
            continue
        own = [(own_size(box.size, text) or box.size.maximum, text.card) for text in group]
        first, second = sorted(own, key=lambda pair: pair[0])[:2]
        if second[0] > size:
            yield Held(first[1], size, second[0], len(group) - 1)
