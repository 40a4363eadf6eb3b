"""The validator's errors -> problems with places in the file, in plain words."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, cast

from ..basics.problems import InvalidValue, Location, Problem, suggestion
from ..basics.shell import shell_line, shell_word
from ..model.deck import WORDS
from .files import deck_in
from .keys import key_meant
from .limits import MAX_PROBLEMS, MAX_SHOWN
from .lines import Lines
from .nodes import Mapping, Node, Scalar, Sequence
from .schema import CARD_FIELDS, CATEGORY_FIELDS, DECK_FIELDS
from .slips.around import around
from .slips.causes import Cause, tight_keys
from .slips.copied import listed_card, listed_fields, loose_key, nothing
from .slips.foreign import foreign, other_signs
from .slips.mends import first_of_text, tight_cards
from .slips.misread import (
    cards_without_list,
    key_line,
    list_without_cards,
    listed_categories,
    listed_category,
    misread_key,
    not_a_card,
    not_a_text,
    outdented,
    single_name,
    swallowed,
    tag_at,
    unneeded_mark,
)
from .slips.pasted import title_as_key
from .slips.unwrapped import by_language, named_languages, unwrapped
from .validator import ValidationError

Steps = tuple[str | int, ...]
"""The keys and numbers that lead to a node."""

BEFORE_LINES = re.compile(r"\s*\d+\s*\W*\s*\w+\s*:")
"""A key after the number of its line."""


def problems_of(
    error: ValidationError, tree: Node, top: Collection[str], lines: Lines
) -> list[Problem]:
    """The errors as problems; `top` are the keys that the file of these lines may have at its top.

    What follows from another error is left out: a title is not missing where `titel` is unknown.
    """
    details = error.errors(include_url=False, include_input=False)
    report = _Report(tree, top, lines)
    is_odd = details[0]["loc"] == () or lines[0].lstrip().startswith(("<", "{\\rtf"))
    if is_odd and (problem := foreign(lines, tree.at)):
        return [problem]
    if BEFORE_LINES.match(lines[0]) and (cause := around(lines)):
        return [cause.problem("yaml-syntax", lines, tree.at)]
    report.untitled = _untitled(details)
    told = [detail for detail in _causes(details, top, tree) if not report.is_named(detail)]
    problems = [report.problem(detail) for detail in told[:MAX_PROBLEMS]]
    if len(told) > MAX_PROBLEMS:
        message = f"there are {len(told) - MAX_PROBLEMS:,} more problems in this file"
        problems.append(Problem("too-many-problems", message, problems[-1].at))
    return list(dict.fromkeys(problems))


def _untitled(details: Collection[Any]) -> frozenset[Steps]:
    """The paths of cards that have no title, and an unknown key."""
    unknown = {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}
    missing = (detail["loc"] for detail in details if detail["type"] == "missing")
    return frozenset(path[:-1] for path in missing if path[0] == "cards" and path[:-1] in unknown)


def _inside(tree: Node, path: Steps) -> Iterator[str]:
    """The keys below one that is none."""
    node = _locate(tree, path)[1]
    yield from map(str, node) if isinstance(node, Mapping) else ()


def _causes(details: Collection[Any], top: Collection[str], tree: Node) -> Iterator[Any]:
    """The errors without those that follow from an unknown key beside them."""
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    unknown = unknown[:MAX_PROBLEMS]  # to find what is meant takes a while; no more are reported
    meant = {(path[:-1], key_meant(_bare(path[-1]), _known(path, top))) for path in unknown}
    meant |= {(path[:-1], key) for path in unknown for key in _inside(tree, path)}
    for detail in details:
        path = detail["loc"]
        if detail["type"] != "missing" or (path[:-1], path[-1]) not in meant:
            yield detail


def _bare(key: object) -> str:
    """A key without the signs that may have got before or into it."""
    bare = str(key).strip("“”„‘’'\"-–—•*:§ \u00a0\u200b\ufeff")
    return bare.partition(":")[0].partition("：")[0]


def _known(path: Steps, top: Collection[str]) -> Collection[str]:
    """The keys that may stand beside the last one of a path."""
    if len(path) == 1:
        return top
    return CARD_FIELDS if path[0] == "cards" else CATEGORY_FIELDS


MOST_LISTED = 5
"""Values that a hint names."""


class _Report:
    """Makes problems of the errors of one file."""

    def __init__(self, tree: Node, top: Collection[str], lines: Lines) -> None:
        self.tree = tree
        self.top = top
        self.lines = lines
        self.untitled: frozenset[Steps] = frozenset()

    def is_named(self, detail: Any) -> bool:
        """Whether a title is missing of a card that has it in place of its first key."""
        path = detail["loc"]
        if detail["type"] != "missing" or path[:-1] not in self.untitled:
            return False
        card = _locate(self.tree, path[:-1])[1]
        return isinstance(card, Mapping) and self._title(path[:-1], next(iter(card))) is not None

    def _title(self, card: Steps, key: str) -> Cause | None:
        """The title of a card that is its first key."""
        at, node = _locate(self.tree, (*card, key), key=True)
        is_key = isinstance(node, Scalar) and key_meant(_bare(key), CARD_FIELDS)
        if card not in self.untitled or is_key:
            return None
        return title_as_key(self.lines, at.line - 1)

    def problem(self, detail: Any) -> Problem:
        """An error with its place, and what to do about it."""
        path, kind = detail["loc"], detail["type"]
        at, node = _locate(self.tree, path)
        if kind == "value_error":
            return self._invalid(detail["ctx"]["error"], node, at, path)
        if kind == "missing":
            loose = self._loose_key(path, at) if path[0] == "cards" else None
            return self._caused("missing-title", loose, at) or _missing(path, at)
        if kind == "extra_forbidden":
            return self._unknown_key(path, _locate(self.tree, path, key=True)[0])
        return self._wrong_type(path, node, at)

    def _loose_key(self, path: Steps, at: Location) -> Cause | None:
        """A key with a dash of its own that the card above, which has a title, may well lack."""
        cards: Any = self.tree
        above: set[str] = set()
        for card in reversed(cards["cards"][: cast("int", path[1])]):
            above.update(map(str, card) if isinstance(card, Mapping) else ())
            if "title" in above:
                return loose_key(self.lines, at.line - 1, above)
        return None

    def _invalid(self, invalid: InvalidValue, node: Node, at: Location, path: Steps) -> Problem:
        cause = None
        if isinstance(node, Scalar) and not node.strip():
            cause = swallowed(self.lines, at.line - 1)
            if cause and tag_at(self.lines, at.line - 1):
                return cause.problem("yaml-tag", self.lines, at)
            cause = cause or nothing(self.lines, at.line - 1, str(path[-1]))
        elif path[-1] in ("image", "image_back", "link", "color") and isinstance(node, Sequence):
            message = "a single value belongs here, not a list"
            hint = f"write one of them: {', '.join(map(str, node[:MOST_LISTED]))}"
            return Problem("wrong-type", message, at, hint)
        elif path[-1] == "category" and isinstance(node, Sequence) and node:
            number = key_line(self.lines, at.line - 1, "category")
            cause = listed_category(self.lines, number, str(node[0]))
        elif isinstance(node, Scalar) and not _is_printed(path):
            cause = nothing(self.lines, at.line - 1, str(path[-1]))
        elif invalid.code == "wrong-type" and _is_printed(path):
            kind = "named values" if isinstance(node, Mapping) else "a list"
            key = str(path[-1])
            number = key_line(self.lines, at.line - 1, key)
            cause = named_languages(self.lines, node) if isinstance(node, Mapping) else None
            cause = cause or not_a_text(self.lines, number, key, kind)
        return self._caused(invalid.code, cause, at) or invalid.problem(at)

    def _unknown_key(self, path: Steps, at: Location) -> Problem:
        if caused := self._caused("yaml-syntax", misread_key(self.lines, at.line - 1), at):
            return caused
        if cause := self._misplaced(path, at):
            return cause.problem("unknown-key", self.lines, at)
        key, known = str(path[-1])[:MAX_SHOWN], _known(path, self.top)
        if len(path) == 1 and key in CARD_FIELDS and (cause := outdented(self.lines, at.line - 1)):
            return cause.problem("unknown-key", self.lines, at)
        node = _locate(self.tree, path)[1]
        meant = key_meant(key, self._likely(path, known))
        meant = meant or (key_meant(key, known) if isinstance(node, Scalar) else None)
        if len(path) == 1 and isinstance(node, Scalar) and (flag := _flag(key, node)):
            hint = f"the layout says that, or a flag: {flag}"
        elif key == "cards" and path[0] == "categories":
            hint = "all cards stand below one line 'cards:' at the left, each with"
            hint += f" 'category: {path[1]}'"
        elif len(path) == 1 and key in DECK_FIELDS:
            hint = f"'{key}' belongs in deck.yaml; this file holds only 'category' and 'cards'"
        else:
            others = suggestion(key, known) if isinstance(node, Scalar) else _listed(known)
            hint = f"did you mean '{meant}'?" if meant else others
            apart = not self.lines[at.line - 2].strip()
            if (meant is None or apart) and (mend := first_of_text(self.lines, at.line - 1)):
                how = f"{hint} Or," if meant else f"{hint};"
                how += " to have it in the text above, write"
                hint = mend.hint(self.lines, at.line - 1, how)
        return Problem("unknown-key", f"there is no key '{key}' here", at, hint)

    def _misplaced(self, path: Steps, at: Location) -> Cause | None:
        """A key whose own keys belong in its place, or that has a language in it."""
        node, holder = _locate(self.tree, path)[1], _locate(self.tree, path[:-1])[1]
        if not isinstance(holder, Mapping):
            return None
        key = str(path[-1])
        cause = by_language(self.lines, holder, key) if path[0] == "cards" else None
        cause = cause or self._title(path[:-1], key)
        return cause or unwrapped(self.lines, at.line - 1, node, _known(path, self.top), holder)

    def _likely(self, path: Steps, known: Collection[str]) -> Collection[str]:
        """The keys among those that are known whose values are of the kind of this one's."""
        _, node = _locate(self.tree, path)
        if len(path) > 1:
            beside = _locate(self.tree, path[:-1])[1]
            return [name for name in known if name not in cast("Mapping", beside)]
        if isinstance(node, Scalar):
            return known
        return (
            ("categories",) if isinstance(node, Mapping) else ("cards", "hyphenation", "keywords")
        )

    def _wrong_type(self, path: Steps, node: Node, at: Location) -> Problem:
        expected, hint = _expected(path)
        cause = self._misread(path, node, at)
        message = f"{expected} should stand here"
        return self._caused("wrong-type", cause, at) or Problem("wrong-type", message, at, hint)

    def _misread(self, path: Steps, node: Node, at: Location) -> Cause | None:
        number = at.line - 1
        if not path:
            is_list = isinstance(node, Sequence)
            return list_without_cards(self.lines, number) if is_list else other_signs(self.lines)
        if len(path) == 2 and path[0] == "cards":
            cause = unneeded_mark(self.lines, number) or tight_cards(self.lines, number)
            return cause or not_a_card(self.lines, number)
        if path == ("cards",) and isinstance(node, Scalar):
            return listed_card(self.lines, number)
        above = key_line(self.lines, number, str(path[-1]))
        if path[-1] == "fields" and isinstance(node, Sequence):
            return listed_fields(self.lines, above)
        if path == ("cards",) and isinstance(node, Mapping):
            return cards_without_list(self.lines, above)
        if path == ("categories",) and not isinstance(node, Mapping):
            return tight_keys(self.lines, number) or listed_categories(self.lines, above)
        if len(path) == 2 and path[0] == "categories" and isinstance(node, Sequence):
            return single_name(self.lines, above, node)
        return None

    def _caused(self, code: str, cause: Cause | None, at: Location) -> Problem | None:
        return cause.problem(code, self.lines, at) if cause else None


def _locate(tree: Node, path: Steps, key: bool = False) -> tuple[Location, Node]:
    """The last node on a path that is in the tree and its place; with `key`, its key's place."""
    node, at = tree, tree.at
    for step in path:
        if isinstance(node, Mapping) and step in node:
            name = str(step)
            at = node.key_at(name) if key and step == path[-1] else node[name].at
            node = node[name]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
            at = node.at
        else:
            break
    return at, node


def _listed(known: Collection[str]) -> str:
    """All keys, where none is like a list or a mapping of another name."""
    return f"known: {', '.join(known)}"


def _is_printed(path: Steps) -> bool:
    """Whether a path leads to a text of a card, a category or the deck."""
    return path[-1] in {*WORDS, "name", "notes"} or "fields" in path[:-1]


def _missing(path: Steps, at: Location) -> Problem:
    """Only titles of cards and of the deck, and names of categories are required."""
    key = path[-1]
    owner = {1: "the deck", 3: f"the {'card' if path[0] == 'cards' else 'category'}"}[len(path)]
    hint = f"add '{key}: …'"
    if len(path) == 1 and (whole := _deck_beside(at)):
        hint = f"its cards may be those of the deck beside it: name that, {whole}; or {hint}"
    return Problem(f"missing-{key}", f"{owner} has no {key}", at, hint)


def _flag(key: str, value: str) -> str:
    """The flag with the value of a key that is a layout's; "" where there is none."""
    from ..model.settings import flagged

    flag = f"--{key.strip().casefold().replace('_', '-').replace(' ', '-')}"
    is_known = any(setting.flag == flag for setting in flagged())
    return shell_line([flag, value]) if is_known else ""


def _deck_beside(at: Location) -> str:
    """The deck in the folder of a file without a title, as it is typed; "" where there is none."""
    found = at.path and deck_in(at.path.parent)
    if not found or not at.path or found == at.path:
        return ""
    return shell_word(Path(at.shown).with_name(found.name))


EXPECTED = {
    "cards": ("a list of cards", "begin each card with '- title: …'"),
    "categories": ("categories by their keys", "write 'key: Name' for each category"),
    "fields": ("named texts", "write 'name: text' for each field"),
    "tags": ("a list of words", "write 'tags: one, two'"),
    "keywords": ("a list of words", "write each word on a line of its own after '- '"),
    "hyphenation": ("a list of words", "write each word on a line of its own after '- '"),
}
CARD = ("a card", "begin each card with '- title: …'")
CATEGORY = ("a name, or 'name', 'color' and 'icon'", "write 'key: Name'")
FILE = ("named values", "a file of cards begins with 'cards:'")


def _expected(path: Steps) -> tuple[str, str]:
    if not path:
        return FILE
    if len(path) == 2 and path[0] == "cards":
        return CARD
    if len(path) == 2 and path[0] == "categories":
        return CATEGORY
    return EXPECTED.get(str(path[-1]), FILE)
