"""Make the pictures of what a workshop needs around its cards: lists, codes, lines to cut.

Run it as `python tools/workshop_pictures.py`, with what the tests need installed.
"""

import json
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import resvg_py
from PIL import Image, ImageDraw

from korttipakka import build_deck
from korttipakka.basics.geometry import Size
from korttipakka.basics.units import MM
from korttipakka.build.changes import TakenOut
from korttipakka.build.take_out import take_out_list
from korttipakka.fonts import FontSet
from korttipakka.impose.machine import cut_sheet
from korttipakka.model.deck import Deck
from korttipakka.model.frame import DocumentInfo
from korttipakka.paint.cut_svg import cut_svg
from korttipakka.paint.pdf import pdf_bytes
from korttipakka.reading.layout import read_layout

IMAGES = Path(__file__).parents[1] / "docs" / "images"

DPI = 120


def pages(pdf: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def save(picture: Image.Image, name: str) -> None:
    """A small PNG with a thin line around."""
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), None, "#999")
    picture.quantize(64, Image.Quantize.FASTOCTREE).save(IMAGES / name, optimize=True)


def take_out() -> None:
    """The list of old cards, on a narrow page."""
    deck = Deck("Workshop methods", "en", ())
    out = [
        TakenOut(12, "Local panels or meetings", 1, "changed"),
        TakenOut(31, "Survey", 2, "changed"),
        TakenOut(40, "Open doors", 1, "gone"),
    ]
    fonts = FontSet(read_layout("workshop").fonts)
    sheets = take_out_list(deck, out, fonts, Size(100 * MM, 120 * MM))
    (page,) = pages(pdf_bytes(sheets, fonts.faces, DocumentInfo(deck.title, deck.language)))
    save(page.crop((0, 0, page.width, round(page.height * 0.42))), "take-out-list.png")


def card_url() -> None:
    """The back of a card of the example in docs/html.md."""
    with TemporaryDirectory() as name:
        card = {
            "title": "Silent brainstorming",
            "text": "Ten minutes, one idea a note, no talking.",
        }
        deck = {"title": "Methods", "language": "en", "url": "https://example.org/methods.html",
                "categories": {"ideas": {"name": "Finding ideas", "color": "#b8324a"}},
                "category": "ideas", "cards": [card]}  # fmt: skip
        Path(name, "deck.yaml").write_text(json.dumps(deck), encoding="utf-8")
        made = build_deck(name, settings={"back.code.qr": "{card.url}"})
        back = Image.open(BytesIO(made.png("silent-brainstorming", "back", dpi=DPI)))
    save(back.convert("RGB"), "card-url.png")


MACHINE = {
    "sheet.marks": "silhouette", "sheet.margin": "30 mm 10 mm", "sheet.gutter": "4 mm",
    "card.corner": "3 mm",
}  # fmt: skip
"""The settings of the example in docs/cutting-machines.md."""


def cut_lines() -> None:
    """A printed sheet, and the lines of the same sheet beside it."""
    made = build_deck("osallisuus", settings=MACHINE)
    printed = pages(made.pdf(), 60)[0]
    grid = made.plan.job.grid
    assert grid is not None
    drawing = cut_svg(cut_sheet(grid, made.layout.card.corner, True)).decode()
    drawing = drawing.replace('stroke-width="0.1"', 'stroke-width="0.6"')
    data = bytes(resvg_py.svg_to_bytes(svg_string=drawing, dpi=60, background="white"))
    lines = Image.open(BytesIO(data)).convert("RGB")
    both = Image.new("RGB", (2 * printed.width + 16, printed.height), "#d9d9d4")
    both.paste(printed, (0, 0))
    both.paste(lines.resize(printed.size), (printed.width + 16, 0))
    save(both, "cut-lines.png")


if __name__ == "__main__":
    take_out()
    card_url()
    cut_lines()
