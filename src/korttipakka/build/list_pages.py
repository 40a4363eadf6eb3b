"""Pages of lists on paper: pieces in columns below a head, rows with boxes to tick."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ..basics.color import BLACK, parse_color
from ..basics.geometry import Point, Rect, Size
from ..basics.units import MM
from ..model.deck import Deck
from ..model.frame import Box, Content, Frame, Page, Sheet
from ..model.text import ParagraphKind
from .list_texts import ListSetter, Piece

MARGIN = 10 * MM
"""Paper around the lists: printers leave some 5 mm of it unprinted."""

GUTTER = 7 * MM
"""Between columns."""

NARROWEST = 70 * MM
"""A column: a title in its type, mostly on one line."""

TICK, TICK_DOWN, TICK_WIDTH = 3 * MM, 0.9, 0.6
"""A box to tick; the points that it is below a line's top, and the thickness of its line."""

NUMBER = 10 * MM
"""Room for a card's number, up to 9,999, and the space after it."""

ROW_GAP, HEAD_GAP = 2.4, 6.0
"""Points above a row; below the head."""

QUIET = parse_color("#4a4d52")
"""What is less than a title, beside it."""


class Pages:
    """Pages that fill with lists, upright on a paper of a size.

    `width` is what a page has for a list, and `column` what each of its `columns` has.
    """

    def __init__(self, paper: Size) -> None:
        self._size = Size(min(paper), max(paper))
        self._area = Rect.of(self._size).grown(-MARGIN)
        self._pages: list[tuple[Content, ...]] = []
        self.width = self._area.width
        self.columns = max(1, int((self.width + GUTTER) // (NARROWEST + GUTTER)))
        self.column = (self.width - (self.columns - 1) * GUTTER) / self.columns

    def add(self, head: Piece, pieces: Iterable[Piece], columns: int = 1) -> None:
        """Begin a new page with a head, and go on in so many columns."""
        self._pages += _pages(head, list(pieces), self._area, columns)

    def sheets(self, setter: ListSetter) -> list[Sheet]:
        """The finished pages."""
        return [
            _sheet(setter, content, self._size, number, len(self._pages))
            for number, content in enumerate(self._pages, 1)
        ]


def list_head(setter: ListSetter, deck: Deck, line: str, width: float) -> Piece:
    """The deck's title, and what the list below it is."""
    title = setter.text("deck", deck.title, width, kind=ParagraphKind(heading=1))
    return title.below(setter.text("words", line, width)._replace(gap=2.0))


def words_width(width: float) -> float:
    """Points for the words of a row that is so wide."""
    return width - TICK - NUMBER


def ticked(setter: ListSetter, number: int, words: Piece) -> Piece:
    """A row: a box to tick, a card's number, and words."""
    shown = setter.text("number", str(number), NUMBER - 2 * MM)

    def place(at: Point) -> tuple[Content, ...]:
        top = at.y - TICK_DOWN
        tick = Rect(at.x, top - TICK, at.x + TICK, top)
        box = Box(tick, stroke=BLACK, stroke_width=TICK_WIDTH)
        numbered = shown.place(Point(at.x + TICK, at.y))
        return (box, *numbered, *words.place(Point(at.x + TICK + NUMBER, at.y)))

    return Piece(place, max(words.height, TICK + TICK_DOWN), ROW_GAP)


def _pages(
    head: Piece, pieces: Sequence[Piece], area: Rect, columns: int
) -> Iterator[tuple[Content, ...]]:
    """The pieces in columns from page to page, below the head on the first one."""
    left = [area.left + n * (area.width + GUTTER) / columns for n in range(columns)]
    content = list(head.place(Point(area.left, area.top)))
    top = y = area.top - head.height - HEAD_GAP
    column, is_first = 0, True
    for piece, following in zip_longest(pieces, pieces[1:]):
        needed = piece.height + (following.gap + following.height if piece.leads else 0.0)
        if not is_first and y - piece.gap - needed < area.bottom:
            column, y, is_first = column + 1, top, True
            if column == columns:
                yield tuple(content)
                content, column, top = [], 0, area.top
                y = top
        y -= 0.0 if is_first else piece.gap
        content += piece.place(Point(left[column], y))
        y, is_first = y - piece.height, False
    yield tuple(content)


def _sheet(
    setter: ListSetter, content: Sequence[Content], size: Size, number: int, count: int
) -> Sheet:
    """A page with its number at the foot, if there are several."""
    whole = Rect.of(size)
    if count > 1:
        foot = setter.text("number", f"{number} / {count}", NUMBER * 2)
        content = [*content, *foot.place(Point(size.width - MARGIN - NUMBER * 2, MARGIN - 2))]
    return Sheet(Page(Frame(size, tuple(content)), whole, whole, tagged=True))
