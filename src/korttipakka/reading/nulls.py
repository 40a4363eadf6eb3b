"""Values that are nothing by YAML: `null` and `~`, which programs write where there is none."""

import re

from .nodes import Mapping, Node, Scalar, Sequence

NULL = re.compile(r":[ \t]+(?:null|Null|NULL|~)[ \t]*(?:[\r\n,}#]|\Z)")
"""What a file with such values has."""

NULLS = frozenset(("null", "Null", "NULL", "~"))

KEPT = frozenset(("title", "name"))
"""Keys of texts that must be given: a card may be called Null."""


def without_nulls(tree: Node | None) -> None:
    """Take out the keys of a deck, its categories and its cards whose values are nothing."""
    if not isinstance(tree, Mapping):
        return
    categories, cards = tree.get("categories"), tree.get("cards")
    of_cards = cards if isinstance(cards, Sequence) else ()
    of_categories = categories.values() if isinstance(categories, Mapping) else ()
    for holder in (tree, *of_categories, *of_cards):
        if isinstance(holder, Mapping):
            _take_out(holder)
            fields = holder.get("fields")
            if isinstance(fields, Mapping):
                _take_out(fields)


def _take_out(holder: Mapping) -> None:
    nothing = [key for key, node in holder.items() if _is_null(node) and key not in KEPT]
    for key in nothing:
        del holder[key]


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.style and node in NULLS
