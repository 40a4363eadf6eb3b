"""Spaces at which a line may end: not those within numbers, nor beside signs that go with a word.

French sets signs of two parts off by a space; whoever types a plain one means the same. UAX 14 says
which signs no line may begin with, "even after spaces". A dash or a slash between spaces stays on
the line of the word before it.
"""

import re
from functools import cache

from ..basics.languages import primary

NEVER_FIRST = (
    ":;!?\u055c-\u055e\u0589\u061b\u061f\u06d4\u0964\u0965\u0e2f\u0e46\u0eaf\u0ec6\u0f0d-\u0f12\u0f14\u104a\u104b\u1361-\u1368\u17d4-\u17d7"
    "\u3001\u3002\u203c\u2047-\u2049\uff01\uff0c\uff0e\uff1a\uff1b\uff1f"
)
"""Signs that no word begins with: whatever follows them, they belong to what stands before.

Also those of Armenian, Arabic, Hindi, Thai, Lao, Tibetan, Burmese, Ethiopic, Khmer and, in full
width, of Chinese.
"""

CLOSING = r".,…)\]}/\-–—―،\u300d\u300f\u3011\u3009\u300b\uff09"
"""Signs that words may begin with (.pdf, -kortti, —dijo), but that do not stand for one alone."""

OPENING = r"(\[{¿¡„‚\u300c\u300e\u3010\u3008\u300a\uff08"
"""Signs that no line ends with."""

OUTWARD, INWARD = "«‹", "»›"
"""Guillemets as French and most languages have them: the former open, the latter close."""

INWARD_FIRST = frozenset("bs cs da de hr hu pl sk sl sr".split())
"""Languages that write »so«, and never with a space within."""

BLANK = r" \t\r\n\f\v"
"""What separates words, see `words.SPACE`."""

LETTERS = r"A-Za-z\u00c0-\u024f\u0391-\u052f"
"""Latin, Greek and Cyrillic ones, which are none of the signs."""

LEADERS = ".…-–—/"
"""Signs that in a row, with spaces between, make a line to write on, which may end anywhere."""


def line_ends(language: str) -> re.Pattern[str]:
    """The blanks between words that lines may end at, in a language by its BCP 47 tag.

    >>> line_ends("fr").split("Oui ? « Non » 1 000 fois")
    ['Oui ?', '« Non »', '1 000', 'fois']
    """
    return _of_guillemets(primary(language) not in INWARD_FIRST)


@cache
def _of_guillemets(outward: bool) -> re.Pattern[str]:
    """Those where guillemets open outward, or are never set off."""
    opening, closing = (OPENING + OUTWARD, CLOSING + INWARD) if outward else (OPENING, CLOSING)
    blank, blanks = rf"[{BLANK}]", rf"[{BLANK}]*+"
    in_number = r"(?<=\d )\d{3}(?!\d)"
    alone = rf"[{closing}{NEVER_FIRST}]+(?:\s|$)"
    in_row = "|".join(rf"(?<={re.escape(sign)}\s)(?={re.escape(sign)})" for sign in LEADERS)
    # It begins with the blank itself, which is found quickly, and at the first one of several; most
    # are between letters.
    return re.compile(
        rf"{blank}(?<![{opening}{BLANK}]\s)(?:(?=[{LETTERS}])"
        rf"|(?!{in_number}){blanks}(?![{NEVER_FIRST}])(?:(?!{alone})|{in_row}))"
    )
