"""The categories that cards name, against those that the deck has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity, did_you_mean, suggestion
from .lines import spelled
from .nodes import Mapping as Tree
from .nodes import Node, Scalar
from .text import as_identifier

MOST_SUGGESTED = 1_000
"""Categories among which the nearest is looked for, which takes a while."""

MOST_WRITTEN = 12
"""Categories that a hint writes out."""

MOST_SHOWN = 60
"""Characters of a name that a message repeats."""


UNKNOWN = "unknown-category"

SEVERAL = late(r"[,;/&+|]|\s(?:and|or|ja|tai|och|eller)\s")
"""Between the names of several categories."""

MOST_TOLD = 200
"""Names of which each gets a problem."""


class _Known:
    """The categories of a deck, to be found by what people write for them."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._meant = {name.casefold().strip(): key for key, name in names.items()}
        self._meant |= {key.casefold(): key for key in names}
        self._bare = {as_identifier(name): key for key, name in names.items()}
        self._bare |= {as_identifier(key): key for key in names}

    def key(self, text: str) -> str | None:
        """The key that is meant by a key or a name, whatever the case."""
        return text if text in self.names else self._meant.get(text.casefold())

    def alike(self, text: str) -> str:
        """A hint that names the nearest key, or what keys there are, or what to add."""
        if key := self._bare.get(as_identifier(text)):
            return f"did you mean '{key}'?"
        if hint := did_you_mean(text, sorted(self.names)[:MOST_SUGGESTED]):
            return hint
        listed = suggestion(text, self.names)
        add = f"add it under 'categories:' in deck.yaml:\n  {spelled(text)}: {spelled(text)}"
        return f"{listed}; or {add}" if listed else add


def named_by_colors(categories: Node | None) -> Iterator[Problem]:
    """Categories that all have a colour in place of a name, which is what is printed."""
    if not isinstance(categories, Tree) or len(categories) < LEAST_NAMED:
        return
    names = {key: node for key, node in categories.items() if isinstance(node, Scalar)}
    first = str(next(iter(names.values()), ""))
    if len(names) < len(categories) or not first.islower():
        return
    from ..basics.color_words import WORDS, color_of

    if all(
        (node in WORDS or color_of(node, (), ())) and node.casefold() != key.casefold()
        for key, node in names.items()
    ):
        for key, node in names.items():
            color = node if node in WORDS else color_of(node, (), ())
            message = f"'{node}' is a colour, and is printed as the name of the category"
            hint = f"write: {spelled(key)}: {{name: {spelled(key)}, color: {color}}}"
            yield Problem("wrong-type", message, node.at, hint, Severity.WARNING)


LEAST_NAMED = 2
"""One category alone may be called after a colour."""


def unknown_categories(named: Iterable[Scalar], known: Mapping[str, str]) -> Iterator[Problem]:
    """One problem for each name that no category has, however many cards name it.

    `named` are the categories as cards and files name them; `known` has names by keys.
    """
    places: dict[str, list[Location]] = {}
    for node in named:
        name = node.strip()
        if name and name not in known:
            places.setdefault(name, []).append(node.at)
    if places and not known:
        yield _no_categories(places)
        return
    categories = _Known(known)
    for name, at in islice(places.items(), MOST_TOLD):
        code, message, hint = _advice(name, categories)
        more = f" (here and in {len(at) - 1} more places)" if len(at) > 1 else ""
        yield Problem(code, f"{message}{more}", at[0], hint)


def _no_categories(places: Mapping[str, Sequence[Location]]) -> Problem:
    count = sum(map(len, places.values()))
    who = "a card or a file names" if count == 1 else f"{count} cards and files name"
    at = next(iter(places.values()))[0]
    message = f"the deck has no 'categories:', and {who} one"
    lines = [f"  {spelled(name)}: {spelled(name)}" for name in list(places)[:MOST_WRITTEN]]
    hint = "\n".join(["write into deck.yaml, each with its name to print:", "categories:", *lines])
    return Problem(UNKNOWN, message, at, hint)


def _advice(name: str, known: _Known) -> tuple[str, str, str]:
    """A code, what is wrong with a name, and what was meant."""
    shown = name[:MOST_SHOWN]
    if key := known.key(name):
        named = f": that is the name of '{key}'" if name.casefold() != key.casefold() else ""
        return UNKNOWN, f"there is no category '{shown}'{named}", f"did you mean '{key}'?"
    parts = SEVERAL.split(name)
    known_parts = [key for part in parts if (key := known.key(part.strip()))]
    if len(parts) > 1 and known_parts:
        message = f"a card has one category, not {len(parts)}: 'tags:' may name more"
        return "two-categories", message, f"write: category: {known_parts[0]}"
    return UNKNOWN, f"there is no category '{shown}'", known.alike(name)
