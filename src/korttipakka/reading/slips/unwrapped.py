"""Keys that stand one step too deep, and texts that say their languages in another way."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from ...model.deck import WORDS
from ..keys import key_meant
from ..lines import Entry, Lines, Mend, below, entry_at, indented, spelled
from ..nodes import Mapping, Node, Scalar
from .causes import Cause

BACKS = ("back", "takapuoli", "baksida", "verso", "rückseite")
"""What people call the back of a card, which may have a title of its own."""


def unwrapped(
    lines: Lines, number: int, node: Node, known: Collection[str], beside: Mapping
) -> Cause | None:
    """Keys below one that is none: they belong in its place, beside its neighbours.

    `known` are the keys that may stand there, `beside` those that do, with their values.
    """
    entry = entry_at(lines, number)
    if not isinstance(node, Mapping) or entry is None or entry.value or not node:
        return None
    others = [name for name in known if name not in beside]
    fits = all(key_meant(str(key), others) or node[key] == beside.get(key) for key in node)
    if not fits and entry.key.casefold() not in BACKS:
        return None
    own = list(below(lines, number, entry.column))
    new = list(_in_place(lines, entry, own, node, beside))
    if not new:
        return None
    message = f"what stands below '{entry.key}:' belongs in its place: there is no such key"
    return Cause(message, number, entry.column, Mend(number, own[-1], tuple(new)))


def _in_place(
    lines: Lines, entry: Entry, own: list[int], node: Mapping, beside: Mapping
) -> Iterator[str]:
    """The lines below a key as they are to stand in its place."""
    column, said = " " * entry.column, False
    for line in indented([lines[n] for n in own], column):
        inner = entry_at([line], 0)
        key = inner.key if inner is not None and inner.lead == column else ""
        if key and key in beside:
            if node.get(key) == beside[key]:
                continue
            line = line.replace(f"{key}:", f"back_{key}:", 1)
        if not said and "-" in entry.lead and line.strip():
            line = entry.lead + line.lstrip(" ")
        said = said or bool(line.strip())
        yield line


SUFFIXED = re.compile(r"(?P<field>\w+?)(?:[ _.-]|[ _.-]*[(\[])(?P<tag>[a-z]{2,3})[)\]]?")


def by_language(lines: Lines, card: Mapping, key: str) -> Cause | None:
    """Texts of a card by their languages, `title_fi` or `fi: {title: …}`, as they are written."""
    found = dict(_transposed(card) or _suffixed(card))
    owners = {owner for texts in found.values() for owner, _, _ in texts}
    if key not in owners or len(found) == 0 or any("{" in lines[card[k].line - 1] for k in owners):
        return None
    starts = [card.key_at(str(name)).line - 1 for name in card]
    first = entry_at(lines, starts[0])
    if first is None or starts != sorted(set(starts)):
        return None
    last = max([starts[-1], *below(lines, starts[-1], first.column)])
    column = " " * first.column
    new = list(_merged(found, column))
    for name, (start, end) in zip(card, pairwise([*starts, last + 1]), strict=True):
        if str(name) not in owners:
            kept = list(lines[start:end])
            new += [column + kept[0].lstrip("- "), *kept[1:]]
    new[0] = first.lead + new[0].lstrip(" ")
    one = next(str(name) for name in card if str(name) in owners)
    message = f"there is no key '{one}' here: the languages of a text stand below its key"
    number = card.key_at(one).line - 1
    return Cause(message, number, first.column, Mend(starts[0], last, tuple(new)))


Texts = list[tuple[str, str, str]]
"""The key that a text stands at, its language, and the text."""


def _suffixed(card: Mapping) -> Iterator[tuple[str, Texts]]:
    """Texts by fields, where keys end in a language."""
    from ..tables.headers import language_code

    found: dict[str, Texts] = {}
    for key, node in card.items():
        match = SUFFIXED.fullmatch(str(key).casefold())
        field = key_meant(match["field"], WORDS) if match and key not in WORDS else None
        tag = language_code(match["tag"]) if match and field else None
        if tag and field and isinstance(node, Scalar):
            found.setdefault(field, []).append((str(key), tag, node))
    yield from ((field, texts) for field, texts in found.items() if field not in card)


def _transposed(card: Mapping) -> dict[str, Texts]:
    """Texts by fields, where each language has its own."""
    from ..tables.headers import language_code

    found: dict[str, Texts] = {}
    for key, texts in card.items():
        if isinstance(texts, Mapping) and language_code(str(key)) == key:
            for field, text in texts.items():
                if field not in WORDS or field in card or not isinstance(text, Scalar):
                    return {}
                found.setdefault(str(field), []).append((str(key), str(key), text))
    return found


def _merged(found: dict[str, Texts], column: str) -> Iterator[str]:
    """The lines of texts in several languages."""
    for field, texts in found.items():
        yield f"{column}{field}:"
        for _, tag, text in texts:
            if "\n" not in text.strip():
                yield f"{column}  {tag}: {spelled(text.strip())}"
                continue
            style = text.style if isinstance(text, Scalar) and text.style == ">" else "|"
            yield f"{column}  {tag}: {style}"
            lines = text.strip().split("\n")
            yield from (f"{column}    {line}".rstrip() for line in lines)


def named_languages(lines: Lines, node: Mapping) -> Cause | None:
    """Texts below the names of their languages, where tags belong."""
    from ..tables.headers import language_code

    tags = {str(key): language_code(str(key)) for key in node}
    if not all(tags.values()) or all(key == tag for key, tag in tags.items()):
        return None
    numbers = [node.key_at(key).line - 1 for key in tags]
    entries = [entry_at(lines, number) for number in numbers]
    if any(entry is None or entry.key not in tags for entry in entries):
        return None
    new = list(lines[numbers[0] : numbers[-1] + 1])
    for number, entry in zip(numbers, entries, strict=True):
        if entry is not None:
            rest = lines[number][len(entry.lead) + len(entry.key) :]
            new[number - numbers[0]] = f"{entry.lead}{tags[entry.key]}{rest}"
    message = "a text is given in its languages by their tags, as fi, sv, en"
    return Cause(message, numbers[0], 0, Mend(numbers[0], numbers[-1], tuple(new)))
