"""Which grid of cards a sheet of paper holds."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from impose_samples import CARDS, SHEET, SHEETS, lengths, make_layout, overlap, size
from korttipakka.basics.geometry import Axis, Insets, Point, Rect, Size, Turn
from korttipakka.basics.problems import InvalidValue, KorttipakkaError, Location
from korttipakka.basics.units import MM
from korttipakka.impose import Grid, best_grid
from korttipakka.model.layout import CardStyle
from korttipakka.model.perforated import ALSO_SOLD_AS, PERFORATED, parse_perforated


def planned(card: Size, **sheet: Any) -> Grid:
    """The plan for a card size with settings of the sheet."""
    layout = make_layout(card, **sheet)
    return best_grid(layout.card, layout.sheet)


@pytest.mark.parametrize(
    ("card", "count"),
    [
        (size(63, 88), 9),  # 3 x 63 = 189 and 3 x 88 = 264, but not in floating point
        (size(105, 74.25), 8),
        (size(52.5, 74.25), 16),
        (size(74, 105), 8),
        (size(210, 297), 1),
    ],
)
def test_cards_on_an_a4(card: Size, count: int) -> None:
    """Known numbers of cards fit on an A4 without margins, rounding allowed for."""
    assert planned(card).count == count


def test_a_sheet_of_thousands_of_cards_is_a_slip() -> None:
    """A sheet is not dealt to more places than anybody cuts, whatever the paper."""
    assert planned(size(20, 30), paper=size(841, 1189)).count == 59 * 28
    with pytest.raises(KorttipakkaError) as raised:
        planned(size(5, 5), paper=size(2000, 2000))
    (problem,) = raised.value.problems
    assert problem.code == "too-many-places"
    assert "160,000 cards, at most 5,000" in problem.message


def test_upright_cards_on_portrait_paper_win_a_tie() -> None:
    """Eight A4 eighths fit upright on portrait paper and sideways on landscape: the first wins."""
    grid = planned(size(105, 74.25))
    assert (grid.turn, grid.columns, grid.rows) == (Turn.UPRIGHT, 2, 4)
    assert grid.page.width < grid.page.height


def test_landscape_paper_when_more_fit() -> None:
    """Eight A7 cards fit upright when the paper lies on its side, six when it stands."""
    grid = planned(size(74, 105))
    assert grid.turn is Turn.UPRIGHT
    assert grid.page.width > grid.page.height


def test_turn_and_orientation_can_be_asked_for() -> None:
    """What is asked for is kept, even when fewer cards fit."""
    grid = planned(size(74, 105), orientation="portrait", turn="upright")
    assert (grid.count, grid.turn) == (4, Turn.UPRIGHT)
    assert planned(size(74, 105), orientation="portrait").turn is Turn.LEFT


@pytest.mark.parametrize(
    ("flip", "orientation", "axis"),
    [
        ("long-edge", "portrait", Axis.VERTICAL),
        ("long-edge", "landscape", Axis.HORIZONTAL),
        ("short-edge", "portrait", Axis.HORIZONTAL),
        ("short-edge", "landscape", Axis.VERTICAL),
    ],
)
def test_flip_axis(flip: str, orientation: str, axis: Axis) -> None:
    """The long edge is the vertical axis of portrait and the horizontal one of landscape paper."""
    assert planned(size(50, 50), flip=flip, orientation=orientation).axis is axis


@given(CARDS, SHEETS)
def test_cards_lie_apart_within_the_margins(card: Size, sheet: dict[str, Any]) -> None:
    """No two cards overlap, and all lie within the paper less its margins, in its middle."""
    grid = planned(card, **sheet)
    area = Rect.of(grid.page).inset(sheet["margin"])
    for cell in grid.cells:
        assert cell.left >= area.left - 1e-6
        assert cell.right <= area.right + 1e-6
        assert cell.bottom >= area.bottom - 1e-6
        assert cell.top <= area.top + 1e-6
    for index, cell in enumerate(grid.cells):
        assert not any(overlap(cell, other) for other in grid.cells[index + 1 :])
    assert grid.block.left - area.left == pytest.approx(area.right - grid.block.right, abs=1e-6)
    assert grid.block.bottom - area.bottom == pytest.approx(area.top - grid.block.top, abs=1e-6)


@given(CARDS, SHEETS)
def test_neither_one_more_column_nor_row_fits(card: Size, sheet: dict[str, Any]) -> None:
    """The grid leaves no room for another column or row."""
    grid = planned(card, **sheet)
    area = Rect.of(grid.page).inset(sheet["margin"])
    assert grid.block.width + grid.gutter.x + grid.card.width > area.width
    assert grid.block.height + grid.gutter.y + grid.card.height > area.height


def test_cells_go_row_by_row_from_the_top_left() -> None:
    """The second place is right of the first, and the next row is below."""
    cells = planned(size(63, 88)).cells
    assert cells[1].left > cells[0].left
    assert cells[1].top == cells[0].top
    assert cells[3].left == cells[0].left
    assert cells[3].top < cells[0].top


def failure(card: Size, **sheet: Any) -> KorttipakkaError:
    """The error of a plan that cannot be made."""
    layout = make_layout(card, **sheet)
    with pytest.raises(KorttipakkaError) as caught:
        best_grid(layout.card, layout.sheet, Location("layout.yaml", 3))
    return caught.value


def test_a_card_too_large_names_card_paper_and_margins() -> None:
    """A card that fits nowhere is an error with all lengths, its place, and a paper that does."""
    error = failure(size(250, 350), margin=Insets.all(10 * MM)).problems[0]
    assert error.code == "card-too-large"
    assert "250 x 350 mm" in error.message
    assert "it does not fit on paper of 210 x 297 mm with margins of 10 mm" in error.message
    assert error.at == Location("layout.yaml", 3)
    assert error.hint == "it fits on a3: --paper a3"


@pytest.mark.parametrize(
    ("sheet", "hint"),
    [
        ({"margin": Insets.all(5 * MM)}, "it fits without margins: --margin 0"),
        ({"turn": "sideways", "orientation": "portrait"}, "it fits when it may be turned"),
        ({"paper": size(2, 2)}, "it fits on a4: --paper a4"),
        ({"paper": size(13, 19)}, "for inches write --paper 13x19in"),
    ],
)
def test_the_hint_is_the_smallest_remedy(sheet: dict[str, Any], hint: str) -> None:
    """A hint names a turn before a margin, and a margin before another paper."""
    assert hint in failure(size(210, 297), **sheet).problems[0].hint


def test_no_paper_is_large_enough() -> None:
    """A card that no known paper holds gives the hint to choose another size."""
    assert "--card-size" in failure(size(900, 900)).problems[0].hint


@pytest.mark.parametrize(
    ("paper", "card", "found"),
    [
        (size(148, 210), size(150, 215), "a4"),  # Letter holds it too, and is smaller
        (size(210, 297), size(279, 425), "sra3"),  # Tabloid likewise
        (size(210, 297), size(279, 415), "a3"),
        (size(215.9, 279.4), size(215, 300), "legal"),  # A3 holds it too
        (size(279.4, 215.9), size(300, 215), "legal"),
        (size(216, 279), size(215, 400), "tabloid"),
        (size(215.9, 279.4), size(285, 415), "a3"),  # no paper of North America does
    ],
)
def test_a_larger_paper_is_one_that_is_sold_there(paper: Size, card: Size, found: str) -> None:
    """The smallest that holds the card: of ISO's beside ISO's, of North America's beside Letter."""
    hint = failure(card, paper=paper).problems[0].hint
    assert hint == f"it fits on {found}: --paper {found}"


def test_unequal_margins_are_told_in_order() -> None:
    """Margins that differ are named with their sides."""
    margin = Insets(left=4 * MM, right=2 * MM, top=1 * MM, bottom=3 * MM)
    message = failure(size(300, 300), margin=margin).problems[0].message
    assert "margins of 1, 2, 3, 4 mm (top, right, bottom, left)" in message


def test_a_card_too_small() -> None:
    """A card of less than 5 mm is an error, not a grid of thousands of places."""
    for card in (size(4.99, 100), size(100, 4.99)):
        assert failure(card).problems[0].code == "card-too-small"
    assert planned(size(5, 100)).count > 0


@given(st.integers(1, 40), st.integers(0, 60), lengths(0, 30))
def test_a_card_fits_whatever_rounding_says(count: int, gutter: int, margin: float) -> None:
    """As many cards as fill the paper to the millionth of a point are laid out, and no fewer."""
    card = (210 * MM - 2 * margin - (count - 1) * gutter / 10 * MM) / count
    assume(card > 5 * MM)
    sheet = {
        "orientation": "portrait", "turn": "upright", "margin": Insets.all(margin),
        "gutter": Point(gutter / 10 * MM, 0),
    }  # fmt: skip
    assert planned(Size(card, 50 * MM), **sheet).columns == count
    if count > 1:
        assert planned(Size(card + 0.001, 50 * MM), **sheet).columns == count - 1


SMALLER = [(0.0, 0.0), (8.0, 3.0), (0.0, 5.0)]
"""Millimetres by which a card is less wide and less high than its place on a perforated sheet."""


@pytest.mark.parametrize("turn", ["upright", "sideways"])
@pytest.mark.parametrize(("narrower", "lower"), SMALLER)
@pytest.mark.parametrize("name", PERFORATED)
def test_perforated_sheets_keep_their_makers_places(
    name: str, narrower: float, lower: float, turn: str
) -> None:
    """Every card lies in the middle of the place that the maker's table gives it, on the paper."""
    _, columns, rows, width, height, left, top, across, down = PERFORATED[name]
    form = parse_perforated(name)
    assert form is not None
    card = size(width - narrower, height - lower)
    lies = Size(card.height, card.width) if turn == "sideways" else card
    grid = planned(lies, perforated=form, margin=Insets.all(50 * MM), turn=turn)
    middles = [
        (left + width / 2 + column * (width + across), top + height / 2 + row * (height + down))
        for row in range(rows)
        for column in range(columns)
    ]
    for cell, (x, from_top) in zip(grid.cells, middles, strict=True):
        assert (cell.width, cell.height) == pytest.approx(card)
        assert (cell.left + cell.right) / 2 == pytest.approx(x * MM)
        assert (cell.bottom + cell.top) / 2 == pytest.approx(grid.page.height - from_top * MM)
        assert cell.meet(Rect.of(grid.page)) == cell


def test_a_tall_card_is_turned_on_a_perforated_sheet() -> None:
    """A card of 52 x 90 mm lies sideways on places of 90 x 52 mm."""
    form = parse_perforated("l7414")
    assert planned(size(52, 90), perforated=form).turn is Turn.LEFT


def test_perforated_sheets_refuse_larger_cards_and_folding() -> None:
    """A card larger than its place, and folding, are errors that say so."""
    form = parse_perforated("avery-l7414")
    assert failure(size(95, 55), perforated=form).problems[0].code == "card-too-large"
    assert failure(size(90, 52), perforated=form, arrange="fold").problems[0].code == (
        "perforated-fold"
    )


def test_perforated_sheets_are_found_by_their_other_names() -> None:
    """Numbers alone, and those that a sheet is also sold as, name the same sheet."""
    for name, others in ALSO_SOLD_AS.items():
        for other in others:
            assert parse_perforated(other) == parse_perforated(name)
    assert parse_perforated("L7414") == parse_perforated("avery-l7414")
    assert parse_perforated("none") is None
    with pytest.raises(InvalidValue, match="is no perforated sheet") as caught:
        parse_perforated("avery-l7415")
    assert caught.value.hint.startswith("did you mean 'avery-l7414'?; of another one ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Avery 5371", "avery-5371"),
        ("avery5371", "avery-5371"),
        ("Avery Zweckform C32015", "avery-c32015"),
        ("Zweckform 32010", "zweckform-32010"),
        ("avery/zweckform 32015", "avery-c32015"),
        ("sigel LP 801", "sigel-lp800"),
        ("sigel_dp930", "sigel-dp830"),
    ],
)
def test_a_sheet_is_meant_by_its_number(typed: str, meant: str) -> None:
    """Whatever stands before it, and however it is spelt, the number says which sheet it is."""
    with pytest.raises(InvalidValue) as caught:
        parse_perforated(typed)
    assert caught.value.hint == f"did you mean '{meant}'?"


def test_of_an_unknown_sheet_a_file_tells() -> None:
    """A number that no maker's sheet here has is not taken for another one."""
    for number in ("avery-l7160", "8876", "herma 10910"):
        with pytest.raises(InvalidValue) as caught:
            parse_perforated(number)
        assert caught.value.hint.endswith("in a file: --sheet my-sheet.yaml")


def test_gutters_take_room() -> None:
    """Nine cards of 63 x 88 mm fit an A4 with gutters of 10 mm across, six with 11."""
    card = CardStyle(size(63, 88), 0, 0, 0)
    sheet = SHEET._replace(orientation="portrait", turn="upright")
    assert best_grid(card, sheet._replace(gutter=Point(10 * MM, 10 * MM))).count == 9
    assert best_grid(card, sheet._replace(gutter=Point(11 * MM, 10 * MM))).count == 6
