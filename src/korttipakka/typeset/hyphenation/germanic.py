"""Germanic languages that write compounds as one word: their seams, and syllables by patterns."""

from collections.abc import Callable, Iterator

from .patterns import pattern_places
from .seams import SHORTEST_PART, seam_model

KNOWING = {"dutch", "german"}
"""Languages with patterns that know compounds: a seam is only where they break. Those of the others
would break whole words beside seams (Danish sindstil-stand): they get part by part."""

VOWELS = frozenset("aeiouyäöüåæøáàâéèêëíïóôú")

Breaks = Callable[[str], Iterator[tuple[int, bool]]]
"""Gives the places where a lower-case word may break, and whether each is a compound's seam."""


def germanic_breaks(language: str, name: str) -> Breaks:
    """What breaks the words of a language whose seams are found by the model of this name."""
    syllables, model = pattern_places(language), seam_model(name)

    def within_offered(letters: str) -> Iterator[tuple[int, bool]]:
        places = syllables(letters)
        seams = model.seams(letters, places)
        yield from ((place, place in seams) for place in places)

    def part_by_part(letters: str) -> Iterator[tuple[int, bool]]:
        start = 0
        for end in (*model.seams(letters, candidates(letters)), len(letters)):
            for place in syllables(letters[start:end]):
                yield start + place, False
            if end < len(letters):
                yield end, True
            start = end

    return within_offered if name in KNOWING else part_by_part


def candidates(letters: str) -> range:
    """The places with a vowel and two letters on both sides."""
    vowels = [index for index, letter in enumerate(letters) if letter in VOWELS]
    if not vowels:
        return range(0)
    first = max(SHORTEST_PART, vowels[0] + 1)
    return range(first, min(len(letters) - SHORTEST_PART, vowels[-1]) + 1)
