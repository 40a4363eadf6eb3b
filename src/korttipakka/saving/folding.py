"""Folded texts with other words: their lines end where they did, as far as the words go."""

import re
from difflib import SequenceMatcher

from ..reading.unfold import unfolded
from .new_deck import block


def refolded(old: str, new: str, width: int) -> str:
    r"""A text folded over lines that end where those of its `old` words did, as far as they go.

    >>> refolded("one two\nthree four\nfive", "one 2 three four five", 20)
    'one 2\nthree four\nfive'
    """
    gaps, words = _split(old)
    new_gaps, new_words = _split(new)
    for before, after, size in SequenceMatcher(None, words, new_words, False).get_matching_blocks():
        for offset in range(size):
            if new_gaps[after + offset] == " " and gaps[before + offset].count("\n") == 1:
                new_gaps[after + offset] = gaps[before + offset]
    text = "".join(f"{gap}{word}" for gap, word in zip(new_gaps, new_words, strict=True))
    fits = all(len(line) <= width for line in text.split("\n"))
    return text if fits and unfolded(text) == new else "\n".join(block(new, width)[1])


def _split(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and the blanks before each."""
    parts = re.findall(r"(\s*)(\S+)", text)
    return [gap for gap, _ in parts], [word for _, word in parts]


def unindented(text: str) -> str:
    """The lines of a block without its header and without what indents them."""
    lines = re.split(r"\r?\n", text)[1:]
    first = next((line for line in lines if line.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    return "\n".join(line[indent:].rstrip() for line in lines).strip("\n")
