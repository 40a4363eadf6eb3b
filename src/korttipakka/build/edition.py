"""The edition of a deck that names none itself: a short hash of what its cards say."""

from collections.abc import Iterator
from hashlib import sha256

from ..model.deck import Card, Deck
from ..model.layout import Layout
from ..model.placeholders import EDITION

DIGITS = 6
"""Of the hash, in hexadecimal: enough to tell print runs of one deck apart."""


def with_edition(deck: Deck, layout: Layout) -> Deck:
    """The deck with an edition, if the layout shows one."""
    if deck.edition or not _shows_edition(layout):
        return deck
    said = repr((deck.title, deck.language, [tuple(_said(card)) for card in deck.cards]))
    return deck._replace(edition=sha256(said.encode()).hexdigest()[:DIGITS])


def _shows_edition(layout: Layout) -> bool:
    return any(EDITION in f"{box.text}{box.qr}{box.when}" for _, box in layout.faced_boxes())


def _said(card: Card) -> Iterator[object]:
    """What a card says that can be printed."""
    category = (card.category.key, card.category.name) if card.category else ()
    yield from (card.id, card.number, card.title, card.text, category, card.subtitle)
    yield from (card.back_title, card.alt, card.link, card.tags, card.color)
    # What few decks have changes nothing in the editions of others.
    note = card.category.note if card.category else ""
    yield from filter(None, (card.alt_back, note))
    yield sorted(card.fields.items())
