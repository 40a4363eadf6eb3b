"""Output profiles: ICC files from a print shop that tell how its press prints colours (ICC.1).

Little CMS does the work, through Pillow: relative colorimetric with black point compensation, so
that paper stays white and dark colours keep their differences. A file is looked through before it
is handed on: what it says of its sizes is not to be believed.
"""

from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from math import prod
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from ..basics.color import NEUTRAL, Color
from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from .kinds import HEAD, kind_of
from .pixels import banded
from .separation import BLACK_INK, OutputProfile, Separation

MOST_BYTES = 20_000_000
"""Bytes of a profile: those of presses have some hundred thousand, the largest known 9 million."""

HEADER, ENTRY, MOST_TAGS = 128, 12, 200
"""Bytes of the header and of an entry of the table of tags; and most entries: usual are some 15."""

PRESS = "a print shop has the profile of its press and paper: ask it, or see eci.org"

SPACES = {"RGB": "RGB colours", "GRAY": "greys", "Lab": "Lab colours", "CMY": "three inks"}
"""What profiles are of besides the four inks, by the name in the header."""

CLASSES = {
    "scnr": "an input profile, of a scanner or a camera", "mntr": "a display profile, of a screen",
    "link": "a device link between two devices", "spac": "a profile of a colour space",
    "abst": "a profile of an effect", "nmcl": "a list of named colours",
}  # fmt: skip
"""What profiles are for besides output, by the class in the header."""

TO_INKS = ("B2A1", "B2A0")
"""Tags of which one turns colours into inks, for the intents colorimetric and perceptual."""

TABLES = {*TO_INKS, "B2A2", "A2B0", "A2B1", "A2B2"}
"""Tags with tables of many dimensions."""

CMYK = "CMYK"

Transform = Any
"""What Little CMS makes of two profiles."""


def read_output_profile(path: Path) -> OutputProfile:
    """The profile in a file.

    Raises InvalidValue for what is none, or none of four inks, or damaged; OSError.
    """
    if not path.is_file():
        other = "it is no plain file" if path.exists() else "there is no such file"
        raise InvalidValue("this is a folder" if path.is_dir() else other)
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InvalidValue(f"the file has more than {MOST_BYTES // 10**6} MB", PRESS)
    data = _of_press(data)
    _check_tables(data)
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(data))
        description = ImageCms.getProfileDescription(opened).strip()
        profile = OutputProfile(path.name, data, " ".join(description.split()))
        ProfiledSeparation(profile).text_color(Color((0.5, 0.5, 0.5)))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise InvalidValue(f"the profile is damaged ({error})", PRESS) from None
    return profile


def _of_press(data: bytes) -> bytes:
    """The bytes that are the profile. Raises InvalidValue unless its header tells of four inks."""
    if data[36:40] != b"acsp":
        kind, _ = kind_of(data[:HEAD])
        what = kind if data else "empty"
        raise InvalidValue(f"this is {what and f'{what}, '}no ICC profile", PRESS)
    size = int.from_bytes(data[:4], "big")
    if size > len(data) or size < HEADER + 4:
        says = f"it says that it has {size:,} bytes, and has {len(data):,}"
        raise InvalidValue(f"the profile is cut short: {says}", "get the file once more")
    space, use = (data[at : at + 4].decode("latin-1").strip("\0 ") for at in (16, 12))
    if space != CMYK:
        of = SPACES.get(space, f"'{space}'")
        raise InvalidValue(f"this is a profile of {of}, not of a press's four inks", PRESS)
    if use != "prtr":
        raise InvalidValue(f"this is {CLASSES.get(use, repr(use))}, no output profile", PRESS)
    return data[:size]


class _Tag(NamedTuple):
    name: str
    data: bytes


def _tags(data: bytes) -> Iterator[_Tag]:
    """The tags of a profile. Raises InvalidValue where one would lie outside of the file."""
    count = int.from_bytes(data[HEADER : HEADER + 4], "big")
    if count > MOST_TAGS:
        raise InvalidValue(f"the profile is damaged: it says that it has {count:,} tags", PRESS)
    for at in range(HEADER + 4, HEADER + 4 + count * ENTRY, ENTRY):
        entry = data[at : at + ENTRY]
        start, size = (int.from_bytes(entry[n : n + 4], "big") for n in (4, 8))
        if len(entry) < ENTRY or start + size > len(data):
            raise InvalidValue("the profile is damaged: a part lies outside of its file", PRESS)
        yield _Tag(entry[:4].decode("latin-1"), data[start : start + size])


def _check_tables(data: bytes) -> None:
    """Raise InvalidValue unless there is a table to inks, and all are as large as they say."""
    tags = list(_tags(data))
    if not {tag.name for tag in tags} & set(TO_INKS):
        raise InvalidValue("the profile cannot turn colours into inks: it lacks that table", PRESS)
    for tag in tags:
        if tag.name in TABLES and _table_bytes(tag.data) > len(tag.data):
            message = f"the profile is damaged: the table {tag.name} is larger than it can be"
            raise InvalidValue(message, PRESS)


def _table_bytes(tag: bytes) -> int:
    """The bytes that a table's grid must have, by what it says (ICC.1, 10.10 to 10.13)."""
    kind, inputs, outputs, grid = tag[:4], *(bytes(tag[8:11]).ljust(3, b"\0"))
    if kind in {b"mft1", b"mft2"}:
        return int(grid**inputs) * outputs * (1 if kind == b"mft1" else 2)
    at = int.from_bytes(tag[24:28], "big")
    if kind not in {b"mAB ", b"mBA "} or not at or inputs > 15:
        return 0
    points, width = tag[at : at + inputs], tag[at + 16 : at + 17]
    return prod(points) * outputs * (width[0] if width else 1)


class ProfiledSeparation(Separation):
    """Colours in inks as an output profile says.

    Dark neutrals are black ink alone, and so is neutral text: in four inks its edges would blur.
    Colours that are inks already stay as they are.
    """

    def __init__(self, profile: OutputProfile) -> None:
        self.profile: OutputProfile = profile
        self._known: dict[Color, Color] = {}

    @cached_property
    def _press(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(BytesIO(self.profile.data))

    @cached_property
    def _to_inks(self) -> Transform:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self._press, "RGB", CMYK,
            ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip

    @cached_property
    def _to_lab(self) -> Transform:
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        lab = ImageCms.createProfile("LAB")
        return ImageCms.buildTransform(self._press, lab, CMYK, "LAB", intent)

    def color(self, color: Color) -> Color:
        """A colour of areas and lines in DeviceCMYK."""
        if len(color.values) == 4:
            return color
        if color.cmyk == BLACK_INK:
            return BLACK_INK
        found = self._known.get(color)
        if found is None:
            channels = tuple(round(255 * value) for value in color.values)
            inks = _applied(Image.new("RGB", (1, 1), channels), self._to_inks)
            found = self._known[color] = Color(tuple(v / 255 for v in inks.tobytes()))
        return found

    def text_color(self, color: Color) -> Color:
        """A colour of text: neutral ones are so much black ink as looks as light."""
        inks = self.color(color)
        if len(color.values) == 4 or max(color.values) - min(color.values) > NEUTRAL:
            return inks
        levels = tuple(round(255 * value) for value in inks.values)
        (light,) = self._lightness(Image.new(CMYK, (1, 1), levels))
        black = min(range(256), key=lambda level: abs(self._blacks[level] - light))
        return Color((0.0, 0.0, 0.0, black / 255))

    @cached_property
    def _blacks(self) -> bytes:
        """How light each level of black ink is, from none to solid."""
        none = Image.new("L", (256, 1))
        levels = Image.frombytes("L", (256, 1), bytes(range(256)))
        return self._lightness(Image.merge(CMYK, (none, none, none, levels)))

    def _lightness(self, image: Image.Image) -> bytes:
        """How light inks look on paper: L* of CIELAB, 255 for 100."""
        return _applied(image, self._to_lab).getchannel(0).tobytes()

    def pixels(self, image: Image.Image, mode: str = CMYK) -> Image.Image:
        """Pixels in RGB as inks, in Pillow's mode CMYK, or in RGBA, where PNG packs four values."""
        return image if image.mode == mode else banded(image, mode, lambda p: self._band(p, mode))

    def _band(self, part: Image.Image, mode: str) -> Image.Image:
        inks = part
        if part.mode == "RGB":
            inks = _applied(part, self._to_inks)
        elif part.mode == "L":
            none = Image.new("L", part.size)
            inks = Image.merge(CMYK, (none, none, none, part.point(range(255, -1, -1))))
        return inks if mode == CMYK else Image.merge(mode, inks.split())


def _applied(image: Image.Image, transform: Transform) -> Image.Image:
    made = ImageCms.applyTransform(image, transform)
    assert made is not None  # it is when the image itself is changed
    return made
