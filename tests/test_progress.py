"""Long work shows a bar on a terminal, and nothing elsewhere."""

import io
import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from commands import run
from korttipakka.cli import progress


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
