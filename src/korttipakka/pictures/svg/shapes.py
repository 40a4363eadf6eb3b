"""SVG to shapes, for what stands on a list: all else is left to resvg.

The list is that of icons and of what drawing programs write: outlines, transforms, colours,
strokes, gradients, clips by one shape, opacity of one shape, <use>. A property or a value that is
not on it, however harmless, raises NotShapes with its name.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from ...basics.color import Color
from ...basics.geometry import Rect, Size
from ...basics.records import NamedTuple
from ...model.frame import Frame, Paint, Shape
from ...model.paths import Matrix, Path, bounds, mapped, rectangle
from ..refusal import PictureError
from .css import inherited
from .document import PX, Svg, view_box
from .gradients import CURRENT, gradient, plain_color
from .names import SVG_NAMESPACE, NotShapes, href, local_name, namespace, urls
from .outlines import SAME, SHAPES, near, number, numbers, outline, transform
from .references import References
from .strokes import Stroke, check_stroke, points, subpaths

__all__ = ["CURRENT", "frame_of"]

MOST_SHAPES = 20_000
"""Shapes once each <use> is replaced by what it shows."""

UNSEEN = {
    "title", "desc", "metadata", "style", "view", "defs", "symbol", "clipPath", "linearGradient",
    "radialGradient", "marker", "mask", "pattern", "filter",
}  # fmt: skip
"""Elements that show nothing by themselves."""

GEOMETRY = {
    "rect": {"x", "y", "width", "height", "rx", "ry"},
    "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"},
    "line": {"x1", "y1", "x2", "y2"}, "polyline": {"points"}, "polygon": {"points"}, "path": {"d"},
    "use": {"x", "y", "href", "width", "height"}, "g": set(), "a": {"href", "target"},
    "svg": {"x", "y", "width", "height", "viewBox", "preserveAspectRatio", "version", "baseProfile",
            "zoomAndPan", "contentScriptType", "contentStyleType"},
    "clipPath": {"clipPathUnits"},
}  # fmt: skip
"""Attributes besides properties, by element."""

NOTES = re.compile(r"(data-|aria-|on|xml:|-inkscape-).*|id|class|lang|role|tabindex|focusable")
"""Attributes that change nothing."""

SHARE = r"\+?+(\d++(\.\d*+)?+|\.\d++)%?"
ANY = r".*"

VALUES = {
    "fill": ANY, "stroke": ANY, "color": ANY, "transform": ANY, "clip-path": ANY,  # read elsewhere
    "fill-opacity": SHARE, "stroke-opacity": SHARE, "opacity": SHARE,
    "fill-rule": "nonzero|evenodd", "clip-rule": "nonzero|evenodd",
    "stroke-width": r"[\d.]+(px)?", "stroke-miterlimit": r"[\d.]+",
    "stroke-linecap": "butt|round|square", "stroke-linejoin": "miter|round|bevel",
    "stroke-dasharray": r"none|(?>[\d.]+(?:px)?[\s,]*)++", "stroke-dashoffset": r"0(px)?",
    "display": "none|inline|block", "visibility": "visible|hidden|collapse",
    "mask": "none", "filter": "none", "marker": "none", "marker-start": "none",
    "marker-mid": "none", "marker-end": "none", "mix-blend-mode": "normal", "isolation": "auto",
    "paint-order": r"normal|fill(\s+stroke(\s+markers)?)?", "vector-effect": "none",
    "color-interpolation": "auto|sRGB", "stop-color": ANY, "stop-opacity": r"1(\.0*)?|100%",
    "overflow": ANY, "shape-rendering": ANY, "text-rendering": ANY, "color-rendering": ANY,
    "image-rendering": ANY, "color-interpolation-filters": ANY, "enable-background": ANY,
    "pointer-events": ANY, "cursor": ANY, "solid-color": ANY, "solid-opacity": ANY,
    "direction": ANY, "writing-mode": ANY, "line-height": ANY, "letter-spacing": ANY,
    "word-spacing": ANY, "baseline-shift": ANY, "dominant-baseline": ANY, "clip": "auto",
    "white-space": ANY, "unicode-bidi": ANY, "flood-color": ANY, "flood-opacity": ANY,
    "lighting-color": ANY, "transition": ANY, "user-select": ANY, "mask-type": ANY,
    "z-index": "auto", "position": "static|relative",
}  # fmt: skip
"""Properties and the values that are drawn as meant; those of texts count nothing where none is."""

OF_TEXT = re.compile(r"(font|text)(-.*)?")
"""More properties of texts."""

OF_A_ROOT = {
    "width", "height", "max-width", "max-height", "min-width", "min-height", "margin", "padding",
    "vertical-align",
}  # fmt: skip
"""Properties of CSS that change nothing of a root that has its size otherwise."""

CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
"""The ends and corners of strokes as PDF numbers them."""

USUAL_MITER = 4.0

MOST_DATA = 200_000
"""Characters of paths and lists of points: all of them together."""


SEEN = "visible"

ODD_CLIP = "it has a clip of another kind than one shape"


class _Pen(NamedTuple):
    """Where an element is: its style, the way to the frame, what it is seen through."""

    style: Mapping[str, str]
    matrix: Matrix
    clips: tuple[Path, ...] = ()


def frame_of(svg: Svg, references: References) -> Frame:
    """The shapes of an SVG file, in points. Raises NotShapes, PictureError for absurd places."""
    if sum(len(e.get("d", "")) + len(e.get("points", "")) for e in svg.root.iter("*")) > MOST_DATA:
        raise NotShapes("it has very long paths")
    if svg.sheet.odd:
        raise NotShapes(f"its style sheet selects by '{svg.sheet.odd[:40]}'")
    return _Walk(svg, references).frame()


class _Walk:
    """A walk through the elements of a file that gathers what they show."""

    def __init__(self, svg: Svg, references: References) -> None:
        self._svg = svg
        self._references = references
        self._count = 0

    def frame(self) -> Frame:
        size, root = self._svg.size, self._svg.root
        matrix = viewport(root, size)
        if root.get("transform"):
            raise NotShapes("its root is transformed")
        shapes = self._shown(root, _Pen({}, matrix))
        return Frame(size, tuple(_within(shape, size) for shape in shapes))

    def _shown(self, element: Any, pen: _Pen) -> list[Shape]:
        """What an element shows, in paint order."""
        name = local_name(element)
        if namespace(element) != SVG_NAMESPACE or name in UNSEEN:
            return []
        style = inherited(pen.style, self._checked(element, name))
        if style.get("display") == "none":
            return []
        matrix = pen.matrix.after(transform(element.get("transform")))
        if name == "use":
            matrix = matrix.after(Matrix(e=number(element.get("x")), f=number(element.get("y"))))
        pen = _Pen(style, matrix, (*pen.clips, *self._clip(style, matrix)))
        if name in SHAPES:
            return _faded(self._shape(element, name, pen), style)
        inside = [self._used(element)] if name == "use" else element.iterchildren("*")
        return _faded([shape for child in inside for shape in self._shown(child, pen)], style)

    def _checked(self, element: Any, name: str) -> dict[str, str]:
        """The properties of an element that is on the list. Raises NotShapes for any other."""
        is_root = element is self._svg.root
        if name not in GEOMETRY or (name == "svg" and not is_root):
            raise NotShapes(f"it has <{name}>" + " within <svg>" * (name == "svg"))
        own = self._svg.sheet.declared(element)
        for key, value in own.items():
            if not _is_listed(key, value, name, is_root):
                raise NotShapes(f"it has {key} '{value[:30]}'")
        if own.get("transform", "") != element.get("transform", "").strip():
            raise NotShapes("it has a transform in a style")
        return own

    def _used(self, element: Any) -> Any:
        """What a <use> shows."""
        target = self._references.target(href(element))
        if local_name(target) not in SHAPES | {"g", "use", "a"}:
            raise NotShapes(f"it uses a <{local_name(target)}>")
        return target

    def _clip(self, style: Mapping[str, str], matrix: Matrix) -> Iterator[Path]:
        """The path that an element is seen through: one shape, all of it."""
        value = style.get("clip-path", "none")
        if value == "none":
            return
        if not (links := list(urls(value))):
            raise NotShapes(f"it has clip-path '{value[:30]}'")
        element = self._references.target(links[0])
        clip = self._checked(element, "clipPath")
        inside = [child for child in element.iterchildren("*") if local_name(child) not in UNSEEN]
        units = element.get("clipPathUnits", "userSpaceOnUse")
        if units != "userSpaceOnUse" or len(inside) != 1 or "clip-path" in clip:
            raise NotShapes(ODD_CLIP)
        yield self._clip_shape(inside[0], clip, matrix.after(transform(clip.get("transform"))))

    def _clip_shape(self, element: Any, clip: Mapping[str, str], matrix: Matrix) -> Path:
        name = local_name(element)
        if name not in SHAPES - {"line"}:
            raise NotShapes(f"it has a clip by <{name}>")
        own = self._checked(element, name)
        style = inherited(clip, own)
        is_seen = style.get("display") != "none" and style.get("visibility", SEEN) == SEEN
        path = outline(name, element.attrib)
        if style.get("clip-rule") == "evenodd" or not is_seen or "clip-path" in own or not path:
            raise NotShapes(ODD_CLIP)
        return _finite(mapped(path, matrix.after(transform(own.get("transform")))))

    def _shape(self, element: Any, name: str, pen: _Pen) -> list[Shape]:
        """A shape, its stroke apart where that fades otherwise or has other lines."""
        path = outline(name, element.attrib)
        if not path or pen.style.get("visibility", SEEN) != SEEN:
            return []
        self._count += 1
        if self._count > MOST_SHAPES:
            raise PictureError("the SVG file repeats its shapes too often", "simplify it")
        _finite(mapped(path, pen.matrix))
        fill, stroke = self._fill(path, pen), self._stroke(name, path, pen)
        if not fill or not stroke:
            return [shape for shape in (fill, stroke) if shape]
        if stroke.stroke_opacity < 1 or fill.path != stroke.path:
            return [fill, stroke]
        return [stroke._replace(fill=fill.fill, even_odd=fill.even_odd, opacity=fill.opacity)]

    def _fill(self, path: Path, pen: _Pen) -> Shape | None:
        """A shape's inside; None where nothing is filled."""
        paint = self._paint("fill", path, pen)
        # What has no inside is not filled; readers of PDF would show a hairline.
        filled = tuple(segment for run in subpaths(path) if _is_wide(run) for segment in run)
        if paint is None or not filled:
            return None
        placed, rule = mapped(filled, pen.matrix), pen.style.get("fill-rule")
        opacity = share(pen.style.get("fill-opacity"))
        return Shape(placed, paint, even_odd=rule == "evenodd", opacity=opacity, clips=pen.clips)

    def _paint(self, key: str, path: Path, pen: _Pen) -> Paint | None:
        """What a shape is filled or stroked with."""
        value = pen.style.get(key, "black" if key == "fill" else "none")
        if "url(" not in value.lower():
            return plain_color(value, pen.style.get("color"))
        links = list(urls(value))
        if len(links) != 1 or value.rpartition(")")[2].strip():
            raise NotShapes(f"it has {key} '{value[:30]}'")
        element = self._references.target(links[0])
        return gradient(element, self._references, path, pen.matrix)

    def _stroke(self, name: str, path: Path, pen: _Pen) -> Shape | None:
        """A shape's outline as a line; None for none."""
        style, scale = pen.style, pen.matrix.scale
        width = number(style.get("stroke-width"), 1.0)
        color = self._paint("stroke", path, pen) if width else None
        if color is None:
            return None
        dash = tuple(_dash(style.get("stroke-dasharray", "none"), scale))
        check_stroke(Stroke(color, path, width, dash), pen.matrix, name)
        return Shape(
            mapped(path, pen.matrix), stroke=cast(Color, color), clips=pen.clips,
            stroke_width=near(width * scale), dash=dash,
            cap=CAPS[style.get("stroke-linecap", "butt")],
            join=JOINS[style.get("stroke-linejoin", "miter")],
            miter=max(1.0, number(style.get("stroke-miterlimit"), USUAL_MITER)),
            stroke_opacity=share(style.get("stroke-opacity")),
        )  # fmt: skip


def _is_listed(key: str, value: str, name: str, is_root: bool) -> bool:
    """Whether an attribute or a property of an element is on the list."""
    if key in GEOMETRY[name] or NOTES.fullmatch(key) or OF_TEXT.fullmatch(key):
        return True
    if key.startswith("-") or (is_root and key in OF_A_ROOT) or value == "inherit":
        return True
    return re.fullmatch(VALUES.get(key, "(?!)"), value, re.DOTALL) is not None


def _faded(shapes: list[Shape], style: Mapping[str, str]) -> list[Shape]:
    """Shapes with the opacity of the element that shows them, which holds for it as a whole."""
    opacity = share(style.get("opacity"))
    if opacity == 1 or not shapes:
        return shapes
    if len(shapes) > 1 or (shapes[0].fill and shapes[0].stroke):
        raise NotShapes("it has opacity over several shapes")
    (shape,) = shapes
    faded = shape.opacity * opacity, shape.stroke_opacity * opacity
    return [shape._replace(opacity=faded[0], stroke_opacity=faded[1])]


def viewport(root: Any, size: Size) -> Matrix:
    """From an SVG's pixels, y downwards, to a frame's points, y upwards."""
    box = view_box(root)
    if box is None:
        return Matrix(PX, 0, 0, -PX, 0, size.height)
    left, top, width, height = box
    scale = min(size.width / width, size.height / height)
    fills = abs(size.width / width / (size.height / height) - 1) < SAME
    aspect = root.get("preserveAspectRatio", "xMidYMid meet").strip()
    if not fills and aspect not in {"xMidYMid", "xMidYMid meet"}:
        raise NotShapes("it has preserveAspectRatio")
    x, y = (size.width - scale * width) / 2, (size.height - scale * height) / 2
    return Matrix(scale, 0, 0, -scale, x - scale * left, size.height - y + scale * top)


def share(text: str | None) -> float:
    """An opacity as a number from 0 to 1."""
    if text is None:
        return 1.0
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    return min(1.0, max(0.0, value))


def _dash(text: str, scale: float) -> list[float]:
    if text.strip() in {"none", ""}:
        return []
    lengths = [near(value * scale) for value in numbers(text.replace("px", " "))]
    # An array of an odd number of lengths counts twice, says SVG; zeros alone are a solid line.
    return lengths * (1 + len(lengths) % 2) if any(lengths) else []


def _is_wide(path: Path) -> bool:
    """Whether a subpath's points are not all on one line."""
    (x, y), *others = sorted(points(path))
    if not others:
        return False
    dx, dy = others[-1][0] - x, others[-1][1] - y
    return any(abs(dx * (py - y) - dy * (px - x)) > SAME * (dx * dx + dy * dy) for px, py in others)


def _within(shape: Shape, size: Size) -> Shape:
    """A shape that is not seen beyond the edges of its drawing."""
    around = bounds(shape.path).grown(shape.stroke_width * max(1.0, shape.miter))
    view = Rect.of(size)
    inside = view.left <= around.left and view.bottom <= around.bottom
    if inside and around.right <= view.right and around.top <= view.top:
        return shape
    return shape._replace(clips=(rectangle(view), *shape.clips))


def _finite(path: Path) -> Path:
    """The path itself. Raises PictureError when it leads nowhere."""
    around = bounds(path)
    for value in (around.left, around.bottom, around.right, around.top):
        near(value)
    return path
