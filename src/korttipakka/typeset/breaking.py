"""Total-fit line breaking: of all ways to set a paragraph, the one that costs least.

The idea is Knuth and Plass's (Breaking Paragraphs into Lines, 1981): lines are chosen over the
whole paragraph, not greedily. Set ragged, so that spaces do not stretch: a line costs the square of
the share of the measure that it leaves empty, plus what its end costs. All lengths are in em.
"""

import re
from bisect import bisect_left, bisect_right, insort
from functools import cache
from itertools import pairwise
from math import inf, sqrt
from typing import NamedTuple

from ..basics.units import SLACK
from .hyphenate import HYPHENS, BreakKind
from .leaning import SHORT_WORDS, splits_number
from .words import Cut, MeasuredParagraph


class Costs(NamedTuple):
    """What the end of a line costs, in the unit of the raggedness: 1 is a whole empty line.

    line: each line taken; large where fewest lines win before all else.
    seam, syllable: a hyphen there. A seam in a text reads almost as well as a space; a syllable is
        worth a line that is a third empty (0.33 squared is 0.11). In a heading, where type is large
        and lines few, a word is not broken to make lines more even.
    double: two hyphens in a row, which make a ladder at the edge: worth half a line.
    short_word: a heading's line that ends with a function word, worth a fifth of the measure.
    hyphen: a real hyphen at the line's end, a little worse than a space.
    unit: a line that ends between a number and its unit ("5 | km"), worth half a line.
    lone_word: a line that is one short word, or a last line of less than a third of the measure.
    last: how much of the last line's emptiness counts: all in a heading, which should be even.
    hyphenate_below: inside words a text breaks only where the line would be shorter than this share
        of the measure without; the designer of the seed deck never broke a word in a text.
    """

    line: float
    seam: float
    syllable: float
    double: float
    short_word: float
    hyphen: float
    unit: float
    lone_word: float
    last: float
    hyphenate_below: float


FEWEST_LINES = 100.0

HEADING = Costs(
    line=FEWEST_LINES,
    seam=0.5,
    syllable=1.5,
    double=0.5,
    short_word=0.04,
    hyphen=0.02,
    unit=0.25,
    lone_word=0.4,
    last=1.0,
    hyphenate_below=1.0,
)
TEXT = Costs(
    line=0.0,
    seam=0.06,
    syllable=0.12,
    double=0.5,
    short_word=0.0,
    hyphen=0.01,
    unit=0.25,
    lone_word=0.2,
    last=0.0,
    hyphenate_below=2 / 3,
)
JUSTIFIED = TEXT._replace(seam=0.01, syllable=0.02, hyphenate_below=0.95)
"""Justified text: a hyphen is better than wide spaces."""

LONE_WORD_LETTERS = 4
"""A last line of one word with at most so many letters looks lost."""

LONE_SHARE = 1 / 3
"""A last line shorter than this share of the measure looks lost too."""

_INSIDE = (BreakKind.MARK, BreakKind.SEAM, BreakKind.SYLLABLE)
_HYPHEN = BreakKind.HYPHEN

HYPHEN = re.compile(rf"[{HYPHENS}/@]|\w\.\w")
"""What a word with breaks of the kind HYPHEN has: a hyphen, or the signs of an address."""

NOWHERE: frozenset[BreakKind] = frozenset()
AT_SEAMS = frozenset({BreakKind.MARK, BreakKind.SEAM})
ANYWHERE = AT_SEAMS | {BreakKind.SYLLABLE}


class Rules(NamedTuple):
    """How a box breaks its text, and where inside words it may."""

    costs: Costs
    breaks: frozenset[BreakKind] = ANYWHERE

    def allows(self, cut: Cut) -> bool:
        """Whether lines may end at a cut; after spaces and real hyphens they always may."""
        return cut.kind is None or cut.kind is BreakKind.HYPHEN or cut.kind in self.breaks


START = Cut(-1, 0, None, 0.0, 0.0)
"""Stands for the end of a line before the first one."""


class Breaker:
    """Breaks one measured paragraph by one set of rules, at any measure."""

    __slots__ = ("_allowed", "_filled_to", "_last_best", "paragraph", "rules")

    def __init__(self, paragraph: MeasuredParagraph, rules: Rules) -> None:
        self.rules = rules
        self.paragraph = paragraph
        self._allowed: dict[int, list[Cut]] = {}
        self._filled_to: dict[float, tuple[Cut, ...] | None] = {}
        self._last_best: tuple[float, bool, tuple[Cut, ...] | None] = (-1.0, False, None)

    def fewest(self, measure: float) -> float:
        """The number of lines when each is filled to the brim; inf when a word is too wide."""
        filled = self._filled(measure)
        return inf if filled is None else len(filled)

    def best(self, measure: float, *, fewest: bool = False) -> tuple[Cut, ...] | None:
        """The cuts that end the lines of the cheapest setting; None when a word is too wide.

        With `fewest`, of the settings with the fewest lines. The last answer is kept, since a
        setting is looked at before it is taken.
        """
        if self._last_best[:2] != (measure, fewest):
            self._last_best = measure, fewest, self._best(measure, fewest)
        return self._last_best[2]

    def _best(self, measure: float, fewest: bool) -> tuple[Cut, ...] | None:
        filled, last = self._filled(measure), self.paragraph.last
        if filled is None or len(filled) == 1:
            return filled  # a single line costs nothing, or less than a second line
        line_cost = FEWEST_LINES if fewest else self.rules.costs.line
        bound = 0.0  # what costs more than lines filled to the brim need not be followed
        for start, end in pairwise((START, *filled)):
            bound = bound + line_cost + self._cost(start, end, measure)
        cost = {START: 0.0}
        came: dict[Cut, Cut] = {}
        reached = [START]  # in the order of the text; grows ahead of the loop
        for start in reached:
            so_far = cost[start] + line_cost
            for end in self._options(start, measure, bound - so_far):
                total = so_far + self._cost(start, end, measure)
                if total > bound:
                    continue
                if end not in cost:
                    insort(reached, end)
                elif total >= cost[end]:
                    continue
                cost[end], came[end] = total, start
        return _trace(last, came) if last in came else None

    def _filled(self, measure: float) -> tuple[Cut, ...] | None:
        """The cuts when each line is filled to the brim; None when a word is too wide.

        Answers are kept: a search for a size comes back to one, and then lines are set by it.
        """
        if measure not in self._filled_to:
            self._filled_to[measure] = self._fill(measure)
        return self._filled_to[measure]

    def _fill(self, measure: float) -> tuple[Cut, ...] | None:
        last, cuts = self.paragraph.last, [START]
        if last.end <= measure + SLACK:
            return (last,)
        while cuts[-1] is not last:
            further = self._furthest(cuts[-1], measure)
            if further is None:
                return None
            cuts.append(further)
        return tuple(cuts[1:])

    def _furthest(self, start: Cut, measure: float) -> Cut | None:
        """The last cut at which a line from `start` may end."""
        first, last = self._whole_words(start, measure)
        if inside := self._last_resort(start, first, last, measure):
            return inside[-1]
        return self.paragraph.after(last) if last >= first else None

    def _options(self, start: Cut, measure: float, budget: float = inf) -> list[Cut]:
        """The cuts at which a line that begins after `start` may end.

        Those of lines so short that their raggedness alone costs more than `budget` are left out.
        """
        first, last = self._whole_words(start, measure)
        inside = self._last_resort(start, first, last, measure)
        if budget < 1:
            ends = self.paragraph.ends
            shortest = start.start + measure * (1 - sqrt(max(0.0, budget))) - SLACK
            # How ragged a last line is may cost nothing.
            first = min(max(first, bisect_left(ends, shortest)), max(first, len(ends) - 1))
        return [self.paragraph.after(word) for word in range(first, last + 1)] + inside

    def _whole_words(self, start: Cut, measure: float) -> tuple[int, int]:
        """The first and the last word that a line holds whole, but for where it begins."""
        limit = start.start + measure + SLACK
        return _word_after(start), bisect_right(self.paragraph.ends, limit) - 1

    def _last_resort(self, start: Cut, first: int, last: int, measure: float) -> list[Cut]:
        """Breaks within the first word that does not fit whole."""
        ends = self.paragraph.ends
        if last + 1 == len(ends):
            return []
        word = max(first, last + 1)
        natural = ends[last] - start.start if last >= first else 0.0
        if not self.rules.breaks or natural >= self.rules.costs.hyphenate_below * measure:
            if not _has_hyphen(self.paragraph.words[word].text):
                return []
            return [cut for cut in self._fitting(start, word, measure) if cut.kind is _HYPHEN]
        fitting = self._fitting(start, word, measure)
        # The rightmost seam that fits wins, but a real hyphen may be better; syllables only where
        # neither fits.
        seams = [cut for cut in fitting if cut.kind in AT_SEAMS][-1:]
        hyphens = [cut for cut in fitting if cut.kind is _HYPHEN][-1:]
        return sorted((*hyphens, *seams)) or fitting[-1:]

    def _fitting(self, start: Cut, word: int, measure: float) -> list[Cut]:
        """The allowed cuts within a word that lie after `start` and no further than a line."""
        allowed = self._allowed.get(word)
        if allowed is None:
            inside = self.paragraph.inside(word)
            allowed = self._allowed[word] = [cut for cut in inside if self.rules.allows(cut)]
        limit = start.start + measure + SLACK
        return [cut for cut in allowed if cut.end <= limit and cut > start]

    def _cost(self, start: Cut, end: Cut, measure: float) -> float:
        costs = self.rules.costs
        empty = max(0.0, 1 - (end.end - start.start) / measure)
        if end is self.paragraph.last:
            return empty * empty * costs.last + self._last_line_cost(start, empty)
        cost = empty * empty + self._penalty(end)
        if self.is_lone(start, end) and start is not START:
            cost += costs.lone_word
        if start.kind in _INSIDE and end.kind in _INSIDE:
            cost += costs.double
        return cost

    def _penalty(self, cut: Cut) -> float:
        """What a line's end costs wherever the line began."""
        costs, words = self.rules.costs, self.paragraph.words
        if cut.kind in _INSIDE:
            return costs.syllable if cut.kind is BreakKind.SYLLABLE else costs.seam
        if cut.kind is _HYPHEN:
            return costs.hyphen
        text = words[cut.word].text
        if text.lower() in SHORT_WORDS:
            return costs.short_word
        return costs.unit if splits_number(text, words, cut.word + 1) else 0.0

    def _last_line_cost(self, start: Cut, empty: float) -> float:
        """A last line should be more than one short word, unless it is the only line."""
        if start is START:
            return 0.0
        lost = empty > 1 - LONE_SHARE or self.is_lone(start, self.paragraph.last)
        return self.rules.costs.lone_word if lost else 0.0

    def is_lone(self, start: Cut, end: Cut) -> bool:
        """Whether a line is a single short word, or a word's short end."""
        offset = start.offset if start.kind is not None else 0
        if end.offset - offset > LONE_WORD_LETTERS or end.kind in _INSIDE:
            return False
        return _word_after(start) == end.word


@cache
def _has_hyphen(text: str) -> bool:
    return HYPHEN.search(text) is not None


def _word_after(cut: Cut) -> int:
    """The word that a line beginning after a cut begins with."""
    return cut.word + 1 if cut.kind is None else cut.word


def _trace(last: Cut, came: dict[Cut, Cut]) -> tuple[Cut, ...]:
    """The ends of the lines on the cheapest way to the last one."""
    ends = [last]
    while (before := came[ends[-1]]) is not START:
        ends.append(before)
    return tuple(reversed(ends))
