"""What a reader of the PDF copies and finds: every word as typed, in order, on turned cards too."""

import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest
import yaml

from debian import installed_font
from korttipakka.basics.problems import Location
from korttipakka.basics.shipped import shipped
from korttipakka.build.pipeline import build_deck
from korttipakka.model.settings import Override
from korttipakka.reading.layout import layout_names
from script_samples import SCRIPTS, font_of

DECK = shipped("cards") / "osallisuus"

LAYOUTS = [name for name in layout_names() if name != "base"]

ARRANGEMENTS = {
    "long edge": (),
    "short edge": ("flip=short-edge",),
    "landscape": ("orientation=landscape",),
    "landscape, short edge": ("orientation=landscape", "flip=short-edge"),
    "fold": ("arrange=fold",),
    "landscape fold": ("arrange=fold", "orientation=landscape"),
    "tent": ("arrange=tent",),
    "landscape tent": ("arrange=tent", "turn=sideways"),
    "single": ("arrange=single",),
}
"""Between them, cards are upright, upside down and turned to either side."""

DIRECTIONS = dict.fromkeys(map(ord, "\u202a\u202b\u202c"))
"""Marks that Poppler puts around text by its direction."""


def written(deck: Path, out: Path, layout: str | None = None, *changes: str) -> Path:
    """A deck's PDF, with settings changed."""
    pairs = (change.partition("=") for change in changes)
    at = Location("--set")
    changed = [Override(k, v, at) for k, _, v in pairs]
    build_deck(deck, layout=layout, settings=changed).write_pdf(out)
    return out


def one_line(text: str) -> str:
    """A text with every run of white space as one space, its accents composed."""
    return " ".join(normalize("NFC", text).translate(DIRECTIONS).split())


def by_pdfium(pdf: Path) -> str:
    """What Chrome copies."""
    with pypdfium2.PdfDocument(pdf) as document:
        return one_line(" ".join(page.get_textpage().get_text_range() for page in document))


def by_poppler(pdf: Path, *flags: str) -> str:
    """What Evince and Okular copy; skips the test without poppler-utils."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext of poppler-utils")
    command = ["pdftotext", *flags, "-enc", "UTF-8", str(pdf), "-"]
    return one_line(subprocess.run(command, capture_output=True, check=True).stdout.decode())


def typed(deck: Path, *keys: str) -> list[str]:
    """The titles and texts of a deck's cards in Finnish, read as plain YAML."""
    files = [deck] if deck.is_file() else sorted(deck.glob("[1-9]*.yaml"))
    cards = [card for file in files for card in yaml.safe_load(file.read_text("utf-8"))["cards"]]
    values = [card[key] for card in cards for key in keys or ("title", "text") if key in card]
    return [one_line(value["fi"] if isinstance(value, dict) else value) for value in values]


@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_word_of_every_card_in_order(
    layout: str, changes: tuple[str, ...], tmp_path: Path
) -> None:
    """PDFium and Poppler find each title and each text of 66 cards whole, however cards lie.

    Poppler reads in the order of the page's operators: by places it takes columns of cards that lie
    on their sides for columns of one text.
    """
    if layout == "photo" and "arrange=tent" in changes:
        changes = (*changes, "margin=0")  # the hint's: two of A6 are as long as an A4
    settings = [f"sheet.{change}" for change in changes]
    pdf = written(DECK, tmp_path / "deck.pdf", layout, *settings)
    texts = typed(DECK, *(["title"] if layout == "question" else []))  # it shows no texts
    assert len(texts) == 66 + 29 * (layout != "question")
    for read in (by_pdfium(pdf), by_poppler(pdf, "-raw")):
        assert [text for text in texts if text not in read] == []


MIXED = {
    "A": "alpha beta **gamma** delta epsilon, ja *zeta* sekä **eta** ovat kirjaimia rivillä.",
    "1": "Työ",
    "Iloinen → ★ otsikko joka jatkuu pitkään": "Nuoli → ja ★ tähti, H₂O sanassa, ✓merkki.",
    "Il": "**Yhteiskehittämis**työ ja *vuorovaikutus*prosessit sekä osallistumismahdollisuudet, "
    "yhteiskehittämis- ja asiakastyö, vastuullisuusraportointi- tai asiakasosallisuustavoite.",
    "Kertomus-": "Asiakas- ja\n\npotilas-\n\nhuolto.",
}
"""Lines and words in several styles and fonts, words that break, short lines, authors' hyphens."""


LAYOUT = """
card: {{size: {width} x 74 mm}}
front:
  title: {{text: "{{title}}", left: 5 mm, right: 5 mm, top: 5 mm, bottom: 5 mm, size: 8-20 pt}}
back:
  title: {{text: "{{title}}", left: 5 mm, right: 5 mm, top: 5 mm, height: 12 mm, size: 8-14 pt}}
  text:
    text: "{{text}}"
    left: 5 mm
    right: 5 mm
    top: 18 mm
    bottom: 5 mm
    size: 8 pt
    align: {align}
"""


@pytest.mark.parametrize(("width", "align"), [(45, "left"), (60, "justify"), (105, "center")])
@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
def test_styles_hyphens_and_short_lines(
    changes: tuple[str, ...], width: int, align: str, tmp_path: Path
) -> None:
    """Lines of several fonts, broken words and authors' hyphens are copied as they were typed."""
    deck, layout = tmp_path / "deck.yaml", tmp_path / "narrow.yaml"
    cards = [{"title": title, "text": text} for title, text in MIXED.items()]
    deck.write_text(yaml.safe_dump({"title": "Pakka", "language": "fi", "cards": cards}), "utf-8")
    layout.write_text(LAYOUT.format(width=width, align=align), "utf-8")
    settings = [f"sheet.{change}" for change in changes]
    pdf = written(deck, tmp_path / "deck.pdf", str(layout), *settings)
    for read in (by_pdfium(pdf), by_poppler(pdf, "-raw")):
        for title, text in MIXED.items():
            assert one_line(f"{title} {text.replace('*', '')}") in read


LIGATURES = {
    ("Noto Sans Arabic", "fonts-noto-core"): "السلام عليكم لأن الآن إلا الأولاد لله",
    ("Amiri", "fonts-hosny-amiri"): "السلام عليهم لأن الآن إلا الأولاد لله",
    ("David CLM", "culmus"): "לוֹ בּוֹ שׁם",
}
"""Words in which one glyph stands for two letters or more, for a letter with its mark."""


@pytest.mark.parametrize("role", ["fallback", "body"])
@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
@pytest.mark.parametrize("font", LIGATURES, ids=str)
def test_ligatures_from_right_to_left(
    font: tuple[str, str], changes: tuple[str, ...], role: str, tmp_path: Path
) -> None:
    """Letters that share a glyph are copied in their own order, in one font or beside another."""
    installed_font(*font)
    deck, text = tmp_path / "deck.yaml", LIGATURES[font]
    card = {"title": "T", "text": text}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    settings = [f"sheet.{change}" for change in changes]
    fonts = (f"fonts.{role}={font[0]}", *([] if role == "fallback" else ["fonts.fallback=Inter"]))
    pdf = written(deck, tmp_path / "deck.pdf", "workshop", *fonts, *settings)
    assert one_line(text) in by_pdfium(pdf)
    assert one_line(text) in by_poppler(pdf)


TURNED_RIGHT = ("landscape, short edge", "landscape fold", "landscape tent")
"""Arrangements in which a card is turned to the right."""

MARKED_CFF = {"hebrew in CFF"}
"""Where readers cut words at vowel marks: CFF fonts have no codes without ink for them."""

CUT_BY_POPPLER = {"myanmar"}
"""Poppler reads two marks of one letter as words of their own."""


@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
@pytest.mark.parametrize("name", [name for name in SCRIPTS if name not in MARKED_CFF])
def test_scripts_with_marks(name: str, changes: tuple[str, ...], tmp_path: Path) -> None:
    """Letters with moved marks are copied as words, beside a font without them.

    Where cards are turned to the right, the last letters of a line are written apart, and PDFium
    takes a first letter with two vowel marks for a word of its own.
    """
    if name == "hebrew" and changes in map(ARRANGEMENTS.get, TURNED_RIGHT):
        pytest.skip("PDFium parts a pointed letter")
    deck, sample = tmp_path / "deck.yaml", SCRIPTS[name].sample
    card = {"title": "T", "text": sample}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    settings = [f"sheet.{change}" for change in changes]
    fonts = f"fonts.fallback={font_of(SCRIPTS[name])}"
    pdf = written(deck, tmp_path / "deck.pdf", "workshop", fonts, *settings)
    assert one_line(sample) in by_pdfium(pdf)
    if name not in CUT_BY_POPPLER:
        assert one_line(sample) in by_poppler(pdf)


JOINERS = {
    ("Noto Sans Arabic", "fonts-noto-core"): "می\u200cخواهیم گفت\u200cوگو شمارهٔ یهمّنا کتاب\u200cها",
    ("Noto Sans Hebrew", "fonts-noto-core"): "שָׁלוֹם שְּׁלוֹמְכֶם בְּרֵאשִׁית בָּרָא",
    ("Noto Sans Thaana", "fonts-noto-core"): "ދިވެހި އިންސާނުން",
    ("Noto Sans Bengali", "fonts-noto-core"): "র\u200d্যাব কর্ম",
    ("Noto Sans Sinhala", "fonts-noto-core"): "ශ්\u200dරී ක්\u200dෂය වාක්\u200dයය",
    ("Noto Sans Kannada", "fonts-noto-core"): "ರ್\u200dಕ ಮಾನವ",
}
"""Words that joiners make what they are, and words with every kind of vowel mark."""


@pytest.mark.parametrize("changes", ARRANGEMENTS.values(), ids=ARRANGEMENTS)
@pytest.mark.parametrize("font", JOINERS, ids=str)
def test_joiners_and_vowel_marks(
    font: tuple[str, str], changes: tuple[str, ...], tmp_path: Path
) -> None:
    """What is copied has the joiners that were typed, and marks within their words."""
    installed_font(*font)
    deck, text = tmp_path / "deck.yaml", JOINERS[font]
    card = {"title": "T", "text": text}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    settings = [f"sheet.{change}" for change in changes]
    pdf = written(deck, tmp_path / "deck.pdf", "workshop", f"fonts.fallback={font[0]}", *settings)
    assert one_line(text) in by_pdfium(pdf)
    assert one_line(text) in by_poppler(pdf)


def test_variants_and_families_of_emoji(tmp_path: Path) -> None:
    """A heart that is to be in colour, and who holds hands, are copied as they were typed."""
    deck, text = tmp_path / "deck.yaml", "♥ ♥\ufe0e ❤\ufe0f ☎\ufe0e ☀\ufe0f \u2713"
    card = {"title": "T", "text": text}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    pdf = written(deck, tmp_path / "deck.pdf")
    assert text in by_pdfium(pdf)
    assert text in by_poppler(pdf)


SPACED = {
    ("Noto Sans Devanagari", "fonts-noto-core"): "हमारे लिए क्या महत्त्वपूर्ण है",
    ("Noto Sans Tamil", "fonts-noto-core"): "எங்களுக்கு எது முக்கியம்",
    ("Noto Serif Ethiopic", "fonts-noto-core"): "ሰብኣዊ መሰል",
    ("Amiri", "fonts-hosny-amiri"): "قائمة المهام هنا",
    ("DejaVu Sans", "fonts-dejavu-core"): "o\u0323\u0302 бѣ\u0300 сло\u0301во g\u0303a q\u0303e",
}
"""Words in a fallback font, or without tracking, whose letters are narrow beside their spaces."""


@pytest.mark.parametrize("align", ["left", "justify"])
@pytest.mark.parametrize("font", SPACED, ids=str)
def test_words_of_a_fallback_keep_their_spaces(
    font: tuple[str, str], align: str, tmp_path: Path
) -> None:
    """Between words that are set in a fallback font readers find the spaces that were typed."""
    installed_font(*font)
    deck, text = tmp_path / "deck.yaml", SPACED[font]
    card = {"title": text, "text": f"{text} {text} {text}"}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    settings = f"fonts.fallback=Inter, {font[0]}", f"back.text.align={align}"
    pdf = written(deck, tmp_path / "deck.pdf", "workshop", *settings)
    for read in (by_pdfium(pdf), by_poppler(pdf)):
        assert read.count(one_line(text)) == 5
