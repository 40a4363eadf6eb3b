"""What reaches too far on cards: told once for a box of the layout, by the worst of its cards."""

from collections.abc import Mapping

from ..basics.records import NamedTuple
from ..model.deck import Card
from .rule import CardRule
from .walk import and_more


class Reach(NamedTuple):
    """How far a box reaches at most, in points; the first such card, and their number."""

    over: float
    card: Card
    number: int

    @property
    def cards(self) -> str:
        """The cards in words: the first by its title."""
        others = and_more(self.number)
        return f"card '{self.card.title}'{others}"


Reaches = Mapping[tuple[str, bool], Reach]
"""By the box's name, and a difference between reaches that are told apart."""


class ReachRule(CardRule[Reaches]):
    """A rule about how far boxes reach."""

    def __init__(self) -> None:
        self.found = {}

    def merge(self, found: Reaches) -> None:
        """Add other cards."""
        merged = dict(self.found)
        for key, (over, card, number) in found.items():
            known = merged.get(key, Reach(0.0, card, 0))
            merged[key] = Reach(max(known.over, over), known.card, known.number + number)
        self.found = merged
