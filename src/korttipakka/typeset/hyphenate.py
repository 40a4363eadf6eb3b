"""Where a word may break at a line's end, and how good each place is.

The door to the `hyphenation` room: the author's own marks come first, then real hyphens, then the
seams of compounds, then syllables. docs/hyphenation.md tells how seams are found.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from itertools import accumulate, islice, pairwise

from ..basics.languages import primary
from ..basics.late import late
from ..basics.records import NamedTuple
from ..model.text import SOFT_HYPHEN

EM_DASHES = "\u2014\u2015\u2e3a\u2e3b"
"""Dashes between parts of a sentence, which in English have no spaces around them."""

HYPHENS = f"-\u2010\u2013{EM_DASHES}"
"""Hyphen-minus, hyphen and dashes: a line may end after them. U+2011 is there to prevent that."""

ONE_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
"""Makes all of them one: a pattern takes longer to compile than there is to be found."""

ADDRESS = re.compile(r"://|@|[^\W\d]\.\w|\d\.[^\W\d]")
"""What marks a token as a URL, an e-mail address or a file name: a hyphen would change it.

Dates and numbers, which have dots between digits alone, are none, and stay whole.
"""

ADDRESS_BREAK = late(r"(?<=\w)[/\\?&=%@_#-](?=\w)|(?<=:/)/(?=\w)|(?<=\w\w)\.(?=\w\w)")
"""After these signs an address goes on in the next line as it is, without a hyphen."""

CLOSERS = frozenset(".,:;!?…)]}/»›-")
"""Signs that no line begins with, where a word is cut that has them inside."""

LONG, FEW = 16, 4
"""A part of an address without a sign, this long, may break anywhere but beside so few letters."""

CORE = re.compile(r"(?P<before>\W*)(?P<letters>[^\W\d_]+)(?P<ending>:[^\W\d_]+)?\W*")
"""Letters between punctuation, perhaps with a case ending after a colon (EU:n)."""

MARKS = re.compile(r"[\u00ad|\u00b7]|-\?")
"""How an entry of a deck's hyphenation list shows a break: kuntalais|aloitteet."""

CAMEL = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
"""A capital within a word: a name with a will of its own (OmaStadi, WhatsApp)."""

MODELS = {
    "da": "danish",
    "de": "german",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "sv": "swedish",
}
"""The models of compounds' seams in Germanic languages; Norwegian is that of its larger form."""

MOST_WORDS = 5000
"""Words that are remembered with what is known of each: of more, most do not come again."""

LONGEST_WORD = 200
"""Letters of a word: what has more in a row is none, and is not taken apart, which would take long.
The longest of literature, a dish of Aristophanes's, has some 180."""

LONGEST_ABBREVIATION = 4
"""Capitals up to this length are read letter by letter (YTHS), so they have no syllables."""


class BreakKind(IntEnum):
    """What a break is, in order of preference."""

    MARK = 0  # the author's own: U+00AD in the word, or an entry of the deck's hyphenation list
    HYPHEN = 1  # after a real hyphen already in the word; none is added
    SEAM = 2  # between the parts of a compound
    SYLLABLE = 3
    JOINT = 4  # within a phrase of Japanese or Chinese, between words or ideographs: no hyphen
    LETTER = 5  # between any other letters of one


PHRASE, JOINT, LETTER = "\ufdd0", "\ufdd1", "\ufdd2"
"""What a phrase of Japanese or Chinese begins with, and how it shows where it may break within.

They are no characters of Unicode, and so of no text.
"""


class Break(NamedTuple):
    """The word may break before `word[at]`, U+00AD not counted."""

    at: int
    kind: BreakKind


Finder = Callable[[str], Iterable[tuple[int, BreakKind]]]
"""Finds the breaks of a lower-case word of letters only."""


class Hyphenator:
    """Finds the breaks of words in one language and remembers them.

    `exceptions` are words with U+00AD, `-?`, `-`, `|` or `·` where they may break; one without a
    mark never breaks. `minimum` letters stay at each end of a word and beside a seam.
    """

    def __init__(self, language: str, exceptions: Iterable[str] = (), minimum: int = 2) -> None:
        self._finder = finder(language)
        self._marked = tuple(exceptions)
        self._exceptions = {word: places for each in self._marked for word, places in _entry(each)}
        self._minimum = max(1, minimum)
        self._known: dict[str, tuple[Break, ...]] = {}
        self._others: dict[str, Hyphenator] = {}

    def breaks(self, word: str) -> tuple[Break, ...]:
        """The places where `word` may break, in order; punctuation around it does no harm."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_WORDS:
                self._known.clear()
            known = self._known[word] = tuple(self._find(word))
        return known

    def forget(self) -> None:
        """Drop the words that were asked for."""
        self._known.clear()
        self._others.clear()

    def show(self, word: str) -> str:
        """The word with its breaks: `|` a seam or a mark, `·` a syllable, hyphens as they are."""
        signs = {BreakKind.SYLLABLE: "·", BreakKind.HYPHEN: ""}
        text = word.replace(SOFT_HYPHEN, "")
        shown, start = "", 0
        for each in self.breaks(word):
            shown += text[start : each.at] + signs.get(each.kind, "|")
            start = each.at
        return shown + text[start:]

    def breaks_in(self, word: str, language: str) -> tuple[Break, ...]:
        """The places where a word of another language may break; "" stands for its own."""
        if not language:
            return self.breaks(word)
        if language not in self._others:
            self._others[language] = Hyphenator(language, self._marked, self._minimum)
        return self._others[language].breaks(word)

    def _find(self, word: str) -> Iterator[Break]:
        if word[:1] == PHRASE:
            yield from _in_phrase(word[1:])
            return
        text = word.replace(SOFT_HYPHEN, "")
        if ADDRESS.search(text):
            yield from (Break(place, BreakKind.HYPHEN) for place in _in_address(text))
            return
        start = 0
        for segment in _segments(word):
            bare = segment.replace(SOFT_HYPHEN, "")
            for index, kind in self._inside(segment):
                yield Break(start + index, kind)
            start += len(bare)
            if _breaks_after_hyphen(text, start):
                yield Break(start, BreakKind.HYPHEN)

    def _inside(self, segment: str) -> Iterable[tuple[int, BreakKind]]:
        """The breaks within a piece that has no hyphen or slash but perhaps at its end."""
        if SOFT_HYPHEN in segment:
            return [(place, BreakKind.MARK) for place in _joints(segment.split(SOFT_HYPHEN))]
        core = CORE.fullmatch(segment)
        if not core:
            return ()
        letters, offset = core["letters"], core.start("letters")
        if len(letters) > LONGEST_WORD:
            return ()
        lower = letters.lower()
        if len(lower) != len(letters):  # İ becomes two characters: the places would not fit
            return ()
        if lower in self._exceptions:
            return [(offset + place, BreakKind.MARK) for place in self._exceptions[lower]]
        if (letters.isupper() and len(letters) <= LONGEST_ABBREVIATION) or CAMEL.search(letters):
            return ()
        return [(offset + place, kind) for place, kind in self._far_enough(lower)]

    def _far_enough(self, letters: str) -> list[tuple[int, BreakKind]]:
        """The breaks that leave enough letters at the word's ends and, at a syllable, to a seam."""
        found = [
            (place, kind)
            for place, kind in self._finder(letters)
            if self._minimum <= place <= len(letters) - self._minimum
        ]
        seams = [place for place, kind in found if kind is BreakKind.SEAM]
        return [
            (place, kind)
            for place, kind in found
            if kind is BreakKind.SEAM or all(abs(place - seam) >= self._minimum for seam in seams)
        ]


def _in_phrase(marked: str) -> Iterator[Break]:
    """Where a phrase may break, by the signs in it."""
    kinds, at = {JOINT: BreakKind.JOINT, LETTER: BreakKind.LETTER}, 0
    for char in marked:
        if char in kinds:
            yield Break(at, kinds[char])
        else:
            at += 1


def _in_address(text: str) -> Iterator[int]:
    """Where an address may break: after its signs, and within parts that have none for long."""
    ends = [found.end() for found in ADDRESS_BREAK.finditer(text)]
    for start, end in pairwise((0, *ends, len(text))):
        if end - start >= LONG + (end < len(text)):
            places = range(start + FEW, end - FEW)
            yield from (place for place in places if text[place] not in CLOSERS)
        if end < len(text):
            yield end


def has_rules(language: str) -> bool:
    """Whether there are rules, or a dictionary, for a BCP 47 language."""
    from .hyphenation.patterns import dictionary_of

    return _is_finnish(language) or dictionary_of(language) is not None


def _is_finnish(language: str) -> bool:
    return primary(language) == "fi"


def finder(language: str) -> Finder:
    """The finder of a BCP 47 language; one that finds nothing where no rules are at hand."""
    breaks = _compound_breaks(language)
    if breaks is not None:
        return lambda letters: [
            (place, BreakKind.SEAM if seam else BreakKind.SYLLABLE)
            for place, seam in breaks(letters)
        ]
    from .hyphenation.patterns import pattern_places

    places = pattern_places(language)
    return lambda letters: [(place, BreakKind.SYLLABLE) for place in places(letters)]


def _compound_breaks(language: str) -> Callable[[str], Iterable[tuple[int, bool]]] | None:
    """What finds breaks, and whether each is a seam, in a language whose seams can be found."""
    if _is_finnish(language):
        from .hyphenation.finnish import finnish_breaks

        return finnish_breaks
    model = MODELS.get(primary(language))
    if model is None:
        return None
    from .hyphenation.germanic import germanic_breaks

    return germanic_breaks(language, model)


def _segments(word: str) -> list[str]:
    """The word cut after each of its hyphens and slashes."""
    return re.findall(rf"[^{HYPHENS}/]+[{HYPHENS}/]*|[{HYPHENS}/]+", word)


def _breaks_after_hyphen(text: str, place: int) -> bool:
    """Whether a line may end at the hyphen before `place`: two letters or more on both sides.

    Beside an em dash may be less, and numbers: it joins no words.
    """
    if not 0 < place < len(text) or text[place - 1] not in HYPHENS or text[place] in CLOSERS:
        return False
    if text[place - 1] in EM_DASHES:
        return all(any(map(str.isalnum, side)) for side in (text[:place], text[place:]))
    after = text[place:].translate(ONE_HYPHEN).partition("-")[0]
    return all(_has_letters(side, 2) for side in (text[:place], after))


def _has_letters(text: str, count: int) -> bool:
    """Whether there are so many letters in a text, of which no more is looked at."""
    return sum(islice((1 for c in text if c.isalpha()), count)) == count


def _joints(parts: list[str]) -> tuple[int, ...]:
    """The places between the parts in the word that they make up."""
    *places, length = accumulate(map(len, parts))
    return tuple(sorted({*places} - {0, length}))


def _entry(entry: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """An entry of the hyphenation list as plain words and their breaks.

    A hyphen is a mark in an entry without other marks, else it is a real one between two words.
    """
    marked = entry if MARKS.search(entry) else entry.replace("-", SOFT_HYPHEN)
    for segment in marked.translate(ONE_HYPHEN).split("-"):
        parts = MARKS.split(segment)
        yield "".join(parts).lower(), _joints(parts)
