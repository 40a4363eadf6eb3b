"""Problems as a compiler prints them, and as JSON: for the command line and the preview."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from ..reading.text import with_newlines
from ..reading.whole import marked_codec

MOST_SHOWN = 20
"""Problems that a failed build shows: one slip can cause hundreds. `check` shows them all."""

LINE_WIDTH = 100
"""Characters of a source line that are shown."""

MOST_LETTERS = 1_000
"""Letters of a message that are shown."""

NO_NUMBER = "      | "
"""Stands before a line that a hint says to write, as wide as the number of a line in the file."""

Role = Literal["", "error", "warning", "note", "place", "number", "mark", "hint"]
"""What a piece of a report is, for whoever gives it a colour; "" is plain text."""


class Span(NamedTuple):
    """A piece of a line of a report. Its text holds no control characters."""

    text: str
    role: Role = ""


Line = tuple[Span, ...]

ROLES: dict[Severity, Role] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def as_text(problem: Problem) -> str:
    """A problem with its place, the line of the file in question, and the hint."""
    return "\n".join("".join(span.text for span in line) for line in as_lines(problem))


def as_lines(problem: Problem) -> Iterator[Line]:
    """The lines that report a problem, in pieces that may be coloured by their roles."""
    severity = ROLES[problem.severity]
    label = Span(f"{severity}[{problem.code}]", severity)
    yield (*_place(problem.at), label, Span(f": {printable(short(problem.message))}"))
    if problem.at:
        yield from _source(problem.at)
    for other in problem.related:
        yield (Span("  "), *_place(other.at), Span(printable(short(other.message))))
    if problem.hint:
        first, *rest = problem.hint.split("\n")
        yield Span("  "), Span("hint", "hint"), Span(f": {printable(first)}")
        yield from ((Span(NO_NUMBER, "number"), Span(printable(line))) for line in rest)


def _place(at: Location | None) -> Line:
    return (Span(f"{printable(str(at))}: ", "place"),) if at else ()


def _source(at: Location) -> Iterator[Line]:
    """The line in question with a mark under the column."""
    line = source_line(at)
    if not line.strip():
        return
    line = line.replace("\t", " ")
    start = max(0, at.column - LINE_WIDTH + 20)
    number = f"{at.line:>{len(NO_NUMBER) - 3}} | "
    yield Span(number, "number"), Span(printable(line[start : start + LINE_WIDTH]))
    yield Span(" " * (len(number) + max(0, at.column - 1 - start))), Span("^", "mark")


def short(message: str) -> str:
    """A message cut where it is longer than anybody reads: it may repeat a title of any length."""
    return message if len(message) <= MOST_LETTERS else f"{message[:MOST_LETTERS]}…"


def printable(text: str) -> str:
    """Control characters, escapes and soft hyphens made visible: they would spoil a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\u00b7" for c in text)


def source_line(at: Location) -> str:
    """The line of a file that a place is in; "" where there is none."""
    if at.kind != "file" or at.path is None or not at.line:
        return ""
    try:
        lines = _lines(at.path, at.path.stat().st_mtime_ns)
    except OSError:
        return ""
    return lines[at.line - 1] if at.line <= len(lines) else ""


@lru_cache(maxsize=16)
def _lines(path: Path, changed: int) -> list[str]:
    """The lines of a file, kept until it is changed: most problems are in a few files."""
    data = path.read_bytes()
    text = data.decode(marked_codec(data) or "utf-8", errors="replace").removeprefix("\ufeff")
    return with_newlines(text).split("\n")


def worst(problems: Iterable[Problem], most: int = MOST_SHOWN) -> list[Problem]:
    """The `most` gravest problems, the very gravest last so that they stay in view.

    Problems of one severity are in the order of their lines, and the first of them are kept; files
    come in the order in which they are first named.
    """
    problems = list(problems)
    files = {place: rank for rank, place in enumerate(dict.fromkeys(map(_file, problems)))}
    ordered = sorted(problems, key=lambda problem: (files[_file(problem)], *_line(problem)))
    kept = sorted(ordered, key=lambda problem: -problem.severity)[:most]
    return sorted(kept, key=lambda problem: problem.severity)


def _file(problem: Problem) -> str:
    return problem.at.shown if problem.at else ""


def _line(problem: Problem) -> tuple[int, int]:
    return (problem.at.line, problem.at.column) if problem.at else (0, 0)


def entry(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "message": short(problem.message),
        "hint": problem.hint,
        **_where(problem.at),
        "related": [{"message": other.message, **_where(other.at)} for other in problem.related],
    }


def _where(at: Location | None) -> dict[str, Any]:
    """`file` is the place as it is shown, `path` the file itself; of a flag there is none."""
    return {
        "file": at.shown if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "kind": at.kind if at else None,
        "sheet": (at.sheet or None) if at else None,
        "path": str(at.path.absolute()) if at and at.path else None,
    }


def count(problems: Sequence[Problem]) -> str:
    """Say how many there are of each severity: "2 errors, 1 warning"."""
    found = [problem.severity for problem in problems]
    numbers = ((found.count(severity), ROLES[severity]) for severity in ROLES)
    return ", ".join(many(number, name) for number, name in numbers if number) or "no problems"


def many(number: int, what: str) -> str:
    """A number and its noun: "1 sheet", "9 sheets"."""
    return f"{number} {what}{'' if number == 1 else 's'}"
