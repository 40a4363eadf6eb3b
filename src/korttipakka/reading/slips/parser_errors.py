"""What an error of the YAML parser means in plain words, and what to write instead.

A parser stops where it can go on no longer, which is often below the line that is to blame. So the
mends of the slips that people make are tried, each by parsing the text with it: what is advised has
brought the parser past the place.
"""

import re
from collections.abc import Iterable
from typing import Any

from ...basics.problems import Location, Problem
from ..lines import Lines, searchable, split_lines
from ..yaml_library import yaml
from .around import around
from .causes import Cause, Stop
from .foreign import foreign
from .mends import evident, guesses

MOST_TOLD = 20
"""Slips of one file that are told at once."""

MOST_PARSED = 5_000_000
"""Characters parsed to try mends: enough for some twenty in a file of 1,000 cards."""


def explain(error: yaml.YAMLError, text: str, file: Location) -> list[Problem]:
    """The problems for an error of the YAML parser, and for those after it in the same text.

    Errors after the first are found in the text as mended so far, while its lines keep their
    numbers.
    """
    trial = _Trial(MOST_PARSED)
    lines = split_lines(text)
    if searchable(lines) is not lines:
        return [_problem(error, None, lines, file)]
    if problem := foreign(lines, file):
        return [problem]
    if "nesting depth" not in str(error) and (cause := around(lines, trial.parses)):
        return [cause.problem("yaml-syntax", lines, file)]
    found: Any = error
    problems: list[Problem] = []
    while True:
        cause = None if "nesting depth" in str(found) else _best(found, lines, trial)
        problems.append(_problem(found, cause, lines, file))
        if cause is None or len(problems) == MOST_TOLD:
            return problems
        mended = cause.mend.applied(lines)
        found = trial.error(mended)
        if found is None or len(mended) != len(lines):
            return problems
        lines = mended


class _Trial:
    """Parses texts as long as there are characters left of so many."""

    def __init__(self, most: int) -> None:
        self.left = most

    def error(self, lines: Lines) -> Any:
        """The parser's error, or None."""
        text = "\n".join(lines)
        self.left -= len(text)
        try:
            for _ in yaml.parse(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
                pass
        except yaml.YAMLError as error:
            return error
        return None

    def parses(self, lines: Lines) -> bool:
        """Whether lines are YAML."""
        return self.error(lines) is None

    @property
    def is_over(self) -> bool:
        """Whether so many have been parsed."""
        return self.left <= 0


def _stop(error: Any, lines: Lines) -> Stop:
    report = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    place, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (place.line, place.column) if place else (0, 0)
    start = min(context.line, len(lines) - 1) if context else None
    return Stop(lines, min(line, len(lines) - 1), column, start, report)


def _reached(error: Any) -> int:
    """The line that an error is about: of what is never closed, where it begins."""
    context = getattr(error, "context_mark", None)
    is_open = context and re.search("quoted|flow", str(error.context))
    mark = context if is_open else getattr(error, "problem_mark", None)
    return mark.line if mark else 0


def _best(error: Any, lines: Lines, trial: _Trial) -> Cause | None:
    """The cause that is most likely: an evident one that helps, or the guess that helps most."""
    stop = _stop(error, lines)
    return _furthest(error, lines, evident(stop), trial) or _furthest(
        error, lines, guesses(stop), trial
    )


def _furthest(error: Any, lines: Lines, causes: Iterable[Cause], trial: _Trial) -> Cause | None:
    """The cause whose mend brings the parser furthest, and past the lines that it changes."""
    best, furthest = None, _reached(error)
    for cause in causes:
        if trial.is_over:
            break
        mended = cause.mend.applied(lines)
        after = trial.error(mended)
        if after is None or _is_closed(error, after):
            return cause
        changed = cause.mend.first + len(cause.mend.lines)
        reached = _reached(after) - (len(mended) - len(lines))
        if _reached(after) >= changed and reached > furthest:
            best, furthest = cause, reached
    return best


def _is_closed(before: Any, after: Any) -> bool:
    """Whether what wanted a comma has it, and the next comma is missing further on, or outside."""
    if not all("expected ','" in str(getattr(error, "problem", "")) for error in (before, after)):
        return False
    opened = [(error.context_mark.line, error.context_mark.column) for error in (before, after)]
    place = [(error.problem_mark.line, error.problem_mark.column) for error in (before, after)]
    return opened[1] <= opened[0] and place[1] > place[0]


def _problem(error: Any, cause: Cause | None, lines: Lines, file: Location) -> Problem:
    if cause is not None:
        return cause.problem("yaml-syntax", lines, file)
    report = _stop(error, lines).report
    where, message, hint = next(rule[1:] for rule in RULES if re.search(rule[0], report))
    mark = getattr(error, where, None) or getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    char = lines[line][column : column + 1] if line < len(lines) else ""
    # libyaml 0.2.6 and later stop at a depth of their own, before ours is seen.
    code = "too-deep" if "nesting depth" in report else "yaml-syntax"
    if "{char}" in message and not char:
        message = "the file ends too early"
    said = message.format(char=char, report=report)
    return Problem(code, said, file.at(line + 1, column + 1), hint)


QUOTES = "put the text in quotes"

# What the C parser or the pure one says; which of its marks is the place; a message, in which
# {char} is the character there; a hint. For what no mend was found for.
RULES = [
    (r"nesting depth", "problem_mark", "values are nested too deep", ""),
    (r"mapping values", "problem_mark", "no key can stand here", "put a text with ':' in quotes"),
    (r"unexpected (end of stream|document)", "context_mark", "this quote is never closed",
     "add the closing quote"),
    (r"tab character", "problem_mark", "a tab cannot indent a line", "use spaces"),
    (r"cannot start any token", "problem_mark", "a text cannot begin with {char}", QUOTES),
    (r"alphabetic or numeric", "context_mark", "a text cannot begin with {char}", QUOTES),
    (r"(scann|pars)ing a tag|tag handle", "context_mark", "a text cannot begin with !", QUOTES),
    (r"sequence entries are not", "problem_mark", "a list cannot begin on the line of its key",
     "put a text that begins with - in quotes"),
    (r"scanning a block scalar", "context_mark", "after {char} a text begins on the next line",
     "move it down, or put it in quotes"),
    (r"mapping keys are not", "problem_mark", "a text cannot begin with ?", QUOTES),
    (r"node content", "problem_mark", "a text cannot begin with {char}",
     "put the text in quotes, or close a [ or { that is open"),
    (r"expected ',' or '[]}]'", "context_mark", "this {char} is never closed",
     "close it, or put the text in quotes"),
    (r"escape", "problem_mark", r"in double quotes a \ begins a code",
     r"use single quotes, or write \\"),
    (r"expected ':'", "context_mark",
     "this line is neither 'key: text' nor a part of the text above",
     "write it as 'key: text', or indent it below the text that it belongs to"),
    (r"directive|incompatible", "context_mark", "a line cannot begin with %", QUOTES),
    (r"parsing a block|document start", "problem_mark",
     "this line is not in line with those above",
     "begin the keys of a card in the same column, and likewise all the '-' of a list"),
    (r"", "problem_mark", "this is not YAML ({report})", ""),
]  # fmt: skip
