"""Pictures of pixels in the PDF: every kind shows its pixels, damaged ones are refused early."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms, ImageOps

from box_samples import photo
from korttipakka.basics.color import ColorSpace
from korttipakka.basics.geometry import Rect, Size
from korttipakka.basics.scratch import Scratch
from korttipakka.model.frame import DocumentInfo, Frame, Page, Picture, Sheet
from korttipakka.paint.images import encoded
from korttipakka.paint.pdf import pdf_bytes
from korttipakka.pictures import PictureError, Pictures, Raster
from korttipakka.pictures.separation import ARITHMETIC
from png_samples import HEADER, png_of

INFO = DocumentInfo("t", "en")


def page(path: Path, size: Size) -> Sheet:
    """A page with a picture all over it."""
    room = Rect.of(size)
    return Sheet(Page(Frame(size, (Picture(path, room, room, pixels=size),)), room, room))


def shown(path: Path, space: ColorSpace = "rgb") -> Image.Image:
    """A picture file as the PDF shows it, a point for each of its pixels, on white paper."""
    found = Pictures(space=space).open(path)
    assert isinstance(found, Raster)
    document = pypdfium2.PdfDocument(pdf_bytes([page(path, found.size)], {}, INFO, space))
    image: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
    return image


def embedded(path: Path, space: ColorSpace = "rgb") -> bytes:
    """The packed pixels of a picture file in a PDF."""
    found = Pictures(space=space).open(path)
    data = pdf_bytes([page(path, found.size)], {}, INFO, space)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (image,) = (x for _, x in pdf.pages[0].Resources.XObject.items())
        return bytes(image.read_raw_bytes())


SPACES: tuple[ColorSpace, ...] = ("rgb", "cmyk")


def many_colors(*size: int) -> Image.Image:
    """A picture without a palette: its colours run into each other."""
    across = Image.linear_gradient("L").rotate(90)
    whole = Image.merge("RGB", (Image.linear_gradient("L"), across, Image.radial_gradient("L")))
    return whole.resize(size) if size else whole


def jpeg(width: int = 90, height: int = 60, **options: object) -> bytes:
    """A photograph's file."""
    out = io.BytesIO()
    photo(width, height).save(out, "JPEG", **options)
    return out.getvalue()


def noisy(width: int = 300, height: int = 200, **options: object) -> bytes:
    """A photograph's file with something in every part of it."""
    out = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def refused(path: Path, space: ColorSpace = "rgb") -> str:
    """What is said against a file."""
    with pytest.raises(PictureError) as caught:
        Pictures(space=space).open(path)
    return str(caught.value)


def test_a_photo_with_another_in_it(tmp_path: Path) -> None:
    """Of a phone's photo with a second picture the first is embedded, as it is."""
    first, second = photo(90, 60), photo(60, 40)
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    data = (tmp_path / "a.jpg").read_bytes()
    with Image.open(tmp_path / "a.jpg") as image:
        assert image.format == "MPO"
    stream = embedded(tmp_path / "a.jpg")
    assert data.startswith(stream)
    assert len(stream) < len(data)
    assert stream.endswith(b"\xff\xd9")
    red, green, blue = shown(tmp_path / "a.jpg").getpixel((5, 5))  # type: ignore[misc]
    assert red > 240 > 20 > max(green, blue)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_jpeg_cut_short(tmp_path: Path, share: float, progressive: bool) -> None:
    """A file that lacks its end is refused before anything is painted, wherever it is cut."""
    data = noisy(progressive=progressive)
    (tmp_path / "a.jpg").write_bytes(data[: int(len(data) * share)])
    assert "cut short" in refused(tmp_path / "a.jpg")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("ends", [False, True])
def test_a_jpeg_filled_with_zeros(tmp_path: Path, share: float, ends: bool) -> None:
    """A copy that broke off and was filled up is refused, even when the end is there again."""
    data = noisy()
    cut = int(len(data) * share)
    rest = b"\0" * (len(data) - cut - 2 * ends) + data[-2:] * ends
    (tmp_path / "a.jpg").write_bytes(data[:cut] + rest)
    assert "damaged" in refused(tmp_path / "a.jpg")


def test_plain_areas_are_no_gaps(tmp_path: Path) -> None:
    """Large areas of one colour are rows of zeros in a file, and sound."""
    image = Image.new("RGB", (2000, 2000), "white")
    for progressive in (False, True):
        image.save(tmp_path / "a.jpg", optimize=True, progressive=progressive)
        assert Pictures().open(tmp_path / "a.jpg").size == Size(2000, 2000)
    image.save(tmp_path / "a.jpg")
    assert Pictures().open(tmp_path / "a.jpg").size == Size(2000, 2000)


def test_a_jpeg_without_its_tables(tmp_path: Path) -> None:
    """A picture of a film, which relies on the usual tables, gets them in the PDF."""
    (tmp_path / "a.jpg").write_bytes(jpeg().replace(b"\xff\xc4", b"\xff\xfe"))
    assert b"\xff\xc4" in embedded(tmp_path / "a.jpg")
    red, green, blue = shown(tmp_path / "a.jpg").getpixel((5, 5))  # type: ignore[misc]
    assert red > 240 > 20 > max(green, blue)


def test_a_jpeg_with_damaged_tables(tmp_path: Path) -> None:
    """A file whose pixels nothing can unpack is refused, though all of it is there."""
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc4") + 5
    data[at : at + 16] = bytes([255] * 16)
    (tmp_path / "a.jpg").write_bytes(data)
    assert "damaged" in refused(tmp_path / "a.jpg")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_others_cut_short(tmp_path: Path, kind: str) -> None:
    """A PNG or WebP that lacks its end is refused, too."""
    path = tmp_path / "a.img"
    Image.effect_noise((90, 60), 80).convert("RGB").save(path, kind)
    data = path.read_bytes()
    for share in (0.3, 0.7, 0.98):
        path.write_bytes(data[: int(len(data) * share)])
        assert "damaged" in refused(path)


def test_a_damaged_profile(tmp_path: Path) -> None:
    """A colour profile that cannot be read is told of, and the picture printed as it is."""
    sound = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (b"nonsense", sound[:200], sound[:128] + b"\xff" * 40 + sound[168:]):
        (tmp_path / "a.jpg").write_bytes(jpeg(icc_profile=profile))
        photo(90, 60).save(tmp_path / "a.png", icc_profile=profile)
        for name in ("a.jpg", "a.png"):
            found = Pictures().open(tmp_path / name)
            assert isinstance(found, Raster)
            assert shown(tmp_path / name).getpixel((5, 5))[0] > 240  # type: ignore[index]
    (tmp_path / "a.jpg").write_bytes(jpeg(icc_profile=b"nonsense"))
    assert "profile is damaged" in Pictures().open(tmp_path / "a.jpg").note


def test_a_profile_that_is_not_whole(tmp_path: Path) -> None:
    """A profile in several parts of which one is lost is told of."""
    data = jpeg(icc_profile=SRGB + bytes(100_000))
    at = data.index(b"ICC_PROFILE\0\2")
    (tmp_path / "a.jpg").write_bytes(data[:at] + b"LOST" + data[at + 4 :])
    assert "profile is damaged" in Pictures().open(tmp_path / "a.jpg").note


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    "profile",
    [
        b"name\0\0" + zlib.compress(SRGB)[:50],
        b"name\0\0" + zlib.compress(bytes(300_000_000)),
        b"name\0\0nonsense", b"name\0\7" + zlib.compress(SRGB), b"name", b"", b"\0" * 9,
    ],
    ids=("cut short", "huge", "nonsense", "method", "name only", "nothing", "zeros"),
)  # fmt: skip
def test_a_damaged_profile_of_a_png(tmp_path: Path, profile: bytes) -> None:
    """A profile that cannot be unpacked is told of, and the picture printed as it is."""
    (tmp_path / "a.png").write_bytes(png(2, 8, 2, [bytes([255, 0, 0]) * 2], iCCP=profile))
    assert "profile is damaged" in Pictures().open(tmp_path / "a.png").note
    assert shown(tmp_path / "a.png").getpixel((0, 0)) == (255, 0, 0)


def test_the_profile_of_a_palette(tmp_path: Path) -> None:
    """The colours of a palette are brought to sRGB, too."""
    swapped = SRGB.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    other = swapped.replace("sRGB".encode("utf-16-be"), "Else".encode("utf-16-be"))
    image = photo(90, 60).quantize(8)
    image.save(tmp_path / "a.png", icc_profile=other)
    red, green, blue = shown(tmp_path / "a.png").getpixel((5, 5))  # type: ignore[misc]
    assert blue > 200 > 90 > max(red, green)


def png(width: int, bits: int, color: int, rows: list[bytes], **chunks: bytes) -> bytes:
    """A PNG file made by hand: rows of packed values, chunks before them."""
    header = HEADER.pack(width, len(rows), bits, color, 0, 0, 0)
    extra = ((name.encode(), data) for name, data in chunks.items())
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return png_of((b"IHDR", header), *extra, (b"IDAT", pixels))


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize(
    ("bits", "color", "row", "transparent", "colors"),
    [
        (16, 0, struct.pack(">2H", 0x1234, 0x12FF), struct.pack(">H", 0x1234), (None, 0x12)),
        (8, 0, bytes([0x12, 0x80]), struct.pack(">H", 0x12), (None, 0x80)),
        (4, 0, bytes([0x3C]), struct.pack(">H", 3), (None, 0xCC)),
        (2, 0, bytes([0b01_10_0000]), struct.pack(">H", 1), (None, 0xAA)),
        (1, 0, bytes([0b10_000000]), struct.pack(">H", 1), (None, 0)),
        (16, 2, struct.pack(">6H", *[0x1234] * 3, *[0x1235] * 3), struct.pack(">3H", *[0x1234] * 3),
         (None, 0x12)),
        (8, 2, bytes([9, 9, 9, 80, 80, 80]), struct.pack(">3H", 9, 9, 9), (None, 80)),
        (8, 3, bytes([0, 1]), b"\0", (None, 80)),
    ],
)  # fmt: skip
def test_one_transparent_value(
    tmp_path: Path, space: ColorSpace, bits: int, color: int, row: bytes, transparent: bytes,
    colors: tuple[int | None, int],
) -> None:  # fmt: skip
    """A value that is transparent is, whatever its bits, and no other one near it."""
    palette = {"PLTE": bytes([9, 9, 9, 80, 80, 80])} if color == 3 else {}
    data = png(2, bits, color, [row, row], **palette, tRNS=transparent)
    (tmp_path / "a.png").write_bytes(data)
    image = shown(tmp_path / "a.png", space)
    for x, wanted in enumerate(colors):
        value = 255 if wanted is None else wanted
        # PDFium has a press of its own in mind when it shows inks.
        near = 3 if space == "rgb" or wanted is None else 60
        assert image.getpixel((x, 0)) == pytest.approx((value,) * 3, abs=near)


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_mode_of_png(tmp_path: Path, mode: str, space: ColorSpace) -> None:
    """Every kind of PNG shows its colours."""
    grey = Image.linear_gradient("L").resize((64, 64))
    image = (
        grey.convert("I").point(lambda value: value * 256).convert("I;16")
        if mode == "I;16"
        else grey.convert(mode)
    )
    image.save(tmp_path / "a.png")
    wanted = grey.convert(mode).convert("L") if mode in {"1", "P"} else grey
    page = shown(tmp_path / "a.png", space).convert("L")
    for y in range(2, 62, 5):
        near = 4 if space == "rgb" else 60
        assert page.getpixel((10, y)) == pytest.approx(wanted.getpixel((10, y)), abs=near)


def test_a_plain_png_is_not_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG that goes into the PDF as it is is only looked through, whatever its size."""
    loaded: list[object] = []
    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", loaded.append)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo(90, 60).save(tmp_path / "a.png", exif=exif)
    assert Pictures().open(tmp_path / "a.png").size == Size(60, 90)
    assert encoded(tmp_path / "a.png", None, Scratch()).width == 90
    assert not loaded


def test_a_palette_that_is_lost(tmp_path: Path) -> None:
    """A PNG whose palette is no longer named as one is refused when it is looked at."""
    out = io.BytesIO()
    photo(90, 60).convert("P").save(out, "PNG")
    (tmp_path / "a.png").write_bytes(out.getvalue().replace(b"PLTE", b"QLTE"))
    assert "no palette" in refused(tmp_path / "a.png")


def test_a_plain_png_stays_as_it_is(tmp_path: Path) -> None:
    """The packed pixels of a PNG are those of the PDF, where PDF can read them."""
    photo(90, 60).save(tmp_path / "a.png")
    assert embedded(tmp_path / "a.png") in (tmp_path / "a.png").read_bytes()


@pytest.mark.parametrize(
    ("pixels", "says"),
    [
        (zlib.compress(b"\0ab" * 3), ""),
        (zlib.compress(b"\0ab\4ab\1ab" + b"more"), ""),
        (zlib.compress(b"\0ab" * 2), "cut short"),
        (zlib.compress(b"\0ab\5ab\0ab"), "a row of pixels"),
        (zlib.compress(b"\0ab" * 3)[:-7], "cut short"),
        (b"no stream", "damaged"),
    ],
)
@pytest.mark.parametrize("part", [1, 3, 100])
def test_rows_of_plain_pngs(tmp_path: Path, pixels: bytes, says: str, part: int) -> None:
    """What is embedded as it is has all its rows, however its pixels are parted."""
    parts = [pixels[at : at + part] for at in range(0, len(pixels), part)]
    head = HEADER.pack(2, 3, 8, 0, 0, 0, 0)
    data = png_of((b"IHDR", head), *((b"IDAT", one) for one in parts))
    (tmp_path / "a.png").write_bytes(data)
    if says:
        assert says in refused(tmp_path / "a.png")
    else:
        assert Pictures().open(tmp_path / "a.png").size == Size(2, 3)


def test_odd_notes_are_no_damage(tmp_path: Path) -> None:
    """What a program wrote beside the pixels is not read, however long or damaged."""
    text = b"zTXt" + b"note\0\0" + zlib.compress(b"a" * 70_000_000)
    data = png(2, 8, 0, [b"\1\2"], zTXt=text[4:], tEXt=b"\xff" * 30)
    (tmp_path / "a.png").write_bytes(data)
    assert Pictures().open(tmp_path / "a.png").size == Size(2, 1)


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_orientation(tmp_path: Path, suffix: str, orientation: int, space: ColorSpace) -> None:
    """A picture is turned as its camera says, whatever its kind."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = photo(90, 60)
    image.save(tmp_path / f"a.{suffix}", exif=exif, quality=95)
    image.getexif()[0x0112] = orientation
    upright = ImageOps.exif_transpose(image)
    assert upright is not None
    page = shown(tmp_path / f"a.{suffix}", space)
    assert page.size == upright.size
    for place in ((8, 8), (page.width - 8, 8), (8, page.height - 8)):
        assert quarter(page, place) == quarter(upright, place)


QUARTERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))


def quarter(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    """The colour of the samples' four that a pixel comes nearest to."""
    pixel = image.getpixel(place)
    assert isinstance(pixel, tuple)
    return min(QUARTERS, key=lambda color: sum(map(abs, map(int.__sub__, color, pixel))))


def test_cmyk_pictures_stay_small(tmp_path: Path) -> None:
    """A picture in inks is not many times larger than its file."""
    image = Image.effect_noise((400, 300), 40).convert("RGB").resize((800, 600))
    image.save(tmp_path / "a.jpg", quality=75)
    flat = photo(800, 600)
    flat.save(tmp_path / "a.png")
    for name, times in (("a.jpg", 1.5), ("a.png", 1)):
        stream = embedded(tmp_path / name, "cmyk")
        assert len(stream) < times * (tmp_path / name).stat().st_size + 2000


def test_cmyk_jpegs_are_not_touched(tmp_path: Path) -> None:
    """A JPEG in inks is embedded as it is, in either kind of document."""
    photo(90, 60).convert("CMYK").save(tmp_path / "a.jpg")
    for space in ("rgb", "cmyk"):
        data = embedded(tmp_path / "a.jpg", space)
        assert data == (tmp_path / "a.jpg").read_bytes()
        red, green, blue = shown(tmp_path / "a.jpg", space).getpixel((5, 5))  # type: ignore[misc]
        assert red > 200 > max(green, blue)


def test_edges_of_what_is_clear_are_not_dark(tmp_path: Path) -> None:
    """Black that programs leave where nothing is seen does not darken edges shown smaller."""
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    image.paste((255, 220, 0, 255), (100, 100, 501, 501))
    image.save(tmp_path / "a.png")
    size = Size(60, 60)
    document = pypdfium2.PdfDocument(pdf_bytes([page(tmp_path / "a.png", size)], {}, INFO))
    seen = document[0].render(scale=1).to_pil().convert("RGB")
    (red, _), (green, _), _ = seen.getextrema()
    assert red > 246  # 232 with black around
    assert green > 210


def test_too_many_pixels_to_change(tmp_path: Path) -> None:
    """A picture that would take too much memory to change is refused where it must be changed."""
    Image.new("L", (8000, 8000)).save(tmp_path / "a.png")
    for space in SPACES:
        assert Pictures(space=space).open(tmp_path / "a.png").size == Size(8000, 8000)
    Image.new("P", (8000, 8000)).save(tmp_path / "a.png")
    assert "64 megapixels; one that must be converted to CMYK may have 60" in refused(
        tmp_path / "a.png", "cmyk"
    )


@pytest.mark.parametrize(
    "step", ["PIL.PngImagePlugin.PngImageFile.load", "korttipakka.pictures.pixels.to_cmyk"]
)
def test_too_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A computer with little memory says so of a picture, whatever it is doing with it."""

    def fail(*arguments: object) -> None:
        raise MemoryError

    many_colors().save(tmp_path / "a.png")
    monkeypatch.setattr(step, fail)
    with pytest.raises(PictureError, match="too large for this computer's memory") as caught:
        encoded(tmp_path / "a.png", ARITHMETIC, Scratch())
    assert "save it smaller" in caught.value.hint


def test_a_picture_that_changes_meanwhile(tmp_path: Path) -> None:
    """A file that is another one when the PDF is written is told of, and no PDF is left."""
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg())
    sheet = page(path, Size(90, 60))
    stored = encoded(path, None, Scratch()).data
    path.write_bytes(jpeg(quality=50))
    with pytest.raises(PictureError, match="was changed while the PDF was made"):
        b"".join(stored.pieces())
    assert pdf_bytes([sheet], {}, INFO)


MEMORY = """
import resource, sys
from pathlib import Path
from korttipakka import build_deck
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
build_deck(Path(sys.argv[1])).write_pdf(Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base)
"""


def test_pictures_are_not_in_memory(tmp_path: Path) -> None:
    """Two hundred megabytes of photographs are copied into the PDF a piece at a time."""
    pytest.importorskip("resource")
    data = jpeg()
    comment = b"\xff\xfe" + (65_535).to_bytes(2, "big")
    cards = []
    for index in range(40):
        notes = b"".join(comment + bytes([index, n]) + b"\0" * 65_531 for n in range(76))
        (tmp_path / f"{index}.jpg").write_bytes(data[:2] + notes + data[2:])
        cards.append(f"  - {{title: Photo {index}, image: {index}.jpg}}\n")
    deck = "title: Photos\nlanguage: en\ncards:\n" + "".join(cards)
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    out = tmp_path / "out.pdf"
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path), str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert out.stat().st_size > 190_000_000
    assert int(done.stdout) < 100_000  # kilobytes, what has to be imported among them
