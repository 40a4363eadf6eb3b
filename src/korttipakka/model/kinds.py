"""Kinds of values that settings take: how a text is read, its unit and bounds, words and examples.

A kind is a value. Reading layouts, the flags and their help, the documentation, the JSON Schema and
the preview's controls are all made from what it says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from ..basics.geometry import Insets, Point, Turn
from ..basics.problems import InvalidValue, did_you_mean
from ..basics.sizes import CARDS, LARGEST, PAPERS, SMALLEST, parse_card_size, parse_paper
from ..basics.units import MM, Length, decimal_comma, fits, parse_length, parse_points
from .layout import PATTERNS, SizeRange
from .perforated import PERFORATED, parse_perforated

Unit = Literal["", "mm", "pt", "em", "%", "degrees"]

SCALE: dict[Unit, float] = {"": 1, "mm": MM, "pt": 1, "em": 1, "%": 0.01, "degrees": 1}
"""What one of a unit is in the values that are read: points, or numbers."""

LONGEST = 200
"""Characters of a value that is no text for people: more is a slip, and slow to look at."""

MOST_TEXT = 20_000
"""Characters of a text for people, as in a deck."""

SHOWN = 60
"""Characters of a value that a message repeats."""

FAR = LARGEST / MM
"""Millimetres that a box may lie from a card's edge: the side of the largest card."""

WIDEST = 1000
"""Percent of the card that a length on it may be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value that settings take.

    `least`, `most` and `step` (of a slider) are in the `unit`. `choices` are the only values that
    it takes, `names` some among others. `form` stands for the value in a flag's help. A value is
    made of up to so many `parts`, or with 0 of any number: those may be a list in YAML.
    """

    name: str
    parse: Callable[[str], Any] = field(repr=False, compare=False)
    words: str
    examples: tuple[str, ...]
    unit: Unit = ""
    least: float | None = None
    most: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    form: str = "VALUE"
    parts: int = 1
    longest: int = LONGEST

    def read(self, text: str) -> Any:
        """The value of a text. Raises InvalidValue."""
        if len(text) > self.longest:
            raise InvalidValue(f"'{text[:SHOWN]}…' is longer than {self.longest:,} characters")
        return self.parse(text)

    @property
    def bounds(self) -> str:
        """The least and the most in words: "0 to 100 mm"; "" without bounds."""
        if self.least is None or self.most is None:
            return ""
        return _bounds(self.least, self.most, self.unit)

    @property
    def is_switch(self) -> bool:
        """Whether it is a yes or a no, so that its flag takes no value."""
        return self.name == "switch"

    @property
    def is_list(self) -> bool:
        """Whether its flag may be repeated, each time for one value of several."""
        return self.parts == 0

    def amounts(self, text: str) -> tuple[float, ...]:
        """The numbers of a value in the unit, as sliders show them.

        () for what has none in this unit, such as "auto" or a share of the card. Insets go round as
        in CSS, from the top. Raises InvalidValue.

        >>> length(0, 100).amounts("1 cm")
        (10.0,)
        """
        value = self.read(text)
        if self.least is None or value is None or self.is_list:
            return ()
        return tuple(round(number / SCALE[self.unit], 4) for number in _numbers(value))


def _numbers(value: Any) -> Iterable[float]:
    if isinstance(value, Length):
        return () if value.fraction else (value.points,)
    if isinstance(value, Insets):
        return value.top, value.right, value.bottom, value.left
    if isinstance(value, Enum):
        return (value.value,)
    return value if isinstance(value, tuple) else (value,)


def _bounds(least: float, most: float, unit: Unit) -> str:
    return f"{least:g} to {most:g}{' ' if unit else ''}{unit}"


def _check(amount: float, text: str, least: float, most: float, unit: Unit = "") -> None:
    """Raise InvalidValue for an amount of a unit outside of bounds in the same unit."""
    if not (fits(least, amount) and fits(amount, most)):
        between = f"{least:g} and {most:g}{' ' if unit else ''}{unit}"
        raise InvalidValue(f"'{text.strip()}' must lie between {between}")


def _absolute(text: str, least: float, most: float, unit: Unit = "mm") -> float:
    """A length in points, within bounds in a unit."""
    points = parse_points(text)
    _check(points / SCALE[unit], text, least, most, unit)
    return points


# Names and switches


def choice(*names: str) -> Kind:
    """One of a few names."""

    def read(text: str) -> str:
        if text not in names:
            message = f"'{text}' is none of {', '.join(names)}"
            raise InvalidValue(message, did_you_mean(text, names))
        return text

    return Kind("choice", read, ", ".join(names), names, choices=names)


def _switch(text: str) -> bool:
    if text.lower() in {"yes", "true", "on"}:
        return True
    if text.lower() in {"no", "false", "off"}:
        return False
    raise InvalidValue(f"'{text}' is neither yes nor no")


SWITCH = Kind("switch", _switch, "yes or no", ("yes", "no"), names=("yes", "no"))


# Lengths


def length(
    least: float,
    most: float,
    unit: Literal["mm", "pt"] = "mm",
    *,
    step: float = 0.5,
    or_zero: bool = False,
    examples: tuple[str, ...] = ("3 mm", "0.5 in", "12 pt"),
) -> Kind:
    """A length in points, from the least to the most in a unit; with `or_zero`, 0 as well."""

    def read(text: str) -> float:
        if or_zero and parse_points(text) == 0:
            return 0.0
        return _absolute(text, least, most, unit)

    words = f"{'0, or a ' * or_zero}length from {_bounds(least, most, unit)}"
    return Kind("length", read, words, examples, unit, least, most, step, form="LENGTH")


def placed(least: float, most: float, *, or_auto: bool = False) -> Kind:
    """A length on the card, in millimetres or as a share of the card; `or_auto` is None."""

    def read(text: str) -> Length | None:
        if or_auto and text == "auto":
            return None
        found = parse_length(text)
        _check(found.points / MM, text, least, most, "mm")
        _check(found.fraction * 100, text, -WIDEST, WIDEST, "%")
        return found

    words = f"length from {_bounds(least, most, 'mm')}, or share of the card{', or auto' * or_auto}"
    examples = ("3 mm", "50 %", *["auto"] * or_auto)
    names = ("auto",) if or_auto else ()
    return Kind("length", read, words, examples, "mm", least, most, 0.5, names=names, form="LENGTH")


def insets(least: float, most: float) -> Kind:
    """One to four lengths in the order of CSS: top, right, bottom, left."""

    def read(text: str) -> Insets:
        given = [_absolute(part, least, most) for part in _lengths(text)]
        if not 1 <= len(given) <= 4:
            raise InvalidValue(f"'{text}': one to four lengths (top right bottom left)")
        top = given[0]
        right = given[1] if len(given) > 1 else top
        bottom = given[2] if len(given) > 2 else top
        left = given[3] if len(given) > 3 else right
        return Insets(left=left, right=right, top=top, bottom=bottom)

    words = f"one to four lengths from {_bounds(least, most, 'mm')}: top, right, bottom, left"
    examples = ("5 mm", "3 mm 4 mm 5 mm 6 mm")
    return Kind("insets", read, words, examples, "mm", least, most, 0.5, form="LENGTH", parts=4)


def pair(
    least: float, most: float, words: str, *examples: str, step: float = 0.5, form: str = "LENGTH"
) -> Kind:
    """One length for both ways, or one for each, in millimetres."""

    def read(text: str) -> Point:
        given = [_absolute(part, least, most) for part in _lengths(text)]
        if len(given) not in (1, 2):
            raise InvalidValue(f"'{text}': one length, or two (across, up)")
        return Point(given[0], given[-1])

    words = f"{words}, from {_bounds(least, most, 'mm')}"
    return Kind("pair", read, words, examples, "mm", least, most, step, form=form, parts=2)


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


def _size(parse: Callable[[str], Any], names: Iterable[str], *examples: str) -> Kind:
    """A size by name or in millimetres."""
    least, most = SMALLEST / MM, LARGEST / MM
    words = f"name, or width x height, each from {_bounds(least, most, 'mm')}"
    return Kind(
        "size", parse, words, examples, "mm", least, most, 1, names=tuple(names), form="NAME|WxH",
    )  # fmt: skip


CARD_SIZE = _size(parse_card_size, CARDS, "a7", "63x88mm")
PAPER = _size(parse_paper, PAPERS, "a4", "letter-landscape", "210x297mm")


# Numbers


def _number(text: str, least: float, most: float, unit: Unit = "", shown: str = "") -> float:
    """A number within bounds; `shown` is what was written, with its unit."""
    try:
        value = float(text)
    except ValueError:
        raise InvalidValue(f"'{text}' is not a number", decimal_comma(text)) from None
    _check(value, shown or text, least, most, unit)
    return value


def number(least: float, most: float, step: float = 0.1) -> Kind:
    """A number without a unit."""
    words = f"number from {_bounds(least, most, '')}"
    return Kind(
        "number", lambda text: _number(text, least, most), words, (f"{most:g}",),
        least=least, most=most, step=step, form="NUMBER",
    )  # fmt: skip


def angle(least: float, most: float, step: float = 0.1) -> Kind:
    """An angle in degrees."""

    def read(text: str) -> float:
        bare = text.strip().removesuffix("deg").removesuffix("°")
        return _number(bare, least, most, "degrees", text)

    words = f"number from {_bounds(least, most, 'degrees')}"
    return Kind("angle", read, words, (f"{most:g}",), "degrees", least, most, step, form="DEGREES")


def _turn(text: str) -> Turn:
    degrees = text.removesuffix("deg").strip()
    if degrees not in {"0", "90", "180", "270"}:
        raise InvalidValue(f"'{text}' is none of 0, 90, 180, 270")
    return Turn(int(degrees))


TURN = Kind("angle", _turn, "0, 90, 180 or 270", ("90",), "degrees", 0, 270, 90, form="DEGREES")


def is_whole(text: str) -> bool:
    """Whether a text is a whole number in up to nine digits.

    >>> is_whole("12"), is_whole("²"), is_whole("-1")
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) < 10


def count(least: int, most: int, *, word: str = "", form: str = "N") -> Kind:
    """A whole number; a `word` stands for 0."""

    def read(text: str) -> int:
        bare = text.strip()
        if word and bare == word:
            return 0
        if is_whole(bare) and least <= int(bare) <= most:
            return int(bare)
        instead = f" or '{word}'" if word else ""
        raise InvalidValue(f"'{text}' is not a whole number from {least} to {most}{instead}")

    words = f"whole number from {_bounds(least, most, '')}{', or ' * bool(word)}{word}"
    examples = ("3", word) if word else ("3",)
    return Kind(
        "count", read, words, examples, least=least, most=most, step=1,
        names=(word,) if word else (), form=form,
    )  # fmt: skip


WEIGHTS = {
    "thin": 100, "light": 300, "regular": 400, "normal": 400, "medium": 500,
    "semibold": 600, "bold": 700, "extrabold": 800, "black": 900,
}  # fmt: skip


ALIKE = {"heavy": "black", "demibold": "semibold", "ultrabold": "extrabold", "book": "regular"}
"""Other names of weights, to suggest those that are known."""


def _weight(text: str) -> int:
    name = text.lower().replace("-", "").replace(" ", "")
    if name in WEIGHTS:
        return WEIGHTS[name]
    if is_whole(text.strip()) and 1 <= int(text) <= 1000:
        return int(text)
    hint = did_you_mean(name, [*WEIGHTS, *ALIKE])
    for other, meant in ALIKE.items():
        hint = hint.replace(f"'{other}'", f"'{meant}'")
    raise InvalidValue(f"'{text}' is no weight: {', '.join(WEIGHTS)} or 1 to 1000", hint)


WEIGHT = Kind(
    "weight", _weight, "regular, semibold, bold, … or 1 to 1000", ("bold", "450"),
    least=1, most=1000, step=50, names=tuple(WEIGHTS), form="WEIGHT",
)  # fmt: skip


def _tracking(text: str) -> float | None:
    """Letter spacing in em, None for "auto": "-0.01 em" and "-1 %" are both -0.01."""
    bare = text.strip()
    if bare == "auto":
        return None
    if bare.endswith("%"):
        return _number(bare[:-1], -50, 200, "%", bare) / 100
    return _number(bare.removesuffix("em"), -0.5, 2, "em", bare)


TRACKING = Kind(
    "number", _tracking, "share of the type size from -0.5 to 2 em, or auto",
    ("-0.01 em", "2 %", "auto"), "em", -0.5, 2, 0.005, names=("auto",), form="NUMBER",
)  # fmt: skip


def _share(text: str) -> float:
    """A share of a whole as a number from 0 to 1: "50 %" or "0.5"."""
    bare = text.strip()
    if bare.endswith("%"):
        return _number(bare[:-1], 0, 100, "%", bare) / 100
    return _number(bare, 0, 1)


SHARE = Kind("share", _share, "share from 0 to 100 %", ("50 %",), "%", 0, 100, 1, form="SHARE")


def _focus(text: str) -> Point:
    parts = text.replace("%", " ").replace(",", " ").split()
    if len(parts) != 2:
        raise InvalidValue(f"'{text}': two percentages, from the left and from the top")
    across, down = (_number(part, 0, 100, "%") / 100 for part in parts)
    return Point(across, down)


FOCUS = Kind(
    "shares", _focus, "two shares from 0 to 100 %, from the left and from the top",
    ("50 % 20 %",), "%", 0, 100, 1, form="SHARES", parts=2,
)  # fmt: skip

SMALLEST_TYPE, LARGEST_TYPE = 1, 1000
"""Points."""


def _size_range(text: str) -> SizeRange:
    """A range of type sizes; one size is a range of its own."""
    low, dash, high = text.partition("-") if text.strip()[:1] != "-" else (text, "", "")
    maximum = _type_size(high if dash else low)
    if dash and not low.strip()[-1:].isalpha():
        low += high.strip().lstrip("0123456789. ")
    minimum = _type_size(low)
    if minimum > maximum:
        raise InvalidValue(f"'{text}' is turned round: the smaller size comes first")
    return SizeRange(minimum, maximum)


def _type_size(text: str) -> float:
    return _absolute(text, SMALLEST_TYPE, LARGEST_TYPE, "pt")


SIZE_RANGE = Kind(
    "size-range", _size_range,
    f"type size from {SMALLEST_TYPE} to {LARGEST_TYPE} pt, or a range of them",
    ("10 pt", "8-11 pt"), "pt", SMALLEST_TYPE, LARGEST_TYPE, 0.25, form="SIZE",
)  # fmt: skip


# Lists


def listed(text: str) -> tuple[str, ...]:
    """The items of a text with commas between; one in double quotes may have commas of its own.

    >>> listed('"My, font.ttf", Inter')
    ('My, font.ttf', 'Inter')
    """
    if '"' not in text:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    from csv import reader

    rows = list(reader([text.replace("\n", " ")], skipinitialspace=True))
    return tuple(item.strip() for row in rows for item in row if item.strip())


def as_list(items: Iterable[str]) -> str:
    """Items as a text that `listed` reads, in quotes where need be."""
    return ", ".join(_item(text) for text in items)


def _item(text: str) -> str:
    is_plain = not set(text) & set(',"') and text == text.strip()
    return text if is_plain else '"' + text.replace('"', '""') + '"'


MOST_BLANKS = 1000
"""Write-in cards of a category; a larger number is a slip."""


def _blanks(text: str) -> tuple[str, ...]:
    """Numbers of write-in cards; whether there are such categories is seen with the deck."""
    items = listed(text)
    for item in items:
        wanted = item.rpartition("=")[2]
        if not is_whole(wanted) or int(wanted) > MOST_BLANKS:
            message = f"'{wanted[:SHOWN]}' is not a whole number up to {MOST_BLANKS}"
            raise InvalidValue(message, code="bad-blanks")
    return items


BLANKS = Kind(
    "counts", _blanks,
    f"number from 0 to {MOST_BLANKS} for each category, or for some with commas between",
    ("2", "ideas=4, none=8"), least=0, most=MOST_BLANKS, step=1, form="N", parts=0,
    longest=10 * LONGEST,
)  # fmt: skip

FONTS = Kind(
    "fonts", listed, "list of families or font files, with commas between",
    ("Inter, Noto Sans Symbols 2", '"My, font.ttf", Inter'), form="NAMES", parts=0,
    longest=10 * LONGEST,
)  # fmt: skip


# Texts, which the layout's reader looks at when it knows the rest


def _kept(text: str) -> str:
    return text


def text(
    name: str, words: str, *examples: str, form: str = "VALUE", longest: int = LONGEST
) -> Kind:
    """A text that stays one: what it names is looked up later."""
    return Kind(name, _kept, words, examples, form=form, longest=longest)


def _pattern(text: str) -> str:
    return text if "{" in text else str(_PATTERN_NAME.read(text))


_PATTERN_NAME = choice("none", *PATTERNS)

PATTERN = Kind(
    "pattern", _pattern, "name of a pattern, or {category.pattern}", ("dots", "{category.pattern}"),
    names=_PATTERN_NAME.choices,
)  # fmt: skip

PERFORATED_SHEET = Kind(
    "sheet", parse_perforated, "name of a perforated sheet, or none", ("avery-l7414", "none"),
    names=("none", *PERFORATED), form="NAME|FILE",
)  # fmt: skip

TEMPLATE = text(
    "text", 'text with values: "{title}"', "{title}", "{number} / {count}", longest=MOST_TEXT
)
CONDITION = text("condition", "always, never, or the name of a value", "always", "image")
COLOR = text(
    "color", "colour", "#0f6b75", "teal", "tint(ink, 20 %)", "cmyk(80, 0, 30, 20)", "{color}",
    form="COLOUR",
)  # fmt: skip
OWN_COLOR = text(
    "color", "colour, the same on all cards", "#0f6b75", "teal", "cmyk(80, 0, 30, 20)",
    form="COLOUR",
)  # fmt: skip
TEXT_COLOR = text(
    "color", "colour, auto, or legible(COLOUR)", "#0f6b75", "auto", "legible({color})",
    form="COLOUR",
)  # fmt: skip
FONT = text(
    "font", "family, or the path of a font file", "Inter Tight", "fonts/Own.ttf", form="NAME|FILE"
)
BOX = text("box", "name of a box", "title", form="BOX")
PICTURE = text("file", "path of a picture, or a value", "{image}", "logo.svg", form="FILE")
PRINTER = text("printer", "name", "office", form="NAME")
