"""What a file may be that is no YAML, though its name says so: its kind, and how to read that."""

import re
from pathlib import Path

from ...basics.problems import Location, Problem
from ...basics.shell import shell_line
from ..keys import known_keys
from ..lines import Lines, Mend
from .causes import Cause, no_sign, other_sign, tight_colon

HEADING = re.compile(r"#{1,6}\s+\S")
ENTRY = re.compile(r"\s*(-\s+)?(?P<key>[\w\"'*]+)\s*:(\s|$)")

PAGE = re.compile(r"\s*<(!doctype|html|head|body|table)\b", re.IGNORECASE)

MOST_LOOKED_AT = 200
"""Lines that show what kind a file is."""


LEAST_PROSE = 3
"""Fewer lines without any key may be the beginning of a deck."""


def foreign(lines: Lines, file: Location) -> Problem | None:
    """A table or Markdown in a file of YAML, and the command that reads it."""
    some = [line for line in lines[:MOST_LOOKED_AT] if line.strip()]
    if not file.shown or not some:
        return None  # without a name it is no file, but a value that is read by itself
    if PAGE.match(some[0]):
        hint = "save the text in it as plain text or DOCX, and import that: korttipakka import"
        return Problem("wrong-file", "this is a web page, not a deck", file.at(1, 1), hint)
    if any(map(_is_entry, some[:3])):
        return None
    if some[0].startswith("{\\rtf"):
        hint = "save it as plain text (in TextEdit: Format, Make Plain Text)"
        return Problem("wrong-file", "this is RTF, not plain text", file.at(1, 1), hint)
    if _is_table(some):
        kind, suffix = "a table", ".md" if some[0].lstrip().startswith("|") else ".csv"
    elif problem := markdown_in(some, file.at(1, 1)):
        return problem
    elif len(some) > LEAST_PROSE and not any(map(_may_be_yaml, some)):
        kind, suffix = "plain text", ".txt"
    else:
        return None
    return _to_import(kind, suffix, file.at(1, 1))


def markdown_in(lines: Lines, at: Location) -> Problem | None:
    """What is said of lines with headings of Markdown."""
    some = [line for line in lines[:MOST_LOOKED_AT] if HEADING.match(line)]
    return _to_import("Markdown", ".md", at) if len(some) > 1 else None


def _to_import(kind: str, suffix: str, at: Location) -> Problem:
    name = Path(at.shown).with_suffix(suffix).name
    command = shell_line(["korttipakka", "import", name, Path(name).stem])
    hint = f"name the file {name}, and make a deck of it: {command}"
    return Problem("wrong-file", f"this is {kind}, not a deck", at, hint)


def _may_be_yaml(line: str) -> bool:
    """Whether a line has a colon, begins as a list does, or has a key for its first word."""
    return ":" in line or line[0] in "-[{" or line.split()[0].strip("=") in known_keys()


def _is_entry(line: str) -> bool:
    entry = ENTRY.match(line)
    return entry is not None and entry["key"].strip("\"'*") in known_keys()


def _is_table(some: Lines) -> bool:
    """Whether lines are rows: headings of cards, with the same sign between them in all rows."""
    from ..tables.headers import known_headers

    for sign in ";\t,|":
        cells = [cell.strip(' "') for cell in some[0].strip("|").split(sign)]
        even = all(sign in line for line in some[1:4])
        if len(cells) > 1 and even and known_headers(cells) > 1:
            return True
    return False


def other_signs(lines: Lines) -> Cause | None:
    """A file with another sign than the colon behind all of its keys."""
    first = next((n for n, line in enumerate(lines) if line.strip(" -")), None)
    cause = None if first is None else other_sign(lines, first) or tight_colon(lines, first)
    if cause is None:
        return None
    found = {cause.line: cause}
    for number in range(cause.line + 1, len(lines)):
        if other := _of_sign(lines, number):
            found[number] = other
    last = max(found)
    new = [found[n].mend.lines[0] if n in found else lines[n] for n in range(cause.line, last + 1)]
    return cause._replace(mend=Mend(cause.line, last, tuple(new)))


def _of_sign(lines: Lines, number: int) -> Cause | None:
    return other_sign(lines, number) or tight_colon(lines, number) or no_sign(lines, number)
