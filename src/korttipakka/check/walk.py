"""Ways through finished cards, for the rules."""

from collections.abc import Iterable, Iterator, Sequence

from ..deck import Card
from ..frame import CardFaces, Group, Item, Part, Picture, QrCode, TextRun
from ..geometry import Rect

Placed = tuple[TextRun, Rect]
"""A piece of text and its baseline: a rectangle without height, or turned, without width."""


def parts(faces: Sequence[CardFaces]) -> Iterator[tuple[Card, str, Part]]:
    """Every box of every card that shows something, by its dotted name."""
    for face in faces:
        for side, frame in (("front", face.front), ("back", face.back)):
            for part in frame.parts:
                yield face.card, f"{side}.{part.name}", part


def texts(items: Iterable[Item]) -> Iterator[Placed]:
    """All text among items, that in turned groups too."""
    for item in items:
        if isinstance(item, TextRun):
            x, y = item.at.x, item.at.y
            yield item, Rect(x, y, x + item.width - item.tracking, y)
        elif isinstance(item, Group) and not item.shared:
            for run, rect in texts(item.frame.items):
                yield run, on_card(rect, item)


def runs(items: Iterable[Item]) -> Iterator[TextRun]:
    """All text among items, where it does not matter where it lies."""
    for item in items:
        if isinstance(item, TextRun):
            yield item
        elif isinstance(item, Group) and not item.shared:
            yield from runs(item.frame.items)


def pictures(items: Iterable[Item]) -> Iterator[Picture]:
    """All pictures of pixels among items."""
    for item in items:
        if isinstance(item, Picture):
            yield item
        elif isinstance(item, Group) and not item.shared:
            yield from pictures(item.frame.items)


def codes(items: Iterable[Item]) -> Iterator[QrCode]:
    """All QR codes among items."""
    return (item for item in items if isinstance(item, QrCode))


def on_card(rect: Rect, group: Group) -> Rect:
    """A rectangle within a group as it lies on the frame around."""
    return rect.turned(group.turn, group.frame.size).moved(group.at)
