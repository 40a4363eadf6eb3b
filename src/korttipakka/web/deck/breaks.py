"""Where long words may break on a screen: browsers know few languages' compounds."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...model.text import SOFT_HYPHEN, without_breaks
from ...typeset.hyphenate import BreakKind, Hyphenator

LONG = 10
"""Letters of a word that may be wider than a card on a telephone."""

FRAGMENT = 4
"""Fewest letters on either side of a break, as in the headings of printed cards."""

GOOD = {BreakKind.MARK, BreakKind.SEAM}

WORD = re.compile(r"\S+")


class SoftHyphens:
    """Puts U+00AD into long words, by the rules of each language and the deck's own list."""

    def __init__(self, exceptions: Sequence[str]) -> None:
        self._hyphenator = Hyphenator("und", exceptions, FRAGMENT)

    def within(self, text: str, language: str) -> str:
        """A text with marks where its long words may break: at seams, else between syllables.

        >>> SoftHyphens(()).within("Uusi kuntalaisaloite", "fi").replace(SOFT_HYPHEN, "|")
        'Uusi kuntalais|aloite'
        """
        return WORD.sub(lambda match: self._marked(match[0], language), text)

    def _marked(self, word: str, language: str) -> str:
        bare = without_breaks(word)
        if len(bare) < LONG:
            return word
        found = self._hyphenator.breaks_in(word, language)
        good = [each.at for each in found if each.kind in GOOD]
        places = good or [each.at for each in found if each.kind is BreakKind.SYLLABLE]
        return SOFT_HYPHEN.join(bare[a:b] for a, b in pairwise((0, *places, len(bare))))
