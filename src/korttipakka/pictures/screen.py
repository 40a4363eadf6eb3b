"""A picture file for a web page: of a bounded size, and without what its camera noted in it."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from . import PictureError, Pictures, Raster

__all__ = ["PictureError", "for_screen"]

MOST_ACROSS = 1000
"""Pixels of the longer side: twice what a card on a telephone shows."""

QUALITY = 82
"""Of JPEG, as photographs on the web have it."""

MOST_COLORS = 256
"""A drawing has no more, and is smaller as PNG."""


def for_screen(path: Path) -> tuple[str, bytes]:
    """The media type and the bytes of a picture. Raises PictureError if it cannot be used.

    A drawing in SVG stays as it is: a browser runs no script in a picture, and loads nothing.
    """
    found = Pictures().open(path)
    if not isinstance(found, Raster):
        return "image/svg+xml", path.read_bytes()
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture)
        return _packed(upright.convert("RGBA" if upright.has_transparency_data else "RGB"))


def _packed(picture: Image.Image) -> tuple[str, bytes]:
    """A picture made smaller, as JPEG, or as PNG if it is a drawing or lets something through."""
    is_drawing = picture.mode == "RGBA" or picture.getcolors(MOST_COLORS) is not None
    picture.thumbnail((MOST_ACROSS, MOST_ACROSS))
    out = BytesIO()
    if is_drawing:
        picture.save(out, "PNG", optimize=True)
        return "image/png", out.getvalue()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return "image/jpeg", out.getvalue()
