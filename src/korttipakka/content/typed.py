"""What people type and paste, where Markdown would lose it or not see it, as Markdown."""

import re
from collections.abc import Sequence

from ..basics.items import ITEM_SIGNS, is_before_item, paragraph_at
from ..basics.late import late

OWN_MARKER = "\x02"
"""Stands before the marker of an item that Markdown has no list for; no deck can hold it."""

_BULLETS = "\u2022\u00b7\u2023\u25aa\u25ab\u25e6\u25cf\u25cb\u25a0\u25a1\u2043\u2219\u27a2\u25ba"
# Word's bullets are characters of the font Symbol, at private places; its hollow one is an o.
_BULLET = late(rf"([ \t]*)([{_BULLETS}\uf000-\uf0ff]|o(?=\t))[ \t]+(?=\S)")
_DASH_OR_LETTER = late(r"([ \t]*)([\u2012-\u2015\u2212]|[^\W\d_]\))[ \t]+(?=\S)")
_MARKER_ALONE = late(
    r"((?:[ \t]|(?:[-+*>]|\d{1,9}[.)])[ \t])*)([-+*>]|#{1,6}|\d{1,9}(?=[.)]))(?=[.)]?[ \t]*$)"
)
_RULE = late(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_CLOSED_HEADING = late(r"([ \t]*#{1,6}[ \t].*?[ \t])(#+[ \t]*)$")
_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
# Possessive quantifiers (*+): none of what they take is given back, which could take for ever.
_DIVIDER = late(r"[ \t>]*+(?:\|[ \t]*+)?:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+")
_CONTAINER = late(r"^[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]+)*")
_PIPE = re.compile(r"(?<!\\)\|")
_DOUBLE_RULE = re.compile(r"[ \t]*={3,}[ \t]*$")
_QUOTE = re.compile(r"[ \t]*>")
_LIST_ITEM = late(rf"[ \t]*(?:[-+*{_BULLETS}]|\d{{1,3}}[.)])[ \t]+\S")
_MORE_THAN = late(r"([ \t]*)(>)(?=[ \t]?=?[ \t]?\d)")
_FENCE = late(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*+(`{3,})([^`]*)$")

SEEN = re.compile(
    rf"^[ \t]*(?:[{_BULLETS}{ITEM_SIGNS}\uf000-\uf0ff\u2012-\u2015\u2212]"
    r"|o\t|[^\W\d_][.)]|[IVXivx]{2,5}[.)]|#|===|[-+*|>]|\[[ xX]\]|\(\w{1,3}\)|[^\W\d_]+\s\d+[:.]\s"
    r"|\d+(?:[:/]|[.)]))",
    re.MULTILINE,
)
"""What may need a change. Texts without any of it are Markdown as they stand."""


def as_markdown(text: str) -> str:
    """A text in which nothing is lost, and pasted bullets, dashes and `a)` are lists.

    >>> as_markdown("a) one").replace(OWN_MARKER, "!")
    '- !a) one'
    """
    if not SEEN.search(text):
        return text
    lines = text.split("\n")
    kept = {number: lines[number] for number in _in_fences(lines)}
    kept = {**_in_tables(lines), **kept}
    return "\n".join(
        kept[number] if number in kept else _line(lines, number) for number in range(len(lines))
    )


def _in_tables(lines: Sequence[str]) -> dict[int, str]:
    """The lines of tables, their heads as wide as the widest row: Markdown drops further cells."""
    found: dict[int, str] = {}
    for number in range(1, len(lines)):
        head, divider = lines[number - 1], lines[number]
        if "|" not in head or number in found or not _DIVIDER.fullmatch(divider.strip(" \t>")):
            continue
        if _cells(head) != _cells(divider):
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        columns = max(map(_cells, lines[number - 1 : end]))
        if columns > MOST_COLUMNS:
            found[number] = f"\\{divider.lstrip()}"
            continue
        missing = columns - _cells(head)
        found |= {row: lines[row].rstrip() for row in range(number - 1, end)}
        found[number - 1] = _widened(head, "   |", missing)
        found[number] = _widened(divider, "---|", missing)
        if end < len(lines) and lines[end].strip():
            found[end - 1] += "\n"  # a line without cells is no row
    return found


MOST_COLUMNS = 50
"""More are no table: no card is so wide, and each row would be filled up to them."""


def _widened(row: str, cell: str, times: int) -> str:
    row = row.rstrip()
    return row + ("" if row.endswith("|") or not times else "|") + cell * times


def _cells(row: str) -> int:
    """How many cells a line of a table has."""
    inner = _CONTAINER.sub("", row).strip()
    return len(_PIPE.findall(inner.removeprefix("|").removesuffix("|"))) + 1


def _in_fences(lines: Sequence[str]) -> frozenset[int]:
    """The lines between fences and these themselves: code has no markup."""
    kept: set[int] = set()
    opened = 0
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if opened or fence:
            kept.add(number)
        if fence and not opened:
            opened = len(fence[1])
        elif fence and len(fence[1]) >= opened and not fence[2].strip():
            opened = 0
    return frozenset(kept)


def _line(lines: Sequence[str], number: int) -> str:
    line = lines[number]
    if bullet := _BULLET.match(line):
        return _item(line, bullet)
    if _ends_list(lines, number):
        return f"\n{line}"
    dash = _DASH_OR_LETTER.match(line)
    if dash and _is_in_list(lines, number):
        return _item(line, dash)
    if _DOUBLE_RULE.match(line):
        return "***"
    if _is_more_than(lines, number):
        return _MORE_THAN.sub(_escaped, line, count=1)
    is_rule = _RULE.match(line) or _is_within_quote(lines, number)
    if _MARKER_ALONE.match(line) and not is_rule:
        return _MARKER_ALONE.sub(_escaped, line, count=1)
    if closed := _CLOSED_HEADING.match(line):
        return f"{closed[1]}\\{closed[2]}"
    if _ROW.match(line):  # rows stay under each other
        return f"{line}\\" if number + 1 < len(lines) and _ROW.match(lines[number + 1]) else line
    return f"{line}\\" if is_before_item(lines, number) else line


def _item(line: str, found: "re.Match[str]") -> str:
    is_odd = found[2] in {"o", "\u2219"} or found[2] >= "\uf000"  # what few fonts have, if any
    marker = "\u2022" if is_odd else found[2]
    return f"{found[1]}- {OWN_MARKER}{marker} {line[found.end() :]}"


def _ends_list(lines: Sequence[str], number: int) -> bool:
    """Whether a line below an item, no further in than that, is none of its words.

    Markdown takes it for them, as where long lines were wrapped. But a line that ends early was not
    wrapped, and a capital begins something new: the heading of the next list, or what is said last.
    """
    if not number or not lines[number][:1].isupper() or len(lines[number - 1]) >= WRAPPED:
        return False
    return _LIST_ITEM.match(lines[number - 1]) is not None


WRAPPED = 50
"""Characters of a line that may have been ended since it was full."""


def _is_more_than(lines: Sequence[str], number: int) -> bool:
    """Whether a line begins with > and a number, and those beside it are no quotation."""
    if not _MORE_THAN.match(lines[number]):
        return False
    beside = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return not any(_QUOTE.match(line) and not _MORE_THAN.match(line) for line in beside)


def _is_within_quote(lines: Sequence[str], number: int) -> bool:
    """Whether a sign stands for the empty line between two paragraphs of a quotation."""
    around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return lines[number].lstrip()[:1] == ">" and any(map(_QUOTE.match, around))


def _escaped(found: "re.Match[str]") -> str:
    """A marker that nothing follows; a number's point or bracket is what makes it one."""
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def _is_in_list(lines: Sequence[str], number: int) -> bool:
    """Whether a dash or a letter is an item's: one alone within a paragraph is of its text."""
    marked = [bool(_DASH_OR_LETTER.match(line)) for line in paragraph_at(lines, number)]
    return marked[0] or sum(marked) > 1
