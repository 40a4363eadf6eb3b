"""Named sizes of paper and cards, in millimetres.

Sources: ISO 216 (A series), ANSI/ASME Y14.1 (letter, legal, tabloid); card sizes as makers publish
them (US poker 2.5 x 3.5 in, European trading card 63 x 88 mm, and so on).
"""

import re

from .geometry import Size
from .problems import InvalidValue, suggestion
from .units import MM, decimal_comma, fits, in_mm, parse_points

PAPERS = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "sra3": (320.0, 450.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}

CARDS = {
    "poker": (63.5, 88.9),
    "poker-eu": (63.0, 88.0),
    "bridge": (57.15, 88.9),
    "bridge-eu": (57.0, 89.0),
    "tarot": (69.85, 120.65),
    "tarot-eu": (70.0, 120.0),
    "mini": (44.45, 63.5),
    "mini-eu": (44.0, 67.0),
    "japanese": (59.0, 86.0),
    "euro": (59.0, 92.0),
    "domino": (44.45, 88.9),
    "square": (70.0, 70.0),
    "business": (85.0, 55.0),
    "business-us": (88.9, 50.8),
    "index": (127.0, 76.2),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "a7": (74.0, 105.0),
    "a8": (52.0, 74.0),
    "a4-eighth": (105.0, 74.25),
    "a4-sixth": (105.0, 99.0),
    "a4-quarter": (105.0, 148.5),
    "a4-half": (210.0, 148.5),
}

SMALLEST = 1 * MM
"""Nothing printed as cards is narrower; what can still be cut is seen when it comes to that."""

LARGEST = 2000 * MM
"""Nothing printed as cards is wider: plotters take rolls of 1.6 m. PDF viewers give up at 14,400 pt
(5080 mm) anyway."""

BY = r"(?i)\s*(-?[\d.]+)\s*([a-z]*)\s*[x×]\s*(-?[\d.]+)\s*([a-z]*)\s*"
"""A size in two lengths; compiled when the first is met, since most sizes have names."""


def parse_paper(text: str) -> Size:
    """A paper size by name ("a4", "a4-landscape") or as "WxH". Raises InvalidValue."""
    return _named_size(text, PAPERS, "paper size")


def parse_card_size(text: str) -> Size:
    """A card size by name ("a7", "poker", "a7-landscape") or as "WxH". Raises InvalidValue."""
    return _named_size(text, CARDS, "card size")


def size_in_mm(size: Size) -> str:
    """A size as people say it: "63 x 88 mm"."""
    return f"{in_mm(size.width)} x {in_mm(size.height)} mm"


def _named_size(text: str, table: dict[str, tuple[float, float]], what: str) -> Size:
    word = text.strip().lower()
    if word in table:
        width, height = table[word]
        return Size(width * MM, height * MM)
    name, _, side = word.rpartition("-")
    if side == "landscape" and name in table:
        # A few cards lie on their long side by themselves.
        low, long = sorted(table[name])
        return Size(long * MM, low * MM)
    match = re.fullmatch(BY, text)
    if match is None:
        hint = decimal_comma(text) or suggestion(word, table)
        raise InvalidValue(f"'{text}' is no {what}", hint)
    unit = match[4] or match[2] or "mm"
    size = Size(parse_points(match[1] + (match[2] or unit)), parse_points(match[3] + unit))
    if not all(fits(SMALLEST, side) and fits(side, LARGEST) for side in size):
        raise InvalidValue(f"'{text}' is no {what}: a side must lie between 1 and 2000 mm")
    return size
