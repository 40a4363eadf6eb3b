"""A rule about layouts that show texts in a language of their choice, as `{title.sv}` does."""

from collections.abc import Iterable

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..content.values import Values, serving
from ..model.deck import Deck
from ..model.layout import Layout
from ..model.placeholders import field_and_language
from ..model.roles import named_values
from ..reading.untranslated import advice, listed
from .rule import CardRule
from .walk import SeenCard


class Gap(NamedTuple):
    """A text that a card does not give in the language that the layout asks for."""

    language: str
    title: str
    at: Location | None


class Untranslated(CardRule[list[Gap]]):
    """What a layout shows in a language should be given in it: named once for each language.

    A text that is given only once is the same in all of them.
    """

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        asked = dict.fromkeys(map(field_and_language, named_values(layout)))
        self._asked = [(field, tag) for field, tag in asked if tag]
        self.found = []

    def inspect(self, card: SeenCard) -> list[Gap] | None:
        """The texts of a card that are given in other languages only."""
        if not self._asked:
            return None
        own, values = card.face.card, Values(card.face.card, self._deck)
        return [
            Gap(tag, own.title, own.place(f"{field}.{tag}"))
            for field, tag in self._asked
            if (given := values.translations(field)) and not serving(tag, given)
        ] or None

    def merge(self, found: list[Gap]) -> None:
        """Add what later cards lack."""
        self.found += found

    def problems(self) -> Iterable[Problem]:
        """One for each language."""
        for tag in dict.fromkeys(gap.language for gap in self.found):
            gaps = [gap for gap in self.found if gap.language == tag]
            titles = list(dict.fromkeys(gap.title for gap in gaps))
            number = "one text is" if len(gaps) == 1 else f"{len(gaps)} texts are"
            yield Problem(
                "missing-translation",
                f"{number} not given in '{tag}', which the layout shows: {listed(titles)}",
                gaps[0].at,
                advice(self._deck.at.shown if self._deck.at else "DECK", tag),
                Severity.WARNING,
            )
