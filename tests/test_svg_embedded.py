"""Pictures of pixels within SVG files: shown as they are, or refused by name."""

import base64
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image, ImageCms

from box_samples import photo
from korttipakka.basics.geometry import Size
from korttipakka.pictures import Drawing, PictureError, Pictures
from korttipakka.pictures.svg import embedded

WIDTH, HEIGHT = 90, 60

RED, LIME, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)
QUARTERS = [RED, LIME, BLUE, YELLOW]
"""The samples' colours, clockwise from the top left."""


def packed(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """A sample as a file of a kind."""
    out = io.BytesIO()
    photo(WIDTH, HEIGHT).convert(mode).save(out, kind, **options)
    return out.getvalue()


def link(data: bytes, name: str = "image/png") -> str:
    """A link that holds a file."""
    return f"data:{name};base64,{base64.b64encode(data).decode()}"


def drawn(folder: Path, *links: str, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """An SVG file with pictures as it is printed, a pixel for each of its own."""
    inside = "".join(f'<image width="{width}" height="{height}" href="{one}"/>' for one in links)
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{inside}</svg>'
    )
    path = folder / "a.svg"
    path.write_text(text, encoding="utf-8")
    pictures = Pictures()
    found = pictures.open(path)
    assert isinstance(found, Drawing)
    raster = pictures.drawn(found, Size(width * 72 / 600, height * 72 / 600))
    assert raster is not None
    with Image.open(raster.path) as image:
        assert image.size == (width, height)
        return image.convert("RGBA")


def corners(image: Image.Image) -> list[object]:
    """The colours of the four quarters, clockwise from the top left."""
    right, bottom = image.width - 6, image.height - 6
    return [image.getpixel(place) for place in ((5, 5), (right, 5), (right, bottom), (5, bottom))]


def near(colors: list[tuple[int, int, int]]) -> list[object]:
    """What solid colours are as losses leave them."""
    return [pytest.approx((*color, 255), abs=4) for color in colors]


LINKS = {
    "png": link(packed("PNG")),
    "palette": link(packed("PNG", "P")),
    "jpeg": link(packed("JPEG", quality=95), "image/jpeg"),
    "progressive": link(packed("JPEG", progressive=True, quality=95), "image/jpg"),
    "gif": link(packed("GIF", "P"), "image/gif"),
    "webp": link(packed("WEBP", lossless=True), "image/webp"),
    "inks": link(packed("JPEG", "CMYK", quality=95), "image/jpeg"),
    "named as another kind": link(packed("JPEG", quality=95), "image/png"),
    "with spaces": link(packed("PNG"))[:60] + " \n " + link(packed("PNG"))[60:],
    "without padding": link(packed("PNG") + b"more").rstrip("="),
    "percent signs": "data:image/png," + quote(packed("PNG")),
    "parameters": link(packed("PNG"), "image/png;charset=utf-8"),
}


@pytest.mark.parametrize("name", LINKS)
def test_sound_pictures_are_shown(tmp_path: Path, name: str) -> None:
    """Whatever the way in which a picture is packed and named, its colours are printed."""
    assert corners(drawn(tmp_path, LINKS[name])) == near(QUARTERS)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_upright(tmp_path: Path, orientation: int) -> None:
    """A photograph is turned as its camera says."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    width, height = (HEIGHT, WIDTH) if orientation > 4 else (WIDTH, HEIGHT)
    photos = link(packed("JPEG", exif=exif, quality=95), "image/jpeg")
    seen = {
        1: [0, 1, 2, 3], 2: [1, 0, 3, 2], 3: [2, 3, 0, 1], 4: [3, 2, 1, 0],
        5: [0, 3, 2, 1], 6: [3, 0, 1, 2], 7: [2, 1, 0, 3], 8: [1, 2, 3, 0],
    }  # fmt: skip
    wanted = [QUARTERS[index] for index in seen[orientation]]
    assert corners(drawn(tmp_path, photos, width=width, height=height)) == near(wanted)


def test_profiles_are_worked_in(tmp_path: Path) -> None:
    """Colours of another profile than sRGB are printed as those that it means."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    other = swapped.replace("sRGB".encode("utf-16-be"), "Else".encode("utf-16-be"))
    data = packed("PNG", icc_profile=other)
    assert corners(drawn(tmp_path, link(data))) == near([LIME, RED, BLUE, YELLOW])


def test_clear_parts_stay_clear(tmp_path: Path) -> None:
    """A picture that is turned keeps its opacity."""
    exif = Image.Exif()
    exif[0x0112] = 3
    image = photo(WIDTH, HEIGHT).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 20, 20))
    out = io.BytesIO()
    image.save(out, "PNG", exif=exif)
    found = drawn(tmp_path, link(out.getvalue()))
    assert [color[3] for color in corners(found)] == [255, 255, 0, 255]  # type: ignore[index]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (link(packed("PNG")[:-60]), "damaged: its file is cut short"),
        (link(packed("PNG")[:80]), "damaged: its file is cut short"),
        (link(packed("JPEG")[:900], "image/jpeg"), "damaged: its file is cut short"),
        (link(packed("GIF", "P")[:100], "image/gif"), "damaged"),
        (link(packed("WEBP")[:-20], "image/webp"), "damaged"),
        (link(packed("PNG").replace(b"IDAT", b"IDXT")), "damaged"),
        (link(packed("BMP")), "a picture is a BMP"),
        (link(b"no picture"), "a picture is of an unknown kind"),
        ("data:image/png;base64,", "a picture is empty"),
        ("data:image/png;base64,!!!!", "not packed in base64"),
        (link(packed("PNG"), "image/tiff"), "no PNG or JPEG"),
        ("photo.png", "refers to another file"),
    ],
)
def test_what_is_not_sound_is_refused(tmp_path: Path, bad: str, says: str) -> None:
    """A picture that cannot be shown whole is told of, not left out, beside one that can."""
    with pytest.raises(PictureError) as caught:
        drawn(tmp_path, LINKS["png"], bad)
    assert says in str(caught.value)
    assert "SVG file" in str(caught.value)
    assert caught.value.hint


def test_pictures_of_a_filter_are_looked_at(tmp_path: Path) -> None:
    """A filter shows a picture, too."""
    path = tmp_path / "a.svg"
    bad = link(packed("PNG")[:-60])
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="9" height="9"><filter id="f"><feImage xlink:href="{bad}"/></filter>'
        '<rect width="9" height="9" filter="url(#f)"/></svg>'
    )
    with pytest.raises(PictureError, match="cut short"):
        Pictures().open(path)


def test_pictures_have_so_many_pixels_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All pictures in a file are bounded together; the same one counts once."""
    monkeypatch.setattr(embedded, "MOST_PIXELS", 2 * WIDTH * HEIGHT)
    drawn(tmp_path, LINKS["png"], LINKS["jpeg"], LINKS["png"])
    with pytest.raises(PictureError, match="megapixels"):
        drawn(tmp_path, LINKS["png"], LINKS["jpeg"], LINKS["gif"])
