"""Steady sizes: a word of four letters more in a title, or less, changes it by 8 % at most.

The largest size that fits falls by a quarter where it takes a fourth line. So a title has a size
only if there is room for such a word more, wherever it stood, at 92 % of it, for two at 92 % of
that, and so on: a stair down to the smallest size, which all titles that differ so have in common.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, inf

from ..basics.records import NamedTuple
from ..model.layout import SizeRange
from .blocks import STEP, TRACKING, tracking_at
from .breaking import Breaker
from .fitting import Fitting
from .wordier import Demand, Piece, Wordier, demand

SHARE = 0.92
"""So much of its size a title keeps at least when it gets a short word, or loses one."""

NARROWEST = 0.4
"""Em that letters have on average, if the words are narrow: tracking adds to each of them."""


class Type(NamedTuple):
    """What tells how high lines are in a box, how many it takes, and how wide a `short` word is.

    `one_line` and `leading` are in em, as is the tracking that words and the short one were
    measured with; that is None where it is the same at all sizes.
    """

    one_line: float
    leading: float
    lines: float
    tracking: float | None
    short: Piece


class Room:
    """The room for texts of a type, in points, with what is asked there of their sizes."""

    def __init__(self, width: float, height: float, least: float, of: Type) -> None:
        self._width = width
        self._height = height
        self._least = least
        self._type = of
        self._demands: dict[float, tuple[Demand, ...]] = {}

    def demands(self, size: float) -> tuple[Demand, ...]:
        """What is asked of a title that is to have a size: first that it fits.

        Where each word more has a line more, it is not asked for: no word takes more than that,
        unless it is wider than half a line.
        """
        known = self._demands.get(size)
        if known is None:
            known = self._demands[size] = tuple(self._asked(size))
        return known

    def _asked(self, size: float) -> Iterator[Demand]:
        spare = inf
        for words, step in enumerate(stair(size, self._least)):
            asked = self._demand(words, step)
            if asked.lines - words < spare or self._type.short.advance > asked.measure / 2:
                spare = min(spare, asked.lines - words)
                yield asked

    def _demand(self, words: int, size: float) -> Demand:
        """That so many short words more fit at a size."""
        one_line, leading, most, _, short = self._type
        lines = floor((self._height / size - one_line) / leading + 1 + 1e-9)
        return demand(words, self._measure(size), min(lines, most), short)

    def _measure(self, size: float) -> float:
        """Em from margin to margin, or fewer: what fits on them fits at all smaller sizes, too.

        Without looser tracking more fits just above the size where that begins than just below.
        """
        tracking = self._type.tracking
        if tracking is None:
            return self._width / size
        sizes = [size, *(limit for limit, _ in TRACKING if limit < size)]
        return min(
            self._width / each / (1 + (tracking_at(each) - tracking) / NARROWEST) for each in sizes
        )


@lru_cache(maxsize=256)
def room_for(width: float, height: float, least: float, of: Type) -> Room:
    """The room for texts with the `least` size: the same on most cards."""
    return Room(width, height, least, of)


def stair(size: float, least: float) -> Iterator[float]:
    """A size, then the smallest that is near enough to it, and so on, but for the least.

    >>> list(stair(20.0, 16.0))
    [20.0, 18.5, 17.25]
    """
    while size > least:
        yield size
        near = least + ceil((SHARE * size - least) / STEP - 1e-9) * STEP
        size = min(near, size - STEP)


class Steady:
    """Tells the steady sizes of a text of one paragraph, which fits at the size it has."""

    def __init__(self, text: Fitting, breaker: Breaker, sizes: SizeRange) -> None:
        self._sizes = sizes
        self._size = text.size
        block = text.block
        measurers, measurer = block.measurers, block.measurers.at(text.size)
        last = breaker.paragraph.last
        short = Piece(measurer.short_word, measurer.short_word + last.start - last.end)
        tracking = measurer.tracking if measurers.box.tracking is None else None
        of = Type(block.one_line, measurers.leading, measurers.most_lines, tracking, short)
        self._room = room_for(text.width, text.height, sizes.minimum, of)
        self._title = Wordier(breaker, short)

    def largest(self) -> float:
        """The largest that is not above the text's own."""
        if self._title.meets_all(self._room.demands(self._size)[1:]):
            return self._size
        return self._largest(self._title, self._sizes.minimum, self._size)

    def least(self, size: float) -> float:
        """The least that is near enough to what the text has without any of its short words.

        `size` is its own largest.
        """
        least, most = self._sizes
        if SHARE * most > size + 1e-9:
            most = least + floor((size / SHARE - least) / STEP + 1e-9) * STEP
        for other in self._title.without_a_word():
            if size < most:
                size = most if self._may_have(other, most) else self._largest(other, size, most)
        return SHARE * size

    def _largest(self, title: Wordier, sure: float, most: float) -> float:
        """The largest steady size of a title, which may have the one that is `sure`, not `most`."""
        least = self._sizes.minimum
        low, high = floor((sure - least) / STEP + 1e-9), ceil((most - least) / STEP - 1e-9)
        tried = min(max(low + 1, round(high - (1 - SHARE) * most / STEP)), high - 1)  # mostly holds
        while high - low > 1:
            if self._may_have(title, least + tried * STEP):
                low = tried
            else:
                high = tried
            tried = (low + high) // 2
        return max(sure, least + low * STEP)

    def _may_have(self, title: Wordier, size: float) -> bool:
        return title.meets_all(self._room.demands(size))
