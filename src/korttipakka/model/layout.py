"""What the designer chose, validated: the card, the sheet, the type and the boxes of each face.

The fields of these records are the settings declared in settings.py, under the same names.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from ..basics.color import Color, ColorSpace
from ..basics.files import Stamp
from ..basics.geometry import Insets, Point, Rotation, Size
from ..basics.problems import Location
from ..basics.records import NamedTuple, compared, distinct
from ..basics.units import MM, Length
from .perforated import PerforatedSheet

Flip = Literal["long-edge", "short-edge"]
Arrange = Literal["duplex", "fold", "tent", "single"]
Face = Literal["front", "back"]

FACES: tuple[Face, Face] = ("front", "back")
"""In the order of reading, whichever is printed first."""

Role = Literal[
    "title", "subtitle", "text", "field", "footer", "label", "number", "caption",
    "picture", "code", "decoration",
]  # fmt: skip
"""What a box is for. A caption is the layout's own words, a decoration has no words to read."""

ROLES: tuple[Role, ...] = (
    "title", "subtitle", "text", "footer", "label", "number", "decoration",
)  # fmt: skip
"""Those that a layout may give a box itself."""


PATTERNS = (
    "dots", "diagonal", "grid", "rings", "horizontal", "cross",
    "lattice", "zigzag", "vertical", "bricks", "triangles", "waves",
)  # fmt: skip
"""Patterns in the order in which categories get them: neighbours look least alike."""


@distinct
class SizeRange(NamedTuple):
    """Type sizes in points, the largest that fits is taken."""

    minimum: float
    maximum: float


Scale = Literal["yes", "fit", "no"]
"""By what lengths and type go on cards of another size: their shorter sides, their tighter, none.
"""


@distinct
class CardStyle(NamedTuple):
    """The card: its trim size, the margin kept free of text, and what reaches over the trim.

    Unless `scale` is no, lengths and type have become those of this size. With `auto`, texts are to
    say which size it gets, and it is only that of the layout so far.
    """

    size: Size
    safe: float
    bleed: float
    corner: float
    scale: Scale = "yes"
    auto: bool = False


@distinct
class SheetStyle(NamedTuple):
    """How cards are put on sheets of paper. `gutter` is x across columns and y across rows.

    `back_angle` is in degrees counter-clockwise, `start_at` counts a sheet's places from 1.
    `ink_limit` is the most of four inks together: 2.4 is 240 %.
    """

    paper: Size
    orientation: Literal["auto", "portrait", "landscape"]
    margin: Insets
    gutter: Point
    turn: Literal["auto", "upright", "sideways"]
    flip: Flip
    arrange: Arrange
    order: Literal["rows", "stack", "shuffle"]
    sides: Literal["both", "fronts", "backs", "apart"]
    reverse_backs: bool
    marks: Literal["auto", "crop", "cut", "silhouette", "none"]
    mark_offset: float
    mark_length: float
    mark_width: float
    slug: bool
    back_offset: Point
    back_angle: float = 0.0
    fold: Literal["auto", "vertical", "horizontal"] = "auto"
    start_at: int = 1
    perforated: PerforatedSheet | None = None
    printer: str = ""
    printable: float = 4.2 * MM
    back_marks: bool = False
    cutting_guide: bool = False
    color: ColorSpace = "rgb"
    copies: int = 1
    blanks: tuple[str, ...] = ()
    face_order: Literal["front-first", "back-first"] = "front-first"
    ink_limit: float = 3.0
    least_dpi: int = 200

    @property
    def is_folded(self) -> bool:
        """Whether fronts and backs are on one side of the paper, which is folded between them."""
        return self.arrange in {"fold", "tent"}

    @property
    def has_crop_marks(self) -> bool:
        """Whether there are marks outside the cards: on sheets, unless others are asked for."""
        return self.marks == "crop" or (self.marks == "auto" and self.arrange != "single")


def printed(sheet: SheetStyle) -> tuple[Face, ...]:
    """The sides of cards that are printed."""
    one: dict[str, Face] = {"fronts": "front", "backs": "back"}
    if sheet.is_folded or sheet.sides not in one:
        return FACES
    return (one[sheet.sides],)


@distinct
class FontStyle(NamedTuple):
    """The families: a bundled family, an installed one's name, or a path."""

    heading: str
    body: str
    fallback: tuple[str, ...]


ALIKE = 0.02
"""Cards whose shorter sides differ by less of their length have a layout as it is."""


def ratio_of(size: Size, designed: Size, scale: Scale) -> float:
    """How much larger a card is than another, by the shorter sides; by "fit" in the tighter way.

    1 for sides that are nearly the same, and by "no".
    """
    if scale == "no":
        return 1.0
    ratio = min(size) / min(designed)
    if scale == "fit":
        ratio = min(size.width / designed.width, size.height / designed.height)
    return 1.0 if abs(ratio - 1) < ALIKE else ratio


CENTER = Point(0.5, 0.5)


Content = Literal["content"]
"""The width of a box that is as wide as its text or its picture."""

CONTENT: Content = "content"


@distinct
class BoxStyle(NamedTuple):
    """A named box of a face. Lengths are measured on the card; None is "not given".

    `image` is a placeholder or the path of an existing file; `focus` counts from the top left.
    """

    name: str
    text: str
    when: str
    left: Length | None
    right: Length | None
    top: Length | None
    bottom: Length | None
    width: Length | Content | None
    height: Length | None
    below: str
    beside: tuple[str, ...]
    gap: Length
    padding: Insets
    fill: str
    stroke: str
    stroke_width: float
    corner: float
    color: str
    font: str
    weight: int
    style: Literal["normal", "italic"]
    size: SizeRange
    uniform: Literal["auto", "most", "deck", "category", "card"]
    leading: float
    tracking: float | None
    align: Literal["left", "center", "right", "justify"]
    valign: Literal["top", "middle", "bottom"]
    case: Literal["none", "upper", "lower", "small-caps"]
    hyphens: Literal["none", "compound", "all"]
    wrap: Literal["balance", "pretty"]
    lines: int
    paragraph_gap: float
    shape: Literal["rect", "circle", "ellipse"] = "rect"
    image: str = ""
    fit: Literal["contain", "cover"] = "contain"
    focus: Point = CENTER
    opacity: float = 1.0
    pattern: str = "none"
    pattern_color: str = "ink"
    pattern_step: float = 2 * MM
    qr: str = ""
    ruled: float = 0.0
    rotate: Rotation = Rotation()
    features: tuple[str, ...] = ()
    columns: int = 1
    column_gap: float = 5 * MM
    role: Role | Literal["auto"] = "auto"
    order: int = 0
    gap_below: Length | None = None
    gap_beside: Length | None = None
    language: str = ""

    def __repr__(self) -> str:
        return f"<BoxStyle {self.name}>"


@compared(7, hashed=4)
class Layout(NamedTuple):
    """A whole layout. `origins` tells where each setting's value comes from, `given` as what text.

    Its boxes were `designed` for cards of this size, whatever `card` is: None when nobody knows.

    Settings at their table's default are in neither. `files` are those that it was read from, and
    that it names, as they were then. What a deck's own layout names must lie `inside` the deck's
    folder; None where its user chose it.
    """

    name: str
    card: CardStyle
    sheet: SheetStyle
    fonts: FontStyle
    colors: Mapping[str, Color]
    front: tuple[BoxStyle, ...]
    back: tuple[BoxStyle, ...]
    given: Mapping[str, Any] = {}
    origins: Mapping[str, Location] = {}
    files: Mapping[Path, Stamp | None] = {}
    designed: Size | None = None
    inside: Path | None = None

    def __repr__(self) -> str:
        front, back = (", ".join(box.name for box in face) for face in (self.front, self.back))
        return f"<Layout {self.name}: front {front}; back {back}>"

    def boxes(self, face: Face) -> tuple[BoxStyle, ...]:
        """The boxes of the front or the back, in paint order."""
        return self.front if face == "front" else self.back

    def faced_boxes(self) -> Iterator[tuple[Face, BoxStyle]]:
        """All boxes, each with its side, in paint order."""
        return ((face, box) for face in FACES for box in self.boxes(face))

    @property
    def scale(self) -> float:
        """By how much lengths and type are larger than they were made; 1 for nearly the same card.

        Those that a flag gave are as given.
        """
        if self.designed is None:
            return 1.0
        return ratio_of(self.card.size, self.designed, self.card.scale)

    def origin(self, key: str) -> Location | None:
        """Where the value of a dotted setting comes from; None for the table's default."""
        return self.origins.get(key)
