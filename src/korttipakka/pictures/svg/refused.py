"""What no reader of SVG here draws right: it is refused by name rather than drawn otherwise.

resvg draws the static part of SVG 1.1 and much of SVG 2; what it leaves out, it leaves out in
silence or with a warning. The silent part stands here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..refusal import PictureError
from .css import Declaration, StyleSheets, declarations
from .names import SHOW_PICTURES, SVG_NAMESPACE, href, local_name, namespace
from .outlines import NUMBER, near

FLATTEN = "flatten it, or save the picture as PNG"
OUTLINES = "convert texts to outlines"
REMOVE = "remove it"
PLAIN = "save it as plain SVG"

DRAWN = {
    "a", "circle", "clipPath", "defs", "ellipse", "feBlend", "feColorMatrix",
    "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB",
    "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology",
    "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "switch", "symbol", "text",
    "textPath", "tspan", "use",
}  # fmt: skip
"""Elements that resvg draws, or that say how others are drawn."""

NOTES = {"title", "desc", "metadata", "style", "view"}
"""Elements that show nothing."""

ADVICE = {
    "script": REMOVE, "set": FLATTEN, "animate": FLATTEN, "animateColor": FLATTEN,
    "animateMotion": FLATTEN, "animateTransform": FLATTEN, "flowRoot": OUTLINES, "tref": OUTLINES,
    "font": OUTLINES, "altGlyph": OUTLINES,
}  # fmt: skip
"""What a designer does about elements that are not drawn; for others, FLATTEN."""

UNDRAWN_ATTRIBUTES = {
    "systemLanguage": ("depends on the reader's language", "keep one language in it"),
    "requiredExtensions": ("asks for extensions", PLAIN),
    "requiredFeatures": ("asks for features of its reader", PLAIN),
    "pathLength": ("counts dashes by a length of its own", "remove pathLength"),
    "inline-size": ("has text that is wrapped", OUTLINES),
    "shape-inside": ("has text within a shape", OUTLINES),
    "shape-subtract": ("has text around a shape", OUTLINES),
}
"""Attributes without which the drawing is another, what they say, and what to do."""

PROPERTIES = {
    "alignment-baseline", "background-color", "baseline-shift", "clip-path", "clip-rule", "color",
    "color-interpolation-filters", "direction", "display", "dominant-baseline", "fill",
    "fill-opacity", "fill-rule", "filter", "flood-color", "flood-opacity", "font", "font-family",
    "font-size", "font-stretch", "font-style", "font-weight", "image-rendering", "isolation",
    "letter-spacing", "lighting-color", "marker", "marker-end", "marker-mid", "marker-start",
    "mask", "mask-type", "mix-blend-mode", "opacity", "overflow", "paint-order",
    "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "stroke-width", "text-anchor", "text-decoration", "text-rendering",
    "transform", "transform-origin", "unicode-bidi", "visibility", "word-spacing", "writing-mode",
}  # fmt: skip
"""Properties of CSS that resvg follows."""

IDLE = {
    "box-sizing", "color-rendering", "color-scheme", "cursor", "enable-background", "font-kerning",
    "font-optical-sizing", "height", "line-height", "margin", "max-height", "max-width",
    "min-height", "min-width", "padding", "pointer-events", "shape-margin", "shape-padding",
    "solid-color", "solid-opacity", "text-align", "text-indent", "text-overflow",
    "text-size-adjust", "touch-action", "transition", "user-select", "vertical-align", "width",
    "will-change",
}  # fmt: skip
"""Properties that change nothing on paper, or nothing on the root, which is given its size."""

OF_A_ROOT = {"height", "width"}
"""Properties that change nothing on the root element, and much on others."""

USUAL = {
    "clip": "auto", "color-interpolation": "auto|sRGB", "font-feature-settings": "normal",
    "font-size-adjust": "none", "font-synthesis.*": ".*", "font-variant.*": "normal|none",
    "font-variation-settings": "normal", "glyph-orientation-.*": "auto|0|0deg", "kerning": "auto",
    "text-decoration-.*": ".*", "text-orientation": "mixed",
    "text-transform": "none", "transform-box": "view-box", "vector-effect": "none",
    "white-space": "normal", "backdrop-filter": "none", "animation.*": "none",
    "position": "static|relative", "float": "none", "z-index": "auto",
}  # fmt: skip
"""Properties that nothing here follows, and the values at which that does not matter."""

LIMITED = {
    "text-decoration": r"none|((underline|overline|line-through)\s*)+",
    "background-color": r"none|transparent|#\w+|[a-z]+|rgba?\([^()]*\)|hsla?\([^()]*\)",
}
"""Properties of which resvg follows some values, and none of the others with a word."""

FOREIGN = re.compile(r"-(inkscape|moz|ms|o|webkit)-.*|--.*")
"""Properties of one program only, and variables, which count where they are used."""

UNKNOWN_VALUES = re.compile(r"\b(var|calc|env|attr|min|max|clamp)\(|\b(initial|unset|revert)\b")
"""Values that resvg cannot follow."""

MEASURES = {
    "cx", "cy", "d", "dx", "dy", "font-size", "fr", "fx", "fy", "gradientTransform", "height",
    "letter-spacing", "markerHeight", "markerWidth", "offset", "patternTransform", "points", "r",
    "refX", "refY", "rx", "ry", "startOffset", "stroke-dasharray", "stroke-dashoffset",
    "stroke-miterlimit", "stroke-width", "transform", "width", "word-spacing", "x", "x1", "x2", "y",
    "y1", "y2",
}  # fmt: skip
"""Attributes and properties that are lengths, places, or numbers to be multiplied with them."""

PERHAPS_FAR = re.compile(r"\d{7}|[\d.][eE]\+?\d")
"""What stands in a number of a million and more: of few others each number has to be looked at."""

OF_TEXT = re.compile(
    r"(font|text|glyph)(-.*)?|(letter|word)-spacing|white-space|writing-mode|line-height|direction|"
    r"unicode-bidi|(alignment|dominant)-baseline|baseline-shift|kerning"
)
"""Properties that change nothing where there is no text."""


def refuse_undrawn(elements: Sequence[Any], sheet: StyleSheets) -> None:
    """Raise PictureError for the first thing in a file that nothing here draws right."""
    has_text = any(local_name(element) == "text" for element in elements)
    important: Counter[str] = Counter()
    for element in elements:
        _check_element(element)
        styled = declarations(element.get("style", ""))
        for declaration in (*_as_declarations(element.attrib), *styled):
            if has_text or not OF_TEXT.fullmatch(declaration.name):
                _check_property(declaration, is_root=element.getparent() is None)
        important.update(d.name for d in styled if d.important)
    for declaration in sheet.declarations:
        if has_text or not OF_TEXT.fullmatch(declaration.name):
            _check_property(declaration, is_root=False)
        important[declaration.name] += declaration.important
    _check_important(important)


def _check_important(important: Mapping[str, int]) -> None:
    """Of two declarations that are both important, resvg keeps the first: CSS, the last."""
    for name, count in important.items():
        if count > 1:
            message = f"the SVG file has more than one '!important' for {name}"
            raise PictureError(message, "use presentation attributes")


def _check_element(element: Any) -> None:
    name = local_name(element)
    if namespace(element) != SVG_NAMESPACE or name not in DRAWN | NOTES:
        raise PictureError(f"the SVG file has <{name}>", ADVICE.get(name, FLATTEN))
    for measure in sorted(MEASURES.intersection(element.attrib)):
        _check_measure(element.get(measure))
    for attribute, (what, advice) in UNDRAWN_ATTRIBUTES.items():
        if element.get(attribute, "").strip():
            raise PictureError(f"the SVG file {what} (<{name} {attribute}>)", advice)
    if name == "style":
        _check_style(element.get("type", "text/css"), element.get("media", "all"))


def _check_measure(text: str) -> None:
    """Raise PictureError for numbers beyond all bounds: resvg leaves out what has them."""
    if PERHAPS_FAR.search(text):
        for number in re.findall(NUMBER, text):
            near(float(number))


def _check_style(kind: str, media: str) -> None:
    """Raise PictureError for a style sheet that some readers follow and others do not."""
    if kind.strip().lower() != "text/css":
        raise PictureError("the SVG file has a style sheet that is not CSS", PLAIN)
    if media.strip().lower() not in {"all", "print", "screen"}:
        raise PictureError("the SVG file has a style sheet for some media only", PLAIN)


def _as_declarations(attributes: Mapping[str, str]) -> Iterator[Declaration]:
    """The attributes that are properties: others with the same names say where things lie."""
    for name, value in attributes.items():
        if name in PROPERTIES or _usual(name) is not None:
            yield Declaration(name, value.strip())


def _check_property(declaration: Declaration, is_root: bool) -> None:
    name, value = declaration.name, declaration.value
    if FOREIGN.fullmatch(name):
        return
    if name in MEASURES:
        _check_measure(value)
    if UNKNOWN_VALUES.search(value):
        raise PictureError(f"the SVG file has '{name}: {value[:40]}'", "write the value itself")
    if name in IDLE and (is_root or name not in OF_A_ROOT):
        return
    followed = ".*" if name in PROPERTIES else _usual(name)
    followed = LIMITED.get(name, followed)
    if followed is None or not re.fullmatch(followed, value, re.IGNORECASE | re.DOTALL):
        raise PictureError(f"the SVG file has '{name}: {value[:40]}'", FLATTEN)


@lru_cache(maxsize=512)
def _usual(name: str) -> str | None:
    """The values at which a property that is not followed does not matter; None for no such."""
    return next((usual for other, usual in USUAL.items() if re.fullmatch(other, name)), None)


PIXELS = re.compile(r"data:image/(png|jpe?g|gif|webp)[;,]")
"""A picture within the file that resvg can read."""


def refuse_links(elements: Iterable[Any]) -> None:
    """Raise PictureError for a link to anything outside the file."""
    for element in elements:
        target, name = href(element), local_name(element)
        if not target or name == "a" or target.startswith("#"):
            continue
        if name in SHOW_PICTURES and PIXELS.match(target):
            continue
        if target.startswith("data:"):
            raise PictureError(f"the SVG file has <{name}> that is no PNG or JPEG", FLATTEN)
        raise PictureError("the SVG file refers to another file", "put everything into one")
