"""Boxes beside others, on either side and on both; gaps of their own; widths of their content."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from box_samples import MM, build, front, make_deck
from korttipakka.basics.geometry import Rect
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.model.text import TextRun

WORDS = "Everyone tells three things about themselves, and the others guess which is not true."
PAIR = (
    {"title": "With", "image": "photo.jpg", "text": WORDS, "link": "https://example.org"},
    {"title": "Without", "text": WORDS},
)


def rects(deck: Path, boxes: dict[str, dict[str, str]], index: int = 0) -> dict[str, Rect]:
    """Where the boxes of a card lie, in millimetres from its left and bottom edges."""
    found = front(build(deck, boxes), index).parts
    return {part.name: Rect(*(edge / MM for edge in part.rect)) for part in found}


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A card with a picture and a link, and one that says the same without."""
    return make_deck(tmp_path / "deck", *PAIR)


LEFT = {"image": "{image}", "left": "5 mm", "width": "15 mm", "top": "30 mm", "height": "12 mm"}
RIGHT = {"qr": "{link}", "right": "6 mm", "width": "16 mm", "top": "30 mm", "height": "16 mm"}
TEXT = {"text": "{text}", "left": "4 mm", "right": "4 mm", "top": "30 mm", "size": "6 pt"}


@pytest.mark.parametrize(
    ("beside", "more", "left", "right"),
    [
        ("photo", {}, 20, 56), ("photo", {"gap": "2 mm"}, 22, 56), ("code", {"gap": "2 mm"}, 4, 36),
        ("photo, code", {"gap": "2 mm"}, 22, 36), ("code, photo", {"gap": "2 mm"}, 22, 36),
        ("photo, code", {"gap": "2 mm", "gap_beside": "3 mm"}, 23, 35),
    ],
)  # fmt: skip
def test_text_has_the_room_that_pictures_leave(
    pair: Path, beside: str, more: dict[str, str], left: float, right: float
) -> None:
    """Right of one on the left, left of one on the right, between both; alone, all of it."""
    boxes = {"photo": LEFT, "code": RIGHT, "text": TEXT | {"beside": beside} | more}
    text = rects(pair, boxes)["text"]
    assert (text.left, text.right) == pytest.approx((left, right))
    text = rects(pair, boxes, 1)["text"]
    assert (text.left, text.right) == pytest.approx((4, 56))


@settings(max_examples=25)  # each builds a deck
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(2, 8), st.booleans()), max_size=3),
    st.integers(0, 2),
)
@example([(15, 8, True), (27, 7, True)], 2)  # nothing is left but a fault of rounding
def test_no_box_overlaps_one_that_it_stands_beside(
    tmp_path_factory: pytest.TempPathFactory, others: list[tuple[int, int, bool]], gap: int
) -> None:
    """Wherever the others lie, and whether they are shown: the gap is kept, and no more is lost."""
    look = {"fill": "ink", "top": "5 mm", "height": "5 mm"}
    boxes = {
        f"o{n}": look | {"left": f"{left} mm", "width": f"{width} mm"} | ({} if shown else NEVER)
        for n, (left, width, shown) in enumerate(others)
    }
    own = look | {"left": "0 mm", "right": "0 mm", "gap": f"{gap} mm", "beside": ", ".join(boxes)}
    deck = make_deck(tmp_path_factory.mktemp("beside") / "deck", {"title": "T"})
    shown = [(left, left + width) for left, width, is_shown in others if is_shown]
    assume(all(left + right != 60 for left, right in shown))  # in the very middle: on either side
    left = max([0, *(right + gap for left, right in shown if left + right < 60)])
    right = min([60, *(left - gap for left, right in shown if left + right >= 60)])
    if right <= left:
        with pytest.raises(KorttipakkaError, match="no width left"):
            rects(deck, boxes | {"own": own})
        return
    found = rects(deck, boxes | {"own": own})["own"]
    assert (found.left, found.right) == pytest.approx((left, right))


def test_a_flag_that_says_how_to_scale_is_obeyed(tmp_path: Path) -> None:
    """Boxes that would have room by another scale are an error where a flag names one."""
    deck = make_deck(tmp_path / "deck", {"title": "T"})
    look = {"fill": "ink", "top": "5 mm", "height": "5 mm"}
    near = look | {"left": "21 mm", "width": "8 mm"}
    boxes = {"near": near, "far": near | {"left": "29.1 mm", "width": "2 mm"}}
    own = look | {"left": "0 mm", "right": "0 mm", "gap": "1 mm", "beside": "near, far"}
    with pytest.raises(KorttipakkaError, match="own has no width left"):
        build(deck, boxes | {"own": own})
    assert build(deck, boxes | {"own": own}, card__scale="fit").faces


NEVER = {"when": "link"}
"""What hides a box on a card without a link."""


def test_gaps_of_their_own(pair: Path) -> None:
    """The gap below and the gap beside are set apart, or both by `gap`."""
    title = {"text": "{title}", "left": "4 mm", "top": "30 mm", "height": "6 mm"}
    text = TEXT | {"top": "auto", "below": "title", "beside": "code", "gap": "1 mm"}
    for more, below, side in (
        ({}, 1, 1), ({"gap_below": "4 mm"}, 4, 1), ({"gap_beside": "5 mm"}, 1, 5),
        ({"gap_below": "0 mm", "gap_beside": "2 mm"}, 0, 2),
    ):  # fmt: skip
        found = rects(pair, {"title": title, "code": RIGHT, "text": text | more})
        assert found["title"].bottom - found["text"].top == pytest.approx(below)
        assert found["code"].left - found["text"].right == pytest.approx(side)


CHIP = {"text": "{title}", "top": "10 mm", "size": "8 pt", "width": "content", "fill": "teal"}


@pytest.mark.parametrize(
    ("place", "held"),
    [
        ({"left": "7 mm"}, "left"), ({"right": "7 mm"}, "right"),
        ({"left": "7 mm", "right": "7 mm"}, "left"),
        ({"left": "7 mm", "right": "7 mm", "align": "right"}, "right"),
        ({"left": "7 mm", "right": "7 mm", "align": "center"}, "middle"),
        ({"left": "7 mm", "align": "justify"}, "left"),
    ],
)  # fmt: skip
def test_a_box_as_wide_as_its_text(pair: Path, place: dict[str, str], held: str) -> None:
    """Around the widest line and the padding; held where it is placed from, or as it is aligned."""
    made = front(build(pair, {"chip": CHIP | place | {"padding": "1 mm 2 mm"}}))
    (part,) = made.parts
    (run,) = (item for item in part.items if isinstance(item, TextRun))
    assert part.rect.width == pytest.approx(run.width + 4 * MM, abs=0.1)
    assert run.at.x == pytest.approx(part.rect.left + 2 * MM, abs=0.1)
    edges = {"left": part.rect.left, "right": part.rect.right,
             "middle": (part.rect.left + part.rect.right) / 2}  # fmt: skip
    assert edges[held] == pytest.approx({"left": 7, "right": 53, "middle": 30}[held] * MM)


def test_long_content_is_broken_within_the_card(tmp_path: Path) -> None:
    """A box as wide as a text that takes several lines is as wide as the widest, and no wider."""
    deck = make_deck(tmp_path / "deck", {"title": WORDS})
    (part,) = front(build(deck, {"chip": CHIP | {"left": "7 mm"}})).parts
    runs = [item for item in part.items if isinstance(item, TextRun)]
    assert len({run.at.y for run in runs}) > 1
    assert part.rect.right == pytest.approx(max(run.at.x + run.width for run in runs))
    assert part.rect.right <= 56 * MM, "4 mm are kept free of text"


def test_a_box_as_wide_as_its_picture(pair: Path) -> None:
    """A picture three by two, 12 mm high, is 18 mm wide; a code is a square; texts follow."""
    photo = LEFT | {"width": "content"}
    code = RIGHT | {"width": "content", "height": "16 mm"}
    text = TEXT | {"beside": "photo, code", "gap": "1 mm"}
    found = rects(pair, {"photo": photo, "code": code, "text": text})
    assert (found["photo"].left, found["photo"].right) == pytest.approx((5, 23))
    assert (found["code"].left, found["code"].right) == pytest.approx((38, 54))
    assert (found["text"].left, found["text"].right) == pytest.approx((24, 37))


def test_text_beside_a_word_of_any_length(pair: Path) -> None:
    """What stands beside a box as wide as its text begins where that one ends on each card."""
    boxes = {
        "chip": CHIP | {"left": "5 mm"},
        "text": TEXT | {"top": "10 mm", "beside": "chip", "gap": "2 mm"},
    }
    lefts = []
    for index in (0, 1):
        found = rects(pair, boxes, index)
        assert found["text"].left == pytest.approx(found["chip"].right + 2)
        lefts.append(found["text"].left)
    assert lefts[0] < lefts[1]


@pytest.mark.parametrize(
    ("box", "code", "says", "hint"),
    [
        ({"beside": "phto"}, "unknown-box", "no box 'phto'", "'photo'"),
        ({"beside": "photo, cod"}, "unknown-box", "no box 'cod'", "'code'"),
        ({"beside": "photo, text"}, "box-cycle", "stands beside itself", ""),
        ({"width": "contents"}, "bad-value", "'contents'", ""),
        ({"text": "", "width": "content", "fill": "ink"}, "bad-value", "no text and no", "width"),
        ({"gap_below": "wide"}, "bad-value", "'wide'", ""),
    ],
)  # fmt: skip
def test_slips_are_told(pair: Path, box: dict[str, str], code: str, says: str, hint: str) -> None:
    """A wrong name or width has its place, and says what is meant."""
    with pytest.raises(KorttipakkaError) as caught:
        build(pair, {"photo": LEFT, "code": RIGHT, "text": TEXT | box})
    (problem,) = [p for p in caught.value.problems if p.code == code]
    assert says in problem.message
    assert hint in problem.hint
    assert problem.at is not None
    assert problem.at.line > 0


def test_idle_gaps_are_told(pair: Path) -> None:
    """A gap to nothing has no effect."""
    made = build(pair, {"text": TEXT | {"gap_below": "2 mm", "gap_beside": "2 mm"}})
    idle = [p.message.split()[0] for p in made.problems if p.code == "idle-setting"]
    assert idle == ["front.text.gap_below", "front.text.gap_beside"]
