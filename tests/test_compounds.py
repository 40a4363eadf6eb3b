"""Germanic compounds: their seams, and no breaks a letter or two beside them."""

from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import run_here
from compounds import LANGUAGES, Marked, cuts_beside, marked_words, measured, seams_of
from korttipakka.basics.problems import Location
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Deck
from korttipakka.model.settings import Override
from korttipakka.model.text import TextRun
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset
from korttipakka.typeset.hyphenate import BreakKind, Hyphenator
from korttipakka.typeset.hyphenation.patterns import pattern_places


class Bounds(NamedTuple):
    """How good a language's seams and breaks must be; docs/hyphenation.md tells how they are."""

    precision: float
    recall: float
    beside: float


BOUNDS = {
    "de": Bounds(0.97, 0.92, 0.005),
    "nl": Bounds(0.97, 0.90, 0.005),
    "sv": Bounds(0.96, 0.87, 0.015),
    "da": Bounds(0.95, 0.92, 0.01),
    "nb": Bounds(0.96, 0.91, 0.01),
}

UNSEEN = "last lot"
"""The section of words that were marked when all else was finished."""

CHANCE = 0.15
"""Among so few words, a recall this much lower may be chance."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_compounds_marked(language: str) -> None:
    """Each list has 200 compounds and more, and words without a seam; none is there twice."""
    words = marked_words(language)
    assert sum(bool(each.seams) for each in words) >= 200
    assert sum(not each.seams for each in words) >= 100
    assert len({each.word for each in words}) == len(words)


@pytest.mark.parametrize(
    ("marked", "places", "cut"),
    [
        ("fort|schritt", {4}, False),
        ("fort|schritt", {5}, True),
        ("fort|schritt", {4, 5}, True),
        ("flucht|bewegung", {6, 8}, False),  # Flucht·be·we·gung
        ("flucht|bewegung", {8}, True),  # Fluchtbe-wegung
        ("kerst|album", {7}, True),
        ("kerst|album", {8}, False),
    ],
)
def test_what_counts_as_a_break_beside_a_seam(marked: str, places: set[int], cut: bool) -> None:
    """A letter or two beside a seam are only broken off as a syllable, with a break at the seam."""
    seam = marked.index("|")
    word = Marked(marked.replace("|", ""), frozenset({seam}), frozenset())
    assert cuts_beside(word, places) is cut


@pytest.mark.parametrize("language", BOUNDS)
def test_seams_are_right_and_most_are_found(language: str) -> None:
    """On words never learnt, seams are as right and as many as the language's bounds say."""
    bounds, tally = BOUNDS[language], measured(language, marked_words(language))
    assert tally.precision >= bounds.precision, tally.mistakes
    assert tally.recall >= bounds.recall, tally.mistakes


@pytest.mark.parametrize("language", BOUNDS)
def test_seams_of_words_never_looked_at(language: str) -> None:
    """On words marked last, seams are hardly less right, and not far fewer."""
    bounds, tally = BOUNDS[language], measured(language, marked_words(language, UNSEEN))
    assert tally.precision >= bounds.precision - 0.05, tally.mistakes
    assert tally.recall >= bounds.recall - CHANCE, tally.mistakes


@pytest.mark.parametrize("language", BOUNDS)
def test_few_compounds_break_beside_a_seam(language: str) -> None:
    """A break a letter or two beside a seam is rarer than the language's bound."""
    assert measured(language, marked_words(language)).cut <= BOUNDS[language].beside


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", "Fort·schritts|be·richt"),
        ("de-CH", "Nach·bar·schafts|hil·fe"),
        ("de", "Stra·ßen|bah·nen"),
        ("nl", "vrij·wil·li·gers|werk"),
        ("nl-BE", "in·wo·ners|raad"),
        ("sv", "med·bor·gar|ini·ti·a·tiv"),
        ("sv-FI", "barn|om·sorgs|plats"),
        ("da", "ar·bejds|mil·jø"),
        ("nb", "nabo|mil·jø"),
        ("no", "inn·byg·ger|møte"),
    ],
)
def test_breaks_shown(language: str, shown: str) -> None:
    """Compounds with their seams and syllables, as `hyphenate` prints them."""
    word = shown.replace("·", "").replace("|", "")
    done = run_here("hyphenate", "--language", language, word)
    assert done.stdout == f"{shown}\n"


@pytest.mark.parametrize(
    "parts",
    ["straßen|bahnen", "fuß|ball|platz", "groß|projekt", "gruß|karten", "spaß|faktor"],
)
def test_a_sharp_s_is_a_letter(parts: str) -> None:
    """German seams are found beside ß as beside ss, which Swiss decks write."""
    for each in (parts, parts.replace("ß", "ss")):
        shown = Hyphenator("de").show(each.replace("|", ""))
        assert shown.replace("·", "") == each


@given(word=st.text(alphabet="abdegiklmnorstuwäöüßåæø", max_size=24))
def test_german_seams_are_where_the_patterns_break(word: str) -> None:
    """Where patterns know compounds, seams are among their breaks and take none away."""
    breaks = Hyphenator("de", minimum=1).breaks(word)
    assert {each.at for each in breaks} <= {*pattern_places("de")(word)}


@pytest.mark.parametrize("word", ["tillåta", "tillåtelse", "tillåtna"])
def test_no_seam_where_a_letter_was_dropped(word: str) -> None:
    """Swedish wrote two of three equal letters: breaking at the seam would change the spelling."""
    assert not seams_of("sv")(word)


@given(
    word=st.text(alphabet="abdegiklmnorstuvyåäöæø", max_size=24),
    language=st.sampled_from(["sv", "da", "nb"]),
)
def test_syllables_are_those_of_the_parts(word: str, language: str) -> None:
    """Between seams the patterns break each part as if it were a word."""
    breaks = Hyphenator(language, minimum=1).breaks(word)
    seams = [each.at for each in breaks if each.kind is BreakKind.SEAM]
    syllables = pattern_places(language)
    expected = {
        start + place
        for start, end in pairwise((0, *seams, len(word)))
        for place in syllables(word[start:end])
    }
    assert {each.at for each in breaks} == expected | {*seams}


@pytest.mark.parametrize("hyphens", ["compound", "all"])
def test_german_titles_break_at_seams(hyphens: str) -> None:
    """A title too wide for a card breaks at its seam, as Finnish ones do."""
    changes = (("front.title.size", "34pt"), ("front.title.hyphens", hyphens))
    chosen = read_layout(
        "workshop", [Override(key, text, Location.flag("--set")) for key, text in changes]
    )
    cards = (Card("a", "Fortschrittsberichte"),)
    found = typeset(Deck("Beteiligung", "de", cards), chosen, FontSet(chosen.fonts))
    runs = [item for item in found.faces[0].front.items if isinstance(item, TextRun)]
    assert [run.text for run in runs][:2] == ["Fortschritts-", "berichte"]
