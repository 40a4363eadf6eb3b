"""A whole YAML text with other words at some places, to try `saving.scalars` on any text."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from korttipakka.basics.records import NamedTuple
from korttipakka.reading import tree
from korttipakka.reading.tree import parse_yaml
from korttipakka.saving.scalars import (
    BOM,
    NOWHERE,
    NotEditable,
    Site,
    composed,
    is_same_text,
    replaced,
    site_of,
)

Place = tuple[int, int]
"""Line and column where a text begins, its quotes included, as a node of the tree tells them."""


def rewritten(text: str, changes: Mapping[Place, str]) -> str:
    """The YAML text with other words at some places; all else stays byte for byte.

    What is read there afterwards is the new text exactly, but that a block (`|`, `>`) keeps what it
    says of line ends after its last line. Raises NotEditable for a place where no text stands, for
    texts with an anchor, a tag or an alias, and when the file cannot be read without problems.
    """
    mark = BOM if text.startswith(BOM) else ""
    bare = text.removeprefix(BOM)
    before = _leaves(bare)
    sites = dict(_sites(bare, composed(bare)))
    new = bare
    for place in sorted(changes, reverse=True):
        there = [leaf.text for leaf in before.values() if leaf.place == place]
        if place not in sites or not there:
            raise NotEditable(f"no text stands in line {place[0]}, column {place[1]}")
        if len(there) > 1:
            raise NotEditable(f"an alias refers to line {place[0]}, column {place[1]}")
        if not is_same_text(there[0], changes[place]):
            new = replaced(new, sites[place], changes[place])
    wanted = {path: changes.get(leaf.place, leaf.text) for path, leaf in before.items()}
    found = {path: leaf.text for path, leaf in _leaves(new).items()}
    if found.keys() != wanted.keys() or not all(is_same_text(found[p], wanted[p]) for p in wanted):
        raise NotEditable("the new texts would not be read as they are meant")
    return mark + new


class _Leaf(NamedTuple):
    """A text of the tree, and where it begins."""

    text: str
    place: Place


def _leaves(text: str) -> dict[tuple[str | int, ...], _Leaf]:
    """All texts of a YAML text by the keys and numbers that lead to them. Raises NotEditable."""
    root, problems = parse_yaml(text, NOWHERE)
    if problems:
        raise NotEditable("the file has problems of its own")
    return dict(_under(root, ()))


def _under(
    node: tree.Node | None, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], _Leaf]]:
    if isinstance(node, tree.Scalar):
        yield path, _Leaf(str(node), (node.line, node.column))
    elif node is not None:
        pairs = node.items() if isinstance(node, tree.Mapping) else enumerate(node)
        for key, child in pairs:
            yield from _under(child, (*path, key))


def _sites(text: str, node: Any) -> Iterator[tuple[Place, Site]]:
    """Where the texts of a file stand, each by its place; keys are none."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _sites_of(text, value, node, key.start_mark.column)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _sites_of(text, item, node, _dash(text, item.start_mark.index))


def _sites_of(text: str, node: Any, owner: Any, column: int) -> Iterator[tuple[Place, Site]]:
    if not isinstance(node, yaml.ScalarNode):
        yield from _sites(text, node)
        return
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    yield place, site_of(node, owner, column)


def _dash(text: str, start: int) -> int:
    """The column of the dash before an item of a list."""
    dash = text.rfind("-", 0, start)
    return dash - max(text.rfind("\n", 0, dash), text.rfind("\r", 0, dash)) - 1
