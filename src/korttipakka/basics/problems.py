"""Problems as values: what is wrong, where, how bad, and what to do about it."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How bad a problem is; errors stop a build."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Location(NamedTuple):
    """A place in an input: line and column count from 1, 0 where there is none.

    `file` is a path as the user gave it, or the flag that a value came from ("--set card.size=…").
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Problem(NamedTuple):
    """One thing that is wrong. `code` is stable: scripts and documents may name it."""

    code: str
    message: str
    at: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR


class KorttipakkaError(Exception):
    """Raised with every problem found; at least one of them is an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(p.message for p in self.problems))


def failed(problems: Iterable[Problem]) -> bool:
    """Whether there are errors."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def fail(code: str, message: str, at: Location | None = None, hint: str = "") -> KorttipakkaError:
    """An error about a single problem, to be raised."""
    return KorttipakkaError([Problem(code, message, at, hint)])


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word, or lists the known ones when few; else ""."""
    from difflib import get_close_matches

    names = [str(name) for name in known]
    close = get_close_matches(word, names, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= 25 else ""
