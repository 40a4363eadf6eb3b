"""What was edited elsewhere -> into the deck that it came from, and nothing else changed."""

from collections.abc import Collection
from pathlib import Path

from ...basics.problems import KorttipakkaError, Location, error, has_errors
from ...model.manuscript import Column, Manuscript
from ...reading.deck import read_manuscript
from ...reading.draft import Draft, Wanted
from ...reading.files import find_deck
from .changes import Update
from .checking import check
from .comparing import compared
from .deck import read_import
from .edits import edit


def read_update(path: Path, deck: Path, wanted: Wanted, delete: bool = False) -> Update:
    """Compare a file with the deck that it came from, and work out the deck's new files.

    With `delete`, cards that the file does not have are removed. Raises KorttipakkaError, also
    where a change cannot be made without touching anything else.
    """
    first = find_deck(deck)
    manuscript = read_manuscript(deck)
    draft = read_import(path, wanted)
    _name_as_deck(draft, manuscript)
    update = compared(path, draft, manuscript, first.parent)
    update.removed = delete
    if delete and draft.hides_rows and update.missing:
        cards = "1 card" if len(update.missing) == 1 else f"{len(update.missing)} cards"
        message = f"rows of the table are hidden: --delete would remove {cards}"
        hint = "show all rows (clear the filter) and save the file, or leave out --delete"
        raise error("left-out", message, Location.file(path), hint)
    if has_errors(update.problems):
        raise KorttipakkaError(update.problems)
    edit(update, manuscript, first.parent)
    check(update, manuscript, first, deck.is_dir())
    return update


def _name_as_deck(draft: Draft, manuscript: Manuscript) -> None:
    """Give columns the names of the deck's fields: `vinkki_sv` may be one, not a translation."""
    own = {name for card in manuscript.cards for name in card.texts if name.startswith("fields.")}
    draft.columns = tuple(_named(column, own) for column in draft.columns)
    for card in draft.cards:
        if any(column.name in own for column in card.values):
            card.values = {_named(column, own): value for column, value in card.values.items()}


def _named(column: Column, own: Collection[str]) -> Column:
    return Column(column.name) if column.language and column.name in own else column
