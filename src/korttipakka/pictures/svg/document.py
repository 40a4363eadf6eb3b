"""An SVG file as a whole: its elements, its size, and what it is drawn as."""

import re
from typing import Any

from ...basics.geometry import Size
from ...basics.records import NamedTuple
from ...model.frame import Frame
from ..kinds import HEAD, READ, kind_of
from ..refusal import PictureError
from .css import ATTRIBUTES, TOO_LONG, StyleSheets, check_nesting
from .names import (
    SHOW_PICTURES,
    SVG_NAMESPACE,
    XLINK_NAMESPACE,
    href,
    local_name,
    namespace,
)
from .outlines import FARTHEST, NUMBER, near
from .tidied import check_entities, check_prolog, take_fallbacks, tidy

MOST_BYTES = 10_000_000
MOST_TEXT = 1_000_000
"""Bytes of a file without the pictures in it."""

MOST_STYLE = 10_000
"""Characters of a style attribute."""


PX = 0.75
"""Points of a CSS pixel."""

LEAST_SIDE = 1e-6
"""The least width and height: what divides by less is beyond all bounds."""

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
    sheet: StyleSheets
    size: Size
    is_open: bool
    frame: Frame | None = None
    why: str = ""


def check_style(text: str) -> None:
    """Raise PictureError for a style attribute that would take long to read."""
    if len(text) > MOST_STYLE:
        raise PictureError(TOO_LONG, ATTRIBUTES)
    check_nesting(text)


def parsed(data: bytes) -> Any:
    """The root element of an SVG file. Raises PictureError for what is none, or far too large."""
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
        if "depth" in error.msg:  # libxml2 has no code of its own for it
            raise PictureError("the SVG file nests far too deep", "simplify it") from None
        raise _other_kind(data, error.msg) from None
    check_entities(root)
    check_prolog(data)
    if local_name(root) != "svg":
        raise PictureError(
            "this is not SVG: its first element is not <svg>", "save it as plain SVG"
        )
    if namespace(root) != SVG_NAMESPACE:
        message = f"this is not SVG: its namespace is {namespace(root)[:60]}"
        raise PictureError(message, f'write xmlns="{SVG_NAMESPACE}" in its first element')
    pictures = sum(len(href(e)) for e in root.iter(*(f"{{*}}{name}" for name in SHOW_PICTURES)))
    if len(data) - pictures > MOST_TEXT:
        raise PictureError(f"the SVG file is larger than {MOST_TEXT // 10**6} MB", "simplify it")
    tidy(root)
    if b"var(" in data:
        take_fallbacks(root)
    _rename_background(root)
    return root


XLINK_ADVICE = f'write xmlns:xlink="{XLINK_NAMESPACE}" in its first element'
"""What SVG lacks that was copied out of a web page, where the prefix needs no declaration."""


def _other_kind(data: bytes, report: str) -> PictureError:
    """What is said of a file that cannot be read as XML: what it is, or what stands in the way."""
    kind, advice = kind_of(data[:HEAD])
    if kind in READ:
        return PictureError(f"this is {kind}, not SVG", f"end its name in .{kind.lower()}")
    if kind and kind != "SVG":
        return PictureError(f"this is {kind}, not SVG", advice)
    advice = XLINK_ADVICE if "prefix xlink" in report else "save it anew"
    return PictureError(f"this is not SVG ({report})", advice)


def _rename_background(root: Any) -> None:
    """A plain colour as the root's background, under the name that all readers know."""
    style = root.get("style", "")
    check_style(style)
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
    numbers = [near(float(number)) for number in re.findall(NUMBER, text)] if match else [0.0] * 4
    left, top, width, height = numbers
    if min(width, height) < LEAST_SIDE:
        raise PictureError(f"the SVG file has the viewBox '{text[:30]}'", "save it anew")
    return left, top, width, height


def size_of(root: Any) -> Size:
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
    if not (LEAST_SIDE <= width < FARTHEST and LEAST_SIDE <= height < FARTHEST):
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
