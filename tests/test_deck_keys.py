"""A card's second picture, and what a category has besides its name: image, pattern, note."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from commands import Done, run_here
from commands import run as run_process
from korttipakka import Made, Session, build_deck, check_deck
from korttipakka.model.frame import Frame, Picture

DECK = """\
title: {en: Workshop, sv: Verkstad}
language: en
layout: mine.yaml
categories:
  ideas:
    name: {en: Ideas, sv: Idéer}
    color: teal
    image: group.png
    pattern: rings
    note: {en: Take your time, sv: Ta god tid}
  rest: {name: {en: Rest, sv: Vila}, color: navy}
cards:
  - title: {en: One, sv: Ett}
    category: ideas
    image_back: back.png
    alt_back: Two cups
  - title: {en: Two, sv: Två}
    category: rest
"""

LAYOUT = """\
extends: base
card: {size: a7}
front:
  title: {text: "{title}", left: 6 mm, right: 6 mm, top: 6 mm, size: 14 pt}
  group: {image: "{category.image}", left: 6 mm, top: 30 mm, width: 20 mm, height: 20 mm}
  ground: {pattern: "{category.pattern}", left: 6 mm, top: 60 mm, width: 20 mm, height: 20 mm}
back:
  title: {text: "{title}", left: 6 mm, right: 6 mm, top: 6 mm, size: 14 pt}
  photo: {image: "{image_back}", left: 6 mm, top: 20 mm, width: 20 mm, height: 20 mm}
  note:  {text: "{category.note}", left: 6 mm, right: 6 mm, top: 60 mm, size: 9 pt}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the deck, its pictures and a layout that shows all of them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(LAYOUT, encoding="utf-8")
    for name, color in (("group", "teal"), ("back", "navy")):
        Image.new("RGB", (400, 400), color).save(tmp_path / f"{name}.png")
    return tmp_path


def change(file: str, old: str, new: str) -> None:
    """Write something else in a file."""
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def pictures(frame: Frame) -> list[str]:
    """The names of the pictures on a face."""
    return [
        item.path.name for part in frame.parts for item in part.content if isinstance(item, Picture)
    ]


def note(made: Made, card: str) -> str:
    """What a card's box for the note says."""
    parts = made.card_faces(card).back.parts
    return "".join(p.text for part in parts if part.name == "note" for p in part.paragraphs)


def test_each_is_shown_where_a_box_asks_for_it(folder: Path) -> None:
    """The category's picture is on the front, the card's second on the back, the note beside it."""
    made = build_deck(".")
    assert made.problems == ()
    one, two = made.card_faces("one"), made.card_faces("two")
    assert (pictures(one.front), pictures(one.back)) == (["group.png"], ["back.png"])
    assert (pictures(two.front), pictures(two.back)) == ([], [])
    assert (note(made, "one"), note(made, "two")) == ("Take your time", "")


def test_a_note_is_in_the_language_asked_for(folder: Path) -> None:
    """The note is translated as the name is, and a box may ask for it in a language."""
    assert note(build_deck(".", language="sv"), "one") == "Ta god tid"
    change("mine.yaml", "{category.note}", "{category.note} · {category.note.sv}")
    assert note(build_deck("."), "one") == "Take your time · Ta god tid"


def test_a_note_that_lacks_the_language_is_told(folder: Path) -> None:
    """A note that is not given in the language stops the build, as a name would."""
    change("deck.yaml", ", sv: Ta god tid", ", fi: Rauhassa")
    assert [p.code for p in check_deck(".", language="sv")] == ["missing-translation"]


def test_a_category_has_the_pattern_that_it_says(folder: Path) -> None:
    """Its own pattern is drawn, not that of its place; one that says none has that of its place."""
    own, by_place = build_deck("."), build_deck(".")
    change("mine.yaml", '"{category.pattern}"', "rings")
    assert build_deck(".").png("one", dpi=60) == own.png("one", dpi=60)
    change("mine.yaml", "pattern: rings", "pattern: diagonal")
    assert build_deck(".").png("two", dpi=60) == by_place.png("two", dpi=60)
    assert build_deck(".").png("one", dpi=60) != own.png("one", dpi=60)


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ("group", "the image of 'Ideas' is not shown"),
        ("ground", "the pattern of 'Ideas' is not shown"),
        ("note", "the note of 'Ideas' is not shown"),
        ("photo", "the image_back of card 'One' is not shown"),
    ],
)
def test_what_no_box_shows_is_told(folder: Path, box: str, told: str) -> None:
    """Each of them is named where the layout has no box for it."""
    lines = (line for line in LAYOUT.splitlines() if not line.startswith(f"  {box}:"))
    Path("mine.yaml").write_text("\n".join(lines), encoding="utf-8")
    (problem,) = check_deck(".")
    assert problem.code == "not-shown"
    assert problem.message.startswith(told)


def test_the_back_picture_has_words_of_its_own(folder: Path) -> None:
    """Its words are in the PDF; without them it is told, as the first picture's would be."""
    build_deck(".").write_pdf("x.pdf")
    with pikepdf.open("x.pdf") as pdf:
        words = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)
                 and "/Alt" in one}  # fmt: skip
    assert words == {"Two cups"}
    change("deck.yaml", "    alt_back: Two cups\n", "")
    (problem,) = check_deck(".")
    assert (problem.code, problem.at and problem.at.line) == ("no-alt", 15)
    assert "after 'alt_back: '" in problem.hint


def test_a_session_sees_what_changed(folder: Path) -> None:
    """Another note, pattern or picture makes the card anew."""
    session = Session(".")
    before = session.build().png("one", "back", dpi=60)
    change("deck.yaml", "Take your time", "Hurry up")
    after = session.build()
    assert after.png("one", "back", dpi=60) != before
    assert note(after, "one") == "Hurry up"
    change("deck.yaml", "pattern: rings", "pattern: waves")
    again = session.build()
    assert again.png("one", "front", dpi=60) != after.png("one", "front", dpi=60)


def run(*words: str) -> Done:
    """What a command says in a process of its own."""
    done = run_process(*words)
    assert done.returncode == 0, done.stderr
    return done


def test_tables_bring_the_second_picture_back(folder: Path) -> None:
    """An export has its columns; what comes back unchanged changes nothing, and an edit does."""
    run("export", ".", "--to", "csv", "-o", "cards.csv")
    assert "image_back" in Path("cards.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert "Nothing to change" in run("import", "cards.csv", ".", "--update").stdout
    change("cards.csv", "Two cups", "Three cups")
    run("import", "cards.csv", ".", "--update")
    assert "alt_back: Three cups" in Path("deck.yaml").read_text(encoding="utf-8")


def test_a_table_with_a_second_picture(folder: Path) -> None:
    """A new deck of a table takes the file for the back along."""
    Path("new.csv").write_text("Title,Back image\nOne,back.png\n", encoding="utf-8")
    done = run_here("import", "new.csv", "made", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "image_back: back.png" in Path("made/deck.yaml").read_text(encoding="utf-8")
    assert Path("made/back.png").read_bytes() == Path("back.png").read_bytes()


def test_the_page_for_browsers_has_both_pictures(folder: Path) -> None:
    """The HTML deck shows the back's picture with its words."""
    run("export", ".", "--to", "html", "-o", "page.html")
    assert 'alt="Two cups"' in Path("page.html").read_text(encoding="utf-8")


def test_the_pdf_is_not_written_over_a_picture(folder: Path) -> None:
    """Both pictures count among the files that a build never writes over."""
    inputs = build_deck(".")._inputs
    assert {folder / "group.png", folder / "back.png"} <= {path.resolve() for path in inputs}
