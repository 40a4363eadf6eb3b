"""Turns, flips and corrections, as properties."""

from math import cos, isclose, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.basics.geometry import Axis, Correction, Insets, Point, Rect, Size, Turn

NUMBERS = st.floats(-1000, 1000)
SIZES = st.builds(Size, st.floats(1, 2000), st.floats(1, 2000))
TURNS, AXES = st.sampled_from(Turn), st.sampled_from(Axis)


@st.composite
def rects(draw: st.DrawFn) -> Rect:
    """Rectangles anywhere near a page."""
    return Rect.of(draw(SIZES), Point(draw(NUMBERS), draw(NUMBERS)))


def up(turn: Turn) -> tuple[int, int]:
    """The up direction of a thing turned on a page."""
    angle = radians(90 + turn.value)
    return round(cos(angle)), round(sin(angle))


def near(one: Rect, other: Rect) -> bool:
    """Whether two rectangles are equal but for rounding."""
    edges = ("left", "bottom", "right", "top")
    return all(isclose(getattr(one, e), getattr(other, e), abs_tol=1e-6) for e in edges)


@given(TURNS, AXES)
def test_a_back_is_up_where_the_flip_takes_its_fronts_up(turn: Turn, axis: Axis) -> None:
    """The up direction of a back is its front's up direction, mirrored as the paper is."""
    x, y = up(turn)
    mirrored = (-x, y) if axis is Axis.VERTICAL else (x, -y)
    assert up(turn.flipped(axis)) == mirrored


@pytest.mark.parametrize(
    ("axis", "expected"), [(Axis.VERTICAL, Turn.UPRIGHT), (Axis.HORIZONTAL, Turn.OVER)]
)
def test_backs_of_upright_cards(axis: Axis, expected: Turn) -> None:
    """Backs of upright cards are upright after a flip about the vertical axis, else turned over."""
    assert Turn.UPRIGHT.flipped(axis) is expected


@given(TURNS, AXES)
def test_flipping_twice_gives_the_front_again(turn: Turn, axis: Axis) -> None:
    """A sheet flipped twice about one axis lies as before."""
    assert turn.flipped(axis).flipped(axis) is turn


@given(rects(), AXES, SIZES)
def test_a_rect_keeps_its_size_when_flipped(rect: Rect, axis: Axis, page: Size) -> None:
    """A flipped rectangle has the size of the first, and flipping it again brings it back."""
    there = rect.flipped(axis, page)
    assert isclose(there.width, rect.width, abs_tol=1e-6)
    assert isclose(there.height, rect.height, abs_tol=1e-6)
    assert near(there.flipped(axis, page), rect)


@given(rects(), AXES, SIZES)
def test_a_flip_mirrors_the_distances_from_the_edges(rect: Rect, axis: Axis, page: Size) -> None:
    """A rectangle as far from the left edge is as far from the right one on the other side."""
    there = rect.flipped(axis, page)
    if axis is Axis.VERTICAL:
        assert isclose(rect.left, page.width - there.right, abs_tol=1e-6)
        assert there.bottom == rect.bottom
    else:
        assert isclose(rect.bottom, page.height - there.top, abs_tol=1e-6)
        assert there.left == rect.left


@given(st.builds(Insets, NUMBERS, NUMBERS, NUMBERS, NUMBERS), TURNS, SIZES)
def test_insets_before_a_turn(insets: Insets, turn: Turn, frame: Size) -> None:
    """Insets taken before a turn, then turned, are the insets of the turned frame."""
    inner = Rect.of(frame).inset(insets.before(turn))
    assert near(inner.turned(turn, frame), Rect.of(frame.turned(turn)).inset(insets))


@given(rects(), TURNS, SIZES)
def test_four_quarters_make_a_whole_turn(rect: Rect, turn: Turn, frame: Size) -> None:
    """A rectangle turned in a frame, and on until the turn is whole, is back where it was."""
    rest = Turn((360 - turn.value) % 360)
    assert near(rect.turned(turn, frame).turned(rest, frame.turned(turn)), rect)


@given(NUMBERS, NUMBERS, st.floats(-3, 3), SIZES, NUMBERS, NUMBERS)
def test_a_correction_turns_about_the_middle_of_the_page_and_moves(
    dx: float, dy: float, degrees: float, page: Size, x: float, y: float
) -> None:
    """A correction moves the page's middle by its move and keeps every distance from it."""
    correction = Correction(Point(dx, dy), degrees)
    middle = Point(page.width / 2, page.height / 2)
    there = correction.applied(middle, page)
    assert isclose(there.x, middle.x + dx, abs_tol=1e-6)
    assert isclose(there.y, middle.y + dy, abs_tol=1e-6)
    point = correction.applied(Point(x, y), page)
    before = (x - middle.x) ** 2 + (y - middle.y) ** 2
    after = (point.x - there.x) ** 2 + (point.y - there.y) ** 2
    assert isclose(before, after, rel_tol=1e-6, abs_tol=1e-3)


def test_a_corrections_degrees_are_counter_clockwise() -> None:
    """A turn by one degree lifts what lies to the right of the middle."""
    page = Size(200, 100)
    there = Correction(degrees=1).applied(Point(200, 50), page)
    assert there.y > 50
