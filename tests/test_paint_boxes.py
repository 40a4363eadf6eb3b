"""Boxes in the finished PDF, read back by pdfium, QPDF and a reader of QR codes."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageCms, ImageOps

from box_samples import (
    ALL,
    EVERYTHING,
    FULL,
    MM,
    build,
    contents,
    images,
    make_deck,
    opened,
    pdf_bytes,
    photo,
    raster,
    xobjects,
)
from korttipakka.basics.color import parse_color
from korttipakka.model.layout import PATTERNS
from korttipakka.pictures.pixels import to_cmyk

SINGLE = {"sheet__arrange": "single", "card__bleed": "3 mm"}
"""One face a page: the page is the card with its bleed."""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Two cards with everything."""
    return make_deck(tmp_path / "deck", FULL, FULL | {"title": "Again"})


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
OTHER = "BGRs".encode("utf-16-be")


def image_bounds(data: bytes) -> list[tuple[float, ...]]:
    """Where pdfium finds images on the first page, in points."""
    page = pypdfium2.PdfDocument(data)[0]
    found = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    return [image.get_bounds() for image in found]


def test_a_jpeg_is_embedded_as_it_is(deck: Path) -> None:
    """The bytes of a JPEG file stand in the PDF, once for all cards and boxes that show it."""
    boxes = {"one": ALL | {"image": "{image}"}, "two": ALL | {"image": "{image}", "fit": "cover"}}
    pdf = opened(build(deck, boxes))
    (image,) = images(pdf)
    assert image.Filter == "/DCTDecode"
    assert image.read_raw_bytes() == (deck / "photo.jpg").read_bytes()


def test_transparency_is_a_soft_mask(deck: Path) -> None:
    """The clear parts of a PNG let the ground through, half clear ones half of it."""
    boxes = {
        "ground": ALL | {"fill": "blue"},
        "ring": {"image": "ring.png", "left": "0", "width": "40 mm", "top": "0",
                 "height": "40 mm"},
    }  # fmt: skip
    result = build(deck, boxes, sheet__arrange="single")
    pdf = opened(result)
    (image,) = images(pdf)
    assert image.SMask.ColorSpace == "/DeviceGray"
    page = raster(result)
    corner, ring, middle = (page.getpixel((round(x * MM), round(x * MM))) for x in (1, 10, 20))
    assert corner == (0, 0, 255)
    assert ring == (255, 0, 0)
    assert all(abs(a - b) < 6 for a, b in zip(middle, (128, 0, 127), strict=True))


@pytest.mark.parametrize("name", ["photo.jpg", "photo.webp"])
def test_a_picture_reaches_into_the_bleed(deck: Path, name: str) -> None:
    """A covering picture at the trim is painted to the page's edges, in its own colours."""
    result = build(deck, {"p": ALL | {"image": name, "fit": "cover"}}, **SINGLE)
    (bounds,) = image_bounds(pdf_bytes(result))
    assert bounds[1] == pytest.approx(0, abs=0.01)
    assert bounds[3] == pytest.approx(86 * MM, abs=0.01)
    page = raster(result)
    right, bottom = page.width - 2, page.height - 2
    seen = [page.getpixel(at) for at in ((1, 1), (right, 1), (right, bottom), (1, bottom))]
    wanted = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]
    for one, other in zip(seen, wanted, strict=True):
        assert all(abs(a - b) < 10 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("turn", "top_left"),
    [("0", (255, 0, 0)), ("90", (0, 255, 0)), ("180", (0, 0, 255)), ("270", (255, 255, 0))],
)
def test_pictures_turn_with_their_box(deck: Path, turn: str, top_left: tuple[int, ...]) -> None:
    """A picture in a turned box is turned counter-clockwise and fills the box as before."""
    box = ALL | {"image": "photo.webp", "fit": "cover", "rotate": turn}
    page = raster(build(deck, {"p": box}, **SINGLE))
    assert page.getpixel((2, 2)) == top_left


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_upright(deck: Path, orientation: int) -> None:
    """However the camera was held, the picture is shown as viewers show it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo(90, 60).save(deck / "held.jpg", exif=exif, quality=95)
    shown = upright(deck / "held.jpg")
    box = {"image": "held.jpg", "left": "0", "top": "0", "width": "60 mm", "height": "60 mm",
           "fit": "cover"}  # fmt: skip
    page = raster(build(deck, {"p": box}, sheet__arrange="single"))
    side = round(60 * MM)
    for x in (0.25, 0.75):
        for y in (0.25, 0.75):
            wanted = shown.getpixel((round(x * shown.width), round(y * shown.height)))
            seen = page.getpixel((round(x * side), round(y * side)))
            assert all(abs(a - b) < 20 for a, b in zip(seen, wanted, strict=True))


def upright(path: Path) -> Image.Image:
    """The picture as Pillow turns it upright."""
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("RGB")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK"])
def test_every_kind_of_pixels(deck: Path, mode: str) -> None:
    """Grey, palettes, sixteen bits and inks come out as they look."""
    name = "any.jpg" if mode == "CMYK" else "any.png"
    grey = Image.linear_gradient("L").resize((256, 256))
    if mode == "I;16":
        image = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = grey.convert("RGB").convert(mode) if mode != "LA" else grey.convert("LA")
    image.save(deck / name)
    box = {"image": name, "left": "0", "top": "0", "width": "60 mm", "height": "60 mm"}
    page = raster(build(deck, {"p": box}, sheet__arrange="single")).convert("L")
    low = page.crop((40, 10, 130, 30)).resize((1, 1)).getpixel((0, 0))
    high = page.crop((40, 140, 130, 160)).resize((1, 1)).getpixel((0, 0))
    assert low < 80  # readers differ in how black inks look
    assert high > 190


def test_profiles(deck: Path) -> None:
    """An sRGB profile changes nothing; pixels in another colour space are brought to sRGB."""
    swapped = SRGB.tobytes().replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ")
    swapped = swapped.replace(b"?XYZ", b"bXYZ").replace("sRGB".encode("utf-16-be"), OTHER)
    photo(90, 60).save(deck / "srgb.jpg", icc_profile=SRGB.tobytes())
    photo(90, 60).save(deck / "swapped.jpg", icc_profile=swapped)
    pdf = opened(build(deck, {"p": ALL | {"image": "srgb.jpg"}}))
    assert images(pdf)[0].read_raw_bytes() == (deck / "srgb.jpg").read_bytes()
    box = ALL | {"image": "swapped.jpg", "fit": "cover"}
    page = raster(build(deck, {"p": box}, sheet__arrange="single"))
    red, green, blue = page.getpixel((3, 3))
    assert red < 90
    assert green < 90
    assert blue > 200


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize("dpi", [150, 300])
def test_qr_codes_can_be_read(deck: Path, space: str, dpi: int) -> None:
    """The code on a page, as a printer would see it, says the card's link."""
    result = build(deck, EVERYTHING, sheet__arrange="single", sheet__color=space)
    (code,) = zxingcpp.read_barcodes(raster(result, dpi=dpi))
    assert code.text == FULL["link"]
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert code.ec_level == "M"


def test_codes_have_no_seams(deck: Path) -> None:
    """At a size where modules fall between pixels, dark areas stay black within."""
    result = build(deck, {"c": ALL | {"qr": "https://example.org/", "color": "black"}},
                   sheet__arrange="single")  # fmt: skip
    page = raster(result, dpi=131).convert("L")
    module = 60 * MM * 131 / 72 / (25 + 8)
    left, top = 4 * module, (page.height - page.width) / 2 + 4 * module
    finder = [page.getpixel((round(left + x), round(top + 0.5 * module)))
              for x in range(3, int(7 * module) - 3)]  # fmt: skip
    assert max(finder) == 0


def test_gradients_are_shadings(deck: Path) -> None:
    """A gradient is one shading for all cards that have it, and shows its colours at its ends."""
    boxes = {"g": ALL | {"fill": "gradient(red, blue, 90deg)"}}
    result = build(deck, boxes, sheet__arrange="single")
    pdf = opened(result)
    assert len(pdf.pages[0].Resources.Shading) == 1
    page = raster(result)
    across = [page.getpixel((x, 100)) for x in range(2, page.width - 2)]
    assert across[0][0] > 245
    assert across[-1][2] > 245
    assert all(one[0] >= other[0] for one, other in pairwise(across))


def test_patterns_are_clipped(deck: Path) -> None:
    """A pattern paints within its box and nowhere else, and is kept once."""
    box = {"left": "20 mm", "width": "20 mm", "top": "20 mm", "height": "20 mm"}
    for name in PATTERNS:
        result = build(deck, {"p": box | {"pattern": name}}, sheet__arrange="single")
        page = raster(result).convert("L").point(lambda value: 255 if value < 250 else 0)
        found = page.getbbox()
        assert found is not None
        box_in_pixels = [edge * MM for edge in (20, 20, 40, 40)]
        assert found[0] >= box_in_pixels[0] - 2, name
        assert found[2] <= box_in_pixels[2] + 2, name
        step = 2 * MM
        assert all(abs(a - b) < step for a, b in zip(found, box_in_pixels, strict=True)), name
        assert page.resize((1, 1), Image.Resampling.BOX, found).getpixel((0, 0)) > 25, name
    pdf = opened(result)
    forms = [x for x in xobjects(pdf).values() if x.Subtype == "/Form"]
    assert len(forms) == 1


def test_a_circle_is_round(deck: Path) -> None:
    """A picture in a circle leaves the box's corners free."""
    box = {"image": "photo.jpg", "fit": "cover", "shape": "circle", "left": "0", "top": "0",
           "width": "40 mm", "height": "40 mm"}  # fmt: skip
    page = raster(build(deck, {"c": box}, sheet__arrange="single"))
    corner, edge = (page.getpixel((round(x * MM), round(x * MM))) for x in (4, 8))
    assert corner == (255, 255, 255)
    assert edge != (255, 255, 255)


def test_opacity(deck: Path) -> None:
    """Half of a black fill on white is grey, and text over it is not faded."""
    box = ALL | {"fill": "black", "opacity": "50%"}
    page = raster(build(deck, {"o": box}, sheet__arrange="single"))
    assert page.getpixel((20, 20))[0] == pytest.approx(128, abs=2)


def base(image: Any) -> str:
    """The colour space of an image, or of its palette."""
    space = image.ColorSpace
    return str(space[1] if isinstance(space, pikepdf.Array) else space)


def test_cmyk_alone(deck: Path) -> None:
    """With --color cmyk no operator, image or shading is in another space; text is black ink."""
    pdf = opened(build(deck, EVERYTHING, sheet__color="cmyk"))
    found = {str(one.operator): one.operands for one in contents(pdf)}
    assert not {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN"} & set(found)
    assert {"k", "K"} <= set(found)
    # A palette is of inks, too; grey is black ink.
    spaces = {base(image) for image in images(pdf)}
    assert "/DeviceCMYK" in spaces
    assert spaces <= {"/DeviceCMYK", "/DeviceGray"}
    assert {page.Group.CS for page in pdf.pages} == {"/DeviceCMYK"}
    shadings = pdf.pages[0].Resources.Shading
    assert {shading.ColorSpace for shading in shadings.values()} == {"/DeviceCMYK"}
    fills, black = [], False
    for one in contents(pdf):
        if str(one.operator) == "k":
            fills = [float(value) for value in one.operands]
        black |= str(one.operator) == "TJ" and fills == [0, 0, 0, 1]
    assert black


def test_rgb_stays_rgb(deck: Path) -> None:
    """Without the flag colours are painted as they are written, CMYK ones among them."""
    pdf = opened(build(deck, EVERYTHING))
    operators = {str(one.operator) for one in contents(pdf)}
    assert "rg" in operators
    assert "k" in operators
    assert {image.ColorSpace for image in images(pdf)} == {"/DeviceRGB"}


def test_pictures_to_cmyk() -> None:
    """Pixels are converted as colours are: black ink takes what the three others share."""
    texts = ["#0f6b75", "#ffffff", "#ff0000", "#808080", "#f0d060"]
    image = Image.new("RGB", (len(texts), 1))
    for x, text in enumerate(texts):
        image.putpixel((x, 0), tuple(round(255 * v) for v in parse_color(text).rgb))
    made = to_cmyk(image)
    for x, text in enumerate(texts):
        wanted = [255 * value for value in parse_color(text).cmyk.values]
        assert made.getpixel((x, 0)) == pytest.approx(wanted, abs=1)


def test_cmyk_and_back() -> None:
    """The colours of inks are those that they were made of."""
    for text in ("#0f6b75", "#b3541e", "#5b3a8c", "#f0d060", "#ff0000", "#ffffff"):
        color = parse_color(text)
        assert color.cmyk.rgb == pytest.approx(color.rgb)
    assert parse_color("#17181c").cmyk.values == (0, 0, 0, 1)
    assert parse_color("#000").cmyk.values == (0, 0, 0, 1)


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
def test_the_same_bytes(deck: Path, space: str) -> None:
    """The same deck with every kind of box makes the same file, and another deck another id."""
    first = pdf_bytes(build(deck, EVERYTHING, sheet__color=space))
    assert first == pdf_bytes(build(deck, EVERYTHING, sheet__color=space))


def test_the_pdf_is_sound(deck: Path) -> None:
    """QPDF finds nothing wrong with a file that has every kind of box."""
    assert opened(build(deck, EVERYTHING)).check_pdf_syntax() == []


def test_a_picture_that_breaks_while_painting(deck: Path, tmp_path: Path) -> None:
    """A WebP file cut short is a problem of the deck, and no PDF is written."""
    from korttipakka.basics.problems import KorttipakkaError

    photo(90, 60).save(deck / "cut.webp", quality=90)
    data = (deck / "cut.webp").read_bytes()
    (deck / "cut.webp").write_bytes(data[: len(data) - 40])
    with pytest.raises(KorttipakkaError) as caught:
        build(deck, {"p": ALL | {"image": "cut.webp"}}).write_pdf(tmp_path / "x.pdf")
    (problem,) = (p for p in caught.value.problems if p.code == "bad-image")
    assert "cut.webp" in problem.message
    assert not (tmp_path / "x.pdf").exists()


def test_text_in_turned_boxes_can_be_found(deck: Path) -> None:
    """Turned text is text, not a drawing."""
    text = pypdfium2.PdfDocument(io.BytesIO(pdf_bytes(build(deck, EVERYTHING))))[0]
    assert "Full" in text.get_textpage().get_text_bounded()
