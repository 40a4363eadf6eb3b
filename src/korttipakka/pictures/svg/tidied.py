"""What programs write into SVG files that says nothing on paper, put plainly or taken out."""

import re
from typing import Any

from ..refusal import PictureError
from .css import declarations, written
from .names import SVG_NAMESPACE, local_name, namespace

MOST_ENTITIES = 100
LONGEST_ENTITY = 100
"""Characters: Illustrator declares addresses of namespaces, some twenty of them."""

STYLED = re.compile(rb"<\?xml-stylesheet\s[^>]*?href\s*=\s*[\"'](?!#)")
"""The link to a style sheet in another file, before the first element."""

PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def check_entities(root: Any) -> None:
    """Raise PictureError unless all entities are short texts without others in them.

    Those in attributes are then replaced already; one between elements is another matter.
    """
    dtd = root.getroottree().docinfo.internalDTD
    found = [] if dtd is None else list(dtd.iterentities())
    sound = all(
        entity.content is not None
        and len(entity.content) <= LONGEST_ENTITY
        and not set(entity.content) & set("&%<")
        and entity.system_url is None
        for entity in found
    )
    if not sound or len(found) > MOST_ENTITIES or (found and _shows_entities(root)):
        raise PictureError("the SVG file declares entities", "save it as plain SVG")


def _shows_entities(root: Any) -> bool:
    from lxml import etree

    return next(root.iter(etree.Entity), None) is not None


def check_prolog(data: bytes) -> None:
    """Raise PictureError for a style sheet in another file."""
    if STYLED.search(data.partition(b"<svg")[0]):
        raise PictureError("the SVG file refers to another file", "put everything into one")


VARIABLE = re.compile(
    r"var\(\s*+(--[\w-]++)\s*+,\s*+([^()]*+(?:\([^()]*+\)[^()]*+)*+)\)", re.IGNORECASE
)
"""A variable with a value to take where it has none: Figma writes fill="var(--fill-0, black)"."""

DECLARED = re.compile(r"(--[\w-]++)\s*+:")


def take_fallbacks(root: Any) -> None:
    """Put the value in place of each variable that the file itself never gives one."""
    sheets = list(root.iter(f"{{{SVG_NAMESPACE}}}style"))
    styles = [sheet.text or "" for sheet in sheets]
    styles += [element.get("style", "") for element in root.iter("*")]
    given = {name for style in styles for name in DECLARED.findall(style)}

    def taken(found: re.Match[str]) -> str:
        return found[0] if found[1] in given else found[2].strip()

    for sheet in sheets:
        sheet.text = VARIABLE.sub(taken, sheet.text or "")
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            if "var(" in value.lower():
                element.set(name, VARIABLE.sub(taken, value))


def tidy(root: Any) -> None:
    """Choose what a <switch> shows, and take out what no browser heeds."""
    for element in list(root.iter(f"{{{SVG_NAMESPACE}}}switch")):
        _choose(element)
    for element in list(root.iter(f"{{{SVG_NAMESPACE}}}font")):
        element.getparent().remove(element)  # letters of SVG fonts: browsers have given them up
    for element in root.iter(f"{{{SVG_NAMESPACE}}}text", f"{{{SVG_NAMESPACE}}}tspan"):
        _set_plainly(element)


def _choose(switch: Any) -> None:
    """Leave the first child that is drawn: HTML only where nothing stands in for it."""
    children = [child for child in switch.iterchildren("*") if namespace(child) == SVG_NAMESPACE]
    if any(child.get("systemLanguage") for child in children):
        return
    able = [child for child in children if not child.get("requiredExtensions", "").strip()]
    drawn = [child for child in able if local_name(child) != "foreignObject"]
    chosen = next(iter(drawn or able), None)
    for child in children:
        if child is not chosen:
            switch.remove(child)
    if chosen is not None:
        chosen.attrib.pop("requiredFeatures", None)  # all that there are: SVG 2 has none any more
    switch.tag = f"{{{SVG_NAMESPACE}}}g"


def _set_plainly(element: Any) -> None:
    """Inkscape's words for spaces that are kept, and for a shape whose lines stand in the file."""
    style = element.get("style", "")
    if "white-space" not in style and "shape-inside" not in style:
        return
    words, lines = "".join(element.itertext()), list(element.iterchildren("*"))
    kept = []
    for found in declarations(style):
        if found.name == "white-space" and found.value == "pre" and not re.search(r"[\n\t]", words):
            element.set(PRESERVE, "preserve")
        elif found.name != "shape-inside" or not _has_places(lines):
            kept.append(found)
    element.set("style", written(kept))


def _has_places(lines: list[Any]) -> bool:
    """Whether all lines of a text say where they stand."""
    first = [line.get("x") and line.get("y") for line in lines if local_name(line) == "tspan"]
    return bool(first) and len(first) == len(lines) and all(first)
