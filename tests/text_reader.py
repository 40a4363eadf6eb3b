"""Where a PDF's pages put each glyph, read by QPDF's tokenizer and the rules of PDF 1.7, 9.4.4.

Nothing here knows of korttipakka.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Spot = tuple[float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Placed(NamedTuple):
    """A code of a font: where its origin lies on the page, and a point one em to its right."""

    font: str
    code: int
    origin: Spot
    em: Spot


def mapped(matrix: Matrix, x: float, y: float) -> Spot:
    """A point through a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    origin = mapped(outer, 0, 0)
    right, up = mapped(outer, a, b), mapped(outer, c, d)
    return (
        right[0] - origin[0], right[1] - origin[1], up[0] - origin[0], up[1] - origin[1],
        *mapped(outer, e, f),
    )  # fmt: skip


def glyphs(path: Path) -> list[list[Placed]]:
    """The glyphs of each page in the order of its operators."""
    with pikepdf.open(path) as pdf:
        return [list(_placed(page)) for page in pdf.pages]


def shapes(path: Path) -> list[list[Spot]]:
    """Where the segments of each page's filled shapes end, in the order of its operators."""
    with pikepdf.open(path) as pdf:
        return [list(_ends(page)) for page in pdf.pages]


def _ends(page: pikepdf.Page) -> Iterator[Spot]:
    for operator, operands, matrix in _operators(page):
        if operator in {"m", "l", "c"}:
            yield mapped(matrix, *map(float, operands[-2:]))


def _operators(page: pikepdf.Page) -> Iterator[tuple[str, Any, Matrix]]:
    """The operators of a page and their operands, each with the matrix that holds for it."""
    kept: list[Matrix] = []
    matrix = IDENTITY
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                a, b, c, d, e, f = map(float, operands)
                matrix = joined((a, b, c, d, e, f), matrix)
            case other:
                yield other, operands, matrix


def widths(font: pikepdf.Object) -> dict[int, float]:
    """The advances of a Type 0 font's codes, in 1/1000 em, from its W array."""
    found: dict[int, float] = {}
    entries = list(font.DescendantFonts[0].W)
    while entries:
        first, listed = int(entries.pop(0)), entries.pop(0)
        found |= {first + i: float(width) for i, width in enumerate(listed)}
    return found


def _placed(page: pikepdf.Page) -> Iterator[Placed]:
    advances = {name: widths(font) for name, font in page.Resources.Font.items()}
    place = IDENTITY
    font, size, tracking, rise = "", 0.0, 0.0, 0.0
    for operator, operands, matrix in _operators(page):
        match operator:
            case "BT":
                place = IDENTITY
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tc":
                tracking = float(operands[0])
            case "Ts":
                rise = float(operands[0])
            case "Td":
                place = joined((1, 0, 0, 1, float(operands[0]), float(operands[1])), place)
            case "TJ":
                for element in operands[0]:
                    if not isinstance(element, pikepdf.String):
                        move = -float(element) / 1000 * size
                        place = joined((1, 0, 0, 1, move, 0), place)
                        continue
                    data = bytes(element)
                    assert len(data) % 2 == 0
                    for code in (
                        int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)
                    ):
                        whole = joined(place, matrix)
                        origin, em = mapped(whole, 0, rise), mapped(whole, size, rise)
                        yield Placed(font, code, origin, em)
                        move = advances[font][code] / 1000 * size + tracking
                        place = joined((1, 0, 0, 1, move, 0), place)
            case "Tm" | "T*" | "TD" | "Tw" | "Tz" | "Tj" | "'" | '"':
                raise AssertionError(f"{operator} is not read here")
