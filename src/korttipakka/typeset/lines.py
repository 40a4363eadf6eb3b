"""Set lines to text runs at fixed places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter, itemgetter

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.records import NamedTuple
from ..fonts import Style
from ..model.frame import Line
from ..model.text import (
    UNMARKED,
    LineEnd,
    Markup,
    PlacedIcon,
    Shaped,
    TextLine,
    TextParagraph,
    TextRun,
)
from .blocks import Measurers
from .set_lines import SetLine, SetParagraph
from .stretches import cut
from .tables import ROW_GAP, SetRow
from .word import Word, stretches

NO_BREAK_SPACE = "\u00a0"

MOST_STRETCH = 0.4
"""Em that a space of a justified line may grow by: a line with wider gaps is better left short."""

HANGING = {"-": 0.5, ",": 1.0, ".": 1.0, ";": 1.0, ":": 1.0}
"""Light punctuation, and how much of it does not count when a line is centred by eye."""


HEADER_RULE, ROW_RULE = 0.08, 0.04
"""Em that the rules of a table are thick: below its header, and between other rows."""

LEAST_RULE = 0.25
"""Points of a rule that every printer prints."""

Inks = Callable[[str], Color]
"""The colour of words by the name that markup gives it; of "", that of the text."""


class Chunk(NamedTuple):
    """Shaped pieces, marked up alike, that a reader gets as one stretch of text.

    `actual` replaces their own text.
    """

    pieces: tuple[Shaped, ...]
    actual: str | None = None
    markup: Markup = UNMARKED


def has_gap(line: SetLine | SetRow) -> bool:
    """Whether there is a paragraph's gap above a line that is not the first one."""
    return line.first and not (line.tight if isinstance(line, SetRow) else line.paragraph.tight)


Flow = list[SetLine] | SetRow
"""The lines of a paragraph, or a row of a table."""


def is_item(flow: Flow) -> bool:
    """Whether this is a paragraph that is an item of a list, or in one."""
    return not isinstance(flow, SetRow) and bool(flow[0].paragraph.kind.items)


class LineSetter:
    """Places lines in an area; `align` is the box's unless a column of a table has its own."""

    def __init__(
        self, measurers: Measurers, area: Rect, size: float, inks: Inks, align: str = ""
    ) -> None:
        self.box = measurers.box
        self.align = align or self.box.align
        self.area = area
        self.size = size
        self.inks = inks
        self.color = inks("")
        self.ascent, self.descent = measurers.ascent * size, measurers.descent * size
        self.cap_height = measurers.cap_height * size
        self.measurer = measurer = measurers.at(size)
        self.tracking = measurer.tracking * size
        self.space = measurer.space
        self._own = _look(self.space)

    def step(self, line: SetLine | SetRow) -> float:
        """From the baseline above a line to its own, in points."""
        gap = has_gap(line) * self.box.paragraph_gap
        if isinstance(line, SetRow) and not line.first:
            gap = ROW_GAP
        return (self.box.leading + gap) * self.size

    def table_left(self, row: SetRow) -> float:
        """Where a table begins: it lies as the box's lines do."""
        room = self.area.width - (row.indent + row.width) * self.size
        align = "right" if row.rtl and self.align in {"left", "justify"} else self.align
        before = {"center": room / 2, "right": room}.get(align, 0.0)
        return self.area.left + before + (0.0 if row.rtl else row.indent * self.size)

    def rule(self, row: SetRow, above: float, baseline: float) -> tuple[Line, ...]:
        """The thin rule between a row and the one above, whose last baseline is given."""
        left, y = self.table_left(row), (above - self.descent + baseline + self.ascent) / 2
        width = max(LEAST_RULE, self.size * (HEADER_RULE if row.after_header else ROW_RULE))
        return (Line(Point(left, y), Point(left + row.width * self.size, y), width, self.color),)

    def paragraph(
        self, lines: Sequence[SetLine], baseline: float, language: str
    ) -> tuple[TextParagraph, float]:
        """A paragraph with its marker beside the first line, and its last line's baseline."""
        placed: list[TextLine] = []
        for line in lines:
            if placed:
                baseline -= self.step(line)
            is_cut = line.last and line is not lines[-1]
            placed.append(self.line(line, baseline, "break" if is_cut else line.end))
        about = lines[0].paragraph
        marker = self._marker(about, placed[0].runs) if about.marker else ()
        icons = tuple(self._icons(placed)) if about.is_marked else ()
        made = TextParagraph(tuple(placed), about.kind, marker, language, about.rtl, icons)
        return made, baseline

    def _icons(self, lines: Iterable[TextLine]) -> Iterator[PlacedIcon]:
        """The icons of lines, each standing on the baseline."""
        for run in (run for line in lines for run in line.runs):
            (x, y), icon = run.at, run.markup.icon
            if icon is None:
                continue
            for glyph in (glyph for piece in run.pieces for glyph in piece.glyphs):
                width = glyph.advance * self.size / 1000
                yield PlacedIcon(icon, Rect(x, y, x + width, y + self.cap_height), run.color)
                x += width + self.tracking

    def line(self, line: SetLine, baseline: float, end: LineEnd) -> TextLine:
        """One line, its marker left out."""
        paragraph = line.paragraph
        order: tuple[int, ...] = ()
        if line.parts[0].ranks:
            chunks, order = self._both_ways(line)
        elif paragraph.is_marked:
            chunks = list(_marked(self._chunks(line), line.parts))
        else:
            chunks = self._chunks(line)
        x = self.area.left + (0.0 if paragraph.rtl else paragraph.indent * self.size)
        stretch = 0.0
        if (self.align != "left" or paragraph.rtl) and not paragraph.kind.rule:
            slack, stretch = self._spread(line, [p for chunk in chunks for p in chunk.pieces])
            x += slack
        if order:
            chunks, order = self._together(chunks, order)
        return TextLine(self._runs(chunks, x, baseline, stretch), end, order)

    def _spread(self, line: SetLine, pieces: Sequence[Shaped]) -> tuple[float, float]:
        """How the room that a line leaves is spent: points before it, and at each space."""
        width = sum(piece.width(self.size, self.tracking) for piece in pieces)
        width -= 0.0 if pieces[-1].rigid else self.tracking
        room = self.area.width - line.paragraph.indent * self.size
        spaces = sum(piece.text == " " for piece in pieces)
        stretch = 0.0
        if self.align == "justify" and spaces and not line.last:
            stretch = max(0.0, room - width) / spaces
            if stretch > MOST_STRETCH * self.size:
                stretch = 0.0
        free = room - (width + stretch * spaces)
        if line.paragraph.rtl:
            return free / 2 if self.align == "center" else free, stretch
        if self.align == "center":
            return min((free + self._hang(pieces)) / 2, free), stretch  # never over the edge
        return free if self.align == "right" else 0.0, stretch

    def _hang(self, pieces: Sequence[Shaped]) -> float:
        """Points of a centred heading's line-end punctuation that are left out of the centring."""
        share = HANGING.get(pieces[-1].text[-1], 0.0) if self.box.wrap == "balance" else 0.0
        return share * pieces[-1].glyphs[-1].advance * self.size / 1000

    def _chunks(self, line: SetLine) -> list[Chunk]:
        """The line's words with spaces between, split where a reader needs other text.

        A line-end hyphen is the breaker's, not the author's: the first part of a broken word reads
        as the whole word, what follows as a space. An author's own hyphen at a line's end must not
        be taken for the breaker's: it is followed by a space that does not break. (Poppler and
        PDFium join words over plain hyphens at line ends.)
        """
        words, measurer = line.parts, self.measurer
        pieces = measurer.spaced(words)
        if not (line.broken or line.whole or words[-1].text[-1:] == "-"):  # most lines
            return [Chunk(tuple(pieces))]
        last = len(words) - 1
        start, end = _actual(line, 0), _actual(line, last) if last else None
        begun = 0 if start is None else len(measurer.pieces(words[0]))
        ended = len(pieces) - (0 if end is None else len(measurer.pieces(words[-1])))
        found = (pieces[:begun], start), (pieces[begun:ended], None), (pieces[ended:], end)
        return [Chunk(tuple(part), actual) for part, actual in found if part]

    def _both_ways(self, line: SetLine) -> tuple[list[Chunk], tuple[int, ...]]:
        """The line's parts and spaces as they lie, where some run from right to left.

        Each is of one font. The indices tell in which order they are read.
        """
        found: list[tuple[int, Chunk]] = []
        last = len(line.parts) - 1
        for index, word in enumerate(line.parts):
            actual = _actual(line, index) if len(word.parts) == 1 else None
            at = 0
            for part, rank in zip(word.parts, word.ranks, strict=False):
                end = at + len(part[0])
                for pieces, markup in self._as_read(part, stretches(word.marks, at, end)):
                    found.append((rank, Chunk(pieces, actual, markup)))
                    actual = None if actual is None else ""
                at = end
            if index < last and not word.glued:
                found.append((word.ranks[-1], Chunk((self.space,), None, word.after)))
        return _as_they_lie(found)

    def _together(
        self, chunks: Sequence[Chunk], order: Sequence[int]
    ) -> tuple[list[Chunk], tuple[int, ...]]:
        """Chunks as they lie, those as one that are set alike and read one after the other."""
        from .gaps import Placed, words_together

        parts = [Placed(order.index(at), *chunk) for at, chunk in enumerate(chunks)]
        groups = words_together(parts, self.space, self.measurer.fonts.faces.get)
        read = sorted(range(len(groups)), key=lambda at: min(p.read_at for p in groups[at]))
        joined = (tuple(chain(*(part.pieces for part in group))) for group in groups)
        alike = zip(joined, groups, strict=True)
        return [Chunk(pieces, *group[0][2:]) for pieces, group in alike], tuple(read)

    def _as_read(
        self, part: tuple[str, Style], marks: Iterable[tuple[int, Markup]]
    ) -> Iterable[tuple[tuple[Shaped, ...], Markup]]:
        """The pieces of a part of a word in the order of reading: of one font and one markup."""
        rtl = part[1].rtl
        for pieces, markup in cut(self.measurer.shape((part,)), marks, rtl):
            fonts = [tuple(group) for _, group in groupby(pieces, key=_look)]
            yield from ((font, markup) for font in (reversed(fonts) if rtl else fonts))

    def _marker(self, about: SetParagraph, line: Sequence[TextRun]) -> tuple[TextRun, ...]:
        """The marker beside a line; of one that is read from right to left, at its right."""
        if about.rtl:
            # A number's point is at its left, and so is its bracket, which is turned round.
            number = about.marker.rstrip(".)")
            sign = about.marker[len(number) :].replace(")", "(")
            pieces = (self.space, *self._shaped(sign + number))
            x, y = line[-1].at.x + line[-1].width, line[-1].at.y
        else:
            pieces = (*self._shaped(about.marker), self.space)
            width = sum(piece.width(self.size, self.tracking) for piece in pieces[:-1])
            gap = self.space.width(self.size, self.tracking)
            x, y = line[0].at.x - width - gap, line[0].at.y
        return self._runs([Chunk(pieces)], x, y, 0.0)

    def _shaped(self, text: str) -> tuple[Shaped, ...]:
        return self.measurer.shape(((text, self.measurer.style),))

    def _runs(
        self, chunks: Sequence[Chunk], x: float, y: float, stretch: float
    ) -> tuple[TextRun, ...]:
        """The runs of chunks from a point on."""
        runs: list[TextRun] = []
        for pieces, actual, markup in chunks:
            told = actual
            color = self.inks(markup.color) if markup.color else self.color
            for font, rigid, group in self._in_fonts(pieces):
                tracking = 0.0 if rigid else self.tracking
                is_own = (font, rigid) == self._own
                gap = stretch if is_own else stretch + self._gap(group, tracking)
                run = TextRun.of(
                    Point(x, y), font, self.size, color, group, tracking, gap, told, markup
                )
                runs.append(run)
                x += run.width
                told = None if actual is None else ""
        return tuple(runs)

    def _in_fonts(
        self, pieces: tuple[Shaped, ...]
    ) -> Iterable[tuple[str, bool, tuple[Shaped, ...]]]:
        """Pieces in stretches of one font, each with that and whether it is rigid."""
        if len({*map(_look, pieces)}) == 1:  # most lines
            return [(*_look(pieces[0]), pieces)]
        from .gaps import in_fonts

        return in_fonts(pieces, self.space, self.measurer.fonts.faces.get)

    def _gap(self, pieces: Iterable[Shaped], tracking: float) -> float:
        """Points that a space set as other words are is narrower than the text's own."""
        for piece in pieces:
            if piece.text == " ":
                own = piece.width(self.size, tracking)
                return self.space.width(self.size, self.tracking) - own
        return 0.0


def _actual(line: SetLine, index: int) -> str | None:
    """What a reader gets for a word of a line; None for its glyphs' own text."""
    if index == 0 and line.broken:
        return " "
    if index != len(line.parts) - 1:
        return None
    whole = line.whole or line.parts[-1].text
    if whole.endswith("-"):
        return whole + NO_BREAK_SPACE
    return line.whole or None


def _marked(chunks: Iterable[Chunk], words: Sequence[Word]) -> Iterable[Chunk]:
    """The chunks of a line, cut where the markup of its words and spaces changes."""
    marks, at = _marks_of_line(words), 0
    for pieces, actual, _ in chunks:
        told, end = actual, at + sum(len(piece.text) for piece in pieces)
        for part, markup in cut(pieces, stretches(marks, at, end), rtl=False):
            yield Chunk(part, told, markup)
            told = None if actual is None else ""
        at = end


def _marks_of_line(words: Sequence[Word]) -> list[tuple[int, Markup]]:
    """The markup of the letters and spaces of a line."""
    marks: list[tuple[int, Markup]] = []
    at = 0
    for word in words:
        own = word.marks or ((len(word.text), UNMARKED),)
        marks += ((at + end, markup) for end, markup in own)
        at += len(word.text) + (not word.glued)
        marks.append((at, word.after))
    alike = groupby(marks, key=itemgetter(1))
    return [(max(end for end, _ in group), markup) for markup, group in alike]


def _as_they_lie(found: Sequence[tuple[int, Chunk]]) -> tuple[list[Chunk], tuple[int, ...]]:
    """Chunks in the order of reading, each with its rank from the left, in that of the ranks.

    And the indices that bring them back into the order of reading.
    """

    def place(index: int) -> tuple[int, int]:
        rank, chunk = found[index]
        return rank, -index if chunk.pieces[0].rtl else index

    visual = sorted(range(len(found)), key=place)
    order = sorted(range(len(found)), key=visual.__getitem__)
    return [found[index][1] for index in visual], tuple(order)


_look = attrgetter("font", "rigid")
