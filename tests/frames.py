"""Frames as text, for goldens that a person can read and compare."""

from collections.abc import Iterable

from korttipakka.color import Color
from korttipakka.frame import Box, Frame, Group, Item, Line, TextRun
from korttipakka.geometry import Rect


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
            yield f"  box {_rect(item.rect)} fill {_color(item.fill)} r{item.radius:.2f}"
        case Line():
            yield f"  line {item.start} {item.end} {item.width:g}pt"
        case Group():
            yield f"  group at {item.at.x:.2f},{item.at.y:.2f} {item.turn.name.lower()}"
            yield from (f"  {line}" for inner in item.frame.items for line in _item(inner))
        case _:
            yield f"  {type(item).__name__.lower()}"


def _rect(rect: Rect) -> str:
    return f"{rect.left:.2f},{rect.bottom:.2f} {rect.width:.2f} x {rect.height:.2f}"


def _color(color: object) -> str:
    if not isinstance(color, Color):
        return "none" if color is None else str(color)
    return "#" + "".join(f"{round(value * 255):02x}" for value in color.rgb)
