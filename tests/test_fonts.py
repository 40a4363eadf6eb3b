"""Fonts by family, path and style: found, opened, embedded, or refused with a reason."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import font_samples
from debian import installed_font
from korttipakka.basics.problems import KorttipakkaError, Location, Problem, Severity
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.fonts import FontSet, FontUse, Style, installed
from korttipakka.fonts.clusters import clusters, scripts
from korttipakka.fonts.faces import FontFace
from korttipakka.fonts.files import DesignAxis, FontFile
from korttipakka.fonts.find import bundled, files_of, nearest
from korttipakka.model.layout import FontStyle
from korttipakka.model.settings import Override

FONTS = Path(__file__).parents[1] / "fonts"
MM = 72 / 25.4


def set_with(body: str, root: Path, *fallback: str) -> FontSet:
    """A font set whose body text is in a font of the folder `root`."""
    return FontSet(FontStyle("Inter Tight", body, fallback), root, {"body": Location("here", 7, 3)})


def build(folder: Path, text: str, *settings: str) -> Made:
    """A deck of one card with a text, built with some settings changed; Inter is the fallback."""
    deck = folder / "deck.yaml"
    deck.write_text(
        f'title: T\ncards:\n  - title: "I"\n    text: "{text}"\nlanguage: fi\n', "utf-8"
    )
    given = ("fonts.fallback=Inter, Noto Sans Symbols 2", *settings)
    pairs = [setting.split("=", 1) for setting in given]
    changed = [Override(k, v, Location.flag(f"--set {k}={v}")) for k, v in pairs]
    return build_deck(deck, layout="workshop", settings=changed)


def dict_of(value: pikepdf.Object) -> dict[str, pikepdf.Object]:
    """The entries of an object of a PDF: none unless it is a dictionary."""
    return dict(value.items()) if isinstance(value, pikepdf.Dictionary) else {}


def refusal(run: Callable[[], object]) -> Problem:
    """The one problem that a call is refused with."""
    with pytest.raises(KorttipakkaError) as caught:
        run()
    (problem,) = caught.value.problems
    return problem


def test_bundled_families_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither fontconfig nor the system's folders are asked for a family that ships."""
    monkeypatch.setattr(installed, "installed", lambda: pytest.fail("asked for installed fonts"))
    assert {cut.weight for cut in files_of("inter", [Path()])} == {400, 700}
    assert files_of("Nothing.ttf", [Path()]) == ()


def test_an_installed_family_is_found_by_name() -> None:
    """An installed family brings its weights and its slanted cuts."""
    cuts = installed_font("Amiri", "fonts-hosny-amiri")
    assert {(cut.weight, cut.italic) for cut in cuts} >= {(400, False), (700, False), (400, True)}
    assert nearest(cuts, 800, True).file.italic


def test_folders_are_read_without_fontconfig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no fc-list, the fonts' own names in the system's folders are used."""
    font_samples.static(tmp_path / "x.otf", "House Face", cff=True)
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(installed, "font_folders", lambda: [tmp_path, tmp_path / "none"])
    installed.installed.cache_clear()
    try:
        assert installed.families() == ["House Face"]
        assert [cut.path.name for cut in installed.cuts_named("houseface")] == ["x.otf"]
    finally:
        installed.installed.cache_clear()


def test_nearest_takes_width_then_slant_then_weight() -> None:
    """A condensed cut never stands in for a normal one, nor an upright for an italic one."""
    narrow = FontFile(Path("narrow"), "X", 700, width=3)
    book = FontFile(Path("book"), "X", 400)
    bold = FontFile(Path("bold"), "X", 700)
    slanted = FontFile(Path("slanted"), "X", 400, italic=True)
    files = [narrow, book, slanted, bold]
    assert nearest(files, 700, False).file is bold
    assert nearest(files, 700, True).file is slanted
    assert nearest([narrow, book], 700, False).file is book
    assert nearest([book, bold], 500, False).file is book


def test_axes_are_pinned_within_their_reach() -> None:
    """A variable font is asked for the weight and the slant that it can reach."""
    axes = (DesignAxis("slnt", -10, 0, 0), DesignAxis("wght", 300, 400, 600))
    cut = nearest([FontFile(Path("v"), "V", axes=axes)], 800, True)
    assert (cut.weight, cut.italic) == (600, True)
    assert dict(cut.axes) == {"slnt": -10, "wght": 600}


def test_paths_start_at_the_layout_the_deck_and_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font's path is looked up beside the layout, in the deck's folder and in the current one."""
    for name in ("layouts", "deck", "here"):
        (tmp_path / name).mkdir()
        font_samples.static(tmp_path / name / f"{name}.ttf")
    monkeypatch.chdir(tmp_path / "here")
    at = Location.file(tmp_path / "layouts" / "x.yaml", line=3, column=1)
    for name in ("layouts.ttf", "deck.ttf", "here.ttf"):
        fonts = FontSet(FontStyle(name, name, ()), tmp_path / "deck", {"body": at})
        assert fonts.face(Style("body")).path.name == name


def test_a_folder_is_a_family(tmp_path: Path) -> None:
    """A folder's fonts are the cuts of one family."""
    for name in ("Inter-Regular.ttf", "Inter-Bold.ttf", "Inter-Italic.ttf"):
        (tmp_path / name).write_bytes((FONTS / name).read_bytes())
    fonts = set_with(str(tmp_path), tmp_path)
    assert fonts.face(Style("body", 800)).path.name == "Inter-Bold.ttf"
    assert fonts.face(Style("body", italic=True)).path.name == "Inter-Italic.ttf"


@pytest.mark.parametrize("member", ["1", "Second"])
def test_a_collection_is_entered_by_number_and_family(tmp_path: Path, member: str) -> None:
    """A font of a .ttc file is named by its place, from 0, or by its family."""
    font_samples.collection(tmp_path / "all.ttc", "First", "Second")
    (cut,) = files_of(f"all.ttc#{member}", [tmp_path])
    assert (cut.family, cut.index) == ("Second", 1)
    assert FontFace(cut.path, cut.index).postscript_name == "Second-Regular"


def test_a_collection_lacks_a_member(tmp_path: Path) -> None:
    """A number or a family that a collection lacks is refused with what there is."""
    font_samples.collection(tmp_path / "all.ttc", "First", "Second")
    for member, told in (("2", "it holds 2 fonts"), ("Third", "only First, Second")):
        fonts = set_with(f"all.ttc#{member}", tmp_path)
        problem = refusal(lambda fonts=fonts: fonts.face(Style("body")))  # type: ignore[misc]
        assert told in problem.message


@pytest.mark.parametrize("make", [font_samples.variable, font_samples.variable_cff])
def test_a_variable_font_is_measured_and_embedded_at_its_weight(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    """Each weight is an instance of its own, as wide on paper as the axis makes it."""
    make(tmp_path / "v.ttf")
    result = build(tmp_path, "I **I**", "fonts.body=v.ttf", "back.text.size=16 pt")
    result.write_pdf(tmp_path / "out.pdf")
    text = pypdfium2.PdfDocument(tmp_path / "out.pdf")[1].get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    widths = {round(right - left, 1) for left, bottom, right, top in boxes if top - bottom > 11}
    # At 400 the bar is 400 units wide, at 700 it is 400 + 3/5 of 500 wide; 16 points to the em.
    assert widths >= {6.4, 11.2}
    keys = {face.key for face in result.fonts.faces.values() if face.path.name == "v.ttf"}
    assert len(keys) == 2


def test_an_embedded_instance_has_no_axes(tmp_path: Path) -> None:
    """What is embedded of a variable font is a plain font, CFF2 as CFF."""
    light = FontFace(font_samples.variable(tmp_path / "v.ttf"), axes={"wght": 250})
    assert light.advance(2) == pytest.approx(450, abs=1)
    assert not {b"fvar", b"gvar"} & {light.subset([2])[i : i + 4] for i in range(12, 300, 16)}
    curves = FontFace(font_samples.variable_cff(tmp_path / "c.otf"), axes={"wght": 250})
    assert curves.subset([2])[:1] == b"\1"


def test_cff_outlines_are_painted(tmp_path: Path) -> None:
    """A font with PostScript outlines is embedded as such and comes out as ink."""
    font_samples.static(tmp_path / "bars.otf", cff=True)
    result = build(tmp_path, "I A", "fonts.body=bars.otf", "back.text.size=20 pt")
    result.write_pdf(tmp_path / "out.pdf")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        files = [o.get("/FontFile3") for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert [file.Subtype for file in files if file is not None] == ["/CIDFontType0C"]
    page = pypdfium2.PdfDocument(tmp_path / "out.pdf")[1]
    assert "I A" in page.get_textpage().get_text_bounded()
    image = page.render(scale=4).to_pil().convert("L")
    left, top = 114 * MM * 4, 6.5 * MM * 4  # the back's text, beside and below its title
    ink = image.crop((int(left), int(top), int(left + 240), int(top + 240)))
    assert sum(value < 100 for value in ink.tobytes()) > 2000


def test_a_font_that_must_not_be_subset_is_embedded_whole(tmp_path: Path) -> None:
    """A font whose maker forbids subsetting keeps its unused glyphs."""
    whole = FontFace(font_samples.static(tmp_path / "whole.ttf", fs_type=0x100))
    part = FontFace(font_samples.static(tmp_path / "part.ttf"))
    assert len(whole.subset([2])) > len(part.subset([2]))


def broken(path: Path) -> Path:
    """A font file cut short."""
    data = (FONTS / "Inter-Regular.ttf").read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def beginning(start: bytes) -> Callable[[Path], object]:
    """Makes a file that begins so."""
    return lambda path: path.write_bytes(start + bytes(100))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: font_samples.static(path, fs_type=2), "its maker does not allow"),
        (lambda path: font_samples.static(path, fs_type=0x200), "its maker does not allow"),
        (font_samples.pictures, "it holds pictures of its characters, not outlines"),
        (broken, "broken or cut short"),
        (lambda path: font_samples.damaged(path, "head", 12), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "head", 18, b"\0\1"), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "head", 50, b"\0\7"), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "hhea", 0), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "hhea", 34, b"\0\0"), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "hhea", 34, b"\0\5"), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "hmtx", 0), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "loca", 4, b"\xff"), "broken or cut short"),
        (lambda path: font_samples.damaged(path, "loca", 8, b"\xff\xff"), "broken or cut short"),
        (beginning(b"\0\1\0\0"), "broken or cut short"),
        (beginning(b"ttcf"), "broken or cut short"),
        (beginning(b"wOFF"), "it is a WOFF"),
        (beginning(b"wOF2"), "it is a WOFF2"),
        (beginning(b"%!PS-AdobeFont"), "PostScript Type 1"),
        (beginning(b"title: x"), "not a TrueType or OpenType font"),
        (beginning(b""), "not a TrueType or OpenType font"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, make: Callable[[Path], object], reason: str
) -> None:
    """A font that cannot be used is refused at the setting, with the reason."""
    make(tmp_path / "font.ttf")
    problem = refusal(lambda: set_with("font.ttf", tmp_path).face(Style("body")))
    assert problem.code == "bad-font"
    assert "font.ttf" in problem.message
    assert reason in problem.message
    assert problem.at == Location("here", 7, 3)


@pytest.mark.parametrize("table", ["glyf", "loca"])
def test_letters_without_outlines_are_lacking(tmp_path: Path, table: str) -> None:
    """A font whose outlines are lost, as by a download that stopped, leaves no blank cards."""
    font_samples.damaged(tmp_path / "font.ttf", table, 0)
    with pytest.raises(KorttipakkaError) as caught:
        build(tmp_path, "A I", "fonts.heading=font.ttf", "fonts.fallback=font.ttf").pdf()
    (problem,) = (p for p in caught.value.problems if p.severity is Severity.ERROR)
    assert problem.code == "missing-character"
    assert "'I' (U+0049" in problem.message
    assert "SPACE" not in problem.message


def test_rules_that_do_not_end_are_the_fonts(tmp_path: Path) -> None:
    """Glyphs that grow without end are the font's fault, and not told as a lack of memory."""
    font_samples.endless(tmp_path / "font.ttf")
    problem = refusal(lambda: build(tmp_path, "I", "fonts.body=font.ttf"))
    assert problem.code == "bad-font"
    assert "'font.ttf': its rules for glyphs do not end" in problem.message


def test_a_blank_of_braille_is_no_lost_outline(tmp_path: Path) -> None:
    """A character that is meant to be blank needs no outline."""
    for letter, is_there in (("\u2800", True), ("\u2801", False)):
        font = font_samples.one_letter(tmp_path / "font.ttf", letter, "space")
        assert FontFace(font).covers(letter) is is_there


def test_long_names_are_cut(tmp_path: Path) -> None:
    """Names in a PDF have 127 bytes at most, whatever a font's file says."""
    font_samples.static(tmp_path / "font.ttf", "Long " * 100)
    data = build(tmp_path, "I", "fonts.body=font.ttf").pdf()
    with pikepdf.open(BytesIO(data)) as pdf:
        names = [str(o.BaseFont) for o in pdf.objects if "/BaseFont" in dict_of(o)]
    assert any("LongLong" in name for name in names)
    assert max(map(len, names)) <= 127


def test_a_missing_font_is_refused_with_a_hint(tmp_path: Path) -> None:
    """A path that leads nowhere and an unknown family say what to do."""
    path = refusal(lambda: set_with("nowhere/x.ttf", tmp_path).face(Style("body")))
    assert path.code == "unknown-font"
    assert "a path starts at" in path.hint
    name = refusal(lambda: set_with("Intre", tmp_path).face(Style("body")))
    assert "did you mean 'Inter" in name.hint


def test_an_installed_type_1_family_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A family that is there, but as Type 1, is not said to be missing."""
    monkeypatch.setattr(installed, "_fc_list", lambda *_: "Type 1\tOld Face,Old\nCFF\tNew\n")
    problem = refusal(lambda: set_with("Old Face", tmp_path).face(Style("body")))
    assert problem.code == "bad-font"
    assert "'Old Face'" in problem.message
    assert "Type 1 font, which cannot be embedded" in problem.message
    assert "OpenType" in problem.hint
    assert refusal(lambda: set_with("New", tmp_path).face(Style("body"))).code == "unknown-font"


def test_bold_and_italic_are_never_made_up(tmp_path: Path) -> None:
    """A family without italic or bold sets the text in another cut, and says so."""
    font_samples.static(tmp_path / "bars.ttf")
    result = build(tmp_path, "I *A* **A**", "fonts.body=bars.ttf")
    found = [p for p in result.problems if p.code == "font-substitute"]
    assert {p.severity for p in found} == {Severity.WARNING}
    assert sorted(p.message for p in found) == [
        "'bars.ttf' has no bold cut: weight 400 is used instead",
        "'bars.ttf' has no italic cut: weight 400 is used instead",
    ]
    assert all(p.at == Location.flag("--set fonts.body=bars.ttf") for p in found)


def test_small_capitals_are_the_fonts_own(tmp_path: Path) -> None:
    """Small letters become the font's small capitals, and still read as they were typed."""
    installed_font("Linux Libertine O", "fonts-linuxlibertine")
    settings = ("fonts.body=Linux Libertine O", "back.text.case=small-caps")
    result = build(tmp_path, "Kokeilu", *settings)
    assert [p for p in result.problems if p.code == "no-small-caps"] == []
    plain, small = (
        set_with("Linux Libertine O", tmp_path).shape("ä", Style("body", features=capitals))[0]
        for capitals in ((), ("smcp",))
    )
    assert plain.glyphs[0].id != small.glyphs[0].id
    assert plain.glyphs[0].text == small.glyphs[0].text == "ä"
    result.write_pdf(tmp_path / "o.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "o.pdf")[1]
    assert "Kokeilu" in page.get_textpage().get_text_range()


def test_small_capitals_are_never_made_up(tmp_path: Path) -> None:
    """Inter has no small capitals: the text stays as typed, and a warning says so."""
    (problem,) = build(tmp_path, "Kokeilu", "back.text.case=small-caps").problems
    assert (problem.code, problem.severity) == ("no-small-caps", Severity.WARNING)
    assert "'Inter'" in problem.message


def test_a_bold_heading_alone_is_only_noted(tmp_path: Path) -> None:
    """Where no lighter text is in the family, a missing bold is no loss: a note tells of it."""
    font_samples.static(tmp_path / "bars.ttf")
    result = build(tmp_path, "text", "fonts.heading=bars.ttf")
    (problem,) = [p for p in result.problems if p.code == "font-substitute"]
    assert problem.severity is Severity.NOTE


def used(fonts: FontSet, text: str, style: Style) -> set[FontUse]:
    """Which fonts set a text in a style."""
    pieces = fonts.shape(text, style)
    return {FontUse(style, piece.font, piece.text.isalpha()) for piece in pieces}


def test_fallbacks_without_bold_are_told(tmp_path: Path) -> None:
    """What a fallback lacks is told as of any family, but only when it sets such text."""
    font_samples.static(tmp_path / "bars.ttf")
    named = FontStyle("Noto Sans Symbols 2", "Noto Sans Symbols 2", ("bars.ttf",))
    fonts = FontSet(named, tmp_path, {"bars.ttf": Location("here", 7, 3)})
    uses = used(fonts, "☎", Style("body"))
    assert fonts.lacking(uses) == []
    uses |= used(fonts, "A", Style("body")) | used(fonts, "☎", Style("body", italic=True))
    assert "bars.ttf" not in str(fonts.lacking(uses))
    uses |= used(fonts, "A", Style("body", 700))
    (problem,) = [p for p in fonts.lacking(uses) if "bars.ttf" in p.message]
    assert (problem.code, problem.severity) == ("font-substitute", Severity.WARNING)
    assert problem.message == "'bars.ttf' has no bold cut: weight 400 is used instead"
    assert problem.at == Location("here", 7, 3)


def test_signs_of_a_fallback_are_only_noted() -> None:
    """A sign in bold text is seldom bold: a note tells of it."""
    fonts = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
    uses = used(fonts, "a☎", Style("body")) | used(fonts, "a☎", Style("body", 700))
    (problem,) = fonts.lacking(uses)
    assert (problem.code, problem.severity) == ("font-substitute", Severity.NOTE)


def test_fallbacks_give_what_the_font_lacks() -> None:
    """Each character is set in the first font of the list that has it."""
    fonts = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
    pieces = fonts.shape("a☎b", Style("body"))
    assert [piece.text for piece in pieces] == ["a", "☎", "b"]
    assert len({piece.font for piece in pieces}) == 2
    assert all(glyph.id for piece in pieces for glyph in piece.glyphs)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("😀", {"U+1F600 GRINNING FACE"}),
        ("👩\u200d💻", {"U+1F469 WOMAN", "U+1F4BB PERSONAL COMPUTER"}),
        ("नी", {"U+0928 DEVANAGARI LETTER NA", "U+0940 DEVANAGARI VOWEL SIGN II"}),
        ("x\u20e3", {"U+20E3 COMBINING ENCLOSING KEYCAP"}),
        ("\U000f0000", {"U+F0000 without a name"}),
    ],
)
def test_no_tofu(tmp_path: Path, text: str, missing: set[str]) -> None:
    """What no font has stops the build with card, place, code point and name."""
    with pytest.raises(KorttipakkaError) as caught:
        build(tmp_path, f"Sana {text}")
    problems = caught.value.problems
    assert {p.code for p in problems} == {"missing-character"}
    assert all("card 'I'" in p.message and p.at and p.at.line == 4 for p in problems)
    assert all(any(name in p.message for p in problems) for name in missing)


@pytest.mark.parametrize(
    "text", ["e\u0301", "z\u030c", "✔\ufe0f", "a\u200bb", "a\u2060b", "10\u202f%"]
)
def test_what_has_no_glyph_of_its_own_is_no_tofu(tmp_path: Path, text: str) -> None:
    """Letters with marks, selectors, joiners and rare spaces are set without a complaint."""
    assert build(tmp_path, text).problems == ()


def test_what_a_joiner_joins_may_be_in_two_fonts() -> None:
    """A sequence that no font has as a whole is set sign by sign."""
    fonts = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
    pieces = fonts.shape("a\u200d☎", Style("body"))
    assert [glyph.id != 0 for piece in pieces for glyph in piece.glyphs] == [True, True]


def test_an_unused_fallback_is_not_opened() -> None:
    """Fallback files are read only for a text that needs them, but must be there."""
    fonts = FontSet(FontStyle("Inter Tight", "Inter", ("Noto Sans Symbols 2",)))
    fonts.shape("Sana", Style("body"))
    assert [face.path.name for face in fonts.faces.values()] == ["Inter-Regular.ttf"]


def test_clusters_and_scripts() -> None:
    """Text for fallback fonts is cut between clusters, text for shaping between scripts."""
    assert clusters("ae\u0301👩\u200d💻✔\ufe0fb") == ["a", "e\u0301", "👩\u200d💻", "✔\ufe0f", "b"]
    assert scripts("PDF-कख 12 b") == ["PDF-", "कख 12 ", "b"]


def test_the_same_letters_in_two_languages(tmp_path: Path) -> None:
    """Shaping follows the deck's language, not that of the user's system."""
    face = FontFace(FONTS / "Inter-Regular.ttf", language="fi")
    assert face.shape("fi Ŋ").glyphs == FontFace(FONTS / "Inter-Regular.ttf").shape("fi Ŋ").glyphs


def test_keys_tell_instances_apart(tmp_path: Path) -> None:
    """Two weights of a variable font, and two fonts of a collection, have keys of their own."""
    path = font_samples.variable(tmp_path / "v.ttf")
    assert FontFace(path, axes={"wght": 400}).key != FontFace(path, axes={"wght": 500}).key
    path = font_samples.collection(tmp_path / "c.ttc", "One", "Two")
    assert FontFace(path, 0).key != FontFace(path, 1).key


def test_the_command_lists_families() -> None:
    """`korttipakka fonts` lists what ships; --installed what the computer has."""
    command = [sys.executable, "-m", "korttipakka", "fonts"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Inter Tight" in listed
    assert {file.family for file in bundled()} == {"Inter", "InterTight", "NotoSansSymbols2"}
    installed_font("Amiri", "fonts-hosny-amiri")
    found = subprocess.run([*command, "--installed"], capture_output=True, text=True, check=True)
    assert "Amiri" in found.stdout.splitlines()
