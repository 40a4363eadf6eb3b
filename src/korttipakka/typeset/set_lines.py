"""Lines of text as they are set, before they have their places."""

from ..basics.records import NamedTuple
from ..model.text import LineEnd, ParagraphKind
from .hyphenate import Break
from .word import Word
from .words import hyphen_for


class SetParagraph(NamedTuple):
    """What lines know of their paragraph, see `Paragraph`; its indent is in em."""

    marker: str
    tight: bool
    indent: float
    rtl: bool
    kind: ParagraphKind
    continues: bool
    is_marked: bool


class SetLine(NamedTuple):
    """A line as set: the words or parts of words on it, and how it ends.

    `first` and `last` are of the paragraph. A line that ends within a word has that word as
    `whole` and in `place` where and why it breaks; one that begins within a word is `broken`.
    """

    parts: tuple[Word, ...]
    paragraph: SetParagraph
    first: bool
    last: bool
    broken: bool
    whole: str = ""
    place: Break | None = None

    @property
    def end(self) -> LineEnd:
        """What follows the line in its paragraph; a hard break begins another one."""
        if self.last:
            return "last"
        if self.place is not None:
            return "hyphen" if hyphen_for(self.place.kind) else "joined"
        return "joined" if self.parts[-1].glued else "space"
