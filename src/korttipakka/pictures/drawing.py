"""Drawings of ReportLab's, which svglib makes, to shapes: transforms worked in, numbers bounded."""

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.problems import InvalidValue
from ..model.frame import Gradient, Operator, Paint, Segment, Shape
from ..model.paths import Matrix, Path, bounds, ellipse, mapped, polygon, rectangle, rounded
from .gaps import share

FARTHEST = 1e6
"""Points; coordinates beyond it are a mistake or an attack."""

UPRIGHT = Matrix()


def shapes(group: Any, matrix: Matrix = UPRIGHT, clips: tuple[Path, ...] = ()) -> Iterator[Shape]:
    """The shapes of a drawing's group, in its own coordinates; a clip path hides what follows."""
    for item in group.contents:
        if hasattr(item, "contents"):
            yield from shapes(item, matrix.after(Matrix(*item.transform)), clips)
        elif getattr(item, "isClipPath", 0):
            clips = (*clips, _finite(mapped(_path(item), matrix)))
        else:
            yield from _shape(item, matrix, clips)


def _shape(item: Any, matrix: Matrix, clips: tuple[Path, ...]) -> Iterator[Shape]:
    if hasattr(item, "_clip_shape"):
        path = _path(item._clip_shape)
        yield Shape(_finite(mapped(path, matrix)), fill=_gradient(item, matrix), clips=clips)
        return
    path = _path(item)
    look = item.getProperties()
    fill, stroke = _color(look.get("fillColor")), _color(look.get("strokeColor"))
    if not path or (fill is None and stroke is None):
        return
    yield Shape(
        _finite(mapped(path, matrix)),
        fill,
        stroke,
        stroke_width=_bounded((look.get("strokeWidth") or 0) * matrix.scale) if stroke else 0.0,
        even_odd=getattr(item, "fillMode", None) == EVEN_ODD,
        cap=look.get("strokeLineCap") or 0,
        join=look.get("strokeLineJoin") or 0,
        dash=tuple(_dash(look.get("strokeDashArray"), matrix.scale)),
        opacity=_opacity(look.get("fillOpacity")),
        stroke_opacity=_opacity(look.get("strokeOpacity")),
        clips=clips,
    )


EVEN_ODD = 0
"""ReportLab's FILL_EVEN_ODD."""


def _opacity(value: Any) -> float:
    return 1.0 if value is None else share(str(value), 1.0)


def _dash(lengths: Any, scale: float) -> Iterable[float]:
    found = [
        abs(_bounded(float(length) * scale))
        for length in lengths or ()
        if not isinstance(length, list)
    ]
    # An array of an odd number of lengths counts twice, says SVG; zeros alone are a solid line.
    return (found * (1 + len(found) % 2)) if any(found) else ()


def _color(color: Any) -> Color | None:
    if color is None or not hasattr(color, "rgb"):
        return None
    return Color(tuple(float(value) for value in color.rgb()))


def _gradient(item: Any, matrix: Matrix) -> Paint | None:
    """A gradient of svglib's: linear, or round when it has a radius."""
    stops = tuple(_stops(item))
    if len(stops) < 2:
        return stops[0][1] if stops else None
    if hasattr(item, "_r"):
        center = Point(*matrix.on(item._cx, item._cy))
        radius = item._r * matrix.scale
        _bounded(center.x, center.y, radius)
        return Gradient(stops, center, center, radius) if radius > 0 else stops[-1][1]
    start, end = matrix.on(item._x0, item._y0), matrix.on(item._x1, item._y1)
    _bounded(*start, *end)
    return Gradient(stops, Point(*start), Point(*end))


def _stops(item: Any) -> Iterator[tuple[float, Color]]:
    """The colours with their places from 0 to 1, each a little beyond the one before."""
    least = 0.0
    for at, given in zip(item._positions, item._rl_colors, strict=True):
        color = _color(given)
        if color is not None and least <= 1:
            place = min(1.0, max(least, float(at)))
            yield place, color
            least = place + 0.001


OPERATORS: tuple[tuple[Operator, int], ...] = (("m", 2), ("l", 2), ("c", 6), ("h", 0))
"""ReportLab's numbers for the operators of a path, and how many coordinates each takes."""


def _path(item: Any) -> Path:
    """The outline of a shape of ReportLab's; () for one that has none."""
    match type(item).__name__:
        case "Rect":
            rect = Rect(item.x, item.y, item.x + item.width, item.y + item.height)
            across, up = item.rx or item.ry or 0, item.ry or item.rx or 0
            return rounded(rect, across, up) if across else rectangle(rect)
        case "Circle":
            return ellipse(Rect(item.cx, item.cy, item.cx, item.cy).grown(item.r))
        case "Ellipse":
            x, y, rx, ry = item.cx, item.cy, item.rx, item.ry
            return ellipse(Rect(x - rx, y - ry, x + rx, y + ry))
        case "Line":
            return polygon([Point(item.x1, item.y1), Point(item.x2, item.y2)], closed=False)
        case "PolyLine" | "Polygon":
            pairs = zip(item.points[::2], item.points[1::2], strict=False)
            points = [Point(x, y) for x, y in pairs]
            return polygon(points, type(item).__name__ == "Polygon") if points else ()
    return tuple(_segments(item)) if hasattr(item, "operators") else ()


def _segments(item: Any) -> Iterator[Segment]:
    at = 0
    for number in item.operators:
        operator, count = OPERATORS[number]
        yield Segment(operator, tuple(item.points[at : at + count]))
        at += count


def _finite(path: Path) -> Path:
    """The path itself. Raises InvalidValue when it leads nowhere."""
    if path:
        around = bounds(path)
        _bounded(around.left, around.bottom, around.right, around.top)
    return path


def _bounded(*values: float) -> float:
    """The first of some lengths and places. Raises InvalidValue when one is beyond all bounds."""
    if not all(isfinite(value) and abs(value) < FARTHEST for value in values):
        raise InvalidValue("the SVG file has coordinates far out of its view")
    return values[0]
