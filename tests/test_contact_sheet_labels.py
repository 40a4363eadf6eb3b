"""What stands below the cards of a contact sheet: ids, and the sizes that their type has."""

from pathlib import Path

import pypdfium2
import pytest
from click.testing import Result
from PIL import Image

from commands import run_here
from print_samples import words_of

DECK = """\
title: Deck
language: en
categories:
  a: {name: Acts, color: "#b8324a"}
cards:
  - {id: first-one, title: First, category: a, text: A text with a note.}
  - {id: second, title: Second, category: a}
"""
"""A deck of a card with text and one without."""

SIZES = "--set=front.title.size=21.5 pt", "--set=back.title.size=15 pt", "--set=back.text.size=9 pt"


def export(*arguments: str | Path) -> Result:
    """Make a contact sheet."""
    return run_here("export", "--to", "contact-sheet", *arguments)


def test_labels_tell_ids_and_sizes(deck: Path, tmp_path: Path) -> None:
    """Each card's number and id, both titles' sizes, and that of its text where it has one."""
    out = tmp_path / "all.pdf"
    done = export(deck, "-o", out, *SIZES)
    assert done.exit_code == 0, done.output
    words = words_of(out)
    assert "1 first-one: title 21.5 and 15 pt, text 9 pt" in words
    assert "2 second: title 21.5 and 15 pt" in words
    assert words.count("text 9 pt") == 1


def test_labels_tell_sizes_that_were_found(deck: Path, tmp_path: Path) -> None:
    """Of a range the size that is printed is told, and one that both faces have once."""
    out = tmp_path / "all.pdf"
    assert export(deck, "-o", out, "--set", "front.title.size=8-12 pt",
                  "--set", "back.title.size=12 pt").exit_code == 0  # fmt: skip
    assert "1 first-one: title 12 pt, text" in words_of(out)


def test_cards_to_write_on_have_no_label(deck: Path, tmp_path: Path) -> None:
    """Blank cards have no id, and stand in line with the others."""
    out = tmp_path / "all.pdf"
    assert export(deck, "-o", out, "--blanks", "1", "--columns", "1").exit_code == 0
    assert words_of(out).count(": title") == 2


def test_labels_are_left_out(deck: Path, tmp_path: Path) -> None:
    """With --no-labels the sheet is lower, and nothing but the cards is on it."""
    with_labels, without = tmp_path / "with.png", tmp_path / "without.png"
    assert export(deck, "-o", with_labels, "--columns", "1").exit_code == 0
    assert export(deck, "-o", without, "--columns", "1", "--no-labels").exit_code == 0
    with Image.open(with_labels) as one, Image.open(without) as other:
        assert one.width == other.width
        assert one.height - other.height == pytest.approx(2 * 4 * 72 / 25.4, abs=2)
    out = tmp_path / "all.pdf"
    assert export(deck, "-o", out, "--no-labels").exit_code == 0
    assert "first-one" not in words_of(out)


def test_labels_are_of_the_contact_sheet_alone(deck: Path) -> None:
    """--no-labels has no meaning for single pictures, and is refused there."""
    done = run_here("export", deck, "--to", "png", "--no-labels")
    assert done.exit_code == 2
    assert "--no-labels has no meaning for --to png" in done.output


def test_long_ids_take_a_line_more(deck: Path, tmp_path: Path) -> None:
    """On narrow cards a label has two lines, and every word of it is there."""
    name = "an-id-that-is-as-long-as-some-titles-of-cards-are-in-this-world"
    deck.write_text(DECK.replace("first-one", name), encoding="utf-8")
    out = tmp_path / "all.pdf"
    assert export(deck, "-o", out, *SIZES, "--card-size", "46x70mm").exit_code == 0
    with pypdfium2.PdfDocument(out) as document:
        lines = document[0].get_textpage().get_text_bounded().splitlines()
    assert lines[:2] == [f"1 {name}:", "title 21.5 and 15 pt, text 9 pt"]
