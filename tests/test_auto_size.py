"""`--card-size auto`: the smallest part of the paper on which all texts have 9 pt."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from commands import run
from impose_samples import make_layout, size
from korttipakka import Made, Session, build_deck
from korttipakka.basics.geometry import Insets, Point
from korttipakka.basics.units import MM
from korttipakka.build.auto_size import PARTS, parts_of_paper
from korttipakka.impose import grid_of
from korttipakka.reading.layout import read_layout

WORDS = "Someone can follow what the others do, because it is all done in the open. "


def write(folder: Path, *lengths: int) -> Path:
    """A deck whose texts have so many sentences."""
    cards = [{"title": f"Card {n}", "text": WORDS * length} for n, length in enumerate(lengths)]
    path = folder / "deck.yaml"
    path.write_text(json.dumps({"title": "Texts", "language": "en", "cards": cards}), "utf-8")
    return path


def least_text(made: Made) -> float:
    """The smallest type of a text."""
    return made.sizes["back.text"].least


def on_auto(path: Path, **more: str) -> Made:
    """A deck on cards of the size that its texts want."""
    return build_deck(path, settings={"card.size": "auto", **more})


def in_mm(made: Made) -> tuple[float, float]:
    """The size of the cards in millimetres."""
    width, height = made.layout.card.size
    return round(width / MM, 2), round(height / MM, 2)


def test_the_smallest_part_that_holds_all_texts_is_taken(tmp_path: Path) -> None:
    """Longer texts have larger cards; on the next smaller part some text would be below 9 pt."""
    names = ["a4-eighth", "a4-sixth", "a4-quarter", "a4-half"]
    found = []
    for length in (1, 8, 11, 17, 26):
        made = on_auto(write(tmp_path, 1, length, 2))
        assert least_text(made) >= 9
        (note,) = (problem for problem in made.problems if problem.code == "auto-size")
        name = note.hint.split()[1]
        found.append(names.index(name))
        kept = build_deck(tmp_path / "deck.yaml", settings={"card.size": name})
        assert kept.layout.card.size == made.layout.card.size
        assert kept.pdf() == made.pdf()
        assert f"Layout: {note.message}" in list(made.summary.lines())
        if found[-1]:
            smaller = Session(tmp_path / "deck.yaml")
            try:
                less = smaller.build(settings={"card.size": names[found[-1] - 1]})
            except Exception:
                continue
            assert least_text(less) < 9
    assert found == sorted(found)
    assert len(set(found)) >= 3


def test_texts_that_no_part_holds_well_are_on_the_best(tmp_path: Path) -> None:
    """Where 9 pt cannot be had, texts are as large as they can be, and the note says so."""
    made = on_auto(write(tmp_path, 50))
    assert in_mm(made) == (210.0, 148.5)
    assert least_text(made) < 9
    (note,) = (problem for problem in made.problems if problem.code == "auto-size")
    assert "no part has room for all texts in 9 pt" in note.message


def test_what_does_not_fit_names_auto_and_auto_works(tmp_path: Path) -> None:
    """The hint is followed to the letter, and all texts have 9 pt."""
    path = write(tmp_path, 1, 22)
    done = run("check", path, "--format", "json")
    (problem,) = json.loads(done.stdout)
    assert problem["code"] == "does-not-fit"
    assert "--card-size auto" in problem["hint"]
    again = run("check", path, "--sizes", "--format", "json", "--card-size", "auto")
    assert again.returncode == 0, again.stdout
    sizes = json.loads(again.stdout)["sizes"]["en"]["back.text"]
    assert min(map(float, sizes)) >= 9


def test_a_session_sees_that_texts_want_another_size(tmp_path: Path) -> None:
    """When a text grows the cards do, and what a fresh build makes is the same."""
    session = Session(write(tmp_path, 1))
    assert in_mm(session.build(settings={"card.size": "auto"})) == (105.0, 74.25)
    path = write(tmp_path, 22)
    made = session.build(settings={"card.size": "auto"})
    assert in_mm(made) > (105.0, 74.25)
    assert made.pdf() == on_auto(path).pdf()


def test_processes_agree_on_the_size(tmp_path: Path) -> None:
    """The size is found before cards are shared out."""
    path = write(tmp_path, *[n % 9 for n in range(60)], 14)
    one, two = (
        build_deck(path, settings={"card.size": "auto"}, processes=processes).pdf()
        for processes in (1, 2)
    )
    assert one == two


def test_other_papers_have_parts_of_their_own(tmp_path: Path) -> None:
    """Of letter paper an eighth is 107.95 x 69.85 mm; margins are left out."""
    made = on_auto(write(tmp_path, 1), **{"sheet.paper": "letter"})
    assert in_mm(made) == (107.95, 69.85)
    made = on_auto(write(tmp_path, 1), **{"sheet.margin": "5 mm"})
    assert in_mm(made) == (100.0, 71.75)


def test_a_perforated_sheet_has_the_size_of_its_cards(tmp_path: Path) -> None:
    """There is nothing to choose on a sheet whose cards are cut already."""
    made = on_auto(write(tmp_path, 1), **{"sheet.perforated": "avery-l7414"})
    assert not made.layout.card.auto
    assert in_mm(made) == (90.0, 52.0)


def test_a_layout_may_leave_the_size_to_the_texts(tmp_path: Path) -> None:
    """card.size: auto in a file is as by a flag; lengths are those of the layout's own card."""
    own = tmp_path / "own.yaml"
    own.write_text("extends: classic\ncard: {size: auto}\n", "utf-8")
    layout = read_layout(str(own))
    assert layout.card.auto
    assert layout.card.size == read_layout("classic").card.size
    path = write(tmp_path, 22)
    made = build_deck(path, layout=str(own))
    flagged = build_deck(path, layout="classic", settings={"card.size": "auto"})
    assert in_mm(made) == in_mm(flagged) != (105.0, 74.25)
    assert made.faces == flagged.faces


@settings(max_examples=60)
@given(st.tuples(st.floats(150, 400), st.floats(150, 500)), st.floats(0, 12), st.floats(0, 8))
def test_parts_fill_the_sheet(paper: tuple[float, float], margin: float, gutter: float) -> None:
    """So many cards of each part lie on a sheet, and less than a tenth of a millimetre is left."""
    room = Insets(*[margin * MM] * 4)
    more = {"paper": size(*paper), "margin": room, "gutter": Point(gutter * MM, gutter * MM)}
    width, height = sorted(paper)
    for part in parts_of_paper(make_layout(size(20, 20), **more).sheet):
        across, down = PARTS[part.part]
        grid = grid_of(make_layout(part.size, **more))
        assert grid is not None
        assert grid.count >= across * down
        used = part.size.width / MM * across + gutter * (across - 1)
        high = part.size.height / MM * down + gutter * (down - 1)
        assert width - 2 * margin - 0.1 < used <= width - 2 * margin + 1e-6
        assert height - 2 * margin - 0.1 < high <= height - 2 * margin + 1e-6
