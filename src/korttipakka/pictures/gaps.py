"""What svglib leaves out of SVG, worked into the elements before it sees them."""

from collections.abc import Iterator
from functools import reduce
from math import cos, isfinite, radians, sin, tan
from typing import Any

from ..basics.problems import InvalidValue
from ..model.paths import Matrix


def local_name(element: Any) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def fade(element: Any, outer: float = 1.0, fill: float = 1.0, stroke: float = 1.0) -> None:
    """Turn `opacity`, which svglib leaves out, into opacities of fills and strokes."""
    own = dict(_declarations(element.get("style", "")))
    outer *= share(own.pop("opacity", element.attrib.pop("opacity", None)), 1.0)
    fill = share(own.pop("fill-opacity", element.get("fill-opacity")), fill)
    stroke = share(own.pop("stroke-opacity", element.get("stroke-opacity")), stroke)
    if outer < 1:
        own |= {"fill-opacity": f"{outer * fill:g}", "stroke-opacity": f"{outer * stroke:g}"}
        element.set("style", ";".join(f"{name}:{value}" for name, value in own.items()))
    for child in element:
        fade(child, outer, fill, stroke)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def share(text: str | None, default: float) -> float:
    """An opacity as a number from 0 to 1."""
    return min(1.0, max(0.0, _number(text, default)))


def _number(text: str | None, default: float) -> float:
    """A number, or a percentage of 1; the default for what is neither."""
    bare = (text or "").strip()
    try:
        value = float(bare[:-1]) / 100 if bare.endswith("%") else float(bare)
    except ValueError:
        return default
    return value if isfinite(value) else default


GRADIENTS = {"linearGradient": ("x1", "y1", "x2", "y2"), "radialGradient": ("cx", "cy")}
"""Coordinates of gradients, x and y in turn."""

BY_DEFAULT = {"x1": 0.0, "y1": 0.0, "x2": 1.0, "y2": 0.0, "cx": 0.5, "cy": 0.5, "r": 0.5}


def turn_gradients(root: Any) -> None:
    """Work `gradientTransform`, which svglib leaves out, into the gradients' coordinates."""
    for element in root.iter():
        text = element.attrib.pop("gradientTransform", None)
        names = GRADIENTS.get(local_name(element))
        if text and names:
            matrix = _matrix(text)
            at = [_number(element.get(name), BY_DEFAULT[name]) for name in names]
            for x, y in ((0, 1), (2, 3))[: len(names) // 2]:
                at[x], at[y] = matrix.on(at[x], at[y])
            given = dict(zip(names, at, strict=True))
            if "cx" in given:
                given["r"] = matrix.scale * _number(element.get("r"), BY_DEFAULT["r"])
            for name, value in given.items():
                element.set(name, f"{value:g}")


def _matrix(transform: str) -> Matrix:
    """An SVG transform as a matrix. Raises InvalidValue."""
    from svglib.svglib import AttributeConverter

    try:
        steps = AttributeConverter().convertTransform(transform)
        made = [_step(name, values if isinstance(values, tuple) else (values,))
                for name, values in steps]  # fmt: skip
    except (TypeError, ValueError, KeyError):
        raise InvalidValue(f"the SVG file has a transform '{transform[:40]}'") from None
    return reduce(Matrix.after, made, Matrix())


def _step(name: str, values: tuple[float, ...]) -> Matrix:
    if name == "matrix":
        return Matrix(*values)
    if name == "translate":
        return Matrix(e=values[0], f=(*values, 0.0)[1])
    if name == "scale":
        return Matrix(a=values[0], d=(*values, values[0])[1])
    if name == "rotate":
        angle, x, y = radians(values[0]), *(*values, 0.0, 0.0)[1:3]
        turn = Matrix(cos(angle), sin(angle), -sin(angle), cos(angle))
        return Matrix(e=x, f=y).after(turn).after(Matrix(e=-x, f=-y))
    slope = tan(radians(values[0]))
    return {"skewX": Matrix(c=slope), "skewY": Matrix(b=slope)}[name]
