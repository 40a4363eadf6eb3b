"""Edits of a YAML text that leave all else as it was: comments, order, quotes, blank lines.

Settings are named by dotted keys, which may be nested in the file in any way: `a: {b: 1}` and
`a.b: 1` are the same. Each edit reads the text anew: layouts are short.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import yaml

Path = tuple[str, ...]
"""A dotted key in its parts."""


class NotEditable(ValueError):
    """The text has something that cannot be changed in place, such as an anchor."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key and its value; `owner` is the mapping around them, `path` leads to them."""

    path: Path
    key: Any
    value: Any
    owner: Any


def edited(text: str, changes: Mapping[str, str | None]) -> str:
    """The text with settings changed or added; None takes one out. Raises NotEditable."""
    for key, value in changes.items():
        text = _without(text, key) if value is None else _with(text, key, value)
    return text


def has(text: str, key: str) -> bool:
    """Whether the text says a setting."""
    path = tuple(key.split("."))
    return any(entry.path == path for entry in _entries(_root(text)))


def loses_comment(text: str, key: str) -> bool:
    """Whether a comment would go with a setting if this were taken out. Raises NotEditable."""
    return _comments(_without(text, key)) < _comments(text)


def _comments(text: str) -> int:
    """How many lines have a comment: YAML's tokens leave these out."""
    end, found = 0, 0
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        found += text[end : token.start_mark.index].count("#")
        end = max(end, token.end_mark.index)
    return found + text[end:].count("#")


def scalar(text: str, flow: bool = False) -> str:
    """A text as YAML, in quotes only if need be; `flow` when it stands between braces."""
    shown = _rendered(("k",), text, flow).removeprefix("{").removesuffix("}" if flow else "")
    return shown.removeprefix("k:").lstrip(" ")


def _with(text: str, key: str, value: str) -> str:
    path = tuple(key.split("."))
    entries = list(_entries(_root(text)))
    found = [entry for entry in entries if entry.path == path]
    if found:
        return _replaced(text, found[-1], value)
    return _added(text, *_deepest(_root(text), entries, path), value)


def _without(text: str, key: str) -> str:
    """The text without a setting, and without the groups that it leaves empty."""
    path = tuple(key.split("."))
    while found := [entry for entry in _entries(_root(text)) if entry.path == path]:
        entry = found[-1]
        holders = {id(other.value): other for other in _entries(_root(text)) if _holds(other)}
        entries = {other.path: other for other in holders.values()}
        while len(entry.owner.value) == 1 and entry.path[:-1] in entries:
            entry = entries[entry.path[:-1]]
        text = _cut(text, entry)
    return text


def _holds(entry: _Entry) -> bool:
    return isinstance(entry.value, yaml.MappingNode)


def _root(text: str) -> Any:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        raise NotEditable("the file does not hold named settings")
    return root


def _entries(node: Any, start: Path = ()) -> Iterator[_Entry]:
    """Every key of a mapping and of the mappings in it."""
    for key, value in node.value:
        path = (*start, *str(key.value).split("."))
        yield _Entry(path, key, value, node)
        if isinstance(value, yaml.MappingNode):
            yield from _entries(value, path)


def _deepest(root: Any, entries: Iterable[_Entry], path: Path) -> tuple[Any, Path]:
    """The innermost mapping that a new setting belongs to, and its path from there on."""
    inner = max(
        (e for e in entries if _holds(e) and e.path == path[: len(e.path)]),
        key=lambda entry: len(entry.path),
        default=None,
    )
    return (root, path) if inner is None else (inner.value, path[len(inner.path) :])


def _replaced(text: str, entry: _Entry, value: str) -> str:
    start, end = _span(text, entry)
    old = text[start:end]
    new = f"[{value}]" if old.startswith("[") and "," in value else _indented(entry, value)
    gap = " " if text[start - 1] == ":" else ""
    tail = "\n" if old.endswith("\n") else ""
    return text[:start] + gap + new + tail + text[end:]


def _indented(entry: _Entry, value: str) -> str:
    """A value of several lines is indented as deep as its key, and then some."""
    shown = scalar(value, bool(entry.owner.flow_style))
    return shown.replace("\n", "\n" + " " * entry.key.start_mark.column)


def _added(text: str, owner: Any, path: Path, value: str) -> str:
    if owner.flow_style:
        inside = _rendered(path, value, flow=True).removeprefix("{").removesuffix("}")
        if not owner.value:
            at = owner.start_mark.index + 1
            return text[:at] + inside + text[at:]
        at = _end(text, owner.value[-1][1])
        return f"{text[:at]}, {inside}{text[at:]}"
    at = _line_end(text, _end(text, owner.value[-1][1]))
    indent = " " * owner.value[0][0].start_mark.column
    lines = _rendered(path, value, flow=False).split("\n")
    return text[:at] + "".join(f"\n{indent}{line}" if line else "\n" for line in lines) + text[at:]


def _cut(text: str, entry: _Entry) -> str:
    _, end = _span(text, entry)
    start = entry.key.start_mark.index
    if not entry.owner.flow_style:
        line = text.rfind("\n", 0, start) + 1
        return text[:line] + text[_line_end(text, end) + 1 :]
    if entry.key is entry.owner.value[0][0]:
        return text[:start] + text[end:].lstrip(", ")
    return text[:start].rstrip(", \n") + text[end:]


def _span(text: str, entry: _Entry) -> tuple[int, int]:
    """Where a value begins and ends. Raises NotEditable for anchors and what refers to them."""
    start = entry.value.start_mark.index
    if start < entry.key.end_mark.index or text[start : start + 1] in {"&", "!"}:
        name = ".".join(entry.path)
        raise NotEditable(f"{name} has a YAML anchor or tag, or refers to one")
    return start, _end(text, entry.value)


def _end(text: str, node: Any) -> int:
    """Where a node's own text ends: YAML counts the comments after a block to the block."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def _line_end(text: str, at: int) -> int:
    """The end of the line that the text before a place ends on, its comment included."""
    end = text.find("\n", len(text[:at].rstrip()))
    return len(text) if end < 0 else end


def _rendered(path: Sequence[str], value: str, flow: bool) -> str:
    """The YAML of one setting, nested in its groups."""
    text = _dumped(path, value, flow, "|" if "\n" in value and not flow else None)
    if not value or (": '" in text and not set(value) & set('"\\\n')):
        return _dumped(path, value, flow, '"')  # as people write them
    return text


def _dumped(path: Sequence[str], value: str, flow: bool, style: str | None) -> str:
    tag = "tag:yaml.org,2002:str"
    node: Any = yaml.ScalarNode(tag, value, style=style)
    for name in reversed(path):
        pairs = [(yaml.ScalarNode(tag, name), node)]
        node = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    # The base dumper knows no types: it writes 12 and yes without quotes, as they are read here.
    text = yaml.serialize(
        node, Dumper=yaml.dumper.BaseDumper, width=inf, allow_unicode=True, indent=2
    )
    return str(text).rstrip("\n")
