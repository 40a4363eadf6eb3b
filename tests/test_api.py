"""The Python API: what docs/api.md promises, run as it stands there."""

import inspect
import io
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import korttipakka
from commands import python
from korttipakka import Deck, KorttipakkaError, Severity

PAGE = Path(__file__).parents[1] / "docs" / "api.md"

DECK = """\
title: Our first deck
language: en
categories:
  ideas: {name: Finding ideas, color: "#b8324a"}
cards:
  - title: Silent brainstorming
    category: ideas
    text: Ten minutes, one idea a note, no talking.
  - title: Break
"""


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def examples() -> list[str]:
    """The examples of the page."""
    return re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


def test_the_pages_examples_run(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every example of docs/api.md runs as it stands, one after the other."""
    names: dict[str, object] = {}
    for example in examples():
        exec(compile(example, str(PAGE), "exec"), names)
    printed = capsys.readouterr().out
    assert "1 sheet of 8 places" in printed
    assert "take out: 1 Silent brainstorming\ntake out: 2 Break\n" in printed
    for name in ("cards.pdf", "break.pdf", "questions.pdf", "changes.pdf"):
        with pikepdf.open(name) as pdf:
            assert len(pdf.pages) >= 2


def test_every_public_name_is_on_the_page() -> None:
    """What the package exports is told of, and can be loaded."""
    page = PAGE.read_text("utf-8")
    functions = [
        name for name in korttipakka.__all__ if inspect.isfunction(getattr(korttipakka, name))
    ]
    assert {"build_deck", "check_deck", "read_deck", "parse_deck"} <= set(functions)
    assert all(f"{name}" in page for name in (*functions, "Session", "KorttipakkaError", "Made"))
    with pytest.raises(AttributeError):
        korttipakka.build_dekc  # noqa: B018


def test_the_tables_arguments_are_those_of_the_call() -> None:
    """Every argument of `build_deck` has a row in the table, and no row lacks its argument."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE.read_text("utf-8"), re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert told == set(inspect.signature(korttipakka.build_deck).parameters) - {"deck"}


@pytest.mark.parametrize("fresh", [True, False])
def test_changes_since_an_earlier_pdf(deck: Path, fresh: bool) -> None:
    """Only a changed card is printed, by a call and by a session; it says what to take out."""
    build = korttipakka.build_deck if fresh else None
    session = korttipakka.Session(deck)
    korttipakka.build_deck(deck).write_pdf("old.pdf")
    deck.write_text(DECK.replace("Ten minutes", "Five minutes"), encoding="utf-8")
    made = build(deck, changed_since="old.pdf") if build else session.build(changed_since="old.pdf")
    assert made.changes is not None
    assert dict(made.changes.copies) == {"silent-brainstorming": 1}
    assert [(old.number, old.why) for old in made.changes.out] == [(1, "changed")]
    assert (made.summary.cards, made.summary.sheets) == (1, 1)
    assert korttipakka.build_deck(deck).changes is None


@pytest.mark.parametrize("fresh", [True, False])
def test_nothing_has_changed(deck: Path, fresh: bool) -> None:
    """Without a change there are no cards and no PDF, but for a list of what is gone."""
    korttipakka.build_deck(deck).write_pdf("old.pdf")
    session = korttipakka.Session(deck)
    made = (
        korttipakka.build_deck(deck, changed_since="old.pdf", settings={"sheet.start_at": 3})
        if fresh
        else session.build(changed_since="old.pdf", settings={"sheet.start_at": 3})
    )
    assert made.changes is not None
    assert not made.changes.copies
    assert (made.faces, made.sheets, made.problems) == ((), (), ())
    assert (made.summary.cards, made.summary.sheets, made.summary.empty) == (0, 0, 0)
    assert list(made.summary.lines())
    with pytest.raises(KorttipakkaError, match="nothing-to-print"):
        made.pdf()
    with pytest.raises(KorttipakkaError, match="nothing-to-print"):
        made.write_pdf("new.pdf")
    assert not Path("new.pdf").exists()
    deck.write_text(DECK.replace("  - title: Break\n", ""), encoding="utf-8")
    listed = korttipakka.build_deck(deck, changed_since="old.pdf", take_out_list=True)
    with pikepdf.open(io.BytesIO(listed.pdf())) as pdf:
        assert len(pdf.pages) == 1


def test_a_list_of_nothing_is_refused(deck: Path) -> None:
    """A list of old cards needs the PDF that they were printed from."""
    with pytest.raises(KorttipakkaError, match="idle-list"):
        korttipakka.build_deck(deck, take_out_list=True)


def test_a_session_takes_what_a_build_takes() -> None:
    """`Session.build` has the arguments of `build_deck`, but for processes, which it has not."""
    whole = set(inspect.signature(korttipakka.build_deck).parameters)
    assert set(inspect.signature(korttipakka.Session.build).parameters) == (
        whole - {"deck", "processes"} | {"self"}
    )


@pytest.mark.parametrize("call", [korttipakka.build_deck, korttipakka.check_deck])
def test_unknown_arguments_are_refused(deck: Path, call: object) -> None:
    """A misspelt argument is a TypeError, never passed over in silence."""
    with pytest.raises(TypeError, match="copys"):
        call(deck, copys=3)  # type: ignore[operator]


def test_importing_is_light() -> None:
    """`import korttipakka` loads no library and nearly none of its own modules."""
    code = "import sys, korttipakka; print(*sorted(n for n in sys.modules if 'korttipakka' in n))"
    assert python("-c", code).stdout.split() == ["korttipakka"]


def test_check_never_raises(deck: Path) -> None:
    """Errors of a deck, of its layout and of a path come back as values."""
    deck.write_text(
        "title: T\ncards:\n  - txt: A\n  - title: 5 kpl\n    colour: red\n", encoding="utf-8"
    )
    found = korttipakka.check_deck(deck)
    assert {problem.code for problem in found} >= {"unknown-key", "missing-title"}
    assert [p.code for p in korttipakka.check_deck("nowhere.yaml")] == ["missing-deck"]
    assert "unknown-layout" in {p.code for p in korttipakka.check_deck("osallisuus", layout="x")}
    assert all(problem.severity is Severity.ERROR for problem in found)


def test_a_deck_may_come_as_a_value(deck: Path) -> None:
    """A read deck, the same from a text, and its path make the same PDF."""
    by_path = korttipakka.build_deck(deck).pdf()
    assert korttipakka.build_deck(korttipakka.read_deck(deck)).pdf() == by_path
    assert korttipakka.build_deck(str(deck)).pdf() == by_path
    parsed = korttipakka.parse_deck(DECK, root=deck.parent)
    assert parsed == korttipakka.read_deck(deck)
    assert korttipakka.build_deck(parsed).pdf() == by_path


def test_a_pdf_goes_to_a_path_or_a_stream(deck: Path) -> None:
    """What is written to a path, to a stream, and given as bytes is the same."""
    made = korttipakka.build_deck(deck)
    stream = io.BytesIO()
    made.write_pdf(stream)
    made.write_pdf("out.pdf")
    assert stream.getvalue() == Path("out.pdf").read_bytes() == made.pdf()


def test_a_face_as_a_picture(deck: Path) -> None:
    """A face is as many pixels as its size and the resolution ask for; an unknown card is told."""
    made = korttipakka.build_deck(deck, settings={"card.size": "100x50mm"})
    with Image.open(io.BytesIO(made.png("break", "back", dpi=254))) as picture:
        assert picture.size == (1000, 500)
    with pytest.raises(KorttipakkaError, match="did you mean 'break'"):
        made.png("brek")


def test_values_that_people_can_read(deck: Path) -> None:
    """A Made, a Deck and a Card show themselves in a line."""
    made = korttipakka.build_deck(deck)
    for value in (made, made.deck, made.deck.cards[0]):
        assert repr(value).startswith("<")
        assert len(repr(value).replace(str(deck.parent), "")) < 80
    assert isinstance(made.deck, Deck)


def test_calls_from_threads(deck: Path) -> None:
    """Threads that build decks at the same time get what one thread gets."""
    whole = korttipakka.build_deck(deck).pdf()
    found: list[bytes] = []

    def work() -> None:
        found.append(korttipakka.build_deck(deck).pdf())

    others = [threading.Thread(target=work) for _ in range(3)]
    for thread in others:
        thread.start()
    for thread in others:
        thread.join()
    assert found == [whole] * 3


def test_no_process_wide_state(deck: Path) -> None:
    """A build leaves umask, garbage collection and the working folder as they were."""
    code = (
        "import gc, os, korttipakka; os.umask(0o077); gc.set_threshold(123, 4, 5);"
        "frozen = gc.get_freeze_count();"  # Python 3.12 begins with some
        "korttipakka.build_deck('deck.yaml').write_pdf('x.pdf');"
        "print(oct(os.umask(0)), gc.get_threshold(), gc.get_freeze_count() - frozen,"
        "oct(os.stat('x.pdf').st_mode))"
    )
    done = python("-c", code, cwd=deck.parent)
    assert done.stdout.split() == ["0o77", "(123,", "4,", "5)", "0", "0o100600"]


def test_types_are_exported(tmp_path: Path) -> None:
    """A type checker knows the public names and their arguments."""
    code = tmp_path / "use.py"
    code.write_text(
        "import korttipakka\n"
        "made: korttipakka.Made = korttipakka.build_deck('deck.yaml', copies=2)\n"
        "data: bytes = made.pdf()\n"
        "problems: tuple[korttipakka.Problem, ...] = korttipakka.check_deck('deck.yaml')\n"
        "korttipakka.build_deck('deck.yaml', copies='two')\n",
        "utf-8",
    )
    source = Path(korttipakka.__file__).parents[1]
    done = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-incremental",
            str(code),
        ],
        cwd=tmp_path, env=os.environ | {"MYPYPATH": str(source)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.count("error:") == 1
    assert 'use.py:5: error: Argument "copies"' in done.stdout
