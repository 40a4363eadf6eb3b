"""The test sheet that shows how far a printer's backs are off, and what the readings mean.

The front has rulers, the back lines that are seen through the paper. All of them lie alike about
the middle of the page, so that the sheet is right whichever edge the printer flips it on; only the
arrow tells the edges apart.
"""

from collections.abc import Iterable, Iterator

from ..basics.color import BLACK
from ..basics.geometry import Axis, Point, Rect, Size, Turn
from ..basics.units import MM
from ..impose.lettering import Letters, lines
from ..model.frame import (
    Box,
    Frame,
    Group,
    Item,
    Line,
    Page,
    Segment,
    Shape,
    Sheet,
)
from ..model.text import TextRun
from .instructions import instructions
from .readings import OUTER, REACH

RANGE = 12
"""Millimetres that a ruler reaches to either side: 10 are read, and 2 more to see that it ends."""

STEP = 0.5
"""Millimetres between a ruler's strokes."""

BEYOND = 6 * MM
"""How far the back's lines reach over the front's rulers, so that their ends are seen."""

THIN, FINE = 0.4, 0.2
"""Thickness of lines in points: FINE leaves white between strokes 1.4 pt apart."""

EDGE = 15 * MM
"""Margin of the text, well inside of what printers can print."""

SIZE, LEADING = 8.5, 11.5
"""Type size and line distance of the instructions in points."""


def calibration_sheet(page: Size, axis: Axis, letters: Letters) -> Sheet:
    """The test sheet for a page that is flipped about an axis."""
    orientation = "portrait" if page.width <= page.height else "landscape"
    middle, reach = Point(page.width / 2, page.height / 2), REACH[orientation]
    ends = (Point(middle.x, middle.y + reach), Point(middle.x, middle.y - reach))
    place, arrow = Point(EDGE, page.height - EDGE - ARROW.height), _arrow()
    front = [
        *_window(middle, letters),
        *_ruler(ends[0], "--top", letters),
        *_ruler(ends[1], "--bottom", letters),
        *_length(Point(middle.x, EDGE), letters),
        Group(arrow, place),
        *_text(page, middle, (orientation, _flip(page, axis)), letters),
    ]
    spot = Rect.of(arrow.size, place).flipped(axis, page)
    turn = Turn.UPRIGHT.flipped(axis)
    back = [
        *_cross(middle),
        *(_upright(end) for end in ends),
        Group(_arrow(inner=True), Point(spot.left, spot.bottom), turn),
        _back_title(page, axis, letters),
    ]
    return Sheet(_page(page, front), _page(page, back))


def _flip(page: Size, axis: Axis) -> str:
    """The edge that the page is flipped on."""
    long = (page.width <= page.height) == (axis is Axis.VERTICAL)
    return "long-edge" if long else "short-edge"


def _page(size: Size, items: Iterable[Item]) -> Page:
    return Page(Frame(size, tuple(items)), Rect.of(size), Rect.of(size))


def _window(middle: Point, letters: Letters) -> Iterator[Item]:
    """A square with a ruler on each side, empty within: there the back's cross is seen."""
    half = RANGE * MM
    for turn in Turn:
        ruler = Frame(Size(2 * half, 2 * half), tuple(_scale(Point(half, 0), -1)))
        yield Group(ruler, Point(middle.x - half, middle.y - half), turn)
    for value in (-10, -5, 0, 5, 10):
        shift, out = value * MM, half + LONGEST
        run = _centred(letters.regular(f"{value}", 6), Point(middle.x + shift, middle.y - out - 7))
        yield run
        run = letters.regular(f"{value}", 6)
        at = Point(middle.x - out - run.width - 2, middle.y + shift - 2.1)
        yield run._replace(at=at)
    yield from _named(middle, half, letters)


def _named(middle: Point, half: float, letters: Letters) -> Iterator[TextRun]:
    """The options that take what is read."""
    below = Point(middle.x, middle.y - half - LONGEST - 17)
    yield _centred(letters.bold("--across", 7), below)
    run = letters.bold("--up", 7)
    yield run._replace(at=Point(middle.x - half - LONGEST - 14 - run.width, middle.y - 2.4))


def _ruler(middle: Point, option: str, letters: Letters) -> Iterator[Item]:
    """A ruler alone, read where the back's upright line crosses it."""
    half = OUTER
    name = letters.bold(option, 7)
    yield name._replace(at=Point(middle.x - half - 8 - name.width, middle.y - 2.4))
    yield from _scale(middle, 0, half)
    for value in (-15, -10, -5, 0, 5, 10, 15):
        run = letters.regular(f"{value}", 6)
        yield _centred(run, Point(middle.x + value * MM, middle.y + LONGEST + 3))


def _length(middle: Point, letters: Letters) -> Iterator[Item]:
    """A line to lay a ruler on: it tells whether the sheet was printed at 100 %."""
    half = 50 * MM
    for x in (-half, half):
        end = Point(middle.x + x, middle.y - 1.5 * MM)
        yield Line(end, end._replace(y=middle.y + 1.5 * MM), THIN, BLACK)
    yield Line(Point(middle.x - half, middle.y), Point(middle.x + half, middle.y), THIN, BLACK)
    yield _centred(letters.regular("100 mm", 7), Point(middle.x, middle.y + 3))


LONGEST = 3.2 * MM
"""Length of a ruler's longest strokes."""


def _scale(middle: Point, side: int, half: float = RANGE * MM) -> Iterator[Line]:
    """A horizontal line with a stroke at each step: below it, or with `side` 0 across it."""
    start, end = Point(middle.x - half, middle.y), Point(middle.x + half, middle.y)
    yield Line(start, end, FINE, BLACK)
    count = round(half / MM / STEP)
    for index in range(-count, count + 1):
        length = LONGEST if index % 10 == 0 else 2 * MM if index % 2 == 0 else 1.2 * MM
        x = middle.x + index * STEP * MM
        above, below = (0.0, length) if side else (length / 2, length / 2)
        start, end = Point(x, middle.y + above), Point(x, middle.y - below)
        yield Line(start, end, THIN if index % 10 == 0 else FINE, BLACK)


def _cross(middle: Point) -> Iterator[Item]:
    """The back's cross with a ring about its middle, for those who prick a pin through it."""
    arm = RANGE * MM + BEYOND
    yield Line(Point(middle.x - arm, middle.y), Point(middle.x + arm, middle.y), THIN, BLACK)
    yield Line(Point(middle.x, middle.y - arm), Point(middle.x, middle.y + arm), THIN, BLACK)
    ring = Rect.about(middle, 1 * MM)
    yield Box(ring, stroke=BLACK, stroke_width=THIN, radius=1 * MM)


def _upright(middle: Point) -> Line:
    arm = RANGE * MM + BEYOND
    start, end = Point(middle.x, middle.y - arm), Point(middle.x, middle.y + arm)
    return Line(start, end, THIN, BLACK)


ARROW = Size(10 * MM, 10 * MM)
"""The arrow that points up on both sides when the printer flips the edge that it was told."""


def _arrow(inner: bool = False) -> Frame:
    """A triangle; the inner one lies within it when they are seen through the paper."""
    edge = 3 * MM if inner else 0.0
    tip, foot = Point(ARROW.width / 2, ARROW.height - edge), edge * 0.55
    path = (
        Segment("m", (edge, foot)),
        Segment("l", (ARROW.width - edge, foot)),
        Segment("l", (tip.x, tip.y)),
        Segment("h"),
    )
    filled = Shape(path, fill=BLACK) if inner else Shape(path, stroke=BLACK, stroke_width=0.8)
    return Frame(ARROW, (filled,))


def _back_title(page: Size, axis: Axis, letters: Letters) -> Group:
    """The back's name beside the arrow, upright when the sheet is turned like a page of a book."""
    run = letters.bold("BACK · TAKASIVU · BAKSIDA", 9)
    line = Frame(Size(run.width, 9), (run._replace(at=Point(0, 2)),))
    turn = Turn.UPRIGHT.flipped(axis)
    place = Rect.of(line.size, Point(EDGE, page.height - EDGE - 9))
    if turn is Turn.OVER:
        place = place.flipped(Axis.HORIZONTAL, page).flipped(Axis.VERTICAL, page)
    return Group(line, Point(place.left, place.bottom), turn)


def _text(page: Size, middle: Point, lies: tuple[str, str], letters: Letters) -> Iterator[TextRun]:
    """What to do, for a page of an orientation that is flipped on an edge."""
    texts = instructions(*lies)
    beside = Point(EDGE + ARROW.width + 2 * MM, page.height - EDGE - ARROW.height)
    yield letters.bold("FRONT · ETUSIVU · FRAMSIDA", 9)._replace(at=beside)
    columns = _tall(page, middle) if lies[0] == "portrait" else _wide(page, middle)
    for column, blocks in zip(columns, (texts[:2], texts[2:]), strict=True):
        y = column.top
        for heading, *steps in blocks:
            y -= LEADING
            yield letters.bold(heading, SIZE + 1)._replace(at=Point(column.left, y))
            y -= 2
            for number, step in enumerate(steps, start=1):
                for run in _paragraph(f"{number}.", step, column.width, letters):
                    y -= LEADING
                    yield from (part._replace(at=Point(column.left + x, y)) for x, part in run)
            y -= LEADING


def _tall(page: Size, middle: Point) -> tuple[Rect, Rect]:
    """Above and below the window, between the rulers."""
    gap, far = 22 * MM, 105 * MM
    left, right = EDGE + 5 * MM, page.width - EDGE - 5 * MM
    return (
        Rect(left, middle.y + gap, right, middle.y + far),
        Rect(left, middle.y - far, right, middle.y - gap - 10 * MM),
    )


def _wide(page: Size, middle: Point) -> tuple[Rect, Rect]:
    """Left and right of the window and the rulers."""
    gap, top = 32 * MM, page.height - EDGE - 20 * MM
    return (
        Rect(EDGE, EDGE, middle.x - gap, top),
        Rect(middle.x + gap - 8 * MM, EDGE, page.width - EDGE, top),
    )


INDENT = 11.0
"""Points from a step's number to its text."""


def _paragraph(
    number: str, text: str, width: float, letters: Letters
) -> Iterator[list[tuple[float, TextRun]]]:
    """The lines of a step, each as runs with their distances from the left."""
    mark = [(0.0, letters.regular(number, SIZE))]
    for line in lines(text, width - INDENT, SIZE, letters.regular):
        yield [*mark, (INDENT, letters.regular(line, SIZE))]
        mark = []


def _centred(run: TextRun, at: Point) -> TextRun:
    # The sign of a negative number hangs to the left, so that digits stand under their strokes.
    sign = run.width * 0.3 if run.text.startswith("-") and len(run.text) < 4 else 0.0
    return run._replace(at=Point(at.x - (run.width + sign) / 2, at.y))
