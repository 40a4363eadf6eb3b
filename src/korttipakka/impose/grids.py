"""Grids: where each card lies on a page, front and back, and where paper is folded."""

from functools import cached_property

from ..basics.geometry import Axis, Point, Rect, Size, Turn
from ..basics.records import NamedTuple, distinct


class _Grid(NamedTuple):
    page: Size
    card: Size
    columns: int
    rows: int
    origin: Point
    gutter: Point
    turn: Turn
    axis: Axis
    fold: bool = False


@distinct
class Grid(_Grid):
    """Cards of one size in columns and rows on a page, in points.

    `card` is the trim size as it lies on the page, after `turn`; `origin` is the bottom left corner
    of all cards. `axis` is what a back lies mirrored about: the page's own, or, with `fold`, the
    line in the middle of the columns or rows, which then hold fronts on one side of it and backs on
    the other.
    """

    @property
    def unit(self) -> Size:
        """What lies in the columns and rows, as large as it is on the page: a card's side."""
        return self.card

    @cached_property
    def units(self) -> tuple[Rect, ...]:
        """What is cut out as one piece with each front, row by row from the top left."""
        columns, rows = self._fronts
        return tuple(self._cell(column, row) for row in range(rows) for column in range(columns))

    @property
    def cells(self) -> tuple[Rect, ...]:
        """The trim edges of the fronts, row by row from the top left."""
        return self.units

    @cached_property
    def backs(self) -> tuple[Rect, ...]:
        """The trim edges of the backs, in the order of `cells`, on the page that they lie on."""
        return tuple(cell.flipped(self.axis, self._mirrored) for cell in self.cells)

    @property
    def back_turn(self) -> Turn:
        """How the backs are turned."""
        return self.turn.flipped(self.axis)

    @property
    def block(self) -> Rect:
        """The rectangle around all cards of the front."""
        width = self.columns * (self.unit.width + self.gutter.x) - self.gutter.x
        height = self.rows * (self.unit.height + self.gutter.y) - self.gutter.y
        return Rect.of(Size(width, height), self.origin)

    @property
    def back_block(self) -> Rect:
        """The rectangle around all cards of the back, on the page that they lie on."""
        return self.block.flipped(self.axis, self._mirrored)

    @property
    def count(self) -> int:  # type: ignore[override] # a tuple's own counts its values
        """How many cards a sheet holds."""
        columns, rows = self._fronts
        return columns * rows

    @property
    def creases(self) -> tuple[Axis, tuple[float, ...]]:
        """Which way lines to fold along run, and where: from the left or from below, in points."""
        if not self.fold:
            return self.axis, ()
        block = self.block
        upright = self.axis is Axis.VERTICAL
        edges = (block.left, block.right) if upright else (block.bottom, block.top)
        return self.axis, (sum(edges) / 2,)

    @property
    def one_sided(self) -> bool:
        """Whether fronts and backs lie on one page."""
        return self.fold

    @property
    def _fronts(self) -> tuple[int, int]:
        if not self.fold:
            return self.columns, self.rows
        if self.axis is Axis.VERTICAL:
            return self.columns // 2, self.rows
        return self.columns, self.rows // 2

    @property
    def _mirrored(self) -> Size:
        # A page of this size has its middle in the middle of the block: there the fold line lies.
        block = self.block
        folded = Size(block.left + block.right, block.bottom + block.top)
        return folded if self.fold else self.page

    def _cell(self, column: int, row: int) -> Rect:
        from_below = self.rows - 1 - row
        x = self.origin.x + column * (self.unit.width + self.gutter.x)
        y = self.origin.y + from_below * (self.unit.height + self.gutter.y)
        return Rect.of(self.unit, Point(x, y))


@distinct
class TentGrid(Grid):
    """Tents in columns and rows: each is a front, and the back beyond the front's top edge.

    The paper is folded along that edge. Then both stand upright, seen from either side.
    """

    @property
    def unit(self) -> Size:
        """A tent as it lies on the page, flat."""
        width, height = self.card
        return Size(2 * width, height) if self.turn.sideways else Size(width, 2 * height)

    @cached_property
    def cells(self) -> tuple[Rect, ...]:
        """The fronts: the lower halves of tents, or of tents that lie on their side the right."""
        return tuple(Rect.of(self.card, self._front(unit)) for unit in self.units)

    @cached_property
    def backs(self) -> tuple[Rect, ...]:
        """The backs: the other halves."""
        return tuple(Rect.of(self.card, Point(unit.left, self._back(unit))) for unit in self.units)

    @property
    def back_turn(self) -> Turn:
        """The backs lie upside down beside the fronts."""
        return self.turn.then(Turn.OVER)

    @property
    def back_block(self) -> Rect:
        """The rectangle around all tents: there is but one page."""
        return self.block

    @cached_property
    def creases(self) -> tuple[Axis, tuple[float, ...]]:
        """The lines to fold along, through all tents of a row or a column."""
        if self.turn.sideways:
            return Axis.VERTICAL, tuple(dict.fromkeys(cell.left for cell in self.cells))
        return Axis.HORIZONTAL, tuple(dict.fromkeys(cell.top for cell in self.cells))

    @property
    def one_sided(self) -> bool:
        """Fronts and backs lie on one page."""
        return True

    def _front(self, unit: Rect) -> Point:
        left = unit.left + self.card.width if self.turn.sideways else unit.left
        return Point(left, unit.bottom)

    def _back(self, unit: Rect) -> float:
        return unit.bottom if self.turn.sideways else unit.bottom + self.card.height
