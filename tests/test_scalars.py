"""Texts of YAML files changed in place: the new words are read, and no other byte is touched."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from korttipakka.basics.problems import Location
from korttipakka.basics.shipped import shipped
from korttipakka.reading.deck import read_deck
from korttipakka.reading.nulls import NULLS
from korttipakka.reading.tree import Mapping, Node, Scalar, parse_yaml
from korttipakka.saving.scalars import NotEditable, scalar
from rewriting import Place, rewritten

FORMS = """\
title: Plain            # a comment
single: 'It''s one'
double: "Say \\"it\\""
empty:
many: plain words
  on two lines          # and a comment
folded: >-              # kept
    One paragraph
    on two lines.

    Another.

literal: |+
  - a
  - b

after: {flow: one, 'quoted': "two", map: {fi: yksi, sv: 'ett'}, list: [a, "b"]}
cards:
- title: First
  text:
    fi: |
      Suomeksi
    sv: >
      På svenska
  tags: [x, y]
-   title: Second       # the last one
    tags:
    - uno
    - "due"
"""

NEW = 'It\'s #1: "both" & all'


def texts(node: Node | None) -> Iterator[Scalar]:
    """The texts of a tree in their order."""
    if isinstance(node, Scalar):
        yield node
    elif node is not None:
        for child in node.values() if isinstance(node, Mapping) else node:
            yield from texts(child)


def read(text: str) -> list[Scalar]:
    """The texts of a YAML text, which is sound."""
    root, problems = parse_yaml(text, Location("x"))
    assert not problems
    return list(texts(root))


def place(node: Scalar) -> Place:
    """Where a text begins."""
    return node.line, node.column


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Plain", "Other", "title: Other            # a comment\n"),
        ("Plain", NEW, "title: 'It''s #1: \"both\" & all'            # a comment\n"),
        ("Plain", "a: b", 'title: "a: b"            # a comment\n'),
        ("Plain", "", 'title: ""            # a comment\n'),
        ("Plain", "a\nb", "title: |-            # a comment\n  a\n  b\nsingle"),
        ("It's one", "'tis", "single: '''tis'\n"),
        ("It's one", "", "single: ''\n"),
        ("It's one", "a\nb", "single: |-\n  a\n  b\ndouble"),
        ('Say "it"', "a\\b", 'double: "a\\\\b"\n'),
        ("", "full", "empty: full\nmany"),
        ("plain words on two lines", "few", "many: few          # and"),
        (
            "One paragraph\non two lines.\n\nAnother.", "Two\n\nlines.",
            "folded: >-              # kept\n    Two\n\n    lines.\n\nliteral",
        ),
        ("- a\n- b\n\n", "x\n  y", "literal: |+\n  x\n    y\n\nafter"),
        ("- a\n- b\n\n", "", 'literal: ""\n\nafter'),
        ("one", "a, b", '{flow: "a, b", \'quoted'),
        ("two", "2", "'quoted': \"2\","),
        ("ett", "två", "sv: 'två'},"),
        ("a", "c", '[c, "b"]'),
        ("Suomeksi\n", "Yksi\n\nKaksi", "fi: |\n      Yksi\n\n      Kaksi\n    sv"),
        ("På svenska", "Ett\nTvå", "sv: >\n      Ett\n      Två\n  tags"),
        ("Second", "x\ny", "-   title: |-       # the last one\n      x\n      y\n    tags"),
        ("uno", "x\ny", '    - |-\n      x\n      y\n    - "due"'),
    ],
)  # fmt: skip
def test_each_style_is_kept(old: str, new: str, expected: str) -> None:
    """A changed text keeps quotes, block mark, indentation, and the comment on its line."""
    (node,) = [node for node in read(FORMS) if node == old]
    assert expected in rewritten(FORMS, {place(node): new})
    assert expected not in FORMS


# Random decks in all styles, written by hand here


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40
)
"""Lines of any characters that a file may hold."""

TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(lambda lines: "\n".join(lines).strip())
LINES = WORDS.map(str.strip)
SAFE = st.lists(
    st.sampled_from("talk about it kuinka päätös å tehdään no 12 x-y".split()),
    min_size=1, max_size=4,
).map(" ".join)  # fmt: skip
"""Words that can be written plainly."""


@st.composite
def values(draw: st.DrawFn, column: int, is_flow: bool) -> str:
    """A text as somebody might write it after a key in a column."""
    words = draw(SAFE)
    styles = ["{}", "'{}'", '"{}"', '"{} \\u00e4 \\""', "'{} ''x'''"]
    if not is_flow:
        dent = " " * (column + draw(st.integers(1, 4)))
        mark = draw(st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]))
        note = draw(st.sampled_from(["", "  # note"]))
        lines = [words, *draw(st.lists(SAFE, max_size=3))]
        gaps = draw(st.lists(st.sampled_from(["\n", "\n\n"]), min_size=3, max_size=3))
        body = "".join(f"{dent}{line}{gap}" for line, gap in zip(lines, gaps, strict=False))
        styles += [f"{mark}{note}\n{body.rstrip()}", f"{{}}\n{dent}{lines[-1]}"]
        styles += [f"'{{}}\n\n{dent}{lines[-1]}'"]
    return draw(st.sampled_from(styles)).replace("{}", words)


@st.composite
def fields(draw: st.DrawFn, key: str, inner: str) -> list[str]:
    """The lines of a card's field of some kind, or of none, indented by `inner`."""
    column = len(inner)
    block, short = values(column, False), values(0, True)
    maps = [f"{inner}{key}:", f"{inner}  fi: {draw(values(column + 2, False))}"]
    kinds = [
        [],
        [f"{inner}{key}: {draw(block)}"],
        [*maps, f"{inner}  sv: {draw(values(column + 2, False))}"],
        [f"{inner}{key}: {{fi: {draw(short)},", f"{inner}   'sv': {draw(short)} }}   # note"],
        [f"{inner}{key}: [{draw(short)}, {draw(SAFE)}]"],
        [f"{inner}{key}:", f"{inner}- {draw(block)}"],
        [f"{inner}{key}:  # nothing"],
    ]
    return draw(st.sampled_from(kinds))


@st.composite
def decks(draw: st.DrawFn) -> str:
    """A deck's file: cards with texts in all styles, language maps, flow maps and lists."""
    lines = ["# A deck."] if draw(st.booleans()) else []
    lines += [f"title: {draw(values(0, False))}", "cards:"]
    dent = " " * draw(st.integers(0, 3))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.sampled_from(["- ", "-   "]))
        inner = " " * len(dent + start)
        lines.append(f"{dent}{start}title: {draw(values(len(inner), False))}")
        for key in ("text", "tags"):
            lines += draw(fields(key, inner))
        lines += draw(st.sampled_from([[], [""], ["", f"{inner}# note", ""]]))
    end = draw(st.sampled_from(["", "\n", "\n\n"]))
    text = ("\n".join(lines) + end).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def outside(text: str, node: Scalar) -> tuple[str, str]:
    """What of a file stands before a text, and all from the next text or its line on."""
    bare = text.removeprefix("\ufeff")
    lines = bare.splitlines(keepends=True)
    places = [place(other) for other in read(text) if place(other) > place(node)]
    line, column = min(places, default=(len(lines) + 1, 1))
    end = sum(map(len, lines[: line - 1])) + (column - 1 if line == node.line else 0)
    start = sum(map(len, lines[: node.line - 1])) + node.column - 1
    return text[: len(text) - len(bare)] + bare[:start], bare[end:]


@given(decks(), st.data(), TEXTS | LINES)
def test_one_text_of_any_deck_changes_alone(deck: str, data: st.DataObject, new: str) -> None:
    """Reading gives the new text exactly and all others as before; no byte around it moves."""
    before = read(deck)
    index = data.draw(st.integers(0, len(before) - 1))
    node = before[index]
    try:
        changed = rewritten(deck, {place(node): new})
    except NotEditable:
        line = deck.splitlines()[node.line - 1]
        # Between braces the reader takes no single line end; it takes these characters nowhere.
        in_flow = bool(re.search(r"[{\[]|'sv':", line))
        assert (in_flow and "\n" in new) or re.search("[\x7f-\x9f\ufffe\uffff]", new)
        return
    after = read(changed)
    assert after[index].strip() == new.strip()
    assert [*after[:index], *after[index + 1 :]] == [*before[:index], *before[index + 1 :]]
    head, tail = outside(deck, node)
    assert changed.startswith(head)
    assert changed.endswith(tail)
    assert changed.count("# note") == deck.count("# note") + new.count("# note")
    if "\r\n" in deck:
        assert not re.search(r"(?<!\r)\n", changed)


@settings(max_examples=50)
@given(decks(), st.data())
def test_many_texts_change_at_once_and_back(deck: str, data: st.DataObject) -> None:
    """All texts changed to what they say are the same bytes; changed and back, the same texts."""
    before = read(deck)
    assert rewritten(deck, {place(node): str(node) for node in before if node.strip()}) == deck
    assume(all(node.strip() for node in before))
    new = {place(node): f"{data.draw(SAFE)} {number}" for number, node in enumerate(before)}
    other = rewritten(deck, new)
    assert [node.strip() for node in read(other)] == list(new.values())
    # Between braces, today's reader takes no line end; only texts in quotes there have any.
    assume("\n" not in "".join(before) or "{" not in deck)
    back = rewritten(other, dict(zip(map(place, read(other)), before, strict=True)))
    assert [node.strip() for node in read(back)] == [node.strip() for node in before]


@pytest.mark.parametrize("name", ["osallisuus"])
def test_the_deck_that_ships_changes_text_by_text(name: str, tmp_path: Path) -> None:
    """Every text of the shipped deck can be changed, and only its own lines differ."""
    for path in sorted((shipped("cards") / name).glob("*.yaml")):
        text = path.read_text("utf-8")
        for node in read(text):
            new = f"{str(node).strip()} – jatkuu: 'näin' # 1"
            changed = rewritten(text, {place(node): new})
            assert [str(n).strip() for n in read(changed)] == [
                new if n is node or place(n) == place(node) else str(n).strip() for n in read(text)
            ]
            old_lines, new_lines = text.splitlines(), changed.splitlines()
            differing = [a for a, b in zip(old_lines, new_lines, strict=False) if a != b]
            assert len(old_lines) == len(new_lines)
            assert len(differing) == 1
    assert read_deck(shipped("cards") / name).cards


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("a: &x one\nb: *x\n", (1, 4), "anchor"),
        ("a: &x {b: one}\nc: *x\n", (1, 11), "alias"),
        ("a: !!str one\n", (1, 4), "problems"),
        ("a: one\n", (1, 1), "no text stands"),
        ("a: [one\n", (1, 5), "problems"),
        ("a: one\na: two\n", (1, 4), "problems"),
        ("a: &x 1\nb: &x 2\nc: 3\n", (3, 4), "anchor"),
        ("", (1, 1), "no text stands"),
    ],
)
def test_what_cannot_be_changed_in_place(text: str, at: Place, why: str) -> None:
    """Anchors, tags, keys and damaged files are left alone, and the reason is told."""
    with pytest.raises(NotEditable, match=why):
        rewritten(text, {at: "new"})


def test_what_no_file_can_hold() -> None:
    """A character that cannot be printed is told of; nothing is dropped in silence."""
    for bad in ("\x00", "\x1b[0m", "\u2028", "\ud800"):
        with pytest.raises(NotEditable, match="cannot be written"):
            rewritten("a: one\n", {(1, 4): f"a{bad}b"})


@given(LINES, st.booleans())
def test_any_line_is_written_as_yaml(text: str, is_flow: bool) -> None:
    """A text of one line reads back as it was, between braces as well."""
    try:
        written = scalar(text, is_flow)
    except NotEditable:
        assert re.search("[\x7f-\x9f\ufffe\uffff]", text)
        return
    (found,) = read(f"{{k: {written}}}" if is_flow else f"k: {written}\n")
    assert found == text


@pytest.mark.parametrize("word", sorted(NULLS))
@pytest.mark.parametrize("is_flow", [False, True])
def test_words_that_mean_nothing_are_quoted(word: str, is_flow: bool) -> None:
    """A text "null" or "~" is written in quotes: without them it would be no text to a deck."""
    written = scalar(word, is_flow)
    assert written[0] == written[-1]
    assert written[1:-1] == word
    assert written[0] in "'\""


def test_a_block_that_says_how_far_it_is_indented() -> None:
    """The lines of a block with a digit are as far from its key as before, however deep that is."""
    deck = "cards:\n  - title: One\n    text: |1-\n      a\n     b\n"
    (node,) = [node for node in read(deck) if node == " a\nb"]
    assert rewritten(deck, {place(node): "  c\nd"}) == (
        "cards:\n  - title: One\n    text: |1-\n       c\n     d\n"
    )
