"""Hyphens that ended a line in print: a text that was copied from a PDF has them within words.

Printed as they stand they part a word in two, "osallis- tuminen", since a line end is a space.
"""

import re
from bisect import bisect
from collections.abc import Iterator

from ..basics.hyphens import JOINING, keeps_hyphen
from ..basics.languages import primary
from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from ..model.text import SOFT_HYPHEN
from .lines import Lines, Mend, below, entry_at, split_lines
from .nodes import Node, Scalar
from .texts import printed

SOFT = f"{SOFT_HYPHEN}\u00ac"
"""The hyphen that is only there at a line end, and the sign by which some programs show it."""

SIGNS = f"-\u2010{SOFT}"

BREAK = late(rf"([^\W\d_][\w'’]*)([{SIGNS}])\s+([^\W\d_][\w'’]*)")
"""A word that ends in a hyphen, a line end, and the next word."""

MORE = "and et ou y e o u en of i aber sondern als wie men as than not nicht inte ikke"
"""Further words after a hyphen that stands for the rest of a word."""

SUSPENDING = frozenset(word for words in (*JOINING.values(), MORE) for word in words.split())


# It begins with a sign, which is soon found in a long text.
SOUGHT = late(rf"[{SIGNS}](?<=[^\W\d_].)[ \t]*\r?\n\s*(?=[^\W\d_])")


def broken_words(text: str, tree: Node | None, file: Location, language: str) -> Iterator[Problem]:
    """Words that a hyphen and a line end or a space part: one problem for each text."""
    ends = list(_lines_sought(text))
    if not ends:
        return
    lines = split_lines(text)
    nodes = sorted(printed(tree), key=lambda node: node.line)
    starts = [node.line for node in nodes]
    owners = (bisect(starts, line) - 1 for line in ends)
    for number in dict.fromkeys(owner for owner in owners if owner >= 0):
        found = [match for match in BREAK.finditer(nodes[number]) if _is_one_word(match)]
        if found:
            yield _problem(found, nodes[number], lines, file, primary(language))


def _lines_sought(text: str) -> Iterator[int]:
    """The lines, counted from 1, that end in a hyphen which may be none of the word."""
    line, counted = 1, 0
    for match in SOUGHT.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line


def _is_one_word(match: "re.Match[str]") -> bool:
    """Whether two parts are most likely of one word: neither Helsinki- Vantaa nor asiakas- ja."""
    before, hyphen, after = match.groups()
    if hyphen in SOFT:
        return True
    is_word = before[-1].islower() and after[0].islower() and len(before) > 1
    return is_word and after.casefold() not in SUSPENDING


def _problem(
    found: list["re.Match[str]"], node: Scalar, lines: Lines, file: Location, language: str
) -> Problem:
    before, hyphen, after = found[0].groups()
    own = lines_of(node, lines)
    broken = re.compile(rf"(?<![\w-]){re.escape(before + hyphen)}(?=\s|$)")
    number = next((n for n in own if broken.search(lines[n])), own[0])
    place = broken.search(lines[number])
    at = file.at(number + 1, place.start() + 1 if place else 1)
    others = {1: "", 2: ", and so is one more"}
    more = others.get(len(found), f", and so are {len(found) - 1} more")
    shown = f"{before}{'-' if hyphen == SOFT_HYPHEN else hyphen} {after}"
    message = f"'{shown}' is printed as two words{more}: did the hyphen only end a line?"
    new = _whole([lines[n] for n in own], language)
    hint = Mend(own[0], own[-1], tuple(new)).changed(lines).hint(lines, number, HOW)
    return Problem("doubtful-hyphen", message, at, hint, Severity.WARNING)


HOW = "a word that has a hyphen of its own keeps it; write"


def lines_of(node: Scalar, lines: Lines) -> list[int]:
    """The lines of a text, counted from 0, that of its key among them."""
    entry = entry_at(lines, node.line - 1)
    rest = below(lines, node.line - 1, entry.column) if entry is not None else ()
    return [node.line - 1, *rest]


def _whole(lines: Lines, language: str) -> list[str]:
    """Lines in which each word is whole, on the line where it begins."""

    def joined(match: re.Match[str]) -> str:
        before, hyphen, after = match.groups()
        keeps = hyphen not in SOFT and keeps_hyphen(before, after, language)
        return f"{before}{'-' if keeps else ''}{after}" if _is_one_word(match) else match[0]

    new: list[str] = []
    for line in lines:
        first, blank, rest = line.strip().partition(" ")
        parts = BREAK.search(f"{new[-1].split()[-1]} {first}") if new and new[-1].split() else None
        if parts and first and _is_one_word(parts):
            new[-1] = BREAK.sub(joined, f"{new[-1].rstrip()} {first}")
            line = f"{line[: len(line) - len(line.lstrip())]}{rest}" if blank else ""
            if not rest:
                continue
        new.append(BREAK.sub(joined, line))
    return new
