"""Text in several columns: dealt out evenly, fitted, read in order, told where it has no room."""

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from debian import installed_font
from korttipakka.basics.problems import KorttipakkaError, Location
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.model.frame import Part
from korttipakka.model.settings import Override
from korttipakka.model.text import TextParagraph
from korttipakka.typeset.columns import FINE, ColumnRoom, Piece, dealt, least_height
from marked_reader import structure

BASE = 1.2
"""The height in em of a line."""

PIECES = st.lists(
    st.builds(
        Piece,
        st.sampled_from([1.3, 1.8]),
        st.sampled_from([0.0, 0.0, 0.0, 2.6]),
        st.booleans(),
    ),
    min_size=1,
    max_size=14,
)


def height(pieces: list[Piece]) -> float:
    """The height of pieces in one column, by its meaning."""
    above = sum(piece.step for piece in pieces[1:])
    return BASE + above + sum(piece.extra for piece in pieces)


def parts(pieces: list[Piece], starts: tuple[int, ...]) -> list[list[Piece]]:
    """The pieces of each column."""
    return [pieces[a:b] for a, b in pairwise((0, *starts, len(pieces)))]


@given(PIECES, st.integers(1, 5), st.floats(1.2, 20), st.booleans())
def test_no_column_is_higher_than_its_room(
    pieces: list[Piece], columns: int, room: float, strict: bool
) -> None:
    """Columns hold all pieces in order, no more of them than there are and none too high."""
    starts = dealt(pieces, ColumnRoom(columns, room), BASE, strict=strict)
    if starts is not None:
        found = parts(pieces, starts)
        assert len(found) <= columns
        assert all(one and height(one) <= room + 1e-6 for one in found)


def lowest(pieces: list[Piece], columns: int) -> float:
    """The least height of the highest column, over all ways to deal pieces out."""
    if columns == 1:
        return height(pieces)
    ways = (
        max(height(pieces[:at]), lowest(pieces[at:], columns - 1)) for at in range(1, len(pieces))
    )
    return min([height(pieces), *ways])


@given(PIECES, st.integers(1, 3))
def test_columns_are_as_even_as_can_be(pieces: list[Piece], columns: int) -> None:
    """No other way to deal them out has a lower highest column."""
    found = least_height(pieces, columns, BASE)
    assert found == pytest.approx(lowest(pieces, columns), abs=FINE)


@given(PIECES, st.integers(2, 4))
def test_columns_begin_well_where_they_can(pieces: list[Piece], columns: int) -> None:
    """With room for it, each column begins where it may; only what has no such place is cut."""
    least = least_height(pieces, columns, BASE, strict=True)
    starts = dealt(pieces, ColumnRoom(columns, least), BASE, strict=True)
    assert starts is not None
    for start, before in zip(starts, (0, *starts), strict=False):
        assert pieces[start].free or not any(p.free for p in pieces[before + 1 : start])


LONG = " ".join(f"Sentence {n} says something that takes a while to read." for n in range(1, 13))
LIST = "\\n".join(f"{n}. Step {n} of what is to be done, in some words." for n in range(1, 9))


def build(folder: Path, text: str, *settings: str, language: str = "en") -> Made:
    """A deck of one card with a text, on cards that are wide enough for columns."""
    deck = folder / "deck.yaml"
    deck.write_text(
        f'title: T\nlanguage: {language}\ncards:\n  - title: "One"\n    text: "{text}"\n', "utf-8"
    )
    given_all = (
        "card.size=a5-landscape",
        "card.scale=no",
        "back.text.columns=2",
        "back.text.align=left",
        *settings,
    )
    pairs = [setting.split("=", 1) for setting in given_all]
    changed = [Override(k, v, Location.flag(f"--set {k}={v}")) for k, v in pairs]
    return build_deck(deck, layout="classic", settings=changed)


def text_part(made: Made) -> Part:
    """The part of the card's text."""
    return next(part for part in made.faces[0].back.parts if part.name == "text")


def lines_of(part: Part) -> list[tuple[float, float, str]]:
    """The lines of a part in the order of reading: left, baseline, words."""
    return [
        (line.runs[0].at.x, line.runs[0].at.y, "".join(run.text for run in line.runs))
        for paragraph in part.content
        if isinstance(paragraph, TextParagraph)
        for line in paragraph.lines
    ]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_text_flows_from_column_to_column(tmp_path: Path, columns: int) -> None:
    """Lines go down in one column and begin at the top of the next; all begin at one height."""
    made = build(tmp_path, LONG, f"back.text.columns={columns}", "back.text.size=9 pt")
    assert made.problems == ()
    lines = lines_of(text_part(made))
    lefts = sorted({round(x, 2) for x, _, _ in lines})
    assert len(lefts) == columns
    tops = {max(y for x, y, _ in lines if round(x, 2) == left) for left in lefts}
    assert max(tops) - min(tops) < 1e-6
    assert [round(x, 2) for x, _, _ in lines] == sorted(round(x, 2) for x, _, _ in lines)
    counts = [sum(round(x, 2) == left for x, _, _ in lines) for left in lefts]
    assert max(counts) - min(counts) <= 2


def test_columns_keep_their_gap(tmp_path: Path) -> None:
    """No line reaches into the space between columns, whatever that is."""
    for gap in (3.0, 20.0):
        made = build(tmp_path, LONG, f"back.text.column_gap={gap} mm", "back.text.align=justify")
        part = text_part(made)
        first = part.paragraphs[0]
        left = min(line.runs[0].at.x for line in first.lines)
        ends = [
            (line.runs[0].at.x, line.runs[-1].at.x + line.runs[-1].width) for line in first.lines
        ]
        right = max(end for start, end in ends if start == left)
        second = min(start for start, _ in ends if start > left + 50)
        assert second - right >= gap * 72 / 25.4 - 0.3


def test_one_paragraph_is_read_as_one(tmp_path: Path) -> None:
    """What goes on in the next column is one paragraph to readers, and copied in order."""
    made = build(tmp_path, LONG)
    made.write_pdf(tmp_path / "o.pdf")
    tree = structure(tmp_path / "o.pdf")
    (paragraph,) = [each for each in tree.all("P") if "Sentence 1 " in each.text]
    assert paragraph.text.split() == LONG.split()
    copied = pypdfium2.PdfDocument(tmp_path / "o.pdf")[1].get_textpage().get_text_range()
    assert (
        LONG.split() == [w for w in copied.split() if w in set(LONG.split())][: len(LONG.split())]
    )


def test_items_of_a_list_are_not_marked_twice(tmp_path: Path) -> None:
    """An item that goes on in the next column has its number at its first line only."""
    made = build(tmp_path, LIST, "back.text.columns=3", "back.text.size=11 pt")
    made.write_pdf(tmp_path / "o.pdf")
    copied = pypdfium2.PdfDocument(tmp_path / "o.pdf")[1].get_textpage().get_text_range()
    assert [int(n) for n in re.findall(r"(\d)\.", copied)] == list(range(1, 9))


def test_no_heading_stands_at_the_foot_of_a_column(tmp_path: Path) -> None:
    """A heading goes with what follows it, into the next column if need be."""
    for count in range(2, 9):
        text = f"{' '.join(['word'] * 12 * count)}\\n\\n## Heading\\n\\n{' '.join(['other'] * 60)}"
        made = build(tmp_path, text, "back.text.size=10 pt")
        lines = lines_of(text_part(made))
        (at,) = [index for index, line in enumerate(lines) if line[2] == "Heading"]
        assert abs(lines[at + 1][0] - lines[at][0]) < 1


def test_no_line_of_a_paragraph_stands_alone(tmp_path: Path) -> None:
    """A paragraph of four lines and more leaves two at least on either side of a column's end."""
    for count in range(1, 8):
        first = " ".join(["word"] * 11 * count)
        made = build(tmp_path, f"{first}\\n\\n{' '.join(['other'] * 70)}", "back.text.size=10 pt")
        for paragraph in text_part(made).paragraphs:
            lefts = [line.runs[0].at.x for line in paragraph.lines]
            before = sum(x == lefts[0] for x in lefts)
            if len(lefts) >= 4 and before < len(lefts):
                assert 2 <= before <= len(lefts) - 2


def test_columns_take_the_largest_type_that_fits(tmp_path: Path) -> None:
    """A range of sizes is searched with the columns: a step larger has no room."""
    made = build(tmp_path, LONG * 3, "back.text.size=6-14 pt")
    size = text_part(made).paragraphs[0].lines[0].runs[0].size
    assert 6 < size < 14
    assert made.problems == ()
    with pytest.raises(KorttipakkaError):
        build(tmp_path, LONG * 3, f"back.text.size={size + 0.25} pt")


def test_too_much_text_is_told_with_a_size_that_holds_it(tmp_path: Path) -> None:
    """The hint of what does not fit works when it is followed."""
    with pytest.raises(KorttipakkaError) as caught:
        build(tmp_path, LONG * 4, "back.text.size=13 pt")
    (problem,) = caught.value.problems
    assert problem.code == "does-not-fit"
    match = re.search(r"back\.text\.size=([\d.]+)", problem.hint)
    assert match is not None
    assert build(tmp_path, LONG * 4, f"back.text.size={match[1]} pt").problems == ()


def test_a_word_too_wide_for_a_column_is_told(tmp_path: Path) -> None:
    """It is measured by the column, not by the box."""
    with pytest.raises(KorttipakkaError) as caught:
        build(tmp_path, "Unbreakable", "back.text.columns=9", "back.text.size=20 pt")
    (problem,) = caught.value.problems
    assert "mm too wide" in problem.message


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
def test_columns_are_placed_together(tmp_path: Path, valign: str) -> None:
    """The highest column lies as `valign` says, the others begin where it does."""
    made = build(tmp_path, LONG, f"back.text.valign={valign}", "back.text.size=8 pt")
    part = text_part(made)
    baselines = [y for _, y, _ in lines_of(part)]
    above, below = part.rect.top - max(baselines), min(baselines) - part.rect.bottom
    assert {"top": above < below, "bottom": below < above, "middle": True}[valign]
    if valign == "middle":
        assert abs(above - below) < 8


def test_a_box_is_as_high_as_its_highest_column(tmp_path: Path) -> None:
    """Where the height is left to the text, it is that of one column, not of all lines."""
    made = build(
        tmp_path, LONG, "back.text.size=9 pt", "back.text.bottom=auto", "back.text.height=auto"
    )
    part = text_part(made)
    baselines = [y for _, y, _ in lines_of(part)]
    assert part.rect.height - (max(baselines) - min(baselines)) < 1.4 * 9
    assert len(set(baselines)) <= len(baselines) / 2


def test_columns_lie_within_a_box_as_wide_as_its_text(tmp_path: Path) -> None:
    """`width: content` takes no room from columns: all lines end in the box, the gap is kept."""
    made = build(
        tmp_path, LONG, "back.text.right=auto", "back.text.size=9 pt", "back.text.width=content"
    )
    part = text_part(made)
    spans = [
        (line.runs[0].at.x, line.runs[-1].at.x + line.runs[-1].width)
        for paragraph in part.paragraphs
        for line in paragraph.lines
    ]
    first, second = sorted({round(left, 2) for left, _ in spans})
    assert max(end for _, end in spans) <= part.rect.right + 0.1
    assert max(end for left, end in spans if round(left, 2) == first) <= second - 5 * 72 / 25.4


def test_colour_is_chosen_by_what_lies_under_each_column(tmp_path: Path) -> None:
    """`color: auto` looks below the second column too: half black, half white leaves one choice."""
    made = build(
        tmp_path, LONG, "back.text.color=auto", "back.text.size=9 pt",
        "back.dark.fill=#000000", "back.dark.left=50 %", "back.dark.right=0 mm",
        "back.dark.top=0 mm", "back.dark.bottom=0 mm", "back.dark.order=-1",
    )  # fmt: skip
    assert [p.code for p in made.problems if "back.text" in p.message] == ["low-contrast"]


def test_right_to_left_begins_at_the_right(tmp_path: Path) -> None:
    """The first column of Hebrew is the right one."""
    installed_font("David CLM", "culmus")
    text = " ".join(["שלום עולם וברוכים הבאים"] * 20)
    made = build(tmp_path, text, "fonts.body=David CLM", "back.text.size=12 pt", language="he")
    lines = lines_of(text_part(made))
    assert lines[0][0] > lines[-1][0] + 100


def test_one_column_is_as_before(tmp_path: Path) -> None:
    """`columns: 1` changes no byte; a gap alone is told."""
    plain = build(tmp_path, LONG, "back.text.columns=1")
    assert plain.problems == ()
    (problem,) = build(tmp_path, LONG, "back.text.columns=1", "back.text.column_gap=9 mm").problems
    assert problem.code == "idle-setting"
    assert "the text has one column" in problem.message
