"""Streams of a PDF, compressed as its FlateDecode filter takes them."""

import zlib

LEVEL = 6
"""zlib's own default: higher ones take twice as long for a hundredth less."""


def deflated(data: bytes) -> bytes:
    """The data compressed; the same data always gives the same bytes."""
    return zlib.compress(data, LEVEL)
