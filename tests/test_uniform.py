"""Sizes that cards share: the largest that all hold, or nine of ten, whoever has measured them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.basics.problems import Location, Problem, Severity
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Category, Deck
from korttipakka.model.layout import Layout
from korttipakka.model.settings import Override
from korttipakka.model.text import TextRun
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import BoxSizes, Gather, Typesetting, alone, typeset

CATEGORIES = (Category("a", "Asuminen", "#9a5b00"), Category("b", "Luonto", "#0b6e75"))

WORDS = "Asukkaat osallistuvat kaupungin toiminnan suunnitteluun ja arviointiin. "


def layout(*changes: str) -> Layout:
    """A layout with settings changed; its texts have much of a range."""
    pairs = (change.partition("=") for change in ("back.text.size=7-16pt", *changes))
    return read_layout(
        "workshop", [Override(key, text, Location.flag("--set")) for key, _, text in pairs]
    )


FONTS = FontSet(layout().fonts)


def deck(*lengths: int) -> Deck:
    """A deck with texts of so many words."""
    cards = (
        Card(f"c{n}", f"Kortti {n}", " ".join((WORDS * 40).split()[:length]), CATEGORIES[n % 2])
        for n, length in enumerate(lengths)
    )
    return Deck("Pakka", "fi", tuple(c._replace(number=n + 1) for n, c in enumerate(cards)))


def set_deck(
    whole: Deck, chosen: Layout, *, cards: Sequence[Card] | None = None, gather: Gather = alone,
    verbose: bool = False,
) -> Typesetting:  # fmt: skip
    """Typeset a deck, or some of its cards."""
    counted = None if cards is None else {card.id for card in cards}
    return typeset(
        whole, chosen, FONTS, cards=cards, counted=counted, gather=gather, verbose=verbose
    )


def sizes(found: Typesetting, box: str = "text") -> dict[str, float]:
    """The size of a box on the back of each card that shows it."""
    return {
        faces.card.id: item.size
        for faces in found.faces
        for part in faces.back.parts
        for item in part.items
        if part.name == box and isinstance(item, TextRun)
    }


def expected(own: Sequence[float]) -> float:
    """The size that most have: of ten texts and more nine of ten hold it, of fewer all but one."""
    spared = 0 if len(own) < 3 else max(1, math.floor(len(own) / 10))
    return sorted(own)[spared]


LENGTHS = st.lists(st.integers(1, 80), min_size=1, max_size=24)


@settings(max_examples=40)
@given(LENGTHS)
def test_nine_of_ten_share_a_size_and_the_others_have_their_own(lengths: list[int]) -> None:
    """Each text has the size of most, or all that it holds alone, whichever is less."""
    whole = deck(*lengths)
    own = sizes(set_deck(whole, layout("back.text.uniform=card")))
    shared = expected(list(own.values()))
    found = set_deck(whole, layout())
    assert sizes(found) == {card: min(size, shared) for card, size in own.items()}
    told = found.sizes["back.text"]
    assert told.shared == shared
    assert sum(told.counts.values()) == len(lengths)
    assert dict(told.smaller) == {card: size for card, size in own.items() if size < shared}


@settings(max_examples=40)
@given(LENGTHS, st.sampled_from(["most", "deck", "category", "card"]), st.randoms())
def test_shares_come_to_the_size_of_the_whole(
    lengths: list[int], uniform: str, dice: Any
) -> None:  # fmt: skip
    """Whichever cards each of several processes has, all find the same sizes and tell the same."""
    whole, chosen = deck(*lengths), layout(f"back.text.uniform={uniform}")
    at_once = set_deck(whole, chosen)
    shares: list[list[Card]] = [[], [], []]
    for card in whole.cards:
        dice.choice(shares).append(card)
    each = in_lockstep(whole, chosen, shares)
    assert all(found.sizes == at_once.sizes for found in each)
    together: dict[str, float] = {}
    for found in each:
        together |= sizes(found)
    assert together == sizes(at_once)


def in_lockstep(whole: Deck, chosen: Layout, shares: Sequence[Sequence[Card]]) -> list[Typesetting]:
    """Shares set as by several processes: what one gathers at each turn, all have handed over.

    Sizes of a turn depend on those of the turns before, so turns become right one by one.
    """
    handed: list[list[Any]] = []
    while True:
        now: list[list[Any]] = [[] for _ in shares]
        each = [
            set_deck(whole, chosen, cards=share, gather=_recorded(own, handed))
            for share, own in zip(shares, now, strict=True)
        ]
        turns = [list(turn) for turn in zip(*now, strict=True)]
        if turns == handed:
            return each
        handed = turns


def _recorded(own: list[Any], handed: Sequence[list[Any]]) -> Callable[[Any], list[Any]]:
    """A `Gather` that notes what it is given, and answers with what was noted before."""

    def gather(found: Any) -> list[Any]:
        own.append(found)
        return handed[len(own) - 1] if len(own) <= len(handed) else [found]

    return gather


@settings(max_examples=40)
@given(LENGTHS, st.sampled_from(["most", "deck"]))
def test_without_the_fewest_cards_the_size_is_larger(lengths: list[int], uniform: str) -> None:
    """Without the cards that are named the others are larger; without one less they are not."""
    whole, chosen = deck(*lengths), layout(f"back.text.uniform={uniform}")
    told = set_deck(whole, chosen).sizes["back.text"]
    if not told.holds:
        assert told.shared == 16
        return
    (hold,) = told.holds
    assert hold.size == told.shared < 16
    gone = hold.cards[: hold.fewest]
    assert set(gone) <= set(hold.cards)
    assert shared_without(whole, chosen, gone[:-1]) <= hold.size
    if len(gone) < len(lengths):
        assert shared_without(whole, chosen, gone) > hold.size


def shared_without(whole: Deck, chosen: Layout, gone: Sequence[str]) -> float:
    """The size that is shared when some cards are gone."""
    left = tuple(card for card in whole.cards if card.id not in gone)
    return set_deck(whole._replace(cards=left), chosen).sizes["back.text"].shared


def notes(found: Typesetting) -> list[Problem]:
    """The problems of the text on the back, but that others may not be larger."""
    found_of_text = (each for each in found.problems if "back.text" in each.message)
    return [problem for problem in found_of_text if problem.code != "size-limited"]


def test_smaller_texts_are_named_in_a_note() -> None:
    """One note names the cards whose texts are smaller, the smallest first, and all in one size."""
    found = set_deck(deck(*[5] * 20, 80, 5, 60), layout())
    (note,) = notes(found)
    assert (note.code, note.severity) == ("smaller-text", Severity.NOTE)
    own = sizes(found)
    assert note.message == (
        f"back.text is smaller than 16 pt on 2 of 23 cards: 'Kortti 20' ({own['c20']:g} pt) and "
        f"'Kortti 22' ({own['c22']:g} pt)"
    )
    assert note.hint.endswith("--set back.text.uniform=deck")
    followed = set_deck(deck(*[5] * 20, 80, 5, 60), layout("back.text.uniform=deck"))
    assert set(sizes(followed).values()) == {own["c20"]}
    assert not notes(followed)


def test_a_long_text_shrinks_no_footer() -> None:
    """Boxes that may be no larger than texts go by the size of most texts."""
    found = set_deck(deck(*[5] * 9, 85), layout("back.footer.size=8pt"))
    assert min(sizes(found).values()) < 8
    assert set(sizes(found, "footer").values()) == {8}


def test_the_card_that_is_too_long_is_blamed_and_not_another() -> None:
    """A text that fits at no size holds nobody down; the one that just fits does."""
    whole, chosen = deck(5, 90), layout("back.text.size=10-16pt")
    (overflow,) = notes(set_deck(whole, chosen, verbose=True))
    assert overflow.code == "does-not-fit"
    assert "'Kortti 1'" in overflow.message
    (held,) = notes(set_deck(whole, layout("back.text.size=6-16pt"), verbose=True))
    assert held.message.startswith("card 'Kortti 1' keeps the back.text of 1 other card at ")


def test_two_cards_that_hold_others_down_are_both_named() -> None:
    """Of eight cards one may be smaller: without one of two long ones all others are larger."""
    whole = deck(80, 80, *[5] * 6)
    (note,) = notes(set_deck(whole, layout(), verbose=True))
    assert note.message.startswith("cards 'Kortti 0' and 'Kortti 1' keep the back.text of 7 other")
    assert "without one of them they would be set at 16 pt" in note.message
    (note,) = notes(set_deck(whole, layout("back.text.uniform=deck"), verbose=True))
    assert note.message.startswith("cards 'Kortti 0' and 'Kortti 1' keep the back.text of 6 other")
    assert "without them they would be set at 16 pt" in note.message


@pytest.mark.parametrize(("box", "shared"), [("text", "most"), ("title", "deck")])
def test_texts_share_by_most_and_titles_over_the_deck(box: str, shared: str) -> None:
    """What the word auto stands for goes by what a box shows."""
    whole = deck(*[5] * 12, 80)
    plain, said = (
        set_deck(whole, layout(*changes)).sizes[f"back.{box}"]
        for changes in ((), (f"back.{box}.uniform={shared}",))
    )
    assert isinstance(plain, BoxSizes)
    assert plain == said
