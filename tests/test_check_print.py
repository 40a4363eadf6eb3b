"""The rules about what print can show: contrast, small type, coarse pictures, QR codes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from box_samples import ALL, BACK, FULL, build, make_deck, photo
from korttipakka.basics.geometry import Rect
from korttipakka.basics.problems import KorttipakkaError, Problem, Severity
from korttipakka.check.contrast import _parts_by

TEXT = {"text": "{title}", "left": "6 mm", "right": "6 mm", "bottom": "20 mm", "size": "10 pt"}


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Two cards of a dark category and one of a light one."""
    light = {"title": "Light", "category": "b"}
    return make_deck(tmp_path / "deck", FULL, FULL | {"title": "Dark"}, light)


def told(problems: Sequence[Problem], code: str) -> list[Problem]:
    """The problems of one code."""
    return [problem for problem in problems if problem.code == code]


def contrast_problems(deck: Path, front: dict[str, dict[str, str]]) -> list[Problem]:
    """What is said about contrast when the fronts have these boxes."""
    return told(build(deck, front).problems, "low-contrast")


def test_text_in_a_light_colour_on_paper(deck: Path) -> None:
    """A category's colour too light for text is a warning that names the box and the category."""
    (problem,) = contrast_problems(deck, {"label": TEXT | {"color": "{category.color}"}})
    assert problem.severity is Severity.WARNING
    assert "front.label on cards of 'Berries'" in problem.message
    assert "#f0d060 on #ffffff" in problem.message
    assert "1.5:1, less than 4.5:1" in problem.message
    assert problem.at is not None
    assert problem.at.shown.endswith("deck.yaml")


def test_a_contrast_that_lacks_little_is_told_in_more_digits(deck: Path) -> None:
    """#777777 on white has 4.48 : 1: rounded it would seem enough."""
    (problem,) = contrast_problems(deck, {"label": TEXT | {"color": "#777777"}})
    assert "a contrast of 4.48:1, less than 4.5:1" in problem.message


def test_letters_may_reach_a_tenth_of_a_millimetre_into_the_margin(deck: Path) -> None:
    """No cut is so exact; two tenths are told of."""
    for inset, count in (("3.92 mm", 0), ("3.8 mm", 1)):
        box = TEXT | {"left": inset}
        assert len(told(build(deck, {"label": box}).problems, "text-near-edge")) == count


def test_the_ground_is_what_was_painted_there_last(deck: Path) -> None:
    """Text is held against the box that lies under it, not against paper or its neighbours."""
    ground = ALL | {"fill": "{color}"}
    dark = contrast_problems(deck, {"ground": ground, "label": TEXT})
    assert ["Apples" in problem.message for problem in dark] == [True]
    plate = ALL | {"fill": "paper", "top": "40 mm"}
    assert not contrast_problems(deck, {"ground": ground, "plate": plate, "label": TEXT})
    elsewhere = ALL | {"fill": "ink", "bottom": "60 mm"}
    assert not contrast_problems(deck, {"bar": elsewhere, "label": TEXT})
    over = contrast_problems(deck, {"label": TEXT, "ground": ground})
    assert not over, "what is painted over a text is not its ground"


def test_what_no_box_shows_is_told(tmp_path: Path) -> None:
    """What the layout has no box for is a warning; so is a field that no card has."""
    card = {"title": "A", "link": "https://example.org", "subtitle": "B", "text": "C"}
    deck = make_deck(tmp_path / "deck", card)
    front = {"label": TEXT | {"text": "{fields.age}"}}
    problems = build(deck, front).problems
    assert len(told(problems, "not-shown")) == 4, "subtitle, text, link and the category's icon"
    (never,) = told(problems, "never-filled")
    assert "{fields.age}" in never.message


def test_capitals_and_tails_keep_off_the_edge(tmp_path: Path) -> None:
    """It is the letters that must lie in the safe area, not the baseline alone."""
    deck = make_deck(tmp_path / "deck", {"title": "Äg"})
    for place in ({"top": "1 mm"}, {"bottom": "3.5 mm", "height": "8 mm", "valign": "bottom"}):
        box = {key: value for key, value in TEXT.items() if key != "bottom"} | place
        assert told(build(deck, {"label": box}).problems, "text-near-edge"), place


def test_text_near_the_edge_is_told_once_for_a_box(deck: Path) -> None:
    """However many cards a layout's box goes wrong on, it is one matter; its hint helps."""
    box = TEXT | {"left": "1 mm"}
    (problem,) = told(build(deck, {"label": box}).problems, "text-near-edge")
    assert problem.message == (
        "card 'Full' and 2 more: text of front.label reaches 3 mm into the safe margin"
    )
    assert "--set 'card.safe=1 mm'" in problem.hint
    assert not told(build(deck, {"label": box}, card__safe="1 mm").problems, "text-near-edge")


def test_large_text_needs_less(deck: Path) -> None:
    """3:1 is enough from 18 pt on, or 14 pt when bold."""
    grey = {"color": "#8a8a8a"}  # 3.45:1 on white
    for size, weight, enough in (
        ("17 pt", "regular", False), ("18 pt", "regular", True),
        ("13 pt", "bold", False), ("14 pt", "bold", True),
    ):  # fmt: skip
        box = TEXT | grey | {"size": size, "weight": weight}
        assert bool(contrast_problems(deck, {"label": box})) is not enough, (size, weight)


@pytest.mark.parametrize(
    ("fill", "number"),
    [
        ("gradient(ink, paper)", 1), ("gradient(paper, ink)", 1), ("gradient(ink, ink)", 1),
        ("gradient(paper, ink, 90deg)", 0), ("gradient(ink, paper, 90deg)", 1),
    ],
)  # fmt: skip
def test_gradients_count_where_the_text_is(deck: Path, fill: str, number: int) -> None:
    """A line of text must stand out from the colours of a gradient around its own letters."""
    assert len(contrast_problems(deck, {"label": TEXT | {"fill": fill}})) == number


def test_patterns_and_tints_are_grounds(deck: Path) -> None:
    """A pattern of ink under text is told of; a fill that lets most light through is light."""
    assert contrast_problems(deck, {"p": ALL | {"pattern": "dots"}, "label": TEXT})
    assert not contrast_problems(deck, {"p": ALL | {"fill": "ink", "opacity": "10%"}, "l": TEXT})


@pytest.mark.parametrize(
    ("color", "place", "number"),
    [
        ("paper", {}, 1), ("ink", {}, 0), ("paper", {"left": "40 mm"}, 0),
        ("ink", {"left": "40 mm"}, 1), ("ink", {"bottom": "60 mm", "left": "40 mm"}, 0),
        ("paper", {"bottom": "60 mm", "left": "40 mm"}, 1),
    ],
)  # fmt: skip
def test_the_pixels_of_pictures_are_grounds(
    deck: Path, color: str, place: dict[str, str], number: int
) -> None:
    """White cannot be read on the yellow quarter of a picture, nor black on the blue one."""
    photo = ALL | {"image": "photo.jpg", "fit": "cover"}
    boxes = {"p": photo, "l": TEXT | {"color": color} | place}
    assert len(contrast_problems(deck, boxes)) == number


def test_a_scrim_makes_text_on_a_picture_readable(deck: Path) -> None:
    """A dark veil over a picture counts as dark as it is."""
    photo = ALL | {"image": "photo.jpg", "fit": "cover"}
    boxes = {"p": photo, "veil": ALL | {"fill": "#000000"}, "l": TEXT | {"color": "paper"}}
    for opacity, number in (("10 %", 1), ("70 %", 0)):
        veil = boxes["veil"] | {"opacity": opacity}
        assert len(contrast_problems(deck, boxes | {"veil": veil})) == number


def test_a_drawing_is_left_to_the_eye(deck: Path) -> None:
    """Nothing is known of the colours of shapes."""
    boxes = {"p": ALL | {"image": "icon.svg"}, "l": TEXT | {"color": "paper"}}
    assert not contrast_problems(deck, boxes)


def test_a_fault_of_the_layout_s_colours_is_told_once(deck: Path) -> None:
    """Grey on white is as bad on cards of all categories; on their colours, the worst is named."""
    (plain,) = contrast_problems(deck, {"label": TEXT | {"color": "#bbbbbb"}})
    assert plain.message.startswith("front.label: text in #bbbbbb on #ffffff")
    ground = ALL | {"fill": "{color}"}
    (both,) = contrast_problems(deck, {"g": ground, "label": TEXT | {"color": "#778877"}})
    assert "front.label on cards of 'Apples' and 1 more category: " in both.message
    assert both.at is not None
    assert both.at.shown.endswith("boxes.layout")


def test_turned_text_has_a_ground_too(deck: Path) -> None:
    """Text along a side is held against what lies under it there."""
    side = {"text": "{title}", "rotate": "270", "right": "4 mm", "width": "8 mm",
            "top": "10 mm", "bottom": "10 mm"}  # fmt: skip
    bar = {"fill": "ink", "right": "0", "width": "16 mm", "top": "0", "bottom": "0"}
    (problem,) = contrast_problems(deck, {"bar": bar, "side": side})[:1]
    assert "front.side" in problem.message
    assert not contrast_problems(deck, {"bar": bar, "side": side | {"color": "paper"}})


def test_auto_is_always_readable(deck: Path) -> None:
    """`color: auto` on a box's own fill passes in either category."""
    assert not contrast_problems(deck, {"label": TEXT | {"fill": "{color}", "color": "auto"}})


def test_small_text(deck: Path) -> None:
    """Text below 7 pt is a warning for each box, with the number of cards."""
    found = told(build(deck, {"label": TEXT | {"size": "6.5 pt"}}).problems, "small-text")
    (problem,) = found
    assert problem.severity is Severity.WARNING
    assert problem.message == "front.label: text of 6.5 pt on 3 cards, smaller than 7 pt"
    assert problem.at is not None
    assert problem.hint == "--set 'front.label.size=7 pt', or a larger box"
    assert not told(build(deck, {"label": TEXT | {"size": "7 pt"}}).problems, "small-text")


def test_small_text_that_has_no_room_for_more(deck: Path) -> None:
    """Where a box may have larger text, and its text does not fit so, the card is to grow."""
    narrow = TEXT | {"size": "5-10 pt", "text": "W" * 22, "lines": "1"}
    (problem,) = told(build(deck, {"label": narrow}).problems, "small-text")
    assert problem.hint == "shorten the text, or take larger cards: --card-size auto"


def test_coarse_pictures(deck: Path) -> None:
    """A picture below 200 dpi names its first card, the box, and how coarse it is."""
    photo(200, 300).save(deck / "small.png")
    text = (deck / "deck.yaml").read_text("utf-8").replace("photo.jpg", "small.png")
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    box = {"image": "{image}", "left": "5 mm", "width": "50 mm", "top": "5 mm", "height": "60 mm"}
    (problem,) = told(build(deck, {"photo": box}).problems, "low-resolution")
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "card 'Full' and 1 more: 'small.png' in front.photo is printed at 127 dpi, less than 200"
    )
    assert problem.at is not None
    assert problem.at.shown.endswith("deck.yaml")
    fine = build(deck, {"photo": box | {"width": "25 mm"}})
    assert not told(fine.problems, "low-resolution")


def test_turned_pictures_are_looked_at(deck: Path) -> None:
    """A picture in a turned box is measured as well, and vectors have no resolution."""
    photo(200, 300).save(deck / "small.png")
    box = ALL | {"rotate": "90"}
    turned = build(deck, {"photo": box | {"image": "small.png"}})
    assert told(turned.problems, "low-resolution")
    assert not told(build(deck, {"icon": box | {"image": "icon.svg"}}).problems, "low-resolution")


def code_box(side: str) -> dict[str, str]:
    """A QR code of a side."""
    return {"qr": "{link}", "left": "5 mm", "bottom": "5 mm", "width": side, "height": side}


def test_small_codes_stop_a_build(deck: Path) -> None:
    """A QR code below 16 mm, quiet zone included, is an error of the layout; 16 mm is enough."""
    with pytest.raises(KorttipakkaError) as caught:
        build(deck, {"code": code_box("15.9 mm")})
    (problem,) = told(caught.value.problems, "qr-too-small")
    assert problem.severity is Severity.ERROR
    assert "15.9 mm wide" in problem.message
    assert problem.at is not None
    assert not told(build(deck, {"code": code_box("16 mm")}).problems, "qr-too-small")


def test_dense_codes(tmp_path: Path) -> None:
    """A link so long that its modules are a hair wide is a warning on the card."""
    link = "https://example.org/" + "a" * 280
    deck = make_deck(tmp_path / "deck", {"title": "Long", "link": link})
    (problem,) = told(build(deck, {"code": code_box("16 mm")}).problems, "qr-too-dense")
    assert problem.severity is Severity.WARNING
    assert problem.at is not None
    assert not told(build(deck, {"code": code_box("30 mm")}).problems, "qr-too-dense")


def test_plain_cards_are_not_complained_of(deck: Path) -> None:
    """Dark text on paper in a readable size leads to no warning of these rules."""
    codes = {"low-contrast", "small-text", "low-resolution", "qr-too-small", "qr-too-dense"}
    assert not codes & {problem.code for problem in build(deck, {"title": BACK}).problems}


@pytest.mark.parametrize(
    ("low", "parts"),
    [(5.0, [(0.0, 0.0, 40.0, 5.0), (0.0, 5.0, 40.0, 8.0)]), (7.0, [])],
)
def test_a_panel_under_a_part_of_letters(low: float, parts: list[tuple[float, ...]]) -> None:
    """One that reaches under less than a quarter of their height parts no line of 8 points."""
    assert list(_parts_by(Rect(-5.0, low, 45.0, 20.0), (0.0, 0.0, 40.0, 8.0))) == parts
