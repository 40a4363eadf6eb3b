"""Problems as a compiler prints them: place, severity, code, message, the line, a hint."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from ..basics.problems import KorttipakkaError, Problem, Severity

P = ParamSpec("P")
T = TypeVar("T")

STYLES = {
    Severity.ERROR: ("error", "red"),
    Severity.WARNING: ("warning", "yellow"),
    Severity.NOTE: ("note", "cyan"),
}

MOST_SHOWN = 20
"""Problems that a failed build prints: one slip can cause hundreds. `check` prints them all."""

LINE_WIDTH = 100
"""Characters of a source line that are shown."""


def print_problems(
    problems: Iterable[Problem], *, most: int = MOST_SHOWN, err: bool = True
) -> None:
    """Print the worst problems, the very worst last so that it stays in view.

    They go to standard error, but for `check`, whose result they are.
    """
    _lines.cache_clear()  # the files may have changed since
    worst = sorted(problems, key=lambda problem: -problem.severity)
    shown = sorted(worst[:most], key=lambda problem: problem.severity)
    for problem in shown:
        for line in describe(problem):
            click.echo(line, err=err)
    if more := len(worst) - len(shown):
        click.echo(f"… and {more} more: korttipakka check lists them all", err=err)


def describe(problem: Problem) -> Iterator[str]:
    """The lines that tell of a problem, in colour; click takes the colour out in a pipe."""
    name, color = STYLES[problem.severity]
    place = f"{problem.at}: " if problem.at else ""
    label = click.style(f"{name}[{problem.code}]", fg=color, bold=True)
    yield f"{click.style(place, bold=True)}{label}: {problem.message}"
    yield from _source(problem)
    if problem.hint:
        yield f"  {click.style('hint', fg='green', bold=True)}: {problem.hint}"


def _source(problem: Problem) -> Iterator[str]:
    """The line in question with a mark under the column."""
    at = problem.at
    if at is None or not at.line:
        return
    lines = _lines(at.file)
    if at.line > len(lines) or not lines[at.line - 1].strip():
        return
    line = lines[at.line - 1].replace("\t", " ")
    start = max(0, at.column - LINE_WIDTH + 20)
    number = f"{at.line:5} | "
    yield click.style(number, fg="blue") + _printable(line[start : start + LINE_WIDTH])
    yield " " * (len(number) + max(0, at.column - 1 - start)) + click.style("^", bold=True)


def _printable(line: str) -> str:
    """Soft hyphens and control characters made visible: they would spoil the terminal."""
    return "".join(c if c.isprintable() else "\u00b7" for c in line)


@cache
def _lines(file: str) -> list[str]:
    from ..basics.shipped import shipped

    for path in (Path(file), shipped("layouts").parent / file):
        try:
            return path.read_text("utf-8-sig", errors="replace").splitlines()
        except (OSError, ValueError):
            continue
    return []


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as a JSON list, for editors and scripts."""
    import json

    return json.dumps([_entry(problem) for problem in problems], ensure_ascii=False, indent=2)


def _entry(problem: Problem) -> dict[str, str | int | None]:
    at = problem.at
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "message": problem.message,
        "hint": problem.hint,
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
    }


def count(problems: Iterable[Problem]) -> str:
    """Say how many there are of each severity: "2 errors, 1 warning"."""
    found = [problem.severity for problem in problems]
    parts = []
    for severity, (name, _) in STYLES.items():
        if number := found.count(severity):
            parts.append(many(number, name))
    return ", ".join(parts) or "no problems"


def many(number: int, what: str) -> str:
    """A number and its noun: "1 sheet", "9 sheets"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def reports(command: Callable[P, T]) -> Callable[..., T]:
    """Print the problems of a command that fails, and exit with 1. Adds `--debug`."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except KorttipakkaError as error:
            print_problems(error.problems)
            click.echo(f"{count(error.problems)}; nothing was written", err=True)
        raise click.exceptions.Exit(1)

    return debug_option(run)


DEBUG = "--debug"

debug_option = click.option(
    DEBUG, is_flag=True, expose_value=False, help="Show the traceback of a failure."
)
"""Only told of here: `report_fault` looks for it, since a fault may come before flags are read."""


def report_fault(error: Exception) -> None:
    """Print a failure that is no problem of the input in a line, with --debug with a traceback."""
    if DEBUG in sys.argv:
        import traceback

        traceback.print_exception(error)
    click.echo(
        f"korttipakka failed: {type(error).__name__}: {error}\n"
        f"  hint: a fault of korttipakka; please report what it prints with {DEBUG}",
        err=True,
    )
