"""The trim lines of a deck's sheets, as a file for a cutting machine."""

from pathlib import Path

from ..basics.problems import error
from ..basics.records import NamedTuple
from ..impose.machine import check_machine, cut_sheet
from ..model.deck import Deck
from ..model.layout import Layout
from ..printers.correction import prepared
from .memory import Memory
from .options import BuildOptions

SVG, DXF = ".svg", ".dxf"
"""The kinds of file, by the ends of their names."""

MARKED = ("auto", "silhouette")
"""The values of `sheet.marks` for which a file of trim lines has a machine's marks."""


class CutFile(NamedTuple):
    """A finished file: its bytes, how many cards it cuts, whether it has marks."""

    data: bytes
    cards: int
    marked: bool
    deck: Deck
    layout: Layout


def cut_file(path: Path, options: BuildOptions, kind: str) -> CutFile:
    """The trim lines of each of a deck's sheets, of a kind of file; the same for all sheets.

    There are marks unless `sheet.marks` is of another kind. Raises KorttipakkaError.
    """
    memory = Memory()
    deck = memory.deck(path, options.language)
    layout, found = prepared(memory.layout(deck, options))
    marked = layout.sheet.marks in MARKED
    grid = check_machine(layout, found, marked)
    sheet = cut_sheet(grid, layout.card.corner, marked)
    if kind == SVG:
        from ..paint.cut_svg import cut_svg

        return CutFile(cut_svg(sheet), grid.count, marked, deck, layout)
    try:
        from ..paint.cut_dxf import cut_dxf

        return CutFile(cut_dxf(sheet), grid.count, marked, deck, layout)
    except ImportError:
        message = "DXF needs a library that is not installed, ezdxf"
        hint = "pip install ezdxf, or choose a name that ends in .svg"
        raise error("no-dxf", message, hint=hint) from None
