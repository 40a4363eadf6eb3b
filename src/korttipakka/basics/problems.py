"""Problems as values: what is wrong, where, how bad, and what to do about it."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from pathlib import Path
from typing import Literal

from .records import NamedTuple, distinct


class Severity(IntEnum):
    """How bad a problem is; errors stop a build."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@distinct
class Location(NamedTuple):
    """A place in an input: in a file, a flag of the command line, or a cell of a table.

    `shown` is the file as its user names it, or the flag; `path` is the file itself. Line and
    column count from 1, and are 0 where there is none; of a table they are a row and a column.
    """

    shown: str
    line: int = 0
    column: int = 0
    kind: Literal["file", "flag", "cell"] = "file"
    path: Path | None = None
    sheet: str = ""

    @classmethod
    def file(
        cls, path: Path, shown: str | None = None, line: int = 0, column: int = 0
    ) -> "Location":
        """A file, or a place in it; it is shown as its path unless told otherwise."""
        return cls(str(path) if shown is None else shown, line, column, "file", path)

    @classmethod
    def flag(cls, text: str) -> "Location":
        """A flag with its value: "--paper A44"."""
        return cls(text, kind="flag")

    @classmethod
    def cell(cls, path: Path, row: int, column: int, sheet: str = "") -> "Location":
        """A cell of a table, in a worksheet of that name if the file has several."""
        return cls(str(path), row, column, "cell", path, sheet)

    def at(self, line: int, column: int) -> "Location":
        """Another place in the same file."""
        return Location(self.shown, line, column, self.kind, self.path, self.sheet)

    def __str__(self) -> str:
        if self.kind == "cell":
            sheet = f"{self.sheet}!" if self.sheet else ""
            return f"{self.shown}:{sheet}{column_letters(self.column)}{self.line}"
        return ":".join([self.shown, *(str(n) for n in (self.line, self.column) if n)])


def column_letters(number: int) -> str:
    """A column of a table as spreadsheets name it: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@distinct
class Related(NamedTuple):
    """Another place that a problem has to do with, and what stands there."""

    at: Location
    message: str


@distinct
class Problem(NamedTuple):
    """One thing that is wrong. `code` is stable: scripts and documents may name it."""

    code: str
    message: str
    at: Location | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()

    def __str__(self) -> str:
        """As a compiler prints it, without the line of the file.

        >>> print(Problem("empty-title", "the title is empty", Location("deck.yaml", 3, 5), "…"))
        deck.yaml:3:5: error[empty-title]: the title is empty
          hint: …
        """
        place = f"{self.at}: " if self.at else ""
        lines = [f"{place}{self.severity.name.lower()}[{self.code}]: {self.message}"]
        lines += [f"  {other.at}: {other.message}" for other in self.related]
        lines += [f"  hint: {self.hint}"] if self.hint else []
        return "\n".join(lines)


class KorttipakkaError(Exception):
    """Raised with every problem found; at least one of them is an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InvalidValue(ValueError):
    """A value that is wrong: a problem that does not know its place yet.

    Whoever knows the place makes it one with `problem`. A hint that takes time to find is given as
    a function: only some are reported of many.
    """

    def __init__(
        self, message: str, hint: str | Callable[[], str] = "", *, code: str = "bad-value"
    ) -> None:
        super().__init__(message)
        self.message, self.code, self._hint = message, code, hint

    @property
    def hint(self) -> str:
        """What to do about it."""
        return self._hint if isinstance(self._hint, str) else self._hint()

    def problem(self, at: Location | None, owner: str = "") -> Problem:
        """The problem at its place; the message begins with its `owner`, such as a setting."""
        message = f"{owner}: {self.message}" if owner else self.message
        return Problem(self.code, message, at, self.hint)


def hint_of(cause: Exception) -> str:
    """What an exception advises to do; "" when it is no InvalidValue."""
    return cause.hint if isinstance(cause, InvalidValue) else ""


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether there are errors among problems."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def error(code: str, message: str, at: Location | None = None, hint: str = "") -> KorttipakkaError:
    """Build an error with a single problem; the caller raises it."""
    return KorttipakkaError([Problem(code, message, at, hint)])


def cannot_write(what: object, cause: OSError, hint: str = "") -> KorttipakkaError:
    """Build the error of a file that the system does not let us write; the caller raises it."""
    return error("cannot-write", f"cannot write {what}: {cause.strerror or cause}", hint=hint)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word; "" where none is close."""
    close = closest(word, known)
    return f"did you mean '{close}'?" if close else ""


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that is spelt most like another; "" where none is close."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1)), "")


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word, or lists the known ones when few; else ""."""
    names = [str(name) for name in known]
    listed = f"known: {', '.join(names)}" if 0 < len(names) <= 25 else ""
    return did_you_mean(word, names) or listed
