"""Germanic words marked by hand, and how well a hyphenator does on them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from korttipakka.typeset.hyphenate import BreakKind, Hyphenator, finder

FOLDER = Path(__file__).with_name("data") / "compounds"

LANGUAGES = ("de", "nl", "sv", "da", "nb")

VOWELS = frozenset("aeiouyäöüåæøéëï")


class Marked(NamedTuple):
    """A word with its seams, and its edges: places where a seam is neither right nor wrong."""

    word: str
    seams: frozenset[int]
    edges: frozenset[int]


def marked_words(language: str, section: str = "") -> list[Marked]:
    """The words of a language's list, or those of the sections whose names begin like this."""
    text = FOLDER.joinpath(f"{language}.txt").read_text(encoding="utf-8")
    parts = text.split("\n[")[1:]
    lines = (line for each in parts if each.startswith(section) for line in each.splitlines()[1:])
    return [_marked(word) for line in lines if not line.startswith("#") for word in line.split()]


def _marked(text: str) -> Marked:
    places: dict[str, set[int]] = {"|": set(), ":": set()}
    word = ""
    for sign in text:
        if sign in places:
            places[sign].add(len(word))
        else:
            word += sign
    return Marked(word, frozenset(places["|"]), frozenset(places[":"]))


class Tally:
    """Seams found, wrong and missed, and compounds that break beside a seam."""

    def __init__(self) -> None:
        self.right = self.wrong = self.missed = self.words = self.compounds = self.beside = 0
        self.mistakes: list[str] = []

    @property
    def precision(self) -> float:
        """How many of the seams found are right; 1 when none is found."""
        return self.right / (self.right + self.wrong or 1) if self.right else 1.0

    @property
    def recall(self) -> float:
        """How many of the seams are found."""
        return self.right / (self.right + self.missed)

    @property
    def cut(self) -> float:
        """How many of the compounds break a letter or two beside a seam."""
        return self.beside / self.compounds


def seams_of(language: str) -> Callable[[str], set[int]]:
    """What finds the seams of a language's words."""
    find = finder(language)
    return lambda word: {place for place, kind in find(word) if kind is BreakKind.SEAM}


def measured(language: str, words: Iterable[Marked]) -> Tally:
    """How a language's seams and breaks are on words marked by hand."""
    tally, find, breaks = Tally(), seams_of(language), Hyphenator(language)
    for each in words:
        found = find(each.word) - each.edges
        tally.right += len(found & each.seams)
        tally.wrong += len(found - each.seams)
        tally.missed += len(each.seams - found)
        tally.words += 1
        tally.compounds += bool(each.seams)
        beside = cuts_beside(each, {place.at for place in breaks.breaks(each.word)})
        tally.beside += beside
        if beside or found != each.seams:
            tally.mistakes.append(f"{_shown(each)} is {breaks.show(each.word)}")
    return tally


def cuts_beside(marked: Marked, places: Collection[int]) -> bool:
    """Whether a word breaks a letter or two beside a seam as if the seam were not there.

    A syllable of two letters next to a seam is right where the word may break at the seam itself:
    Flucht|be·we·gung, but not Fort|s·chritt or kerst|al·bum without the seam.
    """
    return any(
        0 < abs(place - seam) <= 2
        and place not in marked.seams | marked.edges
        and (
            seam not in places
            or VOWELS.isdisjoint(marked.word[min(place, seam) : max(place, seam)])
        )
        for seam in marked.seams
        for place in places
    )


def _shown(marked: Marked) -> str:
    return "".join(_with_signs(marked))


def _with_signs(marked: Marked) -> Iterator[str]:
    for at, letter in enumerate(marked.word):
        yield "|" * (at in marked.seams) + ":" * (at in marked.edges) + letter
