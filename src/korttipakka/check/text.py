"""Rules about the text that is painted."""

from collections.abc import Iterable

from ..basics.geometry import Insets, Rect
from ..basics.problems import Location, Problem, Severity
from ..basics.units import fits, in_mm
from ..content.values import Values
from ..model.deck import Card, Deck
from ..model.frame import Part
from ..model.layout import Layout
from ..model.text import TextRun
from .missing import Lacking, missing_problems
from .rule import CardRule, SingleCardRule
from .walk import CAPITALS, TAILS, Edges, SeenCard, SeenPart


class MissingCharacters(CardRule[list[Lacking]]):
    """No tofu: every character must be in the fonts or their fallbacks.

    One missing font of a deck is one problem.
    """

    def __init__(self, deck: Deck, layout: Layout) -> None:
        self._deck = deck
        self._fallback = layout.fonts.fallback
        self.found = []

    def inspect(self, card: SeenCard) -> list[Lacking] | None:
        """The characters that are missing on a card, together for each field."""
        lacking = [
            (part.part, piece.missing)
            for part in card.parts
            for run, _ in part.texts
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


class TextNearEdge(SingleCardRule):
    """Text keeps `card.safe` away from the trim, where a cut may go wrong.

    Text over the trim is an error. That which does not fit its box is told of already.
    """

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._margin = layout.card.safe
        self._safe = Rect.of(layout.card.size).inset(Insets.all(layout.card.safe))

    def inspect(self, card: SeenCard) -> list[Problem] | None:
        """The sides on which text reaches into the safe margin."""
        found = []
        for side, parts in (("front", card.front), ("back", card.back)):
            over = self._over(parts)
            if not fits(over, 0.01) and side not in card.face.overfull:
                found.append(self._problem(card.face.card, side, over))
        return found or None

    def _over(self, parts: Iterable[SeenPart]) -> float:
        """How far text leaves the safe area at most; 0 where none does."""
        over, (left, bottom, right, top) = 0.0, self._safe
        for part in parts:
            for run, line in part.texts:
                a, b, c, d = line
                size = run.size
                if a < left or c > right or b < bottom + TAILS * size or d > top - CAPITALS * size:
                    over = max(over, _over(run, line, self._safe))
        return over

    def _problem(self, card: Card, side: str, over: float) -> Problem:
        beyond = over - self._margin
        if beyond > LOST:
            message = f"card '{card.title}': text on the {side} reaches {in_mm(beyond)} mm over the"
            hint = "move its box inwards, or let it be smaller"
            return Problem("text-near-edge", f"{message} edge of the card", card.at, hint)
        return Problem(
            "text-near-edge",
            f"card '{card.title}': text on the {side} reaches "
            f"{in_mm(over)} mm into the safe margin",
            card.at,
            f"card.safe is {in_mm(self._margin)} mm",
            Severity.WARNING,
        )


def _over(run: TextRun, line: Edges, safe: Rect) -> float:
    """How far a line's letters leave the safe area; of turned text, its baseline."""
    left, bottom, right, top = line
    flat = top == bottom
    return max(
        safe.left - left,
        right - safe.right,
        safe.bottom - bottom + flat * TAILS * run.size,
        top + flat * CAPITALS * run.size - safe.top,
    )
