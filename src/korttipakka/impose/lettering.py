"""Text on pages that are no cards: runs in a deck's own fonts, in lines of simple setting."""

from collections.abc import Iterator

from ..basics.color import BLACK
from ..basics.geometry import Point
from ..basics.records import NamedTuple
from ..fonts import FontSet, Style
from ..model.text import TextRun
from .slug import Label

REGULAR, BOLD = 400, 700
"""Weights of what stands around cards."""


class Letters(NamedTuple):
    """Makes runs of text, regular and bold, of a string and a size in points."""

    regular: Label
    bold: Label


def lines(text: str, width: float, size: float, label: Label) -> Iterator[str]:
    """A text in lines of a width in points; a no-break space keeps words together."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and label(longer, size).width > width:
            yield line.replace("\u00a0", " ")
            line = word
        else:
            line = longer
    yield line.replace("\u00a0", " ")


def letters(fonts: FontSet) -> Letters:
    """What pages that are no cards are lettered with: the family of texts in black."""

    def run(text: str, size: float, weight: int) -> TextRun:
        piece = fonts.label(text, Style("body", weight))
        return TextRun.of(Point(0, 0), piece.font, size, BLACK, (piece,))

    return Letters(
        lambda text, size: run(text, size, REGULAR), lambda text, size: run(text, size, BOLD)
    )
