"""Sizes of type: the largest at which a text fits."""

from collections.abc import Iterable

from ..basics.geometry import Rect
from ..model.deck import Card
from ..model.layout import SizeRange
from .blocks import Block, SetText


class Misjudged(Exception):
    """A text that seemed to fit does not."""


class Fitting:
    """A card's text and the area to fit it into. Fitting sets `size`, `level` and `fitted`.

    `level` is that of the rules by which its lines are broken, see `Block`; `fitted` is False for a
    text that is too long at its least size. One that `may_guess` need not be measured before its
    lines are asked for: it may only seem to fit until then.
    """

    __slots__ = (
        "area", "block", "card", "fitted", "guessed", "height", "level", "may_guess", "size",
        "width",
    )  # fmt: skip

    def __init__(self, card: Card, block: Block, area: Rect) -> None:
        self.card = card
        self.block = block
        self.area = area
        self.width, self.height = area.width, area.height
        self.size = 0.0
        self.level = 0
        self.fitted = True
        self.may_guess = False
        self.guessed = 0.0

    def seems_to_fit(self, size: float) -> bool:
        """Whether a text that may be guessed at fits at a size by the widths of its letters.

        Where words are few, what is measured now is kept for the lines: there is nothing to save.
        """
        if not (self.may_guess and self.block.measurers.are_full):
            return False
        if not self.block.seems_to_fit(size, self.width, self.height):
            return False
        self.guessed = max(size, self.guessed)
        return True

    def fits(self, size: float, level: int) -> bool:
        """Whether the text fits at a size, broken by the rules of a level."""
        return self.block.fits(size, self.width, self.height, level)

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
        loosest = self.block.loosest
        for level in range(loosest):
            if self.fits(size, level):
                return level
        return loosest

    def at(self, size: float) -> SetText:
        """The lines at a size, by the strictest rules by which they fit."""
        if size == self.size:
            return self.set()
        return self.block.set(size, self.width, self.height, self.strictest(size))

    def breaks_words(self, size: float) -> bool:
        """Whether words have to break at a size, which may be guessed."""
        return self.guessed < size and not self.fits(size, 0)

    def confirm(self, *, whole: bool) -> None:
        """Raise Misjudged if the text does not fit where it seemed to, its words `whole` or not."""
        level = 0 if whole else self.block.search_level
        if self.guessed and not self.fits(self.guessed, level):
            raise Misjudged

    def set(self) -> SetText:
        """The lines at the size that was found."""
        return self.block.set(self.size, self.width, self.height, self.level)


def limited(sizes: SizeRange, limit: float) -> SizeRange:
    """A range of sizes below a limit in points."""
    return SizeRange(min(sizes.minimum, limit), min(sizes.maximum, limit))


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
        found = text.block.largest(sizes, text.width, text.height, level)
        if found is not None:
            return found
    return None
