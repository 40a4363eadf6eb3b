"""What the facilitator wrote: a deck of cards in categories, validated.

Records are equal when they say the same: the places where they were written do not count.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args
from unicodedata import category as unicode_category

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple, compared
from .placeholders import field_and_language

NONE: Mapping[str, str] = {}
"""What most texts have of translations."""

WORDS = ("title", "subtitle", "text", "back_title")
"""Fields of a card that are words on it, in whatever layout: what a translator is given."""

PARAGRAPHS = ("text", "notes")
"""Fields of a card that may have paragraphs."""

Links = Literal["print", "hide", "qr"]
"""What paper shows of links: the address after the words, nothing, or it is in the QR code."""

LINKS: tuple[Links, ...] = get_args(Links)


@compared(10, hashed=8)
class Category(NamedTuple):
    """A group of cards that share a footer and a colour (text that color.py reads).

    `alt` is what the icon shows. Without a `pattern` of its own it has one by its place in the
    deck. `translations` are names, and `note_translations` notes, by language, where there are
    several.
    """

    key: str
    name: str
    color: str = ""
    icon: Path | None = None
    alt: str = ""
    image: Path | None = None
    pattern: str = ""
    note: str = ""
    translations: Mapping[str, str] = NONE
    note_translations: Mapping[str, str] = NONE
    at: Location | None = None


@compared(21, hashed=15)
class Card(NamedTuple):
    """One card. Texts may hold U+00AD where the author prefers a break.

    `text` and `fields` are Markdown, or with `markdown` off printed as they stand, in lines.
    `languages` has the language of each text that is in another than the deck's, by its field, and
    `translations` what texts say in each language that they are given in, where there are several;
    free fields are named as fields.NAME. The key "" of translations has the tag of the one that is
    printed wherever another is not given. `places` tells where in the deck a field was written, for
    problems about that field.
    """

    id: str
    title: str
    text: str = ""
    category: Category | None = None
    subtitle: str = ""
    back_title: str = ""
    image: Path | None = None
    alt: str = ""
    image_back: Path | None = None
    alt_back: str = ""
    link: str = ""
    copies: int = 1
    tags: tuple[str, ...] = ()
    color: str = ""
    notes: str = ""
    fields: Mapping[str, str] = {}
    number: int = 1
    markdown: bool = True
    links: Links = "print"
    languages: Mapping[str, str] = NONE
    translations: Mapping[str, Mapping[str, str]] = {}
    at: Location | None = None
    places: Mapping[str, Location] = {}

    def place(self, name: str) -> Location | None:
        """Where a value was written that a layout may name: a field of this card or its category's.

        Of what is written nowhere, such as its number, the card's own place.
        """
        exact, (name, _) = name, field_and_language(name)
        if name.startswith("category.") or (name == "color" and not self.color):
            return self.category.at if self.category else self.at
        if name == "back_title" and not self.back_title:
            name = "title"
        return self.places.get(exact) or self.places.get(name, self.at)

    @property
    def category_key(self) -> str:
        """The key of its category; "" for none."""
        return self.category.key if self.category else ""

    def __repr__(self) -> str:
        place = f" at {self.at}" if self.at else ""
        return f"<Card {self.id}: {self.title!r}{place}>"


@compared(12, hashed=11)
class Deck(NamedTuple):
    """All cards in order, with what they share. `root` is the folder that images lie in.

    `edition` tells print runs apart, and `url` is where the deck's page for browsers lies.
    `problems` are warnings about how it is written, `translations` titles by language. Nothing of
    it is given in several languages unless it `may_be_translated`.
    """

    title: str
    language: str
    cards: tuple[Card, ...]
    categories: tuple[Category, ...] = ()
    layout: str = ""
    hyphenation: tuple[str, ...] = ()
    author: str = ""
    keywords: tuple[str, ...] = ()
    licence: str = ""
    edition: str = ""
    url: str = ""
    translations: Mapping[str, str] = NONE
    root: Path = Path()
    layout_at: Location | None = None
    at: Location | None = None
    problems: tuple[Problem, ...] = ()
    may_be_translated: bool = True

    def __repr__(self) -> str:
        return f"<Deck {self.title!r}: {len(self.cards)} cards, {self.language}>"


def is_visible(text: str) -> bool:
    """Whether a text has anything besides space and characters without a glyph."""
    if not text or text[0].isalnum():  # as most texts are
        return bool(text)
    return any(not c.isspace() and unicode_category(c) != "Cf" for c in text)
