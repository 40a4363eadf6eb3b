"""Lines that wait for their sheet, packed: of a large deck they would fill most of the memory.

Most texts are all of words in their box's own style, of which the letters tell the rest; any other
is left as it is.
"""

from collections.abc import Iterator
from itertools import islice

from ..basics.records import NamedTuple
from ..model.text import UNMARKED
from .blocks import Measurers, SetText
from .hyphenate import Break
from .set_lines import SetLine, SetParagraph
from .word import Word

WORD_END, LINE_END = "\t", "\n"
"""No word has them: what blanks it has are spaces."""

PLAIN = (False, (), (), UNMARKED)
"""What a plain word has besides its letters, their style and where it may break."""

Paragraphs = tuple[tuple[SetParagraph, int], ...]
"""Paragraphs, each with its number of lines."""


class Cut(NamedTuple):
    """What the line of this number has that begins or ends within a word, see `SetLine`."""

    line: int
    broken: bool
    whole: str
    place: Break | None


class PackedText(NamedTuple):
    """A text with its lines, see `SetText`: the letters of their words, and what they have besides.

    It takes about a quarter of the memory.
    """

    words: str
    size: float
    paragraphs: Paragraphs
    cuts: tuple[Cut, ...]


class Packer:
    """Packs texts of a box; what many of them have in common is one object."""

    def __init__(self, measurers: Measurers) -> None:
        self._measurers = measurers
        self._paragraphs: dict[Paragraphs, Paragraphs] = {}

    def packed(self, text: SetText) -> PackedText | None:
        """A text of one card packed; None when it is more than plain lines."""
        lines = [line for line in text.lines if isinstance(line, SetLine)]
        if not lines or text.columns or len(lines) < len(text.lines):
            return None
        if not all(self._is_plain(word) for line in lines for word in line.parts):
            return None
        written = (WORD_END.join([word.text for word in line.parts]) for line in lines)
        paragraphs = tuple(_paragraphs(lines))
        paragraphs = self._paragraphs.setdefault(paragraphs, paragraphs)
        cuts = tuple(
            Cut(number, line.broken, line.whole, line.place)
            for number, line in enumerate(lines)
            if line.broken or line.place is not None
        )
        return PackedText(LINE_END.join(written), text.size, paragraphs, cuts)

    def _is_plain(self, word: Word) -> bool:
        return word[3:] == PLAIN and word.parts == ((word.text, self._measurers.style),)

    def unpacked(self, text: PackedText) -> SetText:
        """A text as it was before."""
        plain = self._measurers.at(text.size).plain
        written = iter(text.words.split(LINE_END))
        cuts = {number: rest for number, *rest in text.cuts}
        lines: list[SetLine] = []
        for paragraph, count in text.paragraphs:
            for number, letters in enumerate(islice(written, count)):
                words = plain(letters.split(WORD_END))
                cut = cuts.get(len(lines), UNCUT)
                lines.append(SetLine(words, paragraph, number == 0, number == count - 1, *cut))
        return SetText(tuple(lines), text.size)


UNCUT = (False, "", None)
"""Of a line that begins and ends between words."""


def _paragraphs(lines: list[SetLine]) -> Iterator[tuple[SetParagraph, int]]:
    starts = [index for index, line in enumerate(lines) if line.first]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].paragraph, end - start
