"""A sheet as a cutting machine is told of it."""

from ..basics.geometry import Point, Rect, Size
from ..basics.records import NamedTuple


class CutSheet(NamedTuple):
    """What to cut of a page: rounded `outlines`, straight `lines`; and the `marks` on it.

    Points, origin at the page's bottom left; `radius` is that of the outlines' corners, and marks
    are polygons.
    """

    page: Size
    outlines: tuple[Rect, ...]
    radius: float = 0.0
    lines: tuple[tuple[Point, Point], ...] = ()
    marks: tuple[tuple[Point, ...], ...] = ()
