"""Line breaking as `Costs` documents it, by trying every setting: what the breaker is held against.

It works on strings and knows nothing of the breaker: every letter, space and hyphen is half an em
wide, which lines there may be is tried, and what each costs is added up from the documented rules.
"""

from collections.abc import Iterator
from typing import NamedTuple

from korttipakka.typeset.breaking import Costs
from korttipakka.typeset.hyphenate import BreakKind

LETTER = 0.5
"""Em that every character takes."""

SIGNS = {
    "^": BreakKind.MARK, "~": BreakKind.HYPHEN, "|": BreakKind.SEAM, "·": BreakKind.SYLLABLE,
}  # fmt: skip
"""How a text of the tests shows its breaks: `kunta|lais·aloite`, `info-~ilta`."""

ADDED = (BreakKind.MARK, BreakKind.SEAM, BreakKind.SYLLABLE)
"""After these a hyphen is added to the line."""

FUNCTION_WORDS = {"ja", "tai"}
NUMBERS, UNITS = {"5", "12"}, {"km", "%", "ja", "tai", "5", "12"}
"""Those of the tests' texts: any word of up to three letters may be a unit, or more digits."""

SHORT = 4
"""Letters of a word, or of a word's end, that looks lost on a line of its own."""

LOST = 1 / 3
"""The share of the measure that a last line should have."""


class Line(NamedTuple):
    """A line of a setting: its text, where it ends, and what its end is: None after a word."""

    text: str
    end: "Spot"
    kind: BreakKind | None

    @property
    def width(self) -> float:
        """In em."""
        return LETTER * len(self.text)


class Spot(NamedTuple):
    """A place in a text: before a letter of a word."""

    word: int
    letter: int


START = Spot(0, 0)

Setting = tuple[Line, ...]


def parsed(text: str) -> list[tuple[str, dict[int, BreakKind]]]:
    """The words of a text, each with its breaks by the letter that they lie before."""
    words = []
    for marked in text.split():
        plain, breaks = "", dict[int, BreakKind]()
        for sign in marked:
            if sign in SIGNS:
                breaks[len(plain)] = SIGNS[sign]
            else:
                plain += sign
        words.append((plain, breaks))
    return words


class Oracle:
    """Every setting of a text at a measure in em, and what it costs."""

    def __init__(
        self, text: str, measure: float, costs: Costs, inside: frozenset[BreakKind]
    ) -> None:
        self.words = parsed(text)
        self.measure = measure
        self.costs = costs
        self.inside = inside

    def settings(self, start: Spot = START) -> Iterator[Setting]:
        """All ways to set the text from a place on."""
        for line in self.lines(start):
            if line.end.word == len(self.words):
                yield (line,)
            else:
                yield from ((line, *rest) for rest in self.settings(line.end))

    def filled(self) -> Setting | None:
        """The setting in which each line is as full as it can be; None when a word is too wide."""
        found = list[Line]()
        while not found or found[-1].end.word < len(self.words):
            lines = self.lines(found[-1].end if found else START)
            if not lines:
                return None
            found.append(max(lines, key=lambda line: line.end))
        return tuple(found)

    def lines(self, start: Spot) -> list[Line]:
        """The lines that may begin at a place: whole words, and parts of the next one."""
        whole, shown = list[Line](), ""
        for number in range(start.word, len(self.words)):
            word = self.words[number][0][start.letter if number == start.word else 0 :]
            line = Line(f"{shown}{word}", Spot(number + 1, 0), None)
            if line.width > self.measure:
                return whole + self._parts(start, number, shown)
            whole.append(line)
            shown = f"{line.text} "
        return whole

    def _parts(self, start: Spot, number: int, shown: str) -> list[Line]:
        """The lines that end within the first word that does not fit whole."""
        word, breaks = self.words[number]
        first = start.letter if number == start.word else 0
        found = [
            Line(shown + word[first:at] + "-" * (kind in ADDED), Spot(number, at), kind)
            for at, kind in sorted(breaks.items())
            if at > first and kind in self.inside | {BreakKind.HYPHEN}
        ]
        fitting = [line for line in found if line.width <= self.measure]
        real = [line for line in fitting if line.kind is BreakKind.HYPHEN]
        without = LETTER * len(shown.rstrip())
        if not self.inside or without >= self.costs.hyphenate_below * self.measure:
            return real
        seams = [line for line in fitting if line.kind in (BreakKind.MARK, BreakKind.SEAM)]
        # The last of each kind; a syllable only where there is neither, and much would be empty.
        if real or seams:
            return real[-1:] + seams[-1:]
        return fitting[-1:] if without < self.costs.syllable_below * self.measure else []

    def cost(self, setting: Setting) -> float:
        """What a whole setting costs."""
        total = 0.0
        for number, line in enumerate(setting):
            before = setting[number - 1] if number else None
            is_last = number == len(setting) - 1
            total += self.costs.line
            total += self._last(line, before) if is_last else self._other(line, before)
            if before is not None and not is_last:
                beside = min(before.width, setting[number + 1].width)
                much = (beside - line.width) / self.measure - 0.1
                total += max(0.0, much) * self.costs.waist
        return total

    def _other(self, line: Line, before: Line | None) -> float:
        """A line that is not the last: how empty it is, and what stands at its end."""
        cost = (1 - line.width / self.measure) ** 2 + self._end(line)
        if before is not None and self._lone(line, before):
            cost += self.costs.lone_word
        if before is not None and before.kind in ADDED and line.kind in ADDED:
            cost += self.costs.double
        return cost

    def _end(self, line: Line) -> float:
        if line.kind is not None:
            of_kind = {
                BreakKind.MARK: self.costs.seam, BreakKind.SEAM: self.costs.seam,
                BreakKind.SYLLABLE: self.costs.syllable, BreakKind.HYPHEN: self.costs.hyphen,
            }  # fmt: skip
            return of_kind[line.kind]
        word, following = (self.words[line.end.word + step][0] for step in (-1, 0))
        if word in FUNCTION_WORDS:
            return self.costs.short_word
        return self.costs.unit if word in NUMBERS and following in UNITS else 0.0

    def _last(self, line: Line, before: Line | None) -> float:
        cost = (1 - line.width / self.measure) ** 2 * self.costs.last
        if before is None:
            return cost
        is_lost = line.width < LOST * self.measure or self._lone(line, before)
        return cost + (self.costs.lone_word if is_lost else 0.0)

    def _lone(self, line: Line, before: Line) -> bool:
        """Whether a line is one short word or a short end of one, with no hyphen added to it."""
        is_one = before.end.word == line.end.word - (line.kind is None)
        return is_one and len(line.text) <= SHORT and line.kind not in ADDED
