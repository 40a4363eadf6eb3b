"""Texts in a YAML file changed in place: each keeps its style, and every other byte stays.

A text may be plain, in quotes, or a block of lines (literal `|`, folded `>`), between braces or
not. It is written in the style it had before if the new words allow it, else in the nearest that
does. Whether a style allows it is not told by rules: what is to be written is read, as in its file.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..basics.problems import Location
from ..basics.records import NamedTuple
from ..reading import tree
from ..reading.limits import MAX_SHOWN
from ..reading.nulls import NULLS
from ..reading.tree import parse_yaml, parser
from ..reading.yaml_library import yaml

NOWHERE = Location("")
"""Where a text lies that is in no file."""

LINE_END = re.compile(r"\r\n?|\n")
FILLED_LINE = re.compile(r"(?<=[\r\n])[ \t]*[^ \t\r\n][^\r\n]*")
HEADER = re.compile(r"[|>][-+0-9]*")

BLOCKS = ("|", ">")
"""Styles of texts that stand in lines of their own below their key."""

INDENT = 2
"""Columns by which the lines of a new block are indented more than its key."""

BOM = "\ufeff"
"""A mark that some editors of Windows put before a file; it counts for no column."""


class NotEditable(ValueError):
    """The text has something that cannot be changed in place, such as an anchor."""


class Site(NamedTuple):
    """Where a text stands in a file: characters `start` to `end`, written in a `style` of YAML.

    `column` is that of its key, or of the dash before an item of a list. `is_flow` when it stands
    between braces or brackets.
    """

    start: int
    end: int
    style: str
    column: int = 0
    is_flow: bool = False
    is_item: bool = False


class ScalarForm(NamedTuple):
    """A way to write a text: what follows its key, and for a block the lines below."""

    head: str
    lines: tuple[str, ...] = ()


def replaced(text: str, site: Site, new: str) -> str:
    """The text with other words at a site. Raises NotEditable."""
    if text[site.start : site.start + 1] in {"&", "!", "*"}:
        raise NotEditable("a text has a YAML anchor or tag, or refers to one")
    line_end = line_end_at(text, site.start)
    header, rest, end = _extent(text, site)
    indent = _indent(text[site.start : end], site, header)
    form = _form(new, site, header, line_end, indent)
    # A value that is empty begins right after its colon or dash.
    gap = " " if text[: site.start].endswith((":", "-")) else ""
    return f"{text[: site.start]}{gap}{_joined(form, line_end, rest)}{text[end:]}"


def scalar(text: str, is_flow: bool = False, column: int = 0) -> str:
    """A text as YAML writes it after a key in some column, in quotes only if need be.

    `is_flow` when it stands between braces. Raises NotEditable for what no YAML file can hold.
    """
    site = Site(0, 0, "", column, is_flow)
    return _joined(_form(text, site, "", "\n", column + INDENT), "\n")


def composed(text: str) -> Any:
    """The nodes of a YAML text, with their marks; None of an empty one. Raises NotEditable."""
    try:
        return yaml.compose(text, Loader=parser())
    except yaml.YAMLError as error:
        raise NotEditable("it is not YAML, or has anchors that are not clear") from error


def site_of(node: Any, owner: Any, column: int) -> Site:
    """Where the text of a node stands; `owner` is the mapping or list around it."""
    start, end = node.start_mark.index, node.end_mark.index
    is_item = isinstance(owner, yaml.SequenceNode)
    return Site(start, end, node.style or "", column, bool(owner.flow_style), is_item)


def end_of_line(text: str, start: int) -> int:
    """Where the line ends that a place lies on, or the text."""
    found = LINE_END.search(text, start)
    return found.start() if found else len(text)


def line_end_at(text: str, start: int) -> str:
    """The characters that end the line that a place lies on, or else the file's first line."""
    found = LINE_END.search(text, start) or LINE_END.search(text)
    return found[0] if found else "\n"


def _joined(form: ScalarForm, line_end: str, rest: str = "") -> str:
    """A form as it stands in a file, with the `rest` of the line that its head is on."""
    head = form.head.replace("\n", line_end)
    return head + rest + "".join(f"{line_end}{line}" for line in form.lines)


def _texts(node: tree.Node | None) -> Iterator[str]:
    """The texts of a node."""
    if isinstance(node, tree.Scalar):
        yield str(node)
    elif node is not None:
        for child in node.values() if isinstance(node, tree.Mapping) else node:
            yield from _texts(child)


def _extent(text: str, site: Site) -> tuple[str, str, int]:
    """The header of a block, what stands behind a text on its line, and where its lines end.

    Blank lines after a block are not its own: they set apart what follows.
    """
    if site.style not in BLOCKS:
        end = site.end if site.is_flow else end_of_line(text, site.end)
        return "", text[site.end : end], end
    header = HEADER.match(text, site.start)
    assert header is not None
    first = end = end_of_line(text, site.start)
    for line in FILLED_LINE.finditer(text, first, site.end):
        end = line.end()
    return header[0], text[header.end() : first], end


def _indent(block: str, site: Site, header: str) -> int:
    """The columns that the lines of a block are indented, as they were or as is usual."""
    if given := re.search(r"\d", header):
        return site.column + int(given[0])
    first = FILLED_LINE.search(block, end_of_line(block, 0)) if header else None
    return len(first[0]) - len(first[0].lstrip(" ")) if first else site.column + INDENT


def _form(new: str, site: Site, header: str, line_end: str, indent: int) -> ScalarForm:
    """The first form of a text that is read as it is meant. Raises NotEditable."""
    for form in _forms(new, site, header, indent):
        if _reads_as(new, form, site, line_end):
            return form
    raise NotEditable(f"'{new[:MAX_SHOWN]}' cannot be written here")


def _forms(new: str, site: Site, header: str, indent: int) -> Iterator[ScalarForm]:
    """The ways to write a text, the most alike to what stands there first."""
    lines = tuple(f"{' ' * indent}{line}" if line else "" for line in new.rstrip("\n").split("\n"))
    blocks = [ScalarForm(kept, lines) for kept in (header, "|-") if kept]
    may_be_block = not site.is_flow and new.strip() != ""
    if may_be_block and (header or "\n" in new):
        yield from blocks
    yield from (ScalarForm(text) for text in _quoted(new, site.style, indent))


def _quoted(new: str, style: str, indent: int) -> Iterator[str]:
    """A text as it can stand behind its key: plain, in single quotes, in double ones."""
    double = json.dumps(new, ensure_ascii=False).replace(BOM, "\\ufeff")
    if style not in {"'", '"'}:
        if new and new not in NULLS:  # which would be read as nothing
            yield new
        if not set(new) & set('"\\'):
            yield double  # as people write it
    if style != '"':
        yield "'" + new.replace("'", "''") + "'"
    yield double
    # To YAML a blank line in quotes is one line end.
    yield double.replace("\\n\\n", f"\n\n{' ' * indent}")


def _reads_as(new: str, form: ScalarForm, site: Site, line_end: str) -> bool:
    """Whether a form is read as a text, in surroundings like those of its site."""
    before, after = ("[", "]") if site.is_item else ("{k: ", "}")
    if not site.is_flow:
        before, after = " " * site.column + ("- " if site.is_item else "k: "), line_end
    root, problems = parse_yaml(f"{before}{_joined(form, line_end)}{after}", NOWHERE)
    found = list(_texts(root))
    return not problems and len(found) == 1 and is_same_text(found[0], new, bool(form.lines))


def is_same_text(one: str, other: str, in_block: bool = True) -> bool:
    """Whether two texts are the same; after a block, line ends are the block's matter."""
    return one == other or (in_block and one.rstrip("\n") == other.rstrip("\n"))
