"""Importing tables: each nasty file gives what its author saw, or says what is wrong and where."""

import csv
import io
import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from commands import run_here as call
from korttipakka.reading.deck import read_deck, read_manuscript

TABLES = Path(__file__).parent / "tables"

QUIET = "Kymmenen minuuttia;\\\nyksi idea lapulle, ei puhetta."


def table(folder: Path, text: str) -> Path:
    """A CSV file of such a text."""
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def texts(folder: Path, cells: Iterable[str]) -> Path:
    """A CSV file with a card for each text."""
    rows = [["title", "text"], *([f"t{n}", cell] for n, cell in enumerate(cells))]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return table(folder, text.getvalue())


def made(source: Path, folder: Path, *flags: str) -> list[dict[str, str]]:
    """Import a file that can be, and return what each card says in the deck's language."""
    done = call("import", source, folder, *flags)
    assert done.exit_code == 0, done.output
    cards = read_manuscript(folder).cards
    return [
        {name: wording.own for name, wording in card.texts.items()}
        | ({"category": card.card.category.name} if card.card.category else {})
        | ({"copies": str(card.card.copies)} if card.card.copies != 1 else {})
        for card in cards
    ]


def refused(source: Path, folder: Path, *flags: str, code: int = 1) -> str:
    """Import a file that cannot be: nothing is written, and all that is said is returned."""
    done = call("import", source, folder, *flags)
    assert done.exit_code == code, done.output
    assert "nothing was written" in done.output
    assert not folder.exists()
    return done.output


def saved(path: Path, fill: Callable[[Any], None]) -> Path:
    """A workbook with one sheet, filled by openpyxl."""
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(path)
    return path


FIVE = [
    "fi-excel-cp1252-semicolon.csv", "fi-excel-utf8bom-semicolon.csv", "google-utf8-comma.csv",
    "latin9-pipe.csv", "mac-macroman-semicolon.csv", "unicode-text-utf16le.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", FIVE)
def test_the_same_table_from_six_programs(name: str, tmp_path: Path) -> None:
    """Whatever the encoding, the delimiter and the line ends, the five cards are the same."""
    cards = made(TABLES / name, tmp_path / "deck")
    assert [card["title"] for card in cards] == [
        "Hiljainen aivoriihi", "Äänestys", "Tauko", "1,5 metriä", "€uro",
    ]  # fmt: skip
    assert cards[0] == {"title": "Hiljainen aivoriihi", "text": QUIET, "category": "ideat"}
    dash = "-" if name.startswith("latin9") else "–"
    assert cards[1]["text"] == f'Jokainen antaa 3 ääntä {dash} "pisteet" lasketaan'
    assert cards[1]["copies"] == "2"
    assert cards[2] == {"title": "Tauko"}
    assert cards[3]["text"] == "Väli 1,5 m; 2,5 m"
    assert cards[4]["text"].startswith(f"Maksaa 5 € {dash} ")


@pytest.mark.parametrize(
    ("name", "titles", "texts"),
    [
        (
            "one-column-utf8.csv",
            ["Yhteiskehittäminen", "Asiakasraati, ja muut", "Tauko, kahvi"],
            [],
        ),
        (
            "two-col-commas-in-text-semicolon.csv",
            ["A", "B"],
            ["one, two, three", "four, five, six"],
        ),
        ("short-cp1252.csv", ["Työpäivä"], ["Hyvä"]),
        ("very-short-cp1252.csv", ["Äly"], ["x"]),
        ("sami-utf8.csv", ["Čohkkiiˈ"], ["Giitu! Sámegiella ŋ đ ž š"]),
    ],
)
def test_small_tables(name: str, titles: list[str], texts: list[str], tmp_path: Path) -> None:
    """Few words are enough to find the delimiter and the encoding."""
    cards = made(TABLES / name, tmp_path / "deck")
    assert [card["title"] for card in cards] == titles
    assert [card["text"] for card in cards if "text" in card] == texts


@pytest.mark.parametrize(
    ("name", "place", "encoding", "title"),
    [("pl-cp1250.csv", "A2", "cp1250", "Żółw"), ("ru-cp1251.csv", "B2", "cp1251", "Голосование")],
)
def test_other_alphabets_are_asked_about(
    name: str, place: str, encoding: str, title: str, tmp_path: Path
) -> None:
    """Letters that make no word are an error with its cell; the hint, followed, mends it."""
    output = refused(TABLES / name, tmp_path / "deck")
    assert f"{name}:{place}: error[bad-encoding]" in output
    assert f"--encoding {encoding}" in output or f"{encoding} (" in output
    cards = made(TABLES / name, tmp_path / "deck", "--encoding", encoding)
    assert cards[0]["title"] == title


def test_an_encoding_that_does_not_fit(tmp_path: Path) -> None:
    """A wrong --encoding names the byte and its cell; one that does not exist is told so."""
    output = refused(TABLES / "short-cp1252.csv", tmp_path / "deck", "--encoding", "utf-8")
    assert "A2: error[bad-encoding]: the file is not in the encoding utf-8: byte 0xF6" in output
    assert "no encoding 'klingon'" in refused(
        TABLES / "short-cp1252.csv", tmp_path / "deck", "--encoding", "klingon", code=2
    )


@pytest.mark.parametrize(
    "text",
    [
        "sep=|\r\ntitle|text\r\nA;B|1,2;3\r\n",
        'sep=;\ntitle;text\nA;"1,2;3"\n'.replace("A;", '"A;B";').replace('A;B";;', 'A;B";'),
        "title\ttext\nA;B\t1,2;3\n",
    ],
)
def test_delimiters_that_are_told(text: str, tmp_path: Path) -> None:
    """A first line sep= is taken at its word, and tabs part cells that have other signs."""
    source = tmp_path / "t.csv"
    source.write_bytes(text.encode())
    assert made(source, tmp_path / "deck")[0]["title"] == "A;B"


def test_an_open_quote_is_no_long_cell(tmp_path: Path) -> None:
    """A quote that is never closed would swallow the rows after it: its row is named."""
    source = table(tmp_path, 'title;text\nA;"yksi ""kaksi"" kolme"\nB;"auki\nC;x\n')
    output = refused(source, tmp_path / "deck")
    assert "a quote begins a cell in this row and is never closed" in output
    assert "3: error[bad-table]" in output


def test_cells_print_as_they_stand(tmp_path: Path) -> None:
    """Signs of Markdown in plain cells get a backslash; numbers that count up need none."""
    rows = {
        "- a\n* b": r"\- a\|\* b", "1. a\n2. b": "1. a|2. b", "3. a\n1. b": r"3. a\|1\. b",
        "5*3*2": r"5\*3\*2", "a_b c_d": "a_b c_d", "# x": r"\# x", "#5": "#5",
        "[a](b)": r"\[a](b)", "<nimi>": r"\<nimi>", "___": r"\_\_\_", "a-?b": r"a-\?b",
        "C:\\tmp": "C:\\tmp", "yksi * kaksi": "yksi * kaksi", "1) a": r"1\) a",
    }  # fmt: skip
    cards = made(texts(tmp_path, rows), tmp_path / "deck", "--language", "fi")
    assert [card["text"].replace("\n", "|") for card in cards] == list(rows.values())


def test_html_in_cells(tmp_path: Path) -> None:
    """Tags and entities of formatted text become Markdown; other signs stay what they are."""
    rows = {
        "Eka<br>toka <b>liha</b>": "Eka\\\ntoka **liha**",
        "<ul><li>a</li><li>b <i>c</i></li></ul>": "- a\n- b *c*",
        "<p>x</p><p>y &amp; z</p>": "x\n\ny & z",
        "a < b & c > d": "a < b & c > d",
        "<a few words>": r"\<a few words>",
        '<a href="https://hel.fi">Helsinki</a>': "[Helsinki](https://hel.fi)",
    }
    cards = made(texts(tmp_path, rows), tmp_path / "deck", "--language", "fi")
    assert [card["text"] for card in cards] == list(rows.values())


def test_headings_in_three_languages(tmp_path: Path) -> None:
    """Headings are known in English, Finnish and Swedish, with slips, and with languages."""
    source = table(
        tmp_path,
        "Tunnus;Otsiko;Rubrik på svenska;Teksti;text_sv;Katergoria;Kpl;Sopii kenelle;\n"
        "a1;Tauko;Paus;Kahvia.;Kaffe.;Muut;2;kaikille;x\n",
    )
    done = call("import", source, tmp_path / "deck")
    assert done.exit_code == 0
    for words in (
        "t.csv:B1: warning[guessed]: the heading 'Otsiko' was taken for 'otsikko': title",
        "t.csv:F1: warning[guessed]: the heading 'Katergoria' was taken for 'kategoria'",
        "t.csv:H1: note[other-column]: the column 'Sopii kenelle' went to fields.sopii_kenelle",
        "t.csv:I1: warning[left-out]: this column has no heading",
    ):
        assert words in done.output
    card = read_manuscript(tmp_path / "deck").cards[0]
    assert (card.card.id, card.card.copies) == ("a1", 2)
    assert card.texts["title"].others == {"sv": "Paus"}
    assert card.texts["text"].others == {"sv": "Kaffe."}
    assert card.card.fields == {"sopii_kenelle": "kaikille"}
    assert read_deck(tmp_path / "deck", "sv").cards[0].title == "Paus"


def test_map_names_columns(tmp_path: Path) -> None:
    """Without a known heading the columns are shown; --map by heading or letter names them."""
    source = table(tmp_path, "Juttu;Höpinä\nA;B\n")
    output = refused(source, tmp_path / "deck")
    assert "the first row says 'Juttu', 'Höpinä'" in output
    assert "--map title=" in output
    flags = ("--map", "title=Juttu", "--map", "text=B")
    assert made(source, tmp_path / "deck", *flags) == [{"title": "A", "text": "B"}]
    wrong = call("import", source, tmp_path / "x", "--map", "title=Jutu")
    assert "did you mean 'Juttu'?" in wrong.output
    assert call("import", source, tmp_path / "x", "--map", "Juttu").exit_code == 2


def test_a_row_without_a_title(tmp_path: Path) -> None:
    """A row that has a text and no title is an error with its cell, as many as there are."""
    source = table(tmp_path, "title,text\nA,x\n,lost\nB,\n,too\n")
    output = refused(source, tmp_path / "deck")
    assert "t.csv:A3: error[missing-title]: this row has no title; it says 'lost'" in output
    assert "t.csv:A5: error[missing-title]" in output


def test_values_that_cannot_be(tmp_path: Path) -> None:
    """A number of copies, a colour or a link that is none is left out and told with its cell."""
    source = table(
        tmp_path,
        "title,copies,color,link,id,tags\n"
        'A,monta,sinisenvihreä,älä nyt,1,"a; b"\n'
        "B,3 kpl,#0f6b75,www.hel.fi/x,1,c\n",
    )
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    for words in (
        "t.csv:B2: warning[left-out]: 'monta' is no number of copies",
        "t.csv:C2: warning[left-out]: 'sinisenvihreä' is no colour",
        "t.csv:D2: warning[left-out]: 'älä nyt' is no link",
        "t.csv:E3: warning[left-out]: '1' is no id of its own",
    ):
        assert words in done.output
    first, second = read_deck(tmp_path / "deck").cards
    assert (first.copies, first.color, first.link, first.id) == (1, "", "", "1")
    assert first.tags == ("a", "b")
    assert (second.copies, second.color) == (3, "#0f6b75")
    assert second.link == "https://www.hel.fi/x"


def test_colours_in_other_words(tmp_path: Path) -> None:
    """A colour in Finnish or as rgb() is what it means, and that is said."""
    source = table(tmp_path, 'title,color\nA,tummansininen\nB,"rgb(1, 2, 3)"\n')
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert (
        "t.csv:B2: note[guessed]: the colour 'tummansininen' was taken for darkblue" in done.output
    )
    assert [card.color for card in read_deck(tmp_path / "deck").cards] == ["darkblue", "#010203"]


def test_headings_with_remarks(tmp_path: Path) -> None:
    """What stands in brackets behind a known heading is no part of it; the plain one goes first."""
    source = table(tmp_path, "Title*,Text (old),Text:,Copies (pcs)\nA,before,now,2\n")
    done = call("import", source, tmp_path / "deck", "--language", "en")
    assert "D1: warning[guessed]: the heading 'Copies (pcs)' was taken for 'copies'" in done.output
    (card,) = read_deck(tmp_path / "deck").cards
    assert (card.text.strip(), card.copies) == ("now", 2)
    assert "before" in "".join(card.fields.values())


def test_unknown_headings_are_named_in_the_hint(tmp_path: Path) -> None:
    """The hint has the words of the table, so that it can be followed as it stands."""
    source = table(tmp_path, "Clue,Answer\nWhat?,That.\n")
    assert "--map title=Clue" in refused(source, tmp_path / "deck")
    assert made(source, tmp_path / "deck", "--map", "title=Clue") == [
        {"title": "What?", "text": "That."}
    ]


@pytest.mark.parametrize(
    ("encoding", "title", "text"),
    [
        ("gb18030", "标题", "热的饮料"),
        ("shift_jis", "お茶", "熱い飲み物"),
        ("cp1253", "Κάρτα", "Γεια σου"),
        ("cp1254", "Çalışma", "şöyle ığüş"),
    ],
)
def test_encodings_of_other_alphabets(encoding: str, title: str, text: str, tmp_path: Path) -> None:
    """Letters of another alphabet are not read as Western ones; the hint names the encoding."""
    source = tmp_path / "t.csv"
    source.write_bytes(f"title,text\n{title},{text}\n".encode(encoding))
    output = refused(source, tmp_path / "deck")
    assert "error[bad-encoding]" in output
    assert encoding in output
    assert made(source, tmp_path / "deck", "--encoding", encoding) == [
        {"title": title, "text": text}
    ]


def test_pictures_come_along(tmp_path: Path) -> None:
    """A picture beside the table is copied; one that is missing or elsewhere is told."""
    (tmp_path / "kuvat").mkdir()
    shutil.copy(
        Path(__file__).parents[1] / "docs" / "images" / "cards.png", tmp_path / "kuvat" / "a.png"
    )
    source = tmp_path / "t.csv"
    source.write_text(
        "title,image\nA,kuvat\\a.png\nB,puuttuu.png\nC,../../etc/passwd\n", encoding="utf-8"
    )
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert "t.csv:B3: warning[left-out]: 'puuttuu.png' is no picture that is there" in done.output
    assert (
        "t.csv:B4: warning[left-out]: '../../etc/passwd' is no picture beside the file"
        in done.output
    )
    cards = read_deck(tmp_path / "deck").cards
    assert cards[0].image == tmp_path / "deck" / "a.png"
    assert [card.image for card in cards[1:]] == [None, None]


def test_a_workbook_of_everything() -> None:
    """Formulas without a value and with a fault stop the import, each with its cell."""
    output = refused(TABLES / "xw.xlsx", Path("nowhere"))
    assert "xw.xlsx:Kortit!B11: error[bad-formula]: the formula of this cell has no value" in output
    assert (
        "xw.xlsx:Kortit!B14: error[bad-formula]: the formula of this cell gives #DIV/0!" in output
    )
    assert "let it compute, and save it" in output


def test_a_workbook_as_its_author_saw_it(tmp_path: Path) -> None:
    """With the formulas mended, every cell of that workbook comes as Excel shows it."""
    source = mended(TABLES / "xw.xlsx", tmp_path / "xw.xlsx")
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert done.exit_code == 0, done.output
    cards = {card.title: card for card in read_deck(tmp_path / "deck").cards}
    texts = {title: card.text.strip() for title, card in cards.items()}
    assert texts["Rich"] == "Sano **kolme asiaa** itsestäsi, *yksi* ei ole totta."
    assert texts["Whole bold"] == "**kaikki lihavoitu**"
    assert texts["Lines"] == "rivi 1\\\nrivi 2\n\n\\- kohta\\\n\\- kohta"
    assert (texts["Date"], texts["Time"], texts["Percent"]) == ("25.11.2026", "12:30", "50 %")
    assert (texts["Money"], texts["Leading"]) == ("1\u00a0234,50 €", "0007")
    assert (texts["Formula"], texts["2026"]) == ("AB", "TOSI")
    assert (texts["Link text"], cards["Link text"].link) == ("url cell", "https://example.org/x")
    assert texts["Merged title"] == "first\n\nsecond"
    assert texts["Merged across"] == ""
    assert texts["Strike"] == "poistettu"
    assert texts["spaces"] == "a\u00a0b\\\nc_x000D_d"
    assert "After gap" in cards
    assert "Hidden row" not in cards
    for words in (
        "hidden rows were left out: 12", "hidden columns were left out: F",
        "the worksheet 'Piilo' is hidden", "the worksheet 'Toinen' was left out",
        "Kortit!B19: warning[struck-through]", "belongs to the card 'Merged title'",
    ):  # fmt: skip
        assert words in done.output


def mended(source: Path, out: Path) -> Path:
    """The workbook with values in place of the two formulas that have none."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b'<f>CONCATENATE("A","B")</f><v>0</v>', b"<v>1</v>")
                data = data.replace(b' t="e"><f>1/0</f><v>#DIV/0!</v>', b"><v>2</v>")
            new.writestr(name, data)
    return out


def test_a_stray_cell_costs_nothing(tmp_path: Path) -> None:
    """A cell in XFD1048576 is told and left out, and the file is read in no time."""
    start = time.process_time()
    output = refused(TABLES / "far.xlsx", tmp_path / "deck")
    assert time.process_time() - start < 20  # minutes and gigabytes, if it were taken in
    assert "XFD1048576 lies far outside the table" in output
    assert "no cards in the file" in output


def test_number_formats(tmp_path: Path) -> None:
    """Numbers and dates come as shown, with decimal commas where the language has them."""
    values: list[tuple[Any, str, str, str]] = [
        (7, "0000", "0007", "0007"),
        (0.5, "0%", "50%", "50%"),
        (0.125, "0.0 %", "12,5 %", "12.5 %"),
        (1234.5, "#,##0.00", "1\u00a0234,50", "1,234.50"),
        (-3, "0;(0)", "(3)", "(3)"),
        (1.5, "General", "1,5", "1.5"),
        (2026, "General", "2026", "2026"),
        (date(2026, 11, 5), "d.m.yyyy", "5.11.2026", "5.11.2026"),
        (date(2026, 11, 5), "mm-dd-yy", "5.11.2026", "11/5/2026"),
        (date(2026, 11, 5), "d. mmmm", "5. marraskuuta", "5. November"),
        (datetime(2026, 11, 5, 13, 5), "d.m.yyyy h:mm", "5.11.2026 13:05", "5.11.2026 13:05"),
        (clock(9, 5), "h:mm AM/PM", "9:05 AM", "9:05 AM"),
        (5, '"nro "0', "nro 5", "nro 5"),
        (1, '[>0]0 "kpl";0', "1 kpl", "1 kpl"),
        (0.25, "# ?/?", "1/4", "1/4"),
        (12345, "0.00E+00", "1.23E+04", "1.23E+04"),
        (3, "@", "3", "3"),
        (True, "General", "TOSI", "TRUE"),
    ]

    def fill(sheet: Any) -> None:
        sheet.append(["Otsikko", "Teksti"])
        for number, (value, form, *_) in enumerate(values):
            sheet.append([f"k{number}", value])
            sheet.cell(number + 2, 2).number_format = form

    source = saved(tmp_path / "n.xlsx", fill)
    for language, index in (("fi", 2), ("en", 3)):
        cards = made(source, tmp_path / language, "--language", language)
        assert [card["text"] for card in cards] == [value[index] for value in values]


def test_styles_of_words(tmp_path: Path) -> None:
    """Bold and italic runs become Markdown at the edges of words, wherever they begin in Excel."""
    bold, italic = InlineFont(b=True), InlineFont(i=True)

    def fill(sheet: Any) -> None:
        sheet.append(["Title", "Text"])
        sheet.append(["a", CellRichText("Say ", TextBlock(bold, "three "), "things")])
        sheet.append(["b", CellRichText("half", TextBlock(bold, "bold"), " word")])
        sheet.append(["c", CellRichText(TextBlock(bold, "Title:"), "rest")])
        sheet.append(["d", CellRichText(TextBlock(bold, "two "), TextBlock(italic, "kinds*"))])

    cards = made(saved(tmp_path / "r.xlsx", fill), tmp_path / "deck", "--language", "en")
    assert [card["text"] for card in cards] == [
        "Say **three** things", "halfbold word", "**Title**:rest", r"**two** *kinds*\*",
    ]  # fmt: skip


def test_worksheets_alike_are_categories(tmp_path: Path) -> None:
    """Sheets with the same headings are read all, each a category; --worksheet picks one."""
    book = openpyxl.Workbook()
    for index, name in enumerate(["Ideat", "Päätös"]):
        sheet = book.active if index == 0 else book.create_sheet(name)
        sheet.title = name
        sheet.append(["Otsikko", "Teksti"])
        sheet.append([f"Kortti {index}", "x"])
    book.save(tmp_path / "s.xlsx")
    cards = made(tmp_path / "s.xlsx", tmp_path / "deck")
    assert [(c["title"], c["category"]) for c in cards] == [
        ("Kortti 0", "Ideat"),
        ("Kortti 1", "Päätös"),
    ]
    for flag in ("2", "päätös"):
        cards = made(tmp_path / "s.xlsx", tmp_path / flag, "--worksheet", flag)
        assert [c["title"] for c in cards] == ["Kortti 1"]
    output = refused(tmp_path / "s.xlsx", tmp_path / "x", "--worksheet", "Idea", code=2)
    assert "did you mean 'Ideat'?" in output


def test_a_title_above_the_headings_and_sections(tmp_path: Path) -> None:
    """What stands alone above the headings is the deck's title; merged rows are categories."""

    def fill(sheet: Any) -> None:
        for row in [
            ["Työpajakortit"],
            [],
            ["Otsikko", "Teksti"],
            ["IDEAT"],
            ["a", "x"],
            ["PÄÄTÖS"],
            ["b"],
        ]:
            sheet.append(row)
        for row in (4, 6):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)

    source = saved(tmp_path / "t.xlsx", fill)
    cards = made(source, tmp_path / "deck")
    assert [(card["title"], card["category"]) for card in cards] == [
        ("a", "IDEAT"),
        ("b", "PÄÄTÖS"),
    ]
    assert read_deck(tmp_path / "deck").title == "Työpajakortit"


def test_charts_do_no_harm(tmp_path: Path) -> None:
    """A sheet that is only a chart is passed over, and hidden rows of a filter are left out."""

    def fill(sheet: Any) -> None:
        for row in [["Kortin\nnimi", "text"], ["A", "x"], ["B", "y"]]:
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.parent.create_chartsheet("Kaavio")

    cards = made(saved(tmp_path / "c.xlsx", fill), tmp_path / "deck", "--language", "en")
    assert cards == [{"title": "A", "text": "x"}]


def test_merged_categories_of_many_rows(tmp_path: Path) -> None:
    """A category in one cell beside many rows is that of them all."""

    def fill(sheet: Any) -> None:
        sheet.append(["Kategoria", "Otsikko"])
        for number in range(4000):
            sheet.append(["Ideat" if number == 0 else None, f"Kortti {number}"])
        sheet.merge_cells("A2:A4001")

    cards = made(saved(tmp_path / "m.xlsx", fill), tmp_path / "deck", "--language", "fi")
    assert {card["category"] for card in cards} == {"Ideat"}


def big(path: Path, rows: int) -> Path:
    """A workbook of many rows."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "text"])
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, [f"card {number}", "text"])
    return path


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    """A table that is no deck any more is refused soon, as a workbook and as text."""
    output = refused(big(tmp_path / "b.xlsx", 100_000), tmp_path / "deck")
    assert "the table has more than 20,000 rows" in output
    text = "title;text\n" + "".join(f"card {n};x\n" for n in range(100_000))
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    assert "more than 20,000 rows" in refused(tmp_path / "b.csv", tmp_path / "deck")


def test_a_table_that_is_too_wide(tmp_path: Path) -> None:
    """Text has as many columns as a workbook may have; long lines of few columns are read."""
    source = table(tmp_path, f"title{',x' * 200}\nA\n")
    output = refused(source, tmp_path / "deck")
    assert "t.csv:GS1: error[too-large]: the table has more than 200 columns" in output
    words = "word " * 3000
    source.write_text(
        f"title{''.join(f',x{n}' for n in range(10))}\nA{f',{words}' * 10}\n", encoding="utf-8"
    )
    done = call("import", source, tmp_path / "deck", "--language", "en")
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", ["xw.xlsx", "t.docx"])
def test_files_cut_short(name: str, tmp_path: Path) -> None:
    """An office file that lacks its end is told as damaged, at whatever byte it ends."""
    data = (TABLES / name).read_bytes()
    for size in (5, 100, len(data) // 2, len(data) - 10):
        (tmp_path / name).write_bytes(data[:size])
        output = refused(tmp_path / name, tmp_path / "deck")
        assert "error[damaged-file]" in output
        assert "save it anew" in output


def test_files_with_parts_damaged(tmp_path: Path) -> None:
    """Whatever part of a workbook is garbage or missing, no traceback comes of it."""
    with zipfile.ZipFile(TABLES / "far.xlsx") as old:
        names = old.namelist()
        for damaged in names:
            for data in (b"", b"<a", b"\xff\xfe", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"):
                path = tmp_path / "d.xlsx"
                with zipfile.ZipFile(path, "w") as new:
                    for name in names:
                        new.writestr(name, data if name == damaged else old.read(name))
                done = call("import", path, tmp_path / "deck")
                assert done.exit_code == 1
                assert "nothing was written" in done.output


def test_a_zip_bomb(tmp_path: Path) -> None:
    """An archive that would unpack to gigabytes is refused by its directory alone."""
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(TABLES / "far.xlsx") as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = b" " * 200_000_000 if name.endswith("sheet1.xml") else old.read(name)
            new.writestr(name, data)
    assert path.stat().st_size < 1_000_000
    output = refused(path, tmp_path / "deck")
    assert "error[too-large]: unpacked, the file has more than 60 MB" in output


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def test_old_and_protected_files(tmp_path: Path) -> None:
    """Files that are not read say what they are and how to save them instead."""
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    for name, data, words in [
        ("a.xls", OLE, ["an old Excel workbook", "save it as XLSX"]),
        ("a.xlsx", locked, ["protected by a password", "save it without the password"]),
        ("a.doc", OLE, ["an old Word document", "save it as DOCX"]),
        ("a.pdf", b"%PDF-1.7", ["a PDF"]),
        ("a.gsheet", b'{"url": "x"}', ["a link to Google Sheets", "Download"]),
        ("a.bin", b"hello", ["no kind of file that is known", ".xlsx"]),
        ("a.csv", b"", ["the file is empty"]),
        ("a.csv", b"\n\n", ["the file is empty"]),
    ]:
        (tmp_path / name).write_bytes(data)
        output = refused(tmp_path / name, tmp_path / "deck")
        for word in words:
            assert word in output


def test_a_spreadsheet_of_libreoffice(tmp_path: Path) -> None:
    """Cells of ODS come as shown: lines, bold, repeated and hidden rows, merges, notes apart."""
    source = ods(tmp_path / "t.ods", CONTENT)
    done = call("import", source, tmp_path / "deck", "--language", "fi")
    assert done.exit_code == 0, done.output
    texts = {card.title: card.text.strip() for card in read_deck(tmp_path / "deck").cards}
    assert texts == {
        "Päivä": "25.11.2026", "Rivit": "yksi\\\nkaksi  kolme", "Lihava": "Sano **kolme** asiaa",
        "Sama": "x", "Pitkä": "eka\n\ntoka",
    }  # fmt: skip
    assert "hidden rows were left out: 6" in done.output
    assert "two cards have the title 'Sama'" in done.output


def test_formulas_of_libreoffice(tmp_path: Path) -> None:
    """A formula that was never computed, or has a fault, is an error with its cell."""
    cell = '<table:table-cell table:formula="of:=1/0"{0}/>'
    for inside, words in [
        ("", "has no value"),
        (' office:value-type="string"><text:p>#JAKO/0!</text:p', "gives #JAKO/0!"),
    ]:
        shown = (
            cell.format(inside)
            if not inside
            else cell.replace("{0}/>", inside + "></table:table-cell>")
        )
        content = (
            row("Otsikko", "Teksti") + f"<table:table-row>{text('A')}{shown}</table:table-row>"
        )
        output = refused(ods(tmp_path / "f.ods", content), tmp_path / "deck")
        assert f"B2: error[bad-formula]: the formula of this cell {words}" in output


def text(words: str, attributes: str = "") -> str:
    """A cell of ODS."""
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    """A row of ODS."""
    return f"<table:table-row {attributes}>{''.join(map(text, cells))}</table:table-row>"


CONTENT = (
    row("Otsikko", "Teksti")
    + '<table:table-row><table:table-cell><text:p>Päivä</text:p></table:table-cell>'
    '<table:table-cell office:value-type="date" office:date-value="2026-11-25">'
    "<text:p>25.11.2026</text:p></table:table-cell></table:table-row>"
    + "<table:table-row>" + text("Rivit")
    + '<table:table-cell><office:annotation><text:p>huom</text:p></office:annotation>'
    '<text:p>yksi</text:p>'
    '<text:p>kaksi<text:s text:c="2"/>kolme</text:p></table:table-cell></table:table-row>'
    + row("Lihava", 'Sano <text:span text:style-name="T1">kolme</text:span> asiaa')
    + row("Sama", "x", attributes='table:number-rows-repeated="1"')
    + row("Salainen", "ei", attributes='table:visibility="collapse"')
    + row("Sama", "x")
    + "<table:table-row>" + text("Pitkä", 'table:number-rows-spanned="2"') + text("eka")
    + "</table:table-row>"
    + "<table:table-row><table:covered-table-cell/>" + text("toka") + "</table:table-row>"
    + '<table:table-row table:number-rows-repeated="1048567"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)  # fmt: skip


def ods(path: Path, rows: str) -> Path:
    """A spreadsheet of one table."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(
        f'xmlns:{key}="{urn}:{name}:1.0"'
        for key, name in {
            "office": "office", "table": "table", "text": "text", "style": "style",
            "fo": "xsl-fo-compatible",
        }.items()
    )  # fmt: skip
    content = (
        f"<office:document-content {names}><office:automatic-styles>"
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/>'
        "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Taulu">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def test_a_protected_spreadsheet_of_libreoffice(tmp_path: Path) -> None:
    """An ODS file with a password tells so."""
    path = tmp_path / "p.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
        archive.writestr("content.xml", io.BytesIO(b"\x00\x01garbage").getvalue())
    assert "protected by a password" in refused(path, tmp_path / "deck")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", json.dumps([{"title": f"t{n}"} for n in range(20_001)]), "20,001 cards"),
        ("a.md", "# A\n" * 20_001, "20,001 cards"),
        ("a.csv", 'title;text\nA;"' + "x " * 70_000 + '"\n', "a.csv:2: error[bad-table]: a cell"),
        ("a.csv", 'title;text\n"A;b\n' + "x;y\n" * 50_000, "a quote begins a cell in this row"),
    ],
)
def test_too_much_of_any_kind(name: str, data: str, words: str, tmp_path: Path) -> None:
    """Too many cards, too long a cell, a quote that swallows the file: told with what to do."""
    (tmp_path / name).write_text(data, encoding="utf-8")
    output = refused(tmp_path / name, tmp_path / "deck")
    assert words in output
    assert "hint: " in output


def test_a_stray_zero_is_no_utf16(tmp_path: Path) -> None:
    """A zero byte in a table is taken out and told; the rest is read as what it is."""
    (tmp_path / "a.csv").write_bytes("title;text\nA\0ä;x\n".encode())
    output = call("import", tmp_path / "a.csv", tmp_path / "deck").output
    assert "U+0000 cannot be printed: it was taken out" in output
    assert [card.title for card in read_deck(tmp_path / "deck").cards] == ["Aä"]


ANKI = {
    "fields only": (
        "#separator:tab\n#html:true\nFront 1\tBack<br>one\nFront 2\t<b>Two</b> &amp; more\n",
        [
            {"title": "Front 1", "text": "Back\\\none"},
            {"title": "Front 2", "text": "**Two** & more"},
        ],
    ),
    "columns of Anki's own": (
        "#separator:Semicolon\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        'x1;Basic;Geo;Q1;"A;1";easy europe\n',
        [{"title": "Q1", "text": "A;1", "category": "Geo", "tags": "easy, europe"}],
    ),
    "columns by name": (
        "#separator:|\n#columns:Front|Back|Hint\nQ1|A1|h\n",
        [{"title": "Q1", "text": "A1", "fields.hint": "h"}],
    ),
    "cells over lines": (
        '#separator:comma\n#deck:My notes\nQ1,"one\ntwo"\n\nQ2,x\n',
        [{"title": "Q1", "text": "one\\\ntwo"}, {"title": "Q2", "text": "x"}],
    ),
}


@pytest.mark.parametrize("name", ANKI)
def test_notes_of_anki(name: str, tmp_path: Path) -> None:
    """The lines that Anki writes above its notes say what is read: no headings are needed."""
    text, cards = ANKI[name]
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    assert made(tmp_path / "notes.txt", tmp_path / "deck", "--language", "en") == cards
    if name == "cells over lines":
        assert read_deck(tmp_path / "deck").title == "My notes"


def test_a_place_in_notes_of_anki_is_that_of_the_file(tmp_path: Path) -> None:
    """Rows are counted with the lines above the notes."""
    text = "#separator:tab\n#html:false\nFront 1\tBack\n\tonly a back\n"
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    assert "notes.txt:A4: error[missing-title]" in refused(tmp_path / "notes.txt", tmp_path / "d")


@pytest.mark.parametrize(
    "headings",
    [
        "Titre;Texte;Catégorie", "Überschrift;Beschreibung;Kategorie", "Tytuł;Tekst;Kategoria",
        "Título;Texto;Categoría", "Titolo;Testo;Categoria", "Tittel;Tekst;Kategori",
        "Pealkiri;Tekst;Kategooria", "Заголовок;Текст;Категория", "العنوان;النص;الفئة",
        "Question;Answer;Topic", "Kysymys;Vastaus;Ryhmä", "Frage;Antwort;Thema",
    ],
)  # fmt: skip
def test_headings_in_many_languages(headings: str, tmp_path: Path) -> None:
    """Headings are known in other languages; a question with its answer is a title."""
    (tmp_path / "t.csv").write_text(f"{headings}\nOne;Two;Three\n", encoding="utf-8")
    assert made(tmp_path / "t.csv", tmp_path / "deck", "--language", "en") == [
        {"title": "One", "text": "Two", "category": "Three"}
    ]


def test_a_question_beside_a_title_is_the_text(tmp_path: Path) -> None:
    """Only where no column has titles does a question stand for them."""
    (tmp_path / "t.csv").write_text("Title;Question\nOne;Two?\n", encoding="utf-8")
    assert made(tmp_path / "t.csv", tmp_path / "deck", "--language", "en") == [
        {"title": "One", "text": "Two?"}
    ]


def test_rows_in_quotes(tmp_path: Path) -> None:
    """A table that was saved as CSV twice, each row one cell, is read as its author sees it."""
    rows = '"title,text"\r\n"A,""x, y"""\r\n"B,z"\r\n'
    (tmp_path / "t.csv").write_bytes(rows.encode())
    assert made(tmp_path / "t.csv", tmp_path / "deck", "--language", "en") == [
        {"title": "A", "text": "x, y"},
        {"title": "B", "text": "z"},
    ]


def test_letters_of_dos_are_not_taken_for_quotes(tmp_path: Path) -> None:
    """A file in DOS's letters is not read as Windows-1252, which would make quotes of ä and ö."""
    (tmp_path / "t.csv").write_bytes("Otsikko;Teksti\nTyö;Pidä tauko\n".encode("cp850"))
    assert "bad-encoding" in refused(tmp_path / "t.csv", tmp_path / "deck")
    assert made(tmp_path / "t.csv", tmp_path / "deck", "--encoding", "cp850") == [
        {"title": "Työ", "text": "Pidä tauko"}
    ]


def test_comments_of_libreoffice_are_told(tmp_path: Path) -> None:
    """What is remarked on a cell of ODS is named, with its cell."""
    told = call("import", ods(tmp_path / "a.ods", CONTENT), tmp_path / "deck").output
    assert "comments on cells were left out: B3 'huom'" in told
