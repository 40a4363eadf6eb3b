"""Shaped words that have not come for long, packed: they take a quarter of the memory.

Unpacking one when it comes again takes a quarter of the time that shaping takes.
"""

from array import array
from collections.abc import Mapping
from operator import attrgetter

from ..model.text import Glyph, Shaped

MOST_SHELVED = 50_000
"""Words of a style that are packed at most, some 150 bytes each: ten times a deck by people."""

MOST_GLYPHS = 0x10000
"""Different ones that have a number of two bytes; some fonts have several for most pairs."""


class Shelf:
    """Words of one face that have been shaped: of each, the numbers of its glyphs."""

    def __init__(self) -> None:
        self._words: dict[str, bytes] = {}
        self._font = ""
        self._glyphs: list[Glyph] = []
        # A face has each of its glyphs once, and these are kept here.
        self._numbers: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._words)

    def put(self, words: Mapping[str, tuple[Shaped, ...]]) -> None:
        """Pack words, but for what is no simple piece of text: that is rare, and shaped again."""
        if len(self._words) >= MOST_SHELVED:
            self._words.clear()
        for text, pieces in words.items():
            if text in self._words or len(pieces) != 1:
                continue
            _, font, glyphs, rtl, rigid, _, missing = pieces[0]
            self._font = self._font or font
            if font == self._font and not (rtl or rigid or missing):
                self._pack(text, glyphs)

    def _pack(self, text: str, glyphs: tuple[Glyph, ...]) -> None:
        try:
            numbers = [*map(self._numbers.__getitem__, map(id, glyphs))]
        except KeyError:
            numbers = [self._number(glyph) for glyph in glyphs]
        if max(numbers, default=0) < MOST_GLYPHS:
            self._words[text] = array("H", numbers).tobytes()

    def _number(self, glyph: Glyph) -> int:
        number = self._numbers.setdefault(id(glyph), len(self._glyphs))
        if number == len(self._glyphs):
            self._glyphs.append(glyph)
        return number

    def get(self, text: str) -> tuple[Shaped, ...] | None:
        """A word as it was shaped; None if it is not here."""
        packed = self._words.get(text)
        if packed is None:
            return None
        glyphs = tuple(map(self._glyphs.__getitem__, memoryview(packed).cast("H")))
        advance = sum(map(_ADVANCE, glyphs))
        return (Shaped(text, self._font, glyphs, False, False, advance, ()),)


_ADVANCE = attrgetter("advance")
