"""A deck in several languages: which texts are printed, what is missing, what is stale."""

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from korttipakka.cli import main
from korttipakka.reading.deck import read_deck, read_manuscript

DECK = """\
title: {fi: Pakka, sv: Lek, pt-BR: Baralho, nb: Kortstokk}
language: fi
categories:
  a: {name: {fi: Ajatus, sv: Tanke, pt-BR: Ideia, nb: Tanke}}
category: a
cards:
  - title: {fi: Tauko, sv: Paus, pt-BR: Pausa, nb: Pause}
    text: {fi: Kahvia., sv: Kaffe., pt-BR: "Café.", nb: Kaffe.}
    fields: {aika: {fi: viisi minuuttia, sv: fem minuter, pt-BR: cinco minutos, nb: fem minutter}}
  - title: {fi: Kävely, sv: Promenad, pt-BR: Passeio, nb: Tur}
    back_title: {fi: Ulos!, sv: Ut!, pt-BR: Fora!, nb: Ut!}
    link: https://example.org
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck that is wholly translated into three languages."""
    path = tmp_path / "deck.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    """The command line's answer."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="kp")


def problems(deck: Path, *flags: str) -> list[dict[str, Any]]:
    """What `check` tells."""
    found: list[dict[str, Any]] = json.loads(run("check", deck, "--format", "json", *flags).stdout)
    return found


def words(pdf: Path) -> set[str]:
    """The words on all pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {w for page in document for w in page.get_textpage().get_text_range().split()}


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("fi", {"Tauko", "Kahvia.", "Ulos!", "Ajatus"}),
        ("sv", {"Paus", "Kaffe.", "Ut!", "Tanke"}),
        ("sv-FI", {"Paus", "Kaffe.", "Promenad"}),
        ("pt", {"Pausa", "Café.", "Fora!", "Ideia"}),
        ("pt-BR", {"Pausa", "Passeio"}),
        ("no", {"Pause", "Tur", "Kaffe."}),
        ("SV", {"Paus"}),
    ],
)
def test_a_language_is_picked_everywhere(
    asked: str, printed: set[str], deck: Path, tmp_path: Path
) -> None:
    """Titles, texts, category names and the document's title are in the language asked for."""
    out = tmp_path / "x.pdf"
    done = run("build", deck, "--language", asked, "-o", out)
    assert done.exit_code == 0, done.output
    assert "warning" not in done.output
    assert printed <= words(out)
    assert read_deck(deck, asked).title in DECK
    with pypdfium2.PdfDocument(out) as document:
        assert document.get_metadata_value("Title") == read_deck(deck, asked).title
    others = {"Tauko", "Paus", "Pausa", "Pause"} - printed
    assert not words(out) & others


def test_a_whole_translation_is_no_problem(deck: Path) -> None:
    """Nothing is told of a deck that has every text in every language that it has."""
    assert problems(deck) == []


def test_what_is_missing_is_told_once_a_language(deck: Path) -> None:
    """Each language has one warning, with the number of texts, the cards and the way to a table."""
    text = DECK.replace(", sv: Promenad", "").replace(", sv: Ut!", "").replace(", nb: Kaffe.", "")
    deck.write_text(text, encoding="utf-8")
    sv, nb = problems(deck)
    assert (sv["code"], sv["severity"], sv["line"]) == ("missing-translation", "warning", 10)
    assert sv["message"] == "2 texts are not translated into 'sv': card 'Kävely'"
    assert nb["message"] == "one text is not translated into 'nb': card 'Tauko'"
    assert sv["hint"] == f"for a translator: korttipakka export {deck} --to xlsx --language sv"


def test_the_hint_makes_a_table_with_the_gaps(
    deck: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The command of the hint runs, and its table has the missing cells."""
    deck.write_text(DECK.replace(", sv: Promenad", ""), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    command = problems(deck)[0]["hint"].partition("korttipakka ")[2]
    done = run(*command.replace("--to xlsx", "--to json").split())
    assert done.exit_code == 0, done.output
    cards = json.loads((tmp_path / "deck.json").read_text(encoding="utf-8"))["cards"]
    assert [card.get("title_sv") for card in cards] == ["Paus", ""]


def test_texts_without_a_language_are_told_too(deck: Path) -> None:
    """A plain title among translated ones would be printed in Finnish on a Swedish sheet."""
    deck.write_text(DECK.replace("{fi: Ajatus, sv: Tanke, pt-BR: Ideia, nb: Tanke}", "Ajatus"))
    assert [problem["message"] for problem in problems(deck)] == [
        f"one text is not translated into '{tag}': the name of the category 'a'"
        for tag in ("sv", "pt-BR", "nb")
    ]
    done = run("build", deck, "--language", "sv", "-o", deck.parent / "x.pdf")
    assert done.exit_code == 0
    assert "warning[missing-translation]" in done.output
    assert "warning" not in run("build", deck, "-o", deck.parent / "x.pdf").output
    strict = run("build", deck, "--language", "sv", "--strict", "-o", deck.parent / "y.pdf")
    assert strict.exit_code == 1
    assert not (deck.parent / "y.pdf").exists()


def test_a_language_that_no_text_has_is_told(tmp_path: Path) -> None:
    """A deck of one language in another: it is printed as it is, with a warning."""
    path = tmp_path / "deck.yaml"
    path.write_text("title: Pakka\nlanguage: fi\ncards: [title: Tauko]\n", encoding="utf-8")
    (told,) = problems(path, "--language", "de")
    assert told["message"] == (
        "2 texts are not translated into 'de': the title of the deck, card 'Tauko'"
    )
    assert problems(path) == problems(path, "--language", "fi-FI") == []


def test_a_missing_language_stops_the_build_with_one_problem(deck: Path) -> None:
    """However many texts lack the language, one error tells of them and of what is given."""
    done = run("build", deck, "--language", "de", "-o", deck.parent / "x.pdf")
    assert done.exit_code == 1
    assert done.output.count("error[") == 1
    assert "7 texts are not given in the language 'de': card 'Tauko', card 'Kävely'" in done.output
    assert "given: fi, sv, pt-BR, nb" in done.output
    (told,) = problems(deck, "--language", "de")
    assert (told["code"], told["line"]) == ("missing-translation", 1)


def test_many_cards_are_counted(tmp_path: Path) -> None:
    """A warning about many cards names the first and counts the rest."""
    cards = "".join(f"  - title: Kortti {number}\n" for number in range(1, 9))
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: {{fi: P, sv: L}}\nlanguage: fi\ncards:\n{cards}", encoding="utf-8")
    (told,) = problems(path)
    assert told["message"].endswith("card 'Kortti 4', card 'Kortti 5', 3 more cards")


def test_a_selection_is_checked_alone(deck: Path) -> None:
    """With --card, only the translations of that card and of what all share are told."""
    text = DECK.replace(", sv: Promenad", "").replace(", nb: Kaffe.", "")
    deck.write_text(text, encoding="utf-8")
    (told,) = problems(deck, "--card", "tauko")
    assert "'nb'" in told["message"]


TRACKED = """\
title: {fi: Pakka, sv: Lek}
language: fi
translations: tracked
cards:
  - title:
      fi: Tauko
      sv: Paus
    text:
      fi: >
        Kahvia
        ja pullaa.
      sv: Kaffe.
"""


def hashed(text: str, path: Path) -> str:
    """The deck with each hash that a hint tells to write, written where the problem is."""
    for _ in range(4):
        path.write_text(text, encoding="utf-8")
        told = problems(path)
        if not told:
            return text
        hint = re.search(r"write (sv_of: [a-p]{6})", told[0]["hint"])
        assert hint is not None
        lines = text.split("\n")
        start = told[0]["line"] - 1
        while "sv:" not in lines[start]:
            start += 1
        if lines[start].endswith("}"):
            lines[start] = f"{lines[start][:-1]}, {hint[1]}}}"
        else:
            lines.insert(start + 1, f"      {hint[1]}")
        text = "\n".join(lines)
    raise AssertionError("the hints do not end")


def test_tracked_translations_are_told_when_stale(tmp_path: Path) -> None:
    """With hashes as the hints say there is nothing to tell, until the original's words change."""
    path = tmp_path / "deck.yaml"
    path.write_text(TRACKED, encoding="utf-8")
    (told,) = problems(path)
    assert (told["code"], told["severity"]) == ("untracked-translation", "note")
    assert told["message"].startswith("3 translations into 'sv' cannot be told from a stale one")
    text = hashed(TRACKED, path)
    assert text.count("sv_of") == 3
    path.write_text(text.replace("Kahvia\n        ja pullaa.", "Kahvia ja\n        pullaa."))
    assert problems(path) == []  # only its lines are broken elsewhere
    path.write_text(text.replace("pullaa", "korvapuusti"), encoding="utf-8")
    (told,) = problems(path)
    assert (told["code"], told["severity"]) == ("stale-translation", "warning")
    assert "the text of card 'Tauko' has changed" in told["message"]
    assert "sv_of" not in run("build", path, "-o", tmp_path / "x.pdf").output


def test_hashes_are_no_language(tmp_path: Path) -> None:
    """`sv_of` beside `sv` is not printed, not asked for and not exported."""
    path = tmp_path / "deck.yaml"
    hashed(TRACKED, path)
    manuscript = read_manuscript(path)
    assert manuscript.tracked
    assert dict(manuscript.title.others) == {"sv": "Lek"}
    assert read_deck(path, "sv").cards[0].title == "Paus"
    assert "_of" not in run("export", path, "--to", "csv", "-o", tmp_path / "x.csv").output
    assert "_of" not in (tmp_path / "x.csv").read_text(encoding="utf-8-sig").split("\n")[0]


def test_a_text_in_no_language_but_hashes_is_wrong(tmp_path: Path) -> None:
    """Only hashes make no text."""
    path = tmp_path / "deck.yaml"
    path.write_text("title: {sv_of: abcdef}\ncards: [title: A]\n", encoding="utf-8")
    assert problems(path)[0]["code"] == "wrong-type"
