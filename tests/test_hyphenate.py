"""Where words break: the author's marks, hyphens, seams of compounds, syllables."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from korttipakka.typeset.hyphenate import Break, BreakKind, Hyphenator
from korttipakka.typeset.hyphenation import finnish, voikko
from korttipakka.typeset.hyphenation.finnish import finnish_seams, model_seams, syllable_places
from korttipakka.typeset.hyphenation.seams import (
    DATA,
    ENCODING,
    SeamModel,
    _number,
    packed,
    tables,
)
from korttipakka.typeset.hyphenation.voikko import structure_seams, voikko_seams

HEADING = 4  # letters that a heading leaves at least on each line

MARK, HYPHEN, SEAM, SYLLABLE, *_ = BreakKind


@pytest.fixture(autouse=True)
def default_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hyphenate as an installation without the extra does, whatever this machine has."""
    monkeypatch.setattr(finnish, "voikko", lambda: None)


def judged(section: str) -> list[str]:
    """The words of a section of the list judged by hand, seams marked."""
    text = Path(__file__).with_name("data").joinpath("finnish_seams.txt").read_text("utf-8")
    lines = text.split(f"[{section}]\n")[1].split("\n[")[0].splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def seams_in(marked: str) -> set[int]:
    """The places of | in a word, counted without them."""
    parts = marked.split("|")
    return {len("".join(parts[:count])) for count in range(1, len(parts))}


def compounds() -> Iterator[tuple[str, set[int]]]:
    """Every judged word with its seams."""
    for marked in judged("compounds") + judged("single"):
        yield marked.replace("|", ""), seams_in(marked)


def syllables(word: str, seams: set[int]) -> set[int]:
    """The syllable breaks of a word with these seams."""
    ends = pairwise(sorted({0, len(word), *seams}))
    return {start + place for start, end in ends for place in syllable_places(word[start:end])}


def test_seams_are_right_and_most_are_found() -> None:
    """Of the seams found 97 % are right, of those there are 85 % are found."""
    answers = [({*finnish_seams(word)}, seams) for word, seams in compounds()]
    right = sum(len(found & seams) for found, seams in answers)
    assert right / sum(len(found) for found, _ in answers) >= 0.97
    assert right / sum(len(seams) for _, seams in answers) >= 0.85


def test_syllables_do_not_ignore_seams() -> None:
    """In at most one word of a hundred a syllable break cuts across a seam: yrity-syhteistyö."""
    words = list(compounds())
    cut = [
        word
        for word, seams in words
        if not syllables(word, {*finnish_seams(word)}) <= syllables(word, seams) | seams
    ]
    assert len(cut) <= len(words) / 100


def test_the_designers_breaks_are_offered_and_first() -> None:
    """All the designer's breaks are offered in headings; most seams are the rightmost one."""
    hyphenator = Hyphenator("fi", minimum=HEADING)
    first = 0
    for marked in judged("deck"):
        place = len(marked.split("||")[0].replace("|", ""))
        breaks = hyphenator.breaks(marked.replace("|", ""))
        assert place in [each.at for each in breaks], marked
        seams = [each.at for each in breaks if each.kind is SEAM]
        first += bool(seams) and max(seams) == place
    assert len(judged("deck")) == 25
    assert first >= 22


@pytest.mark.parametrize("word", ["lintuaita", "autoalan", "maailma"])
def test_equal_vowels_do_not_meet_at_a_seam(word: str) -> None:
    """Finnish writes a hyphen between equal vowels (linja-auto), so no seam is there."""
    assert all(word[place - 1] != word[place] for place in model_seams(word))


def test_the_points_are_found_on_their_pages() -> None:
    """A place sees the strings of its letters and the shorter ones within them, and no others."""
    strings = {
        "before": {"s": 1, "as": 2, "kas": 3, "ukas": 10, "kat": 5},
        "after": {"t": 6, "tie": 7, "tien": 255, "ti$": 0},
        "around": {"st": 8, "asti": 9, "kastie": 4},
    }
    model = SeamModel(*tables(packed(strings)))
    assert model.before["kas"].points == {"s": 1, "as": 2, "kas": 3, "ukas": 10}
    assert model.before["las"].points == {"s": 1, "as": 2}
    assert model.after["tie"].points == {"t": 6, "tie": 7, "tien": 255}
    assert model.around["asti"].points == {"st": 8, "asti": 9, "kastie": 4}
    assert model.around["łłłł"].points == {}


@given(st.text(max_size=4))
@example("š¤€ž")
def test_a_stem_is_numbered_as_it_is_encoded(stem: str) -> None:
    """The pages of the data are found by the bytes of their letters."""
    assert _number(stem) == int.from_bytes(stem.encode(ENCODING, "replace"), "big")


def test_the_data_is_small() -> None:
    """The data of a language takes at most 0.7 MB of the package."""
    sizes = [path.stat().st_size for path in DATA.glob("*-seams.bin")]
    assert 0 < max(sizes) <= 700_000


@pytest.mark.parametrize(
    "shown",
    [
        "kunta·lais|aloit·teet", "yri·tys|yhteis|työ", "(hymiö|lait·teet).", "van·hus|neu·vosto,",
        "Info-TV:t", "Asi·a·kas-", "-tilai·suu·det", "KÄYT·TÄ·JIEN", "YTHS", "EU:n", "raa'an",
        "some-kes·kus·te·lut", "koe.fi", "A4-arkki", "osallistuvabudjetointi2024",
        "ruoan", "asu·kas|ryh·mät/kau·pun·gin|osat", "OmaStadi",
    ],
)  # fmt: skip
def test_breaks_shown(shown: str) -> None:
    """Finnish words with the breaks that leave three letters, as `hyphenate` prints them."""
    minimum = 4 if shown.startswith("kunta") else 3
    word = shown.replace("·", "").replace("|", "")
    assert Hyphenator("fi", minimum=minimum).show(word) == shown


@pytest.mark.parametrize(
    "syllabified",
    [
        "jouk-kois-ta-mi-nen", "ruo-an", "lau-an-tai", "elekt-ro-niik-ka", "ma-che-te", "hy-vää",
        "asi-a-kas", "kau-an", "stra-te-gia", "lu-kea", "aa-mu", "yö",
    ],
)  # fmt: skip
def test_syllables(syllabified: str) -> None:
    """Syllables begin with the last consonant before a vowel, or between vowels that are two."""
    word = syllabified.replace("-", "")
    ends = [0, *syllable_places(word), len(word)]
    assert "-".join(word[start:end] for start, end in pairwise(ends)) == syllabified


@pytest.mark.parametrize(
    "shown",
    [
        "asu·kas|il·ta",
        "ko·ke·mus|il·taan",
        "op·pi·las|il·las·sa",
        "var·pu·sil·ta",
        "sa·ta·ma|sil·ta",
    ],
)
def test_an_evening_is_none_of_a_nouns_endings(shown: str) -> None:
    """What ends as the plural of a noun does is a compound where its other forms are."""
    word = shown.replace("·", "").replace("|", "")
    assert Hyphenator("fi").show(word) == shown


def test_the_authors_marks_stand_alone() -> None:
    """In a piece with soft hyphens the word breaks there and nowhere else."""
    assert Hyphenator("fi").breaks("osal\u00adlisuus-raportti") == (
        Break(4, MARK),
        Break(11, HYPHEN),
        Break(13, SYLLABLE),
        Break(17, SYLLABLE),
    )


@pytest.mark.parametrize("entry", ["Kunta|laisaloite", "kunta-laisaloite", "kunta\u00adlaisaloite"])
def test_listed_words_break_as_listed(entry: str) -> None:
    """A word of the deck's list breaks at its marks only, in capitals and with commas too."""
    assert Hyphenator("fi", [entry]).show("KUNTALAISALOITE,") == "KUNTA|LAISALOITE,"


def test_a_listed_word_without_marks_never_breaks() -> None:
    """An entry without marks forbids breaks; one with marks may have a real hyphen."""
    hyphenator = Hyphenator("fi", ["Kerrokantasi", "e-palvelu|seteli"])
    assert hyphenator.show("Kerrokantasi") == "Kerrokantasi"
    assert hyphenator.show("e-palveluseteli") == "e-palvelu|seteli"


@pytest.mark.parametrize("word", ["e-kirja", "-aloite", "aloite-", "COVID-19", "a-b"])
def test_no_break_at_these_hyphens(word: str) -> None:
    """A hyphen breaks a line only with two letters or more on both sides."""
    assert HYPHEN not in [each.kind for each in Hyphenator("fi").breaks(word)]


def test_addresses_break_after_their_own_signs() -> None:
    """An address goes on after a slash, a dot between parts and the like; no hyphen is added."""
    word = "https://www.hel.fi/kerro?a=bc"
    found = Hyphenator("fi").breaks(word)
    assert {each.kind for each in found} == {HYPHEN}
    assert [word[: each.at] for each in found] == [
        "https://",
        "https://www.",
        "https://www.hel.",
        "https://www.hel.fi/",
        "https://www.hel.fi/kerro?",
        "https://www.hel.fi/kerro?a=",
    ]


@pytest.mark.parametrize("word", ["24.11.2026", "1.–3.5.2026", "1.234.567,89", "12.30", "v1.10.22"])
def test_dates_and_numbers_stay_whole(word: str) -> None:
    """Dots between digits make no address, after whose dots a line may end."""
    assert not Hyphenator("fi").breaks(word)


def test_a_name_in_an_address_stays_whole() -> None:
    """Only parts of sixteen letters and more break where there is no sign."""
    word = "etu.suku@hyvinvointialue.example-municipality-x.org"
    assert [word[: each.at] for each in Hyphenator("fi").breaks(word)] == [
        "etu.",
        "etu.suku@",
        "etu.suku@hyvinvointialue.",
        "etu.suku@hyvinvointialue.example-",
        "etu.suku@hyvinvointialue.example-municipality-",
    ]


def test_paths_of_windows_break_after_their_signs() -> None:
    """The name of a folder stays whole, and goes on after a backslash or an underscore."""
    word = "firstname.lastname\\materials\\cards_final_v3.pptx"
    assert [word[: each.at] for each in Hyphenator("en").breaks(word)] == [
        "firstname.",
        "firstname.lastname\\",
        "firstname.lastname\\materials\\",
        "firstname.lastname\\materials\\cards_",
        "firstname.lastname\\materials\\cards_final_",
        "firstname.lastname\\materials\\cards_final_v3.",
    ]


def test_other_languages() -> None:
    """Patterns for languages that have them; none rather than wrong ones for the others."""
    assert Hyphenator("sv-FI", minimum=3).show("Medborgarinitiativ") == "Med·bor·gar|ini·ti·a·tiv"
    assert Hyphenator("en-GB").breaks("hyphenation")
    assert {each.kind for each in Hyphenator("et").breaks("raamatukogu")} == {SYLLABLE}
    for language in ("se", "so", "ar", "xx-unknown"):
        assert not Hyphenator(language).breaks("gielddastivra")


@given(
    word=st.text(alphabet="aeiouyäöksntlr-\u00ad:.,()1AÄKİé", max_size=20),
    minimum=st.integers(2, 5),
    language=st.sampled_from(["fi", "sv", "se"]),
)
@example(word="asukas\u00ad-ilta", minimum=2, language="fi")
def test_breaks_are_in_order_and_leave_enough(word: str, minimum: int, language: str) -> None:
    """Breaks are ordered and inside the word; those not the author's leave the minimum."""
    text = word.replace("\u00ad", "")
    hyphenator = Hyphenator(language, minimum=minimum)
    breaks = hyphenator.breaks(word)
    places = [each.at for each in breaks]
    assert places == sorted(set(places))
    assert all(0 < place < len(text) for place in places)
    assert hyphenator.show(word).replace("·", "").replace("|", "") == text
    for each in breaks:
        if each.kind >= SEAM:
            assert text[each.at - minimum : each.at].isalpha()
            assert text[each.at : each.at + minimum].isalpha()


class FakeVoikko:
    """A dictionary with a few words."""

    READINGS = {
        "keskusteluilta": ["=pppppppppppppp", "=pppppppppp=pppp"],
        "kokonaiskuva": ["=pppp=pppp=pppp"],
        "Helsinki": ["=ippppppp"],
    }

    def analyze(self, word: str) -> list[dict[str, str]]:
        """Voikko's answer, as far as it is used."""
        return [{"STRUCTURE": structure} for structure in self.READINGS.get(word, [])]


@pytest.mark.parametrize(
    ("word", "guess", "seams"),
    [
        ("keskusteluilta", (10,), (10,)),  # two readings: the one that is guessed
        ("keskusteluilta", (), ()),
        ("kokonaiskuva", (), (8,)),  # not koko|nais|kuva
        ("helsinki", (3,), ()),  # known as a name
        ("hymiölaitteet", (5,), (5,)),  # unknown: guessed
    ],
)
def test_voikko_knows_and_the_rest_is_guessed(
    word: str, guess: tuple[int, ...], seams: tuple[int, ...]
) -> None:
    """With the extra, known words break as the dictionary says, others as without it."""
    assert voikko_seams(FakeVoikko(), word, lambda _: guess) == seams


def test_voikko_is_used_when_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finnish seams come from the dictionary if it is installed."""
    monkeypatch.setattr(finnish, "voikko", FakeVoikko)
    assert finnish_seams("kokonaiskuva") == (8,)


def test_voikko_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library there is no dictionary, and no error."""

    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(voikko, "import_module", missing)
    assert voikko.voikko.__wrapped__() is None


def test_voikkos_signs() -> None:
    """Voikko's STRUCTURE has a = before each part and a sign for each letter."""
    assert structure_seams("=ppppp=ppp=ppppp") == (5, 8)
    assert structure_seams("=ppp") == ()
