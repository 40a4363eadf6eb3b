"""Reading decks: what a facilitator writes, and what is said about what went wrong."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from korttipakka import build_deck
from korttipakka.basics.problems import KorttipakkaError, Problem, Severity
from korttipakka.model.deck import Card, Deck
from korttipakka.reading import deck as reading
from korttipakka.reading import files
from korttipakka.reading.deck import DeckReader, read_deck
from korttipakka.reading.schema import CARD_FIELDS, DECK_FIELDS, deck_json_schema
from korttipakka.reading.text import as_identifier, clean

ROOT = Path(__file__).parent.parent
BAD_DECKS = sorted((ROOT / "tests" / "bad_decks").glob("*.yaml"))

EXPECTED = re.compile(r"^# Error: (\d+:\d+) (\S+) ?(.*)$", re.MULTILINE)


def deck_of(folder: Path, text: str, language: str | None = None) -> Deck:
    """The deck of a single file."""
    path = folder / "deck.yaml"
    path.write_text(text, encoding="utf-8")
    return read_deck(path, language)


def card_of(folder: Path, *lines: str) -> Card:
    """The only card of a deck, by the lines of its fields."""
    fields = "".join(f"\n    {line}" for line in lines)
    return deck_of(folder, f"title: Pakka\ncards:\n  - title: Kortti{fields}\n").cards[0]


def problems_of(path: Path, language: str | None = None) -> tuple[Problem, ...]:
    """What is wrong with a deck."""
    with pytest.raises(KorttipakkaError) as caught:
        read_deck(path, language)
    return caught.value.problems


def folder_of(folder: Path, **files: str) -> Path:
    """A deck's folder; a file's name has no suffix here, and `_` for `-`."""
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", BAD_DECKS, ids=lambda path: path.stem)
def test_bad_deck(path: Path) -> None:
    """A bad deck gets exactly the problems that its comments expect, with their words."""
    expected = EXPECTED.findall(path.read_text(encoding="utf-8", errors="replace"))
    problems = problems_of(path)
    found = [(str(p.at).removeprefix(f"{path}:"), p.code) for p in problems]
    assert found == [(place, code) for place, code, _ in expected]
    for problem, (_, _, words) in zip(problems, expected, strict=True):
        assert words in str(problem).replace("\n", " | ")


def test_codes_are_documented() -> None:
    """Every code of a problem that the source may raise stands in docs/problems.md."""
    documented = set(re.findall(r"^\| `([a-z0-9-]+)` \|", problems_page(), re.MULTILINE))
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    codes = set(re.findall(r'(?:\b(?:error|Problem|_invalid)\(\s*|code=)"([a-z0-9-]+)"', source))
    assert len(codes) > 20
    assert codes <= documented


def problems_page() -> str:
    """The page that lists the codes."""
    return (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")


def test_bad_decks_cover_the_codes_of_reading() -> None:
    """Every code of the deck's schema is expected by some bad deck."""
    source = (ROOT / "src/korttipakka/reading/schema.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'_invalid\(\s*"([a-z0-9-]+)"', source))
    assert len(codes) > 8
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in BAD_DECKS)
    assert codes <= {code for text in texts for _, code, _ in EXPECTED.findall(text)}


def test_shipped_deck() -> None:
    """The shipped folder reads in the order of its files, 66 cards in five categories."""
    deck = read_deck(ROOT / "cards" / "osallisuus")
    counts = [sum(c.category == category for c in deck.cards) for category in deck.categories]
    assert counts == [10, 17, 14, 12, 13]
    assert [card.number for card in deck.cards] == list(range(1, 67))
    assert (deck.language, deck.layout) == ("fi", "workshop")
    assert len({card.id for card in deck.cards}) == 66


def test_every_field(tmp_path: Path) -> None:
    """Every field of a deck and of a card arrives where it belongs."""
    (tmp_path / "kuvat").mkdir()
    (tmp_path / "kuvat" / "a.png").write_bytes(b"")
    deck = deck_of(
        tmp_path,
        """
title: Pakka
language: sv
layout: ./oma.yaml
hyphenation: [kunta-?lais|aloite, asukas]
categories:
  a: {name: Aa, color: teal, icon: kuvat/a.png}
  b: Bee
category: b
cards:
  - title: Otsikko
    text: >
      Yksi
      kaksi.
    category: a
    id: eka
    subtitle: Ala
    back_title: Taka
    image: kuvat/a.png
    link: https://example.org/?a=b-?c
    copies: 3
    tags: yksi, kaksi
    color: "#0f6b75"
    notes: Vain ohjaajalle
    fields: {kesto: 20 min}
  - title: Toinen
    tags: [a, b]
""",
    )
    one, two = deck.cards
    assert (deck.title, deck.language, deck.layout) == ("Pakka", "sv", "./oma.yaml")
    assert deck.hyphenation == ("kunta\u00adlais|aloite", "asukas")
    assert [c.name for c in deck.categories] == ["Aa", "Bee"]
    assert deck.categories[0].icon == tmp_path / "kuvat" / "a.png"
    assert one == Card(
        id="eka", title="Otsikko", text="Yksi\nkaksi.", category=deck.categories[0],
        subtitle="Ala", back_title="Taka", image=tmp_path / "kuvat" / "a.png",
        link="https://example.org/?a=b-?c", copies=3, tags=("yksi", "kaksi"), color="#0f6b75",
        notes="Vain ohjaajalle", fields={"kesto": "20 min"}, number=1,
    )  # fmt: skip
    assert two == Card(
        id="toinen", title="Toinen", category=deck.categories[1], tags=("a", "b"), number=2
    )
    assert str(one.place("text")).endswith("deck.yaml:12:11")
    assert str(two.place("text")).endswith("deck.yaml:26:5")
    assert type(one.title) is str


@pytest.mark.parametrize("title", ["On", "No", "12:30", "0777", "2026-11-24", "~", "null", "1e3"])
def test_titles_stay_as_typed(tmp_path: Path, title: str) -> None:
    """A title that YAML would take for a truth value, a time or a number stays what was typed."""
    assert deck_of(tmp_path, f"title: {title}\ncards: [title: {title}]").cards[0].title == title


def test_texts_keep_their_lines_and_titles_do_not(tmp_path: Path) -> None:
    """Markdown sees the lines of a text as typed; a title over lines is one line."""
    deck = deck_of(
        tmp_path,
        """
title: >
  Iso
  pakka
cards:
  - title: |
      Pitkä

      otsikko
    text: >
      Yksi:

      - kaksi
        - kolme
  - title: Toinen
    text: Yksi

      kaksi
      kolme
""",
    )
    assert (deck.title, deck.cards[0].title) == ("Iso pakka", "Pitkä otsikko")
    assert deck.cards[0].text == "Yksi:\n\n- kaksi\n  - kolme"
    assert deck.cards[1].text == "Yksi\n\nkaksi kolme"


def test_empty_values_are_as_good_as_none(tmp_path: Path) -> None:
    """A key without a value is the same as no key, as a form that is filled in later has it."""
    lines = "text:,category:,id:,subtitle:,image:,link:,copies:,tags:,notes:,fields:".split(",")
    assert card_of(tmp_path, *lines) == Card(id="kortti", title="Kortti")


def test_folder_in_name_order(tmp_path: Path) -> None:
    """The deck's own cards come first, then the other files' in the order of their names."""
    files = {
        "deck": "title: P\ncategories: {a: Aa, b: Bee}\ncards: [title: eka]",
        "2": "category: b\ncards: [title: kolmas, {title: neljäs, category: a}]",
        "1": "category: a\ncards: [title: toinen]",
        "9": "cards:",
    }
    (tmp_path / "._1.yaml").write_bytes(b"\0\1")
    (tmp_path / "huom.txt").write_text("ei kortteja")
    (tmp_path / "kansio.yaml").mkdir()
    deck = read_deck(folder_of(tmp_path, **files))
    assert [card.title for card in deck.cards] == ["eka", "toinen", "kolmas", "neljäs"]
    assert [card.category and card.category.key for card in deck.cards] == [None, "a", "b", "a"]
    assert deck.root == tmp_path


def test_layout_beside_the_deck_holds_no_cards(tmp_path: Path) -> None:
    """A layout file in the deck's folder is not taken for cards."""
    files = {"deck": "title: P\nlayout: ./oma.yaml\ncards: [title: A]", "oma": "extends: base"}
    assert len(read_deck(folder_of(tmp_path, **files)).cards) == 1


@pytest.mark.parametrize(
    "own",
    [
        "base: workshop\nfront: {title: {size: 20 pt}}",
        "extends: workshop\nFront: {title: {size: 20 pt}}",
        "extends: workshop\ncolours: {ink: red}\nback: {text: {size: 9 pt}}",
    ],
)
def test_a_layout_with_a_slip_at_its_top_holds_no_cards(tmp_path: Path, own: str) -> None:
    """By its sides it is a layout all the same: its slip is told where layouts are read."""
    files = {"deck": "title: P\nlayout: ./own.yaml\ncards: [title: A]", "own": own}
    assert len(read_deck(folder_of(tmp_path, **files)).cards) == 1


def test_problems_of_all_files(tmp_path: Path) -> None:
    """The problems of all files are reported in one run, by file and line."""
    files = {
        "deck": "titel: P\ncategories: {a: Aa}",
        "1": "language: fi\ncards:\n  - title: A\n    id: x\n  - {}",
        "2": "cards:\n  - title: B: C",
        "3": "cards:\n  - title: B\n    category: aa\n    id: x",
    }
    problems = problems_of(folder_of(tmp_path, **files))
    assert [(Path(p.at.shown).name, p.at.line, p.code) for p in problems if p.at] == [
        ("1.yaml", 1, "unknown-key"),
        ("1.yaml", 5, "missing-title"),
        ("2.yaml", 2, "yaml-syntax"),
        ("3.yaml", 3, "unknown-category"),
        ("3.yaml", 4, "duplicate-id"),
        ("deck.yaml", 1, "unknown-key"),
    ]
    assert "belongs in deck.yaml" in problems[0].hint


def test_broken_deck_file_hides_no_other_problem(tmp_path: Path) -> None:
    """When deck.yaml cannot be read, no card's category is called unknown, but slips are."""
    files = {"deck": "title: [", "1": "category: a\ncards:\n  - titel: A\n    title: B"}
    codes = [p.code for p in problems_of(folder_of(tmp_path, **files))]
    assert codes == ["unknown-key", "yaml-syntax"]


def test_missing_decks(tmp_path: Path) -> None:
    """A path without a deck is an error that helps: a near name, or what a deck's folder has."""
    (tmp_path / "osallisuus").mkdir()
    (near,) = problems_of(tmp_path / "osalisuus")
    (bare,) = problems_of(tmp_path / "osallisuus")
    meant = f"did you mean '{tmp_path / 'osallisuus'}'?"
    assert (near.code, near.hint) == ("missing-deck", meant)
    assert bare.code == "missing-deck"
    assert "deck.yaml" in bare.message
    assert problems_of(tmp_path / ("x" * 5000))[0].code == "missing-deck"
    assert problems_of(tmp_path / "a\0b")[0].code == "missing-deck"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https:/e.org/a", "https://e.org/a"), ("htpps://e.org/a", "https://e.org/a"),
        ("https;//e.org:80/a", "https://e.org:80/a"), ("//e.org/a", "https://e.org/a"),
        ("https:// e.org/our page", "https://e.org/our%20page"),
        ("https:\\\\e.org\\a", "https://e.org/a"), ("See https://e.org/a.", "https://e.org/a"),
        ("https://e.org/a, https://f.org", "https://e.org/a"), ("javascript:alert(1)", ""),
        ("see below", ""), ("a/b", ""),
    ],
)  # fmt: skip
def test_which_link_is_meant(tmp_path: Path, typed: str, meant: str) -> None:
    """A link that is mistyped, or among words, is written as it should be."""
    deck = f"title: D\nlanguage: en\ncards:\n  - title: A\n    link: '{typed}'\n"
    (problem,) = problems_of(folder_of(tmp_path, deck=deck))
    full = "write it in full, without spaces: https://…, mailto:… or tel:…"
    assert (problem.code, problem.hint) == (
        "bad-link",
        (meant and f"did you mean '{meant}'?") or full,
    )


@pytest.mark.parametrize(
    ("deck", "message", "hint"),
    [
        (
            "---\ntitle: D\n---\n\n# One\n\nText\n\n# Two\n", "this is Markdown, not a deck",
            "name the file deck.md, and make a deck of it: korttipakka import deck.md deck",
        ),
        (
            "<html><pre>title: D\ncards:\n  - title: A\n</pre>", "this is a web page, not a deck",
            "save the text in it as plain text or DOCX, and import that: korttipakka import",
        ),
        (
            "title: D\nlanguage: en\ncard_size: a7\ncards:\n  - title: A\n",
            "there is no key 'card_size' here", "the layout says that, or a flag: --card-size a7",
        ),
        (
            "title: D\nlanguage: en\ncards:\n  - title: A\n    copies: 1 0\n",
            "'1 0' is not a whole number from 0 to 1,000", "write 1, 2, 3 …",
        ),
        (
            "title: D\nlanguage: en\n---\ncards:\n  - title: A\n",
            "a second YAML document begins here",
            "remove the line '---', or make it a file of its own",
        ),
    ],
)  # fmt: skip
def test_what_a_file_is_taken_for(tmp_path: Path, deck: str, message: str, hint: str) -> None:
    """Files of other kinds, settings of layouts and numbers that may be two are told as such."""
    (problem,) = problems_of(folder_of(tmp_path, deck=deck))
    assert (problem.message, problem.hint) == (message, hint)


MANY_LANGUAGES = """
title: {fi: Pakka, sv: Lek}
cards:
  - title: {fi: Kortti, sv: Kort}
    text: Sama
    back_title: {fi: Takana}
"""


def test_language_picks_texts(tmp_path: Path) -> None:
    """The deck's language picks texts; the argument overrides it and becomes the deck's."""
    deck = deck_of(tmp_path, MANY_LANGUAGES)
    assert (deck.title, deck.language, deck.cards[0].title) == ("Pakka", "fi", "Kortti")
    deck = deck_of(tmp_path, MANY_LANGUAGES.replace("{fi: Takana}", "{sv: Bak}"), "sv-FI")
    assert (deck.title, deck.language, deck.cards[0].back_title) == ("Lek", "sv-FI", "Bak")
    assert deck.cards[0].text == "Sama"


def test_missing_translation_has_its_place(tmp_path: Path) -> None:
    """A text that lacks the language asked for is an error where the text is."""
    path = tmp_path / "deck.yaml"
    path.write_text(MANY_LANGUAGES)
    (problem,) = problems_of(path, "sv")
    assert (problem.code, str(problem.at)) == ("missing-translation", f"{path}:6:17")
    (problem,) = problems_of(path, "ruotsin kieli")
    assert problem.code == "bad-language"


def test_soft_hyphens(tmp_path: Path) -> None:
    """`-?` between letters is a soft hyphen in texts, not in links; real hyphens are kept."""
    card = card_of(
        tmp_path,
        "text: Yhteis-?kehittäminen, asiakas- tai Info-TV:t, mitä-? -?a",
        "link: https://a.fi/x-?y",
    )
    assert card.text == "Yhteis\u00adkehittäminen, asiakas- tai Info-TV:t, mitä-? -?a"
    assert card.link == "https://a.fi/x-?y"


def test_decomposed_texts_are_composed(tmp_path: Path) -> None:
    """A file from macOS with decomposed letters gives composed ones, also to find an image."""
    (tmp_path / unicodedata.normalize("NFD", "pöytä.png")).write_bytes(b"")
    text = unicodedata.normalize("NFD", "title: Työ\ncards: [{title: Yö, image: pöytä.png}]")
    deck = deck_of(tmp_path, text)
    assert (deck.title, deck.cards[0].title) == ("Työ", "Yö")
    image = card_of(tmp_path, "image: pöytä.png").image
    assert image is not None
    assert image.is_file()


def test_images_behind_links_are_outside(tmp_path: Path) -> None:
    """A symbolic link does not lead out of the deck's folder, nor do further files."""
    outside = tmp_path / "salaisuus.png"
    outside.write_bytes(b"")
    folder = tmp_path / "pakka"
    folder.mkdir()
    (folder / "a.png").symlink_to(outside)
    (folder / "silmukka.png").symlink_to(folder / "silmukka.png")
    files = {"deck": "title: P\ncards: [{title: A, image: a.png}, {title: B, image: silmukka.png}]"}
    codes = [p.code for p in problems_of(folder_of(folder, **files))]
    assert codes == ["outside-deck", "missing-image"]
    (folder / "b.yaml").symlink_to(outside)
    assert [p.code for p in problems_of(folder)] == ["outside-deck"]


def test_near_image_name_is_suggested(tmp_path: Path) -> None:
    """An image's name in another case is found by the hint, not in silence."""
    (tmp_path / "Kuva.PNG").write_bytes(b"")
    with pytest.raises(KorttipakkaError) as caught:
        card_of(tmp_path, "image: kuva.png")
    assert caught.value.problems[0].hint == "did you mean 'Kuva.PNG'?"


def test_ids_are_unique(tmp_path: Path) -> None:
    """Ids made from titles never meet each other or a given one."""
    deck = deck_of(
        tmp_path,
        "title: P\ncards: [title: Äö, title: äö, {title: X, id: ao-2}, title: '★', title: '!']",
    )
    assert [card.id for card in deck.cards] == ["ao", "ao-3", "ao-2", "card", "card-2"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Yhteis\u00adkehittäminen (uusi)", "yhteiskehittaminen-uusi"),
        ("Øst & Straße", "ost-strasse"),
        ("Čáhci ja eŋŋel", "cahci-ja-ennel"),
        ("Участие", "участие"),
        ("a_b", "a-b"),
        ("…", ""),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    """A slug has the plain letters of a title, in whatever script."""
    assert as_identifier(title) == expected


@given(st.text())
def test_slugs_are_slugs(title: str) -> None:
    """A slug has no spaces, marks or capitals, and is its own slug."""
    assert as_identifier(as_identifier(title)) == as_identifier(title)
    assert re.fullmatch(r"[\w-]{0,60}", as_identifier(title))


@given(st.text())
def test_clean_is_stable(text: str) -> None:
    """A clean text stays as it is, and no letter gets lost."""
    assert clean(clean(text)) == clean(text)
    assert clean(text).replace("\u00ad", "-?").count("-") >= text.count("-")


def test_too_many_problems_end(tmp_path: Path) -> None:
    """A file with thousands of problems is cut short, and says by how many."""
    path = tmp_path / "deck.yaml"
    path.write_text("title: P\ncards:\n" + "  - {}\n" * 1000)
    problems = problems_of(path)
    assert len(problems) == 201
    assert "800 more" in problems[-1].message


def test_too_many_cards(tmp_path: Path) -> None:
    """Aliases cannot make a deck larger than its bounds."""
    path = tmp_path / "deck.yaml"
    path.write_text("title: P\ncards: [&a {title: x}" + ", *a" * 100_000 + "]")
    assert [p.code for p in problems_of(path)] == ["too-large"]


def test_text_too_long(tmp_path: Path) -> None:
    """A text longer than any card is an error."""
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: P\ncards: [{{title: A, text: {'x ' * 20_001}}}]")
    assert [p.code for p in problems_of(path)] == ["text-too-long"]


def test_too_many_files(tmp_path: Path) -> None:
    """A folder of hundreds of files is not read."""
    for number in range(501):
        (tmp_path / f"{number}.yaml").touch()
    assert [p.code for p in problems_of(folder_of(tmp_path, deck="title: P"))] == ["too-large"]


def test_bounds_of_all_files_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are each small enough are too large together, by their bytes or their values."""
    part = "cards:\n  - title: A\n"  # two mappings, a list, a text, and two keys: 6 values
    folder = folder_of(tmp_path, deck="title: P\n" + part, one=part, two=part)
    assert len(read_deck(folder).cards) == 3
    size = sum(path.stat().st_size for path in folder.glob("*.yaml"))
    for name, module, most in (("BYTES", files, size), ("WEIGHT", reading, 8 + 6 + 6)):
        monkeypatch.setattr(module, f"MAX_DECK_{name}", most)
        assert len(read_deck(folder).cards) == 3
        monkeypatch.setattr(module, f"MAX_DECK_{name}", most - 1)
        (problem,) = problems_of(folder)
        assert (problem.code, problem.hint) == ("too-large", "make several decks of it")
        monkeypatch.undo()


def test_bound_of_values_by_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck may have so many values, and some more for each of its cards."""
    part = "cards:\n  - title: A\n"
    folder = folder_of(tmp_path, deck="title: P\n" + part, one=part, two=part)
    monkeypatch.setattr(reading, "MAX_OF_CARD", 4)
    monkeypatch.setattr(reading, "MAX_BESIDE_CARDS", 8)
    assert len(read_deck(folder).cards) == 3
    monkeypatch.setattr(reading, "MAX_BESIDE_CARDS", 7)
    (problem,) = problems_of(folder)
    assert problem.code == "too-large"
    assert "20 values, with so many cards at most 19" in problem.message


def test_json_schema() -> None:
    """The JSON Schema names every field with its description, for editors."""
    schema = deck_json_schema()
    card = schema["properties"]["cards"]
    assert schema["properties"].keys() == DECK_FIELDS.keys()
    assert all(entry["description"] for entry in schema["properties"].values())
    assert card["items"]["properties"].keys() == CARD_FIELDS.keys()
    assert card["items"]["required"] == ["title"]
    assert schema["required"] == ["title"]
    assert schema["additionalProperties"] is False
    kinds = {kind.get("type") for kind in card["items"]["properties"]["title"]["anyOf"]}
    assert {"string", "number", "object"} <= kinds


WORDS = st.sampled_from(
    "title: cards: text: category: id: image: link: copies: tags: fields: categories: a Kortti "
    "- [ ] { } , : ' \" | > & * &a *a ! !!str ? % @ # --- ... << ../x 1 -1 ä \\ \\0 ~ fi:".split()
)
GAPS = st.sampled_from([" ", "\n", "\n  ", "\n    ", "\n  - ", "", "\t", "\r\n"])
YAMLISH = st.lists(st.tuples(WORDS, GAPS)).map(lambda parts: "".join(w + g for w, g in parts))


@settings(deadline=None)  # it writes files
@example("cards:\n  - # ")
@given(st.one_of(YAMLISH, YAMLISH.map("title: P\ncards:\n  - title: A\n    ".__add__), st.text()))
def test_any_text_reads_or_is_a_problem(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Whatever the text, there is a deck or there are problems with places in the file."""
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    lines = len(re.split(r"\r\n|[\n\r]", text)) + 1
    cards, problems = cards_or_problems(path)
    assert bool(cards) != bool(problems)
    assert all(p.at and p.at.shown == str(path) and p.at.line <= lines for p in problems)
    assert all(p.message for p in problems)


def cards_or_problems(path: Path) -> tuple[tuple[Card, ...], tuple[Problem, ...]]:
    """What there is of a file."""
    try:
        return read_deck(path).cards, ()
    except KorttipakkaError as error:
        return (), error.problems


@pytest.mark.parametrize("title", ["\u00ad", "\u200b", "\u00ad \u2060"])
def test_an_invisible_title_is_empty(tmp_path: Path, title: str) -> None:
    """A title of characters without a glyph would print a blank card: it counts as empty."""
    (tmp_path / "deck.yaml").write_text(f'title: T\ncards:\n  - title: "{title}"\n', "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        read_deck(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["empty-title"]


def test_copies_are_bounded_together(tmp_path: Path) -> None:
    """A small file must not ask for a million cards by way of its copies."""
    cards = "  - {title: A, copies: 1000}\n" * 101
    (tmp_path / "deck.yaml").write_text(f"title: T\ncards:\n{cards}", "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["too-many-cards"]


@pytest.mark.parametrize(
    "text", ["# A\n\nb: c\n\n- d\n- e\n", "a\n\n- b: c\n\n1. d\n2. e\n", "a  \n\nb"]
)
@pytest.mark.parametrize("width", [20, 1000])
@pytest.mark.parametrize("style", [None, "'", '"'])
def test_quoted_texts_that_lose_nothing(
    tmp_path: Path, text: str, width: int, style: str | None
) -> None:
    """What a program has written, with its blank lines, is not said to run together."""
    deck = {"title": "T", "cards": [{"title": "A", "text": text}]}
    written = yaml.safe_dump(deck, width=width, default_style=style)
    (tmp_path / "deck.yaml").write_text(written, "utf-8")
    assert [problem.code for problem in read_deck(tmp_path).problems] == []


def test_a_language_that_words_do_not_tell(tmp_path: Path) -> None:
    """A deck of few words that do not look like Finnish is taken for it, which is noted."""
    cards = [{"title": title} for title in ("Dzxo wbrk", "Gqul", "Plof", "Xaf")]
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump({"title": "T", "cards": cards}), "utf-8")
    deck = read_deck(tmp_path)
    (problem,) = deck.problems
    assert (deck.language, problem.code, problem.severity) == (
        "fi", "guessed-language", Severity.NOTE
    )  # fmt: skip
    assert "do not tell it: it is taken for 'fi'" in problem.message
    assert problem.hint == "write into deck.yaml what it is, such as:\nlanguage: en"


@pytest.mark.parametrize(
    "titles",
    [
        "Paus", "Pause", "Lunch", "Yes No", "Red Green Blue", "Ja Nein", "Oui Non", "Start", "Team",
        "Brainstorming", "Perro Gato", "Hund Katt", "Goals", "Fika Paus", "Koer Kass", "Demokratic",
        "Wie geht's", "Zukunft", "Responsibility", "Vi lyssnar", "Step", "Mobbning", "Kaffe",
    ],
)  # fmt: skip
def test_short_words_of_other_languages(tmp_path: Path, titles: str) -> None:
    """A few words that no Finn would write are not taken for Finnish in silence."""
    cards = [{"title": title} for title in titles.split()]
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump({"title": "T", "cards": cards}), "utf-8")
    assert [problem.code for problem in read_deck(tmp_path).problems] == ["guessed-language"]


@pytest.mark.parametrize(
    "titles",
    [
        "Tauko", "Moi", "SWOT", "A B", "Yö", "Mies Nainen", "Foorumi", "Budjetti", "Blogi",
        "Strategia", "Konflikti", "Työpaja", "Yhteiskehittäminen", "Askel", "Puut", "Stressi",
        "Miksi Miten", "Lapset", "Internet", "Säännöt", "Kävelykierros", "Dialogi", "Syy Seuraus",
        "Projekti Brainstorming Kysymys", "Radio", "Museo", "Hyvä Huono", "Alku Loppu",
    ],
)  # fmt: skip
def test_short_words_of_finnish(tmp_path: Path, titles: str) -> None:
    """A few words that are Finnish, or could be, need no language to be said."""
    cards = [{"title": title} for title in titles.split()]
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump({"title": "T", "cards": cards}), "utf-8")
    deck = read_deck(tmp_path)
    assert (deck.language, deck.problems) == ("fi", ())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kirjoita kortille, mitä ryhmä on oppinut ja miten se on tehty.", "fi"),
        ("Skriv på kortet vad gruppen har lärt sig och hur det är gjort.", "sv"),
        ("Write on the card what you have learnt, and how it is done.", "en"),
        ("Schreibt auf die Karte, was ihr gelernt habt und wie das ist.", "de"),
        ("Écoutez la question", "fr"),
        ("Zróbcie przerwę", "pl"),
        ("Пауза", "ru"),
        ("استراحة", "ar"),
        ("質問です", "ja"),
        ("Tauko", "fi"),
        ("Kysymyksiä kaverille", "fi"),
        ("z z z z a a a a", "fi"),
        ("", "fi"),
    ],
)
def test_a_language_that_is_not_said(tmp_path: Path, text: str, language: str) -> None:
    """The words of a deck tell its language; it is noted where that is not Finnish, and used."""
    cards = {"cards": [{"title": "A", "text": text}]}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump({"title": "T", **cards}), "utf-8")
    deck = read_deck(tmp_path)
    assert deck.language == language
    told = [(problem.code, problem.severity) for problem in deck.problems]
    assert told == ([] if language == "fi" else [("guessed-language", Severity.NOTE)])
    said = {"title": "T", "language": "fi", **cards}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(said), "utf-8")
    assert (read_deck(tmp_path).language, read_deck(tmp_path).problems) == ("fi", ())


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| 1 | 2 |",
        "A | B\n--|--\n1 | 2",
        "Name:\t____\nAge:\t____",
        "•\tone\n•\ttwo",
        "1.\tone\n2.\ttwo",
        "- a | b\n- c | d",
        "yes | no",
        "```\na | b\nc | d\n```",
        "one\n   two three",
        "A | B\n\nC | D",
        "A | B | C\nA | B",
    ],
)
def test_what_is_no_loose_table(tmp_path: Path, text: str) -> None:
    """Tables, lists, lines to write on, code and single rows are not told of; nor are keys."""
    lines = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    deck = f"title: T\nlanguage: en\ncards:\n  - title: A | B\n    text: |\n{lines}"
    (tmp_path / "deck.yaml").write_text(f"{deck}  - title: C | D\n  - title: E | F\n", "utf-8")
    assert [problem.code for problem in read_deck(tmp_path).problems] == []


def test_a_colour_is_no_name_of_a_category(tmp_path: Path) -> None:
    """`warm: "#ff0000"` would print the colour's number as the category's name."""
    deck = 'title: T\nlanguage: en\ncategories:\n  warm: "#ff0000"\ncards: [{title: A}]\n'
    (tmp_path / "deck.yaml").write_text(deck, "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        read_deck(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.at and problem.at.line) == ("wrong-type", 4)
    assert problem.hint == 'write both: {name: NAME, color: "#ff0000"}'


def test_what_is_nothing_to_yaml(tmp_path: Path) -> None:
    """`null` is no value, nor is `~` where no text belongs; as titles and in quotes both are."""
    keys = ("text", "subtitle", "image", "category", "tags", "link", "copies", "color", "notes")
    nothing = "".join(f"    {key}: null\n" for key in keys)
    (tmp_path / "deck.yaml").write_text(
        "title: T\nlanguage: en\nauthor: ~\ncategories:\n  a: {name: A, note: null}\ncards:\n"
        f"  - title: Null\n{nothing}    fields: {{a: null, b: 'null', c: ~}}\n"
        '  - {"title": "B", "text": null, "fields": null}\n'
        "  - title: ~\n    text: |\n      null\n    notes: 'a: null'\n",
        "utf-8",
    )
    deck = read_deck(tmp_path)
    first, second, third = deck.cards
    assert (first.title, first.text, first.fields, first.copies) == (
        "Null", "", {"b": "null", "c": "~"}, 1,
    )  # fmt: skip
    assert (second.text, second.fields, third.title, third.text) == ("", {}, "~", "null")
    assert (deck.author, deck.categories[0].note, deck.problems) == ("", "", ())


def test_nothing_in_a_card_that_changes(tmp_path: Path) -> None:
    """A card that is read again has no null either."""
    path = tmp_path / "deck.yaml"
    start = "title: T\nlanguage: en\ncards:\n  - title: A\n"
    reader = DeckReader()
    for text in ("one", "null", "two", "Null"):
        path.write_text(f"{start}    text: {text}\n  - title: B\n    text: null\n", "utf-8")
        first, second = reader.read(tmp_path).cards
        assert (first.text, second.text) == ("" if text in {"null", "Null"} else text, "")


def test_boxes_of_lines_are_no_damage(tmp_path: Path) -> None:
    """A table drawn with lines is not said to be read in a wrong encoding."""
    table = "      ┌──┬──┐\n      │ A│ B│\n      ├──┼──┤\n      └──┴──┘\n"
    start = "title: T\nlanguage: en\ncards:\n  - title: A\n    text: |\n"
    (tmp_path / "deck.yaml").write_text(start + table, "utf-8")
    assert read_deck(tmp_path).problems == ()


def test_cards_below_a_category(tmp_path: Path) -> None:
    """Cards that stand below their category are told where they belong; no key is guessed."""
    (tmp_path / "deck.yaml").write_text(
        "title: T\nlanguage: en\nfiles: [a]\n"
        "categories:\n  a:\n    name: A\n    cards: [{title: B}]\n",
        "utf-8",
    )
    with pytest.raises(KorttipakkaError) as caught:
        read_deck(tmp_path)
    hints = [problem.hint for problem in caught.value.problems]
    assert hints[0].startswith("known: title, language")
    assert hints[1].endswith("at the left, each with 'category: a'")


@pytest.mark.parametrize(
    "typed",
    ["[a, b c]", "a, b c", "a; b c;", "\n      - a\n      - b c", "'a,b c'", "[a, 'b c']"],
)
def test_tags_as_they_are_typed(typed: str) -> None:
    """Tags are a list, or words with commas or semicolons between them."""
    deck = reading.parse_deck(f"title: D\ncards:\n  - title: A\n    tags: {typed}\n")
    assert deck.cards[0].tags == ("a", "b c")


def test_tags_with_their_signs() -> None:
    """Where each begins with #, a space between tags is enough; else it is within a tag."""
    cards = "  - title: A\n    tags: '#a #b, #c'\n  - title: B\n    tags: '#a b'\n"
    deck = reading.parse_deck(f"title: D\ncards:\n{cards}")
    assert [card.tags for card in deck.cards] == [("#a", "#b", "#c"), ("#a b",)]
