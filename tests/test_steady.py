"""A word of four letters more or less changes no title by more than 8 %, in any layout or box."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.basics.geometry import Rect
from korttipakka.basics.shipped import shipped
from korttipakka.content.markdown import plain
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card
from korttipakka.model.layout import BoxStyle, SizeRange
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset.blocks import Block, Measurers
from korttipakka.typeset.fitting import Fitting, fit_group
from korttipakka.typeset.hyphenate import Hyphenator
from korttipakka.typeset.places import place
from korttipakka.typeset.steady import stair
from korttipakka.typeset.titles import fit_alone

LAYOUTS = [name for name in layout_names() if name != "base"]
KEPT = 0.92
SHORT = {"fi": ("talo", "mitä", "oman"), "sv": ("stad", "från", "nytt"), "en": ("town", "what")}


@cache
def cards(language: str) -> tuple[Card, ...]:
    """The cards of the deck that ships, in a language."""
    return read_deck(shipped("cards") / "osallisuus", language).cards


@cache
def measurers(box: BoxStyle, layout: str, language: str) -> Measurers:
    """What measures the titles of a box."""
    fonts = FontSet(read_layout(layout).fonts)
    return Measurers(box, fonts, Hyphenator(language, (), 4).breaks_in, language)


@cache
def title_box(name: str) -> tuple[BoxStyle, Rect]:
    """The box of titles on a layout's fronts, and its area on a card without a picture."""
    layout = read_layout(name)
    (box,) = (box for box in layout.front if box.name == "title")
    above: dict[str, Rect] = {}
    for other in layout.front:
        if other.name == box.below:
            above[other.name] = place(other, layout.card.size, layout.card.safe, {}).rect
    area = place(box._replace(beside=()), layout.card.size, layout.card.safe, above).rect
    return box, area


def fitted(
    title: str, name: str, language: str, box: BoxStyle | None = None, area: Rect | None = None
) -> Fitting:
    """A title with its size, in the box of a layout or in another one."""
    own, room = title_box(name)
    box = box or own
    block = Block(plain(title), measurers(box, name, language))
    text = Fitting(cards(language)[0], block, area or room)
    fit_alone(box, [text], inf)
    return text


def with_a_word(title: str, language: str) -> Iterator[str]:
    """The title with a word of four letters at its start, in its middle or at its end."""
    words = title.split()
    for short, at in product(SHORT[language], {0, len(words) // 2, len(words)}):
        yield " ".join([*words[:at], short, *words[at:]])


def without_a_word(title: str) -> Iterator[str]:
    """The title without one of its words of about four letters, if it has others."""
    words = title.split()
    for at, word in enumerate(words):
        if 3 <= len(word.strip(".,?!:;’")) <= 5 and len(words) > 1:
            yield " ".join([*words[:at], *words[at + 1 :]])


@pytest.mark.parametrize("name", LAYOUTS)
def test_titles_of_the_deck_hardly_change(name: str) -> None:
    """All its titles, in three languages, with a short word more and with one less."""
    tried, sizes = 0, []
    for language in SHORT:
        for title in {card.title: None for card in cards(language)}:
            size = fitted(title, name, language).size
            sizes.append(size)
            for other in (*with_a_word(title, language), *without_a_word(title)):
                text = fitted(other, name, language)
                if text.fitted:
                    tried += 1
                    share = min(size, text.size) / max(size, text.size)
                    assert share >= KEPT - 1e-9, (title, other, size, text.size)
    assert tried > 1_200
    assert sorted(sizes)[len(sizes) // 2] >= 0.88 * title_box(name)[0].size.maximum


def word(least: int, most: int) -> st.SearchStrategy[str]:
    """Words as Finnish, Swedish or English ones look, or of any letters."""
    open_ones = st.tuples(st.sampled_from("kpstvhjlmnr"), st.sampled_from("aeiouyäöaaii"))
    open_word = st.lists(open_ones, min_size=most, max_size=most)
    lengths = st.integers(least, most)
    looks_finnish = st.builds(lambda n, each: "".join(map("".join, each))[:n], lengths, open_word)
    return looks_finnish | st.text("etaoinshrdlucmfwypvbgkåäö", min_size=least, max_size=most)


titles = st.lists(word(3, 12), min_size=1, max_size=8)


def check(words: Sequence[str], short: str, at: int, sizes: Sequence[Fitting]) -> None:
    """That two titles, one of which has a short word more, are about of a size, if they fit."""
    less, more = sizes
    if less.fitted and more.fitted:
        assert KEPT - 1e-9 <= more.size / less.size <= 1 / KEPT + 1e-9, (words, short, at)


@pytest.mark.parametrize("name", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(titles, word(4, 4), st.integers(0, 8), st.sampled_from(list(SHORT)))
def test_any_title_hardly_changes(
    name: str, words: list[str], short: str, at: int, language: str
) -> None:
    """Whatever its words are, and wherever it gets one of four letters."""
    pair = words, [*words[:at], short, *words[at:]]
    check(words, short, at, [fitted(" ".join(each), name, language) for each in pair])


@settings(max_examples=150, deadline=None)
@given(
    titles, word(4, 4), st.integers(0, 8), st.floats(80, 400), st.floats(40, 400),
    st.integers(8, 30), st.integers(1, 40), st.sampled_from(["none", "compound", "all"]),
    st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 0.0, 0.05]),
)  # fmt: skip
def test_in_any_box(
    words: list[str], short: str, at: int, width: float, height: float, least: int, more: int,
    hyphens: str, lines: int | None, tracking: float | None,
) -> None:  # fmt: skip
    """Layouts of users have the same rule, whatever their boxes; and it never makes a misfit."""
    own, _ = title_box("workshop")
    box = own._replace(
        size=SizeRange(float(least), float(least + more)),
        hyphens=hyphens, lines=lines, tracking=tracking,
    )  # fmt: skip
    pair = words, [*words[:at], short, *words[at:]]
    area = Rect(0, 0, width, height)
    texts = [fitted(" ".join(each), "workshop", "fi", box, area) for each in pair]
    check(words, short, at, texts)
    for text in texts:
        alone = Fitting(text.card, text.block, area)
        assert box.size.minimum <= text.size <= fit_group(box.size, [alone])
        assert text.fitted == alone.fitted


def test_one_size_is_kept() -> None:
    """A title whose layout gives it one size has that, however near it is to a line more."""
    own, _ = title_box("bold")
    text = fitted("Neuvottelu- ja toimikunnat", "bold", "fi", own._replace(size=SizeRange(34, 34)))
    assert text.size == 34 > fitted("Neuvottelu- ja toimikunnat", "bold", "fi").size


@given(st.floats(1, 72), st.floats(0, 72))
def test_the_stair_ends(least: float, more: float) -> None:
    """Each of its sizes is below the one before, by 8 % at most, unless a quarter point is more."""
    sizes = list(stair(least + more, least))
    assert all(lower < upper for upper, lower in pairwise(sizes))
    for upper, lower in zip(sizes, [*sizes[1:], least], strict=False):
        assert lower >= min(KEPT * upper, upper - 0.25) - 1e-6
