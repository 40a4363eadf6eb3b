"""Commands start on their own code, whatever lies in the folder that they are called in."""

from pathlib import Path

import pytest

from commands import python, run

STRANGERS = (
    "click", "lxml", "markdown_it", "PIL", "platformdirs", "pydantic", "pyphen", "pypdfium2",
    "reportlab", "segno", "svglib", "tinycss2", "uharfbuzz", "yaml",
    "base64", "csv", "dataclasses", "email", "hashlib", "html", "json", "logging", "math", "pickle",
    "shlex", "subprocess", "tempfile", "textwrap", "unicodedata", "zlib",
    "basics", "cli", "paint",
)  # fmt: skip
"""Modules that a stranger's folder may have in place of those that korttipakka imports."""

DECK = "title: T\nlanguage: en\ncards:\n  - {title: A, text: Hello.}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A deck's folder with code in it that tells when it is run."""
    for name in STRANGERS:
        (tmp_path / f"{name}.py").write_text(
            f"import sys\nsys.stderr.write('ran {name}')\nsys.exit(99)\n", "utf-8"
        )
    (tmp_path / "deck.yaml").write_text(DECK, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["build", "check", "list", "papers", "fonts"])
def test_code_in_the_working_folder_is_not_run(folder: Path, command: str) -> None:
    """Modules of the same name as a library's are no libraries."""
    done = run(command, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "ran" not in done.stderr


def test_the_folder_would_be_looked_in(folder: Path) -> None:
    """Without care, Python does run them: the test above can fail."""
    done = python("-m", "click", cwd=folder)
    assert done.stderr == "ran click"


def test_safe_paths_of_the_caller_stay_whole(folder: Path) -> None:
    """Where Python itself leaves the folder out, no other folder is taken from its path."""
    for arguments, variables in ((["-P"], {}), ([], {"PYTHONSAFEPATH": "1"})):
        done = python(*arguments, "-m", "korttipakka", "list", cwd=folder, **variables)
        assert done.returncode == 0, done.stderr
