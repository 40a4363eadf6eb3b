"""Typesetting: cards and a layout to finished fronts and backs."""

from collections.abc import Container
from dataclasses import dataclass, field

from ..deck import Deck
from ..fonts import FontSet
from ..frame import CardFaces
from ..layout import Layout
from ..pictures import Pictures
from ..problems import Problem
from .faces import FaceSetter

__all__ = ["Typesetting", "typeset"]


@dataclass(frozen=True, slots=True)
class Typesetting:
    """The finished faces of a deck's cards, in the deck's order, and what did not fit.

    `sizes` holds the type size in points by "front.title" and card id.
    """

    faces: tuple[CardFaces, ...]
    problems: tuple[Problem, ...] = ()
    sizes: dict[str, dict[str, float]] = field(default_factory=dict)


def typeset(
    deck: Deck,
    layout: Layout,
    fonts: FontSet,
    *,
    verbose: bool = False,
    only: Container[str] | None = None,
) -> Typesetting:
    """Set every card of a deck; `verbose` also notes what keeps sizes down.

    The problems are those of the cards with the ids `only`, if given; sizes are those of the whole
    deck. Raises KorttipakkaError when a font cannot be used.
    """
    pictures = Pictures()
    front = FaceSetter(deck, layout, fonts, "front", pictures, verbose, only)
    back = FaceSetter(deck, layout, fonts, "back", pictures, verbose, only)
    pairs = zip(deck.cards, front.frames(), back.frames(), strict=True)
    faces = tuple(
        CardFaces(card, recto, verso, tuple(s.face for s in (front, back) if card.id in s.overfull))
        for card, recto, verso in pairs
    )
    sizes = {
        f"{setter.face}.{box}": found
        for setter in (front, back)
        for box, found in setter.sizes.items()
    }
    return Typesetting(faces, (*front.problems, *back.problems), sizes)
