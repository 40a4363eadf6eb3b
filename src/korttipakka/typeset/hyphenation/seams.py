"""Seams of compounds, found by the letters on both sides of each place in a word.

The data lists strings of letters with points for how much each speaks for a seam: strings that end
at a place, strings that begin there, and strings around it, half on each side. ^ and $ are the
word's ends. A string is listed only along with its shorter ones, whose points are counted in, so
that only the longest one listed counts. tools/learn_seams.py learns them from analysed words; each
language has a file of its own.

A deck needs few of the strings, so they lie in pages: those with the same letters next to their
place are on one, which is read when a word has these letters.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from ...basics.records import NamedTuple

DATA = Path(__file__).parents[1] / "data"
ENCODING = "iso8859-15"  # one byte for each letter, š, ž, ß and ø included

NEUTRAL = 128
"""The points of a string that tells nothing."""

ENOUGH = 3 * NEUTRAL
"""A place with more points than this is a seam."""

SHORTEST_PART = 2


STEMS = {"before": 3, "after": 3, "around": 4}
"""The letters next to their place by which strings of each kind are put on pages."""


def nearest(kind: str, length: int, size: int) -> slice:
    """Where in a string of this length the `size` letters are that are nearest to its place."""
    starts = {"before": length - size, "after": 0, "around": (length - size) // 2}
    return slice(starts[kind], starts[kind] + size)


Numbers = Sequence[int]


_BYTES = {letter: byte for byte, letter in enumerate(bytes(range(256)).decode(ENCODING))}


def _number(stem: str) -> int:
    """A stem as a number of four bytes at most; of letters that no string has, a question mark.

    What `encode` does, which takes longer to begin than a stem has letters.
    """
    number = 0
    for letter in stem:
        number = number << 8 | _BYTES.get(letter, ord("?"))
    return number


class Table(dict[str, "Page"]):
    """The strings of a kind that lie about a place alike, by the letters of their stem.

    `stems` are those that have a page, as numbers in order, `ends` where the pages end in `pages`.
    Strings that are shorter than a stem are on the page of the stem "".
    """

    def __init__(self, kind: str, stems: Numbers, ends: Numbers, pages: memoryview) -> None:
        letters = STEMS[kind]
        self._parts = [nearest(kind, letters, size) for size in range(1, letters)]
        self._stems = stems
        self._ends = ends
        self._pages = pages
        self._short = self._listed("")

    def __missing__(self, stem: str) -> "Page":
        strings = self._listed(stem)
        for part in self._parts:
            if (short := stem[part]) in self._short:
                strings[short] = self._short[short]
        page = self[stem] = Page(strings, max((NEUTRAL, *strings.values())))
        return page

    def _listed(self, stem: str) -> dict[str, int]:
        wanted = _number(stem)
        at = bisect_left(self._stems, wanted)
        if at == len(self._stems) or self._stems[at] != wanted:
            return {}
        page = bytes(self._pages[self._ends[at - 1] if at else 0 : self._ends[at]])
        strings, _, points = page.partition(b"\0")
        listed = strings.decode(ENCODING).split("\n") if strings else []
        return dict(zip(listed, points, strict=True))


class Page(NamedTuple):
    """The strings that lie about a place alike, with their points, and the most points there."""

    points: dict[str, int]
    most: int


class SeamModel(NamedTuple):
    """The points of strings before, after and around a place."""

    before: Table
    after: Table
    around: Table

    def seams(self, letters: str, places: Sequence[int]) -> tuple[int, ...]:
        """Those of some places in a lower-case word, of letters only, where its parts meet."""
        seams: list[int] = []
        for _, place in sorted(self._scored(letters, places), reverse=True):
            if all(abs(place - seam) >= SHORTEST_PART for seam in seams):
                seams.append(place)
        return tuple(sorted(seams))

    def _scored(self, letters: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The places with points enough for a seam, and their points.

        Plain loops over local names, for they run for every place of every word; most places are
        out before the last loop.
        """
        text = f"^{letters}$"
        length = len(text)
        before_place, after_place, around_place = self
        for place in places:
            at = place + 1
            strings_around, most_around = around_place[text[at - 2 : at + 2]]
            strings_after, most_after = after_place[text[at : at + 3]]
            strings_before, most_before = before_place[text[at - 3 : at]]
            if most_around + most_after + most_before <= ENOUGH:
                continue
            points_around, points_after = strings_around.get, strings_after.get
            around = after = before = NEUTRAL
            for size in range(1, min(at, length - at) + 1):
                points = points_around(text[at - size : at + size])
                if points is None:
                    break
                around = points
            if around + most_after + most_before <= ENOUGH:
                continue
            for end in range(at + 1, length + 1):
                points = points_after(text[at:end])
                if points is None:
                    break
                after = points
            if around + after + most_before <= ENOUGH:
                continue
            points_before = strings_before.get
            for start in range(at - 1, -1, -1):
                points = points_before(text[start:at])
                if points is None:
                    break
                before = points
            if around + after + before > ENOUGH:
                yield around + after + before, place


@cache
def seam_model(language: str) -> SeamModel:
    """The model of a language that comes along, opened when its first word is hyphenated."""
    return SeamModel(*tables(DATA.joinpath(f"{language}-seams.bin").read_bytes()))


def packed(strings: Mapping[str, Mapping[str, int]]) -> bytes:
    """The data: how many pages and bytes of them each kind has; then its stems, ends and pages.

    A page holds the strings, a newline between them, then a zero byte, then a byte of points each.
    """
    sizes, tables = array("I"), b""
    for kind, letters in STEMS.items():
        by_stem: dict[int, list[str]] = {_number(""): []}
        for string in sorted(strings[kind]):
            stem = string[nearest(kind, len(string), letters)] if len(string) >= letters else ""
            by_stem.setdefault(_number(stem), []).append(string)
        stems = sorted(by_stem)
        pages = [_packed_page(by_stem[stem], strings[kind]) for stem in stems]
        ends = accumulate(map(len, pages))
        tables += b"".join((_bytes(stems), _bytes(ends), *pages))
        sizes.extend((len(pages), sum(map(len, pages))))
    return _bytes(sizes) + tables


def _packed_page(strings: Sequence[str], points: Mapping[str, int]) -> bytes:
    return "\n".join(strings).encode(ENCODING) + b"\0" + bytes(points[s] for s in strings)


def tables(data: bytes) -> Iterator[Table]:
    """The tables of `packed` data, their pages still to be read."""
    left = memoryview(data)

    def take(count: int) -> memoryview:
        nonlocal left
        taken, left = left[:count], left[count:]
        return taken

    sizes = _numbers(take(2 * len(STEMS) * 4))
    for kind, count, length in zip(STEMS, sizes[::2], sizes[1::2], strict=True):
        yield Table(kind, _numbers(take(4 * count)), _numbers(take(4 * count)), take(length))


def _numbers(data: memoryview) -> Numbers:
    """Numbers of four bytes, the lowest byte first."""
    found = array("I", bytes(data))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _bytes(numbers: Iterable[int]) -> bytes:
    """What `_numbers` reads."""
    found = array("I", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()
