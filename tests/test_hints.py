"""Every hint works when it is followed to the letter: the problem goes, and the text is printed."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from commands import run_here
from hint_cases import CASES
from hints import can_follow, follow, picture
from korttipakka.basics.problems import KorttipakkaError
from korttipakka.build.report import entry
from korttipakka.model.deck import Deck
from korttipakka.reading.deck import read_deck
from korttipakka.reading.text import clean

BAD_DECKS = sorted((Path(__file__).parent / "bad_decks").glob("*.yaml"))

MOST_ROUNDS = 20

OTHER_MATTERS = ("not-shown", "low-contrast", "no-alt")
"""Codes of warnings about pictures and colours that are right as they are written."""


@pytest.mark.parametrize("name", CASES)
def test_hint_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The problem is named; what its hint says is done; then it is gone, and the text printed."""
    case = CASES[name]
    folder = tmp_path / "deck"
    (folder / "img").mkdir(parents=True)
    for picture_name in ("a.svg", "b c.svg"):
        picture(folder / "img" / picture_name)
    for file, text in case.files.items():
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.chdir(tmp_path)
    assert case.says in problems_of()[0]["message"]
    follow_all()
    printed = printed_by("deck")
    for words in case.words:
        assert "".join(words.split()) in printed


BY_HAND = {
    "all_at_once": (("copies: kaksi", "copies: 2"), ("tags: { a: b }", "tags: one, two")),
    "bad_color": (('"#12"', '"#123"'),),
    "bad_copies": (("copies: 1001", "copies: 1000"),),
    "bad_key": (("[x]: y", "text: y"),),
    "bad_language": (("suomen kieli", "fi"),),
    "bad_link": (("javascript:alert(1)", "https://example.org"),),
    "circular_alias": (("*f", "f"),),
    "duplicate_id": (("{fi: a}", "b"),),
    "empty_file": (("#", "title: A\ncards:\n  - title: B\n#"),),
    "empty_name": (("  a:", "  a: A"),),
    "empty_title": (("title: ''", "title: A"), ("- title:", "- title: A")),
    "merge_key": (("<<: *a", "text: A"),),
    "bad_translations": (("translations: kyllä", "translations: tracked"),),
    "missing_translation": (
        ("sv: Kort", "sv: Kort\n      fi: Kortti"),
        ("title: Pakka", "title: {fi: Pakka, sv: Kortlek, en: Deck}"),
    ),
    "no_cards": (("title: Pakka", "title: Pakka\ncards:\n  - title: A"),),
    "only_text": (("Moi kaikki", "cards:\n  - title: Moi kaikki"),),
    "several_documents": (),
    "syntax_end": (("- [", "- title: A"),),
    "syntax_percent": (("%% 50\n", ""), ("title: Pakka", "title: Pakka\ncards:\n  - title: A")),
    "text_too_long": (("x" * 201, "teal"),),
    "wrong_type": (
        ("layout: [a, b]", "layout: classic"), ("fields: [a]", "fields: {a: b}"),
        ("copies: [1]", "copies: 1"), ("{fi: [y]}", "y"),
    ),
}  # fmt: skip
"""What someone who knows the deck writes where a hint says what is wanted, not the very words."""

HOSTILE = ("billion_laughs", "too_deep")
"""Bad decks that no one wrote by a slip."""


@pytest.mark.parametrize(
    "path", [path for path in BAD_DECKS if path.stem not in HOSTILE], ids=lambda path: path.stem
)
def test_bad_deck_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Each bad deck becomes a good one by what its hints say, or what they ask for."""
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "deck.yaml").write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    follow_all(list(BY_HAND.get(path.stem, ())))


def follow_all(by_hand: list[tuple[str, str]] | None = None) -> None:
    """Do what the first problem says until there is none; each must be gone then.

    What a hint leaves to whoever knows the deck is taken from `by_hand`, in this order.
    """
    seen = []
    for _ in range(MOST_ROUNDS):
        problems = problems_of()
        if not problems:
            assert not by_hand
            return
        first = problems[0]
        assert first["hint"], first
        assert (first["message"], first["line"]) not in seen, first
        seen.append((first["message"], first["line"]))
        if can_follow(first):
            follow(first)
        else:
            assert by_hand, first
            write_by_hand(*by_hand.pop(0))
    raise AssertionError(f"there are still {problems_of()}")


def write_by_hand(old: str, new: str) -> None:
    """Write something else in the deck."""
    path = Path("deck/deck.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of() -> list[dict[str, object]]:
    """The problems of the deck in the folder `deck`, in the order of its lines."""
    result = run_here("check", "deck", "--format", "json")
    problems: list[dict[str, object]] = json.loads(result.stdout)
    return [problem for problem in problems if problem["code"] not in OTHER_MATTERS]


def printed_by(deck: str) -> str:
    """All that is printed, without spaces and breaks; hyphens at line ends are not known apart."""
    result = run_here("build", deck, "-o", "out.pdf", "-q")
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument("out.pdf") as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return re.sub(r"[\s\ufffe\u00ad\u2022]", "", "".join(texts))


PIECES = st.sampled_from(
    "a Kortti 1 12:30 #2 : :x x: - * ** _ ~ [ ] ( ) ! < & \\ \" ' % @ ` ? , ; = -- --- ... / "
    "http://x.y {a} { } “ ” ä é — – • 1. 1) don't \"q\" 'q' &amp; &lt !x *b *b* #x".split()
)
LINE = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", ""])), min_size=1, max_size=7).map(
    lambda parts: "".join(word + gap for word, gap in parts).strip()
)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n      ".join)


@settings(deadline=None)  # it writes files
@given(TEXT)
@example("Case #2")
@example("a #2\n      ;")
@example("#1 fan\n      #climate")
@example("[ a\n      #2")
@example("[\n      x:")
@example("one\n      # two\n      three")
@example("[one] {two\n      three: four")
@example("&amp;\n      !x\n      *b*")
@example('"q" and\n      "q"')
def test_whatever_is_typed_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """A text with any signs behind its key is read as typed, at the latest when hints are followed.

    Not looked at are texts in quotes, whose quotes are YAML's, comments of two spaces, and codes of
    HTML, which stay as they are typed.
    """
    assume(text[0] not in "\"'“”")
    path = tmp_path_factory.getbasetemp() / "typed.yaml"
    start = "title: D\nlanguage: en\ncards:\n  - title: A\n    text: "
    path.write_text(f"{start}{text}\n    notes: n\n  - title: B\n", encoding="utf-8")
    for _ in range(MOST_ROUNDS):
        deck, problems = deck_or_problems(path)
        problems = [problem for problem in problems if problem["code"] != "damaged-text"]
        if not problems:
            break
        assert can_follow(problems[0]), problems[0]
        follow(problems[0])
    assert deck is not None
    first, second = deck.cards
    assert "".join(first.text.split()) == "".join(clean(text).split())
    assert (first.notes, second.title) == ("n", "B")


def deck_or_problems(path: Path) -> tuple[Deck | None, list[dict[str, object]]]:
    """A deck, if it can be read, and all that is said of it."""
    try:
        deck = read_deck(path)
    except KorttipakkaError as failure:
        return None, [entry(problem) for problem in failure.problems]
    return deck, [entry(problem) for problem in deck.problems]
