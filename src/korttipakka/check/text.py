"""Rules about the text that is painted."""

from collections.abc import Iterable, Sequence
from unicodedata import name as character_name

from ..deck import Deck
from ..frame import CardFaces
from ..geometry import Insets, Rect
from ..layout import Layout
from ..problems import Problem, Severity
from ..units import fits, in_mm
from .walk import runs, texts

NOTDEF = 0
"""The glyph that every font paints for what it lacks: a box, called tofu."""


def missing_characters(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """No tofu: every character must be in the fonts or their fallbacks."""
    for face in faces:
        missing = dict.fromkeys(
            glyph.text or piece.text
            for frame in (face.front, face.back)
            for run in runs(frame.items)
            for piece in run.pieces
            for glyph in piece.glyphs
            if glyph.id == NOTDEF
        )
        for text in missing:
            yield _missing(face, text)


def _missing(face: CardFaces, text: str) -> Problem:
    card = face.card
    named = ", ".join(f"U+{ord(c):04X} {character_name(c, 'without a name')}" for c in text)
    written = next(
        (place for field, place in card.places.items() if text in str(getattr(card, field, ""))),
        card.at,
    )
    return Problem(
        "missing-character",
        f"card '{card.title}': no font has '{text}' ({named})",
        written,
        "name a font that has it: --set fonts.fallback='Noto Sans Symbols 2, PATH or NAME'",
    )


def outside_safe_area(deck: Deck, layout: Layout, faces: Sequence[CardFaces]) -> Iterable[Problem]:
    """Text keeps `card.safe` away from the trim, where a cut may go wrong."""
    safe = Rect.of(layout.card.size).inset(Insets.all(layout.card.safe))
    for face in faces:
        for side, frame in (("front", face.front), ("back", face.back)):
            over = max((_over(line, safe) for _, line in texts(frame.items)), default=0.0)
            if not fits(over, 0.01):
                yield Problem(
                    "text-near-edge",
                    f"card '{face.card.title}': text on the {side} reaches "
                    f"{in_mm(over)} mm into the safe margin",
                    face.card.at,
                    f"card.safe is {in_mm(layout.card.safe)} mm",
                    Severity.WARNING,
                )


def _over(line: Rect, safe: Rect) -> float:
    """How far a baseline leaves the safe area; letters rise above it within their box."""
    return max(
        safe.left - line.left,
        line.right - safe.right,
        safe.bottom - line.bottom,
        line.top - safe.top,
    )
