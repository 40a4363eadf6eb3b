"""Typesetting: cards and a layout to finished fronts and backs."""

from collections.abc import Container, Sequence
from functools import cached_property

from ..basics.problems import Problem
from ..content.values import Values
from ..fonts import FontSet
from ..model.deck import Card, Deck
from ..model.frame import CardFaces
from ..model.layout import Face, Layout
from ..pictures import Pictures
from .faces import FaceSetter
from .fitting import Agreement, alone

__all__ = ["Agreement", "Typesetting", "alone", "typeset"]


class Typesetting:
    """Cards whose texts have their sizes and lines: one is set when it is asked for.

    So a large deck's finished cards need not all be in memory at once.
    """

    def __init__(self, deck: Deck, cards: Sequence[Card], front: FaceSetter, back: FaceSetter):
        self._deck = deck
        self._setters = (front, back)
        self._cards = cards
        self._indices = {card.id: index for index, card in enumerate(cards)}

    def set(self, card: Card) -> CardFaces:
        """The finished faces of one of the cards."""
        index, values = self._indices[card.id], Values(card, self._deck)
        front, back = (setter.frame(index, values) for setter in self._setters)
        overfull = tuple(s.face for s in self._setters if card.id in s.overfull)
        return CardFaces(card, front, back, overfull)

    @cached_property
    def faces(self) -> tuple[CardFaces, ...]:
        """The finished faces of all cards, in the deck's order."""
        return tuple(self.set(card) for card in self._cards)

    @property
    def found(self) -> dict[str, list[Problem]]:
        """What did not fit by "front.title", and of the cards set so far what cannot be shown."""
        return {
            f"{setter.face}.{box}": problems
            for setter in self._setters
            for box, problems in setter.problems.items()
        }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, front before back, box by box."""
        return tuple(problem for problems in self.found.values() for problem in problems)

    @property
    def least(self) -> dict[str, float]:
        """The least type size in points by "front.title"; inf where there is no text."""
        return {f"{s.face}.{box}": size for s in self._setters for box, size in s.least.items()}


def typeset(
    deck: Deck,
    layout: Layout,
    fonts: FontSet,
    *,
    verbose: bool = False,
    only: Container[str] | None = None,
    cards: Sequence[Card] | None = None,
    agree: Agreement = alone,
    pictures: Pictures | None = None,
) -> Typesetting:
    """Find the sizes and lines of a deck's cards; `verbose` also notes what keeps sizes down.

    The problems are those of the cards with the ids `only`, if given; sizes are those of the whole
    deck. Where others fit some of the cards at the same time, `cards` are those to be fitted here,
    and `agree` makes the sizes the least of all. `pictures` opens the cards' pictures. Raises
    KorttipakkaError when a font cannot be used.
    """
    fitted = deck.cards if cards is None else cards
    pictures = pictures or Pictures(space=layout.sheet.color)
    names: tuple[Face, Face] = ("front", "back")
    front, back = (
        FaceSetter(deck, layout, fonts, name, pictures, fitted, only, agree, verbose)
        for name in names
    )
    return Typesetting(deck, fitted, front, back)
