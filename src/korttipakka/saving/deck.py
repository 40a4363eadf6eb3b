"""A deck's file changed in place: texts of its cards, cards and categories, all else kept.

`mappings` changes keys and their texts; here is what a deck is made of.
"""

import re
from collections.abc import Sequence
from typing import Any

from ..reading.yaml_library import yaml
from .entries import Entry, end_of, find, is_list, is_text
from .mappings import MappingEdits, filled, in_braces
from .new_deck import ORDER, NewCard, NewCategory, Texts, card_lines, category_lines
from .scalars import NotEditable, end_of_line


class DeckText(MappingEdits):
    r"""One file of a deck on its way to another text. Raises NotEditable for what it cannot do.

    >>> deck = DeckText("title: P\ncards:\n  - title: 'One'  # first\n")
    >>> deck.set_texts(deck.card_at(3, 5), "title", {"": "Two"}, "en")
    >>> deck.result()
    "title: P\ncards:\n  - title: 'Two'  # first\n"
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._fields: dict[int, tuple[Any, dict[str, Texts]]] = {}

    def result(self) -> str:
        """The text with all changes made."""
        for card, fields in self._fields.values():
            self._add(card, "fields", {}, nested=fields)
        self._remove_emptied_fields()
        return super().result()

    def card_at(self, line: int, column: int) -> Any:
        """The card that begins at a place. Raises NotEditable."""
        for card in self.cards():
            if (card.start_mark.line + 1, card.start_mark.column + 1) == (line, column):
                return card
        raise NotEditable(f"no card begins in line {line}, column {column}")

    def cards(self) -> list[Any]:
        """The cards of the file."""
        entry = find(self._root, "cards")
        return list(entry.value.value) if entry and is_list(entry.value) else []

    def category(self) -> str:
        """The category of cards that name none."""
        entry = find(self._root, "category")
        return str(entry.value.value) if entry and is_text(entry.value) else ""

    def set_texts(self, card: Any, field: str, texts: Texts, own: str) -> None:
        """Say a field of a card in some languages, "" for the one that is the deck's `own`.

        An empty text takes the language out, and the field when none is left.
        """
        if not field.startswith("fields."):
            self._set(card, field, texts, own)
            return
        entry = find(card, "fields")
        name = field.removeprefix("fields.")
        if entry is not None and isinstance(entry.value, yaml.MappingNode):
            self._set(entry.value, name, texts, own)
        elif given := filled(texts, own):
            self._fields.setdefault(card.start_mark.index, (card, {}))[1][name] = given

    def _remove_emptied_fields(self) -> None:
        """Free fields of a card that keeps none are removed as a whole; new ones begin anew."""
        for card in self.cards():
            entry = find(card, "fields") if isinstance(card, yaml.MappingNode) else None
            if entry is None or not isinstance(entry.value, yaml.MappingNode):
                continue
            if not entry.value.value or self._kept(entry.value):
                continue
            new = {each.name: each.texts for each in self._additions if each.owner is entry.value}
            self._additions = [each for each in self._additions if each.owner is not entry.value]
            self._removals = [each for each in self._removals if each.owner is not entry.value]
            self._remove(entry)
            if new:
                self._add(card, "fields", {}, nested=new)

    def add_cards(self, after: Any, cards: Sequence[NewCard]) -> None:
        """New cards below another one, laid out as that file's cards are."""
        entry = find(self._root, "cards")
        if entry is None or not is_list(entry.value) or entry.value.flow_style:
            raise NotEditable("the file has no list of cards in lines of their own")
        column = self._dash(after)
        at = end_of_line(self._text, end_of(self._text, after))
        gap = self._line_end * (2 if self._has_blank_lines() else 1)
        shown = ""
        for card in cards:
            lines = "".join(card_lines(card, column, self.category())).rstrip("\n")
            shown += gap + lines.replace("\n", self._line_end)
        self._splice(at, at, lambda old: old[:at] + shown + old[at:], rank=len(ORDER) + 1)

    def remove_cards(self, cards: Sequence[Any]) -> None:
        """Take cards out, with the blank line below each."""
        every = self.cards()
        if len(cards) == len(every):
            first, last = (
                every[0].start_mark.index,
                end_of_line(self._text, end_of(self._text, every[-1])),
            )
            start = self._text.rfind("cards:", 0, first) + len("cards:")
            self._splice(start, last, lambda old: f"{old[:start]} []{old[last:]}")
            return
        for card in cards:
            self._remove_card(card)

    def _remove_card(self, card: Any) -> None:
        start = self._text.rfind("\n", 0, card.start_mark.index) + 1
        end = end_of_line(self._text, end_of(self._text, card)) + len(self._line_end)
        blank = re.compile(r"[ \t]*\r?\n").match(self._text, end)
        end = min(blank.end() if blank else end, len(self._text))
        self._splice(start, end, lambda old: old[:start] + old[end:])

    def _dash(self, card: Any) -> int:
        """The column of the dash before a card."""
        line = self._text.rfind("\n", 0, card.start_mark.index) + 1
        return self._text.index("-", line) - line

    def _has_blank_lines(self) -> bool:
        """Whether cards are parted by blank lines."""
        cards = self.cards()
        if len(cards) < 2:
            return True
        between = self._text[end_of(self._text, cards[-2]) : cards[-1].start_mark.index]
        return re.search(r"\n[ \t]*\r?\n", between) is not None

    def set_category_name(self, key: str, texts: Texts, own: str) -> None:
        """Say a category's name in some languages."""
        entry = find(self._root, "categories")
        found = find(entry.value, key) if entry else None
        if found is None:
            raise NotEditable(f"there is no category {key}")
        if isinstance(found.value, yaml.MappingNode) and find(found.value, "name"):
            self._set(found.value, "name", texts, own)
        elif not any(texts[tag] for tag in texts if tag):
            self._set(found.owner, key, texts, own)
        else:
            self._name_in_languages(found, {"": str(found.value.value), **texts}, own)

    def _name_in_languages(self, entry: Entry, texts: Texts, own: str) -> None:
        """A category that is only a name gets one in several languages."""
        names = filled(texts, own)
        start, end = entry.value.start_mark.index, end_of(self._text, entry.value)
        if entry.owner.flow_style:
            new = f"{{name: {in_braces(names)}}}"
        else:
            category = NewCategory(str(entry.key.value), names)
            below = "".join(category_lines(category)).rstrip("\n").split("\n")[1:]
            new = "".join(f"{self._line_end}{line}" for line in below)
            start = self._text.index(":", entry.key.end_mark.index) + 1
        self._splice(start, end, lambda old: old[:start] + new + old[end:])

    def add_categories(self, categories: Sequence[NewCategory]) -> None:
        """New categories after those that there are."""
        entry = find(self._root, "categories")
        shown = "".join(line for each in categories for line in category_lines(each))
        if entry is None or not entry.value.value:
            last = next((v for k, v in reversed(self._root.value) if k.value != "cards"), None)
            if entry is not None or last is None:
                raise NotEditable("the file has no categories to write beside")
            shown = f"categories:\n{shown}"
        else:
            if entry.value.flow_style:
                raise NotEditable("the categories stand between braces")
            last = entry.value.value[-1][1]
        at = end_of_line(self._text, end_of(self._text, last))
        shown = f"\n{shown}".rstrip("\n").replace("\n", self._line_end)
        self._splice(at, at, lambda old: old[:at] + shown + old[at:])
