"""Every flag in every arrangement changes the bytes of the PDF, or is told not to, never both."""

import shlex
from pathlib import Path

import pytest
from click import Context
from PIL import Image

from commands import asked
from korttipakka.basics.problems import KorttipakkaError, Problem
from korttipakka.build.session import Session
from korttipakka.cli.build import build
from korttipakka.model.settings import flagged
from korttipakka.paint.pdf import assembled

DECK = """\
title: Effects
language: en
layout: layout.yaml
categories: {ideas: {name: Finding ideas, color: teal}, rest: {name: Rest, color: navy}}
cards:
  - {title: {en: One, fi: Yksi}, text: "Some words, so many that they take some lines,
     and then some more, which nobody needs to read, but that are typeset all the same.",
     category: ideas, tags: a, copies: 14}
  - {title: Two and more, text: "Text.", category: rest, image: a.png, copies: 9}
  - {title: "None", text: "A text of its own."}
"""
"""More than a sheet, with a picture, two languages, and a card of no category."""

LAYOUT = """\
extends: pocket
sheet: {margin: 16 mm}
front: {title: {size: 13-18 pt}}
back: {footer: {size: 6-8 pt}, title: {color: ink}}
"""

VALUES = {
    "--card-size": "a7", "--bleed": "2mm", "--corner": "3mm", "--copies": "2", "--blanks": "1",
    "--paper": "a3", "--orientation": "landscape", "--margin": "'12mm 20mm 14mm 18mm'",
    "--gutter": "3mm", "--turn": "sideways", "--flip": "short-edge", "--order": "stack",
    "--arrange": "fold", "--sides": "backs", "--reverse-backs": "", "--printer": "office",
    "--back-offset": "1mm,1mm", "--back-angle": "1", "--fold": "horizontal", "--start-at": "2",
    "--sheet": "avery-l7414", "--marks": "none", "--cutting-guide": "", "--color": "cmyk",
    "--heading-font": "Inter", "--body-font": "'Inter Tight'", "--ink": "navy",
    "--paper-color": "ivory", "--accent": "red", "--title-size": "15pt", "--title-weight": "400",
    "--title-align": "right", "--back-title-size": "11pt", "--text-size": "9pt",
    "--text-align": "right", "--text-leading": "1.6", "--footer-size": "6.5pt",
    "--set": "sheet.slug=no", "--face-order": "back-first", "--guides": "", "--draft": "",
    "--language": "fi", "--category": "ideas", "--tag": "a", "--card": "1",
}  # fmt: skip
"""A value of each flag that is not what is there anyway."""

ONLY_CHECKED = {"--safe", "--printable"}
"""Limits: they change what is told, not what is printed."""

TRIED_ELSEWHERE = {
    "--languages", "--pick", "--seed", "--pdfa", "--changed-since", "--take-out-list", "--for",
    "--output-profile",
}  # fmt: skip
"""Which cards and what kind of file: tests of selections, archives and print shops try them."""

MARKS = (
    "sheet.back_marks=yes",
    "sheet.mark_offset=3mm",
    "sheet.mark_length=6mm",
    "sheet.mark_width=1pt",
)

FLAGS = [
    *(f"{flag} {value}".strip() for flag, value in VALUES.items()),
    *(f"--set {change}" for change in MARKS),
    "--orientation portrait",
]

ARRANGEMENTS = (
    "", "--arrange single", "--arrange fold", "--arrange tent", "--arrange tent --marks cut",
    "--arrange fold --marks none", "--sides fronts",
    "--sides backs", "--sides apart", "--marks none", "--marks cut", "--sheet avery-l7414",
    "--margin 0mm", "--margin 0mm --marks cut", "--arrange fold --margin 0mm",
    "--arrange single --marks crop",
    "--arrange single --sides fronts", "--bleed 3mm --gutter 8mm",
)  # fmt: skip

EXCEPTIONS = {
    # What is wanted is so already.
    ("--set sheet.slug=no", "--arrange single"), ("--set sheet.slug=no", "--margin 0mm"),
    ("--set sheet.slug=no", "--margin 0mm --marks cut"),
    ("--set sheet.slug=no", "--arrange fold --margin 0mm"),
    ("--set sheet.slug=no", "--arrange single --sides fronts"),
    ("--set sheet.slug=no", "--arrange single --marks crop"), ("--marks none", "--arrange single"),
    ("--marks none", "--arrange single --sides fronts"),
    ("--marks none", "--sheet avery-l7414"), ("--marks none", "--margin 0mm"),
    ("--marks none", "--arrange fold --margin 0mm"),
    # The deck has nothing of the kind on such sides: no picture, no text that needs another colour.
    ("--draft", "--sides backs"), ("--paper-color ivory", "--sides fronts"),
    ("--paper-color ivory", "--arrange single --sides fronts"),
}  # fmt: skip
"""Flags in arrangements where neither is right: nothing changes, and nothing is amiss."""


class Desk:
    """A folder with a deck that is built again and again."""

    def __init__(self) -> None:
        self._session = Session("deck.yaml")

    def made(self, line: str) -> tuple[bytes, tuple[Problem, ...]]:
        """The PDF and the problems of a build with such flags. Raises KorttipakkaError."""
        given, changed = asked(["deck.yaml", *shlex.split(line)])
        made = self._session.build(
            settings=changed, language=given["language"], categories=given["category"],
            tags=given["tag"], cards=given["card"], guides=given["guides"], draft=given["draft"],
        )  # fmt: skip
        # What a PDF remembers of its cards is of both their sides, whichever is printed.
        pieces = assembled(made.painted.pages, made.painted.resources, made.info)
        return b"".join(pieces), made.problems


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The folder, and a printer that was measured."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    kept = tmp_path / "config" / "korttipakka" / "printers.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("office: {across: 1 mm, up: 0.5 mm, orientation: portrait}\n", "utf-8")
    Path("deck.yaml").write_text(DECK, "utf-8")
    Path("layout.yaml").write_text(LAYOUT, "utf-8")
    Image.new("RGB", (300, 300), "navy").save("a.png")
    return Desk()


def test_every_flag_has_a_value_here() -> None:
    """No flag of a setting, nor one of `build` that changes what is printed, was forgotten."""
    assert {setting.flag for setting in flagged()} <= VALUES.keys() | ONLY_CHECKED
    options = {param.opts[-1] for param in build.get_params(Context(build))}
    others = {"--output", "--layout", "--strict", "--quiet", "--open", "--debug", "--help", "deck"}
    assert options - others - ONLY_CHECKED - TRIED_ELSEWHERE == VALUES.keys()


@pytest.mark.parametrize("arranged", ARRANGEMENTS, ids=lambda flags: flags or "as it is")
def test_a_flag_works_or_is_told(desk: Desk, arranged: str) -> None:
    """A flag that is told has no effect changes nothing, and one that changes nothing is told."""
    before, known = desk.made(arranged)
    wrong: list[str] = []
    silent: list[str] = []
    working: set[str] = set()
    for flag in FLAGS:
        name = flag.split()[0]
        if name != "--set" and name in arranged.split():
            continue
        try:
            after, found = desk.made(f"{arranged} {flag}")
        except KorttipakkaError:
            continue  # it is told that both cannot be had
        new = [problem for problem in found if problem not in known]
        shown = flag.removeprefix("--set ").split("=")[0].split()[0]
        told = [
            problem.message
            for problem in new
            if problem.code.startswith("idle-") and shown in f"{problem.message} {problem.at}"
        ]
        idle = [message for message in told if f"{shown} has no effect:" in message]
        if before != after and idle:
            wrong += [f"{flag} does something: {idle[0]}"]
        if before != after or told or (flag, arranged) in EXCEPTIONS:
            working.add(name if name != "--set" else flag)
        else:
            silent.append(flag)
    # Of several values, one may be what is there anyway.
    silent = [flag for flag in silent if flag.split()[0] not in working]
    assert (wrong, silent) == ([], [])
