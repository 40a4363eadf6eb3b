"""Decks of many words: few are kept at a time, and the cards are the same as if all were."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.build import painting
from korttipakka.build.pipeline import build_deck
from korttipakka.content.inline import Span
from korttipakka.content.markdown import Paragraph, parse
from korttipakka.fonts import FontSet, Style
from korttipakka.model.layout import FontStyle
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import faces, texts
from korttipakka.typeset import words as measuring
from korttipakka.typeset.blocks import Block, Measurers, SetText
from korttipakka.typeset.hyphenate import Hyphenator
from korttipakka.typeset.packed import Packer
from korttipakka.typeset.words import Measurer

FEW = 7
"""Words that are kept in these tests."""

LETTERS, LONGEST = "aehiklmnorstuyäöAKT-.,\u00ad\u00a0", 14

WORD = st.text(LETTERS, min_size=1, max_size=LONGEST).filter(
    lambda word: any(map(str.isalpha, word))
)
TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
MARKED = st.one_of(
    TEXT, st.sampled_from(["**lihava** ja *kursiivi*", "שלום ja taas", "a\n\nb", "- x\n- y"])
)


def fonts() -> FontSet:
    """Those of the layout workshop, with nothing shaped."""
    return FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))


def measurer(words: FontSet, most: float) -> Measurer:
    """What measures Finnish texts, and keeps at most so many words."""
    return Measurer(words, Style("body"), 0.01, Hyphenator("fi").breaks_in, "fi", most)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=12), st.floats(3, 40))
def test_few_words_are_kept_and_all_are_measured_the_same(said: list[str], measure: float) -> None:
    """However many words come, no more than the most are kept shaped, and each has its width."""
    few, all_ = fonts(), fonts()
    forgetful, mindful = measurer(few, FEW), measurer(all_, float("inf"))
    for text in (*said, *said):
        paragraph = Paragraph((Span(text),))
        known = mindful.measure(paragraph)
        assert forgetful.guessed_lines(paragraph, measure, 0.0) >= known.whole(measure)
        found = forgetful.measure(paragraph)
        assert (found.words, found.ends, found.starts) == (known.words, known.ends, known.starts)
        for word, other in zip(found.words, known.words, strict=True):
            assert forgetful.pieces(word) == mindful.pieces(other)
            assert found.part_widths(word, frozenset(range(4))) == known.part_widths(
                other, frozenset(range(4))
            )
        # Those that came before are kept as well; letters, and the parts of one word, come on top.
        assert few.words <= 2 * FEW + len(LETTERS) + 2 * LONGEST


@settings(max_examples=60, deadline=None)
@given(MARKED, st.floats(6, 20), st.floats(40, 300))
def test_packed_lines_are_set_as_before(text: str, size: float, width: float) -> None:
    """Lines that were packed have the words, breaks and ends that they had; or are not packed."""
    layout = read_layout("workshop")
    box = next(box for box in layout.back if box.name == "text")
    hyphenator = Hyphenator("fi")
    block = Block(parse(text), Measurers(box, fonts(), hyphenator.breaks_in, "fi"))
    level = block.loosest
    before = block.set(size, width, 1000.0, level)
    packer = Packer(block.measurers)
    packed = packer.packed(before)
    if packed is None:
        assert not before.lines or "\u05e9" in text or "*" in text
        return
    after = packer.unpacked(packed)
    assert shown(after) == shown(before)
    assert [(cut.whole, cut.place) for cut in packed.cuts] == [
        (cut.whole, cut.place) for cut in before.cuts
    ]


def shown(text: SetText) -> list[object]:
    """What is painted of the lines of a text."""
    return [
        (line[1:], line.end, [(word.text, word.parts) for word in line.parts])
        for line in text.plain_lines
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORD, min_size=1, max_size=40), st.booleans())
def test_glyphs_that_are_known_as_they_are_written_are_those_that_are_asked_for(
    words: list[str], bold: bool
) -> None:
    """A face that has shaped other words before sets a word as one that shapes it first."""
    known = fonts().face(Style("body", 700 if bold else 400))
    for word in (*words, *words):
        fresh = known.source.open()
        assert known.shape(word) == fresh.shape(word)


@settings(max_examples=100, deadline=None)
@given(MARKED, st.floats(6, 20), st.floats(40, 300), st.floats(10, 200))
def test_what_seems_to_fit_fits(text: str, size: float, width: float, height: float) -> None:
    """In the fonts that come along, a text that seems to fit by its letters' widths does."""
    layout = read_layout("workshop")
    box = next(box for box in layout.back if box.name == "text")
    block = Block(parse(text), Measurers(box, fonts(), Hyphenator("fi").breaks_in, "fi"))
    if block.seems_to_fit(size, width, height):
        assert block.fits(size, width, height, 0)


def test_a_wrong_guess_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where letters seem narrower than they are, one process does the whole, without guesses."""
    path = tmp_path / "deck.yaml"
    long = (" ".join(f"kokous{card}n{word}" for word in range(55)) for card in range(6))
    made = [*cards(), *({"title": "Pitkä", "text": text} for text in long)]
    path.write_text(yaml.safe_dump({"title": "Sanat", "language": "fi", "cards": made}))
    whole = build_deck(path)
    monkeypatch.setattr(painting, "useful_processes", lambda cards, most: most)
    monkeypatch.setattr(texts, "MOST_WORDS", FEW)
    assert painting.painted_plan(whole.plan, 2).run is None
    monkeypatch.setattr(measuring, "KERNED_APART", 0.1)
    alone = painting.painted_plan(whole.plan, 2)
    assert alone.run is not None
    assert alone.problems == whole.problems
    assert build_deck(path, processes=2).pdf() == whole.pdf()


@contextmanager
def little_room() -> Iterator[None]:
    """As if decks were large: few words are kept, and all lines are packed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "MOST_WORDS", FEW)
        patch.setattr(faces, "WORTH_PACKING", 1)
        patch.setattr(painting, "MOST_WHOLE", 0)
        patch.setattr(painting, "useful_processes", lambda cards, most: most)
        yield


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("layout", ["workshop", "bold"])
def test_a_deck_of_many_words_is_printed_the_same(
    tmp_path: Path, processes: int, layout: str
) -> None:
    """The PDF and what is told of it are those of a build that keeps everything."""
    path = tmp_path / "deck.yaml"
    path.write_text(yaml.safe_dump({"title": "Sanat", "language": "fi", "cards": cards()}))
    whole = build_deck(path, layout=layout)
    with little_room():
        again = build_deck(path, layout=layout, processes=processes)
    assert again.pdf() == whole.pdf()
    assert again.problems == whole.problems


def cards() -> list[dict[str, str]]:
    """Cards with words of their own, some marked up, two alike, one with a word broken badly."""
    made = [
        {"title": f"{first.title()}{second}n arki", "text": f"{second}{third} {first}. " * 6}
        for first in ("asukas", "kunta", "talkoo")
        for second, third in (("tila", "toive"), ("verkko", "kokous"), ("vuoro", "paja"))
    ]
    made += [{"title": "Sama", "text": "Sama sana."}, {"title": "Sama", "text": "Sama **sana**."}]
    made += [
        {
            "title": "Transsubstantiaatiokonferenssissa",
            "text": "| a | b |\n| --- | --- |\n| c | d |",
        }
    ]
    return made
