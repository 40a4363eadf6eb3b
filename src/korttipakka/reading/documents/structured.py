"""JSON and other YAML -> cards: lists of objects, or nested groups of them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...basics.problems import KorttipakkaError, Location, error
from ...basics.shell import shell_line
from ...model.manuscript import CATEGORY, TEXT, TITLE, Column
from ..draft import CardDraft, Draft, Value, Wanted
from ..html import is_html, pictures_in, runs_of
from ..markup import Run, markdown, plain
from ..nodes import Mapping as Named
from ..schema import DECK_FIELDS
from ..tables.columns import free_name
from ..tables.headers import TRANSLATABLE, heading, headings_in, language_code, normal
from ..tree import MAX_DEPTH, MAX_WEIGHT, parse_yaml
from .boards import is_board, of_board
from .saved_games import is_saved_game, nameless, of_saved_game

GROUP_NAMES = tuple(
    "name title label category suit group otsikko nimi kategoria namn rubrik kategori id".split()
)
"""Keys by which a group of cards may name itself, the best first."""

HOLDERS = frozenset(
    "cards items entries suits categories groups decks sections data records "
    "kortit kategoriat ryhmät kort kategorier grupper".split()
)
"""Keys that tell what is in them, and name no category."""

ABOUT = {"meta", "metadata", "info", "settings", "schema", "comment"}
"""Keys of what is said about the cards."""

MAX_CARDS = 100_000

BEFORE_VALUES = ",[{"
"""Signs of which one stands before each value of JSON but the first, and perhaps in texts."""


@dataclass(frozen=True)
class _Node:
    """A value in a tree: a text, a list or named nodes; and where it stands."""

    value: "str | list[_Node] | dict[str, _Node]"
    at: Location


def read_json(text: str, file: Location, wanted: Wanted) -> Draft:
    """The cards of a JSON file. Raises KorttipakkaError."""
    if sum(map(text.count, BEFORE_VALUES)) > MAX_WEIGHT:
        raise error(
            "too-large", "there are too many values in this file", file, "import its cards in parts"
        )
    try:
        tree = _parsed(text)
    except json.JSONDecodeError as cause:
        at = file.at(cause.lineno, cause.colno)
        hint = "mend it there, or save it anew from the program that made it"
        if cause.msg == "Extra data":
            hint = "put all objects between [ and ], with commas between them"
        elif re.search(r",\s*$", text[: cause.pos]):
            hint = "delete the comma before it"
        elif cause.msg.startswith("Illegal trailing comma"):  # from Python 3.13 on, at the comma
            hint = "delete the comma"
        raise error("bad-json", f"this is not JSON: {cause.msg}", at, hint) from None
    except RecursionError:
        raise error("too-deep", "values are nested too deep", file) from None
    kind = "JSON"
    if is_board(tree):
        tree, kind = of_board(tree), "a board of Trello, what is archived left out"
    if is_saved_game(tree):
        return _of_saved_game(tree, file, wanted)
    return _draft(_of_json(tree, file, "", 0), file, wanted, kind)


def _parsed(text: str) -> Any:
    """The values of a text: of JSON, or of lines that are an object each.

    Numbers stay as they were typed: 0.10, 1e3. Raises JSONDecodeError, RecursionError.
    """
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as cause:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.strip().endswith("}") for line in lines):
            raise
        try:
            return [json.loads(line, parse_int=str, parse_float=str) for line in lines]
        except json.JSONDecodeError:
            raise cause from None


def _of_saved_game(tree: Mapping[str, Any], file: Location, wanted: Wanted) -> Draft:
    """The names of a save's cards, which are pictures there; those without names are counted."""
    cards = of_saved_game(tree, file)
    kind = "a save of Tabletop Simulator"
    draft = _draft(_of_json(cards, file, "", 0), file, wanted, kind)
    message = "names and descriptions of the cards were read; their pictures were not"
    hint = "to print them, save them as files beside the deck, and name them as 'image'"
    draft.warn("left-out", message, file, hint)
    if count := nameless(tree):
        draft.warn("left-out", f"cards without names were left out: {count}", file)
    return draft


def _of_json(value: Any, file: Location, path: str, depth: int) -> _Node:
    """A value of JSON as a node; its place is the way that leads to it: [3].title."""
    at = file._replace(shown=f"{file.shown}: {path.removeprefix('.')}") if path else file
    if depth > MAX_DEPTH:
        raise error("too-deep", f"values are nested more than {MAX_DEPTH} deep", at)
    if isinstance(value, dict):
        return _Node({k: _of_json(v, file, f"{path}.{k}", depth + 1) for k, v in value.items()}, at)
    if isinstance(value, list):
        items = enumerate(value, start=1)
        return _Node([_of_json(v, file, f"{path}[{n}]", depth + 1) for n, v in items], at)
    if isinstance(value, bool):
        return _Node("true" if value else "false", at)
    return _Node("" if value is None else str(value), at)


def read_yaml(text: str, file: Location, wanted: Wanted) -> Draft:
    """The cards of a YAML file that is no deck of ours. Raises KorttipakkaError."""
    from ..yaml_library import yaml

    tree, problems = parse_yaml(text, file)
    if isinstance(tree, Named) and "cards" in tree and set(tree) <= set(DECK_FIELDS):
        hint = f"build it: {shell_line(['korttipakka', 'build', file.shown])}"
        raise error("unknown-format", "this is a deck of korttipakka already", file, hint)
    if tree is None or problems:
        at = file.at(1, 1)
        raise (
            KorttipakkaError(problems) if problems else error("empty-file", "the file is empty", at)
        )
    # The tree's texts are lines as typed; here they are what YAML makes of them.
    return _draft(_of_yaml(yaml.compose(text, yaml.BaseLoader), file), file, wanted, "YAML")


def _of_yaml(node: Any, file: Location) -> _Node:
    at = file.at(node.start_mark.line + 1, node.start_mark.column + 1)
    if node.id == "mapping":
        return _Node({str(key.value): _of_yaml(value, file) for key, value in node.value}, at)
    if node.id == "sequence":
        return _Node([_of_yaml(each, file) for each in node.value], at)
    text = str(node.value)
    return _Node(text if node.style == "|" else text.strip("\n").replace("\n", "\n\n"), at)


def _draft(root: _Node, file: Location, wanted: Wanted, kind: str) -> Draft:
    draft = Draft(kind)
    reader = _Reader(draft, {normal(name): column for column, name in wanted.columns.items()})
    if isinstance(root.value, dict):
        _read_head(root.value, draft)
    reader.read(root, None)
    if len(draft.cards) > MAX_CARDS:
        raise error("too-large", f"the file has more than {MAX_CARDS:,} cards", file)
    if not draft.cards:
        hint = "cards are a list of objects with a title, or groups of such lists"
        raise error("no-cards-found", "there are no cards in the file", file, hint)
    _give_titles(draft, file)
    return draft


def _read_head(head: Mapping[str, _Node], draft: Draft) -> None:
    """The deck's title and language, where the file says them."""
    for key in ("title", "name", "otsikko", "nimi", "rubrik", "namn"):
        node = head.get(key)
        if node and isinstance(node.value, str) and not draft.title:
            draft.title = node.value.strip()
    for holder in (head, getattr(head.get("meta"), "value", {})):
        node = holder.get("language") if isinstance(holder, dict) else None
        if node and isinstance(node.value, str):
            draft.language = draft.language or language_code(node.value)


class _Reader:
    """Walks a tree and adds the cards in it to a draft."""

    def __init__(self, draft: Draft, mapped: Mapping[str, Column]) -> None:
        self.draft = draft
        self.mapped = mapped

    def read(self, node: _Node, category: Value | None) -> None:
        """Read a node that is a group, a list or a card; any text in a list is a title."""
        value = node.value
        if isinstance(value, list):
            for each in value:
                if isinstance(each.value, str):
                    self._add({TITLE: _value(each)}, each, category)
                else:
                    self.read(each, category)
        elif isinstance(value, dict):
            if self._is_card(value):
                self._add_card(node, value, category)
            else:
                self._read_group(value, category)

    def _column(self, key: str) -> Column | None:
        found = self.mapped.get(normal(key))
        if found:
            return found
        match = heading(key, guess=False)
        return match.column if match else None

    def _columns(self, keys: Sequence[str]) -> dict[str, Column | None]:
        """What each key of a card gives; of two that give the same, the later is a free field."""
        found: dict[str, Column | None] = {}
        for key, match in zip(keys, headings_in(keys, guess=False), strict=True):
            column = self.mapped.get(normal(key)) or (match.column if match else None)
            found[key] = None if column in found.values() else column
        return found

    def _is_card(self, value: Mapping[str, _Node]) -> bool:
        """Whether named values are a card's: one is a title or a text, and none are cards."""
        fields = {column.field for key in value if (column := self._column(key))}
        nested = any(_holds_cards(each) for each in value.values())
        return bool(fields & {"title", "text"}) and not nested

    def _are_ids(self, value: Mapping[str, _Node]) -> bool:
        """Whether names stand before one card each, which have titles of their own."""
        nodes = [node.value for node in value.values()]
        is_each = (isinstance(each, dict) and self._is_card(each) for each in nodes)
        return len(nodes) > 1 and all(is_each) and all("id" not in each for each in nodes)

    def _read_group(self, value: Mapping[str, _Node], category: Value | None) -> None:
        if self._are_ids(value):
            for key, node in value.items():
                if isinstance(node.value, dict):
                    self.read(_Node({"id": _Node(key, node.at), **node.value}, node.at), category)
            return
        own = next((value[k] for k in _own_names(value)), None)
        name = _value(own) if own and isinstance(own.value, str) and category is not None else None
        for key, node in value.items():
            if isinstance(node.value, str) or normal(key) in ABOUT:
                continue
            if normal(key) in HOLDERS:
                # What lies at the top names the deck; the groups in it name categories.
                self._read_list(node, name or category)
            else:
                self._read_named(node, Value(key, key, node.at))

    def _read_list(self, node: _Node, category: Value | None) -> None:
        """A list of cards, or of groups that name themselves."""
        items = node.value if isinstance(node.value, list) else [node]
        for item in items:
            value = item.value
            if isinstance(value, dict) and (card := self._card_within(value)):
                self.read(card, category)
            elif isinstance(value, dict) and not self._is_card(value) and _own_names(value):
                own = _value(value[_own_names(value)[0]])
                self._read_group(value, own)
            else:
                self.read(_Node([item], item.at), category)

    def _card_within(self, value: Mapping[str, _Node]) -> _Node | None:
        """The card of an object that has little else, as Airtable puts it under "fields"."""
        inner = [node for node in value.values() if not isinstance(node.value, str)]
        found = inner[0].value if len(inner) == 1 else None
        is_card = isinstance(found, dict) and not self._is_card(value) and self._is_card(found)
        return inner[0] if is_card else None

    def _read_named(self, node: _Node, category: Value) -> None:
        """A group under its name: a list of cards, or titles with their texts."""
        value = node.value
        texts = isinstance(value, dict) and all(isinstance(n.value, str) for n in value.values())
        if isinstance(value, dict) and texts and not self._is_card(value):
            for title, text in value.items():
                values = {TITLE: Value(title, title, text.at), TEXT: _value(text)}
                self._add(values, text, category)
        else:
            self.read(node, category)

    def _add_card(self, node: _Node, value: Mapping[str, _Node], category: Value | None) -> None:
        self.draft.exported |= list(value)[:2] == ["id", "number"] and "title" in value
        values: dict[Column, Value] = {}
        columns = self._columns(list(value))
        for key, each in value.items():
            column = columns[key]
            values |= dict(self._values(column or Column(f"fields.{free_name(key)}"), each))
        self._add(values, node, category)

    def _values(self, column: Column, node: _Node) -> Iterator[tuple[Column, Value]]:
        """The values of a key: a text, one for each language, a list, or further named values."""
        value = node.value
        if isinstance(value, str):
            if self.draft.exported:  # where "" says that there is no text
                yield column, Value(value, value, node.at)
            elif value.strip():
                yield column, _value(node)
        elif isinstance(value, list):
            yield column, _listed(value, column, node.at)
        elif column.field in TRANSLATABLE and all(map(language_code, value)):
            for language, text in value.items():
                yield from self._values(Column(column.field, language_code(language)), text)
        else:
            for key, each in value.items():
                start = "fields" if column.field in {"fields", "fields.fields"} else column.field
                start = start if start.startswith("fields") else f"fields.{start}"
                yield from self._values(Column(f"{start}.{free_name(key)}"), each)

    def _add(self, values: dict[Column, Value], node: _Node, category: Value | None) -> None:
        if category is not None:
            values.setdefault(CATEGORY, category)
        if values:
            self.draft.cards.append(CardDraft(node.at, values))


def _own_names(value: Mapping[str, _Node]) -> list[str]:
    """The keys by which a group names itself, the best first."""
    names = {normal(key): key for key, node in value.items() if isinstance(node.value, str)}
    return [names[name] for name in GROUP_NAMES if name in names]


def _holds_cards(node: _Node) -> bool:
    return isinstance(node.value, list) and any(isinstance(n.value, dict) for n in node.value)


def _value(node: _Node) -> Value:
    text = str(node.value)
    runs = runs_of(text) if is_html(text) else [Run(text)]
    return Value(plain(runs), markdown(runs), node.at, pictures_in(text))


def _listed(items: Sequence[_Node], column: Column, at: Location) -> Value:
    """A list of texts: words with commas between, or a list in Markdown."""
    texts = [str(item.value) for item in items if isinstance(item.value, str)]
    if column.field == "text" or column.field.startswith("fields."):
        runs = [run for text in texts for run in (Run("- ", raw=True), Run(text), Run("\n"))]
        return Value("\n".join(texts), markdown(runs), at)
    return Value(", ".join(texts), ", ".join(texts), at)


def _give_titles(draft: Draft, file: Location) -> None:
    """Cards without a title have their id or number for one. Raises KorttipakkaError."""
    untitled = [card for card in draft.cards if not _has_title(card)]
    for field in ("id", "number", "subtitle"):
        if untitled and all(card.text(field) for card in untitled):
            for card in untitled:
                card.values[TITLE] = card.values[Column(field)]
            message = f"the cards have no titles: their {field} stands for it"
            hint = "if another key has the titles: --map title=KEY"
            draft.warn("guessed", message, untitled[0].at, hint)
            return
    if untitled:
        names = ", ".join(column.name for column in untitled[0].values)
        message = f"this card has no title; it has {names}"
        hint = "name the key that has the titles: --map title=KEY"
        raise error("missing-title", message, untitled[0].at, hint)


def _has_title(card: CardDraft) -> bool:
    return any(column.field == "title" for column in card.values)
