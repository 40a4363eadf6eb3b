"""Workbooks as people keep them: categories said once, several sheets, formulas, raised digits."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from commands import run_here as call
from korttipakka.reading.deck import read_deck, read_manuscript

Sheets = dict[str, list[list[str]]]


def workbook(path: Path, sheets: Sheets, fill: Callable[[Any, Any], None] | None = None) -> Path:
    """A workbook with these rows; `fill` is given it and its first worksheet."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    if fill:
        fill(book, book.worksheets()[0])
    book.close()
    return path


def texts(folder: Path) -> list[tuple[str, str, str]]:
    """The title, the text and the category of each card."""
    cards = read_deck(folder).cards
    return [(c.title, c.text, c.category.name if c.category else "") for c in cards]


ONCE = [["Group", "Title"], ["Begin", "A"], ["", "B"], ["", "C"], ["End", "D"], ["", "E"]]


def test_a_category_that_is_said_once(tmp_path: Path) -> None:
    """A category beside the first of its cards only is that of those below it, which is told."""
    source = workbook(tmp_path / "a.xlsx", {"One": ONCE})
    output = call("import", source, tmp_path / "a").output
    assert "One!A2: warning[guessed]: each category stands once" in output
    assert [category for *_, category in texts(tmp_path / "a")] == [
        "Begin", "Begin", "Begin", "End", "End",
    ]  # fmt: skip


def test_an_update_gives_no_card_a_category(tmp_path: Path) -> None:
    """What comes back from others is taken at its word: an empty cell is no category."""
    rows = [["Group", "Title"], ["Begin", "A"], ["Begin", "B"], ["", "C"], ["", "D"]]
    source = workbook(tmp_path / "a.xlsx", {"One": rows})
    call("import", source, tmp_path / "a")
    rows[2][0] = ""
    done = call("import", workbook(source, {"One": rows}), tmp_path / "a", "--update")
    assert "category" not in done.output
    assert [category for *_, category in texts(tmp_path / "a")] == ["Begin", "Begin", "", ""]


@pytest.mark.parametrize(
    "groups",
    [
        ["", "Begin", "", "", "End"],  # the first card has none
        ["Begin", "", "Begin", "", ""],  # one is said again
        ["Begin", "Middle", "End", "", "Last"],  # one is missing
    ],
)
def test_categories_that_are_missing(groups: list[str], tmp_path: Path) -> None:
    """Where categories are said again, or only few cards have none, what is empty stays so."""
    rows = [["Group", "Title"], *([group, f"Card {n}"] for n, group in enumerate(groups))]
    source = workbook(tmp_path / "a.xlsx", {"One": rows})
    assert "each category" not in call("import", source, tmp_path / "a").output
    assert [category for *_, category in texts(tmp_path / "a")] == groups


def test_worksheets_with_a_column_more(tmp_path: Path) -> None:
    """Worksheets of titles and texts are read together, whatever other columns they have."""
    sheets = {
        "Begin": [["Title", "Text", "Copies"], ["A", "a", "2"]],
        "End": [["Title", "Text"], ["B", "b"]],
        "People": [["Name", "Mail"], ["Anna", "a@b.fi"]],
    }
    source = workbook(tmp_path / "a.xlsx", {k: sheets[k] for k in ("Begin", "End")})
    assert "left out" not in call("import", source, tmp_path / "a", "--language", "en").output
    assert texts(tmp_path / "a") == [("A", "a", "Begin"), ("B", "b", "End")]
    source = workbook(tmp_path / "b.xlsx", {k: sheets[k] for k in ("Begin", "People")})
    assert "'People' was left out" in call("import", source, tmp_path / "b").output


def test_an_update_from_worksheets_with_other_columns(tmp_path: Path) -> None:
    """What only some worksheets say is not taken from the cards of the others."""
    sheets: Sheets = {
        "Begin": [["Title", "Text", "Tags"], ["A", "a", "x"]],
        "End": [["Title", "Text"], ["B", "b"]],
    }
    source = workbook(tmp_path / "a.xlsx", sheets)
    call("import", source, tmp_path / "a", "--language", "en")
    path = tmp_path / "a" / "deck.yaml"
    path.write_text(path.read_text().replace("title: B\n", "title: B\n    tags: y\n"))
    sheets["End"][1][1] = "bb"
    done = call("import", workbook(source, sheets), tmp_path / "a", "--update")
    assert done.exit_code == 0, done.output
    assert [(c.text, list(c.tags)) for c in read_deck(tmp_path / "a").cards] == [
        ("a", ["x"]), ("bb", ["y"]),
    ]  # fmt: skip


def test_a_table_on_its_side(tmp_path: Path) -> None:
    """Headings below each other are no titles: the table is to be turned."""
    rows = [["Title", "A", "B"], ["Text", "a", "b"], ["Category", "x", "y"]]
    output = call("import", workbook(tmp_path / "a.xlsx", {"One": rows}), tmp_path / "a").output
    assert "One!A1: error[no-title-column]: the headings stand below each other" in output
    assert "Transpose" in output


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """A workbook with a piece of one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_formula_that_gives_an_empty_text(tmp_path: Path) -> None:
    """What =IF(A2="","",A2) gives is an empty text to Excel: a value; no value is an error."""

    def fill(_: Any, sheet: Any) -> None:
        sheet.write_formula(1, 1, '=IF(C2="","",C2)', None, "")

    source = workbook(tmp_path / "a.xlsx", {"One": [["Title", "Text"], ["A", ""]]}, fill)
    assert "B2: error[bad-formula]" in call("import", source, tmp_path / "a").output
    patched(source, "xl/worksheets/sheet1.xml", '<c r="B2">', '<c r="B2" t="str">')
    assert call("import", source, tmp_path / "a").exit_code == 0
    assert texts(tmp_path / "a") == [("A", "", "")]


def test_digits_above_and_below_the_line(tmp_path: Path) -> None:
    """Raised and lowered digits come as such: m², CO₂; raised letters stay on the line."""

    def fill(book: Any, sheet: Any) -> None:
        up, down = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        sheet.write_rich_string(1, 1, "5 m", up, "2", ", CO", down, "2", ", 2", up, "nd", " day")

    source = workbook(tmp_path / "a.xlsx", {"One": [["Title", "Text"], ["A", ""]]}, fill)
    call("import", source, tmp_path / "a", "--language", "en")
    (tmp_path / "b.csv").write_text(
        "Title;Text\nA;5 m<sup>2</sup>, CO<sub>2</sub>, 2<sup>nd</sup> day\n"
    )
    call("import", tmp_path / "b.csv", tmp_path / "b", "--language", "en")
    for folder in ("a", "b"):
        assert texts(tmp_path / folder) == [("A", "5 m², CO₂, 2nd day", "")]


STYLE = '<style:style style:name="{}" style:family="text"><style:text-properties {}/></style:style>'


def test_styles_of_libreoffice(tmp_path: Path) -> None:
    """LibreOffice writes lines through words by their type, and raises by a share of the height."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    styles = "".join(
        STYLE.format(name, properties)
        for name, properties in (
            ("T1", 'style:text-line-through-type="single" style:text-position="0% 100%"'),
            ("T2", 'style:text-position="super 58%"'),
            ("T3", 'style:text-position="-33% 58%"'),
            ("T4", 'style:text-position="33% 58%"'),
        )
    )
    spans = "".join(f'a<text:span text:style-name="T{n}">2</text:span>' for n in range(1, 5))
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>"
        for row in (["Title", "Text"], ["A", spans])
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
            f'xmlns:text="{urn}:text:1.0" xmlns:style="{urn}:style:1.0"><o:automatic-styles>'
            f"{styles}</o:automatic-styles><o:body><o:spreadsheet><table:table table:name='One'>"
            f"{rows}</table:table></o:spreadsheet></o:body></o:document-content>",
        )
    output = call("import", tmp_path / "a.ods", tmp_path / "a", "--language", "en").output
    assert "B2: warning[struck-through]" in output
    assert texts(tmp_path / "a") == [("A", "a2a²a₂a²", "")]


def with_sheet(path: Path, rows: list[list[object]], change: Callable[[Any], object]) -> Path:
    """A workbook of such rows, whose worksheet was changed by hand."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    change(book.active)
    book.save(path)
    return path


def test_comments_on_cells_are_told(tmp_path: Path) -> None:
    """What reviewers remark on cells is no text of a card, and is not lost in silence."""

    def remark(sheet: Any) -> None:
        sheet["B2"].comment = Comment("Check this!", "M")
        thread = "[Threaded comment]\n\nYour version …\n\nComment:\n    Really?"
        sheet["A2"].comment = Comment(thread, "tc={1}")

    source = with_sheet(tmp_path / "a.xlsx", [["Title", "Text"], ["Vote", "Now"]], remark)
    told = call("import", source, tmp_path / "a").output
    assert "comments on cells were left out" in told
    assert "B2 'Check this!'" in told
    assert "A2 'Really?'" in told


def test_the_row_that_adds_up_is_no_card(tmp_path: Path) -> None:
    """A last row of sums is left out, and told; one with a text is a card."""
    rows: list[list[object]] = [["Otsikko", "Kpl"], ["A", 2], ["Yhteensä", 2]]
    told = call("import", with_sheet(tmp_path / "a.xlsx", rows, id), tmp_path / "a").output
    assert "the last row adds up the others" in told
    assert [card.title for card in read_deck(tmp_path / "a").cards] == ["A"]
    rows = [["Otsikko", "Teksti"], ["A", "a"], ["Yhteensä", "Everything together"]]
    call("import", with_sheet(tmp_path / "b.xlsx", rows, id), tmp_path / "b")
    assert len(read_deck(tmp_path / "b").cards) == 2


def test_a_filter_deletes_no_card(tmp_path: Path) -> None:
    """Rows that a filter hides are not missing: --delete does not go on, and names the way."""
    text = "title: T\nlanguage: en\ncards:\n  - title: A\n  - title: B\n"
    (tmp_path / "deck.yaml").write_text(text)
    call("export", tmp_path / "deck.yaml", "--to", "xlsx", "-o", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.active is not None
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "t.xlsx")
    update = ("import", tmp_path / "t.xlsx", tmp_path / "deck.yaml", "--update")
    done = call(*update, "--delete")
    assert done.exit_code == 1
    assert "rows of the table are hidden: --delete would remove 1 card" in done.output
    assert (tmp_path / "deck.yaml").read_text() == text
    assert call(*update).exit_code == 0


def test_another_order_of_rows_is_told(tmp_path: Path) -> None:
    """Rows that were sorted move no cards, which is said; in their own order nothing is."""
    (tmp_path / "deck.yaml").write_text(
        "title: T\nlanguage: en\ncards:\n  - title: B\n  - title: A\n"
    )
    for names, is_told in (("ab", True), ("ba", False)):
        rows = "".join(f"{name},{name.upper()}\n" for name in names)
        (tmp_path / "t.csv").write_text(f"id,title\n{rows}")
        update = ("import", tmp_path / "t.csv", tmp_path / "deck.yaml", "--update")
        done = call(*update)
        assert done.exit_code == 0, done.output
        assert ("the rows stand in another order" in done.output) == is_told


def test_colours_that_may_be_categories(tmp_path: Path) -> None:
    """Cells of several colours are told, with what to do; those of headings alone are not."""
    fills = ["FF0000", "00B050", "FF0000", "00B050"]
    for name, colors in (("told", fills), ("silent", fills[:1] * 4)):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["title", "text"])
        sheet["A1"].fill = PatternFill("solid", fgColor="FFFF00")
        for number, color in enumerate(colors, start=2):
            sheet.append([f"T{number}", "x"])
            sheet.cell(number, 1).fill = PatternFill("solid", fgColor=color)
        book.save(tmp_path / f"{name}.xlsx")
        output = call("import", tmp_path / f"{name}.xlsx", tmp_path / name).output
        says = "cells of column A have 2 colours: they were left out"
        assert (says in " ".join(output.split())) == (name == "told")


def test_languages_beside_other_headings(tmp_path: Path) -> None:
    """Columns that are called by languages are titles, though a category stands beside them."""
    (tmp_path / "a.csv").write_text("Suomi;Ruotsi;Luokka\nTauko;Paus;A\n", encoding="utf-8")
    assert call("import", tmp_path / "a.csv", tmp_path / "a").exit_code == 0
    (card,) = read_manuscript(tmp_path / "a").cards
    assert (card.texts["title"].own, card.texts["title"].others) == ("Tauko", {"sv": "Paus"})
    assert card.card.category_key == "a"
