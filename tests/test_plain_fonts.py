"""The fonts that come along have no rules for letters beside each other but kerning.

A word is then put together of letters that were shaped before, each before the same next one.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from korttipakka.basics.shipped import shipped
from korttipakka.fonts import FontSet, Style
from korttipakka.fonts.faces import PLAIN, FontFace
from korttipakka.model.layout import FontStyle

FONTS = sorted(shipped("fonts").glob("*.ttf"))

ROLES = FontStyle("Inter Tight", "Inter", ())

SIGNS = "0123456789,.!?:;()'\"\u2019\u201d\u2013/-"
PLAIN_CHARACTERS = [c for c in map(chr, range(0x21, 0x2100)) if PLAIN.fullmatch(f"a{c}")]

ALWAYS = {"ccmp", "locl", "rlig", "liga", "clig", "rvrn", "rclt", "kern", "dist", "curs", "mark"}
ALWAYS |= {"mkmk", "abvm", "blwm"}
"""Features that HarfBuzz applies unless told otherwise; contextual alternates are switched off."""

SINGLE, LIGATURE, CONTEXT, CHAIN = 1, 4, 5, 6
"""Kinds of substitutions (OpenType, GSUB lookup types)."""

PAIR, MARKS = 2, {4, 5, 6}
"""Kinds of positionings (OpenType, GPOS lookup types)."""

WORD = st.text(st.sampled_from("aeioutnsrlkmvyäöfjLTAVWYo" + SIGNS), min_size=1, max_size=14)


def rules(font: TTFont, table: str) -> Iterator[tuple[int, Any]]:
    """The rules that are always applied, each with its kind."""
    if table not in font:
        return
    layout = font[table].table
    indices = {
        index
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag in ALWAYS
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(indices):
        for rule in layout.LookupList.Lookup[index].SubTable:
            inner = getattr(rule, "ExtSubTable", rule)
            yield inner.LookupType, inner


def sequences(rule: Any) -> Iterator[list[set[str]]]:
    """The glyphs that a rule of context asks for, place by place, for each sequence it knows."""
    if rule.Format == 3:
        names = ("BacktrackCoverage", "InputCoverage", "LookAheadCoverage", "Coverage")
        yield [set(place.glyphs) for name in names for place in getattr(rule, name, None) or ()]
    elif rule.Format == 1:
        for first, found in zip(rule.Coverage.glyphs, rule.ChainSubRuleSet, strict=True):
            for one in found.ChainSubRule:
                yield [{first}, *({name} for name in (*one.Backtrack, *one.Input, *one.LookAhead))]
    else:
        for number, found in enumerate(rule.ChainSubClassSet):
            for one in found.ChainSubClassRule if found else ():
                first = set(rule.Coverage.glyphs) & of_class(rule.InputClassDef, number, rule)
                yield [
                    first,
                    *(of_class(rule.BacktrackClassDef, each, rule) for each in one.Backtrack),
                    *(of_class(rule.InputClassDef, each, rule) for each in one.Input),
                    *(of_class(rule.LookAheadClassDef, each, rule) for each in one.LookAhead),
                ]


def of_class(definition: Any, number: int, rule: Any) -> set[str]:
    """The glyphs of a class; the class 0 has those that are in no other one."""
    if number == 0:
        return set(rule.all_glyphs) - set(definition.classDefs)
    return {name for name, its in definition.classDefs.items() if its == number}


def plain_glyphs(font: TTFont) -> set[str]:
    """The glyphs that plain characters may come to: each one's own, and those in place of it."""
    names = font.getBestCmap()
    found = {names[ord(c)] for c in PLAIN_CHARACTERS if ord(c) in names}
    for kind, rule in rules(font, "GSUB"):
        if kind == SINGLE:
            found |= {new for old, new in rule.mapping.items() if old in found}
    return found


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_no_rule_of_substitution_concerns_letters_beside_each_other(path: Path) -> None:
    """Each ligature and each rule of context asks for a glyph that no plain character has."""
    font = TTFont(path)
    plain = plain_glyphs(font)
    assert not {"morx", "kerx", "kern"} & set(font.keys())
    for kind, rule in rules(font, "GSUB"):
        rule.all_glyphs = font.getGlyphOrder()
        assert kind in {SINGLE, LIGATURE, CONTEXT, CHAIN}
        if kind == LIGATURE:
            for first, made in rule.ligatures.items():
                assert all({first, *one.Component} - plain for one in made)
        elif kind in {CONTEXT, CHAIN}:
            for places in sequences(rule):
                assert places
                assert any(not place & plain for place in places)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_kerning_moves_the_next_letter_alone(path: Path) -> None:
    """Pairs change the first glyph's advance and nothing else; all other rules are of marks."""
    font = TTFont(path)
    advance = 0x4
    for kind, rule in rules(font, "GPOS"):
        assert kind == PAIR or kind in MARKS
        if kind == PAIR:
            assert rule.ValueFormat1 | advance == advance
            assert rule.ValueFormat2 == 0


def test_a_plain_word_has_a_letter() -> None:
    """By signs alone HarfBuzz would not know the script, and some signs have rules of their own."""
    assert PLAIN.fullmatch("(a1)")
    for word in ("123,", "l\u00b7l", "a\u0301", "\u05e9a", ""):
        assert not PLAIN.fullmatch(word)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FONTS), st.lists(WORD, min_size=1, max_size=30))
def test_words_of_letters_that_were_met_are_as_shaped_alone(path: Path, words: list[str]) -> None:
    """A face that knows other words gives a word the glyphs that one gives that knows none."""
    known = FontFace(path)
    for word in (*words, *words, *recombined(words)):
        assert (known.met(word) or known.shape(word)) == FontFace(path).shape(word)


def recombined(words: Iterable[str]) -> list[str]:
    """Other words of the same pairs of letters: the start of one and the end of the next."""
    text = re.sub("[^a-zäö]", "", "".join(words))
    return [text[start : start + 6] for start in range(0, len(text), 3)]


def test_other_fonts_and_features_are_shaped_whole(tmp_path: Path) -> None:
    """Of a font that does not come along nobody knows its rules; nor with features switched on."""
    copy = tmp_path / FONTS[0].name
    copy.write_bytes(FONTS[0].read_bytes())
    faces = FontFace(copy), FontFace(FONTS[0], features=("onum",)), FontFace(FONTS[0])
    for face in faces:
        face.shape("talo")
        face.shape("lota")
    assert [face.met("lotalo") is None for face in faces] == [True, True, False]


def test_texts_of_other_languages_and_directions_are_shaped_whole() -> None:
    """Where Inter has other letters for Romanian, or a run turns, words met before do not count."""
    met, fresh = FontSet(ROLES), FontSet(ROLES)
    for word in ("laş", "aşl"):
        met.shape(word, Style("body"))
    romanian, turned = Style("body", language="ro"), Style("body", rtl=True)
    for style in (romanian, turned):
        assert met.shape("laşl", style) == fresh.shape("laşl", style)
        assert met.shape("laşl", style) != met.shape("laşl", Style("body"))
