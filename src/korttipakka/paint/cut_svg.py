"""Trim lines as SVG in millimetres, in layers that drawing programs show by name."""

from collections.abc import Iterator

from ..basics.geometry import Point, Rect
from ..basics.units import MM
from ..model.cut_sheet import CutSheet

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 width="{0}mm" height="{1}mm" viewBox="0 0 {0} {1}">
"""

CUT = 'id="cut" inkscape:groupmode="layer" inkscape:label="Cut" fill="none" stroke="#ff0000"'
MARKS = 'id="regmarks" inkscape:groupmode="layer" inkscape:label="Regmarks" fill="#000000"'
"""Layers. Programs that drive machines take "Regmarks" for marks, which are not cut."""

HAIRLINE = 0.1
"""Millimetres: what shows of a line that is cut."""


def cut_svg(sheet: CutSheet) -> bytes:
    """A sheet's trim lines, and its marks in a layer of their own."""
    size = [_mm(length) for length in sheet.page]
    lines = [HEAD.format(*size).rstrip(), *_marks(sheet), f'<g {CUT} stroke-width="{HAIRLINE}">']
    lines += [_outline(rect, sheet) for rect in sheet.outlines]
    lines += [_line(*line, sheet) for line in sheet.lines]
    return "\n".join([*lines, "</g>", "</svg>", ""]).encode()


def _marks(sheet: CutSheet) -> Iterator[str]:
    if sheet.marks:
        yield f"<g {MARKS}>"
        for mark in sheet.marks:
            points = " ".join(",".join(_place(point, sheet)) for point in mark)
            yield f'<polygon points="{points}"/>'
        yield "</g>"


def _outline(rect: Rect, sheet: CutSheet) -> str:
    x, y = _place(Point(rect.left, rect.top), sheet)
    rounded = f' rx="{_mm(sheet.radius)}" ry="{_mm(sheet.radius)}"' if sheet.radius else ""
    width, height = _mm(rect.width), _mm(rect.height)
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"{rounded}/>'


def _line(start: Point, end: Point, sheet: CutSheet) -> str:
    (x1, y1), (x2, y2) = _place(start, sheet), _place(end, sheet)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _place(point: Point, sheet: CutSheet) -> tuple[str, str]:
    """From the page's left and from its top."""
    return _mm(point.x), _mm(sheet.page.height - point.y)


def _mm(points: float) -> str:
    """Millimetres to a thousandth, which is finer than any machine."""
    return f"{points / MM + 0.0:.3f}".rstrip("0").rstrip(".")
