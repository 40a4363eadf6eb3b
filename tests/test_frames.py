"""Frames remember what they show: parts, paragraphs, lines, runs, and on pages the cards."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from box_samples import EVERYTHING, FULL, make_deck
from debian import installed_font
from impose_samples import impose, make_faces, make_layout, size
from korttipakka.basics.shipped import shipped
from korttipakka.content.markdown import parse, plain
from korttipakka.content.values import Values
from korttipakka.fonts import FontSet
from korttipakka.model.deck import Card, Category, Deck
from korttipakka.model.frame import CardFaces, CardSide, Frame, Group, Part, Picture
from korttipakka.model.layout import FontStyle, Layout
from korttipakka.model.text import TextRun
from korttipakka.paint import Painter
from korttipakka.reading.deck import read_deck
from korttipakka.reading.layout import layout_names, read_layout
from korttipakka.typeset import typeset
from korttipakka.typeset.draft import as_draft
from korttipakka.typeset.guides import with_guides
from remembered import Source, parsed, rebuilt, remembered, texts

GOLDENS = Path(__file__).parent / "goldens"

TEXT = """\
## Ketkä *kokoontuvat*

Ota **kynä** ja
[kaavan kartta](https://example.org/kartta) mukaan.

1. Puhukaa
   - pareittain
   - neljän hengen **ryhmissä**

     Kukaan ei vielä kirjoita.
2. Kirjoittakaa\\
   mitä kuulitte

osallistumissuunnitelmaluonnos
"""

NARROW = """
card: {size: 60 mm x 400 mm, safe: 4 mm}
front:
  title: {text: "{title}", left: 5 mm, right: 5 mm, top: 5 mm, size: 12 pt}
back:
  text: {text: "{text}", left: 5 mm, width: 40 mm, top: 5 mm, bottom: 5 mm, size: 9 pt}
  side: {text: "{text}", left: 46 mm, width: 10 mm, top: 5 mm, bottom: 5 mm, size: 4 pt,
         rotate: "90", weight: bold}
"""


def layout_of(folder: Path, text: str) -> Layout:
    """A layout on top of what the shipped ones share."""
    path = folder / "test.layout"
    path.write_text(f"extends: base\n{text}", encoding="utf-8")
    return read_layout(str(path))


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """Texts in a narrow column, and once more turned, where all of it is bold."""
    return layout_of(tmp_path_factory.mktemp("narrow"), NARROW)


@cache
def fonts_of(style: FontStyle) -> FontSet:
    """The fonts of a layout, opened once."""
    return FontSet(style)


def faces_of(layout: Layout, *cards: Card, language: str = "fi") -> tuple[CardFaces, ...]:
    """Finished cards."""
    return finished(Deck("T", language, cards), layout)


def finished(deck: Deck, layout: Layout) -> tuple[CardFaces, ...]:
    """The finished cards of a deck."""
    return typeset(deck, layout, fonts_of(layout.fonts)).faces


def part_of(frame: Frame, name: str) -> Part:
    """A part by its box's name."""
    return next(part for part in frame.parts if part.name == name)


def runs_of(layout: Layout, text: str) -> list[TextRun]:
    """The runs of the text on the back of a card."""
    items = part_of(faces_of(layout, Card("a", "A", text))[0].back, "text").items
    return [item for item in items if isinstance(item, TextRun)]


@settings(max_examples=60)
@given(source=texts())
def test_the_structure_of_random_markdown_is_rebuilt_from_the_frame(
    narrow: Layout, source: Source
) -> None:
    """Kinds, levels, markers, lines, words, bold, italic and links come out as they were typed."""
    text = "\n".join(source.lines)
    back = faces_of(narrow, Card("a", "A", text))[0].back
    for name in ("text", "side"):
        assert [rebuilt(p) for p in part_of(back, name).paragraphs] == source.paragraphs
    assert parsed(parse(text)) == source.paragraphs


@settings(max_examples=30)
@given(source=texts())
def test_every_run_belongs_to_one_paragraph(narrow: Layout, source: Source) -> None:
    """What is painted is what the paragraphs hold, each run once, in paint order."""
    part = part_of(faces_of(narrow, Card("a", "A", "\n".join(source.lines)))[0].back, "text")
    held = [run for paragraph in part.paragraphs for run in paragraph.runs]
    painted = [item for item in part.items if isinstance(item, TextRun)]
    assert len(held) == len(painted)
    assert all(one is other for one, other in zip(held, painted, strict=True))


def structure(layout: Layout) -> str:
    """What the back of a card with all that Markdown knows remembers."""
    return remembered(faces_of(layout, Card("a", "A", TEXT))[0].back)


def test_the_structure_of_a_card_is_as_it_was_read(narrow: Layout) -> None:
    """Headings, lists in lists, links, bold, a broken word: as in the golden, looked at once."""
    assert structure(narrow) == (GOLDENS / "structure.txt").read_text("utf-8")


LEFT_OUT = {"question": {"back_title", "text"}, "tarot": {"back_title"}}
"""A question stands alone, alike on both faces; all tarot cards have one back."""


@pytest.mark.parametrize("name", [name for name in layout_names() if name != "base"])
def test_parts_of_the_shipped_layouts_say_what_the_cards_say(name: str) -> None:
    """In every layout and on all cards a part's paragraphs are its field's words, word for word.

    What a layout shows of a card is known: nothing that it leaves out is left out by mistake.
    """
    deck, layout = read_deck(shipped("cards") / "osallisuus"), read_layout(name)
    shown: set[str] = set()
    for faces in finished(deck, layout):
        values = Values(faces.card, deck)
        for part in (*faces.front.parts, *faces.back.parts):
            field, *others = part.fields
            if field and not others and part.paragraphs:
                shown.add(field)
                said = parse(values.of(field)) if field == "text" else plain(values.of(field))
                expected = ["".join(span.text for span in p.spans) for p in said]
                assert words([p.text for p in part.paragraphs]) == words(expected)
    every = {"title", "back_title", "text", "category.name"}
    assert every - shown == LEFT_OUT.get(name, set())


def words(texts: Sequence[str]) -> list[list[str]]:
    """Words without breaks, in small letters, since layouts may set them in capitals."""
    return [text.replace("\u00ad", "").lower().split() for text in texts]


@pytest.mark.parametrize(
    "text", ["[AVA](AVA)TAR", "**AVA**TAR", "[of](of)fi[ce](ce)", "[ff](ff)ice"]
)
def test_what_is_marked_within_a_word_lies_as_if_it_was_not(narrow: Layout, text: str) -> None:
    """A link that begins within a word moves no letter: kerning does not stop there."""
    bold = narrow._replace(back=tuple(box._replace(weight=700) for box in narrow.back))
    bare = "".join(span.text for paragraph in parse(text) for span in paragraph.spans)
    marked, plainly = runs_of(bold, text), runs_of(bold, bare)
    assert len(marked) > len(plainly) == 1
    assert "".join(run.text for run in marked) == bare
    glyphs = [glyph for run in marked for piece in run.pieces for glyph in piece.glyphs]
    assert glyphs == [glyph for piece in plainly[0].pieces for glyph in piece.glyphs]
    ends = [runs[-1].at.x + runs[-1].width for runs in (marked, plainly)]
    assert ends[0] == pytest.approx(ends[1])
    for run, after in pairwise(marked):
        assert after.at.x == pytest.approx(run.at.x + run.width)


def test_the_space_within_a_link_is_of_the_link(narrow: Layout) -> None:
    """The words of a link are one run with its address; the space between two leads nowhere."""
    link = "x.fi"
    found = runs_of(narrow, f"see [a b]({link}) [c]({link}) d")
    assert [(run.text, run.markup.link) for run in found] == [
        ("see ", ""), (f"a b ({link})", link), (" ", ""), (f"c ({link})", link), (" d", "")
    ]  # fmt: skip


SCRIPTS = {
    "hebrew": ("David CLM", "culmus", "שלום **עולם** abc 12 34 [קישור](https://x.fi) סוף"),
    "arabic": ("Amiri", "fonts-hosny-amiri", "- أرسل (kunta 12) إلى **x.fi** قبل 15.3.\n- بيت"),
    "chinese": ("WenQuanYi Micro Hei", "fonts-wqy-microhei", "居民参与是[民主的](民主的)核心" * 6),
    "thai": ("Garuda", "fonts-tlwg-garuda-ttf", "การมีส่วนร่วมของ[ประชาชน](ประชาชน)เป็น" * 2),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_other_scripts_are_remembered_in_the_order_of_reading(tmp_path: Path, name: str) -> None:
    """From right to left or without spaces: the letters and their markup are those of the text."""
    family, package, text = SCRIPTS[name]
    installed_font(family, package)
    layout = layout_of(tmp_path, f"fonts: {{fallback: [{family}]}}\n{NARROW}")
    paragraphs = part_of(faces_of(layout, Card("a", "A", text))[0].back, "text").paragraphs
    assert [rebuilt(paragraph) for paragraph in paragraphs] == parsed(parse(text))
    assert {paragraph.rtl for paragraph in paragraphs} == {name in {"hebrew", "arabic"}}


def flow(box: Mapping[str, Any]) -> str:
    """Settings of a box on one line of YAML."""
    return "{" + ", ".join(f'{key}: "{value}"' for key, value in box.items()) + "}"


def boxes_of(folder: Path, boxes: Mapping[str, Mapping[str, Any]]) -> Layout:
    """A layout with these boxes on its fronts, each on a line of its own."""
    lines = "".join(f"  {name}: {flow(box)}\n" for name, box in boxes.items())
    return layout_of(folder, f"card: {{size: 60 mm x 80 mm}}\nfront:\n{lines}")


def every_box(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Every kind of box, for a layout that does not lie in the deck's folder."""
    return EVERYTHING | {"ring": EVERYTHING["ring"] | {"image": str(folder / "ring.png")}}


AT_TOP = {"left": "0", "top": "0", "size": "8 pt"}


def test_parts_know_their_role_their_fields_and_the_lines_they_are_from(tmp_path: Path) -> None:
    """Every kind of box: what it is for, which values it shows, where these were written."""
    folder = make_deck(tmp_path / "deck", {**FULL, "fields": {"time": "20 min"}, "text": "T"})
    layout = boxes_of(
        tmp_path,
        {
            **every_box(folder),
            "time": {"text": "Time: {fields.time}", **AT_TOP},
            "foot": {"text": "{number}, {deck.title}", **AT_TOP},
            "own": {"text": "Read me", **AT_TOP},
            "words": {"text": "{text}", **AT_TOP},
        },
    )
    files = {
        "deck.yaml": (folder / "deck.yaml").read_text("utf-8").splitlines(),
        "test.layout": (tmp_path / "test.layout").read_text("utf-8").splitlines(),
    }
    (faces,) = finished(read_deck(folder), layout)

    def line(part: Part, *fields: str) -> str:
        at = part.place(*fields)
        assert at is not None
        assert at.path is not None
        return files[at.path.name][at.line - 1].strip().removeprefix("- ").partition(":")[0]

    assert {part.name: (part.role, part.fields, line(part)) for part in faces.front.parts} == {
        "ground": ("decoration", ("",), "ground"),
        "photo": ("picture", ("image",), "image"),
        "ring": ("picture", ("",), "ring"),
        "icon": ("picture", ("category.icon",), "color"),
        "dots": ("decoration", ("",), "dots"),
        "code": ("code", ("link",), "link"),
        "side": ("title", ("title",), "title"),
        "time": ("field", ("fields.time", ""), "time"),
        "foot": ("footer", ("deck.title", "number", ""), "cards"),
        "own": ("caption", ("",), "own"),
        "words": ("text", ("text",), "text"),
    }
    foot = part_of(faces.front, "foot")
    assert [line(foot, ""), line(foot, "link", "number")] == ["foot", "category"]
    assert foot.place("link") == foot.at


def test_frames_are_equal_wherever_their_cards_were_written(tmp_path: Path) -> None:
    """Lines that move in the deck's file change no frame; words that change do."""
    layout = read_layout("workshop")
    folder = make_deck(tmp_path / "deck", FULL | {"text": "Eka *toka*."})
    path = folder / "deck.yaml"
    text = path.read_text("utf-8")

    def faces(changed: str) -> CardFaces:
        path.write_text(changed, encoding="utf-8")
        return finished(read_deck(folder), layout)[0]

    before, moved = faces(text), faces(f"# moved\n\n{text}")
    assert part_of(moved.back, "text").at != part_of(before.back, "text").at
    assert (moved.front, moved.back) == (before.front, before.back)
    assert hash(moved.back) == hash(before.back)
    assert {*moved.back.parts} == {*before.back.parts}
    other = faces(text.replace("toka", "kolmas"))
    assert other.front == before.front
    assert other.back != before.back


def test_drafts_and_guides_change_the_one_content(tmp_path: Path) -> None:
    """A draft's parts hold grey boxes for pictures; guides lie over parts that stay as they are."""
    folder = make_deck(tmp_path / "deck", FULL)
    turned = {"width": "9 mm", "height": "9 mm", "rotate": "90", "image": str(folder / "photo.jpg")}
    layout = boxes_of(tmp_path, every_box(folder) | {"turned": AT_TOP | turned})
    (faces,) = finished(read_deck(folder), layout)
    draft = as_draft(faces).front
    assert [(p.name, p.role) for p in draft.parts] == [(p.name, p.role) for p in faces.front.parts]
    assert pictures(faces.front) == 3
    assert pictures(draft) == 0
    assert part_of(draft, "side") == part_of(faces.front, "side")
    guided = with_guides(faces, layout.card, fonts_of(layout.fonts)).front
    assert guided.parts == faces.front.parts
    assert guided.items[: len(faces.front.items)] == faces.front.items
    assert len(guided.items) > len(faces.front.items)


def pictures(frame: Frame) -> int:
    """The number of pictures of pixels, turned ones among them."""
    inner = [pictures(item.frame) for item in frame.items if isinstance(item, Group)]
    return sum(inner) + sum(isinstance(item, Picture) for item in frame.items)


ARRANGEMENTS: dict[str, dict[str, Any]] = {
    "rows": {},
    "stack": {"order": "stack"},
    "fold": {"arrange": "fold"},
    "tent": {"arrange": "tent"},
    "single": {"arrange": "single"},
    "apart": {"sides": "apart"},
    "backs": {"sides": "backs"},
    "used places": {"start_at": 3},
    "short edge": {"flip": "short-edge", "turn": "sideways"},
}


@pytest.mark.parametrize("name", ARRANGEMENTS)
@given(cards=st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=9))
@settings(max_examples=15)
def test_pages_know_which_side_of_which_copy_of_which_card_they_show(
    name: str, cards: list[tuple[int, bool]]
) -> None:
    """However cards are imposed, a page tells the sides on it, and shows just these frames."""
    card = size(60, 90)
    made = make_faces(card, len(cards), [copies for copies, _ in cards])
    faces = [f._replace(blank=blank) for f, (_, blank) in zip(made, cards, strict=True)]
    sheets = impose(faces, make_layout(card, **ARRANGEMENTS[name]))
    pages = [page for sheet in sheets for page in (sheet.front, sheet.back) if page is not None]
    sides = ("back",) if name == "backs" else ("front", "back")
    assert sorted(side for page in pages for side, _ in page.cards) == sorted(
        CardSide(face.card.id, side, number, face.blank)
        for face in faces
        for side in sides
        for number in range(1, face.card.copies + 1)
    )
    frames = {(f.card.id, f.blank, side): f.face(side) for f in faces for side in sides}
    for page in pages:
        for side, group in page.cards:
            assert group.frame is frames[side.card_id, side.blank, side.side]
    painted = [Painter({}).sheet(sheet) for sheet in sheets]
    told = [page.cards for sheet in painted for page in (sheet.front, sheet.back) if page]
    assert told == [tuple(side for side, _ in page.cards) for page in pages]


def test_a_blank_card_may_have_the_id_of_another() -> None:
    """Copies are counted card by card, and a blank one is not the deck's card of its id."""
    card = size(60, 90)
    own, blank = (make_faces(card, 1, [2])[0]._replace(blank=blank) for blank in (False, True))
    (sheet,) = impose([own, blank], make_layout(card))
    assert [side for side, _ in sheet.front.cards] == [
        CardSide("0", "front", 1),
        CardSide("0", "front", 2),
        CardSide("0", "front", 1, blank=True),
        CardSide("0", "front", 2, blank=True),
    ]


def test_copies_that_look_different_are_painted_as_they_look() -> None:
    """Operators are kept by what a frame shows: the same card in another layout has its own."""
    card = size(60, 90)
    one, other = make_faces(card, 1)[0], make_faces(size(30, 90), 1)[0]
    painter = Painter({})
    first, second, third = (
        painter.sheet(impose([face], make_layout(card))[0]).front.content
        for face in (one, other, one)
    )
    assert first == third != second


NAMES = ("title", "text", "subtitle", "footer", "number")
SHOWN = ("{title}", "{subtitle}", "{text}", "{category.name}", "{number}")
"""What boxes show from the first to the last of which none may be larger than the one before."""


@pytest.mark.parametrize("names", [NAMES[index:] + NAMES[:index] for index in range(5)])
def test_the_hierarchy_of_sizes_holds_whatever_boxes_are_called(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    """What a box shows decides what it may not be larger than, not its name."""
    boxes = {
        name: AT_TOP
        | {"text": text, "size": f"{6 + row}-{14 + 4 * row} pt", "top": f"{9 * row} mm"}
        for row, (name, text) in enumerate(zip(names, SHOWN, strict=True))
    }
    card = Card("a", "Otsikko", "Teksti", Category("a", "Aa"), subtitle="Ala")
    front = faces_of(boxes_of(tmp_path, boxes), card)[0].front
    assert [part.paragraphs[0].runs[0].size for part in front.parts] == [14] * 5


def test_a_second_box_of_a_role_limits_none_below(tmp_path: Path) -> None:
    """A small repeated title leaves the text its size; signs and captions have their own sizes."""
    boxes = {
        "title": AT_TOP | {"text": "{title}", "size": "24 pt"},
        "edge": AT_TOP | {"text": "{title}", "size": "6 pt"},
        "text": AT_TOP | {"text": "{text}", "size": "12 pt"},
        "number": AT_TOP | {"text": "{category.initial}", "size": "40 pt"},
        "footer": AT_TOP | {"text": "?", "size": "50 pt"},
    }
    category = Category("a", "Aa")
    deck = Deck("T", "fi", (Card("a", "A", "B", category),), (category,))
    front = finished(deck, boxes_of(tmp_path, boxes))[0].front
    sizes = {part.name: part.paragraphs[0].runs[0].size for part in front.parts}
    assert sizes == {"title": 24, "edge": 6, "text": 12, "number": 40, "footer": 50}


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as temporary:
        text = structure(layout_of(Path(temporary), NARROW))
    (GOLDENS / "structure.txt").write_text(text, "utf-8")
