"""Colours and pictures in inks: by an output profile as it says, and hardly larger than before."""

import io
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw

from debian import press_profile
from icc_samples import (
    D50,
    DARKEST,
    Values,
    difference,
    printed,
    profile,
    sheet_profile,
)
from korttipakka.basics.color import BLACK, WHITE, Color, parse_color
from korttipakka.basics.problems import InvalidValue
from korttipakka.basics.scratch import Scratch
from korttipakka.paint import ycck
from korttipakka.paint.images import Encoded, encoded
from korttipakka.pictures.output_profile import (
    MOST_BYTES,
    OutputProfile,
    ProfiledSeparation,
    read_output_profile,
)
from korttipakka.pictures.separation import ARITHMETIC, Separation

PROFILE = sheet_profile()

COLORS = (
    "#0b6e75", "#2f5aa8", "#b8324b", "#7a4a9e", "#9a5b00", "#c8b400", "#ffd9c2", "#f2efe8",
)  # fmt: skip
"""Those of the shipped deck's categories, and some lighter ones."""

STEPS = list(range(2, 66))


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> ProfiledSeparation:
    """The press made up for tests."""
    return ProfiledSeparation(read(tmp_path_factory.mktemp("icc"), PROFILE))


def read(folder: Path, data: bytes) -> OutputProfile:
    """A profile of these bytes, from a file."""
    path = folder / "press.icc"
    path.write_bytes(data)
    return read_output_profile(path)


# Colours


def compensated(rgb: Values) -> Values:
    """A colour as a press prints it whose black is lighter: XYZ is squeezed in between."""
    rows = ((0.4360, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7142))
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
    dark = ((DARKEST + 16) / 116) ** 3
    shares = [
        sum(m * v for m, v in zip(row, linear, strict=True)) / white * (1 - dark) + dark
        for row, white in zip(rows, D50, strict=True)
    ]
    x, y, z = (share ** (1 / 3) for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("text", COLORS)
def test_colours_are_printed_as_the_profile_says(press: ProfiledSeparation, text: str) -> None:
    """On the press made up, whose inks are known, a colour looks as it should within dE 3."""
    color = parse_color(text)
    inks = press.color(color)
    assert difference(printed(inks.values), compensated(color.rgb)) < 3


def test_arithmetic_shifts_colours(press: ProfiledSeparation) -> None:
    """What the deck's teal becomes without a profile is another colour on the press."""
    teal = parse_color("#0b6e75")
    assert difference(printed(ARITHMETIC.color(teal).values), compensated(teal.rgb)) > 5


@pytest.mark.parametrize("text", COLORS)
def test_colours_of_a_real_profile(text: str) -> None:
    """Inks of a real profile are what Little CMS answers in 16 bits of Lab, within dE 3."""
    color, file = parse_color(text), press_profile()
    inks = ProfiledSeparation(read_output_profile(file)).color(color)
    press, screen = ImageCms.getOpenProfile(str(file)), ImageCms.createProfile("sRGB")
    proof = ImageCms.buildProofTransform(
        screen, ImageCms.createProfile("LAB"), press, "RGB", "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.SOFTPROOFING | ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    back = ImageCms.buildTransform(
        press, ImageCms.createProfile("LAB"), "CMYK", "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )  # fmt: skip
    eight = tuple(round(255 * v) for v in color.values)
    wanted = seen(ImageCms.applyTransform(Image.new("RGB", (1, 1), eight), proof))
    inked = Image.new("CMYK", (1, 1), tuple(round(255 * v) for v in inks.values))
    assert difference(seen(ImageCms.applyTransform(inked, back)), wanted) < 3


def seen(image: Image.Image | None) -> Values:
    """The one pixel of an image in CIELAB."""
    assert image is not None
    light, a, b = image.tobytes()
    return light / 2.55, *(v - 256 if v > 127 else v for v in (a, b))


def test_white_is_paper_and_black_is_black_ink(press: ProfiledSeparation) -> None:
    """White has no ink; dark neutrals are solid black ink; inks stay as they are written."""
    for colored in (press.color, press.text_color):
        assert colored(WHITE).values == (0, 0, 0, 0)
        assert colored(BLACK).values == colored(parse_color("#17181c")).values == (0, 0, 0, 1)
        inks = Color((0.1, 0.2, 0.3, 0.4))
        assert colored(inks) == inks


@pytest.mark.parametrize("text", ["#595959", "#808080", "#c0c0c0", "#767a80"])
def test_grey_text_is_black_ink_alone(press: ProfiledSeparation, text: str) -> None:
    """Neutral text has no screens of other inks, and is as light as what the profile answers."""
    color = parse_color(text)
    *others, black = press.text_color(color).values
    assert others == [0, 0, 0]
    assert 0 < black < 1
    light, wanted = printed((0, 0, 0, black))[0], printed(press.color(color).values)[0]
    assert light == pytest.approx(wanted, abs=1.5)
    assert press.text_color(parse_color("#0b6e75")) == press.color(parse_color("#0b6e75"))


@given(st.integers(1, 40), st.integers(1, 600))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pixels_are_as_colours(press: ProfiledSeparation, width: int, height: int) -> None:
    """A pixel has the inks of its colour, in strips of any height, in both of Pillow's modes."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    image.paste((11, 110, 117), (0, height // 2, width, height))
    inks, named = press.pixels(image), press.pixels(image, "RGBA")
    assert inks.tobytes() == named.tobytes()
    for y in (0, height - 1):
        channels = image.getpixel((0, y))
        assert isinstance(channels, tuple)
        color = Color(tuple(value / 255 for value in channels))
        if color.cmyk.values != (0, 0, 0, 1):
            wanted = [round(255 * value) for value in press.color(color).values]
            assert inks.getpixel((0, y)) == tuple(wanted)


# Files that are no profile of a press


def changed(data: bytes, at: int, new: bytes) -> bytes:
    """Bytes with some of them others."""
    return data[:at] + new + data[at + len(new) :]


def without_tables() -> bytes:
    """A profile that only knows its paper."""
    return profile({b"wtpt": b"XYZ \0\0\0\0" + bytes(12)})


B2A0 = PROFILE.rindex(b"mft2")

BAD = {
    "empty": (b"", "this is empty, no ICC profile"),
    "text": (b"Hello\n" * 40, "this is no ICC profile"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "this is PNG, no ICC profile"),
    "pdf": (b"%PDF-1.4\n" + bytes(200), "this is a PDF, no ICC profile"),
    "screen": (profile({}, space=b"RGB ", use=b"mntr"), "a profile of RGB colours"),
    "grey": (profile({}, space=b"GRAY"), "a profile of greys"),
    "seven inks": (profile({}, space=b"7CLR"), "a profile of '7CLR'"),
    "scanner": (profile({}, use=b"scnr"), "an input profile, of a scanner"),
    "link": (profile({}, use=b"link"), "a device link"),
    "no tables": (without_tables(), "cannot turn colours into inks"),
    "cut short": (PROFILE[:20_000], "cut short: it says that it has"),
    "header alone": (PROFILE[:128], "cut short"),
    "many tags": (changed(PROFILE, 128, b"\xff" * 4), "it says that it has 4,294,967,295 tags"),
    "tag outside": (changed(PROFILE, 136, b"\x7f" * 8), "a part lies outside of its file"),
    "large grid": (changed(PROFILE, B2A0 + 10, b"\xff"), "the table B2A0 is larger"),
    "many inputs": (changed(PROFILE, B2A0 + 8, b"\xff"), "the table B2A0 is larger"),
    "tables overwritten": (changed(PROFILE, B2A0, b"\0" * 4000), "the profile is damaged"),
    "too long": (PROFILE + bytes(MOST_BYTES), "more than 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_profile_of_a_press(tmp_path: Path, name: str) -> None:
    """Every other file is refused, and told what it is; nothing of a size that it says is made."""
    data, message = BAD[name]
    with pytest.raises(InvalidValue, match=message.replace("(", r"\(")):
        read(tmp_path, data)


def test_no_file(tmp_path: Path) -> None:
    """A folder and a name that nothing has are told as such."""
    with pytest.raises(InvalidValue, match="this is a folder"):
        read_output_profile(tmp_path)
    with pytest.raises(InvalidValue, match="there is no such file"):
        read_output_profile(tmp_path / "a.icc")


def test_what_follows_a_profile_is_left(tmp_path: Path) -> None:
    """Bytes after the profile's own end are no part of it."""
    assert read(tmp_path, PROFILE + b"more").data == PROFILE


@given(st.integers(0, len(PROFILE) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_profiles(tmp_path: Path, at: int, new: bytes) -> None:
    """A profile with some bytes changed is read or refused, and nothing else happens."""
    data = changed(PROFILE, at, new)[: len(PROFILE)]
    try:
        found = ProfiledSeparation(read(tmp_path, data))
    except InvalidValue:
        return
    assert len(found.text_color(parse_color("#808080")).values) == 4


@pytest.mark.parametrize(
    ("description", "condition"),
    [
        ("FOGRA39L Coated", "FOGRA39"), ("ISO Coated v2 (ECI)", "FOGRA39"),
        ("ISO Coated v2 300% (ECI)", ""), ("U.S. Web Coated (SWOP) v2", "CGATS TR 001"),
        ("PSO Coated v3", ""), ("SWOP TR001 coated", "CGATS TR 001"), ("FOGRA51", ""),
    ],
)  # fmt: skip
def test_the_condition_that_a_profile_is_of(description: str, condition: str) -> None:
    """Names of registered conditions are found in descriptions, and only there."""
    assert OutputProfile("a.icc", b"", description).condition == condition


# Pictures


def photograph(width: int, height: int) -> Image.Image:
    """Colours that run into each other, with edges, and a little noise."""
    across = Image.linear_gradient("L").rotate(90)
    image = Image.merge("RGB", (Image.linear_gradient("L"), across, Image.radial_gradient("L")))
    image = image.resize((width, height))
    ImageDraw.Draw(image).ellipse((5, 5, width // 2, height // 2), (20, 20, 24), (200, 30, 60), 3)
    grain = Image.effect_noise((width, height), 12).convert("RGB")
    return ImageChops.add(image, grain, 1, -128)


@pytest.mark.parametrize("coarse", [(1, 1), (2, 1), (2, 2)])
@pytest.mark.parametrize("size", [(16, 16), (1, 1), (257, 513), (40, 257), (333, 15)])
def test_jpegs_of_inks(coarse: tuple[int, int], size: tuple[int, int]) -> None:
    """What is packed is unpacked by libjpeg: in size, and in inks as far as coarse hues allow."""
    image = photograph(*size) if min(size) > 10 else Image.new("RGB", size, (90, 140, 60))
    data = ycck.packed(image, ARITHMETIC.pixels, (STEPS, STEPS), coarse)
    found = Image.open(io.BytesIO(data))
    assert (found.mode, found.size) == ("CMYK", size)
    wanted = ARITHMETIC.pixels(image)
    apart = ImageChops.difference(found, wanted).split()
    for plane in apart:
        total = sum(level * count for level, count in enumerate(plane.histogram()))
        assert total / (size[0] * size[1]) < 12
    flat = Image.new("RGB", (50, 300), (200, 120, 40))
    unpacked = Image.open(io.BytesIO(ycck.packed(flat, ARITHMETIC.pixels, ([1] * 64,), coarse)))
    for one, other in zip(unpacked.getpixel((49, 299)), (0, 102, 204, 55), strict=True):  # type: ignore[arg-type]
        assert one == pytest.approx(other, abs=3)


def in_inks(path: Path, inks: Separation) -> Encoded:
    """A picture file as a PDF in inks has it."""
    return encoded(path, inks, Scratch())


@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_photographs_stay_small(
    tmp_path: Path, press: ProfiledSeparation, subsampling: int
) -> None:
    """A JPEG of noise, the worst there is, is less than twice as large in a profile's inks."""
    path = tmp_path / "a.jpg"
    photograph(600, 450).save(path, quality=80, subsampling=subsampling, optimize=True)
    before = path.stat().st_size
    assert in_inks(path, press).data.length < 1.75 * before
    assert in_inks(path, ARITHMETIC).data.length < 2.2 * before


@pytest.mark.parametrize(("colors", "bits"), [(2, 1), (4, 2), (16, 4), (17, 8), (256, 8)])
@pytest.mark.parametrize("mode", ["P", "RGB", "RGBA"])
def test_few_colours_become_a_palette(tmp_path: Path, colors: int, bits: int, mode: str) -> None:
    """A drawing stays as small as its file: its pixels are places in a palette of inks."""
    drawing = Image.new("P", (300, 200))
    drawing.putpalette([v for n in range(colors) for v in (n, 255 - n, (n * 7) % 256)])
    pen = ImageDraw.Draw(drawing)
    for n in range(colors):
        pen.rectangle((n % 16 * 18, n // 16 * 12, n % 16 * 18 + 14, n // 16 * 12 + 9), n)
    path = tmp_path / "a.png"
    drawing.convert(mode).save(path)
    made = in_inks(path, ARITHMETIC)
    assert (made.space, made.bits, len(made.palette)) == ("DeviceCMYK", bits, 4 * colors)
    assert made.data.length < path.stat().st_size + 100


def test_many_colours_have_no_palette(tmp_path: Path) -> None:
    """One colour more than a palette takes, and pixels are inks themselves, without loss."""
    image = Image.new("RGB", (257, 1))
    image.putdata([(n % 256, n // 256, 200) for n in range(257)])
    image.save(tmp_path / "a.png")
    made = in_inks(tmp_path / "a.png", ARITHMETIC)
    assert (made.palette, made.bits, made.predicted) == (b"", 8, 4)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_greys_stay_greys(tmp_path: Path, press: ProfiledSeparation, suffix: str) -> None:
    """A grey picture's own bytes are used: grey is so much black ink."""
    path = tmp_path / f"a.{suffix}"
    photograph(90, 60).convert("L").save(path)
    for inks in (ARITHMETIC, press):
        made = in_inks(path, inks)
        assert made.space == "DeviceGray"
        assert made.data.path == path
        assert not made.inverted


def test_frames_say_what_they_hold(tmp_path: Path) -> None:
    """Brightness and black are packed finely, hues coarsely, as the markers of the file tell."""
    photograph(64, 64).save(tmp_path / "a.jpg", quality=70, subsampling=2)
    scratch = Scratch()
    made = encoded(tmp_path / "a.jpg", ARITHMETIC, scratch)
    data = b"".join(made.data.pieces())
    assert (made.filter, made.inverted) == ("DCTDecode", True)
    at = data.index(b"\xff\xc0")
    height, width, count = struct.unpack(">HHB", data[at + 5 : at + 10])
    assert (width, height, count) == (64, 64, 4)
    sampled = [data[at + 11 + 3 * n] for n in range(4)]
    assert sampled == [0x22, 0x11, 0x11, 0x22]
    assert b"\xff\xee\x00\x0eAdobe" in data
