"""What pages name, as objects of a PDF document: fonts, images, forms, shadings, states."""

import zlib
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)

from ..basics.color import ColorSpace
from ..basics.problems import fail
from ..model.frame import Gradient
from .fonts import FontUse
from .resources import ZLIB_LEVEL, Form, Resources, State
from .writing import FileStream

if TYPE_CHECKING:
    from .images import Encoded

NO_TEXT = "\u200d"
"""What a glyph that tells nothing is mapped to, a joiner: PDFium would make up a character."""


def dictionary(document: PDFDocument, resources: Resources, itself: PDFObjectReference) -> Any:
    """The dictionary of all resources; `itself` refers to it, for forms that name others.

    Their order is that of their names, so that the same pages make the same file however they came
    about.
    """
    kinds: dict[str, dict[str, Any]] = {}
    for name, use in resources.fonts.items():
        kinds.setdefault("Font", {})[name] = font(document, use)
    for name, image in sorted(resources.images.items()):
        document.updateSignature(name)
        mask = document.Reference(_image(image.mask, None)) if image.mask else None
        kinds.setdefault("XObject", {})[name] = document.Reference(_image(image, mask))
    for name, form in sorted(resources.forms.items()):
        document.updateSignature(form.data)
        kinds.setdefault("XObject", {})[name] = document.Reference(_form(form, itself))
    for name, gradient in sorted(resources.shadings.items()):
        made = _shading(gradient, resources.space)
        kinds.setdefault("Shading", {})[name] = document.Reference(made)
    for name, state in sorted(resources.states.items()):
        kinds.setdefault("ExtGState", {})[name] = document.Reference(_state(state))
    return PDFDictionary({kind: PDFDictionary(named) for kind, named in kinds.items()})


def array(values: Iterable[float]) -> PDFArray:
    """An array of numbers with at most four decimals."""
    return PDFArray([round(value, 4) for value in values])


def _image(image: "Encoded", mask: PDFObjectReference | None) -> FileStream:
    entries: dict[str, Any] = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": PDFName(image.space),
        "BitsPerComponent": 8,
        "Filter": PDFName(image.filter),
    }
    if image.inverted:
        entries["Decode"] = array([1, 0] * 4)
    if image.predicted:
        columns = {"Predictor": 15, "Colors": image.predicted, "Columns": image.width}
        entries["DecodeParms"] = PDFDictionary(columns)
    if mask is not None:
        entries["SMask"] = mask
    return FileStream(entries, image.data)


def _form(form: Form, resources: PDFObjectReference) -> PDFStream:
    box = form.box
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": array((box.left, box.bottom, box.right, box.top)),
        "Resources": resources,
        "Filter": PDFName("FlateDecode"),
    }
    if form.blended:
        entries["Group"] = PDFDictionary({"S": PDFName("Transparency")})
    return PDFStream(dictionary=PDFDictionary(entries), content=form.data, filters=())


def _state(state: State) -> PDFDictionary:
    fill, stroke = round(state.fill, 4), round(state.stroke, 4)
    return PDFDictionary({"Type": PDFName("ExtGState"), "ca": fill, "CA": stroke})


def _shading(gradient: Gradient, space: ColorSpace) -> PDFDictionary:
    """PDF 1.7 (8.7.4.5): type 2 runs along a line, type 3 from a point outwards."""
    start, end = gradient.start, gradient.end
    line = (start.x, start.y, end.x, end.y)
    circles = (start.x, start.y, 0.0, end.x, end.y, gradient.radius)
    stops = [(at, color.cmyk if space == "cmyk" else color) for at, color in gradient.stops]
    is_rgb = len(stops[0][1].values) == 3
    return PDFDictionary(
        {
            "ShadingType": 3 if gradient.radius else 2,
            "ColorSpace": PDFName("DeviceRGB" if is_rgb else "DeviceCMYK"),
            "Coords": array(circles if gradient.radius else line),
            "Function": _function([(at, color.values) for at, color in stops]),
            "Extend": PDFArray(["true", "true"]),
        }
    )


def _function(stops: list[tuple[float, tuple[float, ...]]]) -> PDFDictionary:
    """Values from stop to stop in straight lines, by a function that joins one for each piece."""
    pieces = [
        PDFDictionary(
            {"FunctionType": 2, "Domain": array((0, 1)), "N": 1, "C0": array(a), "C1": array(b)}
        )
        for (_, a), (_, b) in pairwise(stops)
    ]
    if len(pieces) == 1 and (stops[0][0], stops[1][0]) == (0, 1):
        return pieces[0]
    return PDFDictionary(
        {
            "FunctionType": 3,
            "Domain": array((stops[0][0], stops[-1][0])),
            "Functions": PDFArray(pieces),
            "Bounds": array(at for at, _ in stops[1:-1]),
            "Encode": array([0, 1] * len(pieces)),
        }
    )


def font(document: PDFDocument, use: FontUse) -> PDFObjectReference:
    """Add a font with the glyphs that are used; the reference to its dictionary."""
    tag = _subset_tag(use.face.key, use.advances)
    name = f"{tag}+{use.face.postscript_name}"
    descendant = _descendant(document, use, name)
    return document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([descendant]),
                "ToUnicode": document.Reference(_stream(_to_unicode(use.texts))),
            }
        ),
        use.face.key,
    )


def _descendant(document: PDFDocument, use: FontUse, name: str) -> PDFObjectReference:
    kind = "CIDFontType0" if use.face.is_cff else "CIDFontType2"
    entries = {
        "Type": PDFName("Font"),
        "Subtype": PDFName(kind),
        "BaseFont": PDFName(name),
        "CIDSystemInfo": _IDENTITY,
        "FontDescriptor": document.Reference(_descriptor(document, use, name)),
        "W": _widths(use.advances),
    }
    if not use.face.is_cff:
        entries["CIDToGIDMap"] = PDFName("Identity")
    return document.Reference(PDFDictionary(entries))


def _subset(use: FontUse) -> bytes:
    try:
        return use.face.subset(use.advances)
    except RuntimeError as error:  # a table is whole, but nonsense
        name = use.face.path.name
        raise fail("bad-font", f"cannot use the font '{name}': its glyphs are broken") from error


def _descriptor(document: PDFDocument, use: FontUse, name: str) -> PDFDictionary:
    face = use.face
    data = _stream(_subset(use))
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
