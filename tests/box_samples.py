"""Small decks with pictures, made for the tests of boxes."""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import yaml
from PIL import Image, ImageDraw

from korttipakka.basics.problems import Location, Problem
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.check import Checks
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Deck
from korttipakka.model.frame import CardFaces, Frame, Group, Item
from korttipakka.model.layout import Layout
from korttipakka.model.settings import Override

MM = 72 / 25.4
CARD = {
    "card.size": "60 mm x 80 mm", "card.scale": "no", "card.safe": "4 mm", "sheet.slug": "no",
}  # fmt: skip

ALL = {"left": "0", "right": "0", "top": "0", "bottom": "0"}
"""The whole card."""

FULL = {
    "title": "Full", "category": "a", "image": "photo.jpg", "link": "https://example.org/ä?b=1",
}  # fmt: skip
EVERYTHING = {
    "ground": ALL | {"fill": "gradient({color}, tint({color}, 20%), 30deg)"},
    "photo": {"image": "{image}", "left": "0", "right": "0", "top": "0", "height": "30 mm",
              "fit": "cover"},
    "ring": {"image": "ring.png", "left": "4 mm", "width": "20 mm", "top": "34 mm",
             "height": "20 mm", "opacity": "50%"},
    "icon": {"image": "{category.icon}", "right": "4 mm", "width": "12 mm", "top": "34 mm",
             "height": "12 mm", "color": "{color}"},
    "dots": {"pattern": "dots", "left": "4 mm", "width": "20 mm", "bottom": "4 mm",
             "height": "16 mm", "shape": "ellipse", "fill": "cmyk(0, 20%, 40%, 0)"},
    "code": {"qr": "{link}", "right": "4 mm", "width": "20 mm", "bottom": "4 mm",
             "height": "20 mm"},
    "side": {"text": "{title}", "rotate": "90", "left": "28 mm", "width": "6 mm",
             "bottom": "30 mm", "height": "20 mm", "size": "8 pt"},
}  # fmt: skip
"""Every kind of box."""

BACK = {"text": "{title}", "left": "5 mm", "right": "5 mm", "top": "8 mm"}

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="2"><path d="M4 4 L20 20"/><circle cx="12" cy="12" r="8"/>'
    "</svg>"
)
"""An icon as the usual sets have them: lines in a colour that is left open."""


def photo(width: int = 900, height: int = 600) -> Image.Image:
    """Four quarters in red, green, blue and yellow, clockwise from the top left."""
    image = Image.new("RGB", (width, height), "red")
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2), fill="lime")
    draw.rectangle((width // 2, height // 2, width, height), fill="blue")
    draw.rectangle((0, height // 2, width // 2, height), fill="yellow")
    return image


def ring() -> Image.Image:
    """A red ring, clear around and half clear in the middle."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 380, 380), fill=(255, 0, 0, 255))
    draw.ellipse((150, 150, 250, 250), fill=(255, 0, 0, 128))
    return image


def make_deck(folder: Path, *cards: Mapping[str, Any]) -> Path:
    """A deck of two categories, with pictures: photo.jpg, photo.webp, ring.png, icon.svg."""
    folder.mkdir(exist_ok=True)
    photo().save(folder / "photo.jpg", quality=95)
    photo().save(folder / "photo.webp", lossless=True)
    ring().save(folder / "ring.png")
    (folder / "icon.svg").write_text(ICON, encoding="utf-8")
    categories = {
        "a": {"name": "Apples", "color": "#0f6b75", "icon": "icon.svg"},
        "b": {"name": "Berries", "color": "#f0d060"},
    }
    deck = {"title": "Boxes", "language": "en", "categories": categories, "cards": list(cards)}
    (folder / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    return folder


def build(deck: Path, front: Mapping[str, Any], **settings: str) -> Made:
    """The deck with these boxes on its fronts, and plain backs."""
    layout = {"extends": "base", "front": front, "back": {"title": BACK}}
    path = deck / "boxes.layout"
    path.write_text(yaml.safe_dump(layout, sort_keys=False), encoding="utf-8")
    given = CARD | {key.replace("__", "."): value for key, value in settings.items()}
    overrides = [Override(key, value, Location.flag("--set")) for key, value in given.items()]
    return build_deck(deck, layout=str(path), settings=overrides)


def front(result: Made, index: int = 0) -> Frame:
    """The front of a card."""
    return result.faces[index].front


def flat(frame: Frame) -> Iterator[Item]:
    """The items of a frame and of the groups in it."""
    for item in frame.items:
        yield item
        if isinstance(item, Group):
            yield from flat(item.frame)


def pdf_bytes(result: Made) -> bytes:
    """The PDF of a deck."""
    return result.pdf()


def opened(result: Made) -> pikepdf.Pdf:
    """The PDF of a deck, read back by QPDF."""
    return pikepdf.open(io.BytesIO(pdf_bytes(result)))


def raster(result: Made, page: int = 0, dpi: int = 72) -> Image.Image:
    """A page of the PDF as pdfium shows it."""
    document = pypdfium2.PdfDocument(pdf_bytes(result))
    return document[page].render(scale=dpi / 72).to_pil().convert("RGB")


def contents(pdf: pikepdf.Pdf) -> Iterator[pikepdf.ContentStreamInstruction]:
    """The operators of all pages and forms."""
    streams: list[Any] = list(pdf.pages)
    streams += [x for x in xobjects(pdf).values() if x.Subtype == "/Form"]
    for stream in streams:
        for found in pikepdf.parse_content_stream(stream):
            assert isinstance(found, pikepdf.ContentStreamInstruction)
            yield found


def xobjects(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The images and forms that all pages share, by name."""
    return dict(pdf.pages[0].Resources.get("/XObject", {}).items())


def images(pdf: pikepdf.Pdf) -> list[Any]:
    """The image objects of a PDF, without the masks that give others their transparency."""
    return [x for x in xobjects(pdf).values() if x.Subtype == "/Image"]


def check(deck: Deck, layout: Layout, fonts: FontSet, faces: Iterable[CardFaces]) -> list[Problem]:
    """Every problem that the rules find on cards set in fonts, in the order of the rules."""
    checks = Checks(deck, layout, fonts)
    for face in faces:
        checks.merge(checks.inspect(face))
    return checks.problems()
