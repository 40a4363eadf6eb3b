"""`korttipakka export --to csv|xlsx|ods|markdown|json`: files read back by other libraries."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import run_here as run
from korttipakka.basics.cells import guarded, guarded_throughout, unguarded
from korttipakka.basics.languages import best_language
from korttipakka.content.markdown import Paragraph, parse
from korttipakka.reading.card_markdown import read_card_markdown
from korttipakka.reading.deck import read_manuscript
from korttipakka.reading.languages import source_hash
from korttipakka.reading.unfold import unfolded
from korttipakka.saving.tables import WRITERS, Table, table_of

DECK = """\
title: {fi: Pakka, sv: Lek}
language: fi
categories:
  ideat: {name: {fi: Ideat, sv: Idéer}, color: "#0f6b75"}
  paatos: Päätös
category: ideat
cards:
  - title: {fi: Tauko, sv: Paus}
    text: >
      Kahvia ja *pullaa*,
      ja taas työhön.

      - eka
      - toka
    tags: [kahvi, ulkona]
  - title: "=1+1"
    text: |
      - yksi
      - kaksi
    back_title: Yhteis-?lasku
    category: paatos
    id: lasku
    copies: 3
    link: https://example.org/?a=1;b=2
    color: "#123456"
    notes: Muista "lainausmerkit"; ja pilkut, kaikki.
    fields: {kesto: 0007, tila: {fi: ulkona, sv: ute}}
"""

HEADER = [
    "id", "number", "category", "title", "title_sv", "subtitle", "text", "back_title", "image",
    "link", "copies", "tags", "color", "notes", "category_name", "category_name_sv",
    "fields.kesto", "fields.tila", "fields.tila_sv",
]  # fmt: skip

FIRST = [
    "tauko", "1", "ideat", "Tauko", "Paus", "",
    "Kahvia ja *pullaa*, ja taas työhön.\n\n- eka\n- toka", "", "", "", "1", "kahvi, ulkona", "",
    "", "Ideat", "Idéer", "", "", "",
]  # fmt: skip

SECOND = [
    "lasku", "2", "paatos", "=1+1", "", "", "- yksi\n- kaksi", "Yhteis-?lasku", "",
    "https://example.org/?a=1;b=2", "3", "", "#123456",
    'Muista "lainausmerkit"; ja pilkut, kaikki.', "Päätös", "", "0007", "ulkona", "ute",
]  # fmt: skip

Rows = list[list[str]]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A folder with a deck of two cards that have all there is."""
    folder = tmp_path / "pakka"
    folder.mkdir()
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    return folder


def export(deck: Path, form: str, *flags: str) -> bytes:
    """What `export --to` writes; it must succeed."""
    out = deck.parent / f"out{WRITERS[form][0]}"
    done = run("export", deck, "--to", form, "-o", out, "--force", *flags)
    assert done.exit_code == 0, done.output
    return out.read_bytes()


def from_csv(data: bytes, delimiter: str = ";") -> Rows:
    """The rows of a CSV file by Python's csv module, apostrophes before formulas kept."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def from_xlsx(data: bytes) -> Rows:
    """The rows of a workbook by openpyxl, which must find texts and numbers only."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} <= {"s", "n"}
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet]


ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def from_ods(data: bytes) -> Rows:
    """The rows of an OpenDocument spreadsheet by the standard library's XML parser."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert set(archive.namelist()) >= {"META-INF/manifest.xml", "content.xml"}
        content = ElementTree.fromstring(archive.read("content.xml"))
    return [
        ["\n".join(map(ods_line, cell)) for cell in row]
        for row in content.iter(f"{{{ODF}table:1.0}}table-row")
    ]


def ods_line(paragraph: ElementTree.Element) -> str:
    """A line of a cell: space that XML would lose is written as elements."""
    parts = [paragraph.text or ""]
    for element in paragraph:
        is_tab = element.tag == f"{{{ODF}text:1.0}}tab"
        parts.append("\t" if is_tab else " " * int(element.get(f"{{{ODF}text:1.0}}c", "1")))
        parts.append(element.tail or "")
    return "".join(parts)


def test_csv_is_for_spreadsheets(deck: Path) -> None:
    """CSV has a byte order mark, semicolons where commas are decimal, CRLF, and no formula."""
    data = export(deck, "csv")
    rows = from_csv(data)
    assert rows[0] == HEADER
    assert rows[1] == FIRST
    assert rows[2][3] == "'=1+1"
    assert rows[2][6] == "'- yksi\n- kaksi"
    assert [unguarded(cell) for cell in rows[2]] == SECOND
    assert data.count(b"\r\n") == len(rows)


@pytest.mark.parametrize(
    ("language", "delimiter"),
    [("fi", ";"), ("sv-FI", ";"), ("en", ","), ("de", ";"), ("de-CH", ","), ("ja", ",")],
)
def test_csv_parts_cells_as_the_language_does(
    language: str, delimiter: str, tmp_path: Path
) -> None:
    """The sign between cells is that of the programs where the deck's language is spoken."""
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: T\nlanguage: {language}\ncards: [{{title: 'a;b,c'}}]\n")
    rows = from_csv(export(path, "csv"), delimiter)
    assert rows[1][rows[0].index("title")] == "a;b,c"


def test_workbook_keeps_texts_as_texts(deck: Path) -> None:
    """Each cell is a text that wraps, the header stays in sight, long columns are wide."""
    data = export(deck, "xlsx")
    assert from_xlsx(data) == [HEADER, FIRST, SECOND]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.title == "Pakka"
    assert sheet.freeze_panes == "A2"
    text = sheet["G2"]
    assert (text.alignment.wrap_text, text.number_format) == (True, "@")
    assert sheet.column_dimensions["G"].width > sheet.column_dimensions["B"].width
    assert (sheet["B2"].value, sheet["K3"].value) == (1, 3)


def test_workbook_has_no_formula_or_link_inside(deck: Path) -> None:
    """Neither formulas nor links are in the workbook's XML, whatever the texts look like."""
    with zipfile.ZipFile(io.BytesIO(export(deck, "xlsx"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_ods_says_the_same(deck: Path) -> None:
    """The OpenDocument sheet has the same rows, its line ends and spaces included."""
    assert from_ods(export(deck, "ods")) == [HEADER, FIRST, SECOND]


def test_json_is_for_scripts(deck: Path) -> None:
    """JSON has the deck's titles, and cards with the columns that are not empty."""
    made = json.loads(export(deck, "json"))
    assert (made["title"], made["title_sv"], made["language"]) == ("Pakka", "Lek", "fi")
    assert made["cards"][0] == {
        "id": "tauko", "number": 1, "category": "ideat", "category_name": "Ideat",
        "category_name_sv": "Idéer", "title": "Tauko", "title_sv": "Paus",
        "text": FIRST[6], "copies": 1, "tags": ["kahvi", "ulkona"],
    }  # fmt: skip
    assert made["cards"][1]["fields.tila_sv"] == "ute"


MARKDOWN = """\
---
title: Pakka
title_sv: Lek
language: fi
---

# Ideat {#ideat}
- category_name_sv: Idéer

## Tauko {#tauko}
- title_sv: Paus
- tags: kahvi, ulkona

Kahvia ja *pullaa*, ja taas työhön.

- eka
- toka

# Päätös {#paatos}

## =1+1 {#lasku}
- back_title: Yhteis-?lasku
- link: https://example.org/?a=1;b=2
- copies: 3
- color: #123456
- notes: Muista "lainausmerkit"; ja pilkut, kaikki.
- fields.kesto: 0007
- fields.tila: ulkona
- fields.tila_sv: ute

- yksi
- kaksi
"""


def test_markdown_reads_well(deck: Path) -> None:
    """Markdown is a page with headings, short values in lists, and texts as they are."""
    assert export(deck, "markdown").decode() == MARKDOWN


@pytest.mark.parametrize("form", WRITERS)
def test_same_bytes_twice(form: str, deck: Path) -> None:
    """The same deck gives the same file, byte for byte."""
    assert export(deck, form) == export(deck, form)


def test_translators_columns_are_there_to_be_filled(deck: Path) -> None:
    """`--language` adds columns in a language that no text has yet, next to the originals."""
    rows = from_csv(export(deck, "csv", "--language", "en"))
    for field in ("category_name", "title", "text", "back_title", "fields.tila"):
        assert f"{field}_en" in rows[0]
    for field in ("subtitle", "link", "tags", "notes", "fields.kesto"):
        assert f"{field}_en" not in rows[0]
    assert rows[0].index("title") < rows[0].index("title_en") < rows[0].index("subtitle")
    assert {row[rows[0].index("title_en")] for row in rows[1:]} == {""}


def test_languages_take_a_list(deck: Path) -> None:
    """`--languages fi,sv,en` adds what is missing: the deck's own and those it has are there."""
    header = from_csv(export(deck, "csv", "--languages", "fi, sv,en"))[0]
    assert [name for name in header if name.startswith("title")] == [
        "title", "title_sv", "title_en"
    ]  # fmt: skip


def test_cells_to_fill_are_coloured(deck: Path) -> None:
    """In a workbook for a translator, the cells that want a text differ from those that do not."""
    sheet = openpyxl.load_workbook(io.BytesIO(export(deck, "xlsx", "--language", "en"))).active
    assert sheet is not None
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet[f"{columns['title_en']}2"].fill.fill_type == "solid"
    assert sheet[f"{columns['back_title_en']}2"].fill.fill_type is None  # it has no back_title
    assert sheet[f"{columns['title_sv']}2"].fill.fill_type is None  # it is filled


def test_json_and_markdown_have_places_to_fill(deck: Path) -> None:
    """Where nothing empty is written, the languages that were asked for are there all the same."""
    card = json.loads(export(deck, "json", "--language", "en"))["cards"][0]
    assert (card["title_en"], card["text_en"]) == ("", "")
    page = read_card_markdown(export(deck, "markdown", "--language", "en").decode())
    assert page is not None
    assert (page.rows[0]["title_en"], page.rows[0]["text_en"]) == ("", "")


def test_a_selection_keeps_its_numbers(deck: Path) -> None:
    """Only the cards asked for are exported, under the numbers that they have in the deck."""
    rows = from_csv(export(deck, "csv", "--category", "paatos"))
    assert [row[:2] for row in rows[1:]] == [["lasku", "2"]]


def test_default_names_are_the_decks(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without -o the file has the deck's name, dots and all; it is never written over."""
    deck = deck.rename(tmp_path / "Pakka 12.5.2026")
    monkeypatch.chdir(tmp_path)
    for form, (suffix, _) in WRITERS.items():
        done = run("export", deck, "--to", form)
        assert done.output == f"Wrote 2 cards to Pakka 12.5.2026{suffix}\n"
        before = (tmp_path / f"Pakka 12.5.2026{suffix}").read_bytes()
        again = run("export", deck, "--to", form, "--language", "en")
        assert again.exit_code == 1
        assert "error[file-exists]" in again.output
        assert (tmp_path / f"Pakka 12.5.2026{suffix}").read_bytes() == before
        assert run("export", deck, "--to", form, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--to", "csv", "-o", "deck.yaml", "--force"), "cannot-write"),
        (("--to", "csv", "-o", "table.xlsx"), "or --to xlsx"),
        (("--to", "xlsx", "-o", "table.docx"), "cannot-write"),
        (("--to", "csv", "--language", "suomi!"), "bad-language"),
        (("--to", "csv", "--dpi", "300"), "--dpi has no meaning for --to csv"),
        (("--to", "csv", "--paper", "a3"), "--paper has no meaning for --to csv"),
        (("--to", "png", "--languages", "fi"), "--languages has no meaning for --to png"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    flags: tuple[str, ...], told: str, deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of another kind, no language, and flags without a meaning stop the export."""
    monkeypatch.chdir(deck)
    done = run("export", ".", *flags)
    assert done.exit_code in {1, 2}
    assert told in done.output
    assert [path.name for path in deck.iterdir()] == ["deck.yaml"]
    assert (deck / "deck.yaml").read_text(encoding="utf-8") == DECK


def test_a_text_too_long_for_excel_is_told(tmp_path: Path) -> None:
    """Excel counts UTF-16 units: a text that it would cut stops the export, with a way out."""
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: T\nlanguage: en\ncards: [{{title: A, text: {'🎉' * 17_000}}}]\n")
    done = run("export", path, "--to", "xlsx", "-o", tmp_path / "x.xlsx")
    assert done.exit_code == 1
    assert "text of card 'a' is too long for a cell of Excel" in done.output
    assert not (tmp_path / "x.xlsx").exists()
    table = from_ods(export(path, "ods"))
    assert table[1][table[0].index("text")] == "🎉" * 17_000


SIGNS = "=+-@'\"#{}[]()\\/_*.,;:|&<>%~^`$!?=äÖ€ﬁ１＝＋🎉\u00a0\u00ad \t0123456789abcx"
TEXTS = st.text(SIGNS + "\n", max_size=40) | st.sampled_from(
    [
        "_x000D_", "## T {#x}", "\\## T {#x}", "### text_sv", "# {#}", "---",
        "- title: x", "'=1", "''=1", "a\n---\nb", "## \n### notes\n- a", "]]>", "&amp;", "<br>",
        "# a {#b}\n\\\\# a {#b}", '## x {#"a\\"b"}', "a\r\nb\rc",
    ]
)  # fmt: skip
WORDS = st.text(SIGNS, max_size=20)


def worded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str | dict[str, str]]:
    """A text, or a mapping of languages."""
    return texts | st.dictionaries(st.sampled_from(["fi", "sv", "pt-BR"]), texts, min_size=1)


CARDS = st.lists(
    st.fixed_dictionaries(
        {"title": worded(WORDS.filter(lambda text: any(c.isalnum() for c in text)))},
        optional={
            "text": worded(TEXTS),
            "notes": worded(TEXTS),
            "subtitle": worded(WORDS),
            "tags": st.lists(st.text("abc'=-", min_size=1, max_size=4), max_size=3),
            "fields": st.dictionaries(
                st.text(SIGNS, min_size=1, max_size=8).filter(lambda name: name != "<<"),
                worded(TEXTS),
                max_size=3,
            ),
            "category": st.just('a {b} "c": d'),
            "copies": st.integers(0, 9),
        },
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for random decks."""
    return tmp_path_factory.mktemp("random") / "deck.yaml"


def random_table(path: Path, cards: object, languages: tuple[str, ...]) -> Table:
    """The table of a deck that is written as JSON, which is YAML."""
    categories = {'a {b} "c": d': {"name": "=Nimi: {#x}"}}
    deck = {"title": "T: {x}", "language": "fi", "categories": categories, "cards": cards}
    path.write_text(json.dumps(deck, ensure_ascii=False), encoding="utf-8")
    return table_of(read_manuscript(path), languages)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cards=CARDS, languages=st.sampled_from([(), ("sv",), ("en", "pt")]))
def test_every_text_comes_back(cards: object, languages: tuple[str, ...], anywhere: Path) -> None:
    """Any text in any cell is what other libraries read, and what Markdown gives back."""
    table = random_table(anywhere, cards, languages)
    rows = [list(table.header), *map(list, table.rows)]
    written = {form: write(table) for form, (_, write) in WRITERS.items()}
    assert [[unguarded(cell) for cell in row] for row in from_csv(written["csv"])] == rows
    assert from_xlsx(written["xlsx"]) == rows
    assert from_ods(written["ods"]) == rows
    page = read_card_markdown(written["markdown"].decode())
    assert page is not None
    assert (page.titles["title"], page.language) == ("T: {x}", "fi")
    assert page.rows == list(kept(table, "markdown"))
    assert [
        {key: str(value) for key, value in card.items() if key != "tags"}
        for card in json.loads(written["json"])["cards"]
    ] == list(kept(table, "json"))


def kept(table: Table, form: str) -> Iterator[dict[str, str]]:
    """What a form writes of each row: Markdown has no numbers and no single copies."""
    left_out = {"number"} if form == "markdown" else {"tags"}
    for row in table.rows:
        empty = table.to_fill(row)
        yield {
            column.name: text
            for column, text in zip(table.columns, row, strict=True)
            if (text or column in empty or (form, column.name) == ("markdown", "title"))
            and column.name not in left_out
            and (form, column.name, text) != ("markdown", "copies", "1")
        }


@given(TEXTS | st.from_regex(r"'*[=+@-]?.{0,3}", fullmatch=True))
def test_guarded_cells_begin_harmlessly(text: str) -> None:
    """No guarded cell begins as a formula, and each comes back as it was."""
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert unguarded(cell) == text


SIGNS_OF_CSV = st.text("=+-@＝；;,\t\n\r\"' a1", max_size=12)


@given(SIGNS_OF_CSV)
def test_guarded_cells_are_harmless_in_parts(text: str) -> None:
    """Nor does what another program takes for a cell of its own; each text comes back as it was."""
    cell = guarded_throughout(text)
    for part in re.split("[;,\t]", cell)[1:]:
        assert not part.lstrip('"').startswith(("=", "+", "-", "@", "＝"))
    for line in re.split("[\r\n]", cell)[1:]:
        assert not re.match('"*([=+@＝]|-(?! ))', line)
    assert unguarded(cell) == text


def test_a_csv_file_is_harmless_in_the_wrong_country(tmp_path: Path) -> None:
    """A text that hides a formula between semicolons has none when they part cells."""
    said = "x;=cmd|' /C calc'!A0;y\n=1+1"
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: T\nlanguage: en\ncards: [{{title: A, text: {json.dumps(said)}}}]\n")
    data = export(path, "csv")
    assert not [cell for row in from_csv(data, ";") for cell in row if cell.startswith("=")]
    rows = from_csv(data, ",")
    assert unguarded(rows[1][rows[0].index("text")]) == said


LINES = st.sampled_from(
    [
        "sana toinen", "- kohta", "  jatkuu", "* tähti", "1. eka", "2) toka", "# Otsikko", "#tag",
        "> lainaus", "", "", "loppu\\", "**lihava**", "---", "| a | b |", "```", "    sisällä",
        "3.14 on luku", "-ei lista", "a) kohta",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=8))
def test_unfolding_changes_no_card(lines: list[str]) -> None:
    """A folded text and its unfolded form are the same on the card, word for word."""
    text = "\n".join(lines).strip()
    assert unfolded(text).split() == text.split()
    assert list(map(flat, parse(unfolded(text)))) == list(map(flat, parse(text)))


def flat(paragraph: Paragraph) -> tuple[str, str, int, bool]:
    """A paragraph without its soft line ends."""
    words = " ".join("".join(span.text for span in paragraph.spans).split())
    return words, paragraph.marker, paragraph.level, paragraph.tight


@pytest.mark.parametrize(
    ("wanted", "given_", "found"),
    [
        ("sv", ["fi", "sv"], "sv"), ("SV", ["sv"], "sv"), ("sv-FI", ["fi", "sv"], "sv"),
        ("pt", ["en", "pt-BR"], "pt-BR"), ("pt-BR", ["pt"], "pt"), ("pt-PT", ["pt-BR"], None),
        ("no", ["nn", "nb"], "nb"), ("nb", ["no"], "no"), ("nb", ["nn"], None),
        ("no", ["nb-NO"], "nb-NO"), ("nb-NO", ["no"], "no"), ("he", ["iw"], "iw"),
        ("zh", ["zh-Hant"], "zh-Hant"), ("zh-Hant-TW", ["zh-Hans", "zh-Hant"], "zh-Hant"),
        ("fi", ["fil"], None), ("en", [], None),
    ],
)  # fmt: skip
def test_languages_stand_for_others(wanted: str, given_: list[str], found: str | None) -> None:
    """A tag is served by itself, a wider or a narrower one, or another name of the language."""
    assert best_language(wanted, given_) == found


def test_hashes_know_rewrapped_texts() -> None:
    """A hash is six letters that only other words change."""
    assert source_hash("yksi\nkaksi") == source_hash(" yksi  kaksi ")
    assert source_hash("yksi kaksi") != source_hash("yksi kaksi.")
    assert source_hash("").isalpha()
    assert len(source_hash("")) == 6
