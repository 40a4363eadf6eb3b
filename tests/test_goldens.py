"""Finished frames compared as text: five fixed cards in the shipped layouts, a card of all boxes.

To accept a change that was looked at: python tests/test_goldens.py
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from box_samples import EVERYTHING, FULL, build, front, make_deck
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


def every_box(folder: Path) -> str:
    """The front of a card that shows every kind of box."""
    return describe(front(build(make_deck(folder, FULL), EVERYTHING, card__bleed="3 mm")))


@pytest.mark.parametrize("name", LAYOUTS)
def test_frames_are_as_they_were_looked_at(name: str) -> None:
    """Every run, box and line of five cards lies where it lay when the picture was approved."""
    assert rendered(name) == (GOLDENS / f"{name}.txt").read_text("utf-8")


def test_every_kind_of_box(tmp_path: Path) -> None:
    """A card with every kind of box is set as it was when its picture was looked at."""
    assert every_box(tmp_path / "deck") == (GOLDENS / "every-box.frame").read_text("utf-8")


def test_all_five_cards_exist() -> None:
    """The golden cards are cards of the shipped deck."""
    ids = {card.id for card in read_deck(shipped("cards") / "osallisuus").cards}
    assert set(CARDS) <= ids


if __name__ == "__main__":
    for layout_name in LAYOUTS:
        (GOLDENS / f"{layout_name}.txt").write_text(rendered(layout_name), "utf-8")
    with TemporaryDirectory() as temporary:
        (GOLDENS / "every-box.frame").write_text(every_box(Path(temporary) / "deck"), "utf-8")
