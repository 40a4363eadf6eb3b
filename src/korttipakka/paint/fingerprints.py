"""Fingerprints of cards: equal where both faces show the same, wherever and however they lie.

They are made of what a frame paints, and not of operators: these depend on how a card is turned and
on what of it is read. Fonts are named for what their files hold, and so are pictures. Nothing is
said of the sheet: the same card has the same fingerprint in each arrangement.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from hashlib import sha256
from pathlib import Path

from ..basics.color import Color
from ..content.values import Values
from ..model.deck import Deck
from ..model.frame import Box, CardFaces, Frame, Group, Item, Part, QrCode, items_of
from ..model.placeholders import EDITION
from ..model.text import TextParagraph, TextRun
from .resources import Resources

DIGITS = 16
"""Of a fingerprint in hexadecimal: two of a billion cards are not alike by chance."""


COUNT = "count"

VARYING = {EDITION, COUNT}
"""Values that are the same on all cards of a print run: a card is no other one for them alone."""

DIGIT = re.compile(r"\d+")


class Fingerprints:
    """The fingerprints of a deck's cards by id; write-in cards have none.

    Pictures are found by way of `resources`. The deck's edition, and how many cards it has, count
    as if they were the same in all print runs.
    """

    def __init__(self, resources: Resources, deck: Deck) -> None:
        self.found: dict[str, str] = {}
        self._resources = resources
        self._deck = deck
        self._edition = deck.edition.casefold()
        self._colors: dict[Color, str] = {}
        self._boxes: dict[Box, str] = {}
        self._shared: dict[Frame, str] = {}

    def add(self, faces: CardFaces) -> None:
        """Find the fingerprint of a card. Raises PictureError when a picture is damaged."""
        if faces.blank or faces.card.id in self.found:
            return
        lines: list[str] = ["cmyk" if self._resources.inks else "rgb"]
        for frame in (faces.front, faces.back):
            lines.append(_said(frame.size))
            for one in frame.content:
                if isinstance(one, Part) and not VARYING.isdisjoint(one.fields):
                    lines += self._varying(one)
                else:
                    lines += self._items(items_of([one]))
        said = "\n".join(lines)
        self.found[faces.card.id] = sha256(said.encode()).hexdigest()[:DIGITS]

    def _varying(self, part: Part) -> Iterator[str]:
        """A box that shows what varies: its shapes, its other values, and its words without that.

        The place and the size of an edition follow from how long it is.
        """
        yield from self._items(item for item in part.items if not isinstance(item, TextRun | Group))
        if part.card is not None:
            values = Values(part.card, self._deck)
            yield "V " + " ".join(values.of(name) for name in part.fields if name not in VARYING)
        for paragraph in part.paragraphs:
            yield f"E {self._constant(paragraph, part.fields)}"
        if EDITION not in part.fields:
            runs = [run for paragraph in part.paragraphs for run in paragraph.runs]
            yield _said((part.rect, *((run.at.y, run.size) for run in runs)))

    def _constant(self, paragraph: TextParagraph, fields: Collection[str]) -> str:
        """The fonts and the words of a paragraph without what varies."""
        words = paragraph.text.casefold()
        if EDITION in fields and self._edition:
            words = words.replace(self._edition, EDITION)
        if COUNT in fields:
            words = DIGIT.sub("", words)  # a card's number is among its other values
        looks = {f"{run.font} {self._color(run.color)}" for run in paragraph.runs}
        return f"{' '.join(sorted(looks))} {words}"

    def _frame(self, frame: Frame) -> str:
        return "\n".join((_said(frame.size), *self._items(frame.items)))

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        for item in items:
            match item:
                case TextRun():
                    yield self._run(item)
                case Box():
                    yield self._box(item)
                case Group():
                    yield self._group(item)
                case QrCode():
                    yield f"Q {_said(item[1:3])} {self._said(item.shape.fill)} {item.text}"
                case _:
                    yield f"{type(item).__name__} {self._said(item)}"

    def _run(self, run: TextRun) -> str:
        """A run by its words: in one font they have the same glyphs, see `PdfFont.show`."""
        words = "".join([f"\u200f{p.text}" if p.rtl else p.text for p in run.pieces])
        (x, y), color = run.at, self._color(run.color)
        return (
            f"T {x:.3f} {y:.3f} {run.font} {run.size:.3f} {color} "
            f"{run.tracking:.3f} {run.word_space:.3f} {words}"
        )

    def _box(self, box: Box) -> str:
        """A box; most cards have the same ones."""
        known = self._boxes.get(box)
        if known is None:
            known = self._boxes[box] = f"B {self._said(box)}"
        return known

    def _group(self, group: Group) -> str:
        """A group without what it is made of and what of it is read."""
        look = self._said((*group[1:7],))
        if not group.shared:
            return f"G {look} ({self._frame(group.frame)})"
        if group.frame not in self._shared:
            self._shared[group.frame] = self._frame(group.frame)
        return f"G {look} ({self._shared[group.frame]})"

    def _color(self, color: Color) -> str:
        known = self._colors.get(color)
        if known is None:
            known = self._colors[color] = _said(color)
        return known

    def _said(self, value: object) -> str:
        """A record as text, pictures by what they hold."""
        if isinstance(value, tuple):
            return f"({' '.join(map(self._said, value))})"
        return self._resources.image(value)[0] if isinstance(value, Path) else _said(value)


def _said(value: object) -> str:
    """A value as text: what is equal, as 0, 0.0 and -0.0 are, says the same."""
    match value:
        case tuple():
            return f"({' '.join(map(_said, value))})"
        case float() | int():
            return f"{value + 0.0:.3f}"
        case Enum():
            return str(value.value)
    return str(value)
