"""A deck's files -> a Deck, or every problem found in any of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic_core import SchemaValidator, ValidationError

from ..basics.problems import KorttipakkaError, Location, Problem, Related, error
from ..model.deck import Card, Category, Deck
from ..model.manuscript import Manuscript
from .faults import problems_of
from .files import find_deck, further_files
from .languages import best_language, is_language, is_language_map, languages
from .manuscript import manuscript_of
from .nodes import Mapping, Node, Places, Scalar, Sequence
from .perforated import is_sheet
from .schema import (
    DECK_FIELDS,
    DECK_VALIDATOR,
    PART_FIELDS,
    PART_VALIDATOR,
    Context,
    deck_json_schema,
)
from .text import one_line, slug
from .tree import MAX_SHOWN, parse_yaml, read_text

__all__ = ["deck_json_schema", "read_deck", "read_manuscript"]

DEFAULT_LANGUAGE = "fi"

MAX_CARDS = 100_000

LAYOUT_SECTIONS = {"extends", "card", "sheet", "fonts", "colors", "front", "back"}
"""What layout files are made of: one beside the cards, for --layout, holds no cards."""


class _File:
    """One file on its way: its tree, what is wrong with it, and its values once it is validated."""

    def __init__(self, at: Location, tree: Node | None, problems: list[Problem]) -> None:
        self.at = at
        self.tree = tree
        self.problems = problems
        self.values: dict[str, Any] = {}

    @property
    def cards(self) -> list[Any]:
        """The cards before they are validated."""
        cards = self.tree.get("cards") if isinstance(self.tree, Mapping) else None
        return cards if isinstance(cards, Sequence) else []


def read_deck(path: Path, language: str | None = None) -> Deck:
    """Read a deck from a file, or from a folder with deck.yaml and further files of cards.

    `language` picks the texts where a deck has several; default: the deck's own. Raises
    KorttipakkaError with every problem of all files.
    """
    if language and not is_language(language):
        raise error("bad-language", f"'{language}' is not a language", hint="write fi, sv, sv-FI …")
    files, context = _validated(path, language)
    return _deck(files, context)


def read_manuscript(path: Path) -> Manuscript:
    """Read all that a deck says, in every language, from a file or a folder as `read_deck` does.

    A text that is missing in one language is no error here. Raises KorttipakkaError with every
    problem of all files.
    """
    files, context = _validated(path, None, lenient=True)
    cards: Any = [node for file in files for node in file.cards]
    tree: Any = files[0].tree
    return manuscript_of(_deck(files, context), tree, cards)


def _validated(
    path: Path, language: str | None, lenient: bool = False
) -> tuple[list[_File], Context]:
    """The files of a deck, the one with its title first. Raises KorttipakkaError."""
    first = find_deck(path)
    deck = _open(first)
    further = map(_open, further_files(first, _word(deck.tree, "layout")))
    parts = [file for file in further if not (_is_layout(file.tree) or is_sheet(file.tree))]
    context = _context(deck.tree, first.parent, language, lenient)
    _validate(deck, DECK_VALIDATOR, DECK_FIELDS, context)
    for part in parts:
        _validate(part, PART_VALIDATOR, PART_FIELDS, context)
    files = [deck, *parts]
    problems = {problem for file in files for problem in file.problems} | set(_across(files))
    if problems:
        raise KorttipakkaError(sorted(problems, key=_order))
    return files, context


def _order(problem: Problem) -> tuple[str, int, int, str]:
    """In the order in which they are written."""
    at = problem.at or Location("")
    return at.shown, at.line, at.column, problem.message


def _open(path: Path) -> _File:
    at = Location.file(path)
    try:
        tree, problems = parse_yaml(read_text(at), at)
    except KorttipakkaError as cause:
        tree, problems = None, list(cause.problems)
    if tree is None and not problems:
        problems = [Problem("empty-file", "the file is empty", at.at(1, 1))]
    return _File(at, tree, problems)


def _validate(
    file: _File, validator: SchemaValidator, fields: Iterable[str], context: Context
) -> None:
    if file.tree is None:
        return
    try:
        file.values = validator.validate_python(file.tree, context=context)
    except ValidationError as cause:
        file.problems += problems_of(cause, file.tree, list(fields))


def _context(tree: Node | None, root: Path, language: str | None, lenient: bool) -> Context:
    given = _word(tree, "language").strip()
    own = given if is_language(given) else DEFAULT_LANGUAGE
    return Context(language or own, _category_keys(tree), root, own, lenient)


def is_layout_file(path: Path) -> bool:
    """Whether a file beside a deck is a layout, so that it holds no cards."""
    return _is_layout(_open(path).tree)


def _is_layout(tree: Node | None) -> bool:
    return isinstance(tree, Mapping) and bool(tree) and LAYOUT_SECTIONS.issuperset(tree)


def _word(tree: Node | None, key: str) -> str:
    """A text at the top of a file that is not validated yet."""
    value = tree.get(key) if isinstance(tree, Mapping) else None
    return value if isinstance(value, Scalar) else ""


def _category_keys(tree: Node | None) -> frozenset[str] | None:
    """The keys that cards may name, or None where the categories cannot be told."""
    if not isinstance(tree, Mapping):
        return None
    categories = tree.get("categories", Mapping())
    if isinstance(categories, Mapping):
        return frozenset(categories)
    return None if categories else frozenset()


def _across(files: list[_File]) -> Iterator[Problem]:
    """What is wrong with the cards of all files together."""
    count = sum(len(file.cards) for file in files)
    if count > MAX_CARDS:
        message = f"the deck has {count:,} cards, at most {MAX_CARDS:,}"
        yield Problem("too-large", message, files[0].at)
    copies = sum(_copies(node) for file in files for node in file.cards)
    if copies > MAX_CARDS >= count:
        message = f"the cards' copies add up to {copies:,}, at most {MAX_CARDS:,} can be printed"
        yield Problem("too-large", message, files[0].at)
    if not count and not any(file.problems for file in files):
        hint = "write 'cards:', and each card below it as '- title: …'"
        yield Problem("empty-deck", "the deck has no cards", files[0].at.at(1, 1), hint)
    yield from _duplicate_ids(files)


def _copies(card: Node) -> int:
    text = str(card.get("copies", "1") if isinstance(card, Mapping) else 1).strip()
    return int(text) if text.isdecimal() else 1


def _duplicate_ids(files: list[_File]) -> Iterator[Problem]:
    seen: dict[str, Location] = {}
    for node in _given_ids(files):
        name = node.strip()
        if name in seen:
            message = f"two cards have the id '{name[:MAX_SHOWN]}'"
            hint = "give one of them another id, or none: it is then made from the title"
            other = Related(seen[name], "the other one")
            yield Problem("duplicate-id", message, node.at, hint, related=(other,))
        seen.setdefault(name, node.at)


def _given_ids(files: list[_File]) -> Iterator[Scalar]:
    for file in files:
        for card in file.cards:
            node = card.get("id") if isinstance(card, Mapping) else None
            if isinstance(node, Scalar) and node.strip():
                yield node


def _deck(files: list[_File], context: Context) -> Deck:
    values = files[0].values
    categories = dict(_categories(files[0]))
    tree = files[0].tree
    return Deck(
        title=values["title"],
        language=context.language,
        cards=tuple(_cards(files, categories, context.own)),
        categories=tuple(categories.values()),
        layout=values.get("layout", ""),
        hyphenation=tuple(values.get("hyphenation", ())),
        root=context.root,
        layout_at=tree["layout"].at if isinstance(tree, Mapping) and "layout" in tree else None,
        at=tree.at if tree is not None else None,
    )


def _categories(file: _File) -> Iterator[tuple[str, Category]]:
    nodes: Any = file.tree
    for key, values in file.values.get("categories", {}).items():
        yield key, Category(key, at=nodes["categories"][key].at, **values)


def _cards(files: list[_File], categories: dict[str, Category], language: str) -> Iterator[Card]:
    """The cards with ids from their titles in the deck's own language, whichever is printed."""
    name = _Names(_given_ids(files))
    number = 0
    for file in files:
        default = file.values.get("category", "")
        for node, values in zip(file.cards, file.values.get("cards", ()), strict=True):
            number += 1
            own = _in(language, node["title"]) or values["title"]
            values["id"] = values.get("id") or name.of(own)
            values["category"] = categories.get(values.get("category") or default)
            values["tags"] = tuple(values.get("tags", ()))
            yield Card(**values, number=number, at=node.at, places=Places(node))


def _in(language: str, title: Node) -> str:
    """A title in a language; "" where it is not given in that one."""
    if not is_language_map(title):
        return ""
    tag = best_language(language, languages(title))
    return one_line(str(title[tag])) if tag else ""


def made_ids(titles: Iterable[str]) -> list[str]:
    """The ids that cards with these titles get when none of them is given one."""
    names = _Names(())
    return [names.of(title) for title in titles]


class _Names:
    """Ids made from titles, each given once."""

    def __init__(self, given: Iterable[str]) -> None:
        self.taken = set(map(str.strip, given))
        self.last: dict[str, int] = {}

    def of(self, title: str) -> str:
        """The title's slug, with a number from the second card of that title on."""
        base = slug(title) or "card"
        name = base
        while name in self.taken:
            self.last[base] = self.last.get(base, 1) + 1
            name = f"{base}-{self.last[base]}"
        self.taken.add(name)
        return name
