"""Painters: finished sheets to painted ones, to files. They measure, wrap and choose nothing.

What writes a whole PDF, `pdf`, is not imported here: until then its library is not needed.
"""

from .fingerprints import Fingerprints
from .fonts import ToUnicodeConflict
from .painter import PaintedPage, PaintedSheet, Painter
from .resources import Resources, ResourceSnapshot

__all__ = [
    "Fingerprints", "PaintedPage", "PaintedSheet", "Painter", "ResourceSnapshot", "Resources",
    "ToUnicodeConflict",
]  # fmt: skip
