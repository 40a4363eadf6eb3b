"""The finished PDF, read back by readers that had no part in writing it: pdfium, QPDF, Poppler."""

import math
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from ctypes import c_uint
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from commands import run
from korttipakka.basics.problems import Location
from korttipakka.build.pipeline import build_deck
from korttipakka.model.settings import Override

ROOT = Path(__file__).parents[1]
DECK = ROOT / "cards" / "osallisuus"

MM = 72 / 25.4
A4 = (595.276, 841.890)
COLUMNS, ROWS = 2, 4
CARD = (210 * MM / COLUMNS, 297 * MM / ROWS)
SAFE = 6 * MM
EXACT = 0.01 * MM
"""How near a back must lie to its front's mirror image: a hundredth of a millimetre."""


class Box(NamedTuple):
    """A rectangle on a page, in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the rectangle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def near(self, other: "Box") -> bool:
        """Whether each edge lies within a hundredth of a millimetre of the other's."""
        return all(abs(a - b) <= EXACT for a, b in zip(self, other, strict=True))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the rectangle."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class Expected(NamedTuple):
    """What a card must say, from the deck's files read as plain YAML."""

    title: str
    back_title: str
    text: str
    category: str


def one_line(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


def expected_cards() -> list[Expected]:
    """The cards of the deck in order."""
    names = yaml.safe_load((DECK / "deck.yaml").read_text(encoding="utf-8"))["categories"]
    cards = []
    for path in sorted(DECK.glob("[1-9]*.yaml")):
        part = yaml.safe_load(path.read_text(encoding="utf-8"))
        for card in part["cards"]:
            title = one_line(card["title"]["fi"])
            back = card["back_title"]["fi"] if "back_title" in card else title
            text = card["text"]["fi"] if "text" in card else ""
            category = names[part["category"]]["name"]["fi"]
            cards.append(Expected(title, one_line(back), one_line(text), category))
    return cards


CARDS = expected_cards()


def cell(index: int, *, back: bool) -> tuple[int, Box]:
    """The page and the place where a card must lie on A4 flipped on its long edge."""
    sheet, place = divmod(index, COLUMNS * ROWS)
    row, column = divmod(place, COLUMNS)
    column = COLUMNS - 1 - column if back else column
    left, top = column * CARD[0], 297 * MM - row * CARD[1]
    return 2 * sheet + back, Box(left, top - CARD[1], left + CARD[0], top)


def build(folder: Path, *flags: str, seed: str = "0") -> Path:
    """The real deck's PDF, made by the command line in a process of its own."""
    done = run("build", DECK, "-q", "-o", "deck.pdf", *flags, cwd=folder, PYTHONHASHSEED=seed)
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "deck.pdf"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real deck as anyone gets it, with no flags."""
    return build(tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def document(pdf: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The real deck, open in pdfium."""
    with pypdfium2.PdfDocument(pdf) as opened:
        yield opened


def texts(document: pypdfium2.PdfDocument, *, back: bool) -> list[str]:
    """What pdfium reads in each card's place, in one line each."""
    found = []
    for index in range(len(CARDS)):
        page, box = cell(index, back=back)
        found.append(one_line(document[page].get_textpage().get_text_bounded(*box)))
    return found


def test_pages(document: pypdfium2.PdfDocument) -> None:
    """66 cards, eight to a sheet, take nine sheets of A4, each with its back."""
    assert len(CARDS) == 66
    assert len(document) == 18
    for page in document:
        assert page.get_size() == pytest.approx(A4, abs=0.001)


def test_fronts_have_their_titles(document: pypdfium2.PdfDocument) -> None:
    """Each of 66 fronts has its whole title and its category in its own place, and no more."""
    for card, found in zip(CARDS, texts(document, back=False), strict=True):
        assert found.startswith(card.title)
        assert one_line(found.removeprefix(card.title)) == card.category


def test_backs_have_their_texts(document: pypdfium2.PdfDocument) -> None:
    """Each of 66 backs has its whole title, text, category and number in its own place."""
    for index, (card, found) in enumerate(zip(CARDS, texts(document, back=True), strict=True)):
        words = f"{card.back_title} {card.text} {card.category} {index + 1} / 66"
        assert found == one_line(words)


def test_places_without_cards_are_empty(document: pypdfium2.PdfDocument) -> None:
    """The six places that are left on the last sheet have no text on either side."""
    for index in range(len(CARDS), 72):
        for back in (False, True):
            page, box = cell(index, back=back)
            assert not one_line(document[page].get_textpage().get_text_bounded(*box))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
@pytest.mark.parametrize("back", [False, True], ids=["front", "back"])
def test_poppler_finds_texts_whole(pdf: Path, back: bool) -> None:
    """Poppler, too, finds each title and text whole in its card's place."""
    for index, card in enumerate(CARDS):
        page, box = cell(index, back=back)
        place = [f"{round(box.left)}", f"{round(297 * MM - box.top)}"]
        size = [f"{round(CARD[0])}", f"{round(CARD[1])}"]
        command = ["pdftotext", "-f", f"{page + 1}", "-l", f"{page + 1}", "-x", place[0]]
        command += ["-y", place[1], "-W", size[0], "-H", size[1], str(pdf), "-"]
        found = one_line(subprocess.run(command, capture_output=True, check=True).stdout.decode())
        assert (card.back_title if back else card.title) in found
        assert not back or card.text in found


def characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    """Each painted character of a page with the box around its ink."""
    text = page.get_textpage()
    whole = text.get_text_range()
    assert len(whole) == text.count_chars()
    for index, character in enumerate(whole):
        if not character.isspace():
            yield character, Box(*text.get_charbox(index))


def test_text_keeps_to_the_safe_area(document: pypdfium2.PdfDocument) -> None:
    """The ink of every character lies 6 mm or more inside the edges of its card."""
    seen = 0
    for page in document:
        for character, box in characters(page):
            x, y = box.centre
            left, bottom = x // CARD[0] * CARD[0], y // CARD[1] * CARD[1]
            distances = (
                box.left - left, left + CARD[0] - box.right,
                box.bottom - bottom, bottom + CARD[1] - box.top,
            )  # fmt: skip
            assert min(distances) >= SAFE - EXACT, (character, box)
            seen += 1
    assert seen > 66 * 50


def test_text_has_no_stray_characters(document: pypdfium2.PdfDocument) -> None:
    """Whoever copies or searches text meets no soft hyphens, private or broken characters."""
    for page in document:
        for character in page.get_textpage().get_text_range():
            assert character in "\r\n" or unicodedata.category(character) not in {
                "Cc", "Cf", "Cn", "Co", "Cs",
            }, f"U+{ord(character):04X}"  # fmt: skip
            assert character != "\ufffd"


def test_search_finds_hyphenated_words(document: pypdfium2.PdfDocument) -> None:
    """A word that is broken over two lines is found by its whole spelling."""
    for word in ("Kuntalaisaloitteet", "Asukasyhdistykset", "Vapaaehtoistoiminta"):
        pages = [page for page in document if page.get_textpage().search(word).get_next()]
        assert len(pages) >= 2


def test_boxes(pdf: Path) -> None:
    """Every page has its media, bleed and trim box; the cards fill A4 to its edges."""
    with pikepdf.open(pdf) as opened:
        for page in opened.pages:
            for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
                box = [float(value) for value in page.obj[name]]
                assert box == pytest.approx([0, 0, *A4], abs=0.001)


def test_trim_box_goes_around_the_cards(tmp_path: Path) -> None:
    """With margins the trim box is the block of cards, and the bleed box reaches over it."""
    flags = "--card-size 98x68mm --bleed 3mm --gutter 6mm --turn upright --orientation portrait"
    pdf = build(tmp_path, *flags.split())
    width, height = 2 * 98 + 6, 4 * 68 + 3 * 6
    left, bottom = (210 - width) / 2, (297 - height) / 2
    trim = [left, bottom, left + width, bottom + height]
    with pikepdf.open(pdf) as opened:
        for page in opened.pages:
            assert [float(v) / MM for v in page.obj["/TrimBox"]] == pytest.approx(trim, abs=0.001)
            bleed = [float(v) / MM for v in page.obj["/BleedBox"]]
            outer = [left - 3, bottom - 3, trim[2] + 3, trim[3] + 3]
            assert bleed == pytest.approx(outer, abs=0.001)


def test_document_information(pdf: Path) -> None:
    """The PDF says its title and language, and asks its viewer to show the title."""
    with pikepdf.open(pdf) as opened:
        assert opened.docinfo["/Title"] == "Osallisuuden keinot"
        assert str(opened.Root.Lang).startswith("fi")
        assert opened.Root.ViewerPreferences.DisplayDocTitle is True
        assert opened.pdf_version >= "1.7"


@pytest.mark.parametrize(
    ("flags", "duplex"),
    [
        ([], "/DuplexFlipLongEdge"),
        (["--flip", "short-edge"], "/DuplexFlipShortEdge"),
        (["--sides", "fronts"], "/Simplex"),
    ],
)
def test_viewer_is_asked_to_print_right(tmp_path: Path, flags: list[str], duplex: str) -> None:
    """The viewer is asked not to scale and to flip on the right edge."""
    with pikepdf.open(build(tmp_path, *flags)) as opened:
        assert opened.Root.ViewerPreferences.PrintScaling == "/None"
        assert opened.Root.ViewerPreferences.Duplex == duplex


def test_outline(document: pypdfium2.PdfDocument) -> None:
    """The outline has each category, and leads to the sheet that its first card is on."""
    first: dict[str, int] = {}
    for index, card in enumerate(CARDS):
        first.setdefault(card.category, cell(index, back=False)[0])
    outline = {}
    for entry in document.get_toc():
        destination = entry.get_dest()
        assert destination is not None
        outline[entry.get_title()] = destination.get_index()
    assert outline == first
    assert list(outline) == list(first)


def test_fonts_are_embedded_subsets(pdf: Path) -> None:
    """Every font is in the file, reduced to what is used; there is no Helvetica."""
    with pikepdf.open(pdf) as opened:
        fonts = [
            font for font in opened.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
        ]  # fmt: skip
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+Inter(Tight)?-\w+", str(font.BaseFont))
        programs = [font.FontDescriptor.FontFile2 for font in fonts if "/FontDescriptor" in font]
        assert len(programs) == len(fonts) / 2
        for program in programs:
            assert len(program.read_bytes()) < 40_000


def test_nothing_is_fetched_or_run(pdf: Path) -> None:
    """The PDF has no scripts, actions, attachments or links to elsewhere."""
    with pikepdf.open(pdf) as opened:
        names = {
            name for item in opened.objects if isinstance(item, pikepdf.Dictionary) for name in item
        }
    assert not names & {"/JS", "/JavaScript", "/AA", "/OpenAction", "/URI", "/EF", "/Launch"}


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Two processes with other hash seeds, folders and times write the same bytes."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = build(tmp_path / "one", seed="1"), build(tmp_path / "two", seed="2")
    os.utime(one, (0, 0))
    assert one.read_bytes() == two.read_bytes()


# Backs behind their fronts. Each card's faces are a box of the card's own colour, as large as the
# card, and a small mark off its middle, which tells how the card is turned.

MARK = "#010203"
ACROSS, UP = 9 * MM, 6 * MM
"""From the card's middle to the mark's, to the left and down."""

LAYOUT = """
card: {{size: {width} x {height} mm}}
sheet: {{slug: no}}
front: &face
  ground: {{fill: "{{color}}", left: 0, right: 0, top: 0, bottom: 0}}
  mark: {{fill: "{mark}", left: {left} mm, bottom: {bottom} mm, width: 2 mm, height: 2 mm}}
back: *face
"""


def color(index: int) -> str:
    """A colour that only one card has."""
    return f"#80{index:02x}40"


def boxes(page: pypdfium2.PdfPage) -> dict[str, list[Box]]:
    """The filled boxes of a page by their colour, as pdfium finds them."""
    found: dict[str, list[Box]] = {}
    for item in page.get_objects():
        parts = [c_uint() for _ in range(4)]
        pypdfium2.raw.FPDFPageObj_GetFillColor(item.raw, *parts)
        name = "#" + "".join(f"{part.value:02x}" for part in parts[:3])
        found.setdefault(name, []).append(Box(*item.get_bounds()))
    return found


def turned(vector: tuple[float, float], quarter: int) -> tuple[float, float]:
    """A vector turned counter-clockwise by a number of right angles."""
    x, y = vector
    for _ in range(quarter):
        x, y = -y, x
    return x, y


def quarter_of(card: Box, mark: Box) -> int:
    """By how many right angles a card is turned, by where its mark lies."""
    offset = tuple(b - a for a, b in zip(card.centre, mark.centre, strict=True))
    turns = [q for q in range(4) if math.dist(turned((-ACROSS, -UP), q), offset) <= EXACT]
    assert len(turns) == 1
    return turns[0]


def through(box: Box, page: pypdfium2.PdfPage, flip: str) -> Box:
    """A box of a back page as seen from the front, through the paper."""
    width, height = page.get_size()
    if (width <= height) == (flip == "long-edge"):
        return Box(width - box.right, box.bottom, width - box.left, box.top)
    return Box(box.left, height - box.top, box.right, height - box.bottom)


LENGTHS = st.floats(0, 15).map(lambda value: round(value, 2))

SHEETS = st.fixed_dictionaries(
    {
        "sheet.paper": st.sampled_from(["a4", "letter", "a3", "a4-landscape", "231x187mm"]),
        "sheet.orientation": st.sampled_from(["auto", "portrait", "landscape"]),
        "sheet.turn": st.sampled_from(["auto", "upright", "sideways"]),
        "sheet.flip": st.sampled_from(["long-edge", "short-edge"]),
        "sheet.order": st.sampled_from(["rows", "stack"]),
        "sheet.marks": st.sampled_from(["crop", "cut", "none"]),
        "sheet.margin": st.tuples(*[LENGTHS] * 4).map(lambda v: " ".join(f"{x} mm" for x in v)),
        "sheet.gutter": st.tuples(LENGTHS, LENGTHS).map(lambda v: f"{v[0]} mm {v[1]} mm"),
    }
)


@given(st.integers(1, 40), st.floats(25, 110), st.floats(25, 110), SHEETS)
def test_backs_lie_behind_their_fronts(
    tmp_path_factory: pytest.TempPathFactory,
    count: int, width: float, height: float, sheet: dict[str, str],
) -> None:  # fmt: skip
    """Through the paper each back is exactly on its front, upright when turned like a page."""
    width, height = round(width, 2), round(height, 2)
    folder = tmp_path_factory.mktemp("duplex", numbered=True)
    left, bottom = width / 2 - 1 - ACROSS / MM, height / 2 - 1 - UP / MM
    layout = LAYOUT.format(width=width, height=height, mark=MARK, left=left, bottom=bottom)
    cards = "".join(f'  - {{title: "{i}", color: "{color(i)}"}}\n' for i in range(count))
    (folder / "layouts").mkdir()
    (folder / "layouts" / "test.yaml").write_text(layout, encoding="utf-8")
    (folder / "deck.yaml").write_text(f"title: Deck\ncards:\n{cards}", encoding="utf-8")
    changed = [Override(key, value, Location(key)) for key, value in sheet.items()]
    result = build_deck(
        folder / "deck.yaml", layout=str(folder / "layouts" / "test.yaml"), settings=changed
    )
    result.write_pdf(folder / "deck.pdf")
    with pypdfium2.PdfDocument(folder / "deck.pdf") as document:
        pages = list(document)
        seen = sum(
            check_sheet(front, back, sheet["sheet.flip"])
            for front, back in zip(pages[::2], pages[1::2], strict=True)
        )
    assert seen == count


def check_sheet(front: pypdfium2.PdfPage, back: pypdfium2.PdfPage, flip: str) -> int:
    """Hold the two pages of a sheet against each other; the number of cards on it."""
    fronts, backs = boxes(front), boxes(back)
    front_marks, back_marks = fronts.pop(MARK), [through(b, back, flip) for b in backs.pop(MARK)]
    cards = sorted(name for name in fronts if name.startswith("#80"))
    assert cards == sorted(name for name in backs if name.startswith("#80"))
    for name in cards:
        (card,), (behind,) = fronts[name], backs[name]
        assert card.near(through(behind, back, flip))
        (mark,) = [box for box in front_marks if card.holds(*box.centre)]
        (mark_behind,) = [box for box in back_marks if card.holds(*box.centre)]
        # Turned like a page, the back's left is behind the front's right; up stays up.
        across, up = turned((ACROSS, -UP), quarter_of(card, mark))
        x, y = card.centre
        assert math.dist((x + across, y + up), mark_behind.centre) <= EXACT
    return len(cards)
