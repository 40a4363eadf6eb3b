r"""Cards in one Markdown file: its signs, and the way back from such a file to rows.

    ---
    title: Pakka
    language: fi
    ---

    # Ideat {#ideat}
    - category_name_sv: Idéer

    ## Tauko {#tauko}
    - title_sv: Paus

    Kahvia ja *pullaa*.

    ### text_sv

    Kaffe och *bulle*.

A heading with {#…} begins a category or a card, and its name is in the braces. Short values are a
list right below it; after a blank line follows the text; longer values have headings of their own.
A line of a text that looks like one of these headings has a backslash before it, and one more
where it begins with backslashes by itself: so every text comes back exactly.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from ..basics.languages import LANGUAGE
from ..basics.problems import Location
from ..basics.records import NamedTuple
from .nodes import Mapping
from .tree import parse_yaml

CATEGORY_MARK, CARD_MARK, PART_MARK = "# ", "## ", "### "

FIELDS = "title|subtitle|text|back_title|image|alt|link|tags|color|notes"

QUOTED = r'"(?:[^"\\]|\\.)*"'
HEADING = re.compile(rf'(#{{1,2}}) (?:(.*) )?\{{#({QUOTED}|[^{{}}"]*)\}}')
PART = re.compile(rf'### ("fields\..*"|fields\..+|(?:{FIELDS})(?:_{LANGUAGE.pattern})?)')
VALUE = re.compile(rf'- ({QUOTED}|[^"].*?):(?: (.*))?')

LOOKS_LIKE_ONE = re.compile(rf"\\*(?:{HEADING.pattern}|{PART.pattern})")
ESCAPED = re.compile(rf"\\{LOOKS_LIKE_ONE.pattern}")

PLAIN_NAME = re.compile(r'[^":{}\s](?:[^":{}\n]*[^":{}\s])?|')
"""A name that needs no quotes where a colon or a brace ends it."""


class CardPage(NamedTuple):
    """What a Markdown file of cards says.

    `titles` are the deck's by column, as title and title_sv; the rows have their cells by column.
    """

    titles: dict[str, str]
    language: str
    rows: list[dict[str, str]]


def escaped(text: str) -> str:
    """A text in which no line is taken for a heading of the file."""
    return "\n".join(
        f"\\{line}" if LOOKS_LIKE_ONE.fullmatch(line) else line for line in text.split("\n")
    )


def named(name: str) -> str:
    """A column, a category or a card as it is named in the file: in quotes if need be."""
    plain = PLAIN_NAME.fullmatch(name)
    return name if plain else json.dumps(name, ensure_ascii=False)


def read_card_markdown(text: str) -> CardPage | None:
    r"""The cards of a file in this form; None for any other Markdown.

    >>> read_card_markdown("## Tauko {#tauko}\n- copies: 2\n\nKahvia.").rows
    [{'title': 'Tauko', 'id': 'tauko', 'copies': '2', 'text': 'Kahvia.'}]
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, body = _front_matter(lines)
    first = next((line for line in body if line.strip()), "")
    if not HEADING.fullmatch(first):
        return None
    titles = {key: str(front[key]) for key in front if key == "title" or key.startswith("title_")}
    return CardPage(titles, str(front.get("language", "")), list(_rows(body)))


def _front_matter(lines: list[str]) -> tuple[Mapping, list[str]]:
    if lines[0] != "---" or "---" not in lines[1:]:
        return Mapping(), lines
    end = lines.index("---", 1)
    tree, _ = parse_yaml("\n".join(lines[1:end]), Location(""))
    return (tree if isinstance(tree, Mapping) else Mapping()), lines[end + 1 :]


def _rows(lines: list[str]) -> Iterator[dict[str, str]]:
    category: dict[str, str] = {}
    for mark, title, name, section in _sections(lines):
        if mark == "#":
            category = {"category_name": title, "category": name} if name else {}
            category |= dict(_values(section))
        else:
            yield category | {"title": title, "id": name} | _card(section)


def _sections(lines: list[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Each heading's sign, title and name, with the lines below it."""
    starts = [index for index, line in enumerate(lines) if HEADING.fullmatch(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = HEADING.fullmatch(lines[start])
        assert match is not None
        yield match[1], match[2] or "", _name(match[3]), lines[start + 1 : end]


def _card(lines: list[str]) -> dict[str, str]:
    short = list(_values(lines))
    starts = [index for index, line in enumerate(lines) if PART.fullmatch(line)]
    ends = [*starts, len(lines)]
    text = _text(lines[len(short) : ends[0]])
    values = dict(short) | ({"text": text} if text else {})
    for start, end in pairwise(ends):
        values[_name(lines[start].removeprefix(PART_MARK))] = _text(lines[start + 1 : end])
    return values


def _values(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The list right below a heading."""
    for line in lines:
        match = VALUE.fullmatch(line)
        if match is None:
            return
        yield _name(match[1]), match[2] or ""


def _name(shown: str) -> str:
    return str(json.loads(shown)) if shown.startswith('"') else shown


def _text(lines: list[str]) -> str:
    shown = (line[1:] if ESCAPED.fullmatch(line) else line for line in lines)
    return "\n".join(shown).strip("\n")
