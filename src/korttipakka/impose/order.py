"""The order of cards: copies, which card goes to which place of which sheet, the outline."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from ..model.deck import Card
from ..model.frame import CardCopy

T = TypeVar("T")


def copies(cards: Iterable[CardCopy]) -> list[CardCopy]:
    """Each card as often as it asks for, its copies numbered wherever they come."""
    counts: dict[tuple[str, bool], int] = {}
    found: list[CardCopy] = []
    for card in cards:
        for _ in range(card.card.copies):
            counts[card.key] = number = counts.get(card.key, 0) + 1
            found.append(card._replace(number=number))
    return found


def dealt(
    items: Sequence[T], places: int, order: Literal["rows", "stack", "shuffle"], used: int = 0
) -> list[list[T | None]]:
    """The items on sheets of so many places; None where a place stays empty.

    `used` places of the first sheet are passed over. In the order "rows" sheets are filled one
    after the other, and so are items that have been shuffled; in "stack" every place is filled
    through all sheets before the next, so that after cutting the pile the piles, put on each other
    place by place, are in order.
    """
    sheets = -(-(len(items) + used) // places)
    slots = [(sheet, place) for sheet in range(sheets) for place in range(places)][used:]
    if order == "stack":
        slots.sort(key=lambda slot: (slot[1], slot[0]))
    table: list[list[T | None]] = [[None] * places for _ in range(sheets)]
    for (sheet, place), item in zip(slots, items, strict=False):
        table[sheet][place] = item
    return table


def beginnings(cards: Iterable[Card]) -> dict[int, str]:
    """The names of categories by the index of the first card in each."""
    names: dict[int, str] = {}
    seen: set[str] = set()
    for index, card in enumerate(cards):
        if card.category is not None and card.category.key not in seen:
            seen.add(card.category.key)
            names[index] = card.category.name
    return names


def begun(indices: Iterable[int | None], begins: Mapping[int, str]) -> tuple[str, ...]:
    """Which categories begin on a page that holds the cards with these indices."""
    present = sorted(index for index in indices if index is not None)
    return tuple(begins[index] for index in present if index in begins)


def passes(
    sheets: Sequence[tuple[T, T | None]], sides: str, reverse_backs: bool,
    backs_first: bool = False,
) -> list[tuple[T, T | None]]:  # fmt: skip
    """The sheets of one pass through the printer, or with "apart" of two passes, fronts first.

    `sides` is a value of the setting of this name, and a sheet has the sides that it asks for.
    Backs in a pass of their own may come last sheet first, as printers that stack their output
    face up need it. With `backs_first` each back, or the pass of backs, comes before the fronts.
    """
    fronts: list[tuple[T, T | None]] = [(front, None) for front, _ in sheets]
    if sides == "both" and backs_first:
        return [(front, None) if back is None else (back, front) for front, back in sheets]
    if sides in {"both", "fronts"}:
        return list(sheets)
    if sides == "backs":
        return fronts[::-1] if reverse_backs else fronts
    backs: list[tuple[T, T | None]] = [(back, None) for _, back in sheets if back is not None]
    backs = backs[::-1] if reverse_backs else backs
    return backs + fronts if backs_first else fronts + backs
