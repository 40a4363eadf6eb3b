"""Frames: finished pieces of page, a size plus items at fixed places.

Typesetting and imposition make frames, painters only read them. Points, origin bottom left.
"""

from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

from ..basics.color import Color
from ..basics.geometry import Correction, Point, Rect, Size, Turn
from .deck import Card

NOTDEF = 0
"""The glyph that every font paints for what it lacks."""


class Glyph(NamedTuple):
    """A shaped glyph. Lengths in 1/1000 em; `text` is its cluster's, "" if not the first there."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


class _Shaped(NamedTuple):
    text: str
    font: str
    glyphs: tuple[Glyph, ...]
    rtl: bool = False
    rigid: bool = False


class Shaped(_Shaped):
    """A piece of text shaped with one font: what is measured is what is painted.

    `font` is the key of a face in the font set; `advance` is in 1/1000 em and holds no tracking.
    The glyphs of a piece that is `rtl`, read from right to left, are in the order of painting. A
    `rigid` piece takes no tracking: its letters join or carry marks.
    """

    @cached_property
    def advance(self) -> float:
        """The width of the piece, the sum of its glyphs' advances."""
        return sum(glyph.advance for glyph in self.glyphs)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The texts that the font has no glyph for: each is a box, called tofu."""
        return tuple(glyph.text or self.text for glyph in self.glyphs if glyph.id == NOTDEF)

    def width(self, size: float, tracking: float = 0.0) -> float:
        """Width in points at a size in points; `tracking` in points goes after every glyph."""
        return self.advance * size / 1000 + (0 if self.rigid else tracking * len(self.glyphs))


# There are many pieces: these are read without a step of Python for each.
_GLYPHS, _ADVANCE = attrgetter("glyphs"), attrgetter("advance")


class TextRun(NamedTuple):
    """Text on a baseline from `at` on, all in one font.

    `pieces` follow each other, spaces among them as pieces of their own, each widened by
    `word_space` points. `width` is the distance from the first glyph's origin to the last one's
    advance, `tracking` goes after every glyph; both in points. `actual` is what a reader of the PDF
    gets instead of the glyphs' own text, where those would be read wrongly.
    """

    at: Point
    font: str
    size: float
    color: Color
    pieces: tuple[Shaped, ...]
    width: float
    tracking: float = 0.0
    word_space: float = 0.0
    actual: str | None = None

    @classmethod
    def of(
        cls, at: Point, font: str, size: float, color: Color, pieces: tuple[Shaped, ...],
        tracking: float = 0.0, word_space: float = 0.0, actual: str | None = None,
    ) -> "TextRun":  # fmt: skip
        """A run with its width, which is asked for often and so measured once."""
        spaces = sum(piece.text == " " for piece in pieces) if word_space else 0
        glyphs = sum(map(len, map(_GLYPHS, pieces))) if tracking else 0
        advance = sum(map(_ADVANCE, pieces))
        width = advance * size / 1000 + glyphs * tracking + spaces * word_space
        return cls(at, font, size, color, pieces, width, tracking, word_space, actual)

    @property
    def text(self) -> str:
        """The text as painted, line-end hyphens included."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left: readers of the PDF put such glyphs in order."""
        return any(piece.rtl for piece in self.pieces)


class Gradient(NamedTuple):
    """Two colours that run into each other from `start` to `end`, or outwards from `start`.

    `stops` are colours of one space with their places from 0 to 1; a `radius` of 0 is no circle.
    """

    stops: tuple[tuple[float, Color], ...]
    start: Point
    end: Point
    radius: float = 0.0


Paint = Color | Gradient
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


class Group(NamedTuple):
    """A frame placed on another: turned, with its bounding box's bottom left corner at `at`.

    `clip` is in the inner frame's own coordinates, before the turn; None clips nothing. A group
    that is `shared` shows a frame that other groups show as well: it is worth keeping once.
    """

    frame: "Frame"
    at: Point
    turn: Turn = Turn.UPRIGHT
    clip: Rect | None = None
    radius: float = 0.0
    ellipse: bool = False
    opacity: float = 1.0
    shared: bool = False


Item = TextRun | Box | Shape | Line | Picture | QrCode | Group


class Part(NamedTuple):
    """A box of the layout on a card: its name, its final rectangle and what it shows."""

    name: str
    rect: Rect
    items: tuple[Item, ...]


class Frame(NamedTuple):
    """A finished piece of page: its size and its items in paint order.

    `parts` are a card's boxes that show something, in paint order, with the same items.
    """

    size: Size
    items: tuple[Item, ...] = ()
    parts: tuple[Part, ...] = ()


class CardFaces(NamedTuple):
    """A card's finished front and back, both of the trim size and upright.

    `overfull` names the sides with a text that does not fit its box.
    """

    card: Card
    front: Frame
    back: Frame
    overfull: tuple[str, ...] = ()


class Page(NamedTuple):
    """One side of a sheet, with the boxes that a PDF page carries.

    `outline` names what begins on this page: entries of the document's outline. `correction` is
    applied to the whole frame as one matrix; `trim` and `bleed` have been moved by it already.
    """

    frame: Frame
    trim: Rect
    bleed: Rect
    outline: tuple[str, ...] = ()
    correction: Correction | None = None


class Sheet(NamedTuple):
    """A sheet of paper: its front and, unless printed on one side, its back."""

    front: Page
    back: Page | None = None


class DocumentInfo(NamedTuple):
    """What a PDF says about itself. `duplex` is the long or short edge, or "" for one side."""

    title: str
    language: str
    subject: str = ""
    duplex: str = ""
    properties: Mapping[str, str] = {}
