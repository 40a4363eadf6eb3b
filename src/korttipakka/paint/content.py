"""Frames to the operators of a PDF content stream, one small method for each kind of item.

The operators (PDF 1.7, annex A), which come after what they act on:

    q, Q            save the graphics state, restore it
    cm              a matrix, before those that hold already
    gs              a graphics state by name: here an opacity
    rg, k; RG, K    the colour of fills in RGB or CMYK; of strokes
    w, J, j, d      a stroke's width, its ends, its corners, its dashes
    m, l, c, h, re  a path: move, line, curve, close; a rectangle
    f, S, B, n      fill the path, stroke it, both, or end it unseen; f*, B* by the even-odd rule
    W               the path clips what follows, until Q
    sh              a shading by name, over all that is not clipped
    Do              an image or a form by name
    BT ... ET       a text object, see `text`
    BDC ... EMC     marked content, see `text` and `marked`
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, reduce
from math import cos, radians, sin
from typing import TYPE_CHECKING

from ..basics.color import Color
from ..basics.geometry import Point, Rect, Size, Turn
from ..model.frame import (
    Box,
    CardSide,
    Content,
    Fading,
    Frame,
    Gradient,
    Group,
    Item,
    Line,
    Paint,
    Part,
    Picture,
    QrCode,
    Segment,
    Shape,
    items_of,
)
from ..model.paths import Matrix, ellipse, rounded
from .numbers import number
from .resources import Resources
from .text import TextWriter, in_lines

if TYPE_CHECKING:
    from ..pictures.separation import Separation

COSINE_AND_SINE = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Of turns in degrees."""

MOST_KEPT = 256
"""Sides of cards whose operators are kept for copies: a large deck would fill the memory."""


class ContentWriter:
    """Writes frames as operators; what these name is gathered in `resources`."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.turn = Turn.UPRIGHT  # of what is being written, as it lies on the page
        self.page_matrix = Matrix()  # what the page as a whole is moved by
        self._within: list[Group] = []
        self._shared: dict[tuple[Frame, Turn], str] = {}
        self._sides: dict[object, tuple[Frame, str]] = {}
        self._boxes: dict[Box, str] = {}
        self._parts: dict[tuple[int, Turn], tuple[tuple[Content, ...], str]] = {}
        self._fill, self._stroke = _pens(resources.inks)
        self.text = TextWriter(resources, _text_pen(resources.inks) or self._fill)

    def _frame(self, group: Group) -> str:
        """The operators of a group's frame; those of one that is shown again are written once."""
        if isinstance(group.shows, CardSide):
            return self._side(group.shows, group.frame)
        if not group.shared:
            return self._written(group.frame)
        key = group.frame, self.turn
        if key not in self._shared:
            self._shared[key] = self._written(group.frame)
        return self._shared[key]

    def _side(self, side: CardSide, frame: Frame) -> str:
        """The operators of a card's side, the same for all copies that look the same."""
        key = side.card_id, side.side, side.blank, self.turn.value
        known = self._sides.get(key)
        if known is None or known[0] != frame:
            if len(self._sides) >= MOST_KEPT:
                self._sides.clear()
            known = self._sides[key] = frame, self._written(frame)
        return known[1]

    def _written(self, frame: Frame) -> str:
        return "\n".join(self.items(frame.items))

    def unread(self, part: Part) -> str:
        """The operators of a card's part that is not read, kept: many cards show the same one."""
        key = id(part.content), self.turn
        known = self._parts.get(key)
        if known is None or known[0] is not part.content:
            if len(self._parts) >= MOST_KEPT:
                self._parts.clear()
            known = self._parts[key] = part.content, self.joined(part.content)
        return known[1]

    def joined(self, content: Iterable[Part | Content]) -> str:
        """The operators of pieces of content; "" if they paint nothing."""
        return "\n".join(filter(None, self.items(items_of(content))))

    def items(self, items: Iterable[Item]) -> Iterable[str]:
        """The operators of each item, and of each line of text."""
        for item in in_lines(items):
            match item:
                case list():
                    yield self.text.line(item, self.turn)
                case Box():
                    yield self._box(item)
                case Shape():
                    yield self._shape(item)
                case Line():
                    yield self._line(item)
                case Picture():
                    yield self._picture(item)
                case QrCode():
                    yield self._over(item.shape.fill, self._shape(item.shape))
                case Group():
                    yield self._group(item)

    def _group(self, group: Group) -> str:
        return f"q {placed(group)}{self._group_content(group)}\nQ"

    @contextmanager
    def turned(self, group: Group) -> Iterator[None]:
        """While what is in a group is written."""
        around = self.turn
        self.turn = around.then(group.turn)
        self._within.append(group)
        yield
        self._within.pop()
        self.turn = around

    @property
    def matrix(self) -> Matrix:
        """From what is being written to the page."""
        return reduce(Matrix.after, map(_placement, self._within), self.page_matrix)

    def _group_content(self, group: Group) -> str:
        """A group's frame: its operators, or the name of the form that keeps them."""
        with self.turned(group):
            content = self._frame(group)
        if not group.shared and group.opacity == 1:
            return content
        box = group.clip or Rect.of(group.frame.size)
        name = self.resources.form(content, box, group.opacity < 1)
        return f"{self._state(group.opacity)}/{name} Do"

    def _state(self, fill: float, stroke: float = 1.0) -> str:
        return "" if fill == stroke == 1 else f"/{self.resources.state(fill, stroke)} gs "

    def _box(self, box: Box) -> str:
        """The operators of a box, kept: most cards have the same ones."""
        known = self._boxes.get(box)
        if known is None:
            path = _outline(box.rect, box.radius, box.ellipse)
            known = self._fill_and_stroke(path, box.fill, box.stroke, box.stroke_width, box.opacity)
            self._boxes[box] = known
        return known

    def _shape(self, shape: Shape) -> str:
        clips = "".join(_clip(_path(clip)) for clip in shape.clips)
        pen = _pen_style(shape)
        painted = self._fill_and_stroke(
            _path(shape.path), shape.fill, shape.stroke, shape.stroke_width,
            shape.opacity, shape.stroke_opacity, "*" * shape.even_odd,
        )  # fmt: skip
        return f"q {clips}{pen}{painted} Q" if clips or pen else painted

    def _fill_and_stroke(
        self, path: str, fill: Paint | None, stroke: Color | None, width: float,
        opacity: float = 1.0, stroke_opacity: float = 1.0, rule: str = "",
    ) -> str:  # fmt: skip
        """A path filled and stroked; `rule` is "*" for the even-odd rule."""
        if isinstance(fill, Fading):
            veil = f"/{self.resources.mask(fill, opacity)} gs {self._fill(fill.color)}"
            outline = self._fill_and_stroke(path, None, stroke, width, 1.0, stroke_opacity, rule)
            return f"q {path} W{rule} n {veil} {path} f{rule} Q {outline}".rstrip()
        state = self._state(opacity if fill else 1.0, stroke_opacity if stroke else 1.0)
        pen = f"{self._stroke(stroke)} {number(width)} w" if stroke else ""
        if isinstance(fill, Gradient):
            shade = f"q {path} W{rule} n /{self.resources.shading(fill)} sh Q"
            shown = f"{shade} {pen} {path} S" if stroke else shade
        elif fill is None:
            shown = f"{pen} {path} S" if stroke else ""
        elif stroke is None:
            shown = f"{self._fill(fill)} {path} f{rule}"
        else:
            shown = f"{self._fill(fill)} {pen} {path} B{rule}"
        return f"q {state}{shown} Q" if state and shown else shown

    def _line(self, line: Line) -> str:
        drawn = (
            f"{self._stroke(line.color)} {number(line.width)} w "
            f"{number(line.start.x)} {number(line.start.y)} m "
            f"{number(line.end.x)} {number(line.end.y)} l S"
        )
        if line.dash:  # it would hold for whatever is stroked next
            drawn = f"q [{' '.join(map(number, line.dash))}] 0 d {drawn} Q"
        return self._over(line.color, drawn)

    def _over(self, paint: Paint | None, drawn: str) -> str:
        """What is drawn in a colour, over what is there where that is solid black ink."""
        over = self.resources.overprint(paint) if isinstance(paint, Color) else ""
        return f"q /{over} gs {drawn} Q" if over else drawn

    def _picture(self, picture: Picture) -> str:
        name, upright = self.resources.image(picture.path)
        rect = picture.rect
        matrix = Matrix(rect.width, 0, 0, rect.height, rect.left, rect.bottom).after(upright)
        moved = " ".join(map(number, matrix))
        clip = _clip(_outline(picture.clip, picture.radius, picture.ellipse))
        return f"q {self._state(picture.opacity)}{clip}{moved} cm /{name} Do Q"


def _outline(rect: Rect, radius: float, is_ellipse: bool) -> str:
    """A rectangle, its corners rounded, or the ellipse in it."""
    if is_ellipse:
        return _path(ellipse(rect))
    return _path(rounded(rect, radius, radius)) if radius else _rect(rect)


def _clip(path: str) -> str:
    return f"{path} W n\n"


def _rect(rect: Rect) -> str:
    return (
        f"{number(rect.left)} {number(rect.bottom)} {number(rect.width)} {number(rect.height)} re"
    )


def _path(path: Iterable[Segment]) -> str:
    return " ".join(" ".join((*map(number, at), operator)) for operator, at in path)


def _pen_style(shape: Shape) -> str:
    """Ends, corners and dashes of a stroke, where they differ from a page's at its start."""
    dash = f"[{' '.join(map(number, shape.dash))}] 0 d " if shape.dash else ""
    cap = f"{shape.cap} J " if shape.cap else ""
    join = f"{shape.join} j " if shape.join else ""
    miter = f"{number(shape.miter)} M " if shape.miter and not shape.join else ""
    return f"{dash}{cap}{join}{miter}" if shape.stroke else ""


def placed(group: Group) -> str:
    """The operators that put what follows where a group is, seen through its clip."""
    clip = group.clip, group.radius, group.ellipse
    if group.tilt:  # three decimals would bend it
        return (
            f"{' '.join(f'{value:.6f}' for value in _placement(group))} cm\n{_seen_through(*clip)}"
        )
    return _placed(group.frame.size, group.at, group.turn, *clip)


@lru_cache(maxsize=MOST_KEPT)
def _placed(
    size: Size, at: Point, turn: Turn, clip: Rect | None, radius: float, is_ellipse: bool
) -> str:
    """The placement of a frame as it is written: the cards of all sheets have the same few."""
    moved = " ".join(map(number, _matrix(size, at, turn)))
    return f"{moved} cm\n{_seen_through(clip, radius, is_ellipse)}"


def _seen_through(clip: Rect | None, radius: float, is_ellipse: bool) -> str:
    return _clip(_outline(clip, radius, is_ellipse)) if clip else ""


def _placement(group: Group) -> Matrix:
    placed = _matrix(group.frame.size, group.at, group.turn)
    if not group.tilt:
        return placed
    cosine, sine = cos(radians(group.tilt)), sin(radians(group.tilt))
    turn, (x, y) = Matrix(cosine, sine, -sine, cosine), placed.on(*group.about)
    return Matrix(e=x, f=y).after(turn).after(Matrix(e=-x, f=-y)).after(placed)


def _matrix(size: Size, at: Point, turn: Turn) -> Matrix:
    """The matrix that turns a frame and puts its bounding box's bottom left corner at `at`."""
    (x, y), (cosine, sine) = at, COSINE_AND_SINE[turn.value]
    x += size.height * (sine > 0) + size.width * (cosine < 0)
    y += size.height * (cosine < 0) + size.width * (sine < 0)
    return Matrix(cosine, sine, -sine, cosine, x, y)


Pen = Callable[[Color], str]


def _pens(inks: "Separation | None") -> tuple[Pen, Pen]:
    """What writes the operators for the colours of fills and of strokes, in RGB or all in CMYK."""

    @cache
    def fill(color: Color) -> str:
        return _color(color if inks is None else inks.color(color), "rg", "k")

    @cache
    def stroke(color: Color) -> str:
        return _color(color if inks is None else inks.color(color), "RG", "K")

    return fill, stroke


def _text_pen(inks: "Separation | None") -> Pen | None:
    """What writes the operator for the colour of a text in inks."""
    if inks is None:
        return None

    @cache
    def fill(color: Color) -> str:
        return _color(inks.text_color(color), "rg", "k")

    return fill


def _color(color: Color, rgb: str, cmyk: str) -> str:
    values = " ".join(map(number, color.values))
    return f"{values} {rgb if len(color.values) == 3 else cmyk}"
