"""Germanic compounds: their seams, and no breaks a letter or two beside them."""

import pytest

from compounds import LANGUAGES, Marked, cuts_beside, marked_words, measured

BESIDE = {"de": 0.01, "nl": 0.01}
"""The most compounds, of all, that may break a letter or two beside a seam."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_compounds_marked(language: str) -> None:
    """Each list has 200 compounds and more, and words without a seam; none is there twice."""
    words = marked_words(language)
    assert sum(bool(each.seams) for each in words) >= 200
    assert sum(not each.seams for each in words) >= 80
    assert len({each.word for each in words}) == len(words)


@pytest.mark.parametrize(
    ("marked", "places", "cut"),
    [
        ("fort|schritt", {4}, False),
        ("fort|schritt", {5}, True),
        ("fort|schritt", {4, 5}, True),
        ("flucht|bewegung", {6, 8}, False),  # Flucht·be·we·gung
        ("flucht|bewegung", {8}, True),  # Fluchtbe-wegung
        ("kerst|album", {7}, True),
        ("kerst|album", {8}, False),
    ],
)
def test_what_counts_as_a_break_beside_a_seam(marked: str, places: set[int], cut: bool) -> None:
    """A letter or two beside a seam are only broken off as a syllable, with a break at the seam."""
    seam = marked.index("|")
    word = Marked(marked.replace("|", ""), frozenset({seam}), frozenset())
    assert cuts_beside(word, places) is cut


@pytest.mark.parametrize("language", BESIDE)
def test_few_compounds_break_beside_a_seam(language: str) -> None:
    """A break a letter or two beside a seam is rarer than the language's bound."""
    assert measured(language, marked_words(language)).cut <= BESIDE[language]
