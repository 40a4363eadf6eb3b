"""Small fonts of a few letters, made for tests: of each kind that a layout may name."""

from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

EM = 1000
NAMES = [".notdef", "space", "I", "A"]
LETTERS = {32: "space", 73: "I", 65: "A"}


def static(path: Path, family: str = "Bars", *, fs_type: int = 0, cff: bool = False) -> Path:
    """A font in which I is a bar 400 wide and A one of 600, each with 100 beside it."""
    _builder(family, fs_type, cff=cff).save(path)
    return path


def variable(path: Path) -> Path:
    """A font with weights from 100 to 900: its I is 100 to 900 units wide, 400 at the default."""
    fonts = _builder("Wide Bars")
    fonts.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    fonts.setupGvar({"I": [_wider(500, (0, 1, 1)), _wider(-300, (-1, -1, 0))]})
    fonts.save(path)
    return path


def variable_cff(path: Path) -> Path:
    """As `variable`, with outlines in a CFF2 table, which PDF does not know."""
    fonts = FontBuilder(EM, isTTF=False)
    fonts.setupGlyphOrder(NAMES)
    fonts.setupCharacterMap(LETTERS)
    # The I is 400 wide at the default; each region's delta is blended in.
    bar = [
        100,
        0,
        "rmoveto",
        700,
        "vlineto",
        400,
        500,
        -300,
        1,
        "blend",
        "hlineto",
        -700,
        "vlineto",
    ]
    empty = T2CharString(program=[])
    strings = {".notdef": empty, "space": empty, "A": empty, "I": T2CharString(program=bar)}
    _finish(fonts, "Wide Curves", 0)
    fonts.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    fonts.setupCFF2(strings, regions=[{"wght": (0, 1, 1)}, {"wght": (-1, -1, 0)}])
    fonts.save(path)
    return path


def one_letter(path: Path, letter: str, glyph: str = "I") -> Path:
    """A font that has a single letter, the bar 400 wide unless it is another glyph."""
    fonts = _builder("One Letter")
    for table in fonts.font["cmap"].tables:
        table.cmap = {ord(letter): glyph}
    fonts.save(path)
    return path


def collection(path: Path, *families: str) -> Path:
    """A font of each family in one file."""
    made = TTCollection()
    made.fonts = [_builder(family).font for family in families]
    made.save(path)
    return path


def pictures(path: Path) -> Path:
    """A font whose letters are pictures: it has no outlines."""
    font = TTFont(static(path))
    del font["glyf"], font["loca"]
    font["maxp"].tableVersion = 0x00005000
    font.save(path)
    return path


def damaged(path: Path, table: str, at: int, data: bytes | None = None) -> Path:
    """The font of `static` with other bytes in a table from a place on: zeros if none are given."""
    font = TTFont(static(path))
    entry = font.reader.tables[table]
    whole = bytearray(path.read_bytes())
    new = bytes(entry.length - at) if data is None else data
    whole[entry.offset + at : entry.offset + at + len(new)] = new
    path.write_bytes(whole)
    return path


def endless(path: Path) -> Path:
    """A font whose rules make hundreds of each I, and hundreds of each of those."""
    font = TTFont(static(path))
    names = [f"r{number}" for number in range(30)]
    rules = (f"lookup {name} {{ sub I by {'I ' * 10}; }} {name};" for name in names)
    used = "".join(f"lookup {name};" for name in names)
    addOpenTypeFeaturesFromString(font, "".join(rules) + f"feature ccmp {{ {used} }} ccmp;")
    font.save(path)
    return path


def _builder(family: str, fs_type: int = 0, *, cff: bool = False) -> FontBuilder:
    fonts = FontBuilder(EM, isTTF=not cff)
    fonts.setupGlyphOrder(NAMES)
    fonts.setupCharacterMap(LETTERS)
    bars = {".notdef": 0, "space": 0, "I": 400, "A": 600}
    if cff:
        strings = {name: _curve(width) for name, width in bars.items()}
        fonts.setupCFF(f"{family}-Regular".replace(" ", ""), {}, strings, {})
    else:
        fonts.setupGlyf({name: _outline(width) for name, width in bars.items()})
    _finish(fonts, family, fs_type)
    return fonts


def _finish(fonts: FontBuilder, family: str, fs_type: int) -> None:
    fonts.setupHorizontalMetrics(
        {".notdef": (500, 0), "space": (300, 0), "I": (600, 100), "A": (800, 100)}
    )
    fonts.setupHorizontalHeader(ascent=800, descent=-200)
    name = f"{family}-Regular".replace(" ", "")
    fonts.setupNameTable({"familyName": family, "styleName": "Regular", "psName": name})
    fonts.setupOS2(sTypoAscender=800, sTypoDescender=-200, fsType=fs_type)
    fonts.setupPost()


def _wider(by: int, peak: tuple[float, float, float]) -> TupleVariation:
    """Moves the right edge of the bar and the advance; the last four points are the metrics."""
    points = [(0, 0), (0, 0), (by, 0), (by, 0), (0, 0), (by, 0), (0, 0), (0, 0)]
    return TupleVariation({"wght": peak}, points)


def _draw(pen: TTGlyphPen | T2CharStringPen, width: int) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((100 + width, 700))
    pen.lineTo((100 + width, 0))
    pen.closePath()


def _outline(width: int) -> object:
    pen = TTGlyphPen(None)
    if width:
        _draw(pen, width)
    return pen.glyph()


def _curve(width: int) -> T2CharString:
    pen = T2CharStringPen(500, None)
    if width:
        _draw(pen, width)
    return pen.getCharString()
