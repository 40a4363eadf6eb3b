"""PNG files made by hand, chunk by chunk."""

import struct
import zlib

HEADER = struct.Struct(">IIBBBBB")
"""Width, height, bits, kind of colour; compression, filter and interlacing, which are 0."""


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG file with these chunks, each by its name and its data, and an end."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in (*chunks, (b"IEND", b""))
    )
