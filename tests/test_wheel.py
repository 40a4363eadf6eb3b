"""The wheel works on its own: in a clean environment, away from the repository."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands import run

ROOT = Path(__file__).parents[1]

NO_INDEX = "pip reaches no package index"


def quiet(command: Sequence[str | Path], cwd: Path, expected: int = 0) -> str:
    """Run a command away from the source: what it says, and how it must end."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=clean, check=False, text=True, timeout=600,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if (
        done.returncode != expected
        and "No matching distribution found" in done.stdout
        and not in_gate()
    ):
        pytest.skip(NO_INDEX)
    assert done.returncode == expected, done.stdout[-2000:]
    return done.stdout


def in_gate() -> bool:
    """Whether this is the gate, where nothing may be left out."""
    return os.environ.get("CI") == "true"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive of the repository, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("wheel")
    quiet([sys.executable, "-m", "build", "--outdir", folder, ROOT], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    (path,) = built.glob("korttipakka-*.whl")
    return path


def test_the_source_archive_is_whole(built: Path) -> None:
    """What developers read, what tests read and what the gate runs is in the source archive."""
    (path,) = built.glob("korttipakka-*.tar.gz")
    with tarfile.open(path) as opened:
        inside = {name.partition("/")[2] for name in opened.getnames()}
    kept = {".ci/run", "pyproject.toml", *(path.name for path in ROOT.glob("*.md"))}
    for folder in ("benchmarks", "cards", "docs", "fonts", "layouts", "starters", "tests", "tools"):
        kept |= {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not {".hypothesis", "__pycache__"} & set(path.parts)
        }
    assert kept <= inside


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


DATA = [
    path.relative_to(ROOT / "src").as_posix()
    for path in (ROOT / "src" / "korttipakka").rglob("*")
    if path.is_file() and path.suffix not in {".py", ".pyc"}
]
"""What modules read beside themselves: layouts of boxes and overviews, seams of words, pages."""


@pytest.mark.parametrize("kind", ["cards", "layouts", "fonts", "starters"])
def test_what_ships_is_inside(names: set[str], kind: str) -> None:
    """Every deck, layout and font of the repository is in the wheel."""
    for path in (ROOT / kind).rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(part.startswith((".", "__")) for part in parts):
            assert f"korttipakka/shipped/{path.relative_to(ROOT).as_posix()}" in names


def test_what_explains_problems_is_inside(names: set[str]) -> None:
    """Of the docs, the pages that `explain` shows are in the wheel, and no others."""
    docs = {name for name in names if name.startswith("korttipakka/shipped/docs/")}
    pages = ("problem-examples.md", "problems.md")
    assert docs == {f"korttipakka/shipped/docs/{page}" for page in pages}


def test_data_of_modules_are_inside(names: set[str]) -> None:
    """Whatever lies beside modules for them to read is in the wheel."""
    assert {name.rpartition("/")[0] for name in DATA} >= {
        f"korttipakka/{room}" for room in ("build/around", "typeset/data", "paint/data", "web/page")
    }
    assert set(DATA) <= names


def test_licences_are_inside(names: set[str]) -> None:
    """The licence, and those of the fonts and of the data about words, are among the wheel's."""
    licences = {name.rpartition(".dist-info/licenses/")[2] for name in names}
    assert "LICENSE" in licences
    for path in (ROOT / "fonts").glob("OFL-*.txt"):
        assert f"fonts/{path.name}" in licences
    for path in (ROOT / "src").rglob("*LICENSE*"):
        assert path.relative_to(ROOT).as_posix() in licences


def test_the_page_of_the_preview_ships(names: set[str]) -> None:
    """Every file of the preview's page is in the wheel."""
    page = ROOT / "src" / "korttipakka" / "web" / "page"
    assert {f"korttipakka/web/page/{path.name}" for path in page.iterdir()} <= names


def test_nothing_else_is_inside(names: set[str]) -> None:
    """No tests, scripts, documents or leftovers of the repository are in the wheel."""
    for name in names:
        assert name.startswith("korttipakka/") or ".dist-info/" in name
        assert not name.startswith(("korttipakka/shipped/tests", "korttipakka/shipped/tools"))
        assert "__pycache__" not in name
        assert not (name.startswith("korttipakka/shipped/") and name.endswith(".py"))
    assert "korttipakka/py.typed" in names


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment with the wheel and what it needs, no more."""
    home = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(home, with_pip=False)
    pip = (sys.executable, "-m", "pip", "--python", home, "install", "--quiet", "--no-compile")
    quiet([*pip, wheel], home)
    return home / ("Scripts" if os.name == "nt" else "bin")


def test_installed_wheel_makes_the_same_pdf(programs: Path, tmp_path: Path) -> None:
    """Installed in a clean environment, it makes the bytes that the repository makes."""
    quiet([programs / "korttipakka", "build", "osallisuus", "-o", "installed.pdf"], tmp_path)
    assert run("build", "osallisuus", "-q", "-o", "own.pdf", cwd=tmp_path).returncode == 0
    assert (tmp_path / "installed.pdf").read_bytes() == (tmp_path / "own.pdf").read_bytes()


MADE = {
    "tarot": ("build", "deck.yaml", "-l", "tarot"),
    "box": ("export", "osallisuus", "--to", "box"),
    "dividers": ("export", "osallisuus", "--to", "dividers"),
    "band": ("export", "osallisuus", "--to", "band"),
    "overview": ("export", "osallisuus", "--to", "overview"),
}
"""Commands that read files beside the modules, and icons of layouts."""

TIMED = """\
title: Games
language: en
cards:
  - {title: Six hats, text: Each takes a hat., fields: {time: 20 min, group: "6", material: hats}}
"""
"""A card that shows all icons of the layout tarot."""


@pytest.mark.parametrize("name", MADE)
def test_what_needs_files_of_its_own_is_made_the_same(
    programs: Path, tmp_path: Path, name: str
) -> None:
    """From the wheel, too, layouts with icons and what is made around a deck are whole."""
    (tmp_path / "deck.yaml").write_text(TIMED, "utf-8")
    quiet([programs / "korttipakka", *MADE[name], "-o", "installed.pdf"], tmp_path)
    assert run(*MADE[name], "-o", "own.pdf", cwd=tmp_path).returncode == 0
    assert (tmp_path / "installed.pdf").read_bytes() == (tmp_path / "own.pdf").read_bytes()


WHOLE = """\
import importlib, pathlib, pkgutil, sys
import korttipakka

home = pathlib.Path(korttipakka.__file__)
assert home.is_relative_to(sys.prefix), home
for found in pkgutil.walk_packages(korttipakka.__path__, "korttipakka."):
    if found.name != "korttipakka.__main__":
        importlib.import_module(found.name)
for name in korttipakka.__all__:
    getattr(korttipakka, name)
"""


def test_every_module_is_imported_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    """No module needs the repository, nor a library that is not among the wheel's dependencies."""
    quiet([programs / "python", "-c", WHOLE], tmp_path)


def test_problems_are_explained_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    """The pages of the docs are found where the wheel has put them."""
    explained = quiet([programs / "korttipakka", "explain", "unknown-key"], tmp_path)
    assert "  - titel: Break" in explained


def test_pictures_need_no_extra(programs: Path, tmp_path: Path) -> None:
    """A plain installation makes pictures of cards."""
    command = [programs / "korttipakka", "export", "osallisuus", "--to", "png", "-o", "pictures"]
    quiet([*command, "--dpi", "20"], tmp_path)
    assert len(list((tmp_path / "pictures").iterdir())) == 132
