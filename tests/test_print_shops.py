"""Files for print shops: what is asked for, boxes, order, marks, PDF/X, black text, ink."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image

from box_samples import EVERYTHING
from commands import run
from icc_samples import difference, sheet_profile
from icc_samples import printed as looks
from icc_samples import profile as icc
from korttipakka import KorttipakkaError, Problem, build_deck, check_deck
from korttipakka.basics.color import DARK, NEUTRAL
from korttipakka.model.press import SHOPS
from korttipakka.pictures.output_profile import ProfiledSeparation, read_output_profile
from press_reader import Ink, inks

MM, INCH = 72 / 25.4, 72.0

LAYOUTS = ("workshop", "classic", "bold", "mono", "pocket", "large-print")

BLACK = (0.0, 0.0, 0.0, 1.0)

SLACK = 0.01


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of a press whose printing condition is registered."""
    path = tmp_path_factory.mktemp("icc") / "press.icc"
    path.write_bytes(sheet_profile("Made up, FOGRA39 coated"))
    return path


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck with a picture, a code and words in several styles."""
    Image.radial_gradient("L").convert("RGB").resize((900, 600)).save(tmp_path / "photo.jpg")
    cards = [
        {"title": "One", "category": "a", "image": "photo.jpg", "link": "https://example.org"},
        {"title": "Two", "category": "a", "text": "Words, [a link](https://example.org), **bold**"},
    ]
    written = {
        "title": "Shop", "language": "en", "cards": cards,
        "categories": {"a": {"name": "First", "color": "#0b6e75"}},
    }  # fmt: skip
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(written), "utf-8")
    return tmp_path


def lay(deck: Path, boxes: dict[str, Any], **back: Any) -> str:
    """A layout of these boxes on the front, for a deck."""
    title = {"text": "{title}", "left": "6 mm", "right": "6 mm", "top": "9 mm"}
    card = {"size": "60 mm x 80 mm", "bleed": "3 mm"}
    layout = {"card": card, "front": boxes, "back": back or {"title": title}}
    path = deck / "boxes.yaml"
    path.write_text(yaml.safe_dump(layout, sort_keys=False), "utf-8")
    return str(path)


def opened(data: bytes) -> pikepdf.Pdf:
    """A PDF to look into."""
    return pikepdf.open(io.BytesIO(data))


def words(data: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def box(page: pikepdf.Page, name: str) -> list[float]:
    """One of a page's boxes."""
    return [float(value) for value in page[name]]


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in problems]


# Black text


def is_black(rgb: tuple[float, ...]) -> bool:
    """Whether a colour is so dark and neutral that it is printed in black ink."""
    return max(rgb) <= DARK and max(rgb) - min(rgb) <= NEUTRAL


@pytest.mark.parametrize("shop", ["drivethrucards", "printshop"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_black_text_is_black_ink_that_overprints(layout: str, shop: str, press: Path) -> None:
    """In all layouts text that is black is 100 K alone, over what is there; no other text is."""
    plain = build_deck("osallisuus", layout=layout, settings=plain_as(shop)).pdf()
    inked = build_deck("osallisuus", layout=layout, shop=shop, output_profile=press).pdf()
    seen = [one for one in inks(plain) if one.kind == "text"]
    found = [one for one in inks(inked) if one.kind == "text"]
    assert len(seen) == len(found) > 100
    for before, after in zip(seen, found, strict=True):
        assert len(after.color) == 4
        assert (after.color == BLACK) == is_black(before.color)
        assert after.over == (after.color == BLACK)
    assert any(one.over for one in found)


def plain_as(shop: str) -> dict[str, str]:
    """The same pages in RGB."""
    asked = SHOPS[shop]
    changes = {**asked.fixed, **asked.least, "sheet.color": "rgb"}
    return {key: text for key, text in changes.items() if key != "card.safe"}


@pytest.mark.parametrize("profiled", [False, True])
def test_what_overprints(deck: Path, press: Path, profiled: bool) -> None:
    """Black lines and codes overprint as well; areas do not, nor what has another colour."""
    front = {
        "ground": {"fill": "teal", "left": "0", "right": "0", "top": "0", "bottom": "0"},
        "area": {"fill": "#101010", "left": "5 mm", "width": "9 mm", "top": "40 mm",
                 "height": "9 mm"},
        "ruled": {"ruled": "8 mm", "color": "#000000", "left": "5 mm", "width": "40 mm",
                  "top": "50 mm", "height": "20 mm"},
        "white": {"text": "{title}", "color": "white", "left": "9 mm", "top": "6 mm",
                  "right": "9 mm"},
        "code": {"qr": "{link}", "left": "9 mm", "width": "22 mm", "top": "16 mm",
                 "height": "22 mm"},
    }  # fmt: skip
    layout = lay(deck, front)
    given = press if profiled else None
    settings = {"sheet.color": "cmyk", "sheet.arrange": "single"}
    made = build_deck(deck, layout=layout, settings=settings, output_profile=given, cards=["one"])
    found = list(inks(made.pdf()))
    assert {one.over for one in found if one.kind == "stroke"} == {True}
    assert {one.color for one in found if one.kind == "stroke"} == {BLACK}
    by_color = {one.color: one.over for one in found if one.kind == "text"}
    assert by_color == {(0, 0, 0, 0): False, BLACK: True}
    black_fills = [one.over for one in found if one.kind == "fill" and one.color == BLACK]
    assert black_fills == [False, True]  # the area, the code
    assert all(not one.over for one in found if one.color not in (BLACK, ()))


def test_rgb_does_not_overprint(deck: Path) -> None:
    """In RGB nothing overprints: there is no black ink."""
    assert not any(one.over for one in inks(build_deck(deck).pdf()))


def test_text_is_copied_as_before(press: Path) -> None:
    """States of overprinting do not change what a reader copies."""
    plain = build_deck("osallisuus", settings=plain_as("printshop")).pdf()
    inked = build_deck("osallisuus", shop="printshop", output_profile=press).pdf()
    # Only tagged text ends its lines with spaces.
    assert [text.split() for text in words(inked)] == [text.split() for text in words(plain)]


# Colours


@pytest.mark.parametrize("layout", LAYOUTS)
def test_shipped_colours_are_the_profiles(layout: str, press: Path) -> None:
    """All that the shipped deck paints looks within dE 3 as the profile answers for its colour.

    Only black is black ink, and neutral text as much of it as is as light.
    """
    answers = ProfiledSeparation(read_output_profile(press))
    plain = inks(build_deck("osallisuus", layout=layout, settings=plain_as("printshop")).pdf())
    pressed = inks(
        build_deck("osallisuus", layout=layout, shop="printshop", output_profile=press).pdf()
    )
    pairs = {(a.kind, a.color, b.color) for a, b in zip(plain, pressed, strict=True) if a.color}
    seen = 0
    for kind, rgb, found in pairs:
        if is_black(rgb):
            assert found == BLACK
            continue
        answer = printed(answers.pixels(one_pixel(rgb)).getpixel((0, 0)))
        if kind == "text" and max(rgb) - min(rgb) <= NEUTRAL:
            assert found[:3] == (0, 0, 0)
            assert printed(255 * ink for ink in found)[0] == pytest.approx(answer[0], abs=1.5)
        else:
            seen += 1
            assert difference(printed(255 * ink for ink in found), answer) < 3
    assert seen >= 5 or layout in {"classic", "mono"}  # these have black and greys alone


def one_pixel(rgb: tuple[float, ...]) -> Image.Image:
    """A picture of one colour."""
    return Image.new("RGB", (1, 1), tuple(round(255 * value) for value in rgb))


def printed(levels: Any) -> tuple[float, ...]:
    """How levels of inks from 0 to 255 look on the press made up."""
    return looks(tuple(level / 255 for level in levels))


# Boxes, order, marks


def test_drivethrucards_has_backs_first(deck: Path) -> None:
    """Each back comes before its front, with an eighth of an inch of bleed around the trim."""
    made = build_deck(deck, layout="classic", shop="drivethrucards")
    plain = build_deck(deck, layout="classic", settings={"sheet.arrange": "single"})
    fronts_first = [text.split() for text in words(plain.pdf())]
    assert [text.split() for text in words(made.pdf())] == [fronts_first[n] for n in (1, 0, 3, 2)]
    for page in opened(made.pdf()).pages:
        media, trim = box(page, "/MediaBox"), box(page, "/TrimBox")
        assert media == box(page, "/BleedBox")
        assert trim[0] - media[0] == pytest.approx(0.125 * INCH, abs=SLACK)
        assert media[3] - trim[3] == pytest.approx(0.125 * INCH, abs=SLACK)


@pytest.mark.parametrize("marks", [(), ("--marks", "crop")])
def test_marks_lie_outside_the_bleed(deck: Path, marks: tuple[str, ...], press: Path) -> None:
    """With marks the page is larger than the bleed, and they are all in that margin."""
    flags = ("--for", "printshop", "--output-profile", str(press), "-o", "a.pdf", *marks)
    done = run("build", "deck.yaml", "-l", "classic", *flags, cwd=deck)
    assert done.returncode == 0, done.stderr
    pdf = opened((deck / "a.pdf").read_bytes())
    for page in pdf.pages:
        media, bleed, trim = (box(page, f"/{n}Box") for n in ("Media", "Bleed", "Trim"))
        assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=SLACK)
        margin = 4 * MM if marks else 0
        for side in range(4):
            assert abs(media[side] - bleed[side]) == pytest.approx(margin, abs=SLACK)
    image = pypdfium2.PdfDocument(deck / "a.pdf")[0].render(scale=4).to_pil().convert("L")
    edge = image.crop((0, 0, image.width, round(3.8 * MM * 4)))
    assert (edge.getextrema()[0] < 128) == bool(marks)


# PDF/X


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All dictionaries and streams of a file."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("profiled", [False, True])
def test_pdfx_1a(layout: str, profiled: bool, press: Path) -> None:
    """PDF 1.4 with a plain table of objects; in CMYK, without links, tags or transparency."""
    given = press if profiled else None
    data = build_deck(
        "osallisuus", layout=layout, shop="drivethrucards", output_profile=given
    ).pdf()
    assert data.startswith(b"%PDF-1.4\n")
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data
    assert b"\nxref\n" in data
    assert all(len(one.color) == 4 for one in inks(data) if one.color)
    with opened(data) as pdf:
        assert_pressed(pdf, "PDF/X-1a:2003")
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX"
        condition = "FOGRA39" if profiled else "CGATS TR 001"
        assert str(intent.OutputConditionIdentifier) == condition
        assert str(intent.RegistryName) == "http://www.color.org"
        assert "/DestOutputProfile" not in intent
        for found in dictionaries(pdf):
            for key in ("/SMask", "/Group", "/ca", "/CA", "/BM", "/Annots", "/JS", "/AA", "/F"):
                assert key not in found


def assert_pressed(pdf: pikepdf.Pdf, standard: str) -> None:
    """What all parts of PDF/X ask for, as far as it is known here."""
    info = pdf.docinfo
    assert str(info["/GTS_PDFXVersion"]) == standard
    assert str(info["/Trapped"]) == "/False"
    for key in ("/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"):
        assert str(info[key])
    assert len(pdf.trailer.ID) == 2
    assert "/Encrypt" not in pdf.trailer
    assert "/StructTreeRoot" not in pdf.Root
    assert "/MarkInfo" not in pdf.Root
    for page in pdf.pages:
        media, bleed, trim = (box(page, f"/{n}Box") for n in ("Media", "Bleed", "Trim"))
        assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
        assert media[1] <= bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]
        assert "/ArtBox" not in page
        assert "/Annots" not in page
        for font in page.Resources.Font.values():
            (descendant,) = font.DescendantFonts
            described = descendant.FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdfx_4(layout: str, press: Path) -> None:
    """PDF 1.6 with the profile of the press in it, named alike in Info and XMP."""
    data = build_deck("osallisuus", layout=layout, shop="printshop", output_profile=press).pdf()
    assert data.startswith(b"%PDF-1.6\n")
    assert all(len(one.color) == 4 for one in inks(data) if one.color)
    with opened(data) as pdf:
        assert_pressed(pdf, "PDF/X-4")
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == press.read_bytes()
        assert (int(intent.DestOutputProfile.N), str(intent.S)) == (4, "/GTS_PDFX")
        with pdf.open_metadata() as said:
            assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert said["pdf:Trapped"] == "False"
            assert said["xmp:MetadataDate"] == said["xmp:ModifyDate"] == "2000-01-01T00:00:00Z"
            assert said["xmpMM:DocumentID"].startswith("uuid:")
            assert (said["xmpMM:VersionID"], said["xmpMM:RenditionClass"]) == ("1", "default")
            assert said["dc:title"] == str(pdf.docinfo["/Title"])
            assert "pdfuaid:part" not in said


def test_the_date_and_the_name_of_a_file(deck: Path, press: Path) -> None:
    """SOURCE_DATE_EPOCH is the date in both places; other cards make another DocumentID."""
    flags = ("--for", "printshop", "--output-profile", str(press), "-q", "-o", "a.pdf")
    names = set()
    for more in ((), ("--card", "one"), ()):
        run("build", "deck.yaml", "-l", "mono", *flags, *more, cwd=deck, SOURCE_DATE_EPOCH="86400")
        with opened((deck / "a.pdf").read_bytes()) as pdf, pdf.open_metadata() as said:
            assert str(pdf.docinfo["/CreationDate"]) == "D:19700102000000Z"
            assert said["xmp:CreateDate"] == said["xmp:MetadataDate"] == "1970-01-02T00:00:00Z"
            names.add(said["xmpMM:DocumentID"])
    assert len(names) == 2


def test_pdfx_4_is_not_claimed_without_a_profile(deck: Path) -> None:
    """Without the press's profile the file is a plain one, and both that and colours are told."""
    made = build_deck(deck, layout="classic", shop="printshop")
    (told,) = [problem for problem in made.problems if problem.code == "colors-shift"]
    assert "nor does the file say that it is PDF/X-4" in told.message
    with opened(made.pdf()) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        assert "/OutputIntents" not in pdf.Root
        assert "/StructTreeRoot" in pdf.Root


def test_an_unregistered_press(deck: Path, tmp_path: Path) -> None:
    """A press that no registry names is described, and its profile is in the file."""
    own = tmp_path / "own.icc"
    own.write_bytes(sheet_profile("Our own press"))
    for shop in ("drivethrucards", "printshop"):
        made = build_deck(deck, layout="classic", shop=shop, output_profile=own)
        assert "colors-shift" not in codes(made.problems)
        with opened(made.pdf()) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert str(intent.OutputConditionIdentifier) == "Custom"
            assert str(intent.Info) == "Our own press"
            assert "/RegistryName" not in intent
            assert intent.DestOutputProfile.read_bytes() == own.read_bytes()


def test_files_are_the_same_however_they_are_made(deck: Path, press: Path) -> None:
    """The same deck gives the same bytes, by one process or by two."""
    one = build_deck("osallisuus", shop="drivethrucards", output_profile=press)
    two = build_deck("osallisuus", shop="drivethrucards", output_profile=press, processes=2)
    assert one.pdf() == two.pdf()


@pytest.mark.parametrize(
    ("box_of", "named"),
    [
        ({"fill": "teal", "opacity": "40%"}, "its opacity"),
        ({"fill": "gradient(transparent, teal)"}, "its fill, which runs out to nothing"),
        ({"image": "clear.png"}, "the picture 'clear.png'"),
        ({"image": "faded.svg"}, "the picture 'faded.svg'"),
    ],
)
def test_transparency_is_refused(deck: Path, box_of: dict[str, str], named: str) -> None:
    """PDF/X-1a is not made of what is seen through; the box is named, and PDF/X-4 is made."""
    Image.new("RGBA", (90, 60), (9, 9, 90, 128)).save(deck / "clear.png")
    (deck / "faded.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<rect width="9" height="9" fill="red" opacity="0.5"/></svg>'
    )
    place = {"left": "6 mm", "width": "20 mm", "top": "6 mm", "height": "20 mm"}
    layout = lay(deck, {"veil": {**box_of, **place}})
    with pytest.raises(KorttipakkaError) as caught:
        build_deck(deck, layout=layout, shop="drivethrucards")
    (problem,) = [one for one in caught.value.problems if one.code == "transparency"]
    assert f"front.veil is seen through by {named}" in problem.message
    assert problem.at is not None
    assert build_deck(deck, layout=layout, shop="printshop").pdf()


def test_what_a_hint_says_of_transparency(deck: Path) -> None:
    """A tint in place of an opacity, and a picture on a ground of its own, are printed."""
    place = {"left": "6 mm", "width": "20 mm", "top": "6 mm", "height": "20 mm"}
    Image.new("RGBA", (300, 300), (9, 9, 90, 255)).save(deck / "solid.png")
    boxes = {
        "veil": {**place, "fill": "tint(teal, 40 %)"},
        "picture": {**place, "top": "30 mm", "image": "solid.png"},
    }
    data = build_deck(deck, layout=lay(deck, boxes), shop="drivethrucards").pdf()
    with opened(data) as pdf:
        assert all("/SMask" not in found for found in dictionaries(pdf))


def test_shops_are_named_in_the_help(deck: Path) -> None:
    """Every shop that is known stands in the help of `build` and in the documentation."""
    shown = " ".join(run("build", "--help", cwd=deck).stdout.split())
    page = (Path(__file__).parents[1] / "docs" / "print-shops.md").read_text("utf-8")
    for name in SHOPS:
        assert name in shown
        assert f"`{name}`" in page


# What contradicts a shop, and what is no profile


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--for drivethrucards --color rgb", "asks for --color cmyk"),
        ("--for drivethrucards --arrange duplex", "asks for --arrange single"),
        ("--for drivethrucards --face-order front-first", "asks for --face-order back-first"),
        ("--for drivethrucards --sides apart", "asks for --sides both"),
        ("--for drivethrucards --marks crop", "asks for --marks none"),
        ("--for drivethrucards --bleed 3mm", "asks for at least --bleed 0.125in"),
        ("--for drivethrucards --set sheet.ink_limit=300%", "asks for at most --set"),
        ("--for drivethrucards --set sheet.least_dpi=200", "asks for at least --set"),
        ("--for printshop --bleed 2mm", "asks for at least --bleed 3mm"),
        ("--for printshop --guides", "cannot be made with --guides"),
        ("--for printshop --draft", "cannot be made with --draft"),
        ("--for printshop --pdfa", "cannot be made with --pdfa"),
        ("--for drivethru", "did you mean 'drivethrucards'?"),
        ("--output-profile press.icc --color rgb", "leave out --output-profile"),
        ("--output-profile none.icc", "there is no such file"),
        ("--output-profile .", "this is a folder"),
        ("--output-profile screen.icc", "a profile of RGB colours"),
        ("--output-profile cut.icc", "is cut short"),
        ("--output-profile deck.yaml", "no ICC profile"),
        ("--for thegamecrafter", "--to png --preset game-crafter-poker"),
        ("--for makeplayingcards", "--to png --preset mpc-poker"),
    ],
)
def test_flags_that_cannot_be(deck: Path, flags: str, said: str) -> None:
    """What contradicts a shop or is no profile ends with 2, told at its flag; nothing is made."""
    (deck / "press.icc").write_bytes(sheet_profile())
    (deck / "cut.icc").write_bytes(sheet_profile()[:9000])
    (deck / "screen.icc").write_bytes(icc({}, space=b"RGB ", use=b"mntr"))
    done = run("build", "deck.yaml", *flags.split(), "-o", "a.pdf", cwd=deck)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("--")
    assert not (deck / "a.pdf").exists()


@pytest.mark.parametrize(
    "flags",
    [
        "--bleed 5mm", "--color cmyk", "--marks crop", "--set sheet.ink_limit=240%",
        "--sides apart", "--face-order back-first", "--set sheet.least_dpi=600",
    ],
)  # fmt: skip
def test_flags_that_agree_with_a_shop(deck: Path, flags: str, press: Path) -> None:
    """More bleed than asked for, less ink and what is left open are no contradiction."""
    given = ("--for", "printshop", "--output-profile", str(press), *flags.split())
    done = run("build", "deck.yaml", "-l", "classic", *given, "-o", "a.pdf", cwd=deck)
    assert done.returncode == 0, done.stderr


def test_hints_make_the_pictures(deck: Path) -> None:
    """The command that is named for shops that take pictures makes them, a PNG of each face."""
    done = run("build", "deck.yaml", "--for", "thegamecrafter", cwd=deck)
    (hint,) = [line for line in done.stderr.splitlines() if "hint: " in line]
    words = hint.partition("hint: korttipakka ")[2].split()
    made = run(*words, "-l", "pocket", "-o", "png", cwd=deck)
    assert made.returncode == 0, made.stderr
    files = sorted((deck / "png").glob("*.png"))
    assert len(files) == 4
    for file in files:
        with Image.open(file) as picture:
            assert picture.size == (825, 1125)


def test_what_a_shop_means_is_shown(deck: Path, press: Path) -> None:
    """The summary tells every setting that is implied, and so does `layouts show`."""
    flags = ("--for", "drivethrucards", "--output-profile", str(press), "-o", "a.pdf")
    done = run("build", "deck.yaml", "-l", "classic", *flags, cwd=deck)
    (line,) = [one for one in done.stdout.splitlines() if one.startswith("For: ")]
    for implied in (
        "--arrange single", "--face-order back-first", "--color cmyk", "--bleed 0.125in",
        "--marks none", "--sides both", "sheet.ink_limit=240%", "sheet.least_dpi=300",
    ):  # fmt: skip
        assert implied in line
    assert "Press: PDF/X-1a:2003, colours for Offset on coated paper" in done.stdout
    assert "backs and fronts in turn" in done.stdout
    shown = run("layouts", "show", "classic", "--for", "drivethrucards", cwd=deck)
    by_shop = [one for one in shown.stdout.splitlines() if one.endswith("# --for drivethrucards")]
    names = {one.split(":")[0].strip() for one in by_shop}
    assert {"arrange", "face_order", "color", "bleed", "marks", "ink_limit", "least_dpi"} <= names


def test_a_layout_that_has_enough_is_left(deck: Path) -> None:
    """A bleed and a safe margin that are larger than asked for stay as they are."""
    made = build_deck(
        deck,
        layout="classic",
        shop="printshop",
        settings={"card.bleed": "5 mm", "card.safe": "8 mm"},
    )
    assert made.layout.card.bleed == pytest.approx(5 * MM)
    assert made.layout.card.safe == pytest.approx(8 * MM)
    less = build_deck(deck, layout=lay(deck, {}, words={"text": "{title}"}), shop="printshop")
    assert less.layout.card.safe == pytest.approx(3 * MM)


# Ink


GROUND = {"left": "0", "right": "0", "top": "0", "bottom": "0"}


def heavy(deck: Path, boxes: dict[str, Any], **asked: Any) -> list[Problem]:
    """What has too much ink."""
    found = check_deck(deck, layout=lay(deck, boxes), **asked)
    return [problem for problem in found if problem.code == "too-much-ink"]


@pytest.mark.parametrize(
    ("ink", "shop", "told"),
    [
        ("80, 80, 80, 0", "drivethrucards", ""), ("81, 80, 80, 0", "drivethrucards", "241 %"),
        ("81, 80, 80, 0", "printshop", ""), ("90, 80, 80, 50", "printshop", "300 %"),
        ("90, 80, 81, 50", "printshop", "301 %"),
    ],
)  # fmt: skip
def test_ink_of_colours_is_exact(deck: Path, ink: str, shop: str, told: str) -> None:
    """One percent more than the limit is told, with the box; the limit itself is not."""
    problems = heavy(deck, {"ground": {**GROUND, "fill": f"cmyk({ink})"}}, shop=shop)
    if not told or told == "300 %":
        assert problems == []
        return
    (problem,) = problems
    assert f"cmyk({ink}) in front.ground has {told} of ink" in problem.message
    assert problem.at is not None
    assert problem.at.path == deck / "boxes.yaml"
    follow = problem.hint.partition("such as ")[2]
    assert heavy(deck, {"ground": {**GROUND, "fill": follow}}, shop=shop) == []


def test_ink_of_every_kind(deck: Path) -> None:
    """Gradients, outlines, patterns, text and a card's own colour are looked at."""
    dark = "cmyk(90, 90, 90, 0)"
    place = {"left": "5 mm", "width": "20 mm", "height": "9 mm"}
    boxes = {
        "fade": {**place, "top": "5 mm", "fill": f"gradient(white, {dark})"},
        "line": {**place, "top": "16 mm", "stroke": dark, "stroke_width": "2 pt"},
        "dots": {**place, "top": "27 mm", "pattern": "dots", "pattern_color": dark},
        "words": {**place, "top": "38 mm", "text": "{title}", "color": dark},
        "own": {**place, "top": "49 mm", "fill": "{color}"},
    }
    text = (deck / "deck.yaml").read_text("utf-8").replace("#0b6e75", dark)
    (deck / "deck.yaml").write_text(text, "utf-8")
    problems = heavy(deck, boxes, shop="drivethrucards")
    assert [one.message.partition(" in ")[2].split()[0] for one in problems] == [
        f"front.{name}" for name in boxes
    ]
    assert all("card 'One' and 1 more" in one.message for one in problems)
    assert problems[-1].at is not None
    assert problems[-1].at.path == deck / "deck.yaml"


def test_black_text_adds_to_its_ground(deck: Path) -> None:
    """Overprinted black text has the ink of its ground besides; text of another colour has not."""
    words = {"text": "{title}", "left": "9 mm", "right": "9 mm", "top": "9 mm"}
    ground = {**GROUND, "fill": "cmyk(60, 50, 40, 80)"}
    (problem,) = heavy(deck, {"ground": ground, "words": words}, shop="drivethrucards")
    assert "cmyk(0, 0, 0, 100) over 150 % of other inks in front.words has 250 %" in problem.message
    assert heavy(deck, {"ground": ground, "words": words}, shop="printshop") == []
    light = {**words, "color": "cmyk(0, 0, 0, 90)"}
    assert heavy(deck, {"ground": ground, "words": light}, shop="drivethrucards") == []
    beside = {**ground, "top": "40 mm"}
    assert heavy(deck, {"ground": beside, "words": words}, shop="drivethrucards") == []


def test_ink_under_what_has_holes(deck: Path) -> None:
    """A pattern and a circle let the ground through, on which black text may be too much."""
    ground = {**GROUND, "fill": "cmyk(60, 50, 40, 0)"}
    words = {"text": "{title}", "left": "9 mm", "right": "9 mm", "top": "9 mm"}
    pale = {"pattern": {"pattern": "dots", "pattern_color": "cmyk(5, 0, 0, 0)"},
            "circle": {"fill": "white", "shape": "circle"}}  # fmt: skip
    for name, look in pale.items():
        boxes = {"ground": ground, name: {**GROUND, **look}, "words": words}
        (problem,) = heavy(deck, boxes, shop="drivethrucards")
        assert "over 150 % of other inks in front.words" in problem.message
    boxes = {"ground": ground, "plain": {**GROUND, "fill": "white"}, "words": words}
    assert heavy(deck, boxes, shop="drivethrucards") == []


@pytest.mark.parametrize(("opacity", "told"), [("80%", ""), ("90%", "242 %")])
def test_ink_of_what_is_seen_through(deck: Path, opacity: str, told: str) -> None:
    """Ink over other ink counts by its opacity, and the ink below it by the rest."""
    boxes = {
        "ground": {**GROUND, "fill": "cmyk(80, 0, 0, 0)"},
        "veil": {**GROUND, "fill": "cmyk(90, 90, 80, 0)", "opacity": opacity},
    }
    changes = {"sheet.color": "cmyk", "sheet.ink_limit": "240%"}
    messages = [one.message for one in heavy(deck, boxes, settings=changes)]
    assert [told in one for one in messages] == [True] * bool(told)


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_ink_of_pictures_is_measured(deck: Path, suffix: str, press: Path) -> None:
    """The darkest pixels count, with the share that has too much; grey pictures never have."""
    inks_of = Image.new("CMYK", (100, 100), (50, 50, 50, 0))
    inks_of.paste((230, 230, 230, 100), (0, 0, 100, 25))
    name = f"dark.{suffix}"
    if suffix == "png":
        image = Image.new("RGB", (100, 100), (250, 250, 250))
        image.paste((40, 30, 20), (0, 0, 100, 25))
        image.save(deck / name)
    else:
        inks_of.save(deck / name, quality=95)
    picture = {**GROUND, "image": name, "fit": "cover"}
    given = press if suffix == "png" else None
    (problem,) = heavy(
        deck, {"photo": picture}, shop="printshop", output_profile=given,
        settings={"sheet.ink_limit": "150%"},
    )  # fmt: skip
    assert f"'{name}' in front.photo has" in problem.message
    assert "of ink in 25" in problem.message
    Image.open(deck / name).convert("L").save(deck / "grey.png")
    assert heavy(deck, {"photo": {**picture, "image": "grey.png"}}, shop="printshop") == []


def test_ink_is_nothing_to_rgb(deck: Path) -> None:
    """Without inks there is no limit of them; one that is set is told to have no effect."""
    boxes = {"ground": {**GROUND, "fill": "cmyk(100, 100, 100, 100)"}}
    assert heavy(deck, boxes) == []
    (told,) = heavy(deck, boxes, settings={"sheet.color": "cmyk"})
    assert "has 400 % of ink" in told.message
    found = check_deck(deck, layout="classic", settings={"sheet.ink_limit": "280%"})
    (idle,) = [problem for problem in found if problem.code == "idle-setting"]
    assert "sheet.ink_limit has no effect" in idle.message


def test_coarse_pictures_by_what_a_shop_asks_for(deck: Path) -> None:
    """A picture of 250 pixels an inch is enough, but not for a shop that asks for 300."""
    Image.new("RGB", (591, 400), "navy").save(deck / "a.png")
    picture = {"image": "a.png", "left": "0", "width": "60 mm", "top": "9 mm", "height": "40 mm"}
    layout = lay(deck, {"photo": picture})
    assert "low-resolution" not in codes(check_deck(deck, layout=layout))
    assert "low-resolution" in codes(check_deck(deck, layout=layout, shop="printshop"))


def test_every_kind_of_box_in_pdfx_4(deck: Path, press: Path) -> None:
    """Pictures, icons, gradients, patterns and codes are all in CMYK or grey."""
    Image.new("RGBA", (90, 60), (9, 9, 90, 128)).save(deck / "ring.png")
    boxes = {name: one for name, one in EVERYTHING.items() if name != "icon"}
    made = build_deck(deck, layout=lay(deck, boxes), shop="printshop", output_profile=press)
    data = made.pdf()
    found: list[Ink] = list(inks(data))
    assert {one.kind for one in found} == {"text", "fill", "shading", "image"}
    assert all(len(one.color) == 4 for one in found if one.color)
    for one in dictionaries(opened(data)):
        space = one.get("/ColorSpace")
        if space is not None and not isinstance(space, pikepdf.Dictionary):
            named = space[1] if isinstance(space, pikepdf.Array) else space
            assert named in ("/DeviceCMYK", "/DeviceGray")
