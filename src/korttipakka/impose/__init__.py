"""Imposition: finished card faces and sheet settings to sheets of paper.

`guide`, which few builds need, is imported by its own name.
"""

from .cutting import Cut, cutting_plan
from .economy import Economy, economy
from .grid import best_grid, candidates, flip_axis, grid_of, is_upright
from .grids import Grid
from .lettering import Letters
from .pages import Imposition
from .slug import Label

__all__ = [
    "Cut",
    "Economy",
    "Grid",
    "Imposition",
    "Label",
    "Letters",
    "best_grid",
    "candidates",
    "cutting_plan",
    "economy",
    "flip_axis",
    "grid_of",
    "is_upright",
]
