"""What boxes show besides text, as typesetting leaves it: fills, pictures, patterns, codes."""

from pathlib import Path

import pytest

from box_samples import MM, build, flat, front, make_deck
from korttipakka.basics.color import Blend, Color, parse_color, parse_fill
from korttipakka.basics.geometry import Point, Rect, Size, Turn
from korttipakka.basics.problems import KorttipakkaError, Problem, Severity
from korttipakka.model.deck import Card
from korttipakka.model.frame import (
    Box,
    CardFaces,
    Frame,
    Gradient,
    Group,
    Line,
    Picture,
    QrCode,
    Shape,
)
from korttipakka.model.layout import PATTERNS
from korttipakka.model.paths import bounds
from korttipakka.model.text import TextRun
from korttipakka.typeset.art import fitted, gradient, placed
from korttipakka.typeset.codes import outlines
from korttipakka.typeset.draft import as_draft
from korttipakka.typeset.patterns import pattern

CARD = Size(60 * MM, 80 * MM)
BOX = {"left": "10 mm", "width": "20 mm", "top": "10 mm", "height": "40 mm"}
RECT = Rect(10 * MM, 30 * MM, 30 * MM, 70 * MM)


def near(one: Rect, other: Rect) -> bool:
    """Whether two rectangles are the same but for rounding."""
    return all(abs(a - b) < 0.01 for a, b in zip(edges(one), edges(other), strict=True))


def edges(rect: Rect) -> tuple[float, float, float, float]:
    """Left, bottom, right, top."""
    return rect.left, rect.bottom, rect.right, rect.top


def problems(folder: Path, box: dict[str, str], **card: str) -> tuple[Problem, ...]:
    """The errors that a card with one box leads to."""
    with pytest.raises(KorttipakkaError) as caught:
        build(make_deck(folder, {"title": "One", **card}), {"box": BOX | box})
    return tuple(p for p in caught.value.problems if p.severity is Severity.ERROR)


@pytest.mark.parametrize("place", [{"top": "-40 mm"}, {"left": "-20 mm"}])
def test_a_colour_beside_the_card_is_told(tmp_path: Path, place: dict[str, str]) -> None:
    """One that reaches over the trim is cut there; one that only touches it is never seen."""
    (told,) = problems(tmp_path, {"fill": "teal", **place})
    assert told.code == "box-outside-card"


def test_a_pattern_too_fine_for_its_box_is_told(tmp_path: Path) -> None:
    """Millions of marks would take minutes: the place of the step and a way out are named."""
    box = {"pattern": "rings", "pattern_step": "1 mm", "width": "2000 mm", "height": "2000 mm"}
    found = problems(tmp_path / "deck", box)
    (problem,) = [problem for problem in found if problem.code == "too-many-marks"]
    assert problem.at is not None
    assert problem.at.line
    assert "larger step" in problem.hint


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A card with everything, and one with only a title."""
    full = {
        "title": "Full", "category": "a", "image": "photo.jpg", "link": "https://example.org/",
        "text": "Words",
    }  # fmt: skip
    return make_deck(tmp_path / "deck", full, {"title": "Bare", "category": "b"})


def test_contain_shows_the_whole_picture(deck: Path) -> None:
    """A wide picture in a tall box touches its sides and lies in the middle."""
    (picture,) = front(build(deck, {"photo": BOX | {"image": "{image}"}})).items
    assert isinstance(picture, Picture)
    height = 20 * MM * 600 / 900
    expected = Rect(10 * MM, 50 * MM - height / 2, 30 * MM, 50 * MM + height / 2)
    assert near(picture.rect, expected)
    assert near(picture.clip, expected)
    assert picture.pixels == Size(900, 600)


@pytest.mark.parametrize(
    ("focus", "left"), [("0% 50%", 10.0), ("50% 50%", -10.0), ("100 0", -30.0)]
)
def test_cover_fills_the_box_around_the_focus(deck: Path, focus: str, left: float) -> None:
    """With fit cover the picture is as high as the box, and the focus says what is cut off."""
    box = BOX | {"image": "{image}", "fit": "cover", "focus": focus}
    (picture,) = front(build(deck, {"photo": box})).items
    assert isinstance(picture, Picture)
    assert near(picture.clip, RECT)
    assert near(picture.rect, Rect(left * MM, 30 * MM, (left + 60) * MM, 70 * MM))


def test_pictures_at_the_trim_reach_into_the_bleed(deck: Path) -> None:
    """A picture that covers a box at the card's edges goes on over them; a whole one does not."""
    at = {"image": "{image}", "left": "0", "right": "0", "top": "0", "height": "40 mm"}
    cover = front(build(deck, {"p": at | {"fit": "cover"}}, card__bleed="3 mm")).items[0]
    contain = front(build(deck, {"p": at}, card__bleed="3 mm")).items[0]
    assert isinstance(cover, Picture)
    assert isinstance(contain, Picture)
    assert near(cover.clip, Rect(-3 * MM, 40 * MM, 63 * MM, 83 * MM))
    assert near(contain.rect, Rect(0, 40 * MM, 60 * MM, 80 * MM))


def test_a_box_without_its_picture_takes_no_room(deck: Path) -> None:
    """Where a card has no image, its box paints nothing, and what stands below moves up."""
    boxes = {
        "photo": {"image": "{image}", "fill": "red", "left": "0", "width": "20 mm", "top": "8 mm",
                  "height": "30 mm"},
        "text": {"text": "{title}", "below": "photo", "left": "4 mm", "right": "4 mm"},
    }  # fmt: skip
    result = build(deck, boxes)
    full, bare = front(result, 0), front(result, 1)
    assert [type(item) for item in full.items] == [Box, Picture, TextRun]
    assert [type(item) for item in bare.items] == [TextRun]
    baselines = [item.at.y for f in (full, bare) for item in f.items if isinstance(item, TextRun)]
    assert baselines[1] - baselines[0] == pytest.approx(30 * MM)


@pytest.mark.parametrize(
    ("when", "shown"),
    [("always", [1, 1]), ("never", [0, 0]), ("image", [1, 0]), ("text", [1, 0]), ("link", [1, 0]),
     ("category.icon", [1, 0]), ("category.name", [1, 1]), ("fields.none", [0, 0])],
)  # fmt: skip
def test_conditions(deck: Path, when: str, shown: list[int]) -> None:
    """`when` shows a box on the cards that have what it names."""
    result = build(deck, {"bar": BOX | {"fill": "ink", "when": when}})
    assert [len(front(result, index).items) for index in (0, 1)] == shown


def test_a_child_layout_turns_a_box_off(deck: Path) -> None:
    """`when: never` takes away a box of the layout that is extended."""
    from korttipakka.build.pipeline import build_deck

    (deck / "parent.yaml").write_text(
        "extends: base\nfront: {bar: {fill: ink, height: 5 mm}, t: {text: '{title}'}}\n"
        "back: {t: {text: '{title}'}}\n"
    )
    (deck / "child.yaml").write_text("extends: parent.yaml\nfront: {bar: {when: never}}\n")
    found = build_deck(deck / "deck.yaml", layout=str(deck / "child.yaml"))
    assert [type(item) for item in front(found).items] == [TextRun]


def test_icons_take_the_colour_of_the_box(deck: Path) -> None:
    """An icon's currentColor is the box's colour, and the icon is made once for all cards."""
    result = build(deck, {"icon": BOX | {"image": "{category.icon}", "color": "{color}"}})
    (group,) = front(result).items
    assert isinstance(group, Group)
    assert group.shared
    assert near(Rect.of(group.frame.size, group.at), Rect(10 * MM, 40 * MM, 30 * MM, 60 * MM))
    shapes = [item for item in group.frame.items if isinstance(item, Shape)]
    assert {shape.stroke for shape in shapes} == {parse_color("#0f6b75")}
    assert shapes[0].stroke_width == pytest.approx(2 * 20 * MM / 24)


def test_a_picture_of_the_layout_lies_beside_it(deck: Path) -> None:
    """A path in a layout file counts from its folder, not from where one works."""
    (picture,) = front(build(deck, {"logo": BOX | {"image": "ring.png"}}), 1).items
    assert isinstance(picture, Picture)
    assert picture.path == deck / "ring.png"


def test_gradients_end_at_the_corners() -> None:
    """Colours run as in CSS: upwards at 0 degrees, to the right at 90, pure in the corners."""
    rect = Rect(0, 0, 40, 20)
    blend = parse_fill("gradient(red, blue, 90deg)")
    assert isinstance(blend, Blend)
    found = gradient(blend, rect)
    assert (found.start.x, found.end.x) == pytest.approx((0, 40))
    up = gradient(Blend(blend.colors, 0), rect)
    assert (up.start.y, up.end.y) == pytest.approx((0, 20))
    slanted = gradient(Blend(blend.colors, 45), rect)
    assert slanted.end.x - slanted.start.x == pytest.approx(30)


def test_a_gradient_of_the_card_s_colour(deck: Path) -> None:
    """Tints and gradients may be made of the colour of the card's category."""
    box = BOX | {"fill": "gradient(tint({color}, 50%), {color}, 90deg)"}
    (ground,) = front(build(deck, {"g": box}), 1).items
    assert isinstance(ground, Box)
    assert isinstance(ground.fill, Gradient)
    colors = [color for _, color in ground.fill.stops]
    assert colors == [parse_color("tint(#f0d060, 50%)"), parse_color("#f0d060")]


def test_circles_lie_in_the_middle(deck: Path) -> None:
    """The circle of a tall box is the widest that fits, in the middle."""
    (ground,) = front(build(deck, {"c": BOX | {"fill": "ink", "shape": "circle"}})).items
    assert isinstance(ground, Box)
    assert ground.ellipse
    assert near(ground.rect, Rect(10 * MM, 40 * MM, 30 * MM, 60 * MM))


def test_circles_at_the_trim_stay_round(deck: Path) -> None:
    """A circle that touches the card's edge does not grow into the bleed."""
    box = {"fill": "ink", "shape": "circle", "left": "0", "width": "20 mm", "top": "0",
           "height": "20 mm"}  # fmt: skip
    (ground,) = front(build(deck, {"c": box}, card__bleed="3 mm")).items
    assert isinstance(ground, Box)
    assert near(ground.rect, Rect(0, 60 * MM, 20 * MM, 80 * MM))


def test_the_outline_goes_over_the_picture(deck: Path) -> None:
    """Ground, picture and outline are painted in this order."""
    box = BOX | {"image": "{image}", "fit": "cover", "fill": "red", "stroke": "ink"}
    ground, picture, outline = front(build(deck, {"p": box})).items
    assert isinstance(ground, Box)
    assert (ground.fill, ground.stroke) == (parse_color("red"), None)
    assert isinstance(picture, Picture)
    assert isinstance(outline, Box)
    assert outline.fill is None


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_cover_the_area(name: str) -> None:
    """Each pattern is one path of one colour that reaches to every edge of the area."""
    frame = pattern(name, Size(100, 60), 2 * MM, Color((0, 0, 0)))
    (shape,) = frame.items
    assert isinstance(shape, Shape)
    around = bounds(shape.path)
    assert around.left < 2 * MM
    assert around.bottom < 2 * MM
    assert around.right > 100 - 2 * MM
    assert around.top > 60 - 2 * MM


def test_categories_differ_by_pattern(deck: Path) -> None:
    """`{category.pattern}` names another pattern for each category, the same on all its cards."""
    result = build(deck, {"p": BOX | {"pattern": "{category.pattern}"}})
    groups = [front(result, index).items[0] for index in (0, 1)]
    assert all(isinstance(group, Group) and group.shared for group in groups)
    assert groups[0] != groups[1]


def test_rotated_text_runs_along_the_side(deck: Path) -> None:
    """Text turned by 90 degrees has the box's height as its measure."""
    box = BOX | {"text": "{title}", "rotate": "90", "size": "10 pt"}
    (group,) = front(build(deck, {"side": box})).items
    assert isinstance(group, Group)
    assert group.turn is Turn.LEFT
    assert near(Rect.of(group.frame.size), Rect(0, 0, 40 * MM, 20 * MM))
    assert near(Rect.of(RECT.size, group.at), RECT)


def test_a_draft_looks_into_groups_on_both_sides() -> None:
    """A picture in a group is grey there: turned, cut and let through as the group has it."""
    room = Rect(1, 2, 7, 5)
    picture = Picture(Path("p.png"), room, room)
    group = Group(
        Frame(Size(9, 6), (picture,)), Point(3, 4), Turn.LEFT, Rect(0, 0, 8, 6), radius=2,
        opacity=0.5,
    )  # fmt: skip
    face = Frame(Size(20, 20), (group,))
    drafted = as_draft(CardFaces(Card("a", "A"), face, face))
    for side in (drafted.front, drafted.back):
        (kept,) = side.items
        assert isinstance(kept, Group)
        (grey,) = kept.frame.items
        assert isinstance(grey, Box)
        assert (grey.rect, grey.fill) == (room, parse_color("#d0d0d0"))
        assert kept._replace(frame=group.frame) == group


def test_a_draft_keeps_what_many_cards_share() -> None:
    """A pattern that all cards show stays one frame, so that it is written once."""
    dots = Group(Frame(Size(9, 9), (Box(Rect(0, 0, 3, 3)),)), Point(0, 0), shared=True)
    face = Frame(Size(9, 9), (dots,))
    drafted = as_draft(CardFaces(Card("a", "A"), face, face))
    for side in (drafted.front, drafted.back):
        (kept,) = side.items
        assert isinstance(kept, Group)
        assert kept.frame is dots.frame


@pytest.mark.parametrize("fit", ["contain", "cover"])
@pytest.mark.parametrize("rotate", ["0", "90", "180", "270"])
def test_a_draft_shows_grey_where_a_picture_is(deck: Path, rotate: str, fit: str) -> None:
    """A grey box covers what is seen of a picture, turned or not, and is cut and let through as it.

    All else stays as it is.
    """
    box = BOX | {"image": "{image}", "fit": fit, "corner": "3 mm", "opacity": "40%",
                 "rotate": rotate, "fill": "ink"}  # fmt: skip
    result = build(deck, {"photo": box, "title": {"text": "{title}", "rotate": "90"}})
    whole, drafted = result.faces[0], as_draft(result.faces[0])
    old, new = list(flat(whole.front)), list(flat(drafted.front))
    (index,) = (index for index, item in enumerate(old) if isinstance(item, Picture))
    picture, grey = old.pop(index), new.pop(index)
    assert isinstance(picture, Picture)
    assert isinstance(grey, Box)
    assert near(grey.rect, picture.clip if fit == "cover" else picture.rect)
    assert (grey.fill, grey.stroke, grey.ellipse) == (parse_color("#d0d0d0"), None, False)
    assert (grey.radius, grey.opacity) == pytest.approx((3 * MM, 0.4))
    assert [item for item in new if not isinstance(item, Group)] == [
        item for item in old if not isinstance(item, Group)
    ]
    assert [item.at for item in new if isinstance(item, Group)] == [
        item.at for item in old if isinstance(item, Group)
    ]
    assert drafted.back == whole.back


def test_upside_down_text_keeps_its_height(deck: Path) -> None:
    """A box turned by 180 degrees is as high as its text, as an upright one is."""
    box = {"text": "{title}", "left": "4 mm", "right": "4 mm", "top": "6 mm", "size": "10 pt"}
    upright = front(build(deck, {"t": box})).parts[0].rect
    (part,) = front(build(deck, {"t": box | {"rotate": "180"}})).parts
    assert near(part.rect, upright)
    (group,) = part.items
    assert isinstance(group, Group)
    assert group.turn is Turn.OVER


def test_ruled_lines_leave_room_to_write(deck: Path) -> None:
    """Lines lie a line's height apart from the top on, within the padding."""
    box = BOX | {"ruled": "8 mm", "padding": "0 2 mm", "color": "tint(ink, 50%)"}
    lines = front(build(deck, {"notes": box}), 1).items
    assert [type(line) for line in lines] == [Line] * 5
    ys = [line.start.y / MM for line in lines if isinstance(line, Line)]
    assert ys == pytest.approx([62, 54, 46, 38, 30])
    assert isinstance(lines[0], Line)
    assert (lines[0].start.x / MM, lines[0].end.x / MM) == pytest.approx((12, 28))


@pytest.mark.parametrize(
    ("valign", "ys"),
    [("top", [61, 52, 43, 34]), ("middle", [59, 50, 41, 32]), ("bottom", [57, 48, 39, 30])],
)
def test_ruled_lines_lie_by_valign(deck: Path, valign: str, ys: list[float]) -> None:
    """What is left of a box below its last line to write on lies above the first, or is shared."""
    box = BOX | {"ruled": "9 mm", "valign": valign}
    lines = front(build(deck, {"notes": box}), 1).items
    assert [line.start.y / MM for line in lines if isinstance(line, Line)] == pytest.approx(ys)


def test_qr_codes_are_for_cards_with_a_link(deck: Path) -> None:
    """A card without a link has no code; the code is square, with paper around it."""
    result = build(deck, {"code": BOX | {"qr": "{link}"}})
    paper, code = front(result).items
    assert isinstance(paper, Box)
    assert isinstance(code, QrCode)
    assert code.text == "https://example.org/"
    assert near(code.rect, Rect(10 * MM, 40 * MM, 30 * MM, 60 * MM))
    assert near(paper.rect, code.rect)
    assert near(bounds(code.shape.path), code.rect.grown(-4 * code.module))
    assert not front(result, 1).items


def test_touching_modules_have_one_outline() -> None:
    """A ring of modules has two outlines, run opposite ways, with no seam between modules."""
    dark = [[True] * 3, [True, False, True], [True] * 3]
    loops = [frozenset(loop) for loop in outlines(dark)]
    assert set(loops) == {
        frozenset({(0, 0), (3, 0), (3, 3), (0, 3)}),
        frozenset({(1, 1), (2, 1), (2, 2), (1, 2)}),
    }


def test_equal_codes_are_one_value(deck: Path) -> None:
    """The frames of cards with the same link hold the same code, which was made once."""
    result = build(deck, {"code": BOX | {"qr": "https://example.org/all"}})
    codes = [item for i in (0, 1) for item in flat(front(result, i)) if isinstance(item, QrCode)]
    assert codes[0] is codes[1]


def test_fitting_keeps_proportions() -> None:
    """What is fitted touches two sides of the room, or covers it all."""
    assert fitted(Size(3, 2), Size(30, 40), "contain") == Size(30, 20)
    assert fitted(Size(3, 2), Size(30, 40), "cover") == Size(60, 40)
    assert placed(Size(30, 20), Rect(0, 0, 30, 40), Point(0.5, 0)) == Rect(0, 20, 30, 40)


@pytest.mark.parametrize(
    ("box", "code", "says", "hint"),
    [
        ({"pattern": "dot"}, "bad-value", "'dot' is none of", "write dots"),
        ({"shape": "circel"}, "bad-value", "'circel' is none of", "did you mean 'circle'?"),
        ({"rotate": "slightly"}, "bad-value", "is not a number", ""),
        ({"rotate": "400"}, "bad-value", "between -360 and 360 degrees", ""),
        ({"focus": "40%"}, "bad-value", "two percentages", ""),
        ({"opacity": "140%"}, "bad-value", "between 0 and 100 %", ""),
        ({"pattern_step": "0.2 mm"}, "bad-value", "between 1 and 500 mm", ""),
        ({"fill": "gradient(red)"}, "bad-value", "is not a gradient", ""),
        ({"fill": "gradient(red, bleu)"}, "bad-value", "'bleu' is not a colour", ""),
        ({"fill": "tealish"}, "bad-value", "is not a colour", "did you mean 'teal'?"),
        ({"fill": "tint({color}, many)"}, "bad-value", "is not a colour", ""),
        ({"image": "{imge}"}, "unknown-placeholder", "stands for nothing", "'image'?"),
        ({"image": "{title}"}, "unknown-placeholder", "stands for nothing here", ""),
        ({"text": "{image}"}, "unknown-placeholder", "stands for nothing here", ""),
        ({"image": "none.png"}, "missing-image", "there is no file", ""),
        ({"image": "../x.png"}, "outside-layout", "leads out of", ""),
        ({"when": "imge", "fill": "ink"}, "bad-value", "nothing that a card", "'image'?"),
        ({"qr": "{lnk}"}, "unknown-placeholder", "stands for nothing", "'link'?"),
        ({"imag": "{image}"}, "unknown-setting", "no setting", "'image'?"),
    ],
)
def test_slips_are_told(
    tmp_path: Path, box: dict[str, str], code: str, says: str, hint: str
) -> None:
    """A wrong name or value is told with its place in the layout file and a suggestion."""
    found = problems(tmp_path / "deck", box)
    slips = [problem for problem in found if problem.code == code]
    assert slips, found
    assert says in slips[0].message
    assert hint in slips[0].hint
    assert slips[0].at is not None
    assert slips[0].at.line > 0


def test_pictures_that_cannot_be_used(tmp_path: Path) -> None:
    """Every bad picture is told at once, where it is named, and one of a category only once."""
    deck = make_deck(
        tmp_path / "deck",
        {"title": "One", "image": "ring.png", "category": "a"},
        {"title": "Two", "image": "photo.webp", "category": "a"},
    )
    (deck / "ring.png").write_bytes(b"not a picture")
    (deck / "photo.webp").write_bytes(b"RIFF")
    (deck / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    boxes = {"photo": BOX | {"image": "{image}"}, "icon": BOX | {"image": "{category.icon}"}}
    with pytest.raises(KorttipakkaError) as caught:
        build(deck, boxes)
    found = caught.value.problems
    assert [problem.code for problem in found] == ["bad-image"] * 3
    assert "front.photo: 'ring.png'" in found[0].message
    assert "front.photo: 'photo.webp'" in found[1].message
    assert "front.icon: 'icon.svg': the SVG file has <script>" in found[2].message
    assert all(p.at is not None and p.at.shown.endswith("deck.yaml") for p in found)
    assert len({problem.at for problem in found}) == 3


def test_a_card_s_word_that_is_no_colour(tmp_path: Path) -> None:
    """A colour that comes from a card's fields is checked when it is known, with its place."""
    deck = make_deck(tmp_path / "deck", {"title": "One", "fields": {"shade": "nearly red"}})
    with pytest.raises(KorttipakkaError) as caught:
        build(deck, {"box": BOX | {"fill": "{fields.shade}"}})
    (problem,) = caught.value.problems
    assert problem.code == "bad-color"
    assert problem.at is not None


def test_too_much_for_a_code(tmp_path: Path) -> None:
    """A text that no QR code holds is a problem of the card."""
    found = problems(tmp_path / "deck", {"qr": "{text}"}, text="long " * 1000)
    assert [problem.code for problem in found] == ["bad-qr"]


def test_icons_that_ship_are_there_for_any_layout(tmp_path: Path) -> None:
    """`icons/time.svg` is the one that ships, unless there is one beside the layout; no way out."""
    from korttipakka.reading.layout import read_layout

    path = tmp_path / "mine.yaml"

    def image(name: str) -> str:
        path.write_text(f"front:\n  i: {{image: '{name}'}}\n", encoding="utf-8")
        return read_layout(str(path)).front[0].image

    assert Path(image("icons/time.svg")).is_file()
    for name in ("icons/nosuch.svg", "icons/../workshop.yaml", "time.svg"):
        with pytest.raises(KorttipakkaError):
            image(name)
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "time.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert image("icons/time.svg") == str(tmp_path / "icons" / "time.svg")
