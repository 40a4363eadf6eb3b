"""One font file, opened with HarfBuzz: its metrics and its shaping."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from struct import unpack

import uharfbuzz as hb

from ..frame import Glyph, Shaped

SIMPLE_SCRIPTS_END = 0x0590
"""Latin, Greek, Cyrillic and Armenian lie below; from Hebrew on, scripts may need joined forms."""


class Face:
    """A font file. Lengths are in 1/1000 em.

    `key` names the face by its file's hash: two files that share a PostScript name never mix.
    Raises ValueError when the file is not a font that HarfBuzz can read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        self.key = "F" + sha256(self.data).hexdigest()[:12]
        self.hb_face = hb.Face(hb.Blob(self.data))
        if self.hb_face.glyph_count == 0:
            raise ValueError(f"'{path.name}' is not a TrueType or OpenType font")
        self._font = hb.Font(self.hb_face)
        self._per_mille = 1000 / self.hb_face.upem
        self._shaped: dict[str, Shaped] = {}
        self._covered: dict[str, bool] = {}

    @cached_property
    def ascent(self) -> float:
        """The height of a line above its baseline."""
        return float(self._font.get_font_extents("ltr").ascender * self._per_mille)

    @cached_property
    def descent(self) -> float:
        """The depth of a line below its baseline, a positive number."""
        return float(-self._font.get_font_extents("ltr").descender * self._per_mille)

    @cached_property
    def cap_height(self) -> float:
        """The height of a flat capital; by the letter H where the font does not say."""
        metric = self._font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return float(metric * self._per_mille)

    @cached_property
    def is_cff(self) -> bool:
        """Whether the outlines are PostScript's (CFF), not TrueType's."""
        return "CFF " in self.hb_face.table_tags

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all glyphs together, from the head table."""
        head = bytes(self.hb_face.reference_table("head").data)
        left, bottom, right, top = unpack(">4h", head[36:44])
        scale = self._per_mille
        return left * scale, bottom * scale, right * scale, top * scale

    @cached_property
    def postscript_name(self) -> str:
        """The name for the PDF's font dictionary: letters, digits and hyphens only."""
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.path.stem
        return "".join(c for c in name if c.isascii() and (c.isalnum() or c == "-")) or "Font"

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character."""
        known = self._covered.get(text)
        if known is None:
            known = self._covered[text] = all(
                self._font.get_nominal_glyph(ord(c)) is not None for c in text
            )
        return known

    def advance(self, glyph: int) -> float:
        """A glyph's own advance, as the PDF's width table needs it."""
        return float(self._font.get_glyph_h_advance(glyph) * self._per_mille)

    def shape(self, text: str) -> Shaped:
        """Shape a piece of text; cached, since a deck repeats its words."""
        shaped = self._shaped.get(text)
        if shaped is None:
            shaped = self._shaped[text] = self._shape(text)
        return shaped

    def _shape(self, text: str) -> Shaped:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        # Contextual alternates turn "3x3" into "3×3" and "->" into an arrow in some families: texts
        # are printed as typed. Joining scripts need them.
        simple = all(ord(c) < SIMPLE_SCRIPTS_END for c in text)
        hb.shape(self._font, buffer, {"calt": False} if simple else {})
        return Shaped(text, self.key, self._glyphs(text, buffer))

    def _glyphs(self, text: str, buffer: hb.Buffer) -> tuple[Glyph, ...]:
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        glyphs, seen = [], -1
        for info, position in zip(infos, positions, strict=True):
            start = info.cluster
            cluster = text[start : ends[start]] if start != seen else ""
            seen = start
            glyphs.append(
                Glyph(
                    info.codepoint,
                    position.x_advance * self._per_mille,
                    position.x_offset * self._per_mille,
                    position.y_offset * self._per_mille,
                    cluster,
                )
            )
        return tuple(glyphs)
