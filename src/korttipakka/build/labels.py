"""What stands beside cards on show: which cards they are, and what they are shown for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..impose.lettering import lines
from ..impose.slug import Label
from ..model.deck import Card
from ..model.frame import CardFaces, Part
from ..model.layout import Role
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
        named.setdefault(card.category_key, []).append(card)
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


MEASURED: tuple[Role, ...] = ("title", "text")
"""The roles whose sizes are told below cards."""


def size_lines(faces: CardFaces, width: float, label: Label) -> list[TextRun]:
    """A card's number, id and sizes in as many lines as a width asks for; none of a blank card."""
    if faces.blank:
        return []
    sizes = ", ".join(_told_sizes(faces))
    about = f"{faces.card.number} {faces.card.id}"
    return broken(f"{about}: {sizes}" if sizes else about, width, SMALL, label)


def _told_sizes(faces: CardFaces) -> Iterator[str]:
    """The sizes of titles and texts: "title 30 and 16 pt", those of the front first."""
    parts = [*faces.front.parts, *faces.back.parts]
    for role in MEASURED:
        sizes = dict.fromkeys(_type_size(part) for part in parts if part.role == role)
        told = [f"{size:g}" for size in sizes if size]
        if told:
            yield f"{role} {' and '.join(told)} pt".replace(" ", "\u00a0")


def _type_size(part: Part) -> float:
    """The size in points of most of a box's text, to a hundredth; 0 without a text."""
    widths = defaultdict[float, float](float)
    for paragraph in part.paragraphs:
        for run in paragraph.runs:
            widths[round(run.size, 2)] += run.width
    return max(widths, key=lambda size: widths[size], default=0.0)


def broken(text: str, width: float, size: float, label: Label) -> list[TextRun]:
    """A text in as many lines as a width in points asks for."""
    return [label(line, size) for line in lines(text, width, size, label)]
