"""Sizes of type that texts have for themselves, and what a title gives of its own.

It is set somewhat smaller so as not to be broken, a line longer, or to end with a stray.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import floor, inf

from ..basics.records import NamedTuple
from ..model.layout import BoxStyle, SizeRange
from .blocks import STEP
from .breaking import LONE_WORD_LETTERS, SYLLABLES, Breaker
from .fitting import Fitting, fit_group, limited
from .hyphenate import BreakKind
from .steady import SHARE, Steady

WHOLE_WORDS_SHARE = 0.9
"""So much of its size a title keeps, if less of it saves a break inside a word."""


class Faults(NamedTuple):
    """Breaks inside words, at syllables and at seams, and lines; what comes first is worse."""

    syllables: int = 0
    seams: int = 0
    lines: float = 0


WHOLE, ONE_SEAM = Faults(), Faults(seams=1)


def fit_alone(box: BoxStyle, texts: Sequence[Fitting], limit: float) -> None:
    """Give each text a size of its own, at most `limit` points, and the rules to break it by."""
    sizes = limited(box.size, limit)
    for text in texts:
        text.block.measure(sizes.maximum)
    for text in texts:
        text.give(fit_group(sizes, [text]))
    for text in texts:
        if box.wrap == "balance" and text.fitted and text.size > sizes.minimum:
            _fit_title(text, sizes)


def _fit_title(text: Fitting, sizes: SizeRange) -> None:
    """Give a title, which has the largest size, a steady one, or less, if it is set better so."""
    if text.level:
        if _needs_syllables(text, sizes.minimum):
            text.give(sizes.minimum)
            return
        sizes = SizeRange(sizes.minimum, _most(text, sizes))
        if sizes.maximum < text.size:
            text.give(sizes.maximum)
    breaker = _breaker(text)
    if breaker is None:
        settle(text, max(sizes.minimum, SHARE * text.size))
        return
    enough = max(sizes.minimum, WHOLE_WORDS_SHARE * text.size)
    steady = Steady(text, breaker, sizes)
    largest = steady.largest()
    if largest < text.size:
        text.give(largest)
    settle(text, max(SHARE * largest, enough))
    if text.size < largest < sizes.maximum and text.size < (least := steady.least(largest)):
        text.give(largest)
        settle(text, max(least, enough))


def _needs_syllables(text: Fitting, minimum: float) -> bool:
    """Whether a title only fits with breaks at syllables, because it is long, not one word of it.

    Its type is none the larger for them.
    """
    level = text.block.search_level
    return text.level > level and text.block.lines(minimum, text.width, level) < inf


def _most(text: Fitting, sizes: SizeRange) -> float:
    """The largest size there is for a title with broken words: one that keeps them whole, if near.

    It is the same with more short words, or fewer.
    """
    block, width = text.block, text.width
    tried = _sizes(sizes.maximum, max(sizes.minimum, WHOLE_WORDS_SHARE * sizes.maximum))
    if block.lines(tried[0], width, 0) == inf:
        return sizes.maximum
    return next(size for size in reversed(tried) if block.lines(size, width, 0) < inf)


def _breaker(text: Fitting) -> Breaker | None:
    """What breaks a title, if it is a paragraph in one column."""
    block = text.block
    breakers = block.breakers(text.size, max(text.level, block.search_level))
    if block.measurers.box.columns > 1 or len(breakers) > 1 or not isinstance(breakers[0], Breaker):
        return None
    return breakers[0]


def settle(text: Fitting, least: float) -> None:
    """Take a size in points down to the least, if it is set better so than at the size it has.

    None if that is below the least already.
    """
    if text.level:
        _avoid_breaks(text, _sizes(text.size, least))
    lines = len(text.set().lines)
    if lines > len(text.block.sources):
        sizes = _sizes(text.size, least)
        if text.block.lines(sizes[0], text.width, text.level) < lines:
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
    syllables = sum(kind in SYLLABLES for kind in kinds)
    hyphens = kinds.count(BreakKind.HYPHEN)
    return Faults(syllables, len(kinds) - syllables - hyphens)


def _faults(text: Fitting, size: float) -> Faults:
    """The breaks inside words and the lines."""
    breaks = _breaks(text, size)
    if breaks is WHOLE:
        return breaks._replace(lines=text.block.lines(size, text.width, 0))
    return breaks._replace(lines=len(text.at(size).lines))


def _has_stray(text: Fitting, size: float) -> bool:
    """Whether a last line that is not the only one is a short word, or the short end of one."""
    last = (line for line in text.at(size).plain_lines if line.last and not line.first)
    ends = (line.parts[0].text for line in last if len(line.parts) == 1)
    return any(len(end) <= LONE_WORD_LETTERS for end in ends)
