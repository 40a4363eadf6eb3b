"""What is told of sizes that differ: which cards keep others small, and which are smaller."""

from collections.abc import Sequence

from ..basics.problems import Location, Problem, Severity
from ..model.deck import Card
from .shared import BoxSizes, Hold

NOTICED = 0.8
"""Type that is smaller than this share of the others' is seen to be so at a glance."""

MOST_NAMED = 20
"""Cards that are named in one problem: nobody reads on."""


def smaller_text(
    name: str, sizes: BoxSizes, cards: Sequence[Card], at: Location | None
) -> Problem:  # fmt: skip
    """Which of the cards have smaller texts than most in the box of this name."""
    named = [f"'{card.title}' ({sizes.smaller[card.id]:g} pt)" for card in cards]
    return Problem(
        "smaller-text",
        f"{name} is smaller than {sizes.shared:g} pt on {len(cards)} of "
        f"{sum(sizes.counts.values())} cards: {listed(named)}",
        at,
        f"shorten it there, or have one size on all cards: --set {name}.uniform=deck",
        Severity.NOTE,
    )


def held_down(name: str, hold: Hold, larger: float, cards: Sequence[Card]) -> Problem:
    """Which of the cards keep the texts of others at a size, and what these would have."""
    others, they = ("card", "that one") if hold.others == 1 else ("cards", "they")
    return Problem(
        "holds-others-down",
        f"{_holders(hold, cards)} the {name} of {hold.others} other {others} at {hold.size:g} pt; "
        f"without {_whom(hold)} {they} would be set at {larger:g} pt",
        cards[0].at,
        f"shorten {_whom(hold)}, or let sizes differ: --set {name}.uniform=card",
        Severity.NOTE,
    )


def _holders(hold: Hold, cards: Sequence[Card]) -> str:
    keep = "card {} keeps" if len(cards) == 1 else "cards {} keep"
    return keep.format(listed([f"'{card.title}'" for card in cards]))


def _whom(hold: Hold) -> str:
    """The fewest cards without which others were larger: all that hold them down, or some."""
    if hold.fewest < len(hold.cards):
        return "one of them" if hold.fewest == 1 else f"{hold.fewest} of them"
    return "it" if hold.fewest == 1 else "them"


def listed(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Names as a sentence has them: "'A', 'B' and 3 more".

    >>> listed(["A", "B", "C"]), listed(["A", "B", "C", "D"], most=2)
    ('A, B and C', 'A, B and 2 more')
    """
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last
