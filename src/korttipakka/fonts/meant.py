"""What is meant by the name of a font that is not there."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from .find import bundled, looks_like_path, spaced
from .installed import families

STYLES = (
    "thin", "extralight", "ultralight", "light", "book", "regular", "roman", "medium", "semibold",
    "demibold", "demi", "bold", "extrabold", "ultrabold", "heavy", "black",
)  # fmt: skip
"""Words for weights at the end of a font's full name."""

SLANTED = ("italic", "oblique")

PLAIN = frozenset(
    "arial helvetica helvetica-neue verdana tahoma calibri segoe-ui roboto open-sans lato futura "
    "sans sans-serif system-ui ui-sans-serif -apple-system san-francisco sf-pro trebuchet-ms "
    "frutiger univers myriad-pro montserrat poppins aptos gill-sans source-sans-pro "
    "work-sans".split()
)
"""Families without serifs that Inter, which ships, may stand in for."""

LIKENESS = 0.75
"""How alike names must be to be taken for one another: Arial is not Amiri."""

LISTED = "`korttipakka fonts --installed` lists the fonts of this computer"


def font_hint(name: str) -> str:
    """What to write instead of the name of a font that is not there."""
    if looks_like_path(name):
        return "a path starts at the layout file, the deck's folder or the current folder"
    if "," in name:
        return "one family belongs here; more of them, for what it lacks, in fonts.fallback"
    known = {family.casefold(): family for family in _known()}
    return _with_style(name, known.values()) or _near(name, known.values())


def _known() -> list[str]:
    return [*sorted({spaced(file.family) for file in bundled()}), *families()]


def _near(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, list(known), 1, LIKENESS)
    if close:
        return f"did you mean '{close[0]}'? {LISTED}"
    is_plain = re.sub(r"[\s_]+", "-", name.strip().lower()) in PLAIN
    return f"Inter ships, and is plain, too: write Inter; {LISTED}" if is_plain else LISTED


def _with_style(name: str, known: Collection[str]) -> str:
    """A family with the weight and the slant that its full name ends with, as settings of boxes."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", name).split()
    joined = re.sub(r"\b(extra|ultra|semi|demi) (?=light|bold)", r"\1", " ".join(words).lower())
    parts = joined.split()
    found = [word for word in parts if word in (*STYLES, *SLANTED)]
    family = " ".join(word for word in parts if word not in found and not word[:1].isdigit())
    own = next((one for one in known if one.casefold() == family), "")
    if not found or not own:
        return ""
    weights = [f"weight: {_weight(word)}" for word in found if word in STYLES]
    styles = ["style: italic"] * any(word in SLANTED for word in found)
    return f"write {own}, and in a box {' and '.join([*weights[:1], *styles])}"


def _weight(word: str) -> str:
    """The weight as settings know it."""
    return {
        "extralight": "thin", "ultralight": "thin", "book": "regular", "roman": "regular",
        "demi": "semibold", "demibold": "semibold", "ultrabold": "extrabold", "heavy": "black",
    }.get(word, word)  # fmt: skip
