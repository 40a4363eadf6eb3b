"""What the texts of all cards need, opened before processes are forked that set a share each."""

from ..fonts import FontSet, Style
from ..model.deck import Deck
from ..model.layout import Layout
from .hyphenate import Hyphenator


def prepare(deck: Deck, layout: Layout, fonts: FontSet) -> None:
    """Open the fonts of all boxes and the rules of hyphenation: they are shared after a fork.

    Raises KorttipakkaError when a font cannot be used.
    """
    for _, box in layout.faced_boxes():
        fonts.shape(" ", Style.of(box))  # the first word of a font takes ten times as long
    hyphenator = Hyphenator(deck.language)
    for word in deck.title.split():
        hyphenator.breaks(word)
