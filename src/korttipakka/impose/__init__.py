"""Imposition: finished card faces and sheet settings to sheets of paper."""

from .cutting import Cut, cutting_plan
from .economy import Economy, economy
from .grid import Grid, flip_axis, plan
from .ink import ink, ink_near_edge
from .pages import impose
from .slug import Label

__all__ = [
    "Cut",
    "Economy",
    "Grid",
    "Label",
    "cutting_plan",
    "economy",
    "flip_axis",
    "impose",
    "ink",
    "ink_near_edge",
    "plan",
]
