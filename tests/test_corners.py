"""Round corners: cut lines, backgrounds, what is cut off; shapes that reach over the trim."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, hypot, pi, sin
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from box_samples import ALL, MM, build, make_deck
from commands import run_here as call
from impose_samples import CARDS, SHEETS, cards_on, impose, lengths, make_faces, make_layout, size
from korttipakka.basics.geometry import Rect, Size
from korttipakka.basics.problems import KorttipakkaError, Problem
from korttipakka.check.corners import into_corner
from korttipakka.impose.grid import candidates
from korttipakka.impose.words import ENGLISH, FINNISH, SWEDISH
from korttipakka.model.frame import Group, Line, Page, Shape
from korttipakka.model.layout import Layout
from korttipakka.typeset.places import into_bleed

ARRANGEMENTS = st.sampled_from(["duplex", "fold"])
Place = tuple[float, float]


def rounded(layout: Layout, corner: float) -> Layout:
    """The layout with corners that are cut round."""
    return layout._replace(card=layout.card._replace(corner=corner))


def drawn(page: Page, kind: type) -> list[Any]:
    """The marks of a kind on a page."""
    groups = [item for item in page.frame.items if isinstance(item, Group) and not item.clip]
    return [item for group in groups for item in group.frame.items if isinstance(item, kind)]


def on_trim(cell: Rect, radius: float) -> Iterator[Place]:
    """Points around a rounded rectangle: the middle of its sides, and of each quarter circle."""
    for x in (cell.left, cell.right):
        yield x, (cell.bottom + cell.top) / 2
    for y in (cell.bottom, cell.top):
        yield (cell.left + cell.right) / 2, y
    for right in (False, True):
        for top in (False, True):
            x = cell.right - radius if right else cell.left + radius
            y = cell.top - radius if top else cell.bottom + radius
            way = radius / 2**0.5
            yield x + (way if right else -way), y + (way if top else -way)


def lines_near(lines: list[Line], place: Place) -> bool:
    """Whether a straight line of either direction goes through a place."""
    x, y = place
    return any(
        min(a.x, b.x) - 0.3 <= x <= max(a.x, b.x) + 0.3
        and min(a.y, b.y) - 0.3 <= y <= max(a.y, b.y) + 0.3
        for a, b in ((line.start, line.end) for line in lines)
    )


def curves(shapes: list[Shape]) -> Iterator[Place]:
    """Points along the curves of paths, each curve in ten steps."""
    for shape in shapes:
        for before, curve in pairwise(shape.path):
            if curve.operator != "c":
                continue
            (x0, y0), (x1, y1, x2, y2, x3, y3) = before.at[-2:], curve.at
            for step in range(11):
                t = step / 10
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def fits_twice(layout: Layout) -> bool:
    """Whether a front and a back lie side by side on the paper."""
    return any(grid.count for grid in candidates(layout.card.size, layout.sheet))


@given(CARDS, SHEETS, lengths(1, 9), ARRANGEMENTS)
def test_cut_lines_draw_the_whole_round_trim(
    card: Size, sheet: dict[str, Any], corner: float, arrange: str
) -> None:
    """Around each card, straight lines and quarter circles lie on its rounded rectangle."""
    layout = make_layout(card, **sheet | {"marks": "cut", "arrange": arrange, "start_at": 1})
    if arrange == "fold" and not fits_twice(layout):
        return
    page = impose(make_faces(card, 1), rounded(layout, corner))[0].front
    lines, arcs = drawn(page, Line), list(curves(drawn(page, Shape)))
    for group in cards_on(page):
        assert group.clip is not None
        trim = Rect.of(group.frame.size.turned(group.turn), group.at)
        edge = Rect.of(page.frame.size).grown(-0.1)
        for x, y in on_trim(trim, corner):
            inside = edge.left < x < edge.right and edge.bottom < y < edge.top
            near = any(hypot(x - a, y - b) < 0.02 * corner for a, b in arcs)
            assert near or lines_near(lines, (x, y)) or not inside


@given(CARDS, lengths(1, 9))
def test_arcs_touch_the_straight_lines(card: Size, corner: float) -> None:
    """Each arc begins and ends on the trim, a radius from the corner, and bulges outwards."""
    layout = rounded(make_layout(card, marks="cut", margin=make_layout(card).sheet.margin), corner)
    page = impose(make_faces(card, 1), layout)[0].front
    (arcs,) = drawn(page, Shape)
    curved = [(m.at, c.at[-2:]) for m, c in pairwise(arcs.path) if c.operator == "c"]
    assert len(curved) % 4 == 0
    for (x0, y0), (x1, y1) in curved:
        assert abs(x1 - x0) == pytest.approx(corner)
        assert abs(y1 - y0) == pytest.approx(corner)


@pytest.mark.parametrize("marks", ["crop", "none"])
def test_only_cut_lines_are_round(marks: str) -> None:
    """Crop marks cannot show a corner, and without marks there is none."""
    layout = rounded(make_layout(size(60, 40), marks=marks), 3 * MM)
    assert drawn(impose(make_faces(size(60, 40), 1), layout)[0].front, Shape) == []


def test_backs_have_round_lines_where_they_have_straight_ones() -> None:
    """Cut lines are on backs only if asked for, the round ones too."""
    for wanted in (False, True):
        layout = make_layout(size(60, 40), marks="cut", back_marks=wanted)
        (paper,) = impose(make_faces(size(60, 40), 1), rounded(layout, 3 * MM))
        assert paper.back is not None
        assert bool(drawn(paper.back, Shape)) == wanted


@given(CARDS, SHEETS, lengths(1, 9), lengths(0, 3))
def test_backgrounds_follow_the_corner(
    card: Size, sheet: dict[str, Any], corner: float, bleed: float
) -> None:
    """What is seen of a card reaches over its round trim by the same length all around."""
    page = impose(make_faces(card, 1), rounded(make_layout(card, bleed, **sheet), corner))[0].front
    for group in cards_on(page):
        assert group.clip is not None
        trim = Rect.of(group.frame.size)
        left, bottom, right, top = group.clip
        over = min(trim.left - left, trim.bottom - bottom, right - trim.right, top - trim.top)
        assert group.radius == pytest.approx(corner + over)


def page_of(made: Any, scale: float, number: int = 0) -> Image.Image:
    """A page as pixels, so many for each point."""
    page = pypdfium2.PdfDocument(made.pdf())[number].render(scale=scale)
    return page.to_pil().convert("RGB")


def test_a_ground_is_round_on_paper(tmp_path: Path) -> None:
    """As pixels, the colour of the card's ground is gone beyond the bleed of its round corner."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    ground = {"g": ALL | {"fill": "red"}}
    settings = {"card__bleed": "2 mm", "sheet__margin": "10 mm", "sheet__marks": "none"}
    for corner, seen in (("0", True), ("6 mm", False)):
        made = build(deck, ground, **settings, card__corner=corner)
        page = page_of(made, 4)
        (group, *_) = cards_on(made.sheets[0].front)
        x = 4 * (group.at.x - 1.5 * MM)
        y = page.height - 4 * (group.at.y + 81.5 * MM)
        assert (page.getpixel((int(x), int(y))) == (255, 0, 0)) is seen
        middle = page.height - 4 * (group.at.y + 20 * MM)
        assert page.getpixel((int(x), int(middle))) == (255, 0, 0)


def codes(made: Any) -> list[str]:
    """The problems of a build, but for what the deck has and these boxes do not show."""
    return [problem.code for problem in made.problems if problem.code != "not-shown"]


CIRCLE = {"fill": "red", "shape": "circle", "right": "-12 mm", "width": "40 mm",
          "bottom": "-12 mm", "height": "40 mm"}  # fmt: skip


@pytest.mark.parametrize("arrange", ["duplex", "fold", "single"])
def test_shapes_reach_over_the_trim_up_to_the_bleed(tmp_path: Path, arrange: str) -> None:
    """A circle half over the edge is cut at the bleed, where its colour ends on the paper."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    settings = {"sheet__arrange": arrange, "card__bleed": "2 mm"}
    if arrange != "single":
        settings |= {"sheet__margin": "12 mm", "sheet__marks": "none", "sheet__gutter": "4 mm"}
    made = build(deck, {"c": CIRCLE}, **settings)
    assert codes(made) == []
    page = page_of(made, 72 / 25.4)
    red = ImageChops.subtract(page.getchannel("R"), page.getchannel("G")).getbbox()
    assert red is not None
    assert red[2] - red[0] == pytest.approx((28 + 2) * MM * 72 / 25.4, abs=3)
    assert red[3] - red[1] == pytest.approx((28 + 2) * MM * 72 / 25.4, abs=3)


def refused(folder: Path, box: dict[str, str]) -> Problem:
    """The one error that a box leads to."""
    with pytest.raises(KorttipakkaError) as caught:
        build(make_deck(folder, {"title": "One"}), {"c": box})
    (problem,) = [one for one in caught.value.problems if one.code == "box-outside-card"]
    return problem


@pytest.mark.parametrize("words", [{"text": "{title}"}, {"qr": "https://a.fi"}, {"ruled": "8 mm"}])
def test_words_may_not_reach_over_the_trim(tmp_path: Path, words: dict[str, str]) -> None:
    """Text, codes and lines to write on would be cut off: that stays an error."""
    problem = refused(tmp_path / "deck", CIRCLE | words)
    assert "12 mm over the card's" in problem.message
    assert "only boxes without text may reach over the edge" in problem.hint


def test_a_shape_beside_the_card_is_an_error(tmp_path: Path) -> None:
    """What lies wholly outside is never seen: a slip."""
    problem = refused(tmp_path / "deck", CIRCLE | {"right": "-60 mm"})
    assert "60 mm over the card's right edge" in problem.message


@given(st.floats(-30, 30), st.floats(0, 9))
def test_edges_over_the_trim_keep_their_place(over: float, bleed: float) -> None:
    """An edge on the trim or a little beyond reaches the bleed, one further out or in stays."""
    card = Size(100.0, 60.0)
    found = into_bleed(Rect(over, 10, 80, 50), card, bleed).left
    if over >= 0.01 or over <= -bleed:
        assert found == over
    else:
        assert found == pytest.approx(-bleed, abs=0.02)


AREA = Rect(0, 0, 100, 80)


@given(
    st.floats(0, 60), st.floats(0, 60), st.floats(5, 60), st.floats(5, 60), st.floats(1, 40),
    st.floats(0, 20),
)  # fmt: skip
def test_what_reaches_into_a_corner_is_measured(
    left: float, bottom: float, width: float, height: float, radius: float, own: float
) -> None:
    """The result is that of looking at many points of the rectangle's own corners."""
    rect = Rect(left, bottom, min(99.0, left + width), min(79.0, bottom + height))
    own = min(own, rect.width / 2, rect.height / 2)
    most = 0.0
    for x, centre_x, sx in ((rect.left, radius, 1), (rect.right, 100 - radius, -1)):
        for y, centre_y, sy in ((rect.bottom, radius, 1), (rect.top, 80 - radius, -1)):
            for step in range(2001):
                angle = pi / 2 * step / 2000
                at_x = x + sx * own * (1 - cos(angle))
                at_y = y + sy * own * (1 - sin(angle))
                if (centre_x - at_x) * sx > 0 and (centre_y - at_y) * sy > 0:
                    most = max(most, hypot(at_x - centre_x, at_y - centre_y) - radius)
    assert into_corner(rect, AREA, radius, Size(own, own)) == pytest.approx(most, abs=0.1)


@pytest.mark.parametrize("rect", [Rect(2, 50, 60, 80), Rect(0, 50, 60, 78), Rect(0, 50, 60, 80)])
def test_what_reaches_an_edge_is_cut_with_it(rect: Rect) -> None:
    """A ground on either edge beside a corner is meant to be cut there; letters on it are not."""
    assert into_corner(rect, AREA, 20, within=True) == 0
    assert into_corner(rect, AREA, 20) > 5


def told(folder: Path, *boxes: dict[str, Any], corner: str = "8 mm", **card: Any) -> list[Problem]:
    """The warnings about corners that boxes lead to."""
    named = {f"b{n}": box for n, box in enumerate(boxes)}
    deck = make_deck(folder, {"title": "One", "image": "photo.jpg", **card})
    made = build(deck, named, card__corner=corner, card__safe="0")
    return [problem for problem in made.problems if problem.code == "cut-corner"]


TEXT = {"text": "{title}", "left": "1 mm", "right": "1 mm", "top": "1 mm", "size": "12 pt"}


def test_text_in_a_corner_is_told(tmp_path: Path) -> None:
    """Text at the edge is warned of where the corner is round, and only there."""
    (problem,) = told(tmp_path / "deck", TEXT)
    assert problem.message.startswith("card 'One': text of front.b0 reaches")
    assert "card.corner is 8 mm" in problem.hint
    assert told(tmp_path / "deck", TEXT, corner="0") == []
    assert told(tmp_path / "deck", TEXT | {"align": "center"}) == []


def test_a_box_in_a_corner_is_told_once(tmp_path: Path) -> None:
    """A layout's box that goes wrong on many cards is one matter, whose first card is named."""
    deck = make_deck(tmp_path / "deck", {"title": "One"}, {"title": "Two"})
    box = {"a": TEXT | {"fill": "red"}}
    made = build(deck, box, card__corner="8 mm", card__safe="0")
    found = [problem.message for problem in made.problems if problem.code == "cut-corner"]
    assert [message.partition(" reaches")[0] for message in found] == [
        "card 'One' and 1 more: text of front.a", "card 'One' and 1 more: front.a",
    ]  # fmt: skip


def test_the_safe_margin_holds_in_corners_too(tmp_path: Path) -> None:
    """Text that lies 3 mm from both edges is less than that from a corner of 8 mm."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    box = {"a": TEXT | {"left": "3 mm", "top": "3 mm"}}
    found = [
        codes(build(deck, box, card__corner="8 mm", card__safe=safe)) for safe in ("3 mm", "0")
    ]
    assert found == [["cut-corner"], []]


def test_the_safe_corner_is_as_much_less_round(tmp_path: Path) -> None:
    """The safe area is round about the same middle: by 5 mm where 8 are cut and 3 kept clear."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    box = {"a": TEXT | {"left": "4.6 mm", "top": "4.6 mm"}}
    assert codes(build(deck, box, card__corner="8 mm", card__safe="3 mm")) == []
    assert codes(build(deck, box, card__corner="11 mm", card__safe="3 mm")) == ["cut-corner"]


def test_what_is_to_be_seen_whole_is_told(tmp_path: Path) -> None:
    """A picture, a code, a coloured box just inside a corner loses it; bands and grounds do not."""
    corner = {"left": "1 mm", "top": "1 mm", "width": "20 mm", "height": "20 mm"}
    for whole in (
        {"fill": "red"},
        {"image": "{image}", "fit": "cover"},
        {"stroke": "ink"},
        {"pattern": "dots"},
    ):
        (problem,) = told(tmp_path / "deck", corner | whole)
        assert problem.message.startswith("card 'One': front.b0 reaches")
    code = {"qr": "https://example.org", **corner}
    assert len(told(tmp_path / "deck", code)) == 1
    for cut in (ALL, ALL | {"bottom": "60 mm"}, corner | {"left": "0"}):
        assert told(tmp_path / "deck", cut | {"fill": "red"}) == []
    assert told(tmp_path / "deck", corner | {"fill": "red", "corner": "8 mm"}) == []
    assert told(tmp_path / "deck", corner | {"fill": "red", "shape": "circle"}) == []


def test_tilted_boxes_keep_out_of_corners(tmp_path: Path) -> None:
    """A tilted label that lies in a corner loses its own; a ribbon over the edge is to be cut."""
    label = {"fill": "red", "left": "1.5 mm", "top": "3 mm", "width": "16 mm", "height": "5 mm"}
    (problem,) = told(tmp_path / "deck", label | {"rotate": "-6"})
    assert problem.message.startswith("card 'One': front.b0 reaches")
    assert told(tmp_path / "deck", label | {"rotate": "-6", "left": "20 mm"}) == []
    assert told(tmp_path / "deck", label | {"rotate": "-6", "corner": "5 mm"}) == []
    assert told(tmp_path / "deck", label | {"rotate": "40", "left": "-6 mm"}) == []


def test_tents_have_no_corners_at_their_fold(tmp_path: Path) -> None:
    """The top of a tent's face is folded, not cut: only what lies in its lower corners is told."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    low = {key: value for key, value in TEXT.items() if key != "top"} | {"bottom": "1 mm"}
    for box, expected in ((TEXT, 0), (low, 1)):
        made = build(deck, {"b": box}, card__corner="8 mm", card__safe="0", sheet__arrange="tent")
        assert codes(made).count("cut-corner") == expected


def test_a_corner_of_more_than_half_a_side_is_told(tmp_path: Path) -> None:
    """60 x 80 mm cards can be round by 30 mm; more is cut to that, and said."""
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    assert "corner-too-large" not in codes(build(deck, {}, card__corner="30 mm"))
    found = build(deck, {}, card__corner="31 mm").problems
    (problem,) = [one for one in found if one.code == "corner-too-large"]
    assert "31 mm" in problem.message
    assert problem.hint == "--corner 30mm"


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("fi", FINNISH), ("sv", SWEDISH)])
def test_summary_and_guide_tell_to_round_corners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, words: Any
) -> None:
    """After the cuts come the corners, with their radius, in the deck's language."""
    monkeypatch.chdir(tmp_path)
    deck = {"title": "T", "language": language, "cards": [{"title": "One"}]}
    Path("deck.yaml").write_text(yaml.safe_dump(deck), "utf-8")
    flags = ("--corner", "3mm", "--marks", "cut", "--cutting-guide", "-l", "classic")
    done = call("build", "deck.yaml", *flags, "-o", "o.pdf")
    assert "; then round the corners to 3 mm" in done.stdout
    last = pypdfium2.PdfDocument("o.pdf")[2].get_textpage().get_text_range()
    assert words.corners.format("3") in last.replace("\r\n", " ")


def test_single_faces_have_square_corners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A print shop rounds corners itself and wants colour under them: the flag says so."""
    monkeypatch.chdir(tmp_path)
    deck = make_deck(tmp_path / "deck", {"title": "One"})
    ground = {"g": ALL | {"fill": "red"}}
    settings = {"sheet__arrange": "single", "card__bleed": "2 mm"}
    page = page_of(build(deck, ground, **settings, card__corner="6 mm"), 2)
    assert page.getpixel((1, 1)) == (255, 0, 0)
    done = call("build", str(deck), "--arrange", "single", "--corner", "6mm", "-o", "o.pdf")
    assert "--corner has no effect but on what is checked" in done.output
