"""Imposition: finished card faces and sheet settings to sheets of paper."""

from .calibration import calibration_sheet, drift
from .cutting import Cut, cutting_plan
from .economy import Economy, economy
from .edge import InkNearEdge, ink_near_edge
from .grid import Grid, blamed, candidates, flip_axis, plan
from .guide import cutting_guide
from .ink import ink
from .lettering import Letters
from .order import copied
from .pages import Imposition, impose
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
    "calibration_sheet",
    "candidates",
    "copied",
    "cutting_guide",
    "cutting_plan",
    "drift",
    "economy",
    "flip_axis",
    "impose",
    "ink",
    "ink_near_edge",
    "plan",
]
