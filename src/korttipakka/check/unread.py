"""A rule about pictures without words: who hears the deck read learns nothing of them."""

from collections.abc import Iterable

from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..model.deck import Card
from .rule import CardRule
from .walk import SeenCard


class Wordless(NamedTuple):
    """The first card whose picture has no words, and how many such cards there are."""

    first: Card
    number: int


class UnreadPictures(CardRule[Wordless | None]):
    """A card's own picture should have words for it; told once for the deck."""

    def __init__(self) -> None:
        self.found = None

    def inspect(self, card: SeenCard) -> Wordless | None:
        """A card that shows a picture of its own without words."""
        own = card.face.card
        if own.image is None or own.alt or card.face.blank:
            return None
        shows = any("image" in one.part.fields and one.part.role == "picture" for one in card.parts)
        return Wordless(own, 1) if shows else None

    def merge(self, found: Wordless | None) -> None:
        """Add what was found on later cards."""
        if found is not None:
            first, number = self.found or (found.first, 0)
            self.found = Wordless(first, number + found.number)

    def problems(self) -> Iterable[Problem]:
        """One for all pictures."""
        if self.found is None:
            return
        first, number = self.found
        others = f" and of {number - 1} more" if number > 1 else ""
        yield Problem(
            "no-alt",
            f"the picture of card '{first.title}'{others} has no words, and is not read aloud",
            first.place("image"),
            "write what it shows below it, after 'alt: '; it is not printed",
            Severity.NOTE,
        )
