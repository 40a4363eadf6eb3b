"""The shipped deck says what the printed cards say, word for word.

`data/seed-deck.md` is a transcript of the printed cards, given with the project brief. It is read
here on its own terms, without the code under test, and compared with the deck files as plain YAML.
The last tests are about the translations, which no print can be compared with.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from commands import run_here
from korttipakka.build.pictures import usable_layouts

TRANSCRIPT = Path(__file__).parent / "data" / "seed-deck.md"
DECK = Path(__file__).parents[1] / "cards" / "osallisuus"

COUNTS = {
    "kayttajat": 10,
    "alueellinen": 17,
    "aktivismi": 14,
    "asiointi": 12,
    "paatoksenteko": 13,
}

# Words that the designer broke at a hyphen which is no part of the spelling. Any other hyphen at a
# line's end is a real one, as in "Asiakas- tai kävijätutkimus".
BROKEN_WORDS = (
    "Yhteis-kehittäminen",
    "Palvelu-muotoilu",
    "Kokemus-asiantuntijat",
    "kuulemis-tilaisuudet",
    "kaupunki-tilassa",
    "Sparraus-ryhmät",
    "Asukas-yhdistykset",
    "kaupunginosa-liikkeet",
    "Verkko-keskustelut",
    "Aluetoimija-yhteistyö",
    "Vapaaehtois-toiminta",
    "Joukkoista-minen",
    "Some-vaikuttaminen",
    "VUORO-VAIKUTUKSEN",
    "vuorovaikutus-taidot",
    "Pikapalaute-laitteet",
    "helppo-käyttöisyys",
    "Palautte-järjestelmät",
    "Vaihtoehto-suunnitelmat",
    "Lausunto-pyynnöt",
    "vuoro-vaikutteiset",
    "Muutoksen-haut",
    "Kuntalais-aloitteet",
    "Vuorovaikutus-raportit",
)

# What the printer got wrong, as printed (joined to one line) and as it should be.
CORRECTED = {
    "Avoim valmistelu": "Avoin valmistelu",
    "Palauttejärjestelmät": "Palautejärjestelmät",
    "Esimerkiksi turvallisuuuskävelyt ja kaavakävelyt.": (
        "Esimerkiksi turvallisuuskävelyt ja kaavakävelyt."
    ),
    "alustat vaikutteiset vuoro- Digitaaliset": "Digitaaliset vuorovaikutteiset alustat",
}


LANGUAGES = ("fi", "sv", "en")
NO_TEXT = dict.fromkeys(LANGUAGES, "")


@dataclass(frozen=True)
class Printed:
    """One card: what its two sides say, and the category at its foot."""

    title: str
    back_title: str
    text: tuple[str, ...]
    category: str


def one_line(lines: list[str]) -> str:
    """A paragraph of the transcript without Markdown, on one line, as it is spelled."""
    text = " ".join(line.strip() for line in lines)
    text = re.sub(r"^# +", "", text).replace("**", "")
    for word in BROKEN_WORDS:
        start, end = word.split("-")
        text = re.sub(rf"\b{start}- {end}\b", start + end, text)
    return CORRECTED.get(text, text)


def paragraphs(transcript: str) -> list[str]:
    """The paragraphs of the transcript in order, "---" among them."""
    blocks = re.split(r"\n[ \t]*\n", transcript.strip())
    return [one_line(block.strip().split("\n")) for block in blocks if block.strip()]


def printed_cards(transcript: str, categories: dict[str, str]) -> Iterator[Printed]:
    """The cards: a front title, "---", a back title, texts, and the category that ends the card."""
    keys = {name.upper(): key for key, name in categories.items()}
    card: list[str] = []
    for paragraph in paragraphs(transcript):
        if paragraph not in keys:
            card.append(paragraph)
            continue
        title, line, back_title, *text = card
        assert line == "---", card
        assert "---" not in text, card
        yield Printed(title, back_title, tuple(text), keys[paragraph])
        card = []
    assert not card, "the transcript ends within a card"


def yaml_files() -> list[dict[str, Any]]:
    """The card files in name order, read by nothing but PyYAML."""
    paths = sorted(path for path in DECK.glob("*.yaml") if path.name != "deck.yaml")
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]


def yaml_cards(language: str = "fi") -> list[Printed]:
    """The cards of the deck files in a language, in order."""
    return [
        Printed(
            card["title"][language],
            card.get("back_title", card["title"])[language],
            tuple(part for part in card.get("text", NO_TEXT)[language].split("\n") if part),
            card.get("category", file["category"]),
        )
        for file in yaml_files()
        for card in file["cards"]
    ]


@pytest.fixture(scope="module")
def deck() -> dict[str, Any]:
    """What deck.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DECK / "deck.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def printed(deck: dict[str, Any]) -> list[Printed]:
    """The cards of the transcript."""
    names = {key: category["name"]["fi"] for key, category in deck["categories"].items()}
    return list(printed_cards(TRANSCRIPT.read_text(encoding="utf-8"), names))


def test_every_card_says_what_was_printed(printed: list[Printed]) -> None:
    """Titles, back titles, paragraphs, categories and order are those of the transcript."""
    written = yaml_cards()
    for on_paper, in_yaml in zip(printed, written, strict=False):
        assert in_yaml == on_paper
    assert len(written) == len(printed) == 66


def test_categories_have_their_number_of_cards() -> None:
    """Each file holds the cards of one category, and as many as were printed."""
    assert {file["category"]: len(file["cards"]) for file in yaml_files()} == COUNTS


def test_deck_names_its_categories_in_order(deck: dict[str, Any]) -> None:
    """The deck is Finnish and lists its five categories in the order of the print."""
    assert deck["title"]["fi"] == "Osallisuuden keinot"
    assert deck["language"] == "fi"
    assert list(deck["categories"]) == list(COUNTS)


def test_every_line_break_and_slip_is_met() -> None:
    """No broken word and no corrected slip in the lists above is superfluous or misspelt."""
    transcript = " ".join(TRANSCRIPT.read_text(encoding="utf-8").replace("*", "").split())
    for word in BROKEN_WORDS:
        assert word.replace("-", "- ") in transcript
    for slip in CORRECTED:
        assert slip.replace("Palauttej", "Palautte- j") in transcript


def test_corrections_are_told_in_comments() -> None:
    """Whoever reads the deck files learns what was printed wherever a slip was corrected."""
    comments = "\n".join(
        line.partition("#")[2]
        for path in sorted(DECK.glob("*.yaml"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    for slip in ("Avoim", "turvallisuuuskävelyt", "Palautte-", "alustat / vaikutteiset / vuoro-"):
        assert slip in comments


def test_same_titles_in_two_categories_both_stay() -> None:
    """Two titles are printed in two categories each, and neither card is dropped."""
    places: dict[str, list[str]] = {}
    for card in yaml_cards():
        places.setdefault(card.title, []).append(card.category)
    assert {title: where for title, where in places.items() if len(where) > 1} == {
        "Asukasillat": ["alueellinen", "paatoksenteko"],
        "Joukkoistaminen": ["aktivismi", "paatoksenteko"],
    }


def luminance(color: str) -> float:
    """The relative luminance of "#rrggbb" by WCAG 2."""
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_category_colours_can_carry_white_text(deck: dict[str, Any]) -> None:
    """Each category has a colour of its own that has a contrast of 4.5 : 1 with white, or more."""
    colors = [category["color"] for category in deck["categories"].values()]
    assert len(set(colors)) == 5
    for color in colors:
        assert 1.05 / (luminance(color) + 0.05) >= 4.5


def test_deck_files_are_easy_on_the_eye() -> None:
    """No line of the deck is longer than 100 characters, and none ends in a blank."""
    for path in DECK.glob("*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert len(line) <= 100
            assert line == line.rstrip()


def test_every_text_is_translated(deck: dict[str, Any]) -> None:
    """Titles, texts and names are in three languages, none empty, none a copy of the Finnish."""
    texts = [deck["title"], *(category["name"] for category in deck["categories"].values())]
    for file in yaml_files():
        for card in file["cards"]:
            texts += [card[field] for field in ("title", "text", "back_title") if field in card]
    assert len(texts) == 1 + 5 + 66 + 29 + 2
    for text in texts:
        assert tuple(text) == LANGUAGES
        assert all(words.strip() for words in text.values())
        assert text["fi"] not in {text["sv"], text["en"]}


def test_translations_match_the_originals() -> None:
    """Each translated text has as many paragraphs as the Finnish, and equal titles stay equal."""
    for language in ("sv", "en"):
        pairs = list(zip(yaml_cards(), yaml_cards(language), strict=True))
        for finnish, translated in pairs:
            assert len(translated.text) == len(finnish.text)
        titles = {(finnish.title, translated.title) for finnish, translated in pairs}
        assert len(titles) == 64


def test_translations_say_what_they_are() -> None:
    """deck.yaml tells that the Swedish and the English were made for this project."""
    comments = (DECK / "deck.yaml").read_text(encoding="utf-8").split("title:")[0]
    assert "translations made for this" in comments


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("layout", usable_layouts())
def test_translations_fit_every_layout(language: str, layout: str) -> None:
    """Each layout prints the translated deck without a warning, but that one which asks only."""
    flags = ["--language", language, "--layout", layout, "--format", "json"]
    done = run_here("check", DECK, *flags)
    told = [problem["message"] for problem in json.loads(done.stdout)]
    if layout == "question":  # its cards have a title and no text
        (message,) = told
        assert message.endswith("of 28 more is not shown: the layout 'question' has no box for it")
    else:
        assert told == []
