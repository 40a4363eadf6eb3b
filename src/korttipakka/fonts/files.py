"""What a font file holds: its cuts, as its own tables tell."""

import struct
from pathlib import Path
from struct import unpack_from

import uharfbuzz as hb

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from ..basics.trust import check_plain

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
BOLD = 600
"""From this weight on text looks bold."""

NORMAL_WIDTH = 5
"""OS/2 usWidthClass of what is neither condensed nor expanded."""

Advice = tuple[str, str]
"""Why a file cannot be used, and what to do about it."""

TYPE1: Advice = (
    "it is a PostScript Type 1 font, which cannot be embedded",
    "name a family that has OpenType files (.otf, .ttf)",
)

UNPACK = "unpack it to a .ttf or .otf first"

FOREIGN = {
    b"wOFF": ("it is a WOFF, packed for web pages", UNPACK),
    b"wOF2": ("it is a WOFF2, packed for web pages", UNPACK),
    b"%!": TYPE1,
    b"\x80\x01": TYPE1,
}
"""How files begin that are fonts, but not for here."""

BROKEN: Advice = ("the file is broken or cut short", "get it anew")

MOST_BYTES = 200_000_000
"""Bytes of a font file: collections of all cuts for Chinese and Japanese have some 150 million."""

MOST_MEMBERS = 256
"""Fonts that are read of a collection: the largest in use have some forty."""

OPENTYPE = {b"\0\1\0\0", b"OTTO", b"true", b"ttcf"}


class DesignAxis(NamedTuple):
    """An axis of a variable font and how far it goes."""

    tag: str
    least: float
    default: float
    most: float

    def clamp(self, value: float) -> float:
        """The nearest value on the axis."""
        return max(self.least, min(value, self.most))


class FontFile(NamedTuple):
    """A cut of a family: a font file, or the font at `index` of a collection.

    `legacy` is the family's name for programs that know four styles: "Inter Light" of "Inter".
    """

    path: Path
    family: str
    weight: int = 400
    italic: bool = False
    index: int = 0  # type: ignore[assignment] # a tuple's own looks for a value
    style: str = ""
    legacy: str = ""
    width: int = NORMAL_WIDTH
    axes: tuple[DesignAxis, ...] = ()

    def axis(self, tag: str) -> DesignAxis | None:
        """The axis of a tag, "wght" or the like; None when the font has none."""
        return next((axis for axis in self.axes if axis.tag == tag), None)


def normal(family: str) -> str:
    """A family's name as it is compared."""
    return family.replace(" ", "").casefold()


def read_cuts(path: Path) -> tuple[FontFile, ...]:
    """The cuts in a font file, one for each font of a collection.

    Raises OSError, or InvalidValue that says why the file cannot be used.
    """
    check_plain(path, MOST_BYTES)
    with path.open("rb") as file:
        start = file.read(4)
    check_start(start)
    blob = hb.Blob.from_file_path(str(path))
    # A collection's header tells how many fonts it holds.
    count = int.from_bytes(bytes(blob.data[8:12]), "big") if start == b"ttcf" else 1
    faces = [hb.Face(blob, index) for index in range(min(count, MOST_MEMBERS))]
    if not faces or any(face.glyph_count == 0 for face in faces):
        raise InvalidValue(*BROKEN)
    try:
        return tuple(_cut(path, face, index) for index, face in enumerate(faces))
    except UnicodeDecodeError as error:
        raise InvalidValue(*BROKEN) from error


def check_start(start: bytes) -> None:
    """Raise InvalidValue when a file that starts so is not an OpenType font."""
    for magic, why in FOREIGN.items():
        if start.startswith(magic):
            raise InvalidValue(*why)
    if start not in OPENTYPE:
        raise InvalidValue("it is not a TrueType or OpenType font")


def _cut(path: Path, face: hb.Face, index: int) -> FontFile:
    family = _name(face, hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY)
    legacy = _name(face, hb.OTNameIdPredefined.FONT_FAMILY)
    style = _name(face, hb.OTNameIdPredefined.TYPOGRAPHIC_SUBFAMILY)
    weight, width, italic = _os2(face)
    axes = tuple(
        DesignAxis(axis.tag, axis.min_value, axis.default_value, axis.max_value)
        for axis in face.axis_infos
    )
    return FontFile(
        path, family or legacy or path.stem, weight, italic, index,
        style or _name(face, hb.OTNameIdPredefined.FONT_SUBFAMILY), legacy, width, axes,
    )  # fmt: skip


def _name(face: hb.Face, name: int) -> str:
    return str(face.get_name(name) or "").strip()


def _os2(face: hb.Face) -> tuple[int, int, bool]:
    """Weight, width and slant from the OS/2 table, or from head where there is none."""
    try:
        data = bytes(face.reference_table("OS/2").data)
        weight, width = unpack_from(">2H", data, 4)
        (selection,) = unpack_from(">H", data, 62)
    except struct.error:
        data = bytes(face.reference_table("head").data)
        (style,) = unpack_from(">H", data, 44) if len(data) >= 46 else (0,)
        return 700 if style & 1 else 400, NORMAL_WIDTH, bool(style & 2)
    # Bit 0 is italic, bit 9 oblique. Weights from 1 to 9 are those of early Windows fonts.
    return weight * 100 if weight < 10 else weight, width, bool(selection & 0x201)
