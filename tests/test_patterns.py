"""Patterns lie in the middle of their boxes; gradients have as many colours as are named."""

from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from box_samples import MM, build, make_deck
from korttipakka.basics.color import MOST_STOPS, Blend, Color, Veil, parse_color, parse_fill
from korttipakka.basics.geometry import Rect, Size
from korttipakka.basics.problems import InvalidValue
from korttipakka.model.frame import Shape
from korttipakka.model.layout import PATTERNS
from korttipakka.typeset.art import gradient
from korttipakka.typeset.patterns import pattern

ONE_WAY = {
    "diagonal": [(-1, -1)], "triangles": [(-1, 1)], "zigzag": [(-1, 1)], "waves": [(-1, 1)],
}  # fmt: skip
"""Which mirror images of a pattern are the same, by the signs of x and y; of others, all are."""

HUNDREDTH = 0.01
Place = tuple[float, float]


def ink(shape: Shape, size: Size) -> Iterator[Place]:
    """Points of a path within an area: corners of its curves, and where its lines are cut off."""
    starts = [i for i, s in enumerate(shape.path) if s.operator == "m"]
    for start, end in pairwise([*starts, len(shape.path)]):
        points = [s.at[-2:] for s in shape.path[start:end] if s.at]
        if len(points) == 2:
            yield from cut_off(points, size)
        else:
            yield from (
                (x, y) for x, y in points if inside(x, size.width) and inside(y, size.height)
            )


def inside(x: float, length: float) -> bool:
    """Whether a point is well within a length: at its ends, rounding decides."""
    return HUNDREDTH < x < length - HUNDREDTH


def cut_off(points: list[tuple[float, ...]], size: Size) -> Iterator[Place]:
    """The ends of a line's part within an area (Liang and Barsky); none if it only grazes it."""
    (x1, y1), (x2, y2) = points
    first, last = 0.0, 1.0
    for at, way, length in ((x1, x2 - x1, size.width), (y1, y2 - y1, size.height)):
        if way == 0:
            if not inside(at, length):
                return
            continue
        near, far = sorted((-at / way, (length - at) / way))
        first, last = max(first, near), min(last, far)
    if last - first > HUNDREDTH:
        yield from ((x1 + t * (x2 - x1), y1 + t * (y2 - y1)) for t in (first, last))


@given(st.sampled_from(PATTERNS), st.floats(20, 80), st.floats(20, 80), st.floats(4, 25))
def test_patterns_lie_in_the_middle(name: str, width: float, height: float, step: float) -> None:
    """A pattern is its own mirror image about the middle of its box, whatever their sizes."""
    size = Size(width, height)
    (shape,) = pattern(name, size, step, Color((0, 0, 0))).items
    assert isinstance(shape, Shape)
    found = set(ink(shape, size))
    cells = {(round(x / HUNDREDTH), round(y / HUNDREDTH)) for x, y in found}
    for sx, sy in ONE_WAY.get(name, [(-1, 1), (1, -1), (-1, -1)]):
        for x, y in found:
            column = round((x if sx > 0 else width - x) / HUNDREDTH)
            row = round((y if sy > 0 else height - y) / HUNDREDTH)
            near = product((column - 1, column, column + 1), (row - 1, row, row + 1))
            assert any(cell in cells for cell in near), (x, y)


@given(st.sampled_from(PATTERNS), st.floats(20, 80), st.floats(20, 80), st.floats(4, 25))
def test_patterns_are_as_dense_everywhere(
    name: str, width: float, height: float, step: float
) -> None:
    """In no quarter of the box does a pattern have a hole: it has ink wherever three steps fit."""
    size = Size(width, height)
    (shape,) = pattern(name, size, step, Color((0, 0, 0))).items
    assert isinstance(shape, Shape)
    if min(size) < 6 * step:
        return
    for left, bottom in product((0, width / 2), (0, height / 2)):
        moved = shape._replace(
            path=tuple(
                s._replace(at=tuple(v - (left, bottom)[i % 2] for i, v in enumerate(s.at)))
                for s in shape.path
            )
        )
        assert any(ink(moved, Size(width / 2, height / 2)))


MARKS = ["dots", "rings", "cross", "triangles"]
"""Patterns of single marks; of the others, lines run over the edges."""


@given(st.sampled_from(MARKS), st.floats(10, 80), st.floats(10, 80), st.floats(4, 10))
def test_marks_are_whole(name: str, width: float, height: float, step: float) -> None:
    """No mark is cut at an edge of its box, nor nearer to it than half as far as to the next."""
    (shape,) = pattern(name, Size(width, height), step, Color((0, 0, 0))).items
    assert isinstance(shape, Shape)
    ends = [s.at[-2:] for s in shape.path if s.at]
    around = Rect(min(x for x, _ in ends), min(y for _, y in ends),
                  max(x for x, _ in ends), max(y for _, y in ends))  # fmt: skip
    assert around.left > 0.05 * step
    assert around.bottom > 0.05 * step
    assert around.right < width - 0.05 * step
    assert around.top < height - 0.05 * step


@given(st.floats(5, 80), st.floats(4, 10))
def test_lines_are_as_far_from_the_edges_as_from_each_other(length: float, step: float) -> None:
    """Whole steps fill the box, each about as long as asked for; no line lies on an edge."""
    (shape,) = pattern("horizontal", Size(30, length), step, Color((0, 0, 0))).items
    assert isinstance(shape, Shape)
    places = [s.at[1] for s in shape.path if s.operator == "m"]
    gaps = [b - a for a, b in pairwise([0.0, *places, length])]
    assert gaps == pytest.approx([gaps[0]] * len(gaps))
    assert len(gaps) == max(2, round(length / step))


@given(st.floats(10, 80), st.floats(10, 80), st.floats(4, 10))
def test_bricks_are_whole_or_halves(width: float, height: float, step: float) -> None:
    """Upright joints part each row in bricks of one length, with a half one at its ends."""
    (shape,) = pattern("bricks", Size(width, height), step, Color((0, 0, 0))).items
    assert isinstance(shape, Shape)
    lines = [(a.at, b.at) for a, b in zip(shape.path[::2], shape.path[1::2], strict=True)]
    upright = sorted((a[1], a[0]) for a, b in lines if a[0] == b[0])
    brick = width / max(1, round(width / (2 * step)))
    assert brick == pytest.approx(2 * step, rel=0.5) or width < 2 * step
    for row in {y for y, _ in upright}:
        ends = [0.0, *(x for y, x in upright if y == row), width]
        gaps = [b - a for a, b in pairwise(ends)]
        assert gaps[1:-1] == pytest.approx([brick] * (len(gaps) - 2))
        assert {round(gaps[0] / brick, 6), round(gaps[-1] / brick, 6)} <= {0.5, 1.0}


def blend(text: str) -> Blend:
    """A gradient as it is read."""
    found = parse_fill(text, {"warm": parse_color("#b8324a")})
    assert isinstance(found, Blend)
    return found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("gradient(red, blue)", (0, 1)),
        ("gradient(red, warm, blue)", (0, 0.5, 1)),
        ("gradient(red, lime 20 %, warm, blue, 90deg)", (0, 0.2, 0.6, 1)),
        ("gradient(red 10%, blue 90%, 45deg)", (0.1, 0.9)),
        ("gradient(red, blue 50 %, lime 50 %, warm)", (0, 0.5, 0.5, 1)),
        ("gradient(tint(warm, 20 %) 30 %, cmyk(80, 0, 30, 20), blue)", (0.3, 0.65, 1)),
        ("gradient(red, warm 50%, lime, blue 50%, red)", (0, 0.5, 0.5, 0.5, 1)),
    ],
)
def test_colours_without_a_place_lie_evenly(text: str, places: tuple[float, ...]) -> None:
    """As in CSS: the first at the start, the last at the end, others even between neighbours."""
    assert blend(text).places == pytest.approx(places)


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=2, max_size=MOST_STOPS))
def test_places_rise_or_are_refused(places: list[int | None]) -> None:
    """Given places are kept and rise from 0 to 100 %, or the gradient is refused."""
    stops = ", ".join("red" if at is None else f"red {at} %" for at in places)
    given_places = [at for at in places if at is not None]
    if given_places != sorted(given_places):
        with pytest.raises(InvalidValue, match="must rise"):
            blend(f"gradient({stops})")
        return
    found = blend(f"gradient({stops})")
    assert list(found.places) == sorted(found.places)
    assert len(found.places) == len(found.colors) == len(places)
    for at, place in zip(places, found.places, strict=True):
        assert at is None or place == pytest.approx(at / 100)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("gradient(red 80 %, blue 20 %)", "must rise"),
        ("gradient(red, blue 120 %)", "at most 100"),
        ("gradient(red)", "is not a gradient"),
        ("gradient(transparent, red, blue)", "goes with one colour"),
        ("gradient(red, transparent 40 %)", "without places"),
        ("gradient(transparent, transparent)", "goes with one colour"),
        ("gradient(transparent, bleu)", "'bleu' is not a colour"),
        ("gradient(red 20 %)", "is not a gradient"),
        ("gradient(red, bleu 20 %, blue)", "'bleu' is not a colour"),
        ("gradient(%, 20 %)", "is not a colour"),
        (f"gradient({', '.join(['red'] * 21)})", "is not a gradient"),
    ],
)
def test_what_is_no_gradient_is_told(text: str, says: str) -> None:
    """Places that fall, or beyond the end, too few colours or too many."""
    with pytest.raises(InvalidValue, match=says):
        parse_fill(text)


@pytest.mark.parametrize(
    ("text", "angle"),
    [
        ("gradient(transparent, warm)", 180), ("gradient(warm, transparent)", 360),
        ("gradient(transparent, warm, 90deg)", 90), ("gradient(warm, transparent, 90deg)", 270),
    ],
)  # fmt: skip
def test_a_colour_runs_out_to_nothing(text: str, angle: float) -> None:
    """As in CSS, whichever end is transparent; a layout's own colour of that name is a colour."""
    warm = parse_color("#b8324a")
    assert parse_fill(text, {"warm": warm}) == Veil(warm, angle)
    assert isinstance(parse_fill(text, {"warm": warm, "transparent": warm}), Blend)


def test_the_ends_are_of_the_first_and_the_last_colour() -> None:
    """Before the first place and after the last nothing changes."""
    found = gradient(blend("gradient(red 20 %, lime, blue 80 %, 90deg)"), Rect(0, 0, 100, 50))
    assert [at for at, _ in found.stops] == pytest.approx([0, 0.2, 0.5, 0.8, 1])
    assert found.stops[0][1] == found.stops[1][1] == parse_color("red")
    assert found.stops[-1][1] == found.stops[-2][1] == parse_color("blue")


ALL = {"left": "0", "right": "0", "top": "0", "bottom": "0"}


@pytest.mark.parametrize("color", ["rgb", "cmyk"])
def test_all_colours_are_painted(tmp_path: Path, color: str) -> None:
    """Read back as pixels, each colour is at its place, and a hard edge is hard."""
    fill = "gradient(red, yellow 50 %, blue 50 %, lime, 90deg)"
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    made = build(deck, {"g": ALL | {"fill": fill}}, sheet__arrange="single", sheet__color=color)
    made.write_pdf(tmp_path / "o.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0].render(scale=2).to_pil().convert("RGB")
    middle, y = page.width // 2, page.height // 2
    seen = [page.getpixel((x, y)) for x in (2, middle - 3, middle + 3, page.width - 3)]
    assert [tuple(channel > 127 for channel in pixel) for pixel in seen] == [
        (True, False, False), (True, True, False), (False, False, True), (False, True, False),
    ]  # fmt: skip


def test_a_band_has_its_dots_in_the_middle(tmp_path: Path) -> None:
    """As pixels, a band of dots looks the same upside down and from its other end."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    band = {"left": "7 mm", "width": "31 mm", "top": "11 mm", "height": "5.3 mm",
            "pattern": "dots", "pattern_step": "2.2 mm"}  # fmt: skip
    made = build(deck, {"band": band}, sheet__arrange="single")
    made.write_pdf(tmp_path / "o.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0].render(scale=20 / MM).to_pil().convert("L")
    room = page.crop((7 * 20, 11 * 20, 38 * 20, int(16.3 * 20)))
    dark = room.point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox()
    assert abs(left - (room.width - right)) <= 2
    assert abs(top - (room.height - bottom)) <= 2
    assert min(left, top) < 2.2 * 20
