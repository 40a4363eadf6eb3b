"""Tent cards: simulated, folding stands front and back upright; sheets hold as many as can be."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from commands import run_here
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
    slug_on,
)
from korttipakka.basics.geometry import Rect, Size
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.basics.units import MM
from korttipakka.impose import best_grid, cutting_plan
from korttipakka.impose.words import ENGLISH, FINNISH, SWEDISH, Words
from korttipakka.model.frame import Line, Page
from korttipakka.model.layout import Layout

AWAY = 0.01 * MM


def tents(card: Size, sheet: dict[str, Any], bleed: float = 0.0) -> Layout:
    """A layout of tents on sheets that hold at least one."""
    layout = make_layout(card, bleed, **sheet | {"arrange": "tent"})
    try:
        best_grid(layout.card, layout.sheet)
    except KorttipakkaError:
        assume(False)
    return layout


def folds(page: Page) -> list[Line]:
    """The dashed lines on a page."""
    return [line for line in marks_on(page) if line.dash]


def folded(line: Line, point: tuple[float, float]) -> tuple[float, float]:
    """Where a point comes to lie behind the front when a card is folded along a line."""
    x, y = point
    return (2 * line.start.x - x, y) if line.start.x == line.end.x else (x, 2 * line.start.y - y)


def touches(line: Line, rect: Rect) -> bool:
    """Whether a line runs along one of a rectangle's edges."""
    if line.start.x == line.end.x:
        return any(abs(line.start.x - edge) < AWAY for edge in (rect.left, rect.right))
    return any(abs(line.start.y - edge) < AWAY for edge in (rect.bottom, rect.top))


@given(CARDS, SHEETS, st.integers(1, 9))
def test_folding_stands_front_and_back_upright(
    card: Size, sheet: dict[str, Any], count: int
) -> None:
    """Folded at the front's top edge, each point of a back is behind that of its front."""
    layout = tents(card, sheet)
    faces = make_faces(card, count)
    backs = {id(face.front): face.back for face in faces}
    shown = 0
    for paper in impose(faces, layout, "Deck", label):
        assert paper.back is None
        groups = {id(group.frame): group for group in cards_on(paper.front)}
        for front in [group for group in groups.values() if id(group.frame) in backs]:
            back = groups[id(backs[id(front.frame)])]
            top = [on_page(front, x, card.height) for x in (0.0, card.width)]
            (line,) = [one for one in folds(paper.front) if all(on(one, at) for at in top)]
            shown += 1
            for x, y in ((0.0, 0.0), (card.width, 0.0), (card.width / 3, card.height / 5)):
                behind = folded(line, on_page(back, card.width - x, y))
                assert behind == pytest.approx(on_page(front, x, y), abs=AWAY)
    assert shown == count


def on(line: Line, point: tuple[float, float]) -> bool:
    """Whether a point lies on a dashed line."""
    (x, y), (x1, y1), (x2, y2) = point, line.start, line.end
    return (
        min(x1, x2) - AWAY <= x <= max(x1, x2) + AWAY
        and min(y1, y2) - AWAY <= y <= max(y1, y2) + AWAY
    )


@given(CARDS, SHEETS)
def test_tents_lie_apart_and_on_the_paper(card: Size, sheet: dict[str, Any]) -> None:
    """No two halves overlap; no fold crosses a card; all lie within the margins."""
    layout = tents(card, sheet)
    page = impose(make_faces(card, 30), layout)[0].front
    rects = [rect_of(group) for group in cards_on(page)]
    area = Rect.of(page.frame.size).inset(layout.sheet.margin).grown(AWAY)
    for index, rect in enumerate(rects):
        assert not any(overlap(rect, other) for other in rects[index + 1 :])
        assert rect.meet(area) == rect
        for line in folds(page):
            assert not rect.left + AWAY < line.start.x == line.end.x < rect.right - AWAY
            assert not rect.bottom + AWAY < line.start.y == line.end.y < rect.top - AWAY


@given(CARDS, SHEETS)
def test_no_other_way_holds_more_tents(card: Size, sheet: dict[str, Any]) -> None:
    """As many tents as fit, upright or lying, on the paper as it may lie."""
    layout = tents(card, sheet)
    grid = best_grid(layout.card, layout.sheet)
    most = 0
    for wide, high, turn in (
        (card.width, 2 * card.height, "upright"),
        (2 * card.height, card.width, "sideways"),
    ):
        for page in (layout.sheet.paper, Size(*reversed(layout.sheet.paper))):
            lies = "portrait" if page.width <= page.height else "landscape"
            named = layout.sheet.paper.width > layout.sheet.paper.height
            free = sheet["orientation"] == "auto" and (not named or page == layout.sheet.paper)
            if sheet["turn"] in {"auto", turn} and (free or sheet["orientation"] == lies):
                area = Rect.of(page).inset(layout.sheet.margin)
                gutter = layout.sheet.gutter
                columns = int((area.width + gutter.x + 1e-6) / (wide + gutter.x))
                rows = int((area.height + gutter.y + 1e-6) / (high + gutter.y))
                most = max(most, columns * rows)
    assert grid.count == most
    assert len(grid.cells) == len(grid.backs) == grid.count


@given(CARDS, SHEETS, lengths(0.5, 4))
def test_colour_does_not_reach_over_the_fold(
    card: Size, sheet: dict[str, Any], bleed: float
) -> None:
    """Bleed goes over the edges that are cut; front and back end at the fold between them."""
    layout = tents(card, sheet, bleed)
    page = impose(make_faces(card, 30), layout)[0].front
    for group in cards_on(page):
        seen, trim = rect_of(group, clip=True), rect_of(group)
        line = next(one for one in folds(page) if touches(one, trim))
        if line.start.x == line.end.x:
            assert not seen.left + AWAY < line.start.x < seen.right - AWAY
        else:
            assert not seen.bottom + AWAY < line.start.y < seen.top - AWAY
    at_edges = page.bleed.meet(Rect.of(page.frame.size))
    assert at_edges == page.bleed


@pytest.mark.parametrize("marks", ["crop", "cut", "none"])
@pytest.mark.parametrize("turn", ["upright", "sideways"])
def test_folds_are_dashed_and_no_cuts(marks: str, turn: str) -> None:
    """One dashed line for each row or column of tents, whatever marks; no other line is there."""
    layout = make_layout(size(63, 60), arrange="tent", marks=marks, turn=turn)
    page = impose(make_faces(size(63, 60), 1), layout)[0].front
    at = 0 if turn == "sideways" else 1
    creases = folds(page)
    assert {line.dash for line in creases} == {(4.0, 3.0)}
    grid = best_grid(layout.card, layout.sheet)
    assert len(creases) == (grid.columns if turn == "sideways" else grid.rows)
    others = [line for line in marks_on(page) if not line.dash and line.start[at] == line.end[at]]
    for crease in creases:
        assert all(abs(line.start[at] - crease.start[at]) > 1 for line in others)


def test_tents_are_cut_before_they_are_folded() -> None:
    """The plan goes round whole tents: four of 105 x 74.25 mm take two cuts."""
    layout = make_layout(size(105, 74.25), arrange="tent")
    grid = best_grid(layout.card, layout.sheet)
    cuts = cutting_plan(grid)
    assert (grid.count, len(cuts)) == (4, 2)
    assert {(cut.edge, round(cut.distance / MM, 2)) for cut in cuts} == {
        ("top", 148.5), ("left", 105.0),
    }  # fmt: skip


def test_tents_have_one_side_whatever_the_sides() -> None:
    """A pass for backs alone makes no sense of tents: both halves are on each page."""
    for sides in ("both", "fronts", "backs", "apart"):
        papers = impose(make_faces(size(63, 60), 3), make_layout(size(63, 60), arrange="tent",
                                                               sides=sides))  # fmt: skip
        assert [len(cards_on(paper.front)) for paper in papers] == [6]


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fi", FINNISH), ("sv", SWEDISH)])
def test_slug_summary_and_guide_tell_to_fold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: Words
) -> None:
    """What to do with the paper stands in the margin, in the summary and in the cutting guide."""
    monkeypatch.chdir(tmp_path)
    cards = [{"title": f"Card {n}", "text": "Text."} for n in range(5)]
    Path("deck.yaml").write_text(
        yaml.safe_dump({"title": "T", "language": language, "cards": cards}), "utf-8"
    )
    flags = ["--arrange", "tent", "--margin", "12mm", "-l", "classic", "--cutting-guide"]
    done = run_here("build", "deck.yaml", *flags, "-o", "o.pdf")
    assert "on one side; cut, then fold each card on its dashed line" in done.stdout
    assert "(2 pages)" not in done.stdout
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument("o.pdf")]
    assert words.tent in pages[0]
    assert words.fold_last in pages[-1].replace("\r\n", " ")
    assert words.fold_first not in pages[-1]


def test_the_slug_of_tents() -> None:
    """The slug names no side and no flip."""
    paper = impose(make_faces(size(63, 60), 1),
                   make_layout(size(63, 60), arrange="tent"), "Deck", label)[0]  # fmt: skip
    assert slug_on(paper.front) == (
        "Deck · 1/1 · fold each card along its dashed line, the print outside"
    )


def test_a_card_too_large_for_a_tent() -> None:
    """A card that fits an A4 alone but not with its back is an error that names paper for it."""
    layout = make_layout(size(200, 200), arrange="tent")
    with pytest.raises(KorttipakkaError, match="front and back in a row do not fit") as caught:
        best_grid(layout.card, layout.sheet)
    assert caught.value.problems[0].hint == "it fits on a3: --paper a3"


def test_tents_are_read_as_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied from the page, each card's front comes before its back, and both are whole."""
    monkeypatch.chdir(tmp_path)
    cards = [{"title": f"Number {n}", "text": f"Said by number {n}."} for n in range(4)]
    Path("deck.yaml").write_text(yaml.safe_dump({"title": "T", "cards": cards}), "utf-8")
    run_here("build", "deck.yaml", "--arrange", "tent", "-l", "classic", "-o", "o.pdf")
    document = pypdfium2.PdfDocument("o.pdf")
    assert len(document) == 1
    copied = document[0].get_textpage().get_text_range()
    for n in range(4):
        assert f"Said by number {n}." in copied
