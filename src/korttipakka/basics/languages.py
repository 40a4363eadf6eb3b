"""Language tags (BCP 47): which of the tags at hand serves for one that is wanted.

Texts in several languages are mappings with tags as their keys.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from .problems import Location, error

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")

SAME_LANGUAGE = {
    # What people call Norwegian is one of two written languages, most often the first.
    "no": ("nb", "nn"),
    "nb": ("no",),
    "nn": ("no",),
    # Tags that ISO 639 or BCP 47 replaced, which programs still write.
    "he": ("iw",),
    "iw": ("he",),
    "id": ("in",),
    "in": ("id",),
    "yi": ("ji",),
    "ji": ("yi",),
    "fil": ("tl",),
    "tl": ("fil",),
}
"""Tags that stand for one another, the likeliest first."""


def is_language(text: str) -> bool:
    """Whether a text looks like a language tag such as fi, sv or sv-FI."""
    return LANGUAGE.fullmatch(text) is not None


def check_language(tag: str, at: Location | None = None) -> None:
    """Raise KorttipakkaError for what is no tag of a language."""
    if not is_language(tag):
        raise error("bad-language", f"'{tag}' is not a language", at, "write fi, sv, en, sv-FI …")


def best_language(wanted: str, given: Collection[str]) -> str | None:
    """The tag among `given` that serves for `wanted`; None when none does.

    The same tag in any case, a wider one (sv for sv-FI), a narrower one (pt-BR for pt), or another
    name of the language (nb for no), in this order.
    """
    return _best(wanted, tuple(given))


@lru_cache(maxsize=64)
def _best(wanted: str, given: tuple[str, ...]) -> str | None:
    """As `best_language`: the texts of a deck are given in the same few languages."""
    for tag in _wider(wanted):
        for name in (tag, *_renamed(tag)):
            if found := _named(name, given):
                return found
    if wanted.lower() != primary(wanted):
        return None
    names = (wanted.lower(), *_renamed(wanted))
    return next((tag for name in names for tag in given if primary(tag) == name), None)


def _wider(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def primary(tag: str) -> str:
    """The language itself, without a script or a region: sv of sv-FI."""
    return tag.partition("-")[0].lower()


def _renamed(tag: str) -> Iterator[str]:
    """The tag with other names of its language."""
    _, dash, rest = tag.partition("-")
    for name in SAME_LANGUAGE.get(primary(tag), ()):
        yield f"{name}{dash}{rest}"


def _named(tag: str, given: Collection[str]) -> str | None:
    return next((other for other in given if other.lower() == tag.lower()), None)
