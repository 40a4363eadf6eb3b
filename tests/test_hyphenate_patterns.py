"""Where words break by patterns: German ones that come along, English as the deck says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.typeset.hyphenate import Hyphenator
from korttipakka.typeset.hyphenation import german
from korttipakka.typeset.hyphenation.german import german_patterns, packed, unpacked


def shown(word: str, language: str, minimum: int = 3) -> str:
    """A word with its breaks, seams and syllables alike."""
    return Hyphenator(language, minimum=minimum).show(word).replace("|", "·")


@pytest.mark.parametrize(
    "word",
    [
        "Fort·schritts·be·richt", "Mit·be·stim·mungs·recht", "Bür·ger·be·tei·li·gung",
        "Nach·bar·schafts·hil·fe", "Stra·ßen·fest", "Grund·stücks·ei·gen·tü·mer",
        "Fuß·gän·ger·zo·ne", "Zu·cker", "Lis·te", "bar·rie·re·frei", "Äp·fel",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["de", "de-CH", "DE-at"])
def test_german_breaks_as_reformed_spelling_says(word: str, language: str) -> None:
    """German breaks by the patterns of its reformed spelling, wherever it is spoken."""
    assert shown(word.replace("·", ""), language, minimum=2) == word


def test_english_breaks_as_the_deck_says() -> None:
    """English breaks the American way, or the British way where a country is named."""
    words = {"theories": ("the·o·ries", "the·or·ies"), "knowledge": ("knowl·edge", "know·ledge")}
    for word, (american, british) in words.items():
        assert shown(word, "en") == shown(word, "en-US") == shown(word, "EN") == american
        assert shown(word, "en-GB") == shown(word, "en-AU") == british


def test_the_digits_of_patterns() -> None:
    """The highest digit counts, an odd one breaks; a dot in a pattern is a word's end."""
    patterns = unpacked(packed([".ab1e", "a2b3e", "e1ko", "1la", "2la."]))
    assert patterns.places("abekola") == [2, 3]
    assert patterns.places("kolabe") == [2]


PATTERN = st.from_regex(r"\.?([1-9]?[abc]){1,4}[1-9]?\.?", fullmatch=True).filter(
    lambda pattern: any(each.isdigit() for each in pattern)
)


@given(written=st.lists(PATTERN, min_size=1, max_size=9), word=st.text("abc", max_size=9))
def test_patterns_hold_as_they_are_written(written: list[str], word: str) -> None:
    """Laid letter by letter over a word, the patterns give the same breaks as packed ones."""
    patterns = {"".join(c for c in each if not c.isdigit()): each for each in written}
    highest = [0] * (len(word) + 3)
    for letters, pattern in patterns.items():
        for start in range(len(word) + 3 - len(letters)):
            if f".{word}.".startswith(letters, start):
                at = start
                for sign in pattern:
                    if sign.isdigit():
                        highest[at] = max(highest[at], int(sign))
                    else:
                        at += 1
    expected = [at for at in range(2, len(word) - 1) if highest[at + 1] % 2]
    assert unpacked(packed(patterns.values())).places(word) == expected


def test_all_german_patterns_are_there() -> None:
    """The patterns that come along are all of those that were packed."""
    patterns = german_patterns()
    assert len(patterns.listed) == 35_056
    assert german.DATA.stat().st_size <= 150_000
