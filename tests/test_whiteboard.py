"""`export --to tsv`: a line a card, to paste into whiteboards as notes; names of pictures."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from commands import run_here as run
from korttipakka.build.whiteboard import whiteboard_lines
from korttipakka.model.deck import Card, Deck

DECK = """\
title: {en: Deck, sv: Lek}
language: en
cards:
  - title: {en: "What now?", sv: "Vad nu?"}
    text:
      en: |
        A **bold** word and [a link](https://example.org):

        - one
        - two

        1. first
      sv: Kort.
  - title: Only-?title
    notes: Not for others.
  - {id: own-id, title: "=HYPERLINK(1)", text: "tab\\there"}
"""


def lines(folder: Path, *flags: str) -> list[str]:
    """The lines that are written."""
    out = folder / "x.tsv"
    done = run("export", folder, "--to", "tsv", "-o", out, "--force", *flags)
    assert done.exit_code == 0, done.output
    return out.read_bytes().decode("utf-8").split("\n")[:-1]


def test_each_card_is_a_line(folder: Path) -> None:
    """Title and text on one line, without markup, tabs and notes; no heading, no mark before."""
    assert lines(folder) == [
        "What now? A bold word and a link: • one • two 1. first",
        "Onlytitle",
        "'=HYPERLINK(1): tab here",
    ]
    assert lines(folder, "--language", "sv", "--card", "what-now") == ["Vad nu? Kort."]
    assert len(lines(folder, "--pick", "2")) == 2


@given(st.lists(st.tuples(st.text(min_size=1, max_size=40), st.text(max_size=80)), min_size=1))
def test_a_spreadsheet_reads_one_cell_a_card(texts: list[tuple[str, str]]) -> None:
    """Whatever is typed, there is one line and one cell for each card, and no formula."""
    cards = tuple(Card(f"c{n}", title, text) for n, (title, text) in enumerate(texts))
    written = whiteboard_lines(Deck("D", "en", cards), cards)
    assert written.count("\n") == len(cards)
    rows = list(csv.reader(written.split("\n")[:-1], "excel-tab", quoting=csv.QUOTE_NONE))
    assert all(len(row) <= 1 for row in rows)
    assert not any(row and row[0][0] in "=+-@" for row in rows)


def test_pictures_are_named_by_number_and_title(folder: Path) -> None:
    """Names are those of titles, whatever ids cards have, in the language that is printed."""
    out = folder / "png"
    flags = ("--to", "png", "--dpi", "20", "--language", "sv")
    text = DECK.replace("Only-?title", "{en: Only, sv: Bara}")
    text = text.replace('"=HYPERLINK(1)"', "{en: End, sv: Slut}")
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    done = run("export", folder, *flags, "-o", out)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.glob("*-front.png")) == [
        "1-vad-nu-front.png", "2-bara-front.png", "3-slut-front.png",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--languages", "fi,sv"), "--languages has no meaning for --to tsv"),
        (("--dpi", "100"), "--dpi has no meaning for --to tsv"),
        (("-o", "x.csv"), "x.csv does not have the name of a .tsv file"),
        (("--language", "de"), "no text of the deck is in 'de'"),
        (("--seed", "1"), "--seed has no meaning without --pick N"),
    ],
)
def test_what_cannot_be_meant_is_told(flags: tuple[str, ...], words: str, folder: Path) -> None:
    """Flags without a meaning, another kind of file, a language that is not there."""
    done = run("export", folder, "--to", "tsv", *flags)
    assert done.exit_code in {1, 2}
    assert words in done.output
    assert not list(folder.glob("*.tsv"))


def test_the_page_about_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands of docs/whiteboard.md run, and make the files that it names."""
    monkeypatch.chdir(tmp_path)
    docs = Path(__file__).parents[1] / "docs"
    text = (docs / "whiteboard.md").read_text(encoding="utf-8")
    for command in re.findall(r"^korttipakka (.+)", text, re.MULTILINE):
        assert run(*command.split()).exit_code == 0, command
    assert Path("osallisuus.tsv").exists()
    assert Path("osallisuus-png/28-vapaaehtoistoiminta-front.png").exists()
    with Image.open(docs / "images" / "whiteboard.png") as picture:
        assert picture.width <= 900
