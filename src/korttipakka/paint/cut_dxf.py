"""Trim lines as DXF in millimetres, by ezdxf, which is installed with the extra `dxf`.

What is written is of the year 2000 (AC1015): the oldest that has polylines with arcs, which the
programs of cutting machines read.
"""

from io import StringIO
from math import pi, tan

from ..basics.geometry import Point, Rect
from ..basics.units import MM
from ..model.cut_sheet import CutSheet

CUT, MARKS = "CUT", "REGMARKS"
"""Layers: red, and the colour of the paper's ink."""

QUARTER = tan(pi / 8)
"""The bulge of a quarter circle: the tangent of a quarter of its angle."""


def cut_dxf(sheet: CutSheet) -> bytes:
    """A sheet's trim lines, and its marks in a layer of their own. Raises ImportError."""
    from ezdxf import options, units  # type: ignore[attr-defined] # which its manual names
    from ezdxf.filemanagement import new

    # No clock and no random numbers, so that the same sheet gives the same bytes.
    before = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True
    try:
        document = new("R2000", units=units.MM)
        document.layers.add(CUT, color=1)
        document.layers.add(MARKS, color=7)
        space = document.modelspace()
        for mark in sheet.marks:
            space.add_lwpolyline(map(_mm, mark), close=True, dxfattribs={"layer": MARKS})
        for rect in sheet.outlines:
            path = _outline(rect, sheet.radius)
            space.add_lwpolyline(path, format="xyb", close=True, dxfattribs={"layer": CUT})
        for start, end in sheet.lines:
            space.add_line(_mm(start), _mm(end), dxfattribs={"layer": CUT})
        out = StringIO()
        document.write(out)
    finally:
        options.write_fixed_meta_data_for_testing = before
    return out.getvalue().encode("ascii")


def _outline(rect: Rect, radius: float) -> list[tuple[float, float, float]]:
    """The corners of an outline, counter-clockwise, with the bulge of what follows each."""
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    if not radius:
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        return [(*_mm(Point(x, y)), 0.0) for x, y in corners]
    ends = (
        (left + radius, bottom), (right - radius, bottom), (right, bottom + radius),
        (right, top - radius), (right - radius, top), (left + radius, top),
        (left, top - radius), (left, bottom + radius),
    )  # fmt: skip
    return [(*_mm(Point(x, y)), QUARTER * (n % 2)) for n, (x, y) in enumerate(ends)]


def _mm(point: Point) -> tuple[float, float]:
    return round(point.x / MM, 3), round(point.y / MM, 3)
