"""Checks of a deck in parts: what several processes found is told as if one had looked at all."""

import pickle
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from box_samples import ALL, BACK, CARD, check, make_deck, photo
from korttipakka.basics.problems import Location, Problem
from korttipakka.build.pipeline import build_deck
from korttipakka.check import Checks
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Deck
from korttipakka.model.frame import CardFaces
from korttipakka.model.layout import Layout
from korttipakka.model.settings import Override
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset

SIDE = {"left": "6 mm", "right": "6 mm"}
FRONT = {
    "ground": ALL | {"fill": "{color}"},
    "photo": SIDE | {"image": "{image}", "top": "4 mm", "height": "24 mm"},
    "title": SIDE | {"text": "{title}", "top": "30 mm", "size": "9 pt", "when": "title"},
    "small": {"text": "{title}", "left": "1 mm", "width": "50 mm", "top": "40 mm", "size": "6 pt"},
    "turned": {"text": "{title}", "rotate": "90", "right": "1 mm", "width": "6 mm",
               "top": "2 mm", "bottom": "2 mm", "size": "5-8 pt"},
    "code": {"qr": "{link}", "left": "6 mm", "bottom": "4 mm", "width": "16 mm",
             "height": "16 mm"},
    "tiny": {"qr": "{link}", "right": "8 mm", "bottom": "4 mm", "width": "15 mm",
             "height": "15 mm"},
}  # fmt: skip
"""Boxes that break every rule about finished cards, on some cards or other."""

CARDS = (
    {"title": "Plain", "category": "a"},
    {"title": "Light", "category": "b", "subtitle": "Under"},
    {"title": "Coarse", "category": "a", "image": "small.png"},
    {"title": "Dense", "category": "b", "link": "https://example.org/" + "a" * 280},
    {"title": "Lacking \U000f0000", "category": "a", "subtitle": "Other"},
    {"title": "All \U000f0001", "category": "b", "image": "small.png", "text": "Text",
     "link": "https://example.org/" + "b" * 290},
)  # fmt: skip

GATHERED = {
    "low-contrast", "small-text", "low-resolution", "qr-too-small", "qr-too-dense",
    "missing-character", "text-near-edge", "not-shown",
}  # fmt: skip
"""The codes of the rules that gather what they find on cards."""


@cache
def made() -> tuple[Deck, Layout, FontSet, tuple[CardFaces, ...]]:
    """Cards that break every rule, with their layout and fonts."""
    with TemporaryDirectory() as folder:
        path = make_deck(Path(folder), *CARDS)
        photo(90, 60).save(path / "small.png")
        layout = {"extends": "base", "front": FRONT, "back": {"title": BACK}}
        (path / "boxes.layout").write_text(yaml.safe_dump(layout, sort_keys=False), "utf-8")
        overrides = [Override(key, value, Location.flag("--set")) for key, value in CARD.items()]
        deck, found = read_deck(path), read_layout(str(path / "boxes.layout"), overrides)
        fonts = FontSet(found.fonts)
        return deck, found, fonts, typeset(deck, found, fonts).faces


def looked_at(faces: Sequence[CardFaces]) -> Checks:
    """The checks of some cards."""
    deck, layout, fonts, _ = made()
    checks = Checks(deck, layout, fonts)
    for face in faces:
        checks.merge(checks.inspect(face))
    return checks


def in_parts(faces: Sequence[CardFaces], cuts: Sequence[int]) -> list[Problem]:
    """What is told of cards that were looked at by several, whose findings went through pickle."""
    bounds = [0, *sorted(cuts), len(faces)]
    first, *others = (looked_at(faces[start:end]) for start, end in pairwise(bounds))
    for other in others:
        for rule, theirs in zip(first.rules, other.rules, strict=True):
            rule.merge(pickle.loads(pickle.dumps(theirs.found)))
    return first.problems()


def test_the_cards_break_every_rule() -> None:
    """These cards give cause for each problem that is gathered."""
    deck, layout, fonts, faces = made()
    assert {problem.code for problem in check(deck, layout, fonts, faces)} >= GATHERED


@given(st.data())
def test_a_deck_may_be_checked_in_parts(data: st.DataObject) -> None:
    """Wherever a deck is cut, and whatever its order, the problems are those of the whole."""
    deck, layout, fonts, faces = made()
    order = data.draw(st.permutations(faces))
    cuts = data.draw(st.lists(st.integers(0, len(faces)), max_size=3))
    assert in_parts(order, cuts) == check(deck, layout, fonts, order)


def test_nothing_wrong_is_little_to_tell(tmp_path: Path) -> None:
    """Where nothing is wrong, what is found does not grow with the cards."""
    deck = make_deck(tmp_path / "deck", *({"title": f"Card {i}"} for i in range(30)))
    built = build_deck(deck)
    sizes = set()
    for count in (1, 30):
        checks = Checks(built.deck, built.layout, built.fonts)
        for face in built.faces[:count]:
            checks.merge(checks.inspect(face))
        sizes.add(len(pickle.dumps([rule.found for rule in checks.rules])))
    assert len(sizes) == 1


@pytest.mark.parametrize("code", sorted(GATHERED))
def test_numbers_are_those_of_all_parts(code: str) -> None:
    """Each rule's message is the same when every card was looked at by another process."""
    deck, layout, fonts, faces = made()
    whole = [problem for problem in check(deck, layout, fonts, faces) if problem.code == code]
    parts = in_parts(faces, range(1, len(faces)))
    assert [problem for problem in parts if problem.code == code] == whole
