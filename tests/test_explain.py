"""`korttipakka explain`: each code's meaning and examples, which are built here."""

import re
from pathlib import Path

import pytest

from commands import run
from explained import examples, played
from korttipakka.basics.shipped import shipped
from korttipakka.build.explanations import EXAMPLE, meanings

ONLY_TOLD = {
    "unreadable-file": "a file that its reader may not read: tests run as a user who may",
    "no-dxf": "a library that is missing: test_cut_lines takes it away",
    "port-in-use": "a server that runs: test_preview_server",
    "no-preview": "the start page: test_start",
    "bad-name": "the start page: test_start",
    "outside-home": "the start page: test_start",
    "cannot-read": "a file that goes away: test_preview_server",
    "internal-fault": "a fault of ours: test_preview_server",
}
"""Codes whose examples are told in words, and why."""

BUILT = [code for code in meanings() if code not in ONLY_TOLD]


def test_every_code_has_examples() -> None:
    """Each code of docs/problems.md has one section of examples, in the same order."""
    text = (shipped("docs") / "problem-examples.md").read_text(encoding="utf-8")
    assert [code for code, _ in EXAMPLE.findall(text)] == list(meanings())
    assert len(meanings()) > 160


@pytest.mark.parametrize("code", ONLY_TOLD)
def test_what_is_only_told_has_words(code: str) -> None:
    """What no file can show is told in a sentence, bad and good."""
    assert all(example.is_prose for example in examples(code))


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A folder for the bad and one for the good example, with no printer measured."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = tmp_path / "bad", tmp_path / "good"
    for folder in made:
        folder.mkdir()
    return made


@pytest.mark.parametrize("code", BUILT)
def test_examples_are_true(
    code: str, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bad example gets its code; the good one gets it not, nor any error or warning."""
    bad, good = examples(code)
    monkeypatch.chdir(folders[0])
    *before, (_, told) = played(bad, folders[0])
    assert all(exit_code == 0 for exit_code, _ in before)
    assert f"[{code}]" in told, told
    monkeypatch.chdir(folders[1])
    for exit_code, told in played(good, folders[1]):
        assert exit_code == 0, told
        assert not re.search(rf"\b(?:error|warning)\[|\[{code}\]", told), told


@pytest.mark.parametrize("typed", ["unknown-key", "error[unknown-key]:", "[unknown-key]"])
def test_a_code_is_explained(typed: str) -> None:
    """A code, also as it is copied from a message, is told with both its examples, indented."""
    done = run("explain", typed)
    assert done.returncode == 0
    first, *rest = done.stdout.splitlines()
    assert first == "unknown-key: No such key is known here; the hint names the nearest one."
    assert rest == [
        "",
        "Bad:",
        "",
        "    title: Workshop",
        "    language: en",
        "    cards:",
        "      - titel: Break",
        "",
        "Good:",
        "",
        "    title: Workshop",
        "    language: en",
        "    cards:",
        "      - title: Break",
    ]


def test_commands_and_names_of_files_are_shown() -> None:
    """An example of several files names them, and has its commands."""
    lines = run("explain", "unknown-box").stdout.splitlines()
    assert lines.count("`mine.yaml`:") == 2
    assert lines.count("    korttipakka check --layout mine.yaml") == 2
    assert not any("```" in line for line in lines)


def test_all_codes_are_listed() -> None:
    """Without a code there is a line for each, in the order of the docs, with its meaning."""
    lines = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(meanings())
    assert lines[0].endswith("  There is no deck at this path, or its folder has no `deck.yaml`.")
    (twice,) = (line for line in lines if line.startswith("left-out "))
    assert "hidden rows" in twice
    assert "not in the gallery" in twice


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("unknwon-key", "did you mean 'unknown-key'?"),
        ("zzz", "korttipakka explain lists all codes"),
        ("", "korttipakka explain lists all codes"),
    ],
)
def test_a_code_that_is_none(typed: str, hint: str) -> None:
    """A code that no problem has ends with 2 and the nearest one, or where they are listed."""
    done = run("explain", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no problem has the code '{typed}'\n  hint: {hint}\n" in done.stderr
