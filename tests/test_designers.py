"""What designers type from style sheets: hints name the setting that is meant."""

import re
from pathlib import Path

import pytest

from commands import run_here as run
from korttipakka.model.designers import CSS, OF_LAYOUT, TRADE
from korttipakka.model.hints import hint_for
from korttipakka.model.settings import find_setting

MEANT = re.compile(r"did you mean '([^']+)'\?")

TYPED = [
    ("line-height", "1.4", "leading"),
    ("line_height", "1.4", "leading"),
    ("border", "teal", "stroke"),
    ("border-color", "teal", "stroke"),
    ("border-colour", "teal", "stroke"),
    ("radius", "2 mm", "corner"),
    ("border-radius", "2 mm", "corner"),
    ("background", "teal", "fill"),
    ("background-color", "teal", "fill"),
    ("background_colour", "teal", "fill"),
    ("margin", "12 mm", "left"),
    ("letter-spacing", "0.05", "tracking"),
    ("Letter-Spacing", "0.05", "tracking"),
    ("font-size", "9 pt", "size"),
    ("text-align", "center", "align"),
    ("font-family", "Inter", "font"),
    ("font-weight", "700", "weight"),
    ("colour", "teal", "color"),
    ("stroke-width", "1 pt", "stroke_width"),
    ("paragraph-gap", "0.6", "paragraph_gap"),
    ("text_colour", "teal", "color"),
]
"""Words, values that both a designer and the setting know, and the settings."""


@pytest.mark.parametrize("word", [*CSS, *TRADE])
def test_every_word_stands_for_a_setting_of_boxes(word: str) -> None:
    """No word is a setting itself, and its hint names one that there is."""
    assert find_setting(f"back.text.{word}") is None
    found = MEANT.match(hint_for(f"back.text.{word}"))
    assert found
    assert find_setting(f"back.text.{found[1]}")


@pytest.mark.parametrize("key", OF_LAYOUT)
def test_every_dotted_word_stands_for_a_setting(key: str) -> None:
    """The same of what cards, sheets and fonts have."""
    assert find_setting(key) is None
    found = MEANT.match(hint_for(key))
    assert found
    assert find_setting(found[1])


def test_no_word_stands_in_two_tables() -> None:
    """One word has one meaning, and all are spelt as they are looked up."""
    assert not CSS.keys() & TRADE.keys()
    assert all(re.fullmatch(r"[a-z_.]+", word) for word in [*CSS, *TRADE, *OF_LAYOUT])
    assert not any("colour" in word for word in [*CSS, *TRADE, *OF_LAYOUT])


@pytest.mark.parametrize(("word", "value", "meant"), TYPED)
def test_flag_and_file_name_the_setting(tmp_path: Path, word: str, value: str, meant: str) -> None:
    """Both tell the same; what the hint says is then taken, with the value as it was typed."""
    path = tmp_path / "mine.yaml"
    path.write_text(f"extends: workshop\nback:\n  text: {{{word}: {value}}}\n", encoding="utf-8")
    by_file = run("layouts", "show", str(path))
    by_flag = run("layouts", "show", "workshop", "--set", f"back.text.{word}={value}")
    for done, code in ((by_file, 1), (by_flag, 2)):
        assert done.exit_code == code
        assert "unknown-setting" in done.output
        assert f"hint: did you mean '{meant}'?" in done.output
    path.write_text(path.read_text("utf-8").replace(f"{{{word}:", f"{{{meant}:"), "utf-8")
    assert run("layouts", "show", str(path)).exit_code == 0
    assert run("layouts", "show", "workshop", "--set", f"back.text.{meant}={value}").exit_code == 0


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("back.text.line-height",
         "did you mean 'leading'? (CSS calls it line-height; a number, times the size)"),
        ("back.text.border-radius", "did you mean 'corner'? (CSS calls it border-radius)"),
        ("back.text.radius", "did you mean 'corner'?"),
        ("card.border-radius", "did you mean 'card.corner'?"),
        ("sheet.start-at", "did you mean 'sheet.start_at'?"),
        ("margin", "did you mean 'sheet.margin'?"),
        ("start-at", "did you mean 'sheet.start_at'?"),
        ("title.font-size", "did you mean 'front.title.size' or 'back.title.size'?"),
        ("front.background", "name the box as well, such as 'front.title.fill'"),
        ("front.title", "did you mean 'front.title.text'?"),
        ("front.text", "did you mean 'front.text.text'?"),
        ("shet.paper", "did you mean 'sheet'?"),
        ("colours.warm", "did you mean 'colors'?"),
        ("nothing.like-it", "known: back, card, colors, fonts, front, sheet"),
    ],
)  # fmt: skip
def test_hints_in_full(key: str, hint: str) -> None:
    """Where a word is CSS, where a section, a box or a face is missing, the hint says so."""
    assert hint_for(key) == hint
