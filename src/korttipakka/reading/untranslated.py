"""Texts that are not given in the language that a deck is read in: one problem for all of them."""

from collections.abc import Iterable, Iterator, Sequence

from ..basics.languages import best_language
from ..basics.problems import Location, Problem
from ..basics.shell import shell_line
from .languages import is_language_map, languages
from .limits import MAX_SHOWN
from .nodes import Mapping, Node, Scalar
from .nodes import Sequence as ListNode

MOST_NAMED = 5
"""Cards that the message names."""


def untranslated(
    missing: Sequence[Mapping], cards: Iterable[Node], language: str, own: str, deck: str
) -> Problem:
    """The problem of texts that lack a language, by the cards that they are on.

    `own` is the deck's language, by which cards are named; `deck` the path that export takes.
    """
    lacking = {id(node) for node in missing}
    named = [_title(card, own) for card in cards if any(id(n) in lacking for n in _texts(card))]
    given = ", ".join(dict.fromkeys(tag for node in missing for tag in languages(node)))
    if len(missing) == 1:
        message = f"there is no text in the language '{language}'"
    else:
        message = f"{len(missing)} texts are not given in the language '{language}'"
    message += f": {listed(named)}" if named else ""
    at = min(node.at for node in missing)
    return Problem("missing-translation", message, at, f"given: {given}; {advice(deck, language)}")


def of_no_text(trees: Iterable[Node], language: str) -> Problem | None:
    """The problem of a language that a flag asks for, and that no text at all is given in."""
    nodes = (node for tree in trees for node in (tree, *_texts(tree)))
    known = {tag: None for node in nodes if is_language_map(node) for tag in languages(node)}
    if best_language(language, known):
        return None
    at = Location.flag(f"--language {language}")
    message = f"no text of the deck is in '{language}'"
    return Problem("missing-translation", message, at, f"there is: {', '.join(known)}")


def advice(deck: str, language: str) -> str:
    """How to have a deck translated."""
    words = shell_line(["korttipakka", "export", deck, "--to", "xlsx", "--language", language])
    return f"for a translator: {words}"


def listed(names: Sequence[str]) -> str:
    """Cards by their titles, a few of many.

    >>> listed(["Tauko", "Kahvi"])
    "card 'Tauko', card 'Kahvi'"
    """
    shown = [f"card '{name[:MAX_SHOWN]}'" for name in names[:MOST_NAMED]]
    more = [f"{len(names) - MOST_NAMED} more cards"] if len(names) > MOST_NAMED else []
    return ", ".join([*shown, *more])


def _title(card: Node, own: str) -> str:
    title = card.get("title") if isinstance(card, Mapping) else None
    if is_language_map(title):
        title = title[best_language(own, languages(title)) or languages(title)[0]]
    return str(title).strip() if isinstance(title, Scalar) else ""


def _texts(node: Node) -> Iterator[Node]:
    """A node and all in it."""
    yield node
    inner = node.values() if isinstance(node, Mapping) else node
    if not isinstance(node, Scalar):
        for part in inner:
            if isinstance(part, Mapping | ListNode):
                yield from _texts(part)
