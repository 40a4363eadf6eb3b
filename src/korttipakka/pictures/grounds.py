"""What lies under a text: the colours that are seen there, through all that is over them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.records import NamedTuple
from ..model.frame import Box, Fading, Frame, Gradient, Group, Item, Paint, Picture, Shape

MOST_COLORS = 24
"""Colours that are held against a text; patterns over patterns have no end of them."""


FAINT = 0.5
"""Opacity below which a drawing is a watermark: what shines through it is known."""


class Ground(NamedTuple):
    """What an item lays under a text: an area, and what it looks like.

    `colors` are those that a solid area has; the inks of a pattern, which `lets_through` what is
    below; or all stops of a `gradient`, by whose place a line has its own. A `picture` has those of
    its pixels; a `veil` lets through what its place does. Of what has no colours nothing is known.
    """

    rect: Rect
    colors: tuple[Color, ...]
    opacity: float = 1.0
    lets_through: bool = False
    gradient: Gradient | None = None
    picture: Picture | None = None
    ellipse: bool = False
    veil: Fading | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it hides what is below, and looks the same everywhere."""
        if self.opacity < 1 or not self.colors or self.lets_through:
            return False
        return self.gradient is None and self.veil is None

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the area."""
        left, bottom, right, top = self.rect
        if not (left <= x <= right and bottom <= y <= top):
            return False
        if not self.ellipse:
            return True
        across = (2 * x - left - right) / (right - left)
        up = (2 * y - bottom - top) / (top - bottom)
        return across * across + up * up <= 1


def grounds_of(item: Item) -> Iterable[Ground]:
    """The grounds that an item makes for texts over it."""
    return _ground_of_box(item) if isinstance(item, Box) else _grounds_of(item)


@lru_cache(maxsize=1024)
def _ground_of_box(box: Box) -> tuple[Ground, ...]:
    """That of a box, if it has one; many cards have the same."""
    fill = box.fill
    if fill is None:
        return ()
    gradient = fill if isinstance(fill, Gradient) else None
    veil = fill if isinstance(fill, Fading) else None
    ground = Ground(
        box.rect, colors_of(fill), box.opacity, gradient=gradient, ellipse=box.ellipse, veil=veil
    )
    return (ground,)


def _grounds_of(item: Item) -> Iterator[Ground]:
    match item:
        case Picture():
            yield Ground(item.clip, (), item.opacity, picture=item, ellipse=item.ellipse)
        case Group(shared=True):
            rect = item.outside(item.clip or Rect.of(item.frame.size))
            if item.shows and item.opacity >= FAINT:
                yield Ground(rect, ())  # where which shape of a drawing lies is not known
            else:
                inks = inks_of(item.frame)
                yield Ground(rect, inks, item.opacity, lets_through=True)
        case Group():
            for inner in item.frame.items:
                for ground in grounds_of(inner):
                    turned = item.outside(ground.rect)
                    yield ground._replace(
                        rect=turned, gradient=None, picture=None, veil=None,
                        lets_through=ground.lets_through or ground.veil is not None,
                    )  # fmt: skip


def colors_of(fill: Paint) -> tuple[Color, ...]:
    """The colours of a paint: of a gradient, those of its stops."""
    if isinstance(fill, Fading):
        return (fill.color,)
    return tuple(color for _, color in fill.stops) if isinstance(fill, Gradient) else (fill,)


def inks_of(drawing: Frame) -> tuple[Color, ...]:
    """The colours of a drawing's shapes, each once."""
    return tuple(_inks(_shapes(drawing)))


def _shapes(frame: Frame) -> Iterator[Shape]:
    for item in frame.items:
        if isinstance(item, Shape):
            yield item
        elif isinstance(item, Group):
            yield from _shapes(item.frame)


def _inks(shapes: Iterable[Shape]) -> Iterator[Color]:
    found: set[Color] = set()
    for shape in shapes:
        paint = shape.fill or shape.stroke
        for color in colors_of(paint) if paint else ():
            if color not in found:
                found.add(color)
                yield color


Edges = tuple[float, float, float, float]
"""What a Rect is made of: left, bottom, right, top."""


def ground_of_all(edges: Edges, grounds: Sequence[Ground]) -> Ground | None:
    """The plain ground that alone is seen in an area; None where it is not as simple as that.

    The first of the grounds is paper, and lies below everything.
    """
    left, bottom, right, top = edges
    for ground in reversed(grounds):
        a, b, c, d = ground.rect
        if a <= right and left <= c and b <= top and bottom <= d:
            holds = a <= left and right <= c and b <= bottom and top <= d
            return ground if holds and ground.is_plain and not ground.ellipse else None
    return grounds[0]


def colors_under(edges: Edges, grounds: Sequence[Ground]) -> tuple[Color, ...]:
    """The colours under an area, by what was painted there last; () if they are not known.

    The first of the grounds is paper, and lies below everything.
    """
    left, bottom, right, top = edges
    x, y = (left + right) / 2, (bottom + top) / 2
    layers: list[Ground] = []
    for ground in reversed(grounds):
        if ground.holds(x, y):
            if not layers and ground.is_plain:
                return ground.colors
            layers.append(ground)
            if ground.opacity >= 1 and not (ground.lets_through or ground.picture or ground.veil):
                break
    else:
        layers.append(grounds[0])
    area = Rect(*edges)
    seen: tuple[Color, ...] | None = None
    for ground in reversed(layers):
        seen = _over(seen, ground, area)
    return seen or ()


def _over(below: tuple[Color, ...] | None, ground: Ground, area: Rect) -> tuple[Color, ...] | None:
    """The colours that are seen where a ground lies over others; None if they are not known."""
    if ground.picture is not None:
        return _over_pixels(below, ground.picture, area)
    if ground.veil is not None:
        return None if below is None else _through(ground.veil, ground.opacity, below, area)
    own = _along(ground.gradient, area) if ground.gradient else ground.colors
    if not own or (ground.opacity < 1 and below is None):
        return None
    if ground.lets_through:
        return None if below is None else _mixed(own, below, ground.opacity, True)
    return own if ground.opacity >= 1 else _mixed(own, below or (), ground.opacity, False)


@lru_cache(maxsize=1024)
def _mixed(
    own: tuple[Color, ...], below: tuple[Color, ...], opacity: float, lets_through: bool
) -> tuple[Color, ...]:
    """Each of some colours over each of others, so opaque; with those below that show through."""
    mixed = [mix(color, other, opacity) for color in own for other in below]
    found = dict.fromkeys([*below, *mixed] if lets_through else mixed)
    return tuple(found)[:MOST_COLORS]


def mix(color: Color, below: Color, opacity: float) -> Color:
    """A colour that hides so much, from 0 to 1, of the one below."""
    one, other = color.values, below.values
    if len(one) != len(other):
        one, other = color.rgb, below.rgb
    return Color(tuple(a * opacity + b * (1 - opacity) for a, b in zip(one, other, strict=True)))


def _over_pixels(
    below: tuple[Color, ...] | None, picture: Picture, area: Rect
) -> tuple[Color, ...] | None:
    """The colours of a picture's pixels in an area, and of what is seen through them."""
    from .shades import shades

    rect = picture.rect
    if rect.width <= 0 or rect.height <= 0:
        return None
    part = Rect(
        (area.left - rect.left) / rect.width,
        (area.bottom - rect.bottom) / rect.height,
        (area.right - rect.left) / rect.width,
        (area.top - rect.bottom) / rect.height,
    )
    found: list[Color] = []
    for shade in shades(picture.path, part):
        opacity = shade.opacity * picture.opacity
        if opacity < 1 and below is None:
            return None
        over = [mix(shade.color, other, opacity) for other in below or ()]
        found += over if opacity < 1 else [shade.color]
    return tuple(dict.fromkeys(found))[:MOST_COLORS] or None


def _through(
    veil: Fading, opacity: float, below: tuple[Color, ...], area: Rect
) -> tuple[Color, ...]:
    """The colours that are seen through a veil at the corners of an area."""
    hidden = dict.fromkeys(opacity * veil.opacity_at(corner) for corner in _corners(area))
    mixed = [mix(veil.color, other, much) for much in hidden for other in below]
    return tuple(dict.fromkeys(mixed))[:MOST_COLORS]


def _corners(area: Rect) -> Iterator[Point]:
    return (Point(x, y) for x in (area.left, area.right) for y in (area.bottom, area.top))


def _along(gradient: Gradient, area: Rect) -> tuple[Color, ...]:
    """The colours of a gradient at the corners of an area."""
    return tuple(dict.fromkeys(_at(gradient, corner) for corner in _corners(area)))


def _at(gradient: Gradient, at: Point) -> Color:
    """The colour of a gradient at a point: beyond its ends, that of the end."""
    start, end = gradient.start, gradient.end
    across, up = end.x - start.x, end.y - start.y
    length = across * across + up * up
    if gradient.radius or not length:
        return gradient.stops[-1][1]
    place = ((at.x - start.x) * across + (at.y - start.y) * up) / length
    before = gradient.stops[0]
    for stop in gradient.stops:
        if place <= stop[0]:
            span = stop[0] - before[0]
            return mix(stop[1], before[1], (place - before[0]) / span if span > 0 else 1.0)
        before = stop
    return before[1]
