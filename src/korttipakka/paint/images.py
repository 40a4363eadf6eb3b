"""Image files as image objects of a PDF: JPEG as it is where possible, all else without loss."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageChops, ImageCms, ImageMath

from ..basics.color import ColorSpace
from ..basics.problems import hint_of
from ..model.paths import Matrix
from ..pictures import PictureError
from ..pictures.raster import opened, orientation
from .deflate import deflated

QUALITY = 92
"""Of a JPEG that must be made anew, for its colours: no loss that print shows."""

SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}

UPRIGHT = (
    Matrix(1, 0, 0, 1, 0, 0), Matrix(-1, 0, 0, 1, 1, 0), Matrix(-1, 0, 0, -1, 1, 1),
    Matrix(1, 0, 0, -1, 0, 1), Matrix(0, -1, -1, 0, 1, 1), Matrix(0, -1, 1, 0, 0, 1),
    Matrix(0, 1, 1, 0, 0, 0), Matrix(0, 1, -1, 0, 1, 0),
)  # fmt: skip
"""How the unit square of an image is turned upright, by EXIF's orientation from 1 on."""


class Encoded(NamedTuple):
    """An image as a PDF holds it: pixels in a filter's form, and its transparency as another.

    `inverted` values tell paper, not ink. PNG's prediction was used on pixels of so many values as
    `predicted` tells; 0 is none.
    """

    data: bytes
    width: int
    height: int
    space: str
    filter: str
    inverted: bool = False
    predicted: int = 0
    mask: "Encoded | None" = None
    upright: Matrix = UPRIGHT[0]


def encoded(path: Path, space: ColorSpace) -> Encoded:
    """An image file for a PDF; with "cmyk" in inks. Raises PictureError when it is damaged."""
    try:
        return _encoded(path, space)
    except ValueError as error:
        raise PictureError(f"'{path.name}': {error}", hint_of(error)) from error


def _encoded(path: Path, space: ColorSpace) -> Encoded:
    with opened(path) as image:
        upright = UPRIGHT[orientation(image) - 1]
        if _fits_as_it_is(image, space):
            return _jpeg(path.read_bytes(), image, upright)
        image.load()
        return _pixels(image, space, upright)


def _fits_as_it_is(image: Image.Image, space: ColorSpace) -> bool:
    """Whether a JPEG's own colours are those that the PDF asks for."""
    wanted = {"CMYK"} if space == "cmyk" else {"L", "RGB", "CMYK"}
    return image.format == "JPEG" and image.mode in wanted and _profile(image) is None


def _jpeg(data: bytes, image: Image.Image, upright: Matrix) -> Encoded:
    # Adobe writes CMYK upside down: 255 is no ink.
    inverted = image.mode == "CMYK" and "adobe" in image.info
    width, height = image.size
    space = SPACES[image.mode]
    return Encoded(data, width, height, space, "DCTDecode", inverted, upright=upright)


def _profile(image: Image.Image) -> Any:
    """The image's colour profile when it is an RGB image's and not sRGB itself."""
    data = image.info.get("icc_profile")
    if not data or image.mode not in {"RGB", "RGBA"}:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        is_srgb = "srgb" in ImageCms.getProfileDescription(profile).lower()
        return None if is_srgb or profile.profile.xcolor_space.strip() != "RGB" else profile
    except (ImageCms.PyCMSError, OSError):
        return None  # a damaged profile tells nothing


def _pixels(image: Image.Image, space: ColorSpace, upright: Matrix) -> Encoded:
    lossy = image.format == "JPEG"
    image, alpha = _split(image)
    mask = _deflated(alpha) if alpha is not None else None
    if space == "cmyk":
        image = to_cmyk(image)
    made = _new_jpeg(image) if lossy else _deflated(image)
    return made._replace(mask=mask, upright=upright)


def _split(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours, in grey, sRGB or CMYK, and the opacity where there is any transparency."""
    profile, alpha = _profile(image), None
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = image.convert("RGB")
    elif image.mode in {"I", "I;16"}:
        image = _halved(image)
    elif image.mode in {"1", "L"}:
        image = image.convert("L")
    elif image.mode not in {"RGB", "CMYK"}:
        image = image.convert("RGB")
    if profile is not None:
        srgb = ImageCms.createProfile("sRGB")
        image = ImageCms.profileToProfile(image, profile, srgb) or image
    return image, alpha


def _halved(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight; Pillow itself would cut off all above 255."""

    def upper(given: dict[str, Any]) -> Any:
        return given["convert"](given["image"] / 256, "L")

    eight: Image.Image = ImageMath.lambda_eval(upper, image=image.convert("I"))
    return eight


def to_cmyk(image: Image.Image) -> Image.Image:
    """Pixels in inks, black being what the other three share: as `Color.cmyk` does.

    Pillow's own conversion uses no black ink: 300 % of ink where a picture is black.
    """
    if image.mode == "CMYK":
        return image
    if image.mode == "L":
        none = Image.new("L", image.size)
        return Image.merge("CMYK", [none, none, none, ImageChops.invert(image)])
    red, green, blue = image.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    inks = [_ink(channel, lightest) for channel in (red, green, blue)]
    return Image.merge("CMYK", [*inks, ImageChops.invert(lightest)])


def _ink(channel: Image.Image, lightest: Image.Image) -> Image.Image:
    """The ink of each pixel, from 0 to 255; Pillow divides by 0 to 0, which is black's share."""

    def share(given: dict[str, Any]) -> Any:
        lightest = given["lightest"]
        return given["convert"](255 * (lightest - given["channel"]) / lightest, "L")

    ink: Image.Image = ImageMath.lambda_eval(share, channel=channel, lightest=lightest)
    return ink


def _new_jpeg(image: Image.Image) -> Encoded:
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)
    with Image.open(BytesIO(out.getvalue()), formats=("JPEG",)) as made:
        return _jpeg(out.getvalue(), made, UPRIGHT[0])


def _deflated(image: Image.Image) -> Encoded:
    """Pixels without loss. PNG's own compression is what a PDF takes, but knows no CMYK."""
    width, height = image.size
    space = SPACES[image.mode]
    if image.mode == "CMYK":
        data = deflated(image.tobytes())
        return Encoded(data, width, height, space, "FlateDecode")
    out = BytesIO()
    image.save(out, "PNG")
    data, values = b"".join(_png_data(out.getvalue())), len(image.getbands())
    return Encoded(data, width, height, space, "FlateDecode", predicted=values)


def _png_data(file: bytes) -> Iterator[bytes]:
    """The compressed pixels of a PNG file: its IDAT chunks."""
    at = 8  # after the signature
    while at < len(file):
        length = int.from_bytes(file[at : at + 4], "big")
        if file[at + 4 : at + 8] == b"IDAT":
            yield file[at + 8 : at + 8 + length]
        at += length + 12  # the length, the name and the checksum
