"""Sizes of type that texts have for themselves, and what a title gives of its own.

It is set somewhat smaller so as not to be broken, a line longer, or to end with a stray.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import floor

from ..basics.records import NamedTuple
from ..model.layout import BoxStyle, SizeRange
from .blocks import STEP
from .breaking import LONE_WORD_LETTERS
from .fitting import Fitting, fit_group, limited
from .hyphenate import BreakKind

WHOLE_WORDS_SHARE = 0.9
"""So much of its size a title keeps, if less of it saves a break inside a word."""

SHARE = 0.92
"""So much it keeps, if less saves a line, or leaves no short word alone on the last one.

A short word more or less in a title may make that difference, and titles of a deck are compared.
"""


class Faults(NamedTuple):
    """Breaks inside words, at syllables and at seams, and lines; what comes first is worse."""

    syllables: int = 0
    seams: int = 0
    lines: float = 0


WHOLE, ONE_SEAM = Faults(), Faults(seams=1)


def fit_alone(box: BoxStyle, text: Fitting, limit: float) -> None:
    """Give a text a size of its own, at most `limit` points, and the level of rules to break it."""
    sizes = limited(box.size, limit)
    text.give(fit_group(sizes, [text]))
    if box.wrap == "balance":
        settle(text, sizes.minimum)


def settle(text: Fitting, minimum: float) -> None:
    """Take a size a little below the largest, which the text has, if it is set better so.

    `minimum` is the least size in points.
    """
    if not text.fitted:
        return
    largest, block = text.size, text.block
    if text.level:
        _avoid_breaks(text, _sizes(largest, max(minimum, WHOLE_WORDS_SHARE * largest)))
    lines = len(text.set().lines)
    if lines > len(block.sources):
        sizes = _sizes(text.size, max(minimum, SHARE * largest))
        if block.lines(sizes[0], text.area.width, text.level) < lines:
            _take(text, sizes, _faults)
        if _has_stray(text, text.size):
            _avoid_stray(text, sizes)


def _avoid_breaks(text: Fitting, sizes: Sequence[float]) -> None:
    """Take the largest of sizes at which the fewest words are broken."""
    area = text.area
    whole = text.block.largest(SizeRange(sizes[0], sizes[-1]), area.width, area.height, 0)
    if whole:
        text.give(whole)
    elif _breaks(text, text.size) > ONE_SEAM:
        _take(text, sizes, _breaks)


def _take(
    text: Fitting, sizes: Sequence[float], faults: Callable[[Fitting, float], Faults]
) -> None:
    """Take the largest of sizes at which a text has the fewest faults.

    In smaller type there are no more of them than in larger.
    """
    fewest = faults(text, sizes[0])
    number = bisect_right(sizes, fewest, key=lambda size: faults(text, size))
    if number < len(sizes):
        text.give(sizes[number - 1])


def _avoid_stray(text: Fitting, sizes: Sequence[float]) -> None:
    """Take the largest of sizes without a stray, if nothing else is worse there."""
    faults = _faults(text, text.size)
    for size in reversed([size for size in sizes if size < text.size]):
        if _faults(text, size) <= faults and not _has_stray(text, size):
            text.give(size)
            return


def _sizes(size: float, least: float) -> Sequence[float]:
    """Sizes that are not below the least, and one that may be, at the end."""
    steps = max(0, floor((size - least) / STEP + 1e-9))
    return [size - step * STEP for step in range(steps, -1, -1)]


def _breaks(text: Fitting, size: float) -> Faults:
    """The breaks inside words: none where the text fits with its words whole."""
    if text.fits(size, 0):
        return WHOLE
    kinds = [line.place.kind for line in text.at(size).plain_lines if line.place]
    syllables, hyphens = kinds.count(BreakKind.SYLLABLE), kinds.count(BreakKind.HYPHEN)
    return Faults(syllables, len(kinds) - syllables - hyphens)


def _faults(text: Fitting, size: float) -> Faults:
    """The breaks inside words and the lines."""
    breaks = _breaks(text, size)
    if breaks is WHOLE:
        return breaks._replace(lines=text.block.lines(size, text.area.width, 0))
    return breaks._replace(lines=len(text.at(size).lines))


def _has_stray(text: Fitting, size: float) -> bool:
    """Whether a last line that is not the only one is a short word, or the short end of one."""
    last = (line for line in text.at(size).plain_lines if line.last and not line.first)
    ends = (line.parts[0].text for line in last if len(line.parts) == 1)
    return any(len(end) <= LONE_WORD_LETTERS for end in ends)
