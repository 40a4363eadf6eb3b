"""Lists and lines to write on in text that is centred, or aligned to where no line begins."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.basics.problems import Location
from korttipakka.basics.units import MM
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Deck
from korttipakka.model.frame import Line, Part
from korttipakka.model.layout import Layout
from korttipakka.model.settings import Override
from korttipakka.model.text import TextParagraph, TextRun
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset

WORDS = ("Ask", "the one who", "wrote it", "down", "last", "week, and listen", "to what they say")

RIGHT_TO_LEFT = ("שאלו", "את מי", "שכתב", "אתמול בערב", "והקשיבו")


@cache
def aligned(align: str) -> tuple[Layout, FontSet]:
    """The layout classic with texts of one size, and its fonts."""
    chosen = {"back.text.align": align, "back.text.size": "9 pt"}
    flag = Location.flag("--set")
    layout = read_layout("classic", [Override(*pair, flag) for pair in chosen.items()])
    return layout, FontSet(layout.fonts)


def set_text(text: str, align: str, language: str = "en") -> Part:
    """A text on the back of a card, as it is set."""
    layout, fonts = aligned(align)
    deck = Deck("Lists", language, (Card("a", "A", text, None, number=1),), ())
    (faces,) = typeset(deck, layout, fonts).faces
    return next(part for part in faces.back.parts if part.name == "text")


def paragraphs(part: Part) -> list[TextParagraph]:
    """The paragraphs of a part."""
    return [item for item in part.content if isinstance(item, TextParagraph)]


def span(runs: list[TextRun]) -> tuple[float, float]:
    """Where runs begin and end across."""
    return min(run.at.x for run in runs), max(run.at.x + run.width for run in runs)


def spans(part: Part) -> list[tuple[float, float]]:
    """Where each line of a part begins and ends, its marker left out."""
    return [span(list(line.runs)) for each in paragraphs(part) for line in each.lines]


items = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4
)


@given(items, st.sampled_from(["-", "1.", "- [ ]"]), st.sampled_from(["center", "right"]))
@settings(max_examples=25, deadline=None)
def test_items_begin_below_each_other_and_their_list_lies_as_the_box_says(
    texts: list[str], marker: str, align: str
) -> None:
    """Every line of a list begins at one place, and the widest is in the middle or at the right."""
    text = "\n".join(f"{marker} {text}" for text in texts)
    part, plain = set_text(text, align), set_text(text, "left")
    begins, ends = zip(*spans(part), strict=True)
    assert max(begins) - min(begins) < 0.01
    markers = [run for each in paragraphs(part) for run in each.marker]
    assert {round(run.at.y, 3) for run in markers} <= {
        round(line.runs[0].at.y, 3) for each in paragraphs(part) for line in each.lines
    }
    assert min(run.at.x for run in markers) >= part.rect.left - 0.01
    indent = spans(plain)[0][0] - plain.rect.left  # markers hang within this
    before, after = min(begins) - indent - part.rect.left, part.rect.right - max(ends)
    assert after == pytest.approx(before if align == "center" else 0.0, abs=0.01)


def test_what_is_around_a_list_is_centred_as_before() -> None:
    """Each line of paragraphs above and below a list has as much room before as after it."""
    part = set_text("Before the list.\n\n- One\n- Two and three\n\nAfter it.", "center")
    middle = (part.rect.left + part.rect.right) / 2
    first, one, two, last = spans(part)
    assert sum(first) / 2 == pytest.approx(middle, abs=0.2)
    assert sum(last) / 2 == pytest.approx(middle, abs=0.2)
    assert one[0] == pytest.approx(two[0])


@pytest.mark.parametrize("align", ["center", "right"])
def test_a_list_from_right_to_left_ends_below_itself(align: str) -> None:
    """Its lines end at one place at the right, where they are read from."""
    part = set_text("\n".join(f"- {text}" for text in RIGHT_TO_LEFT), align, "he")
    begins, ends = zip(*spans(part), strict=True)
    assert max(ends) - min(ends) < 0.01
    if align == "center":
        assert min(begins) - part.rect.left > 5 * MM


@pytest.mark.parametrize("align", ["left", "center", "right", "justify"])
@pytest.mark.parametrize("text", ["Names:\n\n___", "- Names:\n\n  ___\n- More"])
def test_a_line_to_write_on_reaches_across(align: str, text: str) -> None:
    """It begins at the left of the text, or of its item, and ends at its right, however aligned."""
    part = set_text(text, align)
    (line,) = (item for item in part.content if isinstance(item, Line))
    rect = part.rect
    left = rect.left if text.startswith("Names") else spans(set_text("- A", "left"))[0][0]
    assert line.start.x == pytest.approx(left, abs=0.01)
    assert line.end.x == pytest.approx(rect.right, abs=0.01)
