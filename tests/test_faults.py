"""What is wrong around a build, not in it, is told plainly, and a build goes on if it can."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

import font_samples
from commands import environment, python, run, run_here
from korttipakka.build.pipeline import build_deck
from korttipakka.cli.report import report_fault

DECK = "title: Notes\nlanguage: en\ncards:\n  - title: A\n    text: b\n"
"""A small deck."""

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def shell(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a line of the shell in a folder; `$K` is korttipakka."""
    variables = environment(K=f"{sys.executable} -m korttipakka")
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=variables, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


@ONLY_POSIX
@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_reason_to_fail(deck: Path, closed: str) -> None:
    """A build whose standard input, output or error is closed writes a whole PDF all the same."""
    done = shell(f"$K build deck.yaml -o out.pdf {closed}", deck.parent)
    assert done.returncode == 0
    assert len(pypdfium2.PdfDocument(deck.parent / "out.pdf")) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_standard_output_is_told(deck: Path) -> None:
    """What cannot take what a command says is no fault of ours."""
    done = shell("$K check deck.yaml > /dev/full", deck.parent)
    assert done.returncode == 1
    assert "standard output takes no more: No space left on device" in done.stderr
    assert "failed" not in done.stderr


@ONLY_POSIX
def test_a_current_folder_that_is_gone_is_told(deck: Path) -> None:
    """Relative names mean nothing there; help is given all the same."""
    line = f"mkdir gone; cd gone; rmdir ../gone; $K build {deck}; $K --help"
    done = shell(line, deck.parent)
    assert done.stderr == "Error: The current folder is gone: change to another one.\n"
    assert done.stdout.startswith("Usage:")


@ONLY_POSIX
def test_a_folder_that_is_gone_takes_no_other_off_the_path(tmp_path: Path) -> None:
    """Python leaves such a folder out of its path: what comes first there is another's."""
    told = "import atexit, sys\natexit.register(lambda: print(sys.path[0]))"
    (tmp_path / "sitecustomize.py").write_text(told, "utf-8")
    first = f"export PYTHONPATH={tmp_path}:$PYTHONPATH"
    done = shell(f"{first}; mkdir gone; cd gone; rmdir ../gone; $K --version", tmp_path)
    assert done.stdout.splitlines()[-1] == str(tmp_path)


@ONLY_POSIX
def test_an_interrupt_at_the_start_is_quiet(deck: Path) -> None:
    """Ctrl-C while libraries are loaded ends the command without a traceback."""
    code = (
        "import signal, sys, builtins\n"
        "real = builtins.__import__\n"
        "def interrupted(name, *rest, **named):\n"
        "    if name == 'click': signal.raise_signal(signal.SIGINT)\n"
        "    return real(name, *rest, **named)\n"
        "import korttipakka.__main__ as entry\n"
        "builtins.__import__ = interrupted\n"
        "entry.start()\n"
    )
    done = python("-c", code, str(deck))
    assert done.returncode == 128 + signal.SIGINT
    assert done.stderr == ""


def test_too_little_memory_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """A deck for which the memory is too small is told of as too large."""
    report_fault(MemoryError())
    told = capsys.readouterr().err
    assert "not enough memory" in told
    assert "fault" not in told


@pytest.mark.parametrize("name", ["shut/deck.yaml", b"shut/deck.yaml"])
def test_a_folder_without_permission_is_no_fault(
    capsys: pytest.CaptureFixture[str], name: str | bytes
) -> None:
    """What the system does not allow is told with the file that it is about."""
    report_fault(PermissionError(13, "Permission denied", name))
    told = capsys.readouterr().err
    assert told.startswith("shut/deck.yaml: error[unreadable-file]: Permission denied\n  hint: ")
    assert "fault" not in told


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="who may do everything is refused nothing"
)
@pytest.mark.parametrize(
    "words",
    [
        ["build", "shut/deck.yaml"], ["new", "shut/x"], ["import", "shut/x.csv"],
        ["build", "deck.yaml", "-o", "shut/o.pdf"], ["build", "shut"],
        ["export", "deck.yaml", "--to", "contact-sheet", "-o", "shut/c.png"],
    ],
)  # fmt: skip
def test_shut_folders_are_told(deck: Path, words: list[str]) -> None:
    """No command takes a folder without permission for a fault of its own."""
    (deck.parent / "shut").mkdir(mode=0)
    done = run(*words, cwd=deck.parent)
    assert done.returncode in (1, 2)
    assert "error[" in done.stderr


@pytest.mark.parametrize("home", ["/nonexistent", None])
def test_a_home_is_not_needed(
    deck: Path, monkeypatch: pytest.MonkeyPatch, home: str | None
) -> None:
    """Without a home folder, or with one that is not there, decks are built and fonts listed."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    if home:
        monkeypatch.setenv("HOME", home)
    for words in (["build", str(deck), "-o", str(deck.parent / "o.pdf")], ["fonts", "--installed"]):
        assert run_here(*words).exit_code == 0


@pytest.mark.parametrize("fallback", ["Noto Sans Symbols 2", "one.ttf"])
def test_a_font_without_latin_letters_letters_no_guides(tmp_path: Path, fallback: str) -> None:
    """The cutting guide is in letters that can be read, whatever the deck's own font has."""
    font_samples.one_letter(tmp_path / "one.ttf", "\u0e01")
    words = "{text: '{title}', left: 9 mm, right: 9 mm, top: 9 mm, size: 9 pt}"
    layout = tmp_path / "titles.lay"
    layout.write_text(f"extends: base\nfront: {{title: {words}}}\n", "utf-8")
    text = "title: \u0e01\nlanguage: th\ncards:\n  - title: \u0e01\n"
    (tmp_path / "deck.yaml").write_text(text, "utf-8")
    font = str(tmp_path / "one.ttf")
    fonts = {"fonts.body": font, "fonts.heading": font, "fonts.fallback": fallback}
    made = build_deck(
        tmp_path, layout=str(layout), settings={**fonts, "sheet.cutting_guide": "yes"}, guides=True
    )
    pages = pypdfium2.PdfDocument(made.pdf())
    assert "Cutting guide" in pages[len(pages) - 1].get_textpage().get_text_range()
