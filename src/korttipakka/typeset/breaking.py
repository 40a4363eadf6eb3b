"""Total-fit line breaking: of all ways to set a paragraph, the one that costs least.

The idea is Knuth and Plass's (Breaking Paragraphs into Lines, 1981): lines are chosen over the
whole paragraph, not greedily. Set ragged, so that spaces do not stretch: a line costs the square of
the share of the measure that it leaves empty, plus what its end costs. All lengths are in em.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from math import ceil, inf, sqrt

from ..basics.records import NamedTuple
from ..basics.units import SLACK
from .hyphenate import HYPHENS, MOST_WORDS, BreakKind
from .leaning import SHORT_WORDS, leans, splits_number
from .shape import MOST_SHAPED, shapely
from .words import LineBreak, MeasuredParagraph


class Costs(NamedTuple):
    """What the end of a line costs, in the unit of the raggedness: 1 is a whole empty line.

    line: each line taken; large in a heading, where few lines are better than even ones.
    seam, syllable: a hyphen there. A seam in a text reads almost as well as a space; a syllable is
        worth a line that is a third empty (0.33 squared is 0.11). In a heading, where type is large
        and lines few, a word is broken only where it must be, and at a seam if it can.
    double: two hyphens in a row, which make a ladder at the edge: worth half a line.
    short_word: a heading's line that ends with a function word, worth a fifth of the measure.
    hyphen: a real hyphen at the line's end, a little worse than a space.
    unit: a line that ends between a number and its unit ("5 | km"), worth half a line.
    lone_word: a line that is one short word, or a last line of less than a third of the measure.
    last: how much of the last line's emptiness counts: all in a heading, which should be even.
    waist: each whole measure by which a line between two others is shorter than both, but for the
        first tenth. So small that it only tells settings apart that else cost the same.
    hyphenate_below: inside words a text breaks only where the line would be shorter than this share
        of the measure without; the designer of the seed deck never broke a word in a text.
    syllable_below: the same for a break at a syllable, which stops the eye more than a seam does.
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
    waist: float
    hyphenate_below: float
    syllable_below: float


FEWEST_LINES = 100_000.0
"""What a line costs where there is room for no more than the fewest."""

HEADING = Costs(
    line=100.0,
    seam=1_000.0,
    syllable=10_000.0,
    double=0.5,
    short_word=0.04,
    hyphen=0.02,
    unit=0.25,
    lone_word=0.4,
    last=1.0,
    waist=0.01,
    hyphenate_below=1.0,
    syllable_below=1.0,
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
    waist=0.0,
    hyphenate_below=0.55,
    syllable_below=0.4,
)
CENTRED = TEXT._replace(last=0.5, hyphenate_below=0.5)
"""Centred text: its last line is seen to be short on both sides. Its lines have no edge in common
that a short one would spoil, and a hyphen moves the line's middle."""
JUSTIFIED = TEXT._replace(seam=0.01, syllable=0.02, hyphenate_below=0.95, syllable_below=0.95)
"""Justified text: a hyphen is better than wide spaces."""

MOST_KERNED = 1.0
"""Em, more than the letters on both sides of a break are nearer to each other than apart."""

MOST_WEIGHED = 1_000
"""Words of a paragraph whose lines are weighed against each other: no card has room for more."""

LONE_WORD_LETTERS = 4
"""A last line of one word with at most so many letters looks lost."""

LONE_SHARE = 1 / 3
"""A last line shorter than this share of the measure looks lost too."""

_INSIDE = frozenset(BreakKind) - {BreakKind.HYPHEN}
_HYPHEN = BreakKind.HYPHEN
_HYPHENS, SYLLABLES = frozenset({_HYPHEN}), frozenset({BreakKind.SYLLABLE, BreakKind.LETTER})

HYPHEN = re.compile(rf"[{HYPHENS}/@]|\w\.\w")
"""What a word with breaks of the kind HYPHEN has: a hyphen, or the signs of an address."""

NOWHERE: frozenset[BreakKind] = frozenset()
AT_SEAMS = frozenset({BreakKind.MARK, BreakKind.SEAM, BreakKind.JOINT})
ANYWHERE = AT_SEAMS | SYLLABLES


class Rules(NamedTuple):
    """How a box breaks its text, and where inside words it may."""

    costs: Costs
    breaks: frozenset[BreakKind] = ANYWHERE

    @property
    def inside(self) -> frozenset[BreakKind]:
        """The breaks inside words at which lines may end: after real hyphens they always may."""
        return self.breaks | _HYPHENS

    def allows(self, end: LineBreak) -> bool:
        """Whether lines may end there; after spaces and real hyphens they always may."""
        return end.kind is None or end.kind is BreakKind.HYPHEN or end.kind in self.breaks


START = LineBreak(-1, 0, None, 0.0, 0.0)
"""Stands for the end of a line before the first one."""


class Breaker:
    """Breaks one measured paragraph by one set of rules, at any measure.

    `indent` is how many em it begins to the right of the text's edge.
    """

    __slots__ = (
        "_between",
        "_first_fits",
        "_inside",
        "_last_best",
        "indent",
        "keeps_words",
        "paragraph",
        "rules",
    )

    def __init__(self, paragraph: MeasuredParagraph, rules: Rules) -> None:
        self.rules = rules
        self.paragraph = paragraph
        self.indent = paragraph.indent
        # Lines end between words only.
        self.keeps_words = not (
            rules.breaks or True in [_has_hyphen(word.text) for word in paragraph.words]
        )
        self._between: list[LineBreak] = []
        self._inside: dict[tuple[int, frozenset[BreakKind]], list[LineBreak]] = {}
        self._first_fits: dict[float, tuple[LineBreak, ...] | None] = {}
        self._last_best: tuple[float, bool, tuple[LineBreak, ...] | None] = (-1.0, False, None)

    def fewest(self, measure: float) -> float:
        """The number of lines when each is filled to the brim; inf when a word is too wide."""
        if self.keeps_words:
            return self.paragraph.whole(measure)
        lines = self._first_fit(measure)
        return inf if lines is None else len(lines)

    def least(self, measure: float) -> int:
        """As `fewest` where words break anywhere: never more than that, and sooner told."""
        end, start = self.paragraph.last[3:]
        if measure <= 0 or self.paragraph.rtl:
            return 1
        return ceil(end / (measure + (start - end) + MOST_KERNED))

    def ends(self, measure: float) -> list[float]:
        """How far in the paragraph, in em, lines that are filled to the brim end."""
        return [end.end for end in self._first_fit(measure) or ()]

    @property
    def between(self) -> list[LineBreak]:
        """The breaks after its words."""
        if not self._between:
            self._between = self.paragraph.between
        return self._between

    row_gaps = 0.0
    """Em between rows, which only tables have."""

    @property
    def tight(self) -> bool:
        """Whether there is no gap above."""
        return self.paragraph.source.tight

    def best(self, measure: float, *, fewest: bool = False) -> tuple[LineBreak, ...] | None:
        """The breaks that end the lines of the cheapest setting; None when a word is too wide.

        With `fewest`, of the settings with the fewest lines. The last answer is kept, since a
        setting is looked at before it is taken.
        """
        if self._last_best[:2] != (measure, fewest):
            found = self._best(measure, fewest)
            if found is not None and len(found) > 2 and self.rules.costs.waist:
                found = self._shapely(found, measure, fewest)
            self._last_best = measure, fewest, found
        return self._last_best[2]

    def _shapely(
        self, found: tuple[LineBreak, ...], measure: float, fewest: bool
    ) -> tuple[LineBreak, ...]:
        """The best setting when the waists of headings count, too; `found` is best without."""
        if len(self.paragraph.words) > MOST_SHAPED:
            return found
        line_cost = FEWEST_LINES if fewest else self.rules.costs.line

        def ways(start: LineBreak) -> Iterator[tuple[LineBreak, float]]:
            for end in self._options(start, measure) if start is not self.paragraph.last else ():
                yield end, line_cost + self._cost(start, end, measure)

        return shapely(START, found, ways, self.rules.costs.waist, measure)

    def _best(self, measure: float, fewest: bool) -> tuple[LineBreak, ...] | None:
        """The cheapest way from the paragraph's start to its last break.

        The breaks are the nodes of a graph, and an edge leads from one to each at which the next
        line may end; it costs what that line costs. No edge leads back in the text, so that the
        nodes can be settled in its order: when one is come to, the cheapest way there is known, and
        its predecessor on that way. The first fit, which fills each line to the brim, is a way as
        well: what costs more than all of it can be no part of the cheapest.
        """
        first_fit, last = self._first_fit(measure), self.paragraph.last
        if first_fit is None or len(first_fit) == 1:
            return first_fit  # a single line costs nothing, or less than a second line
        if len(self.paragraph.words) > MOST_WEIGHED:
            return first_fit
        line_cost = FEWEST_LINES if fewest else self.rules.costs.line
        bound = 0.0
        for start, end in pairwise((START, *first_fit)):
            bound = bound + line_cost + self._cost(start, end, measure)
        cheapest = {START: (0.0, START)}  # what the way to each break costs, and its predecessor
        reached = [START]  # in the order of the text; grows ahead of the loop
        for start in reached:
            so_far = cheapest[start][0] + line_cost
            for end in self._options(start, measure, bound - so_far):
                total = so_far + self._cost(start, end, measure)
                if total > bound:
                    continue
                known = cheapest.get(end)
                if known is None:
                    insort(reached, end)
                elif total >= known[0]:
                    continue
                cheapest[end] = total, start
        return _trace(last, cheapest) if last in cheapest else None

    def _first_fit(self, measure: float) -> tuple[LineBreak, ...] | None:
        """The breaks when each line is filled to the brim; None when a word is too wide.

        Answers are kept: a search for a size comes back to one, and then lines are set by it.
        """
        if measure not in self._first_fits:
            self._first_fits[measure] = self._fill(measure)
        return self._first_fits[measure]

    def _fill(self, measure: float) -> tuple[LineBreak, ...] | None:
        last = self.paragraph.last
        if last.end <= measure + SLACK:
            return (last,)
        end, between = START, self.between
        found: list[LineBreak] = []
        while end is not last:
            first, whole, inside = self._reach(end, measure)
            if not inside and whole < first:
                return None
            end = inside[-1] if inside else between[whole]
            found.append(end)
        return tuple(found)

    def _options(self, start: LineBreak, measure: float, budget: float = inf) -> list[LineBreak]:
        """The breaks at which a line that begins after `start` may end.

        Those of lines so short that their raggedness alone costs more than `budget` are left out.
        """
        first, last, inside = self._reach(start, measure)
        if first < last and budget < 1:
            ends = self.paragraph.ends
            shortest = start.start + measure * (1 - sqrt(max(0.0, budget))) - SLACK
            # How ragged a last line is may cost nothing.
            first = min(bisect_left(ends, shortest, first), len(ends) - 1)
        return [*self.between[first : last + 1], *inside]

    def _reach(self, start: LineBreak, measure: float) -> tuple[int, int, Sequence[LineBreak]]:
        """The first and the last word that a line holds whole, but for where it begins.

        And the breaks at which it may end within the first word that does not fit whole.
        """
        ends, first = self.paragraph.ends, start.word + (start.kind is None)
        last = bisect_right(ends, start.start + measure + SLACK, first) - 1
        if self.keeps_words or last + 1 == len(ends):
            return first, last, ()
        natural = 0.0 if last < first else ends[last] - start.start
        return first, last, self._last_resort(start, last + 1, natural, measure)

    def _last_resort(
        self, start: LineBreak, word: int, natural: float, measure: float
    ) -> Sequence[LineBreak]:
        """Breaks within a word that does not fit whole after others of a `natural` width."""
        hyphens: list[LineBreak] = []
        if _has_hyphen(self.paragraph.words[word].text):
            hyphens = self._fitting(start, word, measure, _HYPHENS)
        if not self.rules.breaks or natural >= self.rules.costs.hyphenate_below * measure:
            return hyphens
        # The rightmost seam that fits wins, but a real hyphen may be better; syllables only where
        # neither fits, and the line would be very short: until then they are not even measured.
        seams = self._fitting(start, word, measure, AT_SEAMS)
        if hyphens or seams:
            return sorted((*hyphens[-1:], *seams[-1:]))
        if natural >= self.rules.costs.syllable_below * measure:
            return ()
        return self._fitting(start, word, measure, SYLLABLES)[-1:]

    def inside(self, word: int, kinds: frozenset[BreakKind]) -> list[LineBreak]:
        """The allowed breaks of some kinds within a word, in order."""
        allowed = self._inside.get((word, kinds))
        if allowed is None:
            allowed = self.paragraph.inside(word, kinds & self.rules.inside)
            self._inside[word, kinds] = allowed
        return allowed

    def _fitting(
        self, start: LineBreak, word: int, measure: float, kinds: frozenset[BreakKind]
    ) -> list[LineBreak]:
        """The allowed breaks within a word that lie after `start` and no further than a line."""
        allowed = self.inside(word, kinds)
        found: list[LineBreak] = []
        limit = start.start + measure + SLACK
        for end in islice(allowed, bisect_right(allowed, start), None):
            if end.end <= limit:
                found.append(end)
            elif end.end > limit + 1:
                # Only a hyphen, less than an em wide, may make a part wider than a longer one.
                break
        return found

    def _cost(self, start: LineBreak, end: LineBreak, measure: float) -> float:
        costs, empty = self.rules.costs, 1 - (end.end - start.start) / measure
        if empty < 0:
            empty = 0.0
        if end is self.paragraph.last:
            return empty * empty * costs.last + self._last_line_cost(start, empty)
        cost = empty * empty + self._penalty(end)
        if start is START:
            return cost
        if end.word - start.word <= 1 and self.is_lone(start, end):
            cost += costs.lone_word
        if end.kind is not None and end.kind in _INSIDE and start.kind in _INSIDE:
            cost += costs.double
        return cost

    def _penalty(self, end: LineBreak) -> float:
        """What a line's end costs wherever the line began."""
        costs, words = self.rules.costs, self.paragraph.words
        if end.kind is _HYPHEN:
            return costs.hyphen
        if end.kind is not None:
            return costs.syllable if end.kind in SYLLABLES else costs.seam
        text = words[end.word].text
        if not leans(text):
            return 0.0
        if text.lower() in SHORT_WORDS:
            return costs.short_word
        return costs.unit if splits_number(text, words, end.word + 1) else 0.0

    def _last_line_cost(self, start: LineBreak, empty: float) -> float:
        """A last line should be more than one short word, unless it is the only line."""
        if start is START:
            return 0.0
        lost = empty > 1 - LONE_SHARE or self.is_lone(start, self.paragraph.last)
        return self.rules.costs.lone_word if lost else 0.0

    def is_lone(self, start: LineBreak, end: LineBreak) -> bool:
        """Whether a line is a single short word, or a word's short end."""
        offset = start.offset if start.kind is not None else 0
        if end.offset - offset > LONE_WORD_LETTERS or end.kind in _INSIDE:
            return False
        return end.word - start.word == (start.kind is None)


@lru_cache(maxsize=MOST_WORDS)
def _has_hyphen(text: str) -> bool:
    return HYPHEN.search(text) is not None


def _trace(
    last: LineBreak, cheapest: dict[LineBreak, tuple[float, LineBreak]]
) -> tuple[LineBreak, ...]:
    """The ends of the lines on the cheapest way to the last one."""
    ends = [last]
    while (before := cheapest[ends[-1]][1]) is not START:
        ends.append(before)
    return tuple(reversed(ends))
