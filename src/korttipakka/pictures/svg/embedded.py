"""Pictures of pixels within SVG files: all sound, and such as resvg shows right.

resvg shows nothing of a damaged picture, half of one that is cut short, wrong colours of inks and
of other profiles than sRGB, and lets pictures lie as a camera was held.
"""

import base64
import binascii
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from PIL import Image

from ...basics.problems import InvalidValue
from ..kinds import GIF, HEAD, JPEG, PNG, WEBP, kind_of
from ..pixels import unpacked
from ..raster import Source, source_of
from ..refusal import PictureError
from .names import SHOW_PICTURES, href, local_name, set_href

AGAIN = "embed it anew, or save the picture as PNG"
SMALLER = "embed them smaller"

MOST_PIXELS = 25_000_000
"""Pixels of all the pictures in a file."""

NAMES = {
    PNG: {"image/png"}, JPEG: {"image/jpeg", "image/jpg"}, WEBP: {"image/webp"},
    GIF: {"image/gif"},
}  # fmt: skip
"""What a link calls a picture of each kind: resvg believes it."""

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What makes pixels upright, by EXIF's orientation."""


def make_plain(elements: Iterable[Any]) -> None:
    """Put plain pictures in place of those that resvg would show otherwise than browsers.

    Raises PictureError for one that is damaged, of another kind, or too large with all others.
    """
    plain: dict[str, str] = {}
    left = MOST_PIXELS
    for element in elements:
        link = href(element)
        if local_name(element) in SHOW_PICTURES and link.startswith("data:"):
            if link not in plain:
                plain[link], pixels = _plain(link, left)
                left -= pixels
            set_href(element, plain[link])


def _plain(link: str, most: int) -> tuple[str, int]:
    """A link to a plain picture, and its pixels, of which it may have so many."""
    head, _, body = link.partition(",")
    try:
        with source_of(Path(), _sound(_unpacked(head, body)), NAMES) as source:
            width, height = source.image.size
            if width * height > most:
                millions = MOST_PIXELS // 10**6
                raise InvalidValue(f"the pictures have more than {millions} megapixels", SMALLER)
            source.load()
            return link if _is_plain(head, source) else _as_png(source), width * height
    except InvalidValue as error:
        raise PictureError(f"in the SVG file, {error.message}", error.hint or AGAIN) from None


def _unpacked(head: str, body: str) -> bytes:
    """The bytes of a link that begins with "data:" (RFC 2397). Raises InvalidValue."""
    data = unquote_to_bytes(body)
    if not head.rstrip().lower().endswith(";base64"):
        return data
    packed = b"".join(data.split()).rstrip(b"=")
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except binascii.Error:
        raise InvalidValue("the picture is damaged: it is not packed in base64") from None


def _sound(data: bytes) -> bytes:
    """The bytes themselves. Raises InvalidValue when they are those of no picture of pixels."""
    kind, _ = kind_of(data[:HEAD])
    if kind not in NAMES:
        raise InvalidValue(
            f"a picture is {kind or 'of an unknown kind'}" if data else "a picture is empty"
        )
    return data


def _is_plain(head: str, source: Source) -> bool:
    """Whether resvg shows a picture that a link begins with this for as a browser does."""
    named = head.removeprefix("data:").partition(";")[0].strip().lower()
    return (
        named in NAMES[source.kind]
        and source.orientation == 1
        and source.profile.to_srgb is None
        and source.image.mode != "CMYK"
        and source.common
    )


def _as_png(source: Source) -> str:
    """A link to the picture in sRGB, upright."""
    colors, opacity = unpacked(source)
    image = colors.convert("RGB")
    if opacity is not None:
        image.putalpha(opacity)
    if source.orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[source.orientation])
    out = BytesIO()
    image.save(out, "PNG", compress_level=1, transparency=None, icc_profile=None, exif=b"")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
