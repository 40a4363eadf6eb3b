"""Patterns that tell categories apart without colour: calm, and one path for a whole area."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import ceil

from ..basics.color import Color
from ..basics.geometry import Point, Rect, Size
from ..model.frame import Frame, Segment, Shape
from ..model.paths import Path, ellipse, polygon

STROKE = 0.11
"""Thickness of lines as a share of the step: about a quarter millimetre at the usual step."""

DOT, RING, ARM = 0.17, 0.27, 0.22
"""Radius of a dot and a ring and half a cross's width, as shares of the step."""

RISE = 0.75
"""How far apart rows of marks are, in steps: a little closer than columns, for an even texture."""

MOST = 40_000
"""Marks of a pattern: an A4 at the usual step has 16,000. More takes seconds and prints as grey."""


def marks(size: Size, step: float) -> float:
    """About how many marks a pattern has."""
    return size.width * size.height / step**2


def pattern(name: str, size: Size, step: float, color: Color) -> Frame:
    """A frame of this size covered with a pattern whose marks are about a `step` (points) apart.

    They are a little closer or further, so that whole ones fill the box: none is cut at an edge,
    and no line lies on one. Slanted lines and waves run over the edges.
    """
    path = tuple(segment for mark in _MARKS[name](size, step) for segment in mark)
    if name in FILLED:
        return Frame(size, (Shape(path, fill=color),))
    return Frame(size, (Shape(path, stroke=color, stroke_width=STROKE * step),))


FILLED = {"dots", "triangles"}


def _out(length: float, step: float) -> range:
    """The numbers of steps from the middle of a length that reach over both its ends."""
    most = ceil(length / 2 / step) + 1
    return range(-most, most + 1)


def _fitted(length: float, step: float) -> int:
    """How many whole steps fill a length, each about as long as asked for."""
    return max(1, round(length / step))


def _centers(size: Size, step: float) -> Iterator[Point]:
    """Points in rows, those of every other row between those of its neighbours.

    The first row and the last have a point for each column, the others between the columns.
    """
    columns, room = _fitted(size.width, step), max(0.0, size.height - step)
    pairs = room / (2 * RISE * step)
    gaps = 2 * round(pairs) if pairs > RISE else 0
    for row in range(gaps + 1):
        y = size.height / 2 + (row / gaps - 0.5) * room if gaps else size.height / 2
        between = row % 2 if columns > 1 else 0
        for column in range(columns - between):
            yield Point((column + (1 + between) / 2) * size.width / columns, y)


def _dots(size: Size, step: float) -> Iterable[Path]:
    return (ellipse(Rect.about(point, DOT * step)) for point in _centers(size, step))


def _rings(size: Size, step: float) -> Iterable[Path]:
    return (ellipse(Rect.about(point, RING * step)) for point in _centers(size, step))


def _cross(size: Size, step: float) -> Iterable[Path]:
    arm = ARM * step
    for point in _centers(size, step):
        yield _line(point.x - arm, point.y, point.x + arm, point.y)
        yield _line(point.x, point.y - arm, point.x, point.y + arm)


def _line(x1: float, y1: float, x2: float, y2: float) -> Path:
    return polygon([Point(x1, y1), Point(x2, y2)], closed=False)


def _between(length: float, step: float) -> list[float]:
    """Places between steps that fill a length: none at its ends."""
    steps = _fitted(length, step)
    return [number * length / steps for number in range(1, steps)] or [length / 2]


def _horizontal(size: Size, step: float) -> Iterable[Path]:
    return (_line(-step, y, size.width + step, y) for y in _between(size.height, step))


def _vertical(size: Size, step: float) -> Iterable[Path]:
    return (_line(x, -step, x, size.height + step) for x in _between(size.width, step))


def _grid(size: Size, step: float) -> Iterable[Path]:
    yield from _horizontal(size, step)
    yield from _vertical(size, step)


def _diagonal(size: Size, step: float) -> Iterable[Path]:
    across = step * 2**0.5  # so that the lines lie a step apart
    half = size.height / 2 + across
    for index in _out(size.width + size.height, across):
        x = size.width / 2 + index * across
        yield _line(x - half, -across, x + half, size.height + across)


def _lattice(size: Size, step: float) -> Iterable[Path]:
    for path in _diagonal(size, step * 1.4):
        yield path
        yield tuple(s._replace(at=(size.width - s.at[0], s.at[1])) for s in path)


def _rows(size: Size, step: float, stride: float, height: float) -> Iterator[list[Point]]:
    """The corners of lines that go up and down, `stride` apart, by `height` from the middle."""
    columns, middle = _out(size.width, stride), size.width / 2
    rows = _fitted(size.height, step)
    for row in range(rows):
        y = (row + 0.5) * size.height / rows
        yield [Point(middle + c * stride, y + (height if c % 2 else -height)) for c in columns]


def _zigzag(size: Size, step: float) -> Iterable[Path]:
    rows = _rows(size, step, stride=0.5 * step, height=0.22 * step)
    return (polygon(points, closed=False) for points in rows)


def _waves(size: Size, step: float) -> Iterable[Path]:
    for points in _rows(size, step, stride=1.2 * step, height=0.24 * step):
        curves = []
        for one, other in pairwise(points):
            middle = (one.x + other.x) / 2
            curves.append(Segment("c", (middle, one.y, middle, other.y, other.x, other.y)))
        yield (Segment("m", (points[0].x, points[0].y)), *curves)


def _bricks(size: Size, step: float) -> Iterable[Path]:
    """An odd number of rows, so that the first and the last are alike; bricks two steps long."""
    rows = 2 * round((size.height / step - 1) / 2) + 1
    height, half = size.height / max(1, rows), size.width / 2 / _fitted(size.width, 2 * step)
    ends = range(1, round(size.width / half))
    for row in range(max(1, rows)):
        bottom = row * height
        if row:
            yield _line(-step, bottom, size.width + step, bottom)
        for end in ends[row % 2 :: 2]:
            yield _line(end * half, bottom, end * half, bottom + height)


def _triangles(size: Size, step: float) -> Iterable[Path]:
    half, height = ARM * step, ARM * step * 3**0.5
    for point in _centers(size, step):
        low = point.y - height / 3  # the middle of a triangle is at a third of its height
        left, right = Point(point.x - half, low), Point(point.x + half, low)
        yield polygon([left, right, Point(point.x, low + height)])


_MARKS: dict[str, Callable[[Size, float], Iterable[Path]]] = {
    "dots": _dots, "diagonal": _diagonal, "grid": _grid, "rings": _rings,
    "horizontal": _horizontal, "cross": _cross, "lattice": _lattice, "zigzag": _zigzag,
    "vertical": _vertical, "bricks": _bricks, "triangles": _triangles, "waves": _waves,
}  # fmt: skip
