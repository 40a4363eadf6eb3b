"""The cutting guide: its picture is the sheet made small, and its list is the cutting plan."""

from itertools import combinations, pairwise
from math import dist
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, currently_in_test_context, example, given
from hypothesis import strategies as st

from impose_samples import A4, CARDS, SHEETS, label, make_layout, overlap, size
from korttipakka.basics.color import BLACK, WHITE
from korttipakka.basics.geometry import Axis, Point, Rect, Size
from korttipakka.basics.units import MM, in_mm
from korttipakka.impose import best_grid, cutting_plan
from korttipakka.impose.cutting import Cut
from korttipakka.impose.grid import candidates
from korttipakka.impose.grids import Grid
from korttipakka.impose.guide import PALE, cutting_guide
from korttipakka.impose.lettering import Letters, lines
from korttipakka.model.frame import Box, Line
from korttipakka.model.text import TextRun


class Guide(NamedTuple):
    """A guide's page taken apart: its picture, and its runs of text in their order."""

    grid: Grid
    cuts: tuple[Cut, ...]
    paper: Rect
    cards: list[Rect]
    lines: list[Line]
    fold: list[Line]
    discs: list[Box]
    numbers: list[TextRun]
    texts: list[TextRun]

    @property
    def scale(self) -> float:
        """By how much the picture is smaller than the sheet."""
        return self.paper.width / self.grid.page.width

    def on_sheet(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture lies on the sheet."""
        return (x - self.paper.left) / self.scale, (y - self.paper.bottom) / self.scale

    def rect(self, rect: Rect) -> tuple[float, ...]:
        """Where a rectangle of the picture lies on the sheet."""
        return *self.on_sheet(rect.left, rect.bottom), *self.on_sheet(rect.right, rect.top)


def guide(card: Size, title: str = "Deck", **sheet: Any) -> Guide:
    """The guide for a sheet of cards, in letters that are half an em wide."""
    layout = make_layout(card, **sheet)
    if currently_in_test_context():
        assume(any(grid.count for grid in candidates(card, layout.sheet)))
    grid = best_grid(layout.card, layout.sheet)
    cuts = cutting_plan(grid)
    page = cutting_guide(grid, cuts, title, Letters(label, label)).front
    assert page.frame.size == grid.page
    items = page.frame.items
    boxes = [item for item in items if isinstance(item, Box)]
    lines = [item for item in items if isinstance(item, Line)]
    before = (None, *items)
    runs = [pair for pair in zip(before, items, strict=False) if isinstance(pair[1], TextRun)]
    return Guide(
        grid, cuts,
        paper=next(box.rect for box in boxes if box.fill is None),
        cards=[box.rect for box in boxes if box.fill == PALE],
        lines=[line for line in lines if line.color == BLACK and not line.dash],
        fold=[line for line in lines if line.dash],
        discs=[box for box in boxes if box.radius],
        numbers=[run for item, run in runs if isinstance(item, Box)],
        texts=[run for item, run in runs if not isinstance(item, Box)],
    )  # fmt: skip


FOLDS = st.sampled_from([{}, {"arrange": "fold"}, {"arrange": "tent"}])


@given(CARDS, SHEETS, FOLDS)
@example(size(63, 88), {}, {})
@example(size(63, 88), {}, {"arrange": "fold"})
def test_the_picture_is_the_sheet_made_small(
    card: Size, sheet: dict[str, Any], fold: dict[str, Any]
) -> None:
    """Paper, cards and fold have their proportions; cuts cross the paper along edges of cards."""
    made = guide(card, **(sheet | fold))
    grid, paper = made.grid, made.paper
    assert paper.height / made.scale == pytest.approx(grid.page.height)
    cells = [*grid.units, *(grid.backs if grid.fold else ())]
    assert sorted(map(made.rect, made.cards)) == [pytest.approx(cell) for cell in sorted(cells)]
    assert len(made.lines) == len(made.cuts)
    for line, cut in zip(made.lines, made.cuts, strict=True):
        start, end = made.on_sheet(*line.start), made.on_sheet(*line.end)
        upright = cut.edge == "left" or (cut.edge == "fold" and grid.axis is Axis.VERTICAL)
        along, across = (1, 0) if upright else (0, 1)
        assert start[across] == pytest.approx(end[across])
        edges = [side for cell in grid.units for side in (cell[across], cell[across + 2])]
        assert min(abs(start[across] - edge) for edge in edges) < 0.1 * MM
        assert start[across] == pytest.approx(where(made, cut))
        # From edge to edge, and beyond it where the number stands: below, or at the right.
        assert start[along] == pytest.approx(grid.page.height if upright else 0)
        assert end[along] < 0 if upright else end[along] > grid.page.width
    axis, places = grid.creases
    for line, place in zip(made.fold, places, strict=True):
        ends = made.on_sheet(*line.start), made.on_sheet(*line.end)
        length = grid.page[axis is Axis.VERTICAL]
        assert sorted(end[axis is Axis.VERTICAL] for end in ends) == pytest.approx([0, length])
        assert [end[axis is not Axis.VERTICAL] for end in ends] == pytest.approx([place] * 2)
    assert bool(made.fold) is grid.one_sided


def where(made: Guide, cut: Cut) -> float:
    """Where a cut lies on the sheet, from the left or from below.

    The fronts of a folded sheet are left of the fold, or above it.
    """
    if cut.edge == "left":
        return cut.distance
    if cut.edge == "top":
        return made.grid.page.height - cut.distance
    fold = crease(made.grid)
    return fold - cut.distance if made.grid.axis is Axis.VERTICAL else fold + cut.distance


def crease(grid: Grid) -> float:
    """The middle between fronts and backs, across or up."""
    low, high = (0, 2) if grid.axis is Axis.VERTICAL else (1, 3)
    edges = [cell[side] for cell in (*grid.cells, *grid.backs) for side in (low, high)]
    return (min(edges) + max(edges)) / 2


@given(CARDS, SHEETS, FOLDS)
def test_cuts_are_numbered_where_they_end(
    card: Size, sheet: dict[str, Any], fold: dict[str, Any]
) -> None:
    """Each cut ends in the middle of a disc with its number; no disc hides another or the paper."""
    made = guide(card, **(sheet | fold))
    assert [run.text for run in made.numbers] == [str(n + 1) for n in range(len(made.cuts))]
    for disc, line, number in zip(made.discs, made.lines, made.numbers, strict=True):
        middle = disc.rect.left + disc.radius, disc.rect.bottom + disc.radius
        assert middle == pytest.approx(tuple(line.end))
        assert disc.rect.size == pytest.approx((2 * disc.radius, 2 * disc.radius))
        assert disc.fill == WHITE
        assert number.at.x + number.width / 2 == pytest.approx(middle[0])
        assert abs(number.at.y + 0.36 * number.size - middle[1]) < 0.01
        assert not overlap(disc.rect, made.paper)
        assert Rect.of(made.grid.page).meet(disc.rect) == disc.rect
    assert no_disc_hides_another(made)


def no_disc_hides_another(made: Guide) -> bool:
    """Whether the middles of any two along an edge are as far apart as both their radii."""
    middles = [
        (cut.edge, (disc.rect.left + disc.radius, disc.rect.bottom + disc.radius))
        for cut, disc in zip(made.cuts, made.discs, strict=True)
    ]
    return all(
        dist(one, other) > 2 * made.discs[0].radius - 0.01
        for (edge, one), (same, other) in combinations(middles, 2)
        if edge == same
    )


@pytest.mark.parametrize(
    ("card", "gutter", "rows"),
    [(70, 0, {1}), (70, 3, {1, 3}), (63, 8, {1, 3}), (63, 15, {1}), (8, 0, {1, 3})],
)
def test_discs_of_cuts_that_lie_close_step_outwards(
    card: float, gutter: float, rows: set[int]
) -> None:
    """Beside a narrow gutter every other number stands in a second row; none hides another."""
    made = guide(size(card - gutter, 40), gutter=Point(gutter * MM, 0))
    discs = [d for d, cut in zip(made.discs, made.cuts, strict=True) if cut.edge == "left"]
    radius = discs[0].radius
    below = {round((made.paper.bottom - d.rect.bottom - radius) / radius) for d in discs}
    assert below == rows
    assert no_disc_hides_another(made)


@given(CARDS, SHEETS, FOLDS, st.sampled_from(["Deck", "A deck whose title takes two lines " * 4]))
def test_the_list_is_the_plan(
    card: Size, sheet: dict[str, Any], fold: dict[str, Any], title: str
) -> None:
    """Each direction has a column: where the stop is, then number and distance of each cut."""
    made = guide(card, title, **(sheet | fold))
    assume(made.cuts)
    listed = [run for run in made.texts if run.at.y < made.paper.bottom]
    expected: list[tuple[int, str]] = []
    for number, cut in enumerate(made.cuts):
        if not number or cut.edge != made.cuts[number - 1].edge:
            stop = f"the {cut.edge}{'' if cut.edge == 'fold' else ' edge'} at the stop:"
            expected.append((0, f"Then {stop}" if number else f"T{stop[1:]}"))
        edge = cut.edge if cut.edge == "fold" else f"{cut.edge} edge"
        expected += [(1, str(number + 1)), (1, f"{in_mm(cut.distance)} mm from the {edge}")]
    assert [run.text for run in listed] == [text for _, text in expected]
    page, above = Rect.of(made.grid.page), made.texts[: -len(listed)]
    said = " ".join(run.text for run in above)
    assert said.startswith(f"Cutting guide: {len(made.cuts)} cut")
    assert title.split()[-1] in said
    assert ("Fold and glue" in said) is made.grid.fold
    assert "fronts up" in said
    assert all(page.left < run.at.x and page.bottom < run.at.y for run in made.texts)
    assert all(run.at.x + run.width < page.right for run in made.texts)
    assert all(run.at.y > made.paper.top for run in above)
    columns = {run.at.x for run, (is_cut, _) in zip(listed, expected, strict=True) if not is_cut}
    assert len(columns) == len({cut.edge for cut in made.cuts})
    for left in columns:
        rows = [run for run in listed if run.at.x == left]
        assert all(high.at.y - low.at.y > 1.09 * low.size for high, low in pairwise(rows))


def test_the_guide_fits_a_small_page() -> None:
    """On a small page the type is smaller, but never below six tenths, and the margin too."""
    small, large = guide(size(50, 40), paper=size(105, 148)), guide(size(63, 88), paper=A4)
    assert {run.size for run in large.texts[1:]} == {10.0}
    assert {round(run.size, 6) for run in small.texts[1:4]} == {6.0}
    assert large.texts[0].at.x == pytest.approx(210 * MM / 14)
    assert small.texts[0].at.x == pytest.approx(105 * MM / 14)
    assert guide(size(63, 88), paper=size(297, 420)).texts[0].at.x == pytest.approx(15 * MM)


@given(
    st.lists(st.sampled_from(["a", "four", "seventeen letters".replace(" ", "\u00a0")])),
    st.floats(20, 200),
)
def test_lines_are_as_full_as_they_can_be(words: list[str], width: float) -> None:
    """No line but a single word is wider than the width, and none has room for the next word."""
    made = list(lines(" ".join(words), width, 10, label))
    plain = [word.replace("\u00a0", " ") for word in words]
    assert " ".join(made) == " ".join(plain)
    for line, after in pairwise(made):
        first = next(word for word in plain if after.startswith(word))
        assert label(f"{line} {first}", 10).width > width
    assert all(label(line, 10).width <= width or line in plain for line in made)
