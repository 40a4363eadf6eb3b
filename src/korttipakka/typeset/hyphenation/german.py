"""German syllables, by the patterns of TeX that come along.

pyphen's own German patterns are older ones, which break a letter or two beside a seam in every
tenth compound (Forts-chritt), and its reader takes 0.16 s for these. Kept as they are here, they
are read in a few milliseconds. tools/german_patterns.py makes the data.
"""

import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ...basics.records import NamedTuple

DATA = Path(__file__).parents[1] / "data" / "german-patterns.bin"

FEWEST = 2
"""The letters that the patterns' makers want at each end of a word (their hyphenmins)."""


class Patterns(NamedTuple):
    """Patterns of TeX: strings of letters, a . for a word's end, with digits at their places.

    The highest digit that any pattern gives a place counts, and an odd one lets the word break
    there (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983). Patterns have few rows of digits,
    so `rows` lists these, and `listed` has a character for each string whose number is its row's.
    """

    rows: list[bytes]
    listed: dict[str, str]
    longest: int

    def places(self, letters: str) -> list[int]:
        """The places where a lower-case word may break."""
        text = f".{letters}."
        digits = [0] * (len(text) + 1)
        find = self.listed.get
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                row = find(text[start:end])
                if row is not None:
                    for at, digit in enumerate(self.rows[ord(row)], start):
                        if digit > digits[at]:
                            digits[at] = digit
        return [at for at in range(FEWEST, len(letters) - FEWEST + 1) if digits[at + 1] % 2]


def packed(patterns: Iterable[str]) -> bytes:
    """The data: rows of digits, strings, and a character for each string; compressed.

    >>> unpacked(packed(["1be", "1na", "r2na"])).places("abernabe")
    [6]
    """
    split = {"".join(c for c in each if not c.isdigit()): _digits(each) for each in patterns}
    rows = sorted({*split.values()})
    characters = "".join(chr(rows.index(row)) for row in split.values())
    return zlib.compress("\n\n".join((" ".join(rows), " ".join(split), characters)).encode(), 9)


def _digits(pattern: str) -> str:
    """The digit before each letter of a pattern, 0 where there is none, up to the last one."""
    found = ""
    for before, character in zip(" " + pattern, pattern + " ", strict=False):
        if character.isdigit():
            found += character
        elif not before.isdigit():
            found += "0"
    return found.rstrip("0")


def unpacked(data: bytes) -> Patterns:
    """The patterns of `packed` data."""
    rows, strings, characters = zlib.decompress(data).decode().split("\n\n", 2)
    listed = dict(zip(strings.split(" "), characters, strict=True))
    numbers = [bytes(map(int, row)) for row in rows.split(" ")]
    return Patterns(numbers, listed, max(map(len, listed)))


@cache
def german_patterns() -> Patterns:
    """The patterns that come along, read when the first German word is hyphenated."""
    return unpacked(DATA.read_bytes())
