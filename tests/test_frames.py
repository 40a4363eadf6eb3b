"""Frames remember what they show: parts, paragraphs, lines, runs, and on pages the cards."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from korttipakka.content.markdown import parse
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Deck
from korttipakka.model.frame import CardFaces, Frame, Part
from korttipakka.model.layout import Layout
from korttipakka.model.text import TextRun
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset
from remembered import Source, parsed, rebuilt, texts

GOLDENS = Path(__file__).parent / "goldens"

TEXT = """\
## Who meets *whom*

Bring **pens** and the
[plan of the town](https://example.org/plan), please.

1. Talk
   - in pairs
   - in groups of **four**

     Nobody writes yet.
2. Write\\
   what you heard

osallistumissuunnitelma
"""

NARROW = """
card: {size: 60 mm x 400 mm, safe: 4 mm}
front:
  title: {text: "{title}", left: 5 mm, right: 5 mm, top: 5 mm, size: 12 pt}
back:
  text: {text: "{text}", left: 5 mm, width: 40 mm, top: 5 mm, bottom: 5 mm, size: 9 pt}
  side: {text: "{text}", left: 46 mm, width: 10 mm, top: 5 mm, bottom: 5 mm, size: 4 pt,
         rotate: "90"}
"""


def layout_of(folder: Path, text: str) -> Layout:
    """A layout on top of what the shipped ones share."""
    path = folder / "test.layout"
    path.write_text(f"extends: base\n{text}", encoding="utf-8")
    return read_layout(str(path))


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Texts in a narrow column, upright and turned."""
    return layout_of(tmp_path_factory.mktemp("narrow"), NARROW)


@cache
def fonts_of(layout_fonts: object) -> FontSet:
    """The fonts of a layout, opened once."""
    return FontSet(layout_fonts)  # type: ignore[arg-type]


def faces_of(layout: Layout, *cards: Card, language: str = "fi") -> tuple[CardFaces, ...]:
    """Finished cards."""
    deck = Deck("T", language, cards)
    return typeset(deck, layout, fonts_of(layout.fonts)).faces


def part_of(frame: Frame, name: str) -> Part:
    """A part by its box's name."""
    return next(part for part in frame.parts if part.name == name)


@settings(max_examples=60)
@given(source=texts())
def test_the_structure_of_random_markdown_is_rebuilt_from_the_frame(
    narrow: Layout, source: Source
) -> None:
    """Kinds, levels, markers, lines, words, bold, italic and links come out as they were typed."""
    text = "\n".join(source.lines)
    back = faces_of(narrow, Card("a", "A", text))[0].back
    for name in ("text", "side"):
        assert [rebuilt(p) for p in part_of(back, name).paragraphs] == source.paragraphs
    assert parsed(parse(text)) == source.paragraphs


@settings(max_examples=30)
@given(source=texts())
def test_every_run_belongs_to_one_paragraph(narrow: Layout, source: Source) -> None:
    """What is painted is what the paragraphs hold, each run once, in paint order."""
    part = part_of(faces_of(narrow, Card("a", "A", "\n".join(source.lines)))[0].back, "text")
    held = [run for paragraph in part.paragraphs for run in paragraph.runs]
    painted = [item for item in part.items if isinstance(item, TextRun)]
    assert len(held) == len(painted)
    assert all(one is other for one, other in zip(held, painted, strict=True))
    assert all(len({run.markup for run in paragraph.marker}) <= 1 for paragraph in part.paragraphs)
