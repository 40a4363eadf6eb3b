"""The structure of a WebP file, as far as it tells that a copy of it broke off.

WebP has no checksums, and its decoder takes zeros for a plain area. (RFC 9649, 2.3.)
"""

from collections.abc import Iterator

from ..basics.records import NamedTuple

FIRST_CHUNK = 12
"""Where chunks begin: after "RIFF", the length and "WEBP"."""

PACKED = {b"VP8 ", b"VP8L"}
"""Chunks of packed pixels, with and without losses."""

FEW_ZEROS = 64
"""Bytes of zeros at the end of packed pixels that are not looked into."""

IDLE_ZEROS = 32
"""More bytes than follow the last pixel in a sound file."""


class Chunk(NamedTuple):
    """A chunk's name, and from where to where what it holds lies in the file."""

    name: bytes
    start: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a file, up to where it is cut."""
    at = FIRST_CHUNK
    while at + 8 <= len(data):
        start = at + 8
        end = start + int.from_bytes(data[at + 4 : start], "little")
        yield Chunk(data[at : at + 4], start, end)
        at = end + end % 2  # chunks begin at even places


def shortened(data: bytes) -> bytes | None:
    """A file that ends in zeros without a few of them; None for any other.

    Plain areas are zeros, too. But of a sound file no pixel is left for what lacks its last bytes.
    """
    for name, start, end in chunks(data):
        if name in PACKED and end - start > FEW_ZEROS and not any(data[end - FEW_ZEROS : end]):
            size = (end - start - IDLE_ZEROS).to_bytes(4, "little")
            rest = data[:4] + (len(data) - 8 - IDLE_ZEROS).to_bytes(4, "little")
            return b"".join(
                [rest, data[8 : start - 4], size, data[start : end - IDLE_ZEROS], data[end:]]
            )
    return None
