"""The cutting plan: which cuts to make, in an order that the user of a guillotine can follow."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..geometry import Axis
from ..units import fits
from .grid import Grid
from .marks import Trims


class Cut(NamedTuple):
    """A straight cut, parallel to the named edge of the front at a distance in points from it."""

    edge: Literal["top", "left"]
    distance: float


def cutting_plan(grid: Grid) -> tuple[Cut, ...]:
    """The cuts that part a sheet, or a pile of sheets, into cards.

    Cuts across the short side come first; then the strips, piled or one by one, are cut into cards.
    In each direction the farthest cut comes first: the edge that distances are measured from then
    stays with the rest, against the stop of the guillotine. A folded sheet is cut after folding.
    Perforated sheets need none of this.
    """
    trims = Trims.of(grid.page, grid.cells)
    width, height = grid.page.width, grid.page.height
    from_left = [Cut("left", x) for x in _cuts(trims.xs, width, _crease(grid, Axis.VERTICAL))]
    lines = _cuts(trims.ys, height, _crease(grid, Axis.HORIZONTAL))
    from_top = [Cut("top", height - y) for y in lines]
    parts = (from_top, from_left) if fits(width, height) else (from_left, from_top)
    return tuple(
        cut for part in parts for cut in sorted(part, key=lambda cut: cut.distance, reverse=True)
    )


def _cuts(lines: Iterable[float], length: float, crease: float) -> list[float]:
    """The lines to cut along: not the paper's edges, nor a crease, where the fold is an edge."""
    kept = (line for line in lines if not (fits(line, 0) or fits(length, line)))
    return [line for line in kept if not fits(abs(line - crease), 0)]


def _crease(grid: Grid, axis: Axis) -> float:
    """Where the fold line along an axis lies; -1, off the paper, where there is none."""
    if not grid.fold or grid.axis is not axis:
        return -1.0
    block = grid.block
    if axis is Axis.VERTICAL:
        return (block.left + block.right) / 2
    return (block.bottom + block.top) / 2
