"""Make the pictures of docs/gallery.md from the decks in tests/gallery, with their own layouts.

Run it as `python tools/gallery_pictures.py`, with what the tests need installed, whenever cards
look different; names of decks make only these.
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
from korttipakka.model.layout import printed
from korttipakka.paint.png import png_files

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests" / "gallery"
IMAGES = ROOT / "docs" / "images"

COLUMNS = {"wild": 4}
"""Cards side by side, where they are not two."""

DPI = 64
COLORS = 96
"""Plenty for flat colours and small photographs, and a third of the size."""


def decks() -> list[str]:
    """The names of the decks of the gallery."""
    return sorted(path.parent.name for path in GALLERY.glob("*/deck.yaml"))


def picture(name: str) -> Image.Image:
    """All cards of a deck, front and back side by side, or fronts alone where only they print."""
    result = build_deck(GALLERY / name, settings=[FACE_BY_FACE])
    faces = result.faces
    if "back" not in printed(result.layout.sheet):
        fronts = [face.front for face in faces]
        faces = tuple(
            face._replace(back=front) for face, front in zip(faces[::2], fronts[1::2], strict=True)
        )
    sheet = contact_sheet(faces, result.layout.card, columns=COLUMNS.get(name, 2))
    info = document_info(result.deck, result.layout)
    data = next(png_files([sheet], result.fonts.faces, info, DPI))
    return Image.open(BytesIO(data)).quantize(COLORS, dither=Image.Dither.NONE)


def main(names: Iterable[str]) -> None:
    """Write the pictures."""
    for name in names:
        path = IMAGES / f"gallery-{name}.png"
        picture(name).save(path, optimize=True)
        print(f"Wrote docs/images/{path.name}")


if __name__ == "__main__":
    main(sys.argv[1:] or decks())
