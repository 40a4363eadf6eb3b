"""Damaged pictures of every kind: refused when a deck is looked at, with their place, or printed.

What may not be is a file that `check` passes and `build` fails on, or that ends either of them.
"""

import base64
import io
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from box_samples import build, make_deck
from korttipakka import KorttipakkaError, Problem, check_deck
from korttipakka.basics.color import ColorSpace
from korttipakka.basics.geometry import Point, Size
from korttipakka.basics.scratch import Scratch
from korttipakka.model.frame import Group
from korttipakka.paint.images import encoded
from korttipakka.pictures import Drawing, PictureError, Pictures, Raster, scaled
from korttipakka.pictures.separation import ARITHMETIC
from korttipakka.pictures.svg import read_svg
from svg_samples import generated, painted

DATA = Path(__file__).parent / "data"

BOX = {"photo": {"image": "{image}", "left": "0", "right": "0", "top": "0", "height": "30 mm"}}


def packed(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """A small picture with something in every part of it."""
    out = io.BytesIO()
    grey = Image.effect_noise((40, 30), 60)
    image = grey.convert("I").point(lambda value: value * 256) if mode == "I;16" else grey
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def svg(inside: str) -> bytes:
    """An SVG file with this in it."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    return f"{head}{inside}</svg>".encode()


EMBEDDED = base64.b64encode(packed("PNG")).decode()

FILES = {
    "grey.png": packed("PNG", "L"),
    "color.png": packed("PNG"),
    "clear.png": packed("PNG", "RGBA"),
    "palette.png": packed("PNG", "P"),
    "deep.png": packed("PNG", "I;16"),
    "photo.jpg": packed("JPEG"),
    "progressive.jpg": packed("JPEG", progressive=True),
    "grey.jpg": packed("JPEG", "L"),
    "inks.jpg": packed("JPEG", "CMYK"),
    "phone.jpg": packed("MPO", save_all=True, append_images=[Image.new("RGB", (20, 15))]),
    "lossy.webp": packed("WEBP", "RGBA"),
    "lossless.webp": packed("WEBP", "RGBA", lossless=True),
    "shapes.svg": svg(
        '<linearGradient id="g"><stop stop-color="#036"/><stop offset="1" stop-color="#9c0"/>'
        '</linearGradient><g transform="scale(2)"><path d="M0 0h9v9z" fill="url(#g)"/></g>'
        '<circle cx="20" cy="15" r="9" style="fill:none;stroke:red;stroke-width:2"/>'
    ),
    "pixels.svg": svg(
        f'<style>.a > rect{{fill:red}}</style><g class="a"><rect width="9" height="9"/></g>'
        f'<image width="40" height="30" href="data:image/png;base64,{EMBEDDED}"/>'
    ),
}
"""A file of each kind; its suffix counts for SVG alone."""

PIXELS = [name for name in FILES if not name.endswith("svg")]


def is_sound(path: Path, space: ColorSpace = "rgb") -> bool:
    """Whether a file is printed: what is said of it when it is looked at holds when it is painted.

    Raises whatever else than PictureError it leads to, and that, too, once it has been looked at.
    """
    pictures = Pictures(space=space)
    try:
        found = pictures.open(path)
        if isinstance(found, Drawing):
            pictures.drawn(found, Size(20, 15))
    except PictureError:
        return False
    if isinstance(found, Raster):
        encoded(path, ARITHMETIC if space == "cmyk" else None, Scratch())
    return True


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize("name", FILES)
def test_sound_files(tmp_path: Path, name: str, space: ColorSpace) -> None:
    """What the others damage is printed as it is."""
    (tmp_path / name).write_bytes(FILES[name])
    assert is_sound(tmp_path / name, space)


def own_length(name: str) -> int:
    """The bytes of a file's own picture: a phone's second one, and notes after PNGs, may be cut."""
    data = FILES[name]
    return data.index(b"\xff\xd9") + 2 if name == "phone.jpg" else len(data)


@pytest.mark.parametrize("name", PIXELS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cut_short(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """A file that lacks its end is refused, wherever it is cut."""
    length = own_length(name)
    end = data.draw(st.integers(0, length - 1))
    (tmp_path / name).write_bytes(FILES[name][:end])
    assert not is_sound(tmp_path / name)


@pytest.mark.parametrize("name", PIXELS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_ends_in_zeros(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """A copy that broke off and was filled up with zeros is refused."""
    sound, length = FILES[name], own_length(name)
    # The last byte may be a zero itself; of WebP, without checksums, the last ones do not tell.
    end = data.draw(st.integers(0, 2 * length // 3 if name.endswith("webp") else length - 2))
    (tmp_path / name).write_bytes(sound[:end] + b"\0" * (len(sound) - end))
    assert not is_sound(tmp_path / name)


@pytest.mark.parametrize("lossless", [False, True])
def test_plain_areas_of_webp_are_no_gaps(tmp_path: Path, lossless: bool) -> None:
    """Large areas of one colour are zeros in a file, and sound."""
    image = Image.new("RGB", (1600, 1200), "#808080")
    image.paste(Image.effect_noise((1600, 300), 60).convert("RGB"), (0, 0))
    image.save(tmp_path / "a.webp", lossless=lossless, quality=60, method=0)
    assert is_sound(tmp_path / "a.webp")


@st.composite
def changes(draw: st.DrawFn, sound: bytes) -> bytes:
    """A file with some bits turned over, bytes put in, or a stretch left out or doubled."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data) - 1))
        kind = draw(st.sampled_from(["bit", "byte", "out", "double", "in"]))
        if kind == "bit":
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == "byte":
            data[at] = draw(st.integers(0, 255))
        else:
            end = min(len(data), at + draw(st.integers(1, 40)))
            put = {"out": b"", "double": data[at:end] * 2, "in": draw(st.binary(max_size=9))}[kind]
            data[at : at if kind == "in" else end] = put
        if not data:
            break
    return bytes(data)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Whatever bytes are changed: a file is refused when it is looked at, or it is painted."""
    changed = data.draw(changes(FILES[name]))
    (tmp_path / name).write_bytes(changed)
    for space in ("rgb", "cmyk"):
        is_sound(tmp_path / name, space)


WHOLE = [
    *generated(12),
    *(path.read_text(encoding="utf-8") for path in sorted((DATA / "svg").glob("*.svg"))),
]
PARTS = [
    "url(#g0)", "url(#", '"', "<", ">", "{", "}", ";", ":", "/*", "<![CDATA[", "1e999", "-1", "0",
    "1e-300", "nan", "%", "em", "!important", "inherit", "none", "currentColor", "var(--x)", "e",
    ".", "--", "\u00e9", "<g>", "</g>", "<style>", "</style>", "M", "z", "A1 1 0 0 1", ' d="M1"',
    ' points="1"', ' transform="rotate(1)"', ' transform="scale(0)"', ' viewBox="0 0 0 0"',
    ' width="0"', ' opacity="5e"', ' stroke-dasharray="1,,2"', ' fill="rgb(1)"',
    ' stroke-width="1e9"', '<use href="#g0"/>', '<stop offset="nan"/>', '<linearGradient id="g0"/>',
    '<image href="data:image/png,"/>', '<clipPath id="c0"/>',
]  # fmt: skip
"""What odd files have in odd places."""


@st.composite
def odd_files(draw: st.DrawFn) -> str:
    """An SVG file in which parts were put, left out or doubled."""
    text = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = at + draw(st.integers(0, 12))
        put = draw(st.one_of(st.sampled_from(PARTS), st.just(2 * text[at:end]), st.just("")))
        text = text[:at] + put + text[end:]
    return text


@settings(max_examples=400)
@given(text=odd_files())
def test_odd_svg_files(text: str) -> None:
    """Whatever stands in an SVG file: it is refused, left to resvg, or painted as shapes."""
    try:
        found = read_svg(text.encode())
    except PictureError:
        return
    if found.frame is None:
        assert found.why
        return
    size = Size(18, 18 * found.size.height / found.size.width)
    assert painted(Group(scaled(found.frame, size), Point(0, 0)), size).startswith(b"%PDF")


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck of a card for each file, sound, cut in three places and ended with zeros."""
    names, folder = [], tmp_path_factory.mktemp("damaged")
    for name, sound in FILES.items():
        third = len(sound) // 3
        bad = [sound[:third], sound[: 2 * third], sound[:9], b""]
        for index, data in enumerate([sound, *bad, sound[:third] + b"\0" * (len(sound) - third)]):
            names.append(f"{index}-{name}")
            (folder / names[-1]).write_bytes(data)
    make_deck(folder, *({"title": f"Card {name}", "image": name} for name in names))
    build_or_errors(folder)  # writes the layout
    return folder


def build_or_errors(folder: Path, **settings: str) -> list[Problem]:
    """The errors that a build ends with; none where it succeeds."""
    try:
        build(folder, BOX, **settings)
    except KorttipakkaError as error:
        return [problem for problem in error.problems if problem.code == "bad-image"]
    return []


def by_picture(problems: Iterable[Problem]) -> dict[str, tuple[int, str]]:
    """The lines of problems with pictures and what they say, by the files' names."""
    return {
        p.message.split("'")[1]: (p.at.line if p.at else 0, p.message)
        for p in problems if p.code == "bad-image"
    }  # fmt: skip


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
def test_check_and_build_agree(deck: Path, space: ColorSpace) -> None:
    """What is damaged fails both, with the place in the deck; what is sound fails neither."""
    layout, color = str(deck / "boxes.layout"), {"sheet.color": space}
    checked = by_picture(check_deck(deck, layout=layout, settings=color))
    assert checked == by_picture(build_or_errors(deck, sheet__color=space))
    lines = (deck / "deck.yaml").read_text(encoding="utf-8").splitlines()
    for name, (line, _) in checked.items():
        assert name in lines[line - 1]
    assert checked.keys() == {f"{index}-{name}" for index in range(1, 6) for name in FILES}


def test_a_damaged_picture_and_a_pointer_have_a_way_out(tmp_path: Path) -> None:
    """Who has half a file is told to copy it again, and who has a pointer how to fetch it."""
    whole, pointer = tmp_path / "a.jpg", tmp_path / "b.png"
    Image.new("RGB", (300, 300), "teal").save(whole)
    whole.write_bytes(whole.read_bytes()[:-400])
    pointer.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "utf-8")
    for path, hint in ((whole, "copy the file once more"), (pointer, "fetch the picture: git lfs")):
        with pytest.raises(PictureError) as caught:
            Pictures().open(path)
        assert caught.value.hint.startswith(hint)


def test_what_is_said_of_damage_names_no_object_of_ours(tmp_path: Path) -> None:
    """A picture without any width is damaged, in the same words each time."""
    path = tmp_path / "a.png"
    Image.new("RGB", (3, 3)).save(path)
    data = bytearray(path.read_bytes())
    data[16:20] = bytes(4)
    data[29:33] = crc32(data[12:29]).to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(PictureError, match="the picture is damaged: its beginning makes no sense"):
        Pictures().open(path)
