"""PNG, JPEG and WebP files: opened by Pillow, which may not be led astray."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ..basics.geometry import Size
from ..basics.problems import InvalidValue

FORMATS = ("PNG", "JPEG", "WEBP")

ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """An image file, closed afterwards.

    Raises InvalidValue for what is no image, what is broken, and what would unpack to more pixels
    than Pillow takes for sane (MAX_IMAGE_PIXELS, which it only warns of).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # cameras write EXIF that Pillow frowns at
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as image:
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            raise InvalidValue(f"the picture has more than {most} megapixels") from None
        except UnidentifiedImageError:
            raise InvalidValue("this is neither a PNG, JPEG, WebP nor SVG picture") from None
        except (OSError, SyntaxError, EOFError) as error:
            raise InvalidValue(f"the picture is damaged ({error})") from None


def upright_size(path: Path) -> Size:
    """The size in pixels, as a viewer shows it. Raises InvalidValue."""
    with opened(path) as image:
        image.verify()  # the checksums of a PNG; pixels are not unpacked
    with opened(path) as image:
        width, height = image.size
        turned = orientation(image) >= 5  # 5 to 8 lie on their side
    return Size(height, width) if turned else Size(width, height)


def orientation(image: Image.Image) -> int:
    """How the pixels lie, from 1, upright, to 8; as EXIF numbers it."""
    found = image.getexif().get(ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1
