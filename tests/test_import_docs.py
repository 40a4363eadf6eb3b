"""docs/import.md, tried as a new user would: its files are made, its commands run in order."""

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from commands import run_here
from docx_samples import document, heading, paragraph
from korttipakka.reading.deck import read_deck
from korttipakka.reading.tables.headers import heading as understood
from test_import_slides import CONTENT, Slides

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
    Path("lista.csv").write_text("Tauko;Kahvia\nÄänestys;Kolme\n", encoding="utf-8")
    body = [heading(1, "Kortit"), heading(2, "Tauko"), paragraph("Kahvia.")]
    document(Path("kortit.docx"), body)
    slides = Slides()
    slides.add(CONTENT, "Tauko", "Kahvia.")
    slides.save(Path("slides.pptx"))
    shutil.copy(ROOT / "tests" / "data" / "seed-deck.md", "seed-deck.md")
    return tmp_path


def test_each_command_of_the_page_works(desk: Path) -> None:
    """Every command runs in order, and gives what the page says."""
    for block in BLOCK.findall(PAGE):
        for line in block.splitlines():
            program, *arguments = shlex.split(line, comments=True)
            assert program == "korttipakka"
            done = run_here(*arguments)
            assert done.exit_code == 0, f"{line}\n{done.output}"
    cards = read_deck(Path("kortit")).cards
    assert [(card.title, card.copies) for card in cards] == [
        ("Hiljainen aivoriihi", 1), ("Äänestys", 2), ("Tauko", 1),
    ]  # fmt: skip
    assert Path("kortit.pdf").read_bytes().startswith(b"%PDF")
    assert len(read_deck(Path("seed-deck")).cards) == 66
    for name in ("omat", "slides"):
        assert read_deck(Path(name)).cards[0].text.strip() == "Kahvia."


def test_headings_of_the_page_are_known() -> None:
    """Each heading that the page lists is known as what the page says."""
    start = PAGE.index("| what | headings that are known |")
    for line in PAGE[start:].split("\n\n")[0].splitlines()[2:]:
        fields, names = line.strip("|").split("|")
        known = {understood(n.strip()) for part in names.split("·") for n in part.split(",")}
        found = {match.column.field for match in known if match}
        assert None not in known, line
        assert found == set(re.findall(r"`(\w+)`", fields)), line


def test_the_page_has_pictures() -> None:
    """Tables, a document and printed cards are shown; each picture is there, small, and drawn."""
    shown = re.findall(r"!\[[^\]]+\]\(images/([\w-]+\.png)\)", PAGE)
    assert len(shown) == len(set(shown)) == 5
    for name in shown:
        path = ROOT / "docs" / "images" / name
        assert path.stat().st_size < 60_000
        with Image.open(path) as picture:
            assert 400 < picture.width <= 900
            assert len(picture.getcolors(256) or []) > 8


def test_the_picture_of_a_sheet_is_of_the_pages_cards(desk: Path) -> None:
    """The printed sheet that the page shows is that of the page's table, as it is set today."""
    assert run_here("import", "kortit.xlsx", "kuva").exit_code == 0
    assert run_here("build", "kuva", "-o", "kuva.pdf").exit_code == 0
    with pypdfium2.PdfDocument("kuva.pdf") as document:
        page = document[0].render(scale=0.8).to_pil().convert("L")
    with Image.open(ROOT / "docs" / "images" / "import-sheet.png") as picture:
        shown = picture.convert("L")
    scale = shown.width / (2 * page.width + 36)
    half = page.crop((0, 0, page.width, 300)).resize((120, 60))
    edge = round(12 * scale)
    shown = shown.crop((edge, edge, edge + round(page.width * scale), edge + round(300 * scale)))
    difference = ImageStat.Stat(ImageChops.difference(half, shown.resize((120, 60)))).mean[0]
    assert difference < 5  # of 255; that of the backs is 30
