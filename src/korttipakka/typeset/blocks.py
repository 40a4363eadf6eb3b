"""A box's text, measured: does it fit at a size, and how its lines fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, inf

from ..layout import BoxStyle, SizeRange
from ..units import fits
from .breaking import HEADING, TEXT, Breaker, Rules
from .words import Cut, MeasuredParagraph, Measurer, Word

STEP = 0.25
"""Points between the type sizes tried: finer cannot be told apart by eye, and searches cost."""

BALANCED_FRAGMENT, TEXT_FRAGMENT = 4, 3
"""Fewest letters on either side of a break; the seed deck's designer never left fewer than four."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as set: the words or parts of words on it, and how it ends.

    `first` and `last` are of the paragraph; `whole` holds the unbroken word for a line that ends
    within one, `broken` is set when the line begins within one.
    """

    parts: tuple[Word, ...]
    cut: Cut
    paragraph: MeasuredParagraph
    first: bool
    last: bool
    broken: bool


def rules_of(box: BoxStyle) -> tuple[Rules, ...]:
    """The rules to break a box's text by: the stricter first, then what else may be tried."""
    if box.hyphens == "none":
        return (Rules(HEADING if box.wrap == "balance" else TEXT, seams=False, syllables=False),)
    if box.wrap == "balance":
        return Rules(HEADING, syllables=False), Rules(HEADING)
    if box.hyphens == "compound":
        return Rules(TEXT, syllables=False), Rules(TEXT)
    return (Rules(TEXT),)


class Block:
    """The text of one box on one card, asked at many sizes. Sizes, widths and heights in points."""

    def __init__(self, paragraphs: Sequence[MeasuredParagraph], box: BoxStyle, measurer: Measurer):
        face = measurer.fonts.face(measurer.style)
        self.box = box
        self.paragraphs = tuple(paragraphs)
        self.ascent = face.ascent / 1000
        self.descent = face.descent / 1000
        self.cap_height = face.cap_height / 1000
        self._breakers = [[Breaker(p, rules) for p in paragraphs] for rules in rules_of(box)]
        self.gaps = sum(not p.source.tight for p in self.paragraphs[1:]) * box.paragraph_gap

    @property
    def strict(self) -> int:
        """The level of the strictest rules."""
        return 0

    @property
    def loosest(self) -> int:
        """The level of the loosest rules, tried where nothing fits by the stricter ones."""
        return len(self._breakers) - 1

    def height(self, lines: float) -> float:
        """The height of a number of lines, in em: from the first's ascent to the last's descent."""
        return self.ascent + self.descent + (lines - 1) * self.box.leading + self.gaps

    def most_lines(self, size: float, height: float) -> float:
        """The number of lines that a height has room for."""
        room = height / size - self.height(1)
        lines = floor(room / self.box.leading + 1 + 1e-9)
        return min(lines, self.box.lines or inf)

    def lines(self, size: float, width: float, level: int) -> float:
        """The fewest lines at a size; inf when a word is too wide."""
        return sum(b.fewest(width / size - b.paragraph.indent) for b in self._breakers[level])

    def fits(self, size: float, width: float, height: float, level: int) -> bool:
        """Whether the text fits at a size, broken by the rules of a level."""
        return self.lines(size, width, level) <= self.most_lines(size, height)

    def largest(self, sizes: SizeRange, width: float, height: float, level: int) -> float | None:
        """The largest size on the grid at which the text fits; None when not even the least does.

        What fits at a size fits at a smaller one, so halving finds it.
        """
        if self.fits(sizes.maximum, width, height, level):
            return sizes.maximum
        if not self.fits(sizes.minimum, width, height, level):
            return None
        low, high = 0, floor((sizes.maximum - sizes.minimum) / STEP + 1e-9) + 1
        while high - low > 1:
            middle = (low + high) // 2
            if self.fits(sizes.minimum + middle * STEP, width, height, level):
                low = middle
            else:
                high = middle
        return sizes.minimum + low * STEP

    def set(self, size: float, width: float, height: float, level: int) -> list[SetLine] | None:
        """The lines at a size, by total fit; None when a word is too wide."""
        breakers = self._breakers[level]
        ends = [b.best(width / size - b.paragraph.indent) for b in breakers]
        if sum(len(e) for e in ends if e) > self.most_lines(size, height):
            ends = [b.best(width / size - b.paragraph.indent, fewest=True) for b in breakers]
        lines: list[SetLine] = []
        for paragraph, cuts in zip(self.paragraphs, ends, strict=True):
            if cuts is None:
                return None
            lines += _lines(paragraph, cuts)
        return lines

    def overrun(self, size: float, width: float, height: float) -> tuple[float, float]:
        """By how much the text is too wide and too high at a size, in points; 0 where it fits."""
        level = self.loosest
        lines = self.lines(size, width, level)
        if lines == inf:
            widest = max(self._widest(p) for p in self.paragraphs)
            return max(0.0, widest * size - width), 0.0
        excess = self.height(lines) * size - height
        return 0.0, 0.0 if fits(excess, 0.0) else excess

    def _widest(self, paragraph: MeasuredParagraph) -> float:
        starts = [0.0, *(cut.start for cut in paragraph.cuts)]
        return max(
            cut.end - start + paragraph.indent
            for cut, start in zip(paragraph.cuts, starts, strict=False)
        )


def _lines(paragraph: MeasuredParagraph, cuts: Sequence[Cut]) -> list[SetLine]:
    lines: list[SetLine] = []
    word, offset = 0, 0
    for cut in cuts:
        parts = tuple(_parts(paragraph.words, word, offset, cut))
        last = cut is paragraph.cuts[-1]
        lines.append(SetLine(parts, cut, paragraph, not lines, last, offset > 0))
        whole = cut.kind is None
        word, offset = cut.word + whole, 0 if whole else cut.offset
    return lines


def _parts(words: Sequence[Word], word: int, offset: int, cut: Cut) -> list[Word]:
    from .words import hyphen_for

    parts = []
    for index in range(word, cut.word + 1):
        whole = words[index]
        start = offset if index == word else 0
        end = cut.offset if index == cut.word else len(whole.text)
        if start == 0 and end == len(whole.text):
            parts.append(whole)
        else:
            hyphen = hyphen_for(cut.kind) if index == cut.word else ""
            sliced = whole.slice(start, end, hyphen)
            parts.append(Word("".join(text for text, _ in sliced), sliced))
    return parts
