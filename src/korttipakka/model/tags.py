"""Tags: what a reader of the PDF is told about a piece of page, besides how it looks.

A piece without a tag is an artifact: it is seen, but not read (PDF 1.7, 14.8.2.2).
"""

from typing import Literal

from ..basics.records import NamedTuple

TagKind = Literal["category", "title", "back-title", "text", "figure"]


class PartTag(NamedTuple):
    """What a card's part is to a reader; `alt` is read in place of a figure."""

    kind: TagKind
    alt: str = ""


Tags = tuple[PartTag | None, ...]
"""A frame's, one for each of its first pieces of content; all other pieces are artifacts."""


class Section(NamedTuple):
    """Cards that belong together, by their ids, in the order of reading.

    `title` is that of their category, "" where they are in none.
    """

    title: str
    cards: tuple[str, ...]
