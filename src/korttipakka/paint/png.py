"""Pages to PNG files: our own PDF, rasterised. Nothing is painted a second way."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from ..basics.geometry import Size
from ..basics.problems import error
from ..fonts import FontFace
from ..model.frame import DocumentInfo, Page, Sheet
from .pdf import pdf_bytes

INCH = 72
"""Points."""

LEVEL = 6
"""How well a PNG file is packed, as zlib counts: its own choice between time and size."""

MOST_PIXELS = 250_000_000
"""Pixels of one picture, which take 1 GB of memory while it is made."""


def png_files(
    pages: Sequence[Page], fonts: Mapping[str, FontFace], info: DocumentInfo, dpi: float,
    level: int = LEVEL,
) -> Iterator[bytes]:  # fmt: skip
    """Each page as a PNG file that says its resolution, packed at a `level` from 0 to 9.

    Raises KorttipakkaError for a picture that is far too large; ValueError when a picture on a
    page is damaged.
    """
    import pypdfium2 as pdfium

    sizes = [pixels(page.frame.size, dpi) for page in pages]
    document = pdfium.PdfDocument(pdf_bytes([Sheet(page) for page in pages], fonts, info))
    try:
        for index, size in enumerate(sizes):
            bitmap = _bitmap(pdfium, document[index], size)
            try:
                yield _png(bitmap, dpi, level)
            finally:
                bitmap.close()
    finally:
        document.close()


def pixels(size: Size, dpi: float) -> tuple[int, int]:
    """Width and height in whole pixels. Raises KorttipakkaError for a picture far too large."""
    width, height = (max(1, round(side * dpi / INCH)) for side in (size.width, size.height))
    if width * height > MOST_PIXELS:
        message = f"a picture of {width} x {height} pixels is too large"
        raise error("picture-too-large", message, hint="take a lower --dpi")
    return width, height


def _bitmap(pdfium: Any, page: Any, size: tuple[int, int]) -> Any:
    """A page's pixels. PDFium's own scaling would round a size up, and leave a white edge."""
    width, height = size
    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    pdfium.raw.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, width, height, 0, 0)
    page.close()
    return bitmap


def _png(bitmap: Any, dpi: float, level: int) -> bytes:
    out = BytesIO()
    bitmap.to_pil().save(out, "PNG", dpi=(dpi, dpi), compress_level=level)
    return out.getvalue()
