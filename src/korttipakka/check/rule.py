"""The one protocol of all rules: what is seen piece by piece, gathered, and told at the end."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from ..basics.problems import Problem
from .walk import SeenCard

Found = TypeVar("Found")


class Rule(ABC, Generic[Found]):
    """A rule that looks at cards, pages or whatever else one after the other.

    `found` is what it has found so far: it can be pickled, so that another process can merge it
    into its own, and is small where nothing is wrong.
    """

    found: Found

    @abstractmethod
    def merge(self, found: Found) -> None:
        """Add what was found on pieces that come later."""

    @abstractmethod
    def problems(self) -> Iterable[Problem]:
        """What is wrong with all that was looked at."""


class CardRule(Rule[Found]):
    """A rule for the cards of a deck in a layout."""

    @abstractmethod
    def inspect(self, card: SeenCard) -> Found | None:
        """What is found on one card, to be merged; None where that is nothing."""
