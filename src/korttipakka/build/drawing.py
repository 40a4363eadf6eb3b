"""Cards drawn at random, and shuffled: by a seed, so that the same one gives the same cards.

The order is that of digests of the seed with a card's id: it is the same on every computer and in
every version of Python, and a card that is added changes nothing among the others.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import chain, zip_longest

from ..model.deck import Card
from ..model.frame import CardCopy


def picked(cards: Iterable[Card], count: int, seed: str) -> frozenset[str]:
    """The ids of so many cards, as many of each category as of the others, as far as there are.

    Cards without a category count as one of their own. There must be so many cards.
    """
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.category_key, []).append(card)
    drawn = [
        sorted(groups[key], key=lambda card: _rank(seed, "card", card.id))
        for key in sorted(groups, key=lambda key: _rank(seed, "category", key))
    ]
    rounds = chain.from_iterable(zip_longest(*drawn))
    found = [card.id for card in rounds if card is not None]
    return frozenset(found[:count])


def shuffled(cards: Sequence[CardCopy], seed: str) -> list[CardCopy]:
    """Cards to print in a random order, each copy by itself."""
    return sorted(
        cards, key=lambda each: _rank(seed, "copy", each.card.id, str(each.blank), str(each.number))
    )


def _rank(seed: str, *words: str) -> bytes:
    """A place among others that nothing but the seed decides."""
    return sha256("\0".join((seed, *words)).encode()).digest()
