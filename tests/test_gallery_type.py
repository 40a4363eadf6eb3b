"""The decks of docs/gallery-type.md: each builds without a word, and does what its page says."""

import re
from pathlib import Path

import pypdfium2
import pytest

from debian import installed_font
from galleries import assert_shown, decks
from korttipakka.build.made import Made
from korttipakka.build.pipeline import build_deck
from korttipakka.model.frame import Box, Frame, Gradient, Group, Part, Shape
from korttipakka.model.text import TextParagraph, TextRun

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests" / "gallery-type"
DECKS = decks("gallery-type")
MM = 72 / 25.4


def built(name: str) -> Made:
    """A deck of the gallery in its own layout, if its fonts are installed."""
    if name == "serif":
        installed_font("Linux Libertine O", "fonts-linuxlibertine")
    return build_deck(GALLERY / name)


def part(frame: Frame, name: str) -> Part:
    """A box of a side by its name."""
    return next(one for one in frame.parts if one.name == name)


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_of_the_gallery_builds(name: str) -> None:
    """There is nothing to tell of it, and it has a picture on the page, with words for it."""
    assert_shown("gallery-type", name, built(name))


def test_every_picture_of_the_page_is_there() -> None:
    """No picture is missing, and none is left over."""
    page = (ROOT / "docs" / "gallery-type.md").read_text(encoding="utf-8")
    named = set(re.findall(r"images/(gallery-type-[\w-]+\.png)", page))
    assert named == {path.name for path in (ROOT / "docs" / "images").glob("gallery-type-*.png")}


def test_playing_cards_share_a_back_and_have_two_corners() -> None:
    """Values are in opposite corners, point for point; all backs are one; cut lines are round."""
    made = built("poker")
    width, height = made.layout.card.size
    for face in made.faces:
        above, below = (part(face.front, name).rect for name in ("value", "value_below"))
        assert (above.left, above.top) == pytest.approx(
            (width - below.right, height - below.bottom)
        )
        for name in ("value", "value_below"):
            (said,) = part(face.front, name).paragraphs
            assert said.text == face.card.fields["value"]
    assert len({face.back for face in made.faces}) == 1
    (ground,) = part(made.faces[0].back, "ground").items
    assert isinstance(ground, Box)
    assert isinstance(ground.fill, Gradient)
    assert [round(at, 2) for at, _ in ground.fill.stops] == [0, 0.55, 1]
    marks = [one for one in made.sheets[0].front.frame.items if isinstance(one, Group)]
    arcs = [s for one in marks for s in one.frame.items if isinstance(s, Shape) and one.shared]
    assert sum(s.operator == "c" for arc in arcs for s in arc.path) == 4 * 8


def test_tents_have_both_questions_on_one_page() -> None:
    """Title and back title are on the same side of the paper, the latter upside down."""
    made = built("tents")
    (sheet,) = made.sheets
    assert sheet.back is None
    text = pypdfium2.PdfDocument(made.pdf())[0].get_textpage().get_text_range()
    for face in made.faces:
        for words in (face.card.title, face.card.back_title):
            assert all(word in text for word in words.split())


def test_texts_have_colour_icons_boxes_and_a_table() -> None:
    """The accent is the category's colour, icons stand in lines, boxes are ticked or not."""
    first, second = built("inline").faces
    runs = [one for one in part(first.front, "text").items if isinstance(one, TextRun)]
    accents = {run.color.hex for run in runs if "Nobody" in run.text}
    assert first.card.category is not None
    assert accents == {first.card.category.color}
    assert sum(len(p.icons) for p in part(first.front, "text").paragraphs) == 2
    cells = [p for p in part(first.front, "text").paragraphs if p.kind.cell]
    assert len(cells) == 4 * 3
    markers = "".join(
        run.text for p in part(second.front, "text").paragraphs for run in p.marker
    ).split()
    assert markers == ["☑", "☑", "☐", "☐"]


def test_steps_flow_through_two_columns() -> None:
    """Lists are numbered on from column to column, and both columns begin at one height."""
    (face,) = built("steps").faces
    paragraphs = [p for p in part(face.back, "text").content if isinstance(p, TextParagraph)]
    lines = [line.runs[0].at for p in paragraphs for line in p.lines]
    middle = 190 * MM / 2
    left = [at for at in lines if at.x < middle]
    right = [at for at in lines if at.x > middle]
    assert left
    assert right
    assert max(at.y for at in left) == pytest.approx(max(at.y for at in right))
    assert abs(min(at.y for at in left) - min(at.y for at in right)) < 60
    numbers = ["".join(run.text for run in p.marker).strip() for p in paragraphs if p.marker]
    assert numbers == ["1.", "2.", "3.", "1.", "2.", "3.", "4.", "1.", "2.", "3."]


def test_faces_for_a_shop_are_filled_to_the_bleed() -> None:
    """The page's very corners have colour, and the tilted label stands at its angle."""
    made = built("shop")
    image = pypdfium2.PdfDocument(made.pdf())[0].render(scale=1).to_pil().convert("RGB")
    corners = [(1, 1), (image.width - 2, 1), (1, image.height - 2)]
    assert all(image.getpixel(at) != (255, 255, 255) for at in corners)
    (label,) = part(made.faces[0].front, "label").content
    assert isinstance(label, Group)
    assert label.tilt == -6


def test_the_serif_has_old_figures_and_small_capitals() -> None:
    """Both are other glyphs than those of plain text, which is read as it was typed."""
    made = built("serif")
    (who,) = part(made.faces[0].back, "who").paragraphs
    assert who.text == "Laozi"
    plain = build_deck(GALLERY / "serif", settings={"back.who.features": "none"})
    (other,) = part(plain.faces[0].back, "who").paragraphs
    glyphs = [
        [glyph.id for run in p.runs for piece in run.pieces for glyph in piece.glyphs]
        for p in (who, other)
    ]
    assert glyphs[0][0] == glyphs[1][0]
    assert all(one != two for one, two in zip(glyphs[0][1:], glyphs[1][1:], strict=True))
