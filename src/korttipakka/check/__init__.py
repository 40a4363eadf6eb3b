"""Checks of finished cards: one small function for each rule, each problem with a stable code."""

from collections.abc import Callable, Iterable, Sequence

from ..deck import Deck
from ..frame import CardFaces
from ..layout import Layout
from ..problems import Problem
from . import boxes, contrast, printing, text, unused

__all__ = ["RULES", "check"]

Rule = Callable[[Deck, Layout, Sequence[CardFaces]], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    unused.unshown,
    unused.unfilled,
    boxes.outside_card,
    text.missing_characters,
    text.outside_safe_area,
    contrast.low_contrast,
    printing.small_text,
    printing.coarse_pictures,
    printing.small_codes,
    printing.idle_reversal,
    printing.idle_settings,
)


def check(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> list[Problem]:
    """Every problem that the rules find, in the order of the rules."""
    return [problem for rule in RULES for problem in rule(deck, layout, faces)]
