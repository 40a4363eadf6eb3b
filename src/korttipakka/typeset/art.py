"""What a box shows besides its text: ground, pattern, picture, QR code, ruled lines."""

from collections.abc import Callable, Iterable, Iterator
from math import cos, radians, sin
from pathlib import Path
from typing import TypeVar, cast

from ..basics.color import CLEAR, Blend, Color, Veil, bare
from ..basics.geometry import Point, Rect, Size, Turn
from ..basics.problems import InvalidValue, KorttipakkaError, Location, Problem, Severity
from ..basics.records import NamedTuple
from ..content.values import Palette, Values
from ..model.frame import (
    Box,
    Content,
    Fading,
    Frame,
    Gradient,
    Group,
    Line,
    Paint,
    Picture,
    QrCode,
)
from ..model.layout import PATTERNS, BoxStyle, Face, Layout
from ..model.roles import placeholders
from ..model.text import PlacedIcon
from ..pictures import Drawing, PictureError, Pictures, Raster, Vector, scaled
from ..pictures import Picture as Opened
from .places import into_bleed

T = TypeVar("T")


WIDER = "take a larger step: set pattern_step"


Below = tuple[Color, ...]
"""Colours that lie below a text; none where only its own box counts."""


class Pens(NamedTuple):
    """What a text is painted with: the colour of a name, "" being the text's, and icons."""

    ink: Callable[[str], Color]
    icon: Callable[[PlacedIcon], tuple[Content, ...]]


MOST_KEPT = 256
"""Looks of a box that are kept for other cards: a large deck would fill the memory."""


class Art:
    """Makes a box's items besides its text; what cards have in common is made once.

    `problems` gathers the pictures and codes that cannot be shown, or not as they are; `refusals`
    counts them card by card. A box that `is_bare` has only its text.
    """

    def __init__(
        self, face: Face, box: BoxStyle, layout: Layout, palette: Palette, pictures: Pictures
    ) -> None:
        self.name = f"{face}.{box.name}"
        self.box = box
        self.layout = layout
        self.palette = palette
        self.pictures = pictures
        self.problems: list[Problem] = []
        self.refusals = 0
        self._noted: set[Path] = set()
        self._made: dict[object, object] = {}
        self._inks: dict[tuple[str, tuple[str, ...], Below], Color] = {}
        self._plain: dict[tuple[Rect, tuple[str, ...]], tuple[Content, ...]] = {}
        looks = (box.fill, box.stroke, box.color, "{color}")
        self._names = tuple(dict.fromkeys(name for look in looks for name in placeholders(look)))
        # Of a picture, a code or a pattern there may be something to tell for each card.
        self._is_plain = box.pattern == "none" and not (box.image or box.qr)
        colors = (box.fill, box.stroke, box.pattern)
        # Where its own fill is not all that is seen behind a text, so is what lies below.
        self.sees_below = _goes_by_ground(box.color) and _is_see_through(box)
        self.is_bare = all(c == "none" for c in colors) and not (box.image or box.qr or box.ruled)

    def shows(self, values: Values) -> bool:
        """Whether there is a picture or a code for a card."""
        return self._file(values) is not None or bool(values.fill(self.box.qr))

    def ratio(self, values: Values) -> float | None:
        """How many times as wide as high a card's picture or code is; None if it cannot be had."""
        path = self._file(values)
        if path is None:
            return 1.0 if self.box.qr else None
        try:
            size = self.pictures.open(path, self.ink(values)).size
        except PictureError:
            return None  # it is told of when it is to be shown
        if self.box.rotate.turn.sideways:
            return size.height / size.width
        return size.width / size.height

    def items(self, values: Values, rect: Rect) -> tuple[Content, ...]:
        """The items of a box with this rectangle, in paint order; text goes over them.

        Where they are made of colours only, they are the same for all cards of these colours.
        """
        if not self._is_plain:
            return tuple(self._items(values, rect))
        key = rect, self._colors(values)
        if key not in self._plain:
            if len(self._plain) >= MOST_KEPT:
                self._plain.clear()
            self._plain[key] = tuple(self._items(values, rect))
        return self._plain[key]

    def _colors(self, values: Values) -> tuple[str, ...]:
        """All that the box's colours depend on, as a card says it."""
        return tuple(map(values.of, self._names))

    def _items(self, values: Values, rect: Rect) -> Iterator[Content]:
        box, inner = self.box, self._outline(rect)
        outer = self._over_the_trim(inner)
        fill = self._paint(values, outer)
        stroke = self.palette.color(box.stroke, values)
        room = outer if box.fit == "cover" else inner
        over: list[Content] = []
        if box.image or box.pattern != "none":
            over = [*self._pattern(values, outer), *self._picture(values, room)]
        if over and fill is not None:
            yield self._ground(outer, fill, None)
        yield from over
        if stroke is not None or (fill is not None and not over):
            yield self._ground(outer, None if over else fill, stroke)
        if box.qr:
            yield from self._code(values, inner, fill)
        if box.ruled:
            yield from turned(self._lines(values, rect), rect, box.rotate.turn)

    def ink(self, values: Values, below: Below = ()) -> Color:
        """The colour of what is written or drawn on the box's ground, or on what is below."""
        return self._ink(self.box.color, values, below)

    def _ink(self, spec: str, values: Values, below: Below) -> Color:
        key = spec, self._colors(values), below
        if key not in self._inks:
            if len(self._inks) >= MOST_KEPT:
                self._inks.clear()
            ground = self.palette.fill(self.box.fill, values)
            self._inks[key] = self.palette.ink_on(spec, ground, values, below)
        return self._inks[key]

    def pens(self, values: Values, below: Below = ()) -> Pens:
        """What a card's text is painted with; `below` are the colours that lie there, if known."""
        plain = self.ink(values, below)
        return Pens(
            lambda name: self._named_ink(name, values, below) if name else plain,
            lambda icon: self._icon(icon, values),
        )

    def _named_ink(self, name: str, values: Values, below: Below) -> Color:
        """The colour that markup names; `accent` is the card's own, if it can be read."""
        spec = "legible({color})" if name == "accent" else name
        try:
            return self._ink(spec, values, below)
        except KorttipakkaError as unknown:
            hint = unknown.problems[0].hint
            message = f"card '{values.card.title}': [words]{{.{name}}}: there is no colour '{name}'"
            self._refuse("bad-color", message, self._said(values), hint)
            return self.ink(values)

    def _icon(self, placed: PlacedIcon, values: Values) -> tuple[Content, ...]:
        """An icon in its line."""
        path, rect = placed.icon.path, placed.rect
        if path is None:
            return ()
        try:
            found = self._drawn(self.pictures.open(path, placed.color), rect.size)
        except PictureError as cause:
            message = f"'{path.name}': {cause.message}"
            self._refuse("bad-image", message, self._said(values), cause.hint)
            return ()
        if found is None:
            return ()
        self._note(path, found.note, self._said(values))
        if isinstance(found, Raster):
            return (Picture(found.path, rect, rect, pixels=found.size),)
        drawing, size = found.frame, rect.size
        frame = self._once((drawing, size), lambda: scaled(drawing, size))
        at, clip = Point(rect.left, rect.bottom), Rect.of(size)
        return (Group(frame, at, clip=clip, shared=True, shows=path),)

    def refuse_icon(self, cause: InvalidValue, field: str, values: Values) -> None:
        """Tell of an icon that is not to be had: a slip, or an address that is none of the deck."""
        self.refusals += 1
        card = values.card
        message = f"card '{card.title}': {self.name}: {cause.message}: the markup is printed"
        hint = f"{cause.hint}; or write \\![ to print the signs themselves".removeprefix("; or ")
        problem = Problem(cause.code or "bad-image", message, card.place(field), hint)
        if "://" in cause.message:
            problem = problem._replace(severity=Severity.WARNING)
        if problem not in self.problems:
            self.problems.append(problem)

    def _outline(self, rect: Rect) -> Rect:
        """The rectangle around the box's shape: of a circle, the square in the middle."""
        if self.box.shape != "circle":
            return rect
        side = min(rect.width, rect.height)
        return placed(Size(side, side), rect, Point(0.5, 0.5))

    def _over_the_trim(self, rect: Rect) -> Rect:
        """The rectangle grown into the bleed where it touches the trim; circles stay round."""
        card = self.layout.card
        stays = self._is_ellipse or self.box.rotate.tilt
        return rect if stays else into_bleed(rect, card.size, card.bleed)

    def _ground(self, rect: Rect, fill: Paint | None, stroke: Color | None) -> Box:
        box = self.box
        width = box.stroke_width if stroke else 0.0
        return Box(rect, fill, stroke, width, box.corner, self._is_ellipse, box.opacity)

    @property
    def _is_ellipse(self) -> bool:
        return self.box.shape != "rect"

    def _paint(self, values: Values, rect: Rect) -> Paint | None:
        fill = self.palette.fill(self.box.fill, values)
        if isinstance(fill, Veil):
            start, end = _across(fill.angle, rect)
            return Fading(fill.color, end, start)
        return gradient(fill, rect) if isinstance(fill, Blend) else fill

    def _pattern(self, values: Values, rect: Rect) -> Iterator[Content]:
        name, step = values.fill(self.box.pattern), self.box.pattern_step
        color = self.palette.color(self.box.pattern_color, values)
        if name in {"", "none"} or color is None:
            return
        if name not in PATTERNS:
            origin = self.layout.origin(f"{self.name}.pattern")
            message = f"'{self.box.pattern}' is not the name of a pattern on all cards"
            hint = "write {category.pattern}, which gives each category its own"
            self._refuse("bad-value", message, origin, hint)
            return
        from .patterns import MOST, marks, pattern

        if marks(rect.size, step) > MOST:
            at = self.layout.origin(f"{self.name}.pattern_step")
            self._refuse("too-many-marks", f"a pattern of more than {MOST:,} marks", at, WIDER)
            return
        made = self._once((name, rect.size, color), lambda: pattern(name, rect.size, step, color))
        yield self._seen(made, rect, rect)

    def _seen(self, frame: Frame, at: Rect, clip: Rect) -> Group:
        """A frame that many cards share, seen through the box's shape."""
        corner = Point(at.left, at.bottom)
        inside = clip.moved(Point(-at.left, -at.bottom))
        return Group(
            frame, corner, Turn.UPRIGHT, inside, self.box.corner, self._is_ellipse,
            self.box.opacity, shared=True,
        )  # fmt: skip

    def _once(self, key: object, make: Callable[[], T]) -> T:
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    def _file(self, values: Values) -> Path | None:
        text = self.box.image
        return values.file(text[1:-1]) if text.startswith("{") else Path(text) if text else None

    def _picture(self, values: Values, rect: Rect) -> Iterator[Content]:
        path = self._file(values)
        if path is None:
            return
        turn = self.box.rotate.turn
        room = within(rect, turn)
        if room.width <= 0 or room.height <= 0:
            return  # the check of boxes tells of it
        try:
            found = self.pictures.open(path, self.ink(values))
            place = placed(fitted(found.size, room.size, self.box.fit), room, self.box.focus)
            shown = self._drawn(found, place.size)
        except PictureError as error:
            at = self._named(values)
            self._refuse("bad-image", f"'{path.name}': {error.message}", at, error.hint)
            return
        if shown is not None:
            self._note(path, shown.note, self._named(values))
            yield from turned([self._shown(path, shown, place, room)], rect, turn)

    def _drawn(self, found: Opened, size: Size) -> Raster | Vector | None:
        """A picture that can be shown: drawings are made for the size at which they are."""
        return self.pictures.drawn(found, size) if isinstance(found, Drawing) else found

    def _named(self, values: Values) -> Location | None:
        """Where a card's picture is named, in the deck or in the layout."""
        field = placeholders(self.box.image)
        return values.card.place(field[0]) if field else self.layout.origin(f"{self.name}.image")

    def _said(self, values: Values) -> Location | None:
        """Where a card's text is written."""
        return values.card.place(next(iter(placeholders(self.box.text)), ""))

    def _note(self, path: Path, note: str, at: Location | None) -> None:
        """Tell what is to be known of a picture, once for each file."""
        self.refusals += bool(note)
        if note and path not in self._noted:
            self._noted.add(path)
            message = f"'{path.name}': {note}"
            self.problems.append(Problem("picture-note", message, at, severity=Severity.NOTE))

    def _shown(self, path: Path, found: Raster | Vector, place: Rect, room: Rect) -> Content:
        """A picture in its place; one that is shown whole has its own corners rounded."""
        box = self.box
        clip = room if box.fit == "cover" or self._is_ellipse else place
        if isinstance(found, Raster):
            return Picture(
                found.path, place, clip, box.corner, self._is_ellipse, box.opacity, found.size
            )
        drawing, size = found.frame, place.size
        frame = self._once((drawing, size), lambda: scaled(drawing, size))
        return self._seen(frame, place, clip)._replace(shows=path)

    def _code(self, values: Values, rect: Rect, fill: Paint | None) -> Iterator[Content]:
        text = values.fill(self.box.qr)
        if not text:
            return
        square = placed(fitted(Size(1, 1), rect.size, "contain"), rect, self.box.focus)
        from .codes import qr_code

        color = self.ink(values)
        try:
            code: QrCode = self._once((text, square, color), lambda: qr_code(text, square, color))
        except ValueError as error:
            card = values.card
            self._refuse("bad-qr", f"card '{card.title}': {error}", card.place("link"))
            return
        if fill is None:
            yield Box(square, self.layout.colors["paper"])  # readers need a light quiet zone
        yield code

    def _refuse(self, code: str, message: str, at: Location | None, hint: str = "") -> None:
        self.refusals += 1
        problem = Problem(code, f"{self.name}: {message}", at, hint)
        if problem not in self.problems:
            self.problems.append(problem)

    def _lines(self, values: Values, rect: Rect) -> Iterator[Content]:
        """Lines to write on, by valign; the first has a line's height above it to write in."""
        area = within(rect, self.box.rotate.turn).inset(self.box.padding)
        color = self.ink(values)
        count = int(area.height / self.box.ruled + 0.001)
        spare = area.height - count * self.box.ruled
        top = area.top - {"top": 0.0, "middle": spare / 2, "bottom": spare}[self.box.valign]
        for index in range(1, count + 1):
            y = top - index * self.box.ruled
            start, end = Point(area.left, y), Point(area.right, y)
            yield Line(start, end, self.box.stroke_width, color)


def _goes_by_ground(color: str) -> bool:
    return bare(color) == "auto" or bare(color) != color


def _is_see_through(box: BoxStyle) -> bool:
    is_veil = CLEAR in box.fill
    return (
        box.fill == "none" or is_veil or box.opacity < 1 or box.pattern != "none" or bool(box.image)
    )


def fitted(size: Size, room: Size, fit: str) -> Size:
    """A size grown or shrunk in proportion until it touches a room's sides, or covers the room."""
    scales = room.width / size.width, room.height / size.height
    scale = max(scales) if fit == "cover" else min(scales)
    return Size(size.width * scale, size.height * scale)


def placed(size: Size, room: Rect, focus: Point) -> Rect:
    """A size put into a room: what is free, or hangs over, is shared out as `focus` says."""
    left = room.left + (room.width - size.width) * focus.x
    top = room.top - (room.height - size.height) * focus.y
    return Rect(left, top - size.height, left + size.width, top)


def _across(angle: float, rect: Rect) -> tuple[Point, Point]:
    """Where the first and the last colour of a gradient are pure: in corners, as in CSS."""
    across, up = sin(radians(angle)), cos(radians(angle))
    half = (abs(rect.width * across) + abs(rect.height * up)) / 2
    x, y = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
    return Point(x - across * half, y - up * half), Point(x + across * half, y + up * half)


def gradient(blend: Blend, rect: Rect) -> Gradient:
    """Colours across a rectangle."""
    start, end = _across(blend.angle, rect)
    stops = list(zip(blend.places, blend.colors, strict=True))
    if blend.places[0] > 0:
        stops.insert(0, (0.0, blend.colors[0]))
    if blend.places[-1] < 1:
        stops.append((1.0, blend.colors[-1]))
    return Gradient(tuple(stops), start, end)


def within(rect: Rect, turn: Turn) -> Rect:
    """The rectangle that `turned` brings onto `rect`: upright, it is the same."""
    return rect if turn is Turn.UPRIGHT else Rect.of(rect.size.turned(turn))


def turned(content: Iterable[Content], rect: Rect, turn: Turn) -> tuple[Content, ...]:
    """What is laid out in the rectangle `within`, brought onto `rect` by a turn."""
    found = tuple(content)
    if turn is Turn.UPRIGHT or not found:
        return found
    frame = Frame(rect.size.turned(turn), found)
    return (Group(frame, Point(rect.left, rect.bottom), turn),)
