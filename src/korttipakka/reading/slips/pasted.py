"""Slips of lines that were pasted, or typed as one types elsewhere, and what to write instead."""

import re
from collections.abc import Iterator

from ..keys import known_keys
from ..lines import (
    SPECIAL,
    Entry,
    Lines,
    Mend,
    above,
    below,
    entry_at,
    indent_of,
    indented,
    is_plain,
    parted,
    quoted,
    spaced,
    spelled,
    value_column,
)
from ..schema import CARD_FIELDS
from .causes import TEXTS, Cause, Stop

FENCE = re.compile(r"(`{3,}|~{3,})\s*\w*")


def fence(lines: Lines, number: int) -> Iterator[Cause]:
    """A line of backticks around YAML in Markdown, copied with it, and with what stood around."""
    if not FENCE.fullmatch(lines[number].rstrip()):
        return
    message = "this line is of Markdown, around YAML that was copied from there"
    marks = [n for n, line in enumerate(lines) if FENCE.fullmatch(line.rstrip())]
    if len(marks) > 1 and number in marks[:2]:
        first, last = marks[0] + 1, marks[1]
        hint = f"keep only lines {first + 1} to {last}, and delete what stands above and below them"
        kept = Mend(0, len(lines) - 1, tuple(lines[first:last]))
        yield Cause(message, number, 0, kept, hint=hint)
    yield Cause(message, number, 0, Mend(number, number, ()))


TABBED = re.compile(r"[ ]*\t\s*\S")

MOST_WRITTEN = 8
"""Lines that a hint writes anew."""


def tabs(stop: Stop) -> Iterator[Cause]:
    """Tabs before all lines that are further in, where spaces in their place mend the file."""
    own = [number for number, line in enumerate(stop.lines) if TABBED.match(line)]
    if len(own) < 2:
        return
    first, last = own[0], own[-1]
    for width in (2, 4, 8):
        new = [spaced(line, width) for line in stop.lines[first : last + 1]]
        hint = (
            ""
            if len(new) <= MOST_WRITTEN
            else f"use spaces: write {width} in place of each tab that lines {first + 1} to"
            f" {last + 1} begin with"
        )
        mend = Mend(first, last, tuple(new))
        column = stop.lines[first].index("\t")
        yield Cause("a tab cannot indent a line", first, column, mend, "use spaces", hint)


def untitled(lines: Lines, number: int) -> Iterator[Cause]:
    """A card that is only a text after its dash, and has keys on the lines below."""
    head = above(lines, number)
    entry = entry_at(lines, number)
    if entry is None or entry.key not in known_keys() or head < 0:
        return
    match = re.fullmatch(r"(?P<lead>\s*-\s+)(?P<rest>[^\s\[{|>&*!\"'].*)", lines[head])
    if match is None or entry_at(lines, head) is not None or entry.column < match.end("lead"):
        return
    text, comment = parted(match["rest"])
    message = "a card begins with 'title:' or another key"
    title = f"{match['lead']}title: {spelled(text)}{comment}"
    yield Cause(message, head, match.end("lead"), Mend.of(head, title))
    value = entry.with_value(_value(entry.value))
    both = Mend(head, number, (title, *lines[head + 1 : number], value))
    yield Cause(message, head, match.end("lead"), both)


NEXT_KEY = re.compile(
    r"(?:,|;|\s\|)\s+(?=[a-z_]+\s*:\s)"
    r"|\s+(?=(?:text|category|subtitle|back_title|image|alt|tags|copies|notes|color|link):\s)"
)


NEXT_CARD = re.compile(r"\s*[-–]\s+(?=title\s*:\s)")


def cards_in_line(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """Further cards on the line of one, or of `cards:`, with their keys."""
    parts = NEXT_CARD.split(entry.value)
    dash = " " * max(0, entry.column - 2)
    new: list[str] = []
    if entry.key == "cards" and not parts[0] and len(parts) > 2:
        dash, new, parts = " " * (entry.column + 2), [f"{entry.lead}{entry.key}:"], parts[1:]
    elif len(parts) > 1 and entry.key in TEXTS:
        new, parts = _keys_of(f"{entry.lead}{entry.key}: {parts[0]}", " " * entry.column), parts[1:]
    else:
        return
    for part in parts:
        new += _keys_of(f"{dash}- {part}", f"{dash}  ")
    number = entry.number
    message = "a new card begins within this line"
    yield Cause(message, number, value_column(lines, entry), Mend.of(number, *new))


def _keys_of(line: str, column: str) -> list[str]:
    """A line with keys of a card, as one line for each."""
    lead, _, values = line.partition(": ")
    first, *others = NEXT_KEY.split(values)
    new = [f"{lead}: {_value(first.strip())}"]
    for other in others:
        key, _, value = other.partition(":")
        new.append(f"{column}{key.strip()}: {_value(value.strip())}")
    return new


def side_by_side(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """Further keys of a card on the line of its first."""
    parts = NEXT_KEY.split(entry.value)
    parts[0] = parts[0].rstrip(" –—-")
    if entry.key not in TEXTS or len(parts) < 2:
        return
    column = " " * entry.column
    new = [entry.with_value(parts[0] if is_plain(parts[0]) else quoted(parts[0]))]
    for part in parts[1:]:
        key, _, value = part.partition(":")
        if key.strip() not in known_keys():
            return
        new.append(f"{column}{key.strip()}: {_value(value.strip())}")
    number = entry.number
    mend, how = Mend.of(number, *new), "each key has a line of its own"
    at = value_column(lines, entry) + len(parts[0])
    yield Cause("another key stands on this line", number, at, mend, how=how)


def _value(text: str) -> str:
    """A text as YAML takes it, which may have quotes around it already."""
    return text if re.fullmatch(r"\"[^\"]*\"|'[^']*'", text) else spelled(text)


REMARK = re.compile(r"[ ]*(//|<!--|/\*|;|%(?= ))\s*(?P<words>.*?)\s*(-->|\*/)?")


def remark(lines: Lines, number: int) -> Iterator[Cause]:
    """A comment as other languages have it."""
    match = REMARK.fullmatch(lines[number].rstrip())
    if match is None:
        return
    lead = " " * indent_of(lines[number])
    mend = Mend.of(number, f"{lead}# {match['words']}".rstrip())
    message = f"a comment begins with #, not with {match[1]}"
    yield Cause(message, number, len(lead), mend)


TITLE = re.compile(r"(?P<lead>\s*-\s+)(?P<key>[^\s:].*?)\s*:(?:\s+(?P<rest>.*))?")


def title_as_key(lines: Lines, number: int) -> Cause | None:
    """A card whose title stands in place of a key, with its text behind it or keys below."""
    match = TITLE.fullmatch(lines[number])
    if match is None or match["key"].strip("'\"") in CARD_FIELDS:
        return None
    column = match.end("lead")
    own = [n for n in below(lines, number, column - 1) if lines[n].strip()]
    value, comment = parted(match["rest"] or "")
    title = f"{match['lead']}title: {match['key']}"
    message = "a card begins with '- title:', its title is no key"
    if value:
        keys = {entry.key for n in own if (entry := entry_at(lines, n)) is not None}
        if "text" in keys or SPECIAL.match(value):
            return None
        named = (title, f"{' ' * column}text: {value}{comment}")
        return Cause(message, number, column, Mend.of(number, *named))
    inner = list(below(lines, number, column))
    last = (inner or own or [number])[-1]
    rest = indented(lines[number + 1 : last + 1], " " * column)
    new: tuple[str, ...] = (title + comment, *rest)
    if any(line.lstrip().startswith("title:") for line in rest):
        message = f"a card begins with its first key, not with '{match['key']}:'"
        new = (f"{match['lead']}{rest[0].strip()}", *rest[1:])
    return Cause(message, number, column, Mend(number, last, new))


BOLD_TITLE = re.compile(
    r"(?P<lead>\s*-\s+)(\*\*|__)(?P<title>[^*_]+?)(?::\2|\2\s*[:–—-])\s*(?P<rest>.*)"
)


def bold_title(lines: Lines, number: int) -> Iterator[Cause]:
    """A card as chat programs write it: its title in bold, and its text behind a colon."""
    match = BOLD_TITLE.fullmatch(lines[number].rstrip())
    if match is None or match["title"].casefold() in known_keys():
        return
    column = match.end("lead")
    new = [f"{match['lead']}title: {spelled(match['title'])}"]
    if match["rest"]:
        new.append(f"{' ' * column}text: {spelled(match['rest'])}")
    message = "a card begins with 'title:', not with signs of Markdown"
    yield Cause(message, number, column, Mend.of(number, *new))
