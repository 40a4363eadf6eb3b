"""`korttipakka export` and `layouts gallery`: pictures read back with Pillow and PDFium."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image, ImageChops

from commands import run_here as run
from korttipakka.build.pictures import layout_gallery, usable_layouts
from korttipakka.build.pipeline import build_deck
from korttipakka.build.presets import PRESETS
from korttipakka.model.frame import Box
from korttipakka.model.text import TextRun
from print_samples import text_of

DECK = """\
title: Colours
language: en
categories:
  a: {name: Alpha, color: "#0f6b75"}
  b: {name: Beta, color: "#b8324a"}
  c: {name: Gamma, color: "#2f5aa8"}
cards:
  - {title: Teal, category: a, text: The first.}
  - {title: Red, category: b, text: The second.}
  - {title: Blue, category: c, text: The third.}
"""
"""A deck of three cards, each of a colour of its own."""
COLORS = {"teal": (15, 107, 117), "red": (184, 50, 74), "blue": (47, 90, 168)}

TRIM = (214, 0, 108)
"""The colour of the trim's guide."""

Pixel = tuple[int, int, int]


def export(deck: Path, form: str, out: Path, *flags: str) -> Result:
    """What `export --to` says; it must succeed."""
    done = run("export", deck, "--to", form, "-o", out, *flags)
    assert done.exit_code == 0, done.output
    return done


def pixels(picture: Image.Image) -> dict[Pixel, int]:
    """How often each colour is in a picture."""
    return {color: count for count, color in picture.getcolors(1 << 24) or []}  # type: ignore[misc]


def close(one: Pixel, other: Pixel) -> bool:
    """Whether two colours are the same but for rounding."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 2


def tint(color: Pixel, share: float) -> Pixel:
    """A colour mixed with white."""
    red, green, blue = (round(255 + (value - 255) * share) for value in color)
    return red, green, blue


def test_each_face_is_a_picture(deck: Path, tmp_path: Path) -> None:
    """Files are named by number, id and side, and have the asked resolution and mode."""
    out = tmp_path / "faces"
    export(deck, "png", out, "--dpi", "100", "--card-size", "3x2in", "--layout", "bold")
    assert sorted(path.name for path in out.iterdir()) == [
        f"{number}-{name}-{side}.png"
        for number, name in enumerate(COLORS, start=1)
        for side in ("back", "front")
    ]
    for path in out.iterdir():
        with Image.open(path) as picture:
            # bold has 3 mm of bleed: 3 in + 6 mm and 2 in + 6 mm at 100 dpi.
            assert picture.size == (324, 224)
            assert picture.mode == "RGB"
            assert [round(value) for value in picture.info["dpi"]] == [100, 100]


def test_faces_show_their_cards(deck: Path, tmp_path: Path) -> None:
    """A front is filled to its very edges with its card's colour, without a white line.

    In the lower right corner lies the category's pattern in two tints of the colour.
    """
    out = tmp_path / "faces"
    export(deck, "png", out, "--dpi", "97", "--layout", "bold")
    for number, (name, color) in enumerate(COLORS.items(), start=1):
        with Image.open(out / f"{number}-{name}-front.png") as picture:
            right, bottom = picture.width - 1, picture.height - 1
            for x, y in ((0, 0), (right, 0), (0, bottom), (right, bottom // 2)):
                assert close(picture.getpixel((x, y)), color)  # type: ignore[arg-type]
            corner = picture.getpixel((right, bottom))
            assert any(close(corner, tint(color, share)) for share in (0.88, 0.704))  # type: ignore[arg-type]
            assert pixels(picture).get((255, 255, 255), 0) > 100  # the title


def test_no_bleed_is_the_middle(deck: Path, tmp_path: Path) -> None:
    """Without bleed, a picture is the other's part inside the trim, to a 255th of a colour."""
    flags = ("--dpi", "100", "--card-size", "3x2in", "--bleed", "0.1in", "--layout", "bold")
    export(deck, "png", tmp_path / "with", *flags)
    export(deck, "png", tmp_path / "without", *flags, "--no-bleed")
    for path in (tmp_path / "without").iterdir():
        with Image.open(path) as inner, Image.open(tmp_path / "with" / path.name) as outer:
            assert inner.size == (300, 200)
            assert outer.size == (320, 220)
            middle = outer.crop((10, 10, 310, 210))
            assert max(ImageChops.difference(inner, middle).tobytes()) <= 1


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_have_the_makers_sizes(preset: str, deck: Path, tmp_path: Path) -> None:
    """Pictures are as large as The Game Crafter and MakePlayingCards ask for, and upright."""
    out = tmp_path / "faces"
    export(deck, "png", out, "--preset", preset, "--card", "red", "--layout", "bold")
    expected = (825, 1125) if preset.startswith("game-crafter") else (816, 1110)
    for path in out.iterdir():
        with Image.open(path) as picture:
            assert picture.size == expected
            assert round(picture.info["dpi"][0]) == 300


def test_landscape_cards_are_turned(deck: Path, tmp_path: Path) -> None:
    """A landscape preset's picture, turned back, is the card as typeset."""
    flags = ("--card", "red", "--layout", "bold")
    export(deck, "png", tmp_path / "turned", *flags, "--preset", "game-crafter-poker-landscape")
    export(
        deck, "png", tmp_path / "plain", *flags,
        "--card-size", "3.5x2.5in", "--bleed", "0.125in", "--dpi", "300",
    )  # fmt: skip
    for side in ("front", "back"):
        name = f"2-red-{side}.png"
        with (
            Image.open(tmp_path / "turned" / name) as one,
            Image.open(tmp_path / "plain" / name) as other,
        ):
            turned = one.transpose(Image.Transpose.ROTATE_270)
            assert turned.size == other.size
            difference = ImageChops.difference(turned, other).convert("L")
            # Edges of letters are smoothed anew; nothing else differs.
            assert sum(difference.histogram()[64:]) < 0.01 * other.width * other.height


def test_sides_choose_faces(deck: Path, tmp_path: Path) -> None:
    """With --sides fronts there are no pictures of backs."""
    export(deck, "png", tmp_path / "faces", "--sides", "fronts", "--dpi", "30")
    assert len(list((tmp_path / "faces").glob("*-front.png"))) == 3
    assert not list((tmp_path / "faces").glob("*-back.png"))


def test_files_are_not_overwritten(deck: Path, tmp_path: Path) -> None:
    """A file in the way stops the export before anything is written; --force goes on."""
    out = tmp_path / "faces"
    out.mkdir()
    mine = out / "2-red-back.png"
    mine.write_bytes(b"mine")
    arguments = ("export", deck, "--to", "png", "-o", out, "--dpi", "30")
    done = run(*arguments)
    assert done.exit_code == 1
    assert "file-exists" in done.output
    assert [path.read_bytes() for path in out.iterdir()] == [b"mine"]
    assert run(*arguments, "--force").exit_code == 0
    assert len(list(out.iterdir())) == 6
    assert mine.read_bytes()[:4] == b"\x89PNG"


def test_a_contact_sheet_shows_all_faces(deck: Path, tmp_path: Path) -> None:
    """Each card's colour fills a front's share of the picture, and backs are white."""
    out = tmp_path / "all.png"
    export(deck, "contact-sheet", out, "--layout", "bold", "--dpi", "72")
    with Image.open(out) as picture:
        found = pixels(picture)
        face = 105 * 74.25 * (72 / 25.4) ** 2
        for color in COLORS.values():
            near = sum(count for pixel, count in found.items() if close(pixel, color))
            assert 0.8 * face < near < 1.4 * face  # letters on the front, a band on the back
        assert found[(255, 255, 255)] > 3 * 0.6 * face


def test_columns_of_a_contact_sheet(deck: Path, tmp_path: Path) -> None:
    """One column is three cards high, three are three cards wide."""
    sizes = {}
    for columns in ("1", "3"):
        out = tmp_path / f"{columns}.png"
        export(deck, "contact-sheet", out, "--columns", columns, "--dpi", "30")
        with Image.open(out) as picture:
            sizes[columns] = picture.size
    assert sizes["1"][0] < sizes["3"][0] / 2
    assert sizes["1"][1] > sizes["3"][1] * 2


def test_a_contact_sheet_as_pdf(deck: Path, tmp_path: Path) -> None:
    """A PDF has one page with every title twice, front and back."""
    out = tmp_path / "all.pdf"
    export(deck, "contact-sheet", out)
    pages = text_of(out)
    assert len(pages) == 1
    for title in ("Teal", "Red", "Blue"):
        assert pages[0].count(title) == 2


def test_other_kinds_of_files_are_refused(deck: Path, tmp_path: Path) -> None:
    """A contact sheet is PNG or PDF, nothing else."""
    done = run("export", deck, "--to", "contact-sheet", "-o", tmp_path / "all.jpg")
    assert done.exit_code == 1
    assert "neither a .png nor a .pdf" in done.output


def test_pictures_too_large_are_refused(deck: Path, tmp_path: Path) -> None:
    """A picture that would fill the memory is an error with a hint."""
    out = tmp_path / "all.png"
    done = run("export", deck, "--to", "contact-sheet", "-o", out, "--dpi", "2400")
    assert done.exit_code == 1
    assert "picture-too-large" in done.output
    assert not out.exists()


def test_exports_are_the_same_every_time(deck: Path, tmp_path: Path) -> None:
    """The same deck gives the same bytes."""
    for name in ("one.png", "other.png"):
        export(deck, "contact-sheet", tmp_path / name, "--dpi", "50")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


def test_the_gallery_shows_every_layout(tmp_path: Path) -> None:
    """As PDF, the gallery is one page with each layout's name, and the first card in each."""
    out = tmp_path / "layouts.pdf"
    done = run("layouts", "gallery", "osallisuus", "-o", out, "--cards", "1")
    assert done.exit_code == 0, done.output
    pages = text_of(out)
    assert len(pages) == 1
    assert usable_layouts()
    assert set(usable_layouts()) <= set(pages[0].split())


def test_the_gallery_is_a_picture(deck: Path, tmp_path: Path) -> None:
    """As PNG, it is larger with more layouts, and shows the cards that were chosen."""
    sizes = []
    for names in (["bold"], ["bold", "classic"]):
        out = tmp_path / f"{len(names)}.png"
        layouts = [flag for name in names for flag in ("--layout", name)]
        done = run("layouts", "gallery", deck, "-o", out, "--card", "red", *layouts)
        assert done.exit_code == 0, done.output
        with Image.open(out) as picture:
            sizes.append(picture.width * picture.height)
            found = pixels(picture)
            assert any(close(pixel, COLORS["red"]) for pixel in found)
            assert not any(close(pixel, COLORS["blue"]) for pixel in found)
    assert sizes[0] < sizes[1]


def test_layouts_that_do_not_fit_are_left_out(tmp_path: Path) -> None:
    """A card too long for one layout does not keep the others out of the gallery."""
    words = " ".join(["word"] * 95)
    path = tmp_path / "deck.yaml"
    path.write_text(DECK + f"  - {{title: Long, category: a, text: {words}}}\n", encoding="utf-8")
    found = layout_gallery(path, cards=1)
    left_out = {problem.message.split("'")[1] for problem in found.problems}
    assert left_out
    assert left_out < set(usable_layouts())
    done = run("layouts", "gallery", path, "-o", tmp_path / "all.png", "--dpi", "20")
    assert done.exit_code == 0
    assert "left-out" in done.output


def guided_names(deck: Path, *, guides: bool) -> set[str]:
    """The words that stand on the fronts and backs of a built deck."""
    faces = build_deck(deck, layout="workshop", guides=guides).faces
    frames = [frame for face in faces for frame in (face.front, face.back)]
    return {item.text for frame in frames for item in frame.items if isinstance(item, TextRun)}


def test_guides_name_each_box(deck: Path) -> None:
    """With --guides the names of the boxes stand on the cards, and the cards' texts as well."""
    added = guided_names(deck, guides=True) - guided_names(deck, guides=False)
    assert {"title", "label", "bar", "text", "footer"} <= added
    assert "Red" in guided_names(deck, guides=True)


def test_guides_only_add(deck: Path) -> None:
    """What was on a face stays as it was, below the guides."""
    plain = build_deck(deck, layout="bold").faces
    guided = build_deck(deck, layout="bold", guides=True).faces
    for one, other in zip(plain, guided, strict=True):
        for before, after in ((one.front, other.front), (one.back, other.back)):
            assert after.items[: len(before.items)] == before.items
            added = after.items[len(before.items) :]
            rects = [item.rect for item in added if isinstance(item, Box)]
            assert all(part.rect in rects for part in before.parts)


def test_names_of_boxes_do_not_overlap(deck: Path) -> None:
    """Boxes that begin at the same place have their names side by side."""
    path = deck.parent / "twins.yaml"
    twins = "".join(
        f"  box{i}: {{fill: ink, left: 6 mm, top: 20 mm, width: 9 mm, height: 9 mm}}\n"
        for i in range(4)
    )
    path.write_text(f"extends: workshop\nback:\n{twins}", encoding="utf-8")
    face = build_deck(deck, layout=str(path), guides=True).faces[0].back
    runs = [item for item in face.items if isinstance(item, TextRun)]
    spans = sorted((r.at.x, r.at.x + r.width) for r in runs if r.text.startswith("box"))
    assert len(spans) == 4
    assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))


def trim_line(deck: Path, tmp_path: Path) -> Iterator[Pixel]:
    """The pixels along the upper trim of a white back with 0.1 in of bleed."""
    export(
        deck, "png", tmp_path / "guided", "--guides", "--dpi", "200", "--card", "red",
        "--card-size", "3.5x2.5in", "--bleed", "0.1in", "--layout", "bold",
    )  # fmt: skip
    with Image.open(tmp_path / "guided" / "2-red-back.png") as picture:
        # The line is 0.4 pt, about a pixel, on either side of 20 pixels from the top.
        for x in range(25, picture.width - 25):
            column = [picture.getpixel((x, y)) for y in (19, 20)]
            yield min(column, key=lambda pixel: pixel[1])  # type: ignore[index]


def test_the_trim_is_a_solid_line(deck: Path, tmp_path: Path) -> None:
    """The trim's guide lies on the trim, and the dashes of the lines before do not break it."""
    for red, green, blue in trim_line(deck, tmp_path):
        assert red > TRIM[0] - 20
        assert green < 160
        assert blue < 220


def test_guides_are_built_as_well(deck: Path, tmp_path: Path) -> None:
    """`build --guides` puts them on the sheets, without complaints of ink at the edge."""
    out = tmp_path / "guided.pdf"
    done = run("build", deck, "--guides", "--layout", "workshop", "-o", out)
    assert done.exit_code == 0, done.output
    assert "unprintable-margin" not in done.output
    assert "footer" in " ".join(text_of(out))
