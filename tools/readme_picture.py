"""Make the README's picture: fronts and backs of real cards, rasterised from our own PDF.

Run it as `python tools/readme_picture.py [OUT.png]`, with what the tests need installed.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from korttipakka import build_deck

OUT = Path(__file__).parents[1] / "docs" / "images" / "cards.png"

CARDS = (
    "yhteiskehittaminen",
    "asukasraati",
    "muutoksenhaut-kantelut-muistutukset-ja-valitukset",
)
"""One of each of three categories: a short, a middling and a long title."""

CARD_WIDTH = 520
GAP = 24
TABLE = "#d9d9d4"
"""The colour of the table that the cards lie on."""


def pages(pdf: Path) -> list[Image.Image]:
    """The pages of a PDF, all of the same width in pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.render(scale=CARD_WIDTH / page.get_width()).to_pil().convert("RGB")
            for page in document
        ]


def on_table(faces: list[Image.Image]) -> Image.Image:
    """Fronts and backs, given in turn, with each back below its front."""
    width, height = faces[0].size
    columns = len(faces) // 2
    table = Image.new("RGB", (columns * (width + GAP) + GAP, 2 * (height + GAP) + GAP), TABLE)
    for index, face in enumerate(faces):
        column, row = divmod(index, 2)
        table.paste(face, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return table


def main(out: Path) -> None:
    """Build the cards one face a page, and put their pictures together."""
    result = build_deck("osallisuus", settings={"sheet.arrange": "single"}, cards=CARDS)
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "cards.pdf"
        result.write_pdf(pdf)
        picture = on_table(pages(pdf))
    # 64 colours are plenty for flat colours and grey letter edges, and a quarter of the size.
    picture.quantize(64, dither=Image.Dither.NONE).save(out, optimize=True)
    print(f"Wrote {out}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
