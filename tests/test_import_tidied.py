"""What other programs leave in texts is mended when it is imported, and told once for each kind."""

import json
from pathlib import Path

import pytest

from commands import run_here as call
from korttipakka.basics.problems import Location
from korttipakka.reading.draft import Value
from korttipakka.reading.markup import escaped
from korttipakka.reading.tidied import mended
from test_import_tables import made, texts

AT = Location.file("t.csv")


@pytest.mark.parametrize(
    ("typed", "text", "name"),
    [
        ("Go【4†source】.", "Go.", "left from a chat program"),
        ("[b]Go[/b] [url=https://a.fi]on[/url]", "**Go** [on](https://a.fi)", "markup of forums"),
        ("'''Go''' ''on''", "**Go** *on*", "markup of wikis"),
        ("{color:red}Go{color}", "Go", "markup of Jira"),
        (r"\textbf{Go} on", "**Go** on", "LaTeX"),
        (r"T\u00e4m\u00e4 *a* b", r"Tämä \*a\* b", "codes of JSON"),
        ("T=C3=A4m=C3=A4", "Tämä", "codes of mail"),
        ("T&amp;auml;m&amp;auml;", "Tämä", "codes of HTML"),
        (r"Caf\'e9", "Café", "codes of RTF"),
        ("**Go** on, 5 ** 2", r"**Go** on, 5 \*\* 2", "bold words of Markdown"),
    ],
)
def test_leftovers_in_cells(typed: str, text: str, name: str, tmp_path: Path) -> None:
    """A cell with what another program has left has Markdown in the deck, which is told."""
    source = texts(tmp_path, [typed, "plain", typed])
    cards = made(source, tmp_path / "deck")
    assert [card["text"].strip() for card in cards] == [text, "plain", text]
    told = " ".join(call("import", source, tmp_path / "told").output.split())
    assert f"what is {name}" in told
    assert "was mended, here and in 1 more text " in told


@pytest.mark.parametrize(
    "text",
    [
        "5 ** 2 ** 3",
        "a**",
        "** a **",
        "2 * 3 * 4",
        "R&D; it's '80s",
        "x = y",
        "[b",
        "C:\\new",
        "$5",
    ],
)
def test_what_is_no_leftover(text: str) -> None:
    """Signs that people type are left alone."""
    value = Value(text, escaped(text), AT)
    assert mended(value) == (value, ())


def test_titles_have_words_only(tmp_path: Path) -> None:
    """Bold of chat programs and forums is taken off titles."""
    (tmp_path / "a.json").write_text(json.dumps([{"title": "**Vote**"}, {"title": "[b]Go[/b]"}]))
    assert [card["title"] for card in made(tmp_path / "a.json", tmp_path / "a")] == ["Vote", "Go"]


def test_a_card_without_markup_stays(tmp_path: Path) -> None:
    """Where a row says that its texts have no Markdown, all signs are to be printed."""
    (tmp_path / "a.csv").write_text("title,text,markdown\nA,[b]x[/b] **y**,no\n")
    assert made(tmp_path / "a.csv", tmp_path / "a")[0]["text"].strip() == "[b]x[/b] **y**"


def test_what_was_exported_stays(tmp_path: Path) -> None:
    """An update changes no text because it looks like a leftover."""
    deck = "title: T\nlanguage: en\ncards:\n  - title: A\n    text: It is **so** [b]here[/b]\n"
    (tmp_path / "deck.yaml").write_text(deck)
    call("export", tmp_path / "deck.yaml", "--to", "csv", "-o", tmp_path / "t.csv")
    done = call("import", tmp_path / "t.csv", tmp_path / "deck.yaml", "--update")
    assert "Nothing to change" in done.output


WIKI = "== Vote ==\n'''Ten''' minutes.\n\n== Walk ==\n* Go out.\n"
FORUM = "[b]Vote[/b] - [i]Ten[/i] minutes.\n[b]Walk[/b] - Go out.\n"
DRAWN = """\
+-------+--------------+
| Title | Text         |
+=======+==============+
| Vote  | **Ten**      |
|       | minutes.     |
+-------+--------------+
| Walk  | Go out.      |
+-------+--------------+
"""
TERMINAL = """\
┌──────┬───────┐
│ Title│ Text  │
├──────┼───────┤
│ Vote │ Ten   │
│ Walk │ Go    │
└──────┴───────┘
"""


WIKI_TABLE = """\
{| class="wikitable"
! Title !! Text
|-
| Vote || Ten
|-
| Walk || Go
|}
"""


@pytest.mark.parametrize("text", [WIKI, FORUM, DRAWN, TERMINAL, WIKI_TABLE])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_texts_of_other_programs(text: str, suffix: str, tmp_path: Path) -> None:
    """Headings of wikis, lists of forums and drawn tables make cards, in text and Markdown."""
    source = (tmp_path / "a").with_suffix(suffix)
    source.write_text(text, encoding="utf-8")
    cards = made(source, tmp_path / "deck")
    assert [card["title"] for card in cards] == ["Vote", "Walk"]
    assert "Ten" in cards[0]["text"]
    assert not set("'[]|+│") & set("".join(card["text"] for card in cards))
    told = call("import", source, tmp_path / "told").output
    assert "was mended" in told


def test_lines_that_mail_has_parted(tmp_path: Path) -> None:
    """A table that was sent by mail has its lines and its letters again, in CSV and in text."""
    text = "Title;Text\nVote;T=C3=A4m=C3=A4 on =\npitk=C3=A4.\nWalk;2+2=\n"
    for name in ("a.csv", "b.txt"):
        (tmp_path / name).write_text(text)
        cards = made(tmp_path / name, tmp_path / name[0])
        assert cards[0]["text"].strip() == "Tämä on pitkä."


def test_sums_are_no_mail(tmp_path: Path) -> None:
    """Lines that end in = are of a quiz, as long as there are no codes."""
    (tmp_path / "a.csv").write_text("Title;Text\nA;2+2=\nB;3+3=\n")
    assert [c["text"].strip() for c in made(tmp_path / "a.csv", tmp_path / "a")] == ["2+2=", "3+3="]
