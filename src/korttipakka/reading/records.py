"""Small YAML files of a few known keys: a perforated sheet, a printer's correction."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..basics.problems import InvalidValue, Problem, suggestion
from ..basics.records import NamedTuple
from . import tree

Readers = Mapping[str, Callable[[str], Any]]


Hint = Callable[[str, bool], str]
"""Gives what to say of a key, and is told whether it is known."""


class Record(NamedTuple):
    """What was read, as far as it could be, and what is wrong with the rest."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]


def read_record(
    root: tree.Mapping, readers: Readers, needed: Collection[str] = (),
    hint: Hint = lambda key, known: "",
) -> Record:  # fmt: skip
    """The values of a mapping, each read by the reader of its key.

    A reader raises InvalidValue. `hint` gives what is to be said of a key that is missing, or, when
    it is not known, of what is meant by it.
    """
    values: dict[str, Any] = {}
    problems = [
        Problem("missing-key", f"'{key}' is missing", root.at, hint(key, True))
        for key in needed
        if key not in root
    ]
    for key, node in root.items():
        if key not in readers:
            near = hint(key, False) or suggestion(key, readers)
            problems.append(Problem("unknown-key", f"no key '{key}'", root.key_at(key), near))
            continue
        try:
            values[key] = readers[key](_text(node))
        except InvalidValue as invalid:
            problems.append(invalid.problem(node.at, key))
    return Record(values, tuple(problems))


def _text(node: tree.Node) -> str:
    if not isinstance(node, tree.Scalar):
        raise InvalidValue("a single value belongs here")
    return str(node)
