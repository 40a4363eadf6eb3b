"""Seams of Finnish compounds, found by the letters on both sides of each place in a word.

The data lists strings of letters with points for how much each speaks for a seam: strings that end
at a place, strings that begin there, and strings around it, half on each side. ^ and $ are the
word's ends. A string is listed only along with its shorter ones, whose points are counted in, so
that only the longest one listed counts. tools/finnish_seams.py learns them from analysed words.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOWELS = frozenset("aeiouyäöå")

DATA = Path(__file__).parents[1] / "data" / "finnish-seams.z"
ENCODING = "iso8859-15"  # one byte for each letter, š and ž included

NEUTRAL = 128
"""The points of a string that tells nothing."""

ENOUGH = 3 * NEUTRAL
"""A place with more points than this is a seam."""

MOST = 255
"""The most points that a string has: they are kept in a byte."""

SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class SeamModel:
    """The points of strings before, after and around a place."""

    before: dict[str, int]
    after: dict[str, int]
    around: dict[str, int]

    def seams(self, letters: str) -> tuple[int, ...]:
        """The places where the parts of a compound meet, in a lower-case word of letters only."""
        seams: list[int] = []
        for _, place in sorted(self._scored(letters), reverse=True):
            if all(abs(place - seam) >= SHORTEST_PART for seam in seams):
                seams.append(place)
        return tuple(sorted(seams))

    def _scored(self, letters: str) -> Iterator[tuple[int, int]]:
        """The places with points enough for a seam, and their points.

        Plain loops over local names, for they run for every place of every word; half of the places
        are out before the last loop.
        """
        text = f"^{letters}$"
        length = len(text)
        points_around, points_after = self.around.get, self.after.get
        points_before = self.before.get
        for place in candidates(letters):
            at = place + 1
            around = after = before = NEUTRAL
            for size in range(1, min(at, length - at) + 1):
                points = points_around(text[at - size : at + size])
                if points is None:
                    break
                around = points
            for end in range(at + 1, length + 1):
                points = points_after(text[at:end])
                if points is None:
                    break
                after = points
            if around + after + MOST <= ENOUGH:
                continue
            for start in range(at - 1, -1, -1):
                points = points_before(text[start:at])
                if points is None:
                    break
                before = points
            if around + after + before > ENOUGH:
                yield around + after + before, place


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


@cache
def seam_model() -> SeamModel:
    """The model that comes with the package, read when the first Finnish word is hyphenated."""
    packed = DATA.read_bytes()
    *lists, values = zlib.decompress(packed).split(b"\0", 3)
    points = iter(values)
    tables = []
    for each in lists:
        strings = each.decode(ENCODING).split("\n")
        tables.append(dict(zip(strings, points, strict=False)))  # the next table's points remain
    return SeamModel(*tables)


def model_seams(letters: str) -> tuple[int, ...]:
    """The seams of a lower-case word by the model that comes with the package."""
    return seam_model().seams(letters)
