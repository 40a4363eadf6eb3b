"""The bundled fonts are those that fonts/README.md tells of, and fit for each shipped language."""

import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "fonts"
README = (FONTS / "README.md").read_text(encoding="utf-8")

# | `Name.ttf` | version | `hash` | `licence` |
ROW = re.compile(
    r"^\| `([\w-]+\.ttf)` \| ([\d.]+) \| `([0-9a-f]{64})` \| `([\w-]+\.txt)` \|$", re.MULTILINE
)
LISTED = {
    name: (version, digest, licence) for name, version, digest, licence in ROW.findall(README)
}

FALLBACK = "NotoSansSymbols2-Subset.ttf"
TEXT_FACES = (
    "Inter-Regular.ttf",
    "Inter-Italic.ttf",
    "Inter-Bold.ttf",
    "Inter-BoldItalic.ttf",
    "InterTight-Regular.ttf",
    "InterTight-Medium.ttf",
    "InterTight-SemiBold.ttf",
    "InterTight-Bold.ttf",
    "InterTight-ExtraBold.ttf",
    "InterTight-Black.ttf",
)

ALPHABETS = {
    "Finnish": "abcdefghijklmnopqrstuvwxyzåäöšž",
    "Swedish": "abcdefghijklmnopqrstuvwxyzåäöéàüæø",
    "Sámi": "áâčđŋšŧžåäöæøõǥǧǩǯʒïń",
    "Estonian": "abcdefghijklmnopqrstuvwxyzõäöüšž",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}
PUNCTUATION = "0123456789.,:;!?-‐‑–—…•·'’‘\"”“„»«‹›()[]{}/\\|&%‰@#*+=<>~^_`§°€£$©®™\u00a0"
SYMBOLS = "✓✔✗✘☐☑☒●○■□◆◇▲△▼▽▶◀★☆→←↑↓↔↕↗↘⇒⇐⇔↩↪↻➜⬆⬇♥♦♣♠♡♢♧♤☎☏✉⚠☺☹⚑⚐♻⚡☀☁☂❤✂✎✏☝☞⌛⏱⛔⚀⚅♪①⑳ⒶⓏ❶❿🗴🗸🗹"


def characters(name: str) -> set[str]:
    """The characters that a font has a glyph for."""
    return {chr(code) for code in TTFont(FONTS / name).getBestCmap()}


def test_readme_lists_every_bundled_font() -> None:
    """The README's table and the folder name the same font files."""
    assert set(LISTED) == {path.name for path in FONTS.glob("*.?tf")}
    assert set(LISTED) == {*TEXT_FACES, FALLBACK}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_font_is_the_one_listed(name: str) -> None:
    """The file has the hash and the version that the README gives."""
    version, digest, _ = LISTED[name]
    assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
    assert f"{TTFont(FONTS / name)['head'].fontRevision:.3f}" == version


@pytest.mark.parametrize("name", sorted(LISTED))
def test_font_can_be_embedded(name: str) -> None:
    """The file is static TrueType with outlines, and its licence bits allow any embedding."""
    font = TTFont(FONTS / name)
    assert font.sfntVersion == "\x00\x01\x00\x00"
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].fsType == 0


@pytest.mark.parametrize("name", sorted(LISTED))
def test_font_has_its_licence_beside_it(name: str) -> None:
    """The licence is the OFL, has the font's project in a copyright line and reserves no name."""
    licence = (FONTS / LISTED[name][2]).read_text(encoding="utf-8")
    font_names = TTFont(FONTS / name)["name"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Open Font License, Version 1.1" in font_names.getDebugName(13)
    copyrights, _, _ = licence.partition("\n\n")
    assert "with Reserved Font Name" not in copyrights
    projects = re.findall(r"https://[^)\s]+", font_names.getDebugName(0))
    assert projects
    assert all(project in copyrights for project in projects)


def test_postscript_names_differ() -> None:
    """No two files share a PostScript name, by which PDF writers tell faces apart."""
    names = [TTFont(FONTS / name)["name"].getDebugName(6) for name in LISTED]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", TEXT_FACES)
@pytest.mark.parametrize("language", ALPHABETS)
def test_text_faces_cover_the_alphabets(name: str, language: str) -> None:
    """Every face for text has the small and capital letters of the language, and punctuation."""
    letters = ALPHABETS[language]
    wanted = {*letters, *(letter for letter in letters.upper() if letter.isalpha()), *PUNCTUATION}
    assert wanted - characters(name) == set()


def test_fallback_covers_the_symbols() -> None:
    """The fallback face has a drawn glyph for each symbol that a workshop's cards use."""
    font = TTFont(FONTS / FALLBACK)
    assert set(SYMBOLS) - characters(FALLBACK) == set()
    blank = {s for s in SYMBOLS if font["glyf"][font.getBestCmap()[ord(s)]].numberOfContours == 0}
    assert blank == set()


def test_fallback_has_no_letters() -> None:
    """The fallback face never takes over ordinary text: of ASCII it has the space only."""
    assert {character for character in characters(FALLBACK) if character.isascii()} == {" "}
