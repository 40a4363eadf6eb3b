"""Sheets end to end: grids, folds, bleeds, passes, read back from the finished PDF."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from korttipakka import build_deck
from korttipakka.model.perforated import PERFORATED
from page_reader import MM, Filled, Shown, Spot, apart, pages
from print_samples import (
    CARDS,
    EXACT,
    Seen,
    apart_key,
    dealt,
    made,
    seen,
    through,
    write_deck,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck and its layout."""
    return write_deck(tmp_path_factory.mktemp("craft"))


def check_behind(front: Seen, back: Seen, size: Spot, upright_axis: bool) -> None:
    """The back lies behind the front, and is upright when the card is turned like a page."""
    corners = {tuple(round(v, 1) for v in corner) for corner in back.ground.corners}
    for corner in front.ground.corners:
        behind = through(corner, size, upright_axis)
        assert min(apart(behind, other) for other in back.ground.corners) < EXACT, corners
    # The up direction is mapped by the flip: directions lose the page's size.
    x, y = front.up
    assert apart(back.up, (-x, y) if upright_axis else (x, -y)) < EXACT


def check_duplex(shown: Sequence[Shown], flip: str) -> None:
    """Each back of each sheet is behind its own front."""
    for front, back in zip(shown[::2], shown[1::2], strict=True):
        portrait = front.size[0] <= front.size[1]
        upright_axis = portrait == (flip == "long-edge")
        backs = {face.card: face for face in seen(back)}
        assert len(backs) == len(seen(front))
        for face in seen(front):
            assert (face.is_back, backs[face.card].is_back) == (False, True)
            check_behind(face, backs[face.card], front.size, upright_axis)


@pytest.mark.parametrize("sheet", PERFORATED)
def test_every_perforated_sheet(folder: Path, sheet: str) -> None:
    """On every maker's sheet, flipped either way, in either order, cards turned or not."""
    _, columns, _, width, _, left, top, across, _ = PERFORATED[sheet]
    for flip, order, sideways in product(
        ("long-edge", "short-edge"), ("rows", "stack"), (False, True)
    ):
        more = {"sheet_turn": "sideways"} if sideways else {}
        out = made(folder, sheet_perforated=sheet, sheet_flip=flip, sheet_order=order, **more)
        shown = pages(out)
        check_duplex(shown, flip)
        assert dealt(shown[::2], order) == list(range(1, CARDS + 1))
        for index, face in enumerate(seen(shown[0])[: columns if order == "rows" else 1]):
            edges = face.ground.edges
            assert edges[0] / MM == pytest.approx(left + index * (width + across), abs=EXACT)
            assert (shown[0].size[1] - edges[3]) / MM == pytest.approx(top, abs=EXACT)
            assert (edges[2] - edges[0]) / MM == pytest.approx(width, abs=EXACT)
            assert face.degrees == (90 if sideways else 0)


@pytest.mark.parametrize("paper", ["a4", "letter", "a4-landscape", "250x180mm"])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
def test_every_plain_paper(folder: Path, paper: str, flip: str) -> None:
    """With margins that differ on all sides, backs lie behind fronts in either order and turn."""
    for order, turn in product(("rows", "stack"), ("upright", "sideways")):
        out = made(
            folder, sheet_paper=paper, sheet_flip=flip, sheet_order=order, sheet_turn=turn,
            sheet_margin="5mm 10mm 17mm 12mm", sheet_gutter="3mm 5mm", card_size="60x40mm",
        )  # fmt: skip
        shown = pages(out)
        check_duplex(shown, flip)
        assert dealt(shown[::2], order) == list(range(1, CARDS + 1))
        left, bottom, right, top = seen(shown[0])[0].ground.edges
        assert (right - left > top - bottom) == (turn == "upright")


@pytest.mark.parametrize("fold", ["vertical", "horizontal"])
@pytest.mark.parametrize("turn", ["upright", "sideways"])
def test_folded_sheets(folder: Path, fold: str, turn: str) -> None:
    """Folded along the dashed line, each back lies behind its front, both upright."""
    for order in ("rows", "stack"):
        out = made(
            folder, sheet_arrange="fold", sheet_fold=fold, sheet_turn=turn, sheet_order=order,
            sheet_margin="5mm 10mm 17mm 12mm", card_size="60x40mm",
        )  # fmt: skip
        shown = pages(out)
        for page in shown:
            (crease,) = (stroke for stroke in page.strokes if stroke.dashed)
            # Folding is a flip of a page whose middle is the crease.
            size = (crease.start[0] + crease.end[0], crease.start[1] + crease.end[1])
            faces = seen(page)
            backs = {face.card: face for face in faces if face.is_back}
            fronts = [face for face in faces if not face.is_back]
            assert len(backs) == len(fronts)
            for face in fronts:
                check_behind(face, backs[face.card], size, fold == "vertical")
        fronts_only = [page._replace(filled=_fronts(page)) for page in shown]
        assert dealt(fronts_only, order) == list(range(1, CARDS + 1))


def _fronts(page: Shown) -> list[Filled]:
    """The grounds and spots of a page's fronts."""
    pairs = zip(page.filled[::2], page.filled[1::2], strict=True)
    return [item for pair in pairs if pair[1].colour == (1.0, 0.0, 0.0) for item in pair]


def test_single_faces(folder: Path) -> None:
    """For print shops each face is a page at trim and bleed, front and back in turn, upright."""
    out = made(folder, sheet_arrange="single", card_size="60x40mm", card_bleed="3mm")
    shown = pages(out)
    assert len(shown) == 2 * CARDS
    for index, page in enumerate(shown):
        (face,) = seen(page)
        assert (face.card, face.is_back, face.degrees) == (index // 2 + 1, index % 2 == 1, 0)
        assert face.ground.edges == pytest.approx((0, 0, 66 * MM, 46 * MM), abs=EXACT * MM)
        assert page.trim == pytest.approx((3 * MM, 3 * MM, 63 * MM, 43 * MM), abs=EXACT * MM)
        assert page.bleed == pytest.approx((0, 0, 66 * MM, 46 * MM), abs=EXACT * MM)


def test_bleeds_meet_midway(folder: Path) -> None:
    """In a gutter of less than two bleeds each card bleeds to the middle, outside in full."""
    out = made(
        folder, card_size="60x40mm", card_bleed="3mm", sheet_gutter="4mm", sheet_margin="20mm",
        sheet_turn="upright",
    )  # fmt: skip
    page = pages(out)[0]
    first, second = (clip.edges for clip in page.clips[:2])
    assert first[2] == pytest.approx(second[0], abs=EXACT * MM)
    assert (second[2] - second[0]) / MM == pytest.approx(
        60 + 2 + (2 if _middle(page) else 3), abs=EXACT
    )
    assert (first[3] - first[1]) / MM == pytest.approx(40 + 3 + 2, abs=EXACT)
    assert page.bleed == pytest.approx(
        (page.trim[0] - 3 * MM, page.trim[1] - 3 * MM, page.trim[2] + 3 * MM, page.trim[3] + 3 * MM)
    )
    grounds = seen(page)[0].ground.edges
    assert grounds[0] == pytest.approx(page.trim[0] - 3 * MM, abs=EXACT * MM)


def _middle(page: Shown) -> bool:
    """Whether the second card of the first row has another one beside it."""
    heights = [round(clip.edges[3]) for clip in page.clips]
    return heights.count(heights[0]) > 2


def test_passes_and_reversed_backs(folder: Path) -> None:
    """One side in a pass of its own; the backs last sheet first for printers that need it."""
    both = [[face.card for face in seen(page)] for page in pages(made(folder))]
    fronts = pages(made(folder, sheet_sides="fronts"))
    backs = pages(made(folder, sheet_sides="backs", sheet_reverse_backs="yes"))
    assert [[face.card for face in seen(page)] for page in fronts] == both[::2]
    assert [[face.card for face in seen(page)] for page in backs] == both[1::2][::-1]


def test_reversal_without_a_pass_of_its_own_is_told(folder: Path) -> None:
    """Backs that are printed along with their fronts cannot be reversed: a warning says so."""
    alone = build_deck(folder, settings={"sheet.reverse_backs": "yes"})
    assert [p.code for p in alone.problems if p.code == "idle-reversal"] == ["idle-reversal"]
    changes = {"sheet.reverse_backs": "yes", "sheet.sides": "apart"}
    passes = build_deck(folder, settings=changes)
    assert not any(p.code == "idle-reversal" for p in passes.problems)


def test_used_places_are_left_out(folder: Path) -> None:
    """With --start-at 4 the first three places stay empty, on the back as well."""
    shown = pages(made(folder, sheet_perforated="avery-l7414", sheet_start_at="4"))
    whole = pages(made(folder, sheet_perforated="avery-l7414"))
    places = [apart_key(face) for face in seen(whole[0])]
    assert [apart_key(face) for face in seen(shown[0])] == places[3:]
    check_duplex(shown, "long-edge")


def test_cut_lines_on_backs_only_when_asked(folder: Path) -> None:
    """Cut lines are on the fronts; backs drift, and get them only by a setting."""
    front, back, *_ = pages(made(folder, sheet_marks="cut"))
    assert front.strokes
    assert not back.strokes
    assert all(stroke.width >= 0.25 for stroke in front.strokes)
    _, back, *_ = pages(made(folder, sheet_marks="cut", sheet_back_marks="yes"))
    assert back.strokes
