"""What elements, attributes and links are called."""

import re
from collections.abc import Iterator
from typing import Any

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
XLINK = f"{{{XLINK_NAMESPACE}}}href"
HREFS = ("href", XLINK)
"""The link of an element: the newer name has the last word (SVG 2, 16.1.5)."""

SHOW_PICTURES = {"image", "feImage"}
"""Elements that show a picture of pixels."""

URL = re.compile(r"""url\(\s*+(["']?+)([^"'()\s\\]*+)\1\s*+\)""", re.IGNORECASE)
"""A link in a property's value."""


class NotShapes(Exception):
    """An SVG file is not to be drawn as shapes; the message names what in it is not."""


def local_name(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Any) -> str:
    """An element's namespace, SVG's where it names none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if tag.startswith("{") else SVG_NAMESPACE


def href(element: Any) -> str:
    """What an element links to; "" for nothing."""
    return next((element.get(name).strip() for name in HREFS if element.get(name)), "")


def set_href(element: Any, link: str) -> None:
    """Let an element that links to something link to this."""
    element.set(next(name for name in HREFS if element.get(name)), link)


def urls(value: str) -> Iterator[str]:
    """What a property's value links to."""
    return (match[2] for match in URL.finditer(value))
