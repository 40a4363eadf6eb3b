"""What is typed in a text is printed, or is markup: docs/deck-format.md tells which."""

import re
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korttipakka import parse_deck
from korttipakka.content import markdown
from korttipakka.content.inline import Span
from korttipakka.content.markdown import parse

SIGNS = "*_#>|~[]()!<&\\-+=`.:{}@"
MARKERS = [
    "- ",
    "1. ",
    "1) ",
    "# ",
    "> ",
    "a) ",
    "• ",
    "– ",
    "```",
    "[ ] ",
    "{.",
    "|-|-|",
    "\n|-|\n",
    "www.",
    "http://",
    "](",
    "![",
]
pieces = st.sampled_from([*SIGNS, " ", "\n", "\n\n", *MARKERS])
words = st.text("abcdeäö0123456789", min_size=1, max_size=4)
typed = st.lists(st.one_of(pieces, words), min_size=1, max_size=24).map("".join)


def printed(text: str) -> str:
    """All that a text prints, its markers too."""
    return "\n".join(
        " ".join([paragraph.marker, "".join(map(shown, paragraph.spans))])
        for paragraph in parse(text)
        if not paragraph.kind.rule
    )


def shown(span: Span) -> str:
    """What a span prints; of an icon, its markup, which is printed or told."""
    return f"{span.icon.typed if span.icon else span.text}{span.color}"


def lines(text: str) -> list[str]:
    """The paragraphs with their markers, each word as marked up: *so* in italics, **so** bold."""
    found = []
    for paragraph in parse(text):
        shown = "".join(map(marked, paragraph.spans))
        kind = paragraph.kind
        cell = f"{kind.cell.row},{kind.cell.column}" if kind.cell else ""
        rule = kind.rule and f"<{kind.rule}>"
        found.append(rule or " ".join(filter(None, [cell, paragraph.marker, shown])).strip())
    return found


def marked(span: Span) -> str:
    """A span with signs for how it is marked."""
    if span.icon:
        return f"<{span.icon.words}: {span.icon.source}>"
    sign = "*" * (span.italic + 2 * span.bold)
    return f"{span.color and f'<{span.color}>'}{sign}{span.text}{sign}"


sentences = st.lists(
    st.one_of(words, st.sampled_from([*" ,.;!?'\"()…–-_", "www.", "WWW.", "  ", "a)", "e."]))
).map("".join)


LINES = ["ab cd", "ab  ", "ab. www.ab.fi", "IV. ab", "a ab", "", " ab", "ab _cd_", "kohta 1. ab"]
texts_of_lines = st.lists(st.sampled_from(LINES), min_size=2, max_size=5).map("\n".join)


@given(st.one_of(typed, sentences, texts_of_lines))
def test_plain_sentences_are_read_as_any_text(text: str) -> None:
    """What is told at once to have no markup is read as it would be if that were not told."""
    told_at_once = parse(text)
    with patch.object(markdown, "SENTENCES", re.compile("(?!)")):
        assert parse(text) == told_at_once


@given(typed)
def test_no_letter_is_lost(text: str) -> None:
    """Letters and digits of a text are printed in their order, whatever signs are around them."""
    # Numbers of lists count up from the first.
    signs = r"[^\W_]" if not NUMBERED.search(text) else r"[^\W\d_]"
    assert re.findall(signs, printed(text)) == re.findall(signs, text)


NUMBERED = re.compile(r"^.{0,12}?\d[.)](?=[ \n]|$)", re.MULTILINE)


@given(st.text("ab 0123456789(){};:,!?%/@$^'\"\u20ac+=", max_size=40))
def test_signs_without_meaning_stay(text: str) -> None:
    """A line of words and signs that Markdown has no use for is printed as typed."""
    line = f"x{text}"
    assert printed(line).split() == line.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold** and *italic*, _italic_", ["**bold** and *italic*, *italic*"]),
        ("3*4*5, A*B*C, snake_case_word", ["3*4*5, A*B*C, snake_case_word"]),
        ('a _. and then, "_."', ['a _. and then, "_."']),
        ("**Note:**write", ["**Note:**write"]),
        ("Date __.__.20__, __/__/2026", ["Date __.__.20__, __/__/2026"]),
        ("Name:____Date:____", ["Name:____Date:____"]),
        ("**yhteis**työ, *osa*sana", ["**yhteis**työ, *osa*sana"]),
        ("one * and ** alone*", ["one * and ** alone*"]),
        ("# Heading", ["**Heading**"]),
        ("## C #", ["**C #**"]),
        ("#tag and #5", ["#tag and #5"]),
        ("#", ["#"]),
        ("- a\n* b\n+ c", ["• a", "• b", "• c"]),
        ("1. a\n1. b\n1. c", ["1. a", "2. b", "3. c"]),
        ("4) a\n5) b", ["4) a", "5) b"]),
        ("\u2219 a\n\u2219 b", ["\u2022 a", "\u2022 b"]),
        ("10. a\n9. b\n8. c", ["10. a", "9. b", "8. c"]),
        ("1917. a\n1939. b", ["1917. a", "1939. b"]),
        ("5) a\n5) b\n   - c\n   - d", ["5) a", "6) b", "• c", "• d"]),
        ("1. a\n2. b\n2. c", ["1. a", "2. b", "2. c"]),
        ("01. a\n02. b", ["01. a", "02. b"]),
        ("3. a\n   - b\n     1. c\n   - d\n4. e", ["3. a", "• b", "1. c", "• d", "4. e"]),
        ("a) yksi\nb) kaksi", ["a) yksi", "b) kaksi"]),
        ("• a\n• b", ["• a", "• b"]),
        ("– a\n– b", ["– a", "– b"]),
        ("\uf0b7\ta\n\uf0b7\tb", ["• a", "• b"]),
        ("o\ta\no\tb", ["• a", "• b"]),
        ("sanat jatkuvat\n– ja ajatus", ["sanat jatkuvat\n– ja ajatus"]),
        ("- [ ] do\n- [x] done", ["\u2610 do", "\u2611 done"]),
        ("-", ["-"]),
        ("7.", ["7."]),
        ("I am\n\n____\n\nYou", ["I am", "<room>", "<write>", "You"]),
        ("a\n\n---\n\nb\n\n***\n\nc\n\n===", ["a", "<rule>", "b", "<rule>", "c", "<rule>"]),
        ("[guide](https://e.org/a)", ["guide (https://e.org/a)"]),
        ('[guide](https://e.org "in full")', ["guide (https://e.org, in full)"]),
        ("[https://e.org](https://e.org), <https://e.org>", ["https://e.org, https://e.org"]),
        ("![map](map.png) here", ["<map: map.png> here"]),
        ("[words]{.accent} and [*more*]{.teal}", ["<accent>words and <teal>*more*"]),
        ("[words]{accent}, [ ]{x}, []{.accent}", ["[words]{accent}, [ ]{x}, []{.accent}"]),
        ("| A | B |\n|---|---|\n| 1 | 2 |", ["0,0 **A**", "0,1 **B**", "1,0 1", "1,1 2"]),
        ("| | |\n|---|---|\n| 1 | *2* |", ["0,0 1", "0,1 *2*"]),
        ("A|B\n-|-\n1||3\nafter", ["0,0 **A**", "0,1 **B**", "1,0 1", "1,2 3", "after"]),
        ("| A |\n|---|\n| x<br>y \\| `z` |", ["0,0 **A**", "1,0 x", "1,0 y | z"]),
        ("| A | B |\n| 1 | 2 |", ["| A | B |", "| 1 | 2 |"]),
        ("a | b", ["a | b"]),
        ("1. 2. both", ["1. 2. both"]),
        ("| | |\n|-|-|\n| [ ] | [x] a |", ["0,0 \u2610", "0,1 \u2611 a"]),
        ("[ ] alone", ["[ ] alone"]),
        ("- - a", ["• a"]),
        ("1. -\n2. ~~~", ["1. -", "2. ~~~"]),
        ("- \\[x] typed", ["• [x] typed"]),
        ("- [ ]\n- [x]", ["\u2610", "\u2611"]),
        ("1. [ ] one\n2. [x] two", ["1. \u2610 one", "2. \u2611 two"]),
        ("> quote", ["*quote*"]),
        ("`code` and neighbour`s, world`s", ["code and neighbour`s, world`s"]),
        ("```\none\n  two\n```", ["one", "two"]),
        ("~~~ wave", ["~~~ wave"]),
        ("<b>bold</b> &amp; x<br>y", ["<b>bold</b> &amp; x", "y"]),
        ("\\*typed\\*", ["*typed*"]),
        ("\\\\server\\my files or \\\\ and x\\\\y\\z", ["\\\\server\\my files or \\ and x\\y\\z"]),
        ("one  \ntwo\\\nthree", ["one", "two", "three"]),
        ("one<br>\ntwo<BR/>three<br>", ["one", "two", "three"]),
        ("- one<br>two\n- three", ["• one", "two", "• three"]),
        ("`<br>` and a<b", ["<br> and a<b"]),
        ("one\n===\ntwo", ["one", "<rule>", "two"]),
        ("```\n• a\n| b |\n===\n# c\n```\n• d", ["• a", "| b |", "===", "# c", "• d"]),
        ("Aims\n- one\n- two\nSteps:\n1. go\n2. on\nThe end", [
            "Aims", "\u2022 one", "\u2022 two", "Steps:", "1. go", "2. on", "The end",
        ]),
        (f"- {'long ' * 10}\nLine\n- two\nmore", [
            f"\u2022 {'long ' * 10}Line", "\u2022 two more",
        ]),
        (">", [">"]),
        ("> 5 %", ["> 5 %"]),
        (">90 or\n>=100\n\n> x", [">90 or >=100", "*x*"]),
        ("> 5 rules\n> to keep", ["*5 rules** **to keep*"]),
        ("> one\n>\n> two", ["*one*", "*two*"]),
    ],
)  # fmt: skip
def test_each_kind_of_markup(text: str, expected: list[str]) -> None:
    """What each row of the table in docs/deck-format.md says."""
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("a\n\n- b\n  - c\n    - d\n  - e\n- f\n\ng", [0, 1, 2, 3, 2, 1, 0]),
        ("> a\n>\n> > b\n\nc", [1, 2, 0]),
        ("> a\n> - b\n\n- c\n\n  > d", [1, 2, 1, 2]),
    ],
)
def test_levels_are_lists_and_quotations_around(text: str, levels: list[int]) -> None:
    """What is within is a level deeper, and what comes after it is not."""
    assert [paragraph.level for paragraph in parse(text)] == levels


STYLES = {
    "text: |": lambda lines: "|\n" + "".join(f"      {line}\n" for line in lines),
    "in double quotes": lambda lines: '"' + r"\n".join(lines) + '"\n',
    "text: >": lambda lines: ">\n" + "".join(f"      {line}\n" for line in lines),
}
"""Ways to write lines of words in a deck, by what they are called."""


def text_of(written: str) -> str:
    """The text of a card, as a deck's file has it."""
    deck = parse_deck(f"title: D\nlanguage: en\ncards:\n  - title: T\n    text: {written}")
    return deck.cards[0].text


@given(st.lists(st.text("abcä 123,.:;#()", min_size=1, max_size=9), min_size=1, max_size=6))
def test_lines_are_lines_where_yaml_says_so(typed: list[str]) -> None:
    """Lines under `text: |` and after an escaped newline stay lines; folded ones flow."""
    typed = [f"xy{line}x" for line in typed]
    for style, written in STYLES.items():
        deck = parse_deck(
            f"title: D\nlanguage: en\ncards:\n  - title: T\n    text: {written(typed)}"
        )
        shown = ["".join(span.text for span in part.spans) for part in parse(deck.cards[0].text)]
        expected = [" ".join(typed)] if style == "text: >" else typed
        assert [line.split() for line in shown] == [line.split() for line in expected], style


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("|\n      one\n      two\n\n      three\n", ["one", "two", "three"]),
        ("|\n      - a\n        b\n      - c\n", ["• a", "b", "• c"]),
        ("|\n      one\\\n      two\\\\\n      three\n", ["one", "two\\", "three"]),
        ("|\n      # Big\n      one\n      > two\n      b\n", ["**Big**", "one", "*two*", "*b*"]),
        ('"one\\ntwo\\n\\nthree"', ["one", "two", "three"]),
        ('"one\n      two\n\n      three"', ["one two", "three"]),
        ("one\n      two\n\n      three\n", ["one two", "three"]),
        (">\n      one\n      two\n\n      three\n", ["one two", "three"]),
        (">\n      one  \n      two\\\n      three\n", ["one", "two", "three"]),
    ],
)  # fmt: skip
def test_line_ends_of_each_style(written: str, expected: list[str]) -> None:
    """What stands in lines under `|` stays in lines; what YAML folds is folded."""
    assert [line.replace("\n", " ") for line in lines(text_of(written))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1500 + "a](b)",
        "a\n" + "> " * 20 + "x " * 3000,
        "| a |\n|---|\n" + "| x" * 60,
    ],
)  # fmt: skip
def test_what_no_card_can_mean_is_text(text: str) -> None:
    """Brackets by the thousand, quotations in quotations and tables of sixty columns end soon."""
    assert re.findall(r"[^\W_]", printed(text)) == re.findall(r"[^\W_]", text)


def test_lists_in_a_row_are_apart() -> None:
    """The first item of a list after another list has a gap above it; other items have none."""
    found = parse("- one\n- two\n\n1. three\n2. four")
    assert [paragraph.tight for paragraph in found] == [True, True, False, True]
    assert all(a.kind.items[0] != b.kind.items[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    "items",
    [
        "\u2610 one|\u2611 two", "\u2713 one|\u2713 two", "(1) one|(2) two", "(a) one|(b) two",
        "-one|-two", "A. one|B. two", "I. one|II. two|IV. three", "1.one|2.two", "1: one|2: two",
        "[ ] one|[x] two", "Step 1: one|Step 2: two", "\u2192 one|\u21d2 two",
    ],
)  # fmt: skip
def test_lines_that_look_like_items_stay_lines(items: str) -> None:
    """Items as no list of Markdown has them keep their lines, below words that lead to them too."""
    lines = items.split("|")
    found = [
        "".join(span.text for span in each.spans) for each in parse("\n".join(["Do:", *lines]))
    ]
    assert found == ["Do:", *lines]


@pytest.mark.parametrize(
    "text",
    ["We met\nJ. Sibelius there", "a line\n(see above) and on", "and\n-like words", "x\n→ y"],
)
def test_one_such_line_goes_on(text: str) -> None:
    """A single line that begins so is of the paragraph around it."""
    assert len(parse(text)) == 1
