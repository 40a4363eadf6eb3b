"""A rule about what texts ask of their fonts and do not get."""

from collections.abc import Iterable
from unicodedata import category

from ..basics.problems import Problem
from ..fonts import FontSet, FontUse, Style
from ..model.layout import Layout
from .rule import CardRule
from .walk import SeenCard

Uses = frozenset[FontUse]
"""Which styles were set in which fonts."""

Kind = tuple[str, str, bool, bool]
"""What runs have in common that look alike: the box's name, the font, bold and italic."""


class SubstitutedFonts(CardRule[Uses]):
    """Italic, bold and small capitals are never made up: what stands in for them is told."""

    def __init__(self, layout: Layout, fonts: FontSet) -> None:
        self._fonts = fonts
        self._origins = layout.origins
        self._styles = {f"{face}.{box.name}": Style.of(box) for face, box in layout.faced_boxes()}
        self._known: dict[Kind, tuple[FontUse, bool]] = {}
        self._own: dict[frozenset[Kind], Uses] = {}
        self.found = frozenset()

    def inspect(self, card: SeenCard) -> Uses | None:
        """The styles that a card's texts ask for, each with the font that it is set in."""
        kinds = frozenset(
            [
                (part.name, font, markup.bold, markup.italic)
                for part in card.parts
                for font, _, _, markup in part.shown.looks
            ]
        )
        known = self._own.get(kinds)  # most cards have the same kinds, each in its own font
        if known is None:
            known = frozenset(use for kind in kinds for use in self._uses(kind, card))
            if all(self._known[kind][1] for kind in kinds):
                self._own[kinds] = known
        return known or None

    def _uses(self, kind: Kind, card: SeenCard) -> Iterable[FontUse]:
        box, font, bold, italic = kind
        if kind not in self._known:
            style = self._styles[box].marked(bold, italic)
            self._known[kind] = FontUse(style, font), font == self._fonts.face(style).key
        use, is_own = self._known[kind]
        if is_own:
            return [use]
        texts = [
            run.text
            for part in card.parts
            for run, _ in part.shown.texts
            if (part.name, run.font, run.markup.bold, run.markup.italic) == kind
        ]
        return [use._replace(has_letters=_has_letters(text)) for text in texts]

    def merge(self, found: Uses) -> None:
        """Add the texts of other cards."""
        if not self.found:
            self.found = found
        elif found is not self.found and not found <= self.found:
            self.found |= found

    def problems(self) -> Iterable[Problem]:
        """What each family lacks, and each box of the features that it asks for."""
        found = self._fonts.lacking(self.found)
        if any(style.features for style in self._styles.values()):
            from .features import lacking_features

            found += lacking_features(self._styles, self.found, self._fonts, self._origins)
        return found


def _has_letters(text: str) -> bool:
    return any(category(character)[0] == "L" for character in text)
