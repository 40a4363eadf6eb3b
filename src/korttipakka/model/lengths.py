"""Kinds of settings that are lengths: absolute or on the card, one or several; sizes."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from ..basics.geometry import Insets, Point, Size
from ..basics.late import late
from ..basics.problems import InvalidValue
from ..basics.sizes import CARDS, LARGEST, PAPERS, SMALLEST, parse_card_size, parse_paper
from ..basics.units import MM, Length, decimal_comma, parse_length, parse_points
from .kinds import SCALE, Kind, Unit, check_bounds, in_words
from .layout import CONTENT, Content, SizeRange

BARE = late(r"\s*\d+(\.\d+)?\s*")
"""A number alone: of type, it is most often meant in points."""

FAR = LARGEST / MM
"""Millimetres that a box may lie from a card's edge: the side of the largest card."""

WIDEST = 1000
"""Percent of the card that a length on it may be."""


def _absolute(text: str, least: float, most: float, unit: Unit = "mm") -> float:
    """A length in points, within bounds in a unit."""
    points = parse_points(text)
    check_bounds(points / SCALE[unit], text, least, most, unit)
    return points


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

    words = f"{'0, or a ' * or_zero}length from {in_words(least, most, unit)}"
    return Kind("length", read, words, examples, unit, least, most, step, form="LENGTH")


def placed(least: float, most: float, *, or_auto: bool = False, or_content: bool = False) -> Kind:
    """A length on the card, in millimetres or as a share of the card; `or_auto` is None.

    With `or_content`, "content" is a length as well.
    """

    def read(text: str) -> Length | Content | None:
        if or_auto and text == "auto":
            return None
        if or_content and text == CONTENT:
            return CONTENT
        found = parse_length(text)
        check_bounds(found.points / MM, text, least, most, "mm")
        check_bounds(found.fraction * 100, text, -WIDEST, WIDEST, "%")
        return found

    names = ("auto",) * or_auto + (CONTENT,) * or_content
    either = "".join(f", or {name}" for name in names)
    words = f"length from {in_words(least, most, 'mm')}, or share of the card{either}"
    examples = ("3 mm", "50 %", *names)
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

    words = f"one to four lengths from {in_words(least, most, 'mm')}: top, right, bottom, left"
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

    words = f"{words}, from {in_words(least, most, 'mm')}"
    return Kind("pair", read, words, examples, "mm", least, most, step, form=form, parts=2)


def _lengths(text: str) -> list[str]:
    """Split "3 mm 4mm, 2 pt" into its lengths: a unit may stand apart from its number.

    Raises InvalidValue for a decimal comma: "0,5 mm" would be two lengths.
    """
    hint = decimal_comma(text)
    if hint and text.strip() != "0,0":
        raise InvalidValue(f"'{text}' has a decimal comma", _one_or_two(text) or hint)
    parts: list[str] = []
    for word in text.replace(",", " ").split():
        if parts and word[0].isalpha():
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _one_or_two(text: str) -> str:
    """What to write for "1,5" without a unit, which is a number or two; "" for other texts."""
    first, _, second = text.strip().partition(",")
    if not second.isdecimal():
        return ""
    return f"write {first} mm, {second} mm where two lengths are meant, {first}.{second} mm for one"


def _size(parse: Callable[[str], Any], names: Iterable[str], *examples: str) -> Kind:
    """A size by name or in millimetres."""
    least, most = SMALLEST / MM, LARGEST / MM
    words = f"name, or width x height, each from {in_words(least, most, 'mm')}"
    return Kind(
        "size", parse, words, examples, "mm", least, most, 1, names=tuple(names), form="NAME|WxH",
    )  # fmt: skip


CARD_SIZE = _size(parse_card_size, CARDS, "a7", "63x88mm")

AUTO = "auto"
"""The size that the deck's texts want."""


def _card_or_auto(text: str) -> Size | None:
    return None if text.strip().lower() == AUTO else parse_card_size(text)


CARD_SIZE_OR_AUTO = _size(_card_or_auto, (*CARDS, AUTO), "a7", "63x88mm", AUTO)
PAPER = _size(parse_paper, PAPERS, "a4", "letter-landscape", "210x297mm")


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
        hint = f"write {maximum:g}-{minimum:g} pt"
        raise InvalidValue(f"'{text}' is turned round: the smaller size comes first", hint)
    return SizeRange(minimum, maximum)


def _type_size(text: str) -> float:
    if BARE.fullmatch(text):
        raise InvalidValue(f"'{text.strip()}' needs a unit: {text.strip()} pt, mm, cm or in")
    return _absolute(text, SMALLEST_TYPE, LARGEST_TYPE, "pt")


SIZE_RANGE = Kind(
    "size-range", _size_range,
    f"type size from {SMALLEST_TYPE} to {LARGEST_TYPE} pt, or a range of them",
    ("10 pt", "8-11 pt"), "pt", SMALLEST_TYPE, LARGEST_TYPE, 0.25, form="SIZE",
)  # fmt: skip
