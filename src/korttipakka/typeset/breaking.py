"""Total-fit line breaking: of all ways to set a paragraph, the one that costs least.

The idea is Knuth and Plass's (Breaking Paragraphs into Lines, 1981): lines are chosen over the
whole paragraph, not greedily. Set ragged, so that spaces do not stretch: a line costs the square of
the share of the measure that it leaves empty, plus what its end costs. All lengths are in em.
"""

import re
from bisect import bisect_right
from math import inf
from typing import NamedTuple

from ..units import SLACK
from .hyphenate import BreakKind
from .words import Cut, MeasuredParagraph

SHORT_WORDS = frozenset(
    "ja tai on ei se eli sekä kuin että och eller att en ett i på av the and or a an of to in"
    " või и или в на с і або".split()
)
"""Function words that lean on the next word: a heading's line should not end with one."""


UNIT = re.compile(r"(?:%|°C?|€|\$|[a-zA-Zµ]{1,3}²?³?)[.,;:!?)]*")
"""What may be a unit after a number: a sign, or a word of up to three letters."""


class Costs(NamedTuple):
    """What the end of a line costs, in the unit of the raggedness: 1 is a whole empty line.

    line: each line taken; large where fewest lines win before all else.
    seam, syllable: a hyphen there. A seam in a text reads almost as well as a space; a syllable is
        worth a line that is a third empty (0.33 squared is 0.11). In a heading, where type is large
        and lines few, a word is not broken to make lines more even.
    double: two hyphens in a row, which make a ladder at the edge: worth half a line.
    short_word: a heading's line that ends with a function word, worth a fifth of the measure.
    unit: a line that ends between a number and its unit ("5 | km"), worth half a line.
    lone_word: a last line that is one short word or less than a third of the measure.
    last: how much of the last line's emptiness counts: all in a heading, which should be even.
    hyphenate_below: inside words a text breaks only where the line would be shorter than this share
        of the measure without; the designer of the seed deck never broke a word in a text.
    """

    line: float
    seam: float
    syllable: float
    double: float
    short_word: float
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
    unit=0.25,
    lone_word=0.2,
    last=0.0,
    hyphenate_below=2 / 3,
)

LONE_WORD_LETTERS = 4
"""A last line of one word with at most so many letters looks lost."""

LONE_SHARE = 1 / 3
"""A last line shorter than this share of the measure looks lost too."""

_SPACE, _INSIDE = None, (BreakKind.MARK, BreakKind.SEAM, BreakKind.SYLLABLE)


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


class Breaker:
    """Breaks one measured paragraph by one set of rules, at any measure."""

    def __init__(self, paragraph: MeasuredParagraph, rules: Rules) -> None:
        self.rules = rules
        self.paragraph = paragraph
        self.cuts = paragraph.cuts

    def fewest(self, measure: float) -> float:
        """The number of lines when each is filled to the brim; inf when a word is too wide."""
        lines, at = 0, -1
        while at < len(self.cuts) - 1:
            at = self._furthest(at, measure)
            if at < 0:
                return inf
            lines += 1
        return lines

    def best(self, measure: float, *, fewest: bool = False) -> tuple[Cut, ...] | None:
        """The cuts that end the lines of the cheapest setting; None when a word is too wide.

        With `fewest`, of the settings with the fewest lines.
        """
        if self.paragraph.ends[-1] <= measure + SLACK:
            return (self.cuts[-1],)  # a single line costs nothing, or less than a second line
        line_cost = FEWEST_LINES if fewest else self.rules.costs.line
        cost = [inf] * len(self.cuts)
        came = [-2] * len(self.cuts)
        for start in range(-1, len(self.cuts) - 1):
            so_far = 0.0 if start < 0 else cost[start]
            if so_far == inf:
                continue
            so_far += line_cost
            for end in self._options(start, measure):
                total = so_far + self._cost(start, end, measure)
                if total < cost[end]:
                    cost[end], came[end] = total, start
        return self._trace(came)

    def _trace(self, came: list[int]) -> tuple[Cut, ...] | None:
        at = len(came) - 1
        if came[at] == -2:
            return None
        ends: list[Cut] = []
        while at >= 0:
            ends.append(self.cuts[at])
            at = came[at]
        return tuple(reversed(ends))

    def _start(self, cut: int) -> float:
        return self.cuts[cut].start if cut >= 0 else 0.0

    def _word_after(self, cut: int) -> int:
        """The word that a line beginning after a cut begins with."""
        if cut < 0:
            return 0
        return self.cuts[cut].word + (self.cuts[cut].kind is _SPACE)

    def _furthest(self, start: int, measure: float) -> int:
        """The last cut at which a line from `start` may end; -1 when there is none."""
        first, last = self._whole_words(start, measure)
        if inside := self._last_resort(start, first, last, measure):
            return inside[-1]
        return self.paragraph.spaces[last] if last >= first else -1

    def _options(self, start: int, measure: float) -> list[int]:
        """The cuts at which a line that begins after `start` may end."""
        first, last = self._whole_words(start, measure)
        whole = self.paragraph.spaces[first : last + 1]
        return whole + self._last_resort(start, first, last, measure)

    def _whole_words(self, start: int, measure: float) -> tuple[int, int]:
        """The first and the last word that a line holds whole, but for where it begins."""
        limit = self._start(start) + measure + SLACK
        return self._word_after(start), bisect_right(self.paragraph.ends, limit) - 1

    def _last_resort(self, start: int, first: int, last: int, measure: float) -> list[int]:
        """Breaks within the first word that does not fit whole."""
        if last + 1 == len(self.paragraph.ends):
            return []
        line = self._start(start)
        fitting = self._fitting(start, max(first, last + 1), line + measure + SLACK)
        if not fitting:
            return fitting
        natural = self.paragraph.ends[last] - line if last >= first else 0.0
        if natural >= self.rules.costs.hyphenate_below * measure:
            return [i for i in fitting if self.cuts[i].kind is BreakKind.HYPHEN]
        # The rightmost seam that fits wins; syllables only where no seam fits.
        seams = [i for i in fitting if self.cuts[i].kind is not BreakKind.SYLLABLE]
        return (seams or fitting)[-1:]

    def _fitting(self, start: int, word: int, limit: float) -> list[int]:
        """The allowed cuts within a word that lie after `start` and end within `limit`."""
        cuts, allows = self.cuts, self.rules.allows
        return [
            i
            for i in self.paragraph.inside(word)
            if cuts[i].end <= limit and i > start and allows(cuts[i])
        ]

    def _cost(self, start: int, end: int, measure: float) -> float:
        costs, cut = self.rules.costs, self.cuts[end]
        empty = max(0.0, 1 - (cut.end - self._start(start)) / measure)
        if end == len(self.cuts) - 1:
            return empty * empty * costs.last + self._last_line_cost(start, empty)
        cost = empty * empty + self._penalty(cut)
        if cut.kind in _INSIDE and start >= 0 and self.cuts[start].kind in _INSIDE:
            cost += costs.double
        return cost

    def _penalty(self, cut: Cut) -> float:
        """What a line's end costs wherever the line began."""
        costs, words = self.rules.costs, self.paragraph.words
        if cut.kind in _INSIDE:
            return costs.syllable if cut.kind is BreakKind.SYLLABLE else costs.seam
        text = words[cut.word].text
        if text.lower() in SHORT_WORDS:
            return costs.short_word
        if text[-1].isdigit() and cut.word + 1 < len(words):
            return costs.unit if UNIT.fullmatch(words[cut.word + 1].text) else 0.0
        return 0.0

    def _last_line_cost(self, start: int, empty: float) -> float:
        """A last line should be more than one short word, unless it is the only line."""
        if start < 0:
            return 0.0
        return self.rules.costs.lone_word if self._is_lost(start, empty) else 0.0

    def _is_lost(self, start: int, empty: float) -> bool:
        words = self.paragraph.words
        first = self._word_after(start)
        if first == len(words) - 1:
            offset = self.cuts[start].offset if self.cuts[start].kind is not _SPACE else 0
            if len(words[first].text) - offset <= LONE_WORD_LETTERS:
                return True
        return empty > 1 - LONE_SHARE
