"""Language tags, and texts that are given in several languages."""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import TypeGuard

from .nodes import Mapping, Node

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

SOURCE_HASH = "_of"
"""Ends the key of a hash: `sv_of` stands beside `sv`."""

SAME_LANGUAGE = {
    # What people call Norwegian is one of two written languages, most often the first.
    "no": ("nb", "nn"),
    "nb": ("no",),
    "nn": ("no",),
    # Tags that ISO 639 or BCP 47 replaced, which programs still write.
    "he": ("iw",),
    "iw": ("he",),
    "id": ("in",),
    "in": ("id",),
    "yi": ("ji",),
    "ji": ("yi",),
    "fil": ("tl",),
    "tl": ("fil",),
}
"""Tags that stand for one another, the likeliest first."""


def is_language(text: str) -> bool:
    """Whether a text looks like a language tag such as fi, sv or sv-FI."""
    return LANGUAGE.fullmatch(text) is not None


def is_language_map(node: object) -> TypeGuard[Mapping]:
    """Whether a node holds one text in several languages, perhaps with hashes beside them."""
    if not isinstance(node, Mapping) or not node:
        return False
    return all(is_language(key.removesuffix(SOURCE_HASH)) for key in node) and any(languages(node))


def languages(node: Mapping) -> list[str]:
    """The tags that a text is given in, as typed."""
    return [key for key in node if is_language(key)]


def hashes(node: Mapping) -> Iterator[tuple[str, Node]]:
    """The hashes beside translations, by the language of these."""
    for key, value in node.items():
        if key.endswith(SOURCE_HASH):
            yield key.removesuffix(SOURCE_HASH), value


def source_hash(text: str) -> str:
    r"""Six letters that tell a text from another, however its lines are broken.

    Letters only: YAML takes some digits for numbers.

    >>> source_hash("Vain kaksi\nsanaa") == source_hash("Vain  kaksi sanaa")
    True
    """
    digest = sha256(" ".join(text.split()).encode()).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest[:6])


def best_language(wanted: str, given: Collection[str]) -> str | None:
    """The tag among `given` that serves for `wanted`; None when none does.

    The same tag in any case, a wider one (sv for sv-FI), a narrower one (pt-BR for pt), or another
    name of the language (nb for no), in this order.
    """
    for tag in _wider(wanted):
        for name in (tag, *_renamed(tag)):
            if found := _named(name, given):
                return found
    if wanted.lower() != primary(wanted):
        return None
    names = (wanted.lower(), *_renamed(wanted))
    return next((tag for name in names for tag in given if primary(tag) == name), None)


def _wider(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def primary(tag: str) -> str:
    """The language itself, without a script or a region: sv of sv-FI."""
    return tag.partition("-")[0].lower()


def _renamed(tag: str) -> Iterator[str]:
    """The tag with other names of its language."""
    _, dash, rest = tag.partition("-")
    for name in SAME_LANGUAGE.get(primary(tag), ()):
        yield f"{name}{dash}{rest}"


def _named(tag: str, given: Collection[str]) -> str | None:
    return next((other for other in given if other.lower() == tag.lower()), None)
