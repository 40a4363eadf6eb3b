"""Decks out as tables and back: equal texts, and not a byte of the deck changed by an update."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from commands import run_here
from korttipakka.model.manuscript import Manuscript, Wording
from korttipakka.reading.deck import read_manuscript
from korttipakka.saving.tables import WRITERS

SIGNS = "*_#>|~[]()!<&\\-`'\";,:={}.?+$%^/@ \n\t\u00a0\u00ad\u200b•–1aåÄ€🎉"
"""All that means something to Markdown, YAML, CSV, XML or a spreadsheet, and some letters."""

SIGNED = st.text(st.sampled_from(SIGNS), min_size=1, max_size=30)
ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"]),
    min_size=1, max_size=30,
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from("Kahvia ja pullaa - # 1. yksi, =SUM(A1) 007 true".split()), min_size=1
)
TEXTS = st.one_of(SIGNED, ANY, WORDS.map(" ".join), WORDS.map("\n".join))
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(
    lambda text: any(c.isalnum() for c in text)
)
TAGS = st.lists(st.from_regex(r"[a-zåäö]{1,8}", fullmatch=True), max_size=3)

CARDS = st.fixed_dictionaries(
    {"title": LINES},
    optional={
        "text": TEXTS,
        "subtitle": LINES,
        "back_title": LINES,
        "notes": TEXTS,
        "tags": TAGS,
        "copies": st.integers(0, 5).map(str),
        "id": st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,9}", fullmatch=True),
        "link": st.sampled_from(["https://hel.fi/?a=1;b=2,3#x", "mailto:a@b.fi", "tel:+358-9"]),
        "color": st.sampled_from(["teal", "#0f6b75"]),
        "category": st.sampled_from(["a", "B b", "ö"]),
        "fields": st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), TEXTS, max_size=2),
    },
)
BILINGUAL = st.fixed_dictionaries(
    {"title": st.fixed_dictionaries({"fi": LINES, "sv": LINES})},
    optional={"text": st.fixed_dictionaries({"fi": TEXTS, "sv": TEXTS}), "notes": TEXTS},
)
DECKS = st.lists(
    st.one_of(CARDS, BILINGUAL),
    min_size=1,
    max_size=4,
    unique_by=lambda card: card.get("id", object()),
)

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def write(folder: Path, cards: list[dict[str, Any]]) -> Path:
    """A deck's folder with these cards, written by PyYAML."""
    folder.mkdir()
    categories = {"a": "A", "B b": {"name": "Böö"}, "ö": "Ö"}
    deck = {"title": "Pakka", "language": "fi", "categories": categories, "cards": cards}
    text = yaml.safe_dump(deck, allow_unicode=True, sort_keys=False)
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return folder


def call(*arguments: str | Path) -> str:
    """Run a command that works, and return what it prints."""
    done = run_here(*arguments)
    assert done.exit_code == 0, done.output
    return done.output


def said(manuscript: Manuscript) -> list[tuple[Any, ...]]:
    """What the cards of a deck say."""
    return [
        (
            each.card.id,
            each.card.copies,
            each.card.category and each.card.category.key,
            texts_of(each.texts),
        )
        for each in manuscript.cards
    ]


def texts_of(texts: Mapping[str, Wording]) -> dict[str, dict[str, str]]:
    """The texts of a card by field and language, blank ends of lines apart."""
    found = {}
    for name, wording in texts.items():
        given = {"": wording.own, **wording.others}
        kept = {
            tag: "\n".join(map(str.rstrip, text.strip().split("\n"))) for tag, text in given.items()
        }
        kept = {tag: text for tag, text in kept.items() if text}
        if kept:
            found[name] = kept
    if found.get("back_title") == found.get("title"):
        found.pop("back_title", None)  # it says nothing of its own
    return found


@pytest.mark.parametrize("form", list(WRITERS))
@QUICK
@given(cards=DECKS)
@example(cards=[{"title": "=1+1", "text": "a\n- b\n1. c"}])
@example(cards=[{"title": "'=x", "text": "> a\n\n    b\n"}])
@example(cards=[{"title": "Null", "subtitle": "Null", "fields": {"a": "null"}}])
def test_a_deck_comes_back_as_it_was(form: str, cards: list[dict[str, Any]]) -> None:
    """Exported and imported anew, every text of every card is the same, in every language."""
    assume("](" not in repr(cards))  # an icon without its file is no deck that builds: it is told
    with TemporaryDirectory() as name:
        folder = write(Path(name) / "deck", cards)
        out = Path(name) / f"out{WRITERS[form][0]}"
        call("export", folder, "--to", form, "-o", out)
        call("import", out, Path(name) / "back", "--language", "fi")
        assert said(read_manuscript(Path(name) / "back")) == said(read_manuscript(folder))


@pytest.mark.parametrize("form", list(WRITERS))
@QUICK
@given(cards=DECKS)
def test_an_update_without_an_edit_changes_no_byte(form: str, cards: list[dict[str, Any]]) -> None:
    """What was exported and brought back unedited leaves the deck's file as it is."""
    with TemporaryDirectory() as name:
        folder = write(Path(name) / "deck", cards)
        before = (folder / "deck.yaml").read_bytes()
        out = Path(name) / f"out{WRITERS[form][0]}"
        call("export", folder, "--to", form, "-o", out)
        assert "Nothing to change" in call("import", out, folder, "--update")
        assert (folder / "deck.yaml").read_bytes() == before
