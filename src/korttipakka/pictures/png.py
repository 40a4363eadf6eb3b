"""The structure of a PNG file: its chunks, those that make the picture and those that do not.

Texts and other notes beside the pixels may be long, odd or damaged: the picture does not need them,
so they are not even shown to Pillow.
"""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"

MOVES = b"acTL"
"""The chunk of a picture that moves."""

SHOWN = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"sRGB", b"eXIf", b"IDAT", b"IEND"}
"""Chunks that tell how the picture looks, the first one of several that follow each other."""

BITS = 24
"""The byte of a file that tells the bits of a value, in IHDR, which is always the first chunk."""

MOST_NOTES = 10_000_000
"""Bytes of a chunk besides the pixels: a colour profile has some thousand."""

MOST_PROFILE = 1 << 20
"""Bytes of a colour profile, which has some thousand: Pillow unpacks no more."""

MOST_PREDICTION = 4
"""The last of the ways in which a row is predicted (PNG, 9.2)."""

PIECE = 1 << 20
"""Bytes of pixels that are unpacked at once."""

CUT = "the picture is damaged: its file is cut short"


class Chunk(NamedTuple):
    """A chunk's name and where what it holds lies in the file."""

    name: bytes
    at: int
    length: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a PNG file that its picture needs, up to the last.

    Raises InvalidValue when the file is cut short or one of them is damaged, as its checksum tells.
    """
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + length
        if end + 4 > len(data):
            break
        if name in SHOWN or name == MOVES:
            checksum = int.from_bytes(data[end : end + 4], "big")
            if zlib.crc32(memoryview(data)[at + 4 : end]) != checksum:
                raise InvalidValue(f"the picture is damaged: {name.decode()} has a wrong checksum")
            yield Chunk(name, at + 8, length)
        if name == b"IEND":
            return
        at = end + 4
    raise InvalidValue(CUT)


def profile_is_sound(data: bytes, chunk: Chunk) -> bool:
    """Whether a colour profile can be unpacked: after its name, a zero, and how it is packed."""
    name, _, packed = data[chunk.at : chunk.at + chunk.length].partition(b"\0")
    unpack = zlib.decompressobj()
    try:
        unpack.decompress(packed[1:], MOST_PROFILE)
    except zlib.error:
        return False
    return 0 < len(name) < 80 and packed[:1] == b"\0" and unpack.eof


def essence(data: bytes, found: Iterable[Chunk]) -> bytes:
    """The file with nothing but what its picture needs; what cameras noted comes first.

    Pillow looks for that before the pixels only.
    """
    kept = [c for c in found if c.name in SHOWN and (c.name == b"IDAT" or c.length <= MOST_NOTES)]
    kept.sort(key=lambda chunk: chunk.name in {b"IDAT", b"IEND"})
    return SIGNATURE + b"".join(data[c.at - 8 : c.at + c.length + 4] for c in kept)


def check_rows(data: bytes, row: int, rows: int) -> None:
    """Raise InvalidValue unless a file's pixels unpack to so many rows of so many bytes each.

    They are looked at some at a time: all of them may be a hundred times the file. Each row begins
    with a byte that tells how it was predicted, which counts besides.
    """
    step, left = row + 1, rows * (row + 1)
    try:
        for piece in _unpacked(data):
            if max(piece[left % step : left : step], default=0) > MOST_PREDICTION:
                raise InvalidValue("the picture is damaged: a row of pixels cannot be read")
            left = max(0, left - len(piece))
    except zlib.error as error:
        raise InvalidValue(f"the picture is damaged ({error})") from None
    if left:
        raise InvalidValue(CUT)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """A file's pixels, some at a time. Raises zlib.error."""
    unpack, view = zlib.decompressobj(), memoryview(data)
    for chunk in chunks(data):
        if chunk.name == b"IDAT":
            left: memoryview | bytes = view[chunk.at : chunk.at + chunk.length]
            while left and not unpack.eof:
                yield unpack.decompress(left, PIECE)
                left = unpack.unconsumed_tail


def packed(path: Path) -> Iterator[tuple[int, int]]:
    """Where a sound PNG file holds its pixels: parts, each from a byte on and so long."""
    with path.open("rb") as file:
        at = len(SIGNATURE)
        while True:
            file.seek(at)
            head = file.read(8)
            length, name = int.from_bytes(head[:4], "big"), head[4:]
            if name == b"IDAT":
                yield at + 8, length
            if name in {b"IEND", b""}:
                return
            at += 12 + length
