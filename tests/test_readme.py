"""The README's commands, examples, links and picture are what they say."""

import re
import struct
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands import run_here
from korttipakka.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]

KILOBYTE = 1000


def blocks(language: str, text: str = README) -> list[str]:
    """The README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def set_up() -> list[str]:
    """The commands of the chapter on setting up."""
    chapter = README.partition("\n## Set up\n")[2].partition("\n## ")[0]
    return [line for block in blocks("sh", chapter) for line in block.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the README's first deck, as the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deck.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    return tmp_path


def test_two_commands_set_up() -> None:
    """Two lines do it, each on a machine with nothing but Python: one for users, one for tests."""
    make_pdf, run_tests = set_up()
    start = "python3 -m venv .venv && .venv/bin/pip install "
    assert make_pdf.startswith(f"{start}. && .venv/bin/korttipakka build ")
    assert run_tests == f"{start}-e '.[dev]' && .venv/bin/python -m pytest"


def test_gate_runs_the_test_command() -> None:
    """`.ci/run` has the README's test command, letter by letter; only more Pythons follow."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines.count(set_up()[1]) == 1
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_each_python_that_is_named_is_checked() -> None:
    """The package names the oldest Python that it takes, and those that the gate is told to try."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [one.rpartition(" ")[2] for one in project["classifiers"] if ":: Python :: 3." in one]
    (told,) = re.findall(
        r"^\.ci/run ((?:python3\.\d+ ?)+)", PAGES[1].read_text("utf-8"), re.MULTILINE
    )
    oldest = project["requires-python"].removeprefix(">=")
    assert named == [oldest, *(name.removeprefix("python") for name in told.split())]


def test_gate_looks_at_other_pythons_first() -> None:
    """One that cannot be run, or is no Python, ends the gate before it does anything."""
    for name in ("python3.nothing", "true"):
        command = [ROOT / ".ci" / "run", name]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert done.returncode == 2
        assert done.stdout.startswith(f"{name} is not a Python 3.11 or newer")
        assert "==" not in done.stdout


def test_gate_installs_what_tests_read() -> None:
    """Each Debian package that a test asks for by name is installed by `.ci/run`."""
    tests = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").glob("test_*.py"))
    asked = set(re.findall(r'installed_font\("[^"]+", "([a-z0-9-]+)"\)', tests))
    listed = (ROOT / ".ci" / "run").read_text(encoding="utf-8").split()
    assert asked <= set(listed)


def test_the_first_command_makes_the_deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README's first command runs in the end makes the PDF that it names."""
    monkeypatch.chdir(tmp_path)
    words = set_up()[0].partition(".venv/bin/korttipakka ")[2].split()
    result = run_here(*words)
    assert result.exit_code == 0
    assert (tmp_path / words[-1]).read_bytes().startswith(b"%PDF")


def commands() -> list[str]:
    """The uses of korttipakka in the README's blocks, without their comments."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.partition("#")[0].strip() for line in lines if line.startswith("korttipakka ")]


@pytest.mark.parametrize("command", commands())
def test_commands_work_on_the_example(folder: Path, command: str) -> None:
    """Each command of the README works on the README's deck, without a complaint."""
    result = run_here(*command.split()[1:])
    assert (result.exit_code, result.stderr) == (0, "")


def test_error_is_shown_as_it_is(folder: Path) -> None:
    """The error in the README is what a user gets who makes that mistake."""
    deck = folder / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace("category: warm-up", "category: warmup"), encoding="utf-8")
    result = run_here("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(blocks("text")[0])


@pytest.mark.parametrize("path", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_picture(path: str) -> None:
    """Each picture is a PNG, large enough to see and small enough to load."""
    data = (ROOT / path).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG")
    assert width >= 1200
    assert height >= 500
    assert len(data) <= 300 * KILOBYTE


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"(?ms)^(`{3,})[^`]*?$.*?^\1$", "", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The names that code hosts give to a page's headings."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each link into the repository has its file and heading; what stands in code is none."""
    text = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", prose(page))
    for path, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text):
        if "://" not in path:
            target = page.parent / path if path else page
            assert target.exists(), path
            assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


def flags(command: click.Command) -> Iterator[str]:
    """The flags of a command and of the commands in it."""
    yield "--help"
    yield from (flag for parameter in command.params for flag in parameter.opts)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from flags(inner)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_flags_in_the_documents_exist(page: Path) -> None:
    """A flag that a document writes after `--` is a flag of some command."""
    known = set(flags(main))
    text = page.read_text(encoding="utf-8")
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", re.sub(r"(ruff|pip|python) .*", "", text)))
    assert used <= known
