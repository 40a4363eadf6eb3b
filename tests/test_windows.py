"""What Windows has otherwise, as far as it can be tried here: names, open files, pipes, no fork.

mypy reads the whole code for Windows and macOS as well (`mypy --platform win32`): what only POSIX
has is not met there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import environment, run_here
from korttipakka.basics import files
from korttipakka.basics.files import MARK, windows_fault, write_whole

DECK = """title: Pakka
language: fi
categories: {a: {name: Yhdessä, color: "#0f6b75"}}
cards:
  - {title: Työpaja → jatko, text: "Sananen ☐ “lainaus” – ja…", category: a}
  - {title: Ääni, category: a}
"""
"""A small deck with letters that few encodings have."""

DEVICES = ("con", "PRN.pdf", "aux.tar.gz", "nul", "COM1.pdf", "lpt9", "CON .txt", "com¹")


@pytest.mark.parametrize("name", [*DEVICES, "a:b.pdf", 'a"b', "a?.pdf", "a|b", "a.", "a ", "\x07"])
def test_names_that_windows_cannot_have(name: str) -> None:
    """Names of devices, signs with a meaning of their own, dots and spaces at the end."""
    assert windows_fault(name)


@given(st.from_regex(r"[\wäöåÄÖÅ()&'+,;=@ \-]{1,20}[\wäö]\.pdf", fullmatch=True))
def test_other_names_are_fine(name: str) -> None:
    """Letters of any language, spaces and dots within are no reason to refuse a name."""
    stem = name.partition(".")[0].strip().casefold()
    assert bool(windows_fault(name)) == (stem in files.RESERVED)


@pytest.mark.parametrize("name", [".", "..", "Pakka 12.5.2026.pdf", "console.pdf", "com10.pdf"])
def test_names_that_only_look_odd(name: str) -> None:
    """Dots within, and words that begin like a device."""
    assert windows_fault(name) == ""


@pytest.mark.parametrize("name", ["aux.pdf", "a:b.pdf", "con/out.pdf", "out. /x.pdf"])
def test_such_a_name_is_refused_before_work(
    name: str, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a build under such a name is an error that says what is wrong with it."""
    monkeypatch.chdir(deck.parent)
    Path(name).parent.mkdir(exist_ok=True)
    monkeypatch.setattr(files, "WINDOWS", True)
    done = run_here("build", deck, "-o", name)
    assert done.exit_code == 1
    assert "cannot-write" in done.output
    assert "Windows" in done.output
    assert not Path(name).exists()


@pytest.mark.parametrize(
    "words",
    [
        "new con", "new a:b", "new x.", "new there/nul", "import cards.csv aux",
        "export deck.yaml --to png -o lpt1", "export deck.yaml --to html -o prn/deck.html",
        "layouts show workshop --title-size 20pt --save con.yaml",
    ],
)  # fmt: skip
def test_no_folder_is_left_where_a_name_is_refused(
    words: str, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a command would write, it says what is wrong with the name, and makes nothing."""
    monkeypatch.chdir(deck.parent)
    Path("cards.csv").write_text("Title\nOne\n", encoding="utf-8")
    before = sorted(Path().rglob("*"))
    monkeypatch.setattr(files, "WINDOWS", True)
    done = run_here(*words.split())
    assert done.exit_code == 1
    assert "cannot-write" in done.output
    assert "Windows" in done.output
    assert "hint: choose another" in done.output
    assert sorted(Path().rglob("*")) == before


def refused(self: Path, target: Path) -> None:
    """What Windows says when a file is to be replaced that a program has open."""
    raise PermissionError(13, "Access is denied")


def test_a_file_that_a_viewer_has_open(
    deck: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The old file stays, nothing lies about, and the message says to close the viewer."""
    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(Path, "replace", refused)
    done = run_here("build", deck, "-o", out)
    assert done.exit_code == 1
    assert "another program has it open: close it in the viewer" in done.output
    assert out.read_bytes() == b"old"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(MARK)]


def test_a_folder_that_may_not_be_written_into_is_no_viewer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where there is no file yet, the system's own reason is told."""
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError, match="Access is denied"):
        write_whole(tmp_path / "new.pdf", b"new")


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "utf-16", "utf-8"])
@pytest.mark.parametrize("command", ["build", "check", "list", "hyphenate"])
def test_pipes_of_any_encoding(command: str, encoding: str, deck: Path) -> None:
    """A pipe that has no arrows or curly quotes prints replacements, and never a fault."""
    words = ["hyphenate", "työpaja", "→☐"] if command == "hyphenate" else [command, str(deck)]
    done = subprocess.run(
        [sys.executable, "-m", "korttipakka", *words], capture_output=True, check=False,
        timeout=120, cwd=deck.parent, env={**environment(), "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode(encoding, "strict")
    assert done.returncode == 0, said
    assert "fault" not in said


def test_a_pdf_to_a_pipe_is_whole_whatever_its_encoding(deck: Path) -> None:
    """Bytes are no text: an encoding of the terminal does not change them."""
    found = set()
    for encoding in ("cp1252", "utf-16"):
        done = subprocess.run(
            [sys.executable, "-m", "korttipakka", "build", str(deck), "-o", "-"],
            capture_output=True, check=True, timeout=120, cwd=deck.parent,
            env={**environment(), "PYTHONIOENCODING": encoding},
        )  # fmt: skip
        found.add(done.stdout)
    (data,) = found
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 2


NO_FORK = """
import os
for name in ("fork", "sched_getaffinity", "register_at_fork", "waitpid", "WNOHANG", "set_blocking"):
    delattr(os, name)
from korttipakka.build.pipeline import Means, make
from korttipakka.build.options import BuildOptions
from pathlib import Path
import sys
made = make(Path(sys.argv[1]), BuildOptions(), Means(processes=8))
made.write_pdf(Path(sys.argv[2]))
"""


def test_a_system_without_fork_builds_the_same(tmp_path: Path) -> None:
    """One process does all of a deck that several would share elsewhere, to the same bytes."""
    cards = "".join(f"  - {{title: Kortti {n}, text: Sana {n}}}\n" for n in range(60))
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: Pakka\nlanguage: fi\ncards:\n{cards}", encoding="utf-8")
    outs = []
    for name, code in (
        ("without", NO_FORK),
        ("with", NO_FORK.replace("delattr(os, name)", "pass")),
    ):
        out = tmp_path / f"{name}.pdf"
        words = [sys.executable, "-c", code, str(path), str(out)]
        subprocess.run(words, check=True, timeout=120, env=environment())
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


def test_line_ends_and_a_mark_of_windows(tmp_path: Path) -> None:
    """A deck saved by Notepad, with CR LF and a byte order mark, is printed the same."""
    outs = []
    for name, data in (
        ("lf", DECK.encode()),
        ("crlf", DECK.replace("\n", "\r\n").encode("utf-8-sig")),
    ):
        folder = tmp_path / name / "deck"
        folder.mkdir(parents=True)
        (folder / "deck.yaml").write_bytes(data)
        out = tmp_path / f"{name}.pdf"
        assert run_here("build", folder, "-o", out).exit_code == 0
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


def test_a_pdf_on_standard_output_cannot_be_opened(deck: Path) -> None:
    """`--open` says nothing about a PDF that goes elsewhere, and is told."""
    done = run_here("build", deck, "-o", "-", "--open")
    assert done.exit_code == 2
    assert "--open has no meaning for standard output" in done.output


def test_what_is_opened_is_what_was_written(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--open` hands the finished PDF to the system's own viewer."""
    opened: list[str] = []

    def launch(name: str) -> int:
        assert Path(name).read_bytes().startswith(b"%PDF")
        opened.append(name)
        return 0

    monkeypatch.setattr("click.launch", launch)
    out = str(deck.parent / "out.pdf")
    assert run_here("build", deck, "-o", out, "--open").exit_code == 0
    assert opened == [out]
    assert os.path.exists(out)
