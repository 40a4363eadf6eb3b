"""What pages name, as objects of a PDF document: images, forms, shadings, graphics states."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..model.frame import Gradient
from .font_objects import font_object
from .pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
)
from .resources import FormXObject, Mask, Overprint, Resources, State
from .writing import FileStream, Stream

if TYPE_CHECKING:
    from ..pictures.separation import Separation
    from .images import Encoded


FAR = 14_400
"""Points, further than any page reaches (PDF 1.7, annex C)."""

VALUES = {"DeviceRGB": 3, "DeviceCMYK": 4}
"""Bytes of a colour in a palette."""


def dictionary(document: PDFDocument, resources: Resources, itself: PDFObjectReference) -> Any:
    """The dictionary of all resources; `itself` refers to it, for forms that name others.

    Their order is that of their names, so that the same pages make the same file however they came
    about.
    """
    kinds: dict[str, dict[str, Any]] = {}
    for name, use in resources.fonts.items():
        kinds.setdefault("Font", {})[name] = font_object(document, use)
    for name, image in sorted(resources.images.items()):
        document.updateSignature(name)
        mask = document.Reference(_image(image.mask, None)) if image.mask else None
        kinds.setdefault("XObject", {})[name] = document.Reference(_image(image, mask))
    for name, form in sorted(resources.forms.items()):
        document.updateSignature(form.data)
        kinds.setdefault("XObject", {})[name] = document.Reference(_form(form, itself))
    for name, gradient in sorted(resources.shadings.items()):
        made = _shading(gradient, resources.inks)
        kinds.setdefault("Shading", {})[name] = document.Reference(made)
    for name, state in sorted(resources.states.items()):
        kinds.setdefault("ExtGState", {})[name] = document.Reference(_state(document, state))
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
        "ColorSpace": PDFName(image.space) if not image.palette else _indexed(image),
        "BitsPerComponent": image.bits,
        "Filter": PDFName(image.filter),
    }
    if image.inverted:
        entries["Decode"] = array([1, 0] * 4)
    if image.predicted:
        columns = {"Predictor": 15, "Colors": image.predicted, "Columns": image.width}
        if image.bits != 8:
            columns["BitsPerComponent"] = image.bits
        entries["DecodeParms"] = PDFDictionary(columns)
    if mask is not None:
        entries["SMask"] = mask
    return FileStream(entries, image.data)


def _indexed(image: "Encoded") -> PDFArray:
    """A palette of colours (PDF 1.7, 8.6.6.3)."""
    last = len(image.palette) // VALUES[image.space] - 1
    colors = f"<{image.palette.hex()}>"
    return PDFArray([PDFName("Indexed"), PDFName(image.space), last, colors])


def _form(form: FormXObject, resources: PDFObjectReference) -> Stream:
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
    return Stream(entries, form.data)


def _state(document: PDFDocument, state: State | Overprint | Mask) -> PDFDictionary:
    if isinstance(state, Overprint):
        over = {"OP": "true", "op": "true", "OPM": state.mode}
        return PDFDictionary({"Type": PDFName("ExtGState"), **over})
    if isinstance(state, Mask):
        form = document.Reference(_luminosity(state))
        mask = {"Type": PDFName("Mask"), "S": PDFName("Luminosity"), "G": form}
        return PDFDictionary({"Type": PDFName("ExtGState"), "SMask": PDFDictionary(mask)})
    fill, stroke = round(state.fill, 4), round(state.stroke, 4)
    return PDFDictionary({"Type": PDFName("ExtGState"), "ca": fill, "CA": stroke})


def _luminosity(mask: Mask) -> Stream:
    """The form whose light is how much is seen (PDF 1.7, 11.6.5.3): less by a share's square."""
    start, end = mask.start, mask.end
    curve = {
        "FunctionType": 2, "Domain": array((0, 1)), "N": 2,
        "C0": array((mask.opacity,)), "C1": array((0,)),
    }  # fmt: skip
    shading = {
        "ShadingType": 2,
        "ColorSpace": PDFName("DeviceGray"),
        "Coords": array((start.x, start.y, end.x, end.y)),
        "Function": PDFDictionary(curve),
        "Extend": PDFArray(["true", "true"]),
    }
    named = PDFDictionary({"Shading": PDFDictionary({"S": PDFDictionary(shading)})})
    group = {"S": PDFName("Transparency"), "CS": PDFName("DeviceGray")}
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": array((-FAR, -FAR, FAR, FAR)),
        "Resources": named,
        "Group": PDFDictionary(group),
    }
    return Stream(entries, b"/S sh")


def _shading(gradient: Gradient, inks: "Separation | None") -> PDFDictionary:
    """PDF 1.7 (8.7.4.5): type 2 runs along a line, type 3 from a point outwards."""
    start, end = gradient.start, gradient.end
    line = (start.x, start.y, end.x, end.y)
    circles = (start.x, start.y, 0.0, end.x, end.y, gradient.radius)
    stops = [(at, color if inks is None else inks.color(color)) for at, color in gradient.stops]
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
    """Values from stop to stop in straight lines, by a function that joins one for each piece.

    Between two stops at one place there is no piece: the bounds of pieces must rise.
    """
    parts = [(one, other) for one, other in pairwise(stops) if one[0] < other[0]]
    pieces = [
        PDFDictionary(
            {"FunctionType": 2, "Domain": array((0, 1)), "N": 1, "C0": array(a), "C1": array(b)}
        )
        for (_, a), (_, b) in parts
    ]
    if len(pieces) == 1 and (stops[0][0], stops[-1][0]) == (0, 1):
        return pieces[0]
    return PDFDictionary(
        {
            "FunctionType": 3,
            "Domain": array((stops[0][0], stops[-1][0])),
            "Functions": PDFArray(pieces),
            "Bounds": array(one[0] for one, _ in parts[1:]),
            "Encode": array([0, 1] * len(pieces)),
        }
    )
