"""The forms that values of settings take: readers of text, each with words and examples for people.

A reader turns text into a value and raises InvalidValue.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from ..basics.geometry import Insets, Point, Turn
from ..basics.problems import InvalidValue, did_you_mean
from ..basics.sizes import parse_card_size, parse_paper
from ..basics.units import MM, Length, decimal_comma, fits, parse_length, parse_points
from .layout import PATTERNS, SizeRange
from .perforated import parse_perforated

Reader = Callable[[str], Any]


class Form(NamedTuple):
    """What a reader takes, in words, and examples of it."""

    words: str
    examples: tuple[str, ...]


_FORMS: dict[Reader, Form] = {}


def _takes(words: str, *examples: str) -> Callable[[Reader], Reader]:
    """Note what a reader takes, for documents and editors."""

    def note(read: Reader) -> Reader:
        _FORMS[read] = Form(words, examples)
        return read

    return note


def form_of(read: Reader) -> Form:
    """What a reader takes."""
    if isinstance(read, Choice):
        return Form(", ".join(read.names), read.names)
    if isinstance(read, Number):
        return Form(f"number from {read.low:g} to {read.high:g}", (f"{read.high:g}",))
    return _FORMS[read]


class Choice:
    """Reads one of a few names."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, text: str) -> str:
        """The name as given. Raises InvalidValue for any other."""
        if text not in self.names:
            message = f"'{text}' is none of {', '.join(self.names)}"
            raise InvalidValue(message, did_you_mean(text, self.names))
        return text


def choice(*names: str) -> Choice:
    """A reader of one of these names."""
    return Choice(*names)


class Number:
    """Reads a number from `low` to `high`."""

    def __init__(self, low: float, high: float) -> None:
        self.low = low
        self.high = high

    def __call__(self, text: str) -> float:
        """The number. Raises InvalidValue for what is none, or lies outside."""
        return _number(text, self.low, self.high)


@_takes("yes or no", "yes", "no")
def yes_no(text: str) -> bool:
    """A yes or a no."""
    if text.lower() in {"yes", "true", "on"}:
        return True
    if text.lower() in {"no", "false", "off"}:
        return False
    raise InvalidValue(f"'{text}' is neither yes nor no")


@_takes("length", "3 mm", "0.5 in", "12 pt")
def distance(text: str) -> float:
    """A length of no less than nothing, in points."""
    points = parse_points(text)
    if points < 0:
        raise InvalidValue(f"'{text}' must not be negative")
    return points


@_takes("length or share of the card, or auto", "3 mm", "50 %", "auto")
def placing(text: str) -> Length | None:
    """A length on the card, or None for "auto"."""
    return None if text == "auto" else parse_length(text)


@_takes("one to four lengths: top, right, bottom, left", "5 mm", "3 mm 4 mm 5 mm 6 mm")
def insets(text: str) -> Insets:
    """One to four lengths in the order of CSS: top, right, bottom, left."""
    given = [distance(part) for part in _lengths(text)]
    if not 1 <= len(given) <= 4:
        raise InvalidValue(f"'{text}': one to four lengths (top right bottom left)")
    top = given[0]
    right = given[1] if len(given) > 1 else top
    bottom = given[2] if len(given) > 2 else top
    left = given[3] if len(given) > 3 else right
    return Insets(left=left, right=right, top=top, bottom=bottom)


def _lengths(text: str) -> list[str]:
    """Split "3 mm 4mm, 2 pt" into its lengths: a unit may stand apart from its number.

    Raises InvalidValue for a decimal comma: "0,5 mm" would be two lengths.
    """
    hint = decimal_comma(text)
    if hint and text.strip() != "0,0":
        raise InvalidValue(f"'{text}' has a decimal comma", hint)
    parts: list[str] = []
    for word in text.replace(",", " ").split():
        if parts and word[0].isalpha():
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def pair(text: str, read: Reader = parse_points) -> Point:
    """One length for both ways, or one for each."""
    given = [read(part) for part in _lengths(text)]
    if len(given) not in (1, 2):
        raise InvalidValue(f"'{text}': one length, or two (across, up)")
    return Point(given[0], given[-1])


@_takes("two lengths, across and up", "0.5 mm -0.3 mm")
def offset(text: str) -> Point:
    """How far backs are moved: printers are off by 1 to 4 mm, and never by more than 10."""
    offset = pair(text)
    if max(abs(offset.x), abs(offset.y)) > 10 * MM:
        raise InvalidValue(f"'{text}' is more than 10 mm")
    return offset


@_takes("type size, or a range of them", "10 pt", "8-11 pt")
def size_range(text: str) -> SizeRange:
    """A range of type sizes; one size is a range of its own."""
    low, dash, high = text.partition("-")
    maximum = _type_size(high if dash else low)
    if dash and not low.strip()[-1:].isalpha():
        low += high.strip().lstrip("0123456789. ")
    minimum = _type_size(low)
    if minimum > maximum:
        raise InvalidValue(f"'{text}' is turned round: the smaller size comes first")
    return SizeRange(minimum, maximum)


def _type_size(text: str) -> float:
    size = parse_points(text)
    if not 1 <= size <= 1000:
        raise InvalidValue(f"'{text}': a type size lies between 1 pt and 1000 pt")
    return size


WEIGHTS = {
    "thin": 100, "light": 300, "regular": 400, "normal": 400, "medium": 500,
    "semibold": 600, "bold": 700, "extrabold": 800, "black": 900,
}  # fmt: skip


ALIKE = {"heavy": "black", "demibold": "semibold", "ultrabold": "extrabold", "book": "regular"}
"""Other names of weights, to suggest those that are known."""


@_takes("regular, semibold, bold, … or 1 to 1000", "bold", "450")
def weight(text: str) -> int:
    """A weight by name or number."""
    name = text.lower().replace("-", "").replace(" ", "")
    if name in WEIGHTS:
        return WEIGHTS[name]
    if name.isdigit() and 1 <= int(name) <= 1000:
        return int(name)
    hint = did_you_mean(name, [*WEIGHTS, *ALIKE])
    for other, meant in ALIKE.items():
        hint = hint.replace(f"'{other}'", f"'{meant}'")
    known = f"{', '.join(WEIGHTS)} or 1 to 1000"
    raise InvalidValue(f"'{text}' is no weight: {known}", hint)


def _number(text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        raise InvalidValue(f"'{text}' is not a number", decimal_comma(text)) from None
    if not low <= value <= high:
        raise InvalidValue(f"'{text}' must lie between {low:g} and {high:g}")
    return value


def _em(text: str) -> float:
    """A length in em as a number: "-0.01 em" or "-1 %" are both -0.01."""
    bare = text.strip()
    if bare.endswith("em"):
        return _number(bare[:-2], -0.5, 2)
    if bare.endswith("%"):
        return _number(bare[:-1], -50, 200) / 100
    return _number(bare, -0.5, 2)


@_takes("share of the type size, or auto", "-0.01 em", "2 %", "auto")
def tracking(text: str) -> float | None:
    """Letter spacing in em, or None for "auto"."""
    return None if text == "auto" else _em(text)


@_takes("whole number, or any", "2", "any")
def count(text: str) -> int:
    """A whole number, 0 for "any"."""
    if text == "any":
        return 0
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise InvalidValue(f"'{text}' is neither a number of lines nor 'any'")


@_takes("whole number from 1 on", "3")
def ordinal(text: str) -> int:
    """A whole number from 1 on."""
    if text.isdigit() and int(text) > 0:
        return int(text)
    raise InvalidValue(f"'{text}' is not a whole number above 0")


@_takes("whole number from 1 to 1000", "3")
def decks(text: str) -> int:
    """How many whole decks to print; a larger number is a slip."""
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise InvalidValue(f"'{text}' is not a whole number from 1 to 1000")


@_takes("number for each category, or for some with commas between", "2", "ideas=4, none=8")
def write_ins(text: str) -> tuple[str, ...]:
    """Numbers of write-in cards, looked at when the deck's categories are known."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@_takes("share from 0 to 100 %", "50 %")
def share(text: str) -> float:
    """A share of a whole as a number from 0 to 1: "50 %" or "0.5"."""
    bare = text.strip()
    return _number(bare[:-1], 0, 100) / 100 if bare.endswith("%") else _number(bare, 0, 1)


@_takes("two shares, from the left and from the top", "50 % 20 %")
def focus(text: str) -> Point:
    """Shares of a picture's width from its left and of its height from its top, both 0 to 1."""
    parts = text.replace("%", " ").replace(",", " ").split()
    if len(parts) != 2:
        raise InvalidValue(f"'{text}': two percentages, from the left and from the top")
    across, down = (_number(part, 0, 100) / 100 for part in parts)
    return Point(across, down)


@_takes("0, 90, 180 or 270", "90")
def turn(text: str) -> Turn:
    """A quarter turn or several."""
    degrees = text.removesuffix("deg").strip()
    if degrees not in {"0", "90", "180", "270"}:
        raise InvalidValue(f"'{text}' is none of 0, 90, 180, 270")
    return Turn(int(degrees))


_pattern_name = choice("none", *PATTERNS)


@_takes("name of a pattern, or {category.pattern}", "dots", "{category.pattern}")
def pattern(text: str) -> str:
    """A pattern's name, or a placeholder for one."""
    return text if "{" in text else str(_pattern_name(text))


@_takes("length of at least 1 mm", "2.5 mm")
def step(text: str) -> float:
    """A distance of at least 1 mm: finer patterns are grey, and slow to print."""
    points = parse_points(text)
    if not fits(MM, points):
        raise InvalidValue(f"'{text}' is less than 1 mm")
    return points


@_takes("length of at least 0.25 pt", "0.5 pt")
def mark_width(text: str) -> float:
    """The thickness of a mark: below 0.25 pt printers drop it, or it cannot be seen."""
    points = parse_points(text)
    if not fits(0.25, points):
        raise InvalidValue(f"'{text}' is less than 0.25 pt")
    return points


@_takes("list of names", "Inter, Noto Sans Symbols 2")
def names(text: str) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@_takes('text with values: "{title}"', "{title}", "{number} / {count}")
def template(text: str) -> str:
    """A text with placeholders, which the layout's reader checks."""
    return text


@_takes("always, never, or the name of a value", "always", "image")
def condition(text: str) -> str:
    """The name of a value that must not be empty, which the layout's reader checks."""
    return text


@_takes("colour", "#0f6b75", "teal", "tint(ink, 20 %)", "cmyk(80, 0, 30, 20)", "{color}")
def color(text: str) -> str:
    """A colour, read when the layout's own colours are known."""
    return text


@_takes("colour, the same on all cards", "#0f6b75", "teal", "cmyk(80, 0, 30, 20)")
def own_color(text: str) -> str:
    """A colour of the layout's own, which the layout's reader reads."""
    return text


@_takes("colour, auto, or legible(COLOUR)", "#0f6b75", "auto", "legible({color})")
def text_color(text: str) -> str:
    """A text's colour, read when the layout's own colours are known."""
    return text


@_takes("family, or the path of a font file", "Inter Tight", "fonts/Own.ttf")
def family(text: str) -> str:
    """A family, looked up when the fonts are opened."""
    return text


@_takes("name of a box", "title")
def box_name(text: str) -> str:
    """The name of another box, which the layout's reader checks."""
    return text


@_takes("path of a picture, or a value", "{image}", "logo.svg")
def picture(text: str) -> str:
    """A picture, which the layout's reader looks for."""
    return text


@_takes("name", "office")
def word(text: str) -> str:
    """A name of something outside the layout."""
    return text


@_takes("length, or share of the card", "3 mm", "50 %")
def length(text: str) -> Length:
    """A length, which may be a share and may be negative."""
    return parse_length(text)


@_takes("one length, or two: across and down", "3 mm", "3 mm 5 mm")
def gaps(text: str) -> Point:
    """Two distances."""
    return pair(text, read=distance)


card_size = _takes("name, or width x height", "a7", "63x88mm")(parse_card_size)
paper = _takes("name, or width x height", "a4", "letter-landscape", "210x297mm")(parse_paper)
perforated = _takes("name of a perforated sheet, or none", "avery-l7414", "none")(parse_perforated)
