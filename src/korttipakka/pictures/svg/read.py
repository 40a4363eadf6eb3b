"""An SVG file read: bounded, checked, and found out how it is to be drawn."""

from collections.abc import Iterator
from typing import Any

from ..refusal import PictureError
from .css import ATTRIBUTES, TOO_LONG, read_sheets
from .document import Svg, check_style, parsed, size_of
from .names import SHOW_PICTURES, SVG_NAMESPACE, XHTML_NAMESPACE, NotShapes, local_name, namespace
from .references import References
from .refused import NOTES, refuse_links, refuse_undrawn
from .shapes import frame_of

MOST_ELEMENTS = 5_000
MOST_STYLE = 64_000
"""Characters of style sheets."""

MOST_ATTRIBUTES = 200
"""Attributes of an element."""


def read_svg(data: bytes) -> Svg:
    """An SVG file. Raises PictureError when it cannot be drawn right."""
    root = parsed(data)
    elements = list(_own(root))
    references = _checked(elements)
    svg = Svg(root, references.sheet, size_of(root), is_open=b"currentcolor" in data.lower())
    try:
        frame = frame_of(svg, references)
    except NotShapes as error:
        return svg._replace(why=str(error))
    if not frame.items and any(local_name(element) == "symbol" for element in elements):
        raise PictureError("the SVG file shows nothing, and has symbols", "save the one alone")
    return svg._replace(frame=frame)


def _own(element: Any) -> Iterator[Any]:
    """An element and those in it, but not what stands in notes, and no other program's elements."""
    if namespace(element) in {SVG_NAMESPACE, XHTML_NAMESPACE}:
        yield element
        if local_name(element) not in NOTES:
            for child in element.iterchildren("*"):
                yield from _own(child)


def _make_plain(elements: list[Any]) -> None:
    """Look at the pictures in a file, for which alone Pillow is loaded. Raises PictureError."""
    if any(local_name(element) in SHOW_PICTURES for element in elements):
        from .embedded import make_plain

        make_plain(elements)


def _checked(elements: list[Any]) -> References:
    """The elements of a file that has been found sound. Raises PictureError."""
    if len(elements) > MOST_ELEMENTS:
        message = f"the SVG file has more than {MOST_ELEMENTS:,} elements"
        raise PictureError(message, "simplify it")
    texts = ["".join(e.itertext()) for e in elements if local_name(e) == "style"]
    if sum(map(len, texts)) > MOST_STYLE:
        raise PictureError(TOO_LONG, ATTRIBUTES)
    for element in elements:
        check_style(element.get("style", ""))
        if len(element.attrib) > MOST_ATTRIBUTES:
            message = f"the SVG file has an element with more than {MOST_ATTRIBUTES} attributes"
            raise PictureError(message, "simplify it")
    sheet = read_sheets(texts)
    refuse_links(elements)
    _make_plain(elements)
    refuse_undrawn(elements, sheet)
    references = References(elements, sheet)
    references.check()
    return references
