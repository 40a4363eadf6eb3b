"""Notes that Anki has exported as text: its lines `#separator:` and the like, as headings."""

import re
from collections.abc import Sequence

from .headers import known_headers

HEAD = re.compile(r"#(?P<key>[a-z][a-z ]*):(?P<value>.*)")

SIGNS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
"""What stands between fields, as Anki names it; other signs stand for themselves."""

KEYS = frozenset(
    "separator html columns deck notetype tags".split()
    + [f"{name} column" for name in ("deck", "notetype", "tags", "guid")]
)

DECK, TAGS = "Category", "Tags"
UNSEEN = ("notetype column", "guid column")
"""Columns that are Anki's own: a card has nothing of them."""

FIELDS = ("Title", "Text")
"""What the first fields of a note are: its front and its back."""

Rows = list[tuple[int, list[str]]]


def is_export(text: str) -> bool:
    """Whether a text begins as Anki's exports do."""
    match = HEAD.match(text)
    return match is not None and match["key"] in KEYS


class Export:
    r"""An export of Anki: what its first lines say, and the notes below them.

    >>> Export("#separator:tab\n#tags column:3\nFront\tBack\ta").headings(["Front", "Back", "a"])
    ['Title', 'Text', 'Tags']
    """

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        heads = []
        for line in lines:
            if (match := HEAD.fullmatch(line)) is None:
                break
            heads.append((match["key"], match["value"]))
        self._said = dict(heads)
        self.first = len(heads) + 1
        self.notes = "\n".join(lines[len(heads) :])

    @property
    def separator(self) -> str:
        """The sign between the fields of a note."""
        name = self._said.get("separator", "tab")
        return SIGNS.get(name.strip().lower(), name[:1] or "\t")

    @property
    def deck(self) -> str:
        """The name of the deck that all notes are of; "" where each names its own."""
        return self._said.get("deck", "").strip()

    def headings(self, first: Sequence[str]) -> list[str]:
        """Headings for the columns of a note; "" for those that are Anki's own."""
        own = self._said.get("columns", "").split(self.separator)
        if known_headers(own) > 1:
            return [name.strip() for name in own]
        found = {self._column("deck column"): DECK, self._column("tags column"): TAGS}
        found |= {self._column(name): "" for name in UNSEEN}
        free = iter(FIELDS)
        numbers = range(1, max(len(first), *found) + 1)
        return [found[n] if n in found else next(free, f"Field {n}") for n in numbers]

    def _column(self, name: str) -> int:
        number = self._said.get(name, "").strip()
        return int(number) if number.isdecimal() and len(number) < 3 else 0

    def rows(self, notes: Rows) -> Rows:
        """The notes as rows of a table with headings, numbered by their lines."""
        first = next((texts for _, texts in notes if any(texts)), [])
        headings = self.headings(first)
        kept = [n for n, heading in enumerate(headings) if heading]
        tags = headings.index(TAGS) if TAGS in headings else -1
        found: Rows = [(self.first - 1, [headings[n] for n in kept])]
        if self.deck:
            found.insert(0, (self.first - 2, [self.deck]))
        for number, texts in notes:
            texts = [", ".join(t.split()) if n == tags else t for n, t in enumerate(texts)]
            cells = [texts[n] if n < len(texts) else "" for n in kept]
            found.append((number + self.first - 1, cells))
        return found
