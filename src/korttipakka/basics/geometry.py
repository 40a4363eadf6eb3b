"""Points, sizes, rectangles and turns of a page.

The origin is the bottom left corner, y grows upwards, everything is in PDF points. All values are
immutable; operations return new ones.
"""

from collections.abc import Iterable
from enum import Enum
from math import cos, radians, sin

from .records import NamedTuple, distinct


class Axis(Enum):
    """The axis that a sheet of paper is flipped about."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


class Turn(Enum):
    """A counter-clockwise turn by quarter turns; its value is the angle in degrees."""

    UPRIGHT = 0
    LEFT = 90
    OVER = 180
    RIGHT = 270

    def flipped(self, axis: Axis) -> "Turn":
        """The turn of a card's back when its front has this turn and the sheet is flipped.

        The back's up direction is the front's, mapped by the flip: an up direction at angle a from
        the page's own goes to -a about the vertical axis and to 180 - a about the horizontal one.
        """
        start = 0 if axis is Axis.VERTICAL else 180
        return Turn((start - self.value) % 360)

    def then(self, other: "Turn") -> "Turn":
        """This turn followed by another."""
        if self is Turn.UPRIGHT:
            return other
        return Turn((self.value + other.value) % 360)

    @property
    def sideways(self) -> bool:
        """Whether width and height change places."""
        return self.value % 180 == 90


@distinct
class Rotation(NamedTuple):
    """How a box is turned: by quarters, in which its sides change places, or by any other angle.

    `tilt` is in degrees counter-clockwise, about the middle of the box as it lies.
    """

    turn: Turn = Turn.UPRIGHT
    tilt: float = 0.0

    @classmethod
    def of(cls, degrees: float) -> "Rotation":
        """The rotation by an angle, whole turns left out."""
        rest = degrees % 360
        if rest % 90 == 0:
            return cls(Turn(round(rest)))
        return cls(tilt=rest - 360 if rest > 180 else rest)

    @property
    def degrees(self) -> float:
        """The angle: a quarter's from 0 to 270, any other from -180 to 180."""
        return self.turn.value + self.tilt


@distinct
class Point(NamedTuple):
    """A place on a page."""

    x: float
    y: float


@distinct
class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float

    def turned(self, turn: Turn) -> "Size":
        """The size of the upright bounding box after a turn."""
        return Size(self.height, self.width) if turn.sideways else self


@distinct
class Insets(NamedTuple):
    """Distances inwards from the four edges of a rectangle."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @classmethod
    def all(cls, distance: float) -> "Insets":
        """The same distance from every edge."""
        return cls(distance, distance, distance, distance)

    def flipped(self, axis: Axis) -> "Insets":
        """The insets seen from the back of the sheet."""
        if axis is Axis.VERTICAL:
            return Insets(self.right, self.left, self.top, self.bottom)
        return Insets(self.left, self.right, self.bottom, self.top)

    def before(self, turn: Turn) -> "Insets":
        """The insets on the sides that these sides were before a turn."""
        # Counter-clockwise from the right side on, as angles grow.
        sides = (self.right, self.top, self.left, self.bottom)
        right, top, left, bottom = (sides[(i + turn.value // 90) % 4] for i in range(4))
        return Insets(left, right, top, bottom)


@distinct
class Rect(NamedTuple):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, size: Size, at: Point = Point(0.0, 0.0)) -> "Rect":
        """A rectangle of this size with its bottom left corner at a point."""
        return cls(at.x, at.y, at.x + size.width, at.y + size.height)

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "Rect":
        """The smallest rectangle around some points."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def about(cls, middle: Point, distance: float) -> "Rect":
        """The square whose edges lie at a distance from a point."""
        x, y = middle
        return cls(x - distance, y - distance, x + distance, y + distance)

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, counter-clockwise from the bottom left one."""
        left, bottom, right, top = self
        return Point(left, bottom), Point(right, bottom), Point(right, top), Point(left, top)

    @property
    def width(self) -> float:
        """Distance from the left to the right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Distance from the bottom to the top edge."""
        return self.top - self.bottom

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.width, self.height)

    def inset(self, insets: Insets) -> "Rect":
        """The rectangle within these insets."""
        return Rect(
            self.left + insets.left,
            self.bottom + insets.bottom,
            self.right - insets.right,
            self.top - insets.top,
        )

    def grown(self, distance: float) -> "Rect":
        """The rectangle with every edge moved outwards."""
        return self.inset(Insets.all(-distance))

    def moved(self, by: Point) -> "Rect":
        """The rectangle moved right by x and up by y."""
        return Rect(self.left + by.x, self.bottom + by.y, self.right + by.x, self.top + by.y)

    def turned(self, turn: Turn, frame: Size) -> "Rect":
        """The rectangle after a turn of the frame of this size around it, corner back at zero."""
        left, bottom = frame.width - self.right, frame.height - self.top
        if turn is Turn.LEFT:
            return Rect(bottom, self.left, bottom + self.height, self.right)
        if turn is Turn.OVER:
            return Rect(left, bottom, left + self.width, bottom + self.height)
        if turn is Turn.RIGHT:
            return Rect(self.bottom, left, self.top, left + self.width)
        return self

    def tilted(self, degrees: float, about: Point) -> "Rect":
        """The upright rectangle around this one after a turn about a point."""
        cosine, sine = cos(radians(degrees)), sin(radians(degrees))
        corners = [(x - about.x, y - about.y) for x, y in self.corners]
        return Rect.around(
            (about.x + cosine * x - sine * y, about.y + sine * x + cosine * y) for x, y in corners
        )

    @property
    def middle(self) -> Point:
        """The point where its diagonals cross."""
        return Point((self.left + self.right) / 2, (self.bottom + self.top) / 2)

    def flipped(self, axis: Axis, page: Size) -> "Rect":
        """The rectangle seen from the back of a page: (W - x, y) or (x, H - y)."""
        if axis is Axis.VERTICAL:
            return Rect(page.width - self.right, self.bottom, page.width - self.left, self.top)
        return Rect(self.left, page.height - self.top, self.right, page.height - self.bottom)

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two have more than an edge in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def union(self, other: "Rect") -> "Rect":
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def meet(self, other: "Rect") -> "Rect":
        """The rectangle common to both; its width or height is negative where they are apart."""
        return Rect(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@distinct
class Correction(NamedTuple):
    """What undoes a printer's drift: a turn about the page's centre, then a move.

    `degrees` is counter-clockwise; `move` goes right by x and up by y points.
    """

    move: Point = Point(0.0, 0.0)
    degrees: float = 0.0

    def matrix(self, page: Size) -> tuple[float, float, float, float, float, float]:
        """The six numbers of PDF's `cm`: x' = a x + c y + e, y' = b x + d y + f."""
        cosine, sine = cos(radians(self.degrees)), sin(radians(self.degrees))
        x, y = page.width / 2, page.height / 2
        right = x - cosine * x + sine * y + self.move.x
        up = y - sine * x - cosine * y + self.move.y
        return cosine, sine, -sine, cosine, right, up

    def applied(self, point: Point, page: Size) -> Point:
        """Where a point of the page comes to lie."""
        a, b, c, d, e, f = self.matrix(page)
        return Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)

    def around(self, rect: Rect, page: Size) -> Rect:
        """The upright rectangle around a rectangle of the page where that comes to lie."""
        return Rect.around(self.applied(corner, page) for corner in rect.corners)


@distinct
class Drift(NamedTuple):
    """Where a printer puts its backs, as seen from the front through the paper.

    The middle of the back lies `move` from the front's, right by x and up by y points, and is
    turned about it by `degrees` counter-clockwise. That is how the paper runs through the printer:
    it does not depend on the edge that a page is flipped on.
    """

    move: Point = Point(0.0, 0.0)
    degrees: float = 0.0

    def correction(self, axis: Axis) -> Correction:
        """What undoes the drift on the back's own page, flipped about an axis."""
        # Seen from the back, right is left after a flip about the vertical axis and up is down
        # after the other; turns run the other way round after either. The drift there is a turn by
        # -degrees, then a move by (x, y); its inverse a move back, then a turn by +degrees.
        mirrored = axis is Axis.VERTICAL
        x, y = (-self.move.x, self.move.y) if mirrored else (self.move.x, -self.move.y)
        cosine, sine = cos(radians(self.degrees)), sin(radians(self.degrees))
        back = Point(sine * y - cosine * x, -sine * x - cosine * y)
        return Correction(back, self.degrees)
