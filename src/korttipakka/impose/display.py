"""Cards put on show rather than on paper to cut: single faces, contact sheets, galleries."""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil, inf, log

from ..basics.color import parse_color
from ..basics.geometry import Point, Rect, Size, Turn
from ..basics.units import MM
from ..model.frame import (
    Box,
    CardFaces,
    Frame,
    Group,
    Item,
    Page,
)
from ..model.layout import CardStyle, Face
from ..model.text import TextRun

TABLE = parse_color("#dddcd6")
"""The colour of the table that cards lie on: white cards stand out from it."""

SHAPE = 2**0.5
"""Width to height of a page that shows many cards, as of landscape A4."""

SIDES: tuple[Face, ...] = ("front", "back")

NEAR = 2 * MM
"""Between a card's front and its back."""

FAR = 6 * MM
"""Between cards, and around all of them."""

CAPTION = 5 * MM
"""Room for a caption's line, its baseline a third above the foot."""


def face_page(faces: CardFaces, side: Face, bleed: float, turn: Turn = Turn.UPRIGHT) -> Page:
    """A face alone on a page of the trim and this much bleed around it."""
    face = faces.face(side)
    trim = Rect.of(face.size.turned(turn), Point(bleed, bleed))
    whole = Rect.of(trim.grown(bleed).size)
    group = Group(face, Point(bleed, bleed), turn, shows=faces.shown(side))
    return Page(Frame(whole.size, (group,)), trim, whole)


def contact_sheet(faces: Iterable[CardFaces], card: CardStyle, columns: int = 0) -> Page:
    """All cards on one page, each front with its back beside it."""
    return _on_table(_tabled([_pair(face, card) for face in faces], FAR, columns))


def exhibit(caption: TextRun, faces: Iterable[CardFaces], card: CardStyle) -> Frame:
    """Cards one below the other with a caption above them."""
    shown = _tabled([_pair(face, card) for face in faces], NEAR, columns=1)
    width, height = max(shown.size.width, caption.width), shown.size.height + CAPTION
    words = caption._replace(at=Point(0.0, shown.size.height + CAPTION / 3))
    return Frame(Size(width, height), (words, Group(shown, Point(0, 0))))


def gallery(exhibits: Sequence[Frame], columns: int = 0) -> Page:
    """Exhibits side by side on one page, all in their true sizes."""
    return _on_table(_tabled(exhibits, FAR, columns))


def _pair(faces: CardFaces, card: CardStyle) -> Frame:
    """A front with its back at its right, both with the card's corners."""
    size, trim = faces.front.size, Rect.of(faces.front.size)
    places = (Point(0, 0), Point(size.width + NEAR, 0))
    items = [
        Group(faces.face(side), at, clip=trim, radius=card.corner, shows=faces.shown(side))
        for side, at in zip(SIDES, places, strict=True)
    ]
    papers = [Box(trim.moved(at), _PAPER, radius=card.corner) for at in places]
    return Frame(Size(2 * size.width + NEAR, size.height), (*papers, *items))


_PAPER = parse_color("white")


def _tabled(cells: Sequence[Frame], gap: float, columns: int = 0) -> Frame:
    """Frames row by row, each row as high and each column as wide as its largest frame."""
    columns = columns or _columns(cells, gap)
    rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    widths = [max(cell.size.width for cell in cells[i::columns]) for i in range(len(rows[0]))]
    heights = [max(cell.size.height for cell in row) for row in rows]
    lefts = [0.0, *accumulate(width + gap for width in widths)]
    tops = [0.0, *accumulate(height + gap for height in heights)]
    size = Size(lefts[-1] - gap, tops[-1] - gap)
    items = [
        Group(cell, Point(left, size.height - top - cell.size.height))
        for row, top in zip(rows, tops, strict=False)
        for cell, left in zip(row, lefts, strict=False)
    ]
    return Frame(size, tuple(items))


def _columns(cells: Sequence[Frame], gap: float) -> int:
    """The number of columns that gives a page nearest to landscape paper."""
    width = max(cell.size.width for cell in cells) + gap
    height = max(cell.size.height for cell in cells) + gap
    best, least = 1, inf
    for columns in range(1, len(cells) + 1):
        shape = columns * width / (ceil(len(cells) / columns) * height)
        if abs(log(shape / SHAPE)) < least:
            best, least = columns, abs(log(shape / SHAPE))
    return best


def _on_table(frame: Frame) -> Page:
    whole = Rect.of(Rect.of(frame.size).grown(FAR).size)
    items: tuple[Item, ...] = (Box(whole, TABLE), Group(frame, Point(FAR, FAR)))
    return Page(Frame(whole.size, items), whole, whole)
