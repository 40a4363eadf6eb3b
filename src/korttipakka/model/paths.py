"""Paths: closed curves of segments, and how they are moved, scaled and measured."""

from collections.abc import Iterable, Sequence
from itertools import chain

from ..basics.geometry import Point, Rect
from ..basics.records import NamedTuple
from .frame import Segment

Path = tuple[Segment, ...]

KAPPA = 0.5523
"""Control points of a Bézier curve that draws a quarter circle lie at this share of the radius."""


class Matrix(NamedTuple):
    """An affine map as in PDF: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def on(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Matrix") -> "Matrix":
        """This map applied to what `inner` makes."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return Matrix(a, b, c, d, *self.on(inner.e, inner.f))

    @property
    def scale(self) -> float:
        """How much longer lengths become, on average over directions."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)


def mapped(path: Iterable[Segment], matrix: Matrix) -> Path:
    """A path with all its points mapped."""
    return tuple(Segment(s.operator, _mapped(s.at, matrix)) for s in path)


def _mapped(at: Sequence[float], matrix: Matrix) -> tuple[float, ...]:
    pairs = zip(at[::2], at[1::2], strict=True)
    return tuple(value for x, y in pairs for value in matrix.on(x, y))


def rectangle(rect: Rect) -> Path:
    """The outline of a rectangle."""
    return polygon(rect.corners)


def polygon(points: Sequence[Point], closed: bool = True) -> Path:
    """Straight lines from point to point."""
    first, *others = points
    lines = (Segment("l", (p.x, p.y)) for p in others)
    return (Segment("m", (first.x, first.y)), *lines, *([Segment("h")] if closed else []))


def rounded(rect: Rect, across: float, up: float) -> Path:
    """A rectangle whose corners are quarter ellipses of these radii, counter-clockwise."""
    rx, ry = min(across, rect.width / 2), min(up, rect.height / 2)
    kx, ky = rx * (1 - KAPPA), ry * (1 - KAPPA)
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    return (
        Segment("m", (left + rx, bottom)),
        Segment("l", (right - rx, bottom)),
        Segment("c", (right - kx, bottom, right, bottom + ky, right, bottom + ry)),
        Segment("l", (right, top - ry)),
        Segment("c", (right, top - ky, right - kx, top, right - rx, top)),
        Segment("l", (left + rx, top)),
        Segment("c", (left + kx, top, left, top - ky, left, top - ry)),
        Segment("l", (left, bottom + ry)),
        Segment("c", (left, bottom + ky, left + kx, bottom, left + rx, bottom)),
        Segment("h"),
    )


def ellipse(rect: Rect) -> Path:
    """The ellipse that touches a rectangle's four sides."""
    return rounded(rect, rect.width / 2, rect.height / 2)


def bounds(path: Iterable[Segment]) -> Rect:
    """The rectangle around a path's points; control points are counted, so it may be wide."""
    points = (zip(s.at[::2], s.at[1::2], strict=True) for s in path)
    return Rect.around(chain.from_iterable(points))
