"""Fonts for a PDF: glyph ids as two-byte codes, a subset of the file, a map back to text."""

import zlib
from collections.abc import Iterable
from itertools import groupby

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from ..fonts import Face
from ..frame import Glyph, Shaped
from ..problems import fail
from .numbers import number

ZLIB_LEVEL = 6

Raised = tuple[float, str]
"""How far above the baseline glyphs stand, in 1/1000 em, and their elements of a TJ array."""

RTL_KEY = "\u200f"
"""Marks a text that is shaped from right to left: the same letters may have other glyphs so."""

NO_TEXT = "\u200d"
"""What a glyph that tells nothing is mapped to, a joiner: PDFium would make up a character."""


class PdfFont:
    """A face as used in one document; collects its glyphs while pages are painted."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._texts: dict[int, str] = {}
        self._advances: dict[int, float] = {}
        self._strings: dict[str, tuple[str | list[Raised], bool]] = {}

    @property
    def used(self) -> bool:
        """Whether anything has been painted with it."""
        return bool(self._advances)

    def string(self, piece: Shaped, size: float) -> tuple[str, bool]:
        """The elements of a TJ array for a shaped piece, and whether its glyphs tell its text.

        They do not where a glyph stands for different texts at different places or for none, or
        off the baseline, as marks do: there the array is closed and opened again, and PDFium takes
        the glyphs after it for the ones before.
        """
        key = RTL_KEY + piece.text if piece.rtl else piece.text
        known = self._strings.get(key)
        if known is None:
            known = self._strings[key] = self._elements(piece), self._tell(piece)
        elements, tells = known
        if isinstance(elements, str):
            return elements, tells
        return "".join(_risen(rise, string, size) for rise, string in elements), tells

    def _tell(self, piece: Shaped) -> bool:
        told = True
        for glyph in piece.glyphs:
            text = glyph.text.replace("\u00a0", " ")
            known = self._texts.get(glyph.id) or text
            self._texts[glyph.id] = known
            told &= bool(text) and known == text and not glyph.dy
        return told

    def _elements(self, piece: Shaped) -> str | list[Raised]:
        """A piece's elements, in stretches of equal height when not all are on the baseline."""
        if not any(glyph.dy for glyph in piece.glyphs):
            return self._string(piece.glyphs)
        groups = groupby(piece.glyphs, key=lambda glyph: glyph.dy)
        return [(rise, self._string(glyphs)) for rise, glyphs in groups]

    def _string(self, glyphs: Iterable[Glyph]) -> str:
        """Glyphs as hex with the corrections between them, in 1/1000 em to the left."""
        parts, codes = [], ""
        for glyph in glyphs:
            own = self._advance(glyph.id)
            if abs(glyph.dx) > 0.01:
                parts.append(f"<{codes}>" * bool(codes) + number(-glyph.dx))
                codes = ""
            codes += f"{glyph.id:04x}"
            correction = own - glyph.advance + glyph.dx
            if abs(correction) > 0.01:
                parts.append(f"<{codes}>{number(correction)}")
                codes = ""
        return "".join(parts) + f"<{codes}>" * bool(codes)

    def _advance(self, glyph: int) -> float:
        advance = self._advances.get(glyph)
        if advance is None:
            advance = self._advances[glyph] = self.face.advance(glyph)
        return advance

    def embed(self, document: PDFDocument) -> PDFObjectReference:
        """Add the font with the glyphs seen so far; the reference to its dictionary."""
        tag = _subset_tag(self.face.key, self._advances)
        name = f"{tag}+{self.face.postscript_name}"
        descendant = self._descendant(document, name)
        return document.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("Font"),
                    "Subtype": PDFName("Type0"),
                    "BaseFont": PDFName(name),
                    "Encoding": PDFName("Identity-H"),
                    "DescendantFonts": PDFArray([descendant]),
                    "ToUnicode": document.Reference(_stream(_to_unicode(self._texts))),
                }
            ),
            self.face.key,
        )

    def _descendant(self, document: PDFDocument, name: str) -> PDFObjectReference:
        kind = "CIDFontType0" if self.face.is_cff else "CIDFontType2"
        entries = {
            "Type": PDFName("Font"),
            "Subtype": PDFName(kind),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": _IDENTITY,
            "FontDescriptor": document.Reference(self._descriptor(document, name)),
            "W": _widths(self._advances),
        }
        if not self.face.is_cff:
            entries["CIDToGIDMap"] = PDFName("Identity")
        return document.Reference(PDFDictionary(entries))

    def _subset(self) -> bytes:
        try:
            return self.face.subset(self._advances)
        except RuntimeError as error:  # a table is whole, but nonsense
            name = self.face.path.name
            raise fail(
                "bad-font", f"cannot use the font '{name}': its glyphs are broken"
            ) from error

    def _descriptor(self, document: PDFDocument, name: str) -> PDFDictionary:
        face = self.face
        data = _stream(self._subset())
        if face.is_cff:
            data.dictionary["Subtype"] = PDFName("CIDFontType0C")
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(name),
                "Flags": 4,  # symbolic: codes are glyphs, not a standard encoding's letters
                "FontBBox": PDFArray([round(v) for v in face.bounds]),
                "ItalicAngle": 0,
                "Ascent": round(face.ascent),
                "Descent": -round(face.descent),
                "CapHeight": round(face.cap_height),
                "StemV": 80,  # required, read only by viewers that substitute fonts
                "FontFile3" if face.is_cff else "FontFile2": document.Reference(data),
            }
        )


def _risen(rise: float, string: str, size: float) -> str:
    return f"] TJ {number(rise * size / 1000)} Ts [{string}] TJ 0 Ts [" if rise else string


_IDENTITY = PDFDictionary(
    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
)


def _subset_tag(key: str, glyphs: Iterable[int]) -> str:
    """Six capitals that differ between subsets, as PDF asks: derived from face and glyphs."""
    listed = b"".join(glyph.to_bytes(4, "big") for glyph in sorted(glyphs))
    value = zlib.crc32(key.encode() + listed)
    return "".join(chr(65 + value // 26**i % 26) for i in range(6))


def _stream(data: bytes) -> PDFStream:
    stream = PDFStream(content=zlib.compress(data, ZLIB_LEVEL), filters=())
    stream.dictionary["Filter"] = PDFName("FlateDecode")
    stream.dictionary["Length1"] = len(data)
    return stream


def _widths(advances: dict[int, float]) -> PDFArray:
    entries: list[object] = []
    for glyph in sorted(advances):
        entries += [glyph, PDFArray([round(advances[glyph], 3)])]
    return PDFArray(entries)


def _to_unicode(texts: dict[int, str]) -> bytes:
    """A CMap from glyph ids to text, as PDF 1.7 (9.10.3) wants it, 100 entries a block at most."""
    pairs = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted((glyph, text or NO_TEXT) for glyph, text in texts.items())
    ]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
