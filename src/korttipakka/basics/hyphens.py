"""Hyphens at line ends: which words keep them, and which follow one that stands for more."""

HYPHENS = "-\u2010"

JOINING = {
    "fi": "ja tai sekä eli että kuin vai taikka tahi ynnä mutta eikä ym yms jne t niin",
    "sv": "och eller samt men respektive resp kontra till som m",
    "en": "and or to but versus vs nor",
    "de": "und oder bis sowie bzw",
    "no": "og eller samt til men", "nb": "og eller samt til men", "da": "og eller samt til men",
    "et": "ja või ning ega kuni",
}  # fmt: skip
"""Words after a hyphen that stands for the rest of a word: "asiakas- ja kävijätutkimus"."""

KEPT = {"en": set("self well non ex co anti pro all cross semi half pre post multi".split())}
"""Beginnings of words that keep their hyphen."""

VOWELS = "aeiouyäöå"


def keeps_hyphen(before: str, after: str, language: str) -> bool:
    """Whether a word of these two parts has a hyphen by the spelling of its language.

    >>> keeps_hyphen("linja", "auto", "fi"), keeps_hyphen("osallis", "tuminen", "fi")
    (True, False)
    """
    if before[-1].casefold() == after[0].casefold() and after[0].casefold() in VOWELS:
        return True  # linja-auto
    return before.casefold() in KEPT.get(language, ()) or len(before) == 1
