"""Set lines to text runs at fixed places."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..model.frame import Shaped, TextRun
from .blocks import Measurers, SetLine

NO_BREAK_SPACE = "\u00a0"

MOST_STRETCH = 0.4
"""Em that a space of a justified line may grow by: a line with wider gaps is better left short."""

HANGING = "-,.;:"
"""Punctuation too light to count when a line is centred by eye."""


class Chunk(NamedTuple):
    """Shaped pieces that a reader gets as one stretch of text; `actual` replaces their own."""

    pieces: tuple[Shaped, ...]
    actual: str | None = None


def text_runs(
    measurers: Measurers, lines: Sequence[SetLine], area: Rect, size: float, color: Color
) -> tuple[TextRun, ...]:  # fmt: skip
    """The runs of a box's text in its area, aligned as the box says."""
    setter = _Setter(measurers, area, size, color)
    runs: list[TextRun] = []
    baseline, box = _first_baseline(measurers, lines, area, size), measurers.box
    for index, line in enumerate(lines):
        if index:
            baseline -= (box.leading + _has_gap(line) * box.paragraph_gap) * size
        runs += setter.line(line, baseline)
    return tuple(runs)


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

    def line(self, line: SetLine, baseline: float) -> Iterable[TextRun]:
        """The runs of one line, a hung marker first."""
        paragraph = line.paragraph
        chunks = self._both_ways(line) if line.parts[0].ranks else self._chunks(line)
        x = self.area.left + (0.0 if paragraph.rtl else paragraph.indent * self.size)
        stretch = 0.0
        if self.box.align != "left" or paragraph.rtl:
            slack, stretch = self._spread(line, [p for chunk in chunks for p in chunk.pieces])
            x += slack
        marker = paragraph.marker if line.first else ""
        if marker and not paragraph.rtl:
            yield from self._marker(marker, x, baseline)
        runs = list(self._runs(chunks, x, baseline, stretch))
        yield from runs
        if marker and paragraph.rtl:
            yield from self._marker_right(marker, runs[-1].at.x + runs[-1].width, baseline)

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
        chunks: list[Chunk] = []
        open_pieces: list[Shaped] = []
        last = len(line.parts) - 1
        for index, word in enumerate(line.parts):
            pieces = self.measurer.pieces(word)
            at_end = index in {0, last}
            actual = self._actual(line, index, last, word.text) if at_end else None
            if index and not line.parts[index - 1].glued:
                open_pieces.append(self.space)
            if actual is None:
                open_pieces += pieces
            else:
                chunks += [Chunk(tuple(open_pieces))] if open_pieces else []
                chunks.append(Chunk(tuple(pieces), actual))
                open_pieces = []
        return [*chunks, Chunk(tuple(open_pieces))] if open_pieces else chunks

    def _both_ways(self, line: SetLine) -> list[Chunk]:
        """The line's parts and spaces as they lie, where some run from right to left."""
        placed: list[tuple[int, Chunk]] = []
        last = len(line.parts) - 1
        for index, word in enumerate(line.parts):
            actual = self._actual(line, index, last, word.text) if len(word.parts) == 1 else None
            for part, rank in zip(word.parts, word.ranks, strict=False):
                placed.append((rank, Chunk(self.measurer.shape((part,)), actual)))
            if index < last and not word.glued:
                placed.append((word.ranks[-1], Chunk((self.space,))))
        return [chunk for _, chunk in sorted(placed, key=lambda pair: pair[0])]

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

    def _marker(self, marker: str, x: float, baseline: float) -> Iterable[TextRun]:
        pieces = self.measurer.shape(((marker, self.measurer.style),))
        width = sum(piece.width(self.size, self.tracking) for piece in pieces)
        gap = self.space.width(self.size, self.tracking)
        yield from self._runs([Chunk((*pieces, self.space))], x - width - gap, baseline, 0.0)

    def _marker_right(self, marker: str, x: float, baseline: float) -> Iterable[TextRun]:
        """A marker that hangs at the right of a paragraph's first line, which ends at `x`."""
        number, point, _ = marker.partition(".")  # a number's point follows it, at its left
        pieces = self.measurer.shape(((point + number, self.measurer.style),))
        yield from self._runs([Chunk((self.space, *pieces))], x, baseline, 0.0)

    def _runs(
        self, chunks: Sequence[Chunk], x: float, baseline: float, stretch: float
    ) -> Iterable[TextRun]:
        run: TextRun | None = None
        for chunk in chunks:
            actual = chunk.actual
            for (font, rigid), group in groupby(chunk.pieces, key=_font):
                x += run.width if run else 0.0
                run = TextRun.of(
                    Point(x, baseline), font, self.size, self.color, tuple(group),
                    0.0 if rigid else self.tracking, stretch, actual,
                )  # fmt: skip
                yield run
                actual = None if actual is None else ""


_font = attrgetter("font", "rigid")
