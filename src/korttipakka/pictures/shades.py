"""What colours a picture has where: a small copy of it, to hold text against."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from ..basics.color import Color
from ..basics.geometry import Rect
from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from .pixels import DEEP
from .raster import opened
from .refusal import PictureError

SIDE = 96
"""Pixels of the longer side of a copy: a word of a title covers a dozen."""

MOST_PIXELS = 30_000_000
"""Pixels of a picture that are unpacked for this; larger JPEGs are unpacked at an eighth."""

DARK_SHARE, LIGHT_SHARE = 0.1, 0.9
"""Between these shares of an area's pixels, from dark to light, letters must stand out."""


class Shade(NamedTuple):
    """A colour of a picture, and how much it hides of what is below, from 0 to 1."""

    color: Color
    opacity: float


@lru_cache(maxsize=32)
def _copy(path: Path, changed: int) -> Image.Image | None:
    """A small upright copy with its opacity; None of what cannot be had, or not quickly."""
    try:
        with opened(path) as source:
            image = source.image
            if source.is_jpeg:
                image.draft("RGB", (SIDE, SIDE))
            if image.width * image.height > MOST_PIXELS or image.mode in DEEP:
                return None
            small = source.load()
            if small.mode == "P":
                small = small.convert("RGBA")  # a palette's numbers cannot be mixed
            small.thumbnail((SIDE, SIDE))
            upright = ImageOps.exif_transpose(small) or small
            flat = upright if upright.has_transparency_data else upright.convert("RGB")
            return flat.convert("RGBA")
    except (PictureError, InvalidValue, OSError, ValueError):
        return None  # damaged ones are told of where they are shown


def shades(path: Path, part: Rect) -> tuple[Shade, ...]:
    """A dark and a light shade of a part of a picture; () if they cannot be had.

    `part` is in shares of its width and height, from the bottom left.
    """
    try:
        image = _copy(path, path.stat().st_mtime_ns)
    except OSError:
        return ()
    if image is None:
        return ()
    left, right = _span(part.left, part.right, image.width)
    top, bottom = _span(1 - part.top, 1 - part.bottom, image.height)
    data = image.crop((left, top, right, bottom)).tobytes()
    found = sorted(_pixels(data), key=_lightness)
    ends = (found[round((len(found) - 1) * share)] for share in (DARK_SHARE, LIGHT_SHARE))
    return tuple(
        Shade(Color((red / 255, green / 255, blue / 255)), opacity / 255)
        for red, green, blue, opacity in dict.fromkeys(ends)
    )


def _pixels(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """The values of each pixel: red, green, blue and opacity, from 0 to 255."""
    return zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True)


def _span(start: float, end: float, pixels: int) -> tuple[int, int]:
    """The pixels from one share to another: one at least, and none outside."""
    first = min(max(0, int(start * pixels)), pixels - 1)
    return first, max(first + 1, min(pixels, round(end * pixels)))


def _lightness(pixel: tuple[int, int, int, int]) -> float:
    red, green, blue, _ = pixel
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
