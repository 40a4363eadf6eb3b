"""Texts that are given in several languages, as nodes of a tree."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import TypeGuard

from ..basics.languages import best_language, is_language
from .nodes import Mapping, Node

SOURCE_HASH = "_of"
"""Ends the key of a hash: `sv_of` stands beside `sv`."""

OWN_LANGUAGE = "language"
"""The key of the language that a text is in wherever the wanted one is not given: a name in English
on the cards of a Finnish deck."""


def is_language_map(node: object) -> TypeGuard[Mapping]:
    """Whether a node holds one text in several languages, perhaps with hashes beside them."""
    return isinstance(node, Mapping) and _are_languages(tuple(map(str, node)))


@lru_cache(maxsize=64)
def _are_languages(keys: tuple[str, ...]) -> bool:
    """Whether keys are those of one text in several languages: mostly the same in a whole deck."""
    names = (key.removesuffix(SOURCE_HASH) for key in keys if key != OWN_LANGUAGE)
    return all(map(is_language, names)) and any(map(is_language, keys))


def languages(node: Mapping) -> tuple[str, ...]:
    """The tags that a text is given in, as typed."""
    return _tags(tuple(map(str, node)))


@lru_cache(maxsize=64)
def _tags(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(is_language, keys))


def own_language(node: Node | None) -> str:
    """The language that a text or a card says that it is in; "" where it says nothing."""
    return str(node.get(OWN_LANGUAGE, "")).strip() if isinstance(node, Mapping) else ""


def chosen_language(node: Mapping, wanted: str) -> str | None:
    """The tag of a text that serves for the language wanted, or else that of its own."""
    given = languages(node)
    return best_language(wanted, given) or best_language(own_language(node), given)


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
