"""What each shipped layout promises, on all cards of the deck that ships."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from PIL import Image

from box_samples import check
from commands import run
from korttipakka.basics.color import Color, contrast, parse_color
from korttipakka.basics.geometry import Insets, Rect
from korttipakka.basics.problems import has_errors
from korttipakka.basics.shipped import shipped
from korttipakka.basics.units import MM
from korttipakka.build.pipeline import build_deck
from korttipakka.check.ink import Inks
from korttipakka.check.unused import SHOWN_BY
from korttipakka.fonts import FontSet
from korttipakka.model.frame import Box, CardFaces, Frame, Group, Item, Line, Part, QrCode
from korttipakka.model.layout import Layout
from korttipakka.model.text import TextRun
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import typeset

LAYOUTS = [name for name in layout_names() if name != "base"]


@cache
def made(name: str, language: str = "fi") -> tuple[Layout, tuple[CardFaces, ...], FontSet]:
    """A layout, the deck's cards in it, and the fonts that these are set in."""
    layout = read_layout(name)
    deck = read_deck(shipped("cards") / "osallisuus", language)
    fonts = FontSet(layout.fonts)
    done = typeset(deck, layout, fonts)
    assert not has_errors(done.problems)
    return layout, done.faces, fonts


def items(frame: Frame) -> Iterator[Item]:
    """The items of a frame and of the frames in it."""
    for item in frame.items:
        yield item
        if isinstance(item, Group):
            yield from items(item.frame)


def all_items(name: str) -> Iterator[Item]:
    """The items of all fronts and backs."""
    return (item for face in made(name)[1] for f in (face.front, face.back) for item in items(f))


def test_ten_layouts_ship() -> None:
    """The layouts are those of the documentation, on one base, which is none to choose."""
    names = ["bold", "classic", "large-print", "mono", "photo", "pocket", "poker", "question",
             "tarot", "workshop"]  # fmt: skip
    assert layout_names() == ["base", *names]
    listed = run("layouts").stdout
    assert [line.split()[0] for line in listed.splitlines()] == names


def test_no_layout_breaks_a_rule() -> None:
    """Nothing is told of any card in any layout: contrast, safe area, sizes, tofu."""
    deck = read_deck(shipped("cards") / "osallisuus")
    for name in layout_names()[1:]:
        layout, faces, fonts = made(name)
        told = [p for p in check(deck, layout, fonts, faces) if (name, p.code) not in MEANT]
        assert told == [], name
        assert len(faces) == 66


MEANT = {("question", "not-shown")}
"""A question has no text below it."""


def test_colours_of_categories_can_be_told_apart_by_a_protanope() -> None:
    """Whoever sees no red still sees the deck's colours differ, by 10 or more in CIE Lab."""
    deck = read_deck(shipped("cards") / "osallisuus")
    seen = [as_seen(parse_color(category.color)) for category in deck.categories]
    for one, other in combinations(seen, 2):
        assert dist(one, other) >= 10


def as_seen(color: Color) -> tuple[float, float, float]:
    """A colour in CIE Lab as a protanope sees it.

    Source: Vienot, Brettel and Mollon 1999, "Digital video colourmaps for checking the legibility
    of displays by dichromats".
    """
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in color.rgb
    )
    red, green, blue = (
        0.11238 * red + 0.88762 * green,
        0.11238 * red + 0.88762 * green,
        0.00401 * red - 0.00401 * green + blue,
    )
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_fields_of_a_method_are_rows_on_tarot(tmp_path: Path) -> None:
    """Time, group and material of a card are printed; a deck without them is told of nothing."""
    cards = "- {title: A, text: T, fields: {time: 20 min, group: '5', material: Pens}}"
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: D\nlanguage: en\ncards:\n  {cards}\n", encoding="utf-8")
    found = build_deck(path, layout="tarot")
    assert [problem.code for problem in found.problems] == []
    shown = {part.name: part for part in found.faces[0].front.parts}
    words = [shown[name].paragraphs[0].text for name in ("time", "group", "material")]
    assert words == ["20 min", "5", "Pens"]
    assert {f"{name}_icon" for name in ("time", "group", "material")} <= set(shown)
    assert "text" not in shown


@pytest.mark.parametrize("name", sorted({*LAYOUTS} - {"question"}))
def test_a_link_is_a_code(name: str, tmp_path: Path) -> None:
    """A card's link is printed as a QR code, and its texts and rows keep off it."""
    text = "A text of some length, which runs on for a line or two, or for three. " * 2
    fields = "{time: 20 min to an hour or more, group: '5 to 20', material: Pens}"
    card = f"{{title: A, text: {text!r}, link: 'https://example.org/cards/a', fields: {fields}}}"
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: D\nlanguage: en\ncards:\n  - {card}\n", encoding="utf-8")
    found = build_deck(path, layout=name)
    assert {problem.code for problem in found.problems} <= {"not-shown"}  # of the fields
    (face,) = found.faces
    sides = (face.front.parts, face.back.parts)
    (parts,) = (side for side in sides if any(part.name == "code" for part in side))
    (code,) = (part for part in parts if part.name == "code")
    assert any(isinstance(item, QrCode) for item in code.content)
    for words in (words for part in parts for one in part.paragraphs for words in one.runs):
        (left, bottom), right = words.at, words.at.x + words.width
        is_beside = right <= code.rect.left or left >= code.rect.right
        is_below = bottom + 0.75 * words.size <= code.rect.bottom
        assert is_beside or is_below or bottom >= code.rect.top, words


def test_all_backs_of_tarot_are_alike() -> None:
    """Nobody tells a card by its back."""
    assert len({face.back for face in made("tarot")[1]}) == 1


def test_poker_has_its_corners_both_ways() -> None:
    """The category's letters and the number stand in two corners, one of them upside down."""
    for face in made("poker")[1]:
        texts = [item.text for item in items(face.front) if isinstance(item, TextRun)]
        assert texts.count(str(face.card.number)) == 2


@pytest.mark.parametrize(("name", "boxes"), [("poker", 2), ("mono", 1)])
def test_names_that_begin_alike_have_smaller_letters(name: str, boxes: int, tmp_path: Path) -> None:
    """Three letters that tell Black hats from Blue ones fit their corners, all in one size."""
    (tmp_path / "deck.yaml").write_text(
        "title: Hats\nlanguage: en\ncategories: {a: Black hat, b: Blue hat, c: White hat}\ncards:\n"
        "- {title: One, category: a}\n- {title: Two, category: b}\n- {title: Six, category: c}\n",
        "utf-8",
    )
    for size in ("poker-eu", "bridge"):
        made = build_deck(tmp_path / "deck.yaml", layout=name, settings={"card.size": size})
        runs = [
            item
            for card in made.faces
            for item in items(card.front)
            if isinstance(item, TextRun) and item.text in {"BLA", "BLU", "W"}
        ]
        assert [run.text for run in runs] == ["BLA"] * boxes + ["BLU"] * boxes + ["W"] * boxes
        assert len({run.size for run in runs}) == 1


def test_backs_of_poker_name_their_category_without_colour() -> None:
    """In grey, too, a back tells which category its card is of, and which card it is."""
    letters: dict[str, set[str]] = {}
    for face in made("poker")[1]:
        said = {part.name: part.paragraphs[0].text for part in face.back.parts if part.paragraphs}
        assert said["number"] == str(face.card.number)
        category = face.card.category
        assert category is not None
        letters.setdefault(said["initial"], set()).add(category.key)
    assert len(letters) == 5
    assert all(len(keys) == 1 for keys in letters.values())


@pytest.mark.parametrize("light", [False, True])
def test_a_title_on_a_photo_is_legible(light: bool, tmp_path: Path) -> None:
    """On a bright picture and on a dark one the title stands out, by the rules of contrast."""
    color = (250, 250, 245) if light else (10, 20, 20)
    Image.new("RGB", (1300, 1840), color).save(tmp_path / "a.png")
    path = tmp_path / "deck.yaml"
    card = "{title: Words on a picture, image: a.png, alt: Plain}"
    path.write_text(f"title: D\nlanguage: en\ncards:\n  - {card}\n", encoding="utf-8")
    assert [problem.code for problem in build_deck(path, layout="photo").problems] == []


def test_questions_are_asked_on_both_sides_of_a_tent() -> None:
    """A question's back says the same, for cards that stand on a table."""
    for face in made("question")[1]:
        assert face.front.items == face.back.items


def test_workshop_keeps_its_ink_6_mm_off_the_edge() -> None:
    """An unprintable margin or a cut a little off never bites."""
    for face in made("workshop")[1]:
        for frame in (face.front, face.back):
            painted = Inks().around(frame.items)
            assert painted is not None
            inside = Rect.of(frame.size).inset(Insets.all(6 * MM))
            assert painted.union(inside).size == pytest.approx(inside.size, abs=0.01)


def test_large_print_is_large_and_dark() -> None:
    """No type below 16 pt, and all of it in black or white, which differ by 21:1."""
    runs = [item for item in all_items("large-print") if isinstance(item, TextRun)]
    assert min(run.size for run in runs) >= 16
    black, white = parse_color("#000000"), parse_color("#ffffff")
    assert {run.color for run in runs} == {black, white}
    assert contrast(black, white) >= 7


def test_mono_needs_no_colour() -> None:
    """All that is painted is black, white or grey."""
    for item in all_items("mono"):
        for name in ("color", "fill", "stroke"):
            color = getattr(item, name, None)
            if color is not None:
                assert len(set(color.rgb)) == 1


def test_mono_tells_categories_apart_without_colour() -> None:
    """Each category's cards have a pattern and an initial that no other's have."""
    looks: dict[str, set[tuple[str, int]]] = {}
    for face in made("mono")[1]:
        texts = [item.text for item in face.front.items if isinstance(item, TextRun)]
        patterns = [hash(item) for item in face.front.items if not isinstance(item, TextRun)]
        assert face.card.category is not None
        looks.setdefault(face.card.category.key, set()).add((texts[0], patterns[0]))
    assert all(len(look) == 1 for look in looks.values())
    assert len({initial for look in looks.values() for initial, _ in look}) == 5
    assert len({pattern for look in looks.values() for _, pattern in look}) == 5


def test_bold_reaches_into_the_bleed() -> None:
    """The front's ground covers the card and 3 mm around it."""
    layout, faces, _ = made("bold")
    wanted = Rect.of(layout.card.size).grown(3 * MM)
    for face in faces:
        ground = face.front.items[0]
        assert isinstance(ground, Box)
        assert ground.rect == pytest.approx(wanted)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_letters_lie_on_the_circle_of_bold(language: str) -> None:
    """Titles and labels keep clear of the category's pattern."""
    for face in made("bold", language)[1]:
        circle = next(part.rect for part in face.front.parts if part.name == "circle")
        radius = circle.width / 2
        middle = circle.left + radius, circle.bottom + radius
        for line in (item for item in face.front.items if isinstance(item, TextRun)):
            corner = line.at.x + line.width, line.at.y - 0.2 * line.size  # as deep as a "p" reaches
            assert dist(middle, corner) > radius, face.card.id


def test_lines_to_write_on_lie_at_the_same_heights_in_workshop() -> None:
    """A longer title takes lines away above; the others are where they are on all cards."""
    found = {lines_of(face.back) for face in made("workshop")[1]} - {()}
    most = max(found, key=len)
    assert {len(lines) for lines in found} == {4, 5}
    assert all(lines == most[-len(lines) :] for lines in found)


def lines_of(frame: Frame) -> tuple[float, ...]:
    """The heights of a face's lines to write on, from the top down."""
    return tuple(round(item.start.y, 3) for item in frame.items if isinstance(item, Line))


def test_numbers_of_classic_stand_beside_the_footer() -> None:
    """On its first line, which is as far below the rule on all cards."""
    spaces = set()
    for face in made("classic")[1]:
        parts = {part.name: part for part in face.back.parts}
        assert baselines(parts["number"]) == baselines(parts["footer"])[:1]
        spaces.add(round(parts["rule"].rect.bottom - baselines(parts["footer"])[0], 3))
    assert len(spaces) == 1


def test_classic_fills_cards_as_large_as_those_first_printed() -> None:
    """Four to an A4, as the deck was printed, no text keeps all others as small as they were."""
    settings = {"card.size": "a4-quarter"}
    found = build_deck(shipped("cards") / "osallisuus", layout="classic", settings=settings)
    assert found.layout.scale == pytest.approx(105 / 74.25)
    back = next(face.back for face in found.faces if face.card.id == "asukasraati")
    text = next(part for part in back.parts if part.role == "text")
    assert text.paragraphs[0].runs[0].size >= 16


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_large_print_breaks_no_words(language: str) -> None:
    """Whoever reads letter by letter has each word whole, and no text is left out for it."""
    for face in made("large-print", language)[1]:
        for part in (*face.front.parts, *face.back.parts):
            lines = [line for paragraph in part.paragraphs for line in paragraph.lines]
            assert "hyphen" not in {line.end for line in lines}, face.card.id


LAYOUTS = [name for name in layout_names() if name != "base"]


def baselines(part: Part) -> list[float]:
    """The baselines of a part's text, from the top down."""
    return sorted({run.at.y for one in part.paragraphs for run in one.runs}, reverse=True)


WITH_TEXT_BELOW = [name for name in LAYOUTS if name not in {"question", "tarot"}]
"""Layouts whose backs have a text below a title."""


@pytest.mark.parametrize("name", WITH_TEXT_BELOW)
def test_text_is_further_from_its_title_than_its_paragraphs_from_each_other(name: str) -> None:
    """From the title's last baseline to the text's first it is about 1.6 of the text's lines."""
    layout, cards, _ = made(name)
    tried = 0
    for face in cards:
        parts = {part.role: part for part in face.back.parts if part.paragraphs}
        if not {"title", "text"} <= parts.keys() or "subtitle" in parts:
            continue
        box = next(box for box in layout.back if box.name == parts["text"].name)
        line = box.leading * parts["text"].paragraphs[0].runs[0].size
        space = baselines(parts["title"])[-1] - baselines(parts["text"])[0]
        assert (box.leading + box.paragraph_gap) / box.leading < 1.5 <= space / line < 2
        tried += 1
    assert tried > 20


@pytest.mark.parametrize("name", LAYOUTS)
def test_text_keeps_3_mm_off_what_stands_below(name: str) -> None:
    """No title or text comes nearer to a footer, a label, a number, a band or a rule."""
    tried = 0
    for frame in (frame for face in made(name)[1] for frame in (face.front, face.back)):
        for part in (part for part in frame.parts if part.role in {"title", "text"}):
            run = part.paragraphs[-1].lines[-1].runs[-1]
            lowest = run.at.y - 0.2 * run.size  # as deep as a "p" reaches
            for other in filter(_is_below_texts, frame.parts):
                is_below = other.rect.bottom < lowest
                is_beside = other.rect.right < part.rect.left or other.rect.left > part.rect.right
                if is_below and not is_beside:
                    assert lowest - _top(other) >= 3 * MM, (part, other)
                    tried += 1
    assert tried >= 66


def _is_below_texts(part: Part) -> bool:
    """Whether a part is one of a kind that stands at a card's foot."""
    flat = part.name in {"band", "rule", "frame"}
    return flat or part.role in {"footer", "label", "number"}


def _top(part: Part) -> float:
    """The upper edge of what a part paints: of a shape, or else of its letters."""
    if part.paragraphs and not any(isinstance(item, Box) for item in part.content):
        return max(run.at.y + 0.75 * run.size for one in part.paragraphs for run in one.runs)
    return part.rect.top


@pytest.mark.parametrize(("field", "name"), SHOWN_BY.items())
def test_the_layout_that_a_hint_names_shows_it(field: str, name: str) -> None:
    """What most layouts leave out has a box in the one that is named for it."""
    layout = read_layout(name)
    assert any(
        f"{{{field}}}" in (box.image, box.text, box.pattern)
        for box in (*layout.front, *layout.back)
    )


def test_second_pictures_and_those_of_categories(tmp_path: Path) -> None:
    """In the layout for pictures a category's stands in for a card's; a second has a place."""
    Image.new("RGB", (900, 1300), "teal").save(tmp_path / "a.png")
    path = tmp_path / "deck.yaml"
    path.write_text(
        "title: D\nlanguage: en\ncategories: {a: {name: A, image: a.png}}\ncards:\n"
        "- {title: One, category: a}\n"
        "- {title: Two, image: a.png, image_back: a.png, category: a}\n",
        "utf-8",
    )
    made = build_deck(path, layout="photo")
    assert "not-shown" not in {problem.code for problem in made.problems}
    shown = [[part.name for part in face.parts] for faces in made.faces for face in faces[1:3]]
    assert "category_picture" in shown[0]
    assert "ground" not in shown[0], "its edge would show around the picture"
    assert "category_picture" not in shown[2]
    assert "picture" in shown[2]
    assert "picture" not in shown[1]
    assert "picture" in shown[3]
