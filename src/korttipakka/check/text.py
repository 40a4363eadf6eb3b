"""Rules about the text that is painted."""

from collections.abc import Iterable, Sequence
from unicodedata import name as character_name

from ..deck import Card, Deck
from ..frame import CardFaces, TextRun
from ..geometry import Insets, Rect
from ..layout import Layout
from ..problems import Location, Problem, Severity
from ..units import fits, in_mm
from .walk import runs, texts

MOST_NAMED = 6
"""Missing characters of a text that a problem names."""

MOST_FONTS = 4
"""Installed fonts that the hint about a missing character names."""


def missing_characters(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """No tofu: every character must be in the fonts or their fallbacks."""
    for face in faces:
        missing = dict.fromkeys(
            text
            for frame in (face.front, face.back)
            for run in runs(frame.items)
            for piece in run.pieces
            for text in piece.missing
        )
        places: dict[Location | None, list[str]] = {}
        for text in missing:
            places.setdefault(_written(face.card, text), []).append(text)
        for place, found in places.items():
            yield _missing(face.card, place, found)


def _written(card: Card, text: str) -> Location | None:
    """Where a card says a text; its own place when it is the layout that says it."""
    fields = (field for field in card.places if text in str(getattr(card, field, "")))
    return next((card.places[field] for field in fields), card.at)


def _missing(card: Card, place: Location | None, found: Sequence[str]) -> Problem:
    """A problem for all that is missing in a field: a text in another script lacks every letter."""
    named = ", ".join(f"'{text}' ({_named(text)})" for text in found[:MOST_NAMED])
    more = len(found) - MOST_NAMED
    return Problem(
        "missing-character",
        f"card '{card.title}': no font has {named}{f' and {more} more' if more > 0 else ''}",
        place,
        _font_hint(found[0]),
    )


def _named(text: str) -> str:
    return ", ".join(f"U+{ord(c):04X} {character_name(c, 'without a name')}" for c in text)


def _font_hint(text: str) -> str:
    """Which fonts of this computer have the character, few of them."""
    from ..fonts.installed import families_with

    families = families_with(text[0])
    known = f" (installed: {', '.join(families[:MOST_FONTS])})" if families else ""
    return (
        f"name a font that has it{known}: --set fonts.fallback='Noto Sans Symbols 2, NAME or PATH'"
    )


def outside_safe_area(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Text keeps `card.safe` away from the trim, where a cut may go wrong.

    Text that does not fit its box is told of already.
    """
    safe = Rect.of(layout.card.size).inset(Insets.all(layout.card.safe))
    for face in faces:
        for side, frame in (("front", face.front), ("back", face.back)):
            over = max((_over(*text, safe) for text in texts(frame.items)), default=0.0)
            if not fits(over, 0.01) and side not in face.overfull:
                yield Problem(
                    "text-near-edge",
                    f"card '{face.card.title}': text on the {side} reaches "
                    f"{in_mm(over)} mm into the safe margin",
                    face.card.at,
                    f"card.safe is {in_mm(layout.card.safe)} mm",
                    Severity.WARNING,
                )


CAPITALS, TAILS = 0.72, 0.2
"""How far capitals rise over a baseline and tails hang below it, times the type size."""


def _over(run: TextRun, line: Rect, safe: Rect) -> float:
    """How far a line's letters leave the safe area; of turned text, its baseline."""
    flat = line.height == 0
    return max(
        safe.left - line.left,
        line.right - safe.right,
        safe.bottom - line.bottom + flat * TAILS * run.size,
        line.top + flat * CAPITALS * run.size - safe.top,
    )
