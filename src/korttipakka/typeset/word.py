"""A word as typesetting passes it on, before it is measured."""

from typing import NamedTuple

from ..fonts import Style


class Word(NamedTuple):
    """A word in one or more styles, U+00AD taken out.

    `marked` is the word with it, for finding breaks; "" for a word that never breaks. No space
    follows a word that is `glued`. Where text runs from right to left, `ranks` tell the
    places of the parts and of the space after them, counted from the paragraph's left.
    """

    text: str
    parts: tuple[tuple[str, Style], ...]
    marked: str = ""
    glued: bool = False
    ranks: tuple[int, ...] = ()

    def slice(self, start: int, end: int, hyphen: str = "") -> tuple[tuple[str, Style], ...]:
        """The parts of the word between two offsets, with a hyphen in the last part's style."""
        if start == 0 and end == len(self.text) and not hyphen:
            return self.parts
        parts, at = [], 0
        for text, style in self.parts:
            piece = text[max(0, start - at) : max(0, end - at)]
            at += len(text)
            if piece:
                parts.append((piece, style))
        text, style = parts[-1]
        return (*parts[:-1], (text + hyphen, style))
