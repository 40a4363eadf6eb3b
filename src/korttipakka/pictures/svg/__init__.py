"""SVG files: shapes where that draws them right, pixels by resvg for the rest, or no by name.

Nothing in a file is trusted. `read` bounds it, `refused` says no to what nothing
here draws right, `shapes` makes outlines of what is on its list, `resvg` draws the others.
"""

from .document import Svg
from .read import read_svg
from .resvg import Drawn, Resvg
from .shapes import CURRENT

__all__ = ["CURRENT", "Drawn", "Resvg", "Svg", "read_svg"]
