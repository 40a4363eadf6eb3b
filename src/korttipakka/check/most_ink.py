"""A rule about what a press can print: no place has more ink than paper can take."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..basics.color import Color
from ..basics.geometry import Rect
from ..basics.problems import InvalidValue, Location, Problem, Severity
from ..basics.scratch import ScratchFile
from ..basics.units import fits
from ..content.values import Values
from ..model.deck import Card, Deck
from ..model.frame import (
    Box,
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
from ..pictures.separation import Separation
from .contrast import boxes
from .idle import colors_of
from .ink import room_of_line
from .rule import CardRule
from .walk import Edges, SeenCard, SeenPart

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


class _Spot(NamedTuple):
    """What lies somewhere on a card: the most of its colours' inks besides black, from 0 to 3."""

    rect: Rect
    colored: float


class MostInk(CardRule[HeavyOnes]):
    """No place has more ink than the press takes, black text over a ground included."""

    def __init__(self, deck: Deck, layout: Layout, inks: Separation) -> None:
        self._deck = deck
        self._layout = layout
        self._styles = {f"{side}.{box.name}": box for side, box in boxes(layout)}
        self._limit = layout.sheet.ink_limit
        self._inks = inks
        self._pictures: dict[Path, Coverage] = {}
        self.found = {}

    def inspect(self, card: SeenCard) -> HeavyOnes | None:
        """The colours and pictures with too much ink."""
        found: HeavyOnes = {}
        for parts in (card.front, card.back):
            grounds: list[_Spot] = []
            for part in parts:
                for heavy in self._of_part(part, grounds):
                    at = heavy.at or self._named(part, card.face.card)
                    told = heavy._replace(title=card.face.card.title, at=at)
                    _keep(found, (part.name, heavy.what), told)
        return found or None

    def _named(self, part: SeenPart, card: Card) -> Location | None:
        """Where a box's colours are written: by the card or its category, or in the layout."""
        box, values = self._styles[part.name], Values(card, self._deck)
        names = [name for text in colors_of(box) for name in placeholders(text)]
        own = next((card.place(name) for name in names if values.has(name)), None)
        keys = (
            f"{part.name}.{key}"
            for key in ("fill", "pattern_color", "stroke", "color", "text", "qr")
        )
        return own or next(filter(None, map(self._layout.origin, keys)), None)

    def _of_part(self, part: SeenPart, grounds: list[_Spot]) -> Iterator[Heavy]:
        for item in part.ground:
            yield from self._of_item(item, part, grounds)
            grounds += self._spots(item)
        for run, line in part.texts:
            if run.text.strip():
                under = _under(line, grounds) if self._inks.is_black(run.color) else 0.0
                yield from self._of_color(self._inks.text_color(run.color), under)

    def _of_item(
        self, item: Item, part: SeenPart, grounds: list[_Spot], around: Rect | None = None
    ) -> Iterator[Heavy]:
        """What is too much of an item, which lies in a group that is `around` on the card."""
        match item:
            case Group():
                place = around or item.outside(Rect.of(item.frame.size))
                for inner in item.frame.items:
                    yield from self._of_item(inner, part, grounds, place)
            case Picture():
                yield from self._of_picture(item, part)
            case QrCode():
                yield from self._of_paint(item.shape.fill, _under(around or item.rect, grounds))
            case Line():
                yield from self._of_paint(item.color, _under(around or room_of_line(item), grounds))
            case Box() | Shape():
                for color in (*_colors(item.fill), *_colors(item.stroke)):
                    yield from self._of_color(self._inks.color(color), 0.0)

    def _of_paint(self, paint: Paint | None, under: float) -> Iterator[Heavy]:
        """What is printed over what lies under it where it is black."""
        for color in _colors(paint):
            black = self._inks.is_black(color)
            yield from self._of_color(self._inks.color(color), under if black else 0.0)

    def _of_color(self, inks: Color, under: float) -> Iterator[Heavy]:
        """A colour that is too much, or is so together with what lies under it."""
        total = sum(inks.values) + under
        if not fits(total, self._limit + ROUNDING):
            over, hint = "", f"a colour of less ink, such as {_less(inks, self._limit)}"
            if under:
                over = f" over {_percent(under)} of other inks"
                hint = "a lighter ground, or another colour than black"
            yield Heavy(total, f"{_shown(inks)}{over}", hint=hint)

    def _of_picture(self, picture: Picture, part: SeenPart) -> Iterator[Heavy]:
        found = self._coverage(picture.path)
        if not fits(found.most, self._limit + ROUNDING):
            is_drawn = isinstance(picture.path, ScratchFile)
            what = "the drawing" if is_drawn else f"'{picture.path.name}'"
            at = part.part.place(*FILES, "")
            yield Heavy(found.most, what, at=at, over=found.over, hint=LIGHTER)

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

    def _spots(self, item: Item) -> Iterator[_Spot]:
        """What an item puts under texts that come after it."""
        match item:
            case Box(fill=fill) if fill is not None:
                yield _Spot(item.rect, self._colored(fill))
            case Picture():
                yield _Spot(item.clip, self._coverage(item.path).colored)
            case Group(shared=True):
                rect = item.outside(item.clip or Rect.of(item.frame.size))
                shapes = [one for one in item.frame.items if isinstance(one, Shape)]
                paints = [paint for one in shapes for paint in (one.fill, one.stroke) if paint]
                yield _Spot(rect, max(map(self._colored, paints), default=0.0))
            case Group():
                for inner in item.frame.items:
                    for spot in self._spots(inner):
                        yield _Spot(item.outside(spot.rect), spot.colored)

    def _colored(self, paint: Paint) -> float:
        return max(sum(self._inks.color(color).values[:3]) for color in _colors(paint))

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


def _under(place: Edges, grounds: Iterable[_Spot]) -> float:
    """The most ink besides black under a place: of all that may be seen around it."""
    left, bottom, right, top = place
    found = 0.0
    for (a, b, c, d), colored in grounds:
        if a <= left and right <= c and b <= bottom and top <= d:
            found = colored  # it covers what lies below it
        elif a < right and left < c and b < top and bottom < d:
            found = max(found, colored)
    return found


def _colors(paint: Paint | None) -> tuple[Color, ...]:
    if paint is None:
        return ()
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
    others = f" and {heavy.number - 1} more" if heavy.number > 1 else ""
    part = f" in {max(0.001, heavy.over):.1%} of it" if heavy.over < 1 else ""
    return Problem(
        "too-much-ink",
        f"card '{heavy.title}'{others}: {heavy.what} in {name} has {_percent(heavy.ink)} of "
        f"ink{part}, more than {_percent(limit)}",
        heavy.at,
        heavy.hint,
        Severity.WARNING,
    )
