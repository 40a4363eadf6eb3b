r"""Letters that are still codes: of JSON, HTML, mail, web addresses or word processors.

Programs write `\u00e4`, `&auml;`, `=C3=A4`, `%C3%A4` for ä where they hand a text on. Left so, the
codes are printed. Only texts that are printed matter, and not what they have as code: `&amp;`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ..basics.problems import Location, Problem, Severity
from ..basics.records import NamedTuple
from .damage import Found, shown_word
from .lines import LONGEST_LINE, QUOTED, Lines, Mend, entry_at, indent_of, spelled, split_lines
from .nodes import Node, Scalar
from .texts import printed
from .unfold import BLOCK

ONE_LINE = {"title", "subtitle", "back_title", "name"}
"""Keys of texts without paragraphs."""

MARK = "\0"
"""Stands for codes when their places are looked for; no file of a deck has it."""


class Code(NamedTuple):
    """A way to write letters as codes, and how such a code is read.

    A text without the `mark` has none. `pattern` finds what is surely a code; where there is one on
    a line, `read` makes letters of all that `codes` finds. `name` is what the codes are of, if
    anything, and `stands_for` what they stand for.
    """

    mark: str
    name: str
    pattern: str
    codes: str
    read: Callable[[str], str]
    stands_for: str = "letters"


def _of_json(code: str) -> str:
    r"""What codes after backslashes, or after none, stand for; \xc3\xa4 are bytes.

    >>> _of_json(r"\ud83c\udf89"), _of_json(r"\xc3\xa4"), _of_json(r"\xe4"), _of_json("u2013")
    ('🎉', 'ä', 'ä', '–')
    """
    numbers = [int(number, 16) for number in re.findall(r"[xuU]([0-9a-fA-F]+)", code)]
    if code[:2] == r"\x":
        return _of_bytes(bytes(numbers))
    units = (number.to_bytes(2, "big") for number in numbers)
    return b"".join(units).decode("utf-16-be", "replace")


def _of_bytes(data: bytes) -> str:
    """Bytes of UTF-8, or of Windows-1252, as text."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_hex(code: str) -> str:
    """What bytes stand for that are written as numbers after a sign each: =C3=A4, %C3%A4."""
    return _of_bytes(bytes.fromhex(re.sub(r"[^0-9A-Fa-f]", "", code)))


def _of_html(code: str) -> str:
    """What an entity of HTML stands for; a space that binds becomes one that can be seen."""
    from html import unescape

    text = unescape(code)
    return {"\u00a0": " ", "\u00ad": "-?", "\n": " "}.get(text, text)


# The first byte of a letter beyond ASCII in UTF-8 and one that may follow; or, within a word, of
# an older encoding. Each pattern begins with its sign, which is soon found in a long text.
_BYTES = r"{0}[C-F][0-9A-F](?:{0}[89AB][0-9A-F]|(?<=[a-z]{0}[C-F].)(?=[a-z]))"
_ENTITY = r"&(?<!\\&)(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,30});"

CODES = (
    Code("\\", "JSON", r"\\(?:u(?!0000)[0-9a-fA-F]{4}|x[89a-fA-F][0-9a-fA-F])",
         r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+", _of_json),
    # WordPress takes the backslash off codes of JSON.
    Code("u00", "JSON without their backslash", r"u00(?<![+\\]u00)[c-f][0-9a-f]",
         r"u00[a-f][0-9a-f]|u20(?:1[3-9a-f]|26|ac)", _of_json),
    Code("\\'", "RTF", r"\\'[89a-f][0-9a-f]", r"(?:\\'[89a-f][0-9a-f])+", _of_hex),
    Code("&", "HTML", _ENTITY, _ENTITY, _of_html),
    Code("=", "mail", _BYTES.format("="), r"(?:=[0-9A-F]{2})+", _of_hex),
    Code(r"\n", "", r"\\n(?<=[\w.,;:!?)\]\"'»”]\\n)(?![a-z]*\\?[{(])", r"(?:\\r)?\\n",
         lambda _: "\n", "line ends"),
    Code("%", "web addresses", _BYTES.format("%"), r"(?:%[0-9A-F]{2})+", _of_hex),
)  # fmt: skip

# Where an address may begin is told first: else each letter of a long word would be tried.
KEPT = re.compile(
    r"`[^`\n]*`|(?:(?<!\S)|(?<=`))\S*(?://|www\.|\]\(|\b[A-Za-z]:\\(?!n(?![a-z])))\S*|(?<!\S)\\\\\w\S*"
)
"""Code, and addresses and paths of Windows, of which codes are a part."""


def coded(text: str, tree: Node | None, file: Location) -> Iterator[Problem]:
    """Codes in the texts of a file that are printed: one problem for each kind of code."""
    for code in CODES:
        if code.mark in text and re.search(code.pattern, text):
            found = [node for node in printed(tree) if _has(code, node)]
            if problem := _problem(code, found, text, file):
                yield problem


def _has(code: Code, node: Scalar) -> bool:
    """Whether a text has a code that stands for something else, outside what is kept."""
    return code.mark in node and _read(code, str(node)) != node


def _read(code: Code, text: str) -> str:
    r"""A text with letters for codes.

    >>> _read(CODES[0], r"T\u00e4m\u00e4, `\u00e4`")
    'Tämä, `\\u00e4`'
    """
    parts = re.split(f"({KEPT.pattern})", text)
    if not any(re.search(code.pattern, part) for part in parts[::2]):
        return text
    parts[::2] = [
        re.sub(code.codes, lambda match: code.read(match[0]), part) for part in parts[::2]
    ]
    return "".join(parts)


def _problem(code: Code, found: list[Scalar], text: str, file: Location) -> Problem | None:
    """What is said of the texts with a code, at the first line that has one."""
    lines = split_lines(text)
    places = {place: node for node in found for place in _places(code, node, lines)}
    if not places:
        return None
    number, node = next(iter(places.items()))
    line = lines[number]
    column = _read(code._replace(read=lambda _: MARK), line).index(MARK)
    of = f" of {code.name}" if code.name else ""
    message = f"'{shown_word(line, column)}' has codes{of} in place of {code.stands_for}"
    message += Found(number, column, len(places)).more()
    hint = _mended(code, lines, number, node)
    at = file.at(number + 1, column + 1)
    return Problem("damaged-text", message, at, hint, Severity.WARNING)


def _places(code: Code, node: Scalar, lines: Lines) -> Iterator[int]:
    """The lines of a text that have a code, counted from 0."""
    left, number = len(re.findall(code.codes, node)), node.line - 1
    while left > 0 and number < len(lines):
        left -= len(re.findall(code.codes, lines[number]))
        if _read(code, lines[number]) != lines[number]:
            yield number
        number += 1


def _mended(code: Code, lines: Lines, number: int, node: Scalar) -> str:
    """How to write a line with the letters, in quotes if they need them."""
    line, entry = lines[number], entry_at(lines, number)
    right = _read(code, line)
    if "\n" in right:
        return _in_lines(code, lines, number, node)
    if entry is not None and _is_all(entry.value, node):
        right = entry.with_value(spelled(_read(code, str(node))))
    elif node.style in {"'", '"'} and right.count(node.style) != line.count(node.style):
        return "write the letters themselves"
    return Mend.of(number, right).hint(lines, number) if len(right) <= LONGEST_LINE else ""


def _is_all(value: str, node: Scalar) -> bool:
    """Whether the value on a line is the whole of a text."""
    if "\n" in node or value[:1] in ("", "{", "["):
        return False
    return value == node if not node.style else QUOTED.fullmatch(value) is not None


def _in_lines(code: Code, lines: Lines, number: int, node: Scalar) -> str:
    """How to write a line with line ends for its codes, below its key after | where it has one."""
    line, entry = lines[number], entry_at(lines, number)
    if node.style in ("|", ">"):
        new = _parted(_read(code, line), " " * indent_of(line), node.style == ">")
        return Mend.of(number, *new).hint(lines, number)
    if entry is None or not _is_all(entry.value, node):
        return "put the text in double quotes: between them \\n ends a line"
    if entry.key in ONE_LINE:
        text = " ".join(_read(code, str(node)).split())
        return Mend.of(number, entry.with_value(spelled(text))).hint(lines, number)
    new = _parted(_read(code, str(node)), " " * (entry.column + 2), False)
    return Mend.of(number, f"{entry.lead}{entry.key}: |{entry.comment}", *new).hint(lines, number)


def _parted(text: str, indent: str, folds: bool) -> Iterator[str]:
    """The lines of a text; where they are folded, a backslash ends one that is to stay one."""
    parts = [part.strip() for part in text.split("\n")]
    for part, after in pairwise([*parts, ""]):
        stays = folds and part and after and not BLOCK.match(after)
        yield f"{indent}{part}{chr(92) if stays else ''}" if part else ""
