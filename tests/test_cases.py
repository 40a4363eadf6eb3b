"""Capitals and small letters of languages that have rules of their own for them."""

from pathlib import Path

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from korttipakka.build.pipeline import build_deck
from korttipakka.content.cases import in_capitals, in_small_letters


@pytest.mark.parametrize(
    ("language", "text", "capitals"),
    [
        ("el", "Άνθρωποι και δικαιώματα", "ΑΝΘΡΩΠΟΙ ΚΑΙ ΔΙΚΑΙΩΜΑΤΑ"),
        ("el-GR", "Μάιος ή άυλος ευφυΐα", "ΜΑΪΟΣ Ή ΑΫΛΟΣ ΕΥΦΥΪΑ"),
        ("el", "ΐ ΰ, η καλή ᾠδή", "Ϊ Ϋ, Η ΚΑΛΗ ΩΙΔΗ"),
        ("tr", "Şehir ve ılık İzmir", "ŞEHİR VE ILIK İZMİR"),
        ("az-Latn", "bizim", "BİZİM"),
        ("hy", "և այլն", "ԵՎ ԱՅԼՆ"),
        ("de", "Straße", "STRASSE"),
        ("fi", "žé i ή", "ŽÉ I Ή"),
        ("sms", "sääʹmǩiõll ǥ ǯ", "SÄÄʹMǨIÕLL Ǥ Ǯ"),
    ],
)
def test_capitals_of_languages(language: str, text: str, capitals: str) -> None:
    """Greek loses its accents, Turkish keeps the dot of its i, Armenian parts a ligature."""
    assert in_capitals(text, language) == capitals


def test_small_letters_of_turkish() -> None:
    """The capital without a dot is small without a dot."""
    assert in_small_letters("DİYARBAKIR ISPARTA", "tr") == "diyarbakır ısparta"
    assert in_small_letters("ISO ΟΔΟΣ", "el") == "iso οδος"


@given(st.text(), st.sampled_from(["fi", "sv", "en", ""]))
def test_other_languages_follow_unicode(text: str, language: str) -> None:
    """Everywhere else capitals and small letters are Unicode's."""
    assert in_capitals(text, language) == text.upper()
    assert in_small_letters(text, language) == text.lower()


def test_a_box_in_capitals_follows_each_texts_language(tmp_path: Path) -> None:
    """The deck's language decides, unless a card or a text says another one."""
    (tmp_path / "lay.yaml").write_text(
        "extends: workshop\nback: {text: {case: upper}}\n", encoding="utf-8"
    )
    cards = [
        {"title": "A", "text": "şehir izmir"},
        {"title": "B", "text": "gift city", "language": "en"},
    ]
    deck = {"title": "T", "language": "tr", "layout": "lay.yaml", "cards": cards}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(deck, allow_unicode=True), "utf-8")
    build_deck(tmp_path).write_pdf(tmp_path / "out.pdf")
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as document:
        read = document[1].get_textpage().get_text_range()
    assert "ŞEHİR İZMİR" in read
    assert "GIFT CITY" in read
