"""Finnish: the seams of compounds, and the syllables of their parts."""

import re
from collections.abc import Iterator

from .seams import SHORTEST_PART, seam_model
from .voikko import voikko, voikko_seams

VOWELS = frozenset("aeiouyäöå")

VOWEL = "[aeiouyäöåéü]"
CONSONANT = "(?:[cst]h|[bcdfghjklmnpqrstvwxzšž])"
"""One consonant sound; ch, sh and th are one, since they only stand in loan words: ma-che-te."""

EVENINGS = frozenset(
    "ilta iltaa iltaan illan illat illassa illasta illalla illalle iltoja illoissa".split()
)
"""Forms of ilta, an evening: several are also endings of nouns in the plural."""

CLEAR_EVENING = "iltojen"
"""The form of it that is nothing else."""

NUCLEUS = f"(?>aa|ee|ii|oo|uu|yy|ää|öö|[aeiouyäö]i|[aeio]u|[äöei]y|ie|uo|yö|{VOWEL})"
"""A long vowel, a diphthong or one vowel: what does not fit into it is another syllable's."""

SYLLABLE = re.compile(
    f"{NUCLEUS}(?:(?={VOWEL})|(?:(?!{CONSONANT}{VOWEL})[^\\W\\d_])*(?={CONSONANT}{VOWEL}))"
)
"""From a syllable's vowel to its end: before another vowel or the last consonant before one."""


def finnish_breaks(letters: str) -> Iterator[tuple[int, bool]]:
    """The places where a lower-case word may break, and whether each is a compound's seam."""
    start = 0
    for end in (*finnish_seams(letters), len(letters)):
        for place in syllable_places(letters[start:end]):
            yield start + place, False
        if end < len(letters):
            yield end, True
        start = end


def finnish_seams(letters: str) -> tuple[int, ...]:
    """The seams of a lower-case word: by Voikko's dictionary if it is installed."""
    dictionary = voikko()
    if dictionary is None:
        return model_seams(letters)
    return voikko_seams(dictionary, letters, model_seams)


def model_seams(letters: str) -> tuple[int, ...]:
    """The seams of a lower-case word by the model that comes with the package.

    What may be an evening (asukas|ilta) or an ending (varpusilta) is as in the form that is clear.
    """
    at = letters.rfind("sil") + 1
    if letters[at:] in EVENINGS and letters[at - 2] in "au" and letters[at - 3] not in VOWELS:
        clear = letters[:at] + CLEAR_EVENING
        found = seam_model("finnish").seams(clear, candidates(clear))
        return tuple(place for place in found if place <= at)
    return seam_model("finnish").seams(letters, candidates(letters))


def candidates(letters: str) -> list[int]:
    """The places with a vowel and two letters on both sides.

    Two equal vowels never meet at a seam: Finnish puts a hyphen there (linja-auto).
    """
    vowels = [index for index, letter in enumerate(letters) if letter in VOWELS]
    if not vowels:
        return []
    first = max(SHORTEST_PART, vowels[0] + 1)
    last = min(len(letters) - SHORTEST_PART, vowels[-1])
    return [
        at
        for at in range(first, last + 1)
        if letters[at] != letters[at - 1] or letters[at] not in VOWELS
    ]


def syllable_places(part: str) -> list[int]:
    """Where the syllables of a word without seams begin, but for the first: jouk-kois-ta-mi-nen.

    A single vowel at either end is no syllable to break off: asi-akas, hyvää.
    """
    places = [syllable.end() for syllable in SYLLABLE.finditer(part)]
    return [place for place in places if 1 < place < len(part) - 1]
