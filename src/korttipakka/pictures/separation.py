"""How colours become the inks of a press: by arithmetic, or as an output profile says."""

from typing import TYPE_CHECKING

from ..basics.color import Color

if TYPE_CHECKING:
    from PIL import Image

BLACK_INK = Color((0.0, 0.0, 0.0, 1.0))
"""Solid black ink alone, what dark neutral colours become."""


class Separation:
    """Colours in inks by arithmetic, which knows no paper and no press."""

    def color(self, color: Color) -> Color:
        """A colour of areas and lines in DeviceCMYK."""
        return color.cmyk

    def text_color(self, color: Color) -> Color:
        """A colour of text: neutral ones are black ink alone, so that letters have sharp edges."""
        return self.color(color)

    def pixels(self, image: "Image.Image", mode: str = "CMYK") -> "Image.Image":
        """Pixels in RGB as inks, in Pillow's mode CMYK, or in RGBA, where PNG packs four values."""
        from .pixels import to_cmyk

        return to_cmyk(image, mode)


ARITHMETIC = Separation()
"""The one without a profile."""
