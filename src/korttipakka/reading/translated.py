"""The languages of a card's texts: what is given in others than the one that is printed."""

from collections.abc import Iterable, Iterator, Mapping

from ..basics.languages import best_language
from ..model.deck import NONE, PARAGRAPHS, WORDS
from .languages import OWN_LANGUAGE, chosen_language, is_language_map, languages, own_language
from .nodes import Mapping as MapNode
from .nodes import Node, Scalar, Sequence
from .schema import LINK
from .text import Typed, one_line

NOWHERE: Mapping[str, Mapping[str, str]] = {}
"""Of most cards: texts that have some. One object, since a large deck has many cards."""


def languages_of(card: MapNode, printed: str) -> Mapping[str, str]:
    """The language of each text that is in another than the one that is `printed`, by its field.

    A text says it itself, or the card for all its texts that are given once for all languages.
    """
    if not _says_languages(card):
        return NONE
    own = own_language(card)
    found = {name: _language(node, own, printed) for name, node in _texts(card)}
    return {name: str(tag) for name, tag in found.items() if tag} or NONE


def translations_of(card: MapNode, is_markdown: bool) -> Mapping[str, Mapping[str, str]]:
    """What a card's texts say in each language that they are given in, by field and language."""
    if not _says_languages(card):
        return NOWHERE
    found = {name: _translations(name, node, is_markdown) for name, node in _texts(card)}
    link = card.get("link")
    if is_language_map(link):
        texts = {tag: str(link[tag]).strip() for tag in languages(link)}
        found["link"] = {str(tag): text for tag, text in texts.items() if LINK.fullmatch(text)}
    return {name: texts for name, texts in found.items() if texts} or NOWHERE


def line_translations(node: Node | None) -> Mapping[str, str]:
    """What a text of one line says in each language; nothing of one that is given only once."""
    return NONE if node is None else _translations("title", node)


def _says_languages(card: MapNode) -> bool:
    """Whether a card, or one of its texts, may say a language: most decks have only one."""
    return OWN_LANGUAGE in card or MapNode in map(type, card.values())


ONLY_TEXTS = frozenset({Scalar})


def may_be_translated(tree: Node | None) -> bool:
    """Whether any text of a file may be given in several languages, as few of large decks are.

    Whatever has keys may be such a text, but for cards, categories and a card's fields.
    """
    if not isinstance(tree, MapNode):
        return False
    if _have_keys(node for key, node in tree.items() if key not in ("cards", "categories")):
        return True
    cards, categories = tree.get("cards"), tree.get("categories")
    named = categories.values() if isinstance(categories, MapNode) else ()
    listed = cards if isinstance(cards, Sequence) else ()
    return any(_has_texts_with_keys(node) for nodes in (named, listed) for node in nodes)


def _has_texts_with_keys(card: Node) -> bool:
    if not isinstance(card, MapNode) or ONLY_TEXTS.issuperset(map(type, card.values())):
        return False
    fields = card.get("fields")
    free = fields.values() if isinstance(fields, MapNode) else ()
    return _have_keys(free) or _have_keys(card[name] for name in card if name != "fields")


def _have_keys(nodes: Iterable[Node]) -> bool:
    """Whether any of the nodes, or of those in lists among them, has keys."""
    return any(
        type(node) is MapNode or (type(node) is Sequence and MapNode in map(type, node))
        for node in nodes
    )


def _texts(card: MapNode) -> Iterator[tuple[str, Node]]:
    """The texts of a card by their fields; free ones as fields.NAME."""
    for name in WORDS:
        if name in card:
            yield name, card[name]
    fields = card.get("fields")
    for name, node in fields.items() if isinstance(fields, MapNode) else ():
        yield f"fields.{name}", node


def _language(node: Node, own: str, printed: str) -> str:
    """The language of a text; "" for the one that is printed."""
    tag = chosen_language(node, printed) or "" if is_language_map(node) else own
    return "" if not tag or best_language(printed, [tag]) else tag


def _translations(name: str, node: Node, is_markdown: bool = True) -> Mapping[str, str]:
    """A text by language; where it has one of its own, "" is the key of that one's tag."""
    if not is_language_map(node):
        return NONE
    lines = name not in PARAGRAPHS and not name.startswith("fields.")
    given = {str(tag): text for tag, text in node.items() if isinstance(text, str)}
    texts = {
        str(tag): one_line(given[tag]) if lines else Typed.of(given[tag]).on_card(is_markdown)
        for tag in languages(node)
    }
    own = best_language(own_language(node), texts)
    return {**texts, "": own} if own else texts
