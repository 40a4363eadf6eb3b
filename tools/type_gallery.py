"""Make the pictures of docs/gallery-type.md from the decks in tests/gallery-type.

Run it as `python tools/type_gallery.py`, with what the tests need and Debian's fonts-linuxlibertine
installed, whenever cards look different; names of decks make only these.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image

from korttipakka.build.document import document_info
from korttipakka.build.pictures import FACE_BY_FACE
from korttipakka.build.pipeline import build_deck
from korttipakka.impose.display import contact_sheet
from korttipakka.model.frame import Page
from korttipakka.paint.png import png_files

ROOT = Path(__file__).parents[1]
DECKS = ROOT / "tests" / "gallery-type"
IMAGES = ROOT / "docs" / "images"

SHEETS = {"tents": 62, "poker-sheet": 66}
"""Decks whose first sheet of paper is shown, with dots per inch."""

COLUMNS = {"steps": 1, "poker": 2}
"""Cards side by side, where they are not two."""

DPI = {"steps": 70, "inline": 70, "shop": 62}
USUAL_DPI = 72

FRONTS = {"inline"}
"""Decks of which only fronts are shown, two in a row."""

COLORS = 255
"""With dots between them they show gradients without steps."""


def decks() -> list[str]:
    """The names of the pictures."""
    named = {path.parent.name for path in DECKS.glob("*/deck.yaml")}
    return sorted(named | set(SHEETS))


def picture(name: str) -> Image.Image:
    """All cards of a deck, front and back side by side, or its first sheet as it is printed."""
    on_paper = name in SHEETS
    deck = DECKS / name.removesuffix("-sheet")
    made = build_deck(deck, settings=[] if on_paper else [FACE_BY_FACE])
    shown: Page
    if on_paper:
        shown = made.sheets[0].front
    else:
        faces = made.faces
        if name in FRONTS:
            pairs = zip(faces[::2], faces[1::2], strict=True)
            faces = tuple(one._replace(back=other.front) for one, other in pairs)
        shown = contact_sheet(faces, made.layout.card, columns=COLUMNS.get(name, 2))
    info = document_info(made.deck, made.layout)
    dpi = SHEETS.get(name) or DPI.get(name, USUAL_DPI)
    data = next(png_files([shown], made.fonts.faces, info, dpi))
    return Image.open(BytesIO(data)).quantize(COLORS, dither=Image.Dither.FLOYDSTEINBERG)


def main(names: Iterable[str]) -> None:
    """Write the pictures."""
    for name in names:
        path = IMAGES / f"gallery-type-{name}.png"
        picture(name).save(path, optimize=True)
        print(f"Wrote docs/images/{path.name}")


if __name__ == "__main__":
    main(sys.argv[1:] or decks())
