"""The outlines of a font's glyphs, for those that are painted as shapes."""

from typing import Literal

import uharfbuzz as hb

from ..basics.records import NamedTuple
from .faces import FontFace

Spot = tuple[float, float]


class Segment(NamedTuple):
    """A step of an outline: to move to a point, a line or a cubic curve there, or to close it.

    The points are in 1/1000 em from the glyph's origin; the last one is where the step leads.
    """

    kind: Literal["m", "l", "c", "h"]
    points: tuple[Spot, ...] = ()


class Outlines:
    """Reads the outlines of a face."""

    def __init__(self, face: FontFace) -> None:
        self._font = hb.Font(face.hb_face)
        self._font.set_variations(face.axes)
        self._scale = 1000 / face.hb_face.upem

    def of(self, glyph: int) -> tuple[Segment, ...]:
        """The outline of a glyph by its id."""
        pen = _Pen(self._scale)
        self._font.draw_glyph_with_pen(glyph, pen)
        return tuple(pen.found)


class _Pen:
    """What HarfBuzz draws with, after fontTools' protocol of pens."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self.found: list[Segment] = []

    def _on(self, spot: Spot) -> Spot:
        return spot[0] * self._scale, spot[1] * self._scale

    def moveTo(self, spot: Spot) -> None:  # noqa: N802
        """Begin a contour."""
        self.found.append(Segment("m", (self._on(spot),)))

    def lineTo(self, spot: Spot) -> None:  # noqa: N802
        """Go on straight."""
        self.found.append(Segment("l", (self._on(spot),)))

    def qCurveTo(self, control: Spot, spot: Spot) -> None:  # noqa: N802
        """Go on by a quadratic curve, as a cubic one."""
        (x, y), (cx, cy), (ex, ey) = self.found[-1].points[-1], self._on(control), self._on(spot)
        first = x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3
        second = ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3
        self.found.append(Segment("c", (first, second, (ex, ey))))

    def curveTo(self, first: Spot, second: Spot, spot: Spot) -> None:  # noqa: N802
        """Go on by a cubic curve."""
        self.found.append(Segment("c", (self._on(first), self._on(second), self._on(spot))))

    def closePath(self) -> None:  # noqa: N802
        """End a contour."""
        self.found.append(Segment("h"))
