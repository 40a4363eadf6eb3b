"""The benchmarks' deck maker, and that the stages they time are still there."""

import json
import sys
from pathlib import Path

import pytest

from commands import python
from korttipakka.reading.deck import read_deck

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_decks_for_measuring_are_the_same_every_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same number of cards gives the same deck, its titles all different."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    from decks import write_deck

    one, other = write_deck(tmp_path / "one", 40), write_deck(tmp_path / "other", 40)
    assert one.read_bytes() == other.read_bytes()
    assert len({card.title for card in read_deck(one).cards}) == 40


def test_unfamiliar_words_hardly_come_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a deck of 1,000 cards has more than 6,000 words; the other one has fewer than 600."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    from decks import WORD, write_deck

    counts = []
    for unfamiliar in (True, False):
        cards = read_deck(write_deck(tmp_path, 1000, unfamiliar)).cards
        texts = [text for card in cards for text in (card.title, card.text)]
        counts.append(len({word.lower() for text in texts for word in WORD.findall(text)}))
    assert counts[0] > 6000
    assert counts[1] < 600


def test_stages_of_a_build_are_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every stage that a profile shows is one that a build goes through."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    from decks import write_deck

    deck = write_deck(tmp_path, 9)
    done = python(BENCHMARKS / "stages.py", deck, tmp_path / "out.pdf")
    assert done.returncode == 0, done.stderr
    assert all(seconds > 0 for seconds in json.loads(done.stdout).values())
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
