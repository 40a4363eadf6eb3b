"""Ink that a printer would not print, or that a correction pushes off the paper."""

import pickle
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from impose_samples import (
    A4,
    CARDS,
    SHEETS,
    cards_on,
    edge_rule,
    impose,
    ink_near_edge,
    lengths,
    look,
    make_layout,
    on_page,
    rect_of,
    size,
)
from korttipakka.basics.color import BLACK, WHITE, Color
from korttipakka.basics.geometry import Insets, Point, Rect, Size, Turn
from korttipakka.basics.problems import Problem, Severity
from korttipakka.basics.units import MM, in_mm
from korttipakka.check.edge import InkNearEdge
from korttipakka.check.ink import Inks
from korttipakka.impose import best_grid
from korttipakka.model.deck import Card
from korttipakka.model.frame import Box, CardFaces, Frame, Group, Line, Page, Segment, Shape, Sheet
from korttipakka.model.layout import Layout
from korttipakka.model.perforated import PerforatedSheet
from korttipakka.model.text import Shaped, TextParagraph, TextRun
from page_reader import turned

CARD = size(105, 74.25)
PRINTABLE = 4.2 * MM


def ink(frame: Frame) -> Rect | None:
    """The rectangle around a frame's ink."""
    return Inks().around(frame.items)


def problems(layout: Layout, inside: float, count: int = 8) -> list[Problem]:
    """What is said of cards whose ink ends `inside` points within their trim."""
    box = Box(Rect.of(layout.card.size).grown(-inside), fill=BLACK)
    face = Frame(layout.card.size, (box,))
    faces = [CardFaces(Card(str(i), "t"), face, face) for i in range(count)]
    return ink_near_edge(impose(faces, layout), layout, PRINTABLE)


def test_ink_six_millimetres_inside_is_safe() -> None:
    """Cards that fill the paper but keep their ink 6 mm inside raise nothing."""
    assert problems(make_layout(CARD), 6 * MM) == []


def test_ink_near_the_edge_is_told_by_place() -> None:
    """A card alone on a full sheet, with ink 2 mm from its edges, is named with both its sides."""
    (problem,) = problems(make_layout(CARD), 2 * MM, count=1)
    assert problem.code == "unprintable-margin"
    assert problem.severity is Severity.WARNING
    assert "within 2 mm" in problem.message
    assert "leave 4.2 mm" in problem.message
    assert problem.message.endswith("front row 1 column 1, back row 1 column 2")
    assert "--margin 4.2mm" in problem.hint


def test_cards_inside_the_sheet_are_safe() -> None:
    """Of nine cards with full ink only the one in the middle has no edge of paper near it."""
    layout = make_layout(size(70, 99))
    (problem,) = problems(layout, 0.0, count=9)
    assert problem.message.endswith("and 12 more")
    assert "row 2 column 2" not in problem.message


def test_margins_mend_it() -> None:
    """A margin as wide as the printer's leaves nothing to say."""
    assert problems(make_layout(CARD, margin=Insets.all(PRINTABLE)), 0.0) == []


def test_the_corrected_backs_are_looked_at() -> None:
    """A correction that brings ink of backs near the edge is told for the backs alone."""
    layout = make_layout(CARD, back_offset=Point(2 * MM, 0))
    (problem,) = problems(layout, 5 * MM)
    assert "front" not in problem.message
    assert "back row 1 column 2" in problem.message


@pytest.mark.parametrize("drift", [{"back_offset": Point(0, 7 * MM)}, {"back_angle": 3.0}])
def test_ink_pushed_off_the_sheet(drift: dict[str, Any]) -> None:
    """A correction that moves ink over the paper's edge is a warning of its own."""
    codes = [problem.code for problem in problems(make_layout(CARD, **drift), 3 * MM)]
    assert codes == ["unprintable-margin", "off-the-sheet"]


@given(
    st.integers(1, 3), st.integers(1, 4), lengths(0, 4), lengths(-10, 10), lengths(-10, 10),
    st.floats(-3, 3), st.sampled_from(["auto", "portrait", "landscape"]),
)  # fmt: skip
def test_the_margin_that_is_advised_mends_it(
    columns: int, rows: int, bleed: float, across: float, up: float, angle: float, lies: str
) -> None:
    """It is what the printer leaves, the bleed and the furthest that the correction moves a corner.

    The cards fill all that margins without room for the correction would leave.
    """
    lost = 2 * (PRINTABLE + bleed)
    card = Size((A4.width - lost) / columns, (A4.height - lost) / rows)
    style = {"back_offset": Point(across, up), "back_angle": angle, "orientation": lies}
    layout = make_layout(card, bleed, **style)
    hints = {problem.hint for problem in problems(layout, -bleed, count=2 * columns * rows)}
    assume(any("--margin" in hint for hint in hints))
    (hint,) = hints
    match = re.match(r"a wider margin \(--margin ([\d.]+)mm(?: --orientation (\w+))?(.*?)\)", hint)
    assert match is not None
    wide = float(match[1]) * MM
    page = best_grid(layout.card, layout.sheet).page
    assert match[2] in {None, "landscape" if page.width > page.height else "portrait"}
    needed = PRINTABLE + bleed + furthest_move(page, across, up, angle)
    assert needed - 1e-6 <= wide < needed + 0.1 * MM
    style |= {"margin": Insets.all(wide), "orientation": match[2] or lies}
    assert problems(make_layout(card, bleed, **style), -bleed, count=2 * columns * rows) == []


def furthest_move(page: Size, across: float, up: float, angle: float) -> float:
    """How far, right or up, a corner of a page is moved by a drift undone: turned, then moved."""
    moves = []
    for x in (-page.width / 2, page.width / 2):
        for y in (-page.height / 2, page.height / 2):
            to_x, to_y = turned((x, y), angle)
            moves += [abs(to_x + across - x), abs(to_y + up - y)]
    return max(moves)


def test_backs_in_a_pass_of_their_own() -> None:
    """Backs printed alone or apart are called backs."""
    for sides, names in (("backs", {"back"}), ("apart", {"front", "back"})):
        (problem,) = problems(make_layout(CARD, sides=sides), 0.0, count=1)
        places = problem.message.split(": ")[1].split(", ")
        assert {place.split()[0] for place in places} == names


def test_single_faces_are_the_print_shops_affair() -> None:
    """Pages of one face have no unprintable margin of an office printer."""
    assert problems(make_layout(CARD, arrange="single"), 0.0) == []


@given(SHEETS, lengths(0, 9), st.integers(1, 30), st.integers(0, 5), lengths(-6, 6))
def test_pages_may_be_looked_at_in_parts(
    sheet: dict[str, Any], inside: float, count: int, parts: int, move: float
) -> None:
    """What several processes found, each on its sheets and in any order, says the same at last."""
    layout = make_layout(size(60, 80), **sheet, back_offset=Point(move, 0))
    face = Frame(layout.card.size, (Box(Rect.of(layout.card.size).grown(-inside), fill=BLACK),))
    sheets = impose([CardFaces(Card(str(i), "t"), face, face) for i in range(count)], layout)
    bounds = [0, *sorted(len(sheets) * part // 5 for part in range(parts)), len(sheets)]
    whole = edge_rule(layout, PRINTABLE)
    for start, end in reversed(list(pairwise(bounds))):
        whole.merge(pickle.loads(pickle.dumps(looked_at(sheets[start:end], layout).found)))
    assert whole.problems() == ink_near_edge(sheets, layout, PRINTABLE)


def looked_at(sheets: Sequence[Sheet], layout: Layout) -> InkNearEdge:
    """Sheets with two sides looked at, backs first."""
    found = edge_rule(layout, PRINTABLE)
    for sheet in sheets:
        if sheet.back is not None:
            look(found, sheet.back, "back")
        look(found, sheet.front, "front")
    return found


def test_places_are_told_in_their_order() -> None:
    """Fronts are named before backs, row by row, whichever was looked at first."""
    layout = make_layout(CARD)
    face = Frame(layout.card.size, (Box(Rect.of(layout.card.size), fill=BLACK),))
    (problem,) = looked_at(
        impose([CardFaces(Card(str(i), "t"), face, face) for i in range(3)], layout), layout
    ).problems()
    assert problem.message.endswith(
        ": front row 1 column 1, front row 1 column 2, front row 2 column 1, back row 1 column 1 "
        "and 2 more"
    )


@given(SHEETS, CARDS, st.integers(0, 40), st.sampled_from(["front", "back"]), lengths(-3, 3))
@example({"margin": Insets(left=40 * MM)}, size(20, 30), 5, "back", 0.0)
@example({"margin": Insets(top=40 * MM), "flip": "short-edge"}, size(30, 20), 5, "back", 0.0)
def test_a_place_is_named_as_it_is_seen_on_its_side(
    sheet: dict[str, Any], card: Size, which: int, side: str, move: float
) -> None:
    """Of many cards one has ink, on one side: its row and column on that page are told."""
    layout = make_layout(card, **sheet, back_offset=Point(move, -move))
    grid = best_grid(layout.card, layout.sheet)
    blank, inked = Frame(card), Frame(card, (Box(Rect.of(card), fill=BLACK),))
    count = 2 * grid.count
    frames = [inked if i == which % count else blank for i in range(count)]
    faces = [
        CardFaces(Card(str(i), "t"), *((frame, blank) if side == "front" else (blank, frame)))
        for i, frame in enumerate(frames)
    ]
    sheets = impose(faces, layout)
    (at,) = (
        rect_of(group)
        for paper in sheets
        for group in cards_on(paper.front if side == "front" else paper.back)
        if group.frame is inked
    )
    cells = grid.cells if side == "front" else grid.backs
    row = len({round(cell.top) for cell in cells if cell.top > at.top + 1}) + 1
    column = len({round(cell.left) for cell in cells if cell.left < at.left - 1}) + 1
    problem, *_ = ink_near_edge(sheets, layout, 500 * MM)
    assert problem.message.endswith(f": {side} row {row} column {column}")


def test_places_of_folded_sheets_have_no_side() -> None:
    """Where fronts and backs are on one side of the paper, the row and column are enough."""
    (problem,) = problems(make_layout(CARD, arrange="fold"), 0.0, count=1)
    assert problem.message.endswith(": row 1 column 1, row 1 column 2")


def test_the_nearest_ink_of_a_place_counts() -> None:
    """Of the cards at one place, on several sheets, the one nearest the edge is told, any order."""
    layout = make_layout(size(210, 297))
    boxes = [Box(Rect.of(layout.card.size).grown(-inside * MM), fill=BLACK) for inside in (3, 1, 2)]
    frames = [Frame(layout.card.size, (box,)) for box in boxes]
    faces = [CardFaces(Card(str(i), "t"), frame, frame) for i, frame in enumerate(frames)]
    (problem,) = ink_near_edge(impose(faces, layout), layout, PRINTABLE)
    assert "ink comes within 1 mm" in problem.message


def test_of_several_places_the_nearest_is_told() -> None:
    """Ink at eight places ends 4 to 0.5 mm inside: the least distance counts, in either order.

    What a correction pushes off lies on the backs of the left column's cards.
    """
    layout = make_layout(CARD)
    falling = (4, 3.5, 3, 2.5, 2, 1.5, 1, 0.5)
    for insets, furthest in ((falling, 5), (falling[::-1], 5.5)):
        frames = [
            Frame(CARD, (Box(Rect.of(CARD).grown(-inside * MM), fill=BLACK),)) for inside in insets
        ]
        faces = [CardFaces(Card(str(i), "t"), frame, frame) for i, frame in enumerate(frames)]
        (problem,) = ink_near_edge(impose(faces, layout), layout, PRINTABLE)
        assert "ink comes within 0.5 mm" in problem.message
        pushed = make_layout(CARD, back_offset=Point(6 * MM, 0))
        *_, off = ink_near_edge(impose(faces, pushed), pushed, PRINTABLE)
        assert f"pushes ink {furthest} mm off the paper" in off.message


@pytest.mark.parametrize(("inside", "codes"), [(3.1, 1), (2.9, 2)])
def test_ink_that_stays_on_the_sheet_is_not_pushed_off(inside: float, codes: int) -> None:
    """A correction by 3 mm takes ink that lies 3.1 mm inside nearly to the edge, not over it."""
    layout = make_layout(CARD, back_offset=Point(3 * MM, 0))
    found = [problem.code for problem in problems(layout, inside * MM)]
    assert found == ["unprintable-margin", "off-the-sheet"][:codes]


@pytest.mark.parametrize(
    ("bleed", "move", "advised"), [(0, 0, True), (0, 1.7, True), (0, 1.9, False), (1, 0, False)]
)
def test_the_roomy_layout_is_advised_where_it_mends_it(
    bleed: float, move: float, advised: bool
) -> None:
    """It keeps ink 6 mm inside: 4.2 mm for the printer leave 1.8 mm for a correction.

    Cards whose colour bleeds are not of its kind.
    """
    layout = make_layout(CARD, bleed * MM, back_offset=Point(move * MM, 0))
    hints = {problem.hint for problem in problems(layout, 0.0)}
    assert [hint.endswith(", or the layout 'workshop'") for hint in hints] == [advised]


@pytest.mark.parametrize(
    ("inside", "advice"),
    [
        # At the left 0.5 mm of the maker's 10 mm are lacking, at the top 3 mm of his 7.5 mm.
        (0.0, "a smaller card in its place: --card-size '79 x 44 mm'"),
        (2.0, "a smaller card in its place: --card-size '83 x 48 mm'"),
        (-1.9, "a smaller card in its place: --card-size '75.2 x 40.2 mm'"),
        (-2.1, "another printer or tray, or a layout with less ink near the card's edge"),
    ],
)
def test_advice_for_perforated_sheets(inside: float, advice: str) -> None:
    """The card becomes smaller by what is lacking at both ends, but not by more than a fifth."""
    form = PerforatedSheet(A4, size(85, 50), 2, 5, 10 * MM, 7.5 * MM, Point(20 * MM, 5 * MM))
    layout = make_layout(form.card, perforated=form, bleed=3 * MM)
    box = Box(Rect.of(form.card).grown(-inside * MM), fill=BLACK)
    face = Frame(form.card, (box,))
    faces = [CardFaces(Card("a", "t"), face, face)]
    (problem,) = ink_near_edge(impose(faces, layout), layout, 10.5 * MM)
    assert problem.hint == advice


@given(SHEETS, st.tuples(*[lengths(0, 12)] * 4), lengths(-6, 6))
def test_how_near_ink_lies(sheet: dict[str, Any], insets: Any, move: float) -> None:
    """However cards are turned, the distance told is that of the ink's nearest corner."""
    layout = make_layout(size(60, 80), **sheet, back_offset=Point(0, move))
    bar = Rect.of(layout.card.size).inset(Insets(*insets))
    face = Frame(layout.card.size, (Box(bar, fill=BLACK),))
    sheets = impose([CardFaces(Card("a", "t", copies=9), face, face)], layout)
    corners = [
        (*on_page(card, x, y), page)
        for page in (page for sheet in sheets for page in sheet if page is not None)
        for card in cards_on(page)
        for x in (bar.left, bar.right)
        for y in (bar.bottom, bar.top)
    ]
    nearest = min(_to_the_edge(x, y + move * bool(page.correction), page) for x, y, page in corners)
    told = [p for p in ink_near_edge(sheets, layout, PRINTABLE) if p.code == "unprintable-margin"]
    assert bool(told) is (nearest < PRINTABLE - 1e-6)
    assert all(f"comes within {in_mm(max(0.0, nearest))} mm" in p.message for p in told)


def _to_the_edge(x: float, y: float, page: Page) -> float:
    return min(x, y, page.frame.size.width - x, page.frame.size.height - y)


def test_ink_of_a_frame() -> None:
    """White and empty things are no ink; groups are clipped, turned and moved."""
    frame = Size(20, 10)
    black = Frame(frame, (Box(Rect(0, 0, 5, 4), fill=BLACK),))
    group = Group(black, Point(100, 50), Turn.LEFT, Rect(1, 0, 20, 10))
    assert ink(Frame(frame, (Box(Rect.of(frame), fill=WHITE),))) is None
    assert ink(Frame(frame)) is None
    assert ink(Frame(frame, (group,))) == Rect(106, 51, 110, 55)
    line = Line(Point(5, 5), Point(1, 5), 2, BLACK)
    assert ink(Frame(frame, (line,))) == Rect(0, 4, 6, 6)
    assert ink(Frame(frame, (Line(Point(3, 8), Point(3, 2), 2, BLACK),))) == Rect(2, 1, 4, 9)
    for stroke, inked in ((BLACK, Rect(2, 2, 7, 8)), (WHITE, Rect(3, 3, 6, 7)), (None, None)):
        box = Box(Rect(3, 3, 6, 7), stroke and BLACK, stroke, stroke_width=2)
        assert ink(Frame(frame, (box,))) == inked
    for hidden in (Rect(0, 4, 20, 10), Rect(5, 0, 20, 10)):
        assert ink(Frame(frame, (Group(black, Point(0, 0), clip=hidden),))) is None


def letters(text: str, color: Color) -> TextRun:
    """Letters of 10 pt, 20 pt wide, on a baseline 20 pt up and 10 pt from the left."""
    piece = Shaped(text, "f", (), rtl=False, rigid=False, advance=2000, missing=())
    return TextRun.of(Point(10, 20), "f", 10, color, (piece,))


def test_ink_of_letters() -> None:
    """Letters fill their line's height; those in white and spaces are no ink."""
    assert ink(Frame(A4, (letters("Ab", BLACK),))) == Rect(10, 17.5, 30, 29.5)
    assert ink(Frame(A4, (letters("Ab", WHITE),))) is None
    assert ink(Frame(A4, (letters("  ", BLACK),))) is None


@pytest.mark.parametrize("edge", range(4))
def test_letters_that_leave_a_rectangle(edge: int) -> None:
    """Text is seen to stick out over any one edge, but not if it is white, or lies within."""
    room = [9.9, 17.4, 30.1, 29.6]
    text = TextParagraph((), marker=(letters("Ab", BLACK),))
    assert not Inks().leaves(Rect(*room), [text])
    room[edge] += 1 if edge < 2 else -1
    assert Inks().leaves(Rect(*room), [text])
    assert not Inks().leaves(Rect(*room), [TextParagraph((), marker=(letters("Ab", WHITE),))])


def test_ink_of_a_shape() -> None:
    """A path's ink is around its points, as far as the paths that it is seen through let it be."""
    path = (Segment("m", (1, 1)), Segment("l", (9, 1)), Segment("l", (9, 5)), Segment("h"))
    window = (Segment("m", (0, 0)), Segment("l", (4, 0)), Segment("l", (4, 9)), Segment("h"))
    frame = Size(20, 10)
    assert ink(Frame(frame, (Shape(path, fill=BLACK),))) == Rect(1, 1, 9, 5)
    assert ink(Frame(frame, (Shape(path, stroke=BLACK, stroke_width=2),))) == Rect(0, 0, 10, 6)
    assert ink(Frame(frame, (Shape(path, fill=BLACK, clips=(window,)),))) == Rect(1, 1, 4, 5)
    assert ink(Frame(frame, (Shape(path, fill=WHITE),))) is None
