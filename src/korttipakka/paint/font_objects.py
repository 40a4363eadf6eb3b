"""A font that pages use, as objects of a PDF document: a Type 0 font and its CID font.

Codes on pages are CIDs (PDF 1.7, 9.7, Identity-H). A CID is a glyph's id in the embedded subset,
which keeps the font's own ids; CIDs above them are letters without ink, see `PdfFont`.
"""

import zlib
from collections.abc import Iterable, Mapping

from ..basics.problems import error
from .deflate import deflated
from .fonts import FontUse
from .pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from .writing import Stream

NO_TEXT = "\u200d"
"""The ToUnicode value of a glyph without text of its own, as the second one of a split letter.

A zero-width joiner: readers ignore it, but for a code without any value PDFium makes a character of
the code's number.
"""

MOST_IN_BLOCK = 100
"""Entries of a `bfchar` block, by Adobe's rules for CMap files."""

IDENTITY = PDFDictionary(
    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
)


def font_object(document: PDFDocument, use: FontUse) -> PDFObjectReference:
    """Add a font with the glyphs that are used; the reference to its dictionary.

    Raises KorttipakkaError when the font's outlines are broken.
    """
    tag = _subset_tag(use.face.key, use.advances)
    name = f"{tag}+{use.face.postscript_name}"
    return document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([_cid_font(document, use, name)]),
                "ToUnicode": document.Reference(_stream(to_unicode(use.texts))),
            }
        ),
        use.face.key,
    )


def _cid_font(document: PDFDocument, use: FontUse, name: str) -> PDFObjectReference:
    kind = "CIDFontType0" if use.face.is_cff else "CIDFontType2"
    entries = {
        "Type": PDFName("Font"),
        "Subtype": PDFName(kind),
        "BaseFont": PDFName(name),
        "CIDSystemInfo": IDENTITY,
        "FontDescriptor": document.Reference(_descriptor(document, use, name)),
        "W": _widths(use.advances),
    }
    if not use.face.is_cff:
        entries["CIDToGIDMap"] = _cid_to_gid(document, use)
    return document.Reference(PDFDictionary(entries))


def _cid_to_gid(document: PDFDocument, use: FontUse) -> PDFObject:
    """Which glyph each CID paints: its own, and an empty one for a letter without ink.

    Of the glyphs that are not used the subset keeps the ids, without outline and advance.
    """
    used = _glyphs(use)
    if len(used) == len(use.advances):
        return PDFName("Identity")
    empty = next((glyph for glyph in range(1, max(used, default=0)) if glyph not in used), 0)
    glyphs = (
        cid if cid in used else empty * (cid in use.advances)
        for cid in range(max(use.advances) + 1)
    )
    return document.Reference(_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)))


def _glyphs(use: FontUse) -> set[int]:
    """The codes that are glyphs."""
    return {code for code in use.advances if code < use.face.glyph_count}


def _descriptor(document: PDFDocument, use: FontUse, name: str) -> PDFDictionary:
    face = use.face
    kind = {"Subtype": PDFName("CIDFontType0C")} if face.is_cff else {}
    data = _stream(_subset(use), **kind)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": 4,  # symbolic: codes are glyphs, not a standard encoding's letters
            "FontBBox": PDFArray([round(v) for v in face.bounds]),
            "ItalicAngle": 0,
            "Ascent": round(face.ascent),
            "Descent": -round(face.descent),  # below the baseline is negative here
            "CapHeight": round(face.cap_height),
            "StemV": 80,  # required, read only by viewers that substitute fonts
            "FontFile3" if face.is_cff else "FontFile2": document.Reference(data),
        }
    )


def _subset(use: FontUse) -> bytes:
    try:
        return use.face.subset(_glyphs(use))
    except RuntimeError as cause:  # a table is whole, but nonsense
        name = use.face.path.name
        raise error("bad-font", f"cannot use the font '{name}': its glyphs are broken") from cause


def _subset_tag(key: str, codes: Iterable[int]) -> str:
    """Six capitals that differ between subsets, as PDF asks: derived from face and codes."""
    listed = b"".join(code.to_bytes(4, "big") for code in sorted(codes))
    value = zlib.crc32(key.encode() + listed)
    return "".join(chr(65 + value // 26**i % 26) for i in range(6))


def _stream(data: bytes, **entries: object) -> Stream:
    known = {"Filter": PDFName("FlateDecode"), "Length1": len(data)}
    return Stream({**known, **entries}, deflated(data))


def _widths(advances: Mapping[int, float]) -> PDFArray:
    """The W array: each code with its advance in 1/1000 em."""
    entries: list[object] = []
    for code in sorted(advances):
        entries += [code, PDFArray([round(advances[code], 3)])]
    return PDFArray(entries)


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """A CMap from codes to text in UTF-16, as PDF 1.7 (9.10.3) wants it."""
    pairs = [
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
        for code, text in sorted((code, text or NO_TEXT) for code, text in texts.items())
    ]
    blocks = [pairs[i : i + MOST_IN_BLOCK] for i in range(0, len(pairs), MOST_IN_BLOCK)]
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
