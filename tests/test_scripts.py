"""Scripts other than Latin: direction, joins, marks and line ends, on the page and read back."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import bidirectional, combining, normalize

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from debian import installed_font, unicode_data
from korttipakka.basics.problems import KorttipakkaError, Location
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.fonts import FontSet, Style
from korttipakka.model.frame import Frame
from korttipakka.model.layout import FontStyle
from korttipakka.model.settings import Override
from korttipakka.model.text import Glyph, Shaped, TextRun
from korttipakka.paint.fonts import PdfFont, joined
from korttipakka.typeset import dictionaries, scripts
from korttipakka.typeset.scripts import _levels, break_places, special, visual_ranks

LANGUAGES = Path(__file__).parent / "data" / "languages"

ARABIC = ("Amiri", "fonts-hosny-amiri")
HEBREW = ("David CLM", "culmus")
DEVANAGARI = ("Lohit Devanagari", "fonts-lohit-deva")
CHINESE = ("WenQuanYi Micro Hei", "fonts-wqy-microhei")
THAI = ("Garuda", "fonts-tlwg-garuda-ttf")


def build(
    folder: Path, title: str, text: str, fonts: Sequence[tuple[str, str]], *settings: str
) -> Made:
    """A deck of one card, with fallback fonts of Debian packages."""
    for family, package in fonts:
        installed_font(family, package)
    deck = folder / "deck.yaml"
    card = {"title": title, "text": text}
    deck.write_text(yaml.safe_dump({"title": "T", "cards": [card]}, allow_unicode=True), "utf-8")
    fallback = ", ".join(["Noto Sans Symbols 2", *(family for family, _ in fonts)])
    given = dict(s.split("=", 1) for s in (f"fonts.fallback={fallback}", *settings))
    at = Location.flag("--set")
    return build_deck(
        deck, layout="workshop", settings=[Override(key, v, at) for key, v in given.items()]
    )


def runs(frame: Frame) -> list[TextRun]:
    """The text of a face but for the footer, from the top down and from the left."""
    found = [item for item in frame.items if isinstance(item, TextRun) and item.at.y > 60]
    return sorted(found, key=lambda run: (-round(run.at.y), run.at.x))


def lines(frame: Frame) -> list[list[TextRun]]:
    """The runs of a face line by line."""
    places = sorted({round(run.at.y, 2) for run in runs(frame)}, reverse=True)
    return [[run for run in runs(frame) if round(run.at.y, 2) == place] for place in places]


def pages(result: Made, out: Path) -> list[str]:
    """What PDFium reads of each page."""
    result.write_pdf(out)
    document = pypdfium2.PdfDocument(out)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_levels_and_order_follow_the_standard() -> None:
    """The order of characters on a line is that of Unicode's own tests for UAX 9."""
    # A mark before the text sets its direction as the tests do from outside.
    marks = {"0": "\u200e", "1": "\u200f", "2": ""}
    tried = 0
    for codes, direction, level, levels, order in unicode_data("BidiCharacterTest.txt")[::61]:
        mark, text = marks[direction], "".join(chr(int(code, 16)) for code in codes.split())
        if "\t" in text or "\u2029" in text:
            continue  # more than one line
        found, rtl = _levels(mark + text)
        assert rtl == (level == "1"), codes
        ranks = visual_ranks(found)[len(mark) :]
        seen = [i for i, told in enumerate(levels.split()) if told != "x" and not _ends(text[i:])]
        expected = [int(i) for i in order.split() if int(i) in seen]
        assert sorted(seen, key=ranks.__getitem__) == expected, codes
        tried += 1
    assert tried > 1000


def _ends(text: str) -> bool:
    """Whether only blanks and marks follow, which no line of ours ends with."""
    return all(bidirectional(c) in {"WS", "LRI", "RLI", "FSI", "PDI", "PDF", "BN"} for c in text)


def test_latin_text_loads_nothing_for_other_scripts(tmp_path: Path) -> None:
    """A deck in Finnish is built without the libraries for other scripts."""
    code = (
        "import sys; from pathlib import Path;"
        "from korttipakka import build_deck;"
        "build_deck('osallisuus').write_pdf(Path(sys.argv[1]));"
        "print({'bidi', 'uniseg', 'budoux', 'icu4py', 'subprocess'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "out.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "set()", done.stderr


def test_arabic_is_joined_and_begins_at_the_right(tmp_path: Path) -> None:
    """An Arabic paragraph ends its lines at the left and its letters take their joined forms."""
    result = build(tmp_path, "حقوق الإنسان", "بيت", [ARABIC])
    front, back = result.faces[0].front, result.faces[0].back
    width = result.layout.card.size.width
    (title,) = lines(front)
    assert title[-1].at.x + title[-1].width == pytest.approx(width - 7 * 72 / 25.4, abs=0.5)
    # Alone, each letter has a form of its own: joined, none of the three looks so.
    joined = runs(back)[-1].pieces[0]
    face = result.fonts.faces[joined.font]
    alone = {face.shape(letter, rtl=True).glyphs[0].id for letter in "بيت"}
    assert not alone & {glyph.id for glyph in joined.glyphs}
    assert [glyph.text for glyph in joined.glyphs] == ["ت", "ي", "ب"]


def test_mixed_text_lies_in_visual_order(tmp_path: Path) -> None:
    """In a Finnish sentence Hebrew runs to the left, and brackets go with what they enclose."""
    result = build(tmp_path, "T", "Sana אבג (דהו זחט) ja 12 loppu.", [HEBREW])
    (line,) = lines(result.faces[0].back)[1:]
    painted = "".join("".join(g.text for g in p.glyphs) for run in line for p in run.pieces)
    assert painted == "Sana (טחז והד) גבא ja 12 loppu."


def test_latin_and_numbers_within_arabic(tmp_path: Path) -> None:
    """In an Arabic sentence Latin words and numbers keep their own direction."""
    result = build(tmp_path, "T", "أرسل (kunta 12) إلى x.fi قبل 15.3.", [ARABIC])
    (line,) = lines(result.faces[0].back)[1:]
    painted = "".join("".join(g.text for g in p.glyphs) for run in line for p in run.pieces)
    assert painted == ".15.3 لبق x.fi ىلإ (kunta 12) لسرأ"


def test_alignment_follows_the_direction(tmp_path: Path) -> None:
    """Left means where a text begins; centred and right text stay so in every direction."""
    for align, free in (("left", 1.0), ("right", 1.0), ("center", 0.5)):
        result = build(tmp_path, "T", "أرسل", [ARABIC], f"back.text.align={align}")
        run = runs(result.faces[0].back)[-1]
        left = 8 * 72 / 25.4
        room = result.layout.card.size.width - 2 * left - run.width
        assert run.at.x == pytest.approx(left + free * room, abs=0.1)


def test_justified_lines_end_at_both_edges(tmp_path: Path) -> None:
    """Justified Arabic fills the measure, and its last line begins at the right."""
    text = yaml.safe_load((LANGUAGES / "deck.yaml").read_text("utf-8"))["cards"][-1]["text"]
    result = build(
        tmp_path, "T", text, [ARABIC], "back.text.align=justify", "back.text.size=10.5pt"
    )
    left, width = 8 * 72 / 25.4, result.layout.card.size.width
    body = lines(result.faces[0].back)[1:]
    assert len(body) >= 2
    for line in body:
        assert line[-1].at.x + line[-1].width == pytest.approx(width - left, abs=0.5)
    assert body[0][0].at.x == pytest.approx(left, abs=0.5)


def test_list_markers_hang_at_the_right(tmp_path: Path) -> None:
    """A list's bullet stands to the right of Arabic text, its second line under the first."""
    result = build(tmp_path, "T", "- بيت\n- باب", [ARABIC])
    first, second = lines(result.faces[0].back)[1:]
    for line in (first, second):
        assert "•" in line[-1].text
        assert line[0].at.x + line[0].width <= line[-1].at.x + 0.1
    edge = result.layout.card.size.width - 9 * 72 / 25.4
    assert first[-1].at.x + first[-1].width < edge
    numbered = build(tmp_path, "T", "1. بيت\n2. باب", [ARABIC])
    assert [line[-1].text.strip() for line in lines(numbered.faces[0].back)[1:]] == [".1", ".2"]


def test_cells_of_numbers_follow_their_table(tmp_path: Path) -> None:
    """In a table from right to left a number begins at the right, as the words above it do."""
    installed_font(*ARABIC)
    rows = "".join(f"    {row}\n" for row in ("| بيت | باب كبير |", "|---|---|", "| سلام | 12 |"))
    deck = tmp_path / "deck.yaml"
    deck.write_text(f"title: T\ncards:\n- title: T\n  text: |\n{rows}", "utf-8")
    fonts = Override("fonts.fallback", ARABIC[0], Location.flag("--set"))
    result = build_deck(deck, layout="workshop", settings=[fonts])
    found = {run.text: run for run in runs(result.faces[0].back)}
    header = next(run for text, run in found.items() if "كبير" in text)
    number = found["12"]
    assert number.at.x + number.width == pytest.approx(header.at.x + header.width, abs=0.5)


def test_tracking_moves_no_text_that_takes_none(tmp_path: Path) -> None:
    """Letters that join take no tracking: a line of them still begins at the right edge."""
    wide, plain = (
        runs(build(tmp_path, "بيت", "T", [ARABIC], f"front.title.tracking={em}").faces[0].front)
        for em in ("0.2 em", "0 em")
    )
    assert wide[-1].at.x == pytest.approx(plain[-1].at.x)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("سلام للجميع في المدينة", ARABIC),
        ("שלום לכולם בעיר", HEBREW),
        ("नागरिक पहल हिन्दी क्षत्रिय करें।", DEVANAGARI),
        ("我们可以一起参与市政府的决策过程", CHINESE),
        ("การมีส่วนร่วมของประชาชน", THAI),
        ("Zażółć e\u0301 z\u030c g\u0303", ("DejaVu Sans", "fonts-dejavu-core")),
    ],
)
def test_text_is_read_back_in_logical_order(
    tmp_path: Path, text: str, font: tuple[str, str]
) -> None:
    """PDFium and Poppler give the text as it was written, whatever its glyphs."""
    result = build(tmp_path, "T", text, [font], f"fonts.body={font[0]}")
    read = pages(result, tmp_path / "out.pdf")[1]
    text = normalize("NFC", text)
    assert text in normalize("NFC", read.replace("\r\n", ""))
    if shutil.which("pdftotext"):
        command = ["pdftotext", "-enc", "UTF-8", str(tmp_path / "out.pdf"), "-"]
        told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        told = told.translate(dict.fromkeys(map(ord, "\u202a\u202b\u202c\n"), None))
        assert text in normalize("NFC", told)


def test_devanagari_vowels_stand_before_their_consonant(tmp_path: Path) -> None:
    """The vowel i is written before the letter that it follows in speech."""
    result = build(tmp_path, "T", "हि", [DEVANAGARI])
    piece = runs(result.faces[0].back)[-1].pieces[0]
    face = result.fonts.faces[piece.font]
    assert piece.glyphs[-1].id == face.shape("ह").glyphs[0].id
    assert piece.rigid


@pytest.mark.parametrize(
    ("text", "font", "rtl"),
    [("करें हिन्दी करें", DEVANAGARI, False), ("سلام للجميع سلام", ARABIC, True)],
)
@pytest.mark.parametrize("align", ["left", "justify"])
def test_spaces_of_another_font_keep_the_width_of_the_texts_own(
    tmp_path: Path, text: str, font: tuple[str, str], rtl: bool, align: str
) -> None:
    """Words of a fallback are one run with its spaces, which are as wide as the text's own."""
    result = build(tmp_path, "T", text, [font], f"back.text.align={align}")
    (run,) = lines(result.faces[0].back)[1]
    family = result.layout.fonts.body
    (space,) = FontSet(FontStyle(family, family, ())).shape(" ", Style("body"))
    words = sum(piece.width(run.size) for piece in run.pieces if piece.text != " ")
    assert run.width == pytest.approx(words + 2 * space.width(run.size))
    assert {piece.font for piece in run.pieces} == {run.font}
    assert run.as_read == text
    assert run.rtl is rtl


def test_chinese_breaks_between_characters(tmp_path: Path) -> None:
    """Chinese fills its lines without spaces; none begins with a comma or a closing bracket."""
    text = (
        "我们可以一起参与市政府的决策过程，2024年（赫尔辛基）。这是一个很长的句子，需要换行。" * 2
    )
    result = build(tmp_path, "T", text, [CHINESE])
    body = ["".join(run.text for run in line) for line in lines(result.faces[0].back)[1:]]
    assert len(body) > 2
    assert "".join(body) == text
    assert not {line[0] for line in body} & set("，。）")
    assert not any(line.endswith("（") for line in body)


def test_invisible_word_ends_break_lines() -> None:
    """U+200B lets a line end where a script without spaces has none."""
    assert break_places("ไทย\u200bง่าย") == (4,)
    assert break_places("起,2024年(赫") == (1 + 5, 1 + 6)


@given(st.text("起年日本ぁん「」（），。、・…—ーab 12%€", max_size=12))
def test_the_short_way_between_ideographs(text: str) -> None:
    """Breaks found part by part are those that UAX 14 finds in the whole text."""
    whole = [place for place in line_break_boundaries(text) if 0 < place < len(text)]
    assert list(break_places(text)) == whole


DICTIONARIES = {
    "th": "การ|มี|ส่วน|ร่วม|ของ|ประชาชน",
    "lo": "ມະນຸດ|ທຸກ|ຄົນ|ເກີດ|ມາ",
    "km": "មនុស្ស|ទាំងអស់|កើត|មក|មាន",
    "my": "လူ|တိုင်း|သည်|တူညီ|လွတ်လပ်|သော",
}
"""Words in a row without spaces, as speakers part them."""


@pytest.mark.parametrize("language", DICTIONARIES)
def test_words_without_spaces_are_parted(language: str) -> None:
    """With ICU, Thai, Lao, Khmer and Burmese lines end between words, and only there."""
    pytest.importorskip("icu4py", reason="needs korttipakka[scripts]")
    words = DICTIONARIES[language].split("|")
    ends = {sum(map(len, words[: i + 1])) for i in range(len(words) - 1)}
    found = set(break_places("".join(words)))
    assert found
    assert found <= ends


def test_thai_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ICU, Thai breaks between words by BudouX, the other scripts at U+200B alone."""
    monkeypatch.setattr(dictionaries, "_by_icu", lambda language: None)
    text = "การมีส่วนร่วมของประชาชนในการตัดสินใจ"
    found = dictionaries.word_ends(text)
    assert len(found) > 3
    assert not {text[place] for place in found} & set("ะาิีึืุูๅ็่้๊๋์ํ")
    assert all(dictionaries.word_ends(DICTIONARIES[name]) == [] for name in ("lo", "km", "my"))


def test_a_hint_names_what_knows_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Lao text that is too wide without ICU: what to install, or how to write where words end."""
    monkeypatch.setattr(dictionaries, "_by_icu", lambda language: None)
    scripts._places.cache_clear()
    lao, text = ("Noto Sans Lao", "fonts-noto-core"), DICTIONARIES["lo"].replace("|", "") * 6
    with pytest.raises(KorttipakkaError) as caught:
        build(tmp_path, "T", text, [lao])
    (problem,) = [each for each in caught.value.problems if each.code == "does-not-fit"]
    assert "pip install icu4py;" in problem.hint
    assert "U+200B" in problem.hint
    assert "-?" not in problem.hint
    build(tmp_path, "T", DICTIONARIES["lo"].replace("|", "\u200b") * 6, [lao])
    scripts._places.cache_clear()


def test_signs_between_words_end_lines() -> None:
    """Ethiopic lines end after the sign between words, Tibetan after that between syllables."""
    assert break_places("የሰው፡ልጅ፡ሁሉ") == (4, 7)
    assert break_places("བཀྲ་ཤིས་བདེ") == (4, 8)


PHRASES = [
    ("ja", "ワークショップで大切にしたいこと", ["ワークショップで", "大切にしたいこと"]),
    ("ja", "ファシリテーションカード", ["ファシリテーション", "カード"]),
    (
        "fi",
        "デジタル化とコミュニケーションスキル",
        ["デジタル化と", "コミュニケーション", "スキル"],
    ),
    ("ja", "2026年度のPDF版とAI活用術", ["2026年度の", "PDF版とAI活用術"]),
    (
        "zh",
        "我们怎样才能让年轻人参与市政府的决策？",
        ["我们怎样才能", "让年轻人参与", "市政府的决策？"],
    ),
    ("zh-Hant", "我們重視什麼？——工作坊", ["我們重視什麼？", "——工作坊"]),
]
"""Titles in a language, and the lines that a reader would want."""


@pytest.mark.parametrize(("language", "title", "lines_wanted"), PHRASES)
def test_titles_keep_together_what_goes_together(
    tmp_path: Path, language: str, title: str, lines_wanted: list[str]
) -> None:
    """Lines of a Japanese or Chinese heading end between phrases, and its words stay whole."""
    installed_font(*CHINESE)
    deck = tmp_path / "deck.yaml"
    told = {"title": "T", "language": language, "cards": [{"title": title}]}
    deck.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    at = Location.flag("--set")
    fonts = Override("fonts.fallback", f"Inter, {CHINESE[0]}", at)
    result = build_deck(deck, layout="workshop", settings=[fonts])
    set_lines = ["".join(run.text for run in line) for line in lines(result.faces[0].front)]
    assert set_lines == lines_wanted
    (read, *_) = pages(result, tmp_path / "out.pdf")
    assert title in read.replace("\r\n", "")


def test_a_phrase_that_is_too_wide_breaks_without_a_hyphen(tmp_path: Path) -> None:
    """Where no line holds a word, it breaks between any letters, as texts do; nothing is added."""
    title = "インターネットサービスプロバイダー" * 2
    result = build(tmp_path, title, "x", [CHINESE])
    found = lines(result.faces[0].front)
    assert len(found) > 1
    assert "".join(run.text for line in found for run in line) == title
    assert not {line[0].text[0] for line in found} & set("ァィゥェォッャュョー")


def test_korean_words_stay_whole_as_long_as_they_are_short() -> None:
    """Lines end at the spaces of Korean; within a word only when that is long."""
    assert break_places("브레인스토밍") == ()
    assert break_places("(브레인스토밍)") == ()
    assert break_places("브레인스토밍을") == (1, 2, 3, 4, 5, 6)
    assert break_places("十分,토밍") == (1, 3)


def test_only_some_paragraphs_need_care() -> None:
    """Latin, Greek and Cyrillic text with any punctuation takes the short way; no wide spaces."""
    assert not special("Kävely – “sitaatti” … €5 • Права ελλ 😀 ✓ \u00a0\u2010×")
    assert special("thin\u2009space")
    assert special("ש")
    assert special("中")


class PlainFace:
    """A face whose glyphs are all 500 wide."""

    def advance(self, glyph: int) -> float:
        """A glyph's advance."""
        return 500.0


def test_marks_are_painted_at_their_height() -> None:
    """A mark is moved sideways and raised by the text rise, and both are taken back after it."""
    piece = Shaped.of("a\u0301b", "F", (
        Glyph(1, 500, 0, 0, "a"), Glyph(2, 0, -200, 120, "\u0301"), Glyph(3, 500, 0, 0, "b"),
    ))  # fmt: skip
    font = PdfFont(PlainFace())  # type: ignore[arg-type]
    shown = font.show(piece)
    assert shown.elements(10) == "<0001>] TJ 1.2 Ts [200<0002>300] TJ 0 Ts [<0003>"
    assert not shown.extractable


def test_numbers_of_moved_glyphs_stay_apart() -> None:
    """What follows one glyph and what comes before the next is one number, not digits in a row."""
    glyphs = (Glyph(1, 418, 0, 0, "n"), Glyph(2, 500, -10, 0, "o"), Glyph(3, 490, 0, 0, "i"))
    font = PdfFont(PlainFace())  # type: ignore[arg-type]
    elements = font.show(Shaped.of("noi", "F", glyphs)).elements(10)
    assert elements == "<0001>92<0002>-10<0003>10"
    assert joined([elements, "-120", "82<0004>"]) == elements + "\n-120\n82<0004>"
    assert joined(["<0001>", "<0002>", "", "<0003>"]) == "<000100020003>"


def test_marks_stand_over_their_letters(tmp_path: Path) -> None:
    """What the page shows of a letter and its mark is what HarfBuzz placed: within its width."""
    font = ("DejaVu Sans", "fonts-dejavu-core")
    result = build(tmp_path, "T", "g\u0303", [font], "fonts.body=DejaVu Sans")
    piece = runs(result.faces[0].back)[-1].pieces[0]
    base, mark = piece.glyphs
    assert mark.advance == 0
    assert -base.advance <= mark.dx <= 0
    assert piece.width(10, 1) == piece.width(10)


def test_the_languages_of_facilitators(tmp_path: Path) -> None:
    """A card in each language that Finnish facilitators need is set without a complaint."""
    installed_font(*ARABIC)
    result = build_deck(LANGUAGES)
    assert result.problems == ()
    read = _letters(" ".join(pages(result, tmp_path / "out.pdf")))
    for card in yaml.safe_load((LANGUAGES / "deck.yaml").read_text("utf-8"))["cards"]:
        assert _letters(card["title"]) in read
        assert _letters(card["text"]) in read


def _letters(text: str) -> str:
    """Text without spaces, joiners and marks: PDFium takes some Arabic marks for words."""
    return "".join(c for c in text if not c.isspace() and c != "\u200d" and not combining(c))


def test_links_in_texts_are_shown_as_text(tmp_path: Path) -> None:
    """A link's words are set; a bare address is set as it is written."""
    result = build(tmp_path, "T", "Lue [ohje](https://x.fi/a) tai <https://y.fi/b_c>.", [])
    shown = " ".join("".join(run.text for run in line) for line in lines(result.faces[0].back))
    assert "Lue ohje" in shown
    assert "https://y.fi/b_c" in shown
