"""Seams by libvoikko, a dictionary of Finnish: used where the extra `korttipakka[voikko]` is.

libvoikko and its dictionary are GPL, so they never come along; without them this module does
nothing.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

Seams = tuple[int, ...]

WHOLE = ("koko", "kerran")
"""Before -nais- they are one word with it (kokonainen), which Voikko takes apart."""


@cache
def voikko() -> Any:
    """The library libvoikko with its Finnish dictionary, or None if either is not installed."""
    try:
        library = import_module("libvoikko")
    except ImportError:
        return None
    try:
        return library.Voikko("fi")
    except (OSError, library.VoikkoException):  # no native library; no dictionary
        return None


def voikko_seams(dictionary: Any, letters: str, guess: Callable[[str], Seams]) -> Seams:
    """The seams of a lower-case word as a dictionary of `voikko()` knows it.

    `guess` finds the seams of words that Voikko does not know, and settles which of several
    readings is meant: keskustelu|ilta, an evening, or keskusteluilta, from discussions.
    """
    found = dictionary.analyze(letters) or dictionary.analyze(letters.capitalize())
    readings = {
        tuple(seam for seam in structure_seams(each["STRUCTURE"]) if not _within(letters, seam))
        for each in found
    }
    if len(readings) == 1:
        return readings.pop()
    guessed = guess(letters)
    if not readings:
        return guessed
    return min(readings, key=lambda seams: (len({*seams} ^ {*guessed}), len(seams), seams))


def structure_seams(structure: str) -> Seams:
    """The seams in Voikko's STRUCTURE, which has = before each part and a sign for each letter."""
    seams, length = [], 0
    for part in structure.split("=")[1:-1]:
        length += len(part)
        seams.append(length)
    return tuple(seams)


def _within(letters: str, seam: int) -> bool:
    """Whether a seam of Voikko's lies within kokonais- or kerrannais-."""
    return letters[:seam].endswith(WHOLE) and letters.startswith("nais", seam)
