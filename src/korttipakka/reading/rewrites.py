"""Pieces of texts that are to be written otherwise: where they stand, and the lines without them.

Only texts that are printed matter, and of these not what they have as code: `&amp;`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from .damage import MOST_SHOWN, Found, shown_word
from .line_ends import lines_of
from .lines import LONGEST_LINE, QUOTED, Lines, Mend, entry_at, indent_of, spelled, split_lines
from .nodes import Scalar
from .texts import ONE_LINE
from .unfold import BLOCK

# Where an address may begin is told first: else each letter of a long word would be tried.
CODE_AND_ADDRESSES = re.compile(
    r"`[^`\n]*`|(?:(?<!\S)|(?<=`))\S*(?://|www\.|\]\(|\b[A-Za-z]:\\(?!n(?![a-z])))\S*|(?<!\S)\\\\\w\S*"
)
"""Code, and addresses and paths of Windows."""


Change = Callable[[str, bool], str]
"""A part of a text -> as it is to be written, on lines of text or (True) on one without markup."""


class Rewrite(NamedTuple):
    """A kind of pieces to be written otherwise.

    A text is only of this kind where `sure` finds something in it, and with `by_lines` a line only,
    too; `pieces` finds all of it, and `change` writes it anew. What `kept` finds stays. A line end
    after what `joins` is none. `message` has `{word}`, the word with the first piece, or from that
    on where `shows_pieces`; `otherwise` says what to do where no line can be offered.
    """

    message: str
    sure: str
    pieces: str
    change: Change
    by_lines: bool = False
    kept: re.Pattern[str] = CODE_AND_ADDRESSES
    joins: str = ""
    otherwise: str = "write the words themselves"
    shows_pieces: bool = False

    def written(self, text: str, is_plain: bool = False, is_sure: bool = False) -> str:
        """A text as it is to be written; `is_sure` of a line whose text is of this kind."""
        parts = self._kept_apart(text)
        is_sure = is_sure and not self.by_lines
        if not is_sure and not any(re.search(self.sure, part) for part in parts[::2]):
            return text
        parts[::2] = [self.change(part, is_plain) for part in parts[::2]]
        return "".join(parts)

    def first(self, line: str) -> tuple[int, str]:
        """Where the first piece of a line begins, and what is shown of it."""
        start = 0
        for number, part in enumerate(self._kept_apart(line)):
            for found in re.finditer(self.pieces, part) if number % 2 == 0 else ():
                before = part[: found.end() + 1]  # what follows may tell whether it is a piece
                if self.change(before, False) != before:
                    at = start + found.start() + indent_of(found[0])
                    return at, self._shown(line, at, start + found.end())
            start += len(part)
        return 0, shown_word(line, 0)

    def _shown(self, line: str, start: int, end: int) -> str:
        if not self.shows_pieces:
            return shown_word(line, start)
        rest = re.match(r"[^\s'\"]*", line[end:])
        return line[start : end + (rest.end() if rest else 0)].rstrip()[:MOST_SHOWN]

    def _kept_apart(self, text: str) -> list[str]:
        """What may be of this kind, and between these parts what is kept."""
        return re.split(f"({self.kept.pattern})", text)


def told(kind: Rewrite, nodes: Iterable[Scalar], text: str, file: Location) -> Problem | None:
    """What is said of the texts with pieces of a kind, at the first line that has one."""
    lines = split_lines(text)
    found = (node for node in nodes if kind.written(str(node)) != node)
    places = {place: node for node in found for place in _places(kind, node, lines)}
    if not places:
        return None
    number, node = next(iter(places.items()))
    column, word = kind.first(lines[number])
    message = kind.message.format(word=word)
    message += Found(number, column, len(places)).more()
    hint = _mended(kind, lines, number, node)
    at = file.at(number + 1, column + 1)
    return Problem("damaged-text", message, at, hint, Severity.WARNING)


def _places(kind: Rewrite, node: Scalar, lines: Lines) -> Iterator[int]:
    """The lines of a text that have pieces of a kind, counted from 0."""
    left, number = len(re.findall(kind.pieces, node)), node.line - 1
    while left > 0 and number < len(lines):
        left -= len(re.findall(kind.pieces, lines[number]))
        if kind.written(lines[number], is_sure=True) != lines[number]:
            yield number
        number += 1


def _mended(kind: Rewrite, lines: Lines, number: int, node: Scalar) -> str:
    """How to write a line without the pieces, in quotes if it needs them."""
    line, entry = lines[number], entry_at(lines, number)
    is_plain = entry is not None and entry.key in ONE_LINE
    right = kind.written(line, is_plain, is_sure=True)
    if kind.joins and re.search(rf"{kind.joins}\s", node):
        return _joined(kind, lines, node)
    if "\n" in right:
        return _in_lines(kind, lines, number, node)
    if entry is not None and _is_all(entry.value, node):
        right = entry.with_value(spelled(kind.written(str(node), is_plain)))
    elif node.style in {"'", '"'} and right.count(node.style) != line.count(node.style):
        return kind.otherwise
    if len(right) > LONGEST_LINE:
        return ""
    new = (right.rstrip(),) if right.strip() else ()
    return Mend(number, number, new).hint(lines, number)


def _joined(kind: Rewrite, lines: Lines, node: Scalar) -> str:
    """How to write all lines of a text of which some go on in the next."""
    own = lines_of(node, lines)
    new: list[str] = []
    goes_on = False
    for number in own:
        line = lines[number]
        ends = re.search(rf"{kind.joins}\s*$", line)
        rest = line[: ends.start()] if ends else line
        if goes_on:
            new[-1] += rest.lstrip(" ")
        else:
            new.append(rest)
        goes_on = ends is not None
    new = [kind.written(line, is_sure=True).rstrip() for line in new]
    return Mend(own[0], own[-1], tuple(new)).changed(lines).hint(lines, node.line - 1)


def _is_all(value: str, node: Scalar) -> bool:
    """Whether the value on a line is the whole of a text."""
    if "\n" in node or value[:1] in ("", "{", "["):
        return False
    return value == node if not node.style else QUOTED.fullmatch(value) is not None


def _in_lines(kind: Rewrite, lines: Lines, number: int, node: Scalar) -> str:
    """How to write a line with line ends in it, below its key after | where it has one."""
    line, entry = lines[number], entry_at(lines, number)
    if node.style in ("|", ">"):
        right = kind.written(line, is_sure=True)
        new = _parted(right, " " * indent_of(line), node.style == ">")
        return Mend.of(number, *new).hint(lines, number)
    if entry is None or not _is_all(entry.value, node):
        return "put the text in double quotes: between them \\n ends a line"
    if entry.key in ONE_LINE:
        text = " ".join(kind.written(str(node), is_plain=True).split())
        return Mend.of(number, entry.with_value(spelled(text))).hint(lines, number)
    new = _parted(kind.written(str(node)), " " * (entry.column + 2), False)
    return Mend.of(number, f"{entry.lead}{entry.key}: |{entry.comment}", *new).hint(lines, number)


def _parted(text: str, indent: str, folds: bool) -> Iterator[str]:
    """The lines of a text; where they are folded, a backslash ends one that is to stay one."""
    parts = [part.strip() for part in text.split("\n")]
    for part, after in pairwise([*parts, ""]):
        stays = folds and part and after and not BLOCK.match(after)
        yield f"{indent}{part}{chr(92) if stays else ''}" if part else ""
