"""The changes of an update -> the new texts of the deck's files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...basics.problems import Location, error
from ...model.manuscript import Manuscript, WrittenCard
from ...reading.languages import SOURCE_HASH, source_hash
from ...reading.whole import marked_codec
from ...saving.deck import DeckText
from ...saving.new_deck import COLORS, NewCategory
from ...saving.scalars import NotEditable
from .changes import CategoryChange, Change, Update, current


def edit(update: Update, manuscript: Manuscript, root: Path) -> None:
    """Work out the files' new texts. Raises KorttipakkaError."""
    edits = _Edits(root, manuscript)
    try:
        edits.change(update)
        edits.add(update)
        if update.removed:
            edits.remove(update.missing)
        update.files = edits.results()
    except NotEditable as cause:
        message = f"the deck cannot be changed in place: {cause}"
        hint = "make this change by hand, or write the text out where the anchor is referred to"
        raise error("cannot-save", message, Location.file(edits.last), hint) from cause


class _Edits:
    """The files of a deck that are edited, each opened when it is needed."""

    def __init__(self, root: Path, manuscript: Manuscript) -> None:
        self.root = root
        self.manuscript = manuscript
        self.texts: dict[Path, str] = {}
        self.open: dict[Path, DeckText] = {}
        self.last = root

    def file(self, path: Path) -> DeckText:
        """The file of a path, ready for edits."""
        self.last = path
        if path not in self.open:
            data = path.read_bytes()
            self.texts[path] = data.decode(marked_codec(data) or "utf-8")
            self.open[path] = DeckText(self.texts[path])
        return self.open[path]

    def place(self, written: WrittenCard) -> tuple[DeckText, Any]:
        """A card's file and its node."""
        at = written.card.at
        assert at is not None
        assert at.path is not None
        text = self.file(at.path)
        return text, text.card_at(at.line, at.column)

    def change(self, update: Update) -> None:
        """Put in the texts that are other."""
        grouped: dict[tuple[str, str], list[Change]] = {}
        for change in update.changes:
            grouped.setdefault((change.card.card.id, change.field), []).append(change)
        for changes in grouped.values():
            text, node = self.place(changes[0].card)
            texts = {change.language: change.new for change in changes}
            texts |= self._hashes(changes)
            text.set_texts(node, changes[0].field, texts, self._own_tag(changes[0]))
        for written, key in update.moved:
            text, node = self.place(written)
            text.set_texts(node, "category", {"": key}, self.manuscript.language)
        self._change_names(update.names)

    def _own_tag(self, change: Change) -> str:
        return current(change.card, change.field).key or self.manuscript.language

    def _hashes(self, changes: Sequence[Change]) -> dict[str, str]:
        """What is kept beside translations of a deck that tracks them."""
        if not self.manuscript.tracked:
            return {}
        own = next((change.new for change in changes if not change.language), None)
        original = current(changes[0].card, changes[0].field).own if own is None else own
        tags = [change.language for change in changes if change.language and change.new]
        return {f"{tag}{SOURCE_HASH}": source_hash(original) for tag in tags}

    def _change_names(self, names: Iterable[CategoryChange]) -> None:
        grouped: dict[str, dict[str, str]] = {}
        for change in names:
            grouped.setdefault(change.key, {})[change.language] = change.new
        for key, texts in grouped.items():
            tag = self.manuscript.names[key].key or self.manuscript.language
            self._head().set_category_name(key, texts, tag)

    def _head(self) -> DeckText:
        at = self.manuscript.deck.at
        assert at is not None
        assert at.path is not None
        return self.file(at.path)

    def add(self, update: Update) -> None:
        """Put new cards at the end of their categories, and new categories at the end of theirs."""
        if update.categories:
            start = len(self.manuscript.names)
            new = enumerate(update.categories.items(), start)
            self._head().add_categories(
                [NewCategory(key, {"": name}, COLORS[n % len(COLORS)]) for n, (name, key) in new]
            )
        for key in dict.fromkeys(card.category for card in update.added):
            cards = [card for card in update.added if card.category == key]
            text, node = self.place(self._last_of(key, update))
            text.add_cards(node, cards)

    def _last_of(self, key: str, update: Update) -> WrittenCard:
        """The last card of a category that stays, or of the deck."""
        gone = {each.card.id for each in update.missing} if update.removed else set()
        kept = [each for each in self.manuscript.cards if each.card.id not in gone]
        cards = kept or list(self.manuscript.cards)
        same = [each for each in cards if each.card.category_key == key]
        return (same or cards)[-1]

    def remove(self, cards: Sequence[WrittenCard]) -> None:
        """Take cards out."""
        grouped: dict[str, list[WrittenCard]] = {}
        for written in cards:
            assert written.card.at is not None
            grouped.setdefault(written.card.at.shown, []).append(written)
        for each in grouped.values():
            nodes = [self.place(written)[1] for written in each]
            self.place(each[0])[0].remove_cards(nodes)

    def results(self) -> dict[Path, str]:
        """The files that are other than before."""
        found = {}
        for path, text in self.open.items():
            self.last = path
            if (new := text.result()) != self.texts[path]:
                found[path] = new
        return found
