"""Text on pages that are no cards: runs made by whoever knows fonts, in lines of simple setting."""

from collections.abc import Iterator
from typing import NamedTuple

from .slug import Label


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
