"""Painters: finished sheets to painted ones, to files. They measure, wrap and choose nothing.

What writes a whole PDF, `pdf`, is not imported here: until then its library is not needed.
"""

from .fonts import Disagreement
from .painter import PaintedPage, PaintedSheet, Painter
from .resources import Gathered, Resources

__all__ = ["Disagreement", "Gathered", "PaintedPage", "PaintedSheet", "Painter", "Resources"]
