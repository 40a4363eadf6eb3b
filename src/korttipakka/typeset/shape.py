"""The shape of a heading: of settings that cost nearly the same, one without a waist.

What a line costs depends on its own ends, so that the cheapest setting is found a line at a time. A
waist is seen in three lines: where the cheapest setting has one, the few that cost hardly more are
looked at as wholes.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import inf

from .words import LineBreak

MOST_SHAPED = 40
"""Words of a heading whose shape is looked at: what has more is none."""

Ways = Callable[[LineBreak], Iterable[tuple[LineBreak, float]]]
"""The breaks at which a line that begins after one may end, each with what the line costs."""


WAIST = 0.1
"""The share of the measure by which a line may be shorter than both around it unnoticed."""


def waist(widths: Sequence[float], measure: float) -> float:
    """By how much lines between two others are too short beside them, in shares of the measure.

    >>> waist([5, 3, 4, 2], 5)
    0.1
    """
    triples = zip(widths, widths[1:], widths[2:], strict=False)
    beside = [min(above, below) - own - WAIST * measure for above, own, below in triples]
    return sum([much for much in beside if much > 0]) / measure


def shapely(
    start: LineBreak, found: tuple[LineBreak, ...], ways: Ways, price: float, measure: float
) -> tuple[LineBreak, ...]:
    """The setting that costs least when each measure of waist has a price, too.

    `found`, the ends of its lines after `start`, costs least without.
    """
    if not waist(_widths((start, *found)), measure):
        return found
    return _Shaping(ways, found[-1], price, measure).best((start, *found))[1:]


def _widths(breaks: Iterable[LineBreak]) -> list[float]:
    """The widths of lines that begin and end at breaks."""
    return [end.end - start.start for start, end in pairwise(breaks)]


class _Shaping:
    """Goes all ways to the last break that do not cost more than the best one so far."""

    def __init__(self, ways: Ways, last: LineBreak, price: float, measure: float) -> None:
        self._ways = cache(lambda start: tuple(ways(start)))
        self._rest = cache(self._cheapest_rest)
        self._last = last
        self._price = price
        self._measure = measure

    def best(self, first: tuple[LineBreak, ...]) -> tuple[LineBreak, ...]:
        """The best way; a `first` one is known, and taken of those that are as good."""
        best, least = first, self._cost(first)
        waiting: list[tuple[tuple[LineBreak, ...], float]] = [(first[:1], 0.0)]
        while waiting:
            way, cost = waiting.pop()
            if cost + self._of_waist(way) + self._rest(way[-1]) >= least - 1e-9:
                continue
            if way[-1] == self._last:
                best, least = way, self._cost(way)
            waiting += [((*way, end), cost + added) for end, added in self._ways(way[-1])]
        return best

    def _cost(self, way: tuple[LineBreak, ...]) -> float:
        lines = sum(dict(self._ways(start))[end] for start, end in pairwise(way))
        return lines + self._of_waist(way)

    def _of_waist(self, way: tuple[LineBreak, ...]) -> float:
        return self._price * waist(_widths(way), self._measure)

    def _cheapest_rest(self, start: LineBreak) -> float:
        """What the lines after a break cost at least; nothing after the last."""
        if start == self._last:
            return 0.0
        return min((cost + self._rest(end) for end, cost in self._ways(start)), default=inf)
