"""A deck's files changed in place: texts, languages and cards, with every other byte kept.

What is to change is gathered as splices of the text as it stands, and made from the end to the
beginning, so that places do not move. Whoever calls reads the result before it is written.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from ..reading.unfold import unfolded
from .entries import Entry, check_own, end_of, find, is_list, is_text, line_end
from .folding import refolded, unindented
from .new_deck import ORDER, PARAGRAPHS, WIDTH, NewCard, NewCategory, Texts, card_lines
from .new_deck import category_lines as lines_of_category
from .new_deck import entry_lines as lines_of_entry
from .scalars import BOM, NotEditable, Site, composed, replaced, scalar

Splice = Callable[[str], str]
"""Changes a text at one place, and leaves all before that place where it was."""


class DeckText:
    r"""One file of a deck on its way to another text. Raises NotEditable for what it cannot do.

    >>> deck = DeckText("title: P\ncards:\n  - title: 'One'  # first\n")
    >>> deck.set_texts(deck.card_at(3, 5), "title", {"": "Two"}, "en")
    >>> deck.result()
    "title: P\ncards:\n  - title: 'Two'  # first\n"
    """

    def __init__(self, text: str) -> None:
        self._mark = BOM if text.startswith(BOM) else ""
        self._text = text.removeprefix(BOM)
        self._root = composed(self._text)
        if not isinstance(self._root, yaml.MappingNode):
            raise NotEditable("the file does not hold named values")
        self._line_end = "\r\n" if "\r\n" in self._text else "\n"
        self._splices: list[tuple[int, int, Splice]] = []
        self._fields: dict[int, tuple[Any, dict[str, Texts]]] = {}

    def result(self) -> str:
        """The text with all changes made."""
        for card, fields in self._fields.values():
            self._add(card, "fields", {}, nested=fields)
        self._fields = {}
        text = self._text
        # Of two that begin at one place, the later one goes first: theirs stays the order.
        latest = reversed(self._splices)
        for _, _, splice in sorted(latest, key=lambda each: each[:2], reverse=True):
            text = splice(text)
        return self._mark + text

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

    # Texts

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
        elif given := _filled(texts, own):
            self._fields.setdefault(card.start_mark.index, (card, {}))[1][name] = given

    def _set(self, owner: Any, name: str, texts: Texts, own: str) -> None:
        entry = find(owner, name)
        if entry is None:
            if given := _filled(texts, own):
                self._add(owner, name, given)
            return
        check_own(entry)
        others = {tag: text for tag, text in texts.items() if tag and text}
        if isinstance(entry.value, yaml.MappingNode):
            self._set_in_map(entry, texts, own)
        elif others:
            self._make_map(entry, own, texts.get(""), others)
        elif texts.get(""):
            self._set_value(entry, texts[""])
        elif "" in texts:
            self._remove(entry)

    def _set_in_map(self, entry: Entry, texts: Texts, own: str) -> None:
        """Change, add and take out languages of a text that has several."""
        wanted = {tag or _tag(entry.value, own): text for tag, text in texts.items()}
        kept = {str(key.value) for key, _ in entry.value.value} - {
            t for t in wanted if not wanted[t]
        }
        if not kept | {tag for tag, text in wanted.items() if text}:
            self._remove(entry)
            return
        for tag, text in wanted.items():
            inner = find(entry.value, tag)
            if inner is None and text:
                self._add(entry.value, tag, {"": text}, paragraphs=_has_paragraphs(entry))
            elif inner is not None and text:
                self._set_value(inner, text)
            elif inner is not None:
                self._remove(inner)

    def _set_value(self, entry: Entry, text: str) -> None:
        """Other words for a value; a list of words stays a list."""
        check_own(entry)
        if is_list(entry.value):
            self._set_list(entry, text)
            return
        node, column = entry.value, entry.key.start_mark.column
        style, start, end = node.style or "", node.start_mark.index, end_of(self._text, entry.value)
        mark = ""
        if style == ">" and unfolded(text) != text:
            mark = style = "|"  # its lines are to stay apart, which folding would not let them
        elif style == ">":
            text = refolded(unindented(self._text[start:end]), text, WIDTH - column - 2)
        site = Site(start, end, style, column, bool(entry.owner.flow_style))

        def splice(old: str) -> str:
            marked = f"{old[:start]}{mark}{old[start + 1 :]}" if mark else old
            return replaced(marked, site, text)

        self._splice(start, end, splice)

    def _set_list(self, entry: Entry, text: str) -> None:
        node = entry.value
        parts = [part.strip() for part in text.split(",")]
        start, end = node.start_mark.index, end_of(self._text, node)
        if node.flow_style:
            new = "[" + ", ".join(scalar(part, is_flow=True) for part in parts) + "]"
        else:
            gap = self._line_end + " " * node.start_mark.column
            new = gap.join(f"- {scalar(part)}" for part in parts)
        self._splice(start, end, lambda old: old[:start] + new + old[end:])

    def _make_map(self, entry: Entry, own: str, text: str | None, others: Texts) -> None:
        """A text of one language becomes one of several; without a new `text` its words stay.

        They are moved to the right as they are written, with the comment behind them.
        """
        node, column = entry.value, entry.key.start_mark.column
        if not is_text(node):
            raise NotEditable("a list cannot be given languages in place")
        start, end = node.start_mark.index, end_of(self._text, node)
        is_long = _has_paragraphs(entry)
        if entry.owner.flow_style:
            first = self._text[start:end] if text is None else scalar(text, is_flow=True)
            new = f"{{{own}: {first}, {_pairs(others)}}}"
            self._splice(start, end, lambda old: old[:start] + new + old[end:])
            return
        last = line_end(self._text, end)
        first = self._first_language(own, text, self._text[start:last], entry)
        rest = [self._entry(t, {"": each}, column + 2, is_long) for t, each in others.items()]
        colon = self._text.index(":", entry.key.end_mark.index) + 1
        gap = self._line_end + " " * (column + 2)
        new = gap + gap.join([first, *rest])
        self._splice(colon, last, lambda old: old[:colon] + new + old[last:])

    def _first_language(self, own: str, text: str | None, old: str, entry: Entry) -> str:
        """What was said without a language, with it, or other words there; its comment stays."""
        if text is None:
            moved = old.replace(self._line_end, f"{self._line_end}  ")
            return f"{own}: " + re.sub(r"(?m)^[ ]+(?=\r?$)", "", moved)
        node = entry.value
        new = self._entry(own, {"": text}, entry.key.start_mark.column + 2, _has_paragraphs(entry))
        if node.style in {"|", ">"} or "\n" in new:
            return new
        return new + old[end_of(self._text, node) - node.start_mark.index :].rstrip()

    # Keys

    def _add(
        self, owner: Any, name: str, texts: Texts, *, paragraphs: bool | None = None,
        nested: Mapping[str, Texts] | None = None,
    ) -> None:  # fmt: skip
        """A new key after those that are written before it."""
        if not owner.value:
            raise NotEditable("there is nothing beside which to write")
        if owner.flow_style:
            self._add_in_flow(owner, name, texts, nested)
            return
        column = owner.value[0][0].start_mark.column
        place = ORDER.index(name) if name in ORDER else len(ORDER)
        before = [pair for pair in owner.value if _rank(pair[0].value) <= place]
        last = (before or owner.value)[-1][1]
        at = line_end(self._text, end_of(self._text, last))
        shown = self._entry(name, texts, column, paragraphs)
        if nested:
            shown = self._nested(name, nested, column)
        gap = self._line_end + " " * column
        self._splice(at, at, lambda old: f"{old[:at]}{gap}{shown}{old[at:]}")

    def _add_in_flow(
        self, owner: Any, name: str, texts: Texts, nested: Mapping[str, Texts] | None
    ) -> None:
        inside = f"{scalar(name, is_flow=True)}: {_flow(texts)}"
        if nested:
            pairs = (f"{scalar(key, is_flow=True)}: {_flow(each)}" for key, each in nested.items())
            inside = f"{name}: {{{', '.join(pairs)}}}"
        at = end_of(self._text, owner.value[-1][1])
        self._splice(at, at, lambda old: f"{old[:at]}, {inside}{old[at:]}")

    def _entry(self, name: str, texts: Texts, column: int, paragraphs: bool | None = None) -> str:
        """A key with its text, the first line without indentation."""
        shown = "".join(lines_of_entry(name, texts, column, paragraphs))
        return shown.strip("\n")[column:].replace("\n", self._line_end)

    def _nested(self, name: str, nested: Mapping[str, Texts], column: int) -> str:
        lines = [f"{name}:\n"]
        for key, texts in nested.items():
            lines += lines_of_entry(key, texts, column + 2, paragraphs=True)
        return "".join(lines).strip("\n").replace("\n", self._line_end)

    def _remove(self, entry: Entry) -> None:
        start, end = entry.key.start_mark.index, end_of(self._text, entry.value)
        pairs = entry.owner.value
        index = next(i for i, (key, _) in enumerate(pairs) if key is entry.key)
        line = self._text.rfind("\n", 0, start) + 1
        following = pairs[index + 1][0].start_mark.index if index + 1 < len(pairs) else None
        if entry.owner.flow_style:
            before = end_of(self._text, pairs[index - 1][1]) if index else start
            start, end = (before, end) if following is None else (start, following)
        elif self._text[line:start].strip():  # a dash stands before the key
            if following is None:
                raise NotEditable("nothing would be left of the card")
            end = following
        else:
            start, end = (
                line,
                min(len(self._text), line_end(self._text, end) + len(self._line_end)),
            )
        self._splice(start, end, lambda old: old[:start] + old[end:])

    # Cards

    def add_cards(self, after: Any, cards: Sequence[NewCard]) -> None:
        """New cards below another one, laid out as that file's cards are."""
        entry = find(self._root, "cards")
        if entry is None or not is_list(entry.value) or entry.value.flow_style:
            raise NotEditable("the file has no list of cards in lines of their own")
        column = self._dash(after)
        at = line_end(self._text, end_of(self._text, after))
        gap = self._line_end * (2 if self._has_blank_lines() else 1)
        shown = ""
        for card in cards:
            lines = "".join(card_lines(card, column, self.category())).rstrip("\n")
            shown += gap + lines.replace("\n", self._line_end)
        self._splice(at, at, lambda old: old[:at] + shown + old[at:])

    def remove_cards(self, cards: Sequence[Any]) -> None:
        """Take cards out, with the blank line below each."""
        every = self.cards()
        if len(cards) == len(every):
            first, last = (
                every[0].start_mark.index,
                line_end(self._text, end_of(self._text, every[-1])),
            )
            start = self._text.rfind("cards:", 0, first) + len("cards:")
            self._splice(start, last, lambda old: f"{old[:start]} []{old[last:]}")
            return
        for card in cards:
            self._remove_card(card)

    def _remove_card(self, card: Any) -> None:
        start = self._text.rfind("\n", 0, card.start_mark.index) + 1
        end = line_end(self._text, end_of(self._text, card)) + len(self._line_end)
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

    # Categories

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
        names = _filled(texts, own)
        start, end = entry.value.start_mark.index, end_of(self._text, entry.value)
        if entry.owner.flow_style:
            new = f"{{name: {_flow(names)}}}"
        else:
            category = NewCategory(str(entry.key.value), names)
            below = "".join(lines_of_category(category)).rstrip("\n").split("\n")[1:]
            new = "".join(f"{self._line_end}{line}" for line in below)
            start = self._text.index(":", entry.key.end_mark.index) + 1
        self._splice(start, end, lambda old: old[:start] + new + old[end:])

    def add_categories(self, categories: Sequence[NewCategory]) -> None:
        """New categories after those that there are."""
        entry = find(self._root, "categories")
        shown = "".join(line for each in categories for line in lines_of_category(each))
        if entry is None or not entry.value.value:
            last = next((v for k, v in reversed(self._root.value) if k.value != "cards"), None)
            if entry is not None or last is None:
                raise NotEditable("the file has no categories to write beside")
            shown = f"categories:\n{shown}"
        else:
            if entry.value.flow_style:
                raise NotEditable("the categories stand between braces")
            last = entry.value.value[-1][1]
        at = line_end(self._text, end_of(self._text, last))
        shown = f"\n{shown}".rstrip("\n").replace("\n", self._line_end)
        self._splice(at, at, lambda old: old[:at] + shown + old[at:])

    def _splice(self, start: int, end: int, splice: Splice) -> None:
        self._splices.append((start, end, splice))


def _filled(texts: Texts, own: str) -> Texts:
    """The texts that say something, the deck's own first; alone it has no language."""
    others = {tag: text for tag, text in texts.items() if tag and text}
    first = texts.get("", "")
    if not others:
        return {"": first} if first else {}
    return {own: first, **others}


def _tag(languages: Any, own: str) -> str:
    """The tag that the deck's own language has in a text."""
    from ..reading.languages import best_language

    given = [str(key.value) for key, _ in languages.value]
    return best_language(own, given) or own


def _has_paragraphs(entry: Entry) -> bool:
    """Whether a field's texts may have paragraphs: free fields may, and have any name."""
    return entry.key.value in PARAGRAPHS or entry.key.value not in ORDER


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _flow(texts: Texts) -> str:
    if list(texts) == [""]:
        return scalar(texts[""], is_flow=True)
    return f"{{{_pairs(texts)}}}"


def _pairs(texts: Texts) -> str:
    return ", ".join(f"{tag}: {scalar(text, is_flow=True)}" for tag, text in texts.items())
