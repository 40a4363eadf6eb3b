"""`export --to cut-lines` and `--marks silhouette`: what a cutting machine cuts, and looks for."""

import re
import shlex
import sys
from collections.abc import Iterator
from itertools import product
from math import cos, hypot, radians, sin, tan
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import resvg_py
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from svglib.svglib import svg2rlg

from commands import run_here as run
from korttipakka.basics.geometry import Insets, Point, Rect, Size
from korttipakka.basics.units import MM
from korttipakka.impose import grid_of
from korttipakka.impose.machine import cut_sheet, is_clear, machine_marks
from korttipakka.reading.layout import read_layout

SVG = "{http://www.w3.org/2000/svg}"

DECK = """\
title: Cards
language: fi
layout: workshop
cards:
  - {title: Yksi, copies: 17}
  - {title: Kaksi, copies: 17}
"""

FLAGS = ("--margin", "30mm 12mm", "--gutter", "4mm 5mm", "--corner", "3mm")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run in a folder of their own, with a deck of short titles."""
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    Path("mine/deck.yaml").write_text(DECK, encoding="utf-8")


class Drawn(NamedTuple):
    """What an SVG file has: rectangles and polygons as boxes in mm from the top left, and lines."""

    page: tuple[float, float]
    cards: list[tuple[float, float, float, float]]
    radii: set[float]
    lines: list[tuple[float, float, float, float]]
    marks: list[list[tuple[float, float]]]


def drawn(path: Path) -> Drawn:
    """A file of lines, read by an XML parser."""
    root = etree.parse(str(path)).getroot()
    width, height = (float(root.get(side).removesuffix("mm")) for side in ("width", "height"))
    assert [float(n) for n in root.get("viewBox").split()] == [0, 0, width, height]

    def numbers(node: Any, *names: str) -> tuple[float, ...]:
        return tuple(float(node.get(name)) for name in names)

    rects = list(root.iter(f"{SVG}rect"))
    cards = [numbers(node, "x", "y", "width", "height") for node in rects]
    radii = {float(node.get(name, 0)) for node in rects for name in ("rx", "ry")}
    lines = [numbers(node, "x1", "y1", "x2", "y2") for node in root.iter(f"{SVG}line")]
    marks = [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in node.get("points").split())]
        for node in root.iter(f"{SVG}polygon")
    ]
    return Drawn((width, height), cards, radii, lines, marks)  # type: ignore[arg-type]


def placed_cards(pdf: Path) -> list[tuple[float, ...]]:
    """The trims on a PDF's first page in mm from its top left: what cards without bleed show."""
    with pikepdf.open(pdf) as document:
        page = document.pages[0]
        height = float(page.mediabox[3])
        found, depth = list[tuple[float, ...]](), 0
        matrix, path = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), list[tuple[float, float]]()
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name == "q") - (name == "Q")
            numbers = [float(value) for value in operands] if name in "cm m l c re" else []
            if name == "cm" and depth == 1:
                matrix, path = tuple(numbers), []  # type: ignore[assignment]
            elif name == "re":
                x, y, w, h = numbers
                path += [(x, y), (x + w, y + h)]
            elif name in {"m", "l", "c"}:
                path.append((numbers[-2], numbers[-1]))
            elif name == "W" and depth == 1:
                a, b, c, d, e, f = matrix
                xs, ys = zip(
                    *((a * p + c * q + e, b * p + d * q + f) for p, q in path), strict=True
                )
                box = (min(xs), height - max(ys), max(xs) - min(xs), max(ys) - min(ys))
                found.append(tuple(side / MM for side in box))
            elif name in {"f", "S", "B", "n"}:
                path = []
    return found


def ink(pdf: Path, page: int = 0) -> list[tuple[float, float, float, float]]:
    """The filled black shapes on a page: left, top, right, bottom in mm from its top left."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[page]
        height, found = shown.get_height(), []
        stack = list(shown.get_objects(max_depth=4))
        for one in stack:
            if one.type != pdfium.FPDF_PAGEOBJ_PATH:
                continue
            left, bottom, right, top = one.get_bounds()
            found.append((left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    return found


@pytest.mark.parametrize("paper", ["a4", "letter", "a3", "a4-landscape"])
@pytest.mark.parametrize("turn", ["upright", "sideways"])
def test_lines_lie_where_the_pdf_has_the_cards(paper: str, turn: str) -> None:
    """The outlines are the trims of the PDF made with the same flags, to a thousandth of a mm."""
    flags = (*FLAGS, "--paper", paper, "--turn", turn, "--card-size", "50x70mm")
    made = run("build", "mine", "-q", "--marks", "silhouette", "-o", "x.pdf", *flags)
    assert made.exit_code == 0, made.output
    assert run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *flags).exit_code == 0
    lines, cards = drawn(Path("x.svg")), placed_cards(Path("x.pdf"))
    assert len(lines.cards) == len(cards) > 3
    for one, other in zip(sorted(lines.cards), sorted(cards), strict=True):
        assert one == pytest.approx(other, abs=0.002)
    assert lines.radii == {3.0}
    with pikepdf.open("x.pdf") as document:
        trim = [float(side) / MM for side in document.pages[0].TrimBox]
        box = [float(side) / MM for side in document.pages[0].MediaBox]
    assert lines.page == pytest.approx((box[2], box[3]), abs=0.01)
    left, top = min(x for x, *_ in lines.cards), min(y for _, y, *_ in lines.cards)
    right = max(x + w for x, _, w, _ in lines.cards)
    bottom = max(y + h for _, y, _, h in lines.cards)
    assert (left, box[3] - bottom, right, box[3] - top) == pytest.approx(trim, abs=0.01)


def test_marks_are_printed_where_the_file_has_them() -> None:
    """The square and the brackets of the file are on the fronts of the PDF, and on no back."""
    assert run("build", "mine", "-q", "--marks", "silhouette", "-o", "x.pdf", *FLAGS).exit_code == 0
    assert run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *FLAGS).exit_code == 0
    lines, shapes = drawn(Path("x.svg")), ink(Path("x.pdf"))
    width, height = lines.page
    wanted = [
        (10, 10, 15, 15),
        (width - 30, 10, width - 10, 30),
        (10, height - 30, 30, height - 10),
    ]
    for mark, box in zip(lines.marks, wanted, strict=True):
        xs, ys = zip(*mark, strict=True)
        assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box)
        assert any(shape == pytest.approx(box, abs=0.05) for shape in shapes)
    backs = ink(Path("x.pdf"), 1)
    assert not any(shape == pytest.approx(wanted[0], abs=0.05) for shape in backs)


def test_nothing_else_is_near_the_marks() -> None:
    """On the printed front, the corners that the sensor looks at hold the marks alone."""
    assert run("build", "mine", "-q", "--marks", "silhouette", "-o", "x.pdf", *FLAGS).exit_code == 0
    with pypdfium2.PdfDocument("x.pdf") as document:
        page = document[0].render(scale=200 / 72).to_pil().convert("L")
    dot = 200 / 25.4
    width, height = page.width / dot, page.height / dot
    seen = {
        (10, 10): 25.0,
        (width - 30, 10): 20 * 0.5 * 2 - 0.25,
        (10, height - 30): 20 * 0.5 * 2 - 0.25,
    }
    for (x, y), area in seen.items():
        box = tuple(round(side * dot) for side in (x - 4, y - 4, x + 24, y + 24))
        corner = page.crop(box)  # type: ignore[arg-type]
        shades = enumerate(corner.histogram())
        dark = sum((255 - shade) * count for shade, count in shades) / 255 / dot**2
        assert dark == pytest.approx(area, rel=0.06)
        marked = corner.point(lambda value: 255 if value < 128 else 0).getbbox()
        side = 5 if area == 25 else 20
        assert marked is not None
        assert (marked[2] - marked[0]) / dot == pytest.approx(side, abs=0.3)


def test_the_square_is_at_the_top_left_and_brackets_point_outwards() -> None:
    """Seen as pixels: a full square, and L shapes whose corners are those of the page's inside."""
    assert run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *FLAGS).exit_code == 0
    svg = Path("x.svg").read_text(encoding="utf-8")
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=254, background="white"))
    Path("x.png").write_bytes(data)
    with Image.open("x.png") as picture:
        page = picture.convert("L")  # ten pixels a millimetre
        width, height = page.width / 10, page.height / 10

        def is_dark(x: float, y: float) -> bool:
            return page.getpixel((round(x * 10), round(y * 10))) < 100  # type: ignore[operator]

        assert all(is_dark(x, y) for x, y in product((10.3, 12.5, 14.7), repeat=2))
        for step in (0.2, 5, 10, 19.5):
            assert is_dark(width - 10.25, 10 + step)
            assert is_dark(width - 10 - step, 10.25)
            assert is_dark(10.25, height - 10 - step)
            assert is_dark(10 + step, height - 10.25)
        assert not is_dark(width - 15, 15)
        assert not is_dark(15, height - 15)
        assert not is_dark(width - 15, height - 10.25)


def test_another_reader_of_svg_agrees() -> None:
    """A library that draws SVG finds the same page and the same outlines, in points."""
    assert run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *FLAGS).exit_code == 0
    lines, drawing = drawn(Path("x.svg")), svg2rlg("x.svg")
    assert (drawing.width, drawing.height) == pytest.approx([s * MM for s in lines.page], abs=0.01)
    left, bottom, right, top = drawing.getBounds()
    assert (left, bottom) == pytest.approx((10 * MM, 10 * MM), abs=0.2)
    assert (right, top) == pytest.approx(
        ((lines.page[0] - 10) * MM, (lines.page[1] - 10) * MM), abs=0.2
    )


# DXF


Entity = list[tuple[int, str]]


def entities(path: Path) -> tuple[dict[str, str], list[Entity]]:
    """The header's values and the entities of a DXF file: its group codes in pairs of lines."""
    rows = path.read_text(encoding="ascii").splitlines()
    pairs = [(int(code), value.strip()) for code, value in zip(rows[::2], rows[1::2], strict=True)]
    header: dict[str, str] = {}
    found: list[Entity] = []
    section, name = "", ""
    for before, (code, value) in zip([(0, ""), *pairs], pairs, strict=False):
        if before == (0, "SECTION"):
            section = value
        elif code == 9:
            name = value
        elif section == "HEADER" and name:
            header.setdefault(name, value)
        elif section == "ENTITIES" and code == 0 and not value.endswith(("ENDSEC", "SECTION")):
            found.append([(0, value)])
        elif section == "ENTITIES" and found and code:
            found[-1].append((code, value))
    return header, found


def values(entity: Entity, code: int) -> list[float]:
    """All values of a group code."""
    return [float(value) for found, value in entity if found == code]


def arc_points(entity: Entity) -> Iterator[tuple[float, float]]:
    """Points on a polyline: its corners, and the middles of its arcs by their bulges."""
    points: list[list[float]] = []
    for code, value in entity:
        if code == 10:
            points.append([float(value), 0.0, 0.0])
        elif code in (20, 42) and points:
            points[-1][1 if code == 20 else 2] = float(value)
    for (x, y, bulge), (x2, y2, _) in zip(points, [*points[1:], points[0]], strict=True):
        yield x, y
        if bulge:
            # The middle of an arc lies by bulge times half the chord to the right of its chord.
            yield (x + x2) / 2 + bulge * (y2 - y) / 2, (y + y2) / 2 - bulge * (x2 - x) / 2


def test_dxf_has_the_same_lines() -> None:
    """Outlines with arcs of the radius, marks in a layer of their own, in millimetres."""
    for name in ("x.svg", "x.dxf"):
        done = run("export", "mine", "--to", "cut-lines", "-o", name, *FLAGS)
        assert done.exit_code == 0, done.output
    lines = drawn(Path("x.svg"))
    header, found = entities(Path("x.dxf"))
    assert header["$INSUNITS"] == "4"
    assert header["$ACADVER"] == "AC1015"
    by_layer: dict[str, list[Entity]] = {}
    for entity in found:
        by_layer.setdefault(dict(entity)[8], []).append(entity)
    assert set(by_layer) == {"CUT", "REGMARKS"}
    assert len(by_layer["CUT"]) == len(lines.cards)
    height = lines.page[1]
    for (x, y, w, h), entity in zip(lines.cards, by_layer["CUT"], strict=True):
        points = list(arc_points(entity))
        xs, ys = zip(*points, strict=True)
        assert (min(xs), max(xs)) == pytest.approx((x, x + w), abs=0.002)
        assert (height - max(ys), height - min(ys)) == pytest.approx((y, y + h), abs=0.002)
        assert values(entity, 42) == pytest.approx([tan(radians(22.5))] * 4)
        middles = [point for point in points if point not in _corners(entity)]
        centre = (x + 3, height - (y + h) + 3)
        lower_left = min(middles, key=lambda point: hypot(point[0] - x, point[1] - centre[1] + 3))
        assert hypot(lower_left[0] - centre[0], lower_left[1] - centre[1]) == pytest.approx(
            3, abs=0.002
        )
        assert lower_left == pytest.approx(
            (centre[0] - 3 * cos(radians(45)), centre[1] - 3 * sin(radians(45))), abs=0.002
        )
    for mark, entity in zip(lines.marks, by_layer["REGMARKS"], strict=True):
        corners = list(zip(values(entity, 10), values(entity, 20), strict=True))
        for (x, y), (u, v) in zip(mark, corners, strict=True):
            assert (u, height - v) == pytest.approx((x, y), abs=0.002)


def _corners(entity: Entity) -> set[tuple[float, float]]:
    return set(zip(values(entity, 10), values(entity, 20), strict=True))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    """No clock and no random number is in either file."""
    for kind in ("svg", "dxf"):
        for name in ("a", "b"):
            assert (
                run("export", "mine", "--to", "cut-lines", "-o", f"{name}.{kind}", *FLAGS).exit_code
                == 0
            )
        assert Path(f"a.{kind}").read_bytes() == Path(f"b.{kind}").read_bytes()


def test_dxf_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hint says what to install, and SVG needs nothing."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "ezdxf"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ezdxf", None)
    done = run("export", "mine", "--to", "cut-lines", "-o", "x.dxf", *FLAGS)
    assert done.exit_code == 1
    assert "error[no-dxf]" in done.output
    assert "pip install ezdxf," in done.output
    assert not Path("x.dxf").exists()
    assert run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *FLAGS).exit_code == 0


# Lines


def test_cards_that_touch_are_cut_along_lines() -> None:
    """Each trim line is there once, from edge to edge of the cards, those within first."""
    flags = ("--margin", "30mm 12mm", "--card-size", "60x40mm", "--turn", "upright")
    done = run("export", "mine", "--to", "cut-lines", "-o", "x.svg", *flags, "--paper", "a4",
               "--set", "sheet.orientation=portrait")  # fmt: skip
    assert done.exit_code == 0, done.output
    lines = drawn(Path("x.svg"))
    assert not lines.cards
    xs = sorted({x for x, _, u, _ in lines.lines if x == u})
    ys = sorted({y for _, y, _, v in lines.lines if y == v})
    assert xs == pytest.approx([15, 75, 135, 195])
    assert ys == pytest.approx([48.5, 88.5, 128.5, 168.5, 208.5, 248.5])
    assert len(lines.lines) == len(xs) + len(ys)
    whole = {(15, 48.5, 195, 48.5), (15, 248.5, 195, 248.5), (15, 48.5, 15, 248.5)}
    last = {tuple(map(float, line)) for line in lines.lines[-4:]}
    assert {(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in last} >= whole


LAYOUT = read_layout("workshop")


@given(
    st.integers(20, 90), st.integers(20, 90), st.integers(0, 3), st.integers(0, 3),
    st.sampled_from([0, 2, 4]), st.integers(10, 45), st.integers(10, 45),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_every_card_is_cut_out_once(
    width: int, height: int, across: int, up: int, corner: int, x: int, y: int
) -> None:
    """All four sides of each place lie on what is cut, and no line is cut twice."""
    margin = Insets(left=x * MM, right=x * MM, top=y * MM, bottom=y * MM)
    sheet = LAYOUT.sheet._replace(gutter=Point(across * MM, up * MM), margin=margin)
    card = LAYOUT.card._replace(size=Size(width * MM, height * MM), corner=corner * MM)
    grid = grid_of(LAYOUT._replace(sheet=sheet, card=card))
    assert grid is not None
    made = cut_sheet(grid, card.corner, marked=False)
    assert not made.marks
    if made.outlines:
        assert made.outlines == grid.cells
        assert made.radius == pytest.approx(corner * MM)
        assert not made.lines
        return
    assert corner == 0
    for cell in grid.cells:
        for place, upright in (
            (cell.left, True),
            (cell.right, True),
            (cell.bottom, False),
            (cell.top, False),
        ):
            near = [one for one in made.lines if _lies_on(one, place, cell, upright)]
            assert len(near) == 1


def _lies_on(line: tuple[Point, Point], place: float, cell: Rect, upright: bool) -> bool:
    """Whether a side of a cell lies on a line; a hair's gap between cards is one line."""
    (x1, y1), (x2, y2) = line
    if upright:
        return (
            x1 == x2
            and abs(x1 - place) < 0.06 * MM
            and y1 <= cell.bottom + 0.01
            and y2 >= cell.top - 0.01
        )
    return (
        y1 == y2
        and abs(y1 - place) < 0.06 * MM
        and x1 <= cell.left + 0.01
        and x2 >= cell.right - 0.01
    )


# Room for marks


@given(st.integers(150, 600), st.integers(150, 600))
def test_marks_are_of_the_sizes_that_machines_look_for(width: int, height: int) -> None:
    """On any page: 25 mm2 of a square, brackets of 20 by 20 by 0.5 mm, 10 mm from the edges."""
    square, right, below = machine_marks(Size(width * MM, height * MM))
    for mark, area in ((square, 25.0), (right, 19.75), (below, 19.75)):
        pairs = zip(mark, [*mark[1:], mark[0]], strict=True)
        twice = sum(a.x * b.y - b.x * a.y for a, b in pairs)
        assert abs(twice) / 2 / MM**2 == pytest.approx(area)
    assert (square[0].x, height * MM - square[0].y) == pytest.approx((10 * MM, 10 * MM))
    assert max(p.x for p in right) == pytest.approx((width - 10) * MM)
    assert max(p.y for p in right) == pytest.approx((height - 10) * MM)
    assert min(p.x for p in below) == min(p.y for p in below) == pytest.approx(10 * MM)


@given(
    st.integers(25, 100), st.integers(25, 100), st.sampled_from([0, 3]),
    st.integers(5, 45), st.integers(5, 45),
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_cards_are_clear_of_the_marks(w: int, h: int, bleed: int, x: int, y: int) -> None:
    """Room is found exactly where no card with its bleed reaches a corner, or over the inset."""
    margin = Insets(left=x * MM, right=x * MM, top=y * MM, bottom=y * MM)
    card = LAYOUT.card._replace(size=Size(w * MM, h * MM), bleed=bleed * MM)
    sheet = LAYOUT.sheet._replace(margin=margin, gutter=Point(6 * MM, 6 * MM))
    grid = grid_of(LAYOUT._replace(sheet=sheet, card=card))
    assert grid is not None
    pw, ph = (side / MM for side in grid.page)
    boxes = [tuple(round(side / MM, 6) for side in cell) for cell in grid.cells]
    inside = all(a >= 10 and b >= 10 and c <= pw - 10 and d <= ph - 10 for a, b, c, d in boxes)
    zones = [(10, ph - 30), (pw - 30, ph - 30), (10, 10)]
    free = not any(
        a - bleed < zx + 20 and c + bleed > zx and b - bleed < zy + 20 and d + bleed > zy
        for a, b, c, d in boxes
        for zx, zy in zones
    )
    near = [abs(v - round(v)) for box in boxes for v in box]
    assume(all(one > 0.001 or one == 0 for one in near))
    # All cards count as one block: a place that is left out in a corner gains no room.
    if is_clear(grid, card.bleed):
        assert inside
        assert free
    elif inside and free:
        assert _block_meets(grid.block, bleed, zones)


def _block_meets(block: Rect, bleed: int, zones: list[tuple[float, float]]) -> bool:
    left, bottom, right, top = (side / MM for side in block)
    return any(
        left - bleed < x + 20.001 and right + bleed > x - 0.001
        and bottom - bleed < y + 20.001 and top + bleed > y - 0.001
        for x, y in zones
    )  # fmt: skip


@pytest.mark.parametrize("flags", [
    "--card-size a4-eighth", "--card-size poker", "--card-size a7",
    "--bleed 5mm --gutter 10mm --card-size 85x54mm",
    "--card-size 195x140mm", "--paper letter --card-size 2.5x3.5in", "--paper a5 --card-size a7",
])  # fmt: skip
def test_the_hint_makes_room(flags: str) -> None:
    """Where cards would lie on the marks it is told, and with the flags of the hint all is well."""
    given_flags = flags.split()
    for command in (
        ("build", "mine", "-q", "--marks", "silhouette", "-o", "x.pdf"),
        ("export", "mine", "--to", "cut-lines", "--force", "-o", "x.svg"),
    ):
        done = run(*command, *given_flags)
        assert done.exit_code in {1, 2}
        assert "error[marks-on-cards]" in done.output, done.output
        (hint, count) = re.findall(
            r"hint: (--.*) has room for them, and for (\d+) card", done.output
        )[0]
        words = shlex.split(hint)
        kept = list(given_flags)
        if "--paper" in words and "--paper" in kept:
            at = kept.index("--paper")
            del kept[at : at + 2]
        again = run(*command, *kept, *words)
        assert again.exit_code == 0, again.output
    lines = drawn(Path("x.svg"))
    assert len(lines.marks) == 3
    assert lines.cards or lines.lines
    assert f"cut {count} card" in again.output


def test_no_paper_is_large_enough() -> None:
    """A card that no paper holds with the marks has a hint without a lie in it."""
    flags = ("--paper", "900x1300mm", "--card-size", "890x1290mm")
    done = run("export", "mine", "--to", "cut-lines", *flags)
    assert "error[marks-on-cards]" in done.output
    assert "hint: choose larger paper or smaller cards" in done.output


@pytest.mark.parametrize(("flags", "why"), [
    (("--arrange", "fold", "--card-size", "a7"), "--arrange fold"),
    (("--arrange", "single"), "--arrange single"),
    (("--sheet", "avery-l7414"), "a perforated sheet is not cut"),
])  # fmt: skip
def test_what_no_machine_cuts(flags: tuple[str, ...], why: str) -> None:
    """Sheets to fold, perforated ones and single faces are told, in both commands."""
    for command in (
        ("build", "mine", "--marks", "silhouette", "-o", "x.pdf"),
        ("export", "mine", "--to", "cut-lines", "-o", "x.svg"),
    ):
        done = run(*command, *flags)
        assert done.exit_code == 2, done.output
        assert "error[no-machine]" in done.output
        assert why in done.output
    assert not Path("x.svg").exists()


def test_without_marks() -> None:
    """With marks of another kind, or none, the file has the lines alone, wherever cards lie."""
    for marks in ("none", "crop", "cut"):
        done = run("export", "mine", "--to", "cut-lines", "--marks", marks, "-o", f"{marks}.svg")
        end = f"8 cards of a sheet to {marks}.svg, without marks for the machine\n"
        assert done.output == f"Wrote the lines to cut {end}"
        lines = drawn(Path(f"{marks}.svg"))
        assert not lines.marks
        assert len(lines.lines) == 3 + 5


def test_files_are_not_written_over() -> None:
    """A file that is there stays, a name of another kind is refused, and the default is told."""
    done = run("export", "mine", "--to", "cut-lines", *FLAGS)
    assert done.output.endswith(
        "to mine-cut-lines.svg; print the sheets with the same flags and --marks silhouette\n"
    )
    assert "error[file-exists]" in run("export", "mine", "--to", "cut-lines", *FLAGS).output
    assert run("export", "mine", "--to", "cut-lines", "--force", *FLAGS).exit_code == 0
    for name in ("x.pdf", "deck.yaml", "x"):
        done = run("export", "mine", "--to", "cut-lines", "-o", name, *FLAGS)
        assert "error[cannot-write]" in done.output
        assert done.exit_code == 2


@pytest.mark.parametrize(
    "flag", ["--copies 2", "--blanks 2", "--card 1", "--dpi 300", "--columns 2"]
)
def test_flags_without_meaning(flag: str) -> None:
    """Which cards there are, and how pictures look, say nothing about lines."""
    done = run("export", "mine", "--to", "cut-lines", *flag.split(), *FLAGS)
    assert done.exit_code == 2
    assert f"{flag.split()[0]} has no meaning for --to cut-lines" in done.output


def test_the_summary_tells_what_to_set() -> None:
    """A build with the marks says what the machine's program is to be told, and others do not."""
    flags = (*FLAGS, "-o", "x.pdf")
    done = run("build", "mine", "--marks", "silhouette", *flags)
    assert "Machine: marks of type 1, 20 mm long, 0.5 mm thick, inset 10 mm" in done.output
    assert "Machine:" not in run("build", "mine", *flags).output


def test_no_letters_where_the_sensor_looks() -> None:
    """The line in the margin is left out on the side with the marks, and stays on the back."""
    flags = (*FLAGS, "-o", "x.pdf")
    assert run("build", "mine", "-q", *flags).exit_code == 0
    assert "ETUSIVU" in words(0)
    assert run("build", "mine", "-q", "--marks", "silhouette", *flags).exit_code == 0
    assert "ETUSIVU" not in words(0)
    assert "TAKASIVU" in words(1)


def words(page: int) -> str:
    """What a page of the PDF says."""
    with pypdfium2.PdfDocument("x.pdf") as document:
        return str(document[page].get_textpage().get_text_range())


def test_the_guide_is_true() -> None:
    """The commands of docs/cutting-machines.md work, and so do its numbers for Inkscape."""
    page = (Path(__file__).parents[1] / "docs" / "cutting-machines.md").read_text(encoding="utf-8")
    commands = re.findall(r"^korttipakka (.*)$", page, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        done = run(*shlex.split(command.replace("my-deck ", "mine ")))
        assert done.exit_code == 0, done.output
    assert Path("my-deck.dxf").exists()
    square, right, below = machine_marks(Size(210 * MM, 297 * MM))
    apart = max(p.x for p in right) - square[0].x, square[0].y - min(p.y for p in below)
    across, down = re.findall(r"for A4, (\d+) mm apart across and (\d+) mm down", page)[0]
    assert apart == pytest.approx((float(across) * MM, float(down) * MM))
