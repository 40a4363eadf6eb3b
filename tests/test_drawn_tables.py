"""Tables that are drawn with signs are told of, with the table that a card can have."""

from textwrap import dedent, indent

import pytest

from korttipakka.basics.problems import Problem
from korttipakka.reading.deck import parse_deck

DRAWN = {
    "grid": """
        +------+-------+
        | Step | Time  |
        +======+=======+
        | Talk | 10    |
        +------+-------+
        | Walk | 20 or |
        |      | more  |
        +------+-------+
        """,
    "box of lines": """
        ┌──────┬───────┐
        │ Step │ Time  │
        ├──────┼───────┤
        │ Talk │ 10    │
        │ Walk │ 20 or more │
        └──────┴───────┘
        """,
    "rule below the head": """
        Step | Time
        -----+-----
        Talk | 10
        Walk | 20 or more
        """,
    "rule with a cross": """
        | Step | Time       |
        |------+------------|
        | Talk | 10         |
        | Walk | 20 or more |
        """,
    "columns": """
        ====  ==========
        Step  Time
        ====  ==========
        Talk  10
        Walk  20 or more
        ====  ==========
        """,
    "wiki": """
        {| class="wikitable"
        |+ Plan
        ! Step !! Time
        |-
        | Talk || 10
        |-
        | style="x" | Walk
        | 20 or more
        |}
        """,
    "doubled bars": """
        ||Step||Time||
        |Talk|10|
        |Walk|20 or more|
        """,
}


def problems(text: str, mark: str = "|") -> tuple[Problem, ...]:
    """What is said of a text with these lines, the first of them on line 8."""
    head = f"title: D\nlanguage: en\ncards:\n  - title: A\n    text: {mark}\n      Plan\n\n"
    return parse_deck(f"{head}{indent(lines_of(text), ' ' * 6)}\n\n      End\n").problems


def lines_of(text: str) -> str:
    """Lines without what all of them begin with."""
    return dedent(text).strip("\n ")


@pytest.mark.parametrize("mark", "|>")
@pytest.mark.parametrize("name", DRAWN)
def test_drawn(name: str, mark: str) -> None:
    """Whatever signs draw it, its rows are offered as a table, at its first line."""
    (told,) = problems(DRAWN[name], mark)
    assert told.code == "loose-table"
    assert told.at
    assert (told.at.line, told.at.column) == (8, 7)
    assert told.hint == (
        f"write lines 8 to {8 + lines_of(DRAWN[name]).count(chr(10))} so:\n"
        "      | Step | Time |\n      |---|---|\n      | Talk | 10 |\n      | Walk | 20 or more |"
    )


@pytest.mark.parametrize("text", ["+------+\n| Note |\n+------+", "== ==\na b", "{| x\n| y"])
def test_what_is_no_table(text: str) -> None:
    """A frame around words, and signs that nothing ends, are none."""
    assert not problems(text)


def test_code_may_draw() -> None:
    """Between fences a drawn table stays as it is."""
    assert not problems(f"```\n{lines_of(DRAWN['grid'])}\n```")
