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
from ..model.layout import FACES, CardStyle, Face
from ..model.text import TextRun

TABLE = parse_color("#dddcd6")
"""The colour of the table that cards lie on: white cards stand out from it."""

SHAPE = 2**0.5
"""Width to height of a page that shows many cards, as of landscape A4."""


NEAR = 2 * MM
"""Between a card's front and its back."""

FAR = 6 * MM
"""Between cards, and around all of them."""

CAPTION = 5 * MM
"""Room for a caption's line, its baseline a third above the foot."""

LABEL = 4 * MM
"""Room for a line of what stands below a card, its baseline a third above the foot."""

Lines = Sequence[TextRun]
"""Lines of lettering, one below the other."""


def face_page(faces: CardFaces, side: Face, bleed: float, turn: Turn = Turn.UPRIGHT) -> Page:
    """A face alone on a page of the trim and this much bleed around it."""
    face = faces.face(side)
    trim = Rect.of(face.size.turned(turn), Point(bleed, bleed))
    whole = Rect.of(trim.grown(bleed).size)
    group = Group(face, Point(bleed, bleed), turn, shows=faces.shown(side))
    return Page(Frame(whole.size, (group,)), trim, whole)


def contact_sheet(
    faces: Iterable[CardFaces], card: CardStyle, columns: int = 0, labels: Sequence[Lines] = ()
) -> Page:
    """All cards on one page, each front with its back beside it, and below them their labels."""
    return _on_table(_tabled(_pairs(faces, card, labels), FAR, columns))


def exhibit(
    caption: Lines, faces: Iterable[CardFaces], card: CardStyle, labels: Sequence[Lines] = (),
    most: int = 0,
) -> Frame:  # fmt: skip
    """Cards one below the other with a caption above them, and their labels below each.

    There is room for `most` lines of a caption, so that cards of several exhibits are in line.
    """
    shown = _tabled(_pairs(faces, card, labels), NEAR, columns=1)
    words, size = _lettered(shown, caption, CAPTION, shown.size.height)
    spare = max(most - len(caption), 0) * CAPTION
    return Frame(Size(size.width, size.height + spare), (*words, Group(shown, Point(0, 0))))


def _pairs(faces: Iterable[CardFaces], card: CardStyle, labels: Sequence[Lines]) -> list[Frame]:
    """Fronts with their backs; all have the room that the most lines of a label need."""
    pairs = [_pair(face, card) for face in faces]
    if not labels:
        return pairs
    most = max(map(len, labels))
    return [_labelled(pair, label, most) for pair, label in zip(pairs, labels, strict=True)]


def _labelled(pair: Frame, label: Lines, most: int) -> Frame:
    """Cards with lines below them, in room for so many lines."""
    foot = most * LABEL
    words, size = _lettered(pair, label, LABEL, foot - len(label) * LABEL)
    whole = Size(size.width, pair.size.height + foot)
    return Frame(whole, (*words, Group(pair, Point(0, foot))))


def _lettered(shown: Frame, lines: Lines, room: float, foot: float) -> tuple[Lines, Size]:
    """Lines that stand on a height, and the size of what they stand at or above."""
    count = len(lines)
    words = [
        line._replace(at=Point(0.0, foot + (count - 1 - index) * room + room / 3))
        for index, line in enumerate(lines)
    ]
    width = max(shown.size.width, *(line.width for line in lines), 0.0)
    return words, Size(width, shown.size.height + count * room)


def gallery(exhibits: Sequence[Frame], columns: int = 0) -> Page:
    """Exhibits side by side on one page, all in their true sizes."""
    return _on_table(_tabled(exhibits, FAR, columns))


def _pair(faces: CardFaces, card: CardStyle) -> Frame:
    """A front with its back at its right, both with the card's corners."""
    size, trim = faces.front.size, Rect.of(faces.front.size)
    places = (Point(0, 0), Point(size.width + NEAR, 0))
    items = [
        Group(faces.face(side), at, clip=trim, radius=card.corner, shows=faces.shown(side))
        for side, at in zip(FACES, places, strict=True)
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
