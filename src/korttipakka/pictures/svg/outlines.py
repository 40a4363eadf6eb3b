"""The outlines of SVG's shapes in their own coordinates: paths are read by svglib."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from math import cos, radians, sin, tan
from typing import Any

from ...basics.geometry import Point, Rect
from ...model.frame import Operator, Segment
from ...model.paths import Matrix, Path, ellipse, polygon, rectangle, rounded
from ..refusal import PictureError
from .names import NotShapes

FARTHEST = 1e6
"""Pixels or points; coordinates beyond it are a mistake or an attack."""

# What is matched is never given back ("++", "(?>"): a file's author may have made it to be tried in
# very many ways.
NUMBER = r"[+-]?+(?:\d++(?:\.\d*+)?+|\.\d++)(?:[eE][+-]?+\d++)?+"

SEPARATOR = r"(?>\s*,?\s*)"

COORDINATES = re.compile(rf"\s*(?>(?>{NUMBER}){SEPARATOR})*+")
"""A list of numbers."""

COMMANDS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
"""The commands of a path and how many numbers each takes."""

PLAIN_NUMBER = re.compile(rf"({NUMBER})(px)?")

OPERATORS: tuple[tuple[Operator, int], ...] = (("m", 2), ("l", 2), ("c", 6), ("h", 0))
"""ReportLab's numbers for the operators of a path, and how many coordinates each takes."""

# svglib reports through logging, whose last resort is the terminal; a library stays quiet.
logging.getLogger("svglib").addHandler(logging.NullHandler())


def number(text: str | None, default: float = 0.0) -> float:
    """A number of pixels. Raises NotShapes for other units."""
    if text is None:
        return default
    match = PLAIN_NUMBER.fullmatch(text.strip())
    if not match:
        raise NotShapes(f"it has the length '{text[:20]}'")
    return near(float(match[1]))


def numbers(text: str) -> list[float]:
    """A list of numbers. Raises NotShapes for anything else."""
    if not COORDINATES.fullmatch(text):
        raise NotShapes(f"it has the numbers '{text[:20]}'")
    return [near(float(found)) for found in re.findall(NUMBER, text)]


def near(value: float) -> float:
    """A length or a place itself. Raises PictureError for one beyond all bounds."""
    if not abs(value) < FARTHEST:  # nor is what is no number
        message = "the SVG file has coordinates far out of its view"
        raise PictureError(message, "save it anew, or save the picture as PNG")
    return value


def outline(name: str, attributes: Mapping[str, str]) -> Path:
    """The outline of a shape; () for one that shows nothing. Raises NotShapes."""
    return _OUTLINES[name](attributes)


def _rect(given: Mapping[str, str]) -> Path:
    x, y, width, height = (number(given.get(name)) for name in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return ()
    # A radius that is not given is that of the other direction (SVG 1.1, 9.2).
    across, up = given.get("rx", given.get("ry")), given.get("ry", given.get("rx"))
    rx, ry = number(across), number(up)
    if rx < 0 or ry < 0:
        raise NotShapes("it has a negative radius")
    rect = Rect(x, y, x + width, y + height)
    return rounded(rect, rx, ry) if rx and ry else rectangle(rect)


def _circle(given: Mapping[str, str]) -> Path:
    return _oval(given, number(given.get("r")), number(given.get("r")))


def _ellipse(given: Mapping[str, str]) -> Path:
    if ("rx" in given) != ("ry" in given):
        raise NotShapes("it has an ellipse with one radius")
    return _oval(given, number(given.get("rx")), number(given.get("ry")))


def _oval(given: Mapping[str, str], rx: float, ry: float) -> Path:
    cx, cy = number(given.get("cx")), number(given.get("cy"))
    return ellipse(Rect(cx - rx, cy - ry, cx + rx, cy + ry)) if rx > 0 and ry > 0 else ()


def _line(given: Mapping[str, str]) -> Path:
    x1, y1, x2, y2 = (number(given.get(name)) for name in ("x1", "y1", "x2", "y2"))
    return polygon([Point(x1, y1), Point(x2, y2)], closed=False)


def _polyline(given: Mapping[str, str], closed: bool = False) -> Path:
    at = numbers(given.get("points", ""))
    if len(at) % 2:
        raise NotShapes("it has a point without a y")
    points = [Point(x, y) for x, y in zip(at[::2], at[1::2], strict=True)]
    return polygon(points, closed) if len(points) > 1 else ()


def _polygon(given: Mapping[str, str]) -> Path:
    return _polyline(given, closed=True)


def _path(given: Mapping[str, str]) -> Path:
    """A path's segments; svglib makes curves of its arcs and quadratic curves."""
    from lxml import etree
    from svglib.svglib import NodeTracker, Svg2RlgShapeConverter

    text = given.get("d", "").strip()
    if not text or text == "none":
        return ()
    _check_commands(text)
    element = etree.Element("path", d=text)
    drawn: Any = Svg2RlgShapeConverter("").convertPath(NodeTracker.from_xml_root(element))
    return tuple(_segments(drawn.contents[-1]))


def _check_commands(text: str) -> None:
    """Raise NotShapes for a path that svglib reads otherwise than SVG means it."""
    start, *parts = re.split("([A-DF-Za-df-z])", text)  # e belongs to numbers
    names, values = parts[::2], parts[1::2]
    if start.strip() or not names or names[0] not in "mM":
        raise NotShapes("it has a path that does not begin with M")
    for index, (name, value) in enumerate(zip(names, values, strict=True)):
        count = COMMANDS.get(name.lower())
        if count is None or not _takes(name, value, count):
            raise NotShapes(f"it has a path with '{(name + value)[:20]}'")
        after = names[index + 1] if index + 1 < len(names) else "m"
        # Its idea of the place after a closed subpath is another.
        if count == 0 and after not in "mMzZ":
            raise NotShapes("it has a path that goes on after it was closed")


ARC = re.compile(
    rf"\s*(?:(?>{NUMBER}){SEPARATOR}){{3}}[01]{SEPARATOR}[01]{SEPARATOR}"
    rf"(?:(?>{NUMBER}){SEPARATOR}){{2}}"
)
"""The numbers of one arc: its flags need nothing between them and what follows."""


def _takes(name: str, value: str, count: int) -> bool:
    if count == 0:
        return not value.strip()
    if name in "aA":
        at = 0
        while match := ARC.match(value, at):
            at = match.end()
        return at == len(value) > 0
    return bool(COORDINATES.fullmatch(value)) and _is_multiple(
        len(re.findall(NUMBER, value)), count
    )


def _is_multiple(found: int, count: int) -> bool:
    return found > 0 and found % count == 0


def _segments(item: Any) -> Iterator[Segment]:
    at = 0
    for index in item.operators:
        operator, count = OPERATORS[index]
        yield Segment(operator, tuple(item.points[at : at + count]))
        at += count


_OUTLINES: dict[str, Callable[[Mapping[str, str]], Path]] = {
    "rect": _rect, "circle": _circle, "ellipse": _ellipse, "line": _line, "polyline": _polyline,
    "polygon": _polygon, "path": _path,
}  # fmt: skip

SHAPES = frozenset(_OUTLINES)
"""The elements that have an outline."""

STEP = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)\s*,?")
"""A step of a transform and its numbers."""

STEPS: dict[str, tuple[int, ...]] = {
    "matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,),
    "skewY": (1,),
}  # fmt: skip
"""How many numbers each takes."""


def transform(text: str | None) -> Matrix:
    """An SVG transform as a matrix. Raises NotShapes."""
    text, at, steps = (text or "").strip(), 0, [Matrix()]
    while match := STEP.match(text, at):
        at = match.end()
        values = numbers(match[2])
        if len(values) not in STEPS[match[1]]:
            raise NotShapes(f"it has the transform '{match[0][:20]}'")
        steps.append(_step(match[1], values))
    if at < len(text) and text != "none":
        raise NotShapes(f"it has the transform '{text[:20]}'")
    return reduce(Matrix.after, steps)


def _step(name: str, values: list[float]) -> Matrix:
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


SAME = 1e-4
"""Shares of a length that are no difference."""


def is_similar(matrix: Matrix) -> bool:
    """Whether a map keeps shapes as they are: the same scale in all directions."""
    across, up = matrix.a**2 + matrix.b**2, matrix.c**2 + matrix.d**2
    slant = matrix.a * matrix.c + matrix.b * matrix.d
    most = SAME * max(across, up)
    return abs(across - up) <= most and abs(slant) <= most
