"""Make the pictures of docs/import.md and other pages: real tables, real cards.

Run it as `python tools/content_pictures.py`, with what the tests need installed, LibreOffice Calc
and Chromium. Tables are drawn by LibreOffice, a document by Chromium, cards from our own PDFs.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import mammoth
import openpyxl
import pypdfium2
from openpyxl.styles import Alignment, Font
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from docx_samples import document, heading, paragraph  # noqa: E402 - found by the line above

IMAGES = ROOT / "docs" / "images"
WIDTH = 900
"""Pixels of a picture."""

GAP = 12
"""Pixels between two pages side by side."""

COLORS = 128
"""Plenty for flat colours and grey letter edges, and a third of the size."""

MARGIN = 12
"""Pixels of paper that are left around what is on a page."""

DOCUMENT = (
    heading(1, "Työpajan kortit"),
    heading(2, "Ideat"),
    heading(3, "Hiljainen aivoriihi"),
    paragraph("Kymmenen minuuttia, ", ("yksi idea", "b"), " lapulle, ei puhetta."),
    heading(3, "Kuusi hattua"),
    paragraph("Jokainen katsoo asiaa vuorollaan kuudelta kannalta."),
    heading(2, "Päätös"),
    heading(3, "Äänestys"),
    paragraph("Jokainen antaa ", ("kolme", "i"), " ääntä."),
)
"""A Word document: a heading for the deck, for each category and for each card."""

PAPER = """\
body { margin: 0; background: #d9d9d4; }
main { width: 640px; margin: 18px; padding: 40px 60px; background: white; }
main { font: 17px/1.4 Carlito, Inter, sans-serif; }
h1, h2, h3 { color: #2f5496; font-weight: 400; margin: 0.7em 0 0.2em; }
h1 { font-size: 30px; } h2 { font-size: 23px; } h3 { font-size: 19px; } p { margin: 0.2em 0; }
"""
"""A page as a word processor shows it on the screen."""

BOARD = """\
body { margin: 20px; display: grid; grid-template-columns: repeat(3, 1fr); gap: 20px; }
body { background: #f2f2f2; font: 14px/1.3 Inter, sans-serif; }
p { margin: 0; height: 185px; padding: 14px; display: grid; place-content: center; }
p { overflow: hidden; text-align: center; background: #ffe87a; box-shadow: 0 2px 6px #0003; }
"""
"""A whiteboard with notes on it."""


def table_of(page: str) -> list[list[str]]:
    """The first table of docs/import.md, which shows a worksheet."""
    lines = page[page.index("| Otsikko") :].split("\n\n")[0].splitlines()
    rows = [line for line in lines if "---" not in line]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def workbook(path: Path, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """A workbook as people write them: bold headings, wrapped cells, bold words."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(name="Calibri", bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            parts = re.split(r"\*\*(.+?)\*\*", str(cell.value or ""))
            if len(parts) == 3:
                bold = TextBlock(InlineFont(rFont="Calibri", sz=11, b=True), parts[1])
                cell.value = CellRichText(parts[0], bold, parts[2])
    as_on_screen(book, widths)
    book.save(path)


def as_on_screen(book: openpyxl.Workbook, widths: Sequence[int]) -> None:
    """Grid and headings are printed, on one page as wide as it takes."""
    for sheet in book:
        sheet.print_options.gridLines = sheet.print_options.headings = True
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
            fitToPage=True
        )
        sheet.page_setup.fitToHeight = 0
        for index, width in enumerate(widths, start=1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(index)].width = width


def drawn_by_office(path: Path, share: float = 1.0) -> Image.Image:
    """A share of the width of a workbook's first page, as LibreOffice draws it."""
    out = str(path.parent)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", out, str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as document:
        page = document[0].render(scale=3).to_pil().convert("RGB")
    box = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    right = left + round((right - left) * share)
    return page.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN))


def drawn_by_browser(path: Path) -> Image.Image:
    """A Word document as Chromium draws its text on a page."""
    with path.open("rb") as file:
        body = mammoth.convert_to_html(file).value
    html = path.with_suffix(".html")
    head = f'<!doctype html><meta charset="utf-8"><style>{PAPER}</style>'
    html.write_text(f"{head}<main>{body}</main>", encoding="utf-8")
    return screenshot(html, (796, 100), whole=True)


def screenshot(
    path: Path, size: tuple[int, int], click: str = "", whole: bool = False
) -> Image.Image:
    """A page in Chromium, with a heading clicked on."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        view = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=view, reduced_motion="reduce")
        page = context.new_page()
        page.goto(path.as_uri())
        if click:
            page.get_by_role("button", name=click).click()
        picture = page.screenshot(full_page=whole)
        browser.close()
    return Image.open(BytesIO(picture)).convert("RGB")


def notes(lines: Path, page: Path) -> Image.Image:
    """The first lines of a file as notes, as whiteboards show what is pasted."""
    texts = lines.read_text(encoding="utf-8").splitlines()[:6]
    shown = "".join(f"<p>{escape(text)}</p>" for text in texts)
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>{BOARD}</style>{shown}', "utf-8")
    return screenshot(page, (WIDTH, 430))


def korttipakka(folder: Path, *words: str) -> None:
    """Run a command in a folder."""
    from click.testing import CliRunner

    from korttipakka.cli import main

    done = CliRunner().invoke(main, list(words), catch_exceptions=False)
    if done.exit_code:
        raise SystemExit(f"{words} in {folder}: {done.output}")


def sheet(pdf: Path) -> Image.Image:
    """The upper half of the first sheet's front and back, side by side on a grey table."""
    with pypdfium2.PdfDocument(pdf) as document:
        front, back = (document[side].render(scale=0.8).to_pil().convert("RGB") for side in (0, 1))
    width, height = front.width, front.height // 2 + 8
    table = Image.new("RGB", (2 * width + 3 * MARGIN, height + MARGIN), "#d9d9d4")
    table.paste(front.crop((0, 0, width, height)), (MARGIN, MARGIN))
    table.paste(back.crop((0, 0, width, height)), (2 * MARGIN + width, MARGIN))
    return table


def narrowed(picture: Image.Image) -> Image.Image:
    """A picture that is no wider than a page."""
    if picture.width <= WIDTH:
        return picture
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


def faces(folder: Path, name: str, *flags: str) -> Image.Image:
    """Faces of cards on one page, by `export --to contact-sheet`."""
    out = folder / f"{name}.png"
    korttipakka(folder, "export", *flags, "--to", "contact-sheet", "-o", str(out), "--dpi", "110")
    with Image.open(out) as picture:
        return picture.convert("RGB")


def example(page: str, word: str) -> str:
    """The YAML of a page that has a word in it."""
    found = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    return next(text for text in found if word in text)


def pictures(folder: Path) -> Mapping[str, Image.Image]:
    """The pictures by their names."""
    page = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    workbook(folder / "kortit.xlsx", table_of(page), [24, 46, 14, 8])
    found = {"import-excel": drawn_by_office(folder / "kortit.xlsx")}
    korttipakka(folder, "import", str(folder / "kortit.xlsx"), str(folder / "kortit"))
    korttipakka(folder, "build", str(folder / "kortit"), "-o", str(folder / "sheet.pdf"))
    found["import-sheet"] = sheet(folder / "sheet.pdf")
    word = folder / "word"
    word.mkdir()
    document(word / "kortit.docx", DOCUMENT)
    found["import-word"] = drawn_by_browser(word / "kortit.docx")
    korttipakka(word, "import", str(word / "kortit.docx"), str(word / "omat"))
    found["import-word-cards"] = faces(word, "cards", str(word / "omat"), "--columns", "3")
    book = folder / "ruotsiksi.xlsx"
    korttipakka(
        folder,
        "export",
        str(folder / "kortit"),
        "--to",
        "xlsx",
        "--language",
        "sv",
        "-o",
        str(book),
    )
    opened = openpyxl.load_workbook(book, rich_text=True)
    as_on_screen(opened, ())
    opened.save(book)
    found["translator"] = drawn_by_office(book, 0.54)
    layout = folder / "bilingual.yaml"
    languages = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    layout.write_text(example(languages, "extends"), encoding="utf-8")
    found["bilingual"] = faces(
        folder, "bilingual", "osallisuus", "--layout", str(layout), "--card", "yhteiskehittaminen",
        "--card", "palvelumuotoilu", "--columns", "2",
    )  # fmt: skip
    html = folder / "osallisuus.html"
    korttipakka(folder, "export", "osallisuus", "--to", "html", "-o", str(html))
    two = folder / "two.pdf"
    korttipakka(folder, "build", "osallisuus", "--languages", "fi,sv", "-o", str(two))
    found["two-languages"] = sheet(two)
    lines = folder / "osallisuus.tsv"
    korttipakka(folder, "export", "osallisuus", "--to", "tsv", "-o", str(lines))
    found["whiteboard"] = notes(lines, folder / "board.html")
    drawn = ("--pick", "8", "--seed", "tiimi-1", "--columns", "4")
    found["draw"] = faces(folder, "draw", "osallisuus", *drawn)
    korttipakka(folder, "export", "osallisuus", "--to", "overview", "-o", str(folder / "o.pdf"))
    with pypdfium2.PdfDocument(folder / "o.pdf") as listed:
        page = listed[0].render(scale=1.5).to_pil().convert("RGB")
    found["overview"] = page.crop((0, 0, page.width, page.height // 2))
    found["box"] = around(folder)
    found["html"] = screenshot(html, (WIDTH, 640), "Yhteiskehittäminen")
    return found


def around(folder: Path) -> Image.Image:
    """A deck's box beside its dividers."""
    pages = []
    for form in ("box", "dividers"):
        made = folder / f"{form}.pdf"
        korttipakka(folder, "export", "osallisuus", "--to", form, "-o", str(made))
        with pypdfium2.PdfDocument(made) as document:
            pages.append(document[0].render(scale=1).to_pil().convert("RGB"))
    both = Image.new("RGB", (sum(p.width for p in pages) + GAP, pages[0].height), "#d5d8dc")
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width + GAP, 0))
    return both


def main() -> None:
    """Make all pictures, small enough for a page."""
    with TemporaryDirectory() as folder:
        for name, picture in pictures(Path(folder)).items():
            small = narrowed(picture).quantize(COLORS, dither=Image.Dither.NONE)
            small.save(IMAGES / f"{name}.png", optimize=True)
            print(f"Wrote {IMAGES / name}.png")


if __name__ == "__main__":
    main()
