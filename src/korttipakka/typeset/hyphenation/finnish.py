"""Finnish: seams of compounds, and syllables within their parts."""

import re
from collections.abc import Iterator

from .seams import seam_finder

CONSONANT = "(?:[csptk]h(?=[aeiouyäöå])|[bcdfghjklmnpqrstvwxzšž])"
"""One consonant sound; ch, sh and th stand in loan words only, where they are one."""

VOWEL = "aeiouyäöåéáíóúüôêè"

SYLLABLE_START = re.compile(f"(?<=.)(?=[bcdfghjklmnpqrstvwxzšž][{VOWEL}])", re.IGNORECASE)

VOWELS = re.compile(f"[{VOWEL}]{{2,}}")

ONE_SYLLABLE = frozenset(
    [
        "aa",
        "ee",
        "ii",
        "oo",
        "uu",
        "yy",
        "ää",
        "öö",
        "ai",
        "ei",
        "oi",
        "ui",
        "yi",
        "äi",
        "öi",
        "au",
        "eu",
        "iu",
        "ou",
        "ey",
        "iy",
        "äy",
        "öy",
        "ie",
        "uo",
        "yö",
    ]
)
"""Long vowels and diphthongs. Two other vowels beside each other lie in two syllables."""


def finnish_breaks(letters: str) -> Iterator[tuple[int, bool]]:
    """The places where a lower-case word may break, and whether each is a compound's seam."""
    seams = seam_finder()(letters)
    start = 0
    for end in (*seams, len(letters)):
        for place in syllable_places(letters[start:end]):
            yield start + place, False
        if end < len(letters):
            yield end, True
        start = end


def syllable_places(part: str) -> list[int]:
    """Where the syllables of a word that is no compound begin, the first one left out."""
    places = {place.start() for place in SYLLABLE_START.finditer(part)}
    for run in VOWELS.finditer(part):
        places.update(_hiatuses(run.group(), run.start()))
    return sorted(place for place in places if _pronounceable(part, place))


def _hiatuses(vowels: str, start: int) -> Iterator[int]:
    """Where a run of vowels falls apart into syllables: ruo-an, lu-en, rai-ui-ta."""
    at = 0
    while at < len(vowels) - 1:
        at += 2 if vowels[at : at + 2] in ONE_SYLLABLE else 1
        if at < len(vowels):
            yield start + at


def _pronounceable(part: str, place: int) -> bool:
    """Whether both sides are more than one letter and have a vowel, so that they can be read."""
    sides = part[:place], part[place:]
    return all(len(side) > 1 and any(each in VOWEL for each in side) for side in sides)
