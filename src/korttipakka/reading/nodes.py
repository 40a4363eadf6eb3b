"""Nodes of a located tree: texts, lists and named nodes that know where they were written."""

from collections import abc
from collections.abc import Iterator
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


class Places(abc.Mapping[str, Location]):
    """Where the values of a mapping were written, by key; within another one, "outer.inner"."""

    __slots__ = ("_nodes",)

    def __init__(self, nodes: Mapping) -> None:
        self._nodes = nodes

    def __getitem__(self, key: str) -> Location:
        outer, dot, inner = key.partition(".")
        node = self._nodes[outer]
        if not dot:
            return node.at
        if not isinstance(node, Mapping):
            raise KeyError(key)
        return node[inner].at

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)
