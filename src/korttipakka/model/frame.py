"""Frames: finished pieces of page, a size plus items at fixed places.

Typesetting and imposition make frames, painters only read them. Points, origin bottom left.

A card's frame remembers what it shows. Its content is parts, one for each box; a part's content is,
in paint order, what the box paints: shapes, pictures, codes, and the paragraphs of its text, made
of lines, which are made of runs. On a page, a group that shows a side of a card says which.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from ..basics.color import Color
from ..basics.geometry import Correction, Point, Rect, Size, Turn
from ..basics.once import cached_property
from ..basics.problems import Location
from ..basics.records import NamedTuple, compared
from .deck import Card
from .layout import Face, Role
from .tags import Section, Tags
from .text import TextParagraph, TextRun


class Gradient(NamedTuple):
    """Two or more colours that run into each other from `start` to `end`, or outwards from `start`.

    `stops` are colours of one space with their places from 0 to 1; a `radius` of 0 is no circle.
    """

    stops: tuple[tuple[float, Color], ...]
    start: Point
    end: Point
    radius: float = 0.0


class Fading(NamedTuple):
    """A colour that is seen wholly at `start` and not at all at `end`; it runs out slowly at first.

    At a share of the way from the one to the other, its opacity is 1 less the share's square: so a
    text near the start lies on nearly all of it.
    """

    color: Color
    start: Point
    end: Point

    def opacity_at(self, at: Point) -> float:
        """How much of what is below is hidden at a point, from 0 to 1."""
        across, up = self.end.x - self.start.x, self.end.y - self.start.y
        length = across * across + up * up
        share = ((at.x - self.start.x) * across + (at.y - self.start.y) * up) / (length or 1.0)
        return 1 - min(max(share, 0.0), 1.0) ** 2


Paint = Color | Gradient | Fading
"""What an area can be filled with."""


class Box(NamedTuple):
    """A filled or stroked rectangle, its corners rounded by `radius` points; or the ellipse in it.

    `opacity` is from 0 to 1, here and below.
    """

    rect: Rect
    fill: Paint | None = None
    stroke: Color | None = None
    stroke_width: float = 0.0
    radius: float = 0.0
    ellipse: bool = False
    opacity: float = 1.0


Operator = Literal["m", "l", "c", "h"]
"""What a piece of a path is, as PDF calls it: a move, line, curve or close."""


class Segment(NamedTuple):
    """A piece of a path with its coordinates, x and y in turn."""

    operator: Operator
    at: tuple[float, ...] = ()


class Shape(NamedTuple):
    """A path, filled or stroked. `clips` are paths that it is seen through, all at once.

    `cap` and `join` are numbered as in PDF: butt, round, square; miter, round, bevel. Where a
    mitred corner would be longer than `miter` times the stroke's width it is a bevel; 0 is PDF's
    own bound, 10.
    """

    path: tuple[Segment, ...]
    fill: Paint | None = None
    stroke: Color | None = None
    stroke_width: float = 0.0
    even_odd: bool = False
    cap: int = 0
    join: int = 0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    stroke_opacity: float = 1.0
    clips: tuple[tuple[Segment, ...], ...] = ()
    miter: float = 0.0


class Line(NamedTuple):
    """A straight stroke; `dash` holds lengths of strokes and gaps in points."""

    start: Point
    end: Point
    width: float
    color: Color
    dash: tuple[float, ...] = ()


NO_SIZE = Size(0, 0)


class Picture(NamedTuple):
    """An image file's pixels filling `rect`, clipped to `clip` with rounded corners or an ellipse.

    `pixels` is the image's size, upright as a viewer shows it.
    """

    path: Path
    rect: Rect
    clip: Rect
    radius: float = 0.0
    ellipse: bool = False
    opacity: float = 1.0
    pixels: Size = NO_SIZE


class QrCode(NamedTuple):
    """A QR code that says `text`: its modules as one shape, `rect` with the quiet zone around."""

    text: str
    rect: Rect
    module: float
    shape: Shape


class CardSide(NamedTuple):
    """Which side of which card a frame is: the card by its id, and which of its copies, from 1 on.

    The ids of `blank` cards, to write on, are their own: a card of the deck may have the same.
    """

    card_id: str
    side: Face
    copy: int = 1
    blank: bool = False


class Group(NamedTuple):
    """A frame placed on another: turned, with its bounding box's bottom left corner at `at`.

    `clip` is in the inner frame's own coordinates, before the turn; None clips nothing. A group
    that is `shared` shows a frame that other groups show as well: it is worth keeping once. `shows`
    is the side of a card or the picture's file that the frame is made of, if it is of either.
    `tags` tell what of the frame is read. Where it lies, it is turned by `tilt` degrees
    counter-clockwise about the point `about` of the inner frame.
    """

    frame: "Frame"
    at: Point
    turn: Turn = Turn.UPRIGHT
    clip: Rect | None = None
    radius: float = 0.0
    ellipse: bool = False
    opacity: float = 1.0
    shared: bool = False
    shows: CardSide | Path | None = None
    tags: Tags = ()
    tilt: float = 0.0
    about: Point = Point(0.0, 0.0)

    def outside(self, rect: Rect) -> Rect:
        """The upright rectangle around one of its frame, as it lies on the frame around."""
        placed = rect.turned(self.turn, self.frame.size).moved(self.at)
        if not self.tilt:
            return placed
        x, y = self.about
        about = Rect(x, y, x, y).turned(self.turn, self.frame.size).moved(self.at)
        return placed.tilted(self.tilt, Point(about.left, about.bottom))


Item = TextRun | Box | Shape | Line | Picture | QrCode | Group
"""What paints."""

Content = TextParagraph | Item
"""What parts are made of, and frames that are no cards."""


@compared(5)
class Part(NamedTuple):
    """A box of the layout on a card: its name, what it is for, its final rectangle, its content.

    `fields` names the values that it shows as a layout does ("title", "category.name"), the one
    that it has its role from first; "" stands for what the layout says itself. Fields of the `card`
    know their places, `shared` has those of what all cards share. Parts that only differ in what
    their card says elsewhere, or in places, are equal.
    """

    name: str
    role: Role
    rect: Rect
    content: tuple[Content, ...]
    fields: tuple[str, ...] = ()
    card: Card | None = None
    shared: Mapping[str, Location | None] = {}

    @property
    def at(self) -> Location | None:
        """Where was written what the part has its role from."""
        return self.place(*self.fields)

    def place(self, *fields: str) -> Location | None:
        """Where the first of these was written that the part shows; else as `at`."""
        name = next((name for name in (*fields, *self.fields) if name in self.fields), "")
        if name in self.shared or self.card is None:
            return self.shared.get(name)
        return self.card.place(name)

    @property
    def items(self) -> tuple[Item, ...]:
        """What it paints, in paint order."""
        return tuple(items_of(self.content))

    @property
    def paragraphs(self) -> tuple[TextParagraph, ...]:
        """The paragraphs of its text, those of turned text as well."""
        return tuple(_paragraphs(self.content))


def _paragraphs(content: Iterable[Part | Content]) -> Iterator[TextParagraph]:
    for one in content:
        if isinstance(one, TextParagraph):
            yield one
        elif isinstance(one, Group) and not one.shared:
            yield from _paragraphs(one.frame.content)


def items_of(content: Iterable[Part | Content]) -> list[Item]:
    """What pieces of content paint, in paint order."""
    found: list[Item] = []
    for one in content:
        if isinstance(one, TextParagraph):
            found += one.runs
        elif isinstance(one, Part):
            found += items_of(one.content)
        else:
            found.append(one)
    return found


class _Frame(NamedTuple):
    size: Size
    content: tuple[Part | Content, ...] = ()


class Frame(_Frame):
    """A finished piece of page: its size, and its content in paint order.

    It is a key for what is made of its content: the hash is worked out once, as the items are.
    """

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash

    def __getstate__(self) -> None:
        """Nothing is pickled but size and content: other processes have other hashes of texts."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What it paints, in paint order."""
        return tuple(items_of(self.content))

    @property
    def parts(self) -> tuple[Part, ...]:
        """A card's boxes that show something, in paint order."""
        return tuple([one for one in self.content if isinstance(one, Part)])


class CardCopy(NamedTuple):
    """A card to be printed once: which of its copies it is, from 1 on, or a `blank` to write on."""

    card: Card
    blank: bool = False
    number: int = 1

    @property
    def key(self) -> tuple[str, bool]:
        """What its copies have in common, and nothing else."""
        return self.card.id, self.blank

    def side(self, side: Face) -> CardSide:
        """What a frame of its front or its back shows."""
        return CardSide(self.card.id, side, self.number, self.blank)


class CardFaces(NamedTuple):
    """A card's finished front and back, both of the trim size and upright.

    `overfull` names the sides with a text that does not fit its box. A `blank` card is there to be
    written on.
    """

    card: Card
    front: Frame
    back: Frame
    overfull: tuple[Face, ...] = ()
    blank: bool = False

    def face(self, side: Face) -> Frame:
        """One of both."""
        return self.front if side == "front" else self.back

    def shown(self, side: Face) -> CardSide:
        """What the frame of a side shows, where cards are not printed but looked at."""
        return CardCopy(self.card, self.blank).side(side)


class Page(NamedTuple):
    """One side of a sheet, with the boxes that a PDF page carries.

    `outline` names what begins on this page: entries of the document's outline. `correction` is
    applied to the whole frame as one matrix; `trim` and `bleed` have been moved by it already. Of
    a page that is `tagged`, paragraphs are read and what groups have tags for; all else is not.
    """

    frame: Frame
    trim: Rect
    bleed: Rect
    outline: tuple[str, ...] = ()
    correction: Correction | None = None
    tagged: bool = False

    @property
    def cards(self) -> tuple[tuple[CardSide, Group], ...]:
        """Which sides of which cards are on the page, place by place, each with its group."""
        groups = (one for one in self.frame.content if isinstance(one, Group))
        return tuple((group.shows, group) for group in groups if isinstance(group.shows, CardSide))


class Sheet(NamedTuple):
    """A sheet of paper: its front and, unless printed on one side, its back."""

    front: Page
    back: Page | None = None


DATE = 946_684_800
"""The first second of the year 2000: the same deck gives the same bytes whenever it is built."""


class DocumentInfo(NamedTuple):
    """What a PDF says about itself. `duplex` is the long or short edge, or "" for one side.

    `sections` are its cards in the order of reading. `date` is the second that it was made in, as
    Unix counts. One for an `archive` carries all that PDF/A asks for. `remembered` is what it keeps
    for a later build, see `model.remembered`.
    """

    title: str
    language: str
    subject: str = ""
    duplex: str = ""
    properties: Mapping[str, str] = {}
    sections: tuple[Section, ...] = ()
    author: str = ""
    keywords: tuple[str, ...] = ()
    licence: str = ""
    date: int = DATE
    archive: bool = False
    remembered: bytes = b""
