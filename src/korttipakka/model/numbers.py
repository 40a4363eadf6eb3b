"""Kinds of settings that are numbers: plain or in degrees, counts, weights, shares."""

from ..basics.geometry import Point, Rotation
from ..basics.problems import InvalidValue, closest
from ..basics.units import decimal_comma
from .kinds import Kind, Unit, check_bounds, in_words, is_whole


def _number(text: str, least: float, most: float, unit: Unit = "", shown: str = "") -> float:
    """A number within bounds; `shown` is what was written, with its unit."""
    try:
        value = float(text)
    except ValueError:
        raise InvalidValue(f"'{text}' is not a number", decimal_comma(text)) from None
    check_bounds(value, shown or text, least, most, unit)
    return value


def number(least: float, most: float, step: float = 0.1) -> Kind:
    """A number without a unit."""
    words = f"number from {in_words(least, most, '')}"
    return Kind(
        "number", lambda text: _number(text, least, most), words, (f"{most:g}",),
        least=least, most=most, step=step, form="NUMBER",
    )  # fmt: skip


def angle(least: float, most: float, step: float = 0.1) -> Kind:
    """An angle in degrees."""

    def read(text: str) -> float:
        bare = text.strip().removesuffix("deg").removesuffix("°")
        return _number(bare, least, most, "degrees", text)

    words = f"number from {in_words(least, most, 'degrees')}"
    return Kind("angle", read, words, (f"{most:g}",), "degrees", least, most, step, form="DEGREES")


_ANY_ANGLE = angle(-360, 360, 1)

ROTATION = _ANY_ANGLE._replace(
    parse=lambda text: Rotation.of(_ANY_ANGLE.parse(text)), examples=("90", "-8")
)


def count(least: int, most: int, *, word: str = "", form: str = "N", example: str = "3") -> Kind:
    """A whole number; a `word` stands for 0."""

    def read(text: str) -> int:
        bare = text.strip()
        if word and bare == word:
            return 0
        if is_whole(bare) and least <= int(bare) <= most:
            return int(bare)
        instead = f" or '{word}'" if word else ""
        raise InvalidValue(f"'{text}' is not a whole number from {least} to {most}{instead}")

    words = f"whole number from {in_words(least, most, '')}{', or ' * bool(word)}{word}"
    examples = (example, word) if word else (example,)
    return Kind(
        "count", read, words, examples, least=least, most=most, step=1,
        names=(word,) if word else (), form=form,
    )  # fmt: skip


MOST_ORDER = 1000


def _order(text: str) -> int:
    """A whole number that may be below zero."""
    bare = text.strip()
    if not is_whole(bare.removeprefix("-")) or int(bare.removeprefix("-")) > MOST_ORDER:
        raise InvalidValue(f"'{text}' is not a whole number from {-MOST_ORDER} to {MOST_ORDER}")
    return int(bare)


ORDER = Kind(
    "count", _order, f"whole number from {in_words(-MOST_ORDER, MOST_ORDER, '')}", ("-1", "2"),
    least=-MOST_ORDER, most=MOST_ORDER, step=1, form="N",
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
    close = closest(name, [*WEIGHTS, *ALIKE])
    hint = f"did you mean '{ALIKE.get(close, close)}'?" if close else ""
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


def _ink(text: str) -> float:
    """An amount of ink, of all four together: "240 %" is 2.4."""
    return _number(text.strip().removesuffix("%"), 100, 400, "%", text) / 100


INK = Kind("share", _ink, "share from 100 to 400 %", ("240 %",), "%", 100, 400, 5, form="SHARE")


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
