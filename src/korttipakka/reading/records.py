"""Small YAML files of a few known keys: a perforated sheet, a printer's correction."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from ..basics.problems import Problem, suggestion
from . import tree

Readers = Mapping[str, Callable[[str], Any]]


class Record(NamedTuple):
    """What was read, as far as it could be, and what is wrong with the rest."""

    values: dict[str, Any]
    problems: tuple[Problem, ...]


def read_record(root: tree.Mapping, readers: Readers, needed: Collection[str] = ()) -> Record:
    """The values of a mapping, each read by the reader of its key.

    A reader raises ValueError with a user's message, a hint after "; ".
    """
    values: dict[str, Any] = {}
    problems = [
        Problem("missing-key", f"'{key}' is missing", root.at) for key in needed if key not in root
    ]
    for key, node in root.items():
        if key not in readers:
            hint = suggestion(key, readers)
            problems.append(Problem("unknown-key", f"no key '{key}'", root.key_at(key), hint))
            continue
        try:
            values[key] = readers[key](_text(node))
        except ValueError as error:
            message, _, hint = str(error).partition("; ")
            problems.append(Problem("bad-value", f"{key}: {message}", node.at, hint))
    return Record(values, tuple(problems))


def _text(node: tree.Node) -> str:
    if not isinstance(node, tree.Scalar):
        raise ValueError("a single value belongs here")
    return str(node)
