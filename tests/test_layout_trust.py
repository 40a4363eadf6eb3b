"""A deck's own layout is as untrusted as the deck: it reads no files but those beside the deck."""

from pathlib import Path

import pytest

from korttipakka.basics.problems import KorttipakkaError, Problem
from korttipakka.build.pipeline import build_deck

LAYOUT = 'extends: base\nfront:\n  title: {text: "{title}"}\n'


def refused(deck: Path, layout: str | None = None) -> Problem:
    """The one problem of a build."""
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(deck, layout=layout)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck's folder, with a layout beside the folder."""
    (tmp_path / "other.yaml").write_text(LAYOUT, "utf-8")
    folder = tmp_path / "deck"
    folder.mkdir()
    return folder


def write(deck: Path, layout: str) -> None:
    """A deck that names a layout."""
    text = f"title: T\nlayout: {layout}\ncards:\n  - title: A\n"
    (deck / "deck.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("layout", ["../other.yaml", "/etc/passwd", "link.layout"])
def test_a_deck_names_no_layout_outside_its_folder(deck: Path, layout: str) -> None:
    """Neither a path upwards, nor an absolute one, nor a link leads out of the deck's folder."""
    (deck / "link.layout").symlink_to(deck.parent / "other.yaml")
    write(deck, layout)
    problem = refused(deck)
    assert problem.code == "outside-deck"
    assert problem.at is not None
    assert problem.at.line == 2


def test_a_decks_layout_extends_nothing_outside(deck: Path) -> None:
    """What a deck's layout extends must lie in the deck's folder too, or ship."""
    (deck / "mine.yaml").write_text(LAYOUT.replace("base", "../other.yaml"), "utf-8")
    write(deck, "mine.yaml")
    assert refused(deck).code == "outside-deck"
    (deck / "mine.yaml").write_text(LAYOUT, "utf-8")
    assert build_deck(deck).layout.name == "mine"


def test_the_user_may_name_any_layout(deck: Path) -> None:
    """What is named on the command line is the user's own choice."""
    write(deck, "workshop")
    assert build_deck(deck, layout=str(deck.parent / "other.yaml")).layout.name == "other"


def test_a_long_chain_is_no_cycle(deck: Path) -> None:
    """Thirty layouts that extend one another are read; a hundred and more are told of as such."""
    for number in range(130):
        parent = "base" if number == 0 else f"l{number - 1}.layout"
        (deck / f"l{number}.layout").write_text(LAYOUT.replace("base", parent), "utf-8")
    write(deck, "l30.layout")
    assert build_deck(deck).layout.name == "l30"
    write(deck, "l129.layout")
    assert refused(deck).code == "too-deep"
