"""The structure of a JPEG file: where the picture ends, and whether all of it is there.

What is read here are the markers of ITU-T T.81 (annex B), not the pixels: to unpack a photograph
of 12 megapixels takes a tenth of a second, to walk its markers a few milliseconds.
"""

import re
from collections.abc import Iterator

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple

SOI, EOI, SOS, DHT, APP2 = 0xD8, 0xD9, 0xDA, 0xC4, 0xE2

PROFILE = b"ICC_PROFILE\0"
"""What a segment with a part of a colour profile begins with (ICC.1, B.4)."""

FRAMES = {*range(0xC0, 0xD0)} - {DHT, 0xC8, 0xCC}
"""Markers that begin a frame: how it is packed, its size."""

BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2

ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length after them."""

NEXT_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
"""What ends packed pixels, in which FF is followed by 00, and restart markers are D0 to D7."""

ZEROS = bytes(64)
"""More zeros than packed pixels can have in a row, where zero bits do not end a block."""

MOST_SCANS = 100
"""Passes over the pixels: progressive files have some ten, and each takes time."""

CUT = "the picture is damaged: its file is cut short"


class Extent(NamedTuple):
    """Where a JPEG file's own picture lies: its frame's marker and place, and the picture's end.

    `has_tables` tells whether the codes of its pixels stand in it: films leave out the usual ones;
    `has_profile`, whether a colour profile does, or a part of one.

    What follows the end, such as a second picture of a phone's camera, does not belong to it.
    """

    frame: int
    frame_at: int
    end: int
    has_tables: bool
    has_profile: bool

    @property
    def common(self) -> bool:
        """Whether what reads PDF reads this kind: others are rare, such as arithmetic coding."""
        return self.has_tables and self.frame in {BASELINE, EXTENDED, PROGRESSIVE}


class _Segment(NamedTuple):
    """A marker and what it has after it; `end` is where packed pixels or the next marker begin."""

    marker: int
    at: int
    end: int


def extent(data: bytes) -> Extent:
    """Where the picture of a JPEG file lies. Raises InvalidValue when it is not whole."""
    frame, frame_at, scans, zeros, has_tables, has_profile = 0, 0, 0, 0, False, False
    for segment in _segments(data):
        if segment.marker in FRAMES:
            frame, frame_at = segment.marker, segment.at
        elif segment.marker == DHT:
            has_tables = True
            zeros = _code_of_zeros(data[segment.at + 4 : segment.end], zeros)
        elif segment.marker == APP2:
            has_profile |= data.startswith(PROFILE, segment.at + 4)
        elif segment.marker == SOS:
            scans += 1
            if scans > MOST_SCANS:
                raise InvalidValue(f"the picture has more than {MOST_SCANS} passes", "save it anew")
            if frame == BASELINE and zeros:
                _check_gaps(data, segment.end)
        elif segment.marker == EOI and frame and scans:
            return Extent(frame, frame_at, segment.end, has_tables, has_profile)
    raise InvalidValue(CUT)


def _segments(data: bytes) -> Iterator[_Segment]:
    """The markers of a file in their order, up to its end or to where it is cut."""
    at = 2  # after SOI
    while match := NEXT_MARKER.search(data, at):
        marker, after = match[1][0], match.end()
        length = 0
        if marker not in ALONE | {SOI, EOI}:
            length = int.from_bytes(data[after : after + 2], "big")
            if length < 2 or after + length > len(data):
                return
        at = after + length
        yield _Segment(marker, after - 2, at)


BRIGHTNESS = 0x10
"""The class and the number of the Huffman table for the AC coefficients of the first component."""


def _code_of_zeros(tables: bytes, known: int) -> int:
    """What zero bits say within a block of the brightness; 0 is "nothing more in this block".

    `tables` are the Huffman tables of one segment, each a kind, 16 counts and its symbols: the
    first symbol is that of the code of zeros (T.81, C.2). `known` is from segments before.
    """
    at = 0
    while at + 17 < len(tables):
        if tables[at] == BRIGHTNESS:
            known = tables[at + 17]
        at += 17 + sum(tables[at + 1 : at + 17])
    return known


def _check_gaps(data: bytes, start: int) -> None:
    """Raise ValueError when a stretch of a photograph's file was filled with zeros."""
    ends = NEXT_MARKER.search(data, start)
    if ends and data.find(ZEROS, start, ends.start()) >= 0:
        raise InvalidValue("the picture is damaged: a part of its file is empty")


def first_rows(data: bytes, frame_at: int, rows: int) -> bytearray:
    """The file as one of so few rows of pixels, which is quickly unpacked (T.81, B.2.2)."""
    height = frame_at + 5  # after the marker, the length and the bits of a sample
    most = int.from_bytes(data[height : height + 2], "big")
    changed = bytearray(data)
    changed[height : height + 2] = min(most, rows).to_bytes(2, "big")
    return changed
