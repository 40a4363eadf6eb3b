"""A deck's new files read before they are written: they must say what is wanted, and no more."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...basics.problems import Location, error
from ...model.manuscript import Manuscript, Wording, WrittenCard
from ...reading.deck import read_manuscript
from ...saving.new_deck import NewCard
from .card_texts import PICTURE_FILES
from .changes import Update, comparable, current


def check(update: Update, manuscript: Manuscript, first: Path, is_folder: bool) -> None:
    """Read the changed deck, which begins with the file `first`, where nobody sees it.

    Raises KorttipakkaError.
    """
    if not update.files:
        return
    with TemporaryDirectory(prefix="korttipakka-") as trial:
        copy = Path(trial)
        _copy(update, manuscript, copy)
        found = read_manuscript(copy if is_folder else copy / first.name)
    if _said(found) != _wanted(update, manuscript):
        message = "the deck cannot be changed in place: something else would change with it"
        raise error("cannot-save", message, Location.file(first), "make the change by hand")


def _copy(update: Update, manuscript: Manuscript, folder: Path) -> None:
    """The deck's files with their new texts; pictures are only there, and empty."""
    places = [manuscript.deck.at, *(each.card.at for each in manuscript.cards)]
    for path in {at.path for at in places if at and at.path}:
        data = update.files.get(path, "").encode() or path.read_bytes()
        (folder / path.name).write_bytes(data)
    for name in _pictures(update, manuscript):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _pictures(update: Update, manuscript: Manuscript) -> set[str]:
    """The pictures that the deck names before or after, as it names them."""
    wordings = [
        each.texts.get(field, Wording()) for each in manuscript.cards for field in PICTURE_FILES
    ]
    names = {text for wording in wordings for text in (wording.own, *wording.others.values())}
    names |= {change.new for change in update.changes if change.field in PICTURE_FILES}
    names |= {
        text
        for card in update.added
        for field in PICTURE_FILES
        for text in card.texts.get(field, {}).values()
    }
    root = manuscript.deck.root
    files = (file for group in manuscript.deck.categories for file in (group.icon, group.image))
    return {n for n in names if n} | {str(file.relative_to(root)) for file in files if file}


def _said(manuscript: Manuscript) -> list[Any]:
    """All that a deck's cards say, without where it stands."""
    cards = [(each.card.category_key, _values(each)) for each in manuscript.cards]
    names = [(key, _languages(wording)) for key, wording in manuscript.names.items()]
    return [sorted(cards, key=repr), names, _languages(manuscript.title)]


def _values(written: WrittenCard) -> dict[str, dict[str, str]]:
    names = dict.fromkeys([*written.texts, "copies", "color", "markdown"])
    found = {name: _languages(current(written, name), name) for name in names}
    return {name: texts for name, texts in found.items() if texts}


def _languages(wording: Wording, name: str = "") -> dict[str, str]:
    """The texts of a wording that say something, by language."""
    texts = {"": wording.own, **wording.others}
    if name == "tags":
        texts = {tag: ", ".join(p.strip() for p in text.split(",")) for tag, text in texts.items()}
    return {tag: comparable(text) for tag, text in texts.items() if text.strip()}


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
                texts[change.language] = comparable(change.new)
        kept = {name: {tag: t for tag, t in texts.items() if t} for name, texts in values.items()}
        cards.append(
            (
                moved.get(written.card.id, written.card.category_key),
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
                "" if tag == manuscript.language else tag: comparable(t) for tag, t in texts.items()
            }
            found[name] = {tag: text for tag, text in given.items() if text}
    return found
