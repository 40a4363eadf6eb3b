"""Rules about the text that is painted."""

from collections.abc import Iterable
from math import floor

from ..basics.geometry import Insets, Rect
from ..basics.problems import Location, Problem, Severity
from ..basics.shell import shell_line
from ..basics.units import MM, fits, in_mm
from ..content.values import Values
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.frame import Part
from ..model.layout import Layout
from .missing import Lacking, missing_problems
from .reach import Reach, Reaches, ReachRule
from .rule import CardRule
from .walk import SeenCard


class MissingCharacters(CardRule[list[Lacking]]):
    """No tofu: every character must be in the fonts or their fallbacks.

    One missing font of a deck is one problem.
    """

    def __init__(self, deck: Deck, layout: Layout, fonts: FontSet) -> None:
        self._deck = deck
        self._fonts = fonts
        self._fallback = layout.fonts.fallback
        self.found = []

    def inspect(self, card: SeenCard) -> list[Lacking] | None:
        """The characters that are missing on a card, together for each field."""
        if not self._fonts.has_lacked:
            return None
        lacking = [
            (part.part, piece.missing)
            for part in card.parts
            for run, _ in part.shown.texts
            for piece in run.pieces
            if piece.missing
        ]
        first: dict[str, Part] = {}
        for box, missing in lacking:
            first |= {text: box for text in missing if text not in first}
        values = Values(card.face.card, self._deck)
        places: dict[Location | None, list[str]] = {}
        for text, box in first.items():
            places.setdefault(_written(box, text, values), []).append(text)
        title = card.face.card.title
        return [Lacking(title, at, tuple(texts)) for at, texts in places.items()] or None

    def merge(self, found: list[Lacking]) -> None:
        """Add what later cards lack."""
        self.found += found

    def problems(self) -> Iterable[Problem]:
        """One for each script or kind of signs."""
        return missing_problems(self.found, self._fallback)


def _written(part: Part, text: str, values: Values) -> Location | None:
    """Which of the values that a part shows says a text; else the layout does."""
    return part.place(*(name for name in part.fields if text in values.of(name)), "")


LOST = 1.0
"""Points over the trim from which text is surely cut off."""

NOTHING = 0.1 * MM
"""What no cut is exact to: a letter that fills its box may reach so far over it."""


class TextNearEdge(ReachRule):
    """Text keeps `card.safe` away from the trim, where a cut may go wrong; told once for a box.

    Text over the trim is an error. That which does not fit its box is told of already.
    """

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._margin = layout.card.safe
        self._safe = Rect.of(layout.card.size).inset(Insets.all(layout.card.safe))

    def inspect(self, card: SeenCard) -> Reaches | None:
        """The boxes whose text reaches into the safe margin; text that is cut off is told apart."""
        found: dict[tuple[str, bool], Reach] = {}
        left, bottom, right, top = self._safe
        for parts in card.whole_sides:
            for part in parts:
                a, b, c, d = part.shown.reach
                if a < left or b < bottom or c > right or d > top:
                    over = max(left - a, bottom - b, c - right, d - top)
                    if not fits(over, NOTHING):
                        is_lost = over - self._margin > LOST
                        found[part.name, is_lost] = Reach(over, card.face.card, 1)
        return found or None

    def problems(self) -> Iterable[Problem]:
        """One for each box, or two where only some cards lose text."""
        for (name, is_lost), near in self.found.items():
            yield self._problem(name, is_lost, near)

    def _problem(self, name: str, is_lost: bool, near: Reach) -> Problem:
        start = f"{near.cards}: text of {name} reaches "
        if is_lost:
            message = f"{start}{in_mm(near.over - self._margin)} mm over the edge of the card"
            hint = f"move {name} inwards, or let it be smaller"
            return Problem("text-near-edge", message, near.card.at, hint)
        message = f"{start}{in_mm(near.over)} mm into the safe margin"
        left = max(0, floor((self._margin - near.over) / MM * 10)) / 10
        smaller = shell_line(["--set", f"card.safe={left:g} mm"])
        hint = f"move {name} inwards, or let the margin be smaller: {smaller}"
        return Problem("text-near-edge", message, near.card.at, hint, Severity.WARNING)
