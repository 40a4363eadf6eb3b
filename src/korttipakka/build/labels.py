"""What stands beside cards on show: which cards they are, and what they are shown for."""

from collections.abc import Iterable, Mapping, Sequence

from ..impose.lettering import lines
from ..impose.slug import Label
from ..model.deck import Card
from ..model.text import TextRun

SMALL = 7.0
"""Type size in points of what stands below a card."""

LONGEST, EMPTY = "longest text", "no text"


def samples(cards: Sequence[Card]) -> dict[str, str]:
    """Ids of a few cards that show what a layout has to hold, each with why, in the deck's order.

    The first card with a text in each category, the one with the longest text, and the first that
    has none where others have one.
    """
    reasons: dict[str, list[str]] = {}
    named: dict[str, list[Card]] = {}
    for card in cards:
        named.setdefault(card.category.key if card.category else "", []).append(card)
    for members in named.values():
        first = next((card for card in members if card.text), members[0])
        reasons.setdefault(first.id, []).append(first.category.name if first.category else "")
    written = [card for card in cards if card.text]
    if written:
        longest = max(written, key=lambda card: len(card.text))
        reasons.setdefault(longest.id, []).append(LONGEST)
    empty = next((card for card in cards if not card.text), None)
    if written and empty:
        reasons.setdefault(empty.id, []).append(EMPTY)
    return {
        card.id: ", ".join(filter(None, reasons[card.id])) for card in cards if card.id in reasons
    }


def reason_lines(
    cards: Iterable[Card], reasons: Mapping[str, str], label: Label
) -> list[list[TextRun]]:
    """A line for each card: its number, and why it is shown; none without reasons."""
    if not reasons:
        return []
    return [[label(f"{card.number}  {reasons[card.id]}".rstrip(), SMALL)] for card in cards]


def broken(text: str, width: float, size: float, label: Label) -> list[TextRun]:
    """A text in as many lines as a width in points asks for."""
    return [label(line, size) for line in lines(text, width, size, label)]
