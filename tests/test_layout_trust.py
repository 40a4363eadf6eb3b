"""A deck's own layout is as untrusted as the deck: it reads no files but those beside the deck."""

import os
from pathlib import Path

import pytest

from korttipakka.basics.problems import KorttipakkaError, Problem
from korttipakka.basics.shipped import shipped
from korttipakka.build.pipeline import build_deck, check_deck

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


FONT = "Inter-Regular.ttf"


@pytest.fixture
def fonts(deck: Path) -> Path:
    """A folder beside the deck's, with a font, a folder of fonts and a pipe; links lead to them."""
    elsewhere = deck.parent / "elsewhere"
    (elsewhere / "family").mkdir(parents=True)
    for path in (elsewhere / FONT, elsewhere / "family" / FONT):
        path.write_bytes((shipped("fonts") / FONT).read_bytes())
    (deck / "mine").mkdir()
    for link in (deck / "link.ttf", deck / "mine" / "link.ttf"):
        link.symlink_to(elsewhere / FONT)
    (deck / "linked").symlink_to(elsewhere / "family")
    return elsewhere


def with_fonts(deck: Path, settings: str) -> None:
    """A deck whose own layout has these settings after `extends`."""
    (deck / "mine.yaml").write_text(f"extends: workshop\n{settings}\n", "utf-8")
    write(deck, "mine.yaml")


OUTSIDE = (
    f"../elsewhere/{FONT}", f"{{tmp}}/elsewhere/{FONT}", "../elsewhere/missing.ttf",
    "../elsewhere/family", "../elsewhere/all.ttc#1", "link.ttf", "linked", f"linked/{FONT}",
    "mine", "~/x.ttf", "~nobody-has-this-name/x.ttf", "/dev/zero", "/proc/self/mem", "..",
)  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    "settings",
    [
        "fonts: {{body: '{name}'}}",
        "fonts: {{fallback: ['{name}']}}",
        "back: {{title: {{font: '{name}'}}}}",
    ],
)
def test_a_decks_layout_reads_no_font_outside(
    deck: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch, name: str, settings: str
) -> None:
    """Upwards, absolute, at home, by a link or in a linked folder: refused by name, unopened.

    Whether there is such a file is not told.
    """
    if name.startswith("~nobody"):
        monkeypatch.setattr("os.path.expanduser", lambda text: text.replace("~", "/nowhere/"))
    with_fonts(deck, settings.format(name=name.format(tmp=deck.parent)))
    # The preview and `build` may be started anywhere: that folder is not the deck's.
    monkeypatch.chdir(fonts)
    problem = refused(deck)
    assert (problem.code, problem.at and problem.at.line) == ("outside-deck", 2)
    assert "lies outside the deck's folder" in problem.message
    assert "in a flag" in problem.hint


def test_fonts_in_the_decks_folder_are_read(deck: Path, fonts: Path) -> None:
    """Beside the deck, below it and upwards within it, and installed or shipped ones by name."""
    (deck / "layouts").mkdir()
    (deck / FONT).write_bytes((fonts / FONT).read_bytes())
    for name in (FONT, f"../{FONT}", "Inter"):
        text = f"extends: workshop\nfonts: {{body: '{name}'}}\n"
        (deck / "layouts" / "mine.layout").write_text(text, "utf-8")
        write(deck, "layouts/mine.layout")
        assert build_deck(deck).pdf().startswith(b"%PDF")


def test_the_user_may_name_any_font(deck: Path, fonts: Path) -> None:
    """A flag's font may lie anywhere, and so may that of a layout which the user names."""
    with_fonts(deck, f"fonts: {{body: '../elsewhere/{FONT}'}}")
    flag = {"fonts.body": str(fonts / FONT)}
    assert build_deck(deck, settings=flag).pdf()
    assert build_deck(deck, layout=str(deck / "mine.yaml")).pdf()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("fonts: {body: pipe.ttf}", "bad-font"),
        ("extends: pipe.ttf", "not-a-file"),
        ("front: {title: {image: pipe.ttf}}", "missing-image"),
        ("sheet: {perforated: pipe.yaml}", "not-a-file"),
    ],
)
def test_pipes_are_not_waited_for(deck: Path, settings: str, code: str) -> None:
    """A pipe never ends: it is refused before it is opened, whatever it is to be."""
    for name in ("pipe.ttf", "pipe.yaml"):
        os.mkfifo(deck / name)
    text = settings if settings.startswith("extends") else f"extends: workshop\n{settings}\n"
    (deck / "mine.layout").write_text(text, "utf-8")
    (deck / "cards.yaml").write_text("title: T\nlayout: mine.layout\ncards: [{title: A}]", "utf-8")
    assert refused(deck / "cards.yaml").code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_beside_a_deck_are_not_waited_for(tmp_path: Path) -> None:
    """Nor in a folder below, where only files that hold cards are told of, nor for a deck."""
    (tmp_path / "deck.yaml").write_text("title: T\nlanguage: en\ncards: [{title: A}]", "utf-8")
    (tmp_path / "more").mkdir()
    os.mkfifo(tmp_path / "more" / "cards.yaml")
    assert check_deck(tmp_path) == ()
    (tmp_path / "deck.yaml").unlink()
    os.mkfifo(tmp_path / "deck.yaml")
    assert refused(tmp_path).hint == "'deck.yaml' is a pipe or a device, not a file"


def test_no_file_of_cards_is_looked_into_outside(deck: Path, tmp_path: Path) -> None:
    """A file below the deck's folder is told of, one that a link there leads to is not."""
    (deck / "deck.yaml").write_text("title: T\nlanguage: en\ncards: [{title: A}]", "utf-8")
    (deck / "more").mkdir()
    (tmp_path / "cards.yaml").write_text("cards: [{title: B}]", "utf-8")
    (deck / "more" / "cards.yaml").symlink_to(tmp_path / "cards.yaml")
    assert check_deck(deck) == ()
    (deck / "more" / "cards.yaml").unlink()
    (deck / "more" / "cards.yaml").write_text("cards: [{title: B}]", "utf-8")
    assert [problem.code for problem in check_deck(deck)] == ["odd-name"]


def test_a_link_to_itself_is_told_as_one(deck: Path) -> None:
    """Its own name is no help."""
    (deck / "a.png").symlink_to("a.png")
    (deck / "deck.yaml").write_text("title: T\ncards: [{title: A, image: a.png}]", "utf-8")
    problem = refused(deck)
    assert problem.message == "'a.png' is a link that leads nowhere"
    assert problem.hint == "put a picture in its place"


def test_a_huge_font_is_not_read(deck: Path) -> None:
    """Three gigabytes of nothing, or of a font, are refused by their size."""
    with (deck / "huge.ttf").open("wb") as file:
        file.write(b"\0\1\0\0")
        file.truncate(3_000_000_000)
    with_fonts(deck, "fonts: {body: huge.ttf}")
    problem = refused(deck)
    assert problem.code == "bad-font"
    assert "larger than 200 MB" in problem.message


def test_a_folder_of_many_fonts_is_no_family(deck: Path) -> None:
    """Only so many files are opened to find out about a family."""
    (deck / "many").mkdir()
    for number in range(201):
        (deck / "many" / f"{number}.ttf").touch()
    with_fonts(deck, "fonts: {body: many}")
    assert "more than 200 fonts" in refused(deck).message


@pytest.mark.parametrize("name", ["x" * 300 + ".ttf", "ä" * 200, "a/" * 3000 + "x.ttf"])
def test_names_that_no_file_can_have(deck: Path, name: str) -> None:
    """A name longer than any file's is that of no font and of no layout."""
    with_fonts(deck, f"fonts: {{body: '{name}'}}")
    assert refused(deck).code in ("unknown-font", "bad-value")
    write(deck, name)
    assert refused(deck).code in ("unknown-layout", "text-too-long")
