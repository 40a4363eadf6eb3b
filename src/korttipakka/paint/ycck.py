"""JPEGs in inks that are hardly larger than those in colours: brightness, two hues, and black.

Pillow writes four inks as four planes of full size, packed as finely as brightness is: two to four
times the bytes. What Adobe calls YCCK (ITU-T T.872) is what a JPEG of colours is made of, with
black besides, and its hues may be coarser. Each plane is packed by Pillow as a JPEG of greys; their
scans follow each other in one file (T.81, A.2 and B.2.1).
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageChops

from ..basics.records import NamedTuple

SOI, EOI = b"\xff\xd8", b"\xff\xd9"

SOF, DHT, SOS, DQT = 0xC0, 0xC4, 0xDA, 0xDB

ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x02"
"""A marker that says: inks upside down, the first three as brightness and hues (T.872, 6.5.3)."""

STRIP = 256
"""Rows that are changed at once, an even number."""

Tables = Sequence[Sequence[int]]
"""The steps of brightness and of hues, 64 each."""


class _Plane(NamedTuple):
    """A packed plane: its table of steps, its tables of codes, and its pixels."""

    steps: bytes
    codes: bytes
    pixels: bytes


def packed(
    colors: Image.Image, inks: Callable[[Image.Image], Image.Image], tables: Tables,
    coarse: tuple[int, int],
) -> bytes:  # fmt: skip
    """A JPEG file of an image whose strips become `inks`, hues coarser by so much across and down.

    `tables` are the steps of brightness and black, and of hues.
    """
    planes = _planes(colors, inks, coarse)
    steps = (tables[0], tables[-1], tables[-1], tables[0])
    made = [_packed(plane, table) for plane, table in zip(planes, steps, strict=True)]
    return b"".join(_file(made, colors.size, coarse))


def _planes(
    colors: Image.Image, inks: Callable[[Image.Image], Image.Image], coarse: tuple[int, int]
) -> list[Image.Image]:
    """Brightness, hues and black of the whole image, made strip by strip."""
    (width, height), (across, down) = colors.size, coarse
    small = (-(-width // across), -(-height // down))
    sizes = (colors.size, small, small, colors.size)
    planes = [Image.new("L", size) for size in sizes]
    for top in range(0, height, STRIP):
        strip = inks(colors.crop((0, top, width, min(height, top + STRIP))))
        cyan, magenta, yellow, black = strip.split()
        bright, blue, red = Image.merge("RGB", (cyan, magenta, yellow)).convert("YCbCr").split()
        parts = (bright, blue.reduce(coarse), red.reduce(coarse), ImageChops.invert(black))
        tops = (top, top // down, top // down, top)
        for plane, part, at in zip(planes, parts, tops, strict=True):
            plane.paste(part, (0, at))
    return planes


def _packed(plane: Image.Image, steps: Sequence[int]) -> _Plane:
    out = BytesIO()
    plane.save(out, "JPEG", qtables=[list(steps)], optimize=True)
    data = out.getvalue()
    segments = list(_segments(data))
    (steps_of,) = (segment for marker, segment in segments if marker == DQT)
    codes = b"".join(segment for marker, segment in segments if marker == DHT)
    start = len(SOI) + sum(len(segment) for _, segment in segments)
    # After the marker, the length and the table's number.
    return _Plane(steps_of[5:], codes, data[start : -len(EOI)])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments up to the scan's header: each marker, and the whole."""
    at, marker = len(SOI), 0
    while marker != SOS:
        marker = data[at + 1]
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, data[at:end]
        at = end


def _file(
    planes: Sequence[_Plane], size: tuple[int, int], coarse: tuple[int, int]
) -> Iterator[bytes]:
    (width, height), whole = size, coarse[0] << 4 | coarse[1]
    yield SOI + ADOBE
    for number in (0, 1):
        yield _segment(DQT, bytes([number]) + planes[number].steps)
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x04"
    for number, (sampled, table) in enumerate(((whole, 0), (0x11, 1), (0x11, 1), (whole, 0)), 1):
        frame += bytes([number, sampled, table])
    yield _segment(SOF, frame)
    for number, plane in enumerate(planes, 1):
        yield plane.codes
        yield _segment(SOS, bytes([1, number, 0, 0, 63, 0]))
        yield plane.pixels
    yield EOI


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content
