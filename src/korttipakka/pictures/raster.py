"""PNG, JPEG and WebP files: opened by Pillow, which may not be led astray.

A picture that is sound here can be printed: what looks at a deck and what paints it open pictures
by the same way.
"""

import warnings
from collections.abc import Container, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from ..basics.color import ColorSpace
from ..basics.geometry import Size
from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from . import jpeg, png, webp
from .kinds import AS_PIXELS, HEAD, JPEG, PNG, READ, WEBP, kind_of
from .profiles import Profile, profile_of
from .refusal import PictureError

ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""

MOST_PIXELS = 89_000_000
"""Pixels of a picture; those of a JPEG or a plain PNG are only looked through."""

MOST_UNPACKED = 60_000_000
"""Pixels of a picture that must be changed: some ten bytes for each are in memory at once."""

MOST_IN_WEBP = 25_000_000
"""Pixels of a WebP: its library and Pillow both keep all of them, twice."""

SMALLER = "save it smaller: a sheet of A4 at 300 dpi has 9 megapixels"

TOO_LARGE = "the picture is too large for this computer's memory"

FIRST_ROWS = 64
"""Rows of a JPEG that are unpacked to see whether it can be."""

PLAIN = {"L", "RGB"}
"""Modes of a PNG, 8 bits a value, whose packed pixels PDF can read."""

JPEG_SPACES = {"L", "RGB", "CMYK"}

RGB_IDS = [ord(letter) for letter in "RGB"]
"""Components of a JPEG that is not in YCbCr, but for libjpeg nobody need know by these names."""


class Source(NamedTuple):
    """A picture file that is open: its header has been read, its pixels have not.

    `content` is what of the file was given to Pillow, `packed` the parts of it that hold its
    pixels, each from a byte on and so long; `common` tells whether what reads PDF can unpack a JPEG
    of this kind, `moves` whether it is animated; `bits` are those of a value of a pixel.
    """

    path: Path
    kind: str
    image: Image.Image
    content: bytes
    profile: Profile
    packed: tuple[tuple[int, int], ...]
    common: bool
    moves: bool = False
    bits: int = 8

    @property
    def is_jpeg(self) -> bool:
        """Whether its pixels were packed with losses."""
        return isinstance(self.image, JpegImageFile)

    @property
    def upright_size(self) -> Size:
        """Its size in pixels as a viewer shows it."""
        width, height = self.image.size
        lies = self.orientation >= 5  # 5 to 8 lie on their side
        return Size(height, width) if lies else Size(width, height)

    @property
    def orientation(self) -> int:
        """How the pixels lie, from 1, upright, to 8; as EXIF numbers it."""
        try:
            # A PNG's own method unpacks all pixels first, for notes behind them.
            found = Image.Image.getexif(self.image).get(ORIENTATION, 1)
        except Exception:  # what a camera wrote wrongly beside the pixels tells nothing
            return 1
        return found if isinstance(found, int) and 1 <= found <= 8 else 1

    def fits(self, space: ColorSpace) -> bool:
        """Whether the file's own packed pixels can stand in a PDF of such colours."""
        image = self.image
        if self.profile.to_srgb is not None:
            return False
        if space == "cmyk" and image.mode == "RGB":
            return False
        if self.is_jpeg:
            return image.mode in JPEG_SPACES and self.common
        return image.format == "PNG" and _is_plain(image)

    def load(self) -> Image.Image:
        """The image with its pixels unpacked. Raises InvalidValue when they are damaged."""
        with _sound():
            self.image.load()
        return self.image


def _is_plain(image: Image.Image) -> bool:
    """Whether a PNG has 8 bits a value in rows from top to bottom, and all of it is seen."""
    (tile,) = image.tile  # type: ignore[attr-defined]
    rawmode = tile.args if isinstance(tile.args, str) else tile.args[0]
    told = image.info.keys() & {"transparency", "interlace"}
    return image.mode in PLAIN and rawmode == image.mode and not told


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A picture file, closed afterwards.

    Raises PictureError for what is no picture that can be printed and for what has too many
    pixels, InvalidValue for what is damaged, OSError when there is no reading the file.
    """
    with source_of(path, path.read_bytes()) as source:
        yield source


@contextmanager
def source_of(path: Path, data: bytes, kinds: Container[str] = READ) -> Iterator[Source]:
    """A picture with these bytes, of one of these kinds. Raises as `opened` does."""
    kind, advice = kind_of(data[:HEAD])
    if kind not in kinds:
        raise _foreign(path, kind, advice, len(data))
    source = _jpeg(path, data) if kind == JPEG else _lossless(path, data, kind)
    with source.image:
        yield source


def _lossless(path: Path, data: bytes, kind: str) -> Source:
    chunks = list(png.chunks(data)) if kind == PNG else []
    damaged = [c for c in chunks if c.name == b"iCCP" and not png.profile_is_sound(data, c)]
    sound = (chunk for chunk in chunks if chunk not in damaged)
    content = png.essence(data, sound) if kind == PNG else data
    with _sound():
        image = Image.open(BytesIO(content), formats=("PNG", "WEBP", "GIF"))
        moves = any(c.name == png.MOVES for c in chunks) or getattr(image, "is_animated", False)
    if image.mode == "P" and image.palette is None:
        raise InvalidValue("the picture is damaged: it has no palette")
    packed = tuple((c.at, c.length) for c in chunks if c.name == b"IDAT")
    bits = data[png.BITS] if kind == PNG else 8
    profile = profile_of(image, bool(damaged))
    return Source(path, kind, image, content, profile, packed, True, moves, bits)


def _jpeg(path: Path, data: bytes) -> Source:
    """A JPEG file's own picture. Pillow would take files with more than one for another format."""
    found = jpeg.extent(data)
    data = data[: found.end]
    with _sound():
        # Its first rows show whether its tables lead anywhere.
        JpegImageFile(BytesIO(jpeg.first_rows(data, found.frame_at, FIRST_ROWS))).load()
        image = JpegImageFile(BytesIO(data))
    odd = [component[0] for component in image.layer] == RGB_IDS and "adobe" not in image.info
    packed, common = ((0, found.end),), found.common and not odd
    profile = profile_of(image, found.has_profile)
    return Source(path, JPEG, image, data, profile, packed, common)


def _foreign(path: Path, kind: str, advice: str, size: int) -> PictureError:
    """What is said of a file that is no picture of pixels."""
    if kind == "SVG":
        return PictureError("this is an SVG picture", f"name it {path.stem}.svg")
    none = "neither a PNG, JPEG, WebP nor SVG picture"
    kind = kind if size else "empty"
    return PictureError(
        f"this is {kind}, {none}" if kind else f"this is {none}",
        (advice or AS_PIXELS) if size else "copy it once more from where it came",
    )


@contextmanager
def _sound() -> Iterator[None]:
    """Whatever Pillow trips over is the file's damage: its readers raise errors of many kinds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # cameras write EXIF that Pillow frowns at
        try:
            yield
        except Image.DecompressionBombError:
            raise PictureError(
                f"the picture has far more than {MOST_PIXELS // 10**6} megapixels", SMALLER
            ) from None
        except MemoryError:
            raise InvalidValue(TOO_LARGE, SMALLER) from None
        except UnidentifiedImageError:  # its words would name an object in memory
            raise InvalidValue("the picture is damaged: its beginning makes no sense") from None
        except Exception as error:
            raise InvalidValue(f"the picture is damaged ({error})") from None


class Examined(NamedTuple):
    """A sound picture file: its size in pixels, upright, and what is to be said of it."""

    size: Size
    note: str = ""


def examined(path: Path, space: ColorSpace) -> Examined:
    """Look at a picture file, as far as a PDF of such colours needs it. Raises as `opened` does."""
    with opened(path) as source:
        width, height = source.image.size
        fits = source.fits(space)
        _check_size(width * height, _most(source, fits), space)
        if fits and source.kind == PNG:
            png.check_rows(source.content, width * len(source.image.getbands()), height)
        elif not source.is_jpeg:
            source.load()
        if source.kind == WEBP:
            _check_end(source)
        return Examined(source.upright_size, _note(source))


def _check_end(source: Source) -> None:
    """Raise InvalidValue when all pixels of a WebP are there without the zeros at its end."""
    if shorter := webp.shortened(source.content):
        try:
            Image.open(BytesIO(shorter), formats=("WEBP",)).load()
        except OSError:
            return
        raise InvalidValue("the picture is damaged: a part of its file is empty")


def _most(source: Source, fits: bool) -> int:
    if source.image.format == "WEBP":
        return MOST_IN_WEBP
    return MOST_PIXELS if fits else MOST_UNPACKED


def _check_size(pixels: int, most: int, space: ColorSpace) -> None:
    """Raise PictureError when a picture has too many pixels for what is done with them."""
    if pixels > most:
        kind = {MOST_IN_WEBP: " that is a WebP", MOST_UNPACKED: " that must be converted"}.get(
            most, ""
        )
        kind += " to CMYK" if most == MOST_UNPACKED and space == "cmyk" else ""
        message = f"the picture has {pixels / 1e6:.0f} megapixels; one{kind} may have"
        raise PictureError(f"{message} {most // 10**6}", SMALLER)


def _note(source: Source) -> str:
    if source.profile.is_damaged:
        return "its colour profile is damaged, so that its colours are taken for sRGB"
    if source.moves:
        return "it is animated; its first picture is printed"
    return ""
