"""Typesetting: cards and a layout to finished fronts and backs."""

from collections.abc import Container, Sequence
from functools import cached_property

from ..basics.problems import Problem
from ..content.values import Values
from ..fonts import FontSet
from ..model.deck import Card, Deck
from ..model.frame import CardFaces
from ..model.layout import FACES, Face, Layout
from ..pictures import Pictures
from .faces import FaceSetter
from .kept import KeptFaces
from .overflow import OVERFLOW, Overflow, flag_words
from .shared import BoxSizes, Gather, Hold, alone
from .steps import AT_ONCE, Steps, Tell, some_at_once, untold

__all__ = [
    "AT_ONCE",
    "OVERFLOW",
    "BoxSizes",
    "Gather",
    "Hold",
    "KeptFaces",
    "Overflow",
    "Steps",
    "Tell",
    "Typesetting",
    "alone",
    "flag_words",
    "some_at_once",
    "typeset",
    "untold",
]


class Typesetting:
    """Cards whose texts have their sizes and lines: one is set when it is asked for.

    So a large deck's finished cards need not all be in memory at once.
    """

    def __init__(
        self, deck: Deck, layout: Layout, fonts: FontSet, cards: Sequence[Card],
        front: FaceSetter, back: FaceSetter, kept: KeptFaces | None = None,
    ) -> None:  # fmt: skip
        self._deck = deck
        self._common = _common(deck, layout, fonts)
        self.setters = (front, back)
        self._cards = cards
        self._indices = {card.id: index for index, card in enumerate(cards)}
        self._kept = kept

    def same_cards(self, cards: Sequence[Card], common: object) -> Sequence[int | None]:
        """The index here of each of the next build's cards that says the same; () if none can.

        `common` is what boxes depend on there besides.
        """
        if self._common != common:
            return ()
        found = [(self._indices.get(card.id), card) for card in cards]
        return [at if at is not None and self._cards[at] == card else None for at, card in found]

    def set(self, card: Card) -> CardFaces:
        """The finished faces of one of the cards. Raises Misjudged, see `typeset`."""
        (faces,) = self.set_all([card])
        return faces

    def set_all(self, cards: Sequence[Card]) -> list[CardFaces]:
        """The finished faces of some of the cards, which is quicker than one by one.

        Raises Misjudged, see `typeset`.
        """
        if self._kept is None:
            return self._set_all(cards)
        return [self._kept_or_set(card, self._kept) for card in cards]

    def _kept_or_set(self, card: Card, kept: KeptFaces) -> CardFaces:
        """The faces of a card as they were in an earlier build, if all is the same."""
        known = self._known(card)
        if known is None:
            refusals = self._refusals
            (known,) = self._set_all([card])
            if refusals == self._refusals:
                kept.put(known, self._jobs(card), self._state(card))
            else:
                # What could not be shown is found, and told, anew in each build.
                kept.drop(card)
        return known

    def forget(self, card: Card) -> None:
        """Drop what a card is set from: it is asked for no more."""
        index = self._indices.pop(card.id)
        for setter in self.setters:
            setter.forget(index)

    def is_new(self, card: Card) -> bool:
        """Whether a card is to be set, and not the same as in an earlier build."""
        return self._known(card) is None

    def _known(self, card: Card) -> CardFaces | None:
        if self._kept is None:
            return None
        return self._kept.get(card, self._jobs(card), lambda: self._state(card))

    def _jobs(self, card: Card) -> object:
        index = self._indices[card.id]
        return [setter.jobs(index) for setter in self.setters]

    def _state(self, card: Card) -> object:
        index = self._indices[card.id]
        return [setter.state(index) for setter in self.setters]

    def _set_all(self, cards: Sequence[Card]) -> list[CardFaces]:
        numbered = [(self._indices[card.id], Values(card, self._deck)) for card in cards]
        fronts, backs = (setter.frames(numbered) for setter in self.setters)
        return [
            CardFaces(card, front, back, self._overfull(card))
            for card, front, back in zip(cards, fronts, backs, strict=True)
        ]

    def _overfull(self, card: Card) -> tuple[Face, ...]:
        return tuple(s.face for s in self.setters if card.id in s.overfull)

    @property
    def _refusals(self) -> int:
        return sum(setter.refusals for setter in self.setters)

    @cached_property
    def faces(self) -> tuple[CardFaces, ...]:
        """The finished faces of all cards, in the deck's order."""
        return tuple(self.set_all(self._cards))

    @property
    def found(self) -> dict[str, list[Problem]]:
        """What did not fit by "front.title", and of the cards set so far what cannot be shown."""
        return {
            f"{setter.face}.{box}": problems
            for setter in self.setters
            for box, problems in setter.problems.items()
        }

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """What is told of texts that do not fit."""
        return tuple(overflow for setter in self.setters for overflow in setter.overflows)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, front before back, box by box."""
        return tuple(problem for problems in self.found.values() for problem in problems)

    @property
    def sizes(self) -> dict[str, BoxSizes]:
        """What is told of the sizes of texts, by "front.title"."""
        return {f"{s.face}.{box}": sizes for s in self.setters for box, sizes in s.sizes.items()}


def typeset(
    deck: Deck,
    layout: Layout,
    fonts: FontSet,
    *,
    verbose: bool = False,
    only: Container[str] | None = None,
    cards: Sequence[Card] | None = None,
    counted: Container[str] | None = None,
    gather: Gather = alone,
    before: Typesetting | None = None,
    kept: KeptFaces | None = None,
    pictures: Pictures | None = None,
    tell: Tell = untold,
    guesses: bool = False,
) -> Typesetting:
    """Find the sizes and lines of a deck's cards; `verbose` also notes what keeps sizes down.

    The problems are those of the cards with the ids `only`, if given; sizes are those of the whole
    deck. Where others fit some of the cards at the same time, `cards` are those to be fitted here;
    those with the ids `counted` are counted here, and `gather` has what is found of all. For a deck
    that is being edited, `before` is what came of the build before with the same `kept` faces: what
    is the same is used again. `pictures` opens the cards' pictures, `tell` is told how far the work
    is. With `guesses`, which saves time, setting a card may raise Misjudged: then all is to be done
    again without. Raises KorttipakkaError when a font cannot be used.
    """
    fitted = deck.cards if cards is None else cards
    pictures = pictures or Pictures(space=layout.sheet.color)
    if kept is not None:
        kept.begin(deck, layout, fonts)
    setters = dict(zip(FACES, before.setters, strict=True)) if before else {}
    boxes = len(layout.front) + len(layout.back)
    steps = Steps(len(fitted) * boxes, tell)
    same = before.same_cards(fitted, _common(deck, layout, fonts)) if before else ()
    front, back = (
        FaceSetter(
            deck, layout, fonts, name, pictures, fitted, only, counted, gather, verbose,
            steps, setters.get(name), kept is not None, same, guesses,
        )
        for name in FACES
    )  # fmt: skip
    return Typesetting(deck, layout, fonts, fitted, front, back, kept)


def _common(deck: Deck, layout: Layout, fonts: FontSet) -> object:
    """What boxes on cards depend on besides the card and their own settings."""
    titles = deck.title, deck.translations, deck.edition, deck.url
    return titles, deck.categories, len(deck.cards), deck.language, layout.card, fonts
