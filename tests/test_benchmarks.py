"""The deck maker of the benchmarks."""

import sys
from pathlib import Path

import pytest

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
