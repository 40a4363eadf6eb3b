"""Reads back what a PDF page shows: filled rectangles and lines at their places, by QPDF's parser.

Nothing here knows of korttipakka: matrices are multiplied by hand, colours read as numbers.
"""

from collections.abc import Iterable, Iterator
from math import cos, hypot, radians, sin
from pathlib import Path
from typing import NamedTuple

import pikepdf

MM = 72 / 25.4

Matrix = tuple[float, float, float, float, float, float]
Spot = tuple[float, float]
Colour = tuple[float, ...]


class Filled(NamedTuple):
    """A filled rectangle: the corners on the page, from its own bottom left counter-clockwise."""

    colour: Colour
    corners: tuple[Spot, ...]

    @property
    def middle(self) -> Spot:
        """The middle of the rectangle."""
        return middle(self.corners)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of the upright rectangle around it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)


class Stroke(NamedTuple):
    """A straight line on the page."""

    start: Spot
    end: Spot
    width: float
    dashed: bool


class Shown(NamedTuple):
    """What a page shows, and the boxes that it carries."""

    size: Spot
    filled: list[Filled]
    strokes: list[Stroke]
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    clips: list[Filled]


def pages(path: Path) -> list[Shown]:
    """Every page of a file."""
    with pikepdf.open(path) as pdf:
        return [_shown(page) for page in pdf.pages]


def middle(spots: Iterable[Spot]) -> Spot:
    """The middle of some points."""
    known = list(spots)
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


def mapped(matrix: Matrix, spot: Spot) -> Spot:
    """A point through a matrix, as PDF 1.7 (8.3.4) says."""
    a, b, c, d, e, f = matrix
    x, y = spot
    return a * x + c * y + e, b * x + d * y + f


def turned(spot: Spot, degrees: float, about: Spot = (0.0, 0.0)) -> Spot:
    """A point turned counter-clockwise."""
    x, y = spot[0] - about[0], spot[1] - about[1]
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return about[0] + c * x - s * y, about[1] + s * x + c * y


def apart(one: Spot, other: Spot) -> float:
    """The distance of two points in millimetres."""
    return hypot(one[0] - other[0], one[1] - other[1]) / MM


def first_matrix(path: Path, page: int) -> Matrix:
    """The first matrix that a page sets."""
    with pikepdf.open(path) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
            if str(operator) == "cm":
                a, b, c, d, e, f = map(float, operands)
                return a, b, c, d, e, f
    raise AssertionError("the page sets no matrix")


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    origin = mapped(outer, (0, 0))
    right, up = mapped(outer, (a, b)), mapped(outer, (c, d))
    at = mapped(outer, (e, f))
    return (
        right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1], *at
    )  # fmt: skip


def _shown(page: pikepdf.Page) -> Shown:
    box = [float(value) for value in page.MediaBox]
    trim = tuple(float(value) for value in page.TrimBox)
    bleed = tuple(float(value) for value in page.BleedBox)
    shown = Shown((box[2], box[3]), [], [], trim, bleed, [])
    for item in _items(page.obj, page.Resources):
        if isinstance(item, Stroke):
            shown.strokes.append(item)
        elif item.colour == ():
            shown.clips.append(item)
        else:
            shown.filled.append(item)
    return shown


class _State(NamedTuple):
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: Colour = (0.0,)
    width: float = 1.0
    dashed: bool = False


def _form(form: pikepdf.Object, state: _State) -> Iterator[Filled | Stroke]:
    """What a form shows where it is painted (PDF 1.7, 8.10)."""
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    inner = state._replace(matrix=_joined((a, b, c, d, e, f), state.matrix))
    return _items(form, form.get("/Resources", pikepdf.Dictionary()), inner)


def _items(
    content: pikepdf.Object, resources: pikepdf.Object, state: _State = _State()
) -> Iterator[Filled | Stroke]:
    kept = list[_State]()
    rect: tuple[float, float, float, float] | None = None
    path: list[Spot] = []
    for operands, operator in pikepdf.parse_content_stream(content):
        name = str(operator)
        numbers = [float(value) for value in operands] if name in NUMBERS else []
        if name == "q":
            kept.append(state)
        elif name == "Q":
            state = kept.pop()
        elif name == "cm":
            a, b, c, d, e, f = numbers
            state = state._replace(matrix=_joined((a, b, c, d, e, f), state.matrix))
        elif name in {"rg", "k", "g"}:
            state = state._replace(fill=tuple(numbers))
        elif name == "w":
            state = state._replace(width=numbers[0])
        elif name == "d":
            state = state._replace(dashed=len(operands[0]) > 0)
        elif name == "re":
            x, y, width, height = numbers
            rect = (x, y, width, height)
        elif name in {"m", "l"}:
            path.append(mapped(state.matrix, (numbers[0], numbers[1])))
        elif name == "Do":
            found = resources.XObject[str(operands[0])]
            if found.Subtype == "/Form":
                yield from _form(found, state)
        elif name == "W" and rect is not None:
            yield _filled((), rect, state.matrix)
        elif name in {"f", "n", "S", "B"}:
            if name in {"f", "B"} and rect is not None:
                yield _filled(state.fill, rect, state.matrix)
            if name == "S" and len(path) == 2:
                yield Stroke(path[0], path[1], state.width, state.dashed)
            rect, path = None, []


NUMBERS = {"cm", "rg", "k", "g", "w", "re", "m", "l"}


def _filled(colour: Colour, rect: tuple[float, ...], matrix: Matrix) -> Filled:
    x, y, width, height = rect
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Filled(colour, tuple(mapped(matrix, corner) for corner in corners))
