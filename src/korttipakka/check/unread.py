"""A rule about pictures without words: who hears the deck read learns nothing of them."""

from collections.abc import Iterable

from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..model.deck import Card
from .rule import CardRule
from .walk import SeenCard, and_more


class Wordless(NamedTuple):
    """The first card whose picture has no words, how many such cards there are, its field."""

    first: Card
    number: int
    field: str


class UnreadPictures(CardRule[Wordless | None]):
    """A card's own picture should have words for it; told once for the deck."""

    def __init__(self) -> None:
        self.found = None

    def inspect(self, card: SeenCard) -> Wordless | None:
        """A card that shows a picture of its own without words."""
        own = card.face.card
        wordless = [
            name
            for name, file, alt in (
                ("image", own.image, own.alt), ("image_back", own.image_back, own.alt_back),
            )
            if file is not None and not alt
        ]  # fmt: skip
        if not wordless or card.face.blank:
            return None
        shown = [one.part.fields for one in card.parts if one.part.role == "picture"]
        name = next((name for name in wordless for fields in shown if name in fields), "")
        return Wordless(own, 1, name) if name else None

    def merge(self, found: Wordless | None) -> None:
        """Add what was found on later cards."""
        if found is not None:
            first, number, field = self.found or (found.first, 0, found.field)
            self.found = Wordless(first, number + found.number, field)

    def problems(self) -> Iterable[Problem]:
        """One for all pictures."""
        if self.found is None:
            return
        first, number, field = self.found
        alt = "alt" if field == "image" else "alt_back"
        others = and_more(number, "of")
        yield Problem(
            "no-alt",
            f"the picture of card '{first.title}'{others} has no words, and is not read aloud",
            first.place(field),
            f"write what it shows below it, after '{alt}: '; it is not printed",
            Severity.NOTE,
        )
