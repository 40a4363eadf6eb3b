"""`import --update`: what was edited changes in the deck, and every other byte stays."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from commands import run_here as call
from korttipakka.basics.cells import guarded_throughout
from korttipakka.reading.deck import read_deck, read_manuscript
from korttipakka.saving.deck import DeckText
from korttipakka.saving.scalars import NotEditable

DECK = """\
# A deck of ours.
title: Pakka   # its title
language: fi
categories:
  ideat: {name: Ideat, color: "#0f6b75"}
  paatos: Päätös

cards:
  # The first.
  - title: 'Tauko'          # single quotes
    text: >
      Kahvia ja *pullaa*,
      ja taas työhön.

      - eka
      - toka
    tags: [kahvi, ulkona]   # in brackets
  - category: ideat
    title: "Kävely: ulos"
    text: |
      eka rivi
      toka rivi

    notes: vain näin
  - {title: Äänestys, text: "Yksi, kaksi", category: paatos}

  - title: {fi: Loppu, sv: Slut}
    text:
      fi: >
        Hyvästi.
      sv: Adjö.   # ruotsiksi
    fields:
      kesto: 0007
"""

IDS = ["tauko", "kavely-ulos", "aanestys", "loppu"]

Rows = list[dict[str, str]]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with a text in each of YAML's styles."""
    folder = tmp_path / "pakka"
    folder.mkdir()
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8", newline="")
    return folder


def exported(deck: Path, *flags: str) -> Rows:
    """The rows of a deck as `export` writes them."""
    out = deck.parent / "out.csv"
    done = call("export", deck, "--to", "csv", "-o", out, "--force", *flags)
    assert done.exit_code == 0, done.output
    text = out.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def update(deck: Path, rows: Rows, *flags: str) -> str:
    """Bring rows back, and return what is said about it."""
    source = deck.parent / "edited.csv"
    header = list(dict.fromkeys(key for row in rows for key in row))
    with source.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, header, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(rows)
    done = call("import", source, deck, "--update", *flags)
    assert done.exit_code == 0, done.output
    return done.output


def text_of(deck: Path) -> str:
    """The deck's file."""
    return (deck / "deck.yaml").read_bytes().decode()


EDITS = [
    ("tauko", "title", "Tauko", "Tauko, 5 min", "'Tauko'", "'Tauko, 5 min'"),
    ("tauko", "title", "Tauko", "It's", "'Tauko'", "'It''s'"),
    ("tauko", "text", "pullaa*, ja", "leipää*, ja", "*pullaa*,", "*leipää*,"),
    (
        "kavely-ulos",
        "title",
        "Kävely: ulos",
        "Kävely: sisään",
        '"Kävely: ulos"',
        '"Kävely: sisään"',
    ),
    ("kavely-ulos", "text", "toka rivi", "kolmas rivi", "toka rivi", "kolmas rivi"),
    ("kavely-ulos", "notes", "vain näin", "näin #2", "vain näin", '"näin #2"'),
    ("aanestys", "text", "Yksi, kaksi", "Kolme", '"Yksi, kaksi"', '"Kolme"'),
    ("aanestys", "title", "Äänestys", "Ääni", "{title: Äänestys", "{title: Ääni"),
    ("loppu", "title", "Loppu", "Valmis", "fi: Loppu", "fi: Valmis"),
    ("loppu", "title_sv", "Slut", "Färdigt", "sv: Slut", "sv: Färdigt"),
    ("loppu", "text_sv", "Adjö.", "Hej då!", "sv: Adjö.", "sv: Hej då!"),
    ("loppu", "text", "Hyvästi.", "Näkemiin.", "Hyvästi.", "Näkemiin."),
    ("loppu", "fields.kesto", "0007", "0008", "kesto: 0007", "kesto: 0008"),
    ("tauko", "tags", "kahvi, ulkona", "kahvi, tee", "[kahvi, ulkona]", "[kahvi, tee]"),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit[0]}-{edit[1]}")
def test_one_edited_cell_changes_one_text(deck: Path, edit: tuple[str, ...]) -> None:
    """In every style of YAML, the words change where they stand, and not a byte elsewhere."""
    name, column, old, new, before, after = edit
    rows = exported(deck)
    row = rows[IDS.index(name)]
    assert old in row[column]
    row[column] = row[column].replace(old, new)
    output = update(deck, rows)
    assert text_of(deck) == DECK.replace(before, after, 1)
    assert f"{name}, {column}" in output
    assert "Changed" in output
    assert "Nothing to change" in update(deck, rows)


ADDITIONS: list[tuple[str, str, str, str, str]] = [
    # A language beside a text that had none, its comment kept; a field; a text where none was.
    ("tauko", "title_sv", "Paus",
     "  - title: 'Tauko'          # single quotes\n",
     "  - title:\n      fi: 'Tauko'          # single quotes\n      sv: Paus\n"),
    ("kavely-ulos", "text_sv", "ett\ntvå",
     "    text: |\n      eka rivi\n      toka rivi\n\n",
     "    text:\n      fi: |\n        eka rivi\n        toka rivi\n"
     "      sv: |\n        ett\n        två\n\n"),
    ("aanestys", "title_sv", "Omröstning",
     "{title: Äänestys,", "{title: {fi: Äänestys, sv: Omröstning},"),
    ("aanestys", "copies", "3", "category: paatos}", "category: paatos, copies: 3}"),
    ("kavely-ulos", "copies", "2",
     "      toka rivi\n\n", "      toka rivi\n    copies: 2\n\n"),
    ("kavely-ulos", "subtitle", "Ulkona: aina",
     '    title: "Kävely: ulos"\n', '    title: "Kävely: ulos"\n    subtitle: "Ulkona: aina"\n'),
    ("loppu", "fields.taso", "vaikea",
     "      kesto: 0007\n", "      kesto: 0007\n      taso: vaikea\n"),
    ("tauko", "fields.taso", "helppo",
     "# in brackets\n", "# in brackets\n    fields:\n      taso: helppo\n"),
    ("loppu", "title_en", "End", "{fi: Loppu, sv: Slut}", "{fi: Loppu, sv: Slut, en: End}"),
    ("loppu", "text_en", "Bye.", "# ruotsiksi\n", "# ruotsiksi\n      en: Bye.\n"),
]  # fmt: skip


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda each: f"{each[0]}-{each[1]}")
def test_new_texts_find_their_place(deck: Path, addition: tuple[str, ...]) -> None:
    """What a cell says that the deck does not yet is written beside what is there."""
    name, column, new, before, after = addition
    rows = exported(deck)
    rows[IDS.index(name)][column] = new
    update(deck, rows)
    assert text_of(deck) == DECK.replace(before, after, 1)
    assert "Nothing to change" in update(deck, rows)


REMOVALS = [
    ("tauko", "tags", "    tags: [kahvi, ulkona]   # in brackets\n", ""),
    ("kavely-ulos", "notes", "    notes: vain näin\n", ""),
    ("aanestys", "text", ', text: "Yksi, kaksi"', ""),
    ("loppu", "text_sv", "      sv: Adjö.   # ruotsiksi\n", ""),
    ("loppu", "title_sv", "{fi: Loppu, sv: Slut}", "{fi: Loppu}"),
]


@pytest.mark.parametrize("removal", REMOVALS, ids=lambda each: f"{each[0]}-{each[1]}")
def test_emptied_cells_take_texts_out(deck: Path, removal: tuple[str, ...]) -> None:
    """A cell that was emptied takes its text out of the deck, and nothing else."""
    name, column, before, after = removal
    rows = exported(deck)
    rows[IDS.index(name)][column] = ""
    update(deck, rows)
    assert text_of(deck) == DECK.replace(before, after, 1)


def test_lines_in_a_folded_text(deck: Path) -> None:
    """Line ends that a cell gets make a folded text literal: they would be folded away."""
    rows = exported(deck)
    rows[3]["text"] = "Hyvästi,\nja kiitos."
    update(deck, rows)
    assert text_of(deck) == DECK.replace(
        "fi: >\n        Hyvästi.", "fi: |\n        Hyvästi,\n        ja kiitos."
    )


def test_windows_line_ends_and_mark_stay(deck: Path) -> None:
    """A file of Windows keeps its line ends and its byte order mark."""
    (deck / "deck.yaml").write_bytes(b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    rows = exported(deck)
    rows[0]["title_sv"], rows[1]["notes"] = "Paus", "muuten"
    update(deck, rows)
    wanted = DECK.replace("vain näin", "muuten").replace(*ADDITIONS[0][3:])
    assert (deck / "deck.yaml").read_bytes() == b"\xef\xbb\xbf" + wanted.replace(
        "\n", "\r\n"
    ).encode()


def test_new_rows_go_to_the_end_of_their_category(deck: Path) -> None:
    """A row without an id is a card after the last of its category; new categories are added."""
    rows = exported(deck)
    rows += [
        {"title": "Ryhmätyö", "category": "ideat", "text": "Yhdessä: kaikki.", "title_sv": "Grupp"},
        {"title": "Muu", "category": "Uusi ryhmä"},
    ]
    output = update(deck, rows)
    assert "+ Ryhmätyö at the end of ideat" in output
    wanted = DECK.replace(
        "    notes: vain näin\n",
        "    notes: vain näin\n\n  - title:\n      fi: Ryhmätyö\n      sv: Grupp\n    text: >\n"
        "      Yhdessä: kaikki.\n    category: ideat\n",
    ).replace(
        "  paatos: Päätös\n",
        '  paatos: Päätös\n  uusi:\n    name: Uusi ryhmä\n    color: "#5a1200"\n',
    )
    assert text_of(deck) == wanted + "\n  - title: Muu\n    category: uusi\n"
    assert [card.title for card in read_deck(deck).cards] == [
        "Tauko", "Kävely: ulos", "Ryhmätyö", "Äänestys", "Loppu", "Muu",
    ]  # fmt: skip


def test_missing_rows_are_named_and_removed_only_if_asked(deck: Path) -> None:
    """A card without a row stays and is named; with --delete its lines go, and no others."""
    rows = [row for row in exported(deck) if row["id"] != "kavely-ulos"]
    output = update(deck, rows)
    assert "- Kävely: ulos (kavely-ulos) is not in" in output
    assert "kept; --delete removes it" in output
    assert text_of(deck) == DECK
    update(deck, rows, "--delete", "--dry-run")
    assert text_of(deck) == DECK
    assert "removed" in update(deck, rows, "--delete")
    start, end = DECK.index("  - category: ideat"), DECK.index("  - {title: Äänestys")
    assert text_of(deck) == DECK[:start] + DECK[end:]


def test_cards_are_found_by_title_too(deck: Path) -> None:
    """A table without ids, such as the author's own, is matched by titles."""
    rows = [{"Otsikko": row["title"], "Teksti": row["text"]} for row in exported(deck)[1:]]
    rows[1]["Teksti"] = "Kolme: neljä"
    output = update(deck, rows)
    assert text_of(deck) == DECK.replace('"Yksi, kaksi"', '"Kolme: neljä"')
    assert "aanestys, text" in output


def test_a_card_moves_to_another_category(deck: Path) -> None:
    """Another category in a row is another category of the card; an unknown one is told."""
    rows = exported(deck)
    rows[1]["category"], rows[2]["category"] = "paatos", "olematon"
    output = update(deck, rows)
    assert text_of(deck) == DECK.replace("- category: ideat", "- category: paatos")
    assert "the deck has no category 'olematon'" in output


def test_names_of_categories(deck: Path) -> None:
    """A category's name, or a translation of it, changes if no row says otherwise."""
    rows = exported(deck, "--languages", "sv")
    for row in rows:
        if row["category"] == "paatos":
            row["category_name"], row["category_name_sv"] = "Valinta", "Val"
    rows[1]["category_name_sv"] = "Idéer"
    update(deck, rows)
    assert text_of(deck) == DECK.replace("name: Ideat", "name: {fi: Ideat, sv: Idéer}").replace(
        "  paatos: Päätös\n", "  paatos:\n    name:\n      fi: Valinta\n      sv: Val\n"
    )


def test_names_that_differ_are_told(deck: Path) -> None:
    """Rows of one category that give it two names leave it as it is."""
    text = DECK.replace("  - title: 'Tauko'", "  - category: ideat\n    title: 'Tauko'")
    (deck / "deck.yaml").write_text(text, encoding="utf-8", newline="")
    rows = exported(deck)
    rows[0]["category_name"] = "Uudet ideat"
    assert "give it several names: 'Uudet ideat', 'Ideat'" in update(deck, rows)
    assert text_of(deck) == text


def test_a_dry_run_only_tells(deck: Path) -> None:
    """--dry-run prints the old words and the new ones, and writes nothing."""
    rows = exported(deck)
    rows[0]["text"] = rows[0]["text"].replace("pullaa", "leipää")
    output = update(deck, rows, "--dry-run")
    assert "  - Kahvia ja *pullaa*, ja taas työhön." in output
    assert "  + Kahvia ja *leipää*, ja taas työhön." in output
    assert f"Would change {deck / 'deck.yaml'}" in output
    assert text_of(deck) == DECK


def test_anchors_are_left_alone(deck: Path) -> None:
    """A text that others refer to cannot be changed alone: it is told where, and nothing is."""
    text = DECK.replace("'Tauko'", "&t Tauko").replace("notes: vain näin", "notes: *t")
    (deck / "deck.yaml").write_text(text, encoding="utf-8", newline="")
    rows = exported(deck)
    rows[0]["title"] = "Muu"
    source = deck.parent / "edited.csv"
    update(deck, exported(deck))
    with source.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    done = call("import", source, deck, "--update")
    assert done.exit_code == 1
    assert "error[cannot-save]: the deck cannot be changed in place" in done.output
    assert text_of(deck) == text


def test_a_deck_of_many_files(tmp_path: Path) -> None:
    """The shipped deck: each edit goes into the file of its card, the others are not touched."""
    shipped = Path(__file__).parents[1] / "cards" / "osallisuus"
    deck = tmp_path / "deck"
    deck.mkdir()
    for path in shipped.iterdir():
        (deck / path.name).write_bytes(path.read_bytes())
    rows = exported(deck)
    rows[13]["copies"], rows[65]["title"] = "2", "Raportit"
    update(deck, rows)
    changed = {p.name for p in deck.iterdir() if p.read_bytes() != (shipped / p.name).read_bytes()}
    assert changed == {"2-alueellinen.yaml", "5-paatoksenteko.yaml"}
    assert "  - title:\n      fi: Raportit\n" in (deck / "5-paatoksenteko.yaml").read_text(
        encoding="utf-8"
    )


def test_a_translators_round(deck: Path) -> None:
    """Exported with empty Swedish columns, filled in in Excel, brought back, printed in Swedish."""
    out = deck.parent / "sv.xlsx"
    assert call("export", deck, "--to", "xlsx", "--language", "sv", "-o", out).exit_code == 0
    book = openpyxl.load_workbook(out)
    sheet = book.active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2):
        values = dict(zip(header, cells, strict=True))
        for field in ("title", "text"):
            if values[field].value and not values[f"{field}_sv"].value:
                values[f"{field}_sv"].value = f"{values[field].value} på svenska"
    book.save(out)
    assert call("import", out, deck, "--update").exit_code == 0
    cards = read_deck(deck, "sv").cards
    assert [card.title for card in cards] == [
        "Tauko på svenska", "Kävely: ulos på svenska", "Äänestys på svenska", "Slut",
    ]  # fmt: skip
    assert cards[2].text == "Yksi, kaksi på svenska"
    pdf = deck.parent / "sv.pdf"
    assert call("build", deck, "--language", "sv", "-o", pdf).exit_code == 0
    assert read_deck(deck).cards[0].title == "Tauko"


def test_tracked_translations_get_their_hashes(deck: Path) -> None:
    """A deck that tracks translations has the original's hash beside each that comes in."""
    text = DECK.replace("language: fi\n", "language: fi\ntranslations: tracked\n")
    (deck / "deck.yaml").write_text(text, encoding="utf-8", newline="")
    rows = exported(deck)
    rows[0]["title_sv"] = "Paus"
    update(deck, rows)
    wording = read_manuscript(deck).cards[0].texts["title"]
    assert wording.others == {"sv": "Paus"}
    assert set(wording.hashes) == {"sv"}


@pytest.mark.parametrize("form", ["json", "markdown", "ods"])
def test_other_forms_update_too(deck: Path, form: str) -> None:
    """What comes back as JSON, Markdown or ODS changes the same bytes."""
    suffix = {"json": ".json", "markdown": ".md", "ods": ".ods"}[form]
    out = deck.parent / f"out{suffix}"
    assert call("export", deck, "--to", form, "-o", out).exit_code == 0
    assert "Nothing to change" in call("import", out, deck, "--update").output
    if form == "json":
        data = json.loads(out.read_text(encoding="utf-8"))
        data["cards"][1]["notes"] = "toisin"
        out.write_text(json.dumps(data), encoding="utf-8")
    elif form == "markdown":
        text = out.read_text(encoding="utf-8")
        out.write_text(text.replace("vain näin", "toisin"), encoding="utf-8")
    if form != "ods":
        assert "Changed" in call("import", out, deck, "--update").output
        assert text_of(deck) == DECK.replace("vain näin", "toisin")


STYLES: list[Callable[[str], str]] = [
    lambda text: "text: >\n      " + text.replace("\n\n", "\n\n      "),
    lambda text: "text: |\n      " + text.replace("\n\n", "\n\n      "),
    lambda text: f"text: {json.dumps(text, ensure_ascii=False)}",
    lambda text: "text: {fi: " + json.dumps(text, ensure_ascii=False) + ", sv: x}",
    lambda text: "text:\n      fi: >\n        " + text.replace("\n\n", "\n\n        "),
]

SENTENCES = st.lists(
    st.lists(
        st.text(st.sampled_from("aåäö*_#:;-'\"\\&1."), min_size=1, max_size=6),
        min_size=1, max_size=8,
    ).map(" ".join),
    min_size=1, max_size=3,
).map("\n\n".join)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=st.from_regex(r"[a-zåäö]{3,9}( [a-zåäö]{3,9}){0,20}", fullmatch=True), new=SENTENCES,
       style=st.sampled_from(STYLES))  # fmt: skip
def test_any_words_go_into_any_style(old: str, new: str, style: Callable[[str], str]) -> None:
    """Whatever a cell says, the deck says it afterwards, and the lines around it are the same."""
    assume(any(letter.isalpha() for letter in new))
    before = "# top\ntitle: P\nlanguage: fi\ncards:\n  - title: A # a\n    "
    after = "\n    # below\n    copies: 2 # c\n\n  - title: 'B'\n"
    with TemporaryDirectory() as name:
        deck = Path(name) / "deck"
        deck.mkdir()
        (deck / "deck.yaml").write_text(before + style(old) + after, encoding="utf-8")
        rows = exported(deck)
        rows[0]["text"] = guarded_throughout(new)
        update(deck, rows)
        assert read_manuscript(deck).cards[0].texts["text"].own == new.strip()
        made = text_of(deck)
        assert made.startswith(before[: before.rindex(" #")])
        assert made.endswith(after)


def test_flags_that_do_not_go_together(deck: Path) -> None:
    """--delete without --update, and --force with it, are calls that mean nothing."""
    assert call("import", "x.csv", deck, "--delete").exit_code == 2
    assert call("import", "x.csv", deck, "--update", "--force").exit_code == 2


COLUMNS = ("title", "title_sv", "subtitle", "text", "text_sv", "text_en", "notes", "fields.kesto",
           "fields.uusi", "back_title", "back_title_sv")  # fmt: skip
WORDS = st.lists(
    st.text(st.sampled_from("aåö#:'\"{}[],-&*_\\>|!%@`"), min_size=1, max_size=5),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip
CELLS = st.one_of(st.just(""), WORDS, st.lists(WORDS, min_size=2, max_size=3).map("\n\n".join))


PLACES = st.tuples(st.integers(0, 3), st.sampled_from(COLUMNS))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.dictionaries(PLACES, CELLS, min_size=1, max_size=6))
@example(edits={(3, "fields.kesto"): "", (3, "fields.uusi"): ":"})
@example(edits={(0, "title"): ",'@"})
@example(edits={(3, "text"): "", (3, "text_sv"): "", (3, "text_en"): "x", (3, "notes"): "y"})
def test_many_edits_at_once(edits: dict[tuple[int, str], str]) -> None:
    """Whichever cells are edited together, the deck says just that; once more changes nothing."""
    with TemporaryDirectory() as name:
        deck = Path(name) / "pakka"
        deck.mkdir()
        (deck / "deck.yaml").write_text(DECK, encoding="utf-8")
        rows = exported(deck)
        wanted = [dict(row) for row in rows]
        for (index, column), text in edits.items():
            is_line = not column.startswith(("text", "notes", "fields"))
            words = " ".join(text.split()) if is_line else text
            if column == "title" and not any(map(str.isalpha, words)):
                words = f"{words} a"
            rows[index][column], wanted[index][column] = guarded_throughout(words), words
        update(deck, rows)
        for row, written in zip(wanted, read_manuscript(deck).cards, strict=True):
            for column in COLUMNS:
                field, _, language = column.partition("_s")
                field, language = (field, "sv") if language else (column, "")
                if column == "text_en":
                    field, language = "text", "en"
                wording = written.texts.get(field)
                found = (
                    (wording.others.get(language, "") if language else wording.own)
                    if wording
                    else ""
                )
                assert found == row.get(column, "").strip()
        assert "Nothing to change" in update(deck, rows)


def test_a_table_that_lost_columns_of_ours(deck: Path) -> None:
    """A table from which a translator took columns out, or moved them, changes nothing else."""
    kept = ("title", "id", "text")
    rows = [{name: row[name] for name in kept} for row in exported(deck)]
    assert "Nothing to change" in update(deck, rows)
    rows[2]["text"] = "Kolme"
    update(deck, rows)
    assert text_of(deck) == DECK.replace('"Yksi, kaksi"', '"Kolme"')


PLAIN = """\
title: Pakka
language: fi
cards:
  - title: Laudat
    markdown: no
    text: |
      3*4*5 cm
      # pelaajia: 5
  - title: Toinen
    text: "*a*"
"""


def test_a_card_without_markdown_comes_back_as_it_was(tmp_path: Path) -> None:
    """Its column says so; an edited cell stays as typed, and a new deck has the same card."""
    deck = tmp_path / "deck.yaml"
    deck.write_text(PLAIN, encoding="utf-8")
    rows = exported(deck)
    assert [row["markdown"] for row in rows] == ["no", ""]
    assert rows[0]["text"] == "3*4*5 cm\n# pelaajia: 5"
    table = tmp_path / "out.csv"
    assert call("import", table, "--update", deck).exit_code == 0
    assert deck.read_text(encoding="utf-8") == PLAIN
    table.write_text('Otsikko;Teksti\nLaudat;"3*4*6 cm\n- *a*"\n', encoding="utf-8")
    assert call("import", table, "--update", deck).exit_code == 0
    assert "      3*4*6 cm\n      - *a*\n" in deck.read_text(encoding="utf-8")
    exported(deck)
    new = tmp_path / "new"
    assert call("import", table, new).exit_code == 0
    first, second = read_deck(new).cards
    assert (first.markdown, first.text, second.markdown) == (False, "3*4*6 cm\n- *a*", True)


@pytest.mark.parametrize(
    ("card", "left"), [("{title: A}", "between the braces"), ("title: A", "of the card")]
)
def test_no_card_is_emptied(card: str, left: str) -> None:
    """Taking out the only key of a card would leave what no deck can hold: nothing is changed."""
    deck = DeckText(f"title: P\ncards:\n  - {card}\n")
    deck.set_texts(deck.card_at(3, 5), "title", {"": ""}, "en")
    with pytest.raises(NotEditable, match=f"nothing would be left {left}"):
        deck.result()


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
def test_fields_that_are_named_like_translations(form: str, tmp_path: Path) -> None:
    """A field such as vinkki_sv, which only holds Swedish, comes back as itself, edited or not."""
    deck = tmp_path / "deck.yaml"
    fields = "{tip: x, tip_sv: y, odd_de: z}"
    text = f"title: T\nlanguage: fi\ncards:\n  - title: A\n    fields: {fields}\n"
    deck.write_text(text)
    table = tmp_path / f"t.{form}"
    call("export", deck, "--to", form, "-o", table)
    assert "Nothing to change" in call("import", table, tmp_path, "--update").output
    assert deck.read_text() == text
    (tmp_path / "b.csv").write_text("title;fields.tip_sv\nA;new\n")
    assert call("import", tmp_path / "b.csv", tmp_path, "--update").exit_code == 0
    assert deck.read_text() == text.replace("tip_sv: y", "tip_sv: new")
