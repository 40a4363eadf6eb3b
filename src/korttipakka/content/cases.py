"""Texts in capitals and in small letters, as each language writes them.

What the Unicode Standard's SpecialCasing.txt and the Greek rules of CSS Text 3 (2.1.1) ask for
beside the capitals that every letter has.
"""

import re
from collections.abc import Callable
from unicodedata import normalize

from ..basics.languages import primary

Change = Callable[[str], str]
"""Writes a text in capitals, or in small letters."""

TURKISH = frozenset({"tr", "az", "crh"})
"""Languages with an i that has a dot in capitals too, and one that has none at all."""

ACCENTED = re.compile("(?<=[Α-Ωα-ω])[\u0300-\u036f]+")
"""The accents of a Greek letter, taken apart."""

KEPT = "\u0308\u0345"
"""Two dots, and an iota below, which becomes a letter of its own."""

HIATUS = re.compile("([ΑΕΟαεο][\u0313\u0314]?[\u0300\u0301\u0342])([ΙΥιυ])(?!\u0308)")
"""An accent on the first of two vowels says that they are apart, as do two dots on the second."""

OR = re.compile(r"(?<!\w)[Ήήἢἤ](?!\w)")
"""The Greek word for "or", which keeps its accent: without one it is the article."""


def in_capitals(text: str, language: str) -> str:
    """A text in capitals, in a language by its BCP 47 tag.

    >>> in_capitals("Şehir", "tr"), in_capitals("Μάιος ή Άνοιξη", "el")
    ('ŞEHİR', 'ΜΑΪΟΣ Ή ΑΝΟΙΞΗ')
    """
    return _CAPITALS.get(_kind(language), str.upper)(text)


def in_small_letters(text: str, language: str) -> str:
    """A text in small letters, in a language by its BCP 47 tag."""
    if _kind(language) == "tr":
        return text.replace("İ", "i").replace("I", "ı").lower()
    return text.lower()


def _kind(language: str) -> str:
    own = primary(language)
    return "tr" if own in TURKISH else own


def _turkish(text: str) -> str:
    return text.replace("i", "İ").upper()


def _greek(text: str) -> str:
    """Capitals without accents; what these told apart is told by dots."""
    if OR.search(text):
        return "Ή".join(map(_greek, OR.split(text)))
    apart = HIATUS.sub("\\1\\2\u0308", normalize("NFD", text))
    bare = ACCENTED.sub(lambda marks: "".join(c for c in marks[0] if c in KEPT), apart)
    return normalize("NFC", bare.upper())


def _armenian(text: str) -> str:
    """The letter that joins ech and yiwn stands for ech and vew in Armenia."""
    return text.replace("և", "ԵՎ").upper()


_CAPITALS: dict[str, Change] = {"tr": _turkish, "el": _greek, "hy": _armenian}
