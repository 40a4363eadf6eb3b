"""Settings of a YAML text changed, added and taken out; comments, order and all else stay.

A setting is named by the keys that lead to it. In the file they may be nested in any way:
`a: {b: 1}` and `a.b: 1` are the same. Each edit reads the text anew: such files are short.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.texts import listed
from ..reading.tree import parser
from ..reading.yaml_library import yaml
from .entries import end_of
from .scalars import (
    INDENT,
    LINE_END,
    NotEditable,
    composed,
    end_of_line,
    line_end_at,
    replaced,
    scalar,
    site_of,
)

Path = tuple[str, ...]
"""The keys that lead to a setting; in a file, each may stand for several with dots between."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key and its value; `owner` is the mapping around them, `path` leads to them in parts."""

    path: Path
    key: Any
    value: Any
    owner: Any

    @property
    def is_group(self) -> bool:
        """Whether settings lie in the value."""
        return isinstance(self.value, yaml.MappingNode)


def edited(text: str, changes: Mapping[Path, str | None]) -> str:
    """The text with settings changed or added; None takes one out. Raises NotEditable."""
    for path, value in changes.items():
        text = _without(text, path) if value is None else _with(text, path, value)
    return text


def has(text: str, path: Path) -> bool:
    """Whether the text says a setting. Raises NotEditable."""
    return any(entry.path == _parts(path) for entry in _entries(text))


def loses_comment(text: str, path: Path) -> bool:
    """Whether a comment would go with a setting if this were taken out. Raises NotEditable."""
    return _comments(_without(text, path)) < _comments(text)


def _comments(text: str) -> int:
    """How many lines have a comment: YAML's tokens leave these out."""
    end, found = 0, 0
    for token in yaml.scan(text, Loader=parser()):
        found += text[end : token.start_mark.index].count("#")
        end = max(end, token.end_mark.index)
    return found + text[end:].count("#")


def _parts(path: Path) -> Path:
    return tuple(".".join(path).split("."))


def _with(text: str, path: Path, value: str) -> str:
    found = [entry for entry in _entries(text) if entry.path == _parts(path)]
    return _changed(text, found[-1], value) if found else _added(text, path, value)


def _without(text: str, path: Path) -> str:
    """The text without a setting, and without the groups that it leaves empty."""
    while found := [entry for entry in _entries(text) if entry.path == _parts(path)]:
        entry = found[-1]
        holders = {id(other.value): other for other in _entries(text) if other.is_group}
        groups = {other.path: other for other in holders.values()}
        while len(entry.owner.value) == 1 and entry.path[:-1] in groups:
            entry = groups[entry.path[:-1]]
        text = _cut(text, entry)
    return text


def _entries(text: str) -> list[_Entry]:
    """Every key of a text and of the mappings in it. Raises NotEditable."""
    root = _root(text)
    return [] if root is None else list(_under(root))


def _root(text: str) -> Any:
    root = composed(text)
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise NotEditable("the file does not hold named settings")
    return root


def _under(node: Any, start: Path = ()) -> Iterator[_Entry]:
    for key, value in node.value:
        entry = _Entry((*start, *str(key.value).split(".")), key, value, node)
        yield entry
        if entry.is_group:
            yield from _under(value, entry.path)


CONDITION = "when"
"""A setting whose lists are one value."""


def _changed(text: str, entry: _Entry, value: str) -> str:
    node = entry.value
    _check(text, entry)
    if isinstance(node, yaml.SequenceNode):
        start, end = node.start_mark.index, end_of(text, node)
        return text[:start] + _list(node, value, line_end_at(text, start)) + text[end:]
    if entry.is_group and entry.path[-1] == CONDITION:
        start, end = node.start_mark.index, end_of(text, node)
        return text[:start] + scalar(value, entry.owner.flow_style) + text[end:]
    if entry.is_group:
        raise NotEditable(f"{'.'.join(entry.path)} holds several settings")
    return replaced(text, site_of(node, entry.owner, entry.key.start_mark.column), value)


def _check(text: str, entry: _Entry) -> None:
    """Raise NotEditable for a value with an anchor or tag, and for one that refers to an anchor."""
    start = entry.value.start_mark.index
    if start < entry.key.end_mark.index or text[start : start + 1] in {"&", "!"}:
        name = ".".join(entry.path)
        raise NotEditable(f"{name} has a YAML anchor or tag, or refers to one")


def _list(node: Any, value: str, line_end: str) -> str:
    """A value as a list like the one that was there: in brackets, or an item a line."""
    if node.flow_style:
        return f"[{', '.join(scalar(item, True) for item in listed(value))}]"
    column = node.start_mark.column
    items = (f"- {scalar(item, False, column)}" for item in listed(value))
    return f"{line_end}{' ' * column}".join(items)


def _added(text: str, path: Path, value: str) -> str:
    """The text with a setting that it does not have, in the innermost group that it belongs to."""
    owner, rest = _deepest(text, path)
    if owner is None:
        end = len(text.rstrip())
        lines = _lines(rest, value, 0, line_end_at(text, end))
        return (text[:end] + lines).lstrip("\r\n") + line_end_at(text, end)
    if not owner.flow_style:
        at = end_of_line(text, end_of(text, owner.value[-1][1]))
        column = owner.value[0][0].start_mark.column
        return text[:at] + _lines(rest, value, column, line_end_at(text, at - 1)) + text[at:]
    if not owner.value:
        at = owner.start_mark.index + 1
        return f"{text[:at]}{_inside(rest, value)}{text[at:]}"
    at = end_of(text, owner.value[-1][1])
    return f"{text[:at]}, {_inside(rest, value)}{text[at:]}"


def _deepest(text: str, path: Path) -> tuple[Any, Path]:
    """The innermost mapping that a new setting belongs to, and its keys from there on."""
    for length in range(len(path) - 1, 0, -1):
        for entry in reversed(_entries(text)):
            if entry.is_group and entry.path == _parts(path[:length]):
                return entry.value, path[length:]
    return _root(text), path


def _lines(path: Path, value: str, column: int, line_end: str) -> str:
    """A setting in lines of its own, in its groups, after a line of a mapping in some column."""
    lines = []
    for depth, key in enumerate(path):
        inner = column + INDENT * depth
        shown = f" {scalar(value, False, inner)}" if depth == len(path) - 1 else ""
        lines.append(f"\n{' ' * inner}{scalar(key)}:{shown}")
    return "".join(lines).replace("\n", line_end)


def _inside(path: Path, value: str) -> str:
    """A setting as it stands between braces."""
    key, *rest = path
    inner = f"{{{_inside(tuple(rest), value)}}}" if rest else scalar(value, True)
    return f"{scalar(key, True)}: {inner}"


def _cut(text: str, entry: _Entry) -> str:
    """The text without an entry: its lines, or its part of what stands between braces."""
    _check(text, entry)
    start, end = entry.key.start_mark.index, end_of(text, entry.value)
    if not entry.owner.flow_style:
        first = start - entry.key.start_mark.column
        after = LINE_END.search(text, end)
        return text[:first] + (text[after.end() :] if after else "")
    if entry.key is entry.owner.value[0][0]:
        return text[:start] + text[end:].lstrip(", ")
    return text[:start].rstrip(", \r\n") + text[end:]
