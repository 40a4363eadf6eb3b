"""What is printed besides the cards as they are: copies, blanks, the cutting guide, the summary."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from korttipakka.build.blanks import blank_deck, blank_layout
from korttipakka.model.layout import Length
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import read_layout_text
from korttipakka.typeset.shared import BoxSizes
from page_reader import MM, pages
from print_samples import dealt, korttipakka, text_of, write_deck


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A user's folder: the deck, and no printer measured yet."""
    return write_deck(tmp_path)


def test_copies_are_collated(desk: Path) -> None:
    """--copies makes whole decks, a card's own copies lie together in each."""
    deck = yaml.safe_load((desk / "deck.yaml").read_text(encoding="utf-8"))
    deck["cards"] = deck["cards"][:3]
    deck["cards"][1]["copies"] = 2
    (desk / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "-o", "a.pdf", "--copies", "2")
    assert done.returncode == 0, done.stderr
    assert dealt(pages(desk / "a.pdf")[::2], "rows") == [1, 2, 2, 3, 1, 2, 2, 3]
    assert done.stdout.startswith("8 cards")


CATEGORIES = """\
title: Blanks
language: en
categories:
  red: {name: Red things, color: "#aa0000"}
  blue: {name: Blue things, color: "#0000aa"}
cards:
  - {title: Rose, text: A flower., category: red}
  - {title: Sea, text: Much water., category: blue}
"""


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    """A folder with a deck of two categories."""
    (tmp_path / "deck.yaml").write_text(CATEGORIES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("layout", ["workshop", "classic", "bold", "large-print", "mono", "pocket"])
def test_blank_cards(coloured: Path, layout: str) -> None:
    """Cards to write on have their category's look, ruled lines on both sides, and no number."""
    flags = ("build", "deck.yaml", "-q", "-l", layout, "--arrange", "single", "-o", "a.pdf")
    done = korttipakka(coloured, *flags, "--blanks", "1", "--blanks", "none=1")
    assert done.returncode == 0, done.stderr
    shown, texts = pages(coloured / "a.pdf"), text_of(coloured / "a.pdf")
    assert len(shown) == 2 * (2 + 3)
    for page, text in zip(shown[4:], texts[4:], strict=True):
        ruled = [line for line in page.strokes if abs(line.start[1] - line.end[1]) < 0.01]
        assert len(ruled) >= 3
        width, height = page.size
        for x, y in (spot for line in ruled for spot in (line.start, line.end)):
            assert 3 * MM < x < width - 3 * MM
            assert 3 * MM < y < height - 3 * MM
        assert "/" not in text
    assert "red things" in texts[5].lower()
    assert "blue things" in texts[7].lower()
    assert texts[9].strip() == ""


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("many", "bad-blanks"), ("rde=2", "did you mean 'red'?"), ("9999", "bad-blanks")],
)
def test_blank_cards_that_cannot_be(coloured: Path, wanted: str, said: str) -> None:
    """A number that is none, or an unknown category, is an error with a hint."""
    done = korttipakka(coloured, "build", "deck.yaml", "--blanks", wanted)
    assert done.returncode == 2
    assert said in done.stderr


BOXES = """\
title: {text: "{title}", bottom: 20 mm}
number: {text: "No. {number}"}
badge: {text: "{category.name} {number}"}
kind: {text: "{category.name}", when: category.name}
star: {text: "*", when: tags}
foot: {text: "{deck.title}"}
ground: {fill: "{color}"}
"""


def test_boxes_of_a_blank_card(tmp_path: Path) -> None:
    """What tells of a card goes, the category's name stays alone, and one box has lines."""
    boxes = "".join(f"  {line}\n" for line in BOXES.splitlines())
    layout = read_layout_text(f"front:\n{boxes}", tmp_path / "layout.yaml")
    sizes = {f"front.{box.name}": BoxSizes(9.0, 9.0) for box in layout.front}
    blank = {box.name: box for box in blank_layout(layout, sizes).front}
    assert [name for name, box in blank.items() if box.when == "never"] == ["number", "star"]
    assert {name: box.text for name, box in blank.items() if box.text} == {
        "number": "No. {number}", "badge": "{category.name}", "kind": "{category.name}",
        "star": "*", "foot": "{deck.title}",
    }  # fmt: skip
    assert {name for name, box in blank.items() if box.ruled} == {"title"}
    assert blank["title"].height is None
    assert {name for name, box in blank.items() if box.size.maximum == 9.0} >= {"badge", "kind"}


@pytest.mark.parametrize("fill", ["{color}", "paper"])
def test_lines_on_a_coloured_card_have_a_field_of_paper(tmp_path: Path, fill: str) -> None:
    """Where the card's ground is coloured, lines lie on paper, which can be written on."""
    ground = f'ground: {{fill: "{fill}", left: 0, right: 0, top: 0, bottom: 0, when: not picture}}'
    title = 'title: {text: "{title}", left: 9 mm, right: 9 mm, top: 9 mm, bottom: 9 mm}'
    photo = 'photo: {image: "{image}", when: picture}'
    text = f"front:\n  {ground}\n  {photo}\n  {title}\n"
    layout = read_layout_text(text, tmp_path / "layout.yaml")
    sizes = {f"front.{box.name}": BoxSizes() for box in layout.front}
    blank = {box.name: box for box in blank_layout(layout, sizes).front}
    assert blank["ground"].when == "not picture"  # a blank card has none
    assert blank["photo"].when == "never"
    ruled = {name: box.fill for name, box in blank.items() if box.ruled}
    assert ruled == ({"title": "none"} if fill == "paper" else {"title field": "paper"})


def test_a_box_that_is_never_there_is_not_written_on(tmp_path: Path) -> None:
    """Where a layout has switched its text off, lines lie in place of what it does show."""
    off, title = 'text: {text: "{text}", when: never}', 'title: {text: "{title}", bottom: 20 mm}'
    layout = read_layout_text(f"front:\n  {off}\n  {title}\n", tmp_path / "layout.yaml")
    sizes = {f"front.{box.name}": BoxSizes() for box in layout.front}
    assert [box.name for box in blank_layout(layout, sizes).front if box.ruled] == ["title"]


@pytest.mark.parametrize(
    ("place", "high"),
    [
        ("top: 10 mm", True), ("bottom: 10 mm", False), ("top: 10 mm, height: 30 mm", False),
        ("below: number", True), ("left: 6 mm", False),
    ],
)  # fmt: skip
def test_a_box_as_high_as_its_text_has_room_for_three_lines(
    tmp_path: Path, place: str, high: bool
) -> None:
    """Where only its upper edge is given; else it reaches as far as it may."""
    text = f'front:\n  number: {{text: "1", top: 5 mm}}\n  title: {{text: "{{title}}", {place}}}\n'
    layout = read_layout_text(text, tmp_path / "layout.yaml")
    sizes = {"front.number": BoxSizes(), "front.title": BoxSizes()}
    own, blank = layout.front[1], blank_layout(layout, sizes).front[1]
    lines = Length(3 * 11 * MM)
    assert blank.height == (lines if high else own.height)


@pytest.mark.parametrize(
    ("box", "written"),
    [
        ("", "title"),
        ("color: legible(teal)", "title"),
        ("fill: teal", "title field"),
        ("color: auto", "title field"),
        ("color: legible(auto)", "title field"),
    ],
)
def test_nobody_writes_on_a_colour(tmp_path: Path, box: str, written: str) -> None:
    """Lines on a coloured box, or where text may be light, have a field of paper under them."""
    title = ", ".join(filter(None, ['text: "{title}"', "bottom: 20 mm", box]))
    layout = read_layout_text(f"front:\n  title: {{{title}}}\n", tmp_path / "layout.yaml")
    blank = {box.name: box for box in blank_layout(layout, {"front.title": BoxSizes(9, 9)}).front}
    assert {name for name, box in blank.items() if box.ruled} == {written}
    assert blank[written].fill == ("paper" if "field" in written else "none")


def test_blanks_of_the_selected_categories(coloured: Path) -> None:
    """With --category, blanks are made for that one only; --copies repeats them too."""
    flags = ("--category", "red", "--blanks", "3", "--copies", "2")
    done = korttipakka(coloured, "build", "deck.yaml", *flags)
    assert done.stdout.startswith("8 cards")


def test_the_cutting_guide(coloured: Path) -> None:
    """The last page lists the cuts in their order; the summary tells the same."""
    done = korttipakka(coloured, "build", "deck.yaml", "-o", "a.pdf", "--cutting-guide")
    assert "4 cuts: from the top at 222.75, 148.5, 74.25 mm; then from the left at 105 mm" in (
        done.stdout
    )
    assert "Guide: " in done.stdout
    *_, guide = text_of(coloured / "a.pdf")
    told = ["The top edge", "222.75 mm", "148.5 mm", "74.25 mm", "the left edge at", "105 mm"]
    places = [guide.index(part) for part in told]
    assert sorted(places[:4]) == places[:4]
    assert len(text_of(coloured / "a.pdf")) == 3


def test_the_guide_of_a_perforated_sheet_is_left_out(coloured: Path) -> None:
    """There is nothing to cut; small cards get the layout for small cards by themselves."""
    flags = ("--sheet", "avery-l7414", "--cutting-guide", "-o", "a.pdf")
    done = korttipakka(coloured, "build", "deck.yaml", *flags)
    assert done.returncode == 0, done.stderr
    assert "Cut" not in done.stdout
    assert len(text_of(coloured / "a.pdf")) == 2


def test_the_summary_tells_of_a_better_use_of_paper(coloured: Path) -> None:
    """It says how much is wasted, and which card size would do better."""
    done = korttipakka(coloured, "build", "deck.yaml", "--margin", "8mm")
    assert "Sheet: 4 cards, 50% waste" in done.stdout
    assert "97 x 70 mm would fit 8 instead of 4" in done.stdout


def test_texts_too_long_for_a_small_card_name_the_layout_for_it(coloured: Path) -> None:
    """Who asks for a roomy layout is told which one suits the sheet."""
    longer = CATEGORIES.replace("A flower.", "A flower. " * 30) + "layout: large-print\n"
    (coloured / "deck.yaml").write_text(longer, encoding="utf-8")
    done = korttipakka(coloured, "build", "deck.yaml", "--sheet", "l7414", "-l", "large-print")
    assert done.returncode == 1
    assert "add --layout pocket" in done.stderr


def test_numbers_for_all_and_for_one(coloured: Path) -> None:
    """What is said of a category holds for it, whichever of the two numbers comes first."""
    known = read_deck(coloured / "deck.yaml")
    first = known.categories[0].key
    for wanted in (["2", f"{first}=5"], [f"{first}=5", "2"]):
        cards = blank_deck(known, wanted).cards
        counted = Counter(card.category_key for card in cards)
        assert counted == {category.key: 2 for category in known.categories} | {first: 5}


FRONT_ONLY = "card: {size: a7}\nfront: {title: {text: '{title}', left: 5 mm, right: 5 mm}}\n"


@pytest.mark.parametrize(
    ("flags", "tip"),
    [
        ((), "--sides fronts prints the fronts alone"),
        (("--arrange", "single"), "--sides fronts prints the fronts alone"),
        (("--arrange", "fold"), "--arrange duplex --sides fronts prints the fronts alone"),
        (("--sides", "fronts"), ""),
        (("--arrange", "tent"), ""),
    ],
)
def test_backs_without_boxes(coloured: Path, flags: tuple[str, ...], tip: str) -> None:
    """Empty backs are told of with flags that leave them out, and which leave nothing to tell."""
    (coloured / "own.yaml").write_text(FRONT_ONLY, encoding="utf-8")
    words = ("build", "deck.yaml", "-l", "own.yaml", "-o", "a.pdf", *flags)
    done = korttipakka(coloured, *words)
    assert done.returncode == 0, done.stderr
    assert ("Tip: the backs have no boxes" in done.stdout) is bool(tip)
    assert tip in done.stdout
    assert "--sides backs" not in done.stdout
    if tip:
        fewer = korttipakka(coloured, *words, *tip.split(" prints")[0].split())
        assert "have no boxes" not in fewer.stdout
        assert len(pages(coloured / "a.pdf")) == (2 if "single" in flags else 1)
