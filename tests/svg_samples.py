"""SVG files for tests, and how what is printed of one differs from what resvg shows."""

import io
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import resvg_py
from lxml import etree
from PIL import Image, ImageChops, ImageFilter

from korttipakka.basics.geometry import Point, Rect, Size
from korttipakka.model.frame import Content, DocumentInfo, Frame, Group, Page, Picture, Sheet
from korttipakka.paint.pdf import pdf_bytes
from korttipakka.pictures import Drawing, Pictures, scaled

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 100 100" width="100" height="100">'
)

SIDE = 150
"""Pixels of the pictures that are compared: at 600 dpi, what a drawing is made of."""

FINER = 4
"""How much finer shapes are rasterised: pixels at edges are then averages of sixteen."""


def whole(inside: str) -> str:
    """An SVG file of 100 by 100 pixels with this in it."""
    return f"{HEAD}{inside}</svg>"


class Difference(NamedTuple):
    """How far what is printed is from resvg's picture, from 0 to 255, and how it was printed.

    `areas` is the most where nothing changes nearby, `edges` the most elsewhere.
    """

    areas: int
    edges: int
    as_shapes: bool


def difference(pictures: Pictures, path: Path) -> Difference:
    """How far two pictures of an SVG file differ: ours, and resvg's own, both on white.

    Ours is the PDF as PDFium rasterises it. Antialiased edges are not the same in any two
    renderers (PDFium's rectangles and gradients have none), so shapes are rasterised four times
    finer and averaged. Where both pictures are smooth, within two pixels around, the colours are
    compared as they are. Elsewhere a pixel differs by as much as it lies outside of all colours
    that the other picture has within two pixels; both ways, and averaged over two by two pixels,
    since the tips of spikes are single ones. Raises PictureError.
    """
    found = pictures.open(path)
    size = Size(SIDE / 600 * 72, SIDE / 600 * 72)
    as_shapes = not isinstance(found, Drawing)
    fineness = FINER if as_shapes else 1
    ours = _rasterised(_item(pictures, found, size), size, fineness)
    theirs = by_resvg(path.read_bytes(), SIDE * fineness)
    ours, theirs = ours.reduce(fineness), theirs.reduce(fineness)
    edges = max(_beyond(ours, theirs), _beyond(theirs, ours))
    return Difference(_in_areas(ours, theirs), edges, as_shapes)


def _item(pictures: Pictures, found: object, size: Size) -> Content:
    room = Rect.of(size)
    if isinstance(found, Drawing):
        drawn = pictures.drawn(found, size)
        assert drawn is not None
        return Picture(drawn.path, room, room, pixels=drawn.size)
    frame = found.frame  # type: ignore[attr-defined]
    return Group(scaled(frame, size), Point(0, 0), clip=room)


def painted(item: Content, size: Size) -> bytes:
    """A PDF file of a page of this size with this on it."""
    page = Page(Frame(size, (item,)), Rect.of(size), Rect.of(size))
    return pdf_bytes([Sheet(page)], {}, DocumentInfo("t", "en"))


def _rasterised(item: Content, size: Size, fineness: int) -> Image.Image:
    document = pypdfium2.PdfDocument(painted(item, size))
    image: Image.Image = document[0].render(scale=fineness * 600 / 72).to_pil().convert("RGB")
    assert image.size == (SIDE * fineness, SIDE * fineness)
    return image


def by_resvg(data: bytes, side: int) -> Image.Image:
    """A square SVG file as resvg draws it, on white, black where its colour is left open."""
    root = etree.fromstring(data)
    root.set("width", str(side))
    root.set("height", str(side))
    text = etree.tostring(root, encoding="unicode")
    png = resvg_py.svg_to_bytes(svg_string=text, dpi=96, skip_system_fonts=True)
    drawn = Image.open(io.BytesIO(png)).convert("RGBA")
    assert drawn.size == (side, side)
    image = Image.new("RGBA", drawn.size, "white")
    image.alpha_composite(drawn)
    return image.convert("RGB")


SMOOTH = 24
"""Where colours within two pixels differ by less, there is no edge."""


def _around(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The least and the greatest values within two pixels of each."""
    return image.filter(ImageFilter.MinFilter(5)), image.filter(ImageFilter.MaxFilter(5))


def _in_areas(one: Image.Image, other: Image.Image) -> int:
    """The most by which colours differ where both images are smooth."""
    rough = Image.new("L", one.size)
    for least, most in (_around(one), _around(other)):
        for low, high in zip(least.split(), most.split(), strict=True):
            rough = ImageChops.lighter(rough, ImageChops.subtract(high, low))
    smooth = rough.point(lambda value: 255 * (value < SMOOTH)).convert("RGB")
    found = ImageChops.darker(ImageChops.difference(one, other), smooth)
    found = found.filter(ImageFilter.MinFilter(3))  # areas are not lines: tips of spikes are
    return max(int(high) for _, high in found.getextrema())


def _beyond(one: Image.Image, other: Image.Image) -> int:
    """How far pixels of one image lie outside the values around them in the other."""
    least, most = _around(other)
    outside = ImageChops.lighter(ImageChops.subtract(least, one), ImageChops.subtract(one, most))
    return max(int(high) for _, high in outside.reduce(2).getextrema())


def generated(count: int, seed: int = 20_251_126) -> Iterator[str]:
    """Files of many features at random, always the same ones: every other one is plain."""
    dice = random.Random(seed)
    for index in range(count):
        yield _Author(dice, plain=index % 2 == 0).file()


AREAS = ("rect", "circle", "ellipse", "path", "polygon", "polyline")
SOLID = ("red", "#08f", "#2a7d4f", "rgb(240, 200, 0)", "Indigo")
COLORS = (*SOLID, "currentColor", "none")
RARE_COLORS = (*COLORS, "rgba(200, 0, 90, 0.5)", "hsl(30, 90%, 50%)")


class _Author:
    """Writes one file; what it defines on the way goes first in it.

    What is `plain` is what icons have: most of that is to be printed as shapes.
    """

    def __init__(self, dice: random.Random, plain: bool) -> None:
        self._dice = dice
        self._plain = plain
        self._defined: list[str] = []
        self._rules: list[str] = []

    def file(self) -> str:
        inside = "".join(self._element(0) for _ in range(self._dice.randint(2, 5)))
        style = f"<style>{' '.join(self._rules)}</style>" if self._rules else ""
        return whole(f"{style}<defs>{''.join(self._defined)}</defs>{inside}")

    def _some(self, share: float) -> bool:
        return self._dice.random() < share

    def _at(self, least: float = 5, most: float = 95) -> str:
        return f"{self._dice.uniform(least, most):.2f}"

    def _define(self, element: str, inside: str, attributes: str = "") -> str:
        name = f"{element[0]}{len(self._defined)}"
        self._defined.append(f'<{element} id="{name}" {attributes}>{inside}</{element}>')
        return name

    def _element(self, depth: int) -> str:
        kind = self._dice.random()
        if depth < 3 and kind < 0.25:
            inside = "".join(self._element(depth + 1) for _ in range(self._dice.randint(1, 3)))
            return f"<g {self._look(group=True)}>{inside}</g>"
        if depth < 3 and kind < 0.35:
            name = self._define("g", self._element(depth + 1))
            return f'<use href="#{name}" x="{self._at(-20, 20)}" {self._look(group=True)}/>'
        return self._shape()

    def _shape(self, names: Sequence[str] = (*AREAS, "line")) -> str:
        name = self._dice.choice(names)
        return f"<{name} {self._geometry(name)} {self._look()}/>"

    def _geometry(self, name: str) -> str:
        at = self._at
        if name == "rect":
            rounded = f' rx="{at(1, 10)}"' if self._some(0.4) else ""
            place = f'x="{at(0, 50)}" y="{at(0, 50)}"'
            return f'{place} width="{at(20, 50)}" height="{at(20, 50)}"{rounded}'
        if name == "circle":
            return f'cx="{at()}" cy="{at()}" r="{at(8, 40)}"'
        if name == "ellipse":
            return f'cx="{at()}" cy="{at()}" rx="{at(8, 40)}" ry="{at(8, 40)}"'
        if name == "line":
            return f'x1="{at()}" y1="{at()}" x2="{at()}" y2="{at()}"'
        if name == "path":
            return f'd="{self._path()}"'
        points = " ".join(f"{at()},{at()}" for _ in range(self._dice.randint(3, 6)))
        return f'points="{points}"'

    def _path(self) -> str:
        steps = (self._step() for _ in range(self._dice.randint(2, 5)))
        return f"M{self._at()} {self._at()} {' '.join(steps)}{'z' if self._some(0.5) else ''}"

    def _step(self) -> str:
        at, flag = self._at, self._dice.choice
        near = [at(-30, 30) for _ in range(4)]
        return self._dice.choice(
            [
                f"L{at()},{at()}", f"l{near[0]} {near[1]}", f"H{at()}", f"v{near[0]}",
                f"C{at()} {at()} {at()} {at()} {at()} {at()}", f"S{at()} {at()} {at()} {at()}",
                f"q{' '.join(near)}", f"T{at()} {at()}",
                f"A{at(10, 40)} {at(10, 40)} {at(0, 90)} {flag('01')} {flag('01')} {at()} {at()}",
            ]
        )  # fmt: skip

    def _look(self, group: bool = False) -> str:
        """Attributes, properties in a style or a class for an element."""
        found = self._properties(group)
        attributes = [f'transform="{self._transform()}"'] if self._some(0.3) else []
        if found and self._some(0.3):
            name = f"k{len(self._rules)}"
            self._rules.append(f".{name} {{ {'; '.join(f'{k}: {v}' for k, v in found.items())} }}")
            attributes.append(f'class="{name}"')
        elif found and self._some(0.4):
            attributes.append(f'style="{"; ".join(f"{k}: {v}" for k, v in found.items())}"')
        else:
            only_css = {"mix-blend-mode"}
            attributes += [f'{k}="{v}"' for k, v in found.items() if k not in only_css]
        return " ".join(attributes)

    def _transform(self) -> str:
        at = self._at
        steps = [
            f"translate({at(-20, 20)} {at(-20, 20)})", f"rotate({at(-90, 90)} 50 50)",
            f"scale({at(0.5, 1.4)})", f"translate({at(-20, 20)})",
            f"translate(50, 50) rotate({at(0, 360)}) scale({at(0.5, 1)}) translate(-50, -50)",
            f"scale({at(0.5, 1.4)} {at(0.5, 1.4)})", f"skewX({at(-20, 20)})",
            f"matrix(1 {at(-0.2, 0.2)} 0 1 {at(0, 10)} 0)",
        ]  # fmt: skip
        return self._dice.choice(steps[:5] if self._plain else steps)

    def _properties(self, group: bool) -> dict[str, str]:
        found: dict[str, str] = {}
        if self._some(0.3 if group else 0.8):
            found["fill"] = self._paint()
        if self._some(0.15 if group else 0.5):
            found["stroke"] = self._paint(0.1)
            found["stroke-width"] = self._at(1, 12)
        for name, share, values in USUAL if self._plain else (*USUAL, *RARE):
            if self._some(share):
                found[name] = self._dice.choice(values)
        if self._some(0.08):
            name = self._define("clipPath", self._shape(AREAS))
            found["clip-path"] = f"url(#{name})"
        if self._some(0.03) and not self._plain:
            light = f'<rect width="100" height="100" fill="#888"/>{self._shape()}'
            name = self._define(
                "mask", light, 'maskUnits="userSpaceOnUse" width="100" height="100"'
            )
            found["mask"] = f"url(#{name})"
        return found

    def _paint(self, gradients: float = 0.3) -> str:
        if not self._some(gradients if not self._plain else gradients - 0.1):
            return self._dice.choice(COLORS if self._plain else RARE_COLORS)
        at, places = self._at, sorted(self._dice.random() for _ in range(self._dice.randint(2, 4)))
        stops = "".join(
            f'<stop offset="{place:.3f}" stop-color="{self._dice.choice(SOLID)}"'
            f"{FADED if self._some(0.1) and not self._plain else ''}/>"
            for place in places
        )
        units = self._dice.choice(['gradientUnits="userSpaceOnUse"', ""])
        scale = 100 if units else 1
        lengths = [f"{self._dice.random() * scale:.3f}" for _ in range(4)]
        spread = self._dice.choice(["", "" if self._plain else 'spreadMethod="reflect"'])
        turned = f'gradientTransform="rotate({at(0, 90)})"' if self._some(0.3) else ""
        if self._some(0.5):
            ends = dict(zip(("x1", "y1", "x2", "y2"), lengths, strict=True))
            kind = "linearGradient"
        else:
            ends = dict(zip(("cx", "cy"), lengths, strict=False)) | {"r": f"{0.5 * scale}"}
            kind = "radialGradient"
        where = " ".join(f'{key}="{value}"' for key, value in ends.items())
        return f"url(#{self._define(kind, stops, f'{units} {spread} {turned} {where}')})"


FADED = ' stop-opacity="0.4"'

USUAL = (
    ("fill-opacity", 0.1, ("0.5", "0.3")),
    ("fill-rule", 0.15, ("evenodd", "nonzero")),
    ("stroke-linejoin", 0.2, ("miter", "round", "bevel")),
    ("stroke-linecap", 0.2, ("butt", "round", "square")),
    ("stroke-miterlimit", 0.1, ("1", "2", "10")),
    ("stroke-opacity", 0.08, ("0.6",)),
    ("visibility", 0.03, ("hidden", "visible")),
    ("display", 0.02, ("none", "inline")),
    ("color", 0.05, ("#a30", "teal")),
    ("shape-rendering", 0.05, ("geometricPrecision", "auto")),
)
RARE = (
    ("opacity", 0.15, ("0.5", "0.8", "25%")),
    ("stroke-dasharray", 0.08, ("8 4", "10", "6 3 2")),
    ("paint-order", 0.04, ("stroke", "normal")),
    ("mix-blend-mode", 0.04, ("multiply", "screen")),
    ("isolation", 0.02, ("isolate", "auto")),
)
"""Properties, how often an element has each, and its values."""
