"""Every glyph of a PDF lies where HarfBuzz put it: by the numbers, and by the eyes of renderers."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from math import dist
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

import text_reader
from korttipakka.basics.color import BLACK
from korttipakka.basics.geometry import Point, Rect, Size, Turn
from korttipakka.fonts import FontSet, Style
from korttipakka.fonts.faces import FontFace
from korttipakka.model.frame import DocumentInfo, Frame, Group, Page, Sheet
from korttipakka.model.layout import FontStyle
from korttipakka.model.text import Shaped, TextRun
from korttipakka.paint.pdf import pdf_bytes
from renderers import RENDERERS, apart, ink
from script_samples import SCRIPTS, Script, font_of, words

CARD, PAGE = Size(300, 60), Size(500, 500)

NEAR = 0.02
"""Points: a hundredth of a letter's stem."""

Spot = tuple[float, float]


class Line(NamedTuple):
    """Text as it is set on one line."""

    words: Sequence[str]
    size: float
    tracking: float
    word_space: float
    turn: Turn


@pytest.fixture(scope="module")
def fonts() -> dict[str, FontSet]:
    """The font sets of scripts, opened once."""
    return {}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose files are written over and over."""
    return tmp_path_factory.mktemp("glyphs")


def font_set(fonts: dict[str, FontSet], script: Script) -> FontSet:
    """The fonts of a script, without fallbacks: what its font lacks is a box."""
    family = font_of(script)
    if family not in fonts:
        fonts[family] = FontSet(FontStyle(family, family, ()))
    return fonts[family]


def runs_of(line: Line, fonts: FontSet, rtl: bool) -> list[TextRun]:
    """The line as typesetting makes it: pieces from the left, runs by font and rigidity."""
    style = Style("body", rtl=rtl)
    (space,) = fonts.shape(" ", Style("body"))
    pieces: list[Shaped] = []
    for word in line.words[::-1] if rtl else line.words:
        pieces += [*fonts.shape(word, style), space]
    runs, x = [], 20.0
    for (font, rigid), group in groupby(pieces[:-1], key=lambda p: (p.font, p.rigid)):
        run = TextRun.of(
            Point(x, 25.0), font, line.size, BLACK, tuple(group),
            0.0 if rigid else line.tracking, line.word_space,
        )  # fmt: skip
        runs.append(run)
        x += run.width
    return runs


def written(runs: Sequence[TextRun], turn: Turn, fonts: FontSet, out: Path) -> None:
    """A page with the runs on one card that is turned."""
    group = Group(Frame(CARD, tuple(runs)), Point(60, 70), turn)
    area = Rect(0, 0, PAGE.width, PAGE.height)
    page = Page(Frame(PAGE, (group,)), area, area)
    out.write_bytes(pdf_bytes([Sheet(page)], fonts.faces, DocumentInfo("T", "en")))


def on_page(turn: Turn, x: float, y: float) -> Spot:
    """A point of the card on the page: turned, and moved so that its corner lies at (60, 70)."""
    width, height = CARD
    turned = {
        Turn.UPRIGHT: (x, y),
        Turn.LEFT: (height - y, x),
        Turn.OVER: (width - x, height - y),
        Turn.RIGHT: (y, width - x),
    }[turn]
    return turned[0] + 60, turned[1] + 70


class Expected(NamedTuple):
    """A glyph of a font by id, the places of its origin and of a point one em to its right."""

    font: str
    glyph: int
    origin: Spot
    em: Spot


def expected(runs: Iterable[TextRun], turn: Turn, faces: dict[str, FontFace]) -> Iterator[Expected]:
    """Where the glyphs must lie, as HarfBuzz shapes them here from the font's file."""
    for run in runs:
        x, y = run.at
        for piece in run.pieces:
            for glyph, dx, dy, advance in shaped(piece, faces[run.font]):
                at = x + dx * run.size, y + dy * run.size
                origin, em = on_page(turn, *at), on_page(turn, at[0] + run.size, at[1])
                yield Expected(f"/{run.font}", glyph, origin, em)
                x += advance * run.size + run.tracking
            x += run.word_space * (piece.text == " ")
        assert x == pytest.approx(run.at.x + run.width, abs=NEAR)


def shaped(piece: Shaped, face: FontFace) -> Iterator[tuple[int, float, float, float]]:
    """Glyph ids, offsets and advances in em: of a face that is opened anew."""
    opened = hb.Face(hb.Blob.from_file_path(face.path))
    font, buffer = hb.Font(opened), hb.Buffer()
    buffer.add_str(piece.text)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.direction = "rtl" if piece.rtl else "ltr"
    buffer.language = "und"
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {} if piece.rigid else {"calt": False})
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        lengths = (place.x_offset, place.y_offset, place.x_advance)
        yield (info.codepoint, *(length / opened.upem for length in lengths))


def inked(places: Iterable[Expected], faces: dict[str, FontFace]) -> list[Expected]:
    """The glyphs but for spaces and letters without ink, whose places nobody sees."""
    spaces = {f"/{key}": face.shape(" ").glyphs[0].id for key, face in faces.items()}
    counts = {f"/{key}": face.glyph_count for key, face in faces.items()}
    return [p for p in places if p.glyph != spaces[p.font] and p.glyph < counts[p.font]]


class Drawn(BasePen):
    """The outline of a glyph as operators of a page, and the points that its segments lead to."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []
        self.ends: list[Spot] = []

    def _add(self, operator: str, *points: Spot) -> None:
        self.operators.append(" ".join([*(f"{x:.4f} {y:.4f}" for x, y in points), operator]))
        self.ends += points[-1:]

    def _moveTo(self, pt: Spot) -> None:  # noqa: N802
        self._add("m", pt)

    def _lineTo(self, pt: Spot) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(self, pt1: Spot, pt2: Spot, pt3: Spot) -> None:  # noqa: N802
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add("h")


@cache
def opened(path: Path) -> TTFont:
    """A font as another library reads it."""
    return TTFont(path)


def marks_of(face: FontFace, script: Script) -> set[int]:
    """The glyphs that are painted as shapes: marks without an advance, from right to left."""
    if not script.rtl or "glyf" not in opened(face.path):
        return set()
    font = opened(face.path)
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    marks = {name for name, kind in classes.items() if kind == 3 and not font["hmtx"][name][0]}
    return set(map(font.getGlyphID, marks))


def drawn(face: FontFace, glyph: int) -> Drawn:
    """A glyph's outline, in units of the font."""
    font = opened(face.path)
    glyphs = font.getGlyphSet()
    pen = Drawn(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return pen


def shape_ends(places: Iterable[Expected], faces: dict[str, FontFace]) -> list[Spot]:
    """Where the segments of marks' outlines end on the page."""
    found = []
    for font, glyph, (x, y), em in places:
        face = faces[font[1:]]
        right, up = (em[0] - x, em[1] - y), (y - em[1], em[0] - x)
        for px, py in drawn(face, glyph).ends:
            a, b = px / face.hb_face.upem, py / face.hb_face.upem
            found.append((x + a * right[0] + b * up[0], y + a * right[1] + b * up[1]))
    return found


LINES = st.builds(
    Line,
    st.just(()),
    size=st.floats(4, 40),
    tracking=st.sampled_from([0.0, 0.0, 0.35, -0.2]),
    word_space=st.sampled_from([0.0, 0.0, 0.8, 3.3]),
    turn=st.sampled_from(Turn),
)


def check_places(line: Line, found: FontSet, script: Script, out: Path) -> None:
    """Paint a line, and hold its glyphs and shapes against what HarfBuzz gives."""
    runs = runs_of(line, found, script.rtl)
    written(runs, line.turn, found, out)
    (page,) = text_reader.glyphs(out)
    seen = inked((Expected(*placed) for placed in page), found.faces)
    wanted = inked(expected(runs, line.turn, found.faces), found.faces)
    (face,) = found.faces.values()
    marks = marks_of(face, script)
    shapes = shape_ends((p for p in wanted if p.glyph in marks), found.faces)
    wanted = [p for p in wanted if p.glyph not in marks]
    assert_near(text_reader.shapes(out)[0], shapes)
    assert [(p.font, p.glyph) for p in seen] == [(p.font, p.glyph) for p in wanted]
    for one, other in zip(seen, wanted, strict=True):
        assert dist(one.origin, other.origin) < NEAR, (line, other)
        assert dist(one.em, other.em) < NEAR, (line, other)


def assert_near(seen: Sequence[Spot], wanted: Sequence[Spot]) -> None:
    """Each point is where one is wanted, and none is left out."""
    assert all(any(dist(one, other) < NEAR for other in wanted) for one in seen)
    assert all(any(dist(one, other) < NEAR for other in seen) for one in wanted)


@pytest.mark.parametrize("name", SCRIPTS)
@settings(max_examples=40)
@given(data=st.data())
def test_glyphs_lie_where_harfbuzz_put_them(
    name: str, data: st.DataObject, fonts: dict[str, FontSet], scratch: Path
) -> None:
    """Random words, tracked, justified and turned: each glyph's place is that of shaping."""
    script = SCRIPTS[name]
    found = font_set(fonts, script)
    line = data.draw(LINES)._replace(words=data.draw(words(script)))
    check_places(line, found, script, scratch / "glyphs.pdf")


@pytest.mark.parametrize("turn", Turn)
@pytest.mark.parametrize("name", SCRIPTS)
def test_glyphs_of_samples_lie_where_harfbuzz_put_them(
    name: str, turn: Turn, fonts: dict[str, FontSet], scratch: Path
) -> None:
    """Real words of each script, justified and tracked, lie as they were shaped in every turn."""
    script = SCRIPTS[name]
    line = Line(script.sample.split(), 12.3, 0.4, 2.7, turn)
    check_places(line, font_set(fonts, script), script, scratch / "sample.pdf")


# By eye: the same glyphs, each placed by a matrix of its own, must give the same picture.


def one_by_one(
    path: Path, out: Path, places: Iterable[Expected], face: FontFace, marks: set[int]
) -> None:
    """The same page with a matrix for each glyph, the marks by their outlines."""
    with pikepdf.open(path) as pdf:
        shown = []
        for font, glyph, origin, em in places:
            a, b = em[0] - origin[0], em[1] - origin[1]
            matrix = " ".join(f"{v:.4f}" for v in (a, b, -b, a, *origin))
            if glyph in marks:
                unit = f"{1 / face.hb_face.upem:.8f}"
                outline = " ".join(drawn(face, glyph).operators)
                shown.append(f"q {matrix} cm {unit} 0 0 {unit} 0 0 cm {outline} f Q")
                continue
            shown.append(f"BT {font} 1 Tf {matrix} Tm <{glyph:04x}> Tj ET")
        pdf.pages[0].Contents = pdf.make_stream("\n".join(shown).encode())
        pdf.save(out)


SAME, ALIKE = 0.06, 0.2
"""Parts of the ink that pictures may differ by: of one renderer, which places glyphs by parts of
a pixel; of two, which smooth edges in their own ways, at a sixth of the resolution."""


@pytest.mark.parametrize("turn", [Turn.UPRIGHT, Turn.OVER, Turn.RIGHT])
@pytest.mark.parametrize("name", SCRIPTS)
def test_renderers_show_what_harfbuzz_placed(
    name: str, turn: Turn, fonts: dict[str, FontSet], tmp_path: Path
) -> None:
    """Renderers show a line as they show its glyphs one by one, and as each other do."""
    script = SCRIPTS[name]
    found, out, plain = font_set(fonts, script), tmp_path / "line.pdf", tmp_path / "plain.pdf"
    line = Line(script.sample.split(), 20.0, 0.4, 2.7, turn)
    runs = runs_of(line, found, script.rtl)
    written(runs, line.turn, found, out)
    (face,) = found.faces.values()
    places = inked(expected(runs, line.turn, found.faces), found.faces)
    one_by_one(out, plain, places, face, marks_of(face, script))
    pictures = []
    for program, render in RENDERERS.items():
        pictures.append(render(out))
        assert apart(pictures[-1], render(plain)) < SAME, program
    assert ink(pictures[0]) > 1000
    for picture in pictures[1:]:
        assert apart(pictures[0].reduce(6), picture.reduce(6)) < ALIKE
