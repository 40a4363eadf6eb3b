"""Text as it is set: glyphs, shaped pieces, runs, lines and paragraphs, and what markup says of it.

Points, origin bottom left.
"""

import re
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path
from typing import Literal

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.late import late
from ..basics.once import cached_property
from ..basics.records import NamedTuple


class Icon(NamedTuple):
    """A picture in a line, as high as its capitals: the words that it stands for, and its file.

    `source` names the file as the deck does, `typed` is all of its markup. `path` is the file, and
    `aspect` its width by its height, once it has been found.
    """

    words: str
    source: str
    typed: str = ""
    path: Path | None = None
    aspect: float = 1.0


ADDRESS = late(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
"""What a link may lead to."""


class Markup(NamedTuple):
    """How an author marked a stretch of text.

    `link` is an address, `language` a BCP 47 tag where it is another than the text's around,
    `color` the name of a colour; "" for none. An `icon` stands in place of letters.
    """

    bold: bool = False
    italic: bool = False
    link: str = ""
    language: str = ""
    color: str = ""
    icon: Icon | None = None

    @property
    def address(self) -> str:
        """The link, if it is one that a card may lead to: a deck is not trusted."""
        return self.link if ADDRESS.fullmatch(self.link) else ""


SOFT_HYPHEN = "\u00ad"
"""Where an author lets a word break."""


def without_breaks(text: str) -> str:
    """A text as it reads: without marks of where its words may break."""
    return text.replace(SOFT_HYPHEN, "")


UNMARKED = Markup()
"""Of text as it is typed."""


class ListItem(NamedTuple):
    """An item of a list: `list_id` and `position` count the text's lists and the list's items.

    Both count from 0, in the order of the text. `number` is the one in front of an item of an
    ordered list, None in a list with bullets.
    """

    list_id: int
    position: int
    number: int | None = None


Align = Literal["", "left", "center", "right"]
"""How the lines of a table's column lie; "" where that is not said."""


class Cell(NamedTuple):
    """A cell of a table: `table` counts those of the text, row and column from 0.

    The table has so many `rows` and `columns`, the first row may be a header; cells without words
    are left out, and `blanks` has their rows and columns.
    """

    table: int
    row: int
    column: int
    rows: int = 0
    columns: int = 0
    is_header: bool = False
    align: Align = ""
    has_header: bool = False
    blanks: tuple[tuple[int, int], ...] = ()


Rule = Literal["", "rule", "write", "room"]
"""A line across the text in place of words: a thin one, or one to write on, with room above it."""


class ParagraphKind(NamedTuple):
    """What a paragraph is: a heading of a level from 1 on, 0 for none, and in which lists it is.

    `items` are the items that it is in, the outermost first; paragraphs of one item have the same.
    `quotes` is the number of quotations around it. Paragraphs of a table say their `cell`.
    """

    heading: int = 0
    items: tuple[ListItem, ...] = ()
    quotes: int = 0
    rule: Rule = ""
    cell: Cell | None = None


PARAGRAPH = ParagraphKind()
"""Of a paragraph that is neither a heading nor in a list."""


NOTDEF = 0
"""The glyph that every font paints for what it lacks."""


ICON, ICON_GLYPH = "", -1
"""The font and the glyph of an icon, which are none: a picture is painted in its place."""


class Glyph(NamedTuple):
    """A shaped glyph. Lengths in 1/1000 em; `text` is its cluster's, "" if not the first there."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


class _Shaped(NamedTuple):
    text: str
    font: str
    glyphs: tuple[Glyph, ...]
    rtl: bool = False
    rigid: bool = False


class Shaped(_Shaped):
    """A piece of text shaped with one font: what is measured is what is painted.

    `font` is the key of a face in the font set; `advance` is in 1/1000 em and holds no tracking.
    The glyphs of a piece that is `rtl`, read from right to left, are in the order of painting. A
    `rigid` piece takes no tracking: its letters join or carry marks.
    """

    @cached_property
    def advance(self) -> float:
        """The width of the piece, the sum of its glyphs' advances."""
        return sum(glyph.advance for glyph in self.glyphs)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The texts that the font has no glyph for: each is a box, called tofu."""
        return tuple(glyph.text or self.text for glyph in self.glyphs if glyph.id == NOTDEF)

    def width(self, size: float, tracking: float = 0.0) -> float:
        """Width in points at a size in points; `tracking` in points goes after every glyph."""
        return self.advance * size / 1000 + (0 if self.rigid else tracking * len(self.glyphs))


# There are many pieces: these are read without a step of Python for each.
_GLYPHS, _ADVANCE = attrgetter("glyphs"), attrgetter("advance")
_TEXT, _RTL = attrgetter("text"), attrgetter("rtl")


class TextRun(NamedTuple):
    """Text on a baseline from `at` on, all in one font.

    `pieces` follow each other, spaces among them as pieces of their own, each widened by
    `word_space` points. `width` is the distance from the first glyph's origin to the last one's
    advance, `tracking` goes after every glyph; both in points. `actual` is what a reader of the PDF
    gets instead of the glyphs' own text, where those would be read wrongly. All of a run is marked
    up alike.
    """

    at: Point
    font: str
    size: float
    color: Color
    pieces: tuple[Shaped, ...]
    width: float
    tracking: float = 0.0
    word_space: float = 0.0
    actual: str | None = None
    markup: Markup = UNMARKED

    @classmethod
    def of(
        cls, at: Point, font: str, size: float, color: Color, pieces: tuple[Shaped, ...],
        tracking: float = 0.0, word_space: float = 0.0, actual: str | None = None,
        markup: Markup = UNMARKED,
    ) -> "TextRun":  # fmt: skip
        """A run with its width, which is asked for often and so measured once."""
        spaces = sum(piece.text == " " for piece in pieces) if word_space else 0
        glyphs = sum(map(len, map(_GLYPHS, pieces))) if tracking else 0
        advance = sum(map(_ADVANCE, pieces))
        width = advance * size / 1000 + glyphs * tracking + spaces * word_space
        return cls(at, font, size, color, pieces, width, tracking, word_space, actual, markup)

    @property
    def text(self) -> str:
        """The text as painted, line-end hyphens included; of an icon, its words."""
        if self.markup.icon is not None:
            return self.markup.icon.words * sum(len(piece.glyphs) for piece in self.pieces)
        return "".join(map(_TEXT, self.pieces))

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left: readers of the PDF put such glyphs in order."""
        return any(map(_RTL, self.pieces))

    @property
    def as_read(self) -> str:
        """The text in the order of reading, line-end hyphens included."""
        if self.markup.icon is not None:
            return self.text
        return "".join(map(_TEXT, self.pieces[::-1] if self.rtl else self.pieces))


LineEnd = Literal["last", "space", "joined", "hyphen", "break"]
"""What stands between a line and the next one of its paragraph, as the author typed it.

last: no other line follows.
space: space.
joined: nothing, after a hyphen of the author's own, or in a script without spaces.
hyphen: nothing; the hyphen that the line ends with is the breaker's.
break: the end of a line that the author asked for.
"""


class TextLine(NamedTuple):
    """A line of text: its runs from left to right, and what follows it.

    `order` holds the indices of the runs as they are read, where that is not from left to right.
    """

    runs: tuple[TextRun, ...]
    end: LineEnd = "last"
    order: tuple[int, ...] = ()

    @property
    def as_read(self) -> tuple[TextRun, ...]:
        """The runs in the order of reading."""
        return tuple(self.runs[index] for index in self.order) if self.order else self.runs

    @property
    def text(self) -> str:
        """What the author typed, in the order of reading, without a hyphen of the breaker's."""
        text = "".join([run.as_read for run in self.as_read])
        return text[:-1] if self.end == "hyphen" else text


_BETWEEN: Mapping[LineEnd, str] = {"space": " ", "break": "\n"}


class PlacedIcon(NamedTuple):
    """An icon in its place in a line; `color` is the text's, which it may have as its own."""

    icon: Icon
    rect: Rect
    color: Color


class TextParagraph(NamedTuple):
    """A paragraph of a text, with its bullet or number, which is painted before its lines.

    `language` is a BCP 47 tag, "" where it is not known. A paragraph that is `rtl` is read from
    right to left. Its `icons` are painted apart; runs of their lines stand in their places.
    """

    lines: tuple[TextLine, ...]
    kind: ParagraphKind = PARAGRAPH
    marker: tuple[TextRun, ...] = ()
    language: str = ""
    rtl: bool = False
    icons: tuple[PlacedIcon, ...] = ()

    @property
    def runs(self) -> tuple[TextRun, ...]:
        """All runs of letters in paint order, the marker's first."""
        if len(self.lines) == 1 and not self.marker and not self.icons:
            return self.lines[0].runs
        runs = list(self.marker)
        for line in self.lines:
            runs += line.runs
        if self.icons:
            return tuple(run for run in runs if run.markup.icon is None)
        return tuple(runs)

    @property
    def text(self) -> str:
        """What the author typed, in the order of reading, with a newline where a break is."""
        return "".join([line.text + _BETWEEN.get(line.end, "") for line in self.lines])
