"""Texts that an author folded over lines -> a line for each paragraph.

Under `text: >` line ends mean nothing inside a paragraph. In a cell of a table every line end
shows, and is brought back as a line break: only those that are one on the card are kept.
"""

import re
from collections.abc import Sequence

from ..basics.items import is_before_item
from ..basics.late import late

# What begins a block of its own in Markdown, so that it never goes on with the line above.
BLOCK = late(
    r"\s*([-*+•▪◦‣·–—]\s|o\t|\d+[.)]\s|[A-Za-z][.)]\s|#{1,6}(\s|$)|>|\||```|~~~"
    r"|([-_*=]\s*){3,}$)"
)

# What nothing goes on with on the next line.
CLOSED = late(r"\s*(```|~~~|#{1,6}(\s|$)|\||([-_*=]\s*){3,}$)|.*\\$|.*  $")

FENCE = re.compile(r"\s*(```|~~~)")


def unfolded(text: str) -> str:
    r"""The text with the lines of each paragraph joined by spaces; all other line ends stay.

    >>> unfolded("Kaksi\nriviä.\n\n- yksi\n- kaksi\n  jatkuu")
    'Kaksi riviä.\n\n- yksi\n- kaksi jatkuu'
    """
    paragraphs: list[list[str]] = []
    fenced = False
    typed = text.split("\n")
    for number, line in enumerate(typed):
        is_item = number > 0 and is_before_item(typed, number - 1)
        if paragraphs and not fenced and not is_item and _goes_on(paragraphs[-1], line):
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line])
            fenced ^= bool(FENCE.match(line))
    return "\n".join(map(" ".join, paragraphs))


def _goes_on(above: Sequence[str], line: str) -> bool:
    """Whether a line belongs to the paragraph or the list item of the lines above."""
    if not line.strip() or not above[0].strip() or BLOCK.match(line):
        return False
    return not (CLOSED.match(above[0]) or above[-1].endswith("\\"))
