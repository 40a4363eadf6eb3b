"""Long names of categories on cards that are smaller than a layout was made for."""

from pathlib import Path

import pytest
from PIL import Image

from commands import run
from korttipakka import build_deck
from korttipakka.basics.geometry import Rect
from korttipakka.basics.problems import KorttipakkaError, Severity
from korttipakka.basics.units import MM
from korttipakka.build.made import Made
from korttipakka.build.session import Session
from korttipakka.model.frame import Frame
from print_samples import korttipakka, text_of

NAMES = (
    "Asiointi ja asiakaskokemus osallistumisen ja vuorovaikutuksen rakentajana",
    "Lähidemokratia",
)

DECK = f"""\
title: Long names
language: fi
categories: {{a: "{NAMES[0]}", b: {NAMES[1]}}}
cards:
  - {{title: Raati, text: Raati kokoontuu., category: a}}
  - {{title: Kysely, category: b}}
"""
"""A deck with a long name of a category, and with a short one."""


def notes(made: Made) -> list[str]:
    """What is told of lines."""
    return [found.message for found in made.problems if "names of categories" in found.message]


def rects(frame: Frame) -> dict[str, Rect]:
    """Where the boxes of a face lie, in millimetres."""
    return {
        part.name: Rect(*(edge / MM for edge in part.rect))
        for part in frame.parts
    }  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "sizes"),
    [
        ("workshop", ["poker", "mini", "a8"]),
        ("classic", ["poker", "a7", "mini"]),
        ("bold", ["poker", "square"]),
        ("mono", ["bridge", "a7"]),
        ("pocket", ["mini"]),
        ("photo", ["poker", "mini"]),
        ("question", ["a7", "mini"]),
        ("poker", ["mini"]),
        ("large-print", ["a7", "a4-quarter"]),
    ],
)
def test_long_names_of_categories_have_room_on_small_cards(
    deck: Path, tmp_path: Path, layout: str, sizes: list[str]
) -> None:
    """All of a name is printed, no text over another, and it is told how many lines there are."""
    session, out = Session(deck), tmp_path / "out.pdf"
    for size in sizes:
        made = session.build(layout=layout, settings={"card.size": size})
        worst = {found.code for found in made.problems if found.severity > Severity.NOTE}
        assert worst <= {"not-shown", "unprintable-margin"}, size
        (told,) = notes(made)
        assert told.startswith("names of categories take up to "), size
        assert told in "\n".join(made.summary.lines())
        made.write_pdf(out)
        printed = "".join("".join(text_of(out)).split()).casefold()
        bare = printed.replace("\xad", "").replace("\ufffe", "").replace("-", "")
        assert "".join(NAMES[0].split()).casefold() in bare, size


SEVENTY = (
    "Neighbourhood associations and other communities of interest in a town",
    "Open government, transparency and the accountability of institutions..",
)


@pytest.mark.parametrize(
    ("layout", "size"),
    [
        ("bold", "mini"),
        ("mono", "domino"),
        ("large-print", "poker"),
        ("large-print", "business-us"),
        ("large-print", "japanese"),
    ],
)
def test_names_of_70_letters_fit_the_smallest_cards(tmp_path: Path, layout: str, size: str) -> None:
    """As many lines as that takes, titles above them, and in large print at 16 pt."""
    (tmp_path / "deck.yaml").write_text(
        f"title: Long\nlanguage: en\ncategories: {{a: '{SEVENTY[0]}', b: '{SEVENTY[1]}'}}\n"
        "cards:\n  - {title: A first card, text: Some words., category: a}\n"
        "  - {title: A second card, text: Some words., category: b}\n",
        "utf-8",
    )
    made = build_deck(tmp_path / "deck.yaml", layout=layout, settings={"card.size": size})
    assert {found.code for found in made.problems} <= {"scaled-layout", "syllable-break"}
    boxes = {f"{face}.{box.name}": box for face, box in made.layout.faced_boxes()}
    assert boxes["back.footer"].size.minimum == (16 if layout == "large-print" else 7)
    for card in made.faces:
        title, label = rects(card.front)["title"], rects(card.front)["label"]
        assert title.bottom >= label.top - 0.1


def with_picture(folder: Path) -> Path:
    """A deck in a folder with a name of 70 letters, on a card with a picture and on one without."""
    Image.new("RGB", (900, 900), "#88aacc").save(folder / "photo.png")
    (folder / "deck.yaml").write_text(
        f"title: Long\nlanguage: en\ncategories: {{a: '{SEVENTY[0]}'}}\ncards:\n"
        "  - {title: A first card, text: Some words., category: a, image: photo.png, alt: Sky}\n"
        "  - {title: A second card, text: Some words., category: a}\n",
        "utf-8",
    )
    return folder / "deck.yaml"


@pytest.mark.parametrize("layout", ["large-print", "pocket", "workshop", "mono", "classic"])
def test_names_of_70_letters_fit_beside_pictures_on_a_layouts_own_cards(
    tmp_path: Path, layout: str
) -> None:
    """A layout that ships gives them the lines that they need there as on smaller cards."""
    made = build_deck(with_picture(tmp_path), layout=layout)
    assert {found.code for found in made.problems} <= {"scaled-layout", "syllable-break"}
    lines = {box.name: box.lines for box in made.layout.front}["label"]
    assert bool(notes(made)) == (lines > 2)
    for card in made.faces:
        title, label = rects(card.front)["title"], rects(card.front)["label"]
        assert title.bottom >= label.top - 0.1


@pytest.mark.parametrize(
    "own",
    [
        "extends: large-print\nfront: {label: {lines: 2}}\n",
        "extends: large-print\nfront: {label: {top: auto, height: 14 mm}}\n",
    ],
)
def test_lines_of_a_layout_of_ones_own_stay_on_its_own_cards(tmp_path: Path, own: str) -> None:
    """Who writes how many lines there are, or how high, is told that a name does not fit."""
    (tmp_path / "own.yaml").write_text(own, "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(with_picture(tmp_path), layout=str(tmp_path / "own.yaml"))
    (told,) = (found for found in caught.value.problems if found.severity is Severity.ERROR)
    assert "of front.label are too many" in told.message


def test_short_names_leave_a_layout_as_it_is(tmp_path: Path) -> None:
    """A deck whose names fit has the lines that its layout has, and nothing is told."""
    (tmp_path / "deck.yaml").write_text(DECK.replace(NAMES[0], "Asiointi"), "utf-8")
    made = build_deck(tmp_path / "deck.yaml", settings={"card.size": "poker"})
    assert not notes(made)
    assert {box.lines for box in made.layout.back if box.name == "footer"} == {2}


def test_what_lies_around_a_name_grows_and_moves_with_it(deck: Path) -> None:
    """The band keeps its distances around the footer, the number stays beside it, texts above."""
    before = Session(deck).build(settings={"card.size": "poker"}, cards=["kysely"])
    short, long = (
        {card.card.id: rects(card.back) for card in made.faces}
        for made in (before, build_deck(deck, settings={"card.size": "poker"}))
    )
    was, now = short["kysely"], long["raati"]
    higher = now["footer"].height - was["footer"].height
    assert higher == pytest.approx(1.15 * 7 / 72 * 25.4, abs=0.01), "one line of 7 pt more"
    for name in ("band", "footer", "number"):
        assert now[name].bottom == pytest.approx(was[name].bottom, abs=0.01)
        assert now[name].top == pytest.approx(was[name].top + higher, abs=0.01)
    assert now["text"].bottom > now["band"].top + 2
    assert now["title"].top == pytest.approx(was["title"].top, abs=0.01)


@pytest.mark.parametrize(
    ("layout", "settings"),
    [
        ("workshop", {"card.size": "poker", "back.footer.lines": "2"}),
        ("workshop", {"card.size": "poker", "back.footer.height": "8 mm"}),
        ("own.yaml", {}),
    ],
)
def test_lines_that_somebody_chose_stay(deck: Path, layout: str, settings: dict[str, str]) -> None:
    """What a flag says, or a layout of this very card, is not changed: the name is too long."""
    footer = (
        "{text: '{category.name}', left: 5 mm, right: 5 mm, bottom: 5 mm, lines: 1, size: 7 pt}"
    )
    (deck.parent / "own.yaml").write_text(f"card: {{size: poker}}\nback: {{footer: {footer}}}\n")
    named = str(deck.parent / layout) if layout.endswith(".yaml") else layout
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(deck, layout=named, settings=settings)
    assert {found.code for found in caught.value.problems} >= {"does-not-fit"}


def test_lines_come_before_smaller_type(deck: Path) -> None:
    """With a smaller footer all would fit by the tighter side, at 60 %: lines leave it at 86 %."""
    settings = {"card.size": "poker", "back.footer.size": "6-8 pt"}
    made = build_deck(deck, settings=settings)
    assert notes(made)
    assert "Layout: workshop at 86%" in "\n".join(made.summary.lines())
    assert not notes(build_deck(deck, settings=settings | {"card.scale": "fit"}))


def test_sides_that_are_not_printed_are_not_told(deck: Path) -> None:
    """Of the layout for questions only the fronts are printed."""
    (told,) = notes(build_deck(deck, layout="question", settings={"card.size": "a7"}))
    assert "front.kicker" in told
    assert "back" not in told


def test_a_text_that_is_too_long_is_told_as_before(deck: Path) -> None:
    """More lines for a name are no way out where a text has no room: both are told of."""
    deck.write_text(DECK.replace("Raati kokoontuu.", "Raati kokoontuu. " * 40), "utf-8")
    done = run("build", deck, "--card-size", "mini", "-o", deck.with_suffix(".pdf"))
    assert done.returncode == 1
    assert "back.text" in done.stderr
    assert "back.footer" in done.stderr


def test_a_printers_correction_is_made_once(deck: Path) -> None:
    """With more lines, too, the backs are moved as the printer was measured."""
    save = ("calibrate", "--save", "office", "--across", "1.5", "--up", "0")
    assert korttipakka(deck.parent, *save).returncode == 0
    flags = ("--card-size", "poker", "--printer", "office", "-o", "out.pdf")
    done = korttipakka(deck.parent, "build", "deck.yaml", *flags)
    assert done.returncode == 0, done.stderr
    assert "names of categories take up to" in done.stdout + done.stderr
    assert "Backs: moved 1.5 mm" in done.stdout + done.stderr
