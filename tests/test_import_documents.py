"""Importing documents: the transcript of the printed deck, Word, Markdown, JSON, YAML."""

import re
import zipfile
from pathlib import Path

import pytest

from commands import run_here as call
from docx_samples import document, heading, paragraph, table
from korttipakka.build.importing.card_texts import ICON
from korttipakka.build.importing.joining import Joiner
from korttipakka.model.deck import Card
from korttipakka.reading.deck import read_deck

TESTS = Path(__file__).parent
SEED = TESTS / "data" / "seed-deck.md"
SHIPPED = TESTS.parent / "cards" / "osallisuus"

SLIPS = {
    "Avoim valmistelu": "Avoin valmistelu",
    "Palauttejärjestelmät": "Palautejärjestelmät",
    "turvallisuuuskävelyt": "turvallisuuskävelyt",
}
"""What stands in print, and what the shipped deck has instead."""


def cards_of(source: Path, folder: Path, *flags: str) -> list[Card]:
    """The cards of a deck that a file gives."""
    done = call("import", source, folder, *flags)
    assert done.exit_code == 0, done.output
    return list(read_deck(folder).cards)


def corrected(text: str) -> str:
    """A text with the slips of the print mended as in the shipped deck."""
    for slip, right in SLIPS.items():
        text = text.replace(slip, right)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The deck made of the transcript, and what was said about it."""
    folder = tmp_path_factory.mktemp("seed") / "deck"
    done = call("import", SEED, folder)
    assert done.exit_code == 0, done.output
    return folder, done.output


def test_the_transcript_gives_the_shipped_deck(seed: tuple[Path, str]) -> None:
    """The 66 cards have the titles, texts, categories and order of the deck that ships."""
    made, shipped = read_deck(seed[0]), read_deck(SHIPPED)
    assert len(made.cards) == 66
    for card, other in zip(made.cards, shipped.cards, strict=True):
        assert corrected(card.title) == other.title
        assert corrected(card.text) == corrected(other.text)
        assert card.category is not None
        assert other.category is not None
        assert card.category.name == other.category.name
        if card.back_title != "alustat vaikutteiset vuoro- Digitaaliset":
            assert card.back_title == other.back_title
    assert [c.name for c in made.categories] == [c.name for c in shipped.categories]
    assert made.language == "fi"


def test_the_slips_of_the_print_are_told_with_their_lines(seed: tuple[Path, str]) -> None:
    """A lone hyphen, titles that differ, misspellings and twins are doubts at their lines."""
    found = re.findall(r"seed-deck\.md:(\d+):1: warning\[([\w-]+)\]", seed[1])
    assert set(found) == {
        ("162", "likely-slip"), ("404", "likely-slip"), ("708", "likely-slip"),
        ("179", "titles-differ"), ("421", "titles-differ"), ("754", "titles-differ"),
        ("275", "doubtful-hyphen"), ("539", "doubtful-hyphen"), ("756", "doubtful-hyphen"),
        ("697", "same-title"), ("850", "same-title"),
    }  # fmt: skip
    assert "its lines are in reverse order" in seed[1]
    assert "should it be 'Verkkoviestintä'?" in seed[1]


def test_the_deck_of_the_transcript_builds(seed: tuple[Path, str], tmp_path: Path) -> None:
    """The command that is named next works without any edit."""
    assert f"Next: korttipakka build {seed[0]}" in seed[1]
    done = call("build", seed[0], "-o", tmp_path / "seed.pdf")
    assert done.exit_code == 0, done.output


def test_the_deck_of_the_transcript_reads_as_by_hand(seed: tuple[Path, str]) -> None:
    """A file for each category, folded texts, and not a quote that need not be there."""
    names = sorted(path.name for path in seed[0].iterdir())
    assert names == [
        "1-kayttajien.yaml", "2-alueellinen.yaml", "3-aktivismi.yaml", "4-asiointi.yaml",
        "5-kaupungin.yaml", "deck.yaml",
    ]  # fmt: skip
    made = (seed[0] / "1-kayttajien.yaml").read_text(encoding="utf-8")
    assert made.startswith(FIRST_CARDS)
    assert made.endswith(LAST_CARD)
    files = [path.read_text(encoding="utf-8") for path in seed[0].iterdir()]
    assert not any(line != line.rstrip() for text in files for line in text.split("\n"))
    assert max(len(line) for text in files for line in text.split("\n")) <= 100


FIRST_CARDS = """\
category: kayttajien
cards:
  - title: Yhteiskehittäminen
    text: >
      Suunnittelussa on mukana asiantuntijoita ja asiakkaita sekä verkostoja. Esimerkkinä
      lastensuojelun nuoret asiakkaat mukana sijaisperheiden kouluttamisessa.

  - title: Palvelumuotoilu
    text: >
      Keskeisenä tavoitteena on palvelukokemuksen käyttäjälähtöinen suunnittelu siten, että palvelu
      vastaa sekä käyttäjien tarpeita että palvelun tarjoajan tavoitteita.

  - title: Asiakasraati

"""

LAST_CARD = """
  - title: Neuvottelu- ja toimikunnat
    text: >
      Esim. 1:

      Kaupunkitasoinen tasa-arvotoimikunta. Jäseninä luottamushenkilöitä, järjestöjen edustajia ja
      kaupungin työntekijöitä.

      Esim. 2:

      Oppilaskunnat ja vanhempainyhdistykset.
"""

HYPHENS = {
    # Hyphens that stand for the rest of a word, in print at a line's end or not.
    "Neuvottelu-\nja toimikunnat": "Neuvottelu- ja toimikunnat",
    "Asiakas- tai\nkävijätutkimus": "Asiakas- tai kävijätutkimus",
    "lähi-,\nvara- sekä\nkaukojuna": "lähi-, vara- sekä kaukojuna",
    # Words that a line's end parts, at seams and at syllables.
    "Yhteis-\nkehittäminen": "Yhteiskehittäminen",
    "Joukkoista-\nminen": "Joukkoistaminen",
    "kirjasto-\npalvelut": "kirjastopalvelut",
    "kaupunki- suunnittelu": "kaupunkisuunnittelu",
    "VUORO-\nVAIKUTUS": "VUOROVAIKUTUS",
    "yhteis\u00ad\ntyö": "yhteistyö",
    # Hyphens that Finnish writes.
    "linja-\nauto": "linja-auto",
    "tasa-\narvo": "tasa-arvo",
    "Helsinki-\nVantaa": "Helsinki-Vantaa",
    "EU-\nmaa": "EU-maa",
    "A4-\narkki": "A4-arkki",
    "Pop up\n-tilaisuudet": "Pop up -tilaisuudet",
}


@pytest.mark.parametrize("printed", HYPHENS, ids=lambda text: text.replace("\n", "|"))
def test_hyphens_at_line_ends(printed: str) -> None:
    """Real hyphens are told from those of a broken line by spelling and seams alone."""
    assert Joiner("fi", []).title(printed)[0] == HYPHENS[printed]


@pytest.mark.parametrize(
    ("language", "printed", "joined"),
    [
        ("sv", "medborgar-\nförslag", "medborgarförslag"),
        ("sv", "barn- och\nungdom", "barn- och ungdom"),
        ("en", "self-\nservice", "self-service"),
        ("de", "Bürger-\nbeteiligung", "Bürgerbeteiligung"),
    ],
)
def test_hyphens_of_other_languages(language: str, printed: str, joined: str) -> None:
    """The words that a hyphen may stand before are those of the deck's language."""
    assert Joiner(language, []).title(printed)[0] == joined


def test_the_text_itself_knows_its_words() -> None:
    """A word that stands elsewhere unbroken, with a hyphen or without, is spelled as there."""
    joiner = Joiner("en", ["a long-term plan", "the cooperation"])
    assert joiner.title("long-\nterm") == ("long-term", [])
    assert joiner.title("co-\noperation")[0] == "cooperation"
    doubts = joiner.title("pre\nself and play-\nground")[1]
    assert [doubt.message for doubt in doubts] == ["the line break in 'playground' was removed"]


def test_headings_of_markdown(tmp_path: Path) -> None:
    """Headings are title, categories and cards; what is below a card is its text."""
    source = tmp_path / "d.md"
    source.write_text(
        "# Deck\n\nIntro.\n\n## Ideas\n\n### Silent *brainstorming*\nTen minutes,\none idea.\n\n"
        "- a\n- b\n\n### Six hats\n\n## Decisions\n\n### Vote\n\nA *b*  \nc\n\n#### Part\n\nx\n",
        encoding="utf-8",
    )
    cards = cards_of(source, tmp_path / "deck", "--language", "en")
    assert [(c.title, c.category and c.category.name) for c in cards] == [
        ("Silent brainstorming", "Ideas"), ("Six hats", "Ideas"), ("Vote", "Decisions"),
    ]  # fmt: skip
    assert cards[0].text == "Ten minutes, one idea.\n\n- a\n- b"
    assert cards[2].text == "A *b*  \nc\n\n#### Part\n\nx"
    assert read_deck(tmp_path / "deck").title == "Deck"
    output = call("import", source, tmp_path / "again", "--language", "en").output
    assert "d.md:3:1: warning[left-out]: 'Intro.' belongs to no card" in output


def test_a_table_in_markdown(tmp_path: Path) -> None:
    """A table with pipes is read as one, with breaks and bars in its cells."""
    source = tmp_path / "d.md"
    source.write_text(
        "# Kortit\n\n| Otsikko | Teksti |\n|---|---|\n| A | eka<br>toka |\n| B | x \\| *y* |\n",
        encoding="utf-8",
    )
    cards = cards_of(source, tmp_path / "deck", "--language", "fi")
    assert [(c.title, c.text.strip()) for c in cards] == [("A", "eka\\\ntoka"), ("B", "x | *y*")]


def test_a_folder_of_markdown(tmp_path: Path) -> None:
    """Each file is a card: values in front matter, a folder for each category, 2 before 10."""
    home = tmp_path / "muistio"
    (home / "Ideat").mkdir(parents=True)
    (home / ".obsidian").mkdir()
    (home / ".obsidian" / "x.md").write_text("# no", encoding="utf-8")
    (home / "Ideat" / "10 tauko.md").write_text("Kahvia.\n", encoding="utf-8")
    (home / "Ideat" / "2 a.md").write_text(
        "---\ntitle: Äänestys\ncategory: Päätös\ncopies: 2\ntags: [a, b]\n---\nTeksti.\n",
        encoding="utf-8",
    )
    (home / "z.md").write_text("# Loppu\n\nHyvä.\n", encoding="utf-8")
    cards = cards_of(home, tmp_path / "deck", "--language", "fi")
    assert [(c.title, c.text.strip(), c.category and c.category.name) for c in cards] == [
        ("Äänestys", "Teksti.", "Päätös"), ("10 tauko", "Kahvia.", "Ideat"),
        ("Loppu", "Hyvä.", None),
    ]  # fmt: skip
    assert (cards[0].copies, cards[0].tags) == (2, ("a", "b"))


def test_suits_in_json(tmp_path: Path) -> None:
    """Suits as the OWASP decks have them: nested groups, ids in place of titles."""
    source = tmp_path / "d.json"
    source.write_text(
        '{"meta": {"language": "EN", "version": 1.20}, "suits": ['
        '{"id": "VE", "name": "Data validation", "cards": ['
        '{"id": "VE2", "value": "2", "desc": "Brian can *gather*"}, {"id": "VE3", "desc": "b"}]},'
        '{"name": "Auth", "cards": [{"id": "A1", "desc": "x"}]}]}',
        encoding="utf-8",
    )
    done = call("import", source, tmp_path / "deck")
    assert "the cards have no titles: their id stands for it" in done.output
    deck = read_deck(tmp_path / "deck")
    assert [(c.title, c.category and c.category.name) for c in deck.cards] == [
        ("VE2", "Data validation"), ("VE3", "Data validation"), ("A1", "Auth"),
    ]  # fmt: skip
    assert (deck.language, deck.cards[0].text.strip()) == (
        "en",
        "Brian can *gather*".replace("*", r"\*"),
    )
    assert deck.cards[0].fields == {"value": "2"}
    again = cards_of(source, tmp_path / "mapped", "--map", "title=value")
    assert again[0].title == "2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"title": "A", "text": "x", "level": 0.10}]', [("A", "x", None)]),
        (
            '{"Ideat": [{"otsikko": "A"}], "Muut": {"B": "y"}}',
            [("A", "", "Ideat"), ("B", "y", "Muut")],
        ),
        ('["A", "B"]', [("A", "", None), ("B", "", None)]),
        (
            '{"cards": [{"title": {"fi": "A", "sv": "C"}, "text": ["x", "y"]}]}',
            [("A", "- x\n- y", None)],
        ),
    ],
)
def test_shapes_of_json(text: str, expected: list[tuple[str, ...]], tmp_path: Path) -> None:
    """Lists of objects, groups under their names, plain titles, languages and lists of texts."""
    source = tmp_path / "d.json"
    source.write_text(text, encoding="utf-8")
    cards = cards_of(source, tmp_path / "deck", "--language", "fi")
    assert [(c.title, c.text.strip(), c.category and c.category.name) for c in cards] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[{"title": "A"', "d.json:1:15: error[bad-json]"),
        ('{"title": "A"} {"title": "B"}', "hint: put all objects between [ and ]"),
        ('[{"title": "A",}]', "hint: delete the comma"),
        ("[]", "there are no cards in the file"),
        ("[" * 100_000, "error["),
        ('{"a": 1}', "there are no cards"),
    ],
)
def test_json_that_is_none(text: str, words: str, tmp_path: Path) -> None:
    """Broken, empty and bottomless files are told, at their places."""
    (tmp_path / "d.json").write_text(text, encoding="utf-8")
    done = call("import", tmp_path / "d.json", tmp_path / "deck")
    assert done.exit_code == 1
    assert words in done.output


def test_other_yaml(tmp_path: Path) -> None:
    """YAML that is no deck of ours: groups of titles with texts, folded lines joined."""
    source = tmp_path / "d.yaml"
    source.write_text(
        "Ideat:\n  Tauko: kahvi\n  Kävely: >\n    ulos ja\n    sisään\nPäätös:\n"
        "  - title: Äänestys\n    text: |\n      eka\n      toka\n",
        encoding="utf-8",
    )
    cards = cards_of(source, tmp_path / "deck")
    assert [(c.title, c.text.strip()) for c in cards] == [
        ("Tauko", "kahvi"), ("Kävely", "ulos ja sisään"), ("Äänestys", "eka\\\ntoka"),
    ]  # fmt: skip


def test_headings_of_word(tmp_path: Path) -> None:
    """Headings of a Word document are cards in categories, with bold, lists and breaks below."""
    body = [
        heading(1, "Kortit"), heading(2, "Ideat"), heading(3, "Aivoriihi"),
        paragraph("Kymmenen ", ("minuuttia", "b"), " * eikä 5 * 3 * 2."), paragraph("Toinen."),
        heading(3, "Tauko"), heading(2, "Muut"), heading(3, "Loppu"), paragraph("- viiva"),
    ]  # fmt: skip
    source = document(tmp_path / "d.docx", body)
    cards = cards_of(source, tmp_path / "deck", "--language", "fi")
    assert [(c.title, c.category and c.category.name) for c in cards] == [
        ("Aivoriihi", "Ideat"), ("Tauko", "Ideat"), ("Loppu", "Muut"),
    ]  # fmt: skip
    assert cards[0].text == "Kymmenen **minuuttia** * eikä 5 * 3 * 2.\n\nToinen."
    assert cards[2].text.strip() == r"\- viiva"
    assert read_deck(tmp_path / "deck").title == "Kortit"


def test_a_table_of_word(tmp_path: Path) -> None:
    """A table with headings is the deck; a heading above it its title, the rest is told."""
    rows = [["Otsikko", "Teksti", "Kategoria"], ["A", "eka", "ideat"], ["B", "toka", "ideat"]]
    body = [heading(1, "Pakka"), paragraph("Johdanto"), table(rows), heading(2, "Liite")]
    source = document(tmp_path / "d.docx", body)
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    deck = read_deck(tmp_path / "deck")
    assert [(c.title, c.text.strip()) for c in deck.cards] == [("A", "eka"), ("B", "toka")]
    assert deck.title == "Pakka"
    for words in ("'Johdanto' stands outside the table", "'Liite' stands outside the table"):
        assert words in done.output


def test_the_nasty_document(tmp_path: Path) -> None:
    """A table with merged and nested cells: a row with a text and no title is named."""
    done = call("import", TESTS / "tables" / "t.docx", tmp_path / "deck")
    assert done.exit_code == 1
    assert (
        "t.docx:table!A6: error[missing-title]: this row has no title; it says 'nested table'"
        in done.output
    )
    source = tmp_path / "t.docx"
    with zipfile.ZipFile(TESTS / "tables" / "t.docx") as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<w:t>nested table</w:t>", b""))
    cards = cards_of(source, tmp_path / "deck", "--language", "fi")
    assert [card.title for card in cards] == ["Yhteiskehittäminen", "Merged", "vertical merge"]
    assert cards[0].text.strip() == (
        "Kolme **lihavoitua** ja *kursiivia*\n\ntoinen kappale\n\n- eka\n- toka"
    )
    assert cards[1].text.strip() == "spans two"


def test_nothing_to_tell_cards_by(tmp_path: Path) -> None:
    """A document without headings and tables says what would help."""
    source = document(tmp_path / "d.docx", [paragraph("Vain tekstiä.")])
    done = call("import", source, tmp_path / "deck")
    assert "there are no headings in the file" in done.output
    assert "make each card's title a heading" in done.output
    (tmp_path / "d.md").write_text("Vain tekstiä.\n", encoding="utf-8")
    assert "no headings" in call("import", tmp_path / "d.md", tmp_path / "deck").output


def test_icons_of_a_document_come_along(tmp_path: Path) -> None:
    """An icon in a line is copied with its text; one that is missing is printed as it was typed."""
    (tmp_path / "icons").mkdir()
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    (tmp_path / "icons" / "clock.svg").write_text(icon, encoding="utf-8")
    source = tmp_path / "d.md"
    source.write_text(
        "# Pakka\n\n## Kortit\n\n### Tauko\n\n![kello](icons/clock.svg) 20 min ![x](no.svg)\n\n"
        "### Loppu\n\nHyvästi.\n",
        encoding="utf-8",
    )
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert done.exit_code == 0, done.output
    assert "'no.svg' is no picture that is there" in done.output
    assert (tmp_path / "deck" / "clock.svg").read_text(encoding="utf-8") == icon
    assert read_deck(tmp_path / "deck").cards[0].text == r"![kello](clock.svg) 20 min \![x](no.svg)"
    done = call("check", tmp_path / "deck")
    assert done.exit_code == 0, done.output


def test_pictures_that_never_end_are_looked_at_once() -> None:
    """A megabyte of beginnings of pictures is read at once, and a picture behind them found."""
    (found,) = ICON.finditer("![a" * 350_000 + " ![Wow!](wow.svg)")
    assert found.groups() == ("Wow!", "wow.svg")
