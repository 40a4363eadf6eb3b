"""How colours become the inks of a press: by arithmetic, or as an output profile says."""

import re
from typing import TYPE_CHECKING

from ..basics.color import Color
from ..basics.records import NamedTuple

if TYPE_CHECKING:
    from PIL import Image

BLACK_INK = Color((0.0, 0.0, 0.0, 1.0))
"""Solid black ink alone, what dark neutral colours become."""


CONDITIONS = {
    "FOGRA39": r"FOGRA ?39|ISO ?coated[ _]v2(?! 300)",
    "CGATS TR 001": r"\bTR ?001\b|\(SWOP\) v2",
}
"""Printing conditions of the ICC's registry by what descriptions of profiles for them say."""


class OutputProfile(NamedTuple):
    """A profile of a press: its file's name and bytes, and how it describes itself."""

    name: str
    data: bytes
    description: str

    @property
    def condition(self) -> str:
        """The registered printing condition that it is of; "" when it names none that is known."""
        names = CONDITIONS.items()
        return next((n for n, said in names if re.search(said, self.description, re.I)), "")


class Separation:
    """Colours in inks by arithmetic, which knows no paper and no press.

    Other ones know a `profile`.
    """

    profile: OutputProfile | None = None

    def color(self, color: Color) -> Color:
        """A colour of areas and lines in DeviceCMYK."""
        return color.cmyk

    def text_color(self, color: Color) -> Color:
        """A colour of text: neutral ones are black ink alone, so that letters have sharp edges."""
        return self.color(color)

    def is_black(self, color: Color) -> bool:
        """Whether a colour is solid black ink alone."""
        return self.color(color) == BLACK_INK

    def pixels(self, image: "Image.Image", mode: str = "CMYK") -> "Image.Image":
        """Pixels in RGB as inks, in Pillow's mode CMYK, or in RGBA, where PNG packs four values."""
        from .pixels import to_cmyk

        return to_cmyk(image, mode)


ARITHMETIC = Separation()
"""The one without a profile."""
