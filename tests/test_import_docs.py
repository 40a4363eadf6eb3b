"""docs/import.md, tried as a new user would: its files are made, its commands run in order."""

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from docx_samples import document, heading, paragraph
from korttipakka.cli import main
from korttipakka.reading.deck import read_deck
from korttipakka.reading.tables.headers import heading as understood

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def table_of_the_page() -> list[list[str]]:
    """The first table of the page, which shows a worksheet."""
    lines = PAGE[PAGE.index("| Otsikko") :].split("\n\n")[0].splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line
    ]


def workbook(path: Path, rows: list[list[str]]) -> None:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page names."""
    monkeypatch.chdir(tmp_path)
    workbook(Path("kortit.xlsx"), table_of_the_page())
    workbook(Path("menetelmat.xlsx"), [["Menetelmä", "Näin"], ["Tauko", "Kahvia."]])
    Path("cards.csv").write_text("title,text\nBreak,Coffee.\n", encoding="utf-8")
    body = [heading(1, "Kortit"), heading(2, "Tauko"), paragraph("Kahvia.")]
    document(Path("kortit.docx"), body)
    shutil.copy(ROOT / "tests" / "data" / "seed-deck.md", "seed-deck.md")
    return tmp_path


def test_each_command_of_the_page_works(desk: Path) -> None:
    """Every command runs in order, and gives what the page says."""
    for block in BLOCK.findall(PAGE):
        for line in block.splitlines():
            program, *arguments = shlex.split(line, comments=True)
            assert program == "korttipakka"
            done = CliRunner(catch_exceptions=False).invoke(main, arguments)
            assert done.exit_code == 0, f"{line}\n{done.output}"
    cards = read_deck(Path("kortit")).cards
    assert [(card.title, card.copies) for card in cards] == [
        ("Hiljainen aivoriihi", 1), ("Äänestys", 2), ("Tauko", 1),
    ]  # fmt: skip
    assert Path("kortit.pdf").read_bytes().startswith(b"%PDF")
    assert len(read_deck(Path("seed-deck")).cards) == 66
    assert read_deck(Path("omat")).cards[0].text.strip() == "Kahvia."


def test_headings_of_the_page_are_known() -> None:
    """Each heading that the page lists is known as what the page says."""
    start = PAGE.index("| what | headings that are known |")
    for line in PAGE[start:].split("\n\n")[0].splitlines()[2:]:
        fields, names = line.strip("|").split("|")
        known = {understood(n.strip()) for part in names.split("·") for n in part.split(",")}
        found = {match.column.field for match in known if match}
        assert None not in known, line
        assert found == set(re.findall(r"`(\w+)`", fields)), line
