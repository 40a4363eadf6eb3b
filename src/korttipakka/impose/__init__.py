"""Imposition: finished card faces and sheet settings to sheets of paper.

`calibration` and `guide`, which few builds need, are imported by their own names.
"""

from .cutting import Cut, cutting_plan
from .economy import Economy, economy
from .edge import InkNearEdge
from .grid import Grid, blamed, candidates, flip_axis, plan
from .lettering import Letters
from .pages import Imposition
from .slug import Label

__all__ = [
    "Cut",
    "Economy",
    "Grid",
    "Imposition",
    "InkNearEdge",
    "Label",
    "Letters",
    "blamed",
    "candidates",
    "cutting_plan",
    "economy",
    "flip_axis",
    "plan",
]
