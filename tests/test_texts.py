"""What texts have besides words: tables, icons, colours, links; and texts taken as they stand."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import korttipakka
from korttipakka import KorttipakkaError, Session, parse_deck
from korttipakka.basics.color import Color, parse_color
from korttipakka.basics.problems import Problem, Severity
from korttipakka.content.markdown import parse
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Deck
from korttipakka.model.frame import CardFaces, Group, Line, QrCode
from korttipakka.model.text import TextParagraph
from korttipakka.reading.layout import read_layout
from korttipakka.typeset import typeset
from korttipakka.typeset.blocks import Block, Measurers
from korttipakka.typeset.tables import Table

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 10"><path d="M0 0h{0}v10z"/></svg>'
CLOCK = SVG.format(20)


def deck(text: str, root: Path, *more: str) -> Deck:
    """A deck with one card of this text, and further lines of it."""
    body = "".join(f"      {line}\n" for line in text.split("\n"))
    rest = "".join(f"    {line}\n" for line in more)
    head = 'title: D\nlanguage: en\ncategories: {c: {name: C, color: "#0f6b75"}}\ncards:\n'
    return parse_deck(f"{head}  - title: T\n    category: c\n    text: |\n{body}{rest}", root)


def made(
    text: str, root: Path, *more: str, layout: str = "workshop"
) -> tuple[CardFaces, Sequence[Problem]]:
    """The faces of that card, and what there is to tell."""
    chosen = read_layout(layout)
    found = typeset(deck(text, root, *more), chosen, FontSet(chosen.fonts))
    return found.faces[0], found.problems


def paragraphs(faces: CardFaces) -> list[TextParagraph]:
    """The paragraphs of the card's text."""
    return [one for part in faces.back.parts if part.name == "text" for one in part.paragraphs]


def words(faces: CardFaces) -> list[str]:
    """The text of each paragraph."""
    return [one.text for one in paragraphs(faces)]


# Tables

TABLE = """\
| Method | Time | Group |
|--------|-----:|:-----:|
| Silent brainstorming | 20 min | 4 |
| Walk and talk, however long that takes, and whatever it costs | 1 h | 2 |"""


def test_a_table_lies_in_rows_and_columns(tmp_path: Path) -> None:
    """Cells know their places, lie under each other as their column says, and never overlap."""
    faces, problems = made(TABLE, tmp_path)
    assert problems == ()
    cells = {one.kind.cell[1:3]: one for one in paragraphs(faces) if one.kind.cell}
    assert sorted(cells) == [(row, column) for row in range(3) for column in range(3)]
    assert [cells[0, column].kind.cell.is_header for column in range(3)] == [True] * 3
    assert len(cells[2, 0].lines) > 1
    edges = {place: edges_of(one) for place, one in cells.items()}
    assert len({round(edges[row, 0][0], 3) for row in range(3)}) == 1
    assert len({round(edges[row, 1][1], 1) for row in range(3)}) == 1
    for row in range(3):
        assert edges[row, 0][1] < edges[row, 1][0] < edges[row, 1][1] < edges[row, 2][0]
        assert len({cells[row, column].lines[0].runs[0].at.y for column in range(3)}) == 1
    middles = {round(sum(edges[row, 2]) / 2, 0) for row in range(3)}
    assert len(middles) == 1


def edges_of(paragraph: TextParagraph) -> tuple[float, float]:
    """Where a paragraph begins and ends from left to right."""
    runs = paragraph.runs
    return min(run.at.x for run in runs), max(run.at.x + run.width - run.tracking for run in runs)


def test_rules_part_the_rows_of_a_table(tmp_path: Path) -> None:
    """A rule lies between each two rows, clear of their letters; the one below the head is bold."""
    faces, _ = made(TABLE, tmp_path)
    part = next(part for part in faces.back.parts if part.name == "text")
    rules = [item for item in part.items if isinstance(item, Line)]
    assert len(rules) == 2
    assert rules[0].width > rules[1].width
    cells = [one for one in part.paragraphs if one.kind.cell]
    for rule, row in zip(rules, (1, 2), strict=True):
        above = [
            r for one in cells if one.kind.cell and one.kind.cell.row == row - 1 for r in one.runs
        ]
        below = [r for one in cells if one.kind.cell and one.kind.cell.row == row for r in one.runs]
        assert rule.start.y < min(run.at.y for run in above) - 0.1 * above[0].size
        assert rule.start.y > max(run.at.y for run in below) + 0.75 * below[0].size


CELLS = st.text("abc äö 1", max_size=12).map(lambda text: " ".join(text.split()))
ROWS = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=5)
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_all_that_is_typed_in_a_table_is_printed(rows: list[list[str]]) -> None:
    """Cells are read row by row, each word of each of them, in a box that is large enough."""
    rows = [["head", *row] for row in rows]
    typed = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    text = "\n".join(f"| {' | '.join(row)} |" for row in typed)
    faces, problems = made(text, Path(), layout="large-print")
    found = paragraphs(faces)
    if not any(problem.code == "does-not-fit" for problem in problems):
        wanted = [cell for row in rows for cell in row if cell]
        assert [one.text for one in found] == wanted


def table(text: str) -> Table:
    """A table as it is broken by workshop's text."""
    chosen = read_layout("workshop")
    box = next(box for box in chosen.back if box.name == "text")
    block = Block(parse(text), Measurers(box, FontSet(chosen.fonts), lambda word, language: ()))
    (found,) = block.breakers(10, 0)
    assert isinstance(found, Table)
    return found


@settings(max_examples=60, deadline=None)
@given(ROWS, st.floats(1, 60), st.floats(0, 20))
def test_a_wider_table_is_never_higher(rows: list[list[str]], measure: float, more: float) -> None:
    """In a wider measure no column is narrower and no row higher; columns fill what they need."""
    rows = [["head", *row] for row in rows]
    typed = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    made = table("\n".join(f"| {' | '.join(row)} |" for row in typed))
    narrow, wide = made.columns(measure), made.columns(measure + more)
    assert made.fewest(measure + more) <= made.fewest(measure)
    if narrow is None:
        assert measure < made.narrowest
        return
    assert wide is not None
    assert all(a <= b + 1e-6 for a, b in zip(narrow, wide, strict=True))
    assert made.width(measure) <= measure + 1e-6


def test_short_columns_stay_whole() -> None:
    """What is narrow keeps its line; the widest column is broken."""
    made = table("| a | b |\n|---|---|\n| 20 min | many words that go on and on and on for long |")
    rows = made.best(22.0)
    assert rows is not None
    assert [len(ends) for cell in rows[1] for _, ends in cell.ends] == [1, 2]


def test_a_table_that_is_too_wide_is_told(tmp_path: Path) -> None:
    """Columns whose words cannot be broken any further do not fit, and by how much is said."""
    head = " | ".join(["Wwwwwwwwwwwwwwwwww"] * 6)
    _, problems = made(f"| {head} |\n|{'---|' * 6}", tmp_path)
    assert [problem.code for problem in problems] == ["does-not-fit"]
    assert "too wide" in problems[0].message


@pytest.mark.parametrize(("rows", "share"), [(40, 0.5), (80, 0.75), (600, 0.95)])
def test_a_table_that_is_too_long_is_told(tmp_path: Path, rows: int, share: float) -> None:
    """How much of a long table has no room is said, however long it is."""
    text = "\n".join(f"| row {number} | value {number} |" for number in range(rows))
    _, problems = made(f"| a | b |\n|---|---|\n{text}", tmp_path)
    assert [problem.code for problem in problems] == ["does-not-fit"]
    found = re.search(r"about ([\d,]+) of the ([\d,]+) characters", problems[0].message)
    assert found is not None
    over, whole = (int(number.replace(",", "")) for number in found.groups())
    assert share < over / whole < 1


def test_a_table_is_read_by_rows(tmp_path: Path) -> None:
    """A reader of the PDF finds the cells row by row, on upright and on turned cards."""
    (tmp_path / "deck.yaml").write_text(
        "title: D\nlanguage: en\ncards:\n  - title: T\n    text: |\n"
        + "".join(f"      {line}\n" for line in TABLE.split("\n")),
        encoding="utf-8",
    )
    for changed in ({}, {"sheet.arrange": "fold"}):
        path = tmp_path / "deck.pdf"
        korttipakka.build_deck(tmp_path, settings=changed).write_pdf(path)
        document = pypdfium2.PdfDocument(path)
        read = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
        order = ["Method", "Time", "Group", "Silent", "20", "4", "Walk", "1 h", "2"]
        places = [read.index(word) for word in order[:5]]
        assert places == sorted(places), read


# Icons


def with_clock(root: Path) -> Path:
    """A folder with an icon twice as wide as high."""
    (root / "clock.svg").write_text(CLOCK, encoding="utf-8")
    return root


def test_an_icon_is_as_high_as_capitals(tmp_path: Path) -> None:
    """It stands on the baseline between its words, keeps its shape, and its alternative text."""
    faces, problems = made(
        "a ![clock](clock.svg) b, c![x](clock.svg)![y](clock.svg)", with_clock(tmp_path)
    )
    assert problems == ()
    (paragraph,) = paragraphs(faces)
    assert paragraph.text == "a clock b, cxy"
    part = next(part for part in faces.back.parts if part.name == "text")
    groups = [item for item in part.items if isinstance(item, Group)]
    assert [group.shows for group in groups] == [tmp_path / "clock.svg"] * 3
    first = paragraph.icons[0].rect
    run = paragraph.runs[0]
    assert first.bottom == run.at.y
    assert first.width == pytest.approx(2 * first.height)
    assert 0.6 * run.size < first.height < 0.8 * run.size
    assert paragraph.icons[1].rect.right <= paragraph.icons[2].rect.left + 0.01
    after = paragraph.runs[-1]
    assert after.at.x < first.right or after.text
    assert all(icon.rect.left >= run.at.x for icon in paragraph.icons)


@pytest.mark.parametrize(
    ("source", "code", "severity"),
    [
        ("clok.svg", "missing-image", Severity.ERROR),
        ("../clock.svg", "outside-deck", Severity.ERROR),
        ("/etc/passwd", "outside-deck", Severity.ERROR),
        ("deck.svg", "bad-image", Severity.ERROR),
        ("https://example.org/x.png", "outside-deck", Severity.WARNING),
    ],
)
def test_an_icon_that_is_not_to_be_had_is_told(
    tmp_path: Path, source: str, code: str, severity: Severity
) -> None:
    """The problem is at the text, hints at the file that is meant, and the markup is printed."""
    root = with_clock(tmp_path)
    (root / "deck.svg").write_text("title: no picture", encoding="utf-8")
    faces, problems = made(f"a ![words]({source}) b", root)
    assert [(problem.code, problem.severity) for problem in problems] == [(code, severity)]
    assert problems[0].at
    assert problems[0].at.line == 7
    assert problems[0].hint or code == "bad-image"
    assert words(faces) == [f"a ![words]({source}) b"]


def test_an_icon_that_changes_is_drawn_anew(tmp_path: Path) -> None:
    """A session sees another file of the same name."""
    root = with_clock(tmp_path)
    (root / "deck.yaml").write_text(
        "title: D\nlanguage: en\ncards:\n  - title: T\n    text: a ![x](clock.svg) b\n",
        encoding="utf-8",
    )
    session = Session(root)
    before = session.build().faces[0]
    (root / "clock.svg").write_text(SVG.format(30), encoding="utf-8")
    after = session.build().faces[0]
    ratios = [
        one.icons[0].rect.width / one.icons[0].rect.height
        for faces in (before, after)
        for one in paragraphs(faces)
    ]
    assert ratios == pytest.approx([2, 3])


# Colours


def colors(faces: CardFaces) -> dict[str, Color]:
    """The colour of each run of the text."""
    return {run.text.strip(): run.color for one in paragraphs(faces) for run in one.runs}


def test_words_have_the_colours_that_they_name(tmp_path: Path) -> None:
    """The accent is the category's colour, other names are the layout's or everyone's."""
    faces, problems = made("a [b]{.accent} [c]{.teal} [d]{.paper}", tmp_path)
    assert problems == ()
    found = colors(faces)
    assert found["b"] == parse_color("#0f6b75")
    assert found["c"] == parse_color("teal")
    assert found["d"] == parse_color("#ffffff")
    assert found["a"] not in {found["b"], found["c"]}


def test_an_accent_that_cannot_be_read_is_ink(tmp_path: Path) -> None:
    """Yellow words on white would be lost."""
    faces, _ = made("a [b]{.accent} c", tmp_path, 'color: "#ffee00"')
    assert len(set(colors(faces).values())) == 1


def test_an_unknown_colour_is_told(tmp_path: Path) -> None:
    """The words are printed all the same."""
    faces, problems = made("a [b]{.acent} c", tmp_path)
    assert [problem.code for problem in problems] == ["bad-color"]
    assert words(faces) == ["a b c"]


def test_capitals_leave_names_and_addresses(tmp_path: Path) -> None:
    """In a box that is set in capitals colours, icons and addresses are what they are."""
    (tmp_path / "lay.yaml").write_text(
        "extends: workshop\nback:\n  text: {case: upper}\n", encoding="utf-8"
    )
    text = "a [b]{.accent} ![c](clock.svg) [d](https://a.fi/x) www.a.fi"
    faces, problems = made(text, with_clock(tmp_path), layout=str(tmp_path / "lay.yaml"))
    assert problems == ()
    assert words(faces) == ["A B c D (https://a.fi/x) www.a.fi"]
    assert colors(faces)["B"] == parse_color("#0f6b75")


# Links

LINKS = "[Guide](https://example.org/guide), <https://example.org/a>, [b](www.example.org/b)."


def links(faces: CardFaces) -> list[str]:
    """What the words of the text lead to, in order."""
    runs = [run for one in paragraphs(faces) for line in one.lines for run in line.runs]
    return list(dict.fromkeys(run.markup.link for run in runs if run.markup.link))


@pytest.mark.parametrize(
    ("how", "printed"),
    [
        (
            "print",
            "Guide (https://example.org/guide), https://example.org/a, b (www.example.org/b).",
        ),
        ("hide", "Guide, https://example.org/a, b."),
        ("qr", "Guide, https://example.org/a, b (www.example.org/b)."),
    ],
)
def test_what_paper_shows_of_links(tmp_path: Path, how: str, printed: str) -> None:
    """The address is printed, hidden, or in the QR code; the PDF leads there in any case."""
    faces, problems = made(LINKS, tmp_path, f"links: {how}")
    assert problems == ()
    assert words(faces) == [printed]
    targets = ["https://example.org/guide", "https://example.org/a", "https://www.example.org/b"]
    assert links(faces) == targets
    codes = [
        item.text for part in faces.back.parts for item in part.items if isinstance(item, QrCode)
    ]
    assert codes == (targets[:1] if how == "qr" else [])


def test_the_cards_own_link_has_the_code(tmp_path: Path) -> None:
    """With a link of its own the card says the addresses of its text in print."""
    faces, _ = made("[a](https://a.fi/x)", tmp_path, "links: qr", "link: https://b.fi")
    assert words(faces) == ["a (https://a.fi/x)"]


def test_a_code_that_no_box_shows_is_told(tmp_path: Path) -> None:
    """The layout must have room for what is not printed."""
    (tmp_path / "deck.yaml").write_text(
        "title: D\nlanguage: en\ncards:\n  - title: T\n    links: qr\n    text: '[a](https://a.fi)'\n",
        encoding="utf-8",
    )
    (tmp_path / "plain.yaml").write_text(
        "extends: base\nback:\n  text: {text: '{text}', left: 8 mm, right: 8 mm, top: 8 mm}\n"
        "front:\n  title: {text: '{title}', left: 8 mm, right: 8 mm, top: 8 mm}\n",
        encoding="utf-8",
    )
    found = korttipakka.check_deck(tmp_path, layout=str(tmp_path / "plain.yaml"))
    assert [(p.code, "link in the text" in p.message) for p in found] == [("not-shown", True)]


@given(st.text("ab.:/@#?&=%()[]<>!_*-1 ", max_size=30))
def test_addresses_lose_no_sign(typed: str) -> None:
    """Whatever stands around an address is printed with it."""
    text = f"see www.hel.fi/{typed}"
    printed = "".join(
        span.icon.typed if span.icon else span.text for p in parse(text) for span in p.spans
    )
    assert re.findall(r"[^\W_]", printed) == re.findall(r"[^\W_]", text)


# As it stands


@settings(deadline=None)
@given(
    st.lists(st.text("ab1*_#>|~[]()!<&\\-+=`. ", min_size=1, max_size=12), min_size=1, max_size=5)
)
def test_a_text_without_markdown_is_printed_as_it_stands(typed: list[str]) -> None:
    """Every sign is there, in the lines that it was typed in."""
    typed = [f"x{line}" for line in typed]
    text = deck("\n".join(typed), Path(), "markdown: no").cards[0]
    faces, _ = made("\n".join(typed), Path(), "markdown: no")
    assert not text.markdown
    assert [line.split() for line in "\n".join(words(faces)).split("\n")] == [
        line.split() for line in typed
    ]


def test_markdown_is_turned_off_for_a_deck_a_file_or_a_card(tmp_path: Path) -> None:
    """What is nearer to the card counts."""
    (tmp_path / "deck.yaml").write_text(
        "title: D\nlanguage: en\nmarkdown: no\nlinks: hide\ncards:\n"
        "  - {title: A, text: '*a*', fields: {x: '*x*'}}\n"
        "  - {title: B, text: '*b*', markdown: yes, links: qr}\n",
        encoding="utf-8",
    )
    (tmp_path / "2.yaml").write_text(
        "markdown: yes\nlinks: print\ncards:\n  - title: C\n"
        "  - {title: D, markdown: off, links: ''}\n",
        encoding="utf-8",
    )
    cards = korttipakka.read_deck(tmp_path).cards
    assert [(card.markdown, card.links) for card in cards] == [
        (False, "hide"), (True, "qr"), (True, "print"), (False, "print"),
    ]  # fmt: skip


def test_folded_text_without_markdown_flows() -> None:
    """Lines go on with those above, unless they look like items of a list."""
    read = parse_deck(
        "title: D\nlanguage: en\ncards:\n  - title: T\n    markdown: no\n    text: >\n"
        "      *one\n      two*\n\n      - three\n      - four\n"
    )
    assert read.cards[0].text == "*one two*\n\n- three\n- four"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("markdown: maybe", "neither yes nor no"),
        ("links: prnt", "did you mean 'print'"),
        ("links: https://a.fi", "did you mean 'link: https://a.fi'?"),
    ],
)
def test_slips_are_told(line: str, says: str) -> None:
    """A value that is none has a problem at its place, with a hint."""
    with pytest.raises(KorttipakkaError) as caught:
        deck("x", Path(), line)
    (problem,) = caught.value.problems
    assert problem.code == "bad-value"
    assert says in str(problem)
    assert problem.at


def test_fields_are_read_like_texts(tmp_path: Path) -> None:
    """A box that shows a field prints its Markdown."""
    (tmp_path / "lay.yaml").write_text(
        "extends: workshop\nback:\n  text: {text: '{fields.more}'}\n", encoding="utf-8"
    )
    chosen = read_layout(str(tmp_path / "lay.yaml"))
    found = typeset(
        deck("x", tmp_path, 'fields: {more: "- *a*\\n- b"}'), chosen, FontSet(chosen.fonts)
    )
    shown = paragraphs(found.faces[0])
    assert [(one.text, bool(one.kind.items)) for one in shown] == [("a", True), ("b", True)]
    assert shown[0].runs[-1].markup.italic


# HTML


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a <b>bold</b> b", "write **bold**"),
        ('<span style="x">a</span>', "'<br>' is a line break"),
        ("x<sup>2</sup>", "write the sign itself, such as ² or ₂"),
        ("<h2>Now</h2>", "write # Heading"),
        ("<details>x</details>", "'<br>' is a line break"),
        ("a <o:p></o:p>", "'<br>' is a line break"),
        ('a <x-y class="z"> b', "'<br>' is a line break"),
        ("a <!-- remark --> b", "belongs into 'notes'"),
    ],
)
def test_html_is_printed_and_told(tmp_path: Path, text: str, says: str) -> None:
    """Tags that were pasted are named once, with what to write."""
    path = deck_file(tmp_path, text)
    (problem,) = korttipakka.check_deck(path)
    assert problem.code == "html-as-typed"
    assert problem.severity is Severity.NOTE
    assert says in problem.hint


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("title", "Tea<br>time", "delete it"),
        ("subtitle", "<i>Hot</i>", "delete it"),
        ("back_title", "<u>Tea</u>", "delete it"),
    ],
)
def test_html_in_titles_is_told(tmp_path: Path, key: str, typed: str, says: str) -> None:
    """Titles have no markup at all: their tags, line breaks too, are named at their place."""
    cards = {"title": "T", key: typed}
    lines = "".join(f"\n    {name}: {text}" for name, text in cards.items()).replace(
        "    ", "  - ", 1
    )
    path = tmp_path / "deck.yaml"
    path.write_text(f"title: D\nlanguage: en\ncards:{lines}\n", encoding="utf-8")
    (problem,) = korttipakka.check_deck(path)
    assert (problem.code, problem.hint) == ("html-as-typed", says)
    assert problem.at is not None
    assert problem.at.line == (4 if key == "title" else 5)


@pytest.mark.parametrize("text", ["a < b > c", "a<br>b", "R&D; x &c.", "<3", "a <guest> b"])
def test_other_brackets_are_no_html(tmp_path: Path, text: str) -> None:
    """Signs that mean what they are need no note."""
    assert korttipakka.check_deck(deck_file(tmp_path, text)) == ()


def deck_file(folder: Path, text: str) -> Path:
    """A deck of one card in a file."""
    path = folder / "deck.yaml"
    path.write_text(
        f"title: D\nlanguage: en\ncards:\n  - title: T\n    text: |\n      {text}\n",
        encoding="utf-8",
    )
    return path


# From the deck to the PDF

PIECES = st.one_of(
    st.sampled_from([*"*_#>|~[]()!<&\\-+=`.:{}", " ", "\n", "\n\n", "- ", "# ", "> ", "a) ", "• "]),
    st.text("abcdeäö", min_size=1, max_size=5),
)
TYPED = st.lists(PIECES, min_size=1, max_size=16).map("".join)


@settings(max_examples=12, deadline=None)
@given(st.lists(TYPED, min_size=1, max_size=6))
def test_the_letters_of_the_pdf_are_those_of_the_deck(typed: list[str]) -> None:
    """Whatever signs are around them, each letter of each text is read back, in its order."""
    cards = "".join(
        f"  - title: '{n}'\n    text: {json.dumps(text)}\n" for n, text in enumerate(typed)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck.yaml"
        path.write_text(f"title: D\nlanguage: en\ncards:\n{cards}", encoding="utf-8")
        result = korttipakka.build_deck(path, settings={"sheet.arrange": "single"})
        told = [problem for problem in result.problems if problem.severity is not Severity.NOTE]
        assert told == []
        result.write_pdf(Path(folder) / "deck.pdf")
        with pypdfium2.PdfDocument(Path(folder) / "deck.pdf") as document:
            pages = [page.get_textpage().get_text_range() for page in document]
    letters = [re.findall(r"[^\W\d_]", page) for page in pages]
    shown = [re.findall(r"[^\W\d_]", text) for text in typed]
    assert [found for found in letters if found] == [found for found in shown if found]
