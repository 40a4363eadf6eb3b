"""`--card-size auto`: the smallest part of the paper on which all texts are large enough."""

from collections.abc import Callable, Iterator, Sequence
from math import floor

from ..basics.geometry import Size
from ..basics.problems import KorttipakkaError, Location, Problem, Severity
from ..basics.records import NamedTuple
from ..basics.sizes import CARDS, size_in_mm
from ..basics.units import MM, SLACK, fits
from ..check.boxes import outside_card
from ..fonts import FontSet
from ..impose import grid_of
from ..model.deck import Card, Deck
from ..model.layout import Layout, SheetStyle, printed
from ..model.roles import role_of
from ..model.settings import Override
from ..typeset import typeset
from .type_sizes import READ

LARGE_ENOUGH = 9.0
"""Points that all texts are to have."""

PARTS = {"an eighth": (2, 4), "a sixth": (2, 3), "a quarter": (2, 2), "half": (1, 2)}
"""Parts of a sheet, each so many across and down: a few cuts make them, and nothing is left."""

TRIED = 24
"""Cards that a size is tried on first, those with the longest texts: most sizes fail there."""

OnSize = Callable[[str], Layout]
"""The layout on cards of a size by its name, as a flag would have it. Raises KorttipakkaError."""


class PartOfPaper(NamedTuple):
    """A card size that is such a part of the sheet, and its name for `--card-size`."""

    name: str
    size: Size
    part: str


class AutoSize(NamedTuple):
    """The size that was found, and whether all texts are large enough on it."""

    found: PartOfPaper
    large_enough: bool

    def override(self, layout: Layout) -> Override:
        """The size as a setting, in place of the word that asked for it."""
        at = layout.origin("card.size") or Location.flag("--card-size auto")
        return Override("card.size", self.found.name, at)

    def note(self, layout: Layout) -> Problem:
        """What is told of the size."""
        found = self.found
        why = f"the smallest part on which all texts have {LARGE_ENOUGH:g} pt"
        if not self.large_enough:
            why = f"no part has room for all texts in {LARGE_ENOUGH:g} pt"
        size = size_in_mm(found.size)
        message = f"cards of {size}, {found.part} of the paper: {why}"
        hint = f"--card-size {found.name} keeps this size, whatever texts come"
        return Problem("auto-size", message, layout.origin("card.size"), hint, Severity.NOTE)


def parts_of_paper(sheet: SheetStyle) -> Iterator[PartOfPaper]:
    """The sizes of cards that fill a sheet between its margins, the smallest first."""
    width, height = sorted(sheet.paper)
    width -= sheet.margin.left + sheet.margin.right
    height -= sheet.margin.top + sheet.margin.bottom
    for part, (across, down) in PARTS.items():
        sides = _side(width, sheet.gutter.x, across), _side(height, sheet.gutter.y, down)
        if min(sides) > 0:
            name = next((name for name, known in CARDS.items() if known == sides), "")
            size = Size(sides[0] * MM, sides[1] * MM)
            yield PartOfPaper(name or f"{sides[0]:g}x{sides[1]:g}mm", size, part)


def _side(room: float, gutter: float, count: int) -> float:
    """The length of each of so many cards in a row, in millimetres: no more than there is room."""
    return floor(((room + gutter) / count - gutter) / MM * 100 + SLACK) / 100


def auto_size(deck: Deck, sheet: SheetStyle, fonts: FontSet, on_size: OnSize) -> AutoSize | None:
    """The smallest part of the paper that holds all texts well; else the one that holds most.

    None when no part of the paper can be a card.
    """
    holding = None
    for part in parts_of_paper(sheet):
        try:
            layout = on_size(part.name)
            grid_of(layout)
        except KorttipakkaError:
            continue
        holds = least_size(deck, layout, fonts)
        if fits(LARGE_ENOUGH, holds):
            return AutoSize(part, large_enough=True)
        if holds or holding is None or not holding[1]:
            holding = part, holds
    return None if holding is None else AutoSize(holding[0], large_enough=False)


def least_size(deck: Deck, layout: Layout, fonts: FontSet) -> float:
    """The smallest type of texts that are read, in points; 0 where something has no room.

    A box that is meant to be smaller, or that ends below, counts as large enough.
    """
    if outside_card(deck, layout):
        return 0.0
    by_length = sorted(deck.cards, key=lambda card: -len(card.text) - len(card.title))
    least = LARGE_ENOUGH
    for cards in (by_length[:TRIED], by_length[TRIED:]):
        if cards:
            least = min(least, _least(deck, layout, fonts, cards))
        if least < LARGE_ENOUGH:
            return least
    return least


def _least(deck: Deck, layout: Layout, fonts: FontSet, cards: Sequence[Card]) -> float:
    found = typeset(deck, layout, fonts, cards=cards)
    if found.overflows:
        return 0.0
    return min(
        (
            found.sizes[f"{face}.{box.name}"].least
            for face in printed(layout.sheet)
            for box in layout.boxes(face)
            if role_of(box) in READ and fits(LARGE_ENOUGH, box.size.maximum)
        ),
        default=LARGE_ENOUGH,
    )
