"""Texts for lists on paper: set in the kinds of overview.yaml, to be put into columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..basics.color import BLACK, Color
from ..basics.geometry import Point, Rect
from ..basics.records import NamedTuple
from ..content.inline import Reading
from ..content.markdown import Paragraph, parse, plain
from ..fonts import FontSet, Style
from ..model.deck import Deck
from ..model.frame import Content
from ..model.text import PARAGRAPH, SOFT_HYPHEN, ParagraphKind
from ..reading.layout import read_layout
from ..typeset.blocks import BALANCED_FRAGMENT, Block, Measurers
from ..typeset.hyphenate import Hyphenator
from ..typeset.paragraphs import set_paragraphs, text_height
from ..typeset.set_lines import SetLine
from ..typeset.tables import SetRow

KINDS = Path(__file__).with_name("overview.yaml")

PARAGRAPH_GAP = 4.0
"""Points above a paragraph of notes."""

TOO_LONG, CHUNKS = re.compile(r"[^\W\d_]{41,}|[^\s\u00ad]{61,}"), re.compile(r".{1,20}")
"""Words that a column may lack room for, and the parts between which these may break."""

HIGH = 1e6
"""Points of room for a text: as many lines as it takes."""

MOST_BEGUN = 200
"""Characters of a text that a line may have room for."""

Lines = Sequence[SetLine | SetRow]

ELLIPSIS = "\u2026"

MOST_LINES = 30
"""Lines of notes that stay on a page: a longer paragraph goes on overleaf."""

Place = Callable[[Point], tuple[Content, ...]]
"""What a piece paints below and to the right of a point."""


class Piece(NamedTuple):
    """Something in a column: what it paints, its height in points, and the room above it.

    One that `leads` does not stand at a column's foot without the one after it.
    """

    place: Place
    height: float
    gap: float = 0.0
    leads: bool = False

    def below(self, lower: "Piece") -> "Piece":
        """This piece with another one below it, as one."""
        down = self.height + lower.gap

        def place(at: Point) -> tuple[Content, ...]:
            return (*self.place(at), *lower.place(Point(at.x, at.y - down)))

        return self._replace(place=place, height=down + lower.height)


class ListSetter:
    """Sets texts of the kinds in overview.yaml, in the fonts of a deck's layout."""

    def __init__(self, deck: Deck, fonts: FontSet) -> None:
        self._fonts = fonts
        self._language = deck.language
        hyphenator = Hyphenator(deck.language, deck.hyphenation, BALANCED_FRAGMENT)
        self._measurers = {
            box.name: Measurers(box, fonts, hyphenator.breaks_in)
            for box in read_layout(str(KINDS)).front
        }

    def text(
        self, name: str, text: str, width: float, language: str = "", color: Color = BLACK,
        kind: ParagraphKind = PARAGRAPH,
    ) -> Piece:  # fmt: skip
        """A text of one paragraph; it may be a heading, and in another language than the deck."""
        sources = [
            each._replace(kind=kind, spans=tuple(s._replace(language=language) for s in each.spans))
            for each in plain(_breakable(text))
        ]
        pieces = list(self._set(name, sources, width, color))
        return pieces[0] if pieces else Piece(lambda at: (), 0.0)

    def paragraphs(self, name: str, text: str, width: float, reading: Reading) -> Iterator[Piece]:
        """A text of any number of paragraphs in pieces; its icons are as typed."""
        for index, source in enumerate(parse(_breakable(text), reading)):
            spans = (
                span._replace(icon=None, text=span.icon.typed) if span.icon else span
                for span in source.spans
            )
            gap = PARAGRAPH_GAP if index and not source.tight else 0.0
            for piece in self._set(name, [source._replace(spans=tuple(spans))], width, BLACK):
                yield piece._replace(gap=gap)
                gap = 0.0

    def _set(
        self, name: str, sources: Sequence[Paragraph], width: float, color: Color
    ) -> Iterator[Piece]:
        """Paragraphs in their lines, so many on a piece."""
        measurers = self._measurers[name]
        size = measurers.box.size.maximum
        block = Block(tuple(sources), measurers)
        lines = block.set(size, width, HIGH, block.loosest).lines if sources else ()
        for start in range(0, len(lines), MOST_LINES):
            part = lines[start : start + MOST_LINES]
            height = text_height(measurers, part, size)

            def place(at: Point, part: Lines = part, height: float = height) -> tuple[Content, ...]:
                area = Rect(at.x, at.y - height, at.x + width, at.y)
                set_on = set_paragraphs(
                    measurers, part, area, size, lambda name: color, self._language
                )
                return tuple(set_on)

            yield Piece(place, height)

    def first_words(self, text: str, width: float) -> str:
        """The words of a text that fit on a line, with a sign that it goes on."""
        if not text or (len(text) < MOST_BEGUN and self._width(text) <= width):
            return text
        words = text[:MOST_BEGUN].split(" ")
        begun = (" ".join([*words[:count], ELLIPSIS]) for count in range(len(words) - 1, 0, -1))
        return next((line for line in begun if self._width(line) <= width), "")

    def _width(self, text: str) -> float:
        """The width of a line in points, a little more than it is."""
        box = self._measurers["words"].box
        pieces = self._fonts.shape(text, Style.of(box))
        return sum(piece.width(box.size.maximum, 0.02 * box.size.maximum) for piece in pieces)


def _breakable(text: str) -> str:
    """A text whose words any column has room for: very long ones may break anywhere."""
    return TOO_LONG.sub(lambda word: SOFT_HYPHEN.join(CHUNKS.findall(word[0])), text)
