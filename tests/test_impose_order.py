"""The order of cards: copies, cut-and-stack, passes, single faces and the outline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impose_samples import (
    cards_on,
    categorised,
    impose,
    make_faces,
    make_layout,
    rect_of,
    size,
    slug_on,
)
from korttipakka.basics.geometry import Point, Rect, Turn
from korttipakka.basics.units import MM
from korttipakka.impose import best_grid
from korttipakka.impose.order import begun, copies, dealt
from korttipakka.model.deck import Card
from korttipakka.model.frame import CardCopy, CardFaces, Frame, Group, Line, Page, Sheet
from korttipakka.model.layout import Face

CARD = size(63, 88)
SIDES: tuple[Face, ...] = ("front", "back")
SLACK = 1e-6
ORDERS = st.sampled_from(["rows", "stack"])


def fronts(papers: tuple[Sheet, ...], faces: list[CardFaces]) -> list[list[str]]:
    """The ids of the cards on each page, in the order of their places."""
    names = {id(face.front): face.card.id for face in faces}
    names |= {id(face.back): face.card.id for face in faces}
    return [[names[id(group.frame)] for group in cards_on(paper.front)] for paper in papers]


@given(st.integers(0, 60), st.integers(1, 12), st.integers(0, 11), ORDERS)
def test_every_card_is_dealt_once(count: int, places: int, used: int, order: str) -> None:
    """Each card has one place, places already used stay empty, and no sheet more than needed."""
    used %= places
    table = dealt(range(count), places, order, used)  # type: ignore[arg-type]
    assert sorted(i for sheet in table for i in sheet if i is not None) == list(range(count))
    assert all(len(sheet) == places for sheet in table)
    assert len(table) == -(-(count + used) // places)
    if table:
        assert table[0][:used] == [None] * used


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 11))
def test_rows_fill_sheet_after_sheet(count: int, places: int, used: int) -> None:
    """Read sheet by sheet and place by place the cards are in order."""
    table = dealt(range(count), places, "rows", used % places)
    assert [i for sheet in table for i in sheet if i is not None] == list(range(count))


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 11))
def test_cut_piles_stack_to_the_deck(count: int, places: int, used: int) -> None:
    """Cut the pile of sheets, put the first place's pile on the second's and so on: in order."""
    table = dealt(range(count), places, "stack", used % places)
    piles = [[sheet[place] for sheet in table] for place in range(places)]
    deck = [card for pile in piles for card in pile if card is not None]
    assert deck == list(range(count))


def test_cut_piles_of_real_pages_stack_to_the_deck() -> None:
    """Twenty cards on three sheets: piles taken by where cards lie on paper give the deck."""
    faces = make_faces(CARD, 20)
    layout = make_layout(CARD, order="stack")
    names = {id(face.front): face.card.id for face in faces}
    papers = impose(faces, layout)
    deck = [
        names[id(group.frame)]
        for cell in best_grid(layout.card, layout.sheet).cells
        for paper in papers
        for group in cards_on(paper.front)
        if group.at == Point(cell.left, cell.bottom)
    ]
    assert deck == [str(i) for i in range(20)]


def test_copies_of_a_card_follow_it() -> None:
    """A card with two copies comes twice, one with none is left out."""
    faces = make_faces(CARD, 3, copies=[2, 0, 1])
    assert fronts(impose(faces, make_layout(CARD)), faces) == [["0", "0", "2"]]


def test_copies_are_numbered_wherever_they_come() -> None:
    """Copies of a card count up, those of a second deck after the first one's; blanks by theirs."""
    card, other = Card("a", "A", copies=2), Card("b", "B")
    deck = [CardCopy(card, blank=False), CardCopy(other, blank=False)]
    found = copies([*deck, CardCopy(other, blank=True), *deck])
    assert [(each.card.id, each.blank, each.number) for each in found] == [
        ("a", False, 1), ("a", False, 2), ("b", False, 1), ("b", True, 1),
        ("a", False, 3), ("a", False, 4), ("b", False, 2),
    ]  # fmt: skip


def test_the_outline_of_shuffled_cards() -> None:
    """Categories that begin on one page are named in the order of the deck, wherever they lie."""
    assert begun([7, None, 4, 0, 2], {0: "A", 3: "B", 4: "C", 7: "D"}) == ("A", "C", "D")


def test_used_places_of_the_first_sheet_are_passed_over() -> None:
    """Starting at the fourth place the first sheet of nine holds six cards, the next the rest."""
    faces = make_faces(CARD, 8)
    layout = make_layout(CARD, start_at=4)
    papers = impose(faces, layout)
    assert [len(cards_on(paper.front)) for paper in papers] == [6, 2]
    cell = best_grid(layout.card, layout.sheet).cells[3]
    assert rect_of(cards_on(papers[0].front)[0]).left == pytest.approx(cell.left)


def test_fronts_and_backs_in_passes_of_their_own() -> None:
    """Fronts alone, backs alone, and backs last sheet first: one side a sheet, cards in place."""
    faces = make_faces(CARD, 20)
    both = impose(faces, make_layout(CARD))
    only_fronts = impose(faces, make_layout(CARD, sides="fronts"))
    only_backs = impose(faces, make_layout(CARD, sides="backs"))
    reverse = impose(faces, make_layout(CARD, sides="backs", reverse_backs=True))
    apart = impose(faces, make_layout(CARD, sides="apart"))
    turned = impose(faces, make_layout(CARD, sides="apart", reverse_backs=True))
    assert [s.front.frame for s in only_fronts] == [s.front.frame for s in both]
    assert [s.front.frame for s in only_backs] == [s.back.frame for s in both if s.back]
    assert reverse == only_backs[::-1]
    assert apart == only_fronts + only_backs
    assert turned == only_fronts + reverse
    assert all(s.back is None for s in only_fronts + only_backs + apart)


def outlines(papers: tuple[Sheet, ...]) -> list[tuple[str, ...]]:
    """What begins on the front of each sheet."""
    return [paper.front.outline for paper in papers]


def test_the_outline_names_each_category_where_it_begins() -> None:
    """Categories are named on the page with their first card, once each, fronts only."""
    faces = categorised(make_faces(CARD, 20), "aaaabbbbbbbbbbcccacc")
    papers = impose(faces, make_layout(CARD))
    assert outlines(papers) == [("A", "B"), ("C",), ()]
    assert all(paper.back is not None and paper.back.outline == () for paper in papers)


def test_the_outline_of_stacked_cards() -> None:
    """In cut-and-stack order a category is named on the sheet that its first card is on."""
    faces = categorised(make_faces(CARD, 20), "aaaabbbbbbbbbbcccccc")
    assert outlines(impose(faces, make_layout(CARD, order="stack"))) == [("A",), ("B",), ("C",)]


def test_backs_alone_carry_the_outline() -> None:
    """A file of backs alone has the outline on its pages."""
    faces = categorised(make_faces(CARD, 10), "aaaaaaaaab")
    assert outlines(impose(faces, make_layout(CARD, sides="backs"))) == [("A",), ("B",)]


def pages(papers: tuple[Sheet, ...]) -> list[Page]:
    """All pages in the order in which they are painted."""
    return [page for paper in papers for page in (paper.front, paper.back) if page]


def test_single_faces_alternate_on_pages_of_trim_and_bleed() -> None:
    """Each face has a page of 69 x 94 mm, its trim 3 mm inside, front and back by turns."""
    faces = categorised(make_faces(CARD, 3), "aab")
    papers = impose(faces, make_layout(CARD, 3 * MM, arrange="single"))
    found = pages(papers)
    wanted = [frame for face in faces for frame in (face.front, face.back)]
    assert [cards_on(page)[0].frame for page in found] == wanted
    assert all(len(page.frame.items) == 1 for page in found)
    assert found[0].frame.size.width == pytest.approx(69 * MM)
    assert found[0].frame.size.height == pytest.approx(94 * MM)
    assert found[0].bleed == Rect.of(found[0].frame.size)
    assert found[0].trim.left == pytest.approx(3 * MM)
    assert rect_of(cards_on(found[1])[0], clip=True).left == pytest.approx(0)
    assert all(cards_on(page)[0].turn is Turn.UPRIGHT for page in found)
    assert outlines(papers) == [("A",), (), ("B",)]


def test_single_faces_apart() -> None:
    """Print shops that want all fronts and then all backs get them."""
    faces = make_faces(CARD, 2)
    found = pages(impose(faces, make_layout(CARD, arrange="single", sides="apart")))
    wanted = [faces[0].front, faces[1].front, faces[0].back, faces[1].back]
    assert [cards_on(page)[0].frame for page in found] == wanted


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, "b0 f0 b1 f1"),
        ({"sides": "apart"}, "b0 b1 f0 f1"),
        ({"sides": "apart", "reverse_backs": True}, "b1 b0 f0 f1"),
        ({"sides": "fronts"}, "f0 f1"),
        ({"sides": "backs"}, "b0 b1"),
    ],
)
def test_backs_first(settings: dict[str, object], wanted: str) -> None:
    """Print shops that want each back, or all of them, before the fronts get them so."""
    faces = make_faces(CARD, 2)
    layout = make_layout(CARD, arrange="single", face_order="back-first", **settings)
    frames = {f"{side[0]}{i}": face.face(side) for i, face in enumerate(faces) for side in SIDES}
    found = [cards_on(page)[0].frame for page in pages(impose(faces, layout))]
    assert found == [frames[name] for name in wanted.split()]
    sheets = make_layout(CARD, face_order="back-first", **settings)
    assert impose(faces, sheets) == impose(faces, make_layout(CARD, **settings))


@given(st.floats(0, 20), st.floats(0, 20), st.floats(3, 30))
def test_marks_around_single_faces(bleed: float, offset: float, length: float) -> None:
    """Eight marks lie outside the bleed, each in line with the trim, on a page with room."""
    style = {"marks": "crop", "mark_offset": offset, "mark_length": length}
    papers = impose(make_faces(CARD, 1), make_layout(CARD, bleed, arrange="single", **style))
    for page in pages(papers):
        (_, marks) = page.frame.content
        assert isinstance(marks, Group)
        whole, trim, bled = Rect.of(page.frame.size), page.trim, page.bleed
        assert bled == trim.grown(bleed)
        assert trim.grown(max(bleed, offset) + length) == whole
        assert (trim.width, trim.height) == pytest.approx((CARD.width, CARD.height))
        lines = [item for item in marks.frame.items if isinstance(item, Line)]
        assert len(lines) == 8
        for line in lines:
            if line.start.x == line.end.x:
                assert line.start.x in {trim.left, trim.right}
                reach = sorted((line.start.y, line.end.y))
                assert reach[1] <= bled.bottom + SLACK or reach[0] >= bled.top - SLACK
            else:
                assert line.start.y in {trim.bottom, trim.top}
                reach = sorted((line.start.x, line.end.x))
                assert reach[1] <= bled.left + SLACK or reach[0] >= bled.right - SLACK


def test_single_pages_are_not_corrected() -> None:
    """Single faces go to a print shop: an office printer's drift is not theirs."""
    papers = impose(
        make_faces(CARD, 1), make_layout(CARD, arrange="single", back_offset=Point(1, 2))
    )
    assert papers[0].front.correction is None
    assert papers[0].back is not None
    assert papers[0].back.correction is None
    assert slug_on(papers[0].front) == ""


def test_a_card_that_no_paper_holds_can_be_single() -> None:
    """One face a page needs no sheet, so a card larger than the paper is no error."""
    large = size(400, 400)
    face = CardFaces(Card("1", "t"), Frame(large), Frame(large))
    assert len(impose([face], make_layout(large, arrange="single"))) == 1
