"""A deck as its author wrote it: all languages, Markdown and preferred breaks as typed.

A `Deck` is what is printed: one language, texts cleaned. A manuscript is what is edited, handed to
translators and brought back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ..basics.problems import Location
from ..basics.records import NamedTuple
from .deck import Card, Deck


class Column(NamedTuple):
    """A column of a table of cards: a field, in a language; "" stands for the deck's own.

    Free fields are named as fields.NAME.
    """

    field: str
    language: str = ""

    @property
    def name(self) -> str:
        """What the heading says: title, title_sv."""
        return f"{self.field}_{self.language}" if self.language else self.field


TITLE, TEXT, CATEGORY = Column("title"), Column("text"), Column("category")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the languages that it is given in.

    `own` is the text in the deck's language, or the only text of all languages when `plain`;
    `others` the texts by the other languages' tags; `hashes` what the author keeps beside these to
    see later whether `own` has changed since. `key` is the tag that `own` has, "" when it is plain
    or missing. `language` is that which the author says that the text is in, however it is printed.
    """

    own: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    at: Location | None = field(default=None, compare=False, repr=False)
    language: str = ""

    @property
    def plain(self) -> bool:
        """Whether it is a text without a language."""
        return not (self.key or self.others)


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A card with its texts in all languages.

    `texts` holds what the author gave of title, subtitle, text, back_title, image, link, tags
    (with commas between), notes and, as "fields.NAME", the card's own fields.
    """

    card: Card
    texts: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that a deck says, in the order of its cards.

    `deck` has each text in its own language, or in another where that is missing. `names` are the
    categories' by key. `tracked`: translations have hashes of their originals beside them.
    """

    deck: Deck
    title: Wording
    names: Mapping[str, Wording]
    cards: tuple[WrittenCard, ...]
    tracked: bool = False

    @property
    def language(self) -> str:
        """The deck's own."""
        return self.deck.language

    @property
    def languages(self) -> list[str]:
        """The languages that any of its texts is given in, its own first."""
        texts = [self.title, *self.names.values()]
        texts += [text for card in self.cards for text in card.texts.values()]
        return list(dict.fromkeys([self.language, *(str(tag) for t in texts for tag in t.others)]))

    def of(self, ids: Collection[str]) -> "Manuscript":
        """The same with some of the cards only, by their ids."""
        return replace(self, cards=tuple(each for each in self.cards if each.card.id in ids))
