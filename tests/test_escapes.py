"""Nothing that a command prints can move the cursor, turn text round or forge a line.

Every command is called with names, titles and values that hold escapes, and what it prints is
looked at as a terminal would get it.
"""

import ast
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

import korttipakka
from korttipakka.cli import COMMANDS, main
from korttipakka.cli import run as run_script
from korttipakka.cli.say import say_json
from korttipakka.reading.tree import CONTROL

CLI = Path(korttipakka.__file__).parent / "cli"

EVIL = "a\x1b[2Jb\x1b]0;c\x07d\x9be\u202ef\u2066g\u200bh\rforged i\u2028j\x85k\x7fl"
"""CSI, OSC, C1, overrides of direction, what has no width, and ends of lines."""

LINES = f"{EVIL}\nforged: m"

OWN_COLOR = re.compile(r"\x1b\[[0-9;]*m")
"""What the commands themselves write on a terminal."""


def shown(*words: str | Path, given: str | None = None) -> str:
    """What a command prints on a terminal."""
    result = CliRunner().invoke(main, list(map(str, words)), color=True, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return str(result.output)


def assert_safe(text: str) -> None:
    """No character but line ends that a terminal would not show, and no line that is forged."""
    plain = OWN_COLOR.sub("", text)
    unsafe = {char for char in plain if not char.isprintable() and char != "\n"}
    assert not unsafe, (unsafe, plain)
    assert not re.search(r"^forged", plain, re.MULTILINE), plain


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a name that holds escapes, and in it a deck, layouts, tables and pictures."""
    folder = tmp_path / LINES
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / f"config {EVIL}"))
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    (folder.parent / f"{LINES}.yaml").write_text("extends: base\ncolors: {x: '\x1b'}\n", "utf-8")
    (folder.parent / "full.yaml").write_text(FULL.replace("own.yaml", "bold"), "utf-8")
    (folder.parent / "bad.yaml").write_text(BAD, "utf-8")
    (folder / "own.yaml").write_text(OWN_LAYOUT, "utf-8")
    (folder / f"table {LINES}.csv").write_text(f'id,title,x\n1,"{EVIL}",y\n,"{EVIL}",\n', "utf-8")
    (folder / f"bad {LINES}.xlsx").write_bytes(b"no workbook")
    earlier = f"1\t1\t9\t{EVIL}\ten\t{EVIL}\t\nb\t1\t{EVIL}\t1\tff\ngone\t2\t{EVIL}\t1\tff"
    stream = f"<</Type /KorttipakkaCards>>\nstream\n{earlier}\nendstream"
    (folder / "earlier.pdf").write_bytes(f"%PDF-1.7\n{stream}\n%%EOF".encode())
    Image.new("1", (9, 9)).save(folder / "small.png")
    return folder


def quoted(text: str) -> str:
    """A text for YAML with all that YAML's escapes can say."""
    return json.dumps(text)


IN_DECK = f"{CONTROL.sub('', EVIL)}\nforged: d"
"""What a deck may hold: it cannot be read with the rest, and that is tried in a file of its own."""

DECK = f"""\
title: {quoted(IN_DECK)}
language: en
layout: own.yaml
categories:
  {quoted("key" + IN_DECK)}: {{name: {quoted(IN_DECK)}, color: teal}}
cards:
  - {{title: {quoted(IN_DECK)}, text: {quoted(LINES)}, tags: [{quoted(IN_DECK)}]}}
  - {{title: {quoted("b" + IN_DECK)}, image: small.png, category: {quoted("key" + IN_DECK)}}}
""".replace(quoted(LINES), quoted(IN_DECK))

FULL = DECK + f"  - {{title: {quoted('long ' + 'W' * 90 + IN_DECK)}}}\n"

BAD = DECK.replace("h", "h\x1b[2J\x9b") + f"  - {{id: {quoted(EVIL)}, {EVIL}: 1}}\n"

OWN_LAYOUT = f"""\
extends: workshop
colors: {{own: "#abcdef"}}
front:
  "x{IN_DECK.splitlines()[0]}":
    {{text: {quoted(IN_DECK)}, left: 1 mm, top: 1 mm, right: 1 mm, size: 6 pt}}
"""

CALLS: tuple[tuple[str, ...], ...] = (
    (),
    (EVIL,),
    ("build",),
    ("build", "-o", f"{LINES}.pdf"),
    ("build", "-o", f"{LINES}.docx"),
    ("build", "-o", f"{LINES}/x/y.pdf"),
    ("build", "--changed-since", f"{LINES}.pdf"),
    ("build", "--changed-since", f"bad {LINES}.xlsx"),
    ("build", "--changed-since", "earlier.pdf", "--take-out-list"),
    ("build", LINES),
    ("build", ".", LINES),
    ("build", f"--{LINES}"),
    ("build", "-l", LINES),
    ("build", "-l", f"../{LINES}.yaml"),
    ("build", "--set", LINES),
    ("build", "--set", f"{LINES}=3"),
    ("build", "--set", f"front.title.size={LINES}"),
    ("build", "--set", f"front.{LINES}.size=3pt"),
    ("build", "--set", f"front.title.font={LINES}"),
    ("build", "--set", f"front.title.color={LINES}"),
    ("build", "--set", f"colors.ink={LINES}"),
    *(("build", flag, LINES) for flag in (
        "--paper", "--card-size", "--margin", "--flip", "--category", "--tag", "--card", "--sheet",
        "--printer", "--blanks", "--language", "--copies", "--back-offset", "--heading-font",
    )),
    ("build", f"'{LINES}", "x'"),
    ("build", "--strict"),
    ("build", "--language", "en", "--debug"),
    ("check",),
    ("check", "-v"),
    ("check", "--sizes"),
    ("check", "--format", "json"),
    ("check", "--format", LINES),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("check", "--select", LINES),
    ("check", "--ignore", f"bad-id,{EVIL}"),
    ("check", "../full.yaml"),
    ("check", "../full.yaml", "--format", "github"),
    ("check", "../bad.yaml"),
    ("check", "../bad.yaml", "--format", "json"),
    ("check", "../bad.yaml", "--format", "sarif"),
    ("check", "../bad.yaml", "--format", "github"),
    ("check", LINES, "--format", "sarif"),
    ("check", LINES, "--format", "github"),
    ("list", "../bad.yaml"),
    ("export", "../bad.yaml", "--to", "csv"),
    ("explain",),
    ("explain", LINES),
    ("explain", "hidden-character"),
    ("list",),
    ("list", "--format", "json"),
    ("list", LINES),
    ("new", LINES),
    ("new", "made", "--language", LINES),
    ("new", f"made {LINES}"),
    ("new", f"copied {LINES}", "--from", "."),
    ("new", "copied", "--from", LINES),
    ("import", LINES),
    ("import", f"table {LINES}.csv", f"deck {LINES}"),
    ("import", f"table {LINES}.csv", f"deck {LINES}", "--dry-run"),
    ("import", f"table {LINES}.csv", "d", "--map", LINES),
    ("import", f"table {LINES}.csv", "d", "--map", f"title={LINES}"),
    ("import", f"table {LINES}.csv", ".", "--update", "--dry-run"),
    ("import", f"table {LINES}.csv", ".", "--update", "--delete"),
    ("import", f"table {LINES}.csv", "d", "--language", LINES),
    ("import", f"table {LINES}.csv", "d", "--encoding", LINES),
    ("import", f"bad {LINES}.xlsx", "d"),
    ("import", f"bad {LINES}.xlsx", "d", "--worksheet", LINES),
    ("export", "--to", "csv"),
    ("export", "--to", "csv", "-o", f"{LINES}.csv"),
    ("export", "--to", "csv", "-o", f"{LINES}.docx"),
    ("export", "--to", "csv", "--language", LINES),
    ("export", "--to", "html", "-o", f"{LINES}.html"),
    ("export", "--to", "cut-lines", "-o", f"{LINES}.svg", "--marks", "none"),
    ("export", "--to", "cut-lines", "-o", LINES),
    ("export", "--to", LINES),
    ("export", "--to", "png", "-o", f"png {LINES}", "--dpi", "20"),
    ("export", "--to", "png", "--dpi", LINES),
    ("export", "--to", "contact-sheet", "-o", f"{LINES}.png", "--dpi", "20"),
    ("calibrate", "-o", f"{LINES}.pdf"),
    ("calibrate", "--paper", LINES),
    ("calibrate", "--flip", LINES),
    ("calibrate", "--across", LINES),
    ("calibrate", "--save", LINES, "--across", "1", "--up", "1"),
    ("calibrate", "--save", f"p {EVIL}", "--across", "1", "--up", "1"),
    ("calibrate", "--printer", LINES),
    ("printers",),
    ("printers", "show", LINES),
    ("printers", "show", f"p {EVIL}"),
    ("printers", "remove", LINES),
    ("printers", LINES),
    ("layouts", LINES),
    ("layouts", "show", LINES),
    ("layouts", "show", f"../{LINES}.yaml"),
    ("layouts", "show", "own.yaml"),
    ("layouts", "show", "bold", "--set", f"front.title.text={LINES}"),
    ("layouts", "show", "bold", "--set", f"front.title.text={EVIL}", "--save", f"s {LINES}.yaml"),
    ("layouts", "diff", "own.yaml", "bold"),
    ("layouts", "diff", LINES, "bold"),
    ("layouts", "gallery", "-o", f"{LINES}.docx"),
    ("layouts", "gallery", "-o", f"{LINES}.png", "-l", "own.yaml", "--cards", "1", "--dpi", "20"),
    ("papers", LINES),
    ("cards", LINES),
    ("fonts", LINES),
    ("fonts", "--installed"),
    ("hyphenate", LINES),
    ("hyphenate", "--language", LINES, EVIL),
    ("schema", "deck"),
    ("schema", LINES),
    ("preview", LINES),
    ("preview", "--port", LINES),
    ("start", LINES),
    ("start", "--port", LINES),
)  # fmt: skip
"""Every command, as well as it can be called and wrongly."""


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(map(ascii, call))[:60] or "none")
def test_every_message_is_safe(folder: Path, call: tuple[str, ...]) -> None:
    """Whatever a command is given, what it prints is printable, line by line."""
    assert_safe(shown(*call))


def test_every_command_is_called() -> None:
    """No command was forgotten above, and the groups' own commands were not."""
    assert {call[0] for call in CALLS if call} - {EVIL} == set(COMMANDS)
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        if isinstance(command, click.Group):
            called = {call[1] for call in CALLS if call[:1] == (name,) and len(call) > 1}
            assert set(command.commands) - called <= {"list"}


def test_a_printer_with_such_a_name_is_listed_safely(folder: Path) -> None:
    """What somebody has written into the file of printers is shown safely, and can be removed."""
    file = folder.parent / f"config {EVIL}" / "korttipakka" / "printers.yaml"
    file.parent.mkdir(parents=True)
    name = CONTROL.sub("", EVIL)
    file.write_text(yaml.safe_dump({name: {"across": "1 mm", "up": "1 mm"}}), "utf-8")
    for call in (("printers",), ("printers", "show", name), ("printers", "remove", name)):
        text = shown(*call)
        assert text
        assert_safe(text)


def test_json_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be shown is escaped, so that a program reads the same."""
    value = {EVIL: [LINES, "ä 😀 \U000e0001 \ud800"]}
    say_json(value)
    text = capsys.readouterr().out
    assert_safe(text)
    assert "ä 😀" in text
    assert json.loads(text) == value


@pytest.mark.parametrize("debug", [True, False])
def test_a_fault_is_told_safely(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], debug: bool
) -> None:
    """An exception may quote anything, and so may its traceback."""
    monkeypatch.setattr(sys, "argv", ["korttipakka", *["--debug"] * debug])

    def fail(**_: object) -> None:
        raise RuntimeError(LINES)

    monkeypatch.setattr(main, "main", fail)
    with pytest.raises(SystemExit):
        run_script()
    text = capsys.readouterr().err
    assert "RuntimeError" in text
    assert ("Traceback" in text) == debug
    assert_safe(text)


def _prints(tree: ast.AST) -> Iterator[str]:
    """What in a module prints on its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"echo", "secho", "style", "stdout"}:
            yield f"{node.attr} in line {node.lineno}"
        if isinstance(node, ast.Name) and node.id == "print":
            yield f"print in line {node.lineno}"


def test_there_is_one_door() -> None:
    """Only `say` prints: what goes round it would not be made safe."""
    doors = {"say.py", "build.py", "__init__.py", "importing.py", "ending.py"}
    found = {
        path.name: list(_prints(ast.parse(path.read_text("utf-8"))))
        for path in CLI.glob("*.py")
        if path.name != "say.py"
    }
    printing = {name: what for name, what in found.items() if what}
    assert set(printing) <= doors
    assert all("stdout" in each for what in printing.values() for each in what), printing


def test_names_of_files_are_what_they_were(folder: Path) -> None:
    """Only what is shown is changed, not the name that is written to."""
    told = shown("export", "--to", "csv", "-o", f"{LINES}.csv")
    assert f"{LINES}.csv" in os.listdir(folder), told
