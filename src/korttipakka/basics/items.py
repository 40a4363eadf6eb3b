"""Lines that people begin as items of a list, and that are none to Markdown."""

from collections.abc import Sequence

from .late import late

ITEM_SIGNS = (
    "\u2610-\u2612\u2705\u2713-\u2718\u2605\u2606\u25b6\u25b7\u25c6\u25c7\u25fb\u25fc\u2751\u2752"
    "\u2756\u2192\u21d2\u2794\u279c\u27a1\u27a4\U0001f446-\U0001f449\U0001f534\U0001f535\U0001f538"
    "\U0001f539"
)
"""Boxes, ticks, stars, arrows and emoji that people begin the lines of a list with."""

# Beginnings of items that no list of Markdown has, by what two of them must have in common.
_OTHER_ITEM = late(
    rf"[ \t]*(?:(?P<sign>[{ITEM_SIGNS}])|(?P<box>\[[ xX]\]\s)|(?P<round>\(\w{{1,3}}\)\s)"
    r"|(?P<dash>-(?=[^\W\d_]))|(?P<letter>(?:[^\W\d_]\.|[IVXivx]{2,5}[.)])\s)"
    r"|(?P<tight>\d{1,3}[.)](?=[^\W\d_]))|(?P<number>\d{1,3}[:/]\s)"
    r"|(?P<step>[^\W\d_]+\s\d+[:.]\s))"
)


def is_before_item(lines: Sequence[str], number: int) -> bool:
    """Whether the next line is an item as no list of Markdown has it, and not the only one."""
    item = _OTHER_ITEM.match(lines[number + 1]) if number + 1 < len(lines) else None
    if item is None or not lines[number].strip() or lines[number].endswith(("\\", "  ")):
        return False
    first = max(number + 1 - REACH, 0)
    near = paragraph_at(lines[first : number + 1 + REACH], number + 1 - first)
    found = (other for line in near if (other := _OTHER_ITEM.match(line)))
    return sum(other.lastgroup == item.lastgroup for other in found) > 1


REACH = 20
"""Lines above and below in which another item is looked for."""


def paragraph_at(lines: Sequence[str], number: int) -> Sequence[str]:
    """The lines up to the next blank ones above and below."""
    first = last = number
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return lines[first : last + 1]
