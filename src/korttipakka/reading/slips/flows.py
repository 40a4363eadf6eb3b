"""Slips between braces and brackets, and what to write instead."""

import re
from collections.abc import Iterator

from ..keys import known_keys
from ..lines import (
    QUOTED,
    Entry,
    Lines,
    Mend,
    above,
    entry_at,
    is_plain,
    meant,
    owner_of,
    quoted,
    spelled,
    value_column,
)
from .causes import TEXTS, Cause, Stop

FLOW = re.compile(
    r"(?P<head>(?:\s*(?:-\s+)+|\s*[^\s{][^{]*:\s+|(?:\s*-\s+)+[^{]+:\s+|\s*)\{)"
    r"(?P<inside>.*?)(?:\}(?P<tail>\s*+(?:,\s*+)?)|(?<!\s)\s*+)"
)
LANGUAGES = re.compile(r"\{\s*[a-z]{2,3}(-\w+)?:(\s|$)")
"""How a text begins that is given in several languages."""

NEXT_PART = re.compile(r"[,;]\s*(?=[\"']?[\w-]+[\"']?:)")


NO_COMMA = re.compile(r"[\"']\s+[\"'][\w-]+[\"']\s*:")
"""A key in quotes right after a text in quotes."""


def flow(lines: Lines, number: int) -> Iterator[Cause]:
    """Entries between braces on one line, with a value that needs quotes, or an end of them."""
    match = FLOW.fullmatch(lines[number])
    entry = entry_at(lines, number)
    if match is None or match["head"].count('"') % 2 or _is_text(entry):
        return
    if NO_COMMA.search(match["inside"]):
        return  # see `missing_comma`
    parts = NEXT_PART.split(match["inside"])
    mended = [_flow_part(part) for part in parts]
    bad = next((old for old, new in zip(parts, mended, strict=True) if old.strip() != new), None)
    semicolon = re.search(r";\s*(?=[\w-]+:\s)", match["inside"])
    if bad is None and semicolon:
        bad = semicolon[0]
    if bad is None and lines[number].rstrip(" ,").endswith("}"):
        return
    column = lines[number].index(bad.strip()) if bad else len(match["head"]) - 1
    mend = Mend.of(number, f"{match['head']}{', '.join(mended)}}}{match['tail'] or ''}")
    yield Cause(_flow_message(bad) if bad else NEVER_CLOSED, number, column, mend)


def _is_text(entry: Entry | None) -> bool:
    """Whether braces or brackets behind a key are signs of a text."""
    return entry is not None and entry.key in TEXTS and not _has_keys(entry)


def _has_keys(entry: Entry) -> bool:
    """Whether a text between braces is given in several languages, or is a box of a layout."""
    key = re.match(r"\{\s*([\w-]+):(\s|$)", entry.value)
    is_whole = f"{entry.value}{entry.comment}".rstrip().endswith("}")
    is_known = key is not None and key[1] in known_keys() and is_whole
    return is_known or bool(LANGUAGES.match(entry.value))


def _flow_message(part: str) -> str:
    if part.strip() == ";":
        return "a semicolon stands here, not a comma"
    key, _, rest = part.strip().partition(":")
    value = rest.strip()
    if value[:1] in {'"', "'"}:
        goes_on = value[0] in value[1:]
        return AFTER_QUOTE if goes_on else "this quote is never closed"
    if "#" in value:
        return "without quotes, # begins a comment, and the { is never closed"
    if re.search(r":(\s|$)", value):
        return "the text has a colon in it"
    if "," in value:
        return "the text has a comma in it, and stands between braces"
    return f"there is no space after '{key}:'" if rest and value == rest else NEVER_CLOSED


AFTER_QUOTE = "the text goes on after its closing quote"

NEVER_CLOSED = "this { is never closed"


def _flow_part(part: str) -> str:
    """An entry between braces, its value in quotes if need be."""
    key, colon, value = part.strip().partition(":")
    value = value.strip()
    if not colon or not value or value[0] in "[{" or QUOTED.fullmatch(value):
        return part.strip()
    if value[0] in "'\"":
        closing = value.find(value[0], 1)
        text = value.strip(value[0]) if closing < 0 else meant(value, closing)
        return f"{key}: {quoted(text)}"
    tight = not re.match(r":\s", part.strip()[len(key) :]) and key in known_keys()
    needs = not is_plain(value) or re.search(r"[,\[\]{}]", value)
    return f"{key}: {quoted(value) if needs else value}" if needs or tight else part.strip()


CLOSING = {"[": "]", "{": "}"}


def open_bracket(lines: Lines, entry: Entry) -> Iterator[Cause]:
    """A list that is not closed, or only behind a # that begins a comment."""
    sign = entry.value[0]
    closing = CLOSING.get(sign)
    if not closing or closing in entry.value or entry.key in TEXTS:
        return
    message, new = f"this {sign} is never closed", entry.with_value(entry.value + closing)
    if sign == "[" and closing in entry.comment:
        message = "without quotes, # begins a comment, and the [ is never closed"
        inside, _, tail = f"{entry.value}{entry.comment}"[1:].rpartition(closing)
        items = ", ".join(map(_item, inside.split(",")))
        new = f"{entry.lead}{entry.key}: [{items}]{tail}"
    yield Cause(message, entry.number, value_column(lines, entry), Mend.of(entry.number, new))


def _item(text: str) -> str:
    """An item between brackets, in quotes if need be."""
    item = text.strip()
    return item if QUOTED.fullmatch(item) else spelled(item)


def missing_comma(stop: Stop) -> Iterator[Cause]:
    """Two values between braces or brackets without a comma between them."""
    if "expected ','" not in stop.report or stop.start is None:
        return
    line = stop.lines[stop.line]
    number, end = stop.line, len(line[: stop.column].rstrip())
    if not end:
        number = above(stop.lines, stop.line)
        end = len(stop.lines[number].rstrip()) if number >= 0 else 0
    if _is_text(owner_of(stop.lines, number)):
        return
    before, after = stop.lines[number][:end], stop.lines[number][end:]
    is_open = line[stop.column :].startswith("{") and "mapping" in stop.report
    sign, message = ("},", NEVER_CLOSED) if is_open else (",", "there is no comma here")
    yield Cause(message, number, max(0, end - 1), Mend.of(number, f"{before}{sign}{after}"))
