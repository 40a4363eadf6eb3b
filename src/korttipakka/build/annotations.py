"""Problems as the workflow commands of GitHub's Actions, which shows them beside the lines.

Signs are escaped as its documentation says: % and line ends everywhere, : and , in properties.
"""

from pathlib import Path

from ..basics.problems import Location, Problem, Severity
from .report import printable, short
from .sarif import absolute, below

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_annotation(problem: Problem, root: Path) -> str:
    """A problem as one line; files below the `root` are named from there.

    >>> as_annotation(Problem("bad-id", "50 % bad", Location.flag("--card x")), Path("/"))
    '::error title=bad-id::--card x: 50 %25 bad'
    """
    at = problem.at
    properties = {**(_place(at, root) if at else {}), "title": problem.code}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    place = f"{at}: " if at and (at.kind != "file" or at.path is None) else ""
    lines = [f"{place}{short(problem.message)}"]
    lines += [f"{other.at}: {other.message}" for other in problem.related]
    if problem.hint:
        lines += f"hint: {problem.hint}".split("\n")
    return f"::{COMMANDS[problem.severity]} {told}::{'%0A'.join(map(_data, lines))}"


def _place(at: Location, root: Path) -> dict[str, str]:
    """The file, from the root if it lies below that, and the place in it."""
    if at.path is None:
        return {}
    found = {"file": below(root, at.path) or absolute(at.path).as_posix()}
    if at.kind == "file":
        found |= {name: str(n) for name, n in (("line", at.line), ("col", at.column)) if n}
    return found


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
