"""LibreOffice's documents and saved web pages come in as Word's documents do."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docx_samples import document, heading, paragraph
from korttipakka.cli import main
from korttipakka.reading.deck import read_deck

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(
    f'xmlns:{key}="{URN}:{name}:1.0"'
    for key, name in {
        "office": "office", "table": "table", "text": "text", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def call(*arguments: str | Path) -> Result:
    """Run the command line in this process."""
    return CliRunner(catch_exceptions=False).invoke(main, [str(part) for part in arguments])


def read(source: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Titles, texts and categories of the deck that a file becomes."""
    done = call("import", source, folder, "--language", "en")
    assert done.exit_code == 0, done.output
    cards = read_deck(folder).cards
    return [(c.title, c.text, c.category.name if c.category else "") for c in cards]


STYLES = (
    '<style:style style:name="Title" style:family="paragraph"/>'
    '<style:style style:name="Strong_20_Emphasis" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="T1" style:family="text" style:parent-style-name='
    '"Strong_20_Emphasis"/><style:style style:name="T2" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>'
    "</text:list-style>"
)


def odt(path: Path, body: str) -> Path:
    """A document as LibreOffice writes it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:styles>{STYLES}</office:styles>"
            "</office:document-styles>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{AUTOMATIC}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return path


def h(level: int, text: str) -> str:
    """A heading."""
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def p(text: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*texts: str, style: str = "L0") -> str:
    """A list."""
    inside = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}">{inside}</text:list>'


def table(*rows: tuple[str, ...]) -> str:
    """A table."""
    lines = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{p(c)}</table:table-cell>' for c in row)}"
        "</table:table-row>"
        for row in rows
    )
    return f"<table:table>{lines}</table:table>"


HEADINGS = (
    '<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region>'
    "</text:tracked-changes>"
    + p("Cards", "P1")
    + h(1, "Begin")
    + h(2, "Idea")
    + p('Ten <text:span text:style-name="T1">minutes</text:span> &amp;<text:s text:c="2"/>'
        '<text:span text:style-name="T2">quiet</text:span>.<text:line-break/>'
        '<text:a xlink:href="https://hel.fi">Hel</text:a> '
        '<text:span text:style-name="T3">old</text:span>'
        '<text:note><text:note-body><text:p>foot</text:p></text:note-body></text:note>')
    + items(p("one"), p("two") + items(p("inner")))
    + items(p("first"), p("second"), style="L1")
    + h(1, "End")
    + items(h(2, "Vote"))
    + p('<draw:frame><draw:text-box>' + p("in a box") + "</draw:text-box></draw:frame>")
    + p('<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>')
)  # fmt: skip


def test_headings_of_libreoffice(tmp_path: Path) -> None:
    """Headings, styles of either kind, lists, links and boxes come as from Word; more is told."""
    source = odt(tmp_path / "a.odt", HEADINGS)
    assert read(source, tmp_path / "a") == [
        (
            "Idea",
            "Ten **minutes** &  *quiet*.\\\n[Hel](https://hel.fi) old\n\n"
            "- one\n- two\n  - inner\n\n1. first\n2. second",
            "Begin",
        ),
        ("Vote", "in a box", "End"),
    ]
    assert read_deck(tmp_path / "a").title == "Cards"
    output = call("import", source, tmp_path / "b").output
    assert "pictures in the document were left out: 1" in output
    assert "footnotes of the document were left out: 1" in output
    assert "struck through was taken in all the same: 'old'" in output


def test_tables_and_lists_of_libreoffice(tmp_path: Path) -> None:
    """Tables below headings, and lines that are a list."""
    body = h(1, "All") + h(2, "Begin") + table(("Title", "Text"), ("Idea", "a"))
    source = odt(
        tmp_path / "a.odt", f"{body}{h(2, 'End')}{table(('Title', 'Text'), ('Vote', 'b'))}"
    )
    assert read(source, tmp_path / "a") == [("Idea", "a", "Begin"), ("Vote", "b", "End")]
    source = odt(tmp_path / "b.odt", p("Idea – a") + p("Vote – b"))
    assert read(source, tmp_path / "b") == [("Idea", "a", ""), ("Vote", "b", "")]


def test_the_title_of_a_document(tmp_path: Path) -> None:
    """A paragraph in the style Title is the deck's title, not a card; several are cards."""
    body = [paragraph("All", style="Title"), heading(1, "Idea"), paragraph("a"), heading(1, "Vote")]
    word = document(tmp_path / "a.docx", body)
    assert read(word, tmp_path / "a") == [("Idea", "a", ""), ("Vote", "", "")]
    assert read_deck(tmp_path / "a").title == "All"
    body = [paragraph("Idea", style="Title"), paragraph("a"), paragraph("Vote", style="Title")]
    word = document(tmp_path / "b.docx", body)
    assert read(word, tmp_path / "b") == [("Idea", "a", ""), ("Vote", "", "")]
    source = odt(tmp_path / "c.odt", p("All", "P1") + h(1, "Idea") + p("a") + h(1, "Vote"))
    assert read(source, tmp_path / "c") == [("Idea", "a", ""), ("Vote", "", "")]


def test_documents_of_libreoffice_that_cannot_be_read(tmp_path: Path) -> None:
    """One with a password and one that is damaged are told as such."""
    source = odt(tmp_path / "a.odt", p("x"))
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data, words in (
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>", "has-password"),
        ("content.xml", b"<office", "damaged-file"),
    ):
        with zipfile.ZipFile(tmp_path / "b.odt", "w") as archive:
            for each, old in parts.items():
                archive.writestr(each, data if each == name else old)
        done = call("import", tmp_path / "b.odt", tmp_path / "b")
        assert words in done.output
        assert done.exit_code == 1


PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>
<nav><p>Menu</p></nav><div class="main"><h1>Cards</h1><section><h2>Idea</h2>
<!-- remark --><p>Ten <b class="x">minutes</b> &amp; <i>quiet</i>, m<sup>2</sup>.</p>loose <a
href="https://hel.fi" onclick="x()">Hel</a><ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>
</section><h2>Vote</h2><div>Line</div><div>Another<br>one</div><script>alert(1)</script>
<img src="a.png"></div><footer>(c)</footer></body></html>"""


def test_a_web_page_with_headings(tmp_path: Path) -> None:
    """What a saved page has around its text is no card, and its marks are those of Markdown."""
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    assert read(tmp_path / "a.html", tmp_path / "a") == [
        (
            "Idea",
            "Ten **minutes** & *quiet*, m².\n\nloose [Hel](https://hel.fi)\n\n"
            "- one\n- two\n  - inner",
            "",
        ),
        ("Vote", "Line\n\nAnother\\\none", ""),
    ]


ROWS = "<tr><th>Title<th>Text<tr><td>Idea<td>a<tr><td rowspan=2>Vote<td>b<tr><td>c"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xls", "a.txt"])
def test_a_web_page_with_a_table(name: str, tmp_path: Path) -> None:
    """A table of a page is read, and so is one that a program calls XLS; much around it is told."""
    around = "".join(f"<p>Paragraph {n}</p>" for n in range(9))
    (tmp_path / name).write_text(f"<html><body><table>{ROWS}</table>{around}", encoding="utf-8")
    assert read(tmp_path / name, tmp_path / "a") == [("Idea", "a", ""), ("Vote", "b\n\nc", "")]
    output = call("import", tmp_path / name, tmp_path / "b").output
    assert output.count("stands outside the table") == 5
    assert "4 more texts stand outside the table" in output


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    """A page that is not UTF-8 is read as a table of text would be."""
    (tmp_path / "a.html").write_bytes(f"<table>{ROWS}<tr><td>Työ<td>ä</table>".encode("cp1252"))
    assert read(tmp_path / "a.html", tmp_path / "a")[-1] == ("Työ", "ä", "")


def test_a_page_too_large(tmp_path: Path) -> None:
    """A page beyond all bounds is refused."""
    (tmp_path / "a.html").write_text(f"<html><p>{'x' * 4_000_001}</p></html>")
    assert "too-large" in call("import", tmp_path / "a.html", tmp_path / "a").output
