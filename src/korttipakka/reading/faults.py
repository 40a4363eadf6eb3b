"""The validator's errors -> problems with places in the file, in plain words."""

from collections.abc import Collection
from typing import Any

from pydantic_core import ValidationError

from ..basics.problems import InvalidValue, Location, Problem, suggestion
from .nodes import Mapping, Node, Sequence
from .schema import CARD_FIELDS, CATEGORY_FIELDS, DECK_FIELDS
from .tree import MAX_PROBLEMS, MAX_SHOWN

Path = tuple[str | int, ...]


def problems_of(error: ValidationError, tree: Node, top: Collection[str]) -> list[Problem]:
    """The errors as problems; `top` are the keys that the file may have at its top."""
    details = error.errors(include_url=False, include_input=False)
    problems = [_problem(detail, tree, top) for detail in details[:MAX_PROBLEMS]]
    if len(details) > MAX_PROBLEMS:
        message = f"there are {len(details) - MAX_PROBLEMS:,} more problems in this file"
        problems.append(Problem("too-many-problems", message, problems[-1].at))
    return problems


def _problem(detail: Any, tree: Node, top: Collection[str]) -> Problem:
    path, kind = detail["loc"], detail["type"]
    if kind == "value_error":
        invalid: InvalidValue = detail["ctx"]["error"]
        return invalid.problem(_locate(tree, path))
    if kind == "missing":
        return _missing(path, _locate(tree, path))
    if kind == "extra_forbidden":
        return _unknown_key(path, _locate(tree, path, key=True), top)
    return _wrong_type(path, _locate(tree, path))


def _locate(tree: Node, path: Path, key: bool = False) -> Location:
    """The last place on a path that is in the tree; with `key`, that of the key, not the value."""
    node, at = tree, tree.at
    for step in path:
        if isinstance(node, Mapping) and step in node:
            name = str(step)
            at = node.key_at(name) if key and step == path[-1] else node[name].at
            node = node[name]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            at = node.at
        else:
            break
    return at


def _missing(path: Path, at: Location) -> Problem:
    """Only titles of cards and of the deck, and names of categories are required."""
    key = path[-1]
    owner = {1: "the deck", 3: f"the {'card' if path[0] == 'cards' else 'category'}"}[len(path)]
    return Problem(f"missing-{key}", f"{owner} has no {key}", at, f"add '{key}: …'")


def _unknown_key(path: Path, at: Location, top: Collection[str]) -> Problem:
    key = str(path[-1])[:MAX_SHOWN]
    if len(path) == 1 and key in DECK_FIELDS:
        hint = f"'{key}' belongs in deck.yaml; this file holds only 'category' and 'cards'"
    elif len(path) == 1:
        hint = suggestion(key, top)
    else:
        hint = suggestion(key, CARD_FIELDS if path[0] == "cards" else CATEGORY_FIELDS)
    return Problem("unknown-key", f"there is no key '{key}' here", at, hint)


EXPECTED = {
    "cards": ("a list of cards", "begin each card with '- title: …'"),
    "categories": ("categories by their keys", "write 'key: Name' for each category"),
    "fields": ("named texts", "write 'name: text' for each field"),
    "tags": ("a list of words", "write 'tags: one, two'"),
    "hyphenation": ("a list of words", "write each word on a line of its own after '- '"),
}
CARD = ("a card", "begin each card with '- title: …'")
CATEGORY = ("a name, or 'name', 'color' and 'icon'", "write 'key: Name'")
FILE = ("named values", "a file of cards begins with 'cards:'")


def _wrong_type(path: Path, at: Location) -> Problem:
    expected, hint = _expected(path)
    return Problem("wrong-type", f"{expected} should stand here", at, hint)


def _expected(path: Path) -> tuple[str, str]:
    if not path:
        return FILE
    if len(path) == 2 and path[0] == "cards":
        return CARD
    if len(path) == 2 and path[0] == "categories":
        return CATEGORY
    return EXPECTED.get(str(path[-1]), FILE)
