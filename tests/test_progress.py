"""Long work shows a bar on a terminal, and nothing elsewhere."""

import io
import re
import sys
from itertools import pairwise
from pathlib import Path
from time import sleep

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from commands import run
from korttipakka.build.fork import GLANCE, in_processes
from korttipakka.build.pipeline import build_deck
from korttipakka.cli import progress
from korttipakka.typeset import Gather, Tell


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Yes."""
        return True


def work() -> None:
    """Go through all stages."""
    with progress.progress() as report:
        for stage in ("reading", "typesetting", "painting", "writing"):
            for done in (0.0, 0.5):
                report(stage, done)


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages that take long show a bar with the stage's name."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    work()
    shown = terminal.getvalue()
    assert "Building" in shown
    assert "painting" in shown


def test_quick_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done at once leaves the terminal alone."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 1000.0)
    work()
    assert terminal.getvalue() == ""


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where output goes to a file or another program, no bar is written."""
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    work()
    assert pipe.getvalue() == ""


def test_the_bar_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that is set a second time, in a smaller layout, leaves the bar where it was."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    with progress.progress() as report:
        for stage, done in (("painting", 1.0), ("typesetting", 0.0), ("writing", 0.0)):
            report(stage, done)
    shown = [int(text) for text in re.findall(r"(\d+)%", terminal.getvalue())]
    assert shown == sorted(shown)
    assert 95 in shown


MANY = 120


def deck_of_many(folder: Path) -> Path:
    """A deck that several processes share."""
    cards = "".join(
        f"  - {{title: Card {n}, text: 'Some words about {n}.'}}\n" for n in range(MANY)
    )
    path = folder / "deck.yaml"
    path.write_text(f"title: Many\nlanguage: en\ncards:\n{cards}", "utf-8")
    return path


@pytest.mark.parametrize("processes", [1, 2])
def test_it_moves_with_the_cards(tmp_path: Path, processes: int) -> None:
    """Sizing and painting are each told in many small steps, never backwards, up to the end."""
    told: list[tuple[str, float]] = []
    build_deck(
        deck_of_many(tmp_path), processes=processes,
        progress=lambda stage, done: told.append((stage, done)),
    )  # fmt: skip
    stages = ("reading", "typesetting", "painting")
    places = [(stages.index(stage), done) for stage, done in told]
    assert places == sorted(places)
    assert told[-1] == ("painting", 1.0)
    for stage in stages[1:]:
        shares = [done for known, done in told if known == stage]
        steps = [after - before for before, after in pairwise([0.0, *shares])]
        assert len(set(shares)) > 30
        # A process sees how far another is when it takes a step itself.
        assert processes > 1 or max(steps) < 0.1


def test_all_processes_count() -> None:
    """The share that is told is that of all, also while one only waits for the others."""
    told: list[float] = []

    def own(gather: Gather, tell: Tell) -> str:
        tell(1.0)
        return "own"

    def other(gather: Gather, tell: Tell) -> str:
        for part in range(1, 5):
            sleep(2.5 * GLANCE)
            tell(part / 4)
        return "other"

    assert in_processes([own, other], told.append) == ["own", "other"]
    assert told[0] == 0.5
    assert told == sorted(told)
    assert len(set(told)) >= 3
    assert told[-1] > 0.8


def test_a_draft_has_grey_boxes_for_pictures(tmp_path: Path) -> None:
    """--draft leaves pictures out of the PDF and shows where they lie."""
    Image.new("RGB", (40, 40), "red").save(tmp_path / "a.png")
    deck = "title: T\ncards:\n  - {title: A, image: a.png}\n"
    (tmp_path / "deck.yaml").write_text(deck, "utf-8")
    images = {}
    for flags in ((), ("--draft",)):
        done = run("build", str(tmp_path), "-o", str(tmp_path / "o.pdf"), *flags)
        assert done.returncode == 0
        page = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0]
        images[flags] = len(list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])))
    assert images == {(): 1, ("--draft",): 0}
