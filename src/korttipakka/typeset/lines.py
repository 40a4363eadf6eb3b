"""Set lines to text runs at fixed places."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..model.text import UNMARKED, LineEnd, Markup, Shaped, TextLine, TextParagraph, TextRun
from .blocks import Measurers, SetLine, SetParagraph
from .stretches import cut

NO_BREAK_SPACE = "\u00a0"

MOST_STRETCH = 0.4
"""Em that a space of a justified line may grow by: a line with wider gaps is better left short."""

HANGING = "-,.;:"
"""Punctuation too light to count when a line is centred by eye."""


class Chunk(NamedTuple):
    """Shaped pieces, marked up alike, that a reader gets as one stretch of text.

    `actual` replaces their own text. `rank` is the chunk's place in the order of reading.
    """

    pieces: tuple[Shaped, ...]
    actual: str | None = None
    markup: Markup = UNMARKED
    rank: int = 0


def set_paragraphs(
    measurers: Measurers, lines: Sequence[SetLine], area: Rect, size: float, color: Color,
    language: str = "",
) -> tuple[TextParagraph, ...]:  # fmt: skip
    """The paragraphs of a box's text in its area, aligned as the box says.

    `language` is that of the text, a BCP 47 tag.
    """
    setter = _Setter(measurers, area, size, color)
    baselines = _baselines(measurers, lines, area, size)
    paragraphs = _in_paragraphs(zip(lines, baselines, strict=True))
    return tuple(setter.paragraph(placed, language) for placed in paragraphs)


Placed = tuple[SetLine, float]
"""A line and the height of its baseline."""


def _in_paragraphs(lines: Iterable[Placed]) -> Iterable[list[Placed]]:
    """The lines of each paragraph of the author's, those after hard breaks among them."""
    open_lines: list[Placed] = []
    for line, baseline in lines:
        if open_lines and line.first and not line.paragraph.continues:
            yield open_lines
            open_lines = []
        open_lines.append((line, baseline))
    yield open_lines


def _baselines(
    measurers: Measurers, lines: Sequence[SetLine], area: Rect, size: float
) -> Iterable[float]:
    baseline, box = _first_baseline(measurers, lines, area, size), measurers.box
    for index, line in enumerate(lines):
        if index:
            baseline -= (box.leading + _has_gap(line) * box.paragraph_gap) * size
        yield baseline


def text_height(measurers: Measurers, lines: Sequence[SetLine], size: float) -> float:
    """The height in points that lines take, ascent and descent included."""
    return measurers.height(len(lines), sum(map(_has_gap, lines[1:]))) * size


def _has_gap(line: SetLine) -> bool:
    """Whether there is a gap above a line that is not the first one."""
    return line.first and not line.paragraph.tight


def _first_baseline(
    measurers: Measurers, lines: Sequence[SetLine], area: Rect, size: float
) -> float:
    """By valign; in the middle capitals and baselines are centred, as the eye does."""
    ascent, descent = measurers.ascent * size, measurers.descent * size
    top = area.top - ascent
    span = text_height(measurers, lines, size) - ascent - descent
    bottom = area.bottom + descent + span
    if measurers.box.valign == "top":
        return top
    if measurers.box.valign == "bottom":
        return bottom
    middle = (area.top + area.bottom) / 2 + (span - measurers.cap_height * size) / 2
    return max(min(middle, top), bottom)


class _Setter:
    def __init__(self, measurers: Measurers, area: Rect, size: float, color: Color) -> None:
        self.box = measurers.box
        self.area = area
        self.size = size
        self.color = color
        self.measurer = measurer = measurers.at(size)
        self.tracking = measurer.tracking * size
        (self.space,) = measurer.shape(((" ", measurer.style),))

    def paragraph(self, placed: Sequence[Placed], language: str) -> TextParagraph:
        """A paragraph with its marker, which hangs beside the first line."""
        about = placed[0][0].paragraph
        ends: list[LineEnd] = [
            "break" if after.first else line.end for (line, _), (after, _) in pairwise(placed)
        ]
        lines = tuple(
            self._line(line, baseline, end)
            for (line, baseline), end in zip(placed, (*ends, "last"), strict=True)
        )
        marker = self._marker(about, lines[0].runs) if about.marker else ()
        return TextParagraph(lines, about.kind, marker, language, about.rtl)

    def _line(self, line: SetLine, baseline: float, end: LineEnd) -> TextLine:
        paragraph = line.paragraph
        chunks = self._both_ways(line) if line.parts[0].ranks else self._chunks(line)
        x = self.area.left + (0.0 if paragraph.rtl else paragraph.indent * self.size)
        stretch = 0.0
        if self.box.align != "left" or paragraph.rtl:
            slack, stretch = self._spread(line, [p for chunk in chunks for p in chunk.pieces])
            x += slack
        places, runs = zip(*self._runs(chunks, Point(x, baseline), stretch), strict=True)
        order = _order(places) if line.parts[0].ranks else ()
        return TextLine(runs, end, order)

    def _spread(self, line: SetLine, pieces: Sequence[Shaped]) -> tuple[float, float]:
        """How the room that a line leaves is spent: points before it, and at each space."""
        width = sum(piece.width(self.size, self.tracking) for piece in pieces) - self.tracking
        room = self.area.width - line.paragraph.indent * self.size
        spaces = sum(piece.text == " " for piece in pieces)
        stretch = 0.0
        if self.box.align == "justify" and spaces and not line.last:
            stretch = max(0.0, room - width) / spaces
            if stretch > MOST_STRETCH * self.size:
                stretch = 0.0
        free = room - (width + stretch * spaces)
        if line.paragraph.rtl:
            return free / 2 if self.box.align == "center" else free, stretch
        free += self._hang(pieces)
        return {"center": free / 2, "right": free}.get(self.box.align, 0.0), stretch

    def _hang(self, pieces: Sequence[Shaped]) -> float:
        """Points by which a centred heading's line-end punctuation hangs out of the centring."""
        hangs = self.box.wrap == "balance" and self.box.align == "center"
        if not hangs or pieces[-1].text[-1] not in HANGING:
            return 0.0
        return pieces[-1].glyphs[-1].advance * self.size / 1000

    def _chunks(self, line: SetLine) -> list[Chunk]:
        """The line's words with spaces between, split where a reader needs other text.

        A line-end hyphen is the breaker's, not the author's: the first part of a broken word reads
        as the whole word, what follows as a space. An author's own hyphen at a line's end must not
        be taken for the breaker's: it is followed by a space that does not break. (Poppler and
        PDFium join words over plain hyphens at line ends.)
        """
        chunks = _Chunks()
        last = len(line.parts) - 1
        for index, word in enumerate(line.parts):
            if index and not line.parts[index - 1].glued:
                chunks.add((self.space,), line.parts[index - 1].after)
            actual = self._actual(line, index, last, word.text) if index in {0, last} else None
            pieces = self.measurer.pieces(word)
            if word.marks:
                for part, markup in cut(pieces, word.stretches(0, len(word.text)), rtl=False):
                    chunks.add(part, markup, actual)
                    actual = None if actual is None else ""
            else:
                chunks.add(pieces, UNMARKED, actual)
        return chunks.close()

    def _both_ways(self, line: SetLine) -> list[Chunk]:
        """The line's parts and spaces as they lie, where some run from right to left."""
        placed: list[tuple[int, int, Chunk]] = []
        last = len(line.parts) - 1
        for index, word in enumerate(line.parts):
            actual = self._actual(line, index, last, word.text) if len(word.parts) == 1 else None
            at = 0
            for part, rank in zip(word.parts, word.ranks, strict=False):
                text, style = part
                pieces = self.measurer.shape((part,))
                for stretch, markup in cut(pieces, word.stretches(at, at + len(text)), style.rtl):
                    order = len(placed)
                    chunk = Chunk(stretch, actual, markup, order)
                    placed.append((rank, -order if style.rtl else order, chunk))
                    actual = None if actual is None else ""
                at += len(text)
            if index < last and not word.glued:
                chunk = Chunk((self.space,), None, word.after, len(placed))
                placed.append((word.ranks[-1], 0, chunk))
        return [chunk for *_, chunk in sorted(placed, key=itemgetter(0, 1))]

    def _actual(self, line: SetLine, index: int, last: int, text: str) -> str | None:
        """What a reader gets for a word of a line; None for its glyphs' own text."""
        if index == 0 and line.broken:
            return " "
        if index != last:
            return None
        whole = line.whole or text
        if whole.endswith("-"):
            return whole + NO_BREAK_SPACE
        return line.whole or None

    def _marker(self, about: SetParagraph, line: Sequence[TextRun]) -> tuple[TextRun, ...]:
        """The marker beside a line; of one that is read from right to left, at its right."""
        if about.rtl:
            number, point, _ = about.marker.partition(".")  # a number's point is at its left
            pieces = (self.space, *self._shaped(point + number))
            start = Point(line[-1].at.x + line[-1].width, line[-1].at.y)
        else:
            pieces = (*self._shaped(about.marker), self.space)
            width = sum(piece.width(self.size, self.tracking) for piece in pieces[:-1])
            gap = self.space.width(self.size, self.tracking)
            start = Point(line[0].at.x - width - gap, line[0].at.y)
        return tuple(run for _, run in self._runs([Chunk(pieces)], start, 0.0))

    def _shaped(self, text: str) -> tuple[Shaped, ...]:
        return self.measurer.shape(((text, self.measurer.style),))

    def _runs(
        self, chunks: Sequence[Chunk], start: Point, stretch: float
    ) -> Iterable[tuple[tuple[int, int], TextRun]]:
        """The runs of chunks from a point on, each with its place in the order of reading."""
        x, y = start
        for chunk in chunks:
            actual = chunk.actual
            for place, ((font, rigid), group) in enumerate(groupby(chunk.pieces, key=_font)):
                run = TextRun.of(
                    Point(x, y), font, self.size, self.color, tuple(group),
                    0.0 if rigid else self.tracking, stretch, actual, chunk.markup,
                )  # fmt: skip
                yield (chunk.rank, -place if run.rtl else place), run
                x += run.width
                actual = None if actual is None else ""


class _Chunks:
    """Chunks on their way: what is marked up alike and needs no other text is gathered in one."""

    def __init__(self) -> None:
        self._chunks: list[Chunk] = []
        self._open: list[Shaped] = []
        self._markup = UNMARKED

    def add(self, pieces: Sequence[Shaped], markup: Markup, actual: str | None = None) -> None:
        """Add what comes next in the order of reading."""
        if actual is not None:
            self.close()
            self._chunks.append(Chunk(tuple(pieces), actual, markup))
            return
        if markup != self._markup:
            self.close()
            self._markup = markup
        self._open += pieces

    def close(self) -> list[Chunk]:
        """All chunks so far, with none left open."""
        if self._open:
            self._chunks.append(Chunk(tuple(self._open), None, self._markup))
            self._open = []
        return self._chunks


def _order(places: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The indices of runs as they are read; none where that is how they lie."""
    order = sorted(range(len(places)), key=places.__getitem__)
    return () if order == list(range(len(places))) else tuple(order)


_font = attrgetter("font", "rigid")
