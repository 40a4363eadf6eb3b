"""The cutting plan: which cuts to make, in an order that the user of a guillotine can follow."""

from collections.abc import Iterable, Iterator
from typing import Literal

from ..basics.geometry import Axis
from ..basics.records import NamedTuple
from ..basics.units import fits
from .grids import Grid
from .marks import Trims


class Cut(NamedTuple):
    """A straight cut, parallel to the named edge of the front at a distance in points from it.

    A folded sheet has its fold for an edge: both layers end there, wherever they end elsewhere.
    """

    edge: Literal["top", "left", "fold"]
    distance: float


def cutting_plan(grid: Grid) -> tuple[Cut, ...]:
    """The cuts that part a sheet, or a pile of sheets, into cards.

    Cuts across the short side come first; then the strips, piled or one by one, are cut into cards.
    In each direction the farthest cut comes first: the edge that distances are measured from then
    stays with the rest, against the stop of the guillotine. A folded sheet is cut after folding,
    tents before it. Perforated sheets need none of this.
    """
    trims = Trims.of(grid.page, grid.units)
    width, height = grid.page.width, grid.page.height
    across = [Cut("left", x) for x in _inside(trims.xs, width)]
    down = [Cut("top", height - y) for y in _inside(trims.ys, height)]
    if grid.fold and grid.axis is Axis.VERTICAL:
        across = list(_from_fold(trims.xs, crease(grid), width))
    elif grid.fold:
        down = list(_from_fold(trims.ys, crease(grid), height))
    parts = (down, across) if fits(width, height) else (across, down)
    return tuple(
        cut for part in parts for cut in sorted(part, key=lambda cut: cut.distance, reverse=True)
    )


def crease(grid: Grid) -> float:
    """Where a folded sheet's fold line lies, from the left or, a horizontal one, from below."""
    return grid.creases[1][0]


def _inside(lines: Iterable[float], length: float) -> list[float]:
    """The lines to cut along: not the paper's edges."""
    return [line for line in lines if not (fits(line, 0) or fits(length, line))]


def _from_fold(lines: Iterable[float], fold: float, length: float) -> Iterator[Cut]:
    """Cuts by their distances from the fold; none along it, nor where both layers end anyway."""
    longer = max(fold, length - fold)
    for line in lines:
        distance = abs(line - fold)
        if not (fits(distance, 0) or fits(longer, distance)):
            yield Cut("fold", distance)
