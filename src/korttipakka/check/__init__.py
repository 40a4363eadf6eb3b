"""Checks of finished cards: a small rule for each matter, each problem with a stable code."""

from typing import Any

from ..basics.problems import Problem
from ..model.deck import Deck
from ..model.frame import CardFaces
from ..model.layout import Layout
from .boxes import outside_card
from .contrast import LowContrast
from .printing import CoarsePictures, SmallCodes, SmallText, idle_reversal, idle_settings
from .rule import Rule
from .text import MissingCharacters, TextNearEdge
from .unused import Unshown, unfilled
from .walk import seen

__all__ = ["Checks"]


class Checks:
    """The rules for the cards of a deck in a layout, which may be looked at in several processes.

    Each looks at a run of cards in the deck's order; one of them then absorbs the facts of the
    others, those of earlier cards first, and tells the problems.
    """

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._layout = layout
        self._unshown = Unshown(deck, layout)
        self._others = (
            MissingCharacters(deck),
            TextNearEdge(layout),
            LowContrast(deck, layout),
            SmallText(layout),
            CoarsePictures(),
            SmallCodes(layout),
        )
        self._rules: tuple[Rule[Any], ...] = (self._unshown, *self._others)

    def look(self, face: CardFaces) -> None:
        """Look at the next card."""
        card = seen(face)
        for rule in self._rules:
            rule.look(card)

    @property
    def facts(self) -> tuple[object, ...]:
        """What was found so far, for another to absorb: it can be pickled."""
        return tuple(rule.facts for rule in self._rules)

    def absorb(self, facts: tuple[object, ...]) -> None:
        """Add the facts that checks of the same deck and layout found on cards that come later."""
        for rule, found in zip(self._rules, facts, strict=True):
            rule.absorb(found)

    def problems(self) -> list[Problem]:
        """Every problem of the cards that were looked at, and of the layout, rule by rule."""
        return [
            *self._unshown.problems(),
            *unfilled(self._deck, self._layout),
            *outside_card(self._layout),
            *(problem for rule in self._others for problem in rule.problems()),
            *idle_reversal(self._layout),
            *idle_settings(self._layout),
        ]
