"""Settings as flags: what the table gives for the command line, the command line reads back."""

import json
import shlex
import subprocess
import sys
from collections.abc import Sequence

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import asked
from commands import run_here as call
from korttipakka.basics.shell import shell_line
from korttipakka.build.options import as_overrides
from korttipakka.cli.build import build
from korttipakka.cli.meant import MEANT
from korttipakka.model.flags import flags_for
from korttipakka.model.settings import BOX_FLAGS, BOX_SETTINGS, SETTINGS, Override, find_setting

BOXES = ("front.title", "back.title", "back.text", "back.footer", "front.new", "back.other")
KEYS = [
    *(setting.key for setting in SETTINGS),
    "colors.warm",
    *(f"{box}.{setting.key}" for box in BOXES for setting in BOX_SETTINGS),
]
PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
TEXTS = st.one_of(
    st.sampled_from("yes no 18pt -1mm --set 'a' \"b\" a=b 5,5 \\ %PATH% $HOME `x`".split()),
    st.sampled_from(["", "50 % 20 %", "-1 mm, 2 mm", '"My, font.ttf", Inter']),
    st.text(PRINTABLE, max_size=20).map(str.strip),
)
CHANGES = st.dictionaries(st.sampled_from(KEYS) | st.sampled_from(list(BOX_FLAGS)), TEXTS)


def read(words: Sequence[str]) -> list[Override]:
    """What the options of `build` make of words."""
    return asked(words)[1]


def wanted(changes: dict[str, str]) -> dict[str, str]:
    """The changes as flags can give them: no value but a text is meant to be in single quotes."""
    return {
        key: text
        for key, text in changes.items()
        if ((found := find_setting(key)) and found.kind.name == "text") or not text.startswith("'")
    }


@given(CHANGES.map(wanted))
def test_flags_are_read_as_the_same_changes(changes: dict[str, str]) -> None:
    """Flags for any changes give those changes, and new boxes come in the same order."""
    found = read(flags_for(changes))
    assert {override.key: override.text for override in found} == changes
    assert boxes([override.key for override in found]) == boxes(list(changes))


def boxes(keys: list[str]) -> list[str]:
    """The boxes in the order in which they are first named."""
    names = (key.rpartition(".")[0] for key in keys if key.startswith(("front.", "back.")))
    return list(dict.fromkeys(names))


@given(CHANGES.map(wanted))
def test_a_shell_reads_the_same_words(changes: dict[str, str]) -> None:
    """The line that is shown is split into the same words by the rules of POSIX shells."""
    words = flags_for(changes)
    assert shlex.split(shell_line(words, windows=False)) == words


def windows_words(line: str) -> list[str]:
    """A line split by the rules that Microsoft documents for its C runtime."""
    words: list[str] = []
    word, quoted, slashes, begun = "", False, 0, False
    for char in line:
        if char == "\\":
            slashes, begun = slashes + 1, True
            continue
        if char == '"':
            word, begun = word + "\\" * (slashes // 2), True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            slashes = 0
            continue
        word, slashes = word + "\\" * slashes, 0
        if char in " \t" and not quoted:
            words += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + char, True
    word += "\\" * slashes
    return [*words, word] if begun else words


@given(st.lists(TEXTS))
def test_windows_reads_the_same_words(words: list[str]) -> None:
    """On Windows no single quotes are used, and its programs read the same words."""
    assert windows_words(shell_line(words, windows=True)) == words


def test_the_rules_of_windows_are_those_of_python() -> None:
    """The splitter above agrees with how Python itself quotes for Windows."""
    words = ["a b", 'say "it"', "c:\\x y\\", '\\"', "", "plain"]
    assert windows_words(subprocess.list2cmdline(words)) == words


def test_frequent_settings_have_their_flags() -> None:
    """A switch has no value, and what it cannot say is said by `--set`, which comes last."""
    changes = {
        "sheet.cutting_guide": "no", "front.title.size": "18 pt", "sheet.reverse_backs": "yes",
        "front.bar.fill": "teal", "sheet.blanks": "2, none=4",
    }  # fmt: skip
    assert flags_for(changes) == [
        "--blanks", "2, none=4", "--reverse-backs", "--title-size", "18 pt",
        "--set", "sheet.cutting_guide=no", "--set", "front.bar.fill=teal",
    ]  # fmt: skip


def test_boxes_keep_their_order() -> None:
    """Where a flag of its own would put a box before one that was named earlier, it is not used."""
    changes = {"front.bar.fill": "teal", "front.title.size": "18 pt"}
    assert flags_for(changes) == [
        "--set", "front.bar.fill=teal", "--set", "front.title.size=18 pt"
    ]  # fmt: skip


# What cmd.exe makes of single quotes


@pytest.mark.parametrize(
    ("words", "key", "text"),
    [
        (["--set", "'front.title.size=18pt'"], "front.title.size", "18pt"),
        (["--set", "front.title.size='18pt'"], "front.title.size", "18pt"),
        (["--margin", "'5mm'"], "sheet.margin", "5mm"),
        (["--set", "front.title.text='{title}'"], "front.title.text", "'{title}'"),
        (["--set", " front.title.size = 18 pt "], "front.title.size", "18 pt"),
    ],
)
def test_single_quotes_that_a_shell_leaves(words: list[str], key: str, text: str) -> None:
    """Around a value they are taken off, but in a text of the layout's own they are meant."""
    (found,) = read(words)
    assert (found.key, found.text) == (key, text)


def test_words_that_a_shell_has_split_are_told() -> None:
    """What stood in single quotes and came as two words is shown in double ones."""
    for words in (["--set", "'front.title.size=18", "pt'"], ["--margin", "'5", "mm'"]):
        done = call("build", "osallisuus", *words)
        assert done.exit_code == 2
        assert "single quotes" in done.output
        assert f'"{words[1][1:]} {words[2][:-1]}"' in " ".join(done.output.split())


def test_settings_of_the_library_are_read_like_flags() -> None:
    """A dict of settings takes texts, numbers, switches and lists."""
    given = {"sheet.copies": 2, "sheet.slug": False, "fonts.fallback": ["My, font.ttf", "Inter"]}
    values = {
        override.key: setting.read(override.text)
        for override in as_overrides(given)
        if (setting := find_setting(override.key))
    }
    assert values["sheet.copies"] == 2
    assert values["sheet.slug"] is False
    assert values["fonts.fallback"] == ("My, font.ttf", "Inter")


@pytest.mark.skipif(sys.platform == "win32", reason="the line is for POSIX shells")
def test_flags_that_are_shown_make_the_same_layout() -> None:
    """A line pasted into a shell shows a layout with the same settings."""
    changes = {"front.title.size": "18 pt", "front.x.text": "It's {title}", "front.x.top": "-1 mm"}
    line = shell_line([sys.executable, "-m", "korttipakka", "layouts", "show", "workshop"])
    shown = subprocess.run(
        f"{line} {shell_line(flags_for(changes))}",
        shell=True, capture_output=True, text=True, timeout=60, check=True,
    ).stdout  # fmt: skip
    assert "size: 18 pt" in shown
    assert "text: It's {title}" in shown
    assert "top: -1 mm" in shown


def test_help_tells_bounds() -> None:
    """The help of a flag says the least and the most that it takes."""
    text = " ".join(call("build", "--help").output.split())
    for words in ("(0 to 50 mm)", "(-3 to 3 degrees)", "(1 to 1000 pt)", "(1 to 1000)"):
        assert words in text
    assert isinstance(build, click.Command)
    schema = json.loads(call("schema", "layout").output)
    assert schema["properties"]["sheet"]["properties"]["copies"]["maximum"] == 1000


@pytest.mark.parametrize("flag", sorted({one for flags in MEANT for one in flags.split("|")}))
def test_flags_that_are_meant_can_be_typed(flag: str) -> None:
    """What a message names for a word of other programs is read as it stands."""
    build.make_context("build", flag.split())


def test_words_of_other_programs_name_flags() -> None:
    """A flag that there is not gets those that may be meant, of the command that was called."""
    for word, wanted in (
        ("--only", "'--card 3', '--category KEY', '--tag TAG'"),
        ("--landscape", "Did you mean '--orientation landscape'?"),
        ("--Crop_Marks", "Did you mean '--marks crop'?"),
        ("--titel-size", "'--title-size'"),
    ):
        assert wanted in call("build", word).output
    assert "--card" not in call("fonts", "--only").output
    words = [f"--{word}" for words in MEANT.values() for word in words.split()]
    known = {name for option in build.params for name in option.opts}
    assert not known & set(words), "such a flag there is"
