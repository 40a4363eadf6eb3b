"""Slips of the pen that a line shows by itself, each with what to write instead.

Some of them are errors to a YAML parser, often on a later line; others are YAML all the same, of
something else than was meant. Either way it is the line that is to blame.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ...basics.items import ITEM_SIGNS
from ...basics.problems import Location, Problem
from ...basics.records import NamedTuple
from ..keys import key_meant, known_keys
from ..lines import (
    BLOCK_MARK,
    QUOTED,
    Lines,
    Mend,
    above,
    below,
    indent_of,
    parted,
    spaced,
    spelled,
)
from ..text import named_character
from ..texts import ONE_LINE


class Cause(NamedTuple):
    """What is wrong at a place, and how to write the lines there.

    `hint` is in place of the new lines where words say it better. `line` and `column` count from 0.
    """

    message: str
    line: int
    column: int
    mend: Mend
    how: str = ""
    hint: str = ""

    def advice(self, lines: Lines) -> str:
        """What to do."""
        how = f"{self.how}; write" if self.how else "write"
        return self.hint or self.mend.hint(lines, self.line, how)

    def problem(self, code: str, lines: Lines, file: Location) -> Problem:
        """The problem in a file."""
        at = file.at(self.line + 1, self.column + 1)
        return Problem(code, self.message, at, self.advice(lines))


TEXTS = {*ONE_LINE, "text"}
"""Keys of texts; a bracket behind others is the beginning of a list."""


class Stop(NamedTuple):
    """Where and why a parser went no further; lines and columns count from 0.

    `start` is the line where that began which was being parsed.
    """

    lines: Lines
    line: int
    column: int
    start: int | None
    report: str

    @property
    def near(self) -> list[int]:
        """The lines that may be to blame, the likeliest first."""
        own = self.line if self.lines[self.line].strip() else above(self.lines, self.line)
        near = [own, above(self.lines, own)]
        if self.start is not None:
            # What was being scanned is to blame; of a list or mapping its end.
            scanned = re.search(r"scanning|quoted|flow|node", self.report)
            near = [self.start, *near] if scanned else [*near, self.start]
        return [number for number in dict.fromkeys(near) if number >= 0]


Guess = Callable[[Stop], Iterator[Cause]]


LOOKS_LIKE_A_DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u25cf\u25aa\u25e6*+"
"""What people type, or programs make of what they type, for the hyphen of a list."""

SIGN = re.compile(
    rf"(?P<lead>[ ]*)(?P<sign>[{LOOKS_LIKE_A_DASH}{ITEM_SIGNS}§]|\(?(?:\d{{1,3}}|[A-Za-z])[.)]"
    r"|(?:-[ ]+)?\[[ xX]\])\s*"
    r"(?P<rest>[^\s:]+\s*:\s.*)"
)

TWO_DASHES = re.compile(r"(?P<lead>[ ]*)-[ ]+-[ ]+(?P<rest>[^\s:]+\s*:(\s.*|$))")

TIGHT_DASH = re.compile(r"(?P<lead>[ ]*)-(?:[^\S ]\s*)?(?P<rest>[^\W\d_][\w ]*:(\s.*|$))")

# A key with something else than ": " behind it.
KEY = r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>\w+)[ ]*"
TIGHT_COLON = re.compile(KEY + r"(?P<sign>[:：])(?P<gap>[^\S ]*)(?P<rest>\S.*)")
TWO_COLONS = re.compile(KEY + r"::[ ]*(?P<rest>.*)")
OTHER_SIGN = re.compile(KEY + r"(?P<sign>[=;：]|[-=]>|→|(?<= )[–—](?= ))\s*(?P<rest>.*)")
NO_SIGN = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>\w+)(?:[ ]+(?P<rest>[^\s:].*))?")

ODD_SPACE = re.compile(r"(?P<lead>[^\S\n]*[^\S \t\n][^\S\n]*|[ ]*[\u200b-\u200d\u2060\ufeff]\s*)")

CURLY_KEY = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*(?:\{[ ]*)?)[“”„«»‘’](?P<key>\w+)[“”„«»‘’]\s*:(?P<rest>.*)"
)

CURLY_PAIR = re.compile(r"[“”„]([^“”„\"]*)[“”„](?=\s*(?:[:,}\]]|$))")
"""A key or a value of JSON in quotes that a word processor has turned."""

MARKED_KEY = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<sign>\*\*?|__|`)(?P<key>\w+)"
    r"(?:(?P=sign)[ ]*:|:[ ]*(?P=sign))[ ]*(?P<rest>.*)"
)

UNSEEN = re.compile(r"[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")


def causes_of(lines: Lines, number: int) -> Iterator[Cause]:
    """What is evidently wrong with a line, counted from 0; most likely one thing."""
    if not 0 <= number < len(lines) or not lines[number].strip():
        return
    for find in (
        odd_spaces,
        list_sign,
        two_dashes,
        tight_dash,
        two_colons,
        tight_colon,
        other_sign,
        curly_key,
        marked_key,
        unseen,
    ):
        if cause := find(lines, number):
            yield cause


def odd_spaces(lines: Lines, number: int) -> Cause | None:
    """Spaces that are none to YAML before a line, as web pages and word processors have them."""
    if not ODD_SPACE.match(lines[number]):
        return None
    first = next(n for n in range(number + 1) if ODD_SPACE.match(lines[n]))
    others = [n for n in range(len(lines)) if ODD_SPACE.match(lines[n])]
    match = ODD_SPACE.match(lines[first])
    assert match is not None
    odd = next(c for c in match["lead"] if c not in " \t")
    mended = [_with_spaces(line) for line in lines[first : others[-1] + 1]]
    many = f"lines {', '.join(str(n + 1) for n in others)}" if len(others) > 1 else "the line"
    looks = "which looks like a space and is none" if odd.isspace() else "which cannot be seen"
    return Cause(
        f"the line begins with {named_character(odd)}, {looks}",
        first,
        match["lead"].index(odd),
        Mend(first, others[-1], tuple(mended)),
        hint=f"begin {many} with ordinary spaces alone",
    )


def _with_spaces(line: str) -> str:
    match = ODD_SPACE.match(line)
    if not match:
        return line
    spaces = re.sub(r"[\u200b-\u200d\u2060\ufeff]", "", match["lead"])
    return " " * len(spaces.expandtabs(2)) + line[match.end() :]


def list_sign(lines: Lines, number: int) -> Cause | None:
    """A dash, a bullet or a star where the hyphen of a list belongs, here and in items above."""
    has_tabs = "\t" in lines[number]
    lines = [spaced(line, 2) for line in lines] if has_tabs else lines
    match = _sign_at(lines, number)
    found = []
    while match is not None:
        found.append((number, match))
        number = _item_above(lines, number)
        match = _sign_at(lines, number)
    if not found:
        return None
    found.reverse()
    first, match = found[0]
    items = [_item(lines, line, match, has_tabs) for line, match in found]
    new = list(items[0].lines)
    for item, after in pairwise(items):
        new += [*lines[item.last + 1 : after.first], *after.lines]
    sign = match["sign"]
    called = f" ({named_character(sign)})" if len(sign) == 1 else ""
    message = f"the line begins with '{sign}'{called}, not with the hyphen of a list"
    return Cause(message, first, len(match["lead"]), Mend(first, items[-1].last, tuple(new)))


def _sign_at(lines: Lines, number: int) -> re.Match[str] | None:
    match = SIGN.fullmatch(lines[number].rstrip()) if number >= 0 else None
    return match if match and _is_entry(match["rest"]) else None


def _item_above(lines: Lines, number: int) -> int:
    """The nearest line above that is as far indented as this one and in its list; -1 for none."""
    column = indent_of(lines[number])
    other = above(lines, number)
    while other >= 0 and indent_of(lines[other]) > column:
        other = above(lines, other)
    return other if other >= 0 and indent_of(lines[other]) == column else -1


def _item(lines: Lines, number: int, match: re.Match[str], is_whole: bool = False) -> Mend:
    """An item of a list with its hyphen, and its further keys in line with its first again.

    Further keys that are in line need no new lines, unless the item `is_whole` written anew.
    """
    lead, rest = match["lead"], match["rest"]
    own = list(below(lines, number, len(lead)))
    least = min((indent_of(lines[n]) for n in own if lines[n].strip()), default=0)
    first = f"{lead}- {rest}"
    has_keys = any(indent_of(lines[n]) == least and _is_entry(lines[n].strip()) for n in own)
    if not own or (not is_whole and (not has_keys or least == len(lead) + 2)):
        return Mend.of(number, first)
    moved = (f"{lead}  {lines[n][least:]}" if lines[n].strip() else "" for n in own)
    return Mend(number, own[-1], (first, *moved))


def two_dashes(lines: Lines, number: int) -> Cause | None:
    """Two hyphens of a list before one card."""
    return _dash(lines, number, TWO_DASHES, "two '-' stand before this, where one begins a card")


def tight_dash(lines: Lines, number: int) -> Cause | None:
    """A hyphen of a list without a space behind it."""
    return _dash(lines, number, TIGHT_DASH, "there is no space after the '-' of a list")


def _dash(lines: Lines, number: int, pattern: re.Pattern[str], message: str) -> Cause | None:
    match = pattern.fullmatch(lines[number].rstrip())
    if match is None or not _is_entry(match["rest"]):
        return None
    return Cause(message, number, len(match["lead"]), _item(lines, number, match))


def _is_entry(rest: str) -> bool:
    """Whether a text begins with a key that is known, by whatever name."""
    return key_meant(rest.partition(":")[0], known_keys()) is not None


def two_colons(lines: Lines, number: int) -> Cause | None:
    """A key with two colons behind it."""
    match = _known(TWO_COLONS, lines[number])
    if match is None:
        return None
    return _with_colon(number, match, f"two colons stand after '{match['key']}'")


def tight_colon(lines: Lines, number: int) -> Cause | None:
    """A colon without a space behind it, or with one that looks like a space."""
    match = _known(TIGHT_COLON, lines[number])
    if match is None:
        return None
    if match["sign"] == ":" and not match["gap"] and match["rest"].startswith("//"):
        return None
    message = f"there is no space after '{match['key']}{match['sign']}'"
    if match["gap"]:
        message = (
            f"after '{match['key']}:' stands {named_character(match['gap'][0])} in place of a space"
        )
    return _with_colon(number, match, message)


def other_sign(lines: Lines, number: int) -> Cause | None:
    """Another sign where the colon of a key belongs."""
    match = _known(OTHER_SIGN, lines[number])
    if match is None:
        return None
    return _with_colon(number, match, f"there is '{match['sign']}' after the key, not a colon")


def no_sign(lines: Lines, number: int) -> Cause | None:
    """A known key without its colon."""
    match = _known(NO_SIGN, lines[number])
    if match is None:
        return None
    return _with_colon(number, match, f"there is no colon after '{match['key']}'")


def _known(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """What a pattern finds in a line, if that names a known key."""
    match = pattern.fullmatch(line.rstrip())
    return match if match and match["key"] in known_keys() else None


def _with_colon(number: int, match: re.Match[str], message: str) -> Cause:
    return Cause(message, number, len(match["lead"]), Mend.of(number, _as_entry(match)))


def _as_entry(match: re.Match[str]) -> str:
    """A key and what stands behind it, as YAML wants it."""
    rest = match["rest"] or ""
    value, comment = parted(rest)
    if BLOCK_MARK.fullmatch(rest):
        value, comment = rest, ""
    elif not (QUOTED.fullmatch(value) or re.fullmatch(r"\{.*\}|\[.*\]", value)):
        value = spelled(value) if value else ""
    return f"{match['lead']}{match['key']}:{value and f' {value}'}{comment}"


ANY_TIGHT = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\W\d][\w-]*):(?P<rest>[^\s/:].*)")


def tight_keys(lines: Lines, number: int) -> Cause | None:
    """Keys of any name without a space behind their colons, on this line and those beside it."""
    first = last = number
    if not _is_tight(lines, number):
        return None
    while _is_tight(lines, first - 1):
        first -= 1
    while _is_tight(lines, last + 1):
        last += 1
    matches = [match for line in lines[first : last + 1] if (match := ANY_TIGHT.fullmatch(line))]
    message = f"there is no space after '{matches[0]['key']}:'"
    mend = Mend(first, last, tuple(map(_as_entry, matches)))
    return Cause(message, first, len(matches[0]["lead"]), mend)


def _is_tight(lines: Lines, number: int) -> bool:
    return 0 <= number < len(lines) and ANY_TIGHT.fullmatch(lines[number]) is not None


def curly_key(lines: Lines, number: int) -> Cause | None:
    """A key in quotes that are letters to YAML."""
    match = CURLY_KEY.fullmatch(lines[number].rstrip())
    if match is None:
        return None
    message = "the key stands in curly quotes, which are letters to YAML"
    rest = match["rest"]
    if re.search(r"[,{}\[\]]\s*$", rest) or "{" in match["lead"]:
        rest = CURLY_PAIR.sub(r'"\1"', rest)
    mended = f"{match['lead']}{match['key']}:{rest}"
    return Cause(message, number, len(match["lead"]), Mend.of(number, mended))


def marked_key(lines: Lines, number: int) -> Cause | None:
    """A key in the bold letters of Markdown, as chat programs write it."""
    match = MARKED_KEY.fullmatch(lines[number].rstrip())
    if match is None or not _is_entry(f"{match['key']}:"):
        return None
    message = f"the key stands between {match['sign']}, which are signs of Markdown"
    return _with_colon(number, match, message)


def unseen(lines: Lines, number: int) -> Cause | None:
    """An invisible character in a key."""
    line = lines[number]
    before, colon, rest = line.partition(":")
    found = UNSEEN.search(before)
    if not (colon and found) or not _is_entry(UNSEEN.sub("", before).strip(" -") + ":"):
        return None
    message = f"{named_character(found[0])}, which cannot be seen, stands in the key"
    mended = UNSEEN.sub("", before) + colon + rest
    return Cause(message, number, found.start(), Mend.of(number, mended), how="delete it")
