"""A deck in several languages: which texts are printed, what is missing, what is stale."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from commands import run_here as run
from korttipakka import build_deck
from korttipakka.check import translations
from korttipakka.model.text import TextParagraph, TextRun
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
"""A deck that is wholly translated into three languages."""


def problems(deck: Path, *flags: str) -> list[dict[str, Any]]:
    """What `check` tells, but for fields that the layout has no box for."""
    found: list[dict[str, Any]] = json.loads(run("check", deck, "--format", "json", *flags).stdout)
    return [problem for problem in found if problem["code"] != "not-shown"]


def warnings(output: str) -> list[str]:
    """The warnings of a command, but for those about fields that the layout has no box for."""
    return [code for code in re.findall(r"warning\[([\w-]+)\]", output) if code != "not-shown"]


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
    assert not warnings(done.output)
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


ONE_LANGUAGE = {
    "title": "title: D",
    "category": "categories: {k: {name: K}}",
    "tags of a list": "tags: [t]",
    "field": "fields: {time: 5 min}",
    "link": "link: https://example.org",
    "text": "text: x",
}
"""A line of a deck or of its card whose text is to be given in two languages."""


@pytest.mark.parametrize("place", ONE_LANGUAGE)
def test_a_single_translation_is_seen_wherever_it_is(place: str, tmp_path: Path) -> None:
    """A deck of which only one text has a second language lacks all others in that language."""
    line = ONE_LANGUAGE[place]
    value = re.search(r"(?:: |\[)([^{}\[\]]+?)[}\]]*$", line)
    assert value
    twice = line[: value.start(1)] + f"{{en: {value[1]}, sv: {value[1]}}}" + line[value.end(1) :]
    lines = {"title": "title: D", "category": "", "card": ""}
    for text, expected in ((line, []), (twice, ["missing-translation"])):
        lines[place if place in ("title", "category") else "card"] = text
        path = tmp_path / "deck.yaml"
        written = "language: en\n{title}\n{category}\ncards:\n  - title: A\n    {card}\n"
        path.write_text(written.format(**lines), encoding="utf-8")
        assert [problem["code"] for problem in problems(path)] == expected


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
    assert not warnings(run("build", deck, "-o", deck.parent / "x.pdf").output)
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
    head, rest = DECK.split("\n", 1)
    deck.write_text(f"{head}\n{re.sub(', nb: [^}]+', '', rest)}", encoding="utf-8")
    done = run("build", deck, "--language", "nb", "-o", deck.parent / "x.pdf")
    assert done.exit_code == 1
    assert done.output.count("error[") == 1
    assert "6 texts are not given in the language 'nb': card 'Tauko', card 'Kävely'" in done.output
    assert "given: fi, sv, pt-BR;" in done.output
    (told,) = problems(deck, "--language", "nb")
    assert (told["code"], told["line"]) == ("missing-translation", 4)


def test_a_language_of_no_text_is_a_wrong_flag(deck: Path) -> None:
    """A language that not one text is given in is told at the flag, and the command ends with 2."""
    for command in ("build", "check", "list"):
        done = run(command, deck, "--language", "de")
        assert done.exit_code == 2
        assert "--language de: error[missing-translation]: no text of the deck" in done.output
        assert "hint: there is: fi, sv, pt-BR, nb\n" in done.output


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


LAST = "nb"
"""The last of the languages of the deck."""


def test_of_very_many_languages_the_first_are_looked_at(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Translations into so many languages are looked at, and a hint tells how to see the next."""
    monkeypatch.setattr(translations, "MOST_LANGUAGES", 3)
    assert problems(deck) == []
    monkeypatch.setattr(translations, "MOST_LANGUAGES", 2)
    (told,) = problems(deck)
    assert (told["code"], told["severity"]) == ("too-many-problems", "warning")
    assert "4 languages; translations into the first 2" in told["message"]
    begin, _, command = told["hint"].partition("korttipakka ")
    assert (begin, command) == ("for the next: ", f"check {deck} --language {LAST}")
    assert problems(deck, "--language", LAST) == []


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


OWN = """\
title: Pakka
language: fi
layout: lay.yaml
cards:
  - title: {en: Nevertheless developments, language: en}
    text: {fi: Vain suomeksi., sv: Bara på svenska.}
  - title: Nevertheless developments
  - title: Nevertheless developments
    language: en
    text: {fi: Suomea., sv: Svenska.}
    fields: {aika: {fi: viisi, sv: fem}}
  - title: {fi: Tauko, sv: Paus}
"""


def own(folder: Path, layout: str = "extends: workshop\n", deck: str = OWN) -> Path:
    """A deck of texts in languages of their own, with a layout beside it."""
    (folder / "deck.yaml").write_text(deck, encoding="utf-8")
    (folder / "lay.yaml").write_text(layout, encoding="utf-8")
    return folder


def set_lines(deck: Path, box: str, **settings: str) -> list[list[tuple[str, str]]]:
    """The runs of a box on the front of each card, each with the language of its markup."""
    made = build_deck(deck, settings=settings)
    paragraphs = [
        [one for part in face.front.parts if part.name == box for one in part.content]
        for face in made.faces
    ]
    return [
        [(run.text, run.markup.language) for one in found if isinstance(one, TextParagraph)
         for run in one.runs]
        for found in paragraphs
    ]  # fmt: skip


def test_a_text_breaks_by_its_own_language(tmp_path: Path) -> None:
    """An English title in a Finnish deck is broken as English, whoever says so: card or text."""
    narrow = {"front.title.size": "22 pt", "front.title.right": "52 mm"}
    wide = {"front.title.hyphens": "all", "front.title.wrap": "pretty", **narrow}
    text, finnish, card, _ = set_lines(own(tmp_path), "title", **wide)
    assert {tag for _, tag in text} == {tag for _, tag in card} == {"en"}
    assert [words for words, _ in text] == [words for words, _ in card]
    assert {tag for _, tag in finnish} == {""}
    assert [words for words, _ in finnish] != [words for words, _ in text]


def test_an_own_language_lacks_no_translation(tmp_path: Path) -> None:
    """What is in a language of its own is printed in every language, and not asked for."""
    (told,) = problems(own(tmp_path), "--language", "sv")
    assert told["message"] == (
        "2 texts are not translated into 'sv': the title of the deck, card "
        "'Nevertheless developments'"
    )
    assert [card.title for card in read_deck(tmp_path, "sv").cards] == [
        *["Nevertheless developments"] * 3, "Paus",
    ]  # fmt: skip
    assert run("build", tmp_path, "--language", "de").exit_code == 2  # texts in other languages


def test_a_layout_names_languages(tmp_path: Path) -> None:
    """A box shows a text in the language that it names, alone or beside the deck's own."""
    layout = "extends: workshop\nfront: {title: {text: '{title} / {title.sv}', right: 1 mm}}\n"
    first, second, third, fourth = set_lines(
        own(tmp_path, layout), "title", **{"front.title.size": "6 pt"}
    )
    assert fourth == [("Tauko / ", ""), ("Paus", "sv")]
    assert {tag for words, tag in first if words.strip() != "/"} == {"en"}
    assert {tag for words, tag in third if words.strip() != "/"} == {"en"}
    assert {tag for _, tag in second} == {""}


def test_a_box_of_two_languages_keeps_their_markup(tmp_path: Path) -> None:
    """Texts in two languages in one box are read as Markdown each; boxes of fields work too."""
    text = OWN.replace("{fi: Suomea., sv: Svenska.}", '{fi: "- yksi", sv: "- ett\\n- **två**"}')
    layout = """
extends: workshop
front:
  time: {text: "{fields.aika.sv}", left: 10 mm, top: 60 mm, when: fields.aika.sv}
back: {text: {text: "{text}\\n\\n{text.sv}"}}
"""
    folder = own(tmp_path, layout, text)
    done = run("build", folder, "-o", folder / "x.pdf")
    assert done.exit_code == 0, done.output
    assert {"yksi", "ett", "två", "fem"} <= words(folder / "x.pdf")
    assert "viisi" not in words(folder / "x.pdf")
    back = build_deck(folder).faces[2].back
    shown = next(part for part in back.parts if part.name == "text")
    runs = [r for one in shown.content if isinstance(one, TextParagraph) for r in one.runs]
    assert ("två", True, "sv") in [(r.text, r.markup.bold, r.markup.language) for r in runs]
    assert ("yksi", "") in [(r.text, r.markup.language) for r in runs]


def test_a_language_that_a_layout_asks_for_is_missed(tmp_path: Path) -> None:
    """Texts that a layout shows in a language that they lack are one warning with its table."""
    layout = "extends: workshop\nfront: {title: {text: '{title.se}'}}\n"
    told = [p for p in problems(own(tmp_path, layout)) if "layout shows" in p["message"]]
    assert [(p["message"], p["line"], p["severity"]) for p in told] == [
        ("one text is not given in 'se', which the layout shows: card 'Tauko'", 12, "warning")
    ]
    assert told[0]["hint"].endswith("--to xlsx --language se")


def test_an_edit_of_a_text_in_its_own_language_stays_one(tmp_path: Path) -> None:
    """A table that comes back changes the text, and not which language it is in."""
    folder = own(tmp_path)
    table = folder / "x.json"
    assert run("export", folder, "--to", "json", "-o", table).exit_code == 0
    assert "Nothing to change" in run("import", table, folder, "--update").output
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Nevertheless", "However"), encoding="utf-8")
    done = run("import", table, folder, "--update")
    assert done.exit_code == 0, done.output
    assert (folder / "deck.yaml").read_text(encoding="utf-8") == OWN.replace(
        "Nevertheless", "However"
    )


@pytest.mark.parametrize(
    ("slip", "code", "hint"),
    [
        ("title: {en: Sprint, language: sv}", "bad-language", "write: language: en"),
        ("title: {language: en, text: Sprint}", "bad-language", "write: {en: …, language: en}"),
        ("title: Sprint\n    language: english", "bad-language", "did you mean 'en'?"),
    ],
)
def test_slips_of_an_own_language_are_told(slip: str, code: str, hint: str, tmp_path: Path) -> None:
    """A language that the text is not given in, other ways to write it, a language's name."""
    text = f"title: Pakka\nlanguage: fi\ncards:\n  - {slip}\n"
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    (told,) = problems(tmp_path)
    assert (told["code"], told["line"]) == (code, 4 + ("english" in slip))
    assert hint in told["hint"]


def test_the_page_shows_how_to_print_two_languages(tmp_path: Path) -> None:
    """The layout in docs/languages.md prints the deck that ships with both texts on each card."""
    page = (Path(__file__).parents[1] / "docs" / "languages.md").read_text(encoding="utf-8")
    example = next(
        text for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "extends" in text
    )
    layout = tmp_path / "bilingual.yaml"
    layout.write_text(example, encoding="utf-8")
    out = tmp_path / "x.pdf"
    done = run("build", "osallisuus", "-l", layout, "--card", "asukasraati", "-o", out)
    assert done.exit_code == 0, done.output
    assert not warnings(done.output)
    assert {"Asukasraati", "Invånarråd"} <= words(out)


def sizes(deck: str | Path, *flags: str) -> dict[str, dict[str, dict[str, int]]]:
    """What `check --sizes` counts, by language and box."""
    done = run("check", deck, "--sizes", "--format", "json", *flags)
    assert done.exit_code == 0, done.output
    found: dict[str, dict[str, dict[str, int]]] = json.loads(done.stdout)["sizes"]
    return found


def test_sizes_stand_side_by_side(deck: Path) -> None:
    """`check --sizes` counts the cards by the size of each text, a column for each language."""
    long = "Motionspromenadbestämmelsernas utvecklingsförslagsdokument i skärgården"
    deck.write_text(DECK.replace("sv: Promenad", f"sv: {long}"), encoding="utf-8")
    found = sizes(deck)
    assert list(found) == ["fi", "sv", "pt-BR", "nb"]
    assert found["fi"]["front.title"] == {"30": 2}
    assert max(map(float, found["sv"]["front.title"])) == 30
    assert min(map(float, found["sv"]["front.title"])) < 30
    assert all(sum(boxes["back.text"].values()) == 1 for boxes in found.values())
    told = run("check", deck, "--sizes").stdout.splitlines()
    told = told[next(n for n, line in enumerate(told) if line.startswith("Points")) :]
    assert told[0].split() == ["Points", "(cards)", "fi", "sv", "pt-BR", "nb"]
    assert told[1].split()[:3] == ["front.title", "30", "(2)"]
    assert told[-1] == "1 warning", "a field has no box"
    assert list(sizes(deck, "--language", "sv")) == ["sv"]
    assert sizes(deck, "--card", "tauko")["sv"]["front.title"] == {"30": 1}


def test_sizes_are_those_of_the_pdf(deck: Path, tmp_path: Path) -> None:
    """The sizes that `check --sizes` tells are found in the printed file."""
    out = tmp_path / "x.pdf"
    assert run("build", deck, "--language", "sv", "-o", out).exit_code == 0
    with pypdfium2.PdfDocument(out) as document:
        printed = {
            round(thing.get_font_size() * thing.get_matrix().a or 0, 2)
            for page in document
            for thing in page.get_objects()
            if isinstance(thing, pypdfium2.PdfTextObj)
        }
    told = {float(size) for counts in sizes(deck)["sv"].values() for size in counts}
    assert told <= {abs(size) for size in printed}


def test_sizes_of_what_cannot_be_built_are_left_out(deck: Path) -> None:
    """A language that cannot be printed has a dash and the number of its errors."""
    deck.write_text(DECK.replace("sv: Promenad, ", ""), encoding="utf-8")
    done = run("check", deck, "--sizes")
    assert done.exit_code == 0, done.output
    row = next(line for line in done.stdout.splitlines() if line.startswith("front.title"))
    assert row.split() == ["front.title", "30", "(2)", "-", "30", "(2)", "30", "(2)"]
    assert "sv: 1 error; --language sv" in done.stdout.splitlines()
    deck.write_text("title: x", encoding="utf-8")
    broken = run("check", deck, "--sizes")
    assert broken.exit_code == 1
    assert "Points" not in broken.stdout


def test_what_keeps_sizes_down_is_named(tmp_path: Path) -> None:
    """Below the table stands which card keeps the texts of others small, or has a smaller one."""
    texts = ["word " * 100, *["word"] * 9]
    cards = [{"id": f"c{n}", "title": f"Card {n}", "text": text} for n, text in enumerate(texts)]
    path = tmp_path / "deck.yaml"
    path.write_text(json.dumps({"title": "Held", "language": "en", "cards": cards}), "utf-8")
    done = run("check", path, "--sizes", "--set", "back.text.uniform=deck")
    (held,) = (line for line in done.stdout.splitlines() if line.startswith("en: "))
    assert held.startswith("en: card 'Card 0' keeps the back.text of 9 other cards at ")
    done = run("check", path, "--sizes")
    (smaller,) = (line for line in done.stdout.splitlines() if line.startswith("en: "))
    assert smaller.startswith("en: back.text is smaller than 13 pt on 1 of 10 cards: 'Card 0' (")


def test_what_keeps_sizes_down_is_given_to_programs(tmp_path: Path) -> None:
    """JSON has by box how few of which cards keep a size down."""
    texts = ["word " * 100, "word " * 100, "word", ""]
    cards = [{"id": f"c{n}", "title": f"Card {n}", "text": text} for n, text in enumerate(texts)]
    path = tmp_path / "deck.yaml"
    path.write_text(json.dumps({"title": "Held", "language": "en", "cards": cards}), "utf-8")
    done = run("check", path, "--sizes", "--format", "json", "--set", "back.text.uniform=deck")
    found = json.loads(done.stdout)
    (size,) = found["sizes"]["en"]["back.text"]
    hold = {"size": float(size), "fewest": 2, "cards": ["c0", "c1"]}
    assert found["held"] == {"en": {"back.text": [hold]}}


SWEDISH = "Barnomsorgsverksamheten barnavårdscentral sjuksköterskeutbildningen"


def halves(folder: Path, language: str, box_language: str) -> list[str]:
    """The lines of a Swedish field in a narrow box, in a deck of a language."""
    folder.mkdir()
    (folder / "deck.yaml").write_text(
        f"title: x\nlanguage: {language}\ncards:\n  - title: a\n    fields: {{t: {SWEDISH}}}\n"
    )
    (folder / "l.yaml").write_text(
        "card: {size: 40x60mm}\nfront:\n  t: {text: '{fields.t}', left: 3 mm, right: 3 mm, "
        f"top: 3 mm, size: 12 pt, language: '{box_language}'}}\n"
    )
    found = build_deck(folder, layout=str(folder / "l.yaml")).faces[0].front
    lines: dict[float, str] = {}
    for item in (item for part in found.parts for item in part.items):
        assert isinstance(item, TextRun)
        lines[item.at.y] = lines.get(item.at.y, "") + item.text
    return [text.strip() for text in lines.values()]


def test_a_box_says_which_language_its_text_is_in(tmp_path: Path) -> None:
    """A Swedish field in a Finnish deck breaks as in a Swedish one, once its box says so."""
    swedish = halves(tmp_path / "sv", "sv", "")
    assert halves(tmp_path / "fi", "fi", "") != swedish
    assert halves(tmp_path / "fi-sv", "fi", "sv") == swedish
    assert halves(tmp_path / "sv-sv", "sv", "sv-FI") == swedish


def test_a_box_of_a_language_shows_its_translations(tmp_path: Path) -> None:
    """What is given in several languages is shown in the box's; what names its own keeps that."""
    layout = """
extends: workshop
front: {title: {text: '{title} / {title.fi}', language: sv, right: 1 mm}}
"""
    *_, fourth = set_lines(own(tmp_path, layout), "title", **{"front.title.size": "6 pt"})
    assert fourth == [("Paus / ", "sv"), ("Tauko", "")]


def test_a_box_of_a_language_is_told_what_lacks_it(tmp_path: Path) -> None:
    """Texts given in other languages only are told, as where a layout names the language."""
    layout = "extends: workshop\nfront: {title: {language: se}}\n"
    told = [p for p in problems(own(tmp_path, layout)) if "layout shows" in p["message"]]
    assert [p["code"] for p in told] == ["missing-translation"]


@pytest.mark.parametrize("tag", ["klingon!", "swedish language", "s"])
def test_a_box_s_language_that_is_none(tmp_path: Path, tag: str) -> None:
    """A language is a tag: anything else is told with its place."""
    layout = f"extends: workshop\nfront: {{title: {{language: '{tag}'}}}}\n"
    (told,) = [p for p in problems(own(tmp_path, layout)) if p["severity"] == "error"]
    assert (told["code"], told["line"]) == ("bad-value", 2)
    assert "is not a language" in told["message"]
    assert told["hint"].startswith("write fi, sv")


def test_letters_of_two_languages_are_painted_as_each_writes_them(tmp_path: Path) -> None:
    """Romanian has a comma below where Turkish has a cedilla, on cards of one deck and font."""
    path = tmp_path / "deck.yaml"
    card = "  - {{title: {0}, text: 'şţ', language: {0}}}\n"
    path.write_text("title: T\nlanguage: en\ncards:\n" + card.format("tr") + card.format("ro"))
    made = build_deck(path, layout="workshop")
    with pikepdf.open(BytesIO(made.pdf())) as pdf:
        painted = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    face = next(face for face in made.fonts.faces.values() if face.path.name == "Inter-Regular.ttf")
    for language in ("tr", "ro"):
        glyphs = face.shape("şţ", language=language).glyphs
        assert "".join(f"{glyph.id:04x}" for glyph in glyphs).encode() in painted
