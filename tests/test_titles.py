"""Titles: size, lines, breaks and shape weighed against each other, on found cases and on all."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from korttipakka import parse_deck
from korttipakka.basics.geometry import Rect
from korttipakka.basics.shipped import shipped
from korttipakka.basics.units import MM
from korttipakka.content.markdown import plain
from korttipakka.content.values import Values
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Deck
from korttipakka.model.frame import Part
from korttipakka.model.layout import BoxStyle, Layout, SizeRange
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import typeset
from korttipakka.typeset.blocks import STEP, Block, Measurers
from korttipakka.typeset.breaking import LONE_WORD_LETTERS, Breaker
from korttipakka.typeset.fitting import Fitting, fit_group
from korttipakka.typeset.hyphenate import BreakKind, Hyphenator
from korttipakka.typeset.leaning import SHORT_WORDS
from korttipakka.typeset.steady import Steady
from korttipakka.typeset.titles import fit_alone

LAYOUTS = [name for name in layout_names() if name != "base"]


@cache
def deck() -> Deck:
    """The deck that ships."""
    return read_deck(shipped("cards") / "osallisuus")


@cache
def question() -> BoxStyle:
    """A box for one large question: as high as a card, with a wide range of sizes."""
    (box,) = (box for box in read_layout("workshop").front if box.name == "title")
    return box._replace(size=box.size._replace(minimum=16.0, maximum=72.0), leading=1.05)


@cache
def measurers(language: str) -> Measurers:
    """Those of the box."""
    breaks = Hyphenator(language, (), 4).breaks_in
    return Measurers(question(), FontSet(read_layout("workshop").fonts), breaks, language)


QUESTION = Rect(0, 0, 58 * MM, 104 * MM)


def fitted(
    title: str, language: str = "en", area: Rect = QUESTION, sizes: SizeRange | None = None
) -> Fitting:
    """A title in the box, with the size that it gets."""
    text = Fitting(deck().cards[0], Block(plain(title), measurers(language)), area)
    box = question()
    fit_alone(box._replace(size=sizes or box.size), [text], inf)
    return text


def largest(text: Fitting) -> float:
    """The largest size at which a title fits."""
    return fit_group(question().size, [Fitting(text.card, text.block, text.area)])


def steady(text: Fitting) -> float:
    """The largest size that has room for short words more at sizes a little smaller."""
    other = Fitting(text.card, text.block, text.area)
    other.give(largest(text))
    (breaker,) = other.block.breakers(other.size, max(other.level, 1))
    assert isinstance(breaker, Breaker)
    return Steady(other, breaker, question().size).largest()


def lines(text: Fitting) -> list[str]:
    """The lines of a title."""
    return [" ".join(word.text for word in line.parts) for line in text.set().plain_lines]


def broken(text: Fitting) -> int:
    """How many of them end inside a word."""
    places = [line.place for line in text.set().plain_lines]
    return sum(place is not None and place.kind is not BreakKind.HYPHEN for place in places)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Does participation matter?", "Would participation matter?"),
        ("Who understands accessibility?", "Nobody understands accessibility?"),
    ],
)
def test_a_short_word_hardly_changes_a_size(one: str, other: str) -> None:
    """A first line of one short word is nothing bad, a last one worth 8 % of the size at most."""
    sizes = sorted((fitted(one).size, fitted(other).size))
    assert sizes[0] >= 0.92 * sizes[1]


SHORT_TITLES = "Ask your body", "Accept advice", "Ask your bodies", "Try faking it", "Look at order"


@pytest.mark.parametrize("name", LAYOUTS)
def test_short_titles_are_of_a_size(name: str) -> None:
    """Short words at the ends of a deck's titles part their sizes by 8 % at most."""
    layout = read_layout(name)
    cards = "".join(f"- title: {title}\n" for title in SHORT_TITLES)
    faces = typeset(
        parse_deck(f"title: D\nlanguage: en\ncards:\n{cards}"), layout, FontSet(layout.fonts)
    ).faces
    sizes = [
        part.paragraphs[0].lines[0].runs[0].size
        for face in faces
        for part in face.front.parts
        if part.role == "title"
    ]
    assert len(sizes) == 5
    assert min(sizes) >= 0.92 * max(sizes)


WORDS = st.sampled_from(
    "participation understands accessibility together who asks what town of by neighbourhood"
    " budgeting council matters most why".split()
)
SHORT = st.sampled_from("Does town team oh, cities now? them".split())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=7), SHORT, st.integers(0, 7), st.sampled_from([50, 104])
)
def test_a_word_more_or_less(words: list[str], short: str, at: int, height: float) -> None:
    """A short word more changes a title by 8 % at most, and no title is larger than what fits."""
    area = QUESTION._replace(top=height * MM)
    titles = (words, [*words[:at], short, *words[at:]])
    less, more = (fitted(" ".join(title), area=area) for title in titles)
    for text in (less, more):
        assert text.fitted
        assert text.size <= largest(text)
    assert 0.92 - 1e-9 <= less.size / more.size <= 1 / 0.92 + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=7), st.sampled_from([40, 58]))
def test_a_smaller_size_is_taken_only_where_it_is_better(words: list[str], height: float) -> None:
    """It has fewer breaks or lines than the largest, or no stray; and at no larger one it has."""
    text = fitted(" ".join(words), area=QUESTION._replace(top=height * MM))
    assume(text.fitted)
    if text.level > text.block.search_level:
        assert text.size == question().size.minimum  # it is too long without breaks at syllables
        return
    most = steady(text)
    assert 0.9 * most - 1e-9 <= text.size <= most
    if text.size == most or most > 0.9 * question().size.maximum:
        return  # near the largest of all, words are whole whatever else there is
    assert text.size >= 0.92 * most - 1e-9
    faults = _faults_at(text, text.size)
    larger = [text.size + step * STEP for step in range(1, 1 + round((most - text.size) / STEP))]
    assert larger[-1] == most
    assert all(_faults_at(text, size) > faults for size in larger)


def _faults_at(text: Fitting, size: float) -> tuple[int, int, bool]:
    """Breaks inside words, lines, and whether a short word is alone on the last of them."""
    other = Fitting(text.card, text.block, text.area)
    other.give(size)
    found = lines(other)
    return broken(other), len(found), len(found) > 1 and len(found[-1]) <= LONE_WORD_LETTERS


def test_a_line_is_saved() -> None:
    """Two lines at 31.25 pt rather than three at 33.75 pt."""
    area = Rect(0, 0, 70 * MM, 60 * MM)
    text = fitted("Avustukset ja kannustimet", "fi", area)
    fewer = Fitting(text.card, text.block, area)
    fewer.give(steady(text))
    assert (len(lines(fewer)), len(lines(text))) == (3, 2)
    assert 0.92 * fewer.size <= text.size < fewer.size


def test_a_break_inside_a_word_is_saved() -> None:
    """A long word is whole at nine tenths of the largest size there is, and else broken."""
    sizes = SizeRange(16.0, 30.0)
    areas = (Rect(0, 0, width * MM, 50 * MM) for width in (88, 78))
    whole, in_two = (fitted("Helppokäyttöisyys", "fi", area, sizes) for area in areas)
    assert lines(whole) == ["Helppokäyttöisyys"]
    assert lines(in_two) == ["Helppo-", "käyttöisyys"]
    assert 27 <= whole.size < in_two.size == 30


# All cards in all layouts


Placed = tuple[Card, BoxStyle, Part]


def titles(layout: Layout) -> Iterator[Placed]:
    """The titles of all cards, on both sides, with their boxes."""
    boxes = ({box.name: box for box in side} for side in (layout.front, layout.back))
    front, back = boxes
    for faces in typeset(deck(), layout, FontSet(layout.fonts)).faces:
        for named, frame in ((front, faces.front), (back, faces.back)):
            for part in frame.parts:
                if part.role == "title" and part.paragraphs:
                    yield faces.card, named[part.name], part


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_title_has_a_fault_that_can_be_avoided(name: str) -> None:
    """On all cards: no break inside a word and no stray that nine tenths of the size do not have.

    And no line shorter than both lines around it where the same lines have another order.
    """
    layout = read_layout(name)
    fonts, tried = FontSet(layout.fonts), 0
    breaks = Hyphenator(deck().language, deck().hyphenation, 4).breaks_in
    known: dict[str, Measurers] = {}
    for card, box, part in titles(layout):
        made = known.setdefault(f"{box}", Measurers(box, fonts, breaks, deck().language))
        text = plain(Values(card, deck()).fill(box.text))
        area = part.rect.inset(box.padding)
        high = area if box.bottom is not None or box.height else area._replace(top=1e4)
        placed = Fitting(card, Block(text, made), high)
        placed.give(part.paragraphs[0].lines[0].runs[0].size)
        tried += 1
        _check(placed, box)
    assert tried >= 66


def _check(text: Fitting, box: BoxStyle) -> None:
    """Whether a title has no fault that can be avoided."""
    found = lines(text)
    stray = len(found) > 1 and len(found[-1]) <= LONE_WORD_LETTERS
    most = text.size
    if box.uniform == "card":
        most = fit_group(box.size, [Fitting(text.card, text.block, text.area)])
    steps = range(int(most / 10 / STEP) + 1)
    sizes = [most - step * STEP for step in steps if most - step * STEP >= box.size.minimum]
    assert not broken(text) or not text.fits(sizes[-1], 0), found
    assert not stray or all(_faults_at(text, size)[2] for size in sizes), found
    if not any(line.place for line in text.set().plain_lines):
        words = [len(line.parts) for line in text.set().plain_lines]
        own, raggedness = _waist_and_raggedness(text, words)
        for counts in _orders(sum(words), len(words)):
            waist, cost = _waist_and_raggedness(text, counts)
            assert waist >= own - 1e-9 or cost > raggedness + 0.01 * own - 1e-9, (found, counts)


def _orders(words: int, count: int) -> Iterator[list[int]]:
    """All ways to put words on so many lines: the number of words on each."""
    for cuts in combinations(range(1, words), count - 1):
        yield [end - start for start, end in pairwise((0, *cuts, words))]


def _waist_and_raggedness(text: Fitting, counts: list[int]) -> tuple[float, float]:
    """How much shorter lines are than both around them, and the squares of what lines leave.

    Both in shares of the measure; a setting that is worse for another reason costs the most.
    """
    (breaker,) = text.block.breakers(text.size, 0)
    paragraph, measure = breaker.paragraph, text.area.width / text.size
    ends = [sum(counts[: number + 1]) - 1 for number in range(len(counts))]
    starts = [0.0, *(paragraph.starts[end] for end in ends)]
    widths = [
        (paragraph.ends[end] - start) / measure for start, end in zip(starts, ends, strict=False)
    ]
    bad_ends = any(paragraph.words[end].text in {*SHORT_WORDS, "-"} for end in ends)
    if max(widths) > 1 + 1e-9 or bad_ends or widths[-1] < 1 / 3:
        return 0.0, inf
    triples = zip(widths, widths[1:], widths[2:], strict=False)
    waist = sum(max(0.0, min(above, below) - own - 0.1) for above, own, below in triples)
    return waist, sum((1 - width) ** 2 for width in widths)
