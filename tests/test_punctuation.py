"""Punctuation at the ends of lines: what goes with a word stays with it, in every language."""

from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from breaking_oracle import LETTER
from korttipakka.basics.shipped import shipped
from korttipakka.build.pipeline import build_deck
from korttipakka.content.markdown import Paragraph, Span, parse
from korttipakka.fonts import FontSet, Style
from korttipakka.model.text import Glyph, Shaped
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset
from korttipakka.typeset.blocks import Block, Measurers
from korttipakka.typeset.bound import line_ends
from korttipakka.typeset.hyphenate import Hyphenator


class Typewriter:
    """Fonts in which every letter of every script is half an em wide."""

    ascent, descent, cap_height = 800, 200, 700

    def face(self, style: Style) -> "Typewriter":
        """The one face."""
        return self

    def shape(self, text: str, style: Style) -> tuple[Shaped, ...]:
        """One piece."""
        return (Shaped.of(text, "f", tuple(Glyph(1, 1000 * LETTER, 0, 0, char) for char in text)),)


@cache
def measurers(language: str, wrap: str) -> Measurers:
    """Those of a box of workshop's with typewriter letters: a title's, or a text's."""
    layout = read_layout("workshop")
    name, boxes = ("title", layout.front) if wrap == "balance" else ("text", layout.back)
    fonts: Any = Typewriter()
    return Measurers(
        next(box for box in boxes if box.name == name),
        fonts,
        Hyphenator(language).breaks_in,
        language,
    )


def lines(text: str, language: str, letters: int, wrap: str = "balance") -> list[str]:
    """The lines of a text in a column of so many letters; none where a word is too wide."""
    block = Block(parse(text), measurers(language, wrap))
    found = block.set(10.0, letters * LETTER * 10, 1e6, block.loosest)
    return [
        "".join(w.text + " " * (not w.glued) for w in line.parts).strip(" ")
        for line in found.plain_lines
    ]


SENTENCES = {
    "fr": "Le guide dit : « Toute question est bonne » ; et vous ? Oui !",
    "fr-CA": "Combien de temps reste-t-il ? « Encore dix minutes » : allons-y !",
    "fi": "Kuka kertoo - ja kenelle ? Purjevene / moottorivene ... tai - jotain – muuta !",
    "sv": "Är det »bra» , undrar hon ; eller ( kanske ) inte ? Ja / nej !",
    "de": "Sie sagt »jetzt« und »gleich« ; oder ? Straßenbahn / Fahrrad !",
    "en": "Who is in [ and who is out ] ? Say it — now ; or later … or not , ever .",
    "es": "¿ Quién participa ? ¡ Todos ! —dijo él ; « y nadie más » .",
    "el": "Ποιος συμμετέχει ; Όλοι ! Και τώρα ; « Ναι » .",
    "ru": "Кто участвует ? « Все » ; а потом — никто !",
    "ar": "من يشارك ؟ الجميع ؛ ثم لا أحد !",
    "hi": "कौन भाग लेता है । सब लोग ।। और फिर ?",
    "ja": "誰が参加しますか。「みんな」です、そして（たぶん）明日ー！キャッチ",
    "zh": "谁参加？“大家”，以及（也许）明天；好的！",
    "th": "ใครมีส่วนร่วมบ้าง ทุกคนต่าง ๆ ไทย ฯลฯ ง่ายมาก",
    "km": "នរណាចូលរួម ។ ទាំងអស់គ្នា ៕",
    "am": "ማን ይሳተፋል ። ሁሉም ፤ ከዚያም ፧",
}
"""Sentences with a space before signs, as it is typed by habit or by mistake."""

CLOSERS = ":;!?»›)]},…؟؛।ๆ។៕።፤፧。、」）！？；，ー゙ャッ"

STRANGE = {"de": ":;!?)]},…", "sv": ":;!?)]},…"}
"""Languages in which a guillemet that points to the right may open."""


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("wrap", ["balance", "text"])
def test_no_line_begins_with_closing_punctuation(language: str, wrap: str) -> None:
    """Nor with a dash or a slash that stands alone, nor ends with what opens, however narrow."""
    closers, tried = STRANGE.get(language, CLOSERS), 0
    for letters in range(6, 40):
        for line in lines(SENTENCES[language], language, letters, wrap):
            word, tried = line.split()[0], tried + 1
            assert word[0] not in closers, line
            assert word not in {"-", "–", "—", "/", "."}, line
            assert line.rstrip()[-1] not in "¿¡([「（", line
            assert language == "de" or line.rstrip()[-1] != "«", line
    assert tried > 30


FRENCH = st.lists(
    st.sampled_from("un deux troisième : ; ! ? « » … ) a-t-il l’idée ?! *mot* **fin**".split()),
    max_size=12,
    unique=True,
)


@given(FRENCH.map(" ".join), st.integers(5, 30))
def test_signs_between_spaces_stay_on_the_line_of_their_word(text: str, letters: int) -> None:
    """Whatever stands before a sign, also in bold."""
    for line in lines(f"Oui {text}", "fr", letters):
        assert line == "…" or line[0] not in ":;!?»)…", line
        assert line[-1] != "«" or text.endswith("«"), line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Noin 1 000 000 euroa", "Noin|1 000 000|euroa"),
        ("vuonna 2024 1000 ja 12 3456", "vuonna|2024|1000|ja|12|3456"),
        ("jour\n  ?", "jour\n  ?"),
        ("Pop up -tilaisuudet ja .pdf", "Pop|up|-tilaisuudet|ja|.pdf"),
        ("Nimi . . . . .", "Nimi .|.|.|.|."),
        ("- - - -", "-|-|-|-"),
        ("? alussa", "?|alussa"),
        ("(  yksi\n\tkaksi )", "(  yksi|kaksi )"),
    ],
)
def test_spaces_that_end_no_line(text: str, words: str) -> None:
    """Those within numbers, and before a sign that stands alone: a row of signs is left."""
    assert line_ends("fi").split(text) == words.split("|")


def test_signs_in_a_span_of_their_own() -> None:
    """Markup between a word and its sign changes nothing, and each letter keeps its own."""
    parts = ["Oui", " \n", "?", " Non « ", "si", " »"]
    paragraph = Paragraph(tuple(Span(part, bold=at % 2 == 0) for at, part in enumerate(parts)))
    found = measurers("fr", "text").at(10.0).measure(paragraph)
    assert [word.text for word in found.words] == ["Oui ?", "Non", "« si »"]
    assert [[(end, mark.bold) for end, mark in word.marks] for word in found.words] == [
        [(3, True), (4, False), (5, True)], [(3, False)], [(2, False), (4, True), (6, False)]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "letters", "expected"),
    [
        ("participation—with—collaboration", 16, "participation—/with—/collaboration"),
        ("I—we in 2019—a", 5, "I—we/in/2019—/a"),
        ("—dijo él—. Y", 8, "—dijo/él—. Y"),
        ("kunta-)asukkaat", 9, ""),
        ("one\u2003two\u2003three four", 9, "one\u2003two/three/four"),
        ("one\u2007two", 5, ""),
        ("a\u202f: b", 4, "a\u202f:/b"),
        ("人\u3000人\u3000人\u3000人", 3, "人\u3000人/人\u3000人"),
    ],
)  # fmt: skip
def test_dashes_and_wide_spaces_end_lines(text: str, letters: int, expected: str) -> None:
    """After an em dash and a space of any width; these vanish there, and count for nothing."""
    assert "/".join(lines(text, "en", letters)) == expected


def test_words_beside_wide_spaces_break_as_others() -> None:
    """Seams are found in them, and soft hyphens are where they were."""
    text = "kuntalaisaloitteet\u2003yhteis\u00adtyö\u2003ja"
    assert lines(text, "fi", 13) == ["kuntalais-", "aloitteet", "yhteistyö\u2003ja"]
    assert lines(text, "fi", 8)[-2:] == ["yhteis-", "työ\u2003ja"]


def test_wide_spaces_are_read_as_typed(tmp_path: Path) -> None:
    """Within a line a reader gets them, at its end a space: no two words become one."""
    text = "\u2003".join("alpha beta gamma delta epsilon zeta eta theta iota kappa".split() * 3)
    deck = tmp_path / "deck.yaml"
    cards = [{"title": "Jour ?", "text": text}]
    deck.write_text(yaml.safe_dump({"title": "T", "language": "fr", "cards": cards}), "utf-8")
    build_deck(deck).write_pdf(tmp_path / "deck.pdf")
    with pypdfium2.PdfDocument(tmp_path / "deck.pdf") as document:
        read = " ".join(page.get_textpage().get_text_range() for page in document)
    assert " ".join(text.split()) in " ".join(read.split())
    assert "Jour ?" in " ".join(read.split())


def test_hyphens_of_centred_titles_hang_by_half() -> None:
    """Half of a hyphen, and all of a comma, is left out of the centring, but never over the edge.

    The box's edge is the safe area's, or within it.
    """
    layout, deck = read_layout("classic"), read_deck(shipped("cards") / "osallisuus")
    hung = set[str]()
    for faces in typeset(deck, layout, FontSet(layout.fonts)).faces:
        parts = [part for part in faces.front.parts if part.role == "title"]
        for line, rect in (
            (line, part.rect) for part in parts for line in part.paragraphs[0].lines
        ):
            run = line.runs[-1]
            before = line.runs[0].at.x - rect.left
            after = rect.right - (run.at.x + run.width - run.tracking)
            sign = run.pieces[-1].glyphs[-1]
            share = {"-": 0.5, ",": 1.0}.get(sign.text, 0.0)
            hangs = share * sign.advance * run.size / 1000
            assert after > -1e-6
            assert before - after == pytest.approx(min(hangs, before - after + 2 * after), abs=1e-6)
            hung |= {sign.text} if hangs else set()
    assert hung == {"-", ","}
