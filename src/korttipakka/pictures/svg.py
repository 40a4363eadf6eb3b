"""SVG files to frames of shapes, by svglib.

A file is not trusted: nothing outside it is read, no entity is expanded, and how much it may grow
is known before it does. What would be lost is refused with advice, never left out in silence.
"""

import logging
from collections.abc import Iterable, Iterator
from functools import reduce
from io import BytesIO
from math import cos, isfinite, radians, sin, tan
from typing import Any

from ..color import Color
from ..frame import Frame, Gradient, Operator, Paint, Segment, Shape
from ..geometry import Point, Rect, Size
from ..paths import Matrix, Path, bounds, ellipse, mapped, polygon, rectangle, rounded

MOST_BYTES = 1_000_000
MOST_ELEMENTS = 5_000
MOST_STYLE = 64_000
"""Characters of style sheets: every rule is tried on every element."""

MOST_EXPANDED = 4_000_000
"""Characters of all attributes once each <use> is replaced by what it shows."""

DEEPEST = 200
"""Elements within elements, each <use> counted with what it shows."""

FARTHEST = 1e6
"""Points; coordinates beyond it are a mistake or an attack."""

OUTLINES = "convert texts to outlines"
FLATTEN = "flatten it, or save the picture as PNG"
REFUSED = {
    "text": OUTLINES, "tspan": OUTLINES, "textPath": OUTLINES, "image": FLATTEN,
    "filter": FLATTEN, "mask": FLATTEN, "pattern": FLATTEN, "marker": FLATTEN,
    "foreignObject": FLATTEN, "script": "remove it", "animate": FLATTEN, "set": FLATTEN,
    "animateTransform": FLATTEN, "animateMotion": FLATTEN,
}  # fmt: skip
"""Elements that cannot be printed as shapes, and what a designer does about them."""

HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

# svglib reports through logging, whose last resort is the terminal; a library stays quiet.
logging.getLogger("svglib").addHandler(logging.NullHandler())


def read_svg(data: bytes, color: Color) -> Frame:
    """The shapes of an SVG file; `color` is its currentColor. Raises ValueError."""
    root = _parse(data)
    _check(root)
    _fade(root, 1.0, 1.0, 1.0)
    _turn_gradients(root)
    red, green, blue = (round(255 * value) for value in color.rgb)
    root.set("color", f"#{red:02x}{green:02x}{blue:02x}")
    drawing = _drawn(root)
    size = Size(float(drawing.width), float(drawing.height))
    if not (0 < size.width < FARTHEST and 0 < size.height < FARTHEST):
        raise ValueError("the SVG file gives no size: neither width and height nor a viewBox")
    return Frame(size, tuple(_shapes(drawing, Matrix(), ())))


def _parse(data: bytes) -> Any:
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise ValueError(f"the SVG file is larger than {MOST_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"this is not SVG ({error.msg})") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ValueError("the SVG file declares entities; save it as plain SVG")
    if _name(root) != "svg":
        raise ValueError("this is not SVG: its first element is not <svg>")
    return root


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _check(root: Any) -> None:
    """Refuse what cannot be painted, what lies elsewhere, and what grows without bound."""
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        raise ValueError(f"the SVG file has more than {MOST_ELEMENTS:,} elements; simplify it")
    for element in elements:
        if advice := REFUSED.get(_name(element)):
            raise ValueError(f"the SVG file has a <{_name(element)}>; {advice}")
    if sum(len(e.text or "") for e in elements if _name(e) == "style") > MOST_STYLE:
        raise ValueError("the SVG file has too long a style sheet; use presentation attributes")
    if _expanded(root, {e.get("id"): e for e in elements}, {}, ()) > MOST_EXPANDED:
        raise ValueError("the SVG file repeats its shapes too often; simplify it")


def _expanded(
    element: Any, known: dict[str | None, Any], sizes: dict[Any, int], within: tuple[Any, ...]
) -> int:
    """The characters of an element's attributes with every <use> replaced by what it shows."""
    if element in within:
        raise ValueError("the SVG file shows a shape within itself")
    if len(within) > DEEPEST:
        raise ValueError(f"the SVG file nests more than {DEEPEST} deep; simplify it")
    if element not in sizes:
        inside = (*within, element)
        shown = [*element, *_used(element, known)]
        own = sum(len(value) for value in element.attrib.values())
        sizes[element] = 1 + own + sum(_expanded(e, known, sizes, inside) for e in shown)
    return sizes[element]


def _used(element: Any, known: dict[str | None, Any]) -> list[Any]:
    """What a <use> shows. Raises ValueError when that is outside the file."""
    if _name(element) != "use":
        return []
    target = next((element.get(name) for name in HREFS if element.get(name)), "")
    if not target.startswith("#"):
        raise ValueError("the SVG file refers to another file; put everything into one")
    return [known[target[1:]]] if target[1:] in known else []


def _fade(element: Any, outer: float, fill: float, stroke: float) -> None:
    """Turn `opacity`, which svglib leaves out, into opacities of fills and strokes."""
    own = dict(_declarations(element.get("style", "")))
    outer *= _share(own.pop("opacity", element.attrib.pop("opacity", None)), 1.0)
    fill = _share(own.pop("fill-opacity", element.get("fill-opacity")), fill)
    stroke = _share(own.pop("stroke-opacity", element.get("stroke-opacity")), stroke)
    if outer < 1:
        own |= {"fill-opacity": f"{outer * fill:g}", "stroke-opacity": f"{outer * stroke:g}"}
        element.set("style", ";".join(f"{name}:{value}" for name, value in own.items()))
    for child in element:
        _fade(child, outer, fill, stroke)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _share(text: str | None, default: float) -> float:
    """An opacity as a number from 0 to 1."""
    return min(1.0, max(0.0, _number(text, default)))


def _number(text: str | None, default: float) -> float:
    """A number, or a percentage of 1; the default for what is neither."""
    bare = (text or "").strip()
    try:
        value = float(bare[:-1]) / 100 if bare.endswith("%") else float(bare)
    except ValueError:
        return default
    return value if isfinite(value) else default


GRADIENTS = {"linearGradient": ("x1", "y1", "x2", "y2"), "radialGradient": ("cx", "cy")}
"""Coordinates of gradients, x and y in turn."""

BY_DEFAULT = {"x1": 0.0, "y1": 0.0, "x2": 1.0, "y2": 0.0, "cx": 0.5, "cy": 0.5, "r": 0.5}


def _turn_gradients(root: Any) -> None:
    """Work `gradientTransform`, which svglib leaves out, into the gradients' coordinates."""
    for element in root.iter():
        text = element.attrib.pop("gradientTransform", None)
        names = GRADIENTS.get(_name(element))
        if text and names:
            matrix = _matrix(text)
            at = [_number(element.get(name), BY_DEFAULT[name]) for name in names]
            for x, y in ((0, 1), (2, 3))[: len(names) // 2]:
                at[x], at[y] = matrix.on(at[x], at[y])
            given = dict(zip(names, at, strict=True))
            if "cx" in given:
                given["r"] = matrix.scale * _number(element.get("r"), BY_DEFAULT["r"])
            for name, value in given.items():
                element.set(name, f"{value:g}")


def _matrix(transform: str) -> Matrix:
    """An SVG transform as a matrix. Raises ValueError."""
    from svglib.svglib import AttributeConverter

    try:
        steps = AttributeConverter().convertTransform(transform)
        made = [_step(name, values if isinstance(values, tuple) else (values,))
                for name, values in steps]  # fmt: skip
    except (TypeError, ValueError, KeyError):
        raise ValueError(f"the SVG file has a transform '{transform[:40]}'") from None
    return reduce(Matrix.after, made, Matrix())


def _step(name: str, values: tuple[float, ...]) -> Matrix:
    if name == "matrix":
        return Matrix(*values)
    if name == "translate":
        return Matrix(e=values[0], f=(*values, 0.0)[1])
    if name == "scale":
        return Matrix(a=values[0], d=(*values, values[0])[1])
    if name == "rotate":
        angle, x, y = radians(values[0]), *(*values, 0.0, 0.0)[1:3]
        turn = Matrix(cos(angle), sin(angle), -sin(angle), cos(angle))
        return Matrix(e=x, f=y).after(turn).after(Matrix(e=-x, f=-y))
    slope = tan(radians(values[0]))
    return {"skewX": Matrix(c=slope), "skewY": Matrix(b=slope)}[name]


def _drawn(root: Any) -> Any:
    from svglib.svglib import SvgRenderer

    try:
        # A source without a path: svglib then opens no file for a reference.
        return SvgRenderer(BytesIO()).render(root)
    except Exception as error:
        raise ValueError(f"the SVG file cannot be read ({type(error).__name__}: {error})") from None


def _shapes(group: Any, matrix: Matrix, clips: tuple[Path, ...]) -> Iterator[Shape]:
    """The shapes of a drawing's group, in its own coordinates; a clip path hides what follows."""
    for item in group.contents:
        if hasattr(item, "contents"):
            yield from _shapes(item, matrix.after(Matrix(*item.transform)), clips)
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
    return 1.0 if value is None else _share(str(value), 1.0)


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
    """The path itself. Raises ValueError when it leads nowhere."""
    if path:
        around = bounds(path)
        _bounded(around.left, around.bottom, around.right, around.top)
    return path


def _bounded(*values: float) -> float:
    """The first of some lengths and places. Raises ValueError when one is beyond all bounds."""
    if not all(isfinite(value) and abs(value) < FARTHEST for value in values):
        raise ValueError("the SVG file has coordinates far out of its view")
    return values[0]
