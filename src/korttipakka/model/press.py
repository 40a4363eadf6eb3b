"""What a PDF for a press says of itself, and what print shops ask for."""

from collections.abc import Mapping
from typing import Literal

from ..basics.records import NamedTuple

Standard = Literal["", "PDF/X-1a:2003", "PDF/X-4"]

X1A: Standard = "PDF/X-1a:2003"
X4: Standard = "PDF/X-4"


class Press(NamedTuple):
    """The standard that a PDF follows, "" for none, and the press that its colours are made for.

    `condition` is the press's name in the ICC's registry of characterizations; "" where it has
    none. `described` is what people call it. `profile` is embedded; None leaves it out.
    """

    standard: Standard
    condition: str
    described: str
    profile: bytes | None = None


class Shop(NamedTuple):
    """What a print shop asks for, as changed settings: values by dotted key, as `--set` takes them.

    Those that are `fixed` have to be so, those in `least` at least so large, those in `most` at
    most. `condition` is the registered press of a file without a profile. A shop with a `preset`
    takes pictures: it is that of `export`.
    """

    name: str
    fixed: Mapping[str, str] = {}
    least: Mapping[str, str] = {}
    most: Mapping[str, str] = {}
    standard: Standard = ""
    condition: str = ""
    preset: str = ""


SHOPS = {
    shop.name: shop
    for shop in (
        Shop(
            "drivethrucards",
            fixed={
                "sheet.arrange": "single", "sheet.sides": "both", "sheet.face_order": "back-first",
                "sheet.marks": "none", "sheet.color": "cmyk",
            },
            least={"card.bleed": "0.125in", "card.safe": "0.125in", "sheet.least_dpi": "300"},
            most={"sheet.ink_limit": "240%"},
            standard=X1A, condition="CGATS TR 001",
        ),
        Shop(
            "printshop",
            fixed={"sheet.arrange": "single", "sheet.color": "cmyk"},
            least={"card.bleed": "3mm", "card.safe": "3mm", "sheet.least_dpi": "300"},
            most={"sheet.ink_limit": "300%"},
            standard=X4,
        ),
        Shop(
            "thegamecrafter",
            preset="game-crafter-poker",
        ),
        Shop("makeplayingcards", preset="mpc-poker"),
    )
}  # fmt: skip
"""By what we know of November 2026; docs/print-shops.md tells what was checked."""

CONDITIONS = {
    "FOGRA39": "Offset on coated paper, ISO 12647-2:2004/Amd 1 (FOGRA39)",
    "CGATS TR 001": "SWOP, web offset on coated paper (CGATS TR 001)",
}
"""Presses in the ICC's registry of characterizations, in words."""
