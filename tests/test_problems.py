"""Problems as values: places, records of different kinds, and how problems read."""

import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.basics.color import Color
from korttipakka.basics.geometry import Insets, Point, Rect, Size
from korttipakka.basics.problems import (
    InvalidValue,
    KorttipakkaError,
    Location,
    Problem,
    Related,
    Severity,
    column_letters,
    did_you_mean,
    error,
    has_errors,
)
from korttipakka.basics.units import Length
from korttipakka.build.report import as_lines, as_text, entry, worst
from korttipakka.cli.report import print_problems
from korttipakka.model.deck import Card, Category, Deck
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import read_layout

NUMBERS = st.floats(-1000, 1000)


def test_places_as_text() -> None:
    """A file with line and column, a flag, and a cell of a table are each named in one way."""
    assert str(Location.file(Path("a/deck.yaml"))) == "a/deck.yaml"
    assert str(Location.file(Path("a/deck.yaml"), line=3, column=5)) == "a/deck.yaml:3:5"
    assert str(Location.file(Path("/x/layouts/bold.yaml"), "layouts/bold.yaml", 3)) == (
        "layouts/bold.yaml:3"
    )
    assert str(Location.flag("--paper A44")) == "--paper A44"
    assert str(Location.cell(Path("cards.xlsx"), 12, 28, "Kortit")) == "cards.xlsx:Kortit!AB12"
    assert str(Location.cell(Path("cards.csv"), 2, 1)) == "cards.csv:A2"


@given(st.integers(1, 20_000))
def test_column_letters_count_on(number: int) -> None:
    """Letters read as a number to the base of 26, without a zero, are the column again."""
    value = 0
    for letter in column_letters(number):
        value = 26 * value + ord(letter) - ord("A") + 1
    assert value == number


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_records_of_other_kinds_differ(a: float, b: float, c: float, d: float) -> None:
    """Records of the same numbers are equal only to their own kind, whichever stands first."""
    same: list[Callable[[], object]] = [
        lambda: Rect(a, b, c, d), lambda: Insets(a, b, c, d), lambda: (a, b, c, d),
        lambda: Point(a, b), lambda: Size(a, b), lambda: Length(a, b), lambda: (a, b),
        lambda: Color((a, b, c)), lambda: ((a, b, c),),
    ]  # fmt: skip
    for i, make in enumerate(same):
        for k, other in enumerate(same):
            assert (make() == other()) is (i == k)
            assert (make() != other()) is (i != k)
        assert hash(make()) == hash(make())


def test_cards_are_equal_by_what_they_say() -> None:
    """Places take no part in the equality of cards and categories; all they say does."""
    here, there = Location("deck.yaml", 3, 5), Location("deck.yaml", 9, 5)
    ideas = Category("ideas", "Ideas", "teal", at=here)
    assert ideas == ideas._replace(at=there)
    assert hash(ideas) == hash(ideas._replace(at=there))
    assert ideas != ideas._replace(color="red")
    card = Card("a", "A", "text", ideas, fields={"time": "5"}, at=here, places={"title": here})
    moved = card._replace(at=there, places={}, category=ideas._replace(at=there))
    assert card == moved
    assert hash(card) == hash(moved)
    for change in (
        {"title": "B"}, {"text": ""}, {"category": None}, {"fields": {}}, {"number": 2},
        {"copies": 2}, {"notes": "n"}, {"tags": ("t",)}, {"image": Path("a.png")},
    ):  # fmt: skip
        assert card != card._replace(**change)


def test_decks_and_layouts_read_anew_are_equal(tmp_path: Path) -> None:
    """A deck whose lines have moved is equal to what it was; one word makes its card another."""
    text = "title: D\ncards:\n  - title: A\n  - title: B\n    text: x\n"
    path = tmp_path / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    before = read_deck(path)
    path.write_text("# a comment\n\n" + text, encoding="utf-8")
    after = read_deck(path)
    assert after == before
    assert after.cards[0].at != before.cards[0].at
    path.write_text(text.replace(": x", ": y"), encoding="utf-8")
    changed = [a.id for a, b in zip(read_deck(path).cards, before.cards, strict=True) if a != b]
    assert changed == ["b"]
    assert read_layout("bold") == read_layout("bold")
    assert hash(read_layout("bold")) == hash(read_layout("bold"))
    assert read_layout("bold") != read_layout("mono")


def test_records_that_one_can_read() -> None:
    """The repr of a card, a deck, a layout and a box is a line that says which one it is."""
    card = Card("tauko", "Tauko", "long " * 100, at=Location("deck.yaml", 3, 5))
    assert repr(card) == "<Card tauko: 'Tauko' at deck.yaml:3:5>"
    assert repr(Deck("Pakka", "fi", (card, card))) == "<Deck 'Pakka': 2 cards, fi>"
    layout = read_layout("classic")
    front, back = (", ".join(box.name for box in face) for face in (layout.front, layout.back))
    assert repr(layout) == f"<Layout classic: front {front}; back {back}>"
    assert "title" in front
    assert repr(layout.front[-1]) == f"<BoxStyle {layout.front[-1].name}>"


def test_problem_as_text() -> None:
    """A problem is its place, severity, code and message, related places, and the hint."""
    first = Related(Location("deck.yaml", 2, 1), "the first one")
    problem = Problem("duplicate-key", "twice", Location("deck.yaml", 4, 1), "keep one",
                      related=(first,))  # fmt: skip
    assert str(problem) == (
        "deck.yaml:4:1: error[duplicate-key]: twice\n"
        "  deck.yaml:2:1: the first one\n"
        "  hint: keep one"
    )
    assert str(Problem("c", "m", severity=Severity.NOTE)) == "note[c]: m"
    assert str(KorttipakkaError([problem, problem])) == f"{problem}\n{problem}"


def test_text_shows_the_line(tmp_path: Path) -> None:
    """Below the message stands the line of the very file, and a mark under the column."""
    path = tmp_path / "deck.yaml"
    path.write_text("title: A\n\ttitle: B\n", encoding="utf-8")
    problem = Problem("c", "m", Location.file(path, "deck.yaml", 2, 2), "h")
    assert as_text(problem).splitlines() == [
        "deck.yaml:2:2: error[c]: m",
        "    2 |  title: B",
        "         ^",
        "  hint: h",
    ]
    path.write_text("title: A\ntitle: C and more\n", encoding="utf-8")
    assert "    2 | title: C and more" in as_text(problem)  # the file has changed since


def test_no_line_of_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout of the user's in a folder `layouts` is no shipped one: its own lines are shown."""
    (tmp_path / "layouts").mkdir()
    own = tmp_path / "layouts" / "bold.yaml"
    own.write_text("extends: workshop\nsheet: {marks: crops}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KorttipakkaError) as caught:
        read_layout("layouts/bold.yaml")
    (problem,) = caught.value.problems
    assert problem.at is not None
    assert problem.at.shown == "layouts/bold.yaml"
    assert as_text(problem).splitlines()[1] == "    2 | sheet: {marks: crops}"
    shipped = read_layout("bold").origin("card.bleed")
    assert shipped is not None
    assert shipped.path is not None
    assert shipped.shown == "layouts/bold.yaml"
    line = shipped.path.read_text(encoding="utf-8").splitlines()[shipped.line - 1]
    assert as_text(Problem("c", "m", shipped)).splitlines()[1].endswith(line)


def test_text_without_a_line() -> None:
    """A flag, a cell, a file that is gone and a line beyond its end have no line to show."""
    places = (
        Location.flag("--paper A44"), Location.cell(Path(__file__), 1, 1),
        Location.file(Path("gone.yaml"), line=1, column=1),
        Location.file(Path(__file__), line=100_000, column=1), Location("text", 1, 1), None,
    )  # fmt: skip
    for at in places:
        assert len(as_text(Problem("c", "m", at)).splitlines()) == 1


@given(st.text(), st.text(), st.text())
def test_nothing_raw_reaches_a_terminal(name: str, message: str, hint: str) -> None:
    """Control characters and escapes of names, messages and hints are made visible."""
    related = (Related(Location(name), hint),)
    problem = Problem("c", message, Location(name, 1, 1), hint, related=related)
    for line in as_lines(problem):
        assert all(span.text.isprintable() for span in line)


def test_json_has_all(tmp_path: Path) -> None:
    """JSON has code, severity, message, hint, the place as shown and in truth, related places."""
    at = Location.file(tmp_path / "a.yaml", "a.yaml", 3, 4)
    problem = Problem("c", "m", at, "h", Severity.WARNING, (Related(at.at(1, 1), "first"),))
    found = json.loads(json.dumps(entry(problem)))
    place = {"file": "a.yaml", "kind": "file", "sheet": None, "path": str(tmp_path / "a.yaml")}
    assert found == {
        "code": "c", "severity": "warning", "message": "m", "hint": "h", **place,
        "line": 3, "column": 4, "related": [{"message": "first", "line": 1, "column": 1, **place}],
    }  # fmt: skip
    flag = entry(Problem("c", "m", Location.flag("--paper A44")))
    found = [flag[key] for key in ("file", "line", "kind", "path")]
    assert found == ["--paper A44", 0, "flag", None]


def _mixed() -> list[Problem]:
    """Forty problems of all severities in an order by chance, each with its number."""
    severities = [Severity(i % 3) for i in range(40)]
    random.Random(7).shuffle(severities)
    return [Problem("c", str(i), severity=severity) for i, severity in enumerate(severities)]


def test_the_worst_are_kept_and_come_last() -> None:
    """Of many, the gravest are kept, the first of each severity; the gravest stand at the end."""
    problems = _mixed()
    numbers = {s: [p.message for p in problems if p.severity is s] for s in Severity}
    errors, warnings, notes = (numbers[s] for s in sorted(Severity, reverse=True))
    assert [p.message for p in worst(problems, 20)] == warnings[: 20 - len(errors)] + errors
    assert [p.message for p in worst(problems, 5)] == errors[:5]
    assert [p.message for p in worst(problems, 40)] == notes + warnings + errors
    assert worst([], 20) == []


def test_problems_of_a_file_are_in_the_order_of_its_lines() -> None:
    """Of one severity, files stay in the order in which they are named, lines count within."""
    places = [("b", 9, 1), ("a", 2, 1), ("b", 3, 7), ("b", 3, 2), ("", 0, 0), ("a", 1, 1)]
    problems = [
        Problem("x", f"{n}", Location(name, line, column) if name else None)
        for n, (name, line, column) in enumerate(places)
    ]
    last = Problem("x", "note", Location("b", 1, 1), severity=Severity.NOTE)
    assert [p.message for p in worst([*problems, last], 20)] == ["note", *"320514"]
    assert [p.message for p in worst([*problems, last], 3)] == [*"320"]


def test_the_worst_are_printed_last(capsys: pytest.CaptureFixture[str]) -> None:
    """The terminal shows the worst 20 in that order, and says how many there are besides."""
    print_problems(_mixed())
    lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == [str(problem) for problem in worst(_mixed(), 20)]
    assert lines[-1] == "… and 20 more: korttipakka check lists them all"


def test_invalid_values_become_problems() -> None:
    """A value that is wrong gets its place later; its hint is looked for only then."""
    asked: list[str] = []

    def hint() -> str:
        asked.append("hint")
        return "h"

    invalid = InvalidValue("'x' is no size", hint, code="bad-size")
    assert (str(invalid), asked) == ("'x' is no size", [])
    at = Location.flag("--paper x")
    problem = invalid.problem(at, "sheet.paper")
    assert problem == Problem("bad-size", "sheet.paper: 'x' is no size", at, "h")
    assert invalid.problem(None).message == "'x' is no size"
    assert asked == ["hint", "hint"]


def test_errors_among_problems() -> None:
    """`error` builds an error with one problem; warnings and notes are no errors."""
    made = error("c", "m", None, "h")
    assert made.problems == (Problem("c", "m", None, "h", Severity.ERROR),)
    assert has_errors(made.problems)
    assert not has_errors([Problem("c", "m", severity=Severity.WARNING)])
    assert pickle.loads(pickle.dumps(made)).problems == made.problems


def test_did_you_mean() -> None:
    """The nearest word is named, and nothing where none is near."""
    assert did_you_mean("titel", ["text", "title"]) == "did you mean 'title'?"
    assert did_you_mean("xyz", ["text", "title"]) == ""
