"""What a session keeps between builds: files as they were read, the layout, the fonts."""

from pathlib import Path

from ..basics.files import Stamp
from ..basics.problems import Location
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.layout import Layout
from ..reading.deck import DeckReader
from .layouts import layout_of
from .options import BuildOptions

Stamps = dict[Path, Stamp | None]
"""Files with what tells whether they have changed."""


class Memory:
    """What does not change between two builds of a deck; files are looked at again each time."""

    def __init__(self) -> None:
        self._reader = DeckReader()
        self._layouts: dict[object, tuple[Layout, Stamps]] = {}
        self._fonts: tuple[object, FontSet, Stamps] | None = None

    def deck(self, path: Path, language: str | None) -> Deck:
        """A deck as it is now. Raises KorttipakkaError."""
        return self._reader.read(path, language)

    def layout(self, deck: Deck, options: BuildOptions) -> Layout:
        """The layout of a deck as it is now. Raises KorttipakkaError."""
        key = options.layout, options.overrides, deck.layout, deck.layout_at, deck.root
        known = self._layouts.get(key)
        if known is None or not _unchanged(known[1]):
            layout = layout_of(deck, options.layout, options.overrides)
            self._layouts.clear()  # a slider asks for hundreds
            known = self._layouts[key] = layout, _stamps(layout.files)
        return known[0]

    def fonts(self, deck: Deck, layout: Layout) -> FontSet:
        """The fonts of a layout, opened."""
        origins = font_origins(layout)
        key = layout.fonts, deck.root, origins, deck.language
        if self._fonts is None or self._fonts[0] != key or not _unchanged(self._fonts[2]):
            fonts = FontSet(layout.fonts, deck.root, origins, deck.language)
            self._fonts = key, fonts, {}
        # Faces are opened as they are needed: those of the build before are all known now.
        self._fonts[2].update(_stamps(self._fonts[1].files, known=self._fonts[2]))
        return self._fonts[1]


def _stamps(files: "list[Path] | tuple[Path, ...]", known: Stamps | None = None) -> Stamps:
    return {path: Stamp.of(path) for path in files if path not in (known or {})}


def _unchanged(stamps: Stamps) -> bool:
    return all(Stamp.of(path) == stamp for path, stamp in stamps.items())


def font_origins(layout: Layout) -> dict[str, Location]:
    """Where each family is asked for, by the name that the font set is asked with."""
    keys = {"heading": "fonts.heading", "body": "fonts.body"}
    keys |= dict.fromkeys(layout.fonts.fallback, "fonts.fallback")
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            keys.setdefault(box.font, f"{face}.{box.name}.font")
    return {name: at for name, key in keys.items() if (at := layout.origin(key))}
