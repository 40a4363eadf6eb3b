"""Every card size that is listed builds in every layout; those are drawn smaller if need be."""

from pathlib import Path

import pytest

from commands import run
from korttipakka.basics.problems import KorttipakkaError, Severity
from korttipakka.basics.sizes import CARDS
from korttipakka.basics.units import MM, fits
from korttipakka.build.layouts import layout_of
from korttipakka.build.options import as_overrides
from korttipakka.build.scaled import scale_for, scaled
from korttipakka.build.session import Session
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout

DECK = """\
title: Few words
language: en
categories: {ideas: {name: Ideas, color: "#b8324a"}, rest: Rest}
cards:
  - {title: Break, text: Ten minutes., category: ideas}
  - {title: Six hats, subtitle: A game, text: Each takes a hat., category: rest}
  - {title: Tea}
"""

SIZES = [name + turned for name in CARDS for turned in ("", "-landscape")]

LAYOUTS = sorted(set(layout_names()) - {"base"})


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of few words and no pictures."""
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, "utf-8")
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_listed_size_builds(deck: Path, layout: str) -> None:
    """All cards and all that they say lie on each of them, and no type is too small to read."""
    session, least = Session(deck), 16.0 if layout == "large-print" else 7.0
    for size in SIZES:
        made = session.build(layout=layout, settings={"card.size": size})
        worst = [problem.code for problem in made.problems if problem.severity > Severity.NOTE]
        assert set(worst) <= {"unprintable-margin"}, (size, made.problems)
        for face in (face for faces in made.faces for face in faces[1:3]):
            runs = [item for item in face.items if hasattr(item, "text")]
            assert all(run.size >= least - 0.01 for run in runs), (size, runs)


def test_what_fits_is_not_drawn_smaller(deck: Path) -> None:
    """A layout is only drawn smaller where it has no room, and its user is told."""
    for size, note in (("poker", False), ("mini", True)):
        made = Session(deck).build(layout="mono", settings={"card.size": size})
        notes = [problem for problem in made.problems if problem.code == "small-layout"]
        assert bool(notes) == note, size
    assert "mono, drawn at 60%" in notes[0].message
    assert "Layout: mono, drawn at 60%" in "\n".join(made.summary.lines())


def test_the_note_of_a_layout_drawn_smaller_works(deck: Path) -> None:
    """With the size that the note names, the layout has the size that it was made in."""
    done = run("check", deck, "-v", "-l", "mono", "--card-size", "mini")
    hint = next(line for line in done.stdout.splitlines() if "has it in its own size" in line)
    flags = hint.split(": ", 1)[1].split(" has it")[0].split()
    again = run("check", deck, "-v", "-l", "mono", *flags)
    assert again.returncode == 0
    assert "small-layout" not in again.stdout


def test_a_layout_file_is_drawn_smaller_as_what_it_extends(deck: Path) -> None:
    """A file that only names another size has boxes made for its parent's cards."""
    own = deck.with_name("my-layout.yaml")
    own.write_text("extends: mono\ncard: {size: mini}\n", "utf-8")
    layout = read_layout(str(own))
    assert layout.designed == read_layout("mono").card.size
    assert "drawn at 60%" in Session(deck).build(layout=str(own)).problems[-1].message
    own.write_text("extends: mono\ncard: {size: mini}\nback: {footer: {left: 18 mm}}\n", "utf-8")
    assert read_layout(str(own)).designed == layout.card.size
    with pytest.raises(KorttipakkaError):
        Session(deck).build(layout=str(own))


@pytest.mark.parametrize("name", LAYOUTS)
def test_lengths_are_drawn_smaller_by_the_shorter_side(deck: Path, name: str) -> None:
    """Insets shrink by one ratio, type no further than the smallest of the layout."""
    overrides = as_overrides({"card.size": "mini"})
    layout = layout_of(read_deck(deck), name, overrides)
    smaller, ratio = scaled(layout), scale_for(layout)
    assert layout.designed is not None
    assert ratio == pytest.approx(44.45 * MM / min(layout.designed))
    least = min(box.size.minimum for box in (*layout.front, *layout.back) if box.text)
    for large, small in zip(
        (*layout.front, *layout.back), (*smaller.front, *smaller.back), strict=True
    ):
        for side in ("left", "right", "top", "bottom", "width"):
            before, after = getattr(large, side), getattr(small, side)
            assert (before is None) == (after is None)
            if before is not None:
                assert after.points == pytest.approx(before.points * ratio)
                assert after.fraction == before.fraction
        if large.height is not None and small.height is not None:
            assert fits(small.height.points, large.height.points)
        assert min(least, large.size.minimum) <= small.size.minimum <= large.size.minimum
        assert small.size.minimum <= small.size.maximum <= large.size.maximum


def test_larger_cards_have_the_layout_as_it_is(deck: Path) -> None:
    """A layout is never drawn larger."""
    layout = layout_of(read_deck(deck), "pocket", as_overrides({"card.size": "a5"}))
    assert scale_for(layout) == 1
