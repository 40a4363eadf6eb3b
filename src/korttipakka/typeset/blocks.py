"""A box's text, measured: does it fit at a size, and how its lines fall."""

from collections.abc import Sequence
from math import floor, inf
from typing import NamedTuple

from ..basics.units import fits
from ..content.languages import Piece
from ..content.markdown import Paragraph
from ..fonts import FontSet, Style
from ..model.layout import BoxStyle, SizeRange
from ..model.text import LineEnd, ParagraphKind
from .breaking import AT_SEAMS, HEADING, JUSTIFIED, NOWHERE, START, TEXT, Breaker, Rules
from .hyphenate import Break
from .word import Word
from .words import LineBreak, MeasuredParagraph, Measurer, WordBreaker, hyphen_for

STEP = 0.25
"""Points between the type sizes tried: finer cannot be told apart by eye, and searches cost."""

BALANCED_FRAGMENT, TEXT_FRAGMENT = 4, 3
"""Fewest letters on either side of a break; the seed deck's designer never left fewer than four."""

Said = str | tuple[Piece, ...]
"""What a box says on a card: text in the deck's language, or in pieces where others are among it.
"""


class SetParagraph(NamedTuple):
    """What lines know of their paragraph, see `Paragraph`; its indent is in em."""

    marker: str
    tight: bool
    indent: float
    rtl: bool
    kind: ParagraphKind
    continues: bool
    is_marked: bool


class SetLine(NamedTuple):
    """A line as set: the words or parts of words on it, and how it ends.

    `first` and `last` are of the paragraph. A line that ends within a word has that word as
    `whole` and in `place` where and why it breaks; one that begins within a word is `broken`.
    """

    parts: tuple[Word, ...]
    paragraph: SetParagraph
    first: bool
    last: bool
    broken: bool
    whole: str = ""
    place: Break | None = None

    @property
    def end(self) -> LineEnd:
        """What follows the line in its paragraph; a hard break begins another one."""
        if self.last:
            return "last"
        if self.place is not None:
            return "hyphen" if hyphen_for(self.place.kind) else "joined"
        return "joined" if self.parts[-1].glued else "space"


class SetText(NamedTuple):
    """The lines of a text at a type size in points: a key for what is made of them.

    What is made of a text that is `shared` is worth keeping: several cards show it.
    """

    lines: tuple[SetLine, ...]
    size: float
    shared: bool = False

    def __hash__(self) -> int:
        """The first and the last word tell most texts apart; equality looks at all of them."""
        words = (self.lines[0].parts[0].text, self.lines[-1].parts[-1].text) if self.lines else ()
        return hash((self.size, len(self.lines), words))


TRACKING = ((9.0, 0.01), (14.0, 0.0), (24.0, -0.005))
"""Up to a type size in points, the tracking in em; above the last LARGE_TRACKING.

Small type is easier to read a little looser, large type holds together a little tighter.
"""

LARGE_TRACKING = -0.01


def tracking_at(size: float) -> float:
    """The tracking of "auto" at a size, in em."""
    return next((tracking for limit, tracking in TRACKING if size <= limit), LARGE_TRACKING)


class Measurers:
    """How a box sets its text: rules, the font's metrics in em, and what measures and shapes.

    There is one measurer for each tracking that the box's sizes ask for.
    """

    def __init__(self, box: BoxStyle, fonts: FontSet, breaks: WordBreaker) -> None:
        self._style = Style.of(box)
        self._tracking = box.tracking
        self._fonts = fonts
        self._breaks = breaks
        self._made: dict[float, Measurer] = {}
        self._by_size: dict[float, Measurer] = {}
        face = fonts.face(self._style)
        self.box = box
        self.ascent = face.ascent / 1000
        self.descent = face.descent / 1000
        self.cap_height = face.cap_height / 1000
        self.rules = rules_of(box)

    def at(self, size: float) -> Measurer:
        """The measurer for a size in points."""
        found = self._by_size.get(size)
        if found is None:
            tracking = tracking_at(size) if self._tracking is None else self._tracking
            if tracking not in self._made:
                self._made[tracking] = Measurer(self._fonts, self._style, tracking, self._breaks)
            found = self._by_size[size] = self._made[tracking]
        return found

    def height(self, lines: float, gaps: float) -> float:
        """The height of lines, in em: from the first's ascent to the last's descent.

        `gaps` is the number of gaps between paragraphs among them.
        """
        between = (lines - 1) * self.box.leading + gaps * self.box.paragraph_gap
        return self.ascent + self.descent + between


def rules_of(box: BoxStyle) -> tuple[Rules, ...]:
    """The rules to break a box's text by, the strictest first.

    A text is set by the strictest rules by which it fits at its size.
    """
    costs = HEADING if box.wrap == "balance" else TEXT
    if box.align == "justify":
        costs = JUSTIFIED
    if box.hyphens == "none":
        return (Rules(costs, NOWHERE),)
    if box.wrap == "balance":
        return Rules(costs, NOWHERE), Rules(costs, AT_SEAMS), Rules(costs)
    return (Rules(costs, AT_SEAMS), Rules(costs)) if box.hyphens == "compound" else (Rules(costs),)


class Block:
    """The text of one box on a card, asked at many sizes. Sizes, widths and heights in points.

    It is `shared` when another card says the same, which `said` is.
    """

    __slots__ = (
        "_breakers", "_fits", "_gaps", "_last_set", "_lone", "_measured", "_one_line",
        "measurers", "said", "shared", "sources",
    )  # fmt: skip

    def __init__(self, sources: Sequence[Paragraph], measurers: Measurers, said: Said = "") -> None:
        self.said = said
        self.sources = tuple(sources)
        self.shared = False
        self._gaps = sum(not source.tight for source in self.sources[1:])
        self.measurers = measurers
        self._one_line = measurers.height(1, self._gaps)
        self._measured: dict[float, list[MeasuredParagraph]] = {}
        self._breakers: dict[tuple[float, int], list[Breaker]] = {}
        self._fits: dict[tuple[float, float, float, int], bool] = {}
        self._lone: dict[tuple[float, float, int], bool] = {}
        self._last_set: tuple[tuple[float, ...], SetText] | None = None

    @property
    def loosest(self) -> int:
        """The level of the loosest rules, tried where nothing fits by those from 0 on."""
        return len(self.measurers.rules) - 1

    @property
    def sought(self) -> int:
        """The level of the rules that sizes are sought by: breaks at seams do not cost size."""
        return min(1, self.loosest) if self.measurers.box.wrap == "balance" else 0

    def forget(self) -> None:
        """Drop what was measured, which takes a large deck's memory; asked again, it is redone."""
        self._measured.clear()
        self._breakers.clear()

    def breakers(self, size: float, level: int) -> list[Breaker]:
        """A breaker for each paragraph; kept, since a size search asks again and again."""
        measurer = self.measurers.at(size)
        key = measurer.tracking, level
        if key not in self._breakers:
            rules = self.measurers.rules[level]
            self._breakers[key] = [Breaker(p, rules) for p in self._paragraphs(measurer)]
        return self._breakers[key]

    def _paragraphs(self, measurer: Measurer) -> list[MeasuredParagraph]:
        if measurer.tracking not in self._measured:
            indent = measurer.list_indent(self.sources)
            measured = [measurer.measure(source, indent) for source in self.sources]
            self._measured[measurer.tracking] = measured
        return self._measured[measurer.tracking]

    def most_lines(self, size: float, height: float) -> float:
        """The number of lines that a height has room for."""
        room = height / size - self._one_line
        lines = floor(room / self.measurers.box.leading + 1 + 1e-9)
        return min(lines, self.measurers.box.lines or inf)

    def lines(self, size: float, width: float, level: int) -> float:
        """The fewest lines at a size; inf when a word is too wide."""
        breakers = self.breakers(size, level)
        return sum(b.fewest(width / size - b.paragraph.indent) for b in breakers)

    def fits(self, size: float, width: float, height: float, level: int) -> bool:
        """Whether the text fits at a size, broken by the rules of a level."""
        key = size, width, height, level
        known = self._fits.get(key)
        if known is None:
            known = self.lines(size, width, level) <= self.most_lines(size, height)
            self._fits[key] = known
        return known

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

    def set(self, size: float, width: float, height: float, level: int) -> SetText:
        """The lines at a size, by total fit; none when a word is too wide.

        The last answer is kept: cards that show the same text mostly have the same room for it.
        """
        key = size, width, height, level, self.shared
        if self._last_set is None or self._last_set[0] != key:
            lines = self._lines_of(size, width, height, level)
            self._last_set = key, SetText(tuple(lines or ()), size, self.shared)
        return self._last_set[1]

    def _lines_of(
        self, size: float, width: float, height: float, level: int
    ) -> list[SetLine] | None:
        breakers = self.breakers(size, level)
        ends = [b.best(width / size - b.paragraph.indent) for b in breakers]
        if sum(len(e) for e in ends if e) > self.most_lines(size, height):
            ends = [b.best(width / size - b.paragraph.indent, fewest=True) for b in breakers]
        lines: list[SetLine] = []
        for breaker, of_paragraph in zip(breakers, ends, strict=True):
            if of_paragraph is None:
                return None
            lines += _lines(breaker.paragraph, of_paragraph)
        return lines

    def has_lone_word(self, size: float, width: float, level: int) -> bool:
        """Whether some line but a paragraph's only one is a single short word."""
        key = size, width, level
        known = self._lone.get(key)
        if known is None:
            known = self._lone[key] = self._has_lone_word(size, width, level)
        return known

    def _has_lone_word(self, size: float, width: float, level: int) -> bool:
        for breaker in self.breakers(size, level):
            ends = breaker.best(width / size - breaker.paragraph.indent) or ()
            starts = (START, *ends)
            if len(ends) > 1 and any(map(breaker.is_lone, starts, ends)):
                return True
        return False

    def overrun(self, size: float, width: float, height: float) -> tuple[float, float]:
        """By how much the text is too wide and too high at a size, in points; 0 where it fits."""
        level = self.loosest
        lines = self.lines(size, width, level)
        if lines == inf:
            widest = max(_widest(b.paragraph) for b in self.breakers(size, level))
            return max(0.0, widest * size - width), 0.0
        excess = self.measurers.height(lines, self._gaps) * size - height
        return 0.0, 0.0 if fits(excess, 0.0) else excess


def _widest(paragraph: MeasuredParagraph) -> float:
    """The widest stretch between two breaks, in em."""
    breaks = paragraph.line_breaks
    starts = [0.0, *(place.start for place in breaks)]
    pairs = zip(breaks, starts, strict=False)
    return max(place.end - start for place, start in pairs) + paragraph.indent


def _lines(paragraph: MeasuredParagraph, ends: Sequence[LineBreak]) -> list[SetLine]:
    source = paragraph.source
    about = SetParagraph(
        source.marker, source.tight, paragraph.indent, paragraph.rtl,
        source.kind, source.continues, source.is_marked,
    )  # fmt: skip
    lines: list[SetLine] = []
    word, offset = 0, 0
    for end in ends:
        parts = tuple(_parts(paragraph.words, word, offset, end))
        line = SetLine(parts, about, not lines, end is paragraph.last, offset > 0)
        if end.kind is None:
            word, offset = end.word + 1, 0
        else:
            word, offset = end.word, end.offset
            whole = paragraph.words[word].text
            line = line._replace(whole=whole, place=Break(offset, end.kind))
        lines.append(line)
    return lines


def _parts(words: Sequence[Word], word: int, offset: int, last: LineBreak) -> list[Word]:
    parts = []
    for index in range(word, last.word + 1):
        whole = words[index]
        start = offset if index == word else 0
        end = last.offset if index == last.word else len(whole.text)
        if start == 0 and end == len(whole.text):
            parts.append(whole)
        else:
            hyphen = hyphen_for(last.kind) if index == last.word else ""
            parts.append(whole.part(start, end, hyphen))
    return parts
