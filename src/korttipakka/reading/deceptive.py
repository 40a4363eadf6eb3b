"""What a reader sees otherwise than a computer: hidden characters, and letters that look alike.

In titles, ids and links: those are what people go by. A deck may have come from a stranger.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import name as character_name
from urllib.parse import urlsplit

from ..basics.late import late
from ..basics.problems import Location, Problem, Severity
from .limits import MAX_SHOWN
from .nodes import Mapping, Node, Scalar
from .text import named_character

READ = ("title", "back_title", "id", "link", "text")
"""The keys of a card whose texts are looked at; of `text` only the addresses of links."""

ADDRESS = late(r"(?<=\]\()[^)\s]++|(?<=<)[^>\s@]++@[^>\s]++|\b(?:https?://|www\.)[^\s<>)\]]++")

TURNING = late("[\u202a-\u202e\u2066-\u2069]")
"""Controls that turn the direction of what follows, whatever its letters ask for (UAX #9)."""

ZERO_WIDTH = late("[\u180e\u200b\u2060-\u2064\ufeff]|(?<=[\0-\u058f])[\u200c\u200d]")
"""Characters without width. Joiners belong into scripts that join, and into emoji, and a space of
no width between words of scripts that have no spaces."""

UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer: U+200B tells their words apart."""

NAME_BEFORE_HOST = late(r"(?i)https?://([^/?#\s@]++)@([^/?#\s@]++)")
"""A user's name in an address, which is rare, and what the address leads to."""

WORD = re.compile(r"[^\W\d_]+")

# After Unicode's confusables.txt (UTS #39; Unicode License v3): letters of Cyrillic and Greek that
# most fonts draw as these Latin ones.
CYRILLIC = dict(
    zip("авеіјкмнорѕтухһԁԛԝӏАВЕЅІЈКМНОРСТУХсЬ", "aBeijkMHopsTyxhdqwlABESIJKMHOPCTYXcb", strict=True)
)
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρυ", "ABEZHIKMNOPTYXovikpu", strict=True))
ALIKE = CYRILLIC | GREEK
"""Letters, and the Latin ones that they are taken for."""

FIRST_ODD = "\u0370"
"""Greek, Cyrillic and what cannot be seen come from here on: before it, all letters are Latin."""

LATIN = frozenset(ALIKE.values())


LookedAt = dict[int, tuple[Node, tuple[Problem, ...]]]
"""Cards, by their `id` while they are here, each with its warnings."""


def deceptive(cards: Iterable[Node], known: LookedAt, seen: LookedAt) -> Iterator[Problem]:
    """Warnings of the texts of cards, one for each text at most.

    Those of a `known` card are the same again. What is looked at is added to `seen`.
    """
    for card in cards:
        found = known.get(id(card))
        if found is None or found[0] is not card:
            found = card, tuple(_of_card(card)) if isinstance(card, Mapping) else ()
        seen[id(card)] = found
        yield from found[1]


def _of_card(card: Mapping) -> Iterator[Problem]:
    for key in READ:
        value = card.get(key)
        if value is not None and not (isinstance(value, Scalar) and _is_plain(key, value)):
            yield from _problems(key, value)


def _is_plain(key: str, text: str) -> bool:
    """Whether there is nothing to look at, as in most texts: no address, and no odd letter."""
    if key == "text":
        return not _may_have_addresses(text)
    return max(text, default="") < FIRST_ODD and "@" not in text


def _may_have_addresses(text: str) -> bool:
    return "](" in text or "<" in text or "//" in text or "www." in text


def deceptive_address(value: Node | None) -> Iterator[Problem]:
    """A warning of a deck's own address."""
    return _problems("link", value)


def _problems(key: str, value: Node | None) -> Iterator[Problem]:
    """The warnings of a value, which may be given in several languages."""
    if isinstance(value, Mapping):
        for text in value.values():
            yield from _problems(key, text if isinstance(text, Scalar) else None)
    elif isinstance(value, Scalar) and not _is_plain(key, value):
        is_text = key == "text"
        looked_at = [found[0] for found in ADDRESS.finditer(value)] if is_text else [str(value)]
        key = "link" if is_text else key
        odd = (one for one in looked_at if max(one, default="") >= FIRST_ODD)
        told = [_hidden(key, one, value.at) or _alike(key, one, value.at) for one in odd]
        if key == "link":
            told += [_elsewhere(one, value.at) for one in looked_at]
        if found := next(filter(None, told), None):
            yield found


def _hidden(key: str, text: str, at: Location) -> Problem | None:
    """A character that cannot be seen, and changes what is read."""
    if text.isprintable():
        return None
    found = TURNING.search(text) or ZERO_WIDTH.search(text)
    if found is None or (found[0] == "\u200b" and UNSPACED.search(text)):
        return None
    shown = ZERO_WIDTH.sub("", TURNING.sub("", text)).strip()
    what = named_character(found[0])
    does = "turns its letters round" if TURNING.match(found[0]) else "cannot be seen"
    return Problem(
        "hidden-character",
        f"the {_called(key)} '{text[:MAX_SHOWN]}' has {what} in it, which {does}",
        at,
        f"did you mean '{shown}'?" if len(text) <= MAX_SHOWN else "delete it",
        Severity.WARNING,
    )


def _alike(key: str, text: str, at: Location) -> Problem | None:
    """A word of letters from two alphabets that look alike, or an address of such letters only."""
    words = WORD.findall(text)
    word = next((word for word in words if _is_mixed(word)), "")
    if not word and key == "link":
        word = next((word for word in WORD.findall(_host(text)) if _is_disguised(word)), "")
    if not word:
        return None
    latin = "".join(ALIKE.get(letter, letter) for letter in word)
    is_sure = latin.isascii() and len(latin) <= MAX_SHOWN
    hint = f"did you mean '{latin}'?" if is_sure else "type it anew, in one alphabet"
    message = f"the {_called(key)} has '{word[:MAX_SHOWN]}' in it, {_what_letters(word)}"
    return Problem("look-alike", message, at, hint, Severity.WARNING)


def _elsewhere(link: str, at: Location) -> Problem | None:
    """An address that begins with the name of one site and leads to another."""
    found = NAME_BEFORE_HOST.match(link)
    if found is None or "." not in found[1]:
        return None
    seen, host = found[1][:MAX_SHOWN], found[2][:MAX_SHOWN]
    message = f"the link begins with '{seen}', which looks like a site, but leads to '{host}'"
    hint = "write the address without what stands before the @"
    return Problem("look-alike", message, at, hint, Severity.WARNING)


def _what_letters(word: str) -> str:
    """What is odd about the letters of a word."""
    if not _is_mixed(word):
        return "in letters that only look Latin"
    odd = next((letter for letter in word if letter in ALIKE), "")
    odd = odd or next(letter for letter in word if letter in LATIN)
    return f"which mixes alphabets that look alike: {named_character(odd)}"


def _called(key: str) -> str:
    return key.replace("_", " ")


def _is_mixed(word: str) -> bool:
    """Whether Latin letters stand beside others that are taken for Latin ones, or the other way."""
    if word.isascii() or not any(_script(letter) == "LATIN" for letter in word):
        return False
    others = {letter for letter in word if _script(letter) in {"CYRILLIC", "GREEK"}}
    if any(letter in ALIKE for letter in others):
        return True
    # A Greek letter before a Latin one is mostly a symbol: ΔT.
    is_cyrillic = any(_script(letter) == "CYRILLIC" for letter in others)
    return is_cyrillic and any(letter in LATIN for letter in word)


def _is_disguised(word: str) -> bool:
    """Whether all letters are taken for Latin ones, and none is."""
    return all(letter in ALIKE for letter in word)


def _host(link: str) -> str:
    try:
        return urlsplit(link.strip()).hostname or ""
    except ValueError:
        return ""


def _script(letter: str) -> str:
    return character_name(letter, "").partition(" ")[0]
