"""Characters that no font has: told once for a script, with a font that can be had."""

import pytest

from korttipakka.basics.problems import Location, Problem
from korttipakka.check import missing
from korttipakka.check.missing import Lacking, missing_problems

FALLBACK = ("Noto Sans Symbols 2",)

INSTALLED = {
    "Kana": "あいう", "Kanji": "あいう漢字", "Wide": "あ", "Wide AR": "한", "Wide KR": "한글",
    "Maths": "≠⊂", "Rings": "ⓐ", "Aa Thai": "ซ", "Noto Sans Thai": "ซ",
}  # fmt: skip
"""Fonts of a computer, with the characters that they have."""


@pytest.fixture(autouse=True)
def _computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these fonts are installed."""

    def families_with(char: str) -> tuple[str, ...]:
        return tuple(name for name, has in INSTALLED.items() if char in has)

    monkeypatch.setattr("korttipakka.fonts.installed.families_with", families_with)


def told(*lacking: tuple[str, str]) -> list[Problem]:
    """The problems of cards by their titles and what is missing of them."""
    at = Location("deck.yaml", 1, 1)
    return list(missing_problems([Lacking(t, at, tuple(texts)) for t, texts in lacking], FALLBACK))


def test_a_japanese_deck_lacks_one_font() -> None:
    """However many cards are in Japanese, there is one problem, and a font that has it all."""
    (problem,) = told(*((f"Card {number}", "あいう漢字") for number in range(1000)))
    assert problem.message.startswith("card 'Card 0' and 999 more: no font has 'あ' (U+3042 ")
    assert problem.message.endswith(", of Japanese")
    assert problem.hint == (
        "add a font that has it: --set 'fonts.fallback=Noto Sans Symbols 2, Kanji'"
    )


def test_scripts_are_told_apart() -> None:
    """Japanese, Thai and single signs are different matters, each with its own advice."""
    japanese, sign, thai = told(("A", "あ→"), ("B", "ข"))
    assert japanese.hint.startswith("add a font that has it (or Kanji, Wide): ")
    assert "of Thai" in thai.message
    assert "such as Noto Sans Thai, and add it: --set 'fonts.fallback=" in thai.hint
    assert sign.message == "card 'A': no font has '→' (U+2192 RIGHTWARDS ARROW)"
    assert sign.hint.startswith("delete it, or add a font that has it: --set ")


def test_one_flag_is_for_all_that_is_missing() -> None:
    """Each hint names the fonts of all: whoever follows the last one undoes none of the others."""
    japanese, korean = told(("A", "あ글"))
    flag = "--set 'fonts.fallback=Noto Sans Symbols 2, Kana, Wide KR'"
    assert japanese.hint == f"add a font that has it (or Kanji, Wide): {flag}"
    assert korean.hint == f"add a font that has it: {flag}"


def test_signs_of_several_fonts() -> None:
    """Where no font has all, the fewest that have them together are named, and what is left."""
    (problem,) = told(("A", "≠⊂ⓐ⧫"))
    assert problem.hint == (
        "add fonts that have them: --set 'fonts.fallback=Noto Sans Symbols 2, Maths, Rings'; "
        "delete '⧫', which no font has"
    )


def test_a_font_of_the_language_comes_first() -> None:
    """Of fonts that have all, that of the script, or of the country, is named first."""
    (problem,) = told(("A", "ซ"))
    assert "Symbols 2, Noto Sans Thai'" in problem.hint
    (problem,) = told(("A", "한글"))
    assert "Symbols 2, Wide KR'" in problem.hint


@pytest.mark.parametrize("char", "ລမසབ")
def test_scripts_have_a_font_to_install(char: str) -> None:
    """For each script in use a font is named that can be had, and scripts are not mixed up."""
    (problem, other) = told(("A", f"{char}ཀ" if char != "བ" else "བລ"))
    assert problem.hint.startswith("install a font for it, such as Noto S")
    assert other.hint.startswith("install a font for it, such as Noto S")


def test_an_alchemist_types_no_emoji() -> None:
    """Signs that lie among emoji but are none are told as signs."""
    (problem,) = told(("A", "🜁"))
    assert "emoji" not in problem.message + problem.hint


def test_chinese_without_kana() -> None:
    """Without kana, the characters may be Chinese."""
    (problem,) = told(("A", "漢"))
    assert problem.message.endswith(", of Chinese or Japanese")


def test_many_characters_are_counted() -> None:
    """A few characters are named, the others counted."""
    (problem,) = told(("A", "กขฃคฅฆงจ"))
    assert problem.message.count("U+") == missing.MOST_NAMED
    assert " and 2 more" in problem.message


def test_signs_of_a_word_processor() -> None:
    """A sign that only one program's font has is told as such, with what to write."""
    (problem,) = told(("A", "\uf0b7"))
    assert "of the symbol fonts of a word processor" in problem.message
    assert problem.hint == "write - in its place, or another sign"


def test_emoji_are_one_matter_with_all_ways_out() -> None:
    """Whatever can be done about an emoji is said: a word, a font of one colour, a picture."""
    emoji, sign = told(("A", "🎉✅⏰❤→"), ("B", "🇫"))
    assert emoji.message.endswith(", of emoji")
    assert sign.message == "card 'A': no font has '→' (U+2192 RIGHTWARDS ARROW)"
    assert emoji.hint == (
        "delete it, or write a word for it; or install Noto Emoji, a font that prints it in one "
        "colour, and add that: --set 'fonts.fallback=Noto Sans Symbols 2, Noto Emoji'; or, in a "
        "text, put a picture in its place: ![words](picture.svg)"
    )


def test_joined_letters_of_a_pdf_are_written_apart() -> None:
    """What was copied from a PDF needs no font, but its letters."""
    (problem,) = told(("A", "ﬁﬃ"))
    assert problem.hint == "write letter by letter: fi, ffi"
