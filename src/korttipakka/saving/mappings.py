"""Texts of mappings in a YAML file changed, added and taken out, with every other byte kept.

What is to change is gathered as splices of the text as it stands, and made from the end to the
beginning, so that places do not move. Whoever calls reads the result before it is written.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..basics.records import NamedTuple
from ..model.deck import PARAGRAPHS
from ..reading.unfold import unfolded
from ..reading.yaml_library import yaml
from .entries import Entry, check_own, end_of, find, is_list, is_text
from .folding import refolded, unindented
from .new_deck import ORDER, WIDTH, Texts
from .new_deck import entry_lines as lines_of_entry
from .scalars import BOM, NotEditable, Site, composed, end_of_line, replaced, scalar

Splice = Callable[[str], str]
"""Changes a text at one place, and leaves all before that place where it was."""


Order = tuple[int, int, int, int]
"""Where a splice begins and ends; what is indented more, or of a lower rank, stands before."""


class _Addition(NamedTuple):
    """A key that a mapping is to get, with its text, or with further keys that have some."""

    owner: Any
    name: str
    texts: Texts
    paragraphs: bool | None
    nested: Mapping[str, Texts] | None


class MappingEdits:
    """Edits of the mappings of one file; texts may have languages. Raises NotEditable."""

    def __init__(self, text: str) -> None:
        self._mark = BOM if text.startswith(BOM) else ""
        self._text = text.removeprefix(BOM)
        self._root = composed(self._text)
        if not isinstance(self._root, yaml.MappingNode):
            raise NotEditable("the file does not hold named values")
        self._line_end = "\r\n" if "\r\n" in self._text else "\n"
        self._splices: list[tuple[Order, Splice]] = []
        self._additions: list[_Addition] = []
        self._removals: list[Entry] = []

    def result(self) -> str:
        """The text with all changes made."""
        for addition in self._additions:
            self._splice_in(addition)
        for entry in self._removals:
            self._splice_out(entry)
        text = self._text
        # Of two at one place, what is to stand first is made last.
        latest = reversed(self._splices)
        for _, splice in sorted(latest, key=lambda each: each[0], reverse=True):
            text = splice(text)
        return self._mark + text

    def _set(self, owner: Any, name: str, texts: Texts, own: str) -> None:
        entry = find(owner, name)
        if entry is None:
            if given := filled(texts, own):
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
        there = {str(key.value) for key, _ in entry.value.value}
        if all(wanted.get(tag, "kept") == "" for tag in there):
            self._remove(entry)
            if any(wanted.values()):
                self._add(entry.owner, str(entry.key.value), {t: w for t, w in wanted.items() if w})
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
        last = end_of_line(self._text, end)
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

    def _add(
        self, owner: Any, name: str, texts: Texts, *, paragraphs: bool | None = None,
        nested: Mapping[str, Texts] | None = None,
    ) -> None:  # fmt: skip
        """A new key, to be put in when it is known which others stay."""
        self._additions.append(_Addition(owner, name, texts, paragraphs, nested))

    def _remove(self, entry: Entry) -> None:
        self._removals.append(entry)

    def _kept(self, owner: Any) -> list[tuple[Any, Any]]:
        """The keys and values of a mapping that stay."""
        gone = {id(entry.key) for entry in self._removals}
        return [pair for pair in owner.value if id(pair[0]) not in gone]

    def _splice_in(self, addition: _Addition) -> None:
        """Put in a key after those that are written before it."""
        owner, name, texts, paragraphs, nested = addition
        kept = self._kept(owner)
        if not kept:
            raise NotEditable("there is nothing beside which to write")
        if owner.flow_style:
            self._splice_into_braces(addition)
            return
        column = owner.value[0][0].start_mark.column
        rank = _rank(name)
        last = ([pair for pair in kept if _rank(pair[0].value) <= rank] or kept)[-1][1]
        at = end_of_line(self._text, end_of(self._text, last))
        shown = self._entry(name, texts, column, paragraphs)
        if nested:
            shown = self._nested(name, nested, column)
        gap = self._line_end + " " * column
        self._splice(at, at, lambda old: f"{old[:at]}{gap}{shown}{old[at:]}", column, rank)

    def _splice_into_braces(self, addition: _Addition) -> None:
        owner, name, texts, _, nested = addition
        pairs = ", ".join(_pair(key, in_braces(each)) for key, each in (nested or {}).items())
        new = _pair(name, f"{{{pairs}}}" if nested else in_braces(texts))
        at = end_of(self._text, owner.value[-1][1])
        self._splice(at, at, lambda old: f"{old[:at]}, {new}{old[at:]}")

    def _splice_out(self, entry: Entry) -> None:
        """Take a key and its value out, with their lines where they have some of their own."""
        start, end = entry.key.start_mark.index, end_of(self._text, entry.value)
        pairs = entry.owner.value
        index = next(i for i, (key, _) in enumerate(pairs) if key is entry.key)
        following = pairs[index + 1 :]
        line = self._text.rfind("\n", 0, start) + 1
        if entry.owner.flow_style:
            start, end = self._extent_in_braces(entry, index)
        elif self._text[line:start].strip():  # a dash stands before the key
            if not following:
                raise NotEditable("nothing would be left of the card")
            end = following[0][0].start_mark.index
        else:
            after = end_of_line(self._text, end) + len(self._line_end)
            start, end = line, min(len(self._text), after)
        self._splice(start, end, lambda old: old[:start] + old[end:])

    def _extent_in_braces(self, entry: Entry, index: int) -> tuple[int, int]:
        """What is to go with an entry between braces: the comma after it, or that before it."""
        pairs, kept = entry.owner.value, self._kept(entry.owner)
        later = [pair for pair in pairs[index + 1 :] if pair in kept]
        if later:
            return entry.key.start_mark.index, pairs[index + 1][0].start_mark.index
        if not kept:
            raise NotEditable("nothing would be left between the braces")
        # At the end, each takes the gap before it along, up to what stays.
        return end_of(self._text, pairs[index - 1][1]), end_of(self._text, entry.value)

    def _entry(self, name: str, texts: Texts, column: int, paragraphs: bool | None = None) -> str:
        """A key with its text, the first line without indentation."""
        shown = "".join(lines_of_entry(name, texts, column, paragraphs))
        return shown.strip("\n")[column:].replace("\n", self._line_end)

    def _nested(self, name: str, nested: Mapping[str, Texts], column: int) -> str:
        lines = [f"{name}:\n"]
        for key, texts in nested.items():
            lines += lines_of_entry(key, texts, column + 2, paragraphs=True)
        return "".join(lines).strip("\n").replace("\n", self._line_end)

    def _splice(self, start: int, end: int, splice: Splice, depth: int = 0, rank: int = 0) -> None:
        """Keep a splice for the end; `depth` and `rank` order what is added at one place."""
        self._splices.append(((start, end, -depth, rank), splice))


def filled(texts: Texts, own: str) -> Texts:
    """The texts that say something, the deck's own first; alone it has no language."""
    others = {tag: text for tag, text in texts.items() if tag and text}
    first = texts.get("", "")
    if not others:
        return {"": first} if first else {}
    return {own: first, **others}


def _tag(languages: Any, own: str) -> str:
    """The tag that the deck's own language has in a text."""
    from ..basics.languages import best_language

    given = [str(key.value) for key, _ in languages.value]
    return best_language(own, given) or own


def _has_paragraphs(entry: Entry) -> bool:
    """Whether a field's texts may have paragraphs: free fields may, and have any name."""
    return entry.key.value in PARAGRAPHS or entry.key.value not in ORDER


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def in_braces(texts: Texts) -> str:
    """Texts as a value between braces."""
    if list(texts) == [""]:
        return scalar(texts[""], is_flow=True)
    return f"{{{_pairs(texts)}}}"


def _pair(name: str, value: str) -> str:
    return f"{scalar(name, is_flow=True)}: {value}"


def _pairs(texts: Texts) -> str:
    return ", ".join(f"{tag}: {scalar(text, is_flow=True)}" for tag, text in texts.items())
