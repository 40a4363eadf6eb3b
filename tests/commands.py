"""Run korttipakka as its users do: in a process of its own, or quicker in this one."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click import Context
from click.testing import CliRunner, Result

import korttipakka
from korttipakka.cli import main
from korttipakka.cli.build import build
from korttipakka.cli.options import GivenSettings
from korttipakka.model.settings import Override

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


def asked(words: Iterable[str]) -> tuple[dict[str, Any], list[Override]]:
    """What `build` is asked for by such words, without doing it: its options, and settings."""
    context = build.make_context("build", list(words), Context(main, **main.context_settings))
    given = context.params
    return given, GivenSettings(given["settings"], given).overrides()


def environment(**variables: str) -> dict[str, str]:
    """The environment for a process that runs the package under test."""
    return os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"} | variables
