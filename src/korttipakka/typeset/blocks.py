"""A box's text, measured: does it fit at a size, and how its lines fall."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from math import floor, inf

from ..basics.records import NamedTuple
from ..basics.units import fits
from ..content.inline import Reading
from ..content.languages import Piece
from ..content.markdown import Paragraph
from ..fonts import FontSet, Style
from ..model.layout import BoxStyle, SizeRange
from .breaking import AT_SEAMS, CENTRED, HEADING, JUSTIFIED, NOWHERE, TEXT, Breaker, Rules
from .hyphenate import Break
from .set_lines import SetLine, SetParagraph
from .tables import ROW_GAP, BrokenCell, SetCell, SetRow, Table
from .word import Word
from .words import LineBreak, MeasuredParagraph, Measurer, WordBreaker, hyphen_for

STEP = 0.25
"""Points between the type sizes tried: finer cannot be told apart by eye, and searches cost."""

MOST_MEASURED = 1000
"""Texts of a box that stay measured until their lines are looked for: of more, measuring them again
is cheaper than the memory."""

BALANCED_FRAGMENT, TEXT_FRAGMENT = 4, 3
"""Fewest letters on either side of a break; the seed deck's designer never left fewer than four."""

Said = str | tuple[Piece, ...]
"""What a box says on a card: text in the deck's language, or in pieces where others are among it.
"""


def letters(said: Said) -> int:
    """How many characters a box says."""
    return len(said) if isinstance(said, str) else sum(len(text) for text, _ in said)


Asked = tuple[Said, Reading | None]
"""What a box says and how it is read; None of what is no Markdown anywhere."""


class SetText(NamedTuple):
    """The lines of a text at a type size in points: a key for what is made of them.

    What is made of a text that is `shared` is worth keeping: several cards show it. In `columns`
    after the first, text begins with the lines of these indices.
    """

    lines: tuple[SetLine | SetRow, ...]
    size: float
    shared: bool = False
    columns: tuple[int, ...] = ()

    def __hash__(self) -> int:
        """The first and the last word tell most texts apart; equality looks at all of them."""
        ends = [line for line in self.lines[:1] + self.lines[-1:] if isinstance(line, SetLine)]
        words = [(line.parts[0].text, line.parts[-1].text) for line in ends]
        return hash((self.size, len(self.lines), *words))

    @property
    def plain_lines(self) -> Iterator[SetLine]:
        """The lines that are no row of a table."""
        return (line for line in self.lines if isinstance(line, SetLine))

    @property
    def cuts(self) -> Iterator[SetLine]:
        """The lines that begin or end within a word."""
        return (line for line in self.plain_lines if line.broken or line.place is not None)


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

    There is one measurer for each tracking that the box's sizes ask for, which keeps at `most` so
    many words.
    """

    def __init__(
        self, box: BoxStyle, fonts: FontSet, breaks: WordBreaker, language: str = "",
        most: float = inf,
    ) -> None:  # fmt: skip
        self._most = most
        self._language = language
        self.style = Style.of(box)
        self._tracking = box.tracking
        self._fonts = fonts
        self._breaks = breaks
        self._made: dict[float, Measurer] = {}
        self._by_size: dict[float, Measurer] = {}
        face = fonts.face(self.style)
        self.box = box
        self.leading, self.most_lines = box.leading, box.lines or inf
        self.ascent = face.ascent / 1000
        self.descent = face.descent / 1000
        self.cap_height = face.cap_height / 1000
        self.rules = rules_of(box)
        self.loosest = len(self.rules) - 1
        # Breaks at seams do not cost a balanced text its size.
        self.search_level = min(1, self.loosest) if box.wrap == "balance" else 0

    def hyphenated(self) -> "Measurers":
        """The same for a box whose words may break."""
        box = self.box._replace(hyphens="all")
        return Measurers(box, self._fonts, self._breaks, self._language, self._most)

    def forget(self) -> None:
        """Drop what is only needed until texts have their lines."""
        for measurer in self._made.values():
            measurer.forget()

    @property
    def are_full(self) -> bool:
        """Whether there are so many words that no text can be kept measured."""
        return any(measurer.is_full for measurer in self._made.values())

    def at(self, size: float) -> Measurer:
        """The measurer for a size in points."""
        found = self._by_size.get(size)
        if found is None:
            tracking = tracking_at(size) if self._tracking is None else self._tracking
            if tracking not in self._made:
                self._made[tracking] = Measurer(
                    self._fonts, self.style, tracking, self._breaks, self._language, self._most,
                    phrases=self.box.wrap == "balance" and self.box.hyphens != "none",
                )  # fmt: skip
            found = self._by_size[size] = self._made[tracking]
        return found

    def height(self, lines: float, gaps: float) -> float:
        """The height of lines, in em: from the first's ascent to the last's descent.

        `gaps` is the number of gaps between paragraphs among them.
        """
        between = (lines - 1) * self.box.leading + gaps * self.box.paragraph_gap
        return self.ascent + self.descent + between


TEXTS = {"center": CENTRED, "justify": JUSTIFIED}
"""Costs of texts by how their lines are aligned, where they are not ragged."""


def rules_of(box: BoxStyle) -> tuple[Rules, ...]:
    """The rules to break a box's text by, the strictest first.

    A text is set by the strictest rules by which it fits at its size.
    """
    costs = TEXTS.get(box.align, TEXT)
    if box.wrap == "balance" and box.align != "justify":
        costs = HEADING
    if box.hyphens == "none":
        return (Rules(costs, NOWHERE),)
    if box.wrap == "balance":
        return Rules(costs, NOWHERE), Rules(costs, AT_SEAMS), Rules(costs)
    return (Rules(costs, AT_SEAMS), Rules(costs)) if box.hyphens == "compound" else (Rules(costs),)


class Block:
    """The text of one box on a card, asked at many sizes. Sizes, widths and heights in points.

    It is `shared` when another card is `asked` for the same. The level of the `loosest` rules is
    tried where nothing fits by those from 0 on; sizes are sought by those of the `search_level`.
    """

    __slots__ = (
        "_breakers",
        "_fits",
        "_gaps",
        "_has_tables",
        "_measured",
        "_row_gaps",
        "_sets",
        "_whole",
        "asked",
        "loosest",
        "measurers",
        "one_line",
        "search_level",
        "shared",
        "sources",
    )  # fmt: skip

    def __init__(
        self, sources: Sequence[Paragraph], measurers: Measurers, asked: Asked = ("", None)
    ) -> None:
        self.asked = asked
        self.sources = tuple(sources)
        self.shared = False
        cells = [source.kind.cell for source in self.sources]
        self._has_tables = any(cells)
        begun = [flow[0] for flow in _flows(self.sources)] if self._has_tables else self.sources
        self._gaps = sum([not source.tight for source in begun[1:]])
        rows = [source.kind.cell.rows - 1 for source in begun if source.kind.cell]
        self._row_gaps = sum(rows) * ROW_GAP
        self.measurers = measurers
        self.loosest, self.search_level = measurers.loosest, measurers.search_level
        self.one_line = measurers.height(1, self._gaps) + self._row_gaps
        self._measured: dict[float, list[MeasuredParagraph]] = {}
        self._breakers: dict[tuple[float, int], list[Breaker | Table]] = {}
        self._fits: dict[tuple[float, float, float, int], bool] = {}
        self._whole: dict[tuple[float, float, float], bool] = {}
        self._sets: dict[tuple[float, ...], SetText] = {}

    def like(self, sources: Sequence[Paragraph], measurers: Measurers) -> "Block":
        """Another text in the same box."""
        return type(self)(sources, measurers)

    def forget(self) -> None:
        """Drop what was measured, which takes a large deck's memory; asked again, it is redone."""
        self._measured.clear()
        self._breakers.clear()
        while len(self._sets) > 1:
            del self._sets[next(iter(self._sets))]

    def rest(self, texts: int) -> None:
        """Drop what was measured, until lines are asked for, of many texts or too many words."""
        if self._measured and (texts > MOST_MEASURED or self.measurers.are_full):
            self.forget()

    def drop(self) -> None:
        """Drop all that was found: its lines are kept elsewhere."""
        for found in (self._measured, self._breakers, self._fits, self._whole, self._sets):
            found.clear()

    def measure(self, size: float) -> None:
        """Measure the text for a size, if it is not yet."""
        self._paragraphs(self.measurers.at(size))

    def breakers(self, size: float, level: int) -> list[Breaker | Table]:
        """What breaks each paragraph and table; kept, since a size search asks again and again."""
        measurer = self.measurers.at(size)
        key = measurer.tracking, level
        known = self._breakers.get(key)
        if known is None:
            rules = self.measurers.rules[level]
            made = [Breaker(p, rules) for p in self._paragraphs(measurer)]
            tables = self._has_tables
            known = [*self._with_tables(made, measurer)] if tables else [*made]
            self._breakers[key] = known
        return known

    def _with_tables(
        self, breakers: Sequence[Breaker], measurer: Measurer
    ) -> Iterator[Breaker | Table]:
        """The breakers, those of a table's cells as a table."""
        rest = iter(breakers)
        for flow in _flows(self.sources):
            own = list(islice(rest, len(flow)))
            cells = [(source.kind.cell, b) for source, b in zip(flow, own, strict=True)]
            if placed := [(cell, breaker) for cell, breaker in cells if cell]:
                indent = flow[0].level * measurer.list_indent(self.sources)
                yield Table(placed, indent, flow[0].tight)
            else:
                yield from own

    def _paragraphs(self, measurer: Measurer) -> list[MeasuredParagraph]:
        if measurer.tracking not in self._measured:
            indent = measurer.list_indent(self.sources)
            measured = [
                measurer.measure(source, 0.0 if source.kind.cell else indent)
                for source in self.sources
            ]
            self._measured[measurer.tracking] = measured
        return self._measured[measurer.tracking]

    def most_lines(self, size: float, height: float) -> float:
        """The number of lines that a height has room for."""
        room, most = height / size - self.one_line, self.measurers.most_lines
        lines = floor(room / self.measurers.leading + 1 + 1e-9)
        return lines if lines < most else most

    def lines(self, size: float, width: float, level: int) -> float:
        """The fewest lines at a size; inf when a word is too wide."""
        breakers = self.breakers(size, level)
        return sum([b.fewest(width / size - b.indent) for b in breakers])

    def fits(self, size: float, width: float, height: float, level: int) -> bool:
        """Whether the text fits at a size, broken by the rules of a level."""
        key = size, width, height, level
        known = self._fits.get(key)
        if known is None:
            known = self._fits_whole(size, width, height) or self._fits_broken(*key)
            self._fits[key] = known
        return known

    def seems_to_fit(self, size: float, width: float, height: float) -> bool:
        """Whether the text fits with no word broken by the widths of its letters."""
        if self._has_tables:
            return False
        measurer, measure = self.measurers.at(size), width / size
        indent = measurer.list_indent(self.sources)
        lines = sum([measurer.guessed_lines(source, measure, indent) for source in self.sources])
        return lines <= self.most_lines(size, height)

    def _fits_whole(self, size: float, width: float, height: float) -> bool:
        """Whether it fits with no word broken, as most texts do: so by the rules of any level.

        That is not asked of tables, whose columns depend on where words break.
        """
        if self._has_tables:
            return False
        key = size, width, height
        known = self._whole.get(key)
        if known is None:
            measure, paragraphs = width / size, self._paragraphs(self.measurers.at(size))
            lines = sum([p.whole(measure - p.indent) for p in paragraphs])
            known = self._whole[key] = lines <= self.most_lines(size, height)
        return known

    def _fits_broken(self, size: float, width: float, height: float, level: int) -> bool:
        """Whether it fits by the rules of a level, where it does not with no word broken."""
        most, measure = self.most_lines(size, height), width / size
        breakers = self.breakers(size, level)
        if all(b.keeps_words for b in breakers):
            return False
        if sum([b.least(measure - b.indent) for b in breakers]) > most:
            return False
        return self.lines(size, width, level) <= most

    def largest(self, sizes: SizeRange, width: float, height: float, level: int) -> float | None:
        """The largest size on the grid at which the text fits; None when not even the least does.

        What fits at a size fits at a smaller one, so halving finds it.
        """
        if self.fits(sizes.maximum, width, height, level):
            return sizes.maximum
        # The least comes last: small type has a tracking of its own, and is measured anew for it.
        low, high = -1, floor((sizes.maximum - sizes.minimum) / STEP + 1e-9) + 1
        while high - low > 1:
            middle = (low + high) // 2
            if self.fits(sizes.minimum + middle * STEP, width, height, level):
                low = middle
            else:
                high = middle
        return None if low < 0 else sizes.minimum + low * STEP

    def set(self, size: float, width: float, height: float, level: int) -> SetText:
        """The lines at a size, by total fit; none when a word is too wide.

        Answers are kept, the last one longer: cards that show the same text mostly have the same
        room for it.
        """
        key = size, width, height, level, self.shared
        known = self._sets.pop(key, None)
        if known is None:
            lines = self._lines_of(size, width, height, level)
            known = SetText(tuple(lines or ()), size, self.shared)
        self._sets[key] = known  # as the last one
        return known

    def _lines_of(
        self, size: float, width: float, height: float, level: int
    ) -> list[SetLine | SetRow] | None:
        lines = self._best_lines(size, width, level, fewest=False)
        if lines and line_count(lines) > self.most_lines(size, height):
            return self._best_lines(size, width, level, fewest=True)
        return lines

    def _best_lines(
        self, size: float, width: float, level: int, *, fewest: bool
    ) -> list[SetLine | SetRow] | None:
        lines: list[SetLine | SetRow] = []
        for breaker in self.breakers(size, level):
            measure = width / size - breaker.indent
            found = _set(breaker, measure, fewest)
            if found is None:
                return None
            lines += found
        return lines

    def overrun(self, size: float, width: float, height: float) -> tuple[float, float]:
        """By how much the text is too wide and too high at a size, in points; 0 where it fits."""
        lines = self.lines(size, width, self.loosest)
        if lines == inf:
            return max(0.0, self.widest(size, width)[0]), 0.0
        excess = (self.measurers.height(lines, self._gaps) + self._row_gaps) * size - height
        return 0.0, 0.0 if fits(excess, 0.0) else excess

    def widest(self, size: float, width: float) -> tuple[float, str]:
        """The word with the widest part that does not break, and how far that exceeds a width."""
        breakers = self.breakers(size, self.loosest)
        room = width / size
        over, word = max(
            (part - room, word) for breaker in breakers for part, word in _unbroken(breaker)
        )
        return over * size, word


def _set(
    breaker: Breaker | Table, measure: float, fewest: bool
) -> Sequence[SetLine | SetRow] | None:
    """The lines of a paragraph, or the rows of a table; None when a word is too wide."""
    if isinstance(breaker, Table):
        rows = breaker.best(measure, fewest=fewest)
        return None if rows is None else list(_rows(breaker, rows, measure))
    ends = breaker.best(measure, fewest=fewest)
    return None if ends is None else _lines(breaker.paragraph, ends)


def line_count(lines: Sequence[SetLine | SetRow]) -> int:
    """How many lines high lines and rows of tables are together."""
    return sum([line.height if isinstance(line, SetRow) else 1 for line in lines])


def _flows(sources: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs one by one, those of a table together."""
    for _, group in groupby(enumerate(sources), key=_flow):
        yield [paragraph for _, paragraph in group]


def _flow(numbered: tuple[int, Paragraph]) -> tuple[bool, int]:
    """What paragraphs of one flow have in common."""
    number, paragraph = numbered
    cell = paragraph.kind.cell
    return (True, cell.table) if cell else (False, number)


def _unbroken(breaker: Breaker | Table) -> Iterator[tuple[float, str]]:
    """What does not break: the width of each stretch in em, its indent included, and its word.

    Of a table that is the whole, which is of no word.
    """
    if isinstance(breaker, Table):
        yield breaker.narrowest + breaker.indent, ""
        return
    start, indent = 0.0, breaker.paragraph.indent
    for place in breaker.paragraph.line_breaks:
        if breaker.rules.allows(place):
            yield place.end - start + indent, breaker.paragraph.words[place.word].text
            start = place.start


def _rows(table: Table, rows: Iterable[Sequence[BrokenCell]], measure: float) -> Iterator[SetRow]:
    """The rows of a table with their cells' lines."""
    width = table.width(measure)
    for number, row in enumerate(rows):
        cells = tuple(SetCell(*broken[:3], tuple(_cell_lines(broken))) for broken in row)
        after_header = number == 1 and table.has_header
        yield SetRow(cells, number, table.indent, width, table.rtl, table.tight, after_header)


def _cell_lines(broken: BrokenCell) -> Iterator[SetLine]:
    for paragraph, ends in broken.ends:
        yield from _lines(paragraph, ends)


def _lines(paragraph: MeasuredParagraph, ends: Sequence[LineBreak]) -> list[SetLine]:
    source = paragraph.source
    about = SetParagraph(
        source.marker, source.tight, paragraph.indent, paragraph.rtl,
        source.kind, source.continues, source.is_marked,
    )  # fmt: skip
    lines: list[SetLine] = []
    word, offset = 0, 0
    for end in ends:
        parts = _parts(paragraph.words, word, offset, end)
        line = SetLine(parts, about, not lines, end is paragraph.last, offset > 0)
        if end.kind is None:
            word, offset = end.word + 1, 0
        else:
            word, offset = end.word, end.offset
            whole = paragraph.words[word].text
            line = line._replace(whole=whole, place=Break(offset, end.kind))
        lines.append(line)
    return lines


def _parts(words: tuple[Word, ...], word: int, offset: int, last: LineBreak) -> tuple[Word, ...]:
    """The words of a line that begins after so many letters of a word."""
    whole = words[word : last.word + 1]
    if last.kind is None and not offset and not whole[-1].glued:  # most lines
        return whole
    parts = list(whole)
    if last.kind is not None:
        start = offset if last.word == word else 0
        parts[-1] = parts[-1].part(start, last.offset, hyphen_for(last.kind))
    if offset and (last.kind is None or last.word > word):
        parts[0] = parts[0].part(offset, len(parts[0].text))
    if last.kind is None and parts[-1].blanks:
        parts[-1] = parts[-1].at_line_end
    return tuple(parts)
