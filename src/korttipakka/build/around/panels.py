"""Panels: pieces of a box or a divider, set as cards are, in layouts of this folder."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ...basics.color import BLACK
from ...basics.geometry import Point, Rect, Size, Turn
from ...basics.problems import Location
from ...basics.records import NamedTuple
from ...basics.units import MM, fits
from ...fonts import FontSet
from ...impose.reading import face_tags
from ...model.deck import Card, Category, Deck
from ...model.frame import (
    CardCopy,
    CardFaces,
    Content,
    Frame,
    Group,
    Line,
    Page,
    Segment,
    Shape,
    Sheet,
)
from ...model.layout import FACES, Face
from ...model.paths import Matrix, mapped
from ...model.settings import Override
from ...reading.layout import read_layout
from ...typeset import typeset

HERE = Path(__file__).parent

MARGIN = 5 * MM
"""Paper that nothing lies on: printers leave some of it unprinted."""

CUT = 0.6
"""Points: a line for scissors or a knife."""

FOLD_DASH = (3.0, 2.0)
"""Strokes and gaps of a fold, in points."""


class Panels:
    """Sets panels of a deck in its fonts; each is a card of a deck of its own to the typesetter."""

    def __init__(self, deck: Deck, fonts: FontSet) -> None:
        self._deck = deck
        self._fonts = fonts

    def set(self, kind: str, size: Size, cards: Sequence[Card]) -> list[CardFaces]:
        """Panels of a kind, which is a layout here, of a size in points."""
        at = Location.flag("--to")
        value = f"{size.width:.4f}ptx{size.height:.4f}pt"
        sized = Override("card.size", value, at), Override("card.scale", "no", at)
        layout = read_layout(str(HERE / f"{kind}.yaml"), sized)
        deck = self._deck._replace(cards=tuple(cards))
        return list(typeset(deck, layout, self._fonts).faces)


def fits_all(faces: Sequence[CardFaces], side: Face) -> bool:
    """Whether all texts of a side have room."""
    return not any(side in each.overfull for each in faces)


def panel_card(
    name: str, title: str, text: str = "", category: Category | None = None, **fields: str
) -> Card:
    """What a panel says, as a card; its texts are printed as they stand."""
    return Card(name, title, text, category, fields=fields, markdown=False)


def placed(
    faces: CardFaces, side: Face, at: Rect, turn: Turn = Turn.UPRIGHT, *, read: bool = True
) -> Group:
    """A side of a panel in its place, and whether it is read or only seen."""
    copy = CardCopy(faces.card)
    front, back = face_tags(copy, faces, FACES if read else (), opens=True)
    tags = front if side == "front" else back
    return Group(
        faces.face(side), Point(at.left, at.bottom), turn, shows=copy.side(side), tags=tags
    )


class Placement(NamedTuple):
    """A page, and where on it the left bottom corner of what is drawn lies, in points."""

    page: Size
    corner: Point

    def sheet(self, content: Sequence[Content]) -> Sheet:
        """The page with its content, as one side of paper."""
        whole = Rect.of(self.page)
        return Sheet(Page(Frame(self.page, tuple(content)), whole, whole, tagged=True))


def on_paper(size: Size, paper: Size) -> Placement | None:
    """The middle of a page, upright or not, for a drawing of this size; None where it is larger."""
    for page in (paper, Size(paper.height, paper.width)):
        left, bottom = (page.width - size.width) / 2, (page.height - size.height) / 2
        if fits(MARGIN, left) and fits(MARGIN, bottom):
            return Placement(page, Point(left, bottom))
    return None


def cut(path: Iterable[Segment], corner: Point) -> Shape:
    """A line to cut along, of something whose left bottom corner lies there."""
    moved = mapped(path, Matrix(e=corner.x, f=corner.y))
    return Shape(moved, stroke=BLACK, stroke_width=CUT, cap=1, join=1)


def fold(ends: tuple[Point, Point], corner: Point) -> Line:
    """A line to fold along."""
    start, end = (Point(x + corner.x, y + corner.y) for x, y in ends)
    return Line(start, end, CUT, BLACK, FOLD_DASH)
