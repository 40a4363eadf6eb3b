"""The cutting guide: a page that shows every cut on a picture of the sheet, and lists them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ..basics.color import BLACK, WHITE, Color
from ..basics.geometry import Axis, Point, Rect, Size
from ..basics.records import NamedTuple
from ..basics.units import MM, in_mm
from ..model.frame import (
    Box,
    Content,
    Frame,
    Item,
    Line,
    Page,
    Sheet,
)
from ..model.text import (
    PARAGRAPH,
    ListItem,
    ParagraphKind,
    TextLine,
    TextParagraph,
    TextRun,
)
from .cutting import Cut, crease
from .grids import Grid
from .lettering import Letters, lines
from .marks import DASH
from .words import ENGLISH, Words

HEADING = ParagraphKind(heading=1)

EDGE = 15 * MM
"""Margin of the page; less on small paper."""

FULL = 480.0
"""Points of width that the type is made for; on narrower pages it is small, down to LEAST."""

LEAST = 0.6

SHARE = 0.5
"""The most of the height below the text that the picture takes."""

DISC = 0.55
"""Radius of the numbered discs at the ends of cuts, times the type size."""

SIZE, LEADING = 10.0, 1.5
"""Type size in points, and line distance, times the size."""

LINE, CARD = 1.0, 0.4
"""Thickness in points of cuts and of cards' edges."""

PALE = Color((0.93, 0.93, 0.93))
"""The cards' ground: little ink."""


def cutting_guide(
    grid: Grid, cuts: Sequence[Cut], title: str, letters: Letters, words: Words = ENGLISH,
    corner: float = 0.0,
) -> Sheet:  # fmt: skip
    """A page as large as the sheet. `title` is the deck's, `corner` the radius of the cards'."""
    whole = Rect.of(grid.page)
    page = whole.grown(-min(EDGE, whole.width / 14))
    size = SIZE * min(1.0, max(LEAST, page.width / FULL))
    heading = words.guide_one if len(cuts) == 1 else words.guide.format(len(cuts))
    top = page.top - 1.6 * size
    run = letters.bold(heading, 1.6 * size)._replace(at=Point(page.left, top))
    items: list[Content] = [_paragraph([run], words, HEADING)]
    for text in _preface(grid, title, words, corner):
        runs: list[TextRun] = []
        for line in lines(text, page.width, size, letters.regular):
            top -= LEADING * size
            runs.append(letters.regular(line, size)._replace(at=Point(page.left, top)))
        items.append(_paragraph(runs, words))
    room = Rect(page.left, page.bottom, page.right, top - LEADING * size)
    picture, listed = _split(room, cuts, size)
    items += _picture(grid, cuts, picture, DISC * size, letters, corner)
    items += _list(cuts, listed, size, letters, words)
    return Sheet(Page(Frame(grid.page, tuple(items)), whole, whole, tagged=True))


def _paragraph(
    runs: Sequence[TextRun], words: Words, kind: ParagraphKind = PARAGRAPH,
    marker: tuple[TextRun, ...] = (),
) -> TextParagraph:  # fmt: skip
    """A paragraph of lines of one run each."""
    lines = [TextLine((run,), "space") for run in runs]
    lines[-1] = lines[-1]._replace(end="last")
    return TextParagraph(tuple(lines), kind, marker, words.language)


def _preface(grid: Grid, title: str, words: Words, corner: float) -> Iterator[str]:
    yield title
    if grid.fold:
        yield words.fold_first
    yield words.pile
    if corner:
        yield words.corners.format(in_mm(corner))
    if grid.one_sided and not grid.fold:
        yield words.fold_last


def _split(room: Rect, cuts: Sequence[Cut], size: float) -> tuple[Rect, Rect]:
    """The picture's room above, as much as the list leaves of it, and the list's."""
    rows = max(len(column) for column in _columns(cuts))
    listed = min((rows + 3) * LEADING * size, 0.6 * room.height)
    height = min(room.height - listed, SHARE * room.height)
    picture = Rect(room.left, room.top - height, room.right, room.top)
    return picture, Rect(room.left, room.bottom, room.right, picture.bottom - 2.4 * size)


def _columns(cuts: Sequence[Cut]) -> list[list[Cut]]:
    """The cuts of each direction."""
    return [list(group) for _, group in groupby(cuts, key=lambda cut: cut.edge)]


class _Miniature(NamedTuple):
    """The sheet made small: where its bottom left corner lies, and by how much it is smaller."""

    corner: Point
    scale: float
    page: Size

    def put(self, x: float, y: float) -> Point:
        """Where a point of the sheet lies."""
        return Point(self.corner.x + x * self.scale, self.corner.y + y * self.scale)

    def shrunk(self, rect: Rect) -> Rect:
        """Where a rectangle of the sheet lies."""
        one, other = self.put(rect.left, rect.bottom), self.put(rect.right, rect.top)
        return Rect(one.x, one.y, other.x, other.y)

    def cut(self, line: tuple[Point, Point], beyond: float) -> tuple[Point, Point]:
        """The ends of a cut, the second one so far beyond the sheet's edge."""
        start, end = self.put(*line[0]), self.put(*line[1])
        if start.y == end.y:
            return start, end._replace(x=end.x + beyond)
        return start, end._replace(y=end.y - beyond)


def _miniature(page: Size, room: Rect, radius: float) -> _Miniature:
    """The sheet in the middle of a room that has space for two rows of discs beside it."""
    discs = 4 * radius
    scale = min((room.width - 2 * discs) / page.width, (room.height - discs) / page.height)
    left = (room.left + room.right - page.width * scale) / 2
    return _Miniature(Point(left, room.top - page.height * scale), scale, page)


def _picture(
    grid: Grid, cuts: Sequence[Cut], room: Rect, radius: float, letters: Letters, corner: float
) -> Iterator[Item]:
    """The sheet made small, its cards pale, its cuts numbered at their ends."""
    small = _miniature(grid.page, room, radius)
    yield Box(small.shrunk(Rect.of(grid.page)), stroke=BLACK, stroke_width=CARD)
    for cell in grid.units + (grid.backs if grid.fold else ()):
        yield Box(small.shrunk(cell), PALE, BLACK, CARD, corner * small.scale)
    for one, other in _creases(grid):
        # The cards' own edges lie under the fold, and would fill the gaps of its dashes.
        yield Line(small.put(*one), small.put(*other), 2 * CARD, WHITE)
        yield Line(small.put(*one), small.put(*other), LINE, BLACK, DASH)
    number, discs = 0, list[Item]()
    for column in _columns(cuts):
        near = 0.0
        for index, cut in enumerate(column):
            number += 1
            # A disc that would cover its neighbour's steps outwards.
            close = index and (column[index - 1].distance - cut.distance) * small.scale < 2 * radius
            near = radius if not close or near > radius else 3 * radius
            start, end = small.cut(_line(grid, cut), near)
            yield Line(start, end, LINE, BLACK)
            discs += _disc(end, number, radius, letters)
    yield from discs


def _line(grid: Grid, cut: Cut) -> tuple[Point, Point]:
    """A cut on the sheet. The fronts of a folded sheet lie left of the fold, or above it."""
    if cut.edge == "top":
        return _level(grid, grid.page.height - cut.distance)
    if cut.edge == "left":
        return _upright(grid, cut.distance)
    if grid.axis is Axis.VERTICAL:
        return _upright(grid, crease(grid) - cut.distance)
    return _level(grid, crease(grid) + cut.distance)


def _creases(grid: Grid) -> Iterator[tuple[Point, Point]]:
    axis, places = grid.creases
    run = _upright if axis is Axis.VERTICAL else _level
    yield from (run(grid, at) for at in places)


def _upright(grid: Grid, x: float) -> tuple[Point, Point]:
    return Point(x, grid.page.height), Point(x, 0)


def _level(grid: Grid, y: float) -> tuple[Point, Point]:
    return Point(0, y), Point(grid.page.width, y)


def _disc(middle: Point, number: int, radius: float, letters: Letters) -> Iterator[Item]:
    ring = Rect.about(middle, radius)
    yield Box(ring, WHITE, BLACK, CARD * 2, radius)
    yield _middled(letters.bold(f"{number}", 1.3 * radius), middle)


def _middled(run: TextRun, at: Point) -> TextRun:
    return run._replace(at=Point(at.x - run.width / 2, at.y - 0.36 * run.size))


EDGES = ("top", "left", "fold")


def _list(
    cuts: Sequence[Cut], room: Rect, size: float, letters: Letters, words: Words
) -> Iterator[TextParagraph]:
    """The cuts of each direction in a column of its own, in the order of cutting."""
    number = 0
    for index, column in enumerate(_columns(cuts)):
        x, y = room.left + index * room.width / 2, room.top
        step = min(LEADING * size, room.height / (len(column) + 2))
        small = min(size, step / 1.1)
        edge = EDGES.index(column[0].edge)
        heading = words.then.format(words.stops[edge]) if index else words.stops[edge]
        heading = heading[:1].upper() + heading[1:]
        yield _paragraph([letters.bold(heading, size)._replace(at=Point(x, y))], words)
        for position, cut in enumerate(column):
            number += 1
            y -= step
            marker = letters.bold(f"{number}", small)._replace(at=Point(x, y))
            run = letters.regular(words.distances[edge].format(in_mm(cut.distance)), small)
            item = ParagraphKind(items=(ListItem(index, position, number),))
            placed = run._replace(at=Point(x + 2 * small, y))
            yield _paragraph([placed], words, item, (marker,))
