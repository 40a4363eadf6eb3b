"""Output profiles made up for tests: a press of four inks whose colours are known (ICC.1)."""

import struct
from collections.abc import Callable, Iterable
from itertools import product

Values = tuple[float, ...]

D50 = (0.9642, 1.0, 0.8249)

DARKEST = 12.0
"""L* of the press's black."""


def sheet_profile(description: str = "A press made up", *, space: bytes = b"CMYK") -> bytes:
    """An output profile whose inks mix as light through filters, on paper without a tint."""
    tables = {
        b"A2B0": _table(4, 3, 5, lambda at: _encoded(*printed(at))),
        b"B2A0": _table(3, 4, 17, lambda at: _inks(*_decoded(at))),
    }
    tags = {
        b"desc": b"desc\0\0\0\0" + _described(description),
        b"cprt": b"text\0\0\0\0Nobody's\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(map(_fixed, D50)),
        **tables,
    }
    return profile(tags, space=space)


def profile(tags: dict[bytes, bytes], *, space: bytes = b"CMYK", use: bytes = b"prtr") -> bytes:
    """A profile of these tags."""
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        padded = data + b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"test", 0x02400000, use, space, b"Lab ")
    head += struct.pack(">6H", 2026, 11, 26, 0, 0, 0) + b"acsp" + bytes(28)
    head += b"".join(map(_fixed, D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _described(text: str) -> bytes:
    data = text.encode("ascii") + b"\0"
    return struct.pack(">I", len(data)) + data + bytes(4 + 4 + 2 + 1 + 67)


def _table(
    inputs: int, outputs: int, grid: int, values: Callable[[Values], Iterable[float]]
) -> bytes:
    """A table of 16 bits whose curves change nothing (ICC.1, 10.10)."""
    head = struct.pack(">4s4x3Bx", b"mft2", inputs, outputs, grid)
    head += b"".join(map(_fixed, (1, 0, 0, 0, 1, 0, 0, 0, 1))) + struct.pack(">HH", 2, 2)
    steps = [index / (grid - 1) for index in range(grid)]
    found = (value for at in product(steps, repeat=inputs) for value in values(at))
    body = b"".join(struct.pack(">H", min(65535, max(0, round(v * 65535)))) for v in found)
    straight = struct.pack(">HH", 0, 65535)
    return head + straight * inputs + body + straight * outputs


def _encoded(light: float, a: float, b: float) -> Values:
    """CIELAB as version 2 writes it in 16 bits, as shares of all of them."""
    return light * 652.8 / 65535, (a + 128) * 256 / 65535, (b + 128) * 256 / 65535


def _decoded(at: Values) -> Values:
    light, a, b = (share * 65535 for share in at)
    return min(100.0, light / 652.8), a / 256 - 128, b / 256 - 128


def printed(inks: Values) -> Values:
    """How inks look on this press, in CIELAB."""
    *filters, black = inks
    light, a, b = lab([(1 - ink) * (1 - black) for ink in filters])
    return DARKEST + light * (1 - DARKEST / 100), a, b


def lab(rgb: Iterable[float]) -> Values:
    """A colour of sRGB in CIELAB, seen under D50."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
    rows = ((0.4360, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7142))
    xyz = [sum(m * v for m, v in zip(row, linear, strict=True)) for row in rows]
    x, y, z = (_root(value / white) for value, white in zip(xyz, D50, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _inks(light: float, a: float, b: float) -> Values:
    """The inks for a colour; half of what three share is black."""
    y = (max(0.0, (light - DARKEST) / (1 - DARKEST / 100)) + 16) / 116
    xyz = [_cube(v) * white for v, white in zip((y + a / 500, y, y - b / 200), D50, strict=True)]
    rows = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
    linear = [min(1, max(0, sum(m * v for m, v in zip(row, xyz, strict=True)))) for row in rows]
    rgb = [12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear]
    black = (1 - max(rgb)) / 2
    return (*((1 - black - value) / (1 - black) for value in rgb), black)


def _cube(root: float) -> float:
    return root**3 if root > 6 / 29 else (116 * root - 16) * 27 / 24389


def difference(one: Iterable[float], other: Iterable[float]) -> float:
    """How far two colours of CIELAB lie from each other (1976)."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
