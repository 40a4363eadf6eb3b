"""Slips of the pen: what an error of the YAML parser means in plain words."""

import re
from collections.abc import Callable
from typing import Any

from ..basics.problems import Location, Problem

QUOTES = "put the text in quotes"

Advice = tuple[str, str]
"""A message and a hint."""

Lines = list[str]


def explain(error: Any, text: str, file: Location) -> Problem:
    """A problem for an error of the YAML parser, in plain words where the slip is a known one."""
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    report = f"{context or ''}: {problem or error}"
    where, advise = _rule(report)
    mark = getattr(error, where, None) or getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    # One more, since a mark may lie after the last line.
    lines = [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]
    message, hint = advise(lines, min(line, len(lines) - 1), column)
    # libyaml 0.2.6 and later stop at a depth of their own, before ours is seen.
    code = "too-deep" if "nesting depth" in report else "yaml-syntax"
    return Problem(code, message, file.at(line + 1, column + 1), hint)


def _rule(report: str) -> tuple[str, Callable[[Lines, int, int], Advice]]:
    for pattern, where, advise in RULES:
        if re.search(pattern, report):
            return where, advise
    return "problem_mark", _says(f"this is not YAML ({report})", "")


def _says(message: str, hint: str = QUOTES) -> Callable[[Lines, int, int], Advice]:
    """The same advice always, with the character at the place for {char}."""

    def advise(lines: Lines, line: int, column: int) -> Advice:
        return message.replace("{char}", lines[line][column : column + 1]), hint

    return advise


def _colon(lines: Lines, line: int, column: int) -> Advice:
    """A colon where no key can stand: in a text, or since the line above it went wrong."""
    above = _above(lines, line)
    if re.search(r":\s", lines[line][:column]):
        return "the text has a colon in it", QUOTES
    if re.match(r"[\s-]*\w+:\S", above):
        return "on the line above there is no space after the colon", "write 'key: text'"
    if ":" not in above:
        return "the line above is no 'key: text'", "is its colon missing?"
    return "this line is indented more than the one above", "begin keys in the same column"


def _above(lines: Lines, line: int) -> str:
    """The nearest line above that is not empty."""
    return next((text for text in reversed(lines[:line]) if text.strip()), "")


def _astray(lines: Lines, line: int, column: int) -> Advice:
    """Something that does not continue the list or the keys it stands in."""
    before = lines[line][:column].rstrip()
    if before.endswith(("'", '"')):
        hint = r"is a quote missing? Inside a text in double quotes write \" for a quote"
        return "the text goes on after its closing quote", hint
    if before.endswith(("]", "}")):
        return "a text cannot begin with [ or {", QUOTES
    if any(re.match(r"\s*-\w", text) for text in (lines[line], _above(lines, line))):
        return "there is no space after the '-' of a list", "write '- title: …'"
    if before:
        return "this does not belong here", QUOTES
    hint = "begin the keys of a card in the same column, and likewise all the '-' of a list"
    return "this line is not in line with those above", hint


def _no_token(lines: Lines, line: int, column: int) -> Advice:
    character = lines[line][column : column + 1]
    return TAB if character == "\t" else (f"a text cannot begin with {character}", QUOTES)


def _no_content(lines: Lines, line: int, column: int) -> Advice:
    character = lines[line][column : column + 1]
    if character:
        return f"a text cannot begin with {character}", QUOTES
    return "the file ends too early", "a [ or { is never closed; put a text that has one in quotes"


TAB = ("a tab cannot indent a line", "use spaces")
OPEN_QUOTE = ("this quote is never closed", "add the closing quote")
OPEN_BRACKET = ("this {char} is never closed", "close it, or put the text in quotes")
BACKSLASH = (r"in double quotes a \ begins a code", r"use single quotes, or write \\")
LATE_LIST = (
    "a list cannot begin on the line of its key",
    "put a text that begins with - in quotes",
)
EARLY_TEXT = ("after {char} a text begins on the next line", "move it down, or put it in quotes")
LOOSE_LINE = (
    "this line is neither 'key: text' nor a part of the text above",
    "add the colon, or indent the line",
)

# What the C parser or the pure one says; which of its marks is the place; what to make of it.
RULES: list[tuple[str, str, Callable[[Lines, int, int], Advice]]] = [
    (r"mapping values are not allowed", "problem_mark", _colon),
    (r"nesting depth", "problem_mark", _says("values are nested too deep", "")),
    (r"unexpected (end of stream|document)", "context_mark", _says(*OPEN_QUOTE)),
    (r"tab character", "problem_mark", _says(*TAB)),
    (r"cannot start any token", "problem_mark", _no_token),
    (r"alphabetic or numeric", "context_mark", _says("a text cannot begin with {char}")),
    (r"(scann|pars)ing a tag|tag handle", "context_mark", _says("a text cannot begin with !")),
    (r"sequence entries are not", "problem_mark", _says(*LATE_LIST)),
    (r"scanning a block scalar", "context_mark", _says(*EARLY_TEXT)),
    (r"mapping keys are not", "problem_mark", _says("a text cannot begin with ?")),
    (r"node content", "problem_mark", _no_content),
    (r"expected ',' or '[]}]'", "context_mark", _says(*OPEN_BRACKET)),
    (r"escape", "problem_mark", _says(*BACKSLASH)),
    (r"expected ':'", "context_mark", _says(*LOOSE_LINE)),
    (r"directive|incompatible", "context_mark", _says("a line cannot begin with %")),
    (r"parsing a block|document start", "problem_mark", _astray),
]
