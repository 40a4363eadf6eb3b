"""Frames as text, for goldens that a person can read and compare."""

from collections.abc import Iterable

from korttipakka.basics.color import Color
from korttipakka.basics.geometry import Rect
from korttipakka.model.frame import (
    Box,
    Frame,
    Gradient,
    Group,
    Item,
    Line,
    Picture,
    QrCode,
    Shape,
)
from korttipakka.model.paths import bounds
from korttipakka.model.text import TextRun


def describe(frame: Frame) -> str:
    """A line for each item: what it is, where it lies (points, two decimals), how it looks."""
    head = f"frame {frame.size.width:.2f} x {frame.size.height:.2f}"
    return "\n".join([head, *(line for item in frame.items for line in _item(item))]) + "\n"


def _item(item: Item) -> Iterable[str]:
    match item:
        case TextRun():
            tail = "" if item.actual is None else f" reads {item.actual!r}"
            yield (
                f"  text {item.at.x:.2f},{item.at.y:.2f} {item.size:g}pt {_color(item.color)} "
                f"w{item.width:.2f} {item.text!r}{tail}"
            )
        case Box():
            fill = f"fill {_color(item.fill)} r{item.radius:.2f}"
            yield f"  box {_rect(item.rect)} {fill}{_look(item)}"
        case Shape():
            ends = "".join(segment.operator for segment in item.path)
            ends = ends if len(ends) < 20 else f"{ends[:12]}… {len(ends)} segments"
            yield (
                f"  shape {_rect(bounds(item.path))} fill {_color(item.fill)} "
                f"stroke {_color(item.stroke)} w{item.stroke_width:.2f} {ends}"
            )
        case Picture():
            yield (
                f"  picture {item.path.name} {_rect(item.rect)} clip {_rect(item.clip)} "
                f"r{item.radius:.2f}{_look(item)}"
            )
        case QrCode():
            yield f"  qr {item.text!r} {_rect(item.rect)} module {item.module:.3f}"
            yield from (f"  {line}" for line in _item(item.shape))
        case Line():
            yield f"  line {item.start} {item.end} {item.width:g}pt"
        case Group():
            shared = " shared" * item.shared
            at = f"{item.at.x:.2f},{item.at.y:.2f}"
            yield f"  group at {at} {item.turn.name.lower()}{shared}{_look(item)}"
            yield from (f"  {line}" for inner in item.frame.items for line in _item(inner))


def _look(item: Box | Picture | Group) -> str:
    """What is out of the ordinary."""
    outline = f" stroke {_color(item.stroke)}" if isinstance(item, Box) and item.stroke else ""
    return outline + " ellipse" * item.ellipse + f" {item.opacity:.0%}" * (item.opacity < 1)


def _rect(rect: Rect) -> str:
    return f"{rect.left:.2f},{rect.bottom:.2f} {rect.width:.2f} x {rect.height:.2f}"


def _color(color: object) -> str:
    if isinstance(color, Gradient):
        stops = ", ".join(f"{_color(stop)} {at:.0%}" for at, stop in color.stops)
        start, end = color.start, color.end
        return f"({start.x:.2f},{start.y:.2f} to {end.x:.2f},{end.y:.2f}: {stops})"
    if not isinstance(color, Color):
        return "none" if color is None else str(color)
    return "#" + "".join(f"{round(value * 255):02x}" for value in color.rgb)
