"""A deck's tree -> a manuscript: what each text says in each language, as it was typed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..model.deck import PARAGRAPHS, Card, Deck
from ..model.manuscript import Manuscript, Wording, WrittenCard
from .languages import chosen_language, hashes, is_language_map, languages, own_language
from .nodes import Mapping, Node, Scalar, Sequence
from .schema import TRACKED
from .text import LINE_BREAK
from .unfold import unfolded

LINES = ("title", "subtitle", "back_title", "image", "alt", "image_back", "alt_back", "link")
"""Fields of a card that are a single line; the others may have paragraphs."""

LINE_END = re.compile(r"\r\n?")
"""Of a text in double quotes with \\r in it; all others have \\n already."""


def manuscript_of(deck: Deck, tree: Mapping, cards: Iterable[Mapping]) -> Manuscript:
    """The manuscript of a deck that was read without faults, from the trees of it and its cards."""
    names = tree.get("categories")
    return Manuscript(
        deck,
        _wording(tree["title"], deck.language, _line),
        dict(_names(names, deck.language) if isinstance(names, Mapping) else ()),
        tuple(_card(*pair, deck.language) for pair in zip(deck.cards, cards, strict=True)),
        str(tree.get("translations", "")).strip() == TRACKED,
    )


def _names(categories: Mapping, language: str) -> Iterator[tuple[str, Wording]]:
    for key, node in categories.items():
        name = node["name"] if isinstance(node, Mapping) else node
        yield str(key), _wording(name, language, _line)


def _card(card: Card, node: Mapping, language: str) -> WrittenCard:
    own = own_language(node)
    given = ((name, text) for name, text in _wordings(node, language) if text != Wording())
    return WrittenCard(card, {name: _in_own(text, own) for name, text in given})


def _in_own(text: Wording, language: str) -> Wording:
    """A text with the language that its card says to be in, where that is a plain one."""
    return replace(text, language=language) if language and text.plain else text


def _wordings(card: Mapping, language: str) -> Iterator[tuple[str, Wording]]:
    for name in LINES:
        if name in card:
            yield name, _wording(card[name], language, _line)
    for name in PARAGRAPHS:
        if name in card:
            yield name, _wording(card[name], language, _paragraphs)
    if "tags" in card:
        yield "tags", _tags(card["tags"], language)
    fields = card.get("fields")
    for name, node in fields.items() if isinstance(fields, Mapping) else ():
        yield f"fields.{name}", _wording(node, language, _paragraphs)


def _wording(node: Node, language: str, typed: Callable[[Node], str]) -> Wording:
    if not is_language_map(node):
        return Wording(typed(node), at=node.at)
    given = languages(node)
    key = chosen_language(node, language) or ""
    return Wording(
        typed(node[key]) if key else "",
        {tag: typed(node[tag]) for tag in given if tag != key},
        {tag: typed(value) for tag, value in hashes(node)},
        key,
        node.at,
        own_language(node),
    )


def _typed(node: Node) -> str:
    return LINE_END.sub("\n", str(node)).strip()


def _line(node: Node) -> str:
    return LINE_BREAK.sub(" ", _typed(node))


def _paragraphs(node: Node) -> str:
    """A text with line ends where the card has some."""
    text = _typed(node)
    folded = isinstance(node, Scalar) and node.style == ">"
    return unfolded(text) if folded else text


def _tags(node: Node, language: str) -> Wording:
    """Tags as one text, with commas between, in each language that any of them is given in."""
    if not isinstance(node, Sequence):
        return _wording(node, language, _line)
    tags = [_wording(tag, language, _line) for tag in node]
    others = dict.fromkeys(name for tag in tags for name in tag.others)
    return Wording(
        ", ".join(tag.own for tag in tags),
        {name: ", ".join(tag.others.get(name, tag.own) for tag in tags) for name in others},
        key=next((tag.key for tag in tags if tag.key), ""),
        at=node.at,
    )
