"""Every back lies behind its front, upright, whatever the paper, margins, gutters and flip."""

from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impose_samples import (
    CARDS,
    SHEETS,
    cards_on,
    impose,
    label,
    lengths,
    make_faces,
    make_layout,
    marks_on,
    on_page,
    overlap,
    rect_of,
    size,
)
from korttipakka.basics.geometry import Axis, Correction, Point, Rect, Size
from korttipakka.basics.units import MM
from korttipakka.impose import best_grid
from korttipakka.model.frame import Group, Line

EXACT = 0.01 * MM
"""How near a back must be to its front's mirror image: a hundredth of a millimetre."""


def through_the_paper(point: tuple[float, float], axis: Axis, page: Size) -> tuple[float, float]:
    """Where a point of a page lies when seen from the other side of the paper."""
    x, y = point
    return (page.width - x, y) if axis is Axis.VERTICAL else (x, page.height - y)


def lies_behind(front: Group, back: Group, axis: Axis, page: Size) -> bool:
    """Whether a card turned over like a book's page shows its back in place and upright.

    Then each point of the front has behind it the point as far from the back's right edge as it is
    from the front's left one, at the same height.
    """
    width, height = front.frame.size.width, front.frame.size.height
    for x, y in ((0.0, 0.0), (width, 0.0), (width / 3, height / 5)):
        seen = through_the_paper(on_page(front, x, y), axis, page)
        behind = on_page(back, width - x, y)
        if max(abs(seen[0] - behind[0]), abs(seen[1] - behind[1])) > EXACT:
            return False
    return True


@given(CARDS, SHEETS, st.integers(1, 30), lengths(0, 5))
def test_backs_lie_behind_their_fronts(
    card: Size, sheet: dict[str, Any], count: int, bleed: float
) -> None:
    """For random cards and sheets, partial ones too, each back is behind its own front."""
    layout = make_layout(card, bleed, **sheet)
    faces = make_faces(card, count)
    back_of = {id(face.front): face.back for face in faces}
    grid = best_grid(layout.card, layout.sheet)
    shown = 0
    for paper in impose(faces, layout, "Deck", label):
        assert paper.back is not None
        pairs = list(zip(cards_on(paper.front), cards_on(paper.back), strict=True))
        shown += len(pairs)
        for front, back in pairs:
            assert back.frame is back_of[id(front.frame)]
            assert lies_behind(front, back, grid.axis, grid.page)
    assert shown == count


@given(CARDS, SHEETS, lengths(0, 5))
def test_bleeds_do_not_reach_into_other_cards(
    card: Size, sheet: dict[str, Any], bleed: float
) -> None:
    """Each card is clipped to its trim and at most its bleed, and no two clips overlap."""
    layout = make_layout(card, bleed, **sheet)
    for paper in impose(make_faces(card, 12), layout):
        for page in filter(None, (paper.front, paper.back)):
            clips = [rect_of(group, clip=True) for group in cards_on(page)]
            for index, clip in enumerate(clips):
                trim = rect_of(cards_on(page)[index])
                assert clip.meet(trim).width == pytest.approx(trim.width)
                assert clip.width <= trim.width + 2 * bleed + 1e-6
                assert not any(overlap(clip, other) for other in clips[index + 1 :])


def test_bleed_is_full_outside_and_shared_between() -> None:
    """With 3 mm of bleed and gutters of 2 mm the bleed is 3 mm outside and 1 mm between cards."""
    layout = make_layout(size(60, 80), 3 * MM, gutter=Point(2 * MM, 2 * MM), turn="upright")
    page = impose(make_faces(size(60, 80), 9), layout)[0].front
    trim, clip = rect_of(cards_on(page)[0]), rect_of(cards_on(page)[0], clip=True)
    assert trim.left - clip.left == pytest.approx(3 * MM)
    assert clip.right - trim.right == pytest.approx(1 * MM)
    assert clip.top - trim.top == pytest.approx(3 * MM)
    assert trim.bottom - clip.bottom == pytest.approx(1 * MM)


@given(CARDS, SHEETS, lengths(0, 5), st.sampled_from(["duplex", "fold"]))
def test_bleed_ends_midway_to_a_neighbour_or_is_full(
    card: Size, sheet: dict[str, Any], bleed: float, arrange: str
) -> None:
    """On both sides of a full sheet, whatever its margins: full where no other card comes next."""
    layout = make_layout(card, bleed, **sheet | {"start_at": 1, "arrange": arrange})
    across, up = layout.sheet.gutter
    count = best_grid(layout.card, layout.sheet).count
    paper = impose(make_faces(card, count), layout)[0]
    for page in filter(None, (paper.front, paper.back)):
        trims = [rect_of(group) for group in cards_on(page)]
        whole = reduce(Rect.union, trims)
        for trim, group in zip(trims, cards_on(page), strict=True):
            clip = rect_of(group, clip=True)
            for edge, gap in (("left", across), ("bottom", up), ("right", across), ("top", up)):
                is_outer = abs(getattr(trim, edge) - getattr(whole, edge)) < 0.01
                reach = abs(getattr(trim, edge) - getattr(clip, edge))
                assert reach == pytest.approx(bleed if is_outer else min(bleed, gap / 2), abs=1e-6)


@given(CARDS, SHEETS, lengths(0, 5))
def test_page_boxes(card: Size, sheet: dict[str, Any], bleed: float) -> None:
    """The trim box is around all cards, the bleed box around it by the bleed, within the page."""
    layout = make_layout(card, bleed, **{**sheet, "start_at": 1})
    grid = best_grid(layout.card, layout.sheet)
    paper = impose(make_faces(card, grid.count), layout)[0]
    for page in filter(None, (paper.front, paper.back)):
        around = rect_of(cards_on(page)[0])
        for group in cards_on(page):
            around = around.union(rect_of(group))
        for edge in ("left", "bottom", "right", "top"):
            assert getattr(around, edge) == pytest.approx(getattr(page.trim, edge), abs=1e-6)
        assert page.bleed == page.trim.grown(bleed).meet(Rect.of(page.frame.size))
        assert page.frame.size == grid.page


def test_places_of_a_partial_sheet_are_kept() -> None:
    """A single card on a sheet for nine lies in the first place, its back in the third."""
    layout = make_layout(size(63, 88))
    full = impose(make_faces(size(63, 88), 9), layout)[0]
    partial = impose(make_faces(size(63, 88), 1), layout)[0]
    assert partial.back is not None
    assert full.back is not None
    assert cards_on(partial.front)[0].at == cards_on(full.front)[0].at
    assert cards_on(partial.back)[0].at == cards_on(full.back)[0].at
    assert cards_on(full.front)[2].at.x == pytest.approx(cards_on(full.back)[0].at.x)
    assert partial.front.trim == full.front.trim


def test_back_offset_and_angle_correct_the_backs_alone() -> None:
    """A stored drift becomes the correction of back pages; nothing moves in their frames."""
    card = size(63, 88)
    straight = make_layout(card)
    drift = straight._replace(
        sheet=straight.sheet._replace(back_offset=Point(3, -2), back_angle=0.5)
    )
    faces = make_faces(card, 9)
    plain, corrected = impose(faces, straight)[0], impose(faces, drift)[0]
    assert plain.back is not None
    assert corrected.back is not None
    assert corrected.front == plain.front
    assert plain.back.correction is None
    assert corrected.back.correction == Correction(Point(3, -2), 0.5)
    assert corrected.back.frame == plain.back.frame
    around = Correction(Point(3, -2), 0.5).around(plain.back.trim, plain.back.frame.size)
    assert corrected.back.trim == around


def test_no_cards_no_sheets() -> None:
    """An empty deck gives no sheets."""
    assert impose([], make_layout(size(63, 88))) == ()


@given(CARDS, SHEETS, lengths(0, 5))
def test_marks_of_both_sides_lie_on_each_other(
    card: Size, sheet: dict[str, Any], bleed: float
) -> None:
    """Crop marks and crosses on the back are the mirror images of those on the front."""
    layout = make_layout(card, bleed, **{**sheet, "marks": "crop"})
    grid = best_grid(layout.card, layout.sheet)
    paper = impose(make_faces(card, 1), layout)[0]
    assert paper.back is not None

    def ends(line: Line, back: bool) -> list[tuple[float, float]]:
        both = [(point.x, point.y) for point in (line.start, line.end)]
        return both if back else [through_the_paper(end, grid.axis, grid.page) for end in both]

    fronts = [ends(line, back=False) for line in marks_on(paper.front)]
    backs = [ends(line, back=True) for line in marks_on(paper.back)]
    assert len(fronts) == len(backs)
    assert all(any(alike(front, back) for back in backs) for front in fronts)


def alike(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    """Whether two lines have the same ends, in any order, within a thousandth of a point."""
    return any(
        all(
            abs(a - b) < 0.001
            for p, q in zip(one, turned, strict=True)
            for a, b in zip(p, q, strict=True)
        )
        for turned in (other, other[::-1])
    )
