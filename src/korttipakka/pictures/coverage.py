"""How much ink pictures take: pixel by pixel, some rows at a time."""

from pathlib import Path
from typing import Any

from PIL import Image, ImageMath

from ..basics.records import NamedTuple
from .pixels import BAND, SOLID, Pixels, unpacked
from .raster import opened
from .separation import Separation


class Coverage(NamedTuple):
    """The most ink of a pixel, of all four together from 0 to 4, and without black.

    `over` is the share of pixels that have more than the limit, from 0 to 1. Of a picture that is
    `clear`, something is seen through.
    """

    most: float
    colored: float
    over: float
    clear: bool = False


def coverage(path: Path, inks: Separation, limit: float) -> Coverage:
    """The ink of a picture file. Raises as `raster.opened` does."""
    with opened(path) as source:
        pixels = unpacked(source)
        width, height = pixels.colors.size
        bands = [_band(pixels, top, inks, limit) for top in range(0, height, BAND)]
        over = sum(band.over for band in bands) / (width * height)
        most, colored = max(b.most for b in bands), max(b.colored for b in bands)
        return Coverage(most, colored, over, pixels.opacity is not None)


def is_clear(path: Path) -> bool:
    """Whether something is seen through a picture file. Raises as `raster.opened` does."""
    with opened(path) as source:
        return not source.is_jpeg and unpacked(source).opacity is not None


def _band(pixels: Pixels, top: int, inks: Separation, limit: float) -> Coverage:
    """The ink of some rows; `over` counts pixels."""
    width, height = pixels.colors.size
    box = (0, top, width, min(height, top + BAND))
    part = inks.pixels(pixels.colors.crop(box))
    if pixels.opacity is not None:
        nothing = Image.new("CMYK", part.size)
        part = Image.composite(part, nothing, pixels.opacity.crop(box))
    planes = dict(zip("cmyk", part.split(), strict=True))
    colored = ImageMath.lambda_eval(lambda given: _sum(given, "cmy"), **planes)
    whole = ImageMath.lambda_eval(lambda given: _sum(given, "cmyk"), **planes)
    # What is no more than the limit when it is rounded is none.
    most = round(limit * SOLID) + 1
    above = ImageMath.lambda_eval(
        lambda g: g["convert"]((g["whole"] > most) * SOLID, "L"), whole=whole
    )
    return Coverage(
        whole.getextrema()[1] / SOLID, colored.getextrema()[1] / SOLID, above.histogram()[SOLID]
    )


def _sum(given: dict[str, Any], names: str) -> Any:
    first, *others = (given["convert"](given[name], "I") for name in names)
    for other in others:
        first = first + other
    return first
