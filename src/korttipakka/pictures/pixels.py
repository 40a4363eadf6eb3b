"""Pixels as a PDF wants them: grey, sRGB or inks, 8 bits a value, their opacity apart from them.

A large picture is changed in bands of rows, since each step would take its memory once more.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from .raster import Source

BAND = 256
"""Rows that are changed at once."""

SPREAD = 8
"""Pixels that colours are carried on where nothing is seen of them; see `_seen_colors`."""

CLEAR, SOLID = 0, 255

TRANSPARENCY = "transparency"

DEEP = {"I", "I;16", "I;16B", "I;16L", "I;16N"}
"""Pillow's modes for greys of 16 bits."""


class Pixels(NamedTuple):
    """An image in grey ("L"), "RGB" or "CMYK", and its opacity where not all of it is solid."""

    colors: Image.Image
    opacity: Image.Image | None = None


def unpacked(source: Source) -> Pixels:
    """The pixels of a picture file. Raises InvalidValue when they are damaged."""
    image = source.load()
    key = image.info.get(TRANSPARENCY)
    if image.mode in DEEP:
        return Pixels(banded(image, "L", _halved), None if key is None else _solid_deep(image, key))
    if image.mode in {"1", "L"}:
        grey = image.convert("L")
        return Pixels(grey, None if key is None else _solid(grey, _scaled(key, source.bits)))
    if image.mode == "RGB" and key is not None and source.bits == 16:
        return Pixels(_in_srgb(image, source), _solid_of_six(source, key))
    if image.has_transparency_data:
        return _faded(_as_mode(image, "RGBA"), source)
    return Pixels(image if image.mode == "CMYK" else _in_srgb(_as_mode(image, "RGB"), source))


def _as_mode(image: Image.Image, mode: str) -> Image.Image:
    """The image itself where it has the mode: Pillow would copy it."""
    return image if image.mode == mode else image.convert(mode)


def _faded(image: Image.Image, source: Source) -> Pixels:
    opacity = image.getchannel("A")
    if opacity.getextrema()[0] == SOLID:
        return Pixels(_in_srgb(image.convert("RGB"), source))
    return Pixels(_in_srgb(banded(image, "RGB", _seen_colors, margin=2 * SPREAD), source), opacity)


def _seen_colors(image: Image.Image) -> Image.Image:
    """The colours without opacity; what is not seen at all has the colours around it.

    What shows a picture smaller mixes neighbours first and their opacities apart: the black that
    programs leave where nothing is seen would darken edges.
    """
    around = image.convert("RGBa").filter(ImageFilter.BoxBlur(SPREAD)).convert("RGBA")
    seen = image.getchannel("A").point(_is_not(CLEAR))
    return Image.composite(image.convert("RGB"), around.convert("RGB"), seen)


def _in_srgb(image: Image.Image, source: Source) -> Image.Image:
    """The colours of an RGB image in sRGB, changed in their place. Raises InvalidValue."""
    if source.profile.to_srgb is not None:
        try:
            ImageCms.applyTransform(image, source.profile.to_srgb, inPlace=True)
        except ImageCms.PyCMSError as error:
            raise InvalidValue(f"the picture's colour profile cannot be used ({error})") from None
    return image


def banded(
    image: Image.Image, mode: str, change: Callable[[Image.Image], Image.Image], margin: int = 0
) -> Image.Image:
    """An image changed some rows at a time; `change` may look at `margin` rows around."""
    width, height = image.size
    made = Image.new(mode, image.size)
    for top in range(0, height, BAND):
        bottom, above = min(height, top + BAND), max(0, top - margin)
        part = change(image.crop((0, above, width, min(height, bottom + margin))))
        made.paste(part.crop((0, top - above, width, bottom - above)), (0, top))
    return made


def _is_not(value: int) -> list[int]:
    """A table for `point`: clear for this value, solid for all others."""
    return [CLEAR if other == value else SOLID for other in range(256)]


def _scaled(value: int, bits: int) -> int:
    """A value of so few bits as one of eight: Pillow spreads the pixels' values, not the key."""
    return value * 255 // (2**bits - 1) if bits < 8 else value


def _solid(grey: Image.Image, key: int) -> Image.Image:
    """The opacity of greys of which one is clear."""
    return grey.point(_is_not(key))


def _halved(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight; Pillow itself would cut off all above 255."""

    def upper(given: dict[str, Any]) -> Any:
        return given["convert"](given["image"] / 256, "L")

    eight: Image.Image = ImageMath.lambda_eval(upper, image=image.convert("I"))
    return eight


def _solid_deep(image: Image.Image, key: int) -> Image.Image:
    """The opacity of greys of 16 bits of which one is clear."""

    def differs(given: dict[str, Any]) -> Any:
        return given["convert"]((given["image"] != key) * SOLID, "L")

    def change(part: Image.Image) -> Image.Image:
        made: Image.Image = ImageMath.lambda_eval(differs, image=part.convert("I"))
        return made

    return banded(image, "L", change)


def _solid_of_six(source: Source, key: tuple[int, int, int]) -> Image.Image:
    """The opacity of colours of three times 16 bits of which one is clear.

    Pillow keeps the upper halves of the values: read as if they began with their lower halves, the
    same file gives those.
    """
    upper, lower = source.image, _lower_halves(source)
    planes = [
        plane.point(_is_not(half))
        for image, halves in ((upper, [value >> 8 for value in key]),
                              (lower, [value & 0xFF for value in key]))
        for plane, half in zip(image.split(), halves, strict=True)
    ]  # fmt: skip
    return reduce(ImageChops.lighter, planes)


def _lower_halves(source: Source) -> Image.Image:
    again: Any = Image.open(BytesIO(source.content), formats=("PNG",))
    again.tile = [tile._replace(args="RGB;16L") for tile in again.tile]
    source._replace(image=again).load()
    lower: Image.Image = again
    return lower


class Palette(NamedTuple):
    """An image whose pixels, of so many bits, are places in a row of `colors`."""

    image: Image.Image
    colors: Image.Image
    bits: int


MOST_IN_PALETTE = 256

INTERLACED = "interlace"


def plain_palette(source: Source) -> Image.Image | None:
    """The colours, in sRGB, of a PNG with a palette whose packed pixels PDF can read; else None."""
    image = source.image
    if image.mode != "P" or image.format != "PNG" or image.info.keys() & {TRANSPARENCY, INTERLACED}:
        return None
    return _in_srgb(_row_of(image), source)


def palette_of(image: Image.Image) -> Palette | None:
    """An image of RGB pixels by its palette, exactly; None where it has too many colours."""
    colors = image.getcolors(MOST_IN_PALETTE) if image.mode == "RGB" else None
    if not colors:
        return None
    few = image.quantize(len(colors), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.info.pop(TRANSPARENCY, None)  # the colour that was clear: that stands in a mask
    if not _is_same(few, image):
        return None
    return Palette(few, _row_of(few), bits_of_places(len(colors)))


def _is_same(few: Image.Image, image: Image.Image) -> bool:
    """Whether an image with a palette shows the same; looked at some rows at a time."""
    width, height = image.size
    rows = ((0, top, width, min(height, top + BAND)) for top in range(0, height, BAND))
    shown = ((few.crop(box).convert("RGB"), image.crop(box)) for box in rows)
    return all(ImageChops.difference(*both).getbbox() is None for both in shown)


def bits_of_places(count: int) -> int:
    """The bits that PNG takes for places in a palette of so many colours."""
    return next(bits for bits in (1, 2, 4, 8) if count <= 1 << bits)


def _row_of(image: Image.Image) -> Image.Image:
    """The colours of an image with a palette, side by side."""
    values = bytes(image.getpalette("RGB") or ())
    return Image.frombytes("RGB", (len(values) // 3, 1), values)


def to_cmyk(image: Image.Image, mode: str = "CMYK") -> Image.Image:
    """Pixels in inks, black being what the other three share: as `Color.cmyk` does.

    Pillow's own conversion uses no black ink: 300 % of ink where a picture is black. With the mode
    "RGBA" the inks go by names that a PNG can have.
    """
    if image.mode == mode:
        return image
    return banded(image, mode, lambda part: Image.merge(mode, list(_inks(part))))


def _inks(image: Image.Image) -> Iterable[Image.Image]:
    if image.mode == "L":
        none = Image.new("L", image.size)
        return none, none, none, ImageChops.invert(image)
    red, green, blue = image.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    inks = [_ink(channel, lightest) for channel in (red, green, blue)]
    return *inks, ImageChops.invert(lightest)


def _ink(channel: Image.Image, lightest: Image.Image) -> Image.Image:
    """The ink of each pixel, from 0 to 255; Pillow divides by 0 to 0, which is black's share."""

    def share(given: dict[str, Any]) -> Any:
        lightest = given["lightest"]
        return given["convert"](255 * (lightest - given["channel"]) / lightest, "L")

    ink: Image.Image = ImageMath.lambda_eval(share, channel=channel, lightest=lightest)
    return ink
