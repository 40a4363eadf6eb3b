"""Slips of the pen that a line shows by itself, each with what to write instead.

Some of them are errors to a YAML parser, often on a later line; others are YAML all the same, of
something else than was meant. Either way it is the line that is to blame.
"""

import re
from collections.abc import Iterator
from unicodedata import name as character_name

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from .keys import key_meant, known_keys
from .lines import Lines, Mend, parted, spelled


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


LOOKS_LIKE_A_DASH = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u25cf\u25aa\u25e6*+"
"""What people type, or programs make of what they type, for the hyphen of a list."""

SIGN = re.compile(rf"(?P<lead>[ ]*)(?P<sign>[{LOOKS_LIKE_A_DASH}])\s*(?P<rest>[^\s:]+\s*:\s.*)")

TIGHT_DASH = re.compile(r"(?P<lead>[ ]*)-(?:[^\S ]\s*)?(?P<rest>[^\W\d_][\w ]*:(\s.*|$))")

# A key with something else than ": " behind it.
KEY = r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>\w+)[ ]*"
TIGHT_COLON = re.compile(KEY + r"(?P<sign>[:：])(?P<gap>[^\S ]*)(?P<rest>\S.*)")
OTHER_SIGN = re.compile(KEY + r"(?P<sign>[=;：])\s*(?P<rest>.*)")
NO_SIGN = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>\w+)(?:[ ]+(?P<rest>\S.*))?")

ODD_SPACE = re.compile(r"(?P<lead>[^\S\n]*[^\S \t\n][^\S\n]*|[ ]*[\u200b-\u200d\u2060\ufeff]\s*)")

CURLY_KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)[“”„«»‘’](?P<key>\w+)[“”„«»‘’]\s*:(?P<rest>.*)")

UNSEEN = re.compile(r"[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")


def causes_of(lines: Lines, number: int) -> Iterator[Cause]:
    """What is evidently wrong with a line, counted from 0; most likely one thing."""
    if not 0 <= number < len(lines) or not lines[number].strip():
        return
    for find in (odd_spaces, list_sign, tight_dash, tight_colon, other_sign, curly_key, unseen):
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
        f"the line begins with {_called(odd)}, {looks}",
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


def _called(character: str) -> str:
    return f"U+{ord(character):04X} {character_name(character, '')}".rstrip()


def list_sign(lines: Lines, number: int) -> Cause | None:
    """A dash, a bullet or a star where the hyphen of a list belongs."""
    match = SIGN.fullmatch(lines[number].rstrip())
    if match is None or not _is_entry(match["rest"]):
        return None
    sign = match["sign"]
    message = f"the line begins with '{sign}' ({_called(sign)}), not with the hyphen of a list"
    mend = Mend.of(number, f"{match['lead']}- {match['rest']}")
    return Cause(message, number, len(match["lead"]), mend)


def tight_dash(lines: Lines, number: int) -> Cause | None:
    """A hyphen of a list without a space behind it."""
    match = TIGHT_DASH.fullmatch(lines[number].rstrip())
    if match is None or not _is_entry(match["rest"]):
        return None
    message = "there is no space after the '-' of a list"
    mend = Mend.of(number, f"{match['lead']}- {match['rest']}")
    return Cause(message, number, len(match["lead"]), mend)


def _is_entry(rest: str) -> bool:
    """Whether a text begins with a key that is known, by whatever name."""
    return key_meant(rest.partition(":")[0], known_keys()) is not None


def tight_colon(lines: Lines, number: int) -> Cause | None:
    """A colon without a space behind it, or with one that looks like a space."""
    match = TIGHT_COLON.fullmatch(lines[number].rstrip())
    if match is None or match["key"] not in known_keys():
        return None
    if match["sign"] == ":" and not match["gap"] and match["rest"].startswith("//"):
        return None
    message = f"there is no space after '{match['key']}{match['sign']}'"
    if match["gap"]:
        message = f"after '{match['key']}:' stands {_called(match['gap'][0])} in place of a space"
    return _with_colon(number, match, message)


def other_sign(lines: Lines, number: int) -> Cause | None:
    """Another sign where the colon of a key belongs."""
    match = OTHER_SIGN.fullmatch(lines[number].rstrip())
    if match is None or match["key"] not in known_keys():
        return None
    return _with_colon(number, match, f"there is '{match['sign']}' after the key, not a colon")


def no_sign(lines: Lines, number: int) -> Cause | None:
    """A known key without its colon."""
    match = NO_SIGN.fullmatch(lines[number].rstrip())
    if match is None or match["key"] not in known_keys():
        return None
    return _with_colon(number, match, f"there is no colon after '{match['key']}'")


def _with_colon(number: int, match: re.Match[str], message: str) -> Cause:
    value, comment = parted(match["rest"] or "")
    text = f" {spelled(value)}" if value else ""
    mended = f"{match['lead']}{match['key']}:{text}{comment}"
    return Cause(message, number, len(match["lead"]), Mend.of(number, mended))


def curly_key(lines: Lines, number: int) -> Cause | None:
    """A key in quotes that are letters to YAML."""
    match = CURLY_KEY.fullmatch(lines[number].rstrip())
    if match is None:
        return None
    message = "the key stands in curly quotes, which are letters to YAML"
    mended = f"{match['lead']}{match['key']}:{match['rest']}"
    return Cause(message, number, len(match["lead"]), Mend.of(number, mended))


def unseen(lines: Lines, number: int) -> Cause | None:
    """An invisible character in a key."""
    line = lines[number]
    before, colon, rest = line.partition(":")
    found = UNSEEN.search(before)
    if not (colon and found) or not _is_entry(UNSEEN.sub("", before).strip(" -") + ":"):
        return None
    message = f"{_called(found[0])}, which cannot be seen, stands in the key"
    mended = UNSEEN.sub("", before) + colon + rest
    return Cause(message, number, found.start(), Mend.of(number, mended), how="delete it")
