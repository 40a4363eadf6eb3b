"""QR codes as one outline: dark modules that touch are one area, so that no seam shows."""

from collections.abc import Iterator, Sequence

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..model.frame import QrCode, Shape
from ..model.paths import Path, polygon

QUIET = 4
"""Modules of quiet zone on every side, by ISO/IEC 18004."""

Corner = tuple[int, int]
"""A corner of modules: columns from the left, rows from the top."""


def qr_code(text: str, square: Rect, color: Color) -> QrCode:
    """The code for a text in a square that includes the quiet zone.

    Error correction M: about 15 % may be dirty or worn, as ISO/IEC 18004 counts. Raises ValueError
    when the text is too long.
    """
    import segno

    try:
        # A better level would come at no larger size, but printers ask for a certain one.
        matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    except segno.DataOverflowError:
        raise ValueError(f"{len(text):,} characters are too many for a QR code") from None
    module = square.width / (len(matrix) + 2 * QUIET)
    loops = outlines([[bool(cell) for cell in row] for row in matrix])
    path = tuple(segment for loop in loops for segment in _placed(loop, square, module))
    return QrCode(text, square, module, Shape(path, fill=color))


def _placed(loop: Sequence[Corner], square: Rect, module: float) -> Path:
    left, top = square.left + QUIET * module, square.top - QUIET * module
    return polygon([Point(left + x * module, top - y * module) for x, y in loop])


def outlines(dark: Sequence[Sequence[bool]]) -> Iterator[list[Corner]]:
    """The closed outlines of dark areas; those of holes run the other way round."""
    ends = _edges(dark)
    while ends:
        start = corner = next(iter(ends))
        loop = [start]
        while (corner := _follow(ends, corner)) != start:
            loop.append(corner)
        yield _turns(loop)


def _edges(dark: Sequence[Sequence[bool]]) -> dict[Corner, list[Corner]]:
    """The sides between dark and light modules, clockwise around the dark: start to ends."""
    light = [False] * len(dark)
    ends: dict[Corner, list[Corner]] = {}
    for y, (above, row, below) in enumerate(
        zip([light, *dark], dark, [*dark[1:], light], strict=False)
    ):
        for x in (x for x, cell in enumerate(row) if cell):
            if not above[x]:
                ends.setdefault((x, y), []).append((x + 1, y))
            if not below[x]:
                ends.setdefault((x + 1, y + 1), []).append((x, y + 1))
            if x == 0 or not row[x - 1]:
                ends.setdefault((x, y + 1), []).append((x, y))
            if x + 1 == len(row) or not row[x + 1]:
                ends.setdefault((x + 1, y), []).append((x + 1, y + 1))
    return ends


def _follow(ends: dict[Corner, list[Corner]], corner: Corner) -> Corner:
    """Take an edge that starts at a corner; where two do, either closes a loop in the end."""
    found = ends[corner].pop()
    if not ends[corner]:
        del ends[corner]
    return found


def _turns(loop: Sequence[Corner]) -> list[Corner]:
    """A loop without the corners at which it goes straight on."""
    beside = zip([loop[-1], *loop], loop, [*loop[1:], loop[0]], strict=False)
    return [(x, y) for (x0, y0), (x, y), (x1, y1) in beside if not (x0 == x == x1 or y0 == y == y1)]
