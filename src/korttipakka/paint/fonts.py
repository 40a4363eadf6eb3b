"""Fonts as pages use them: glyph ids as two-byte codes, and which glyphs stand for which text."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from ..fonts import Face
from ..model.text import Glyph, Shaped
from .numbers import number

Raised = tuple[float, str]
"""How far above the baseline glyphs stand, in 1/1000 em, and their elements of a TJ array."""

RTL_KEY = "\u200f"
"""Marks a text that is shaped from right to left: the same letters may have other glyphs so."""


class FontUse(NamedTuple):
    """What pages use of a face: the texts that its glyphs stand for, and their advances.

    Advances are in 1/1000 em; both are by glyph id.
    """

    face: Face
    texts: dict[int, str]
    advances: dict[int, float]


class Disagreement(Exception):
    """A glyph that stands for one text on some pages and for another on others."""


class PdfFont:
    """A face as used in one document; collects its glyphs while pages are painted."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._texts: dict[int, str] = {}
        self._advances: dict[int, float] = {}
        self._strings: dict[str, tuple[str, bool]] = {}
        # In stretches of equal height, for pieces that are not all on the baseline.
        self._raised: dict[str, tuple[list[Raised], bool]] = {}

    @property
    def use(self) -> FontUse:
        """What has been painted with it so far."""
        return FontUse(self.face, self._texts, self._advances)

    def absorb(self, use: FontUse) -> None:
        """Add what other pages use. Raises Disagreement when they take a glyph for another text."""
        for glyph, text in use.texts.items():
            known = self._texts.get(glyph) or text  # "" is a glyph that tells nothing yet
            if text and known != text:
                raise Disagreement
            self._texts[glyph] = known
        self._advances |= use.advances

    def string(self, piece: Shaped, size: float) -> tuple[str, bool]:
        """The elements of a TJ array for a shaped piece, and whether its glyphs tell its text.

        They do not where a glyph stands for different texts at different places or for none, or
        off the baseline, as marks do: there the array is closed and opened again, and PDFium takes
        the glyphs after it for the ones before.
        """
        key = RTL_KEY + piece.text if piece.rtl else piece.text
        known = self._strings.get(key)
        return known if known is not None else self._new_string(key, piece, size)

    def _new_string(self, key: str, piece: Shaped, size: float) -> tuple[str, bool]:
        if not any(glyph.dy for glyph in piece.glyphs):
            self._strings[key] = self._string(piece.glyphs), self._tell(piece)
            return self._strings[key]
        if key not in self._raised:
            groups = groupby(piece.glyphs, key=lambda glyph: glyph.dy)
            elements = [(rise, self._string(glyphs)) for rise, glyphs in groups]
            self._raised[key] = elements, self._tell(piece)
        elements, tells = self._raised[key]
        return "".join(_risen(rise, string, size) for rise, string in elements), tells

    def _tell(self, piece: Shaped) -> bool:
        told = True
        for glyph in piece.glyphs:
            text = glyph.text.replace("\u00a0", " ")
            known = self._texts.get(glyph.id) or text
            self._texts[glyph.id] = known
            told &= bool(text) and known == text and not glyph.dy
        return told

    def _string(self, glyphs: Iterable[Glyph]) -> str:
        """Glyphs as hex with the corrections between them, in 1/1000 em to the left."""
        parts, codes = [], ""
        for glyph in glyphs:
            own = self._advance(glyph.id)
            if abs(glyph.dx) > 0.01:
                parts.append(f"<{codes}>" * bool(codes) + number(-glyph.dx))
                codes = ""
            codes += f"{glyph.id:04x}"
            correction = own - glyph.advance + glyph.dx
            if abs(correction) > 0.01:
                parts.append(f"<{codes}>{number(correction)}")
                codes = ""
        return "".join(parts) + f"<{codes}>" * bool(codes)

    def _advance(self, glyph: int) -> float:
        advance = self._advances.get(glyph)
        if advance is None:
            advance = self._advances[glyph] = self.face.advance(glyph)
        return advance


def _risen(rise: float, string: str, size: float) -> str:
    return f"] TJ {number(rise * size / 1000)} Ts [{string}] TJ 0 Ts [" if rise else string
