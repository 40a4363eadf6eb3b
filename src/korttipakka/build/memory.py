"""What a session keeps between builds: files as they were read, the layout, the fonts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.color import ColorSpace
from ..basics.files import Stamp
from ..basics.problems import Location
from ..basics.scratch import Scratch
from ..check import CardFindings
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.frame import CardFaces
from ..model.layout import FACES, Layout
from ..pictures import Pictures
from ..reading.deck import DeckReader
from ..typeset import KeptFaces, Typesetting
from .layouts import layout_of
from .options import BuildOptions

if TYPE_CHECKING:
    from .auto_size import AutoSize, OnSize

SPARE = 5000
"""Words that may be kept of texts that are gone, besides as many as there were to begin with; each
takes a kilobyte with all that is known of it."""

Stamps = Mapping[Path, Stamp | None]
"""Files with what tells whether they have changed."""


class Memory:
    """What does not change between two builds of a deck; files are looked at again each time.

    `typesetting` is that of the build before. `findings` are what rules have found on cards, by id,
    each with the faces and the layout that they were found on.
    """

    def __init__(self) -> None:
        self._reader = DeckReader()
        self._layout: tuple[object, Layout] | None = None
        self._fonts: tuple[object, FontSet] | None = None
        self._auto: tuple[object, AutoSize | None] | None = None
        self._words = 0
        # Faces that are kept from build to build show files that lie in it.
        self._scratch = Scratch()
        self._pictures: Pictures | None = None
        self.typesetting: Typesetting | None = None
        self.faces = KeptFaces()
        self.findings: dict[str, tuple[CardFaces, Layout, CardFindings]] = {}

    def deck(self, path: Path, language: str | None) -> Deck:
        """A deck as it is now. Raises KorttipakkaError."""
        return self._reader.read(path, language)

    def layout(self, deck: Deck, options: BuildOptions) -> Layout:
        """The layout of a deck as it is now. Raises KorttipakkaError."""
        key = options.layout, options.overrides, deck.layout, deck.layout_at, deck.root
        if not (self._layout and self._layout[0] == key and _unchanged(self._layout[1].files)):
            self._layout = key, layout_of(deck, options.layout, options.overrides)
        return self._layout[1]

    def auto_size(self, deck: Deck, layout: Layout, on_size: "OnSize") -> "AutoSize | None":
        """The size of cards that a deck's texts want, found once for the same texts."""
        from .auto_size import auto_size

        key = deck.cards, deck.categories, deck.language, layout
        if not (self._auto and self._auto[0] == key):
            self._auto = key, auto_size(deck, layout.sheet, self.fonts(deck, layout), on_size)
        return self._auto[1]

    def fonts(self, deck: Deck, layout: Layout) -> FontSet:
        """The fonts of a layout, opened, with all words that were shaped in them.

        Raises KorttipakkaError.
        """
        if self._fonts and self._words and self._fonts[1].words > 2 * self._words + SPARE:
            self._fonts = None  # the next build shapes what it needs, and no more
        origins = font_origins(layout)
        key = layout.fonts, deck.root, origins, deck.language, layout.inside
        if not (self._fonts and self._fonts[0] == key and _unchanged(self._fonts[1].files)):
            made = FontSet(layout.fonts, deck.root, origins, deck.language, layout.inside)
            self._fonts, self._words = (key, made), 0
        return self._fonts[1]

    def keep(self, typesetting: Typesetting, deck: Deck, fonts: FontSet) -> None:
        """Keep what the next build begins with, and nothing of cards that are gone."""
        self.typesetting = typesetting
        self._words = self._words or fonts.words
        ids = {card.id for card in deck.cards}
        self.findings = {name: found for name, found in self.findings.items() if name in ids}

    def pictures(self, space: ColorSpace) -> Pictures:
        """What opens picture files as they are now, for a PDF of such colours."""
        self._pictures = Pictures(self._scratch, space, self._pictures)
        return self._pictures


def _unchanged(stamps: Stamps) -> bool:
    return all(Stamp.of(path) == stamp for path, stamp in stamps.items())


def font_origins(layout: Layout) -> dict[str, Location]:
    """Where each family is asked for, by the name that the font set is asked with."""
    keys = {"heading": "fonts.heading", "body": "fonts.body"}
    keys |= dict.fromkeys(layout.fonts.fallback, "fonts.fallback")
    for face in FACES:
        for box in layout.boxes(face):
            keys.setdefault(box.font, f"{face}.{box.name}.font")
    return {name: at for name, key in keys.items() if (at := layout.origin(key))}
