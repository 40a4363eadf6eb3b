"""SVG files to frames of shapes, by svglib.

A file is not trusted: nothing outside it is read, no entity is expanded, and how much it may grow
is known before it does. What would be lost is refused with advice, never left out in silence.
"""

import logging
from io import BytesIO
from typing import Any

from ..basics.color import Color
from ..basics.geometry import Size
from ..basics.problems import InvalidValue
from ..model.frame import Frame
from .drawing import FARTHEST, shapes
from .gaps import fade, local_name, turn_gradients

MOST_BYTES = 1_000_000
MOST_ELEMENTS = 5_000
MOST_STYLE = 64_000
"""Characters of style sheets: every rule is tried on every element."""

MOST_EXPANDED = 4_000_000
"""Characters of all attributes once each <use> is replaced by what it shows."""

DEEPEST = 200
"""Elements within elements, each <use> counted with what it shows."""

OUTLINES = "convert texts to outlines"
FLATTEN = "flatten it, or save the picture as PNG"
REFUSED = {
    "text": OUTLINES, "tspan": OUTLINES, "textPath": OUTLINES, "image": FLATTEN,
    "filter": FLATTEN, "mask": FLATTEN, "pattern": FLATTEN, "marker": FLATTEN,
    "foreignObject": FLATTEN, "script": "remove it", "animate": FLATTEN, "set": FLATTEN,
    "animateTransform": FLATTEN, "animateMotion": FLATTEN,
}  # fmt: skip
"""Elements that cannot be printed as shapes, and what a designer does about them."""

HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

# svglib reports through logging, whose last resort is the terminal; a library stays quiet.
logging.getLogger("svglib").addHandler(logging.NullHandler())


def read_svg(data: bytes, color: Color) -> Frame:
    """The shapes of an SVG file; `color` is its currentColor. Raises InvalidValue."""
    root = _parse(data)
    _check(root)
    fade(root)
    turn_gradients(root)
    red, green, blue = (round(255 * value) for value in color.rgb)
    root.set("color", f"#{red:02x}{green:02x}{blue:02x}")
    drawing = _drawn(root)
    size = Size(float(drawing.width), float(drawing.height))
    if not (0 < size.width < FARTHEST and 0 < size.height < FARTHEST):
        raise InvalidValue("the SVG file gives no size: neither width and height nor a viewBox")
    return Frame(size, tuple(shapes(drawing)))


def _parse(data: bytes) -> Any:
    from lxml import etree

    if len(data) > MOST_BYTES:
        raise InvalidValue(f"the SVG file is larger than {MOST_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InvalidValue(f"this is not SVG ({error.msg})") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InvalidValue("the SVG file declares entities", "save it as plain SVG")
    if local_name(root) != "svg":
        raise InvalidValue("this is not SVG: its first element is not <svg>")
    return root


def _check(root: Any) -> None:
    """Refuse what cannot be painted, what lies elsewhere, and what grows without bound."""
    elements = list(root.iter())
    if len(elements) > MOST_ELEMENTS:
        raise InvalidValue(f"the SVG file has more than {MOST_ELEMENTS:,} elements", "simplify it")
    for element in elements:
        if advice := REFUSED.get(local_name(element)):
            raise InvalidValue(f"the SVG file has a <{local_name(element)}>", advice)
    if sum(len(e.text or "") for e in elements if local_name(e) == "style") > MOST_STYLE:
        raise InvalidValue("the SVG file has too long a style sheet", "use presentation attributes")
    if _expanded(root, {e.get("id"): e for e in elements}, {}, ()) > MOST_EXPANDED:
        raise InvalidValue("the SVG file repeats its shapes too often", "simplify it")


def _expanded(
    element: Any, known: dict[str | None, Any], sizes: dict[Any, int], within: tuple[Any, ...]
) -> int:
    """The characters of an element's attributes with every <use> replaced by what it shows."""
    if element in within:
        raise InvalidValue("the SVG file shows a shape within itself")
    if len(within) > DEEPEST:
        raise InvalidValue(f"the SVG file nests more than {DEEPEST} deep", "simplify it")
    if element not in sizes:
        inside = (*within, element)
        shown = [*element, *_used(element, known)]
        own = sum(len(value) for value in element.attrib.values())
        sizes[element] = 1 + own + sum(_expanded(e, known, sizes, inside) for e in shown)
    return sizes[element]


def _used(element: Any, known: dict[str | None, Any]) -> list[Any]:
    """What a <use> shows. Raises InvalidValue when that is outside the file."""
    if local_name(element) != "use":
        return []
    target = next((element.get(name) for name in HREFS if element.get(name)), "")
    if not target.startswith("#"):
        raise InvalidValue("the SVG file refers to another file", "put everything into one")
    return [known[target[1:]]] if target[1:] in known else []


def _drawn(root: Any) -> Any:
    from svglib.svglib import SvgRenderer

    try:
        # A source without a path: svglib then opens no file for a reference.
        return SvgRenderer(BytesIO()).render(root)
    except Exception as error:
        raise InvalidValue(
            f"the SVG file cannot be read ({type(error).__name__}: {error})"
        ) from None
