"""Colours and gradients of SVG, as far as PDF's own gradients show them to the letter."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import hypot
from typing import Any

from ...basics.color import Color, parse_color
from ...basics.geometry import Point, Rect
from ...model.frame import Gradient
from ...model.paths import Matrix, Path
from .css import StyleSheets
from .names import NotShapes, href, local_name
from .outlines import NUMBER, is_similar, transform
from .references import References

CURRENT = Color((-1.0, -1.0, -1.0))
"""What stands for currentColor until a box says what it is: no author can write it."""

PLAIN = re.compile(r"#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]+", re.IGNORECASE)
RGB = re.compile(
    rf"rgb\(\s*({NUMBER})(%?)\s*,\s*({NUMBER})\2\s*,\s*({NUMBER})\2\s*\)", re.IGNORECASE
)
"""Colours that are solid; those with an opacity of their own are left to resvg."""

MOST_STOPS = 100
MOST_TEMPLATES = 5
"""Gradients that take from each other."""

STEEPEST = 1.25 * 256 / 255
"""How fast a colour may change over the whole gradient: PDFium, which makes our PNG files, works
out 256 colours of one, and where they differ by more than 1.25 of 255 the steps are seen."""

ATTRIBUTES = {
    "x1", "y1", "x2", "y2", "cx", "cy", "r", "fx", "fy", "fr", "gradientUnits",
    "gradientTransform", "spreadMethod", "href",
}  # fmt: skip

STOP = {
    "offset": r".*", "stop-color": r".*", "stop-opacity": r"1(\.0*)?|100%",
    "color-interpolation": "auto|sRGB",
}  # fmt: skip
"""What a stop may say."""

EDGES = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%"},
}
"""Where a gradient lies that does not say so."""


def plain_color(value: str, current: str | None = None) -> Color | None:
    """A colour; None for none. `current` is what currentColor is, if that is not left open.

    Raises NotShapes for colours of other kinds.
    """
    word = value.lower()
    if word in {"none", "transparent"}:
        return None
    if word == "currentcolor":
        is_open = current is None or current.lower() == "currentcolor"
        return CURRENT if is_open else plain_color(str(current))
    if match := RGB.fullmatch(value):
        whole = 100.0 if match[2] else 255.0
        return Color(tuple(min(1.0, max(0.0, float(match[i]) / whole)) for i in (1, 3, 4)))
    try:
        return parse_color(value) if PLAIN.fullmatch(value) else _unlisted(value)
    except ValueError:
        return _unlisted(value)


def _unlisted(value: str) -> Color:
    raise NotShapes(f"it has the colour '{value[:30]}'")


def gradient(element: Any, references: References, path: Path, matrix: Matrix) -> Gradient | Color:
    """A gradient over a shape with this outline, in the frame that `matrix` leads to.

    Raises NotShapes for what PDF shows otherwise.
    """
    name = local_name(element)
    if name not in EDGES:
        raise NotShapes(f"it has <{name}>")
    chain = list(_templates(element, references))
    given = _given(chain)
    stops = tuple(_stops(chain, references.sheet))
    if len(stops) == 1:
        return stops[0][1]
    for (place, color), (after, other) in pairwise(stops):
        change = max(abs(a - b) for a, b in zip(color.values, other.values, strict=True))
        if change > STEEPEST * (after - place):
            raise NotShapes("it has a gradient that is steep in places")
    units = given.get("gradientUnits", "objectBoundingBox")
    if given.get("spreadMethod", "pad") != "pad" or len({local_name(one) for one in chain}) > 1:
        raise NotShapes("it has a gradient that repeats, or of two kinds")
    inner = transform(given.get("gradientTransform"))
    if units == "objectBoundingBox":
        inner = _unit_square(extent(path)).after(inner)
    elif units != "userSpaceOnUse":
        raise NotShapes(f"it has gradientUnits '{units[:30]}'")
    at = _edges(name, given, units == "objectBoundingBox")
    if not matrix.after(inner).scale:
        raise NotShapes("it has a gradient without a length")
    make = _round if name == "radialGradient" else _straight
    return make(stops, at, given, matrix.after(inner))


def _templates(element: Any, references: References) -> Iterator[Any]:
    """A gradient and those that it takes from, the nearest first."""
    for _ in range(MOST_TEMPLATES):
        yield element
        if not (link := href(element)):
            return
        element = references.target(link)
    raise NotShapes("it has gradients that take from each other")


def _given(chain: list[Any]) -> dict[str, str]:
    """The attributes of a gradient, those that it takes from others among them."""
    given: dict[str, str] = {}
    for element in reversed(chain):
        own = {name: value.strip() for name, value in element.attrib.items() if name[0] != "{"}
        if own.keys() - ATTRIBUTES - {"id", "class"}:
            raise NotShapes(f"it has <{local_name(element)}> with {', '.join(own)}")
        given |= own
    return given


def _stops(chain: list[Any], sheet: StyleSheets) -> Iterator[tuple[float, Color]]:
    """The colours with their places from 0 to 1, each at or behind the one before."""
    found = next((stops for one in chain if (stops := list(one.iterchildren("{*}stop")))), [])
    if not found or len(found) > MOST_STOPS:
        raise NotShapes(f"it has a gradient of {len(found)} colours")
    least = 0.0
    for stop in found:
        own = sheet.declared(stop)
        for key, value in own.items():
            if not re.fullmatch(STOP.get(key, "inherit"), value):
                raise NotShapes(f"it has <stop> with {key} '{value[:30]}'")
        color = plain_color(own.get("stop-color", "black"), current="?")
        if color is None:
            raise NotShapes("it has <stop> without a colour")
        place = max(least, min(1.0, _coordinate(own.get("offset", "0"), 1.0)))
        least = place
        yield place, color


def _coordinate(text: str, whole: float | None) -> float:
    """A number, or a percentage of a whole. Raises NotShapes."""
    match = re.fullmatch(rf"({NUMBER})(%?)", text)
    if not match or (match[2] and whole is None):
        raise NotShapes(f"it has a gradient at '{text[:20]}'")
    return float(match[1]) / 100 * (whole or 0) if match[2] else float(match[1])


def _edges(name: str, given: Mapping[str, str], is_share: bool) -> list[float]:
    whole = 1.0 if is_share else None
    defaults = {key: "0" if value == "0%" else value for key, value in EDGES[name].items()}
    return [_coordinate(given.get(key, value), whole) for key, value in defaults.items()]


Stops = tuple[tuple[float, Color], ...]


def _straight(stops: Stops, at: list[float], _: Mapping[str, str], matrix: Matrix) -> Gradient:
    """Along a line: mapped are the lines of one colour, since PDF draws them square to its own."""
    x1, y1, x2, y2 = at
    start, end = matrix.on(x1, y1), matrix.on(x2, y2)
    side = matrix.on(x1 - (y2 - y1), y1 + (x2 - x1))
    along, across = _between(start, end), _between(start, side)
    length = hypot(*across)
    if not length or not hypot(*along):
        raise NotShapes("it has a gradient without a length")
    share = (along[0] * across[0] + along[1] * across[1]) / length**2
    reach = (along[0] - share * across[0], along[1] - share * across[1])
    return Gradient(stops, Point(*start), Point(start[0] + reach[0], start[1] + reach[1]))


def _between(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return other[0] - one[0], other[1] - one[1]


def _round(stops: Stops, at: list[float], given: Mapping[str, str], matrix: Matrix) -> Gradient:
    """From a point outwards, where circles stay circles."""
    cx, cy, radius = at
    focus = given.get("fx", given.get("cx")), given.get("fy", given.get("cy"))
    if focus != (given.get("cx"), given.get("cy")) or given.get("fr", "0") not in {"0", "0%"}:
        raise NotShapes("it has a gradient around a focus")
    if not is_similar(matrix) or radius <= 0:
        raise NotShapes("it has a gradient in ellipses")
    center = Point(*matrix.on(cx, cy))
    return Gradient(stops, center, center, radius * matrix.scale)


def _unit_square(rect: Rect) -> Matrix:
    """The map of the unit square onto a rectangle."""
    if rect.width <= 0 or rect.height <= 0:
        raise NotShapes("it has a gradient over a straight line")
    return Matrix(rect.width, 0, 0, rect.height, rect.left, rect.bottom)


def extent(path: Path) -> Rect:
    """The rectangle around a path, as close as it can be."""
    xs, ys = list(_reach(path, 0)), list(_reach(path, 1))
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _reach(path: Path, axis: int) -> Iterator[float]:
    """The coordinates between which a path lies: ends of its pieces, and where curves turn."""
    at = 0.0
    for segment in path:
        values = segment.at[axis::2]
        if segment.operator == "c":
            yield from _turns(at, *values)
        if values:
            at = values[-1]
            yield at


def _turns(a: float, b: float, c: float, d: float) -> Iterator[float]:
    """The values of a Bézier curve where its derivative is 0, by the quadratic formula."""
    p, q, r = d - a + 3 * (b - c), 2 * (a - 2 * b + c), b - a
    if abs(p) < 1e-12:
        places = [-r / q] if q else []
    else:
        root = q * q - 4 * p * r
        places = [(-q + sign * root**0.5) / (2 * p) for sign in (1, -1)] if root >= 0 else []
    for t in places:
        if 0 < t < 1:
            s = 1 - t
            yield a * s**3 + 3 * b * s * s * t + 3 * c * s * t * t + d * t**3
