"""Shaped pieces cut where the markup changes, though they were shaped as one.

Kerning and joining letters do not stop where a link begins: a word is cut after it was shaped.
"""

from collections.abc import Iterable, Iterator, Sequence

from ..fonts.faces import IGNORABLE
from ..model.text import Markup, Shaped
from .word import Stretch


def cut(
    pieces: Sequence[Shaped], stretches: Iterable[Stretch], rtl: bool
) -> Iterator[tuple[tuple[Shaped, ...], Markup]]:
    """The pieces of each stretch, in the order of reading; stretches are numbers of letters.

    Pieces lie from left to right, here and there. What one glyph stands for is not cut: a ligature
    belongs to the stretch that it begins in.
    """
    waiting = list(pieces if rtl else reversed(pieces))
    at = end = 0
    for letters, markup in stretches:
        end += letters
        taken: list[Shaped] = []
        while waiting and at < end:
            piece, *rest = _parted(waiting.pop(), end - at)
            waiting += rest
            taken.append(piece)
            at += len(piece.text)
        if taken:
            yield tuple(reversed(taken) if rtl else taken), markup


def _parted(piece: Shaped, letters: int) -> tuple[Shaped, ...]:
    """A piece cut after a number of letters, if that is within it and between two glyphs."""
    if letters >= len(piece.text):
        return (piece,)
    text, glyphs = piece.text, piece.glyphs[::-1] if piece.rtl else piece.glyphs
    told, index = 0, 0
    while index < len(glyphs) and (told < _told(text[:letters]) or not glyphs[index].text):
        told += len(glyphs[index].text)
        index += 1
    while letters < len(text) and _told(text[:letters]) < told:
        letters += 1
    if index == len(glyphs) or letters == len(text):
        return (piece,)
    step = -1 if piece.rtl else 1
    return (
        Shaped.of(text[:letters], piece.font, glyphs[:index][::step], piece.rtl, piece.rigid),
        Shaped.of(text[letters:], piece.font, glyphs[index:][::step], piece.rtl, piece.rigid),
    )


def _told(text: str) -> int:
    """The number of letters that glyphs tell of a text."""
    return len(IGNORABLE.sub("", text))
