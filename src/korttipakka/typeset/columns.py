"""Text in several columns of a box: how its lines are dealt out, as evenly as they fall."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

from ..basics.geometry import Rect
from ..basics.records import NamedTuple
from ..basics.units import fits
from ..model.frame import Line
from ..model.layout import BoxStyle
from ..model.text import LineEnd, TextParagraph
from .blocks import Block, Measurers, SetText
from .lines import Inks, has_gap
from .paragraphs import first_baseline, set_from, text_height
from .set_lines import SetLine
from .tables import ROW_GAP, SetRow

Lines = Sequence[SetLine | SetRow]

FINE = 0.01
"""Em to which the height of columns is sought: less than anyone sees."""

KEPT = 2
"""Lines of a paragraph that stay together at the foot of a column, and at the head of the next."""


class Piece(NamedTuple):
    """What stands in one column: a line, or a table's row. Lengths are in em.

    `step` is from the baseline above to its own, `extra` from its own to that of its last line. A
    column may begin here well if it is `free`.
    """

    step: float
    extra: float = 0.0
    free: bool = True


def column_width(box: BoxStyle, width: float) -> float:
    """The width in points of a column in a text's area of this width."""
    return (width - (box.columns - 1) * box.column_gap) / box.columns


def as_one(box: BoxStyle, area: Rect) -> Rect:
    """The area of a text as if its columns stood one below the other."""
    height = box.columns * area.height
    right = area.left + column_width(box, area.width)
    return Rect(area.left, area.top - height, right, area.top)


class ColumnBlock(Block):
    """The text of a box with several columns.

    Its areas are one column wide and as high as all columns together, see `as_one`.
    """

    __slots__ = ()

    def fits(self, size: float, width: float, height: float, level: int) -> bool:
        """Whether the text fits into its columns at a size, broken by the rules of a level."""
        key = size, width, height, level
        known = self._fits.get(key)
        if known is None:
            known = self._fits[key] = self._fit(size, width, height, level)
        return known

    def _fit(self, size: float, width: float, height: float, level: int) -> bool:
        lines = self.lines(size, width, level)
        if lines == inf or lines > (self.measurers.box.lines or inf):
            return False
        pieces = list(self._fewest(size, width, level))
        return dealt(pieces, self._column(size, height), self._base) is not None

    def set(self, size: float, width: float, height: float, level: int) -> SetText:
        """The lines at a size, and with which of them columns begin."""
        for fewest in (False, True):
            lines = self._best_lines(size, width, level, fewest=fewest)
            starts = self._starts(lines or (), size, height)
            if starts is not None:
                break
        return SetText(tuple(lines or ()), size, self.shared, starts or ())

    def overrun(self, size: float, width: float, height: float) -> tuple[float, float]:
        """By how much the text is too wide, and a column too high, at a size in points."""
        over, _ = super().overrun(size, width, inf)
        if over or self.lines(size, width, self.loosest) == inf:
            return over, 0.0
        pieces = list(self._fewest(size, width, self.loosest))
        excess = least_height(pieces, self._columns, self._base) * size - height / self._columns
        return 0.0, 0.0 if fits(excess, FINE * size) else excess

    @property
    def _columns(self) -> int:
        return self.measurers.box.columns

    @property
    def _base(self) -> float:
        """The height in em of a single line."""
        return self.measurers.height(1, 0)

    def _column(self, size: float, height: float) -> "ColumnRoom":
        return ColumnRoom(self._columns, height / self._columns / size)

    def _fewest(self, size: float, width: float, level: int) -> Iterator[Piece]:
        """The pieces of the text with the fewest lines; a table is one."""
        box = self.measurers.box
        for number, flow in enumerate(self.breakers(size, level)):
            gap = 0.0 if number == 0 or flow.tight else box.paragraph_gap
            lines = int(flow.fewest(width / size - flow.indent))
            if flow.row_gaps:
                yield Piece(box.leading + gap, (lines - 1) * box.leading + flow.row_gaps)
                continue
            yield Piece(box.leading + gap)
            yield from (Piece(box.leading) for _ in range(lines - 1))

    def _starts(self, lines: Lines, size: float, height: float) -> tuple[int, ...] | None:
        """Where columns begin, as even as can be; None where there is too much for them."""
        pieces, room = list(pieces_of(lines, self.measurers)), self._column(size, height)
        for strict in (True, False):
            least = least_height(pieces, room.columns, self._base, strict=strict)
            if fits(least, room.height + FINE):
                return dealt(pieces, room._replace(height=least), self._base, strict=strict)
        return None


class ColumnRoom(NamedTuple):
    """So many columns of a height in em."""

    columns: int
    height: float


def pieces_of(lines: Lines, measurers: Measurers) -> Iterator[Piece]:
    """The pieces that lines are, with where a column may begin well.

    No heading stands at a column's foot, and of a paragraph no single line stands alone.
    """
    box = measurers.box
    for index, line in enumerate(lines):
        gap = box.paragraph_gap * has_gap(line)
        if isinstance(line, SetRow):
            gap += 0.0 if line.first else ROW_GAP
            yield Piece(box.leading + gap, (line.height - 1) * box.leading, line.number != 1)
        else:
            yield Piece(box.leading + gap, 0.0, _is_free(lines, index))


def _is_free(lines: Lines, index: int) -> bool:
    before, line = lines[index - 1] if index else None, lines[index]
    if not isinstance(before, SetLine) or not isinstance(line, SetLine):
        return True
    if before.last and not line.paragraph.continues:
        return not before.paragraph.kind.heading
    return _run(lines[:index][::-1], "first") >= KEPT and _run(lines[index:], "last") >= KEPT


def _run(lines: Lines, end: str) -> int:
    """How many of the lines come up to the first or the last of their paragraph."""
    for number, line in enumerate(lines[:KEPT], start=1):
        if isinstance(line, SetRow) or getattr(line, end):
            return number
    return KEPT


def dealt(
    pieces: Sequence[Piece], room: ColumnRoom, base: float, *, strict: bool = False
) -> tuple[int, ...] | None:
    """The pieces that columns after the first begin with, each as full as can be.

    `base` is the height of a line. None where there are more than the room has columns for. If it
    is `strict`, columns begin where they may begin well, if there is such a place.
    """
    starts: list[int] = []
    start, index, height = 0, 0, 0.0
    while index < len(pieces):
        piece = pieces[index]
        height = base + piece.extra if index == start else height + piece.step + piece.extra
        if fits(height, room.height):
            index += 1
            continue
        if index == start or len(starts) + 1 == room.columns:
            return None
        free = (at for at in range(index, start, -1) if pieces[at].free) if strict else ()
        start = index = next(iter(free), index)
        starts.append(start)
    return tuple(starts)


def least_height(
    pieces: Sequence[Piece], columns: int, base: float, *, strict: bool = False
) -> float:
    """The least height in em of so many columns that hold all pieces."""
    high = base + sum(piece.step + piece.extra for piece in pieces)
    low = 0.0
    while high - low > FINE / 2:
        middle = (low + high) / 2
        if dealt(pieces, ColumnRoom(columns, middle), base, strict=strict) is None:
            low = middle
        else:
            high = middle
    return high


def split(text: SetText) -> Iterator[Lines]:
    """The lines of each column."""
    edges = (0, *text.columns, len(text.lines))
    return (text.lines[a:b] for a, b in pairwise(edges))


def columns_height(measurers: Measurers, text: SetText) -> float:
    """The height in points of the highest column."""
    return max(text_height(measurers, lines, text.size) for lines in split(text))


def set_columns(
    measurers: Measurers, text: SetText, area: Rect, inks: Inks, language: str
) -> Iterable[tuple[TextParagraph | Line, Rect]]:
    """The paragraphs of all columns, each with the column that it begins in.

    A paragraph that goes on in the next column is one. All columns begin at the same height, which
    is the highest one's; text that is read from right to left has its first column at the right.
    """
    box, size = measurers.box, text.size
    width = column_width(box, area.width)
    parts = list(split(text))
    highest = max(parts, key=lambda lines: text_height(measurers, lines, size))
    baseline = first_baseline(measurers, highest, area, size)
    first = text.lines[0]
    rtl = first.rtl if isinstance(first, SetRow) else first.paragraph.rtl
    found: list[tuple[TextParagraph | Line, Rect]] = []
    for number, lines in enumerate(parts):
        place = box.columns - 1 - number if rtl else number
        left = area.left + place * (width + box.column_gap)
        column = Rect(left, area.bottom, left + width, area.top)
        placed = list(set_from(measurers, lines, column, size, inks, language, baseline))
        if number and _goes_on(lines[0]):
            found[-1] = _joined(found[-1][0], placed.pop(0)), found[-1][1]
        found += ((one, column) for one in placed)
    return found


def _goes_on(line: SetLine | SetRow) -> bool:
    """Whether a line is not its paragraph's first."""
    return isinstance(line, SetLine) and (not line.first or line.paragraph.continues)


def _joined(one: TextParagraph | Line, other: TextParagraph | Line) -> TextParagraph:
    """A paragraph and its rest as one."""
    assert isinstance(one, TextParagraph)
    assert isinstance(other, TextParagraph)
    *lines, last = one.lines
    end: LineEnd = "break" if last.end == "last" else last.end
    return one._replace(
        lines=(*lines, last._replace(end=end), *other.lines), icons=one.icons + other.icons
    )
