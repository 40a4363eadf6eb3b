"""Marks and slug: where they may be, and that they are the same on every sheet."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impose_samples import (
    CARDS,
    SHEETS,
    impose,
    label,
    lengths,
    make_faces,
    make_layout,
    marks_on,
    overlap,
    size,
    slug_on,
)
from korttipakka.basics.geometry import Insets, Point, Rect, Size
from korttipakka.basics.units import MM
from korttipakka.impose import best_grid
from korttipakka.impose.marks import HAIR
from korttipakka.impose.slug import HEIGHT
from korttipakka.model.frame import Box, Frame, Group, Line, Page
from korttipakka.model.perforated import parse_perforated


def marks_frames(page: Page) -> list[Frame]:
    """The frames of marks on a page, as objects."""
    groups = [item for item in page.frame.items if isinstance(item, Group) and not item.clip]
    return [group.frame for group in groups if group.frame.size == page.frame.size]


def extent(line: Line) -> Rect:
    """The rectangle from one end of a line to the other, as thick as the line."""
    xs, ys = sorted((line.start.x, line.end.x)), sorted((line.start.y, line.end.y))
    return Rect(xs[0], ys[0], xs[1], ys[1]).grown(line.width / 2)


def upright(lines: list[Line]) -> list[float]:
    """Where lines that run up the page lie, from left to right."""
    return sorted(round(line.start.x, 3) for line in lines if line.start.x == line.end.x)


@given(CARDS, SHEETS, lengths(0, 5))
def test_crop_marks_are_outside_every_trim_and_on_the_paper(
    card: Size, sheet: dict[str, Any], bleed: float
) -> None:
    """No crop mark or cross touches a trim area or its bleed, or leaves the paper."""
    layout = make_layout(card, bleed, **{**sheet, "marks": "crop"})
    paper = impose(make_faces(card, 1), layout)[0]
    for page in filter(None, (paper.front, paper.back)):
        for line in marks_on(page):
            assert not overlap(extent(line), page.trim)
            assert not overlap(extent(line), page.trim.grown(bleed - line.width))
            inside = Rect.of(page.frame.size).grown(line.width)
            assert extent(line).meet(inside) == extent(line)


@given(CARDS, SHEETS, lengths(0, 5), st.sampled_from([0, 0.05, 0.1, 0.11, 3]))
def test_every_trim_edge_has_a_mark_at_both_ends(
    card: Size, sheet: dict[str, Any], bleed: float, gutter: float
) -> None:
    """Marks begin 2 mm off, or outside the bleed, and are 4 mm long, or end at the paper's edge.

    Edges up to 0.1 mm apart share one in their middle; marks shorter than 1 mm are left out.
    """
    sheet |= {"marks": "crop", "gutter": Point(gutter * MM, gutter * MM)}
    layout = make_layout(card, bleed, **sheet)
    grid = best_grid(layout.card, layout.sheet)
    page = impose(make_faces(card, 1), layout)[0].front
    trim, paper = page.trim, page.frame.size
    start = max(2 * MM, bleed)
    below, above = trim.bottom, paper.height - trim.top
    before, behind = trim.left, paper.width - trim.right
    expected = set()
    for x in shared([(cell.left, cell.right) for cell in grid.cells]):
        for edge, room, way in ((trim.bottom, below, -1), (trim.top, above, 1)):
            expected |= {(x, y, x, z) for y, z in stroke(edge, room, way, start)}
    for y in shared([(cell.bottom, cell.top) for cell in grid.cells]):
        for edge, room, way in ((trim.left, before, -1), (trim.right, behind, 1)):
            expected |= {(x, y, z, y) for x, z in stroke(edge, room, way, start)}
    drawn = [(*line.start, *line.end) for line in marks_on(page)]
    marks = [line for line in drawn if not is_arm(line)]
    assert sorted(marks) == [pytest.approx(line, abs=0.001) for line in sorted(expected)]
    crosses = [((line[0] + line[2]) / 2, (line[1] + line[3]) / 2) for line in drawn if is_arm(line)]
    there = expected_crosses(trim, paper, start)
    found, wanted = ordered(crosses), ordered(there * 2)
    assert found == [pytest.approx(spot, abs=0.001) for spot in wanted]


def ordered(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spots from left to right and then upwards, whatever the last bits of their numbers are."""
    return sorted(spots, key=lambda spot: (round(spot[0], 6), spot[1]))


def shared(edges: list[tuple[float, float]]) -> list[float]:
    """Edges of cards in order, those a tenth of a millimetre apart in their middle."""
    found: list[list[float]] = []
    for edge in sorted(edge for pair in edges for edge in pair):
        if found and edge - found[-1][-1] < 0.1001 * MM:
            found[-1].append(edge)
        else:
            found.append([edge])
    return [(group[0] + group[-1]) / 2 for group in found]


def stroke(edge: float, room: float, way: int, start: float) -> list[tuple[float, float]]:
    """From where to where a crop mark goes, up or down the page; none where there is no room."""
    stop = min(start + 4 * MM, room)
    return [(edge + way * start, edge + way * stop)] if stop - start >= 1 * MM - 1e-6 else []


def is_arm(line: tuple[float, ...]) -> bool:
    """Whether a line is one of a registration cross: 5 mm long, while marks have at most 4."""
    return abs(line[2] - line[0]) + abs(line[3] - line[1]) > 4.5 * MM


def expected_crosses(trim: Rect, paper: Size, start: float) -> list[tuple[float, float]]:
    """The middles of crosses: 5 mm below and above the corners, beside cards higher than 15 mm."""
    if trim.height < 15 * MM:
        return []
    ys = (trim.bottom + 5 * MM, trim.top - 5 * MM)
    found = [(trim.left - start - 2.5 * MM, y) for y in ys if trim.left >= start + 5 * MM - 1e-6]
    return found + [
        (trim.right + start + 2.5 * MM, y)
        for y in ys
        if paper.width - trim.right >= start + 5 * MM - 1e-6
    ]


@given(CARDS, SHEETS, st.integers(1, 40))
def test_marks_are_one_frame_for_all_sheets(card: Size, sheet: dict[str, Any], count: int) -> None:
    """All fronts, the partial last one too, show one and the same marks, and so do all backs."""
    papers = impose(make_faces(card, count), make_layout(card, **sheet))
    for pages in ([p.front for p in papers], [p.back for p in papers if p.back]):
        frames = [marks_frames(page) for page in pages]
        assert all(len(found) == len(frames[0]) <= 1 for found in frames)
        assert len({id(frame) for found in frames for frame in found}) <= 1


def test_touching_cards_share_one_mark() -> None:
    """Three columns that touch have four crop marks above and four below; gutters make six."""
    touching = make_layout(size(63, 88), turn="upright", orientation="portrait", slug=False)
    page = impose(make_faces(size(63, 88), 1), touching)[0].front
    block = page.trim
    above = [line for line in marks_on(page) if line.start.x == line.end.x > 0]
    above = [line for line in above if min(line.start.y, line.end.y) > block.top]
    assert len(above) == 4
    gutter = make_layout(size(60, 88), gutter=Point(5 * MM, 0), orientation="portrait")
    page = impose(make_faces(size(60, 88), 1), gutter)[0].front
    above = [line for line in marks_on(page) if min(line.start.y, line.end.y) > page.trim.top]
    assert len(above) == 6


def test_cut_lines_are_shared_and_on_fronts_only() -> None:
    """Eight cards that fill an A4 have one line across the middle and three along it, no more."""
    layout = make_layout(size(105, 74.25), marks="cut")
    paper = impose(make_faces(size(105, 74.25), 8), layout)[0]
    lines = marks_on(paper.front)
    assert len(lines) == 4
    assert upright(lines) == [pytest.approx(105 * MM, abs=0.001)]
    assert paper.back is not None
    assert marks_on(paper.back) == []


@given(CARDS, SHEETS)
def test_cut_lines_run_along_trim_edges(card: Size, sheet: dict[str, Any]) -> None:
    """Every cut line lies on a trim edge of a card, and no two are a hair apart."""
    layout = make_layout(card, **{**sheet, "marks": "cut"})
    grid = best_grid(layout.card, layout.sheet)
    lines = marks_on(impose(make_faces(card, 1), layout)[0].front)
    edges = {round(x, 3) for cell in grid.cells for x in (cell.left, cell.right)}
    found = upright(lines)
    assert all(any(abs(x - edge) <= HAIR for edge in edges) for x in found)
    assert all(after - before >= HAIR - 0.002 for before, after in pairwise(found))


def test_no_room_no_crop_marks() -> None:
    """Cards that fill the paper leave no room for marks or a slug; none are drawn on the cards."""
    layout = make_layout(size(105, 74.25))
    page = impose(make_faces(size(105, 74.25), 8), layout, "Deck", label)[0].front
    assert len(page.frame.items) == 8


def test_no_marks() -> None:
    """Marks can be left out, and are on perforated sheets, which need none."""
    card = size(63, 88)
    assert marks_on(impose(make_faces(card, 1), make_layout(card, marks="none"))[0].front) == []
    form = parse_perforated("avery-l7414")
    layout = make_layout(size(90, 52), perforated=form)
    assert marks_on(impose(make_faces(size(90, 52), 1), layout)[0].front) == []


def test_a_registration_cross_on_both_sides_when_there_is_room() -> None:
    """With 20 mm beside the cards each of the four corners has a cross: a ring with two lines."""
    layout = make_layout(size(80, 60), margin=Insets.all(20 * MM), orientation="portrait")
    paper = impose(make_faces(size(80, 60), 1), layout)[0]
    for page in filter(None, (paper.front, paper.back)):
        (frame,) = marks_frames(page)
        rings = [item for item in frame.items if isinstance(item, Box)]
        assert len(rings) == 4
        middles = {round(line.start.x, 3) for line in marks_on(page) if line.start.x == line.end.x}
        for ring in rings:
            assert (ring.rect.width, ring.radius) == pytest.approx((2.5 * MM, 1.25 * MM))
            assert round((ring.rect.left + ring.rect.right) / 2, 3) in middles


@pytest.mark.parametrize("arrange", ["fold", "tent"])
def test_no_registration_crosses_beside_folded_cards(arrange: str) -> None:
    """What is printed on one side has nothing to be held against the light, room or not."""
    card = size(50, 40)
    layout = make_layout(card, margin=Insets.all(20 * MM), arrange=arrange)
    (frame,) = marks_frames(impose(make_faces(card, 1), layout)[0].front)
    assert frame.items
    assert all(isinstance(item, Line) for item in frame.items)


@pytest.mark.parametrize(("height", "crosses"), [(14.9, 0), (15.1, 4)])
def test_no_registration_crosses_beside_very_low_cards(height: float, crosses: int) -> None:
    """Two crosses above each other need 15 mm: on cards of less they would run together."""
    card = size(60, height)
    paper = size(140, height + 14)
    layout = make_layout(card, paper=paper, orientation="landscape", turn="upright")
    (frame,) = marks_frames(impose(make_faces(card, 1), layout)[0].front)
    assert sum(not isinstance(item, Line) for item in frame.items) == crosses


def test_slug_tells_deck_sheet_side_and_flip() -> None:
    """The slug of the second of three sheets says so, with the side and the edge to flip on."""
    card = size(63, 88)
    papers = impose(make_faces(card, 20), make_layout(card, flip="short-edge"), "Deck", label)
    assert slug_on(papers[1].front) == "Deck · 2/3 · FRONT · flip on the short edge"
    assert papers[1].back is not None
    assert slug_on(papers[1].back) == "Deck · 2/3 · BACK · flip on the short edge"


def test_slug_can_be_left_out() -> None:
    """There is no slug without a label maker, and none when the layout says no."""
    card = size(63, 88)
    assert slug_on(impose(make_faces(card, 1), make_layout(card), "Deck")[0].front) == ""
    layout = make_layout(card, slug=False)
    assert slug_on(impose(make_faces(card, 1), layout, "Deck", label)[0].front) == ""


def test_a_long_title_is_left_out_of_the_slug() -> None:
    """When the whole slug would be smaller than 5 pt, sheet and side alone are kept."""
    card = size(63, 88)
    paper = impose(make_faces(card, 1), make_layout(card), "Long title " * 9, label)[0]
    assert slug_on(paper.front) == "1/1 · FRONT · flip on the long edge"


@given(CARDS, SHEETS, lengths(0, 5))
def test_the_slug_is_clear_of_cards_and_on_the_paper(
    card: Size, sheet: dict[str, Any], bleed: float
) -> None:
    """The slug's line lies outside the bleed of all cards and within the paper."""
    layout = make_layout(card, bleed, **sheet)
    paper = impose(make_faces(card, 1), layout, "Deck", label)[0]
    for page in filter(None, (paper.front, paper.back)):
        for item in page.frame.items:
            if isinstance(item, Group) and item.frame.size.height == HEIGHT:
                box = Rect.of(item.frame.size.turned(item.turn), item.at)
                assert not overlap(box, page.trim.grown(bleed))
                assert box.meet(Rect.of(page.frame.size)).height == pytest.approx(box.height)
                assert not any(overlap(box.grown(-0.5), extent(line)) for line in marks_on(page))


@pytest.mark.parametrize(("margin", "air"), [(30, 1.5), (8, 0.625), (5, 0)])
@pytest.mark.parametrize("bleed", [0, 2 * MM])
def test_the_slug_keeps_off_the_cards(margin: float, air: float, bleed: float) -> None:
    """It is 1.5 mm off the bleed, or as far as a printer's unprintable margin lets it be."""
    card = Size(200 * MM, 297 * MM - 2 * (margin * MM + bleed))
    layout = make_layout(card, bleed, turn="upright", orientation="portrait")
    page = impose(make_faces(card, 1), layout, "Deck", label)[0].front
    groups = [item for item in page.frame.items if isinstance(item, Group)]
    (line,) = (group for group in groups if group.frame.size.height == HEIGHT)
    assert page.trim.bottom - bleed - (line.at.y + HEIGHT) == pytest.approx(air * MM)
