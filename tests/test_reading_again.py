"""Reading a file again after an edit comes to the same as reading it for the first time."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from korttipakka.basics.problems import Location
from korttipakka.reading import deck as reading
from korttipakka.reading.again import read_again
from korttipakka.reading.deck import DeckReader, read_deck
from korttipakka.reading.nodes import Mapping, Node, Scalar, Sequence
from korttipakka.reading.tree import read_tree

AT = Location("deck.yaml")

DECK = """\
title: Deck
categories:
  a: {name: A}
cards:
  - title: One
    id: one
    text: >
      First *line* of a text
      and a second one

      - a list
  - title: "Two"
    fields: {x: 1, y: '2'}
    text: a plain text
      that goes on
  -   title: Three
      text: |
        kept
          as it is

  # about the last one
  - title: Four
    tags:
    - b
    - c
language: fi
"""

LINES = [
    "", "  - title: New", "- title: Out", "    text: other", "    text: |", "      more words",
    "        deeper", "    id: one", '    subtitle: "open', "    link: [1,", "  # a comment",
    "    text: &name x", "    text: *name", "---", "...", "%YAML 1.2", "cards:", "title: Again",
    "    tags: !str x", "    text: 'it''s'", "   odd: x", "\ttext: tab", "  -", "    - loose",
    "    title: Twice", "    ? x", "    : y", "    text: >2", "  - [a, b]", "      - a list",
]  # fmt: skip


def dumped(node: Node | None) -> Any:
    """A tree with the places and the styles of all its nodes."""
    if isinstance(node, Scalar):
        return str(node), node.line, node.column, node.style
    if isinstance(node, Sequence):
        return [dumped(one) for one in node], node.line, node.column
    if isinstance(node, Mapping):
        entries = [(dumped(key), dumped(one)) for key, one in node.items()]  # type: ignore[arg-type]
        return entries, node.line, node.column
    return None


edits = st.tuples(
    st.integers(0, 30), st.integers(0, 3), st.lists(st.sampled_from(LINES), max_size=3)
)


def edited(text: str, edit: tuple[int, int, list[str]]) -> str:
    """A text with some lines in place of others."""
    start, count, lines = edit
    before = text.split("\n")
    return "\n".join([*before[:start], *lines, *before[start + count :]])


@settings(max_examples=200)
@given(edits, edits)
@example((8, 1, ["      more words"]), (0, 0, []))
@example((8, 0, ["      more words", "        deeper"]), (13, 2, []))
def test_an_edited_text_is_read_as_a_whole_one(
    first: tuple[int, int, list[str]], second: tuple[int, int, list[str]]
) -> None:
    """Whatever was edited, and edited again: the same nodes at the same places, or no answer."""
    old, tree = DECK, read_tree(DECK, AT)
    for edit in (first, second):
        new = edited(old, edit)
        fresh = read_tree(new, AT)
        found = read_again(tree, old, new, AT)
        if found is not None:
            assert dumped(found.root) == dumped(fresh.root)
            assert (found.problems, found.remarks) == (fresh.problems, fresh.remarks)
            assert found.has_anchors == fresh.has_anchors
        old, tree = new, found or fresh


@pytest.mark.parametrize(
    ("edit", "line", "lines"),
    [
        ((4, 1, ["  - title: Uno"]), 5, 1),
        ((8, 0, ["      a line more"]), 5, 8),
        ((8, 1, []), 5, 6),
        ((13, 2, ["    text: short"]), 12, 3),
        ((17, 1, ["        kept", "", "        more"]), 16, 8),
        ((22, 3, []), 22, 1),
    ],
)
def test_only_the_edited_card_is_parsed(
    monkeypatch: pytest.MonkeyPatch, edit: tuple[int, int, list[str]], line: int, lines: int
) -> None:
    """Of an edit within a card, the parser sees the lines of that card alone."""
    from korttipakka.reading import again

    text = DECK.replace("language: fi\n", "")
    seen: list[str] = []

    def read(part: str, file: Location) -> Any:
        seen.append(part)
        return read_tree(part, file)

    monkeypatch.setattr(again, "read_tree", read)
    new = edited(text, edit)
    found = read_again(read_tree(text, AT), text, new, AT)
    assert found is not None
    assert dumped(found.root) == dumped(read_tree(new, AT).root)
    (part,) = seen
    assert part.split("\n")[1:][:lines] == new.split("\n")[line - 1 : line - 1 + lines]


def test_a_reader_gives_unchanged_cards_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit of one card the others are the very same objects; all are as read anew."""
    path = tmp_path / "deck.yaml"
    path.write_text(DECK.replace("language: fi\n", ""))
    reader = DeckReader()
    before = reader.read(path)
    path.write_text(path.read_text().replace("title: One", "title: Uno und mehr"))
    monkeypatch.setattr(reading, "read_tree", None)
    after = reader.read(path)
    monkeypatch.undo()
    assert after == read_deck(path)
    assert [card.title for card in after.cards] == ["Uno und mehr", "Two", "Three", "Four"]
    assert [a is b for a, b in zip(before.cards, after.cards, strict=True)] == [
        False,
        True,
        True,
        True,
    ]
    fresh = read_deck(path).cards
    assert [dict(card.places) for card in after.cards] == [dict(card.places) for card in fresh]
    assert [card.at for card in after.cards] == [card.at for card in fresh]
