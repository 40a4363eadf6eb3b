"""Letters that are still codes are told of, and what only looks like them is left alone."""

import pytest

from korttipakka.basics.problems import Problem
from korttipakka.reading.deck import parse_deck


def problems(card: str) -> tuple[Problem, ...]:
    """What is said of a deck with one card of these lines."""
    return parse_deck(f"title: D\nlanguage: en\ncards:\n  - {card}\n").problems


@pytest.mark.parametrize(
    "text",
    [
        "C:\\users\\me and D:\\xylo",
        "50% of 100%CD, 5%A4",
        "AT&T; R&D; Tom & Jerry; &c.",
        "x=E4 and a=CD; =B2=C3",
        "the code `&amp;` and `\\u00e4`",
        "https://example.org/p%C3%A4iv%C3%A4?a=b&lt;=1",
        "[page](https://example.org/p%C3%A4) and www.example.org/%C3%A4",
        "\\&amp; as it stands",
        "U+u00e4 0u00",
        r"C:\new, \\server\new, `a\nb`, {\newline}",
    ],
)
def test_what_only_looks_like_codes(text: str) -> None:
    """Paths, shares, addresses, code and what a backslash keeps are no letters as codes."""
    assert not problems(f"title: A\n    text: |\n      {text}")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_codes_that_yaml_reads(quote: str) -> None:
    """Between double quotes a code of JSON is the letter; between single ones it is told of."""
    told = problems(f"title: {quote}T\\u00e4m\\u00e4{quote}")
    assert [problem.code for problem in told] == ([] if quote == '"' else ["damaged-text"])


def test_only_what_is_printed() -> None:
    """Notes, links and comments may have codes."""
    card = "title: A\n    notes: T&auml;m&auml;\n    link: https://example.org/%C3%A4\n    # &auml;"
    assert not problems(card)


def test_lines_are_counted_once() -> None:
    """A problem stands at the first line with a code, and counts the others."""
    (told,) = problems("title: A&amp;B\n    text: |\n      one\n      x &gt; y &gt; z\n      &lt;")
    assert told.at
    assert (told.at.line, told.at.column) == (4, 13)
    assert "'A&amp;B' has codes of HTML" in told.message
    assert told.message.endswith("here and on 2 more lines")
    assert told.hint == "write: - title: A&B"


def test_a_quote_among_codes_is_no_end_of_quotes() -> None:
    """No line is offered that would close the quotes of its text too early."""
    (told,) = problems('title: A\n    text: "Say\n      &quot;hi&quot;"')
    assert told.hint == "write the letters themselves"


@pytest.mark.parametrize("text", ["{en: One\\nTwo}", "One\n      two\\nThree"])
def test_line_ends_of_other_texts(text: str) -> None:
    """Where a text cannot go on lines below its key, double quotes read the codes."""
    (told,) = problems(f"title: A\n    text: {text}")
    assert told.hint == "put the text in double quotes: between them \\n ends a line"


def test_folded_lines_stay_lines() -> None:
    """Below > a backslash keeps a line apart, but none stands before a list."""
    (told,) = problems("title: A\n    text: >\n      One\\ntwo\\n- three\\n\\nFour")
    assert told.hint.endswith("\n      One\\\n      two\n      - three\n\n      Four")


def test_mail_whose_lines_go_on() -> None:
    """Lines that mail has broken are whole again, and a blank that it has coded ends no line."""
    text = "T=C3=A4m=C3=A4 on rivi, joka jat=\n      kuu=20\n      viel=C3=A4, a=3Db"
    (told,) = problems(f"title: A\n    text: |\n      {text}\n    notes: x")
    assert told.hint == "write lines 6 to 8 so:\n      Tämä on rivi, joka jatkuu\n      vielä, a=b"


def test_codes_of_codes() -> None:
    """What two programs have coded one after the other is read twice."""
    (told,) = problems("title: A\n    text: T&amp;auml;m&amp;amp;auml; &lt;")
    assert told.hint == "write: text: Tämä <"
