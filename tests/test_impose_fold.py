"""Sheets printed on one side and folded: simulated, they give cards with backs upright."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from impose_samples import (
    CARDS,
    SHEETS,
    cards_on,
    impose,
    label,
    make_faces,
    make_layout,
    marks_on,
    on_page,
    overlap,
    rect_of,
    size,
    slug_on,
)
from korttipakka.basics.geometry import Axis, Rect, Size
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.basics.units import MM
from korttipakka.impose import best_grid
from korttipakka.model.frame import Line, Page
from korttipakka.model.layout import Layout

FOLDS = st.sampled_from(["auto", "vertical", "horizontal"])


def folded(card: Size, sheet: dict[str, Any], fold: str) -> Layout:
    """A layout of folded sheets on which at least one card fits."""
    layout = make_layout(card, **{**sheet, "arrange": "fold", "fold": fold, "marks": "crop"})
    try:
        best_grid(layout.card, layout.sheet)
    except KorttipakkaError:
        assume(False)
    return layout


def fold_of(page: Page) -> Line:
    """The dashed line on a page."""
    (line,) = [line for line in marks_on(page) if line.dash]
    return line


def after_folding(fold: Line, point: tuple[float, float]) -> tuple[float, float]:
    """Where a point comes to lie behind the front when the paper is folded along a line."""
    x, y = point
    if fold.start.x == fold.end.x:
        return 2 * fold.start.x - x, y
    return x, 2 * fold.start.y - y


@given(CARDS, SHEETS, FOLDS, st.integers(1, 15))
def test_folding_puts_every_back_behind_its_front_upright(
    card: Size, sheet: dict[str, Any], fold: str, count: int
) -> None:
    """After folding along the dashed line each point of a back is behind that of its front."""
    layout = folded(card, sheet, fold)
    faces = make_faces(card, count)
    backs = {id(face.front): face.back for face in faces}
    shown = 0
    for paper in impose(faces, layout, "Deck", label):
        assert paper.back is None
        line = fold_of(paper.front)
        groups = {id(group.frame): group for group in cards_on(paper.front)}
        for front in [group for group in groups.values() if id(group.frame) in backs]:
            back = groups[id(backs[id(front.frame)])]
            shown += 1
            for x, y in ((0.0, 0.0), (card.width, 0.0), (card.width / 3, card.height / 5)):
                behind = after_folding(line, on_page(back, card.width - x, y))
                assert behind == pytest.approx(on_page(front, x, y), abs=0.01 * MM)
    assert shown == count


@given(CARDS, SHEETS, FOLDS)
def test_folded_cards_lie_apart(card: Size, sheet: dict[str, Any], fold: str) -> None:
    """Fronts and backs on the one side do not overlap, and the fold line crosses none of them."""
    layout = folded(card, sheet, fold)
    page = impose(make_faces(card, 15), layout)[0].front
    rects = [rect_of(group) for group in cards_on(page)]
    for index, rect in enumerate(rects):
        assert not any(overlap(rect, other) for other in rects[index + 1 :])
    line = fold_of(page)
    for rect in rects:
        assert not rect.left + 0.001 < line.start.x == line.end.x < rect.right - 0.001
        assert not rect.bottom + 0.001 < line.start.y == line.end.y < rect.top - 0.001


@given(CARDS, SHEETS, FOLDS)
def test_a_folded_sheet_holds_a_back_beside_each_front(
    card: Size, sheet: dict[str, Any], fold: str
) -> None:
    """Half of the columns or rows are backs, and there is no room for another pair of them."""
    layout = folded(card, sheet, fold)
    grid = best_grid(layout.card, layout.sheet)
    cells = [*grid.cells, *grid.backs]
    area = Rect.of(grid.page).inset(sheet["margin"])
    columns, rows = ({round(edge) for edge in edges} for edges in edges_of(cells))
    assert len(cells) == len(columns) * len(rows) == 2 * grid.count
    upright = grid.axis is Axis.VERTICAL
    for there, room, side, gutter, is_halved in (
        (len(columns), area.width, cells[0].width, sheet["gutter"].x, upright),
        (len(rows), area.height, cells[0].height, sheet["gutter"].y, not upright),
    ):
        more = there + (2 if is_halved else 1)
        assert there * (side + gutter) - gutter <= room + 1e-6
        assert more * (side + gutter) - gutter > room


def edges_of(cells: list[Rect]) -> tuple[list[float], list[float]]:
    """The left and the bottom edges of rectangles."""
    return [cell.left for cell in cells], [cell.bottom for cell in cells]


def test_the_fold_that_wastes_less_is_taken() -> None:
    """Cards of 105 x 148 mm: two fit an A4 either way; of 200 x 140 mm one, one above the other."""
    tall = make_layout(size(200, 140), arrange="fold", orientation="portrait")
    grid = best_grid(tall.card, tall.sheet)
    assert grid.count == 1
    line = fold_of(impose(make_faces(size(200, 140), 1), tall)[0].front)
    assert line.start.y == line.end.y == pytest.approx(148.5 * MM)


def test_the_fold_can_be_asked_for() -> None:
    """A fold that is asked for is kept."""
    for fold in ("vertical", "horizontal"):
        layout = make_layout(size(63, 88), arrange="fold", fold=fold)
        line = fold_of(impose(make_faces(size(63, 88), 1), layout)[0].front)
        assert (line.start.x == line.end.x) == (fold == "vertical")


@pytest.mark.parametrize("fold", ["vertical", "horizontal"])
@pytest.mark.parametrize("marks", ["crop", "cut"])
def test_a_fold_is_not_marked_as_a_cut(marks: str, fold: str) -> None:
    """Where front and back touch at the fold the dashed line is the only one there."""
    layout = make_layout(size(63, 88), arrange="fold", fold=fold, marks=marks)
    page = impose(make_faces(size(63, 88), 1), layout)[0].front
    crease, at = fold_of(page), 0 if fold == "vertical" else 1
    there = [line for line in marks_on(page) if line.start[at] == line.end[at]]
    assert sum(abs(line.start[at] - crease.start[at]) < 0.01 for line in there) == 1
    assert len({round(line.start[at], 2) for line in there}) > 2


def test_the_fold_line_runs_as_far_as_crop_marks_do() -> None:
    """It is dashed, and goes 6 mm beyond the cards on both sides, where it can be seen to fold."""
    layout = make_layout(size(63, 88), arrange="fold", fold="vertical", orientation="portrait")
    page = impose(make_faces(size(63, 88), 1), layout)[0].front
    line = fold_of(page)
    ends = sorted((line.start.y, line.end.y))
    assert ends == pytest.approx([page.trim.bottom - 6 * MM, page.trim.top + 6 * MM])
    assert (line.start.x, line.end.x) == pytest.approx((105 * MM, 105 * MM))


def test_folded_sheets_have_one_side_whatever_the_sides() -> None:
    """Asking for backs of folded sheets gives the whole sheets: backs are on the fronts' side."""
    card = size(63, 88)
    for sides in ("both", "fronts", "backs", "apart"):
        papers = impose(make_faces(card, 3), make_layout(card, arrange="fold", sides=sides))
        assert len(papers) == 1
        assert len(cards_on(papers[0].front)) == 6


def test_the_slug_of_a_folded_sheet() -> None:
    """The slug tells where to fold instead of a side and a flip."""
    card = size(63, 88)
    paper = impose(make_faces(card, 1), make_layout(card, arrange="fold"), "Deck", label)[0]
    assert slug_on(paper.front) == "Deck · 1/1 · fold along the dashed line, backs behind"


def test_a_card_that_cannot_be_folded() -> None:
    """A card that fits an A4 alone but not beside its back is an error that says so."""
    layout = make_layout(size(200, 200), arrange="fold")
    with pytest.raises(KorttipakkaError, match="front and back side by side do not fit") as caught:
        best_grid(layout.card, layout.sheet)
    assert caught.value.problems[0].hint == "it fits on a3: --paper a3"
