"""Files in a deck's folder that are not what they seem: copies, other decks, names with an end."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import compress
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from .files import DECK_NAMES, IN_THE_CLOUD, YAML_SUFFIXES
from .nodes import Mapping, Node, Scalar
from .schema import CARD_FIELDS, DECK_FIELDS


class DeckFile(Protocol):
    """A file of a deck with its cards before they are validated."""

    at: Location
    tree: Node | None
    problems: list[Problem]

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
        if _is_of_another_program(file):
            problems.append(_no_cards(file))
            continue
        own = _said(file)
        if twin := next(compress(kept, _all_in(own, said)), None):
            problems.append(_same_cards(file, twin))
        elif other := next(compress(kept, _versions(file, own, kept, said)), None):
            problems.append(_two_versions(file, other))
        kept.append(file)
        said.append(own)
    return problems, kept


def _is_of_another_program(file: DeckFile) -> bool:
    """Whether no key of a file is one of a deck or a card, in whatever words."""
    tree = file.tree
    if not isinstance(tree, Mapping) or not {one.code for one in file.problems} <= {"unknown-key"}:
        return False
    if any(key in (*DECK_FIELDS, *CARD_FIELDS) for key in tree):
        return False
    from .keys import key_meant  # hardly any file gets here

    return not any(key_meant(str(key), ("cards", "title", "text")) for key in tree)


def _no_cards(file: DeckFile) -> Problem:
    message = f"'{_name(file)}' has no cards, and is not read: it seems to be of another program"
    hint = "move it out of the folder"
    return Problem("wrong-file", message, file.at, hint, Severity.WARNING)


OF_CARDS = CARD_FIELDS.keys() - DECK_FIELDS.keys()


def _second_deck(deck: DeckFile, file: DeckFile, by_name: bool) -> Problem:
    at, name = _title_at(file), _name(file)
    same = len(_said(deck) & _said(file))
    if _said(file) and 2 * same >= len(_said(file)):
        message = f"'{name}' looks like a copy of this deck, and is not printed"
        hint = "move it out of the folder"
        return Problem("second-deck", message, at, hint, Severity.WARNING)
    if not file.cards and isinstance(file.tree, Mapping) and OF_CARDS.intersection(file.tree):
        message = f"'{name}' is a card, not a file of cards: 'cards:' stands above them"
        hint = "write 'cards:' into its first line, and '- ' before its first key, all others in"
        return Problem("wrong-type", message, at, f"{hint} line with it: '- title: …'")
    message = f"'{name}' is a second deck in this folder: it has a title of its own"
    hint = "move it out of the folder; or, if its cards belong to this deck, delete its title"
    if by_name:
        printed = f"{message}, and is not printed"
        return Problem("second-deck", printed, at, hint, Severity.WARNING)
    if not deck.cards and isinstance(file.tree, Mapping):
        title = _text(file.tree["title"])
        hint = f"delete the line 'title: {title}', or move the file out of the folder"
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


COPY = late(
    r"conflict|ristiriit|konflik|cop(?:y|ie|ia)\b|kop(?:io|ia|ie)\b|duplica|\((?:\d+)\)|backup|varmuus"
    r"|(?:^|[^a-z])(?:old|vanha|gammal|alt|final|lopullinen|uusi|new|v\d+|draft|luonnos)(?:[^a-z]|$)",
    re.IGNORECASE,
)
"""What programs and people put into the names of copies and of older versions."""


def _versions(
    file: DeckFile, own: Said, kept: Sequence[DeckFile], said: Sequence[Said]
) -> Iterator[bool]:
    """Which files have most of a file's titles, and its name or some texts tell of a version."""
    titles = {title for title, _ in own}
    for other, theirs in zip(kept, said, strict=True):
        common = titles.intersection(title for title, _ in theirs)
        is_much = len(common) > 1 and 2 * len(common) >= min(len(titles), len(theirs))
        is_copy = COPY.search(_name(file)) or COPY.search(_name(other))
        yield is_much and bool(is_copy or any(text for _, text in own & theirs))


def _two_versions(file: DeckFile, other: DeckFile) -> Problem:
    message = (
        f"'{_name(file)}' has cards of the same titles as '{_name(other)}', and both are printed"
    )
    hint = "if they are two versions, move one of the two files out of the folder"
    return Problem("same-cards", message, file.at, hint, Severity.WARNING)


def _same_cards(file: DeckFile, twin: DeckFile) -> Problem:
    count = len(_said(file))
    many, are = (f"all {count} cards of", "are") if count > 1 else ("the card of", "is")
    message = f"{many} '{_name(file)}' {are} also in '{_name(twin)}', and {are} printed twice: "
    message += "is it a copy?"
    hint = "move one of the two files out of the folder"
    return Problem("same-cards", message, file.at, hint, Severity.WARNING)


def apart(files: Iterable[Path]) -> Iterator[Problem]:
    """Files of cards that lie in folders of their own, where none are read."""
    for path in files:
        message = f"'{path.parent.name}/{path.name}' is not read, since it lies in another folder"
        hint = "move it beside deck.yaml to have its cards printed, or out of the deck's folder"
        yield Problem("odd-name", message, Location.file(path), hint, Severity.WARNING)


def odd_names(first: Location, unread: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Names of files that another computer, or this one, takes for something else."""
    name = first.path.name if first.path else ""
    wanted = name.casefold()
    if name != wanted and wanted in DECK_NAMES:
        message = f"the deck's file is called '{name}': not every computer finds it"
        hint = f"rename it to {wanted}"
        yield Problem("odd-name", message, first, hint, Severity.WARNING)
    for path, meant in unread:
        message = f"'{path.name}' is not read, since its name does not end in .yaml"
        hint = f"rename it to {meant}, or move it out of the folder"
        yield Problem("odd-name", message, Location.file(path), hint, Severity.WARNING)


def elsewhere(files: Iterable[Path]) -> Iterator[Problem]:
    """Files that iCloud keeps on another computer: nothing of them is printed."""
    for path in files:
        if path.suffix.lower() in YAML_SUFFIXES:
            message = f"'{path.name}' {IN_THE_CLOUD}"
            at = Location.file(path)
            yield Problem("odd-name", message, at, "", Severity.WARNING)
