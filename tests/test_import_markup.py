"""Styled text to Markdown: what is imported prints the words, lines and styles that it had."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from korttipakka.content.markdown import parse
from korttipakka.reading.html import is_html, runs_of
from korttipakka.reading.markup import Run, escaped, markdown, plain
from korttipakka.reading.unfold import unfolded
from korttipakka.saving.new_deck import block

SIGNS = st.text(st.sampled_from("*_#>|~[]()!<&\\-`'\";,:={}.?+1aä \n"), max_size=40)
SETTINGS = settings(max_examples=400, deadline=None)


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def printed(source: str) -> list[str]:
    """The words that a card prints, the markers of lists among them."""
    found = []
    for paragraph in parse(source):
        text = "".join(span.text for span in paragraph.spans)
        assert not any(span.icon or span.color for span in paragraph.spans)
        found += words(f"{paragraph.marker} {text}" if paragraph.marker else text)
    return found


@SETTINGS
@given(SIGNS)
@example("1. a\n\n5. b")
@example("- [ ] x\n---\n# y")
@example("1. [x] y")
@example("===")
@example("www.a.fi/*a* [a]{.b} ![a](b)")
@example("a\n***\nb")
@example("| a | b |\n|---|---|\n| c | d |")
def test_plain_text_prints_as_it_stands(text: str) -> None:
    """Whatever signs a cell has and wherever, the words of the card are the words of the cell."""
    assert printed(escaped(text)) == words(text)


def lines_of(source: str) -> list[list[str]]:
    """The words of each line that a card prints, markers of lists first."""
    return [
        words(f"{paragraph.marker} " + "".join(span.text for span in paragraph.spans))
        for paragraph in parse(source)
    ]


@SETTINGS
@given(st.text(st.sampled_from("-*+1.2)a#•–b \n"), max_size=30))
@example("teksti\n2. toka")
@example("1. a\nb\n2. c")
@example("• a\n• b\nc")
@example("– a\nb\n– c")
def test_plain_lines_print_as_lines(text: str) -> None:
    """Each line of a cell is a line of the card, in a list or not."""
    assert lines_of(escaped(text)) == [words(line) for line in text.split("\n") if line.strip()]


STYLED = st.lists(
    st.tuples(
        st.text(st.sampled_from("aäb *_1.,-\n"), min_size=1, max_size=8),
        st.booleans(), st.booleans(),
    ).map(lambda parts: Run(*parts)),
    max_size=6,
)  # fmt: skip


@SETTINGS
@given(STYLED)
def test_styled_text_prints_its_words(runs: list[Run]) -> None:
    """Bold and italic runs print the same words, and no mark of theirs as a sign."""
    assert printed(markdown(runs)) == words(plain(runs))


@SETTINGS
@given(st.lists(st.tuples(st.sampled_from(["yksi", "kaksi", "äö"]), st.booleans(), st.booleans())))
def test_whole_words_keep_their_style(pieces: list[tuple[str, bool, bool]]) -> None:
    """A word that is bold or italic all through is so on the card, and no other word is."""
    runs = [Run(f"{text} ", bold, italic) for text, bold, italic in pieces]
    spans = [span for paragraph in parse(markdown(runs)) for span in paragraph.spans]
    found = [(word, s.bold, s.italic) for s in spans for word in s.text.split()]
    assert found == pieces


def test_html_without_tags_is_text() -> None:
    """Signs that only look like HTML are none."""
    for text in ("a < b > c", "R&D", "<nimi>", "<b and c>", "x & y;", "<3"):
        assert not is_html(text)
    assert plain(runs_of("<b>A</b> <nimi> &lt;b&gt;")) == "A <nimi> <b>"


PIECES = "a bb ccc - # 1. > + – * 22) aa) || ~~~ kissa,".split()
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join), min_size=1, max_size=4
).map("\n\n".join)


@SETTINGS
@given(PARAGRAPHS, st.integers(10, 60))
def test_folded_lines_say_the_same(text: str, width: int) -> None:
    """A text folded at some width is the same text when it is unfolded, or it is not folded."""
    style, lines = block(text, width)
    assert style in {">", "|"}
    if style == ">":
        assert unfolded("\n".join(lines)) == text
    else:
        assert lines == text.split("\n")


def test_folded_lines_are_short() -> None:
    """Words permitting, no line is wider than asked for."""
    style, lines = block("sana " * 50 + "loppu", 40)
    assert style == ">"
    assert max(map(len, lines)) <= 40
    assert not any(re.search(r"\s$", line) for line in lines)


@pytest.mark.parametrize(("width", "lines"), [(9, ["four five"]), (8, ["four", "five"])])
def test_a_line_of_a_new_deck_is_full(width: int, lines: list[str]) -> None:
    """A word goes on the line that has just room for it, and on the next where it has not."""
    assert block("four five", width) == (">", lines)
