"""Hyphens that ended a line in print are told of, and those of words are left alone."""

import pytest

from korttipakka.basics.problems import Problem
from korttipakka.reading.deck import parse_deck


def problems(text: str, language: str = "fi") -> tuple[Problem, ...]:
    """What is said of a deck with one card that has these lines as its text."""
    lines = "".join(f"\n      {line}" if line else "\n" for line in text.split("\n"))
    deck = f"title: D\nlanguage: {language}\ncards:\n  - title: A\n    text: >{lines}\n"
    return parse_deck(deck).problems


@pytest.mark.parametrize(
    "text",
    [
        "asiakas-\nja kävijätutkimus, puu-\ntai kivitalot",
        "Vor-\nund Nachteile, Haupt-\nals auch Neben",
        "Helsinki-\nVantaa ja EU-\nmaat",
        "one -\ntwo, a\n- b",
        "3-\n4 and A-\nsharp",
        "puu-\n\n- kivi",
    ],
)
def test_hyphens_that_stand(text: str) -> None:
    """A hyphen that stands for the rest of a word, between names, or alone is no matter."""
    assert not problems(text)


@pytest.mark.parametrize(
    ("text", "language", "whole"),
    [
        ("osallis-\ntuminen on", "fi", "osallistuminen\non"),
        ("osallis\u00ad\ntuminen", "fi", "osallistuminen"),
        ("Beteili\u2010\ngung.", "de", "Beteiligung."),
        ("linja-\nauto, joka", "fi", "linja-auto,\njoka"),
        ("well-\nknown", "en", "well-known"),
        ("a tumi-\nnen-\nhan b", "fi", "a tuminenhan\nb"),
        ("osallis-  \n tuminen", "fi", "osallistuminen"),
    ],
)
def test_words_are_made_whole(text: str, language: str, whole: str) -> None:
    """The hint has the word on the line that it begins on; what follows stays below."""
    (told,) = problems(text, language)
    assert told.code == "doubtful-hyphen"
    _, _, written = told.hint.partition(" so:\n")
    assert [line.strip() for line in written.split("\n")] == whole.split("\n")


def test_a_problem_for_each_text() -> None:
    """It stands at the first such word, and counts the others of the same text."""
    (told,) = problems("Ensin\nkau-\npunki ja kun-\nta")
    assert told.at
    assert (told.at.line, told.at.column) == (7, 7)
    assert told.message.startswith("'kau- punki' is printed as two words, and so is one more")


def test_what_is_not_printed() -> None:
    """Notes and comments may have such hyphens."""
    deck = "title: D\nlanguage: fi\ncards:\n  - title: A\n    notes: osallis-\n      tuminen\n"
    assert not parse_deck(deck + "# kau-\n# punki\n").problems
