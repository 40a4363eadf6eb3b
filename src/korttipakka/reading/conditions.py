"""Conditions in layout files: lists and names of YAML as one text, and names that are none."""

from collections.abc import Iterator

from ..basics.problems import InvalidValue, Location, Problem
from ..model.conditions import (
    EQUAL,
    JOINED,
    LISTS,
    MOST_NESTED,
    SIGNS,
    is_name,
    name_hint,
    parse_condition,
    quoted,
)
from ..model.placeholders import CONDITIONS, FILES, SHORT_NAMES, is_placeholder
from . import tree


def condition_text(key: str, node: tree.Node) -> tuple[str, list[Problem]]:
    """A condition of several lines, or between braces, as one text; and what is wrong with it."""
    problems: list[Problem] = []
    return _text(key, node, problems, MOST_NESTED), problems


def condition_problems(text: str, key: str, at: Location | None) -> Iterator[Problem]:
    """What is wrong with the names in a condition that can be read."""
    for atom in parse_condition(text).atoms:
        if atom.name not in CONDITIONS and not (is_placeholder(atom.name) and is_name(atom.name)):
            message = f"{key}: '{atom.name}' is nothing that a card may have"
            yield Problem("bad-value", message, at, name_hint(atom.name, CONDITIONS))
        elif atom.equals is not None and atom.name in (*FILES, "always", "never"):
            message = f"{key}: '{atom.name}' is there or not, and has no words to compare"
            yield Problem("bad-value", message, at, "write its name alone, or not and its name")


def _text(key: str, node: tree.Node, problems: list[Problem], depth: int) -> str:
    if isinstance(node, tree.Mapping):
        return _of_mapping(key, node, problems, depth)
    if isinstance(node, tree.Sequence):
        message = f"{key}: a list of conditions has to say how they go together"
        own = ", ".join(map(str, node)) if all(isinstance(one, str) for one in node) else ""
        lists = f"{{any of: [{own}]}} or {{all of: [{own}]}}" if own else LISTS
        problems.append(Problem("bad-value", message, node.at, f"write {lists}"))
        return ""
    text = _within_list(str(node)) if depth < MOST_NESTED else str(node)
    try:
        problems += condition_problems(text, key, node.at)
    except InvalidValue as invalid:
        problems.append(invalid.problem(node.at, key))
    return text


def _of_mapping(key: str, node: tree.Mapping, problems: list[Problem], depth: int) -> str:
    if len(node) != 1 or not depth:
        message = f"{key}: only one of {' and '.join(JOINED)} may stand here"
        hint = "put them into each other: {all of: [text, any of: [image, link]]}"
        problems.append(Problem("bad-value", message, node.at, hint))
        return ""
    name, inner = next(iter(node.items()))
    bare = str(name).strip().removeprefix("not ").strip()
    if bare not in JOINED:
        problems.append(_no_list(key, bare, inner, node))
        return ""
    if not isinstance(inner, tree.Sequence):
        message = f"{key}: {bare} takes a list"
        own = f"{{{bare}: [{inner}]}}" if isinstance(inner, tree.Scalar) else LISTS
        problems.append(Problem("bad-value", message, inner.at, f"write {own}"))
        return ""
    parts = ", ".join(_text(key, part, problems, depth - 1) for part in inner)
    return f"{str(name).strip()}: [{parts}]"


def _no_list(key: str, name: str, inner: tree.Node, node: tree.Mapping) -> Problem:
    """What to say of braces around something else, as in {text} or {category: wild}."""
    text = inner if isinstance(inner, tree.Scalar) else ""
    message = f"{key}: '{name}' is none of {', '.join(JOINED)}"
    hint = f"write not {text or '…'}" if name == "not" else name_hint(name, CONDITIONS)
    if name in CONDITIONS or name in SHORT_NAMES or is_placeholder(name):
        hint = f"write {name} = {text}" if text else f"write {name} without braces"
    return Problem("bad-value", message, node.at, hint)


def _within_list(text: str) -> str:
    """A single condition as an item of a list: what it compares with may have commas."""
    name, sign, value = _parted(text)
    if not sign or not set(value) & set(SIGNS) or value.startswith('"'):
        return text
    return f"{name} {sign} {quoted(value)}"


def _parted(text: str) -> tuple[str, str, str]:
    found = EQUAL.search(text)
    if found is None or text.startswith(("any of", "all of", "not any of", "not all of", "{")):
        return text, "", ""
    return text[: found.start()], found[1], text[found.end() :].strip()
