"""The test sheet's drawing: rulers that are true, numbers at their strokes, nothing on another."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import pytest

from impose_samples import A4, on_page, overlap, size
from korttipakka.basics.geometry import Point, Rect, Size
from korttipakka.basics.units import MM
from korttipakka.model.frame import Box, Frame, Group, Line, Page, Shape
from korttipakka.model.text import TextRun
from korttipakka.printers.measuring import measuring_sheet

LETTER_PAPER = size(215.9, 279.4)

SHEETS = pytest.mark.parametrize(
    ("paper", "orientation", "flip"),
    [
        (A4, "portrait", "long-edge"),
        (A4, "landscape", "short-edge"),
        (LETTER_PAPER, "portrait", "short-edge"),
        (LETTER_PAPER, "landscape", "long-edge"),
    ],
)

REACH = {"portrait": 110, "landscape": 80}
"""Millimetres from the middle of the page to the outer rulers."""


class Stroke(NamedTuple):
    """A line in millimetres right of and above the middle of its page."""

    start: tuple[float, float]
    end: tuple[float, float]


def both(paper: Size, orientation: str, flip: Any) -> tuple[Page, Page]:
    """The front and the back of a test sheet."""
    front, back = measuring_sheet(paper, flip, orientation).sheet
    assert back is not None
    return front, back


def placed(page: Page) -> Iterator[tuple[Any, Any]]:
    """The items of a page with what puts their points on it, groups opened."""
    for item in page.frame.items:
        if isinstance(item, Group):
            yield from (
                (inner, lambda x, y, g=item: on_page(g, x, y)) for inner in item.frame.items
            )
        else:
            yield item, lambda x, y: (x, y)


def from_middle(page: Page, x: float, y: float) -> tuple[float, float]:
    """A point of the page in millimetres from its middle."""
    width, height = page.frame.size
    return round((x - width / 2) / MM, 3), round((y - height / 2) / MM, 3)


def strokes(page: Page) -> set[Stroke]:
    """All straight lines of a page, each from its lower or left end."""
    return {
        Stroke(*sorted(from_middle(page, *put(*end)) for end in (line.start, line.end)))
        for line, put in placed(page)
        if isinstance(line, Line)
    }


def stroke(*ends: tuple[float, float]) -> Stroke:
    """A line between two points in millimetres."""
    return Stroke(*sorted(tuple(round(value, 3) for value in end) for end in ends))


def length(step: int) -> float:
    """Of a ruler's stroke: the longest at 5 mm, shorter at 1 mm, shortest between."""
    return 3.2 if step % 10 == 0 else 2 if step % 2 == 0 else 1.2


@SHEETS
def test_the_rulers_are_true(paper: Size, orientation: str, flip: str) -> None:
    """Strokes stand every half millimetre: out of the window's sides, across the outer rulers.

    A line at the foot of the page is 100 mm long. There are no other lines.
    """
    front, _ = both(paper, orientation, flip)
    reach = REACH[orientation]
    expected = set()
    for side in (-12, 12):
        expected |= {stroke((-12, side), (12, side)), stroke((side, -12), (side, 12))}
        out = 1 if side > 0 else -1
        for step in range(-24, 25):
            at, far = step / 2, side + out * length(step)
            expected |= {stroke((at, side), (at, far)), stroke((side, at), (far, at))}
    for y in (-reach, reach):
        expected.add(stroke((-17, y), (17, y)))
        for step in range(-34, 35):
            arm = length(step) / 2
            expected.add(stroke((step / 2, y - arm), (step / 2, y + arm)))
    foot = 15 - front.frame.size.height / MM / 2
    expected |= {stroke((x, foot - 1.5), (x, foot + 1.5)) for x in (-50, 50)}
    expected.add(stroke((-50, foot), (50, foot)))
    assert strokes(front) == expected
    longest = {
        round(max(line.end.x - line.start.x, abs(line.end.y - line.start.y)) / MM, 1): line.width
        for line, _ in placed(front)
        if isinstance(line, Line) and line.width > 0.2
    }
    # Strokes at 5 mm, and the line to lay a ruler on with its ends.
    assert longest == {3.2: 0.4, 100: 0.4, 3.0: 0.4}


@SHEETS
def test_the_backs_lines_cross_the_rulers(paper: Size, orientation: str, flip: str) -> None:
    """A cross in the middle and a line at each outer ruler reach 6 mm beyond the window's size.

    A ring tells the cross's middle.
    """
    _, back = both(paper, orientation, flip)
    reach = REACH[orientation]
    expected = {stroke((-18, 0), (18, 0)), stroke((0, -18), (0, 18))}
    expected |= {stroke((0, y - 18), (0, y + 18)) for y in (-reach, reach)}
    assert strokes(back) == expected
    (ring,) = (item for item, _ in placed(back) if isinstance(item, Box))
    low, high = from_middle(back, *ring.rect[:2]), from_middle(back, *ring.rect[2:])
    assert (low, high) == ((-1, -1), (1, 1))
    assert ring.radius == pytest.approx(1 * MM)


@SHEETS
def test_numbers_stand_at_their_strokes(paper: Size, orientation: str, flip: str) -> None:
    """Right and up are positive; digits are in the middle of their stroke, a minus left of it."""
    front, _ = both(paper, orientation, flip)
    reach = REACH[orientation]
    found = {}
    for run in runs(front):
        if run.text.removeprefix("-").isdigit():
            sign = run.width * 0.3 if run.text.startswith("-") else 0
            x, y = from_middle(front, run.at.x + (run.width + sign) / 2, run.at.y)
            found[run.text, x, y] = run
    for y in (-reach, reach):
        for value in (-15, -10, -5, 0, 5, 10, 15):
            assert any(
                text == str(value) and x == value and 4 < height - y < 5
                for text, x, height in found
            )
    for value in (-10, -5, 0, 5, 10):
        assert any(text == str(value) and x == value and -19 < y < -17 for text, x, y in found)
        # Beside the window the line's middle is as high as its stroke, and the number ends there.
        assert any(
            text == str(value)
            and y == pytest.approx(value - 2.1 / MM, abs=0.01)
            and run.at.x + run.width == pytest.approx(front.frame.size.width / 2 - 15.2 * MM - 2)
            for (text, _, y), run in found.items()
        )
    assert len(found) == 2 * 7 + 2 * 5
    options = {run.text: from_middle(front, run.at.x, run.at.y) for run in runs(front)}
    assert abs(options["--top"][1] - reach) < 1 > abs(options["--bottom"][1] + reach)
    assert options["--across"][1] < -15.2
    assert options["--up"][0] < -15.2
    assert abs(options["--up"][1]) < 1


def runs(page: Page) -> list[TextRun]:
    """The upright text of a page."""
    return [item for item in page.frame.items if isinstance(item, TextRun)]


@SHEETS
def test_nothing_lies_on_another_thing(paper: Size, orientation: str, flip: str) -> None:
    """Lines of text, the rulers and the arrow lie apart, well inside the paper."""
    front, back = both(paper, orientation, flip)
    for page in (front, back):
        # The name of the foot's line stands on it, between its ends.
        words = [run for run in runs(page) if run.text != "100 mm"]
        things = [*map(around, words), *drawn(page)]
        assert not any(overlap(one, other) for one, other in combinations(things, 2))
        inside = Rect.of(page.frame.size).grown(-6.9 * MM)
        assert all(inside.meet(thing) == thing for thing in things)


def around(run: TextRun) -> Rect:
    """The room of a run's letters."""
    return Rect(
        run.at.x, run.at.y - 0.2 * run.size, run.at.x + run.width, run.at.y + 0.7 * run.size
    )


def drawn(page: Page) -> Iterator[Rect]:
    """The rooms of what is drawn: lines in groups, and those that touch, are one thing."""
    lines = [extent(line.start, line.end) for line in page.frame.items if isinstance(line, Line)]
    yield from united(lines)
    groups = [item for item in page.frame.items if isinstance(item, Group)]
    rulers = [group for group in groups if any(isinstance(i, Line) for i in group.frame.items)]
    yield from united([corners(group, line) for group in rulers for line in group.frame.items])
    yield from (corners(group) for group in groups if group not in rulers)


def united(rects: Sequence[Rect]) -> list[Rect]:
    """Rectangles that touch as one around them."""
    found: list[Rect] = []
    for rect in rects:
        whole = rect.grown(0.1)
        for other in [each for each in found if overlap(each, whole)]:
            found.remove(other)
            whole = whole.union(other)
        found.append(whole)
    return found if len(found) == len(rects) else united(found)


def extent(start: Point, end: Point) -> Rect:
    """The rectangle from one end of a line to the other."""
    xs, ys = sorted((start.x, end.x)), sorted((start.y, end.y))
    return Rect(xs[0], ys[0], xs[1], ys[1])


def corners(group: Group, line: Any = None) -> Rect:
    """Where a group, or a line in it, lies on its page."""
    frame: Frame = group.frame
    start, end = (line.start, line.end) if line else (Point(0, 0), Point(*frame.size))
    return extent(Point(*on_page(group, *start)), Point(*on_page(group, *end)))


@SHEETS
def test_the_backs_arrow_has_room_in_the_fronts(paper: Size, orientation: str, flip: str) -> None:
    """Seen through the paper the inner arrow has 1.5 mm of room, and both point up."""
    front, back = both(paper, orientation, flip)
    upright = (orientation == "portrait") == (flip == "long-edge")
    width, height = front.frame.size
    outer = arrow(front)
    inner = [(width - x, y) if upright else (x, height - y) for x, y in arrow(back)]
    (left, foot), (right, _), (tip, top) = outer
    (inner_left, inner_foot), (inner_right, _), (inner_tip, inner_top) = sorted(
        inner, key=lambda spot: (spot[1] > inner[0][1] + 1, spot[0])
    )
    assert left + 1.5 * MM < inner_left < inner_tip < inner_right < right - 1.5 * MM
    assert foot + 1.5 * MM < inner_foot < inner_top < top - 1.5 * MM
    assert inner_tip == pytest.approx(tip)
    assert (right - left, top - foot) == pytest.approx((10 * MM, 10 * MM))


def arrow(page: Page) -> list[tuple[float, float]]:
    """The corners of the triangle of a page."""
    ((shape, put),) = ((item, put) for item, put in placed(page) if isinstance(item, Shape))
    return [put(*segment.at) for segment in shape.path if segment.at]
