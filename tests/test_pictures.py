"""Picture files: what may be in them, and what they may not do."""

import zlib
from pathlib import Path

import pytest
from PIL import Image

from box_samples import ICON, photo
from korttipakka.basics.color import Color, parse_color
from korttipakka.basics.geometry import Rect, Size
from korttipakka.basics.problems import InvalidValue
from korttipakka.model.frame import Gradient, Shape
from korttipakka.model.paths import bounds
from korttipakka.pictures import Drawing, PictureError, Pictures, Raster, Vector
from korttipakka.pictures.svg import read_svg
from png_samples import HEADER, png_of

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BLACK = Color((0.0, 0.0, 0.0))


def svg(inside: str, attributes: str = 'width="96" height="96" viewBox="0 0 96 96"') -> list[Shape]:
    """The shapes of an SVG file of an inch by an inch, 96 of its pixels being 72 points."""
    svg = read_svg(f"<svg {NS} {attributes}>{inside}</svg>".encode())
    frame = svg.frame
    assert frame is not None, svg.why
    assert frame.size == Size(72, 72)
    return [item for item in frame.items if isinstance(item, Shape)]


def refused(path: Path) -> str:
    """What is said against a file."""
    with pytest.raises(InvalidValue) as caught:
        Pictures().open(path)
    return str(caught.value)


def test_sizes_are_upright(tmp_path: Path) -> None:
    """A photograph taken on its side counts as it is shown."""
    exif = Image.Exif()
    exif[0x0112] = 6
    photo(90, 60).save(tmp_path / "a.jpg", exif=exif)
    photo(90, 60).save(tmp_path / "b.png")
    pictures = Pictures()
    sizes = [pictures.open(tmp_path / name).size for name in ("a.jpg", "b.png")]
    assert sizes == [Size(60, 90), Size(90, 60)]


def test_a_file_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture on a thousand cards is looked at once."""
    photo(9, 6).save(tmp_path / "a.png")
    pictures = Pictures()
    first = pictures.open(tmp_path / "a.png")
    assert isinstance(first, Raster)
    (tmp_path / "a.png").unlink()
    assert pictures.open(tmp_path / "a.png", parse_color("red")) is first


def test_vectors_are_read_once_a_colour(tmp_path: Path) -> None:
    """An icon is read again only for another colour."""
    (tmp_path / "a.svg").write_text(ICON)
    pictures = Pictures()
    red, again, blue = (pictures.open(tmp_path / "a.svg", parse_color(c)) for c in
                        ("red", "#f00", "blue"))  # fmt: skip
    assert isinstance(red, Vector)
    assert red is again
    assert red != blue


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.png", b"not a picture", "neither a PNG, JPEG, WebP nor SVG"),
        ("a.jpg", b"", "neither a PNG"),
        ("a.gif", b"GIF89a\1\0\1\0\0\0\0;", "this is a GIF, neither a PNG"),
        ("a.png", b"BM\x36\0\0\0\0\0\0\0", "this is a BMP, neither a PNG"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "this is a HEIC photo, neither a PNG"),
        ("a.jpg", b"\0\0\0\x18ftypavif\0\0\0\0", "this is an AVIF, neither a PNG"),
        ("a.jpg", b"II*\0\x08\0\0\0", "this is a TIFF or a camera's raw picture"),
        ("a.png", b"%PDF-1.7", "this is a PDF, neither a PNG"),
        ("a.png", b"<!DOCTYPE html><html>", "this is a web page, neither a PNG"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "this is an SVG picture"),
        ("a.png", b"", "this is empty, neither a PNG"),
        ("a.jpg", bytes(4096), "a file of zeros, perhaps not fetched from a cloud"),
        ("a.svg", b"<svg><use xlink:href='#a'/></svg>", "prefix xlink"),
        ("a.ps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "neither a PNG"),
        ("a.svg", b"<svg", "this is not SVG"),
        ("a.svg", b"\x1f\x8b\x08", "this is a packed file, perhaps an SVGZ, not SVG"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "this is PNG, not SVG"),
        ("a.svg", b"<html/>", "its first element is not <svg>"),
        ("a.svg", b'<svg xmlns="urn:a"/>', "its namespace is urn:a"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "no size"),
    ],
)
def test_what_is_no_picture(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    """A file of another kind is refused in plain words, whatever its name."""
    (tmp_path / name).write_bytes(data)
    assert says in refused(tmp_path / name)


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that went away is told of, not raised as the system's error."""
    assert "cannot be read" in refused(tmp_path / "gone.png")


def test_damaged_png(tmp_path: Path) -> None:
    """A PNG whose checksum is wrong is found out before anything is painted."""
    photo(90, 60).save(tmp_path / "a.png")
    data = bytearray((tmp_path / "a.png").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "a.png").write_bytes(bytes(data))
    assert "damaged" in refused(tmp_path / "a.png")


def test_odd_exif_is_borne(tmp_path: Path) -> None:
    """What a camera wrote wrongly beside the pixels is no warning and no error."""
    exif = Image.Exif()
    exif[0x0112] = 6
    photo(90, 60).save(tmp_path / "a.jpg", exif=exif)
    data = (tmp_path / "a.jpg").read_bytes()
    at = data.index(b"Exif\0\0") + 14
    (tmp_path / "a.jpg").write_bytes(data[:at] + b"\xff\xff" + data[at + 2 :])
    assert isinstance(Pictures().open(tmp_path / "a.jpg"), Raster)


def test_decompression_bomb(tmp_path: Path) -> None:
    """A small file that would unpack to billions of pixels is an error, not a warning."""
    header = HEADER.pack(12_000, 12_000, 8, 2, 0, 0, 0)
    bomb = png_of((b"IHDR", header), (b"IDAT", zlib.compress(b"")))
    (tmp_path / "a.png").write_bytes(bomb)
    assert "megapixels" in refused(tmp_path / "a.png")


def test_svg_shapes_and_transforms() -> None:
    """Shapes arrive in points, y upwards, with transforms and groups worked in."""
    (rect, circle) = svg(
        '<g transform="translate(48 0)"><rect width="48" height="24" fill="#f00"/></g>'
        '<circle cx="24" cy="24" r="24" fill="none" stroke="blue" stroke-width="4"/>'
    )
    assert bounds(rect.path) == Rect(36, 54, 72, 72)
    assert rect.fill == parse_color("red")
    assert rect.stroke is None
    assert bounds(circle.path) == Rect(0, 36, 36, 72)
    assert circle.stroke_width == pytest.approx(3)


def test_svg_style_sheets_and_use() -> None:
    """Classes of a style sheet and shapes shown again by <use> are followed."""
    shapes = svg(
        "<style>.a{fill:#00f;fill-rule:evenodd}</style>"
        '<defs><path id="p" d="M0 0H10V10H0Z"/></defs><path class="a" d="M0 0H10V10Z"/>'
        '<use xlink:href="#p" x="20"/><use href="#p" y="20" fill="red"/>'
    )
    assert [shape.fill for shape in shapes] == [
        parse_color("blue"), parse_color("black"), parse_color("red"),
    ]  # fmt: skip
    assert shapes[0].even_odd
    assert bounds(shapes[1].path).left == pytest.approx(15)


def test_svg_opacity_is_worked_in() -> None:
    """The opacity of a group and of a shape in it is that of its fill and stroke."""
    filled, drawn = svg(
        '<g opacity="0.5"><path d="M0 0H9V9Z" style="opacity:50%" fill-opacity="0.8"/></g>'
        '<path d="M0 0H9V9Z" fill="none" stroke="red" opacity="0.5" stroke-opacity="0.5"/>'
    )
    assert filled.opacity == pytest.approx(0.2)
    assert drawn.stroke_opacity == pytest.approx(0.25)


def test_svg_gradients_and_clips() -> None:
    """Gradients are kept as such, and clip paths go with each shape that they hide."""
    shapes = svg(
        '<defs><linearGradient id="g"><stop stop-color="red"/>'
        '<stop offset="1" stop-color="blue"/></linearGradient>'
        '<clipPath id="c"><circle cx="48" cy="48" r="20"/></clipPath></defs>'
        '<rect width="96" height="96" fill="url(#g)"/>'
        '<g clip-path="url(#c)"><rect width="96" height="96" fill="#0f0"/></g>'
    )
    fills = [shape.fill for shape in shapes]
    (blend,) = [fill for fill in fills if isinstance(fill, Gradient)]
    assert [color for _, color in blend.stops] == [parse_color("red"), parse_color("blue")]
    assert (blend.start.x, blend.end.x) == pytest.approx((0, 72))
    clips = shapes[-1].clips
    assert len(clips) == 1
    assert bounds(clips[0]).width == pytest.approx(30)


@pytest.mark.parametrize(
    ("transform", "start", "end"),
    [
        ("translate(10)", (10, 0), (20, 0)),
        ("scale(2)", (0, 0), (20, 0)),
        ("rotate(90)", (0, 0), (0, 10)),
        ("rotate(90 5 0)", (5, -5), (5, 5)),
        ("translate(10 20) scale(2 3)", (10, 20), (30, 20)),
        ("matrix(1 0 0 1 3 4)", (3, 4), (13, 4)),
        # Lines of one colour stay upright, and a gradient runs across them.
        ("skewY(45)", (0, 0), (10, 0)),
    ],
)
def test_svg_gradients_are_turned(
    transform: str, start: tuple[float, float], end: tuple[float, float]
) -> None:
    """A gradient's own transform is worked into where it begins and ends."""
    (shape,) = [
        shape for shape in svg(
            '<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="10" y2="0" '
            f'gradientTransform="{transform}"><stop stop-color="red"/>'
            '<stop offset="1" stop-color="blue"/></linearGradient>'
            '<rect width="96" height="96" fill="url(#g)"/>'
        ) if shape.fill != BLACK
    ]  # fmt: skip
    assert isinstance(shape.fill, Gradient)
    for found, (x, y) in ((shape.fill.start, start), (shape.fill.end, end)):
        assert found.x == pytest.approx(0.75 * x, abs=0.01)
        assert found.y == pytest.approx(72 - 0.75 * y, abs=0.01)


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ('<text x="5" y="30">Hello</text>', "it has <text>"),
        (
            '<g opacity="0.5"><path d="M0 0H90V90Z"/><path d="M0 9H90V90Z"/></g>',
            "it has opacity over several shapes",
        ),
    ],
)
def test_svg_drawn_as_pixels(tmp_path: Path, inside: str, why: str) -> None:
    """What shapes would not show right is drawn by resvg, as finely as print shows, and told."""
    (tmp_path / "a.svg").write_text(f'<svg {NS} viewBox="0 0 96 96">{inside}</svg>')
    pictures = Pictures()
    found = pictures.open(tmp_path / "a.svg")
    assert isinstance(found, Drawing)
    made = pictures.drawn(found, Size(36, 36))
    assert made is not None
    assert made.note == f"{why}, so that it is printed as pixels, 600 dpi"
    with Image.open(made.path) as image:
        assert image.size == tuple(made.size) == (300, 300)
        assert image.getchannel("A").getextrema()[1] > 0


@pytest.mark.parametrize(
    "inside", [f'<path d="M0 0{"h1v1" * 60_000}"/>', f'<polyline points="{"1 2 " * 60_000}"/>']
)
def test_svg_with_very_long_paths(inside: str) -> None:
    """What would take long to read is left to resvg, whose time is bounded."""
    assert read_svg(f"<svg {NS} width='9' height='9'>{inside}</svg>".encode()).why == (
        "it has very long paths"
    )


def test_svg_is_read_once_for_all_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is shown in a hundred colours is parsed and checked once."""
    (tmp_path / "a.svg").write_text(ICON)
    read: list[bytes] = []
    monkeypatch.setattr(
        "korttipakka.pictures.svg.read_svg", lambda data: read.append(data) or read_svg(data)
    )
    pictures = Pictures()
    shown = {pictures.open(tmp_path / "a.svg", Color((n / 100, 0.0, 0.0))) for n in range(100)}
    assert len(shown) == 100
    assert len(read) == 1
    (tmp_path / "bad.svg").write_text(f"<svg {NS}><script/></svg>")
    for n in range(100):
        with pytest.raises(PictureError):
            pictures.open(tmp_path / "bad.svg", Color((n / 100, 0.0, 0.0)))
    assert len(read) == 2


def test_svg_that_no_reader_draws_right(tmp_path: Path) -> None:
    """What resvg warns of is an error: nothing is left out in silence."""
    (tmp_path / "a.svg").write_text(
        f'<svg {NS} viewBox="0 0 96 96"><rect width="9" height="9" fill="no-colour"/></svg>'
    )
    pictures = Pictures()
    found = pictures.open(tmp_path / "a.svg")
    assert isinstance(found, Drawing)
    with pytest.raises(PictureError, match="cannot be drawn right"):
        pictures.drawn(found, Size(36, 36))
