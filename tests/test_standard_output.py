"""What is written to standard output: one file, nothing else; what is many files is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from commands import environment, run

DECK = """\
title: Streams
language: en
categories: {a: {name: Apples}}
cards:
  - {title: One, text: Some words., category: a}
"""
"""A deck of one card."""

SIGNATURES = {
    "contact-sheet": b"\x89PNG",
    "html": b"<!doctype html>",
    "overview": b"%PDF-",
    "box": b"%PDF-",
    "band": b"%PDF-",
    "dividers": b"%PDF-",
    "tsv": b"One: Some words.",
    "csv": b"\xef\xbb\xbfid,",
    "xlsx": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "markdown": b"---",
    "json": b"{",
}
"""How the files begin that `export` makes."""

CALLS = {f"export {form}": ("export", ".", "--to", form) for form in SIGNATURES} | {
    "cut-lines": ("export", ".", "--to", "cut-lines", "--margin", "30mm 10mm"),
    "calibrate": ("calibrate",),
    "gallery": ("layouts", "gallery", ".", "-l", "bold"),
    "build": ("build", "."),
}

BEGINS = {f"export {form}": begin for form, begin in SIGNATURES.items()} | {
    "cut-lines": b"<?xml",
    "calibrate": b"%PDF-",
    "gallery": b"\x89PNG",
    "build": b"%PDF-",
}


def piped(folder: Path, *words: str) -> tuple[bytes, str]:
    """What a command that succeeds writes to standard output and to standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "korttipakka", *words],
        cwd=folder, env=environment(), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout, done.stderr.decode()


@pytest.mark.parametrize("call", CALLS)
def test_a_file_goes_to_standard_output(folder: Path, call: str) -> None:
    """With -o - there is the file alone, no file named -, and what is told stands aside."""
    data, told = piped(folder, *CALLS[call], "-o", "-")
    assert data.startswith(BEGINS[call])
    assert "standard output" in told
    assert b"Wrote" not in data
    assert [path.name for path in folder.iterdir()] == ["deck.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /dev")
def test_a_stream_by_its_path(folder: Path) -> None:
    """A path of standard output is the same, and is not "there already"."""
    plain, _ = piped(folder, "export", ".", "--to", "csv", "-o", "-")
    data, told = piped(folder, "export", ".", "--to", "csv", "-o", "/dev/stdout")
    assert data == plain
    assert "Wrote 1 card to standard output" in told


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("export", ".", "--to", "png", "-o", "-"), "name a folder; one picture of all"),
        (("layouts", "show", "bold", "--save", "-"), "leave --save out"),
        (("new", "-"), "name a folder"),
        (("import", "list.csv", "-"), "name a folder"),
    ],
)
def test_what_is_no_file_is_refused(folder: Path, words: tuple[str, ...], hint: str) -> None:
    """Many files, and layouts that are printed anyway, go to no stream; nothing is made."""
    (folder / "list.csv").write_text("title,text\nOne,Words\n", "utf-8")
    done = run(*words, cwd=folder)
    assert done.returncode == 2
    assert "error[cannot-write]" in done.stderr
    assert hint in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["deck.yaml", "list.csv"]
