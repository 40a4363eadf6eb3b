"""A category's colour that is like its paper is told of where nothing else shows its boxes."""

from pathlib import Path

import pytest

from commands import run_here
from korttipakka import check_deck
from korttipakka.basics.problems import Problem

DECK = """\
title: Hats
language: en
categories:
  w: {name: White hat, color: white}
  y: {name: Yellow hat, color: yellow}
  k: {name: Black hat, color: black}
cards:
  - {title: Facts, category: w, text: What do we know?}
  - {title: More facts, category: w, text: What else?}
  - {title: Hope, category: y, text: What is good?}
  - {title: Care, category: k, text: What is bad?}
"""
"""A deck with a white category, and with a light one that is seen by its hue."""


def unseen(folder: Path, layout: str, **settings: str) -> list[Problem]:
    """What is told of colours that are not seen."""
    named = str(folder / layout) if layout.endswith(".yaml") else layout
    changed = {key.replace("__", "."): value for key, value in settings.items()}
    found = check_deck(folder, layout=named, settings=changed)
    return [problem for problem in found if "is not seen on" in problem.message]


@pytest.mark.parametrize(
    ("layout", "boxes"),
    [
        ("workshop", "front.bar, back.band"),
        ("bold", "back.band"),
        ("large-print", "front.bar, back.bar"),
        ("pocket", "front.bar, back.band"),
        ("question", "front.band, back.band"),
        ("tarot", "front.field, front.rule"),
    ],
)
def test_a_white_category_is_told_once(folder: Path, layout: str, boxes: str) -> None:
    """At the category, with the boxes that are white on white; yellow is seen, and so is black."""
    (told,) = unseen(folder, layout)
    assert told.code == "low-contrast"
    assert (
        told.message
        == f"the colour of category 'White hat', #ffffff, is not seen on #ffffff: {boxes}"
    )
    assert str(told.at).endswith("deck.yaml:4:6")


def test_the_hint_followed_to_the_letter(folder: Path) -> None:
    """With the lines that the hint puts around its boxes, nothing is told any more."""
    done = run_here("check", folder)
    hint = done.output.split("put a line around: ")[1].splitlines()[0]
    assert "is not seen" not in run_here("check", folder, *hint.split()).output


OWN = """\
card: {{size: a7}}
front:
  frame: {{{frame}, left: 5 mm, right: 5 mm, top: 5 mm, height: 20 mm}}
  title: {{text: "{{title}}", left: 10 mm, right: 10 mm, bottom: 10 mm}}
"""


@pytest.mark.parametrize(
    ("frame", "is_told"),
    [
        ('stroke: "{color}"', True),
        ('ruled: 8 mm, color: "{color}"', True),
        ('pattern: dots, pattern_color: "{color}"', True),
        ('fill: "{color}", stroke: "#333"', False),
        ('fill: "tint({color}, 50 %)"', False),
        ('fill: "#fefefe"', False),
        ('fill: "{color}", shape: ellipse', True),
    ],
)
def test_whatever_has_the_colour(folder: Path, frame: str, is_told: bool) -> None:
    """Borders, lines to write on, patterns and chips; not what is white by its layout."""
    (folder / "own.yaml").write_text(OWN.format(frame=frame), "utf-8")
    assert bool(unseen(folder, "own.yaml")) is is_told


def test_other_grounds(folder: Path) -> None:
    """White is seen on a dark card and on tinted paper; black is not seen on a black card."""
    ground = 'front:\n  ground: {fill: "#111", left: 0 mm, right: 0 mm, top: 0 mm, bottom: 0 mm}\n'
    own = OWN.format(frame='fill: "{color}"').replace("front:\n", ground)
    (folder / "deck.yaml").write_text(DECK.replace("color: white", "color: silver"), "utf-8")
    (folder / "own.yaml").write_text(own, "utf-8")
    (told,) = unseen(folder, "own.yaml")
    assert "category 'Black hat', #000000, is not seen on #111111: front.frame" in told.message
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    assert not unseen(folder, "workshop", colors__paper="#ffd9b0")


ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="{}"/></svg>
"""


@pytest.mark.parametrize(("ink", "is_told"), [("#000", True), ("#fff", False), ("#ff0000", False)])
def test_an_icon_on_its_own_colour(folder: Path, ink: str, is_told: bool) -> None:
    """A black icon on a black panel is told of, at its category; with paper behind it is seen."""
    (folder / "icon.svg").write_text(ICON.format(ink), "utf-8")
    named = DECK.replace("color: black", "color: black, icon: icon.svg")
    (folder / "deck.yaml").write_text(named, "utf-8")
    icon = '{image: "{category.icon}", left: 6 mm, width: 9 mm, top: 6 mm, height: 9 mm}'
    own = OWN.format(frame='fill: "{color}"').replace("  title:", f"  icon: {icon}\n  title:")
    (folder / "own.yaml").write_text(own, "utf-8")
    found = unseen(folder, "own.yaml", front__frame__stroke="ink")
    message = "the icon of category 'Black hat', #000000, is not seen on #000000: front.icon"
    assert [problem.message for problem in found] == [message] * is_told
    assert not unseen(folder, "own.yaml", front__frame__stroke="ink", front__icon__fill="paper")
