"""`korttipakka layouts gallery`: which cards it shows, and variants of settings side by side."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here as run
from korttipakka.build.labels import EMPTY, LONGEST, samples
from korttipakka.build.pictures import Variant, layout_gallery, usable_layouts
from korttipakka.cli.options import override
from korttipakka.model.deck import Card, Category
from print_samples import text_of, words_of

DECK = """\
title: Deck
language: en
categories:
  a: {name: Acts, color: "#b8324a"}
  b: {name: Bets, color: "#1f6f8b"}
cards:
  - {title: Empty, category: a}
  - {title: First, category: a, text: One.}
  - {title: Second, category: a, text: Two.}
  - {title: Third, category: b, text: Three.}
  - {title: Longer, category: b, text: A text that is longer than all the others are.}
  - {title: Vacant, category: b}
"""
"""A deck with two categories, a long card and two without text."""


ACTS, BETS = Category("a", "Acts"), Category("b", "Bets")

TEXTS, CATEGORIES = st.sampled_from(["", "a", "bb", "ccc"]), st.sampled_from([ACTS, BETS, None])

cards = st.lists(st.tuples(TEXTS, CATEGORIES), min_size=1).map(
    lambda found: [
        Card(str(i), "T", text, category, number=i) for i, (text, category) in enumerate(found, 1)
    ]
)


@given(cards)
def test_samples_have_every_category_the_longest_and_an_empty_card(cards: list[Card]) -> None:
    """No category lacks a card, none is longer, an empty one is there; all in the deck's order."""
    reasons = samples(cards)
    shown = [card for card in cards if card.id in reasons]
    assert list(reasons) == [card.id for card in shown]
    assert {card.category for card in shown} == {card.category for card in cards}
    assert max(len(card.text) for card in shown) == max(len(card.text) for card in cards)
    assert any(not card.text for card in shown) == any(not card.text for card in cards)
    assert len(shown) <= len({card.category for card in cards}) + 2


def test_a_gallery_shows_samples_with_their_reasons(deck: Path, tmp_path: Path) -> None:
    """Each layout has the four cards, and below each why it is there."""
    out = tmp_path / "all.pdf"
    assert run("layouts", "gallery", deck, "-o", out).exit_code == 0
    (words,), count = text_of(out), len(usable_layouts())
    for reason in (f"1 {EMPTY}", "2 Acts", "4 Bets", f"5 {LONGEST}"):
        assert len(re.findall(rf"(?m)^{reason}", re.sub(r"[ \t]+", " ", words))) == count
    assert "Second" not in words
    assert "Vacant" not in words


def test_cards_are_the_first_ones(deck: Path, tmp_path: Path) -> None:
    """With --cards N the deck's first cards are shown, without reasons."""
    out = tmp_path / "all.pdf"
    done = run("layouts", "gallery", deck, "-o", out, "--cards", "3", "-l", "classic")
    assert done.exit_code == 0
    words = words_of(out)
    assert "Second" in words
    assert "Third" not in words
    assert EMPTY not in words


def test_variants_stand_beside_the_layout_as_it_is(deck: Path, tmp_path: Path) -> None:
    """A variant has its settings as its name, may have several, and --set counts in all."""
    out = tmp_path / "all.pdf"
    several = 'front.title.text=Now {title}, "so", front.title.size=11 pt'
    done = run(
        "layouts", "gallery", deck, "-o", out, "-l", "classic", "--cards", "1",
        "--variant", "front.title.size=12 pt", "--variant", several,
        "--set", "back.footer.text=Everywhere",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    words = words_of(out)
    assert words.count("EVERYWHERE") == 3
    assert words.count('Now Empty, "so"') == 1
    assert "classic front.title.size=12 pt" in words


def test_a_variant_changes_its_own_cards_alone(deck: Path) -> None:
    """The plain exhibit has what the same gallery without variants has."""
    larger = Variant("larger", (override("front.title.size=11 pt"),))
    found = layout_gallery(deck, 1, ["classic"], variants=[larger])
    plain = layout_gallery(deck, 1, ["classic"])
    assert found.result.faces == plain.result.faces
    assert found.page.frame.size.width > 1.8 * plain.page.frame.size.width


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--variant", "front.title.size"], ["bad-set", "--variant front.title.size"]),
        (["--variant", "front.title.sise=9pt"], ["unknown-setting", "did you mean 'size'?"]),
        (["--set", "front.title.size=huge"], ["bad-value"]),
        (["-l", "clasic"], ["unknown-layout", "did you mean 'classic'?"]),
    ],
)
def test_wrong_settings_are_told_once(
    deck: Path, tmp_path: Path, flags: list[str], words: list[str]
) -> None:
    """What no layout can take is a wrong call, and nothing is written."""
    done = run("layouts", "gallery", deck, "-o", tmp_path / "x.png", *flags)
    for word in words:
        assert word in done.output
    assert done.exit_code == 2
    assert done.output.count("error[") == 1
    assert not (tmp_path / "x.png").exists()


def test_a_setting_that_some_layouts_lack_leaves_those_out(deck: Path, tmp_path: Path) -> None:
    """A box that only one of two layouts has is set there; the other is told of."""
    settings = ("--set", "front.bar.width=2 mm", "--dpi", "20")
    layouts = ("-l", "workshop", "-l", "classic")
    done = run("layouts", "gallery", deck, "-o", tmp_path / "x.png", *layouts, *settings)
    assert done.exit_code == 0, done.output
    assert "the layout 'classic' is left out" in done.output
    assert "the layout 'workshop' is left out" not in done.output


def test_two_values_for_a_setting_are_told(deck: Path, tmp_path: Path) -> None:
    """Of two in a variant the last holds, and the other is told of."""
    variant = "front.title.align=left front.title.align=right"
    done = run(
        "layouts", "gallery", deck, "-l", "classic", "--variant", variant,
        "-o", tmp_path / "x.png",
    )  # fmt: skip
    assert done.exit_code == 0
    assert "--variant front.title.align=left: warning[idle-setting]" in done.output
