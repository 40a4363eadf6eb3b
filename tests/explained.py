"""Runs the examples of docs/problem-examples.md: writes their files, and calls their commands."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pikepdf
from openpyxl.styles import Font
from PIL import Image

from commands import run_here
from icc_samples import sheet_profile
from korttipakka import build_deck, parse_deck
from korttipakka.build.explanations import explained
from korttipakka.model.remembered import FORMAT

BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of code, with the name of its file where that is not deck.yaml."""

CHECK = "korttipakka check"
"""The command of an example that names none."""


class Example(NamedTuple):
    """Files by name, and the commands that are then called."""

    files: Mapping[str, str]
    commands: tuple[str, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it only tells in words."""
        return not self.files and not self.commands


def examples(code: str) -> tuple[Example, Example]:
    """The bad and the good example of a code; the good one has the files that the bad one keeps."""
    bad_text, _, good_text = explained(code).examples.partition("\nGood:")
    bad, good = _example(bad_text), _example(good_text)
    if bad.is_prose:
        return bad, good
    commands = bad.commands or (CHECK,)
    whole = Example(bad.files | good.files, good.commands or commands)
    return Example(bad.files, commands), whole


def _example(text: str) -> Example:
    files: dict[str, str] = {}
    commands: list[str] = []
    for name, language, block in BLOCK.findall(text):
        if language == "sh":
            commands += block.splitlines()
        else:
            files[name or "deck.yaml"] = block
    return Example(files, tuple(commands))


def played(example: Example, folder: Path) -> Iterator[tuple[int, str]]:
    """Write an example's files and call its commands: each one's exit code and what it says."""
    for name, text in example.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    named = " ".join([*example.files.values(), *example.commands])
    for name, make in AT_HAND.items():
        if name in named:
            make(folder / name)
    for line in example.commands:
        program, *words = shlex.split(line)
        if program == "mv":
            (folder / words[0]).rename(folder / words[1])
            continue
        assert program == "korttipakka"
        done = run_here(*words)
        yield done.exit_code, done.output


HEAD = "title: Workshop\nlanguage: en\ncards:\n"


def _text(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text.encode("utf-8")) and None


def _picture(side: int) -> Callable[[Path], None]:
    return lambda path: Image.new("RGB", (side, side), "teal").save(path)


def _moving(path: Path) -> None:
    pictures = [Image.new("RGB", (1600, 1600), color) for color in ("teal", "navy")]
    pictures[0].save(path, save_all=True, append_images=pictures[1:])


def _damaged(path: Path) -> None:
    _picture(400)(path)
    path.write_bytes(path.read_bytes()[:200])


def _table(path: Path, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cards"
    for row in (("Title", "Text"), ("Break", "Ten minutes."), ("Lunch", "A whole hour for all.")):
        sheet.append(row)
    change(book)
    book.save(path)


def _with_formula(book: openpyxl.Workbook) -> None:
    book["Cards"]["A2"] = '="Br"&"eak"'


def _hidden(book: openpyxl.Workbook) -> None:
    book["Cards"].row_dimensions[3].hidden = True


def _struck(book: openpyxl.Workbook) -> None:
    book["Cards"]["B2"].font = Font(strike=True)


def _broken(path: Path) -> None:
    _table(path)
    path.write_bytes(path.read_bytes()[:-400])


def _locked(path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(600))


def _report(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def _later(path: Path) -> None:
    build_deck(parse_deck(f"{HEAD}  - title: Break\n")).write_pdf(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.PieceInfo.Korttipakka.Private.write(f"{FORMAT + 1}\tanything".encode())
        pdf.save(path)


AT_HAND: Mapping[str, Callable[[Path], None]] = {
    "photo.png": _picture(1600),
    "small.png": _picture(60),
    "moving.webp": _moving,
    "damaged.png": _damaged,
    "cards.xlsx": _table,
    "formula.xlsx": lambda path: _table(path, _with_formula),
    "hidden.xlsx": lambda path: _table(path, _hidden),
    "struck.xlsx": lambda path: _table(path, _struck),
    "blank.xlsx": lambda path: openpyxl.Workbook().save(path),
    "broken.xlsx": _broken,
    "locked.xlsx": _locked,
    "old.csv": lambda path: path.write_bytes("Title,Text\nBreak,Café\n".encode("cp1252")) and None,
    "old.yaml": lambda path: path.write_bytes(f"{HEAD}  - title: Café\n".encode("cp1252")) and None,
    "new.yaml": _text(f"{HEAD}  - title: Café\n"),
    "huge.yaml": _text(f"{HEAD}  - title: Break\n" + "# a comment\n" * 2_000_000),
    "slips.yaml": _text(HEAD + "  - titel: Break\n" * 250),
    "novel.yaml": _text(f"{HEAD}  - title: Break\n    text: {'word ' * 6_000}\n"),
    "wordy.yaml": _text(f"{HEAD}  - title: Break\n    text: {'word ' * 1_000}\n"),
    "dense.yaml": _text(f"{HEAD}  - title: Break\n    link: https://example.org/{'a' * 1_000}\n"),
    "boxes.yaml": _text(
        "extends: classic\nfront:\n"
        + "".join(f"  box-{n}: {{fill: teal, width: 1 mm, height: 1 mm}}\n" for n in range(300))
    ),
    "press.icc": lambda path: path.write_bytes(sheet_profile()) and None,
    "report.pdf": _report,
    "later.pdf": _later,
}
"""Files that examples name and that cannot be shown in them, with what makes them."""
