"""Answers of chat programs as they are saved: labels in bold, fences, an object a line."""

import json
import zipfile
from pathlib import Path

import pytest

from commands import run_here as call
from docx_samples import document, heading, paragraph
from docx_samples import table as table_of
from korttipakka.reading.deck import read_deck
from test_import_tables import made

NAMES = ("Title", "Text")
EXPECTED = [("Vote", "Three votes."), ("Walk", "Go out.")]

ANSWER = """\
Sure! Here are two cards:

### Card 1
**Title:** Vote
**Text:** Three votes.

### Card 2
**Title**: Walk
**Text**: Go out.
"""
LABELS = "**Title:** Vote\n**Text:** Three votes.\n\n**Title:** Walk\n**Text:** Go out.\n"
PLAIN = "Title: Vote\nText: Three votes.\n\nTitle: Walk\nText: Go out.\n"
OBJECTS = '{"title": "Vote", "text": "Three votes."}\n{"title": "Walk", "text": "Go out."}\n'
ROWS = "Title,Text\nVote,Three votes.\nWalk,Go out.\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", ANSWER),
        ("a.md", LABELS),
        ("a.txt", LABELS),
        ("a.md", PLAIN),
        ("a.txt", PLAIN),
        ("a.json", OBJECTS),
        ("a.jsonl", OBJECTS),
        ("a.md", f"```csv\n{ROWS}```\n"),
        ("a.csv", f"```\n{ROWS}```"),
        ("a.txt", f"\n```json\n[{OBJECTS.strip().replace(chr(10), ',')}]\n```\n"),
    ],
)
def test_answers_are_cards(name: str, text: str, tmp_path: Path) -> None:
    """However an answer has the values of its cards, these are those of the cards."""
    (tmp_path / name).write_text(text)
    cards = made(tmp_path / name, tmp_path / "deck")
    assert [(card["title"], card["text"].strip()) for card in cards] == EXPECTED


def test_places_in_a_fence(tmp_path: Path) -> None:
    """What is told of a table between backticks has the line that it has in the file."""
    (tmp_path / "a.json").write_text('```json\n[{"title": "A"},,]\n```\n')
    assert "a.json:2:" in call("import", tmp_path / "a.json", tmp_path / "a").output


def test_labels_in_a_text_stay_on_lines(tmp_path: Path) -> None:
    """Lines that begin with a bold label stay lines; a heading with words stays the title."""
    (tmp_path / "a.md").write_text("## Vote\n**Goal:** decide\n**Time:** 10 min\n\n## Walk\nOut.\n")
    cards = made(tmp_path / "a.md", tmp_path / "a")
    assert cards[0]["title"] == "Vote"
    assert cards[0]["text"].strip() == "**Goal:** decide\\\n**Time:** 10 min"


def test_text_below_values_is_kept(tmp_path: Path) -> None:
    """What stands below the values of a card goes on with its text."""
    answer = "## Vote\nCategory: Ideas\nText: One.\n\nTwo.\n\n## Walk\nOut.\n"
    (tmp_path / "a.md").write_text(answer)
    made(tmp_path / "a.md", tmp_path / "a")
    card = read_deck(tmp_path / "a").cards[0]
    assert card.text.split() == ["One.", "Two."]
    assert card.category is not None


def test_an_archive_names_what_is_in_it(tmp_path: Path) -> None:
    """A packed export says which of its files is to be imported, which works."""
    with zipfile.ZipFile(tmp_path / "Export.zip", "w") as packed:
        packed.writestr("Cards abc.csv", ROWS)
    told = call("import", tmp_path / "Export.zip", tmp_path / "a").output
    assert "unpack it, and import what is in it: Cards abc.csv" in told


@pytest.mark.parametrize("name", ["a.eml", "a.msg", "a.opml", "a.org"])
def test_other_kinds_are_told_by_name(name: str, tmp_path: Path) -> None:
    """A mail or an outline says what it is, and what to save it as."""
    (tmp_path / name).write_text("* A\n")
    told = call("import", tmp_path / name, tmp_path / "a").output
    assert "which is not read" in told
    assert "hint: " in told


def test_broken_lines_of_objects(tmp_path: Path) -> None:
    """Objects on lines of which one is broken are told with the hint for them."""
    (tmp_path / "a.json").write_text(OBJECTS + json.dumps({"title": "A"})[:-1] + ",}\n")
    assert (
        "put all objects between [ and ]"
        in call("import", tmp_path / "a.json", tmp_path / "a").output
    )


def test_values_under_their_names_in_word(tmp_path: Path) -> None:
    """Paragraphs with a label each are values of a card, below headings and without any."""
    labelled = [
        [paragraph((f"{name}:", "b"), f" {value}") for name, value in zip(NAMES, card, strict=True)]
        for card in EXPECTED
    ]
    document(tmp_path / "a.docx", [p for card in labelled for p in card])
    headed = [[heading(2, f"Card {n}"), *card] for n, card in enumerate(labelled, start=1)]
    document(tmp_path / "b.docx", [heading(1, "Deck"), *(p for card in headed for p in card)])
    for name in ("a", "b"):
        cards = made(tmp_path / f"{name}.docx", tmp_path / name)
        assert [(card["title"], card["text"].strip()) for card in cards] == EXPECTED


def test_a_table_for_each_card_in_word(tmp_path: Path) -> None:
    """Tables with headings in their first column are a card each."""
    cells = [list(zip(NAMES, card, strict=True)) for card in EXPECTED]
    document(tmp_path / "a.docx", [table_of(rows) for rows in cells])
    cards = made(tmp_path / "a.docx", tmp_path / "a")
    assert [(card["title"], card["text"].strip()) for card in cards] == EXPECTED
