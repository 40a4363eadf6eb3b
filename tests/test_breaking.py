"""Line breaking: total fit against trying every setting, and the rules of taste."""

from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from korttipakka.content.markdown import Paragraph, Span
from korttipakka.fonts import FontSet, Style
from korttipakka.model.layout import FontStyle
from korttipakka.typeset.breaking import (
    ANYWHERE,
    HEADING,
    NOWHERE,
    START,
    TEXT,
    Breaker,
    Costs,
    Rules,
)
from korttipakka.typeset.hyphenate import Break, BreakKind
from korttipakka.typeset.words import Cut, MeasuredParagraph, Measurer

FONTS = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))

MARKS = {"|": BreakKind.SEAM, "·": BreakKind.SYLLABLE}


def measured(text: str) -> MeasuredParagraph:
    """A paragraph measured in Inter; | and · in the text are a seam and a syllable."""
    breaks: dict[str, tuple[Break, ...]] = {}
    for word in text.split():
        clean, found = "", []
        for char in word:
            if char in MARKS:
                found.append(Break(len(clean), MARKS[char]))
            else:
                clean += char
        breaks[clean] = tuple(found)
    measurer = Measurer(FONTS, Style("body"), 0.0, lambda word: breaks.get(word, ()))
    plain = text.replace("|", "").replace("·", "")
    return measurer.measure(Paragraph((Span(plain),)))


def lines_of(paragraph: MeasuredParagraph, cuts: tuple[Cut, ...] | None) -> list[str]:
    """The text of each line, with the hyphens that breaking adds."""
    assert cuts is not None
    lines, word, offset = [], 0, 0
    for cut in cuts:
        parts = []
        for index in range(word, cut.word + 1):
            start = offset if index == word else 0
            end = cut.offset if index == cut.word else None
            parts.append(paragraph.words[index].text[start:end])
        broken = cut.kind in {BreakKind.SEAM, BreakKind.SYLLABLE, BreakKind.MARK}
        lines.append(" ".join(parts) + "-" * broken)
        word, offset = (cut.word + 1, 0) if cut.kind is None else (cut.word, cut.offset)
    return lines


def broken(
    text: str, measure: float, costs: Costs, breaks: frozenset[BreakKind] = ANYWHERE
) -> list[str]:
    """The lines of a text at a measure in em."""
    paragraph = measured(text)
    return lines_of(paragraph, Breaker(paragraph, Rules(costs, breaks)).best(measure))


words = st.lists(
    st.sampled_from("ja tai työ kuntalais|aloitteet osal·lis·tu·va asukas|ilta Kerro 5 km".split()),
    min_size=1,
    max_size=7,
).map(" ".join)
measures = st.floats(3.0, 20.0)
cost_sets = st.sampled_from([HEADING, TEXT])


@given(words, measures, cost_sets)
def test_no_line_is_wider_than_the_measure_and_no_letter_is_lost(
    text: str, measure: float, costs: Costs
) -> None:
    """Whatever the text and the measure, each line fits and the lines hold the whole text."""
    paragraph = measured(text)
    cuts = Breaker(paragraph, Rules(costs)).best(measure)
    assume(cuts is not None)
    assert cuts is not None
    starts = [0.0, *(cut.start for cut in cuts)]
    assert all(cut.end - start <= measure + 1e-5 for cut, start in zip(cuts, starts, strict=False))
    lines = lines_of(paragraph, cuts)
    joined = "".join(line.removesuffix("-") if line.endswith("-") else line + " " for line in lines)
    assert joined.split() == text.replace("|", "").replace("·", "").split()


def every_setting(breaker: Breaker, measure: float) -> list[tuple[float, int]]:
    """Cost and number of lines of every allowed way to break, by trying all sets of cuts."""
    *others, last = breaker.paragraph.cuts
    found = []
    for count in range(len(others) + 1):
        for inner in combinations(others, count):
            ends = (*inner, last)
            total = 0.0
            for start, end in pairwise((START, *ends)):
                if end not in breaker._options(start, measure):
                    break
                total += breaker.rules.costs.line + breaker._cost(start, end, measure)
            else:
                found.append((total, len(ends)))
    return found


@settings(max_examples=60)
@given(words, measures, cost_sets)
def test_the_cheapest_of_all_settings_is_found(text: str, measure: float, costs: Costs) -> None:
    """Total fit finds the cost that trying every possible setting finds."""
    paragraph = measured(text)
    assume(len(paragraph.cuts) <= 11)
    breaker = Breaker(paragraph, Rules(costs))
    settings_ = every_setting(breaker, measure)
    cuts = breaker.best(measure)
    if not settings_:
        assert cuts is None
        assert breaker.fewest(measure) == inf
        return
    assert cuts is not None
    cost = sum(
        costs.line + breaker._cost(start, end, measure) for start, end in pairwise((START, *cuts))
    )
    assert cost == pytest.approx(min(settings_)[0])


@given(words, measures, cost_sets)
def test_fewest_lines_is_what_the_breaker_reaches(text: str, measure: float, costs: Costs) -> None:
    """The number of lines by which sizes are fitted can be had from the total-fit breaker."""
    breaker = Breaker(measured(text), Rules(costs))
    cuts = breaker.best(measure, fewest=True)
    fewest = breaker.fewest(measure)
    assert (cuts is None) == (fewest == inf)
    assert cuts is None or len(cuts) <= fewest


def test_headings_are_balanced() -> None:
    """Of all settings in the fewest lines the most even wins, not the fullest first line."""
    text = "kolme saman pituista sanaa"
    filled = measured(text).cuts[2].end
    assert broken(text, filled, HEADING) == ["kolme saman", "pituista sanaa"]


def test_a_heading_does_not_end_a_line_with_a_function_word_if_it_costs_little() -> None:
    """'ja' goes to the next line, where it belongs."""
    assert broken("Info- ja näyttelytilat", 8, HEADING) == ["Info- ja", "näyttelytilat"]
    assert broken("Asukkaiden tilat ja niiden käyttö", 11, HEADING)[0] == "Asukkaiden tilat"


def test_a_number_keeps_its_unit() -> None:
    """The space between a number and its unit is a bad place to break."""
    lines = broken("matkaa oli noin 25 km kaupungin laidalta", 9.2, TEXT)
    assert not any(line.endswith("25") for line in lines)


def test_a_no_break_space_never_breaks() -> None:
    """Words joined by U+00A0 stay together even where a break would be more even."""
    lines = broken("Kerro\u00a0Kantasi -sovellus on hyvä", 8, HEADING)
    assert any("Kerro\u00a0Kantasi" in line for line in lines)


def test_the_rightmost_seam_that_fits_wins_in_a_text() -> None:
    """Of two seams the line takes the later one, so that it is as full as it can be."""
    lines = broken("ja kunta|laisaloite|oikeuksista", 10, TEXT)
    assert lines[0] == "ja kuntalaisaloite-"


def test_a_syllable_only_where_no_seam_fits() -> None:
    """A text breaks at a syllable only if the word has no seam that fits."""
    assert broken("ja osal·lis|tuvien", 5.5, TEXT)[0] == "ja osallis-"
    assert broken("ja osal·listu|vien", 4.0, TEXT)[0] == "ja osal-"


def test_a_text_is_hyphenated_only_below_two_thirds() -> None:
    """A line that is full to two thirds without a hyphen is left as it is."""
    text = "Suunnittelussa mukana asukas|yhdistykset"
    room = measured("Suunnittelussa mukana asukas-").cuts[-1].end
    assert broken(text, room, TEXT) == ["Suunnittelussa mukana", "asukasyhdistykset"]
    shorter = "mukana asukas|yhdistykset"
    room = measured("mukana asukas-").cuts[-1].end
    assert broken(shorter, room, TEXT)[0] == "mukana asukas-"


def test_strict_rules_leave_words_whole() -> None:
    """Without seams and syllables a word that is too wide cannot be set."""
    paragraph = measured("kuntalais|aloitteet")
    assert Breaker(paragraph, Rules(HEADING, NOWHERE)).best(6) is None
    assert Breaker(paragraph, Rules(HEADING)).best(6) is not None


def test_two_hyphens_in_a_row_are_avoided() -> None:
    """A ladder of hyphens costs more than a ragged edge."""
    lines = broken("asukas|ilta asukas|ilta asukas|ilta asukas|ilta", 8.2, HEADING)
    hyphens = [line.endswith("-") for line in lines]
    assert not any(one and two for one, two in pairwise(hyphens))
