"""What is read on the test sheet's rulers, and the drift that it comes to."""

from collections.abc import Mapping
from math import atan2, degrees

from ..basics.geometry import Drift, Point
from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from ..basics.units import MM, fits, in_mm, parse_points

FURTHEST = 10 * MM
"""Drift beyond this is no drift: printers are off by 1 to 4 mm."""

OUTER = 17 * MM
"""What the upper and lower rulers hold: a back that is 10 mm off both ways and turned by 3 degrees
crosses them at 10 + (110 + 10) tan 3 = 16.3 mm."""

STEEPEST = 3.0
"""Degrees; feed skew of 1.5 mm along an A4 is 0.3 of a degree."""

REACH = {"portrait": 110 * MM, "landscape": 80 * MM}
"""From the middle of the sheet to the upper and the lower ruler, which show how askew it is."""


class Ruler(NamedTuple):
    """A ruler of the test sheet: what is read on it, and the most that it holds in points."""

    about: str
    most: float = FURTHEST

    def read(self, text: str) -> float:
        """A reading in points; a bare number is in millimetres. Raises InvalidValue.

        >>> Ruler("").read("-1,5") == -1.5 * MM
        True
        """
        bare = text.strip().replace("\u2212", "-").replace(",", ".")
        points = parse_points(bare if bare[-1:].isalpha() else f"{bare} mm")
        if not fits(abs(points), self.most):
            hint = "printers are not so far off: read the ruler again"
            raise InvalidValue(f"'{text}' is more than {in_mm(self.most)} mm", hint)
        return points


RULERS = {
    "across": Ruler("Where the back's cross lies: to the right, or with a minus to the left."),
    "up": Ruler("Where it lies: up, or with a minus down."),
    "top": Ruler("Askew? What the upper ruler says; with --bottom.", OUTER),
    "bottom": Ruler("What the lower ruler says; with --top.", OUTER),
}
"""The rulers by the names that the test sheet and the flags give them."""


class Readings(NamedTuple):
    """What the rulers say, in points.

    `across` and `up` are where the back's middle lies, `top` and `bottom` where its upright line
    crosses the upper and the lower ruler.
    """

    across: float
    up: float
    top: float = 0.0
    bottom: float = 0.0

    @classmethod
    def of(cls, read: Mapping[str, float | None]) -> "Readings":
        """Readings by their rulers' names. Raises InvalidValue when some are missing."""
        given = {name: value for name, value in read.items() if value is not None}
        if "across" not in given or "up" not in given:
            raise InvalidValue("--save needs what you read: --across MM and --up MM.")
        if ("top" in given) != ("bottom" in given):
            raise InvalidValue("--top and --bottom tell an angle together.")
        return cls(**given)

    def drift(self, orientation: str = "portrait") -> Drift:
        """The drift that these tell of, on paper that lay in an orientation."""
        # Turned counter-clockwise, a line that runs upwards leans to the left.
        angle = atan2(self.bottom - self.top, 2 * REACH[orientation])
        return Drift(Point(self.across, self.up), degrees(angle))
