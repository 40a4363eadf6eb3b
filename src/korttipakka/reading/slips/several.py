"""What stands behind a line `---`, which begins a second document of YAML."""

import re
from itertools import pairwise

from ...basics.problems import Location, Problem
from ..keys import key_meant
from ..lines import Lines, Mend, entry_at, indent_of
from ..schema import CARD_FIELDS
from .causes import Cause
from .foreign import markdown_in

PARTING = re.compile(r"(?:---|\.\.\.)\s*")

LEAVE_OUT = "remove the line '---', or make it a file of its own"


def second_document(lines: Lines, number: int, at: Location) -> Problem:
    """What is said of the document behind the line `---` of this number, counted from 0."""
    if cause := _cards(lines, number):
        return cause.problem("several-documents", lines, at)
    if problem := markdown_in(lines[number + 1 :], at):
        return problem
    return Problem("several-documents", "a second YAML document begins here", at, LEAVE_OUT)


def _cards(lines: Lines, number: int) -> Cause | None:
    """Cards that are parted by such lines, each with a title and what else a card has."""
    marks = [n for n in range(number, len(lines)) if PARTING.fullmatch(lines[n])]
    own = [lines[first + 1 : end] for first, end in pairwise([*marks, len(lines)])]
    parts = [part for part in own if any(map(str.strip, part))]
    above = [entry_at(lines, n) for n in range(number)]
    if not all(map(_is_card, parts)) or any(entry and entry.key == "cards" for entry in above):
        return None
    last = max(n for n in range(len(lines)) if lines[n].strip())
    new = [line for part in parts for line in _item(part)]
    message = "a line '---' begins another file, to YAML; a card begins with '- '"
    return Cause(message, number, 0, Mend(number, last, ("cards:", *new)))


def _is_card(part: Lines) -> bool:
    """Whether lines have a card's title at the margin, and no other keys there than a card's."""
    entries = [entry for n in range(len(part)) if (entry := entry_at(part, n)) and not entry.lead]
    meant = {key_meant(entry.key, CARD_FIELDS) for entry in entries}
    return "title" in meant and None not in meant


def _item(part: Lines) -> list[str]:
    """The lines of a card as an item of a list."""
    kept = [line.rstrip() for line in part if line.strip()] if _is_short(part) else list(part)
    while kept and not kept[-1].strip():
        kept.pop()
    first = next(n for n, line in enumerate(kept) if line.strip())
    rest = (f"    {line}" if line.strip() else "" for line in kept[first + 1 :])
    return [f"  - {kept[first].strip()}", *rest]


def _is_short(part: Lines) -> bool:
    """Whether a card has all of its texts on the lines of their keys."""
    return not any(line.strip() and indent_of(line) for line in part)
