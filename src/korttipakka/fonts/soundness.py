"""Whether a font's tables agree with each other, as viewers of PDFs want it.

HarfBuzz makes the best of damaged tables; the libraries of viewers, such as FreeType, refuse the
whole font or paint nothing, and say so to nobody. Browsers, too, refuse what is refused here (the
OpenType Sanitizer).
"""

from itertools import pairwise
from struct import unpack_from

import uharfbuzz as hb

MAGIC = 0x5F0F3CF5
"""What the head table says of itself (OpenType, "head")."""

UNITS = range(16, 16_385)
"""Units of an em that OpenType allows."""

PADDED = 3
"""Bytes by which the last outline may reach over: tables are padded to four bytes."""


def is_sound(face: hb.Face) -> bool:
    """Whether the tables of metrics and of TrueType outlines are whole and fit each other.

    Raises struct.error for tables that are too short.
    """
    head = _table(face, "head")
    (magic,), (units,), (is_long,) = (
        unpack_from(form, head, at) for form, at in ((">L", 12), (">H", 18), (">h", 50))
    )
    if magic != MAGIC or units not in UNITS or is_long not in (0, 1):
        return False
    count = int(face.glyph_count)
    return _are_advances(face, count) and _are_outlines(face, count, is_long == 1)


def _table(face: hb.Face, tag: str) -> bytes:
    """A table; nothing where the font lacks it."""
    return bytes(face.reference_table(tag).data)


def _are_advances(face: hb.Face, count: int) -> bool:
    """Whether the widths of glyphs are there, and not all of them nothing."""
    (major,), (own,) = (unpack_from(">H", _table(face, "hhea"), at) for at in (0, 34))
    metrics = _table(face, "hmtx")
    if major != 1 or not 1 <= own <= count or len(metrics) < 4 * own:
        return False
    return any(unpack_from(f">{2 * own}H", metrics)[::2])


def _are_outlines(face: hb.Face, count: int, is_long: bool) -> bool:
    """Whether the places of TrueType outlines rise, and lie in their table."""
    if "glyf" not in face.table_tags:
        return True
    places = unpack_from(f">{count + 1}{'L' if is_long else 'H'}", _table(face, "loca"))
    last = places[-1] * (1 if is_long else 2)
    return all(a <= b for a, b in pairwise(places)) and last <= len(_table(face, "glyf")) + PADDED
