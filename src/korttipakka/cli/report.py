"""Problems on the terminal, in colour; and how a command ends that has some."""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from ..basics.problems import InvalidValue, KorttipakkaError, Problem, Severity
from ..build.report import MOST_SHOWN, Role, Span, as_lines, count, worst
from .say import HINT, Styled, say

P = ParamSpec("P")
T = TypeVar("T")

STYLES: dict[Role, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "hint": {"fg": "green", "bold": True},
    "number": {"fg": "blue"},
    "place": {"bold": True},
    "mark": {"bold": True},
}
"""How the pieces of a report look on a terminal; click takes the colour out in a pipe."""


def print_problems(
    problems: Iterable[Problem], *, most: int = MOST_SHOWN, err: bool = True
) -> None:
    """Print the worst problems, the very worst last so that it stays in view.

    They go to standard error, but for `check`, whose result they are.
    """
    problems = list(problems)
    shown = worst(problems, most)
    for problem in shown:
        for line in as_lines(problem):
            say(*map(_colored, line), err=err)
    if more := len(problems) - len(shown):
        say(f"… and {more} more: korttipakka check lists them all", err=err)


def _colored(span: Span) -> str | Styled:
    return Styled(span.text, STYLES[span.role]) if span.role else span.text


def with_hint(invalid: InvalidValue) -> str:
    """What is wrong with the value of a flag, for click to print."""
    return f"{invalid.message}{HINT}{invalid.hint}" if invalid.hint else invalid.message


IN_INPUT, WRONG_USAGE = 1, 2
"""How a command exits that could not do its work."""

WRONG_NAMES = {
    "bad-language", "bad-printer-name", "missing-deck", "missing-file", "nothing-selected",
    "unknown-layout", "unknown-printer",
}  # fmt: skip
"""Codes of errors about what a command was called with, where they have no place."""


def exit_code(problems: Iterable[Problem]) -> int:
    """What a command exits with: 1 for errors, 2 where it was called wrongly, 0 for none."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return 0
    return WRONG_USAGE if any(map(is_of_call, errors)) else IN_INPUT


def is_of_call(problem: Problem) -> bool:
    """Whether an error is in a flag or in a name that the command was called with."""
    if problem.at is None:
        return problem.code in WRONG_NAMES
    return problem.at.kind == "flag"


def reports(command: Callable[P, T]) -> Callable[..., T]:
    """Print the problems of a command that fails, and exit with their code. Adds `--debug`."""
    return _reporting(command, "; nothing was written")


def reports_reading(command: Callable[P, T]) -> Callable[..., T]:
    """As `reports`, for a command that never writes a file."""
    return _reporting(command, "")


def _reporting(command: Callable[P, T], end: str) -> Callable[..., T]:
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except KorttipakkaError as failure:
            print_problems(failure.problems)
            say(f"{count(failure.problems)}{end}", err=True)
            code = exit_code(failure.problems)
        raise click.exceptions.Exit(code)

    return debug_option(run)


DEBUG = "--debug"

debug_option = click.option(
    DEBUG, is_flag=True, expose_value=False, help="Show the traceback of a failure."
)
"""Declared for --help: `report_fault` reads sys.argv, since a fault may come before flags do."""


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""Why what output is sent to takes no more of it."""


def _not_ours(error: Exception) -> tuple[str, str]:
    """What to say of a failure that is no fault of korttipakka's, and a hint; "" of one that is."""
    if isinstance(error, MemoryError):
        hint = "print some of the cards at a time: --category, --tag or --card"
        return "error[too-large]: there is not enough memory for this", hint
    if not isinstance(error, OSError):
        return "", ""
    if error.filename is not None:
        file = os.fsdecode(error.filename) if not isinstance(error.filename, int) else "a file"
        hint = "look whether it is there, and whether you may read and write it"
        return f"{file}: error[unreadable-file]: {error.strerror or error}", hint
    if error.errno in FULL:
        return f"error[cannot-write]: standard output takes no more: {error.strerror}", ""
    return "", ""


def report_fault(error: Exception) -> None:
    """Print a failure that is no problem of the input in a line, with --debug with a traceback."""
    if DEBUG in sys.argv:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            say(f"  {line}", err=True)
    told, hint = _not_ours(error)
    if not told:
        told = f"korttipakka failed: {type(error).__name__}: {error}"
        hint = f"a fault of korttipakka; please report what it prints with {DEBUG}"
    say(told, err=True)
    if hint:
        say(f"  hint: {hint}", err=True)
