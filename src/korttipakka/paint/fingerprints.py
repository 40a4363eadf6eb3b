"""Fingerprints of cards: equal where both faces show the same, wherever and however they lie.

They are made of what a frame paints, and not of operators: these depend on how a card is turned and
on what of it is read. Fonts are named for what their files hold, and so are pictures. Nothing is
said of the sheet: the same card has the same fingerprint in each arrangement.
"""

import re
from collections.abc import Collection, Iterable
from enum import Enum
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from struct import pack

from ..basics.records import NamedTuple
from ..content.values import Values
from ..model.common import OfContent, is_common
from ..model.deck import Deck
from ..model.frame import Box, CardFaces, Content, Frame, Group, Item, Part, Picture, QrCode, Shape
from ..model.placeholders import EDITION
from ..model.text import Shaped, TextParagraph, TextRun
from .resources import Resources

DIGITS = 16
"""Of a fingerprint in hexadecimal: two of a billion cards are not alike by chance."""


MOST_KEPT = 4096
"""Values whose words are kept: a large deck would fill the memory."""

COUNT = "count"

VARYING = (EDITION, COUNT)
"""Values that are the same on all cards of a print run: a card is no other one for them alone."""

DIGIT = re.compile(r"\d+")

_TEXT = attrgetter("text")
"""Of shaped pieces, of which there are many."""


def _colors(resources: Resources) -> str:
    """What becomes of colours: nothing, inks by arithmetic, or by a profile's contents."""
    if resources.inks is None:
        return "rgb"
    profile = resources.inks.profile
    return f"cmyk {sha256(profile.data).hexdigest()}" if profile else "cmyk"


def _pieces(runs: Iterable[TextRun]) -> Iterable[Shaped]:
    return [piece for run in runs for piece in run.pieces]


class _Shown(NamedTuple):
    """What is shown besides text, in words; all text; and where, with the runs that come before."""

    words: list[str]
    runs: list[TextRun]
    places: list[float]


class Fingerprints:
    """The fingerprints of a deck's cards by id; write-in cards have none.

    Pictures are found by way of `resources`. The deck's edition, and how many cards it has, count
    as if they were the same in all print runs.
    """

    def __init__(self, resources: Resources, deck: Deck) -> None:
        self.found: dict[str, str] = {}
        self._resources = resources
        self._deck = deck
        self._colors = _colors(resources)
        self._edition = deck.edition.casefold()
        self._known: dict[object, str] = {}
        self._of_common = OfContent(self._hash_of)
        self._shared: dict[Frame, str] = {}

    def add(self, faces: CardFaces) -> None:
        """Find the fingerprint of a card. Raises PictureError when a picture is damaged."""
        if faces.blank or faces.card.id in self.found:
            return
        shown = _Shown([self._colors], [], [])
        self._add_frame(faces.front, shown)
        self._add_frame(faces.back, shown)
        self.found[faces.card.id] = self._hash(shown)

    def _hash(self, shown: _Shown) -> str:
        """The hash of what is shown: of text by its words, which have the same glyphs in one font.

        (So `PdfFont.show` writes them.) Places are rounded to seven digits, that no fault of
        arithmetic makes a difference.
        """
        words, runs, places = shown
        pieces: list[Shaped] = []
        last: tuple[object, ...] = ()
        for run in runs:
            x, y = run[0]
            places += x, y, run[6], run[7]
            if run[1:4] != last:  # most runs look like the one before
                last = run[1:4]
                words.append(self._remembered(last))
                places.append(len(pieces))
            pieces += run[4]
        said = "\n".join((*words, "\t".join(map(_TEXT, pieces))))
        packed = pack(f"<{len(places)}f", *places)
        return sha256(packed + said.encode()).hexdigest()[:DIGITS]

    def _add_frame(self, frame: Frame, shown: _Shown) -> None:
        """All that a frame shows."""
        shown.words.append(self._remembered(frame.size))
        for one in frame.content:
            if not isinstance(one, Part):
                self._add((one,), shown)
            elif EDITION in one.fields or COUNT in one.fields:
                self._add_varying(one, shown)
            elif is_common(one):
                shown.words.append(self._of_common(one.content))
                shown.places.append(len(shown.runs))
            else:
                self._add(one.content, shown)

    def _hash_of(self, content: Iterable[Content]) -> str:
        """The hash of some content alone."""
        shown = _Shown([], [], [])
        self._add(content, shown)
        return self._hash(shown)

    def _add(self, content: Iterable[Content], shown: _Shown) -> None:
        words, runs, places = shown
        for one in content:
            if isinstance(one, TextParagraph):
                runs += one.runs
                if one.rtl:
                    words.append("rtl")
                continue
            if isinstance(one, TextRun):
                runs.append(one)
                continue
            known = self._known.get(one) if isinstance(one, Box) else None
            words.append(known or self._other(one))
            places.append(len(runs))

    def _add_varying(self, part: Part, shown: _Shown) -> None:
        """A box that shows what varies: its shapes, its other values, and its words without that.

        The place and the size of an edition follow from how long it is.
        """
        edition, words = EDITION in part.fields, shown.words
        for one in part.content:
            if isinstance(one, Box | Picture | Shape):
                self._add((one,), shown)
        names = [name for name in part.fields if name and name not in VARYING]
        if names and part.card is not None:
            values = Values(part.card, self._deck)
            words += [values.of(name) for name in names]
        for paragraph in part.paragraphs:
            runs = paragraph.runs
            for run in runs:
                look = (run.font, run.color) if edition else run[1:4]
                words.append(self._remembered(look))
                shown.places.append(0.0 if edition else run.at.y)
            text = paragraph.text if edition else "".join(map(_TEXT, _pieces(runs)))
            words.append(self._constant(text, part.fields))
        if not edition:
            words.append(self._remembered(part.rect))

    def _constant(self, text: str, fields: Collection[str]) -> str:
        """The words of a paragraph without what varies."""
        if EDITION in fields and self._edition:
            text = text.casefold().replace(self._edition, EDITION)
        # A card's number is among its other values.
        return DIGIT.sub("", text) if COUNT in fields else text

    def _remembered(self, value: tuple[object, ...]) -> str:
        """What a value says that many cards have."""
        known = self._known.get(value)
        if known is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            known = self._known[value] = self._said(value)
        return known

    def _other(self, item: Item) -> str:
        """What most cards have none of."""
        match item:
            case Box():
                return self._remembered(item)
            case Group():
                return self._group(item)
            case QrCode():
                return f"Q {_said(item[1:3])} {self._said(item.shape.fill)} {item.text}"
        return f"{type(item).__name__} {self._said(item)}"

    def _group(self, group: Group) -> str:
        """A group without what it is made of and what of it is read."""
        look = self._said((*group[1:7],))
        known = self._shared.get(group.frame) if group.shared else None
        if known is None:
            shown = _Shown([], [], [])
            self._add_frame(group.frame, shown)
            known = self._hash(shown)
        if group.shared:
            self._shared[group.frame] = known
        return f"G {look} ({known})"

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
