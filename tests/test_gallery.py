"""The decks of docs/gallery.md: each builds without a word, and does what its page says."""

from pathlib import Path

import pytest

from galleries import assert_shown, decks
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.model.frame import CardFaces, Part
from korttipakka.model.text import TextRun

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests" / "gallery"
DECKS = decks("gallery")


def built(name: str) -> Made:
    """A deck of the gallery in its own layout."""
    return build_deck(GALLERY / name)


def parts(face: CardFaces, side: str = "front") -> dict[str, Part]:
    """The boxes of a side of a card by their names."""
    frame = face.front if side == "front" else face.back
    return {part.name: part for part in frame.parts}


def runs(part: Part) -> list[TextRun]:
    """The pieces of text of a box, turned ones apart."""
    return [item for item in part.items if isinstance(item, TextRun)]


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_of_the_gallery_builds(name: str) -> None:
    """There is nothing to tell of it, and it has a picture on the page, with words for it."""
    assert_shown("gallery", name, built(name))


def test_rows_are_there_where_they_are_filled() -> None:
    """Each method card has the rows of its fields, evenly one below the other, then its text."""
    for face in built("methods").faces:
        found = parts(face, "back")
        pairs = {"clock": "time", "people": "group", "pen": "material"}
        shown = [(icon, row) for icon, row in pairs.items() if row in face.card.fields]
        assert [icon for icon in pairs if icon in found] == [icon for icon, _ in shown]
        tops = [found[row].rect.top for _, row in shown]
        assert [found[icon].rect.top for icon, _ in shown] == pytest.approx(tops)
        mm = 72 / 25.4
        above = [found["title"].rect.bottom, *(found[row].rect.bottom for _, row in shown)]
        gaps = [a - b for a, b in zip(above, [*tops, found["text"].rect.top], strict=True)]
        assert gaps[-1] == pytest.approx(6 * mm)
        assert gaps[1:-1] == pytest.approx([2 * mm] * (len(shown) - 1))


def test_questions_are_as_large_as_they_can_be() -> None:
    """A short question is larger than a long one, and each stands out from its own colour."""
    made = built("questions")
    sizes = {f.card.title: runs(parts(f)["question"])[0].size for f in made.faces}
    assert sizes["Why?"] == max(sizes.values())
    assert len(set(sizes.values())) == len(sizes)
    inks = {f.card.color or f.card.category.name: runs(parts(f)["question"])[0].color.hex
            for f in made.faces if f.card.category}  # fmt: skip
    assert inks["About the work"] != inks["About us"] == "#ffffff"


def test_each_language_is_its_own() -> None:
    """Swedish texts and a Swedish field are marked as such, Finnish ones as the deck's."""
    face = built("bilingual").faces[0]
    back = parts(face, "back")
    words = [run for run in runs(back["svensk"]) if not run.text.startswith("•")]
    assert {run.markup.language for run in words} == {"sv"}
    assert {run.markup.language for run in runs(back["text"])} == {""}
    assert "egna" in [run.text for run in runs(back["svensk"]) if run.markup.italic]
    assert {run.markup.language for run in runs(parts(face)["titel"])} == {"sv"}


def test_wild_cards_have_their_own_front() -> None:
    """No box of the one front is on the other."""
    fronts: dict[str, set[str]] = {"task": set(), "wild": set()}
    for face in built("wild").faces:
        assert face.card.category is not None
        fronts[face.card.category.key] |= set(parts(face))
    assert fronts["task"] == {"frame", "points", "label", "title"}
    assert fronts["wild"] == {"field", "burst", "star", "wild"}


def test_text_stands_beside_a_picture_or_has_the_room() -> None:
    """With a picture, title and text begin right of it; without one, at the margin."""
    for face in built("pictures").faces:
        found = parts(face, "back")
        for name in ("title", "text"):
            if face.card.image:
                gap = found[name].rect.left - found["photo"].rect.right
                assert gap == pytest.approx(7 * 72 / 25.4)
            else:
                assert "photo" not in found
                assert found[name].rect.left == pytest.approx(10 * 72 / 25.4)
        ink = runs(parts(face)["title"])[0].color.hex
        assert (ink == "#ffffff") is (face.card.image is not None)
