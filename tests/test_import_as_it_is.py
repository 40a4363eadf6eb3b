"""What a file is does not depend on its name, nor what it says on the program that wrote it."""

import json
from pathlib import Path

import pytest

from commands import run_here as call
from korttipakka.reading.deck import read_deck
from korttipakka.reading.letters import without_mail_around
from test_import_tables import made, refused, table


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"%PDF-1.7\n", "this is a PDF, which is not read"),
        ("a.xlsx", b"{\\rtf1 x}", "this is an RTF document"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", "this is a picture, which is not read"),
        ("a.txt", b"\xff\xd8\xff\xe0\0\0JFIF", "this is a picture"),
        ("a.csv", b"Rar!\x1a\x07\0", "this is an archive of a kind that is not read"),
        ("a.xml", b"<cards/>", "this is XML, which is not read"),
        ("a.txt", b"LINK=cards.csv\nFONT=Arial,9,,#000\nTEXT=1,[a]\n", "a script of nanDECK"),
        ("a.xlsx", b"no table at all", "the file is damaged, or is not what its name says"),
    ],
)
def test_files_that_are_not_read(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    """A file of another kind than its name says is told by what it is."""
    (tmp_path / name).write_bytes(data)
    assert says in refused(tmp_path / name, tmp_path / "deck")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.xlsx", "title;text\nA;b\n"),
        ("a.docx", "<!DOCTYPE html><table><tr><td>Title<td>Text<tr><td>A<td>b</table>"),
        ("a.ods", "title\ttext\nA\tb\n"),
    ],
)
def test_tables_under_wrong_names(name: str, text: str, tmp_path: Path) -> None:
    """A table of text or a page that is called a workbook is read as what it is."""
    (tmp_path / name).write_text(text)
    (card,) = made(tmp_path / name, tmp_path / "deck")
    assert (card["title"], card["text"].strip()) == ("A", "b")


@pytest.mark.parametrize("sign", "^~¦§:")
def test_odd_delimiters(sign: str, tmp_path: Path) -> None:
    """Any sign may part cells, if headings are known by it."""
    source = table(tmp_path, f"title{sign}text\nA, x{sign}b; c\n")
    (card,) = made(source, tmp_path / "deck")
    assert (card["title"], card["text"].strip()) == ("A, x", "b; c")


def test_line_ends_of_nandeck(tmp_path: Path) -> None:
    r"""What nanDECK has for a line end, \13\, is one, which is told by its name."""
    source = table(tmp_path, "title;text\nA;one\\13\\two\n")
    assert made(source, tmp_path / "deck")[0]["text"] == "one\\\ntwo"
    assert r"\13\ was read as the end of a line" in call("import", source, tmp_path / "b").output


def test_addresses_of_notion(tmp_path: Path) -> None:
    """Names of other pages come from Notion with addresses behind them, which nobody prints."""
    source = table(tmp_path, "name,text\nVote (https://www.notion.so/Vote-1a?pvs=21),b (c)\n")
    (card,) = made(source, tmp_path / "deck")
    assert (card["title"], card["text"].strip()) == ("Vote", "b (c)")
    assert "what is left from Notion was mended" in call("import", source, tmp_path / "b").output


def test_archived_rows(tmp_path: Path) -> None:
    """Cards that a board has put away are none of the deck, in CSV as in JSON; ours stay."""
    source = table(tmp_path, "title,text,archived\nA,b,false\nB,c,true\nC,d,TRUE\n")
    done = call("import", source, tmp_path / "deck", "--language", "en")
    assert [card.title for card in read_deck(tmp_path / "deck").cards] == ["A"]
    assert done.output.count("cards that are archived were left out") == 1
    deck = tmp_path / "own.yaml"
    deck.write_text(
        "title: T\nlanguage: en\ncards:\n  - title: A\n    fields: {archived: 'true'}\n"
    )
    call("export", deck, "--to", "csv", "-o", tmp_path / "own.csv")
    assert made(tmp_path / "own.csv", tmp_path / "again")[0]["title"] == "A"


def test_cards_under_their_ids(tmp_path: Path) -> None:
    """Names that stand before one card each are ids of these, not categories."""
    cards = {"vote": {"title": "A", "text": "b"}, "tea": {"title": "C", "text": "d"}}
    (tmp_path / "a.json").write_text(json.dumps({"cards": cards}))
    assert call("import", tmp_path / "a.json", tmp_path / "deck", "--language", "en").exit_code == 0
    deck = read_deck(tmp_path / "deck")
    assert [(card.id, card.title) for card in deck.cards] == [("vote", "A"), ("tea", "C")]
    assert not any(card.category for card in deck.cards)


def test_links_of_google_docs(tmp_path: Path) -> None:
    """An address that Google Docs has put its own before is the author's; places lead nowhere."""
    page = (
        '<h2>A</h2><p><a href="https://www.google.com/url?q=https://x.fi/%25C3%25A4&amp;sa=D">x</a>'
        ' <a href="#cmnt1">[a]</a></p><h2>B</h2><p>c</p>'
    )
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>")
    text = made(tmp_path / "a.html", tmp_path / "deck")[0]["text"].strip()
    assert text == r"[x](https://x.fi/%C3%A4) \[a]"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("From: a@b.fi\nSubject: x\n\nA\n-- \nMe\n", "\n\n\nA\n\n\n"),
        ("Lähettäjä: a\nAihe: b\nA", "\n\nA"),
        ("> A\n> B\n", "A\nB\n"),
        ("From: one\nA\n", "From: one\nA\n"),
        ("A\n-- \nB\n", "A\n-- \nB\n"),
        ("> A\nB\n", "> A\nB\n"),
        ("Title: A\nText: b\n", "Title: A\nText: b\n"),
    ],
)
def test_what_is_around_a_mail(text: str, bare: str) -> None:
    """Only what mail programs write goes, and no line changes its number."""
    assert without_mail_around(text) == bare


def test_a_mail_with_cards(tmp_path: Path) -> None:
    """A mail that was saved as text makes no cards of its head and its signature."""
    (tmp_path / "a.txt").write_text(
        "From: me\nTo: you\nSubject: Cards\n\n- Vote: Now.\n- Break: Tea.\n\n-- \nMe\nTown\n"
    )
    cards = made(tmp_path / "a.txt", tmp_path / "deck", "--language", "en")
    assert [card["title"] for card in cards] == ["Vote", "Break"]
    assert "this is a mail: its head" in call("import", tmp_path / "a.txt", tmp_path / "b").output


def test_words_that_styles_make_bold(tmp_path: Path) -> None:
    """Bold and italic words of Google Docs are so by classes, those of others by styles."""
    sheet = ".c1{color:#000;font-weight:700}.c2{font-style:italic}.c3{font-weight:400}"
    words = (
        '<span class="c1">one</span> <span class="c2">two</span> <span class="c3">three</span> '
        '<span style="font-weight: bold"><a href="https://x.fi">four</a></span> '
        '<span class="c1 c2">five</span>'
    )
    (tmp_path / "a.html").write_text(
        f"<html><head><style>{sheet}</style></head><body><h2>A</h2><p>{words}</p><h2>B</h2></body>"
    )
    text = made(tmp_path / "a.html", tmp_path / "deck")[0]["text"].strip()
    assert text == "**one** *two* three [**four**](https://x.fi) ***five***"
