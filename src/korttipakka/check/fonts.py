"""A rule about what texts ask of their fonts and do not get."""

from collections.abc import Iterable
from unicodedata import category

from ..basics.problems import Problem
from ..fonts import FontSet, FontUse, Style
from ..model.layout import Layout
from ..model.text import TextRun
from .rule import CardRule
from .walk import SeenCard

Uses = frozenset[FontUse]
"""Which styles were set in which fonts."""


class SubstitutedFonts(CardRule[Uses]):
    """Italic, bold and small capitals are never made up: what stands in for them is told."""

    def __init__(self, layout: Layout, fonts: FontSet) -> None:
        self._fonts = fonts
        self._styles = {
            f"{face}.{box.name}": Style.of(box)
            for face, boxes in (("front", layout.front), ("back", layout.back))
            for box in boxes
        }
        self._known: dict[tuple[str, str, bool, bool], FontUse] = {}
        self.found = frozenset()

    def inspect(self, card: SeenCard) -> Uses | None:
        """The styles that a card's texts ask for, each with the font that it is set in."""
        uses = (self._use(part.name, run) for part in card.parts for run, _ in part.texts)
        return frozenset(uses) or None

    def _use(self, box: str, run: TextRun) -> FontUse:
        markup = run.markup
        key = box, run.font, markup.bold, markup.italic
        known = self._known.get(key)
        if known is None:
            style = self._styles[box].marked(markup.bold, markup.italic)
            known = self._known[key] = FontUse(style, run.font)
        if run.font != self._fonts.face(known.style).key:
            return known._replace(has_letters=any(category(c)[0] == "L" for c in run.text))
        return known

    def merge(self, found: Uses) -> None:
        """Add the texts of other cards."""
        if not found <= self.found:
            self.found |= found

    def problems(self) -> Iterable[Problem]:
        """One for each family and what it lacks."""
        return self._fonts.lacking(self.found)
