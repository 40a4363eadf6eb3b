"""An SVG file as a whole: read, bounded, and found out how it is to be drawn."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...basics.geometry import Size
from ...model.frame import Frame
from ..refusal import PictureError
from .css import ATTRIBUTES, TOO_LONG, Sheet, read_sheets
from .names import SVG_NAMESPACE, XHTML_NAMESPACE, NotShapes, href, local_name, namespace
from .outlines import NUMBER
from .references import References
from .refused import NOTES, refuse_links, refuse_undrawn

MOST_BYTES = 10_000_000
MOST_TEXT = 1_000_000
"""Bytes of a file without the pictures in it."""

MOST_ELEMENTS = 5_000
MOST_STYLE = 64_000
"""Characters of style sheets."""

MOST_TRIED = 1_000_000
"""Rules of style sheets times elements: each is tried on each."""

FARTHEST = 1e6
"""Points; coordinates beyond it are a mistake or an attack."""

PX = 0.75
"""Points of a CSS pixel."""

UNITS = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4,
    "em": 16.0, "ex": 8.0,
}  # fmt: skip
"""Pixels of a root's width or height in a unit; an em is that of browsers."""

LENGTH = re.compile(rf"({NUMBER})\s*(%|[a-z]*)", re.IGNORECASE)


class Svg(NamedTuple):
    """An SVG file that can be drawn: as `frame` where that has its shapes, else by resvg.

    `size` is in points, `why` tells why it is not shapes. `is_open` tells whether it leaves a
    colour open, currentColor, to which `shapes.CURRENT` stands in `frame`.
    """

    root: Any
    sheet: Sheet
    size: Size
    is_open: bool
    frame: Frame | None = None
    why: str = ""


def read_svg(data: bytes) -> Svg:
    """An SVG file. Raises PictureError when it cannot be drawn right."""
    from .shapes import frame_of

    root = _parse(data)
    elements = list(_own(root))
    references = _checked(elements)
    svg = Svg(root, references.sheet, _size(root), is_open=b"currentcolor" in data.lower())
    try:
        return svg._replace(frame=frame_of(svg, references))
    except NotShapes as error:
        return svg._replace(why=str(error))


def _own(element: Any) -> Iterator[Any]:
    """An element and those in it, but not what stands in notes, and no other program's elements."""
    if namespace(element) in {SVG_NAMESPACE, XHTML_NAMESPACE}:
        yield element
        if local_name(element) not in NOTES:
            for child in element.iterchildren("*"):
                yield from _own(child)


def _checked(elements: list[Any]) -> References:
    """The elements of a file that has been found sound. Raises PictureError."""
    if len(elements) > MOST_ELEMENTS:
        message = f"the SVG file has more than {MOST_ELEMENTS:,} elements"
        raise PictureError(message, "simplify it")
    texts = ["".join(e.itertext()) for e in elements if local_name(e) == "style"]
    if sum(map(len, texts)) > MOST_STYLE:
        raise PictureError(TOO_LONG, ATTRIBUTES)
    sheet = read_sheets(texts)
    if len(sheet.rules) * len(elements) > MOST_TRIED:
        raise PictureError(TOO_LONG, ATTRIBUTES)
    refuse_links(elements)
    refuse_undrawn(elements, sheet)
    references = References(elements, sheet)
    references.check()
    return references


def _parse(data: bytes) -> Any:
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise PictureError(f"the SVG file is larger than {MOST_BYTES // 10**6} MB", "simplify it")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(f"this is not SVG ({error.msg})", "save it anew") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise PictureError("the SVG file declares entities", "save it as plain SVG")
    if local_name(root) != "svg":
        raise PictureError(
            "this is not SVG: its first element is not <svg>", "save it as plain SVG"
        )
    pictures = sum(len(href(e)) for e in root.iter("{*}image", "{*}feImage"))
    if len(data) - pictures > MOST_TEXT:
        raise PictureError(f"the SVG file is larger than {MOST_TEXT // 10**6} MB", "simplify it")
    _rename_background(root)
    return root


def _rename_background(root: Any) -> None:
    """A plain colour as the root's background, under the name that all readers know."""
    style = root.get("style", "")
    root.set(
        "style", re.sub(r"(?<![\w-])background\s*:(?=[^;(]*(;|$))", "background-color:", style)
    )


def view_box(root: Any) -> tuple[float, float, float, float] | None:
    """The rectangle that is shown: left, top, width and height; None where none is given.

    Raises PictureError for one that is none.
    """
    text = root.get("viewBox", "").strip()
    if not text:
        return None
    match = re.fullmatch(rf"(?:(?>{NUMBER})(?>\s*,?\s*)){{4}}", text)
    left, top, width, height = map(float, re.findall(NUMBER, text)) if match else (0, 0, 0, 0)
    if width <= 0 or height <= 0:
        raise PictureError(f"the SVG file has the viewBox '{text[:30]}'", "save it anew")
    return left, top, width, height


def _size(root: Any) -> Size:
    """Its width and height in points. Raises PictureError when it has none."""
    box = view_box(root)
    sides = [_side(root, name, side) for name, side in
             (("width", box and box[2]), ("height", box and box[3]))]  # fmt: skip
    if box:  # one side alone gives the other by the proportions of what is shown
        across, up = (root.get(name, "auto").strip() != "auto" for name in ("width", "height"))
        if across and not up:
            sides[1] = (sides[0] or 0) * box[3] / box[2]
        if up and not across:
            sides[0] = (sides[1] or 0) * box[2] / box[3]
    width, height = (PX * (side or 0) for side in sides)
    if not (0 < width < FARTHEST and 0 < height < FARTHEST):
        message = "the SVG file gives no size: neither width and height nor a viewBox"
        raise PictureError(message, "add a viewBox")
    return Size(width, height)


def _side(root: Any, name: str, shown: float | None) -> float | None:
    """A side in pixels; of a share, that of what is shown. Raises PictureError."""
    text = root.get(name, "auto").strip()
    match = LENGTH.fullmatch(text)
    if text == "auto" or (match and match[2] == "%"):
        share = float(match[1]) / 100 if match else 1.0
        return None if shown is None else shown * share
    if not match or match[2].lower() not in UNITS:
        message = f"the SVG file has the {name} '{text[:20]}'"
        raise PictureError(message, "give it in px or mm")
    return float(match[1]) * UNITS[match[2].lower()]
