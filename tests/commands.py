"""Run korttipakka as its users do: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

import korttipakka
from korttipakka.cli import main

SOURCE = Path(korttipakka.__file__).parents[1]
"""The package that the tests import, for processes that start in other folders."""

SECONDS = 120
"""After this long a process hangs."""


Done = subprocess.CompletedProcess[str]


def python(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> Done:
    """Run Python on the package under test, with `variables` in its environment."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd, env=environment(**variables), capture_output=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, timeout=SECONDS, check=False,
    )  # fmt: skip


def run(*arguments: str | Path, cwd: Path | None = None, **variables: str) -> Done:
    """Run the command line with `variables` in its environment; no traceback may come of it."""
    done = python("-m", "korttipakka", *arguments, cwd=cwd, **variables)
    assert "Traceback" not in done.stderr
    assert "korttipakka failed" not in done.stderr
    return done


def run_here(*arguments: str | Path) -> Result:
    """Run the command line in this process, which is quicker."""
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="korttipakka"
    )


def environment(**variables: str) -> dict[str, str]:
    """The environment for a process that runs the package under test."""
    return os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"} | variables
