"""What each code of a problem means, with a bad and a good example: the docs, cut by heading."""

import re
from functools import cache

from ..basics.problems import InvalidValue, did_you_mean
from ..basics.records import NamedTuple
from ..basics.shipped import shipped

ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (.*) \|$", re.MULTILINE)
"""A code and its meaning in the tables of docs/problems.md."""

EXAMPLE = re.compile(r"^## ([a-z0-9-]+)\n(.*?)(?=^## [a-z0-9-]+\n|\Z)", re.MULTILINE | re.DOTALL)
"""A code and its examples in docs/problem-examples.md; headings of decks have capitals."""

SENTENCE = re.compile(r"(?<=[.:]) (?=[A-Z])")
"""Between two sentences, the second of which begins with a capital."""

ALL_LISTED = "korttipakka explain lists all codes"


class Explanation(NamedTuple):
    """A code, what is wrong where it is told, and a bad and a good example, in Markdown."""

    code: str
    meaning: str
    examples: str

    @property
    def summary(self) -> str:
        """The first sentence of the meaning."""
        return SENTENCE.split(self.meaning, maxsplit=1)[0]


@cache
def meanings() -> dict[str, str]:
    """What each code means, in the order of the docs; of one that stands twice, both."""
    found: dict[str, str] = {}
    for code, meaning in ROW.findall(_page("problems.md")):
        found[code] = f"{found[code]} {meaning}" if code in found else meaning
    return found


def explained(code: str) -> Explanation:
    """A code with its examples. Raises InvalidValue for a code that is none."""
    check_code(code)
    return Explanation(code, meanings()[code], _examples()[code])


def check_code(code: str) -> None:
    """Raise InvalidValue for a code that no problem has, with the nearest one."""
    if code not in meanings():
        hint = did_you_mean(code, meanings()) or ALL_LISTED
        raise InvalidValue(f"no problem has the code '{code}'", hint)


@cache
def _examples() -> dict[str, str]:
    return {code: text.strip() for code, text in EXAMPLE.findall(_page("problem-examples.md"))}


def _page(name: str) -> str:
    return (shipped("docs") / name).read_text(encoding="utf-8")
