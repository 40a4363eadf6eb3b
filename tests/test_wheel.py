"""The wheel works on its own: in a clean environment, away from the repository."""

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands import run

ROOT = Path(__file__).parents[1]

NO_INDEX = "pip reaches no package index"


def quiet(command: Sequence[str | Path], cwd: Path) -> None:
    """Run a command; what it said goes into the failure."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=clean, check=False, text=True, timeout=600,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode and "No matching distribution found" in done.stdout and not in_gate():
        pytest.skip(NO_INDEX)
    assert done.returncode == 0, done.stdout[-2000:]


def in_gate() -> bool:
    """Whether this is the gate, where nothing may be left out."""
    return os.environ.get("CI") == "true"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    quiet([sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], folder)
    (path,) = folder.glob("korttipakka-*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.mark.parametrize("kind", ["cards", "layouts", "fonts", "starters"])
def test_what_ships_is_inside(names: set[str], kind: str) -> None:
    """Every deck, layout and font of the repository is in the wheel."""
    for path in (ROOT / kind).rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(part.startswith((".", "__")) for part in parts):
            assert f"korttipakka/shipped/{path.relative_to(ROOT).as_posix()}" in names


def test_licences_are_inside(names: set[str]) -> None:
    """The licence, and those of the fonts beside them and among the wheel's licences."""
    licences = {name.rpartition(".dist-info/licenses/")[2] for name in names}
    assert "LICENSE" in licences
    for path in (ROOT / "fonts").glob("OFL-*.txt"):
        assert f"fonts/{path.name}" in licences


def test_nothing_else_is_inside(names: set[str]) -> None:
    """No tests, scripts, documents or leftovers of the repository are in the wheel."""
    for name in names:
        assert name.startswith("korttipakka/") or ".dist-info/" in name
        assert not name.startswith(("korttipakka/shipped/tests", "korttipakka/shipped/tools"))
        assert "__pycache__" not in name
        assert not (name.startswith("korttipakka/shipped/") and name.endswith(".py"))
    assert "korttipakka/py.typed" in names


def test_installed_wheel_makes_the_same_pdf(wheel: Path, tmp_path: Path) -> None:
    """Installed in a clean environment, it makes the bytes that the repository makes."""
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    away = tmp_path / "away"
    away.mkdir()
    quiet([programs / "python", "-m", "pip", "install", "--quiet", wheel], away)
    quiet([programs / "korttipakka", "build", "osallisuus", "-o", "installed.pdf"], away)
    assert run("build", "osallisuus", "-q", "-o", away / "own.pdf", cwd=away).returncode == 0
    assert (away / "installed.pdf").read_bytes() == (away / "own.pdf").read_bytes()
