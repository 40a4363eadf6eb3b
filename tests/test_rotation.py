"""Boxes turned by any angle: where their text, links, grounds lie, and what is checked of them."""

from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from box_samples import ALL, MM, build, make_deck
from korttipakka.basics.geometry import Point, Rect, Rotation, Size, Turn
from korttipakka.basics.problems import KorttipakkaError, Severity
from korttipakka.build.made import Made
from korttipakka.model.frame import Frame, Group
from korttipakka.model.numbers import ROTATION
from korttipakka.reading.layout import read_layout
from marked_reader import structure
from text_reader import glyphs

CARD = Size(60 * MM, 80 * MM)
NOTE = {"text": "{title}", "left": "15 mm", "width": "30 mm", "top": "35 mm", "height": "10 mm",
        "size": "10 pt"}  # fmt: skip
SINGLE = {"sheet__arrange": "single"}


@given(st.integers(-720, 720))
def test_an_angle_is_a_quarter_or_a_tilt(angle: int) -> None:
    """Quarters are turns in the box; all others tilt it by less than half a turn either way."""
    found = Rotation.of(angle)
    assert (found.degrees - angle) % 360 == 0
    assert bool(found.tilt) is (angle % 90 != 0)
    assert -180 < found.tilt < 180


@pytest.mark.parametrize(
    ("text", "rotation"),
    [
        ("0", Rotation()), ("90", Rotation(Turn.LEFT)), ("-90deg", Rotation(Turn.RIGHT)),
        ("-8", Rotation(tilt=-8)), ("12.5 deg", Rotation(tilt=12.5)), ("45°", Rotation(tilt=45)),
        ("352", Rotation(tilt=-8)),
    ],
)  # fmt: skip
def test_angles_as_they_are_written(text: str, rotation: Rotation) -> None:
    """In degrees, with a sign or without, with their unit or not."""
    assert ROTATION.read(text) == rotation


@given(
    st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 60), st.floats(1, 60), st.floats(-179, 179)
)
def test_the_rectangle_around_a_tilted_one(
    left: float, bottom: float, width: float, height: float, angle: float
) -> None:
    """It touches the corners, worked out here by their distance from the middle and their angle."""
    rect = Rect(left, bottom, left + width, bottom + height)
    found = rect.tilted(angle, rect.middle)
    x, y, far = left + width / 2, bottom + height / 2, hypot(width, height) / 2
    ways = [atan2(height * b, width * a) + radians(angle) for a in (1, -1) for b in (1, -1)]
    xs, ys = [x + far * cos(way) for way in ways], [y + far * sin(way) for way in ways]
    assert tuple(found) == pytest.approx((min(xs), min(ys), max(xs), max(ys)), abs=1e-6)


@given(st.sampled_from(list(Turn)), st.floats(-179, 179))
def test_a_group_tilts_about_its_point(turn: Turn, angle: float) -> None:
    """The point that a group is tilted about stays where its turn and its place bring it."""
    spot = Rect(3, 4, 3, 4)
    group = Group(Frame(Size(20, 10)), Point(7, 8), turn)
    tilted = group._replace(tilt=angle, about=Point(3, 4))
    assert tuple(tilted.outside(spot)) == pytest.approx(tuple(group.outside(spot)))


def made_of(folder: Path, box: dict[str, str], *, text: str = "Word", **settings: str) -> Made:
    """A card with one box on its front, a face to each page."""
    return build(make_deck(folder, {"title": text}), {"note": box}, **SINGLE | settings)


@pytest.mark.parametrize("angle", [-170, -35, 8, 45, 100])
def test_letters_stand_on_a_tilted_line(tmp_path: Path, angle: int) -> None:
    """Read from the PDF, the line runs at the angle, about the middle of the box."""
    spots = {}
    for turned in (0, angle):
        made = made_of(tmp_path / "deck", NOTE | {"rotate": f"{turned}"})
        made.write_pdf(tmp_path / "o.pdf")
        spots[turned] = [one.origin for one in glyphs(tmp_path / "o.pdf")[0]]
    middle = 30 * MM, 40 * MM
    for (x, y), found in zip(spots[0], spots[angle], strict=True):
        way, far = atan2(y - middle[1], x - middle[0]), hypot(x - middle[0], y - middle[1])
        turned_to = way + radians(angle)
        expected = middle[0] + far * cos(turned_to), middle[1] + far * sin(turned_to)
        assert found == pytest.approx(expected, abs=0.02)
    (x1, y1), (x2, y2) = spots[angle][0], spots[angle][-1]
    assert (degrees(atan2(y2 - y1, x2 - x1)) - angle) % 360 == pytest.approx(0, abs=0.2) or (
        (degrees(atan2(y2 - y1, x2 - x1)) - angle) % 360
    ) == pytest.approx(360, abs=0.2)


def test_the_ground_is_tilted_with_the_text(tmp_path: Path) -> None:
    """As pixels, the corner of a tilted box is empty and its middle is not; it has its size."""
    made = made_of(tmp_path / "deck", NOTE | {"text": "", "fill": "red", "rotate": "45"})
    page = pypdfium2.PdfDocument(made.pdf())[0].render(scale=72 / 25.4).to_pil().convert("RGB")
    red = ImageChops.subtract(page.getchannel("R"), page.getchannel("G"))
    box = red.getbbox()
    assert box is not None
    side = (30 + 10) * MM / 2**0.5 * 72 / 25.4
    assert box[2] - box[0] == pytest.approx(side, abs=3)
    assert box[3] - box[1] == pytest.approx(side, abs=3)
    assert sum(red.histogram()[128:]) == pytest.approx(
        (30 * MM * 10 * MM) * (72 / 25.4) ** 2, rel=0.02
    )


def test_a_tilted_box_does_not_grow_into_the_bleed(tmp_path: Path) -> None:
    """Its edges are not the card's any more."""
    box = ALL | {"fill": "red", "rotate": "30"}
    (group,) = made_of(tmp_path / "deck", box, card__bleed="3 mm").faces[0].front.items
    assert isinstance(group, Group)
    (ground,) = group.frame.items
    assert ground.rect == Rect.of(CARD)


@pytest.mark.parametrize("angle", ["-35", "20", "100"])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
def test_links_follow_the_words(tmp_path: Path, angle: str, flip: str) -> None:
    """A link's area holds the middle of its tilted words, on upright and on turned cards."""
    deck = make_deck(tmp_path / "deck", {"title": "T", "text": "See [words](https://a.fi) there."})
    box = NOTE | {"text": "{text}", "rotate": angle, "size": "7 pt"}
    made = build(deck, {"note": box}, sheet__flip=flip, sheet__turn="sideways")
    made.write_pdf(tmp_path / "o.pdf")
    structure(tmp_path / "o.pdf")
    with pikepdf.open(tmp_path / "o.pdf") as pdf:
        (link,) = pdf.pages[0].Annots
        left, bottom, right, top = map(float, link.Rect)
    page = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0]
    texts = page.get_textpage()
    index = texts.get_text_range().index("words")
    for offset in range(5):
        a, b, c, d = texts.get_charbox(index + offset)
        assert left - 1 <= (a + c) / 2 <= right + 1
        assert bottom - 1 <= (b + d) / 2 <= top + 1


def test_tilted_text_is_read_and_copied(tmp_path: Path) -> None:
    """Tags and their order are those of an upright box, and the words are copied whole."""
    deck = make_deck(
        tmp_path / "deck", {"title": "Title", "text": "One two.\n\nThree **four** five."}
    )
    trees = []
    for angle in ("0", "-20"):
        made = build(deck, {"note": NOTE | {"text": "{text}", "rotate": angle, "size": "6 pt"}})
        made.write_pdf(tmp_path / "o.pdf")
        trees.append(list(structure(tmp_path / "o.pdf").outline()))
    assert trees[0] == trees[1]
    copied = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0].get_textpage().get_text_range()
    assert "Three four five." in " ".join(copied.split())


def test_quarters_are_as_before(tmp_path: Path) -> None:
    """At 90 degrees the text runs along the box's height and its ground stays."""
    (group,) = made_of(tmp_path / "deck", NOTE | {"rotate": "90"}).faces[0].front.items
    assert isinstance(group, Group)
    assert (group.turn, group.tilt) == (Turn.LEFT, 0.0)


def near_edge(made: Made) -> list[str]:
    """What is told of text at the edge."""
    return [problem.message for problem in made.problems if problem.code == "text-near-edge"]


def test_the_safe_margin_holds_for_tilted_text(tmp_path: Path) -> None:
    """A long line that keeps off the edge upright reaches into the margin when it is tilted."""
    box = {"text": "{title}", "left": "6 mm", "right": "6 mm", "bottom": "6 mm", "height": "8 mm",
           "size": "12 pt", "valign": "bottom"}  # fmt: skip
    words = "A line across the card"
    assert near_edge(made_of(tmp_path / "deck", box, text=words)) == []
    (told,) = near_edge(made_of(tmp_path / "deck", box | {"rotate": "-8"}, text=words))
    assert "into the safe margin" in told


def test_text_over_the_edge_stops_the_build(tmp_path: Path) -> None:
    """Words that would be cut off are an error, with how far they reach."""
    with pytest.raises(KorttipakkaError) as caught:
        made_of(
            tmp_path / "deck",
            {"text": "{title}", "left": "0", "right": "0", "top": "30 mm", "height": "20 mm",
             "size": "14 pt", "rotate": "75", "align": "center", "lines": "1"},
            text="Very many words on a single line of it", card__size="100 x 60 mm",
        )  # fmt: skip
    errors = [one for one in caught.value.problems if one.severity is Severity.ERROR]
    assert any("over the edge of the card" in problem.message for problem in errors)


def test_a_ribbon_may_reach_over_a_corner(tmp_path: Path) -> None:
    """The ends of a tilted band with words in its middle are cut off with the card."""
    ribbon = {"text": "NEW", "fill": "red", "color": "paper", "rotate": "-45", "size": "9 pt",
              "align": "center", "valign": "middle", "left": "30 mm", "width": "44 mm",
              "top": "8 mm", "height": "6 mm"}  # fmt: skip
    made = made_of(tmp_path / "deck", ribbon)
    assert not [p for p in made.problems if p.code in {"box-outside-card", "text-near-edge"}]


def test_a_shape_tilted_off_the_card_is_told(tmp_path: Path) -> None:
    """What no part of can be seen is a slip, tilted or not."""
    box = {"fill": "red", "left": "170 mm", "width": "9 mm", "top": "10 mm", "height": "4 mm"}
    with pytest.raises(KorttipakkaError) as caught:
        made_of(tmp_path / "deck", box | {"rotate": "10"})
    found = [one for one in caught.value.problems if one.severity is Severity.ERROR]
    assert [problem.code for problem in found] == ["box-outside-card"]


def test_codes_in_tilted_boxes_are_measured(tmp_path: Path) -> None:
    """A code that is too small to read is told in a tilted box as in any."""
    code = {"qr": "https://example.org/" + "a" * 60, "left": "20 mm", "width": "16 mm",
            "top": "20 mm", "height": "16 mm"}  # fmt: skip
    found = [
        [p.code for p in made_of(tmp_path / "deck", code | {"rotate": angle}).problems]
        for angle in ("0", "10")
    ]
    assert found[0] == found[1]


def test_angles_are_kept_by_a_saved_layout(tmp_path: Path) -> None:
    """A number in a file needs no quotes."""
    path = tmp_path / "l.yaml"
    path.write_text(yaml.safe_dump({"extends": "classic", "front": {"title": {"rotate": -7.5}}}))
    (title,) = [box for box in read_layout(str(path)).front if box.name == "title"]
    assert title.rotate == Rotation(tilt=-7.5)
