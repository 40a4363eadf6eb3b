"""Drafts: finished faces with grey boxes for pictures, which need not be read, scaled or packed."""

from ..basics.color import parse_color
from ..model.frame import Box, CardFaces, Frame, Group, Item, Picture

GREY = parse_color("#d0d0d0")


def as_draft(faces: CardFaces) -> CardFaces:
    """A card's faces with a grey box for each picture."""
    return faces._replace(front=_drafted(faces.front), back=_drafted(faces.back))


def _drafted(frame: Frame) -> Frame:
    return frame._replace(items=tuple(_plain(item) for item in frame.items))


def _plain(item: Item) -> Item:
    if isinstance(item, Picture):
        shown = item.rect.meet(item.clip)
        return Box(shown, GREY, radius=item.radius, ellipse=item.ellipse, opacity=item.opacity)
    return item._replace(frame=_drafted(item.frame)) if isinstance(item, Group) else item
