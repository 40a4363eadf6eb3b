"""Conditions of boxes: the cards on which a box is shown, as a layout says it.

A condition is the name of a value ("text", "fields.time"), what it is ("category = wild"), either
with "not" before it, or "any of: [...]" and "all of: [...]" over others.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, get_args

from ..basics.problems import InvalidValue, did_you_mean
from ..basics.records import NamedTuple
from .kinds import SHOWN, in_quotes
from .placeholders import SHORT_NAMES

MOST_NESTED = 20
"""Conditions within one another: hand-made ones have two or three."""

Joined = Literal["any of", "all of"]

JOINED: tuple[Joined, ...] = get_args(Joined)


class Condition(NamedTuple):
    """What must hold: that a card has a value, or that it `equals` a text; or `parts`.

    `negated` turns it round. `name` is that of a value as a layout names it, "" of joined parts.
    """

    name: str = ""
    equals: str | None = None
    joined: Joined | None = None
    parts: tuple["Condition", ...] = ()
    negated: bool = False

    @property
    def atoms(self) -> Iterator["Condition"]:
        """The conditions about single values that it is made of, itself if it is one."""
        if self.joined is None:
            yield self
        for part in self.parts:
            yield from part.atoms


@lru_cache(maxsize=256)
def parse_condition(text: str) -> Condition:
    """The condition that a text says. Raises InvalidValue.

    >>> parse_condition("not category = wild").negated
    True
    >>> [part.name for part in parse_condition("any of: [text, picture]").parts]
    ['text', 'image']
    """
    reader = _Reader(text)
    found = reader.condition(MOST_NESTED)
    reader.end()
    return found


def renamed_condition(condition: Condition, renamed: Callable[[str], str]) -> str:
    """The text of a condition with other names of values."""
    turned = "not " if condition.negated else ""
    if condition.joined:
        parts = ", ".join(renamed_condition(part, renamed) for part in condition.parts)
        return f"{turned}{condition.joined}: [{parts}]"
    equals = "" if condition.equals is None else f" = {quoted(condition.equals)}"
    return f"{turned}{quoted(renamed(condition.name))}{equals}"


def quoted(text: str) -> str:
    """A value or a name as a condition can say it, in quotes where need be."""
    return in_quotes(text, SIGNS)


SIGNS = '[]{},"'
"""What a value or a name has only in quotes."""

NOT = re.compile(r"not\s+")
LIST = re.compile(r"(any of|all of)\s*:?\s*\[")
EQUAL = re.compile(r"\s*(!=|==?)\s*")
QUOTED = re.compile(r'"((?:[^"]|"")*+)"|\'([^\']*)\'(?=\s*(?:[\],}]|$))')
VALUE = re.compile(rf"[^{re.escape(SIGNS)}]+")
NAME = re.compile(rf"[^!={re.escape(SIGNS)}]+")

LISTS = "{any of: [text, image]} or {all of: [text, image]}"
"""Lists as a layout's file has them: without the braces they would be no YAML on a key's line."""


class _Reader:
    """Reads a condition from a text, a piece after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def condition(self, depth: int) -> Condition:
        """The condition that begins here."""
        if not depth:
            raise InvalidValue(f"more than {MOST_NESTED} conditions within one another")
        if self._take(NOT):
            inner = self.condition(depth - 1)
            return inner._replace(negated=not inner.negated)
        if self._sign("{"):
            inner = self.condition(depth - 1)
            self._expect("}")
            return inner
        if found := self._take(LIST):
            joined: Joined = "any of" if found[1] == "any of" else "all of"
            return Condition(joined=joined, parts=tuple(self._parts(depth)))
        return self._atom()

    def end(self) -> None:
        """Nothing but space may be left."""
        rest = self._text[self._at :].strip()
        if rest.startswith(","):
            raise InvalidValue(
                f"'{self._shown}' has several conditions, and does not say how they go together",
                f"say {LISTS}; a value with a comma goes in double quotes",
            )
        if rest and "{" in self._shown:
            bare = re.sub(r"[{}]", "", self._shown).replace("category.key", "category")
            raise InvalidValue(f"'{rest[:SHOWN]}' is left over in '{self._shown}'", f"write {bare}")
        if rest:
            raise InvalidValue(f"'{rest[:SHOWN]}' is left over in '{self._shown}'", f"say {LISTS}")

    def _parts(self, depth: int) -> Iterator[Condition]:
        if self._sign("]"):
            raise InvalidValue(f"'{self._shown}' has an empty list", f"say {LISTS}")
        while True:
            yield self.condition(depth - 1)
            if not self._sign(","):
                self._expect("]")
                return

    def _atom(self) -> Condition:
        name = self._word(NAME)
        if not name:
            raise InvalidValue(
                f"'{self._shown}' lacks the name of a value", "write text, or category = KEY"
            )
        name = SHORT_NAMES.get(name, name)
        sign = self._take(EQUAL)
        if sign is None:
            return Condition(name)
        equals = self._word(VALUE)
        if not equals:
            what = "write what it is to be, or the name alone for any value"
            raise InvalidValue(f"nothing stands after the {sign[1]} in '{self._shown}'", what)
        return Condition(name, equals, negated=sign[1] == "!=")

    def _word(self, form: re.Pattern[str]) -> str:
        if found := self._take(QUOTED):
            return (found[2] or found[1] or "").replace('""', '"').strip()
        plain = self._take(form)
        return plain[0].strip() if plain else ""

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        self._skip()
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def _sign(self, sign: str) -> bool:
        self._skip()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._sign(sign):
            raise InvalidValue(f"'{self._shown}' lacks a {sign}", f"say {LISTS}")

    def _skip(self) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1

    @property
    def _shown(self) -> str:
        return self._text if len(self._text) <= SHOWN else f"{self._text[:SHOWN]}…"


def is_name(text: str) -> bool:
    """Whether a text can be the name of a field, and is no condition in other words."""
    return not re.search(r"[<>|&~]|\s(is|contains?|includes?|exists?|equals)\b", text)


NEVER = ("no", "off", "false", "hidden", "none", "0")
ALWAYS = ("yes", "on", "true", "visible", "all", "1")

OTHERWISE = (
    (r"(?:has|have|with|if|exists?)\s+(.+)", "{0}"),
    (r"(.+?)\s+(?:exists?|is set|is not empty|is not none|is there)", "{0}"),
    (r"(.+?)\s+(?:is empty|is none|is missing|is not set)", "not {0}"),
    (r"(?:no|without|!)\s*(.+)", "not {0}"),
    (r"(.+?)\s+(?:is not|isn't|<>)\s+(.+)", "not {0} = {1}"),
    (r"(.+?)\s+(?:is|equals|eq|contains?|includes?|:|~=?)\s+(.+)", "{0} = {1}"),
)
"""Conditions as people say them, and as a `when` takes them."""


def _in_our_words(name: str, known: tuple[str, ...]) -> str:
    """A condition as a `when` takes it, of one in other words; "" for none."""
    for pattern, ours in OTHERWISE:
        found = re.fullmatch(pattern, name.strip())
        parts = [part.strip().strip("'\"") for part in found.groups()] if found else [""]
        if parts[0] in known or parts[0] in SHORT_NAMES or parts[0].startswith("fields."):
            return ours.format(*parts)
    return ""


def name_hint(name: str, known: tuple[str, ...]) -> str:
    """What the writer of a name that cards do not have may have meant."""
    for always, words in (("never", NEVER), ("always", ALWAYS)):
        if name.lower() in words:
            return f"write {always}"
    if otherwise := _in_our_words(name, known):
        return f"write {otherwise}"
    if re.search(r"\s[<>]=?\s", name):
        return "there is no more and less: a card is asked for a value, as in fields.level = hard"
    for word, joined in (("(?:and|&&?)", "all of"), (r"(?:or|\|\|?)", "any of")):
        parts = re.split(rf"\s+{word}\s+", name)
        if len(parts) > 1 and not re.search(r"\s(and|or|&&?|\|\|?)\s", " ".join(parts)):
            return f"write {{{joined}: [{', '.join(parts)}]}}"
    if " and " in name or " or " in name:
        return f"say {LISTS}"
    return did_you_mean(name, (*known, *SHORT_NAMES, *JOINED)) or (
        "always, never, or a value's name: text, image, link, fields.NAME …"
    )
