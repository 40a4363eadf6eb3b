"""Dividers: a sheet as large as a card for each category, with a tab that stands out above."""

from collections.abc import Iterator, Sequence

from ...basics.geometry import Point, Rect, Size
from ...basics.problems import error
from ...basics.records import NamedTuple
from ...basics.sizes import size_in_mm
from ...basics.units import MM
from ...impose.nets import tabbed
from ...model.deck import Card, Category, Deck
from ...model.frame import CardFaces, Content, Sheet
from .panels import MARGIN, Panels, Placement, cut, fits_all, panel_card, placed

TAB = 9 * MM
"""How far a tab stands out."""

NARROWEST_TAB = 22 * MM
"""A tab is as wide at least, so that a name can be read; so many stand side by side."""

GAP = 4 * MM
"""Between dividers on a page."""


class _Grid(NamedTuple):
    """How many dividers of a size lie on a page."""

    page: Size
    columns: int
    rows: int

    @classmethod
    def on(cls, page: Size, size: Size) -> "_Grid":
        """As many as there is room for."""
        columns, rows = (
            int((room - 2 * MARGIN + GAP) // (side + GAP))
            for room, side in zip(page, size, strict=True)
        )
        return cls(page, columns, rows)

    @property
    def places(self) -> int:
        """How many dividers a page has room for."""
        return max(0, self.columns) * max(0, self.rows)

    def corners(self, size: Size) -> Iterator[Point]:
        """Their left bottom corners, row by row, all together in the middle of the page."""
        left = (self.page.width - self.columns * (size.width + GAP) + GAP) / 2
        top = (self.page.height + self.rows * (size.height + GAP) - GAP) / 2
        for row in range(self.rows):
            for column in range(self.columns):
                x = left + column * (size.width + GAP)
                yield Point(x, top - (row + 1) * size.height - row * GAP)


def dividers(
    deck: Deck, panels: Panels, cards: Sequence[Card], body: Size, paper: Size
) -> list[Sheet]:
    """A divider for each category of these cards, as large as a card and its tab in points.

    Raises KorttipakkaError when there is no category, or no room on the paper.
    """
    shown = [c for c in deck.categories if any(card.category == c for card in cards)]
    if not shown:
        message = "dividers are one for each category, and no card has a category"
        raise error("no-categories", message, deck.at, "give cards a category: NAME")
    size = Size(body.width, body.height + TAB)
    pages = (paper, Size(paper.height, paper.width))
    grid = max((_Grid.on(page, size) for page in pages), key=lambda grid: grid.places)
    if not grid.places:
        message = f"dividers of {size_in_mm(size)}, tabs included, "
        raise error("too-large-to-fold", f"{message}have no room on this paper", hint=LARGER)
    made = list(_dividers(panels, shown, cards, body))
    starts = range(0, len(made), grid.places)
    return [_sheet(made[start : start + grid.places], grid, size) for start in starts]


LARGER = "take a larger --paper"


class _Divider(NamedTuple):
    """A divider: what stands on it and on its tab, and where that is."""

    face: CardFaces
    tab: CardFaces
    tab_at: Rect


def _dividers(
    panels: Panels, categories: Sequence[Category], cards: Sequence[Card], body: Size
) -> Iterator[_Divider]:
    """Their tabs are side by side, so that all can be seen in the box."""
    across = min(len(categories), max(1, int(body.width // NARROWEST_TAB)))
    width = body.width / across
    tabs = panels.set("chip", Size(width, TAB), [_card(each, "") for each in categories])
    for index, (category, tab) in enumerate(zip(categories, tabs, strict=True)):
        left = index % across * width
        at = Rect(left, body.height, left + width, body.height + TAB)
        yield _Divider(_face(panels, category, cards, body), tab, at)


def _face(panels: Panels, category: Category, cards: Sequence[Card], body: Size) -> CardFaces:
    """The category's name and its cards; without these where they have no room."""
    behind = [card for card in cards if card.category == category]
    listed = "\n".join(f"{card.number}\u2002{card.title}" for card in behind)
    for text in (listed, ""):
        faces = panels.set("divider", body, [_card(category, text)])
        if fits_all(faces, "front"):
            break
    return faces[0]


def _card(category: Category, text: str) -> Card:
    return panel_card(category.key, category.name, text, category)


def _sheet(made: Sequence[_Divider], grid: _Grid, size: Size) -> Sheet:
    content: list[Content] = []
    for divider, corner in zip(made, grid.corners(size), strict=False):
        body = Rect.of(divider.face.front.size, corner)
        content.append(placed(divider.face, "front", body))
        content.append(placed(divider.tab, "front", divider.tab_at.moved(corner), read=False))
        content.append(cut(tabbed(body.size, divider.tab_at), corner))
    return Placement(grid.page, Point(0, 0)).sheet(content)
