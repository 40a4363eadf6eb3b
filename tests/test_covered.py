"""Text that another box is painted over is told, and nothing else is."""

from pathlib import Path

import pytest

from box_samples import ALL, build, make_deck, photo
from korttipakka.basics.problems import Problem

AT = {"left": "10 mm", "right": "10 mm", "top": "20 mm"}


def covered(folder: Path, over: dict[str, str], **more: dict[str, str]) -> list[Problem]:
    """What is said of a box that comes after a title on two cards."""
    deck = make_deck(folder / "deck", {"title": "One"}, {"title": "Two", "image": "photo.jpg"})
    made = build(deck, {"title": AT | {"text": "{title}"}} | more | {"over": over})
    return [problem for problem in made.problems if problem.code == "covered-text"]


def test_a_ground_over_texts(tmp_path: Path) -> None:
    """All that it covers on any card is told once, at the line of the box that covers."""
    other = {"text": "own words", "left": "10 mm", "right": "10 mm", "bottom": "9 mm"}
    (problem,) = covered(tmp_path, ALL | {"fill": "teal"}, other=other)
    assert problem.message == (
        "front.over is painted over the text of front.title and front.other: card 'One' and 1 more"
    )
    assert problem.at is not None
    assert problem.at.line > 0
    assert "--set front.over.order=-1" in problem.hint
    assert not covered(tmp_path, ALL | {"fill": "teal", "order": "-1"}, other=other)


TITLE = {"left": "10 mm", "width": "20 mm", "top": "19 mm", "height": "6 mm"}


@pytest.mark.parametrize(
    ("over", "number"),
    [
        (ALL | {"fill": "teal"}, 1),
        (ALL | {"fill": "gradient(teal, navy)"}, 1),
        (ALL | {"fill": "teal", "opacity": "30 %"}, 0),
        (ALL | {"fill": "teal", "opacity": "60 %"}, 1),
        (ALL | {"stroke": "teal"}, 0),
        (ALL | {"pattern": "dots"}, 1),
        (ALL | {"image": "{image}"}, 1),
        (ALL | {"image": "icon.svg"}, 1),
        (ALL | {"fill": "teal", "top": "30 mm"}, 0),
        (ALL | {"fill": "teal", "when": "never"}, 0),
        (ALL | {"fill": "teal", "when": "link"}, 0),
        (TITLE | {"fill": "teal"}, 1),
        (TITLE | {"fill": "teal", "left": "9 mm", "width": "1.2 mm"}, 0),
        ({"left": "0 mm", "width": "15 mm", "top": "21.5 mm", "height": "15 mm", "fill": "teal",
          "shape": "circle"}, 0),
        (TITLE | {"text": "words", "top": "30 mm"}, 0),
    ],
)  # fmt: skip
def test_what_covers(tmp_path: Path, over: dict[str, str], number: int) -> None:
    """Fills, patterns and pictures do; veils, outlines, and what lies elsewhere do not."""
    photo(90, 60).save(tmp_path / "unused.png")
    assert len(covered(tmp_path, over)) == number


def test_a_box_s_own_ground_is_below_its_text(tmp_path: Path) -> None:
    """A box with a fill of its own covers no text of its own, nor do boxes named before it."""
    assert not covered(tmp_path, {"text": "x", "fill": "teal", "left": "10 mm", "top": "40 mm"})


def test_turned_text_is_covered_too(tmp_path: Path) -> None:
    """A text on its side is covered as an upright one."""
    side = {"text": "turned words", "rotate": "90", "left": "40 mm", "width": "8 mm",
            "top": "10 mm", "height": "40 mm"}  # fmt: skip
    found = covered(tmp_path, side | {"text": "", "fill": "teal", "rotate": "0"}, side=side)
    assert ["front.side" in problem.message for problem in found] == [True]


def test_texts_over_each_other(tmp_path: Path) -> None:
    """Words in one place are told once for two boxes; a decoration may lie behind others."""
    words = AT | {"text": "words", "top": "21 mm"}
    (problem,) = covered(tmp_path, words)
    assert problem.message == (
        "the texts of front.over and front.title are printed over each other: card 'One' and 1 more"
    )
    assert problem.at is not None
    assert problem.at.line > 0
    assert not covered(tmp_path, words | {"role": "decoration"})
    assert not covered(tmp_path, words | {"top": "26 mm"}), "one line below the other"
    assert not covered(tmp_path, words | {"left": "40 mm", "right": "4 mm"}), "one beside the other"
