"""Image files as image objects of a PDF: packed pixels as they are where possible.

What has to be changed is packed into a file of its own, which is read when the PDF is written: only
one picture is in memory at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from ..basics.problems import error, hint_of
from ..basics.records import NamedTuple
from ..basics.scratch import Scratch
from ..model.paths import Matrix
from ..pictures import PictureError
from ..pictures.pixels import Palette, palette_of, plain_palette, unpacked
from ..pictures.png import packed
from ..pictures.raster import SMALLER, TOO_LARGE, Source, opened
from ..pictures.separation import Separation
from . import ycck
from .stored import Stored

QUALITY = 92
"""Of a JPEG that must be made anew, for its colours: no loss that print shows.

One that was packed with more loss is packed again as it was: more bytes would show no more.
"""

SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}

VALUES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}

COARSE = ((1, 1), (2, 1), (2, 2))
"""How much coarser hues are than brightness, across and down, by Pillow's number for it."""

UPRIGHT = (
    Matrix(1, 0, 0, 1, 0, 0), Matrix(-1, 0, 0, 1, 1, 0), Matrix(-1, 0, 0, -1, 1, 1),
    Matrix(1, 0, 0, -1, 0, 1), Matrix(0, -1, -1, 0, 1, 1), Matrix(0, -1, 1, 0, 0, 1),
    Matrix(0, 1, 1, 0, 0, 0), Matrix(0, 1, -1, 0, 1, 0),
)  # fmt: skip
"""How the unit square of an image is turned upright, by EXIF's orientation from 1 on."""


class Encoded(NamedTuple):
    """An image as a PDF holds it: pixels in a filter's form, and its transparency as another.

    `inverted` values tell paper, not ink. PNG's prediction was used on pixels of so many values as
    `predicted` tells; 0 is none. Values of `bits` each are colours, or places in a `palette` of
    colours of the space.
    """

    data: Stored
    width: int
    height: int
    space: str
    filter: str
    inverted: bool = False
    predicted: int = 0
    mask: "Encoded | None" = None
    upright: Matrix = UPRIGHT[0]
    bits: int = 8
    palette: bytes = b""

    @property
    def digest(self) -> str:
        """A name for what it shows, the same wherever its bytes lie."""
        mask = self.mask.digest if self.mask else ""
        own = (self.bits, self.palette) if self.palette else ()
        shown = (self.data.digest, *self[1:7], mask, *own)
        return sha256(repr(shown).encode()).hexdigest()


def encoded(path: Path, inks: Separation | None, scratch: Scratch) -> Encoded:
    """An image file for a PDF, in grey and RGB, or in grey and `inks`.

    Raises PictureError when it is damaged, KorttipakkaError without room for temporary files.
    """
    try:
        with opened(path) as source:
            made = _encoded(source, inks, scratch)
            return made._replace(upright=UPRIGHT[source.orientation - 1])
    except (ValueError, OSError) as cause:
        raise PictureError(f"'{path.name}': {cause}", hint_of(cause)) from cause
    except MemoryError:
        raise PictureError(f"'{path.name}': {TOO_LARGE}", SMALLER) from None


def _encoded(source: Source, inks: Separation | None, scratch: Scratch) -> Encoded:
    if source.fits("rgb" if inks is None else "cmyk"):
        return _as_it_is(source)
    if inks is not None and (colors := plain_palette(source)) is not None:
        return _with_palette(Stored.of(source.path, source.packed), source, colors, inks)
    return _anew(source, inks, scratch)


def _as_it_is(source: Source) -> Encoded:
    """The packed pixels of the file itself."""
    image, data = source.image, Stored.of(source.path, source.packed)
    if source.is_jpeg:
        # Adobe writes CMYK upside down: 255 is no ink.
        return _jpeg(data, image, inverted=image.mode == "CMYK" and "adobe" in image.info)
    return _flate(data, image.size, SPACES[image.mode])


def _jpeg(data: Stored, image: Image.Image, inverted: bool) -> Encoded:
    return Encoded(data, *image.size, SPACES[image.mode], "DCTDecode", inverted)


def _flate(data: Stored, size: tuple[int, int], space: str) -> Encoded:
    return Encoded(data, *size, space, "FlateDecode", predicted=VALUES[space])


def _anew(source: Source, inks: Separation | None, scratch: Scratch) -> Encoded:
    """The pixels packed anew: with losses where they were before."""
    colors, opacity = unpacked(source)
    if colors is not source.image:
        source.image.close()  # its pixels are in memory once more
    mask = None if opacity is None else _deflated(opacity, "DeviceGray", scratch)
    if isinstance(source.image, JpegImageFile):
        return _repacked(colors, source.image, inks, scratch)
    if inks is None or colors.mode == "L":
        return _deflated(colors, SPACES[colors.mode], scratch)._replace(mask=mask)
    return _in_inks(colors, inks, scratch)._replace(mask=mask)


def _in_inks(colors: Image.Image, inks: Separation, scratch: Scratch) -> Encoded:
    """Pixels as inks without loss: by places in a palette where they have few colours."""
    few = palette_of(colors)
    if few is None:
        return _deflated(inks.pixels(colors, "RGBA"), "DeviceCMYK", scratch)
    file = scratch.new(".png")
    _save(few.image, file, optimize=True)
    return _with_palette(_stored(file), few, few.colors, inks)


def _with_palette(
    data: Stored, of: Source | Palette, colors: Image.Image, inks: Separation
) -> Encoded:
    """Packed places in a palette, whose `colors` become inks."""
    palette = inks.pixels(colors).tobytes()
    made = Encoded(data, *of.image.size, "DeviceCMYK", "FlateDecode", predicted=1)
    return made._replace(bits=of.bits, palette=palette)


def _repacked(
    image: Image.Image, before: JpegImageFile, inks: Separation | None, scratch: Scratch
) -> Encoded:
    """A JPEG with about the losses that its file has already."""
    tables, sampling = _tables(before), max(0, get_sampling(before))
    file = scratch.new(".jpg")
    if inks is not None and image.mode == "RGB":
        _write(file, ycck.packed(image, inks.pixels, tables, COARSE[sampling]))
        return Encoded(_stored(file), *image.size, "DeviceCMYK", "DCTDecode", inverted=True)
    # Ink has edges where colours have none: only colours may be coarser than brightness.
    coarse = sampling if image.mode == "RGB" else 0
    tables = tables if image.mode == "RGB" else tables[:1]
    _save(image, file, qtables=tables, subsampling=coarse, optimize=True)
    return _jpeg(_stored(file), image, inverted=image.mode == "CMYK")


def _tables(image: JpegImageFile) -> list[list[int]]:
    """The steps of brightness and colour: those of the file, or of QUALITY where they are wider."""
    layers = [image.quantization[layer[3]] for layer in image.layer[:2]]
    return [
        [max(step) for step in zip(table, best, strict=True)]
        for table, best in zip(layers, _best(), strict=False)
    ]


@cache
def _best() -> tuple[list[int], list[int]]:
    """The steps of brightness and colour at QUALITY, as libjpeg makes them."""
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", quality=QUALITY)
    tables = JpegImageFile(BytesIO(out.getvalue())).quantization
    return list(tables[0]), list(tables[1])


def _deflated(image: Image.Image, space: str, scratch: Scratch) -> Encoded:
    """Pixels without loss, as a PNG packs them: that is what a PDF takes."""
    file = scratch.new(".png")
    _save(image, file, transparency=None)  # what was clear stands in the mask
    return _flate(_stored(file), image.size, space)


def _save(image: Image.Image, file: Path, **options: Any) -> None:
    with _room(file):
        image.save(file, **options)


def _write(file: Path, data: bytes) -> None:
    with _room(file):
        file.write_bytes(data)


@contextmanager
def _room(file: Path) -> Iterator[None]:
    """While a temporary file is written. Raises KorttipakkaError when there is no room."""
    try:
        yield
    except OSError as cause:
        why = cause.strerror or cause
        message = f"pictures cannot be prepared in the folder {file.parent.parent}: {why}"
        hint = "make room there, or set TMPDIR to a folder that has it"
        raise error("cannot-write", message, hint=hint) from cause


def _stored(file: Path) -> Stored:
    parts = packed(file) if file.suffix == ".png" else [(0, file.stat().st_size)]
    return Stored.of(file, tuple(parts))
