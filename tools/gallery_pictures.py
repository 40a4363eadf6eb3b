"""Make the pictures of docs/gallery.md, and those of the examples in docs/layouts.md.

The former are of the decks in tests/gallery with their own layouts, the latter of one deck in the
layout that stands above each picture. Run it as `python tools/gallery_pictures.py`, with what the
tests need installed, whenever cards look different; names of decks and examples make only these.
"""

import re
import shutil
import sys
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

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


EXAMPLE = re.compile(r"```yaml\n([^`]*)```\n\n!\[[^\]]+\]\(images/(boxes-\w+)\.png\)")

DECK = """\
title: Examples
language: en
categories:
  task: {name: {en: Task, sv: Uppgift}, color: "#25567b"}
  wild: {name: {en: Wild card, sv: Jokerkort}, color: "#b3203f"}
cards:
  - title: {en: Draw the way to work, sv: Rita vägen till arbetet}
    category: task
    text: Draw it from memory, and then **somebody else's**.
  - title: {en: Swap seats, sv: Byt plats}
    category: wild
    text: "Everyone moves one seat to the left. What can you see from there?"
    image: shore.jpg
    alt: A shore
    link: https://example.org
    fields: {time: 5 minutes}
    tags: [quick]
"""


def examples() -> dict[str, str]:
    """The layouts in docs/layouts.md that have a picture, by its name."""
    page = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    return {name: layout for layout, name in EXAMPLE.findall(page)}


def example_picture(layout: str) -> Image.Image:
    """The deck of examples in a layout."""
    with TemporaryDirectory() as folder:
        deck = Path(folder)
        shutil.copy(GALLERY / "pictures" / "img" / "shore.jpg", deck)
        (deck / "deck.yaml").write_text(f"layout: layout.yaml\n{DECK}", encoding="utf-8")
        (deck / "layout.yaml").write_text(layout, encoding="utf-8")
        return picture(deck)


def picture(deck: Path) -> Image.Image:
    """All cards of a deck, front and back side by side, or fronts alone where only they print."""
    name = deck.name
    result = build_deck(deck, settings=[FACE_BY_FACE])
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


def pictures(names: Collection[str]) -> Iterator[tuple[str, Image.Image]]:
    """The pictures by file name: those that are named, or all."""
    for name in decks():
        if not names or name in names:
            yield f"gallery-{name}.png", picture(GALLERY / name)
    for name, layout in examples().items():
        if not names or name in names:
            yield f"{name}.png", example_picture(layout)


def main(names: Collection[str]) -> None:
    """Write the pictures."""
    for name, made in pictures(names):
        made.save(IMAGES / name, optimize=True)
        print(f"Wrote docs/images/{name}")


if __name__ == "__main__":
    main(sys.argv[1:])
