"""What was edited elsewhere -> into the deck that it came from, and nothing else changed."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ..basics.files import write_together
from ..basics.problems import KorttipakkaError, Location, Problem, Severity, error, has_errors
from ..model.manuscript import Manuscript, Wording, WrittenCard
from ..reading.deck import read_manuscript
from ..reading.draft import CardDraft, Draft, Wanted
from ..reading.files import MAX_FILES, YAML_SUFFIXES, find_deck
from ..reading.languages import SOURCE_HASH, best_language, source_hash
from ..reading.tables.grid import shortened
from ..reading.tables.headers import Column
from ..reading.tree import read_text
from ..saving.deck import DeckText
from ..saving.new_deck import COLORS, NewCard, NewCategory, Texts
from ..saving.scalars import NotEditable
from .importing import Maker, keys_of, read_import

OWN_FIELDS = {"id", "number", "category", "category_name"}
"""Columns that say which card it is and where, not what is on it."""


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


Pairs = list[tuple[CardDraft, WrittenCard | None]]


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
        files = {path.name: text.encode() for path, text in self.files.items()}
        try:
            write_together(self.root, files.items(), inputs=[source])
        except OSError as cause:
            message = f"cannot write into {self.root}: {cause.strerror or cause}"
            raise error("cannot-write", message) from cause


def read_update(path: Path, deck: Path, wanted: Wanted, delete: bool = False) -> Update:
    """Compare a file with the deck that it came from, and work out the deck's new files.

    Raises KorttipakkaError, also where a change cannot be made without touching anything else.
    """
    first = find_deck(deck)
    manuscript = read_manuscript(deck)
    draft = read_import(path, wanted)
    update = _compared(path, draft, manuscript, first.parent)
    update.removed = delete
    if has_errors(update.problems):
        raise KorttipakkaError(update.problems)
    _edit(update, manuscript, first)
    _check(update, manuscript, deck, first)
    return update


def _compared(path: Path, draft: Draft, manuscript: Manuscript, root: Path) -> Update:
    """What is other in the file than in the deck."""
    update = Update(root)
    maker = Maker(path, draft, manuscript.language, root=root)
    pairs = _matched(draft, manuscript, update)
    for card, written in pairs:
        if written is not None:
            texts = maker.texts_of(card, _columns(card, draft))
            update.changes += _changes(written, texts, _columns(card, draft), manuscript)
            _compare_category(card, written, manuscript, update)
        else:
            update.added.append(_new_card(maker, card, manuscript, update))
    _compare_names(pairs, manuscript, update)
    matched = {written.card.id for _, written in pairs if written}
    update.missing = [each for each in manuscript.cards if each.card.id not in matched]
    update.problems += draft.problems
    return update


def _columns(card: CardDraft, draft: Draft) -> list[Column]:
    """The columns that a row says something in: an empty cell says that there is no text."""
    return [c for c in (draft.columns or card.values) if c.field not in OWN_FIELDS]


def _matched(draft: Draft, manuscript: Manuscript, update: Update) -> Pairs:
    """Each row with the card of its id, or else of its title; None for a new card."""
    free = {written.card.id: written for written in manuscript.cards}
    found: dict[int, WrittenCard] = {}
    for index, card in enumerate(draft.cards):
        if (name := card.text("id").strip()) in free:
            found[index] = free.pop(name)
        elif any(written.card.id == name for written in found.values()):
            message = f"two rows have the id '{shortened(name)}'"
            update.problems.append(Problem("duplicate-id", message, card.at))
    for index, card in enumerate(draft.cards):
        if index not in found:  # a card without an id of its own has another with another title
            match = _by_title(card, free.values(), manuscript)
            if match:
                found[index] = free.pop(match.card.id)
    return [(card, found.get(index)) for index, card in enumerate(draft.cards)]


def _by_title(
    card: CardDraft, free: Iterable[WrittenCard], manuscript: Manuscript
) -> WrittenCard | None:
    """The first card of that title, better one of the same category."""
    title = _plain(card.text("title") or card.text("title", manuscript.language))
    alike = [written for written in free if title and _plain(_own(written, "title")) == title]
    key = _category_key(card, manuscript)
    same = [each for each in alike if key == _category_of(each)]
    return next(iter([*same, *alike]), None)


def _own(written: WrittenCard, name: str) -> str:
    return written.texts.get(name, Wording()).own


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _category_key(card: CardDraft, manuscript: Manuscript) -> str:
    """The key of a row's category, which may be its key or its name; "" for an unknown one."""
    text = card.text("category").strip()
    if text in manuscript.names:
        return text
    names = ((key, wording.own) for key, wording in manuscript.names.items())
    return next((key for key, name in names if _plain(name) == _plain(text) and text), "")


def _changes(
    written: WrittenCard, texts: Mapping[str, Texts], columns: Sequence[Column],
    manuscript: Manuscript,
) -> Iterator[Change]:  # fmt: skip
    for column in columns:
        is_own = column.language in {"", manuscript.language}
        given = texts.get(column.field, {})
        wording = _current(written, column.field)
        tag = "" if is_own else _tag(wording, column.language)
        new = (
            given.get("", given.get(manuscript.language, ""))
            if is_own
            else given.get(column.language, "")
        )
        old = wording.own if is_own else wording.others.get(tag, "")
        if not _same(column.field, old, new):
            yield Change(written, column.field, tag, old, new)


def _tag(wording: Wording, language: str) -> str:
    """The tag that a language has in the deck already."""
    return best_language(language, list(wording.others)) or language


def _current(written: WrittenCard, name: str) -> Wording:
    card = written.card
    if name == "copies":
        return Wording("" if card.copies == 1 else str(card.copies))
    if name == "color":
        return Wording(card.color)
    return written.texts.get(name, Wording())


def _same(name: str, old: str, new: str) -> bool:
    if name == "tags":
        return [part.strip() for part in old.split(",")] == [
            part.strip() for part in new.split(",")
        ]
    return _comparable(old) == _comparable(new)


def _comparable(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\ufeff", "").strip().split("\n"))


def _compare_category(
    card: CardDraft, written: WrittenCard, manuscript: Manuscript, update: Update
) -> None:
    """A row that stands in another category than its card."""
    if Column("category") not in card.values:
        return
    key = _category_key(card, manuscript)
    there = written.card.category.key if written.card.category else ""
    if key and key != there:
        update.moved.append((written, key))
    elif not key:
        text = shortened(card.text("category"))
        at = card.values[Column("category")].at
        hint = "add it to deck.yaml first"
        message = f"the deck has no category '{text}': the card stays in its own"
        update.problems.append(Problem("unknown-category", message, at, hint, Severity.WARNING))


def _compare_names(pairs: Pairs, manuscript: Manuscript, update: Update) -> None:
    """Names of categories, which each row of a category repeats: all rows must say the same."""
    said: dict[tuple[str, str], dict[str, Location]] = {}
    for card, written in pairs:
        key = _category_key(card, manuscript)
        if written is None or key != _category_of(written):
            continue  # the name may be that of the category which the row comes from
        for column, value in card.values.items():
            text = " ".join(value.plain.split())
            if column.field == "category_name" and key and text:
                is_own = column.language in {"", manuscript.language}
                tag = "" if is_own else _tag(manuscript.names[key], column.language)
                said.setdefault((key, tag), {}).setdefault(text, value.at)
    for (key, tag), texts in said.items():
        wording = manuscript.names[key]
        old = wording.others.get(tag, "") if tag else wording.own
        if len(texts) > 1:
            names = ", ".join(f"'{shortened(text)}'" for text in texts)
            message = f"the rows of the category {key} give it several names: {names}"
            hint = f"it stays '{old}': write the new name into all of them"
            at = next(iter(texts.values()))
            update.problems.append(Problem("left-out", message, at, hint, Severity.WARNING))
        elif old not in texts:
            update.names.append(CategoryChange(key, tag, old, next(iter(texts))))


def _new_card(maker: Maker, card: CardDraft, manuscript: Manuscript, update: Update) -> NewCard:
    columns = [column for column in card.values if column.field not in OWN_FIELDS]
    texts = dict(maker.texts_of(card, columns))
    name = maker.id_of(card)
    if name and name not in {written.card.id for written in manuscript.cards}:
        texts["id"] = {"": name}
    maker.check_title(card, texts)
    return NewCard(texts, _category_key(card, manuscript) or update.new_key(card, manuscript))


# Files


def _edit(update: Update, manuscript: Manuscript, first: Path) -> None:
    """Work out the files' new texts. Raises KorttipakkaError."""
    edits = _Edits(first.parent, manuscript)
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
            with path.open(encoding="utf-8", newline="") as stream:
                self.texts[path] = stream.read()
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
        return _current(change.card, change.field).key or self.manuscript.language

    def _hashes(self, changes: Sequence[Change]) -> dict[str, str]:
        """What is kept beside translations of a deck that tracks them."""
        if not self.manuscript.tracked:
            return {}
        own = next((change.new for change in changes if not change.language), None)
        original = _current(changes[0].card, changes[0].field).own if own is None else own
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
        same = [
            each for each in cards if (each.card.category.key if each.card.category else "") == key
        ]
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


def _check(update: Update, manuscript: Manuscript, deck: Path, first: Path) -> None:
    """Read the changed deck where nobody sees it: it must say what is wanted and nothing else.

    Raises KorttipakkaError.
    """
    if not update.files:
        return
    with TemporaryDirectory(prefix="korttipakka-") as trial:
        copy = Path(trial) / "deck"
        _copy(first.parent, copy, update.files, None if deck.is_dir() else first)
        found = read_manuscript(copy if deck.is_dir() else copy / first.name)
    if _said(found) != _wanted(update, manuscript):
        message = "the deck cannot be changed in place: something else would change with it"
        raise error("cannot-save", message, Location.file(first), "make the change by hand")


def _copy(root: Path, copy: Path, files: Mapping[Path, str], only: Path | None) -> None:
    """The deck's files with their new texts; pictures are only there, and empty."""
    names = {path.name: text for path, text in files.items()}
    copy.mkdir()
    for folder, _, listed in os.walk(root):
        inside = Path(folder).relative_to(root)
        if len(inside.parts) > 5 or any(part.startswith(".") for part in inside.parts):
            continue
        (copy / inside).mkdir(exist_ok=True)
        for name in listed[: 10 * MAX_FILES]:
            path = Path(folder) / name
            is_text = path.suffix.lower() in YAML_SUFFIXES and not inside.parts
            text = names.get(name) if is_text else None
            if is_text and text is None and path.is_file():
                text = read_text(Location.file(path))
            (copy / inside / name).write_text(text or "", encoding="utf-8", newline="")


Said = list[tuple[str, str, dict[str, Wording | str]]]


def _said(manuscript: Manuscript) -> list[Any]:
    """All that a deck's cards say, without where it stands."""
    cards = [(_category_of(each), _values(each)) for each in manuscript.cards]
    names = [(key, _languages(wording)) for key, wording in manuscript.names.items()]
    return [sorted(cards, key=repr), names, _languages(manuscript.title)]


def _category_of(written: WrittenCard) -> str:
    return written.card.category.key if written.card.category else ""


def _values(written: WrittenCard) -> dict[str, dict[str, str]]:
    names = dict.fromkeys([*written.texts, "copies", "color"])
    found = {name: _languages(_current(written, name), name) for name in names}
    return {name: texts for name, texts in found.items() if texts}


def _languages(wording: Wording, name: str = "") -> dict[str, str]:
    """The texts of a wording that say something, by language."""
    texts = {"": wording.own, **wording.others}
    if name == "tags":
        texts = {tag: ", ".join(p.strip() for p in text.split(",")) for tag, text in texts.items()}
    return {tag: _comparable(text) for tag, text in texts.items() if text.strip()}


def _wanted(update: Update, manuscript: Manuscript) -> list[Any]:
    """What the deck's cards are to say."""
    gone = {each.card.id for each in update.missing} if update.removed else set()
    moved = {written.card.id: key for written, key in update.moved}
    cards = []
    for written in manuscript.cards:
        if written.card.id in gone:
            continue
        values = _values(written)
        for change in update.changes:
            if change.card is written:
                texts = values.setdefault(change.field, {})
                texts[change.language] = _comparable(change.new)
        kept = {name: {tag: t for tag, t in texts.items() if t} for name, texts in values.items()}
        cards.append(
            (
                moved.get(written.card.id, _category_of(written)),
                {n: t for n, t in kept.items() if t},
            )
        )
    cards += [(card.category, _of_new(card, manuscript)) for card in update.added]
    names = {key: _languages(wording) for key, wording in manuscript.names.items()}
    for name in update.names:
        names[name.key][name.language] = name.new
    names |= {key: {"": name} for name, key in update.categories.items()}
    return [sorted(cards, key=repr), list(names.items()), _languages(manuscript.title)]


def _of_new(card: NewCard, manuscript: Manuscript) -> dict[str, dict[str, str]]:
    found = {}
    for name, texts in card.texts.items():
        if name != "id":
            given = {
                "" if tag == manuscript.language else tag: _comparable(t)
                for tag, t in texts.items()
            }
            found[name] = {tag: text for tag, text in given.items() if text}
    return found
