"""Drafts: finished faces with grey boxes for pictures, which need not be read, scaled or packed."""

from ..basics.color import parse_color
from ..model.frame import Box, CardFaces, Content, Frame, Group, Part, Picture

GREY = parse_color("#d0d0d0")


def as_draft(faces: CardFaces) -> CardFaces:
    """A card's faces with a grey box for each picture."""
    return faces._replace(front=_drafted(faces.front), back=_drafted(faces.back))


def _drafted(frame: Frame) -> Frame:
    return frame._replace(content=tuple(map(_plain_part, frame.content)))


def _plain_part(one: Part | Content) -> Part | Content:
    if isinstance(one, Part):
        return one._replace(content=tuple(map(_plain, one.content)))
    return _plain(one)


def _plain(one: Content) -> Content:
    match one:
        case Picture():
            shown = one.rect.meet(one.clip)
            return Box(shown, GREY, radius=one.radius, ellipse=one.ellipse, opacity=one.opacity)
        case Group(shared=False):
            return one._replace(frame=_drafted(one.frame))
        case _:
            return one
