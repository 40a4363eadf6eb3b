"""Which layout a deck is set in, and the one policy for cards too small for it."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from ..basics.problems import Location, Problem, Severity
from ..basics.sizes import size_in_mm
from ..basics.units import MM
from ..model.deck import Deck
from ..model.layout import Layout
from ..model.settings import Override
from ..reading.layout import layout_names, read_layout
from ..typeset import OVERFLOW

DEFAULT_LAYOUT = "workshop"

SMALL_LAYOUT, SMALL = "pocket", 100 * MM
"""The layout for perforated sheets of cards that are narrower, unless another is asked for."""

TOO_SMALL = (OVERFLOW, "empty-box", "box-outside-card")
"""Codes of errors that tell of cards too small for a layout."""


class NamedBy(Enum):
    """Who chose a layout."""

    NOBODY = "default"
    DECK = "deck"
    CALLER = "caller"


class ForSmallCards(Enum):
    """What to do about the layout for small cards."""

    LEAVE = "leave"
    TAKE = "take it at once"
    TRY = "try it, and say so if it fits"
    ADVISE = "name it in a hint"


def named_by(deck: Deck, layout: str | None) -> NamedBy:
    """Who chose the layout of a build that was asked for `layout`."""
    if layout is not None:
        return NamedBy.CALLER
    return NamedBy.DECK if deck.layout else NamedBy.NOBODY


def small_cards(layout: Layout, chooser: NamedBy, problems: Iterable[Problem]) -> ForSmallCards:
    """What is to be done on a perforated sheet whose cards are small for their layout.

    Without a wish of anybody's, the layout for small cards is taken before anything is set. When
    texts then do not fit (`problems`), it is tried in place of a larger one that ships and that the
    deck names, and advised to a caller who named another.
    """
    form = layout.sheet.perforated
    if form is None or layout.name == SMALL_LAYOUT:
        return ForSmallCards.LEAVE
    if chooser is NamedBy.NOBODY and form.card.width < SMALL:
        return ForSmallCards.TAKE
    if not is_too_small(problems):
        return ForSmallCards.LEAVE
    ships = layout.name in layout_names()
    if chooser is not NamedBy.CALLER and ships and min(form.card) < SMALL:
        return ForSmallCards.TRY
    return ForSmallCards.ADVISE


def is_too_small(problems: Iterable[Problem]) -> bool:
    """Whether problems tell of cards that are too small."""
    return any(problem.code in TOO_SMALL for problem in problems)


def layout_of(deck: Deck, layout: str | None, overrides: Sequence[Override]) -> Layout:
    """The layout that a deck is to be set in. Raises KorttipakkaError."""
    if layout is not None:
        return read_layout(layout, overrides, at=Location.flag(f"--layout {layout}"))
    if deck.layout:
        return read_layout(deck.layout, overrides, deck.root, deck.layout_at, inside=deck.root)
    found = read_layout(DEFAULT_LAYOUT, overrides)
    take = small_cards(found, NamedBy.NOBODY, ()) is ForSmallCards.TAKE
    return read_layout(SMALL_LAYOUT, overrides) if take else found


def taken_note(deck: Deck, layout: Layout) -> Problem:
    """The note that the layout for small cards was taken in place of the deck's."""
    message = f"{SMALL_LAYOUT}, since the deck's '{layout.name}' is for larger cards"
    hint = f"--layout {layout.name}"
    return Problem("small-layout", message, deck.layout_at, hint, Severity.NOTE)


def with_setting(
    deck: Deck, layout: str | None, overrides: Sequence[Override], key: str, text: str
) -> Layout:
    """The layout of a deck with one setting more, as by `--set`. Raises KorttipakkaError."""
    more = Override(key, text, Location.flag(f"--set {key}={text}"))
    return layout_of(deck, layout, [*overrides, more])


def unscaled_note(layout: Layout) -> Problem:
    """The note that a layout was left as it was made, since texts do not fit the scaled one."""
    message = f"{layout.name} in its own lengths and type: at {layout.scale:.0%} texts do not fit"
    at = layout.origin("card.size")
    return Problem("scaled-layout", message, at, severity=Severity.NOTE)


def scaled_notes(layout: Layout) -> Iterator[Problem]:
    """The note that a layout is smaller or larger than it was made, if it is."""
    made_for = layout.designed
    if layout.scale == 1 or made_for is None:
        return
    message = (
        f"{layout.name} at {layout.scale:.0%}, since it is for cards of {size_in_mm(made_for)}"
    )
    hint = "--set card.scale=no leaves its lengths and type as they are"
    yield Problem("scaled-layout", message, layout.origin("card.size"), hint, Severity.NOTE)


def advice(layout: Layout) -> Problem:
    """A way out when texts do not fit the cards of a perforated sheet."""
    message = f"the layout '{SMALL_LAYOUT}' is made for small cards such as this sheet's"
    at, hint = layout.origin("sheet.perforated"), f"add --layout {SMALL_LAYOUT}"
    return Problem("small-cards", message, at, hint, Severity.WARNING)
