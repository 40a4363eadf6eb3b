"""`build --languages fi,sv`: cards in two languages, one on each side, or both on each."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from commands import run_here as run
from korttipakka.build.bilingual import named_languages, with_second_language
from korttipakka.build.pictures import usable_layouts
from korttipakka.reading.layout import read_layout

DECK = """\
title: {fi: Pakka, sv: Lek, en: Deck}
language: fi
categories:
  a: {name: {fi: Ajatus, sv: Tanke, en: Thought}}
category: a
cards:
  - title: {fi: Tauko, sv: Paus, en: Break}
    text: {fi: Kahvia., sv: Kaffe., en: Coffee.}
    back_title: {fi: Tauolle!, sv: Paus nu!, en: Break now!}
  - title: {fi: Kävely, sv: Promenad, en: Walk}
    subtitle: {fi: Ulos, sv: Ut, en: Out}
"""

BOTH = """\
extends: workshop
front: {title: {text: "{title} / {title.sv}"}}
back: {text: {text: "{text}\\n\\n{text.sv}"}}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck in three languages, and a layout that shows two."""
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "both.lay").write_text(BOTH, encoding="utf-8")
    return tmp_path


def pages(pdf: Path) -> list[set[str]]:
    """The words on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [set(page.get_textpage().get_text_range().split()) for page in document]


def test_each_side_has_its_language(deck: Path) -> None:
    """Fronts are in the first language, backs in the second, names of categories too."""
    out = deck / "x.pdf"
    done = run("build", deck, "--languages", "fi,sv", "-o", out)
    assert done.exit_code == 0, done.output
    assert "warning" not in done.output
    front, back = pages(out)
    assert {"Tauko", "Kävely", "Ajatus"} <= front
    assert {"Paus", "nu!", "Kaffe.", "Promenad", "Ut", "Tanke"} <= back
    assert not front & {"Paus", "Promenad", "Tanke"}
    assert not back & {"Tauko", "Kävely", "Ajatus", "Kahvia."}
    assert "Languages: fronts in fi, backs in sv" in done.output
    assert "texts in fi are on no face" in done.output


def test_either_may_be_first(deck: Path) -> None:
    """The first language need not be the deck's; tags are understood as for --language."""
    out = deck / "x.pdf"
    assert run("build", deck, "--languages", "sv-FI, en", "-o", out).exit_code == 0
    front, back = pages(out)
    assert {"Paus", "Promenad", "Tanke"} <= front
    assert {"Coffee.", "Walk", "Thought"} <= back
    with pypdfium2.PdfDocument(out) as document:
        assert document.get_metadata_value("Title") == "Lek"


@pytest.mark.parametrize("second", ["sv", "en"])
def test_a_layout_has_both_on_each_face(second: str, deck: Path) -> None:
    """Where a layout names a language, the second one takes its place, whichever it is."""
    out = deck / "x.pdf"
    layout = deck / "both.lay"
    done = run("build", deck, "--languages", f"fi,{second}", "-l", layout, "-o", out)
    assert done.exit_code == 0, done.output
    front, back = pages(out)
    title, text = {"sv": ("Paus", "Kaffe."), "en": ("Break", "Coffee.")}[second]
    assert {"Tauko", title} <= front
    assert {"Kahvia.", text, "Tauolle!"} <= back
    assert f"Languages: fi and {second}, as the layout has them" in done.output
    assert "on no face" not in done.output


def test_what_lacks_the_second_language_is_told(deck: Path) -> None:
    """A text that is not given in the language of the backs is a warning with its card."""
    text = DECK.replace(", sv: Kaffe.", "")
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    done = run("build", deck, "--languages", "fi,sv", "-o", deck / "x.pdf")
    assert done.exit_code == 0
    assert "one text is not given in 'sv', which the layout shows: card 'Tauko'" in done.output
    assert run("build", deck, "--languages", "fi,sv", "--strict", "-o", deck / "y.pdf").exit_code


WITHOUT_BACKS = {
    "question": "; the backs in sv are not printed\n",
    "tarot": "; the backs of this layout show no texts of cards\n",
}
"""What is said of layouts that print no text on backs: nobody looks for Swedish there in vain."""


@pytest.mark.parametrize("layout", usable_layouts())
def test_the_shipped_deck_fits_in_two_languages(layout: str, tmp_path: Path) -> None:
    """Finnish fronts and Swedish backs in each layout, without a warning of what does not fit."""
    out = tmp_path / "x.pdf"
    done = run("build", "osallisuus", "--languages", "fi,sv", "-l", layout, "-o", out)
    assert done.exit_code == 0, done.output
    assert done.output.count("warning[") == done.output.count("warning[not-shown]")
    assert ("warning[not-shown]" in done.output) == (layout == "question")  # it has no texts
    words = {word for page in pages(out) for word in page}
    assert "Yhteiskehittäminen" in words
    assert ("Samutveckling" in words) == (layout not in WITHOUT_BACKS)
    told = WITHOUT_BACKS.get(layout, ", backs in sv\n")
    assert f"Languages: fronts in fi{told}" in done.output


def test_only_texts_change_their_language() -> None:
    """Numbers, colours and boxes that are never there stay; a second time changes nothing."""
    before = read_layout("workshop")
    after = with_second_language(before, "sv")
    assert after.front == before.front
    changed = {(a.name, a.text) for a, b in zip(after.back, before.back, strict=True) if a != b}
    assert ("text", "{text.sv}") in changed
    assert not [text for _, text in changed if "number.sv" in text or "color.sv" in text]
    assert named_languages(after) == {"sv"}
    assert with_second_language(after, "sv") == after


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--languages", "fi"), "two languages with a comma between"),
        (("--languages", "fi,sv,en"), "two languages with a comma between"),
        (("--languages", "fi,swedish!"), "two languages with a comma between"),
        (("--languages", "fi,de"), "no text of the deck is in 'de'"),
        (("--languages", "fi,fi-FI"), "two different languages"),
        (("--languages", "fi,sv", "--language", "en"), "do not go together"),
    ],
)
def test_what_cannot_be_meant_is_told(flags: tuple[str, ...], words: str, deck: Path) -> None:
    """One language, three, none, the same twice, or a third by another flag: wrong usage."""
    out = deck / "x.pdf"
    done = run("build", deck, *flags, "-o", out)
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert not out.exists()


def test_a_file_of_its_own(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without -o, the file's name has both languages."""
    monkeypatch.chdir(deck)
    assert run("build", ".", "--languages", "fi,sv").exit_code == 0
    assert [path.name for path in deck.glob("*.pdf")] == [f"{deck.name}-fi-sv.pdf"]


def test_the_page_about_it_works(tmp_path: Path) -> None:
    """The command of docs/languages.md makes the picture that stands there."""
    docs = Path(__file__).parents[1] / "docs"
    text = (docs / "languages.md").read_text(encoding="utf-8")
    command = re.search(r"korttipakka (build osallisuus --languages \S+)", text)
    assert command is not None
    assert run(*command[1].split(), "-o", tmp_path / "x.pdf").exit_code == 0
    with Image.open(docs / "images" / "two-languages.png") as picture:
        assert picture.width <= 900
