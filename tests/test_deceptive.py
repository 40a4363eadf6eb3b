"""Hidden characters and look-alike letters in titles, ids and links are told, and no others."""

import re
import sys
import unicodedata
from json import dumps

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.basics.problems import Problem, Severity
from korttipakka.reading.deceptive import ALIKE, CYRILLIC, GREEK, TURNING, ZERO_WIDTH
from korttipakka.reading.deck import parse_deck
from korttipakka.reading.limits import CONTROL
from korttipakka.reading.tree import C1


def told(**card: str) -> list[Problem]:
    """What is said of a card's texts."""
    lines = "".join(f"    {key}: {dumps(text, ensure_ascii=False)}\n" for key, text in card.items())
    deck = parse_deck(f"title: T\nlanguage: en\ncards:\n  - notes: x\n{lines}")
    return [p for p in deck.problems if p.code in ("hidden-character", "look-alike")]


HIDDEN = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2060\u200b\u180e\ufeff"


@pytest.mark.parametrize("character", HIDDEN)
@pytest.mark.parametrize("key", ["title", "back_title", "link"])
def test_hidden_characters_are_told(key: str, character: str) -> None:
    """Each is a warning at its text, with its number and the text without it."""
    card = {"title": "A"} | {key: f"https://example.org/a{character}b"}
    (problem,) = told(**card)
    assert (problem.code, problem.severity) == ("hidden-character", Severity.WARNING)
    assert f"U+{ord(character):04X}" in problem.message
    assert problem.hint == "did you mean 'https://example.org/ab'?"
    assert problem.at is not None
    assert problem.at.line == 4 + (1 if key == "title" else 2)


@pytest.mark.parametrize(
    ("title", "latin"),
    [("p\u0430ypal", "paypal"), ("\u0421OVID", "COVID"), ("k\u03bfrt", "kort")],
)
@pytest.mark.parametrize("key", ["title", "id", "link"])
def test_look_alike_letters_are_told(key: str, title: str, latin: str) -> None:
    """A Cyrillic or Greek letter in a Latin word is named, with the word in Latin letters."""
    start = "https://example.org/" if key == "link" else ""
    (problem,) = told(**({"title": "A"} | {key: start + title}))
    assert problem.code == "look-alike"
    assert problem.hint == f"did you mean '{latin}'?"


def test_an_address_of_mail_between_angle_brackets_is_looked_at() -> None:
    """A letter that only looks Latin in it is told."""
    (problem,) = told(title="A", text="write to <anna@p\u0430ypal.example>")
    assert problem.hint == "did you mean 'paypal'?"


ELSEWHERE = [
    "https://bank.example@evil.test/a",
    "HTTP://www.bank.example\\@evil.test",
    "http://a.b:80@evil.test",
]


@pytest.mark.parametrize("link", ELSEWHERE)
@pytest.mark.parametrize("form", ["{}", "[to the bank]({})", "see <{}>"])
def test_a_link_that_leads_elsewhere_is_told(link: str, form: str) -> None:
    """What stands before an @ and looks like a site is not where the link leads."""
    key = "link" if form == "{}" else "text"
    (problem,) = told(**{"title": "A", key: form.format(link)})
    assert (problem.code, problem.severity) == ("look-alike", Severity.WARNING)
    assert "leads to 'evil.test'" in problem.message


@pytest.mark.parametrize(
    "link",
    [
        "https://mastodon.example/@user", "https://a.example/?to=b@c.example",
        "mailto:a.b@c.example", "https://user@host.example/x", "https://a.example/#b.c@d",
    ],
)  # fmt: skip
def test_an_at_sign_elsewhere_is_no_other_site(link: str) -> None:
    """Names of people, addresses of mail and plain names of users are no sites."""
    assert told(title="A", link=link, text=f"[a]({link})") == []


def test_latin_letters_in_a_cyrillic_word_are_told() -> None:
    """Also where none of the Cyrillic letters looks Latin."""
    (problem,) = told(title="\u0411e\u0434")
    assert "U+0065 LATIN SMALL LETTER E" in problem.message


def test_an_address_in_look_alike_letters_is_told() -> None:
    """A host whose letters are all Cyrillic but look Latin; others, and titles, are left alone."""
    disguised = "\u0430\u0440\u0440\u04cf\u0435"
    (problem,) = told(title=disguised, link=f"https://{disguised}.com/x")
    assert problem.hint == "did you mean 'apple'?"
    assert not told(title="A", link="https://\u043f\u0440\u0438\u043c\u0435\u0440.com/\u0441")


@pytest.mark.parametrize(
    "title",
    [
        "Yhteiskehitt\u00e4minen", "\u0394T", "\u03b1-amylase", "\u00b5m", "caf\u00e9\u00ad",
        "\u0420\u043e\u0441\u0441\u0438\u044f", "\u041f\u0420\u0418\u0412\u0415\u0422",
        "IT-\u043e\u0442\u0434\u0435\u043b", "\u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
        "\u0e01\u0e32\u200b\u0e23", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f469\u200d\U0001f4bb", "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
        "\u0915\u094d\u200d\u0937",
    ],
)  # fmt: skip
def test_honest_titles_are_left_alone(title: str) -> None:
    """Other alphabets, symbols, joiners where letters join, and marks of direction are not told."""
    assert not told(title=title)


@given(st.text(st.characters(max_codepoint=0x24F, categories=("L", "N", "P", "Zs")), max_size=30))
def test_latin_texts_are_left_alone(text: str) -> None:
    """No text of Latin letters, digits and signs is told of."""
    assert not told(title=f"A {text}")


def test_the_letters_are_of_their_alphabets() -> None:
    """The table has Cyrillic and Greek letters, and plain Latin ones that they are taken for."""
    for table, script in ((CYRILLIC, "CYRILLIC"), (GREEK, "GREEK")):
        assert all(unicodedata.name(letter).startswith(script) for letter in table)
    assert all(latin.isascii() and latin.isalpha() for latin in ALIKE.values())


@pytest.mark.parametrize(
    "text", ["see [it]({0})", "see {0} too", '![a](a.svg) [b]({0} "c")', "<{0}>"]
)
@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://p\u0430ypal.com/a", "look-alike"),
        ("https://ex\u200bample.org", "hidden-character"),
    ],
)
def test_links_within_texts_are_looked_at(text: str, link: str, code: str) -> None:
    """An address in a text is told as a link is; the words around it are left alone."""
    (problem,) = told(title="A", text=f"\u0430bc {text.format(link)} \u043edd")
    assert problem.code == code
    assert problem.message.startswith("the link ")
    assert told(title="A", text=f"\u0430bc {text.format('https://example.org')} \u043edd") == []


@pytest.mark.parametrize("pattern", [C1, CONTROL, TURNING, ZERO_WIDTH])
def test_printable_texts_have_nothing_hidden(pattern: "re.Pattern[str]") -> None:
    """A text of which Python says that it can be printed need not be searched."""
    found = [char for char in map(chr, range(sys.maxunicode + 1)) if pattern.fullmatch(char)]
    assert not any(map(str.isprintable, found))
    assert all(pattern.search("a" + char) for char in found)
