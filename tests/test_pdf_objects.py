"""Objects of a PDF: ToUnicode maps, font descriptors, CID maps, inks: read by others."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from debian import installed_font
from korttipakka.basics.color import BLACK, Color, parse_color
from korttipakka.basics.geometry import Point, Rect, Size
from korttipakka.fonts import FontSet, Style
from korttipakka.model.frame import Box, DocumentInfo, Frame, Page, Sheet
from korttipakka.model.layout import FontStyle
from korttipakka.model.text import Glyph, Shaped, TextRun
from korttipakka.paint.font_objects import NO_TEXT, to_unicode
from korttipakka.paint.fonts import FontUse, PdfFont, ToUnicodeConflict
from korttipakka.paint.pdf import pdf_bytes
from korttipakka.pictures.pixels import to_cmyk

PAGE = Size(400, 300)


def written(out: Path, words: str, family: str, *, rtl: bool = False) -> Path:
    """A page with a text in one font."""
    found = FontSet(FontStyle(family, family, ()))
    pieces = found.shape(words, Style("body", rtl=rtl))
    runs = tuple(
        TextRun.of(Point(10, 10 + 20 * row), piece.font, 12, BLACK, (piece,))
        for row, piece in enumerate(pieces)
    )
    area = Rect(0, 0, PAGE.width, PAGE.height)
    sheet = Sheet(Page(Frame(PAGE, runs), area, area))
    out.write_bytes(pdf_bytes([sheet], found.faces, DocumentInfo("T", "en")))
    return out


def mapping(cmap: bytes) -> Iterator[tuple[int, str]]:
    """The entries of a CMap as QPDF's tokenizer reads it, block by block of at most 100."""
    holder, count = pikepdf.new(), None
    for operands, operator in pikepdf.parse_content_stream(holder.make_stream(cmap)):
        if str(operator) == "beginbfchar":
            (count,) = map(int, operands)
            assert 1 <= count <= 100
        elif str(operator) == "endbfchar":
            assert len(operands) == 2 * count
            for code, text in zip(operands[::2], operands[1::2], strict=True):
                assert len(bytes(code)) == 2
                yield int.from_bytes(bytes(code), "big"), bytes(text).decode("utf-16-be")
            count = None
    assert count is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)


@given(st.dictionaries(st.integers(0, 0xFFFF), TEXTS, max_size=350))
@example(dict.fromkeys(range(100), "a"))
@example(dict.fromkeys(range(101), "a"))
@example({1: "ffi", 2: "\U0001f389", 3: "\U0001f389\u200d\U0001f389"})
def test_to_unicode_gives_each_code_its_text(texts: dict[int, str]) -> None:
    """Any number of codes, with texts of any length, in blocks of at most 100."""
    found = list(mapping(to_unicode(texts)))
    assert dict(found) == texts
    assert [code for code, _ in found] == sorted(texts)


def test_a_glyph_without_text_is_a_joiner() -> None:
    """A glyph that stands for nothing by itself is read as a joiner, which readers ignore."""
    assert dict(mapping(to_unicode({7: "", 8: "a"}))) == {7: NO_TEXT, 8: "a"}
    assert NO_TEXT == "\u200d"


def test_many_glyphs_are_read_back(tmp_path: Path) -> None:
    """A font of which more than two blocks of glyphs are used is read whole by PDFium."""
    installed_font("WenQuanYi Micro Hei", "fonts-wqy-microhei")
    words = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 250))
    out = written(tmp_path / "many.pdf", words, "WenQuanYi Micro Hei")
    with pypdfium2.PdfDocument(out) as document:
        assert document[0].get_textpage().get_text_range() == words


def test_a_ligature_is_read_as_its_letters(tmp_path: Path) -> None:
    """One glyph for three letters is read as the three."""
    installed_font("DejaVu Sans", "fonts-dejavu-core")
    out = written(tmp_path / "ffi.pdf", "Office", "DejaVu Sans")
    with pikepdf.open(out) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert "ffi" in dict(mapping(font.ToUnicode.read_bytes())).values()
    with pypdfium2.PdfDocument(out) as document:
        assert document[0].get_textpage().get_text_range() == "Office"


@pytest.mark.parametrize(
    ("family", "package"),
    [("Inter", ""), ("DejaVu Sans", "fonts-dejavu-core"), ("David CLM", "culmus")],
)
def test_descriptors_tell_the_fonts_measures(family: str, package: str, tmp_path: Path) -> None:
    """Ascent, descent and box are the font's own, in 1/1000 em; the descent is below the line."""
    if package:
        installed_font(family, package)
    path = FontSet(FontStyle(family, family, ())).face(Style("body")).path
    with pikepdf.open(written(tmp_path / "x.pdf", "Hg", family)) as pdf, TTFont(path) as font:
        (used,) = pdf.pages[0].Resources.Font.values()
        found, scale = used.DescendantFonts[0].FontDescriptor, 1000 / font["head"].unitsPerEm
        uses_typo = font["OS/2"].fsSelection & 0x80
        ascent = font["OS/2"].sTypoAscender if uses_typo else font["hhea"].ascent
        descent = font["OS/2"].sTypoDescender if uses_typo else font["hhea"].descent
        assert float(found.Ascent) == pytest.approx(ascent * scale, abs=1)
        assert float(found.Descent) == pytest.approx(descent * scale, abs=1)
        assert found.Descent < -100
        head = font["head"]
        box = [v * scale for v in (head.xMin, head.yMin, head.xMax, head.yMax)]
        assert [float(v) for v in found.FontBBox] == pytest.approx(box, abs=1)
        assert 500 < found.CapHeight < found.Ascent


class PlainFace:
    """A face of ten glyphs, each 500 wide."""

    glyph_count = 10
    is_cff = False

    def advance(self, glyph: int) -> float:
        """A glyph's advance."""
        return 500.0


def test_letters_of_a_ligature_have_codes_of_their_own() -> None:
    """From right to left a ligature's other letters stand before it, the last one first."""
    face = PlainFace()
    font = PdfFont(face)  # type: ignore[arg-type]
    alef, lam, heh = "\u0627\u0644\u0647"
    piece = Shaped.of(alef + lam + heh, "F", (Glyph(3, 900, 0, 0, alef + lam + heh),), rtl=True)
    shown = font.show(piece)
    codes = {letter: 10 + ord(letter) - 0x590 for letter in (lam, heh)}
    assert shown.elements(10) == f"<{codes[heh]:04x}{codes[lam]:04x}0003>-400"
    assert shown.extractable
    assert font.use.texts == {3: alef, codes[lam]: lam, codes[heh]: heh}
    assert font.use.advances == {3: 500, codes[lam]: 0, codes[heh]: 0}


def test_codes_without_ink_paint_an_empty_glyph(tmp_path: Path) -> None:
    """The CID map leads a glyph to itself, and a letter without ink to a glyph without outline."""
    installed_font("Noto Sans Arabic", "fonts-noto-core")
    out = written(tmp_path / "lam.pdf", "لا", "Noto Sans Arabic", rtl=True)
    with pikepdf.open(out) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        cid_font = font.DescendantFonts[0]
        listed = list(cid_font.W)
        widths = dict(zip(map(int, listed[::2]), (float(w[0]) for w in listed[1::2]), strict=True))
        data = cid_font.CIDToGIDMap.read_bytes()
        glyphs = {cid: int.from_bytes(data[2 * cid : 2 * cid + 2], "big") for cid in widths}
        (tmp_path / "subset.ttf").write_bytes(cid_font.FontDescriptor.FontFile2.read_bytes())
    ligature, letter = sorted(widths)
    assert widths[ligature] > 0
    assert widths[letter] == 0
    assert glyphs[ligature] == ligature
    with TTFont(tmp_path / "subset.ttf") as subset:
        name = subset.getGlyphName(glyphs[letter])
        assert subset["glyf"][name].numberOfContours == 0
        assert subset["hmtx"][name][0] == 0


def test_pages_of_other_processes_are_merged() -> None:
    """Texts and advances come together; one code with two texts is a conflict."""
    face = PlainFace()
    font = PdfFont(face)  # type: ignore[arg-type]
    font.show(Shaped.of("ab", "F", (Glyph(1, 500, 0, 0, "a"), Glyph(2, 500, 0, 0, ""))))
    font.merge(FontUse(face, {2: "b", 4: ""}, {2: 500.0, 4: 500.0}))  # type: ignore[arg-type]
    assert font.use.texts == {1: "a", 2: "b", 4: ""}
    font.merge(FontUse(face, {2: "", 4: "d"}, {2: 500.0, 4: 500.0}))  # type: ignore[arg-type]
    assert font.use.texts == {1: "a", 2: "b", 4: "d"}
    assert font.use.advances == {1: 500, 2: 500, 4: 500}
    with pytest.raises(ToUnicodeConflict):
        font.merge(FontUse(face, {1: "x"}, {1: 500.0}))  # type: ignore[arg-type]


def test_a_glyph_of_two_texts_is_not_extractable() -> None:
    """A code keeps its first text: where it should be read otherwise, that is said."""
    font = PdfFont(PlainFace())  # type: ignore[arg-type]
    assert font.show(Shaped.of("a", "F", (Glyph(1, 500, 0, 0, "a"),))).extractable
    assert not font.show(Shaped.of("b", "F", (Glyph(1, 500, 0, 0, "b"),))).extractable
    assert not font.show(
        Shaped.of("c", "F", (Glyph(2, 500, 0, 0, "c"), Glyph(3, 0, 0, 0, "")))
    ).extractable
    assert font.show(Shaped.of("\u00a0", "F", (Glyph(4, 500, 0, 0, "\u00a0"),))).extractable
    assert font.use.texts == {1: "a", 2: "c", 3: "", 4: " "}


# Inks: a neutral colour is black ink alone.

GREYS = [level / 255 for level in range(256)]


def test_neutral_colours_are_black_ink_alone() -> None:
    """Every grey takes no cyan, magenta or yellow; the darkest ones are solid black."""
    for grey in GREYS:
        *others, black = Color((grey, grey, grey)).cmyk.values
        assert others == [0, 0, 0]
        assert black == (1 if grey <= 0.15 else pytest.approx(1 - grey))


@pytest.mark.parametrize(
    ("color", "is_black"),
    [
        ("#17181c", True), ("#262626", True), ("#262617", True), ("#272727", False),
        ("#262616", False), ("#2a2620", False), ("#1d1d35", False), ("#444444", False),
    ],
)  # fmt: skip
def test_nearly_neutral_dark_colours_are_solid_black(color: str, is_black: bool) -> None:
    """Channels of at most 15 % that differ by at most 6 % are printed in black ink alone."""
    values = parse_color(color).cmyk.values
    assert (values == (0, 0, 0, 1)) is is_black


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_neutral_pixels_are_black_ink_alone(mode: str) -> None:
    """A picture's greys, black and white among them, take no ink but black."""
    image = Image.new("L", (256, 1))
    image.putdata(range(256))
    made = to_cmyk(image.convert(mode))
    for level in range(256):
        cyan, magenta, yellow, black = made.getpixel((level, 0))
        assert (cyan, magenta, yellow) == (0, 0, 0)
        assert black == 255 - level


def test_neutral_boxes_are_painted_in_black_ink() -> None:
    """Fills and strokes in grey are written with black alone, on pages in CMYK."""
    grey, area = parse_color("#808080"), Rect(0, 0, PAGE.width, PAGE.height)
    box = Box(Rect(10, 10, 50, 50), fill=grey, stroke=parse_color("#404040"), stroke_width=2)
    sheet = Sheet(Page(Frame(PAGE, (box,)), area, area))
    with pikepdf.open(BytesIO(pdf_bytes([sheet], {}, DocumentInfo("T", "en"), "cmyk"))) as pdf:
        found = {
            str(operator): [float(value) for value in operands]
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        }
    assert found["k"] == pytest.approx([0, 0, 0, 1 - 128 / 255], abs=0.001)
    assert found["K"] == pytest.approx([0, 0, 0, 1 - 64 / 255], abs=0.001)
