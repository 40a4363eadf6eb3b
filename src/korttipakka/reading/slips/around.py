"""What stands around YAML that was copied from elsewhere: mail, a chat, a cell of a spreadsheet."""

import re
from collections.abc import Callable, Iterator

from ..lines import MOST_WRITTEN, Lines, Mend, entry_at
from ..schema import DECK_FIELDS
from .causes import Cause

Parses = Callable[[Lines], bool]
"""Whether lines are YAML."""

LABEL = re.compile(r"(?:ya?ml|json|copy|copy code|kopioi|kopioi koodi|code|koodi)", re.IGNORECASE)
"""What web pages show above a box of code, and copy with it."""

PARTED = re.compile(r"\s*|--\s*|[-_=*]{3,}\s*")
"""A line that parts a file from what follows it, such as a signature."""


CARD = re.compile(r"\s*-\s+\w+\s*:\s")
"""The first line of a card: what has cards below it is not the end of a deck."""


def around(lines: Lines, parses: Parses = lambda _: True) -> Cause | None:
    """What is around YAML, and how to write the file without it.

    Words above and below are only taken for that where the rest is YAML by itself.
    """
    for find in (_before_each_line, _in_quotes):
        if cause := next(find(lines), None):
            return cause
    return next((one for one in _above_and_below(lines) if parses(one.mend.lines)), None)


def _before_each_line(lines: Lines) -> Iterator[Cause]:
    """Signs of quoted mail, bars or numbers of lines, which all lines begin with."""
    own = [n for n, line in enumerate(lines) if line.strip()]
    for sign in (r"(?:>[ ]?)+(?<=>)", r"\|", r"\s*\d{1,4}"):
        rests = _behind(sign, [lines[n] for n in own])
        if len(own) < 2 or not rests:
            continue
        width = _common([rest for rest in rests if rest.strip()])
        new = dict(zip(own, (rest[width:] for rest in rests), strict=True))
        if not _is_deck(list(new.values())):
            continue
        mended = [new.get(n, "") for n in range(len(lines))]
        shown = f"'{lines[own[0]][: len(lines[own[0]]) - len(new[own[0]])]}'"
        its = "its number, as" if shown.strip("' ")[0].isdigit() else "signs that are none of it,"
        message = f"each line begins with {its} {shown}"
        yield _whole(lines, message, own[0], mended, "take away what stands before each line")


def _behind(sign: str, lines: Lines) -> list[str]:
    """What stands behind a sign that all lines begin with; nothing if one does not."""
    rests, pattern = [], re.compile(sign)
    for line in lines:
        match = pattern.match(line)
        if match is None:  # few lines are looked at: most decks begin otherwise
            return []
        rests.append(line[match.end() :])
    return rests


def _common(rests: Lines) -> int:
    """How many blanks and signs all of some lines begin with."""
    width = 0
    while all(rest[width : width + 1] == rests[0][width : width + 1] != "" for rest in rests):
        if rests[0][width] not in " \t|:.)":
            break
        width += 1
    return width


def _in_quotes(lines: Lines) -> Iterator[Cause]:
    """A whole file in quotes, those in it doubled, as a spreadsheet copies a cell of lines."""
    text = "\n".join(lines).strip()
    if text[:1] != '"' or text[-1:] != '"' or len(lines) < 2:
        return
    mended = text[1:-1].strip().replace('""', '"').split("\n")
    if _is_deck(mended):
        message = "the whole file stands in quotes, as a spreadsheet copies a cell"
        words = 'delete the first and the last quote, and write " in place of each ""'
        yield _whole(lines, message, 0, mended, words)


def _whole(lines: Lines, message: str, number: int, mended: list[str], words: str) -> Cause:
    """A cause that asks for all lines anew; in `words` where they are too many to be written."""
    hint = words if len(mended) > MOST_WRITTEN else ""
    while not mended[-1].strip():
        mended.pop()
    return Cause(message, number, 0, Mend(0, len(lines) - 1, tuple(mended)), hint=hint)


def _above_and_below(lines: Lines) -> Iterator[Cause]:
    """Words above a deck, or below it after a line that parts them from it."""
    tops = [n for n in range(len(lines)) if _is_top(lines, n)]
    if not tops:
        return
    first, last = tops[0], _last_of(lines, tops[-1])
    above = [line.strip() for line in lines[:first] if line.strip()]
    is_label = bool(above) and all(map(LABEL.fullmatch, above))
    kept = tuple(lines[first : last + 1])
    below = [n for n in range(last + 1, len(lines)) if lines[n].strip()]
    if not (above or below) or not (is_label or _is_deck(kept)):
        return
    if above and any(line[0] in "-#%;/<" for line in above):
        return
    if any(CARD.match(lines[n]) for n in below):
        return
    hint = f"keep only lines {first + 1} to {last + 1}, and delete what stands above and below them"
    where = next(n for n, line in enumerate(lines) if line.strip()) if above else below[0]
    message = f"this is no line of the deck, which is in lines {first + 1} to {last + 1}"
    yield Cause(message, where, 0, Mend(0, len(lines) - 1, kept), hint=hint)


def _last_of(lines: Lines, top: int) -> int:
    """The last line of a deck whose last key at the top is on a line."""
    last = number = top
    for number in range(top + 1, len(lines)):
        if PARTED.fullmatch(lines[number]):
            continue
        if lines[number][0] not in " \t-" and PARTED.fullmatch(lines[number - 1]):
            break
        last = number
    return last


def _is_top(lines: Lines, number: int) -> bool:
    """Whether a line has a key of a deck at its very beginning."""
    return _key_at_top(lines, number) in DECK_FIELDS


def _is_deck(lines: Lines) -> bool:
    """Whether lines have the title and the cards of a deck at their beginnings."""
    return {"title", "cards"} <= {_key_at_top(lines, number) for number in range(len(lines))}


def _key_at_top(lines: Lines, number: int) -> str | None:
    """The key at the very beginning of a line; most lines are further in, or of a list."""
    if lines[number][:1] in ("", " ", "-"):
        return None
    entry = entry_at(lines, number)
    return entry.key if entry else None
