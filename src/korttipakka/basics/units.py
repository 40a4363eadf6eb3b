"""Lengths: text such as "3 mm", "12pt" or "50 %" to PDF points.

The one home of the conversion factors and of comparing lengths with slack. Inside korttipakka every
length is a float in PDF points (1/72 in).
"""

import re
from math import isfinite

from .problems import InvalidValue
from .records import NamedTuple, distinct

MM = 72 / 25.4
"""PDF points in a millimetre: an inch is 72 points and exactly 25.4 mm."""

POINTS_PER_UNIT = {"mm": MM, "cm": 10 * MM, "in": 72.0, "pt": 1.0}

SLACK = 1e-6
"""Points by which a length may exceed another and still fit, for rounding."""

LENGTH = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-zA-Z%]*)\s*")


DECIMAL_COMMA = re.compile(r"(?<![\d.,])([+-]?\d+),(\d+)(?=\s*(?:[a-zA-Z%]+|$))")
"""A number such as "3,5" before a unit or at the end of a text, no list such as "3,4,5"."""


def decimal_comma(text: str) -> str:
    """How to write a text with decimal commas; "" when it has none."""
    point = with_points(text.strip())
    return f"write {point}" if point != text.strip() else ""


def with_points(text: str) -> str:
    """A text with points for decimal commas: 8.5 pt of "8,5 pt"; a list such as "3,4,5" stays."""
    return DECIMAL_COMMA.sub(r"\1.\2", text)


@distinct
class Length(NamedTuple):
    """A length: points plus a fraction of whatever it is measured on (a card's width or height)."""

    points: float = 0.0
    fraction: float = 0.0

    def on(self, base: float) -> float:
        """The length in points on a base of `base` points."""
        return self.points + self.fraction * base


def parse_length(text: str) -> Length:
    """Read "3 mm", "0.5in", "12pt", "50 %" or a bare "0".

    Raises InvalidValue.
    """
    match = LENGTH.fullmatch(text)
    if match is None:
        message = f"'{text}' is not a length such as 3 mm, 12 pt or 50 %"
        raise InvalidValue(message, decimal_comma(text))
    number, unit = float(match[1]), match[2].lower()
    if not isfinite(number):
        raise InvalidValue("a length of so many digits is too long")
    if unit == "%":
        return Length(fraction=number / 100)
    if unit in POINTS_PER_UNIT:
        return Length(points=number * POINTS_PER_UNIT[unit])
    if not unit and number == 0:
        return Length()
    if not unit:
        raise InvalidValue(f"'{text.strip()}' needs a unit: {match[1]} mm, cm, in, pt or %")
    hint = f"write {number * POINTS_PER_PIXEL:g} pt" if unit == "px" else ""
    raise InvalidValue(f"'{match[2]}' is not a unit of length (mm, cm, in, pt, %)", hint)


POINTS_PER_PIXEL = 0.75
"""Of CSS, where an inch has 96 pixels."""


def parse_points(text: str) -> float:
    """Read an absolute length in points. Raises InvalidValue, also for a percentage."""
    length = parse_length(text)
    if length.fraction:
        raise InvalidValue(f"'{text}' must be an absolute length (mm, cm, in, pt)")
    return length.points


def fits(length: float, limit: float) -> bool:
    """Whether `length` is at most `limit`, both in points, but for rounding."""
    return length <= limit + SLACK


def in_mm(points: float) -> str:
    """Points as millimetres for people: at most two decimals, no trailing zeros."""
    text = f"{points / MM:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
