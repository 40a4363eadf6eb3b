"""What pages name besides their operators: images, forms, shadings and states, each kept once."""

import zlib
from collections.abc import Hashable, Mapping
from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFStream,
)

from ..color import ColorSpace
from ..fonts import Face
from ..frame import Gradient
from ..geometry import Rect
from ..paths import Matrix
from .fonts import ZLIB_LEVEL, PdfFont
from .numbers import array


class Resources:
    """The resources of a document's pages, which all share one dictionary.

    What is asked for first gets the first number: the same pages make the same names.
    """

    def __init__(
        self, document: PDFDocument, faces: Mapping[str, Face], space: ColorSpace = "rgb"
    ) -> None:
        self.document = document
        self.space = space
        self.fonts = {key: PdfFont(face, f"F{i}") for i, (key, face) in enumerate(faces.items())}
        self._dictionary = PDFDictionary({})
        self.reference = document.Reference(self._dictionary, "resources")
        self._names: dict[Hashable, str] = {}
        self._objects: dict[str, dict[str, PDFObjectReference]] = {}
        self._upright: dict[Path, Matrix] = {}

    def image(self, path: Path) -> tuple[str, Matrix]:
        """The name of an image file's object, and the matrix that turns its pixels upright.

        Raises PictureError when the file is damaged.
        """
        if path not in self._upright:
            from .images import encoded

            found = encoded(path, self.space)
            self.document.updateSignature(found.data)
            mask = self.document.Reference(found.mask.stream(None)) if found.mask else None
            self._add("XObject", "I", path, found.stream(mask))
            self._upright[path] = found.upright
        return self._names[path], self._upright[path]

    def form(self, key: Hashable, content: str, box: Rect, blended: bool) -> str:
        """The name of operators kept once; `blended` ones become transparent as a whole."""
        if key not in self._names:
            data = content.encode("ascii")
            self.document.updateSignature(data)
            stream = PDFStream(content=zlib.compress(data, ZLIB_LEVEL), filters=())
            entries = {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Form"),
                "BBox": array((box.left, box.bottom, box.right, box.top)),
                "Resources": self.reference,
                "Filter": PDFName("FlateDecode"),
            }
            if blended:
                entries["Group"] = PDFDictionary({"S": PDFName("Transparency")})
            for name, value in entries.items():
                stream.dictionary[name] = value
            self._add("XObject", "X", key, stream)
        return self._names[key]

    def shading(self, gradient: Gradient) -> str:
        """The name of a gradient's shading, in the document's colours."""
        if gradient not in self._names:
            self._add("Shading", "S", gradient, _shading(gradient, self.space))
        return self._names[gradient]

    def state(self, fill: float, stroke: float) -> str:
        """The name of a graphics state with these opacities."""
        key = ("state", fill, stroke)
        if key not in self._names:
            state = {"Type": PDFName("ExtGState"), "ca": round(fill, 4), "CA": round(stroke, 4)}
            self._add("ExtGState", "G", key, PDFDictionary(state))
        return self._names[key]

    def _add(self, kind: str, letter: str, key: Hashable, made: PDFDictionary | PDFStream) -> None:
        of_kind = self._objects.setdefault(kind, {})
        name = self._names[key] = f"{letter}{len(of_kind)}"
        of_kind[name] = self.document.Reference(made)

    def embed(self) -> None:
        """Fill the dictionary that the pages refer to; to be called when all are painted."""
        used = (font for font in self.fonts.values() if font.used)
        fonts = {font.name: font.embed(self.document) for font in used}
        for kind, of_kind in {"Font": fonts, **self._objects}.items():
            self._dictionary[kind] = PDFDictionary(of_kind)


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
