"""What the rules look at on a finished card, found in one walk through its boxes.

There are many texts on the cards of a deck: loops over them are plain, and what is most often found
is found first.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from math import inf
from operator import attrgetter
from pathlib import Path

from ..basics.color import Color
from ..basics.geometry import Insets, Rect
from ..basics.records import NamedTuple
from ..basics.scratch import ScratchFile
from ..model.common import OfContent, is_common
from ..model.frame import Box, CardFaces, Content, Frame, Group, Item, Part, Picture, QrCode
from ..model.text import Markup, TextParagraph, TextRun
from ..pictures.grounds import Ground, grounds_of

CAPITALS, TAILS = 0.72, 0.2
"""How far capitals rise over a baseline and tails hang below it, times the type size."""

Edges = tuple[float, float, float, float]
"""What a Rect is made of: left, bottom, right, top. There are too many to make each a Rect."""

NOWHERE = inf, inf, -inf, -inf
"""The edges around nothing."""

COVERS = 0.5
"""Opacity from which what is painted over a text counts as a cover, and not as a veil."""

IN_ELLIPSE = (1 - 2**-0.5) / 2
"""Of its width and height, what is left on each side of the largest rectangle in an ellipse."""

ART = (Picture, QrCode, Group)
"""What pictures and codes are, or may be in."""

Placed = tuple[TextRun, Edges]
"""A piece of text and its baseline: a rectangle without height, or turned, without width."""

Look = tuple[str, float, Color, Markup]
"""The font of a text, its size, its colour, and how it is marked up."""

_LOOK = attrgetter("font", "size", "color", "markup")


class Shown(NamedTuple):
    """What a box shows: all text, that in turned groups too, and what else it holds.

    `looks` are all that the text has, and `reach` is around its lines with their capitals and
    tails: mostly these tell already that all is well. `ground` holds the items that are not plain
    text, with the `art` among them; `grounds` has what they lay under texts, and `covers` what they
    hide.
    """

    texts: Sequence[Placed]
    looks: Set[Look]
    reach: Edges
    ground: Sequence[Item] = ()
    art: Sequence[Item] = ()
    grounds: Sequence[Ground] = ()
    covers: Sequence[Rect] = ()


class SeenPart(NamedTuple):
    """A box on a card: its dotted name, what it shows, and all that the card's face knows of it."""

    name: str
    shown: Shown
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


class Walk:
    """Walks through the faces of cards; at what many of them have in common it looks once."""

    def __init__(self) -> None:
        self._common = OfContent(_shown)

    def seen(self, face: CardFaces) -> SeenCard:
        """What is seen on a card."""
        front, back = self._parts("front", face.front), self._parts("back", face.back)
        parts = front + back
        art = [(part, item) for part in parts for item in part.shown.art]
        pictures = [(part, found) for part, item in art for found in _pictures(item)]
        codes = [(part, found) for part, item in art for found in _codes(item)]
        return SeenCard(face, parts, front, back, pictures, codes)

    def _parts(self, side: str, frame: Frame) -> list[SeenPart]:
        return [
            SeenPart(
                _dotted(side, one.name),
                self._common(one.content) if is_common(one) else _shown(one.content),
                one,
            )
            for one in frame.parts
        ]


@lru_cache(maxsize=512)
def _dotted(side: str, name: str) -> str:
    return f"{side}.{name}"


def _shown(content: Iterable[Content]) -> Shown:
    texts: list[Placed] = []
    ground: list[Item] = []
    for one in content:
        if isinstance(one, TextParagraph):
            for run in one.runs:
                x, y = run.at
                texts.append((run, (x, y, x + run.width - run.tracking, y)))
        else:
            ground.append(one)
            if isinstance(one, Group):
                texts += _texts(one)
    looks, reach = _looks_and_reach(texts)
    if not ground:
        return Shown(texts, looks, reach)
    art = [item for item in ground if isinstance(item, ART)]
    grounds = [each for item in ground for each in grounds_of(item)]
    covers = [cover for cover in map(cover_of, ground) if cover is not None]
    return Shown(texts, looks, reach, ground, art, grounds, covers)


def _looks_and_reach(texts: Iterable[Placed]) -> tuple[set[Look], Edges]:
    left, bottom, right, top = NOWHERE
    looks: set[Look] = set()
    last: Look | None = None
    for run, (a, b, c, d) in texts:
        look = _LOOK(run)
        if look != last:
            looks.add(look)
            last = look
        if b == d:
            b -= TAILS * look[1]
            d += CAPITALS * look[1]
        if a < left:
            left = a
        if b < bottom:
            bottom = b
        if c > right:
            right = c
        if d > top:
            top = d
    return looks, (left, bottom, right, top)


def _line(run: TextRun) -> Edges:
    x, y = run.at
    return x, y, x + run.width - run.tracking, y


def cover_of(item: Item) -> Rect | None:
    """The area that an item hides; None where what lies below is seen."""
    match item:
        case Box(fill=fill, opacity=opacity) if fill is not None and opacity >= COVERS:
            return _inside(item.rect, item.ellipse)
        case Picture(opacity=opacity) if opacity >= COVERS:
            return _inside(item.clip, item.ellipse)
        case QrCode():
            return item.rect
        case Group(shared=True, opacity=opacity) if opacity >= COVERS:
            return item.outside(item.clip or Rect.of(item.frame.size))
    return None


def _inside(rect: Rect, ellipse: bool) -> Rect:
    """What is surely covered: of an ellipse, a rectangle in it."""
    if not ellipse:
        return rect
    x, y = rect.width * IN_ELLIPSE, rect.height * IN_ELLIPSE
    return rect.inset(Insets(left=x, right=x, top=y, bottom=y))


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


def and_more(number: int, word: str = "") -> str:
    """What follows the first of so many: " and 3 more", " and of 3 more"; "" where it is alone."""
    of = f"{word} " if word else ""
    return f" and {of}{number - 1} more" if number > 1 else ""
