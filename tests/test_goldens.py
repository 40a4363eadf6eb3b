"""Finished frames of the shipped layouts on five fixed cards, compared as text.

To accept a change that was looked at: python tests/test_goldens.py
"""

from pathlib import Path

import pytest

from frames import describe
from korttipakka.basics.shipped import shipped
from korttipakka.fonts import FontSet
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import typeset

CARDS = (
    "yhteiskehittaminen",
    "neuvottelu-ja-toimikunnat",
    "asukasraati",
    "palveluiden-saavutettavuus-ja-helppokayttoisyys",
    "muutoksenhaut-kantelut-muistutukset-ja-valitukset",
)
"""A broken word, paragraphs, the shortest text, a long title and footer, the longest text."""

GOLDENS = Path(__file__).parent / "goldens"

LAYOUTS = [name for name in layout_names() if name != "base"]


def rendered(name: str) -> str:
    """The five cards in a layout, typeset along with the whole deck."""
    deck = read_deck(shipped("cards") / "osallisuus")
    layout = read_layout(name)
    faces = typeset(deck, layout, FontSet(layout.fonts)).faces
    return "\n".join(
        f"{face.card.id} front\n{describe(face.front)}{face.card.id} back\n{describe(face.back)}"
        for face in faces
        if face.card.id in CARDS
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_frames_are_as_they_were_looked_at(name: str) -> None:
    """Every run, box and line of five cards lies where it lay when the picture was approved."""
    assert rendered(name) == (GOLDENS / f"{name}.txt").read_text("utf-8")


def test_all_five_cards_exist() -> None:
    """The golden cards are cards of the shipped deck."""
    ids = {card.id for card in read_deck(shipped("cards") / "osallisuus").cards}
    assert set(CARDS) <= ids


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for layout_name in LAYOUTS:
        (GOLDENS / f"{layout_name}.txt").write_text(rendered(layout_name), "utf-8")
