"""Cards on show: contact sheets and galleries, in true size and in the order of reading."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impose_samples import label, lengths, make_faces, make_layout, overlap, size
from korttipakka.basics.geometry import Point, Rect, Size, Turn
from korttipakka.basics.units import MM
from korttipakka.impose.display import contact_sheet, exhibit, face_page, gallery
from korttipakka.model.frame import Box, Frame, Group, Page
from korttipakka.model.text import TextRun

cards = st.builds(Size, lengths(20, 120), lengths(20, 120))


def faces_on(page: Page) -> list[tuple[Frame, Rect]]:
    """The faces on a page, each with where it lies, in the order that they are painted."""
    found = list[tuple[Frame, Rect]]()

    def look(frame: Frame, at: Point) -> None:
        for item in frame.items:
            if not isinstance(item, Group):
                continue
            place = Point(at.x + item.at.x, at.y + item.at.y)
            if item.clip is None:
                look(item.frame, place)
            else:
                found.append((item.frame, item.clip.moved(place)))

    look(page.frame, Point(0, 0))
    return found


@given(cards, st.integers(1, 30), st.integers(0, 7))
def test_a_contact_sheet_shows_fronts_with_their_backs(
    card: Size, count: int, columns: int
) -> None:
    """Row by row from the top left: 2 mm from front to back, 6 mm between cards and around all."""
    layout, faces = make_layout(card), make_faces(card, count)
    page = contact_sheet(faces, layout.card, columns)
    shown = faces_on(page)
    assert [id(frame) for frame, _ in shown] == [id(f) for face in faces for f in face[1:3]]
    pairs = list(zip(shown[::2], shown[1::2], strict=True))
    wide = columns or len({round(front.left, 3) for (_, front), _ in pairs})
    for number, ((_, front), (_, back)) in enumerate(pairs):
        row, column = divmod(number, wide)
        assert front.size == pytest.approx(card)
        assert back.size == pytest.approx(card)
        assert back.left - front.right == pytest.approx(2 * MM)
        assert back.bottom == pytest.approx(front.bottom)
        assert front.left == pytest.approx(6 * MM + column * (2 * card.width + 8 * MM))
        top = page.frame.size.height - front.top
        assert top == pytest.approx(6 * MM + row * (card.height + 6 * MM))
    assert not any(overlap(one, other) for (_, one), (_, other) in combinations(shown, 2))
    assert page.frame.size.width == pytest.approx(max(b.right for _, b in shown) + 6 * MM)
    assert min(rect.bottom for _, rect in shown) == pytest.approx(6 * MM)
    assert page.trim == page.bleed == Rect.of(page.frame.size)


@given(cards, st.integers(1, 40))
def test_a_contact_sheet_is_shaped_like_landscape_paper(card: Size, count: int) -> None:
    """Of all numbers of columns the one is taken whose sheet is nearest to 1.414 to 1."""
    layout, faces = make_layout(card), make_faces(card, count)

    def shape(columns: int) -> float:
        width = columns * (2 * card.width + 8 * MM)
        rows = -(-count // columns)
        ratio = width / (rows * (card.height + 6 * MM)) / 2**0.5
        return max(ratio, 1 / ratio)

    shown = faces_on(contact_sheet(faces, layout.card))
    columns = len({round(rect.left, 3) for _, rect in shown}) // 2
    assert shape(columns) == pytest.approx(min(map(shape, range(1, count + 1))))


def test_a_gallery_has_a_caption_above_each_exhibit() -> None:
    """Exhibits of cards of any size stand side by side; words are 5 mm of room above the cards."""
    sizes = (size(60, 90), size(90, 55))
    exhibits = [
        exhibit([label(name, 9)], make_faces(card, 2), make_layout(card).card)
        for name, card in zip(("tall", "wide"), sizes, strict=True)
    ]
    for shown, card in zip(exhibits, sizes, strict=True):
        words, table = shown.items
        assert isinstance(words, TextRun)
        assert isinstance(table, Group)
        assert table.frame.size == pytest.approx(
            (2 * card.width + 2 * MM, 2 * card.height + 2 * MM)
        )
        assert words.at == pytest.approx((0, table.frame.size.height + 5 * MM / 3))
        assert shown.size.height == pytest.approx(table.frame.size.height + 5 * MM)
    page = gallery(exhibits)
    assert isinstance(page.frame.items[0], Box)
    shown = faces_on(page)
    tall, wide = ([rect for _, rect in shown if rect.size == pytest.approx(c)] for c in sizes)
    assert len(tall) == len(wide) == 4
    assert min(rect.left for rect in wide) == pytest.approx(max(r.right for r in tall) + 6 * MM)
    top = page.frame.size.height
    assert [max(r.top for r in each) for each in (tall, wide)] == pytest.approx([top - 11 * MM] * 2)


@pytest.mark.parametrize("turn", [Turn.UPRIGHT, Turn.LEFT])
def test_a_face_alone_has_its_bleed_around(turn: Turn) -> None:
    """The page is the trim and 3 mm on every side, of a turned card as well."""
    (face,) = make_faces(size(60, 90), 1)
    page = face_page(face, "back", 3 * MM, turn)
    (group,) = page.frame.items
    assert isinstance(group, Group)
    assert group.frame is face.back
    width, height = (60, 90) if turn is Turn.UPRIGHT else (90, 60)
    assert page.frame.size == pytest.approx(size(width + 6, height + 6))
    assert page.trim == pytest.approx((3 * MM, 3 * MM, (width + 3) * MM, (height + 3) * MM))
    assert page.bleed == Rect.of(page.frame.size)
    assert (group.at, group.turn) == (Point(3 * MM, 3 * MM), turn)


@given(cards, st.integers(1, 4), st.integers(0, 3))
def test_labels_stand_below_their_cards(card: Size, count: int, most: int) -> None:
    """A label of fewer lines begins right below its cards, and no line lies on a card."""
    faces = make_faces(card, count)
    labels = [[label(f"{i} {line}", 7) for line in range(most)][: i + 1] for i in range(count)]
    page = contact_sheet(faces, make_layout(card).card, 1, labels)
    plain = contact_sheet(faces, make_layout(card).card, 1)
    room = max(map(len, labels)) * 4 * MM
    assert page.frame.size.height == pytest.approx(plain.frame.size.height + count * room)
    shown = faces_on(page)
    backs = [rect for _, rect in shown[1::2]]
    lines = words_on(page.frame, Point(0, 0))
    assert len(lines) == sum(map(len, labels))
    for at in lines:
        assert any(0 < rect.bottom - at.y < room for rect in backs)
        assert not any(rect.bottom <= at.y <= rect.top for rect in backs)


def words_on(frame: Frame, at: Point) -> list[Point]:
    """Where the lines of lettering on a page begin, outside cards."""
    found = list[Point]()
    for item in frame.items:
        if isinstance(item, TextRun):
            found.append(Point(at.x + item.at.x, at.y + item.at.y))
        elif isinstance(item, Group) and item.clip is None:
            found += words_on(item.frame, Point(at.x + item.at.x, at.y + item.at.y))
    return found


def test_captions_of_unlike_length_leave_cards_in_line() -> None:
    """An exhibit with one line of caption is as high as one with two, its line by the cards."""
    card = size(60, 90)
    lines = [label("one", 9), label("two", 9)]
    one, two = (
        exhibit(lines[:count], make_faces(card, 1), make_layout(card).card, most=2)
        for count in (1, 2)
    )
    assert one.size.height == pytest.approx(two.size.height)
    assert one.size.height == pytest.approx(card.height + 10 * MM)
    texts = [[item for item in frame.items if isinstance(item, TextRun)] for frame in (one, two)]
    assert texts[0][0].at.y == pytest.approx(texts[1][1].at.y)
