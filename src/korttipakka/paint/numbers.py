"""Numbers as PDF wants them."""

from functools import lru_cache


@lru_cache(maxsize=10_000)
def number(value: float) -> str:
    """A number with at most three decimals, far below what any printer resolves.

    Remembered, since cards have their texts and boxes in the same places.
    """
    if value == (whole := round(value)):
        return str(whole)
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"
