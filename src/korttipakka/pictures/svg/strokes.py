"""Strokes that PDF and its readers show as resvg does, told from those that they do not."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from ...basics.color import Color
from ...basics.records import NamedTuple
from ...model.frame import Paint
from ...model.paths import Matrix, Path
from .names import NotShapes
from .outlines import is_similar

Vector = tuple[float, float]

SHORTEST_DASH = 0.05
"""Points; of shorter ones there may be very many."""

SAMPLES = 32
SHARP = 0.7
"""The cosine of a sharp turn, of some 45 degrees. Readers of PDF, which make lines of curves, leave
out the outside of one within a 32nd of a curve."""


class Stroke(NamedTuple):
    """A line along a path: what it is painted with, how wide it is, its dashes."""

    paint: Paint
    path: Path
    width: float
    dash: Sequence[float] = ()


def check_stroke(stroke: Stroke, matrix: Matrix, name: str) -> None:
    """Raise NotShapes for a stroke that PDF or its readers show otherwise.

    It is that of an element of this name, and the matrix is applied to it.
    """
    if not isinstance(stroke.paint, Color):
        raise NotShapes("it has a stroke with a gradient")
    if not is_similar(matrix):
        raise NotShapes("it has a stroke that is wider in one direction")
    for run in subpaths(stroke.path):
        if len(points(run)) == 1:
            raise NotShapes("it has a stroke of no length")
        legs = list(_legs(run))
        if any(len(leg) > 2 and _turns_sharply(leg) for leg in legs):
            raise NotShapes("it has a stroke around a hairpin")
        if _has_short_leg(legs, run[-1].operator == "h", stroke.width):
            raise NotShapes("it has a stroke with a corner next to a corner")
    # Lengths of curves are measured in several ways, and a dash ends or not where a path closes.
    closed_or_round = any(segment.operator in {"c", "h"} for segment in stroke.path)
    if stroke.dash and (min(stroke.dash) < SHORTEST_DASH or closed_or_round):
        raise NotShapes(f"it has dashes on a <{name}> that differ from reader to reader")


def subpaths(path: Path) -> Iterator[Path]:
    """The parts of a path that are each drawn without a break."""
    starts = [index for index, segment in enumerate(path) if segment.operator == "m"]
    for start, end in zip(starts, [*starts[1:], len(path)], strict=True):
        yield path[start:end]


def points(path: Path) -> set[Vector]:
    """Its points, those that steer curves among them."""
    return {point for segment in path for point in _pairs(segment.at)}


def _pairs(at: Sequence[float]) -> list[Vector]:
    return list(zip(at[::2], at[1::2], strict=True))


def _legs(run: Path) -> Iterator[list[Vector]]:
    """The points of each segment of a subpath, from where it begins; those of no length left out.

    A curve has two between its ends, which steer it.
    """
    start = at = _pairs(run[0].at)[0]
    for segment in run[1:]:
        leg = [at, *(_pairs(segment.at) or [start])]
        at = leg[-1]
        if len(set(leg)) > 1:
            yield leg


def _steps(leg: Sequence[Vector]) -> list[Vector]:
    """From each point of a leg to the next."""
    return [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(leg)]


def _is_sharp(one: Vector, other: Vector) -> bool:
    """Whether a line turns sharply from one direction to the other."""
    return one[0] * other[0] + one[1] * other[1] < SHARP * hypot(*one) * hypot(*other)


def _turns_sharply(leg: Sequence[Vector]) -> bool:
    """Whether a curve turns back on itself within a small part of it."""
    a, b, c = _steps(leg)
    places = (index / SAMPLES for index in range(SAMPLES + 1))
    shares = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in places]
    ways = [(a[0] * p + b[0] * q + c[0] * r, a[1] * p + b[1] * q + c[1] * r) for p, q, r in shares]
    return any(_is_sharp(one, other) for one, other in pairwise(filter(any, ways)))


def _has_short_leg(legs: Sequence[Sequence[Vector]], is_closed: bool, width: float) -> bool:
    """Whether a line has a corner less than half its width from its end or another corner.

    PDFium leaves out a part of the inside of such.
    """
    steps = [list(filter(any, _steps(leg))) for leg in legs]
    is_short = [2 * sum(hypot(*step) for step in leg) < width for leg in steps]
    corners = [*pairwise(zip(steps, is_short, strict=True))]
    if is_closed and steps:
        corners.append(((steps[-1], is_short[-1]), (steps[0], is_short[0])))
    return any(
        (before_short or after_short) and _is_sharp(before[-1], after[0])
        for (before, before_short), (after, after_short) in corners
    )
