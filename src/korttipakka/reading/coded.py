r"""Letters that are still codes: of JSON, HTML, mail, web addresses or word processors.

Programs write `\u00e4`, `&auml;`, `=C3=A4`, `%C3%A4` for ä where they hand a text on. Left so, the
codes are printed. Only texts that are printed matter, and not what they have as code: `&amp;`.
"""

import re
from collections.abc import Callable, Iterator

from ..basics.problems import Location, Problem
from ..basics.records import NamedTuple
from .nodes import Node
from .rewrites import Rewrite, told
from .texts import printed


class Code(NamedTuple):
    """A way to write letters as codes, and how such a code is read.

    A text without the `mark` has none. `pattern` finds what is surely a code; where there is one on
    a line, `read` makes letters of all that `codes` finds. `name` is what the codes are of, if
    anything, and `stands_for` what they stand for. A line end after what `joins` is none.
    """

    mark: str
    name: str
    pattern: str
    codes: str
    read: Callable[[str], str]
    stands_for: str = "letters"
    joins: str = ""


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

    text = code
    while (once := unescape(text)) != text:  # programs hand codes on as codes: &amp;auml;
        text = once
    return {"\u00a0": " ", "\u00ad": "-?", "\n": " "}.get(text, text)


# The first byte of a letter beyond ASCII in UTF-8 and one that may follow; or, within a word, of
# an older encoding. Each pattern begins with its sign, which is soon found in a long text.
_BYTES = r"{0}[C-F][0-9A-F](?:{0}[89AB][0-9A-F]|(?<=[a-z]{0}[C-F].)(?=[a-z]))"
_ENTITY = r"&(?<!\\&)(?:amp;)*(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,30});"

CODES = (
    Code("\\", "JSON", r"\\(?:u(?!0000)[0-9a-fA-F]{4}|x[89a-fA-F][0-9a-fA-F])",
         r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+", _of_json),
    # WordPress takes the backslash off codes of JSON.
    Code("u00", "JSON without their backslash", r"u00(?<![+\\]u00)[c-f][0-9a-f]",
         r"u00[a-f][0-9a-f]|u20(?:1[3-9a-f]|26|ac)", _of_json),
    Code("\\'", "RTF", r"\\'[89a-f][0-9a-f]", r"(?:\\'[89a-f][0-9a-f])+", _of_hex),
    Code("&", "HTML", _ENTITY, _ENTITY, _of_html),
    Code("=", "mail", _BYTES.format("="), r"(?:=[0-9A-F]{2})+", _of_hex, joins="=[ \t]*"),
    Code(r"\n", "", r"\\n(?<=[\w.,;:!?)\]\"'»”]\\n)(?![a-z]*\\?[{(])", r"(?:\\r)?\\n",
         lambda _: "\n", "line ends"),
    Code("%", "web addresses", _BYTES.format("%"), r"(?:%[0-9A-F]{2})+", _of_hex),
)  # fmt: skip


def coded(text: str, tree: Node | None, file: Location) -> Iterator[Problem]:
    """Codes in the texts of a file that are printed: one problem for each kind of code."""
    for code in CODES:
        is_possible = code.mark in text and re.search(code.pattern, text)
        if is_possible and (problem := told(_rewrite(code), printed(tree), text, file)):
            yield problem


def _rewrite(code: Code) -> Rewrite:
    """Codes of a kind as letters."""
    of = f" of {code.name}" if code.name else ""
    return Rewrite(
        f"'{{word}}' has codes{of} in place of {code.stands_for}",
        code.pattern,
        code.codes,
        lambda part, _: re.sub(code.codes, lambda match: code.read(match[0]), part),
        by_lines=not code.joins,
        joins=code.joins,
        otherwise="write the letters themselves",
    )
