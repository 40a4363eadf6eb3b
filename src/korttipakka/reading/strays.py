"""Files in a deck's folder that are not what they seem: copies, other decks, names with an end."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import compress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ..basics.problems import Location, Problem, Severity
from .files import DECK_NAMES
from .nodes import Mapping, Node, Scalar


class DeckFile(Protocol):
    """A file of a deck with its cards before they are validated."""

    at: Location
    tree: Node | None

    @property
    def cards(self) -> list[Any]:
        """The nodes of its cards."""


Said = Set[tuple[str, str]]
"""The titles of cards, each with its text."""

F = TypeVar("F", bound=DeckFile)


def set_apart(files: Sequence[F], by_name: bool) -> tuple[list[Problem], list[F]]:
    """What is to be said of copies and of second decks among the files; and the files without them.

    The first is the deck's own. It may have been called for `by_name`, and not by its folder: then
    no other deck there is of any concern.
    """
    problems: list[Problem] = []
    kept = [files[0]]
    said = [_said(file) for file in kept if files[1:]]
    for file in files[1:]:
        if isinstance(file.tree, Mapping) and "title" in file.tree:
            problems.append(_second_deck(files[0], file, by_name))
            continue
        own = _said(file)
        if twin := next(compress(kept, _all_in(own, said)), None):
            problems.append(_same_cards(file, twin))
        kept.append(file)
        said.append(own)
    return problems, kept


def _second_deck(deck: DeckFile, file: DeckFile, by_name: bool) -> Problem:
    at, name = _title_at(file), _name(file)
    same = len(_said(deck) & _said(file))
    if _said(file) and 2 * same >= len(_said(file)):
        message = f"'{name}' looks like a copy of this deck, and is not printed"
        hint = "move it out of the folder"
        return Problem("second-deck", message, at, hint, Severity.WARNING)
    message = f"'{name}' is a second deck in this folder: it has a title of its own"
    hint = "move it out of the folder; or, if its cards belong to this deck, delete its title"
    if by_name:
        printed = f"{message}, and is not printed"
        return Problem("second-deck", printed, at, hint, Severity.WARNING)
    return Problem("second-deck", message, at, hint)


def _title_at(file: DeckFile) -> Location:
    return file.tree.key_at("title") if isinstance(file.tree, Mapping) else file.at


def _name(file: DeckFile) -> str:
    return file.at.path.name if file.at.path else file.at.shown


def _said(file: DeckFile) -> Said:
    """The titles and texts of a file's cards."""
    cards = (card for card in file.cards if isinstance(card, Mapping))
    return {(_text(card.get("title")), _text(card.get("text"))) for card in cards}


def _text(node: Node | None) -> str:
    return " ".join(node.split()) if isinstance(node, Scalar) else str(node or "")


def _all_in(own: Said, others: Iterable[Said]) -> Iterator[bool]:
    """Which of other files have all the cards of one; a mere title may well be in several."""
    is_little = not any(text for _, text in own) and len(own) < 3
    return (not is_little and own <= other for other in others)


def _same_cards(file: DeckFile, twin: DeckFile) -> Problem:
    count = len(_said(file))
    many = f"all {count} cards of '{_name(file)}' are" if count > 1 else f"'{_name(file)}' is"
    message = f"{many} also in '{_name(twin)}', and are printed twice: is it a copy?"
    hint = "move one of the two files out of the folder"
    return Problem("same-cards", message, file.at, hint, Severity.WARNING)


def apart(files: Iterable[Path]) -> Iterator[Problem]:
    """Files of cards that lie in folders of their own, where none are read."""
    for path in files:
        message = f"'{path.parent.name}/{path.name}' is not read, since it lies in another folder"
        hint = "move it beside deck.yaml to have its cards printed, or out of the deck's folder"
        yield Problem("odd-name", message, Location.file(path), hint, Severity.WARNING)


def odd_names(first: Location, unread: Iterable[Path]) -> Iterator[Problem]:
    """Names of files that another computer, or this one, takes for something else."""
    name = first.path.name if first.path else ""
    wanted = name.casefold()
    if name != wanted and wanted in DECK_NAMES:
        message = f"the deck's file is called '{name}': not every computer finds it"
        hint = f"rename it to {wanted}"
        yield Problem("odd-name", message, first, hint, Severity.WARNING)
    for path in unread:
        message = f"'{path.name}' is not read, since its name does not end in .yaml"
        hint = f"rename it to {path.stem}, or move it out of the folder"
        yield Problem("odd-name", message, Location.file(path), hint, Severity.WARNING)
