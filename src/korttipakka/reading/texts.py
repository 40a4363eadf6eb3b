"""The texts of a file that are printed, as nodes of its tree."""

from collections.abc import Iterator

from ..model.deck import PARAGRAPHS, WORDS
from .nodes import Mapping, Node, Scalar, Sequence

LINES = tuple(name for name in WORDS if name not in PARAGRAPHS)
"""Fields of a card that are one line."""

ONE_LINE = frozenset({*LINES, "name"})
"""Keys of texts without paragraphs: a card's, and a category's."""


def printed(tree: Node | None) -> Iterator[Scalar]:
    """The texts of a deck, its categories and its cards that may be printed, in all languages."""
    if not isinstance(tree, Mapping):
        return
    yield from _of_deck(tree)
    cards = tree.get("cards")
    for card in cards if isinstance(cards, Sequence) else ():
        if isinstance(card, Mapping):
            yield from _of_card(card)


def _of_deck(tree: Mapping) -> Iterator[Scalar]:
    """The title of a deck and the names of its categories."""
    yield from _texts(tree.get("title"))
    categories = tree.get("categories")
    for category in categories.values() if isinstance(categories, Mapping) else ():
        yield from _texts(category.get("name") if isinstance(category, Mapping) else category)


def one_line_texts(tree: Node | None) -> Iterator[Scalar]:
    """The texts that have no paragraphs and no Markdown: titles and names."""
    if not isinstance(tree, Mapping):
        return
    yield from _of_deck(tree)
    cards = tree.get("cards")
    for card in cards if isinstance(cards, Sequence) else ():
        if isinstance(card, Mapping):
            for name in LINES:
                if name in card:
                    yield from _texts(card[name])


def typed(tree: Node | None) -> Iterator[Scalar]:
    """The texts that may be printed, and of what is not, what people type as freely as these."""
    yield from printed(tree)
    cards = tree.get("cards") if isinstance(tree, Mapping) else None
    for card in cards if isinstance(cards, Sequence) else ():
        if isinstance(card, Mapping):
            for name in ("tags", "alt", "alt_back", "notes"):
                yield from _texts(card.get(name))


def _of_card(card: Mapping) -> Iterator[Scalar]:
    for name in WORDS:
        yield from _texts(card.get(name))
    fields = card.get("fields")
    for node in fields.values() if isinstance(fields, Mapping) else ():
        yield from _texts(node)


def _texts(node: Node | None) -> Iterator[Scalar]:
    """A text, or the texts of a mapping of languages."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        yield from (text for text in node.values() if isinstance(text, Scalar))
