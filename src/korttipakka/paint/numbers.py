"""Numbers as PDF operators and arrays want them."""

from collections.abc import Iterable
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFArray


@lru_cache(maxsize=10_000)
def number(value: float) -> str:
    """A number with at most three decimals, far below what any printer resolves.

    Remembered, since cards have their texts and boxes in the same places.
    """
    if value == (whole := round(value)):
        return str(whole)
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"


def array(values: Iterable[float]) -> PDFArray:
    """An array of numbers with at most four decimals."""
    return PDFArray([round(value, 4) for value in values])
