"""Small tables in texts: columns as wide as their words ask for, rows as high as their cells.

Widths are in em of the text's size, as in paragraphs. Each cell is broken by a breaker of its own;
a table asks them how many lines they have in columns of some widths.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf

from ..basics.records import NamedTuple
from ..model.text import Cell
from .breaking import Breaker
from .set_lines import SetLine
from .words import LineBreak, MeasuredParagraph

COLUMN_GAP = 1.2
"""Em between columns."""

ROW_GAP = 0.5
"""Em between rows, with a rule in the middle."""

EMPTY = (2.0, 4.0, 8.0)
"""Em of a column without words, to be filled in by hand: the least, a fair width, and enough."""

SLACK = 1e-9
"""Em that rounding may take from a width."""


class SetCell(NamedTuple):
    """The lines of a cell, and where its column lies: em from the table's left, and its width."""

    cell: Cell
    left: float
    width: float
    lines: tuple[SetLine, ...]


class SetRow(NamedTuple):
    """A row of a table with its cells that have words; the table's `indent` and `width` in em.

    One that comes `after_header` has a thicker rule above it.

    A table that is `rtl` has its first column at the right. The first row of a `tight` one follows
    the text above without a gap.
    """

    cells: tuple[SetCell, ...]
    number: int
    indent: float
    width: float
    rtl: bool = False
    tight: bool = False
    after_header: bool = False

    @property
    def first(self) -> bool:
        """Whether the table begins with it."""
        return self.number == 0

    @property
    def height(self) -> int:
        """Its height in lines."""
        return max((len(cell.lines) for cell in self.cells), default=1)


class BrokenCell(NamedTuple):
    """A cell's place, and the breaks that end the lines of each of its paragraphs."""

    cell: Cell
    left: float
    width: float
    ends: tuple[tuple[MeasuredParagraph, tuple[LineBreak, ...]], ...]


class Table:
    """A table with a breaker for each paragraph of its cells, at any measure."""

    keeps_words = False
    """Whether lines end between words only: how wide columns are depends on where words break."""

    def __init__(self, cells: Sequence[tuple[Cell, Breaker]], indent: float, tight: bool) -> None:
        self.indent = indent
        self.tight = tight
        self.rtl = cells[0][1].paragraph.rtl
        self._rows = cells[0][0].rows
        self._places: dict[tuple[int, int], Cell] = {}
        self._breakers: dict[tuple[int, int], list[Breaker]] = {}
        for cell, breaker in cells:
            self._places[cell.row, cell.column] = cell
            self._breakers.setdefault((cell.row, cell.column), []).append(breaker)
        columns: list[list[Breaker]] = [[] for _ in range(cells[0][0].columns)]
        for cell, breaker in cells:
            columns[cell.column].append(breaker)
        self.has_header = cells[0][0].has_header
        self._narrowest = [_widest(own, _stretch, EMPTY[0]) for own in columns]
        self._whole_words = [_widest(own, _word, EMPTY[1]) for own in columns]
        self._natural = [_widest(own, _line, EMPTY[2]) for own in columns]

    @property
    def row_gaps(self) -> float:
        """The gaps between all its rows, in em."""
        return (self._rows - 1) * ROW_GAP

    @property
    def narrowest(self) -> float:
        """The least measure, in em, that the table can be set in."""
        return self._with_gaps(self._narrowest)

    def _with_gaps(self, widths: Sequence[float]) -> float:
        return sum(widths) + COLUMN_GAP * (len(widths) - 1)

    def columns(self, measure: float) -> list[float] | None:
        """The columns' widths; None when the words are too wide.

        Where not all lines can be whole, the widest columns are made narrower first, and all alike;
        none is narrower than its widest word, or where not even those fit, than the widest part of
        one. So no column gets narrower in a wider measure.
        """
        room = measure - COLUMN_GAP * (len(self._natural) - 1) + SLACK
        for high, low in pairwise((self._natural, self._whole_words, self._narrowest)):
            if sum(low) <= room:
                return _shared_out(room, low, high)
        return None

    def ends(self, measure: float) -> list[float]:
        """How far in all its cells, in em, its lines end; they share the cells alike."""
        breakers = [breaker for own in self._breakers.values() for breaker in own]
        whole, lines = sum(breaker.paragraph.last.end for breaker in breakers), self.fewest(measure)
        return [whole * (line + 1) / lines for line in range(int(lines))] if lines < inf else []

    def least(self, measure: float) -> int:
        """As `Breaker.least`."""
        return self._rows

    def fewest(self, measure: float) -> float:
        """The height in lines when each is filled to the brim, and the gaps; inf if too wide."""
        widths = self.columns(measure)
        if widths is None:
            return inf
        heights = [1.0] * self._rows
        for (row, column), breakers in self._breakers.items():
            lines = sum(breaker.fewest(widths[column]) for breaker in breakers)
            heights[row] = max(heights[row], lines)
        return sum(heights)

    def best(self, measure: float, *, fewest: bool = False) -> list[list[BrokenCell]] | None:
        """The cells of each row, broken as paragraphs are; None if the words are too wide."""
        widths = self.columns(measure)
        if widths is None:
            return None
        rows: list[list[BrokenCell]] = [[] for _ in range(self._rows)]
        for (row, column), breakers in sorted(self._breakers.items()):
            width = widths[column]
            ends = [(b.paragraph, b.best(width, fewest=fewest)) for b in breakers]
            left = self._with_gaps(widths[:column]) + COLUMN_GAP if column else 0.0
            cell = self._places[row, column]
            kept = tuple((paragraph, found) for paragraph, found in ends if found is not None)
            if len(kept) < len(ends):
                return None
            rows[row].append(BrokenCell(cell, left, width, kept))
        return rows

    def width(self, measure: float) -> float:
        """The width of all columns at a measure."""
        return self._with_gaps(self.columns(measure) or self._narrowest)


def _shared_out(room: float, low: Sequence[float], high: Sequence[float]) -> list[float]:
    """Widths from `low` to `high` that fill a room: the one bound to all that lets them."""
    bound = max(high)
    for limit in sorted({*low, *high}, reverse=True):
        widths = [max(least, min(most, limit)) for least, most in zip(low, high, strict=True)]
        if sum(widths) <= room:
            growing = sum(least <= limit < most for least, most in zip(low, high, strict=True))
            bound = limit + (room - sum(widths)) / growing if growing else limit
            break
    return [max(least, min(most, bound)) for least, most in zip(low, high, strict=True)]


def _widest(breakers: Sequence[Breaker], width: Callable[[Breaker], float], empty: float) -> float:
    return max(map(width, breakers), default=empty)


def _line(breaker: Breaker) -> float:
    return breaker.paragraph.last.end


def _word(breaker: Breaker) -> float:
    """The widest word."""
    paragraph = breaker.paragraph
    starts = (0.0, *paragraph.starts)
    return max(end - start for start, end in zip(starts, paragraph.ends, strict=False))


def _stretch(breaker: Breaker) -> float:
    """The widest stretch between two places where a line may end."""
    return max(end - start for start, end in _stretches(breaker))


def _stretches(breaker: Breaker) -> Iterator[tuple[float, float]]:
    start = 0.0
    for place in breaker.paragraph.line_breaks:
        if breaker.rules.allows(place):
            yield start, place.end
            start = place.start
