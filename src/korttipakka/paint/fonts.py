"""Fonts as pages use them: two-byte codes, their advances and the text that each stands for.

A code is a glyph's id. Only letters of a right-to-left ligature have codes of their own, see
`PdfFont`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from ..basics.once import cached_property
from ..basics.records import NamedTuple
from ..fonts import FontFace, FontSource
from ..model.text import NOTDEF, Glyph, Shaped
from .numbers import number

if TYPE_CHECKING:
    from ..fonts.outlines import Segment

LEAST_MOVE = 0.01
"""In 1/1000 em: a correction that is smaller is not written, but kept for the next glyph."""

MOST_MOVED = 50.0
"""In 1/1000 em: a glyph that is moved farther from its place is read as a part of another word."""

RTL_LETTERS = range(0x0590, 0x0900)
"""Hebrew, Arabic, Syriac, Thaana and their neighbours, with their marks."""

NO_GLYPH = Glyph(NOTDEF, 0.0, 0.0, 0.0, "")
"""What marks without a letter belong to."""

JOINERS = "\u200c\u200d"
"""What joins letters, or keeps them apart: without ink anyhow."""

MOST_CODES = 0x10000
"""Codes have two bytes."""


_HEIGHT, _GLYPHS, _RTL = attrgetter("dy"), attrgetter("glyphs"), attrgetter("rtl")


class FontUse(NamedTuple):
    """What pages use of a face, by code: texts for its ToUnicode map, advances in 1/1000 em."""

    face: FontFace
    texts: dict[int, str]
    advances: dict[int, float]


class HandedFont(NamedTuple):
    """A `FontUse` for another process, which mostly has the face with this key open already."""

    key: str
    source: FontSource
    texts: dict[int, str]
    advances: dict[int, float]


class ToUnicodeConflict(Exception):
    """A code stands for one text on some pages and for another one on others."""


class Ink(NamedTuple):
    """A glyph that is painted as a shape, and where: 1/1000 em from the piece's origin."""

    glyph: int
    x: float
    y: float


class ShownPiece(NamedTuple):
    """A shaped piece as elements of a TJ array: strings of codes, numbers that move the pen.

    Of a piece on the baseline, as most are, `level` holds them; else `stretches` do by the heights
    of its glyphs above the baseline, in 1/1000 em. The piece is `extractable` when the ToUnicode
    map alone gives a reader its text. The `ink` of marks is painted apart.
    """

    level: str | None
    stretches: tuple[tuple[float, str], ...]
    extractable: bool
    ink: tuple[Ink, ...] = ()

    def elements(self, size: float) -> str:
        """The elements at a type size in points.

        For raised glyphs the array is closed, the text rise is set, and the array opened again.
        """
        if self.level is not None:
            return self.level
        return "".join(
            f"] TJ {number(rise * size / 1000)} Ts [{codes}] TJ 0 Ts [" if rise else codes
            for rise, codes in self.stretches
        )


MOST_SHOWN = 4000
"""Words of a font that are remembered as they are written: of more, most do not come again."""


class PdfFont:
    """A face as used in one document; collects its glyphs while pages are painted.

    Readers of a PDF put the codes of right-to-left text in order, but not the letters that one code
    stands for: the second letter of a ligature would come first. So a ligature's code stands for
    its first letter, and the others have codes of their own, painted without ink or advance. Such a
    code follows from its letter alone: pages that other processes paint have the same one. Vowel
    marks are read by such codes, too, and painted as shapes: readers take a glyph that is moved
    over its letter, or raised, for another word, and PDFium then puts the words in disorder. A CFF
    font has no room for codes without a glyph; there a ligature stands for the one character that
    Unicode has for it, which readers take apart.
    """

    def __init__(self, face: FontFace) -> None:
        self.face = face
        self._texts: dict[int, str] = {}
        self._advances: dict[int, float] = {}
        self._codes: dict[int, str] = {}
        self._shown: dict[tuple[bool, tuple[Glyph, ...]], ShownPiece] = {}
        self._outlines: dict[int, tuple[Segment, ...]] = {}
        # By identity, since a face has each glyph once; they are kept lest others take their place.
        self._plain_glyphs: dict[int, str] = {}
        self._kept: list[Glyph] = []

    @property
    def use(self) -> FontUse:
        """What has been painted with it so far."""
        return FontUse(self.face, self._texts, self._advances)

    def merge(self, use: HandedFont) -> None:
        """Add what other pages use. Raises ToUnicodeConflict when a code means something else."""
        for code, text in use.texts.items():
            known = self._texts.get(code) or text  # "" may yet become a text
            if text and known != text:
                raise ToUnicodeConflict
            self._texts[code] = known
        self._advances |= use.advances

    def show(self, piece: Shaped) -> ShownPiece:
        """A piece as codes; it is written once, and its glyphs are collected."""
        key = piece.rtl, piece.glyphs
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) >= MOST_SHOWN:
                self._shown.clear()
            shown = self._shown[key] = self._new(piece)
        return shown

    def plain(self, pieces: Sequence[Shaped]) -> str | None:
        """The elements of pieces whose glyphs are plain and were shown before, as most are.

        None of any others.
        """
        if True in map(_RTL, pieces):
            return None
        glyphs = map(id, chain.from_iterable(map(_GLYPHS, pieces)))
        try:
            codes = "".join(map(self._plain_glyphs.__getitem__, glyphs))
        except KeyError:
            return None
        return f"<{codes}"[:-1] if codes[-1:] == "<" else f"<{codes}>"

    @cached_property
    def space(self) -> Shaped | None:
        """A space; None where the font has none."""
        piece = self.face.shape(" ")
        return None if piece.missing else piece

    @cached_property
    def shown_space(self) -> ShownPiece:
        """The `space` of a font that has one, as it is written."""
        assert self.space is not None
        return self.show(self.space)

    def _keep_plain(self, glyphs: Iterable[Glyph]) -> None:
        """Keep how glyphs are written that stand on the baseline and are read by their codes."""
        for glyph in glyphs:
            if id(glyph) in self._plain_glyphs:
                continue
            code, advance, dx, dy, text = glyph
            move = self._advances[code] - advance
            is_read = text and self._texts[code] in {text, _plain(text)}
            if is_read and not (dx or dy or 0 < abs(move) <= LEAST_MOVE):
                after = f">{number(move)}<" if move else ""
                self._plain_glyphs[id(glyph)] = f"{self._codes[code]}{after}"
                self._kept.append(glyph)

    def _new(self, piece: Shaped) -> ShownPiece:
        glyphs = tuple(self._by_letter(piece.glyphs)) if piece.rtl else piece.glyphs
        ink = tuple(self._inked(piece.glyphs)) if piece.rtl else ()
        are_extractable = self._collect(glyphs)
        if not piece.rtl:
            self._keep_plain(glyphs)
        if not any(map(_HEIGHT, glyphs)):
            return ShownPiece(self._elements(glyphs), (), are_extractable, ink)
        by_height = groupby(glyphs, key=_HEIGHT)
        stretches = ((rise, self._elements(stretch)) for rise, stretch in by_height)
        # PDFium takes the glyphs after a closed array for the ones before.
        return ShownPiece(None, tuple(stretches), False, ink)

    def _is_mark(self, glyph: Glyph) -> bool:
        """Whether a glyph is nothing but marks over the letters beside it, which have codes."""
        if glyph.advance or self.face.is_cff or self.face.advance(glyph.id):
            return False
        return all(category(c) == "Mn" and self._letter_code(c) for c in glyph.text)

    def _inked(self, glyphs: Iterable[Glyph]) -> Iterator[Ink]:
        """The marks among glyphs in their places."""
        x = 0.0
        for glyph in glyphs:
            if self._is_mark(glyph):
                yield Ink(glyph.id, x + glyph.dx, glyph.dy)
            x += glyph.advance

    def shape(self, ink: Ink, size: float, x: float, y: float) -> str:
        """The path of a mark, at a type size in points, in a piece whose origin is given."""
        scale = size / 1000
        x, y = x + ink.x * scale, y + ink.y * scale
        outline = self._outlines.get(ink.glyph)
        if outline is None:
            from ..fonts.outlines import Outlines

            outline = self._outlines[ink.glyph] = Outlines(self.face).of(ink.glyph)
        return " ".join(
            " ".join(
                [f"{number(x + px * scale)} {number(y + py * scale)}" for px, py in points] + [kind]
            )
            for kind, points in outline
        )

    def _by_letter(self, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
        """The glyphs of right-to-left text, each for one letter as far as that goes."""
        base, bases = NO_GLYPH, []
        for glyph in reversed(glyphs):
            base = base if self._is_mark(glyph) else glyph
            bases.append(base)
        for glyph, base in zip(glyphs, reversed(bases), strict=True):
            if base is not glyph:
                yield from self._codes_of(glyph.text, base)
            elif len(glyph.text) < 2:
                yield glyph
            elif self.face.is_cff:
                letters = normalize("NFKD", glyph.text)
                yield glyph._replace(text=ligatures().get(letters, glyph.text))
            else:
                yield from self._letters(glyph)

    def _letters(self, glyph: Glyph) -> Iterator[Glyph]:
        """A ligature for its first letter, after the codes of the others, the last one first.

        Joiners before it come after it.
        """
        letters = glyph.text.lstrip(JOINERS) or glyph.text
        joiners = glyph.text[: len(glyph.text) - len(letters)]
        if not all(map(self._letter_code, letters[1:])):
            yield glyph
            return
        yield from self._codes_of(letters[1:], glyph)
        yield glyph._replace(text=letters[0])
        yield from self._codes_of(joiners, NO_GLYPH)

    def _codes_of(self, letters: str, base: Glyph) -> Iterator[Glyph]:
        """Codes without ink for letters, the last one first, where the glyph after them lies."""
        for letter in reversed(letters):
            code = self._letter_code(letter)
            self._add(code, 0.0)
            yield Glyph(code, 0.0, base.dx, base.dy, letter)

    def _letter_code(self, letter: str) -> int:
        """The code of a letter without ink, after those of all glyphs; 0 where there is none."""
        if ord(letter) in RTL_LETTERS:
            code = self.face.glyph_count + RTL_LETTERS.index(ord(letter))
        elif letter in JOINERS:
            code = self.face.glyph_count + len(RTL_LETTERS) + JOINERS.index(letter)
        else:
            return 0
        return code if code < MOST_CODES else 0

    def _add(self, code: int, advance: float) -> None:
        """Note a code that pages use, and how it is written."""
        self._advances[code] = advance
        self._codes[code] = f"{code:04x}"

    def _collect(self, glyphs: Iterable[Glyph]) -> bool:
        """Note the glyphs' advances, and their texts where they have none yet.

        Says whether a reader gets the glyphs' texts by their codes. Not so where a code stands for
        different texts at different places, or for none; nor where a mark is moved over its letter:
        Poppler takes what goes back for the next word.
        """
        texts, codes, are_extractable = self._texts, self._codes, True
        for code, _, dx, _, text in glyphs:
            if code not in codes:
                self._add(code, self.face.advance(code))
            known = texts.get(code)
            if not known:
                known = texts[code] = _plain(text)
            if not text or abs(dx) >= MOST_MOVED or (known != text and known != _plain(text)):
                are_extractable = False
        return are_extractable

    def _elements(self, glyphs: Iterable[Glyph]) -> str:
        """Glyphs on one level as codes in hexadecimal, and moves to the left in 1/1000 em.

        What follows one glyph and what comes before the next is one number.
        """
        written, left, advances, codes = "<", 0.0, self._advances, self._codes
        for code, advance, dx, _, _ in glyphs:
            left -= dx
            if left and abs(left) > LEAST_MOVE:
                written += f">{number(left)}<"
                left = 0.0
            written += codes[code]
            left += advances[code] - advance + dx
        written += f">{number(left)}" if abs(left) > LEAST_MOVE else ">"
        return written.replace("<>", "")


@cache
def ligatures() -> dict[str, str]:
    """The letters of Hebrew and Arabic presentation forms, and the first form for each."""
    forms = map(chr, (*range(0xFEFF, 0xFE6F, -1), *range(0xFDFF, 0xFB1C, -1)))
    return {normalize("NFKD", form): form for form in forms}


def _plain(text: str) -> str:
    """A text with its no-break spaces as plain ones, which fonts give the same glyph."""
    return text.replace("\u00a0", " ")


def joined(elements: Collection[str]) -> str:
    r"""The elements of several TJ arrays as those of one: strings joined, numbers kept apart.

    >>> joined(["<0001>", "<0002>10", "-120", "82<0003>"])
    '<00010002>10\n-120\n82<0003>'
    """
    apart = "\n".join(elements).replace(">\n<", "")
    if "\n" not in apart:  # most texts: not justified, and none empty
        return apart
    apart = "\n".join(filter(None, elements)).replace(">\n<", "")
    return apart.replace(">\n", ">").replace("\n<", "<")
