"""Pages as PNG files, what is wrong with a picture as a problem of the deck."""

from collections.abc import Iterator, Mapping, Sequence

from ..basics.problems import error, hint_of
from ..fonts import FontFace
from ..model.frame import DocumentInfo, Page


def png_files(
    pages: Sequence[Page], fonts: Mapping[str, FontFace], info: DocumentInfo, dpi: float
) -> Iterator[bytes]:
    """Each page as PNG, `fonts` by their keys. Raises KorttipakkaError."""
    from ..paint import png

    try:
        yield from png.png_files(pages, fonts, info, dpi)
    except ValueError as cause:
        raise error("bad-image", str(cause), hint=hint_of(cause)) from cause
