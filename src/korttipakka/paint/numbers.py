"""Numbers as PDF operators want them."""


def number(value: float) -> str:
    """A number with at most three decimals, far below what any printer resolves."""
    if value == (whole := round(value)):
        return str(whole)
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"
