"""Tagged PDF: what is read aloud, in which order, and what is only seen."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import page as checker
import pikepdf
import pypdfium2
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from korttipakka import Made, build_deck
from korttipakka.model.frame import Sheet
from korttipakka.model.tags import Section
from korttipakka.paint.marked import Mark, Step
from korttipakka.paint.pdf import pdf_bytes
from korttipakka.paint.structure import structure as structure_of
from korttipakka.reading.layout import layout_names
from marked_reader import Element, structure

LAYOUTS = [name for name in layout_names() if name != "base"]

TEXT = """\
# Aluksi

Yksi **lihava** osallistamismahdollisuus.

- yksi
    1. sisempi

> lainattu
"""

LAYOUT = {
    "extends": "workshop",
    "back": {"code": {"qr": "{link}", "right": "8 mm", "bottom": "8 mm", "width": "18 mm"}},
}
"""A layout that also shows codes."""

WAYS: dict[str, dict[str, object]] = {
    "duplex": {},
    "short edge, stacked": {"sheet.flip": "short-edge", "sheet.order": "stack"},
    "fold": {"sheet.arrange": "fold"},
    "tent": {"sheet.arrange": "tent", "sheet.margin": "0"},
    "single": {"sheet.arrange": "single", "card.bleed": "3mm"},
    "apart, backwards": {"sheet.sides": "apart", "sheet.reverse_backs": "yes"},
    "fronts": {"sheet.sides": "fronts"},
    "backs": {"sheet.sides": "backs"},
    "marks, correction": {"sheet.marks": "cut", "sheet.back_angle": "0.2"},
    "cmyk, guide": {"sheet.color": "cmyk", "sheet.cutting_guide": "yes"},
}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with everything that cards may have, its own layout beside it."""
    folder = tmp_path_factory.mktemp("deck")
    Image.new("RGB", (400, 300), "#2277aa").save(folder / "a.png")
    cards = [
        {"title": "Yksi", "text": TEXT, "category": "a", "image": "a.png", "alt": "Sininen suora"},
        {"title": "Ett", "text": "På svenska.", "category": "a", "language": "sv"},
        {"title": "Kaksi", "category": "b", "copies": 3, "link": "https://example.org"},
        {"title": "Kolme", "text": "Vain sanoja.", "category": "b", "back_title": "Toinen"},
        {"title": "Ilman ryhmää", "text": "Kappale.\n\nToinen kappale.", "image": "a.png"},
    ]
    named = {"a": {"name": "Ensimmäinen"}, "b": {"name": "Toinen ryhmä"}}
    made = {"title": "Pakka", "language": "fi", "categories": named, "cards": cards}
    written = yaml.safe_dump(made, allow_unicode=True, width=1000)
    (folder / "deck.yaml").write_text(written, "utf-8")
    (folder / "own.yaml").write_text(yaml.safe_dump(LAYOUT), "utf-8")
    return folder


def made_of(deck: Path, layout: str, **changes: object) -> Made:
    """The deck in a layout, "own" for that beside it, with settings by dotted name."""
    path = str(deck / "own.yaml") if layout == "own" else layout
    return build_deck(deck, layout=path, settings=as_texts(changes), blanks=["2"])


def as_texts(changes: Mapping[str, object]) -> dict[str, str]:
    """Settings as the library takes them; "__" may stand for a dot."""
    return {key.replace("__", "."): str(value) for key, value in changes.items()}


def tree_of(made: Made, out: Path) -> Element:
    """The structure of what is made, every mark walked to its owner and back."""
    made.write_pdf(out)
    return structure(out)


def words(text: str) -> list[str]:
    """A text as a reader says it."""
    return text.replace("\xad", "").split()


def untagged(made: Made) -> bytes:
    """The same pages without a word of what is read."""
    sheets = [
        Sheet(*(side and side._replace(tagged=False) for side in sheet)) for sheet in made.sheets
    ]
    info = made.info._replace(sections=())
    return pdf_bytes(sheets, made.fonts.faces, info, made.layout.sheet.color)


def faults(data: bytes) -> list[str]:
    """What a checker of PDF/UA-1 finds wrong."""
    report = checker.validate_pdf_bytes(data, profile=checker.ValidationProfile.PDF_UA_1)
    return [f"{fault.rule_id}: {fault.message}" for fault in report.failures]


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("layout", [*LAYOUTS, "own"])
def test_universal_access(
    deck: Path, layout: str, changes: dict[str, object], tmp_path: Path
) -> None:
    """In every layout and arrangement a checker of PDF/UA-1 finds no fault, nor do we."""
    made = made_of(deck, layout, **changes)
    assert faults(made.pdf()) == []
    tree = tree_of(made, tmp_path / "a.pdf")
    assert tree.kind == "Document"
    headings = [int(one.kind[1:]) for one in tree.all("H1", "H2", "H3", "H4", "H5", "H6")]
    says_something = bool(tree.text.strip())  # the backs of tarot cards are all pattern
    assert headings[:1] == [1] * says_something
    assert all(below <= above + 1 for above, below in itertools.pairwise(headings))


@pytest.mark.parametrize("changes", [w for n, w in WAYS.items() if n not in {"fronts", "backs"}])
def test_each_text_is_read_once(deck: Path, changes: dict[str, object], tmp_path: Path) -> None:
    """However cards are imposed, the tree says what the deck says, in its order, copies once."""
    made = made_of(deck, "workshop", **changes)
    tree = tree_of(made, tmp_path / "a.pdf")
    cards = made.deck.cards
    said = words(tree.text.partition("Leikkuuohje")[0])
    expected: list[str] = []
    seen: set[str] = set()
    for card in cards:
        if card.category and card.category.key not in seen:
            seen.add(card.category.key)
            expected += words(card.category.name)
        expected += words(card.title) + words(card.back_title) + words(plain(card.text))
    assert said == expected


def plain(text: str) -> str:
    """The Markdown of these tests as it is printed."""
    return text.replace("**", "").replace("# ", "").replace("> ", "").replace("- ", "• ")


def test_the_shipped_deck_in_order(tmp_path: Path) -> None:
    """All 66 cards are sections with their title as a heading, in five sections of categories."""
    made = build_deck("osallisuus")
    tree = tree_of(made, tmp_path / "a.pdf")
    assert [len(section.kids) - 1 for section in tree.kids] == [
        sum(card.category == category for card in made.deck.cards)
        for category in made.deck.categories
    ]
    titles = [words(one.text) for one in tree.all("H2")]
    assert titles == [words(card.title) for card in made.deck.cards]
    assert (tmp_path / "a.pdf").stat().st_size < 75_000


def test_what_a_card_is_made_of(deck: Path, tmp_path: Path) -> None:
    """Lists, headings, quotations, figures and languages are what they are in the tree."""
    tree = tree_of(made_of(deck, "own"), tmp_path / "a.pdf")
    assert list(tree.outline()) == OUTLINE.splitlines()


OUTLINE = """\
Document (fi)
  Sect
    H1 'Ensimmäinen'
    Sect
      H2 'Yksi'
      Figure [Sininen suora] ''
      H3 'Aluksi'
      P 'Yksi lihava osallistamismahdollisuus.'
      L
        LI
          Lbl '• '
          LBody
            P 'yksi'
            L
              LI
                Lbl '1. '
                LBody
                  P 'sisempi'
      BlockQuote
        P 'lainattu'
    Sect
      H2 (sv) 'Ett'
      P (sv) 'På svenska.'
  Sect
    H1 'Toinen ryhmä'
    Sect
      H2 'Kaksi'
      Link
        Figure [https://example.org] ''
    Sect
      H2 'Kolme'
      H3 'Toinen'
      P 'Vain sanoja.'
  Sect
    H2 'Ilman ryhmää'
    P 'Kappale.'
    P 'Toinen kappale.'
"""


@pytest.mark.parametrize("options", [{"guides": True}, {"draft": True}, {"copies": 2}])
def test_what_is_laid_over_cards_is_not_read(
    deck: Path, options: dict[str, Any], tmp_path: Path
) -> None:
    """Guides, drafts of pictures and further copies leave the tree as it is, without a fault."""
    made = build_deck(deck, layout=str(deck / "own.yaml"), **options)
    assert faults(made.pdf()) == []
    tree = tree_of(made, tmp_path / "a.pdf")
    figures = "draft" not in options  # a grey box has nothing to say
    expected = [line for line in OUTLINE.splitlines() if figures or "Sininen suora" not in line]
    assert list(tree.outline()) == expected


@pytest.mark.parametrize("side", ["fronts", "backs"])
def test_sides_that_are_not_printed(deck: Path, side: str, tmp_path: Path) -> None:
    """Of backs alone the titles are read; of fronts alone nothing that stands on a back."""
    tree = tree_of(made_of(deck, "workshop", sheet__sides=side), tmp_path / "a.pdf")
    titles = [" ".join(words(one.text)) for one in tree.all("H2")]
    backs = ["Yksi", "Ett", "Kaksi", "Toinen", "Ilman ryhmää"]
    fronts = ["Yksi", "Ett", "Kaksi", "Kolme", "Ilman ryhmää"]
    assert titles == (fronts if side == "fronts" else backs)
    assert any(tree.all("P")) == (side == "backs")


@pytest.mark.parametrize("layout", [*LAYOUTS, "own"])
def test_tags_leave_no_ink(deck: Path, layout: str, tmp_path: Path) -> None:
    """Every page looks as it does without tags, to the pixel."""
    made = made_of(deck, layout, sheet__back_offset="1mm 0mm")
    with (
        pypdfium2.PdfDocument(made.pdf()) as tagged,
        pypdfium2.PdfDocument(untagged(made)) as bare,
    ):
        assert len(tagged) == len(bare)
        for one, other in zip(tagged, bare, strict=True):
            assert one.render(scale=1.5).to_pil() == other.render(scale=1.5).to_pil()


def test_pictures_without_words_are_told(deck: Path) -> None:
    """The one picture without `alt` is noted with its place, and mended as the note says."""
    told = [one for one in made_of(deck, "own").problems if one.code == "no-alt"]
    assert [one.message for one in told] == [
        "the picture of card 'Ilman ryhmää' has no words, and is not read aloud"
    ]
    source = (deck / "deck.yaml").read_text("utf-8")
    assert "- image: a.png\n" in source
    try:
        (deck / "deck.yaml").write_text(
            source.replace("- image: a.png\n", "- image: a.png\n  alt: Toinen kuva\n"), "utf-8"
        )
        made = made_of(deck, "own")
        assert not [one for one in made.problems if one.code == "no-alt"]
        assert [c.alt for c in made.deck.cards if c.alt][1:] == ["Toinen kuva"]
    finally:
        (deck / "deck.yaml").write_text(source, "utf-8")


def test_two_processes_tag_alike(tmp_path: Path) -> None:
    """A deck that is shared out to processes has the bytes of one that is not."""
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    build_deck("osallisuus", processes=1).write_pdf(one)
    build_deck("osallisuus", processes=2).write_pdf(two)
    assert one.read_bytes() == two.read_bytes()


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["H1", "H2", "H3", "H4", "H7", "P"]), min_size=1, max_size=6
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_headings_never_skip_a_level(cards: list[list[str]]) -> None:
    """Whatever headings cards have, the first is H1 and each is at most one below the last."""
    marks = [
        Mark(str(card), (Step(kind, (place,)),))
        for card, kinds in enumerate(cards)
        for place, kind in enumerate(kinds)
    ]
    sections = [Section("", (str(card),)) for card in range(len(cards))]
    elements = structure_of([(marks, ())], sections, "fi")
    levels = [int(one.kind[1:]) for one in elements if one.kind[1:].isdigit()]
    before = 0
    for level in levels:
        assert 1 <= level <= min(before + 1, 6)
        before = level


LINKS = """\
title: Linkit
language: fi
cards:
  - title: Yksi
    link: https://qr.example.org
    text: >
      Lue [pitkästi **ja** hartaasti kirjoitettu tarkempi ohje](https://hyvä.fi/å) ja
      kirjoita <posti@example.org>.
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A card with links in its text and a code, its layout beside it."""
    folder = tmp_path_factory.mktemp("linked")
    (folder / "deck.yaml").write_text(LINKS, "utf-8")
    (folder / "own.yaml").write_text(yaml.safe_dump(LAYOUT), "utf-8")
    return folder


class Clicked(NamedTuple):
    """A link of a page: its address, the text that lies there, and how much of it is ink."""

    address: str
    text: str
    ink: float


def clicked(page: pypdfium2.PdfPage, document: pikepdf.Page) -> Iterator[Clicked]:
    """The links of a page."""
    text, picture = page.get_textpage(), page.render(scale=2).to_pil().convert("L")
    for link in document.get("/Annots", []):
        left, bottom, right, top = map(float, link.Rect)
        under = " ".join(text.get_text_bounded(left, bottom, right, top).split())
        high = page.get_height()
        area = picture.crop((2 * left, 2 * (high - top), 2 * right, 2 * (high - bottom)))
        dark = sum(area.histogram()[:128]) / (area.width * area.height)
        yield Clicked(str(link.A.URI), under, dark)


@pytest.mark.parametrize("changes", WAYS.values(), ids=WAYS)
def test_links_can_be_clicked(linked: Path, changes: dict[str, object], tmp_path: Path) -> None:
    """On backs however turned and moved, a click on a link's words leads to its address."""
    if changes.get("sheet.sides") == "fronts":
        return  # the text is on the back
    out = tmp_path / "a.pdf"
    made = made_of(linked, "own", **changes)
    assert faults(made.pdf()) == []
    tree = tree_of(made, out)
    said = [" ".join(words(link.text)) for link in tree.all("Link")]
    with pypdfium2.PdfDocument(out) as pages, pikepdf.open(out) as objects:
        pairs = zip(pages, objects.pages, strict=True)
        found = [link for page, other in pairs for link in clicked(page, other)]
    ohje, posti = "https://xn--hyv-sla.fi/%C3%A5", "mailto:posti@example.org"
    assert {link.address for link in found} == {ohje, posti, "https://qr.example.org"}
    assert all(link.ink > 0.03 for link in found)
    sheet = made.layout.sheet
    turned = sheet.flip == "short-edge" or sheet.arrange == "tent"  # where a line is one mark
    if turned:
        return
    assert any("ja hartaasti" in link.text for link in found if link.address == ohje)
    assert all("posti@example.org" in link.text for link in found if link.address == posti)
    assert any("pitkästi ja hartaasti kirjoitettu tarkempi ohje" in one for one in said)


TABLE = """\
| Nimi | Aika |
|------|-----:|
| ![kello](clock.svg)![kello](clock.svg) yksi | [a](www.a.fi) |
| | x |

[b](notes.html) ![](clock.svg) **loppu**
"""


@pytest.mark.parametrize("turned", [{}, {"sheet.flip": "short-edge"}, {"sheet.arrange": "fold"}])
def test_tables_and_icons(tmp_path: Path, turned: dict[str, object]) -> None:
    """Rows and cells are read one by one, icons by their words where they stand, and painted."""
    (tmp_path / "clock.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    card = {"title": "T", "text": TABLE}
    source = {"title": "D", "language": "fi", "cards": [card]}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(source, default_style="|"), "utf-8")
    made = made_of(tmp_path, "workshop", **turned)
    assert faults(made.pdf()) == []
    table = next(tree_of(made, tmp_path / "x.pdf").all("Table"))
    rows = [[(cell.kind, cell.text.split()) for cell in row.kids] for row in table.kids]
    assert rows == [
        [("TH", ["Nimi"]), ("TH", ["Aika"])],
        [("TD", ["yksi"]), ("TD", ["a", "(www.a.fi)"])],
        [("TD", []), ("TD", ["x"])],
    ]
    assert [one.alt for one in table.all("Figure")] == ["kello", "kello"]
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        shown = [re.findall(rb"/(\S+) Do", page.Contents.read_bytes()) for page in pdf.pages]
        links = [str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])]
    assert max(map(Counter, shown), key=len).most_common(1)[0][1] == 3
    assert links == ["https://www.a.fi"]


def test_icons_side_by_side_and_addresses_of_files(tmp_path: Path) -> None:
    """Icons with words are read, others not; only what lies on the web can be clicked."""
    text = "![a](i.svg)![a](i.svg) ![](i.svg) [b](notes.html) [c](https://c.fi)"
    (tmp_path / "deck.yaml").write_text(
        f"title: P\nlanguage: fi\ncards:\n  - title: T\n    text: '{text}'\n", "utf-8"
    )
    (tmp_path / "i.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    )
    made = build_deck(tmp_path, layout="classic")
    assert faults(made.pdf()) == []
    tree = tree_of(made, tmp_path / "a.pdf")
    assert [figure.alt for figure in tree.all("Figure")] == ["a", "a"]
    assert [words(link.text) for link in tree.all("Link")] == [["c", "(https://c.fi)"]]
