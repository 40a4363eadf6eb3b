"""Checks of finished cards: a small rule for each matter, each problem with a stable code."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..basics.color import Color, is_faint, parse_color
from ..basics.problems import Problem
from ..fonts import FontSet
from ..impose import Grid
from ..impose.pages import Side
from ..model.deck import Deck
from ..model.frame import CardFaces, Page
from ..model.layout import Layout
from .boxes import outside_card
from .contrast import LowContrast
from .covered import CoveredText
from .edge import InkNearEdge, Overfull
from .fonts import SubstitutedFonts
from .html import HtmlAsTyped
from .idle import idle_reversal, idle_settings
from .printing import CoarsePictures, SmallCodes, SmallText
from .rule import CardRule, Rule
from .text import MissingCharacters, TextNearEdge
from .unread import UnreadPictures
from .untranslated import Untranslated
from .unused import Unshown, unfilled, unknown_categories, without_url
from .walk import Walk

if TYPE_CHECKING:
    from ..pictures.separation import Separation

__all__ = ["CardFindings", "Checks", "Rule"]

CardFindings = tuple[tuple[int, Any], ...]
"""What rules found on a card, each with the rule's number; most cards have nothing wrong."""


class Checks:
    """The rules for the cards of a deck in a layout, and for their pages.

    `rules` gather what is found. `fonts` are those that the cards were set in. `grid` is where they
    lie on a sheet; None for single faces. `inks` are those of a press, None for colours in RGB;
    `flat` pages show nothing through.
    """

    def __init__(
        self, deck: Deck, layout: Layout, fonts: FontSet, grid: Grid | None = None,
        inks: "Separation | None" = None, flat: bool = False,
    ) -> None:  # fmt: skip
        self._deck = deck
        self._layout = layout
        self._fonts = fonts
        self._grid = grid
        self._walk = Walk()
        self._unshown = Unshown(deck, layout)
        self._of_cards: tuple[CardRule[Any], ...] = (
            self._unshown,
            MissingCharacters(deck, layout, fonts),
            TextNearEdge(layout),
            LowContrast(deck, layout),
            CoveredText(layout),
            SmallText(layout),
            CoarsePictures(layout),
            SmallCodes(layout),
            SubstitutedFonts(layout, fonts),
            Untranslated(deck, layout),
            HtmlAsTyped(),
            UnreadPictures(),
            *_of_faint_colors(deck, layout),
            *_of_corners(layout),
            *_of_press(deck, layout, inks, flat),
        )
        self._ink = InkNearEdge(layout, grid)
        self.rules: tuple[Rule[Any], ...] = (*self._of_cards, self._ink)

    def inspect(self, face: CardFaces) -> CardFindings:
        """What the rules find on a card."""
        card = self._walk.seen(face)
        found = [rule.inspect(card) for rule in self._of_cards]
        return tuple([each for each in enumerate(found) if each[1] is not None])

    def merge(self, found: CardFindings) -> None:
        """Add what was found on the next card."""
        for number, what in found:
            self._of_cards[number].merge(what)

    def inspect_page(self, page: Page, side: Side, overfull: Overfull = ()) -> None:
        """Look at a page that shows this side of its cards, but for those that are overfull."""
        found = self._ink.inspect(page, side, overfull)
        if found is not None:
            self._ink.merge(found)

    @cached_property
    def misplaced(self) -> Mapping[str, Problem]:
        """The boxes that have no room on the card, by names such as "front.title"."""
        return outside_card(self._deck, self._layout)

    def problems(self) -> list[Problem]:
        """Every problem of the cards that were looked at, and of the layout, rule by rule."""
        return [
            *self._unshown.problems(),
            *unfilled(self._deck, self._layout),
            *unknown_categories(self._deck, self._layout),
            *without_url(self._deck, self._layout),
            *self.misplaced.values(),
            *(problem for rule in self._of_cards[1:] for problem in rule.problems()),
            *_too_round(self._layout),
            *idle_reversal(self._layout),
            *idle_settings(self._deck, self._layout, self._fonts, self._grid),
        ]

    def page_problems(self) -> list[Problem]:
        """What is wrong with the pages that were looked at."""
        return self._ink.problems()


def _of_corners(layout: Layout) -> Iterator[CardRule[Any]]:
    """The rule of round corners, of a layout that has some."""
    if layout.card.corner:
        from .corners import CutCorners

        yield CutCorners(layout)


def _of_faint_colors(deck: Deck, layout: Layout) -> Iterator[CardRule[Any]]:
    """The rule of colours that are not seen, of a deck that has one like a ground of its layout."""
    said = {category.color for category in deck.categories} | {card.color for card in deck.cards}
    colors = [parse_color(color) for color in said - {""}]
    if any(is_faint(color, ground) for color in colors for ground in _plain_grounds(layout)):
        from .unseen import UnseenColors

        yield UnseenColors(layout)


def _plain_grounds(layout: Layout) -> set[Color]:
    """The paper, and what boxes are filled with on all cards, but for blends."""
    fills = {box.fill for _, box in layout.faced_boxes() if box.fill.startswith("#")}
    named = {layout.colors.get(box.fill) for _, box in layout.faced_boxes()}
    return {layout.colors["paper"], *map(parse_color, fills), *filter(None, named)}


def _too_round(layout: Layout) -> Iterator[Problem]:
    if layout.card.corner:
        from .corners import too_round

        yield from too_round(layout)


def _of_press(
    deck: Deck, layout: Layout, inks: "Separation | None", flat: bool
) -> Iterator[CardRule[Any]]:
    if inks is not None:
        from .most_ink import MostInk

        yield MostInk(deck, layout, inks)
        if flat:
            from .transparency import NothingClear

            yield NothingClear(layout)
