"""Decks that an editor has saved as "Unicode": UTF-16 or UTF-32 with a byte order mark."""

import codecs
from pathlib import Path

import pytest

from commands import run_here as call
from korttipakka.basics.problems import Location
from korttipakka.model.settings import Override
from korttipakka.reading.deck import read_deck
from korttipakka.reading.files import further_files
from korttipakka.reading.tree import read_text
from korttipakka.saving.layout import save_layout

DECK = "title: Pöytä\nlanguage: fi\ncards:\n  - title: Yö\n    text: ä\n    notes: x\n"

ENCODINGS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-8": codecs.BOM_UTF8,
}


def saved(path: Path, text: str, encoding: str) -> Path:
    """A file as an editor saves it, with the mark of its encoding."""
    path.write_bytes(ENCODINGS[encoding] + text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_deck_in_unicode(encoding: str, tmp_path: Path) -> None:
    """A deck is read the same in each encoding that has a mark."""
    saved(tmp_path / "deck.yaml", DECK, encoding)
    deck = read_deck(tmp_path)
    assert (deck.title, [(card.title, card.text) for card in deck.cards]) == (
        "Pöytä",
        [("Yö", "ä")],
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_places_in_unicode(encoding: str, tmp_path: Path) -> None:
    """A message has line, column and the line itself, as in UTF-8."""
    saved(tmp_path / "deck.yaml", DECK.replace("text: ä", "textt: ä"), encoding)
    output = call("check", tmp_path).output
    assert "deck.yaml:5:5: error[unknown-key]" in output
    assert "    5 |     textt: ä\n" in output


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_update_keeps_the_encoding(encoding: str, tmp_path: Path) -> None:
    """What comes back from a table changes the letters of one text, not how the file is saved."""
    path = saved(tmp_path / "deck.yaml", DECK.replace("\n", "\r\n"), encoding)
    (tmp_path / "t.csv").write_text("title;text\nYö;öljy\n", encoding="utf-8")
    done = call("import", tmp_path / "t.csv", tmp_path, "--update")
    assert done.exit_code == 0, done.output
    after = DECK.replace("text: ä", "text: öljy").replace("\n", "\r\n")
    assert path.read_bytes() == ENCODINGS[encoding] + after.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_layout_keeps_the_encoding(encoding: str, tmp_path: Path) -> None:
    """A saved setting leaves a layout file in its encoding."""
    text = "extends: workshop # mökki\n"
    path = saved(tmp_path / "my.yaml", text, encoding)
    parent = tmp_path / "my.yaml"
    save_layout(parent, [Override("sheet.gutter", "3 mm", "--set")], path)
    data = path.read_bytes()
    assert data.startswith(ENCODINGS[encoding])
    new = data.removeprefix(ENCODINGS[encoding]).decode(encoding)
    assert new.startswith(text.rstrip())
    assert "gutter: 3 mm" in new


def test_other_files_of_a_deck_in_unicode(tmp_path: Path) -> None:
    """Files beside deck.yaml may be in another encoding than that."""
    (tmp_path / "deck.yaml").write_text("title: T\nlanguage: fi\n", encoding="utf-8")
    saved(tmp_path / "cards.yaml", "cards:\n  - title: Yö\n", "utf-16-le")
    assert further_files(tmp_path / "deck.yaml", "") == [tmp_path / "cards.yaml"]
    assert [card.title for card in read_deck(tmp_path).cards] == ["Yö"]


def test_a_file_beside_a_deck_that_its_name_hides(tmp_path: Path) -> None:
    """Cards in UTF-16 under a name that keeps them from being read are found like others."""
    (tmp_path / "deck.yaml").write_text("title: T\nlanguage: fi\ncards:\n  - title: A\n")
    saved(tmp_path / "more.yam", "cards:\n  - title: Yö\n", "utf-16-le")
    assert "more.yam" in call("check", tmp_path).output


@pytest.mark.parametrize(("cut", "place"), [(-1, "2:13"), (-3, "2:12")])
def test_a_file_in_unicode_that_is_cut_short(cut: int, place: str, tmp_path: Path) -> None:
    """A half letter is an error with its place, not a letter made up."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(codecs.BOM_UTF16_LE + "title: T\nlanguage: fi\n".encode("utf-16-le")[:cut])
    output = call("check", path).output
    assert f"deck.yaml:{place}: error[not-utf8]: the file begins as UTF-16" in output


def test_letters_beyond_the_first_plane(tmp_path: Path) -> None:
    """Two units of UTF-16 are one letter, in texts as in columns."""
    path = saved(tmp_path / "a.yaml", "a: 🎉\n", "utf-16-be")
    assert read_text(Location.file(path)) == "a: 🎉\n"
