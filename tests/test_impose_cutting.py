"""The cutting plan, followed by a simulated guillotine, and the economy of a sheet."""

import re
from math import ceil
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from impose_samples import A4, CARDS, SHEETS, make_layout, size
from korttipakka.basics.geometry import Insets, Point, Rect, Size
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.basics.units import MM
from korttipakka.impose import Cut, Grid, best_grid, cutting_plan, economy
from korttipakka.model.perforated import parse_perforated


def grid_of(card: Size, **sheet: Any) -> Grid:
    """The grid of a card size with settings of the sheet."""
    layout = make_layout(card, **sheet)
    return best_grid(layout.card, layout.sheet)


def in_millimetres(cuts: tuple[Cut, ...]) -> list[tuple[str, float]]:
    """Cuts as edges and millimetres."""
    return [(cut.edge, round(cut.distance / MM, 2)) for cut in cuts]


def guillotined(page: Size, cuts: tuple[Cut, ...]) -> list[Rect]:
    """The pieces of paper after the cuts, each made through all pieces that it meets."""
    pieces = [Rect.of(page)]
    for cut in cuts:
        pieces = [part for piece in pieces for part in halves(piece, page, cut)]
    return pieces


def halves(piece: Rect, page: Size, cut: Cut) -> list[Rect]:
    """A piece cut in two, or whole when the cut does not meet it."""
    if cut.edge == "left" and piece.left < cut.distance < piece.right:
        x = cut.distance
        return [
            Rect(piece.left, piece.bottom, x, piece.top),
            Rect(x, piece.bottom, piece.right, piece.top),
        ]
    y = page.height - cut.distance
    if cut.edge == "top" and piece.bottom < y < piece.top:
        return [
            Rect(piece.left, piece.bottom, piece.right, y),
            Rect(piece.left, y, piece.right, piece.top),
        ]
    return [piece]


def same(one: Rect, other: Rect) -> bool:
    """Whether two rectangles are equal within a tenth of a millimetre, finer than any blade."""
    edges = ("left", "bottom", "right", "top")
    return all(abs(getattr(one, e) - getattr(other, e)) < 0.1 * MM for e in edges)


@given(CARDS, SHEETS)
def test_the_plan_cuts_out_every_card(card: Size, sheet: dict[str, Any]) -> None:
    """A sheet cut by the plan falls into pieces among which is every card."""
    grid = grid_of(card, **sheet)
    pieces = guillotined(grid.page, cutting_plan(grid))
    for cell in grid.cells:
        assert sum(same(piece, cell) for piece in pieces) == 1


@given(CARDS, SHEETS)
def test_the_edge_at_the_stop_stays_with_the_rest(card: Size, sheet: dict[str, Any]) -> None:
    """In each direction the farthest cut is first, and one direction is done before the other."""
    cuts = cutting_plan(grid_of(card, **sheet))
    edges = [cut.edge for cut in cuts]
    assert edges in (sorted(edges), sorted(edges, reverse=True))
    for edge in ("top", "left"):
        distances = [cut.distance for cut in cuts if cut.edge == edge]
        assert distances == sorted(distances, reverse=True)


def test_four_cuts_part_the_workshop_sheet() -> None:
    """Eight cards that fill an A4 take three cuts across and one along."""
    cuts = cutting_plan(grid_of(size(105, 74.25)))
    assert in_millimetres(cuts) == [("top", 222.75), ("top", 148.5), ("top", 74.25), ("left", 105)]


def test_gutters_take_two_cuts() -> None:
    """Between cards with a gutter there are two cuts, one along each."""
    grid = grid_of(size(100, 297), gutter=Point(4 * MM, 0))
    assert in_millimetres(cutting_plan(grid)) == [
        ("left", 207),
        ("left", 107),
        ("left", 103),
        ("left", 3),
    ]


@given(CARDS, SHEETS, st.sampled_from(["vertical", "horizontal"]))
def test_the_plan_cuts_a_folded_sheet(card: Size, sheet: dict[str, Any], fold: str) -> None:
    """Folded, with margins of any kind, both layers fall into pieces that are fronts and backs."""
    try:
        grid = grid_of(card, **sheet, arrange="fold", fold=fold)
    except KorttipakkaError:
        return  # two cards side by side need more room than there is
    line = (grid.block.left + grid.block.right) / 2
    if fold == "horizontal":
        line = (grid.block.bottom + grid.block.top) / 2
    cuts = cutting_plan(grid)
    for cells, fronts in ((grid.cells, True), (grid.backs, False)):
        toward = 1 if fronts == (fold == "horizontal") else -1
        flat = tuple(unfolded(cut, grid.page, line + toward * cut.distance, fold) for cut in cuts)
        # Along the fold the layers part by themselves.
        flat = (*flat, unfolded(Cut("fold", 0), grid.page, line, fold))
        pieces = guillotined(grid.page, flat)
        for cell in cells:
            assert sum(same(piece, cell) for piece in pieces) == 1


def unfolded(cut: Cut, page: Size, line: float, fold: str) -> Cut:
    """A cut measured from the fold as one of the flat sheet, where it comes to lie on `line`."""
    if cut.edge != "fold":
        return cut
    return Cut("left", line) if fold == "vertical" else Cut("top", page.height - line)


def test_a_fold_that_is_an_edge_is_not_cut() -> None:
    """A folded sheet is cut after folding, but not along the fold, where cards end anyway."""
    cuts = cutting_plan(grid_of(size(105, 74.25), arrange="fold"))
    assert in_millimetres(cuts) == [("top", 222.75), ("top", 148.5), ("top", 74.25)]


def test_the_layer_that_reaches_farther_is_cut_at_the_other_ones_edge() -> None:
    """Where the fronts end at the paper's edge but the backs have a margin, that is cut off."""
    margin = Insets(right=10 * MM)
    cuts = cutting_plan(grid_of(size(100, 297), margin=margin, arrange="fold", turn="upright"))
    assert in_millimetres(cuts) == [("fold", 100)]
    cuts = cutting_plan(grid_of(size(105, 297), arrange="fold", turn="upright"))
    assert cuts == ()


def test_economy_of_a_sheet_without_waste() -> None:
    """A sheet that cards fill has no waste and wants no advice."""
    layout = make_layout(size(105, 74.25))
    found = economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet))
    assert (found.cards, found.advice) == (8, ())
    assert found.waste == pytest.approx(0, abs=1e-9)


def test_a_slightly_smaller_card_is_advised() -> None:
    """With margins of 8 mm eight cards of 97 x 70 mm fit instead of four of 105 x 74 mm."""
    layout = make_layout(size(105, 74), margin=Insets.all(8 * MM))
    found = economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet))
    assert found.waste == pytest.approx(1 - 4 * 105 * 74 / (210 * 297))
    assert "97 x 70 mm would fit 8 instead of 4" in found.advice


millimetres = st.integers(0, 12).map(lambda length: length * MM)


@settings(max_examples=40)
@given(
    st.integers(45, 110), st.integers(45, 110), millimetres, millimetres, millimetres,
    st.sampled_from(["upright", "sideways", "auto"]),
)  # fmt: skip
@example(105, 74, 8 * MM, 3 * MM, 0.0, "auto")
def test_the_best_of_slightly_smaller_cards_is_advised(
    width: int, height: int, margin: float, across: float, up: float, turn: str
) -> None:
    """Of all sizes in whole millimetres, at most a tenth narrower or lower, most of it fit.

    Of equals it is the largest.
    """
    sheet = {"margin": Insets.all(margin), "gutter": Point(across, up), "turn": turn}
    grid = grid_of(size(width, height), **sheet)
    smaller = [
        size(wide, high)
        for wide in range(ceil(0.9 * width), width + 1)
        for high in range(ceil(0.9 * height), height + 1)
    ]
    counts = [(grid_of(card, **sheet).count, round(card.width * card.height)) for card in smaller]
    most, area = max(counts)
    layout = make_layout(size(width, height), **sheet)
    advice = economy(layout.card, layout.sheet, grid).advice
    told = [ADVICE.match(line) for line in advice]
    found = [tuple(map(float, match.groups())) for match in told if match]
    if most == grid.count or 1 - grid.count * width * height / (210 * 297) < 0.1:
        assert not found
        return
    ((wide, high, many, instead),) = found
    assert (many, instead) == (most, grid.count)
    assert round(wide * MM * high * MM) == area


ADVICE = re.compile(r"(\S+) x (\S+) mm would fit (\d+) instead of (\d+)$")


def test_a_better_turn_is_advised() -> None:
    """When cards are kept upright, the turn that holds more is named."""
    layout = make_layout(size(74, 105), turn="upright", orientation="portrait")
    advice = economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet)).advice
    assert advice[0] == ("8 would fit instead of 4 with cards upright on paper of 297 x 210 mm")


def test_the_paper_at_hand_is_not_advised() -> None:
    """Who keeps the paper lying is told to turn it, and not to take what is there."""
    layout = make_layout(size(105, 148.5), turn="upright", orientation="landscape")
    advice = economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet)).advice
    assert advice[0] == "4 would fit instead of 2 with cards upright on paper of 210 x 297 mm"
    assert not [line for line in advice if line.startswith("a4 ")]


@pytest.mark.parametrize(
    ("paper", "advice"),
    [
        (A4, "a3 would hold 10 with 38% waste"),
        (size(215.9, 279.4), "tabloid would hold 12 with 22% waste"),
    ],
)
def test_a_better_paper_is_advised_of_the_same_continent(paper: Size, advice: str) -> None:
    """With margins of 5 mm a larger paper wastes less; an American one when the first is."""
    layout = make_layout(size(105, 74.25), paper=paper, margin=Insets.all(5 * MM))
    assert (
        economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet)).advice[-1]
        == advice
    )


def test_a_perforated_sheet_gets_no_advice() -> None:
    """The maker has decided; there is nothing to advise."""
    form = parse_perforated("avery-l7414")
    layout = make_layout(size(90, 52), perforated=form)
    assert economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet)).advice == ()


@given(CARDS, SHEETS)
@example(
    Size(20 * MM, 29.306640625 * MM),
    {"paper": size(215.9, 279.4), "margin": Insets(0, 10.75 * MM, 0, 0), "turn": "sideways"},
)
def test_advised_sizes_hold_what_is_said(card: Size, sheet: dict[str, Any]) -> None:
    """A card size that is advised does fit as often as the advice says, and is not much smaller."""
    layout = make_layout(card, **sheet)
    for line in economy(layout.card, layout.sheet, best_grid(layout.card, layout.sheet)).advice:
        words = line.split()
        if words[3:6] == ["mm", "would", "fit"]:
            width, height = float(words[0]), float(words[2])
            assert grid_of(size(width, height), **sheet).count >= int(words[6])
            assert width * MM >= 0.9 * card.width - 0.01
            assert height * MM >= 0.9 * card.height - 0.01
