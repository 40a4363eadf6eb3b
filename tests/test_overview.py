"""`export --to overview`: all cards on a page to tick off, and the facilitator's notes."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from commands import run_here as run
from korttipakka.basics.geometry import Size
from korttipakka.basics.units import MM
from korttipakka.build.list_pages import MARGIN
from korttipakka.build.overview import overview
from korttipakka.build.selection import find_deck
from korttipakka.fonts import FontSet
from korttipakka.model.frame import Box
from korttipakka.model.text import TextParagraph
from korttipakka.reading.deck import parse_deck, read_deck
from korttipakka.reading.layout import read_layout

A4 = Size(210 * MM, 297 * MM)
FONTS = FontSet(read_layout("workshop").fonts)


class Printed(NamedTuple):
    """What is printed on a page: its words, the least size of type, and its boxes to tick."""

    text: str
    least: float
    ticks: int
    size: tuple[float, float]


def printed(pdf: Path) -> list[Printed]:
    """The pages of a PDF, read back."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            sizes = [pdfium.FPDFText_GetFontSize(text.raw, i) for i in range(text.count_chars())]
            paths = [o for o in page.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_PATH]
            words = " ".join(text.get_text_range().split())
            least = min(size for size in sizes if size > 1)
            found.append(Printed(words, least, len(paths), page.get_size()))
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_shipped_deck_fits_a_page(language: str, tmp_path: Path) -> None:
    """66 cards with boxes, numbers and titles on one A4, in type of 8 points or more."""
    out = tmp_path / "x.pdf"
    done = run("export", "osallisuus", "--to", "overview", "--language", language, "-o", out)
    assert done.exit_code == 0, done.output
    assert done.output == f"Wrote 66 cards on 1 page to {out}\n"
    (page,) = printed(out)
    assert page.size == pytest.approx((A4.width, A4.height), abs=0.1)
    assert page.least >= 7.99
    assert page.ticks == 66
    text = page.text.replace("- ", "").replace(" ", "")
    deck = read_deck(find_deck("osallisuus"), language)
    for card in deck.cards:
        title = card.title.replace("\u00ad", "").replace("- ", "").replace(" ", "")
        assert f"{card.number}{title}" in text
    assert all(category.name.replace(" ", "") in text for category in deck.categories)


DECK = """\
title: Deck
language: en
categories: {late: Late cards, early: Early cards}
cards:
  - {title: One, category: early, text: "Begins **bold**, goes [on](https://example.org) and on."}
  - {title: Two, notes: "Bring *paper*.\\n\\n- pens\\n- tape"}
  - {title: Three, category: late, language: sv, notes: Ta med saxar.}
"""


def deck_in(folder: Path, text: str = DECK) -> Path:
    """A deck's folder."""
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return folder


def test_cards_stand_by_category(tmp_path: Path) -> None:
    """Categories come in the deck's order, cards of none last; texts lose their markup."""
    out = tmp_path / "x.pdf"
    assert run("export", deck_in(tmp_path), "--to", "overview", "-o", out).exit_code == 0
    first = printed(out)[0].text
    order = ["Late cards", "3 Three", "Early cards", "1 One", "2 Two"]
    assert [*map(first.index, order)] == sorted(map(first.index, order))
    assert "Begins bold, goes on and on." in first
    assert "example.org" not in first
    assert "Overview: 3 cards" in first


def test_notes_follow_on_pages_of_their_own(tmp_path: Path) -> None:
    """What facilitators note is listed below number and title, with its paragraphs and lists."""
    out = tmp_path / "x.pdf"
    assert run("export", deck_in(tmp_path), "--to", "overview", "-o", out).exit_code == 0
    overview_page, notes = printed(out)
    assert "paper" not in overview_page.text
    assert "Notes for the facilitator" in notes.text
    assert re.search(r"2 Two Bring paper\. • pens • tape 3 Three Ta med saxar\.", notes.text)
    assert notes.ticks == 0
    assert "1 / 2" in overview_page.text
    run("export", tmp_path, "--to", "overview", "-o", out, "--card", "one", "--force")
    assert len(printed(out)) == 1


def test_the_page_has_tags_and_fonts(tmp_path: Path) -> None:
    """The PDF names its language and title, and its headings and paragraphs are tagged."""
    out = tmp_path / "x.pdf"
    assert run("export", deck_in(tmp_path), "--to", "overview", "-o", out).exit_code == 0
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.docinfo["/Title"] == "Deck"
    with pypdfium2.PdfDocument(out) as document:
        assert document.is_tagged()


def test_the_same_deck_gives_the_same_bytes(tmp_path: Path) -> None:
    """No clock and no chance has a part in it."""
    made = []
    for name in ("a.pdf", "b.pdf"):
        run("export", deck_in(tmp_path), "--to", "overview", "-o", tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


WORDS = st.text(st.sampled_from("aä-nW. "), min_size=1, max_size=90).filter(str.strip)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(WORDS, WORDS, st.one_of(st.just(""), WORDS)), min_size=1, max_size=60),
    st.sampled_from([A4, Size(A4.height, A4.width), Size(8.5 * 72, 11 * 72), Size(300, 420)]),
)
def test_all_is_on_the_paper(cards: list[tuple[str, str, str]], paper: Size) -> None:
    """Whatever the cards, each title and note is on a page in whole, and nothing leaves it."""
    quoted = [{"title": t.strip(), "text": x.strip(), "notes": n.strip()} for t, x, n in cards]
    text = f"title: D\nlanguage: en\ncards: {[*map(_as_yaml, quoted)]}".replace("'{", "{")
    deck = parse_deck(text.replace("}'", "}"))
    sheets = overview(deck, deck.cards, FONTS, paper)
    said = []
    for sheet in sheets:
        width, height = sheet.front.frame.size
        assert (width, height) == (min(paper), max(paper))
        for item in sheet.front.frame.content:
            if isinstance(item, TextParagraph):
                said.append("".join(item.text.split()).replace("\u00ad", ""))
                for run_ in item.runs:
                    assert run_.at.x >= MARGIN - 0.01
                    assert run_.at.x + run_.width <= width - MARGIN + 1
                    assert MARGIN - 12 < run_.at.y < height - MARGIN
    ticks = [i for s in sheets for i in s.front.frame.content if isinstance(i, Box)]
    assert len(ticks) == len(cards)
    for card in deck.cards:
        assert "".join(card.title.split()) in said


def _as_yaml(card: dict[str, str]) -> str:
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in card.items()) + "}"


def test_a_note_that_is_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    """A paragraph of thousands of words is printed on several pages, to its last word."""
    words = " ".join(f"word{n}" for n in range(2_000))
    deck = f"title: D\nlanguage: en\ncards: [{{title: A, notes: {words}}}]\n"
    out = tmp_path / "x.pdf"
    assert run("export", deck_in(tmp_path, deck), "--to", "overview", "-o", out).exit_code == 0
    pages = printed(out)
    assert len(pages) >= 3
    text = " ".join(page.text for page in pages)
    assert [n for n in range(2_000) if f"word{n}" not in text.split()] == []


def test_many_cards_take_many_pages(tmp_path: Path) -> None:
    """2,000 cards are listed page after page, with the pages' numbers."""
    cards = "".join(f"  - title: Card {n}\n" for n in range(1, 2_001))
    deck = f"title: D\nlanguage: en\ncards:\n{cards}"
    out = tmp_path / "x.pdf"
    done = run("export", deck_in(tmp_path, deck), "--to", "overview", "-o", out)
    pages = printed(out)
    assert done.output == f"Wrote 2000 cards on {len(pages)} pages to {out}\n"
    assert sum(page.ticks for page in pages) == 2_000
    assert f"1 / {len(pages)}" in pages[0].text
    assert "2000 Card 2000" in pages[-1].text


@pytest.mark.parametrize(
    ("flags", "words", "code"),
    [
        (("-o", "x.png"), "x.png does not have the name of a .pdf file", 1),
        (("--card", "nobody"), "no card 'nobody'", 2),
        (("--language", "de"), "no text of the deck is in 'de'", 2),
        (("--languages", "fi,sv"), "--languages has no meaning for --to overview", 2),
        (("--dpi", "300"), "--dpi has no meaning for --to overview", 2),
        (("--layout", "clasic"), "did you mean 'classic'", 2),
    ],
)
def test_what_cannot_be_meant_is_told(
    flags: tuple[str, ...], words: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another kind of file, unknown cards and layouts, flags without a meaning: nothing is made."""
    monkeypatch.chdir(tmp_path)
    done = run("export", "osallisuus", "--to", "overview", *flags)
    assert (done.exit_code, words in done.output) == (code, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file of that name stays without --force."""
    out = tmp_path / "x.pdf"
    out.write_bytes(b"mine")
    assert run("export", "osallisuus", "--to", "overview", "-o", out).exit_code == 1
    assert out.read_bytes() == b"mine"


def test_the_page_about_it_shows_it() -> None:
    """docs/overview.md names flags that there are, and has a picture."""
    docs = Path(__file__).parents[1] / "docs"
    text = (docs / "overview.md").read_text(encoding="utf-8")
    told: Any = run("export", "--help").output
    assert all(flag in told for flag in re.findall(r"`(--[a-z-]+)", text))
    with Image.open(docs / "images" / "overview.png") as picture:
        assert 600 <= picture.width <= 900
