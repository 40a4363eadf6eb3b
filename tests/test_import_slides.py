"""Presentations: a slide is a card, and what is on none of them is told."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Cm, Pt

from commands import run_here as call
from korttipakka.reading.deck import read_deck
from test_import_tables import made, refused

TITLE_SLIDE, CONTENT, HEADER, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6
"""Layouts of the presentation that python-pptx begins with."""


class Slides:
    """A presentation that is being made."""

    def __init__(self) -> None:
        self.file = Presentation()

    def add(self, layout: int, title: str = "", *lines: str) -> Slide:
        """A slide with a title, and paragraphs in its other placeholder."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[layout])
        if title:
            assert slide.shapes.title is not None
            slide.shapes.title.text = title
        if lines:
            slide.placeholders[1].text_frame.text = "\n".join(lines)
        return slide

    def box(self, slide: Slide, text: str, top: float, size: float) -> None:
        """A text box of its own on a slide; `top` in cm, `size` in points."""
        frame = slide.shapes.add_textbox(Cm(1), Cm(top), Cm(9), Cm(2)).text_frame
        frame.text = text
        frame.paragraphs[0].runs[0].font.size = Pt(size)

    def save(self, path: Path) -> Path:
        """The presentation as a file."""
        self.file.save(str(path))
        return path


def test_slides_are_cards(tmp_path: Path) -> None:
    """Titles, texts, notes and the slides above parts become what a deck has for them."""
    slides = Slides()
    slides.add(TITLE_SLIDE, "Our cards", "Spring")
    slides.add(HEADER, "Ideas")
    vote = slides.add(CONTENT, "Vote\vtwice", "Now.")
    notes = vote.notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "Take pens"
    slides.add(HEADER, "Ends")
    slides.add(TITLE_ONLY, "Thanks")
    source = slides.save(tmp_path / "a.pptx")
    cards = made(source, tmp_path / "deck", "--language", "en")
    assert [{k: v.strip() for k, v in card.items()} for card in cards] == [
        {"title": "Vote twice", "text": "Now.", "category": "Ideas", "notes": "Take pens"},
        {"title": "Thanks", "category": "Ends"},
    ]
    assert read_deck(tmp_path / "deck").title == "Our cards"
    told = call("import", source, tmp_path / "told").output
    assert "a.pptx: slide 1: warning[left-out]: 'Spring' stands on no card" in told
    assert "a.pptx: slide 3: note[other-column]: speaker notes became the cards' notes" in told


def test_lists_on_slides(tmp_path: Path) -> None:
    """Paragraphs that the master gives bullets are a list with its levels; a single one is none."""
    slides = Slides()
    slide = slides.add(CONTENT, "A", "one", "two", "deeper")
    frame = slide.placeholders[1].text_frame
    frame.paragraphs[2].level = 1
    slides.add(CONTENT, "B", "alone")
    plain = slides.add(CONTENT, "C", "first", "second")
    numbered = slides.add(CONTENT, "D", "first", "second")
    for each, mark in ((plain, "buNone"), (numbered, 'buAutoNum type="arabicPeriod"')):
        for paragraph in each.placeholders[1].text_frame.paragraphs:
            space = "http://schemas.openxmlformats.org/drawingml/2006/main"
            xml = f'<a:pPr xmlns:a="{space}"><a:{mark}/></a:pPr>'
            paragraph._p.insert(0, parse_xml(xml))
    boxed = slides.add(TITLE_ONLY, "E")
    slides.box(boxed, "first", 5, 12)
    slides.box(boxed, "second", 8, 12)
    cards = made(slides.save(tmp_path / "a.pptx"), tmp_path / "deck", "--language", "en")
    assert [card["text"].strip() for card in cards] == [
        "- one\n- two\n  - deeper",
        "alone",
        "first\n\nsecond",
        "1. first\n2. second",
        "first\n\nsecond",
    ]


def test_looks_of_words_on_slides(tmp_path: Path) -> None:
    """Bold and italic words, links and line ends stay; struck-through words are told."""
    slides = Slides()
    frame = slides.add(CONTENT, "A", "x").placeholders[1].text_frame
    paragraph = frame.paragraphs[0]
    paragraph.clear()
    for text in ("bold", " ", "italic", " ", "link", " ", "gone"):
        paragraph.add_run().text = text
    bold, _, italic, _, link, _, gone = paragraph.runs
    bold.font.bold = italic.font.italic = True
    link.hyperlink.address = "https://example.org"
    gone._r.get_or_add_rPr().set("strike", "sngStrike")
    source = slides.save(tmp_path / "a.pptx")
    (card,) = made(source, tmp_path / "deck", "--language", "en")
    assert card["text"].strip() == "**bold** *italic* [link](https://example.org) gone"
    told = call("import", source, tmp_path / "told").output
    assert "struck through was taken in all the same: 'gone'" in told


def test_slides_without_titles(tmp_path: Path) -> None:
    """Of free text boxes, as Canva exports them, the largest is the title, which is told."""
    slides = Slides()
    slide = slides.add(BLANK)
    slides.box(slide, "below", 9, 12)
    slides.box(slide, "Vote", 4, 40)
    slides.box(slide, "above", 1, 10)
    source = slides.save(tmp_path / "a.pptx")
    (card,) = made(source, tmp_path / "deck", "--language", "en")
    assert (card["title"], card["text"].strip()) == ("Vote", "above\n\nbelow")
    assert "slides without a title: 1:" in call("import", source, tmp_path / "told").output


def test_sections_are_categories(tmp_path: Path) -> None:
    """Slides that PowerPoint has in sections have these for categories, if there are several."""
    slides = Slides()
    numbers = [slides.add(CONTENT, title, "x").slide_id for title in ("A", "B")]
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    inner = "".join(
        f'<s:section name="{name}" id="{{0}}"><s:sldIdLst><s:sldId id="{number}"/></s:sldIdLst>'
        "</s:section>"
        for name, number in zip(("Ideas", "Ends"), numbers, strict=True)
    )
    element = slides.file.element
    element.append(parse_xml(f'<s:sectionLst xmlns:s="{space}">{inner}</s:sectionLst>'))
    cards = made(slides.save(tmp_path / "a.pptx"), tmp_path / "deck", "--language", "en")
    assert [card["category"] for card in cards] == ["Ideas", "Ends"]


def test_what_is_left_out_of_slides(tmp_path: Path) -> None:
    """Hidden and empty slides, pictures and drawings are told; tables are not lost."""
    slides = Slides()
    slides.add(CONTENT, "Hidden", "x").element.set("show", "0")
    slides.add(BLANK)
    slide = slides.add(TITLE_ONLY, "A")
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    slide.shapes.add_picture(str(tmp_path / "a.png"), Cm(1), Cm(1))
    table = slide.shapes.add_table(1, 2, Cm(1), Cm(5), Cm(9), Cm(3)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    frame = slide.shapes.add_table(1, 1, Cm(1), Cm(9), Cm(9), Cm(3))
    frame._element.graphic.graphicData.clear()
    source = slides.save(tmp_path / "a.pptx")
    (card,) = made(source, tmp_path / "deck", "--language", "en")
    assert "left" in card["text"]
    assert "right" in card["text"]
    told = call("import", source, tmp_path / "told").output
    assert "hidden slides were left out: 1" in told
    assert "slides without words were left out: 2" in told
    assert "pictures on the slides were left out: 1" in told
    assert "charts, SmartArt and formulas were left out: 1" in told


def test_a_presentation_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    """A wrong suffix does not matter."""
    slides = Slides()
    slides.add(CONTENT, "A", "x")
    assert made(slides.save(tmp_path / "a.pptx").rename(tmp_path / "a.docx"), tmp_path / "deck")


def remade(source: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """A presentation whose parts are changed by hand."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def swollen(parts: dict[str, bytes]) -> None:
    """A film that is small only while it is packed."""
    parts["ppt/media/film.mp4"] = bytes(200_000_001)


def wordy(parts: dict[str, bytes]) -> None:
    """Slides of more text than anybody reads."""
    parts["ppt/slides/slide2.xml"] = bytes(20_000_001)


def with_entities(parts: dict[str, bytes]) -> None:
    """A part that defines entities."""
    slide = parts["ppt/slides/slide1.xml"]
    parts["ppt/slides/slide1.xml"] = slide.replace(b"<p:sld ", b"<!DOCTYPE a []><p:sld ", 1)


def crowded(parts: dict[str, bytes]) -> None:
    """More shapes on a slide than a card can have."""
    slide = parts["ppt/slides/slide1.xml"]
    start, end = slide.index(b"<p:sp>"), slide.index(b"</p:sp>") + len(b"</p:sp>")
    parts["ppt/slides/slide1.xml"] = slide[:end] + slide[start:end] * 1_001 + slide[end:]


def without_layout(parts: dict[str, bytes]) -> None:
    """A part is missing that others refer to."""
    del parts["ppt/slideLayouts/slideLayout2.xml"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (swollen, "error[too-large]: unpacked, the file has more than 200 MB"),
        (wordy, "error[too-large]: the slides have more than 20 MB"),
        (with_entities, "error[damaged-file]"),
        (crowded, "slide 1: error[too-large]: there are more than 1,000 shapes on the slide"),
        (without_layout, "error[damaged-file]"),
    ],
)
def test_hostile_presentations(
    change: Callable[[dict[str, bytes]], None], says: str, tmp_path: Path
) -> None:
    """Presentations that would take all memory, or that are damaged, are refused by name."""
    slides = Slides()
    slides.add(CONTENT, "A", "x")
    source = slides.save(tmp_path / "a.pptx")
    remade(source, change)
    assert says in refused(source, tmp_path / "deck")


@pytest.mark.parametrize("cut", [100, 5_000, 20_000])
def test_half_a_presentation(cut: int, tmp_path: Path) -> None:
    """A file that was not copied whole is told as damaged."""
    slides = Slides()
    slides.add(CONTENT, "A", "x")
    stream = BytesIO()
    slides.file.save(stream)
    (tmp_path / "a.pptx").write_bytes(stream.getvalue()[:cut])
    assert "error[damaged-file]" in refused(tmp_path / "a.pptx", tmp_path / "deck")


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "save it as PPTX"),
        ("a.odp", b"x", "save it as PPTX"),
        ("a.key", b"x", "export it as PowerPoint"),
        ("a.ppsx", b"x", "save it as PPTX"),
    ],
)
def test_other_presentations(name: str, data: bytes, hint: str, tmp_path: Path) -> None:
    """Presentations that are not read say what to save them as."""
    (tmp_path / name).write_bytes(data)
    output = refused(tmp_path / name, tmp_path / "deck")
    assert "error[unknown-format]" in output
    assert hint in output
