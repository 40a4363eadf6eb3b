"""What YAML makes of a text that its author cannot have meant: cut by a comment, or run together.

All of it is YAML, so that the parser has nothing against it. Only texts that are printed matter.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from .lines import (
    LIST_LINE,
    Entry,
    Lines,
    Mend,
    as_block,
    as_text,
    entry_at,
    indent_of,
    value_column,
)
from .nodes import Scalar

if TYPE_CHECKING:
    from .slips.causes import Cause

# A comment as it ought to be written: two spaces before the sign, one after it.
WELL_FORMED = re.compile(r"(?:\s{2,}|\t)#+(?:\s+\D|\s*$)")

COMMENT = re.compile(r"\s+#.*$")

LINE_TO_WRITE_ON = late(r"\s*(?:_{3,}|\.{4,}|…{2,}|-{3,})\s*")

HARD_BREAK = re.compile(r"(\\|\S  )$")


class Noted(NamedTuple):
    """A text whose lines are worth a second look, and the parser's event for it."""

    node: Scalar
    event: Any


class Remark(NamedTuple):
    """Something about a text that matters if the text is printed."""

    node: Scalar
    problem: Problem


def comment_lines(lines: Lines) -> frozenset[int]:
    """The lines that may have a comment after a value, counted from 0."""
    return frozenset(n for n, line in enumerate(lines) if "#" in line and COMMENT.search(line))


def remarks(
    noted: Iterable[Noted], anchored: Iterable[Noted], lines: Lines, file: Location
) -> Iterator[Remark]:
    """What is to be said of texts; those `anchored` have names that nothing refers to."""
    for node, event in noted:
        problem = _cut(event, lines, file) or _run_together(event, lines, file)
        if problem is not None:
            yield Remark(node, problem)
    if not anchored:
        return
    from .slips.misread import tag_at

    for node, event in anchored:
        if cause := tag_at(lines, event.start_mark.line, "&"):
            problem = cause.problem("unused-anchor", lines, file)
            yield Remark(node, problem._replace(severity=Severity.WARNING))


def _cut(event: Any, lines: Lines, file: Location) -> Problem | None:
    """A comment that was rather meant as a part of the text."""
    if event.style in ("|", ">"):
        return _cut_beside(event, event.start_mark, lines, file)
    return (
        _cut_above(event, lines, file)
        or _cut_beside(event, event.end_mark, lines, file)
        or _cut_below(event, lines, file)
    )


def _cut_beside(event: Any, mark: Any, lines: Lines, file: Location) -> Problem | None:
    """A comment behind a text, or behind the sign before a text on the lines below."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    comment = COMMENT.search(line, mark.column)
    behind = comment and (event.style in ("|", ">") or comment.start() == mark.column)
    if not comment or not behind or (WELL_FORMED.match(comment[0]) and event.value):
        return None
    words = comment[0].strip()
    at = file.at(mark.line + 1, line.index("#", comment.start()) + 1)
    return _told(words, at, _with_comment(event, lines, words))


def _cut_below(event: Any, lines: Lines, file: Location) -> Problem | None:
    """Lines below a text that are comments, and as far indented as if they went on with it."""
    entry, number = entry_at(lines, event.start_mark.line), event.end_mark.line + 1
    if entry is None or event.style or number >= len(lines):
        return None
    line = lines[number]
    if not line.lstrip().startswith("#") or indent_of(line) <= entry.column:
        return None
    hint = as_block(lines, entry).hint(lines, number)
    return _told(line.strip(), file.at(number + 1, indent_of(line) + 1), hint)


def _told(words: str, at: Location, hint: str) -> Problem:
    message = f"'{words}' is not printed: after a space, # begins a comment"
    return Problem("cut-by-comment", message, at, hint, Severity.WARNING)


def _cut_above(event: Any, lines: Lines, file: Location) -> Problem | None:
    """Comments between a key and its text, which begins on a line further down."""
    start = event.start_mark
    if lines[start.line][: start.column].strip():
        return None
    number = start.line - 1
    while number >= 0 and lines[number].lstrip().startswith("#"):
        number -= 1
    head = entry_at(lines, number)
    if head is None or head.value or start.column <= head.column:
        return None
    for other in range(number, start.line):
        comment = COMMENT.search(lines[other])
        if comment and not (other == number and WELL_FORMED.match(comment[0])):
            at = file.at(other + 1, lines[other].index("#", comment.start()) + 1)
            return _told(comment[0].strip(), at, as_block(lines, head).hint(lines, other))
    return None


def _with_comment(event: Any, lines: Lines, words: str) -> str:
    """How to write a text with what is taken for a comment."""
    number = event.start_mark.line
    entry = entry_at(lines, number)
    if entry is None or event.start_mark.column < entry.column:
        return "put the text in quotes"
    if event.end_mark.line != number:
        return as_block(lines, entry).hint(lines, event.end_mark.line)
    return as_text(lines, entry, f"{event.value} {words}".strip()).hint(lines, number)


def _run_together(event: Any, lines: Lines, file: Location) -> Problem | None:
    """Lines of a list, of breaks or of keys that are made one line."""
    first, last = event.start_mark.line, event.end_mark.line
    if event.style in ("|", ">") or first == last:
        return None
    own = [lines[first][event.start_mark.column :], *lines[first + 1 : last + 1]]
    entry = entry_at(lines, first)
    if entry is None:
        return None
    from .slips.causes import tight_colon  # most texts stand on one line

    for number in range(first + 1, last + 1):
        if cause := tight_colon(lines, number):
            return _inner_key(cause, entry, lines, file)
    if event.style == '"':
        # There a line end after a backslash is none, and the next line begins where it likes.
        own = [line.rstrip("\\") for line in own]
    if event.style and (late_end := _closed_late(entry, lines, last)):
        problem = late_end.problem("run-together", lines, file)
        return problem._replace(severity=Severity.WARNING)
    if event.style == "'" and own[0].startswith("'''"):
        mend = as_block(lines, entry)
        at = file.at(first + 1, value_column(lines, entry) + 1)
        message = "three quotes are two to YAML, and one that is printed"
        return Problem("run-together", message, at, mend.hint(lines, first), Severity.WARNING)
    what = _lost(own)
    if what is None:
        return None
    mend = _below(entry, own, last)
    at = file.at(first + 1, value_column(lines, entry) + 1)
    message = f"YAML makes one line of the lines of this text: {what}"
    return Problem("run-together", message, at, mend.hint(lines, first), Severity.WARNING)


def _closed_late(entry: Entry, lines: Lines, last: int) -> "Cause | None":
    """A text in quotes that goes on over further keys of its card, to a quote of theirs."""
    from .keys import known_keys
    from .slips.causes import Cause

    inner = (entry_at(lines, number) for number in range(entry.number + 1, last + 1))
    if not any(one and one.column == entry.column and one.key in known_keys() for one in inner):
        return None
    mend = Mend.of(entry.number, entry.with_value(entry.value.rstrip("'\"") + entry.value[0]))
    message = (
        f"the quote of '{entry.key}:' is closed in line {last + 1} only, with further keys in it"
    )
    return Cause(message, entry.number, value_column(lines, entry), mend)


def _lost(own: Lines) -> str | None:
    """What gets lost when lines are made one; None when that is the way of any long text.

    A blank line keeps the lines around it apart.
    """
    joined = [(line, other) for line, other in pairwise(own) if line.strip() and other.strip()]
    items = sum(LIST_LINE.match(line) is not None for line in own)
    runs_on = any(LIST_LINE.match(other) for _, other in joined)
    if runs_on and (items > 1 or own[0].rstrip().endswith(":")):
        return "its list is lost"
    if any(LINE_TO_WRITE_ON.fullmatch(line) for pair in joined for line in pair):
        return "its line to write on is lost"
    if any(HARD_BREAK.search(line) for line, _ in joined):
        return "its line breaks are lost"
    return None


def _inner_key(cause: "Cause", entry: Entry, lines: Lines, file: Location) -> Problem:
    """A line that should be a key of its own, and goes on with the text of the one above."""
    mended = " " * entry.column + cause.mend.lines[0].strip()
    cause = cause._replace(mend=Mend.of(cause.line, mended))
    problem = cause.problem("run-together", lines, file)
    return problem._replace(severity=Severity.WARNING)


def _below(entry: Entry, own: Lines, last: int) -> Mend:
    """The text put below its key after >, without its quotes."""
    indent = " " * (entry.column + 2)
    texts = [line.strip() for line in own]
    quote = texts[0][:1] if texts[0][:1] in ("'", '"') else ""
    if quote:
        texts[0], texts[-1] = texts[0][1:], texts[-1].removesuffix(quote)
    new = [f"{indent}{text}".rstrip() for text in texts if text or text is not texts[0]]
    return Mend(entry.number, last, (f"{entry.lead}{entry.key}: >", *new))
