"""Slips of lines that were copied from JSON, a program or a spreadsheet, and what to write."""

import re
from collections.abc import Iterator

from ..keys import known_keys
from ..lines import QUOTED, Lines, Mend, below, entry_at, indent_of, spelled
from .causes import Cause, Stop

QUOTED_ENTRY = re.compile(
    r"(?P<lead>\s*(?:-\s+)*)(?P<quote>[\"'])(?P<key>[\w-]+)(?P=quote)\s*:\s+(?P<value>.*\S)\s*,\s*"
)


def quoted_entry(lines: Lines, number: int) -> Iterator[Cause]:
    """A line of JSON outside its braces: its comma belongs to no list."""
    match = QUOTED_ENTRY.fullmatch(lines[number])
    if match is None or match["key"] not in known_keys() or not QUOTED.fullmatch(match["value"]):
        return
    mend = Mend.of(number, f"{match['lead']}{match['key']}: {match['value']}")
    at = len(lines[number].rstrip()) - 1
    yield Cause("a comma ends this line, as in JSON", number, at, mend)


CODES = re.compile(r"\\'|(?:\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})+")
"""Codes that programs write between double quotes, and YAML does not have."""


def codes(lines: Lines, number: int) -> Iterator[Cause]:
    """A line with codes for apostrophes or emoji between double quotes."""
    line = lines[number]
    found = CODES.search(line)
    if found is None or '"' not in line[: found.start()]:
        return
    mended = CODES.sub(lambda match: _signs(match[0]), line)
    shown = found[0][:12]
    message = rf"in double quotes a \ begins a code, and YAML has none as {shown}"
    mend = Mend.of(number, mended)
    yield Cause(message, number, found.start(), mend, how="it needs the sign itself")


def _signs(code: str) -> str:
    r"""The signs for codes.

    >>> _signs(r"\ud83c\udf89"), _signs(r"\'")
    ('🎉', "'")
    """
    units = bytes.fromhex(code.replace("\\u", "")) if code != r"\'" else b"\0'"
    return units.decode("utf-16-be")


def rows(stop: Stop) -> Iterator[Cause]:
    """Cards as rows of a spreadsheet: titles and texts with tabs between them."""
    head = next((n for n, line in enumerate(stop.lines) if re.match(r"cards\s*:\s*$", line)), None)
    if head is None or stop.line <= head:
        return
    own = [n for n in range(head + 1, len(stop.lines)) if stop.lines[n].strip()]
    cells = [stop.lines[n].strip().split("\t") for n in own]
    if not own or any(len(row) != 2 or not all(row) for row in cells):
        return
    new = [line for row in cells for line in _card("  ", *row)]
    message = "a card begins with '- title:', and its text has a line of its own"
    yield Cause(message, own[0], 0, Mend(own[0], own[-1], tuple(new)))


def _card(indent: str, title: str, text: str) -> tuple[str, str]:
    """The lines of a card."""
    return f"{indent}- title: {spelled(title.strip())}", f"{indent}  text: {spelled(text.strip())}"


LISTED = re.compile(
    r"(?P<lead>\s*)-\s+(?:\[(?P<items>[^\[\]{}]*)\]|(?P<row>[^\t:#\[{]+\t[^\t]+))\s*"
)

FILE = re.compile(r"[\w./ -]+\.ya?ml")


def listed_card(lines: Lines, number: int) -> Cause | None:
    """A card that is a list of its title and its text, or both with a tab between; or a file."""
    line = lines[number]
    name = re.sub(r"^(?:-\s|cards\s*:)", "", line.strip()).strip("\"' ")
    if FILE.fullmatch(name):
        message = f"'{name}' needs no mention: all files of cards beside deck.yaml are read"
        return Cause(message, number, indent_of(line), Mend(number, number, ()))
    match = LISTED.fullmatch(line)
    parts = re.split(r"\t|,\s*", match["items"] or match["row"]) if match else []
    if match is None or len(parts) != 2 or not all(part.strip(" \"'") for part in parts):
        return None
    title, text = (part.strip(" \"'") for part in parts)
    message = "a card begins with 'title:' or another key"
    mend = Mend.of(number, *_card(match["lead"], title, text))
    return Cause(message, number, len(match["lead"]) + 2, mend)


def loose_key(lines: Lines, number: int, card: set[str]) -> Cause | None:
    """A key of the card above with a dash of its own, by its line; `card` has the keys above."""
    entry = entry_at(lines, number)
    if entry is None or entry.key in card or entry.key not in known_keys() or "-" not in entry.lead:
        return None
    column = indent_of(lines[number])
    own = (number, *below(lines, number, column))
    new = [lines[number][:column] + " " + lines[number][column + 1 :], *(lines[n] for n in own[1:])]
    message = f"does '{entry.key}:' belong to the card above? A card has one '-'"
    return Cause(message, number, column, Mend(own[0], own[-1], tuple(new)).changed(lines))


NOTHING = frozenset(("", "none", "nil", "undefined", "nan", "n/a", "-", "–", "—", "#n/a"))
"""What programs and people write where there is no value."""


def nothing(lines: Lines, number: int, key: str) -> Cause | None:
    """A value that says there is none, by its line: the line is to go."""
    entry = entry_at(lines, number)
    if entry is None or entry.key != key or "-" in entry.lead or entry.comment:
        return None
    if entry.value.strip("'\"").casefold() not in NOTHING or key in {"title", "name"}:
        return None
    shown = entry.value or "nothing"
    message = f"'{shown}' stands after '{key}:', which has to say what it is, or be left out"
    return Cause(message, number, entry.column, Mend(number, number, ()))


def listed_fields(lines: Lines, number: int) -> Cause | None:
    """Fields that begin with a dash each, by the line of `fields:`."""
    entry = entry_at(lines, number)
    own = list(below(lines, number, entry.column)) if entry is not None else []
    items = [entry_at(lines, n) for n in own]
    if entry is None or not own or any(item is None or "-" not in item.lead for item in items):
        return None
    column = " " * (entry.column + 2)
    new = (column + lines[n].lstrip("- ") for n in own)
    message = "each field is 'name: text', without a dash before it"
    return Cause(message, own[0], indent_of(lines[own[0]]), Mend(own[0], own[-1], tuple(new)))
