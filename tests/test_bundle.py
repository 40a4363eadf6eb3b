"""A program without Python: what it does when it is called otherwise than by a command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import environment, python
from korttipakka import cli
from korttipakka.basics.bundled import DRAW_SVG

BUNDLED = "import sys; sys.frozen = True; from korttipakka.__main__ import start; start()"


def test_a_double_click_opens_the_start_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Called with no words, the program shows the page from which all else is begun."""
    monkeypatch.setattr(sys, "argv", ["korttipakka"])
    cli._begin_bundled()
    assert sys.argv == ["korttipakka", "start"]


def test_commands_are_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Called with words, it does what they say."""
    monkeypatch.setattr(sys, "argv", ["korttipakka", "build", "osallisuus"])
    cli._begin_bundled()
    assert sys.argv == ["korttipakka", "build", "osallisuus"]


def test_it_draws_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The word that stands for Python's script draws an SVG file as that does."""
    svg, png = tmp_path / "a.svg", tmp_path / "a.png"
    svg.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        '<rect width="20" height="20" fill="red"/></svg>', encoding="utf-8",
    )  # fmt: skip
    request = {
        "svg": str(svg), "png": str(png), "fonts": [], "families": {},
        "memory": 10**9, "seconds": 9,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", BUNDLED, DRAW_SVG], input=json.dumps(request), text=True,
        capture_output=True, env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert png.read_bytes().startswith(b"\x89PNG")
    assert float(done.stderr.split()[-1]) > 0


def test_the_tool_that_bundles_explains_itself() -> None:
    """It tells what it makes, and of PyInstaller where that is missing."""
    tool = Path(__file__).parents[1] / "tools" / "bundle.py"
    done = python(tool, "--help")
    assert done.returncode == 0
    assert "for people without Python" in " ".join(done.stdout.split())
