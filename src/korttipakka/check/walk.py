"""What the rules look at on a finished card, found in one walk through its boxes.

There are many texts on the cards of a deck: loops over them are plain, and what is most often found
is found first.
"""

from collections.abc import Iterator
from pathlib import Path

from ..basics.geometry import Rect
from ..basics.records import NamedTuple
from ..basics.scratch import ScratchFile
from ..model.frame import CardFaces, Frame, Group, Item, Part, Picture, QrCode
from ..model.text import TextParagraph, TextRun

CAPITALS, TAILS = 0.72, 0.2
"""How far capitals rise over a baseline and tails hang below it, times the type size."""

Edges = tuple[float, float, float, float]
"""What a Rect is made of: left, bottom, right, top. There are too many to make each a Rect."""

ART = (Picture, QrCode, Group)
"""What pictures and codes are, or may be in."""

Placed = tuple[TextRun, Edges]
"""A piece of text and its baseline: a rectangle without height, or turned, without width."""


class SeenPart(NamedTuple):
    """What a box shows on a card: all text, that in turned groups too, and what else it holds.

    `name` is the box's dotted name; `ground` holds the items that are not plain text. `part` is all
    that the card's face knows of it.
    """

    name: str
    texts: list[Placed]
    ground: list[Item]
    part: Part


class SeenCard(NamedTuple):
    """A card with its boxes that show something, in paint order: all, and those of each side.

    Pictures of pixels and codes, which most cards lack, come with their boxes.
    """

    face: CardFaces
    parts: list[SeenPart]
    front: list[SeenPart]
    back: list[SeenPart]
    pictures: list[tuple[SeenPart, Picture]]
    codes: list[tuple[SeenPart, QrCode]]

    @property
    def whole_sides(self) -> Iterator[list[SeenPart]]:
        """The parts of the sides whose texts all fit: others lie where nobody wants them."""
        overfull = self.face.overfull
        if "front" not in overfull:
            yield self.front
        if "back" not in overfull:
            yield self.back


def seen(face: CardFaces) -> SeenCard:
    """Walk through a card's faces."""
    front, back = _parts("front", face.front), _parts("back", face.back)
    parts = front + back
    art = [(part, item) for part in parts for item in part.ground if isinstance(item, ART)]
    pictures = [(part, found) for part, item in art for found in _pictures(item)]
    codes = [(part, found) for part, item in art for found in _codes(item)]
    return SeenCard(face, parts, front, back, pictures, codes)


def _parts(side: str, frame: Frame) -> list[SeenPart]:
    parts = []
    for part in frame.parts:
        texts: list[Placed] = []
        ground: list[Item] = []
        for one in part.content:
            if isinstance(one, TextParagraph):
                for run in one.runs:
                    texts.append((run, _line(run)))
            else:
                ground.append(one)
                if isinstance(one, Group):
                    texts.extend(_texts(one))
        parts.append(SeenPart(f"{side}.{part.name}", texts, ground, part))
    return parts


def _line(run: TextRun) -> Edges:
    x, y = run.at
    return x, y, x + run.width - run.tracking, y


def _texts(group: Group) -> Iterator[Placed]:
    """The text in a group, where it lies on the frame around; none in pictures and patterns."""
    if group.shared:
        return
    for item in group.frame.items:
        if isinstance(item, TextRun):
            yield item, group.outside(_letters(item) if group.tilt else Rect(*_line(item)))
        elif isinstance(item, Group):
            for run, line in _texts(item):
                yield run, group.outside(Rect(*line))


def _letters(run: TextRun) -> Rect:
    """The rectangle around a run's capitals and tails, which a tilt makes higher."""
    left, y, right, _ = _line(run)
    return Rect(left, y - TAILS * run.size, right, y + CAPITALS * run.size)


def _codes(item: Item) -> Iterator[QrCode]:
    if isinstance(item, QrCode):
        yield item
    elif isinstance(item, Group) and item.tilt:
        for inner in item.frame.items:
            yield from _codes(inner)


def _pictures(item: Item) -> Iterator[Picture]:
    if isinstance(item, Picture):
        yield item
    elif isinstance(item, Group) and not item.shared:
        for inner in item.frame.items:
            yield from _pictures(inner)


def named(path: Path) -> str:
    """A picture's file for people; what was drawn of an SVG file has no name of its own."""
    return "the drawing" if isinstance(path, ScratchFile) else f"'{path.name}'"
