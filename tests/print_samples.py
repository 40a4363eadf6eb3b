"""A deck whose PDF tells where each card lies and how it is turned: for tests of print craft."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import yaml

from commands import Done, run
from korttipakka import build_deck
from page_reader import Filled, Shown, Spot, turned

EXACT = 0.01
"""Millimetres by which a back may miss its front's mirror image."""

CARDS = 23
"""Enough for three sheets of most grids, the last one not full."""

GROUND = {"left": 0, "right": 0, "top": 0, "bottom": 0}

SPOT = {"left": "5 %", "bottom": "5 %", "width": "30 %", "height": "20 %"}

LAYOUT = {
    face: {"ground": {"fill": "{color}", **GROUND}, "spot": {"fill": spot, **SPOT}}
    for face, spot in (("front", "#ff0000"), ("back", "#00ff00"))
}
"""A ground that fills the card, and a spot at its bottom left that tells how it is turned."""


class Seen:
    """A card's face on a page: the card's number, its ground, and where its up points."""

    def __init__(self, ground: Filled, spot: Filled) -> None:
        self.card = round(ground.colour[2] * 255)
        self.ground = ground
        self.is_back = spot.colour == (0.0, 1.0, 0.0)
        # The spot lies left of and below the middle of an upright card.
        x, y = (a - b for a, b in zip(spot.middle, ground.middle, strict=True))
        degrees = {(True, True): 0, (False, True): 90, (False, False): 180, (True, False): 270}
        self.degrees = degrees[x < 0, y < 0]

    @property
    def up(self) -> Spot:
        """The card's up direction on the page."""
        return turned((0.0, 1.0), self.degrees)


def seen(page: Shown) -> list[Seen]:
    """The faces on a page, row by row from its top left."""
    pairs = zip(page.filled[::2], page.filled[1::2], strict=True)
    faces = [Seen(ground, spot) for ground, spot in pairs]
    return sorted(faces, key=lambda face: (-round(face.ground.middle[1]), face.ground.middle[0]))


def write_deck(folder: Path) -> Path:
    """The folder, with the deck and its layout in it."""
    cards = [
        {"title": f"Card {number}", "color": f"#1000{number:02x}"} for number in range(1, CARDS + 1)
    ]
    deck = {"title": "Craft", "language": "en", "layout": "layout.yaml", "cards": cards}
    (folder / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    (folder / "layout.yaml").write_text(yaml.safe_dump(LAYOUT, sort_keys=False), encoding="utf-8")
    return folder


def made(folder: Path, **settings: str) -> Path:
    """The PDF with settings; a first underscore stands for the dot of a setting's name."""
    flags = {key.replace("_", ".", 1): text for key, text in settings.items()}
    out = folder / "out.pdf"
    build_deck(folder / "deck.yaml", settings=flags).write_pdf(out)
    return out


def korttipakka(folder: Path, *arguments: str) -> Done:
    """Run the command line in a folder that is also the user's home, where settings lie."""
    return run(*arguments, cwd=folder, HOME=str(folder), XDG_CONFIG_HOME=str(folder / "config"))


def through(spot: Spot, size: Spot, upright_axis: bool) -> Spot:
    """Where a point of a page lies seen through the paper, turned about an axis of the page."""
    x, y = spot
    return (size[0] - x, y) if upright_axis else (x, size[1] - y)


def dealt(shown: Sequence[Shown], order: str) -> list[int]:
    """The cards in the order of reading the sheets, or of stacking the piles of a cut pile."""
    sheets = [seen(page) for page in shown]
    if order == "rows":
        return [face.card for sheet in sheets for face in sheet]
    places = [apart_key(face) for face in sheets[0]]
    return [
        face.card
        for place in places
        for sheet in sheets
        for face in sheet
        if apart_key(face) == place
    ]


def apart_key(face: Seen) -> Spot:
    """A face's place, rounded so that places of several sheets compare."""
    x, y = face.ground.middle
    return round(x, 0), round(y, 0)


def text_of(pdf: Path) -> list[str]:
    """The text of each page, by pdfium."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def words_of(pdf: Path) -> str:
    """The words of the only page, with single spaces."""
    (page,) = text_of(pdf)
    return " ".join(page.split())
