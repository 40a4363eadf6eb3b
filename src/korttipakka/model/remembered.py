"""What a PDF remembers of the cards on it, for a later build that prints what has changed.

It is text: a line for the deck and one for each card, their values parted by tabs.
"""

from collections.abc import Mapping

from ..basics.records import NamedTuple

FORMAT = 1
"""Of what is written here, and of how fingerprints are made: a later one cannot be compared."""

STREAM_TYPE = "KorttipakkaCards"
"""What a PDF calls the stream that it keeps it in."""

MOST_CARDS, LONGEST_TITLE, MOST_DIGITS = 100_000, 20_000, 6
"""Of what is read: as many cards as a deck may have, as long titles as they may, and numbers below
a million."""

PLAIN = str.maketrans("\t\r\n", "   ")
"""No value has what parts values and lines."""


class NewerFormat(ValueError):
    """What a later korttipakka wrote."""


class RememberedCard(NamedTuple):
    """A card as it was printed: what it is found by, how many there are in a deck, how it looks.

    `fingerprint` is equal for two cards whose faces show the same.
    """

    id: str
    number: int
    title: str
    copies: int
    fingerprint: str


class Remembered(NamedTuple):
    """What was printed: so many `decks` of these cards, in a layout and a language.

    `in_deck` is how many cards the deck has, with those that were left out.
    """

    title: str
    language: str
    layout: str
    edition: str
    in_deck: int
    decks: int
    cards: tuple[RememberedCard, ...]

    @property
    def by_id(self) -> Mapping[str, RememberedCard]:
        """The cards by their ids."""
        return {card.id: card for card in self.cards}

    def written(self) -> bytes:
        """As a PDF keeps it."""
        head = (str(FORMAT), str(self.decks), str(self.in_deck), *map(_plain, self[:4]))
        lines = ["\t".join(head)]
        for name, number, title, copies, fingerprint in self.cards:
            lines.append(f"{name}\t{number}\t{_plain(title)}\t{copies}\t{fingerprint}")
        return "\n".join(lines).encode()


def _plain(text: str) -> str:
    return text if text.isprintable() else text.translate(PLAIN)


def read_remembered(data: bytes) -> Remembered:
    """What was `written`. Raises NewerFormat, or ValueError when it was not."""
    head, *lines = data.decode().split("\n")
    number, *rest = head.split("\t")
    if _count(number) > FORMAT:
        raise NewerFormat
    if len(lines) > MOST_CARDS:
        raise ValueError("too many cards")
    decks, count, *names = rest
    title, language, layout, edition = names
    cards = tuple(_card(line.split("\t")) for line in lines)
    return Remembered(title, language, layout, edition, _count(count), _count(decks), cards)


def _card(values: list[str]) -> RememberedCard:
    name, number, title, copies, fingerprint = values
    if len(title) > LONGEST_TITLE:
        raise ValueError("no title")
    return RememberedCard(name, _count(number), title, _count(copies), fingerprint)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError("no count")
    return int(text)
