"""What an update changes, as values; and what a deck's cards say now."""

from dataclasses import dataclass, field
from pathlib import Path

from ...basics.files import write_together
from ...basics.problems import Problem, cannot_write
from ...basics.records import NamedTuple
from ...model.manuscript import Manuscript, Wording, WrittenCard
from ...reading.draft import CardDraft
from ...saving.files import in_codec_of
from ...saving.new_deck import NewCard
from .categories import keys_of


class Change(NamedTuple):
    """A text of a card that is another than in the deck. `language` is "" for the deck's own."""

    card: WrittenCard
    field: str
    language: str
    old: str
    new: str


class CategoryChange(NamedTuple):
    """A category's name that is another than in the deck."""

    key: str
    language: str
    old: str
    new: str


@dataclass
class Update:
    """What an update does: `files` are the texts of the files that change, by their paths.

    `categories` are new ones, the keys by their names.
    """

    root: Path
    changes: list[Change] = field(default_factory=list)
    names: list[CategoryChange] = field(default_factory=list)
    moved: list[tuple[WrittenCard, str]] = field(default_factory=list)
    added: list[NewCard] = field(default_factory=list)
    missing: list[WrittenCard] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    removed: bool = False
    problems: list[Problem] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)

    def new_key(self, card: CardDraft, manuscript: Manuscript) -> str:
        """The key of a category that the deck does not have yet; "" where a row names none."""
        name = " ".join(card.text("category").split())
        if not name:
            return ""
        if name not in self.categories:
            self.categories[name] = keys_of([*manuscript.names, *self.categories, name])[-1]
        return self.categories[name]

    @property
    def is_empty(self) -> bool:
        """Whether the deck says already what the file says."""
        return not self.files

    def write(self, source: Path) -> None:
        """Write the files that change. Raises KorttipakkaError."""
        if not self.files:
            return
        try:
            files = {path.name: in_codec_of(path, text) for path, text in self.files.items()}
            write_together(self.root, files.items(), inputs=[source])
        except OSError as cause:
            raise cannot_write(f"into {self.root}", cause) from cause


def current(written: WrittenCard, name: str) -> Wording:
    """What a card says in a field, one copy not being said."""
    card = written.card
    if name == "copies":
        return Wording("" if card.copies == 1 else str(card.copies))
    if name == "markdown":
        return Wording("" if card.markdown else "no")
    if name == "color":
        return Wording(card.color)
    return written.texts.get(name, Wording())


def is_same(name: str, old: str, new: str) -> bool:
    """Whether two texts of a field say the same: blanks at the ends of lines do not count."""
    if name == "tags":
        return [part.strip() for part in old.split(",")] == [
            part.strip() for part in new.split(",")
        ]
    return comparable(old) == comparable(new)


def comparable(text: str) -> str:
    """A text without what is invisible at its ends and those of its lines."""
    return "\n".join(line.rstrip() for line in text.replace("\ufeff", "").strip().split("\n"))
