"""A word as typesetting passes it on, before it is measured."""

from collections.abc import Iterator, Sequence

from ..basics.records import NamedTuple
from ..fonts import Style
from ..model.text import UNMARKED, Markup

Marks = tuple[tuple[int, Markup], ...]
"""How stretches of a word are marked up, each with the offset that it ends at."""


Stretch = tuple[int, Markup]
"""A number of letters that are marked up alike."""


class Word(NamedTuple):
    """A word in one or more styles, U+00AD taken out.

    `marked` is the word with it, for finding breaks; "" for a word that never breaks. No space
    follows a word that is `glued`. Where text runs from right to left, `ranks` tell the
    places of the parts and of the space after them, counted from the paragraph's left. A word
    without markup has no `marks`; `after` is the markup of the space after it.
    """

    text: str
    parts: tuple[tuple[str, Style], ...]
    marked: str = ""
    glued: bool = False
    ranks: tuple[int, ...] = ()
    marks: Marks = ()
    after: Markup = UNMARKED

    @property
    def language(self) -> str:
        """That of its first letters, a BCP 47 tag; "" for the deck's."""
        return self.marks[0][1].language if self.marks else ""

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

    def part(self, start: int, end: int, hyphen: str = "") -> "Word":
        """What stands between two offsets as a word that never breaks, with a hyphen at its end."""
        parts = self.slice(start, end, hyphen)
        text = "".join(text for text, _ in parts)
        marks = self._marked(start, end, len(text))
        return self._replace(text=text, parts=parts, marked="", marks=marks)

    @property
    def blanks(self) -> int:
        """The number of wide spaces at its end, which vanish at a line's: it is `glued` then."""
        return len(self.text) - len(self.text.rstrip()) if self.glued else 0

    @property
    def at_line_end(self) -> "Word":
        """The word as it ends a line: without wide spaces, of which one is left to readers."""
        return self.part(0, len(self.text) - self.blanks)._replace(glued=False)

    def _marked(self, start: int, end: int, length: int) -> Marks:
        """The marks between two offsets; the last one holds for all up to a length."""
        before = [0, *(mark_end for mark_end, _ in self.marks)]
        found = [
            (min(mark_end, end) - start, markup)
            for mark_start, (mark_end, markup) in zip(before, self.marks, strict=False)
            if mark_start < end and mark_end > start
        ]
        return (*found[:-1], *((length, markup) for _, markup in found[-1:]))


def stretches(marks: Sequence[tuple[int, Markup]], start: int, end: int) -> Iterator[Stretch]:
    """The markup of the letters between two offsets, with numbers of letters; marked, or not."""
    at = start
    for mark_end, markup in marks or ((end, UNMARKED),):
        if at < min(mark_end, end):
            yield min(mark_end, end) - at, markup
            at = min(mark_end, end)
