"""What random inputs are given to: each ends, or raises errors with places; a PDF is whole.

The same targets are tried by `test_fuzz.py`, with a budget, and by `tools/fuzz.py` for as long as
one likes.
"""

from collections.abc import Callable, Mapping
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from korttipakka.basics.problems import KorttipakkaError, Problem, has_errors
from korttipakka.build.importing import imported, language_of, read_import
from korttipakka.build.pipeline import build_deck, check_deck
from korttipakka.build.report import as_text, entry
from korttipakka.reading.draft import Wanted
from korttipakka.saving.new_deck import deck_files

DECK = """title: Fuzzed
language: en
layout: lay.yaml
categories:
  ideas: {name: Finding ideas, color: "#b8324a"}
cards:
  - title: Silent brainstorming
    id: silent
    category: ideas
    subtitle: Ten minutes
    text: |
      One idea a **note**, no *talking*.

      - first
      - second
    link: https://example.org/a
    copies: 2
    tags: [one, two]
    fields: {time: 10 min}
  - title: {en: Break, fi: Tauko}
    text: >
      Coffee and tea.
"""
"""A deck that has a little of everything, to be changed at random."""

LAYOUT = """extends: workshop
card: {size: a7, bleed: 2 mm, corner: 3 mm}
sheet: {paper: a4, gutter: 2 mm, marks: crop, copies: 1}
fonts: {body: Inter, fallback: [Noto Sans Symbols 2]}
colors: {warm: "tint(#b8324a, 40 %)"}
front:
  title: {size: 12-24 pt, weight: bold, color: warm, align: center}
  extra:
    text: "{number} / {count}"
    size: 8 pt
    left: 5 mm
    bottom: 5 mm
    when: subtitle
"""
"""A layout likewise."""

TABLE = 'Title,Text,Category,Copies\nBreak,"Coffee, and tea",Ideas,2\nSilence,"one\ntwo",,\n'
"""A table likewise."""


def check(problems: tuple[Problem, ...]) -> None:
    """Problems can be shown, and have codes; an error has a place or is about the whole."""
    dumps([entry(problem) for problem in problems])
    for problem in problems:
        assert problem.code
        assert problem.message
        as_text(problem)


def printed(folder: Path, settings: Mapping[str, str] | None = None) -> None:
    """Check a deck, and print it if nothing is wrong."""
    try:
        problems = check_deck(folder, settings=settings or {})
        check(problems)
        if not has_errors(problems):
            with pypdfium2.PdfDocument(build_deck(folder, settings=settings or {}).pdf()) as pdf:
                assert len(pdf) > 0
    except KorttipakkaError as error:
        check(error.problems)


def deck(data: bytes) -> None:
    """A deck's file."""
    with TemporaryDirectory() as name:
        (Path(name) / "lay.yaml").write_text("extends: classic\n", encoding="utf-8")
        (Path(name) / "deck.yaml").write_bytes(data)
        printed(Path(name))


def layout(data: bytes) -> None:
    """A layout that a deck names."""
    with TemporaryDirectory() as name:
        (Path(name) / "lay.yaml").write_bytes(data)
        (Path(name) / "deck.yaml").write_text(DECK, encoding="utf-8")
        printed(Path(name))


def settings(data: bytes) -> None:
    """Settings given by flags: KEY=VALUE, a line each."""
    lines = data.decode("utf-8", "replace").splitlines()[:20]
    pairs = dict(line.partition("=")[::2] for line in lines if "=" in line)
    with TemporaryDirectory() as name:
        (Path(name) / "lay.yaml").write_text(LAYOUT, encoding="utf-8")
        (Path(name) / "deck.yaml").write_text(DECK, encoding="utf-8")
        printed(Path(name), pairs)


def table(data: bytes) -> None:
    """A text table to import, and the deck that comes of it."""
    with TemporaryDirectory() as name:
        path = Path(name) / "cards.csv"
        path.write_bytes(data)
        try:
            draft = read_import(path, Wanted({}, "", "", ""))
            made = imported(path, draft, language_of(draft)[0])
            check(tuple(made.problems))
            folder = Path(name) / "deck"
            folder.mkdir()
            for file, text in deck_files(made.deck).items():
                (folder / file).write_text(text, encoding="utf-8")
        except KorttipakkaError as error:
            check(error.problems)
            return
        printed(folder)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "deck": deck,
    "layout": layout,
    "settings": settings,
    "table": table,
}
"""All targets by their names."""

SEEDS = {
    "deck": DECK,
    "layout": LAYOUT,
    "settings": "card.size=a7\nfront.title.size=12-20pt\nsheet.marks=cut\nfonts.body=Inter\n",
    "table": TABLE,
}
"""What inputs are made of by changing it, by target."""
