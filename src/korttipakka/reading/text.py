"""Texts as typed -> texts as typeset: composed characters, soft hyphens; titles -> ids."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ..basics.late import late
from ..model.text import SOFT_HYPHEN, without_breaks
from .unfold import unfolded

# Typst's visible soft hyphen, only between two letters: "Mitä-?" is a question.
VISIBLE_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])-\?(?=[^\W\d_])")

LINE_BREAK = re.compile(r"[ \t]*\n\s*")

NO_LETTERS = late(r"[\W_]+")

LINE_END = late(r"(\S)[ \t]*\n([ \t]*)(?=\S)")
"""Between two lines that both have something on them."""

SPACED = late(r"   (?<=\S   )")
"""Many spaces after something. It begins with a literal, which is found in a tenth of the time."""

LATIN_MARKS = {n: None for n in range(0x300, 0x370) if unicodedata.combining(chr(n))}
"""The combining marks of one block, which nearly all decomposed letters have, for `translate`."""

# Letters that Unicode does not decompose into a base letter and a mark.
PLAIN_LETTERS = LATIN_MARKS | str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n"}
)

MAX_SLUG = 60
"""Letters of an id made from a title: long enough to tell cards apart, short enough to type."""


def clean(text: str) -> str:
    """A text without the space around it, `-?` as U+00AD, in NFC, which macOS files are not."""
    text = unicodedata.normalize("NFC", text).strip()
    return VISIBLE_SOFT_HYPHEN.sub(SOFT_HYPHEN, text) if "-?" in text else text


def named_character(character: str) -> str:
    """A character by its number and its name: "U+200B ZERO WIDTH SPACE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def with_newlines(text: str) -> str:
    """A text whose lines end as Python has it, whichever system it comes from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """A clean text with each line break as a space."""
    text = clean(text)
    return LINE_BREAK.sub(" ", text) if "\n" in text else text


class Typed(str):
    """A clean text of any number of paragraphs. One that `folds` has lines that end anywhere."""

    __slots__ = ("folds",)
    if TYPE_CHECKING:
        folds: bool

    @classmethod
    def of(cls, text: str) -> "Typed":
        """A text as it was typed: YAML folds the lines after `>`."""
        typed = cls(clean(text))
        typed.folds = getattr(text, "style", "") == ">"
        return typed

    def on_card(self, is_markdown: bool) -> str:
        r"""The text as a card has it: in Markdown, or with a newline where a line is to end.

        Without Markdown, too, what folds keeps apart the lines that look like items of a list.

        In Markdown two spaces end a line. They mean nothing at the end of a paragraph, of an item
        of a list or of a heading; a line that ends with a backslash has its break already.

        >>> Typed.of("one\ntwo\n\nthree").on_card(is_markdown=True)
        'one  \ntwo\n\nthree'
        """
        if "\n" not in self or (is_markdown and self.folds):
            return str(self)
        if is_markdown:
            return str(LINE_END.sub(_break, self))
        return unfolded(self) if self.folds else str(self)


def _break(found: "re.Match[str]") -> str:
    before = found.string[: found.end(1)]
    backslashes = len(before) - len(before.rstrip("\\"))
    return found[0] if backslashes % 2 else f"{found[1]}  \n{found[2]}"


@lru_cache(maxsize=4096)
def as_identifier(title: str) -> str:
    """A title as an id: "Yhteis\u00adkehittäminen (uusi)" is yhteiskehittaminen-uusi; may be ""."""
    # Cut once before and once after: a letter may decompose into many.
    text = without_breaks(title[: 4 * MAX_SLUG]).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN_LETTERS)
    if not text.isascii():
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = NO_LETTERS.sub("-", text)[:MAX_SLUG].strip("-")
    return text if text.isascii() else unicodedata.normalize("NFC", text)  # as a deck is read
