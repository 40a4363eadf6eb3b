"""A rule about what a press can print: no place has more ink than paper can take."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.color import Color
from ..basics.geometry import Rect
from ..basics.problems import InvalidValue, Location, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.units import fits
from ..content.values import Values
from ..model.deck import Card, Deck
from ..model.frame import (
    Box,
    Fading,
    Gradient,
    Group,
    Item,
    Line,
    Paint,
    Picture,
    QrCode,
    Shape,
)
from ..model.layout import Layout
from ..model.placeholders import FILES
from ..model.roles import placeholders
from ..model.text import TextRun
from ..pictures.separation import Separation
from .idle import written_colors
from .ink import room_of_line, room_of_shape
from .rule import CardRule
from .walk import Edges, SeenCard, SeenPart, and_more, named

if TYPE_CHECKING:
    from ..pictures.coverage import Coverage

ROUNDING = 0.005
"""Half a percent: what exceeds a limit by less is rounded to it."""


LIGHTER = "lighten its darkest parts, or ask the print shop for a profile of less ink"


class Heavy(NamedTuple):
    """What has too much ink: how much from 0 to 4, the first card that shows it, how many do.

    `what` says of what colour or picture, `over` the share of a picture's pixels that have too
    much, `hint` what to do about it.
    """

    ink: float
    what: str
    title: str = ""
    number: int = 1
    at: Location | None = None
    over: float = 1.0
    hint: str = ""


HeavyOnes = dict[tuple[str, str], Heavy]
"""What has too much ink, by the name of the box and what it is."""


class _Ink(NamedTuple):
    """The most ink somewhere, of all four together from 0 to 4, and of all but black."""

    whole: float = 0.0
    colored: float = 0.0

    def under(self, other: "_Ink", opacity: float) -> "_Ink":
        """What there is where another ink of an opacity lies over it."""
        pairs = zip(self, other, strict=True)
        return _Ink(*(below * (1 - opacity) + above * opacity for below, above in pairs))

    def beside(self, other: "_Ink") -> "_Ink":
        """The most of both."""
        return _Ink(max(self.whole, other.whole), max(self.colored, other.colored))


NO_INK, NOWHERE = _Ink(), (0.0, 0.0, 0.0, 0.0)


class _Ground(NamedTuple):
    """What lies somewhere on a card, under what comes after it; `solid` ones have no holes."""

    rect: Edges
    ink: _Ink
    opacity: float = 1.0
    solid: bool = True


class _Spot(NamedTuple):
    """Where something is painted: on which part and place of a card, over what, how opaque."""

    part: SeenPart
    place: Edges
    under: _Ink
    opacity: float = 1.0


class MostInk(CardRule[HeavyOnes]):
    """No place has more ink than the press takes, black text over a ground included."""

    def __init__(self, deck: Deck, layout: Layout, inks: Separation) -> None:
        self._deck = deck
        self._layout = layout
        self._styles = {f"{side}.{box.name}": box for side, box in layout.faced_boxes()}
        self._limit = layout.sheet.ink_limit
        self._inks = inks
        self._pictures: dict[Path, Coverage] = {}
        self.found = {}

    def inspect(self, card: SeenCard) -> HeavyOnes | None:
        """The colours and pictures with too much ink."""
        found: HeavyOnes = {}
        for parts in (card.front, card.back):
            grounds: list[_Ground] = []
            for part in parts:
                for heavy in self._of_part(part, grounds):
                    at = heavy.at or self._named(part, card.face.card)
                    told = heavy._replace(title=card.face.card.title, at=at)
                    _keep(found, (part.name, heavy.what), told)
        return found or None

    def _named(self, part: SeenPart, card: Card) -> Location | None:
        """Where a box's colours are written: by the card or its category, or in the layout."""
        box, values = self._styles[part.name], Values(card, self._deck)
        names = [name for text in written_colors(box) for name in placeholders(text)]
        own = next((card.place(name) for name in names if values.has(name)), None)
        keys = (
            f"{part.name}.{key}"
            for key in ("fill", "pattern_color", "stroke", "color", "text", "qr")
        )
        return own or next(filter(None, map(self._layout.origin, keys)), None)

    def _of_part(self, part: SeenPart, grounds: list[_Ground]) -> Iterator[Heavy]:
        for item in part.shown.ground:
            place = _place(item)
            yield from self._of_item(item, _Spot(part, place, _under(place, grounds)))
            grounds += self._grounds(item)
        for run, line in part.shown.texts:
            if run.text.strip():
                over = _under(line, grounds) if self._inks.is_black(run.color) else NO_INK
                yield from self._of_text(self._inks.text_color(run.color), over)

    def _of_item(self, item: Item, spot: _Spot) -> Iterator[Heavy]:
        match item:
            case Group():
                spot = spot._replace(opacity=spot.opacity * item.opacity)
                for inner in item.frame.items:
                    yield from self._of_item(inner, spot)
            case Picture():
                yield from self._of_picture(item, spot)
            case QrCode() | Line():
                paint = item.shape.fill if isinstance(item, QrCode) else item.color
                for color in _colors(paint):
                    over = spot.under if self._inks.is_black(color) else NO_INK
                    yield from self._of_text(self._inks.color(color), over)
            case Box() | Shape():
                seen_through = item.stroke_opacity if isinstance(item, Shape) else item.opacity
                for paint, opacity in ((item.fill, item.opacity), (item.stroke, seen_through)):
                    for color in _colors(paint):
                        yield from self._of_area(color, opacity, spot)

    def _of_text(self, inks: Color, over: _Ink) -> Iterator[Heavy]:
        """A colour that is too much, or is so together with what it is printed over."""
        whole = sum(inks.values) + over.colored
        if not fits(whole, self._limit + ROUNDING):
            what, hint = _shown(inks), f"a colour of less ink, such as {_less(inks, self._limit)}"
            if over.colored:
                what += f" over {_percent(over.colored)} of other inks"
                hint = "a lighter ground, or another colour than black"
            yield Heavy(whole, what, hint=hint)

    def _of_area(self, color: Color, opacity: float, spot: _Spot) -> Iterator[Heavy]:
        inks = self._inks.color(color)
        whole = spot.under.under(_Ink(sum(inks.values)), opacity * spot.opacity).whole
        if not fits(whole, self._limit + ROUNDING):
            hint = f"a colour of less ink, such as {_less(inks, self._limit)}"
            yield Heavy(whole, _shown(inks), hint=hint)

    def _of_picture(self, picture: Picture, spot: _Spot) -> Iterator[Heavy]:
        found = self._coverage(picture.path)
        over = spot.under.under(_Ink(found.most), picture.opacity * spot.opacity)
        if not fits(over.whole, self._limit + ROUNDING):
            at = spot.part.part.place(*FILES, "")
            yield Heavy(over.whole, named(picture.path), at=at, over=found.over, hint=LIGHTER)

    def _coverage(self, path: Path) -> "Coverage":
        known = self._pictures.get(path)
        if known is None:
            from ..pictures.coverage import (  # Pillow: most decks have no pictures
                Coverage,
                coverage,
            )

            known = Coverage(0, 0, 0)
            with suppress(InvalidValue, OSError):  # told where the picture is opened
                known = coverage(path, self._inks, self._limit)
            self._pictures[path] = known
        return known

    def _grounds(self, item: Item) -> Iterator[_Ground]:
        """What an item puts under texts that come after it."""
        match item:
            case Box(fill=fill) if fill is not None:
                solid = not (item.ellipse or item.radius or isinstance(fill, Fading))
                yield _Ground(item.rect, self._ink(fill), item.opacity, solid)
            case Picture():
                found = self._coverage(item.path)
                solid = not (item.ellipse or item.radius or found.clear)
                yield _Ground(item.clip, _Ink(found.most, found.colored), item.opacity, solid)
            case Group(shared=True):
                shapes = [one for one in item.frame.items if isinstance(one, Shape)]
                paints = [paint for one in shapes for paint in (one.fill, one.stroke) if paint]
                most = reduce(_Ink.beside, map(self._ink, paints), NO_INK)
                yield _Ground(_place(item), most, item.opacity, solid=False)
            case Group():
                for inner in item.frame.items:
                    for ground in self._grounds(inner):
                        yield ground._replace(rect=item.outside(Rect(*ground.rect)))

    def _ink(self, paint: Paint) -> _Ink:
        """The most of a paint's colours."""
        found = (self._inks.color(color).values for color in _colors(paint))
        inks = (_Ink(sum(values), sum(values[:3])) for values in found)
        return reduce(_Ink.beside, inks, NO_INK)

    def merge(self, found: HeavyOnes) -> None:
        """Add what was found on other cards."""
        for key, heavy in found.items():
            _keep(self.found, key, heavy)

    def problems(self) -> Iterable[Problem]:
        """One for each colour or picture in a box."""
        for (name, _), heavy in self.found.items():
            yield _too_much(name, heavy, self._limit)


def _keep(known: HeavyOnes, key: tuple[str, str], heavy: Heavy) -> None:
    """Count what has too much ink; the first card that shows it is kept."""
    first = known.get(key)
    known[key] = heavy if first is None else first._replace(number=first.number + heavy.number)


def _under(place: Edges, grounds: Iterable[_Ground]) -> _Ink:
    """The most ink under a place, of all that may be seen around it."""
    left, bottom, right, top = place
    found = NO_INK
    for (a, b, c, d), ink, opacity, solid in grounds:
        if a < right and left < c and b < top and bottom < d:
            over = found.under(ink, opacity)
            covers = solid and a <= left and right <= c and b <= bottom and top <= d
            found = over if covers else found.beside(over)
    return found


def _place(item: Item) -> Edges:
    """The rectangle that an item lies in, on what is around it."""
    match item:
        case Group():
            return item.outside(item.clip or Rect.of(item.frame.size))
        case Line():
            return room_of_line(item)
        case Shape():
            return room_of_shape(item) or NOWHERE
        case TextRun():
            return NOWHERE
        case _:
            return item.rect


def _colors(paint: Paint | None) -> tuple[Color, ...]:
    if paint is None:
        return ()
    if isinstance(paint, Fading):
        return (paint.color,)
    return tuple(color for _, color in paint.stops) if isinstance(paint, Gradient) else (paint,)


def _percent(ink: float) -> str:
    return f"{100 * ink:.0f} %"


def _shown(inks: Color) -> str:
    """A colour as a layout writes it."""
    return f"cmyk({', '.join(f'{100 * value:.0f}' for value in inks.values)})"


def _less(inks: Color, limit: float) -> str:
    """The same black, and less of the other inks by one share."""
    *colors, black = inks.values
    share = (limit - black) / sum(colors) if sum(colors) else 1.0
    values = [int(100 * value * share) for value in colors] + [round(100 * black)]
    return f"cmyk({', '.join(map(str, values))})"


def _too_much(name: str, heavy: Heavy, limit: float) -> Problem:
    others = and_more(heavy.number)
    part = f" in {max(0.001, heavy.over):.1%} of it" if heavy.over < 1 else ""
    return Problem(
        "too-much-ink",
        f"card '{heavy.title}'{others}: {heavy.what} in {name} has {_percent(heavy.ink)} of "
        f"ink{part}, more than {_percent(limit)}",
        heavy.at,
        heavy.hint,
        Severity.WARNING,
    )
