"""QR codes as one outline: dark modules that touch are one area, so that no seam shows."""

from collections.abc import Iterator, Sequence

from ..color import Color
from ..frame import QrCode, Shape
from ..geometry import Point, Rect
from ..paths import Path, polygon

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
        start = next(iter(ends))
        loop = [start]
        while (corner := _follow(ends, loop[-1])) != start:
            loop.append(corner)
        yield [corner for corner, *beside in _triples(loop) if not _straight(*beside)]


def _edges(dark: Sequence[Sequence[bool]]) -> dict[Corner, list[Corner]]:
    """The sides between dark and light modules, clockwise around the dark: start to ends."""
    size = len(dark)

    def is_dark(row: int, column: int) -> bool:
        return 0 <= row < size and 0 <= column < size and dark[row][column]

    ends: dict[Corner, list[Corner]] = {}
    for y, row in enumerate(dark):
        for x in (x for x, cell in enumerate(row) if cell):
            for (beside_y, beside_x), start, end in (
                ((y - 1, x), (x, y), (x + 1, y)),
                ((y, x + 1), (x + 1, y), (x + 1, y + 1)),
                ((y + 1, x), (x + 1, y + 1), (x, y + 1)),
                ((y, x - 1), (x, y + 1), (x, y)),
            ):
                if not is_dark(beside_y, beside_x):
                    ends.setdefault(start, []).append(end)
    return ends


def _follow(ends: dict[Corner, list[Corner]], corner: Corner) -> Corner:
    """Take an edge that starts at a corner; where two do, either closes a loop in the end."""
    found = ends[corner].pop()
    if not ends[corner]:
        del ends[corner]
    return found


def _triples(loop: Sequence[Corner]) -> Iterator[tuple[Corner, Corner, Corner, Corner]]:
    for index, corner in enumerate(loop):
        yield corner, loop[index - 1], corner, loop[(index + 1) % len(loop)]


def _straight(before: Corner, corner: Corner, after: Corner) -> bool:
    return before[0] == corner[0] == after[0] or before[1] == corner[1] == after[1]
