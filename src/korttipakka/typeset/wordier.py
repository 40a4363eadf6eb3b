"""The lines of a title with some short words more, wherever these would do the most harm.

Lines are filled to the brim, as `Breaker.fewest` does it. All lengths are in em.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from ..basics.once import cached_property
from ..basics.records import NamedTuple
from ..basics.units import SLACK
from .breaking import AT_SEAMS, SYLLABLES, Breaker
from .hyphenate import BreakKind

LINE = 1e4
"""More than any line is long. A place in a text is one number: this for each line above it, and how
far it is from the start of its own."""

BEFORE = -1e6 * LINE
"""A place before all others."""

TOO_WIDE = 1e6 * LINE
"""What a word adds that no line has room for: more lines than there can be."""

HYPHEN = 0.5
"""More than a hyphen is wide: a word that is broken has one on each line."""


GOOD, OTHERS = AT_SEAMS | {BreakKind.HYPHEN}, SYLLABLES
"""Breaks inside words: at a good one lines end even if another is further on."""


class Piece(NamedTuple):
    """A word by its number: its width, and how far from its start the next one begins."""

    width: float
    advance: float
    number: int = -1


NO_WORD = Piece(0.0, 0.0)


class Part(NamedTuple):
    """A part of a word up to a break: where it ends, with a hyphen, and where the rest begins."""

    end: float
    rest: float


class Demand(NamedTuple):
    """So many short words more are to fit on so many lines of a measure.

    There surely is room if all words of a title together are not wider than `sure`, and none of
    them than the measure. `places` are those after none, one, two of the short words and so on.
    """

    words: int
    measure: float
    lines: float
    sure: float
    places: Sequence[float]


def demand(words: int, measure: float, lines: float, short: Piece) -> Demand:
    """That so many short words fit.

    Were there a line more than there may be, then each line together with the first word of the
    next would be wider than the measure. So would pairs of lines; and so would all lines together
    with as many words less one, some of them short ones.
    """
    added = words * short.advance
    pairs = (lines + 1) // 2 * measure - added
    firsts = lines * measure - added - min(words, max(0, lines - 1)) * short.advance
    places = [0.0]
    for _ in range(words):
        place = places[-1]
        fits = place % LINE + short.width <= measure + SLACK
        places.append((place if fits else place - place % LINE + LINE) + short.advance)
    return Demand(words, measure, lines, max(pairs, firsts / 2), places)


class Wordier:
    """A title that may get the `short` word again and again, and be `without` one of its own."""

    def __init__(self, breaker: Breaker, short: Piece, without: Piece = NO_WORD) -> None:
        self._breaker = breaker
        self._short = short
        self._without = without
        self._known_parts: dict[int, list[Part]] = {}
        # All words together; of an indented list no more is known.
        self._width = inf if breaker.indent else breaker.paragraph.last.start - without.advance

    def without_a_word(self) -> Iterator["Wordier"]:
        """The titles that lack one word that is no wider than the short one, if others are left."""
        for piece in self._pieces if len(self._pieces) > 1 else ():
            if piece.width <= self._short.width:
                yield Wordier(self._breaker, self._short, piece)

    def meets_all(self, demands: Iterable[Demand]) -> bool:
        """Whether there is room for all that is asked: mostly told without trying all places."""
        width = self._width
        for demand in demands:
            words, measure, lines, sure, places = demand
            if width <= sure and (width + HYPHEN * lines <= sure or self._widest <= measure):
                continue
            if not self._meets(words, measure - self._breaker.indent, lines, places):
                return False
        return True

    def _meets(self, words: int, measure: float, lines: float, places: Sequence[float]) -> bool:
        """Whether there is room for so many short words more, where their number does not tell."""
        # Each word takes one line more at most, if it takes less than half a line.
        apart = lines - words if not words or self._short.advance <= measure / 2 else 0
        return (
            (apart > 0 and self._whole(measure) <= apart)
            or (words > 0 and self._lines(places, measure) <= lines)
            or (apart > 0 and self._fewest(measure) <= apart)
        )

    @cached_property
    def _pieces(self) -> Sequence[Piece]:
        paragraph = self._breaker.paragraph
        places = zip((0.0, *paragraph.starts), paragraph.ends, paragraph.starts, strict=False)
        pieces = [Piece(end - at, start - at, n) for n, (at, end, start) in enumerate(places)]
        return pieces if self._without is NO_WORD else [p for p in pieces if p != self._without]

    @cached_property
    def _widest(self) -> float:
        return max([piece.width for piece in self._pieces])

    def _whole(self, measure: float) -> float:
        """The lines without any short word if no word is broken, or inf: never fewer."""
        is_all = self._without is NO_WORD and self._widest <= measure
        return self._breaker.paragraph.whole(measure) if is_all else inf

    def _fewest(self, measure: float) -> float:
        """The lines without any short word, and with words that are broken to fill them."""
        if self._without is NO_WORD:
            return self._breaker.fewest(measure)
        return self._lines([0.0], measure, broken=True)

    def _lines(self, places: Sequence[float], measure: float, *, broken: bool = False) -> float:
        """The lines with short words, and with words that are broken to fill them, or to fit.

        From a place that is further on, none is reached that is less far. So of all ways to have so
        many short words up to a word, the one that is furthest on after it is the worst.
        """
        limit = measure + SLACK
        for piece in self._pieces:
            parts = self._parts(piece) if broken or piece.width > limit else ()
            places = _after(places, piece, parts, self._short, limit)
        return places[-1] // LINE + 1

    def _parts(self, piece: Piece) -> Sequence[Part]:
        """The parts that lines may end with, those first that should: no syllables, and long."""
        known = self._known_parts.get(piece.number)
        if known is None:
            paragraph = self._breaker.paragraph
            begin = paragraph.starts[piece.number - 1] if piece.number else 0.0
            good = self._breaker.inside(piece.number, GOOD)[::-1]
            breaks = [*good, *self._breaker.inside(piece.number, OTHERS)[::-1]]
            known = [Part(end.end - begin, end.start - begin) for end in breaks]
            self._known_parts[piece.number] = known
        return known


def _after(
    places: Sequence[float], word: Piece, parts: Sequence[Part], short: Piece, measure: float
) -> list[float]:
    """The furthest places after a word, by the number of short words so far."""
    width, advance, _ = word
    short_width, short_advance, _ = short
    found: list[float] = []
    last = BEFORE
    for place in places:
        at = place % LINE
        if at + width <= measure:
            place += advance
        elif parts or width > measure:
            place = _broken(place, word, parts, measure)
        else:
            place += LINE - at + advance
        at = last % LINE
        last += short_advance if at + short_width <= measure else LINE - at + short_advance
        if last < place:
            last = place
        found.append(last)
    return found


def _broken(place: float, word: Piece, parts: Sequence[Part], measure: float) -> float:
    """The place after a word that is too wide for the rest of a line."""
    at, done = place % LINE, 0.0
    while at + word.width - done > measure:
        room = measure - at + done
        rest = next((part.rest for part in parts if done < part.rest and part.end <= room), 0.0)
        if not rest and not at:
            return place + TOO_WIDE
        done = rest or done
        place, at = place - at + LINE, 0.0
    return place + word.advance - done
