"""Which problems are shown of those that are found, by their codes; the others are counted."""

from collections.abc import Iterable, Sequence

from ..basics.problems import Problem, has_errors
from ..basics.records import NamedTuple
from .report import count


class Chosen(NamedTuple):
    """The codes to show: only those in `select` if there are any, and none in `ignore`."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def shows(self, problem: Problem) -> bool:
        """Whether a problem is one of those to show."""
        wanted = not self.select or problem.code in self.select
        return wanted and problem.code not in self.ignore

    def parted(self, problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
        """The problems to show, and the others."""
        shown: list[Problem] = []
        hidden: list[Problem] = []
        for problem in problems:
            (shown if self.shows(problem) else hidden).append(problem)
        return shown, hidden


def told_of_hidden(hidden: Sequence[Problem]) -> str:
    """How many problems are not shown, and what they do all the same; "" for none.

    >>> told_of_hidden([Problem("bad-id", "…")])
    'not shown: 1 error, which stops a build all the same'
    """
    if not hidden:
        return ""
    numbers = count(hidden)
    if not has_errors(hidden):
        return f"not shown: {numbers}"
    errors, _, others = numbers.partition(", ")
    stop = "stops" if errors == "1 error" else "stop"
    rest = f"; {others}" if others else ""
    return f"not shown: {errors}, which {stop} a build all the same{rest}"
