"""Colours: hex, CSS names, cmyk(…), tint(…) and gradient(…); their contrast; RGB to CMYK."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Literal

from .problems import InvalidValue
from .records import NamedTuple, distinct

ColorSpace = Literal["rgb", "cmyk"]


@distinct
class Color(NamedTuple):
    """A colour in DeviceRGB (three values) or DeviceCMYK (four), each from 0 to 1."""

    values: tuple[float, ...]

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green, blue; of CMYK, the light that is left by an ink and by black over it."""
        if len(self.values) == 3:
            red, green, blue = self.values
            return red, green, blue
        *inks, black = self.values
        red, green, blue = ((1 - ink) * (1 - black) for ink in inks)
        return red, green, blue

    @property
    def cmyk(self) -> "Color":
        """The colour in DeviceCMYK: black ink takes all that the other three share.

        Of red, green and blue: black = 1 - lightest, an ink = (lightest - channel) / lightest;
        `rgb` is the way back. Dark neutrals become solid black alone: small text in four inks, or
        in a screen of grey, has blurred edges.
        """
        if len(self.values) == 4:
            return self
        lightest, darkest = max(self.values), min(self.values)
        if lightest <= DARK and lightest - darkest <= NEUTRAL:
            return Color((0.0, 0.0, 0.0, 1.0))
        inks = ((lightest - value) / lightest for value in self.values)
        return Color((*inks, 1 - lightest))

    @property
    def hex(self) -> str:
        """The colour as CSS has it: "#0b6e75"."""
        return "#" + "".join(f"{round(255 * value):02x}" for value in self.rgb)

    def tint(self, strength: float) -> "Color":
        """The colour thinned with white: 1 keeps it, 0 is white."""
        white = 1.0 if len(self.values) == 3 else 0.0
        return Color(tuple(white + (v - white) * strength for v in self.values))


@distinct
class Blend(NamedTuple):
    """Two or more colours of one space that run into each other.

    `angle` is in degrees as in CSS: with 0 the last colour lies at the top, with 90 at the right.
    `places`, from 0 to 1, are where each is pure; none lies before another's to its left.
    """

    colors: tuple[Color, ...]
    angle: float
    places: tuple[float, ...] = (0.0, 1.0)


class Veil(NamedTuple):
    """A colour that runs out to nothing: `angle` is that of a Blend, with the colour last."""

    color: Color
    angle: float


BLACK = Color((0.0, 0.0, 0.0))
WHITE = Color((1.0, 1.0, 1.0))

DARK, NEUTRAL = 0.15, 0.06
"""Channels of at most DARK that differ by at most NEUTRAL are black: #17181c is, #1d1d35 is not."""

DOWN = 180.0
"""The angle of a gradient that gives none, as in CSS."""

MOST_STOPS = 20
"""Colours of a gradient: more cannot be told apart."""

CLEAR = "transparent"
"""What stands in a gradient for no colour at all, as in CSS."""

NUMBER = r"(\d+(?:\.\d*)?|\.\d+)"
HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
# Compiled when the first such colour is met, since most decks have only some of these forms.
CMYK = rf"cmyk\(\s*{NUMBER}%?[\s,]+{NUMBER}%?[\s,]+{NUMBER}%?[\s,]+{NUMBER}%?\s*\)"
TINT = rf"tint\((.+),\s*{NUMBER}\s*%\s*\)"
GRADIENT = r"gradient\((.+)\)"
ANGLE = rf"(-?{NUMBER})\s*deg"
OUTER_COMMA = r",(?![^(]*\))"


@lru_cache(maxsize=512)
def _hex_color(digits: str) -> Color:
    if len(digits) == 3:
        digits = "".join(d + d for d in digits)
    return Color(tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)))


def parse_color(text: str, names: Mapping[str, Color] = {}) -> Color:
    """Read "#0f6b75", "#abc", a CSS name, "cmyk(80%, 20%, 0, 10%)", "tint(COLOUR, 20%)" or a name.

    `names` are the layout's own colours. Raises InvalidValue.
    """
    text = text.strip()
    if text in names:
        return names[text]
    if match := HEX.fullmatch(text):
        return _hex_color(match[1])
    if match := re.fullmatch(TINT, text):
        return parse_color(match[1], names).tint(_percent(match[2], text))
    if match := re.fullmatch(CMYK, text):
        return Color(tuple(_percent(match[i], text) for i in range(1, 5)))
    if not text:
        # YAML takes an unquoted "#0f6b75" for a comment.
        raise InvalidValue("the colour is empty", 'put it in quotes: "#0f6b75"')
    return _css_color(text, names)


def parse_fill(text: str, names: Mapping[str, Color] = {}) -> Color | Blend | Veil:
    """Read a colour or "gradient(COLOUR, COLOUR 30 %, COLOUR, 90deg)"; one may be "transparent".

    Raises InvalidValue.
    """
    match = re.fullmatch(GRADIENT, text.strip())
    return _blend(match[1], text, names) if match else parse_color(text, names)


def _blend(inside: str, text: str, names: Mapping[str, Color]) -> Blend | Veil:
    parts = [part.strip() for part in re.split(OUTER_COMMA, inside)]
    turned = re.fullmatch(ANGLE, parts[-1])
    stops = [_stop(part, text) for part in (parts[:-1] if turned else parts)]
    if not 2 <= len(stops) <= MOST_STOPS:
        message = f"'{text}' is not a gradient(COLOUR, COLOUR, 90deg)"
        many = f"a gradient has at most {MOST_STOPS} colours" if len(stops) > 1 else ""
        raise InvalidValue(message, many)
    angle = float(turned[1]) if turned else DOWN
    if CLEAR not in names and any(color == CLEAR for color, _ in stops):
        return _veil(stops, angle, text, names)
    colors = tuple(parse_color(color, names) for color, _ in stops)
    if len({len(color.values) for color in colors}) > 1:
        colors = tuple(color.cmyk for color in colors)
    places = _spread([place for _, place in stops], text)
    return Blend(colors, angle, places)


def _veil(
    stops: Sequence[tuple[str, float | None]], angle: float, text: str, names: Mapping[str, Color]
) -> Veil:
    """A gradient of one colour and of nothing."""
    (first, at), (last, other), *more = stops
    if more or first == last or (at, other) != (None, None):
        message = f"'{text}': '{CLEAR}' goes with one colour, and without places"
        raise InvalidValue(message, f"write: gradient({CLEAR}, COLOUR)")
    color = parse_color(first if last == CLEAR else last, names)
    return Veil(color, angle + 180 if last == CLEAR else angle)


def _stop(part: str, text: str) -> tuple[str, float | None]:
    """A colour of a gradient, and its place if it has one."""
    color, _, number = part.removesuffix("%").rstrip().rpartition(" ")
    if part.endswith("%") and color and re.fullmatch(NUMBER, number):
        return color.rstrip(), _percent(number, text)
    return part, None


def _spread(given: Sequence[float | None], text: str) -> tuple[float, ...]:
    """The places of all colours: as in CSS, those without one lie evenly between the others."""
    known = list(given)
    known[0] = known[0] or 0.0
    known[-1] = 1.0 if known[-1] is None else known[-1]
    fixed = [(index, place) for index, place in enumerate(known) if place is not None]
    places = [fixed[0][1]]
    for (index, place), (after, other) in pairwise(fixed):
        if other < place:
            hint = "name the colours in the order in which they lie"
            raise InvalidValue(f"'{text}': the places of its colours must rise", hint)
        step = (other - place) / (after - index)
        places += (place + step * n for n in range(1, after - index))
        places.append(other)
    return tuple(places)


def _percent(number: str, text: str) -> float:
    value = float(number)
    if value > 100:
        raise InvalidValue(f"'{text}': a percentage is at most 100")
    return value / 100


FORMS = "#rrggbb, a CSS name, cmyk(c%, m%, y%, k%), tint(COLOUR, n%)"
"""What colours can be written as."""

NEWER = {"rebeccapurple": "#663399"}
"""Names of CSS Color 4 that webcolors, which knows those of CSS 3, lacks."""


def _css_color(text: str, names: Mapping[str, Color]) -> Color:
    import webcolors

    if newer := NEWER.get(text.lower()):
        return _hex_color(newer[1:])

    try:
        return _hex_color(webcolors.name_to_hex(text)[1:])
    except ValueError:
        message = f"'{text}' is not a colour: {FORMS}"
        raise InvalidValue(message, partial(_meant, text, tuple(names))) from None


def _meant(text: str, names: Collection[str]) -> str:
    from .color_words import color_meant

    return color_meant(text, names, css_names())


def css_names() -> list[str]:
    """The names of colours that CSS knows."""
    import webcolors

    return [*webcolors.names(), *NEWER]


LEGIBLE = re.compile(r"legible\((.+)\)")

ENOUGH_CONTRAST = 4.5
"""What WCAG 2.2 (AA) asks of text against its ground."""


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """The colour in "legible(COLOUR)", or the text itself."""
    match = LEGIBLE.fullmatch(text.strip())
    return match[1] if match else text


@lru_cache(maxsize=512)
def luminance(color: Color) -> float:
    """Relative luminance from 0 (black) to 1 (white), by WCAG 2.2."""

    def linear(value: float) -> float:
        # The sRGB transfer function, with the threshold that WCAG prints.
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = color.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


FAINT = 0.1
"""How far each channel of two colours may be apart, of 1, for one not to be seen on the other.

Contrast by WCAG is of lightness alone: yellow on white has 1.07, and is seen by its hue.
"""


def is_faint(one: Color, other: Color) -> bool:
    """Whether a colour is not seen on another.

    >>> is_faint(parse_color("ivory"), parse_color("white"))
    True
    >>> is_faint(parse_color("yellow"), parse_color("white"))
    False
    """
    return all(abs(a - b) < FAINT for a, b in zip(one.rgb, other.rgb, strict=True))
