"""Nodes of a located tree: texts, lists and named nodes that know where they were written."""

from collections import abc
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from ..basics.problems import Location


class Located:
    """A node that knows where it was written; line and column count from 1.

    The subclasses have the slots: a built-in type cannot be joined with a class that has some.
    """

    __slots__ = ()
    if TYPE_CHECKING:
        file: Location
        line: int
        column: int

    @property
    def at(self) -> Location:
        """Where the node begins. Made when asked for: a big deck has a hundred thousand nodes."""
        return self.file.at(self.line, self.column)


class Scalar(str, Located):
    """A text as it was typed, quotes and escapes undone.

    `style` is the sign that it was written with: a quote, `|`, `>` or nothing.
    """

    __slots__ = ("column", "file", "line", "style")
    if TYPE_CHECKING:
        style: str


class Sequence(list["Node"], Located):
    """A list of nodes."""

    __slots__ = ("column", "file", "line")


class Mapping(dict[str, "Node"], Located):
    """Named nodes in the order written. Its keys are Scalars, which know their places."""

    __slots__ = ("column", "file", "line")

    def key_at(self, name: str) -> Location:
        """Where one key was written."""
        return next(key.at for key in self if key == name and isinstance(key, Scalar))


Node = Scalar | Sequence | Mapping


@lru_cache(maxsize=64)
def _same(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of most cards as one object, of texts that know no place."""
    return tuple([intern(str(key)) for key in keys])


class Places(abc.Mapping[str, Location]):
    """Where the values of a mapping were written, by key; within another one, "outer.inner".

    A large deck has many: keys and numbers take a quarter of what its nodes do.
    """

    __slots__ = ("_file", "_keys", "_line", "_numbers")

    def __init__(self, nodes: Mapping) -> None:
        self._file, self._line = nodes.file, nodes.line
        keys: list[str] = []
        numbers: list[int] = []
        for key, node in nodes.items():
            keys.append(key)
            # A line is counted from the mapping's own: of small numbers Python has one object each.
            numbers += node.line - self._line, node.column
            if isinstance(node, Mapping):
                for inner, value in node.items():
                    keys.append(f"{key}.{inner}")
                    numbers += value.line - self._line, value.column
        self._keys, self._numbers = _same(tuple(keys)), tuple(numbers)

    def __getitem__(self, key: str) -> Location:
        if key not in self._keys:
            raise KeyError(key)
        at = 2 * self._keys.index(key)
        return self._file.at(self._line + self._numbers[at], self._numbers[at + 1])

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys if "." not in key)

    def __len__(self) -> int:
        return sum(1 for _ in self)
