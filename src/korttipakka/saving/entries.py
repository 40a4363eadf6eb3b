"""Where keys and values stand in a YAML text, comments and blank lines apart."""

from typing import Any

from ..basics.records import NamedTuple
from ..reading.yaml_library import yaml
from .scalars import NotEditable


class Entry(NamedTuple):
    """A key and its value in a mapping."""

    key: Any
    value: Any
    owner: Any


def find(owner: Any, name: str) -> Entry | None:
    """The entry of a key."""
    for key, value in owner.value:
        if str(key.value) == name:
            return Entry(key, value, owner)
    return None


def is_text(node: Any) -> bool:
    """Whether a node is a text."""
    return isinstance(node, yaml.ScalarNode)


def is_list(node: Any) -> bool:
    """Whether a node is a list."""
    return isinstance(node, yaml.SequenceNode)


def check_own(entry: Entry) -> None:
    """Raise NotEditable for what stands elsewhere, and is only referred to."""
    if entry.value.start_mark.index < entry.key.end_mark.index:
        raise NotEditable(f"{entry.key.value} refers to a YAML anchor")


def end_of(text: str, node: Any) -> int:
    """Where a node's own text ends: YAML counts comments and blank lines after a block to it."""
    if isinstance(node, yaml.ScalarNode):
        end = int(node.end_mark.index)
        return len(text[:end].rstrip()) if node.style in {"|", ">"} else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    inner = last[1] if isinstance(node, yaml.MappingNode) else last
    key_end = int(last[0].end_mark.index) + 1 if isinstance(node, yaml.MappingNode) else 0
    return max(key_end, end_of(text, inner))
