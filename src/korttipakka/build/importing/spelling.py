"""Likely slips of the pen in an imported deck. Nothing is changed: they are only told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ...basics.languages import primary
from ...basics.problems import Location
from ...basics.records import NamedTuple
from ...typeset.hyphenate import BreakKind, Hyphenator

WORD = re.compile(r"[^\W\d_]+")

TRIPLE = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)

NO_TRIPLES = {"fi", "sv", "en", "et", "no", "nb", "da", "fr", "es", "it", "pt"}
"""Languages in which no word has a letter three times in a row."""

FINNISH = re.compile(r"[adehijklmnoprstuvyäö]{5,}")
"""Words with the letters of Finnish only: others may be names or loans."""

FINNISH_END = re.compile(r"[aeiouyäölnrst]$")
"""What Finnish words end in."""

LEAST = 7
"""Letters of words that are suspected to be one with a letter doubled or not."""


class Word(NamedTuple):
    """A word of the deck and where it stands."""

    text: str
    at: Location


class Suspect(NamedTuple):
    """A word that is likely misspelt, and why."""

    word: Word
    message: str


FARTHEST = 2_000
"""Characters of the source that marks may take between two words: the address of a link, mostly."""


def words_of(text: str, source: str, at: Location) -> Iterator[Word]:
    """The words of a text with their lines in its source, whose first line is at a place.

    A word that a line end parts is on the line where it begins. A full stop after a word stays with
    it, for it may be an abbreviation.
    """
    start = below = 0
    has_lines = at.kind == "file" and at.line
    for found in WORD.finditer(text):
        near = start + len(found[0]) + FARTHEST
        known = (source.find(part, start, near) for part in (found[0], found[0][:3]))
        before, start = start, next((index for index in known if index >= 0), start)
        below += source.count("\n", before, start) if has_lines else 0
        after = text[found.end() : found.end() + 1]
        yield Word(found[0] + (after if after in ".:-" else ""), at._replace(line=at.line + below))


def suspects(words: Iterable[Word], language: str) -> list[Suspect]:
    """The likely misspelt words, each once."""
    base = primary(language)
    found: dict[str, Suspect] = {}
    kept = list(words)
    for word in kept:
        message = _suspicion(word.text, base)
        if message:
            found.setdefault(word.text.strip(".:-").casefold(), Suspect(word, message))
    doubled = _doubled(kept, base) if base == "fi" else ()
    return [*found.values(), *doubled]


def _suspicion(text: str, language: str) -> str:
    word = text.rstrip(".:-")
    if language in NO_TRIPLES and TRIPLE.search(word) and len(set(word.casefold())) > 2:
        return f"'{word}' has a letter three times in a row"
    whole = word == text and (word.islower() or word.istitle())
    is_finnish = language == "fi" and whole and FINNISH.fullmatch(word.lower())
    if is_finnish and not FINNISH_END.search(word):
        return f"'{word}' does not end as Finnish words do"
    return ""


def _doubled(words: Iterable[Word], language: str) -> Iterator[Suspect]:
    """Parts of compounds that stand elsewhere with one letter less: palautte, palaute."""
    hyphenator = Hyphenator(language)
    places: dict[str, Word] = {}
    for word in words:
        for part in _parts(word.text.strip(".:-").lower(), hyphenator):
            if len(part) >= LEAST:
                places.setdefault(part, word)
    alike: dict[str, list[str]] = defaultdict(list)
    for part in places:
        alike[re.sub(r"([^\W\d_aeiouyäöå])\1", r"\1", part)].append(part)
    for parts in alike.values():
        short, *longer = sorted(parts, key=len)
        for part in longer:
            other = places[short]
            message = f"'{part}' is spelled '{short}' elsewhere ({other.at})"
            yield Suspect(places[part], message)


def _parts(word: str, hyphenator: Hyphenator) -> Iterator[str]:
    start = 0
    for each in hyphenator.breaks(word):
        if each.kind is BreakKind.SEAM:
            yield word[start : each.at]
            start = each.at
    yield word[start:]
