"""Texts as typed -> texts as typeset: composed characters, soft hyphens; titles -> ids."""

import re
import unicodedata
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"

# Typst's visible soft hyphen, only between two letters: "Mitä-?" is a question.
VISIBLE_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])-\?(?=[^\W\d_])")

LINE_BREAK = re.compile(r"[ \t]*\n\s*")

LINE_END = re.compile(r"(\S)[ \t]*\n(?=[ \t]*\S)")
"""Between two lines that both have something on them."""

# Letters that Unicode does not decompose into a base letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n"}
)

MAX_SLUG = 60
"""Letters of an id made from a title: long enough to tell cards apart, short enough to type."""


def clean(text: str) -> str:
    """A text without the space around it, `-?` as U+00AD, in NFC, which macOS files are not."""
    text = unicodedata.normalize("NFC", text).strip()
    return VISIBLE_SOFT_HYPHEN.sub(SOFT_HYPHEN, text) if "-?" in text else text


def one_line(text: str) -> str:
    """A clean text with each line break as a space."""
    text = clean(text)
    return LINE_BREAK.sub(" ", text) if "\n" in text else text


def with_breaks(text: str) -> str:
    r"""A text whose lines stay lines when it is read as Markdown: two spaces end each of them.

    These mean nothing at the end of a paragraph, of an item of a list or of a heading. A line that
    ends with a backslash has its break already.

    >>> with_breaks("one\ntwo\n\nthree")
    'one  \ntwo\n\nthree'
    """
    return LINE_END.sub(_break, text) if "\n" in text else text


def _break(found: "re.Match[str]") -> str:
    before = found.string[: found.end(1)]
    backslashes = len(before) - len(before.rstrip("\\"))
    return found[0] if backslashes % 2 else f"{found[1]}  \n"


@lru_cache(maxsize=4096)
def slug(title: str) -> str:
    """A title as an id: "Yhteis\u00adkehittäminen (uusi)" is yhteiskehittaminen-uusi; may be ""."""
    # Cut once before and once after: a letter may decompose into many.
    text = title[: 4 * MAX_SLUG].replace(SOFT_HYPHEN, "").lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN_LETTERS)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", text)[:MAX_SLUG].strip("-")
