"""What lies under texts, worked out, and as another program paints it; colours that go by it."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from box_samples import ALL, MM, build, front, make_deck, photo, raster
from commands import run_here
from korttipakka import build_deck
from korttipakka.basics.color import Color, contrast
from korttipakka.basics.geometry import Rect
from korttipakka.model.text import TextRun
from korttipakka.pictures.grounds import Ground, colors_under, ground_of_all, grounds_of, mix
from korttipakka.pictures.shades import shades

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
FILLS = [
    "{0}", "gradient({0}, {1}, 90deg)", "gradient(transparent, {0})",
    "gradient({0}, transparent, 90deg)", "gradient(transparent, {0}, 30deg)",
]  # fmt: skip
LAYER = st.tuples(HEX, HEX, st.sampled_from([0, 10, 35, 60, 90, 100]), st.sampled_from(FILLS))


@settings(max_examples=25)  # each builds and paints a deck
@given(st.lists(LAYER, min_size=1, max_size=4))
@example([("#000000", "#000000", 100, "gradient(transparent, {0}, 30deg)")] * 2)
def test_veils_look_as_they_are_painted(
    tmp_path_factory: pytest.TempPathFactory, layers: list[tuple[str, str, int, str]]
) -> None:
    """Colours, gradients and veils over each other, of any opacity, are as PDFium paints them."""
    boxes = {
        f"b{n}": ALL | {"fill": fill.format(one, other), "opacity": f"{opacity} %"}
        for n, (one, other, opacity, fill) in enumerate(layers)
    }
    deck = make_deck(tmp_path_factory.mktemp("veils") / "deck", {"title": "T"})
    made = build(deck, boxes, sheet__arrange="single")
    items = [item for part in front(made).parts for item in part.items]
    paper = Ground(Rect(0, 0, 60 * MM, 80 * MM), (Color((1.0, 1.0, 1.0)),))
    grounds = [paper, *(ground for item in items for ground in grounds_of(item))]
    image = raster(made)
    for x, y in ((10, 20), (45, 70)):
        spot = Rect(x + 0.5, y + 0.5, x + 0.5, y + 0.5)  # the middle of the pixel
        (seen, *more) = colors_under(spot, grounds)
        assert not more
        found = image.getpixel((round(x), image.height - 1 - round(y)))
        assert isinstance(found, tuple)
        assert [255 * value for value in seen.rgb] == pytest.approx(found[:3], abs=7)


def test_a_colour_runs_out_and_its_outline_does_not(tmp_path: Path) -> None:
    """At the top nothing is seen of the fill, and all of the outline; at the bottom all of both."""
    box = {"left": "10 mm", "width": "40 mm", "top": "10 mm", "height": "60 mm"}
    look = {"fill": "gradient(transparent, red)", "stroke": "blue", "stroke_width": "6 pt"}
    deck = make_deck(tmp_path / "deck", {"title": "T"})
    image = raster(build(deck, {"veil": box | look}, sheet__arrange="single"))
    points = image.height / (80 * MM)
    at = [(30, 10), (30, 12), (30, 68), (30, 70), (30, 5)]
    seen = [image.getpixel((round(x * MM * points), round(y * MM * points))) for x, y in at]
    reds = [(r > 200, g < 80) for r, g, _ in seen]
    assert reds == [(False, True), (True, False), (True, True), (False, True), (True, False)]


@given(HEX, HEX, st.floats(0, 1))
def test_a_mix_lies_between(one: str, other: str, opacity: float) -> None:
    """A veil hides so much of what is below; clear, it hides nothing, and solid all."""
    above, below = (
        Color(tuple(int(h[i : i + 2], 16) / 255 for i in (1, 3, 5))) for h in (one, other)
    )
    mixed = mix(above, below, opacity)
    for a, b, m in zip(above.values, below.values, mixed.values, strict=True):
        assert m == pytest.approx(a * opacity + b * (1 - opacity))
    assert mix(above, below, 1.0) == above
    assert mix(above, below, 0.0) == below


WHOLE = st.integers(0, 6)
RECT = st.builds(
    lambda x, y, wide, high: Rect(x, y, x + wide + 1, y + high + 1), WHOLE, WHOLE, WHOLE, WHOLE
)
GROUND = st.builds(
    lambda rect, color, more: Ground(rect, (Color(color),), **more),
    RECT, st.tuples(*[st.floats(0, 1)] * 3),
    st.sampled_from([{}, {}, {}, {"opacity": 0.5}, {"lets_through": True}, {"ellipse": True}]),
)  # fmt: skip


@given(st.lists(GROUND, max_size=4), RECT)
@example([Ground(Rect(0, 0, 4, 4), (Color((0.5, 0.5, 0.5)),), ellipse=True)], Rect(0, 0, 4, 4))
@example([Ground(Rect(0, 0, 4, 4), (Color((0.5, 0.5, 0.5)),))], Rect(0, 0, 6, 4))
def test_a_ground_of_all(others: list[Ground], area: Rect) -> None:
    """What alone is seen in an area has the colours that lie under each spot of it."""
    grounds = [Ground(Rect(-9, -9, 99, 99), (Color((1.0, 1.0, 1.0)),)), *others]
    ground = ground_of_all(area, grounds)
    spots = [(x, y) for x in (area.left, *area.middle[:1], area.right) for y in (area[1], area[3])]
    seen = {colors_under(Rect(x, y, x, y), grounds) for x, y in spots}
    if ground is not None:
        assert seen == {ground.colors}
    elif len(others) == 1:
        (other,) = others
        is_whole = other.rect.meet(area) == area and other.is_plain and not other.ellipse
        assert other.rect.meet(area).width >= 0  # so there is more than one
        assert not is_whole


def test_the_shades_of_a_part_of_a_picture(tmp_path: Path) -> None:
    """Each quarter has its colour; over several, the dark and the light end are taken."""
    photo().save(tmp_path / "photo.png")
    quarters = {(0.1, 0.6): "#ff0000", (0.6, 0.6): "#00ff00", (0.1, 0.1): "#ffff00",
                (0.6, 0.1): "#0000ff"}  # fmt: skip
    for (left, bottom), color in quarters.items():
        part = Rect(left, bottom, left + 0.3, bottom + 0.3)
        assert [shade.color.hex for shade in shades(tmp_path / "photo.png", part)] == [color]
    whole = [shade.color.hex for shade in shades(tmp_path / "photo.png", Rect(0, 0, 1, 1))]
    assert whole == ["#0000ff", "#ffff00"]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_pictures_of_any_kind_have_shades(tmp_path: Path, mode: str) -> None:
    """The light half of a picture is light and the dark half dark, however its pixels are kept."""
    image = Image.new("RGB", (300, 200), "white")
    image.paste("black", (0, 100, 300, 200))
    path = tmp_path / ("p.jpg" if mode == "CMYK" else "p.png")
    image.convert(mode).save(path)
    ((light,), (dark,)) = (shades(path, Rect(0, y, 1, y + 0.4)) for y in (0.55, 0.05))
    assert contrast(light.color, dark.color) > 15
    assert (light.opacity, dark.opacity) == (1.0, 1.0)


def test_greys_of_16_bits_are_left_to_the_eye(tmp_path: Path) -> None:
    """What cannot be looked at quickly has no shades, and stops nothing."""
    Image.new("I;16", (30, 20), 60_000).save(tmp_path / "deep.png")
    assert shades(tmp_path / "deep.png", Rect(0, 0, 1, 1)) == ()


def test_pictures_lie_as_they_are_shown(tmp_path: Path) -> None:
    """A picture that a camera held sideways has its colours where a viewer shows them."""
    image = photo()
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image.save(tmp_path / "photo.jpg", quality=95, exif=exif)
    (shade,) = shades(tmp_path / "photo.jpg", Rect(0.1, 0.1, 0.4, 0.4))
    assert contrast(shade.color, Color((0.0, 1.0, 0.0))) < 1.2, "the lime quarter is bottom left"


def test_a_picture_that_cannot_be_had(tmp_path: Path) -> None:
    """Of one that is gone or damaged nothing is known; it is told of elsewhere."""
    (tmp_path / "bad.png").write_bytes(b"no picture")
    for name in ("bad.png", "gone.png"):
        assert shades(tmp_path / name, Rect(0, 0, 1, 1)) == ()


def ink(folder: Path, boxes: dict[str, dict[str, str]], category: str = "a") -> str:
    """The colour of the text of the last box."""
    deck = make_deck(folder / "deck", {"title": "Title", "category": category})
    runs = [item for item in front(build(deck, boxes)).items if isinstance(item, TextRun)]
    return runs[-1].color.hex


LABEL = {"text": "{title}", "left": "6 mm", "right": "6 mm", "bottom": "20 mm", "color": "auto"}
INK, PAPER = "#17181c", "#ffffff"


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ({}, INK),
        ({"g": ALL | {"fill": "#102030"}}, PAPER),
        ({"g": ALL | {"fill": "#102030"}, "v": ALL | {"fill": "#ffffff", "opacity": "90 %"}}, INK),
        ({"g": ALL | {"fill": "#102030", "opacity": "10 %"}}, INK),
        ({"g": ALL | {"fill": "#102030", "bottom": "40 mm"}}, INK),
        ({"g": ALL | {"fill": "#102030", "shape": "circle", "right": "45 mm"}}, INK),
        ({"p": ALL | {"image": "photo.jpg", "fit": "cover"}, "v": ALL
          | {"fill": "#000000", "opacity": "80 %"}}, PAPER),
        ({"g": ALL | {"fill": "#102030", "when": "link"}}, INK),
    ],
)  # fmt: skip
def test_auto_goes_by_what_lies_below(
    tmp_path: Path, boxes: dict[str, dict[str, str]], expected: str
) -> None:
    """Text without a fill of its own is ink or paper by what other boxes have painted there."""
    assert ink(tmp_path, boxes | {"label": LABEL}) == expected


def test_what_is_painted_later_is_no_ground(tmp_path: Path) -> None:
    """A box that comes after a text does not change its colour."""
    assert ink(tmp_path, {"label": LABEL, "g": ALL | {"fill": "#102030"}}) == INK


def test_a_veil_of_its_own_counts_as_it_looks(tmp_path: Path) -> None:
    """A box that is filled with a tenth of black has a light ground, over white."""
    assert ink(tmp_path, {"label": LABEL | {"fill": "#000000", "opacity": "10 %"}}) == INK
    assert ink(tmp_path, {"label": LABEL | {"fill": "#000000"}}) == PAPER


def test_legible_colours_go_by_it_too(tmp_path: Path) -> None:
    """A category's colour is kept where it can be read, and is ink or paper where not."""
    label = {"label": LABEL | {"color": "legible({color})"}}
    assert ink(tmp_path, label) == "#0f6b75"
    assert ink(tmp_path, {"g": ALL | {"fill": "#0f6b70"}} | label) == PAPER


def test_a_watermark_lets_its_ground_through(tmp_path: Path) -> None:
    """A faint drawing over a dark field leaves it dark; of a solid one nothing is known."""
    field, mark = ALL | {"fill": "#102030"}, ALL | {"image": "icon.svg", "color": "paper"}
    faint = mark | {"opacity": "12 %"}
    assert ink(tmp_path, {"g": field, "w": faint, "label": LABEL}) == PAPER
    assert ink(tmp_path, {"w": faint | {"color": "ink"}, "label": LABEL}) == INK


def test_what_auto_cannot_mend_is_no_advice(tmp_path: Path) -> None:
    """Where neither ink nor paper can be read, the hint is about the ground."""
    layout = tmp_path / "a.yaml"
    layout.write_text(
        "extends: workshop\nfront:\n  title: {color: auto}\n"
        '  half: {fill: "#000000", order: -1, left: 0 mm, width: 50 %, top: 0 mm, bottom: 0 mm}\n',
        "utf-8",
    )
    deck = tmp_path / "deck.yaml"
    deck.write_text("title: D\nlanguage: en\ncards:\n- title: A title across the card\n", "utf-8")
    made = build_deck(deck, layout=layout)
    hints = {problem.hint for problem in made.problems if problem.code == "low-contrast"}
    assert [hint[:12] for hint in hints] == ["ink and pape"], made.problems


@pytest.mark.parametrize(
    ("panel", "is_told"),
    [
        ("left: 0 mm, width: 50 %, top: 0 mm, bottom: 0 mm", True),
        ("right: 0 mm, width: 70 %, top: 0 mm, bottom: 0 mm", True),
        ("left: 0 mm, right: 0 mm, top: 0 mm, height: 36.6 mm", True),
        ("left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm", False),
        ("left: 0 mm, width: 15.5 mm, top: 0 mm, bottom: 0 mm", False),
    ],
)
def test_text_partly_over_a_panel(tmp_path: Path, panel: str, is_told: bool) -> None:
    """White letters that begin on a black panel and go on over paper are told of."""
    layout, deck = tmp_path / "a.yaml", tmp_path / "deck.yaml"
    layout.write_text(
        "extends: workshop\nfront:\n  label: {when: never}\n"
        "  title: {color: auto, size: 30 pt, lines: 1, top: 8 mm, bottom: 9 mm}\n"
        f'  panel: {{fill: "#000000", order: -1, {panel}}}\n',
        "utf-8",
    )
    deck.write_text("title: D\nlanguage: en\ncards:\n- title: Over the edge\n", "utf-8")
    made = build_deck(deck, layout=layout)
    assert is_told == any(problem.code == "low-contrast" for problem in made.problems)


def test_a_marked_colour_that_cannot_be_read_is_told_where_it_stands(tmp_path: Path) -> None:
    """Each colour once, at a card's text, with a flag that makes it dark enough and is not idle."""
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: D\nlanguage: en\ncards:\n- title: A\n  text: Say nothing.\n"
        '- title: B\n  text: "Say [stop]{.red}, then [go]{.yellow}."\n'
        '- title: C\n  text: "Go [on]{.yellow}."\n',
        "utf-8",
    )
    told = [each for each in build_deck(deck).problems if each.code == "low-contrast"]
    assert [each.at and each.at.line for each in told] == [7, 7]
    flags = {}
    for each in told:
        color = re.search(r"what is marked \{\.(\w+)\}", each.message)
        flag = re.search(r"--set '?colors\.(\w+)=(#\w{6})", each.hint)
        assert color
        assert flag
        assert color[1] == flag[1]
        flags[f"colors.{flag[1]}"] = flag[2]
    assert flags.keys() == {"colors.red", "colors.yellow"}
    done = run_here("build", deck, *(w for f in flags.items() for w in ("--set", "=".join(f))),
                    "-o", tmp_path / "out.pdf")  # fmt: skip
    assert done.exit_code == 0
    assert "low-contrast" not in done.output
    assert "idle-setting" not in done.output
