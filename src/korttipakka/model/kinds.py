"""Kinds of values that settings take: how a text is read, its unit and bounds, words and examples.

A kind is a value. Reading layouts, the flags and their help, the documentation, the JSON Schema and
the preview's controls are all made from what it says.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from ..basics.geometry import Insets, Rotation
from ..basics.problems import InvalidValue, did_you_mean
from ..basics.records import NamedTuple
from ..basics.units import MM, Length, fits

Unit = Literal["", "mm", "pt", "em", "%", "degrees"]

SCALE: dict[Unit, float] = {"": 1, "mm": MM, "pt": 1, "em": 1, "%": 0.01, "degrees": 1}
"""What one of a unit is in the values that are read: points, or numbers."""

LONGEST = 200
"""Characters of a value that is no text for people: more is a slip, and slow to look at."""

SHOWN = 60
"""Characters of a value that a message repeats."""


class Kind(NamedTuple):
    """A kind of value that settings take.

    `least`, `most` and `step` (of a slider) are in the `unit`. `choices` are the only values that
    it takes, `names` some among others. `form` stands for the value in a flag's help. A value is
    made of up to so many `parts`, or with 0 of any number: those may be a list in YAML.
    """

    name: str
    parse: Callable[[str], Any]
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
        return in_words(self.least, self.most, self.unit)

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

        >>> from korttipakka.model.lengths import length
        >>> length(0, 100).amounts("1 cm")
        (10.0,)
        """
        value = self.read(text)
        if self.least is None or value is None or self.is_list:
            return ()
        return tuple(round(number / SCALE[self.unit], 4) for number in _numbers(value))


def _numbers(value: Any) -> Iterable[float]:
    if isinstance(value, str):
        return ()
    if isinstance(value, Length):
        return () if value.fraction else (value.points,)
    if isinstance(value, Rotation):
        return (value.degrees,)
    if isinstance(value, Insets):
        return value.top, value.right, value.bottom, value.left
    return value if isinstance(value, tuple) else (value,)


def in_words(least: float, most: float, unit: Unit) -> str:
    """Bounds in a unit for people: "0 to 100 mm"."""
    return f"{least:g} to {most:g}{' ' if unit else ''}{unit}"


def check_bounds(amount: float, text: str, least: float, most: float, unit: Unit = "") -> None:
    """Raise InvalidValue for an amount of a unit outside of bounds in the same unit."""
    if not (fits(least, amount) and fits(amount, most)):
        between = f"{least:g} and {most:g}{' ' if unit else ''}{unit}"
        raise InvalidValue(f"'{text.strip()}' must lie between {between}")


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


def is_whole(text: str) -> bool:
    """Whether a text is a whole number in up to nine digits.

    >>> is_whole("12"), is_whole("²"), is_whole("-1")
    (True, False, False)
    """
    return text.isascii() and text.isdigit() and len(text) < 10


def in_quotes(text: str, signs: str) -> str:
    """A text as it is, or in quotes where it has one of these signs, or spaces around it.

    >>> print(in_quotes('a "b", c', ',"'))
    "a ""b"", c"
    """
    is_plain = not set(text) & set(signs) and text == text.strip()
    return text if is_plain else '"' + text.replace('"', '""') + '"'
