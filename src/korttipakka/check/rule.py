"""Rules that look at one card after the other, and tell at the end."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from ..basics.problems import Problem
from .walk import SeenCard

Facts = TypeVar("Facts")


class Rule(ABC, Generic[Facts]):
    """A rule for the cards of a deck in a layout.

    `facts` is what it has found so far: it can be pickled, and is small where nothing is wrong.
    """

    facts: Facts

    @abstractmethod
    def look(self, card: SeenCard) -> None:
        """Look at the next card."""

    @abstractmethod
    def absorb(self, facts: Facts) -> None:
        """Add what the same rule found on cards that come later in the deck."""

    @abstractmethod
    def problems(self) -> Iterable[Problem]:
        """What is wrong with the cards that were looked at."""


class RuleOfOne(Rule[list[Problem]]):
    """A rule whose problems are those of single cards: there is nothing to gather."""

    def __init__(self) -> None:
        self.facts = []

    def absorb(self, facts: list[Problem]) -> None:
        """Add the problems of later cards."""
        self.facts += facts

    def problems(self) -> Iterable[Problem]:
        """Those of each card in turn."""
        return self.facts
