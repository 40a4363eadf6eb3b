"""What was edited elsewhere -> into the deck that it came from, and nothing else changed."""

from pathlib import Path

from ...basics.problems import KorttipakkaError, Location, error, has_errors
from ...reading.deck import read_manuscript
from ...reading.draft import Wanted
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
