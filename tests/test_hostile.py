"""Small files that would cost much time or memory: refused with a place, or set all the same.

A kind that never ends fails (`bounded.py`); `tools/try_hostile.py` measures what the others take.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bounded import bounded
from commands import run_here
from hostile_decks import KINDS, deck, nested
from korttipakka.basics.problems import KorttipakkaError, Problem, Severity
from korttipakka.build.pipeline import build_deck, check_deck
from korttipakka.build.plan import MOST_CARDS
from korttipakka.build.report import as_text
from korttipakka.content.markdown import parse
from korttipakka.reading.tree import MAX_PROBLEMS
from korttipakka.typeset.hyphenate import LONGEST_WORD, Hyphenator

CODES = {
    "line_ends": "",
    "lines_of_a_letter": "does-not-fit",
    "word_of_20_000": "does-not-fit",
    "word_of_20_000_in_finnish": "does-not-fit",
    "title_of_20_000": "does-not-fit",
    "words_in_a_title": "does-not-fit",
    "words_of_a_letter": "does-not-fit",
    "url_of_2_000": "does-not-fit",
    "url_of_20_000": "does-not-fit",
    "link_of_2_000": "",
    "spaces_in_a_title": "text-too-long",
    "spaces_in_a_text": "text-too-long",
    "no_break_spaces": "does-not-fit",
    "combining_marks": "text-too-long",
    "combining_marks_in_a_text": "",
    "paragraphs_of_marks": "does-not-fit",
    "soft_hyphens": "does-not-fit",
    "visible_soft_hyphens": "does-not-fit",
    "hyphens": "does-not-fit",
    "joiners": "does-not-fit",
    "right_to_left": "does-not-fit",
    "thai": "missing-character does-not-fit",
    "chinese": "missing-character does-not-fit",
    "lists_10_deep": "",
    "lists_130_deep": "does-not-fit",
    "quotes_20_deep": "",
    "quotes_9_000_deep": "does-not-fit",
    "list_markers": "does-not-fit",
    "brackets": "does-not-fit",
    "links_in_links": "does-not-fit",
    "pictures_in_pictures": "does-not-fit",
    "stars": "does-not-fit",
    "stars_and_underscores": "does-not-fit",
    "backticks": "does-not-fit",
    "angle_brackets": "does-not-fit",
    "html_comments": "does-not-fit",
    "entities": "does-not-fit",
    "escapes": "does-not-fit",
    "wide_table": "does-not-fit",
    "long_table": "does-not-fit",
    "many_bullets": "does-not-fit",
    "many_headings": "does-not-fit",
    "references": "does-not-fit",
    "lines_to_write_on": "does-not-fit",
    "spans_of_colour": "does-not-fit",
    "unclosed_spans": "does-not-fit",
    "unknown_keys": "unknown-key too-many-problems",
    "numbers_for_hyphens": "yaml-syntax",
    "paragraphs_like_keys": "unknown-key too-many-problems",
    "titles_for_keys": "wrong-type",
    "unknown_keys_of_cards": "unknown-key too-many-problems",
    "unknown_keys_at_the_top": "unknown-key too-many-problems",
    "unknown_keys_of_categories": "unknown-key too-many-problems",
    "unknown_settings": "unknown-setting too-many-problems",
    "unknown_settings_of_a_box": "unknown-setting too-many-problems",
    "key_of_millions": "bad-key",
    "long_unknown_keys": "unknown-setting",
    "unknown_categories": "unknown-category",
    "many_categories": "",
    "long_category_names_in_mono": "does-not-fit",
    "long_alike_categories_in_mono": "does-not-fit",
    "bad_colours": "bad-color too-many-problems",
    "bad_colours_of_cards": "bad-color too-many-problems",
    "colours_of_a_layout": "",
    "bad_colours_of_a_layout": "bad-value too-many-problems",
    "nested_tints": "bad-value",
    "commas_in_tags": "",
    "many_tags": "",
    "many_fields": "",
    "many_fallbacks": "bad-value",
    "known_fallbacks": "bad-value",
    "commas_in_settings": "bad-value",
    "digits_in_settings": "bad-value",
    "digits_of_copies": "text-too-long",
    "long_values": "text-too-long",
    "long_settings": "bad-value",
    "many_hyphenations": "",
    "same_titles": "",
    "same_ids": "duplicate-id",
    "missing_titles": "missing-title too-many-problems",
    "missing_pictures": "missing-image too-many-problems",
    "many_languages": "",
    "languages_of_their_own": "",
    "lines_of_dots": "too-large",
    "lines_of_a_sign": "too-large",
    "texts_for_cards": "too-large",
    "laughs": "too-large",
    "many_hyphenated": "too-large",
    "anchors": "",
    "same_anchors": "",
    "unknown_anchors": "unknown-anchor too-many-problems",
    "flow_brackets": "too-deep",
    "flow_braces": "too-deep",
    "dashes": "too-deep",
    "question_marks": "too-deep",
    "duplicate_keys": "duplicate-key too-many-problems",
    "tags": "yaml-tag too-many-problems",
    "comments": "",
    "one_comment": "",
    "slips": "yaml-syntax",
    "slips_in_a_line": "yaml-syntax",
    "open_quote": "yaml-syntax",
    "tabs": "yaml-syntax",
    "missing_dashes": "duplicate-key",
    "spaces_before_comment": "",
    "blank_lines": "text-too-long",
    "blank_lines_in_quotes": "text-too-long",
    "carriage_returns": "does-not-fit",
    "control_characters": "control-character",
    "mojibake": "text-too-long",
    "lost_letters": "text-too-long",
    "copies_of_copies": "too-many-cards",
    "copies_of_blanks": "too-many-cards",
    "blanks_of_categories": "too-many-cards",
    "ruled": "",
    "patterns": "bad-value",
    "small_cards": "too-many-places",
    "largest_bleed": "bad-value",
    "many_boxes": "does-not-fit",
    "boxes_over_the_limit": "too-many-boxes",
    "boxes_below_boxes": "box-outside-card does-not-fit",
    "smallest_type": "",
    "placeholders": "text-too-long",
    "fields_in_boxes": "text-too-long",
    "long_layout_chain": "too-deep",
}
"""The codes of the errors of each kind; none where it is printed."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """Whatever a test of this file is about, it ends."""
    with bounded():
        yield


MOST_LETTERS = 20_000
"""Letters of a report of one problem, the line of the file and the hint among them."""


def problems_of(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    """The problems of a deck with these files."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return check_deck(folder)


MACHINES = {"slow_drawings"}
"""What is said of these depends on how fast a machine is; test_svg_refused.py has no clock."""


@pytest.mark.parametrize("name", sorted(KINDS.keys() - MACHINES))
def test_a_hostile_deck_is_told_of(tmp_path: Path, name: str) -> None:
    """Each kind gets its errors and no more than can be read, each with a place."""
    found = problems_of(tmp_path, KINDS[name]())
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    assert " ".join(dict.fromkeys(problem.code for problem in errors)) == CODES[name]
    located = [p for p in errors if p.code not in ("too-many-cards", "too-many-boxes")]
    assert all(problem.at is not None for problem in located)
    told = [problem for problem in errors if problem.code in TOLD_WHILE_READING]
    assert len(told) <= MAX_PROBLEMS + 1
    assert max((len(as_text(problem)) for problem in found), default=0) <= MOST_LETTERS


TOLD_WHILE_READING = {
    "bad-color", "duplicate-id", "duplicate-key", "missing-image", "missing-title",
    "too-many-problems", "unknown-anchor", "unknown-category", "unknown-key", "unknown-setting",
    "yaml-tag",
}  # fmt: skip
"""Codes of errors of which a file may have any number."""


def words_of(text: str) -> str:
    """What a text prints, as Markdown."""
    return "".join(span.text for paragraph in parse(text) for span in paragraph.spans)


@pytest.mark.parametrize("depth", [9, 10, 21, 22, 43, 44, 100, 140])
def test_nothing_typed_vanishes_in_deep_lists(depth: int) -> None:
    """However deep lists are nested, each item is printed; so with tabs."""
    for text in (
        nested("- ", depth),
        nested("1. ", depth),
        nested("- ", depth).replace("  ", "\t"),
    ):
        printed = words_of(text)
        assert all(f"level {number}" in printed for number in range(depth))


@pytest.mark.parametrize("depth", [10, 19, 20, 21, 22, 23, 100, 9_000])
@pytest.mark.parametrize("marker", ["> ", ">", "- ", "1. ", "> - ", "- > 1) "])
def test_nothing_typed_vanishes_in_deep_quotations(depth: int, marker: str) -> None:
    """Nor does a text after any number of markers on its line."""
    assert "innermost" in words_of(marker * depth + "innermost")


def test_rules_are_no_deep_lists() -> None:
    """A line of many hyphens with spaces between stays a rule."""
    (paragraph,) = parse("- " * 40 + "-")
    assert paragraph.kind.rule == "rule"


def test_a_word_longer_than_any_is_not_taken_apart() -> None:
    """A word has breaks at any length; what has more letters in a row is looked at no further."""
    hyphenator = Hyphenator("fi")
    assert hyphenator.breaks("kehittämis" * (LONGEST_WORD // 10))
    assert hyphenator.breaks("kehittämis" * (LONGEST_WORD // 10) + "a") == ()
    assert len(hyphenator.breaks("kehittä-" * 100)) > 90


def test_cards_are_counted_before_they_are_made(tmp_path: Path) -> None:
    """Copies of cards times those of the deck, write-in cards too, have one limit."""
    for copies, allowed in ((MOST_CARDS // 1_000, True), (MOST_CARDS // 1_000 + 1, False)):
        files = deck(*["{title: a, copies: 1000}"], layout=f"sheet: {{copies: {copies}}}")
        codes = [problem.code for problem in problems_of(tmp_path, files)]
        assert codes == ([] if allowed else ["too-many-cards"])
    (tmp_path / "deck.yaml").write_text("title: T\ncards: [{title: A}]", "utf-8")
    with pytest.raises(KorttipakkaError, match="too-many-cards"):
        build_deck(tmp_path, blanks=["1000"], copies=MOST_CARDS // 1_000 + 1)


LONG = 300_000
"""Signs of which looking at all again for each would keep the tests for hours."""

TO_IMPORT = {
    "values.json": ("[" + "[]," * 600_000 + "[]]", "too-large"),
    "rows.csv": ("title\n" + "a\n" * 1_000_000, "too-large"),
    "cells.csv": ("title,text\n" + "," * 3_000_000, "too-large"),
    "stars.md": ("# D\n\n### " + "*a **b " * (LONG // 7) + "\n\ntext\n", "text-too-long"),
    "brackets.md": ("# D\n\n### " + "[" * LONG + "\n\ntext\n", "text-too-long"),
    "blanks.md": (f"# D\n\n### a{' ' * LONG}b\n\ntext{' ' * 10}b\n", ""),
    "words.md": ("# D\n\n### A\n\n" + "sana lause\n" * (LONG // 11), "text-too-long"),
    "pictures.md": ("# D\n\n### A\n\n" + "![a" * (LONG // 3), "text-too-long"),
    "letters.csv": ("title;text\n" + f"a;{'a' * 19_000}\n" * 5, ""),
}
"""Files to import that took minutes or gigabytes, each with the error that it has."""


@pytest.mark.parametrize("name", TO_IMPORT)
def test_a_hostile_file_is_imported_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nothing in a file to import is looked at again for each sign of it."""
    monkeypatch.chdir(tmp_path)
    text, code = TO_IMPORT[name]
    Path(name).write_text(text, encoding="utf-8")
    done = run_here("import", name, "out", "--language", "fi")
    assert done.exit_code == (1 if code else 0), done.output[:2_000]
    assert f"error[{code}" in done.output if code else "Wrote deck.yaml" in done.output
