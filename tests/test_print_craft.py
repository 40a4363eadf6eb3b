"""Print craft end to end: sheets, folds, bleeds, corrections, read back from the finished PDF."""

from collections.abc import Sequence
from itertools import product
from math import atan2, degrees
from pathlib import Path

import pypdfium2
import pytest
import yaml
from PIL import ImageStat
from pypdfium2 import raw

from commands import Done, run
from korttipakka.basics.problems import KorttipakkaError, Location
from korttipakka.build.pipeline import build_deck
from korttipakka.model.perforated import PERFORATED
from korttipakka.reading.layout import Override
from page_reader import MM, Filled, Shown, Spot, apart, first_matrix, mapped, middle, pages, turned

EXACT = 0.01
"""Millimetres by which a back may miss its front's mirror image."""

CARDS = 23
"""Enough for three sheets of most grids, the last one not full."""

GROUND = {"left": 0, "right": 0, "top": 0, "bottom": 0}
SPOT = {"left": "5 %", "bottom": "5 %", "width": "30 %", "height": "20 %"}

LAYOUT = {
    face: {"ground": {"fill": "{color}", **GROUND}, "spot": {"fill": spot, **SPOT}}
    for face, spot in (("front", "#ff0000"), ("back", "#00ff00"))
}
"""A ground that fills the card, and a spot at its bottom left that tells how it is turned."""


class Seen:
    """A card's face on a page: the card's number, its ground, and where its up points."""

    def __init__(self, ground: Filled, spot: Filled) -> None:
        self.card = round(ground.colour[2] * 255)
        self.ground = ground
        self.is_back = spot.colour == (0.0, 1.0, 0.0)
        # The spot lies left of and below the middle of an upright card.
        x, y = (a - b for a, b in zip(spot.middle, ground.middle, strict=True))
        degrees = {(True, True): 0, (False, True): 90, (False, False): 180, (True, False): 270}
        self.degrees = degrees[x < 0, y < 0]

    @property
    def up(self) -> Spot:
        """The card's up direction on the page."""
        return turned((0.0, 1.0), self.degrees)


def seen(page: Shown) -> list[Seen]:
    """The faces on a page, row by row from its top left."""
    pairs = zip(page.filled[::2], page.filled[1::2], strict=True)
    faces = [Seen(ground, spot) for ground, spot in pairs]
    return sorted(faces, key=lambda face: (-round(face.ground.middle[1]), face.ground.middle[0]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck and its layout."""
    place = tmp_path_factory.mktemp("craft")
    cards = [
        {"title": f"Card {number}", "color": f"#1000{number:02x}"} for number in range(1, CARDS + 1)
    ]
    deck = {"title": "Craft", "language": "en", "layout": "layout.yaml", "cards": cards}
    (place / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    (place / "layout.yaml").write_text(yaml.safe_dump(LAYOUT, sort_keys=False), encoding="utf-8")
    return place


def made(folder: Path, **settings: str) -> Path:
    """The PDF with settings; a first underscore stands for the dot of a setting's name."""
    flags = [
        Override(key.replace("_", ".", 1), text, Location.flag("test"))
        for key, text in settings.items()
    ]
    out = folder / "out.pdf"
    build_deck(folder / "deck.yaml", overrides=flags).write_pdf(out)
    return out


def through(spot: Spot, size: Spot, upright_axis: bool) -> Spot:
    """Where a point of a page lies seen through the paper, turned about an axis of the page."""
    x, y = spot
    return (size[0] - x, y) if upright_axis else (x, size[1] - y)


def check_behind(front: Seen, back: Seen, size: Spot, upright_axis: bool) -> None:
    """The back lies behind the front, and is upright when the card is turned like a page."""
    corners = {tuple(round(v, 1) for v in corner) for corner in back.ground.corners}
    for corner in front.ground.corners:
        behind = through(corner, size, upright_axis)
        assert min(apart(behind, other) for other in back.ground.corners) < EXACT, corners
    # The up direction is mapped by the flip: directions lose the page's size.
    x, y = front.up
    assert apart(back.up, (-x, y) if upright_axis else (x, -y)) < EXACT


def check_duplex(shown: Sequence[Shown], flip: str) -> None:
    """Each back of each sheet is behind its own front."""
    for front, back in zip(shown[::2], shown[1::2], strict=True):
        portrait = front.size[0] <= front.size[1]
        upright_axis = portrait == (flip == "long-edge")
        backs = {face.card: face for face in seen(back)}
        assert len(backs) == len(seen(front))
        for face in seen(front):
            assert (face.is_back, backs[face.card].is_back) == (False, True)
            check_behind(face, backs[face.card], front.size, upright_axis)


def dealt(shown: Sequence[Shown], order: str) -> list[int]:
    """The cards in the order of reading the sheets, or of stacking the piles of a cut pile."""
    sheets = [seen(page) for page in shown]
    if order == "rows":
        return [face.card for sheet in sheets for face in sheet]
    places = [apart_key(face) for face in sheets[0]]
    return [
        face.card
        for place in places
        for sheet in sheets
        for face in sheet
        if apart_key(face) == place
    ]


def apart_key(face: Seen) -> Spot:
    """A face's place, rounded so that places of several sheets compare."""
    x, y = face.ground.middle
    return round(x, 0), round(y, 0)


@pytest.mark.parametrize("sheet", PERFORATED)
def test_every_perforated_sheet(folder: Path, sheet: str) -> None:
    """On every maker's sheet, flipped either way, in either order, cards turned or not."""
    _, columns, _, width, _, left, top, across, _ = PERFORATED[sheet]
    for flip, order, sideways in product(
        ("long-edge", "short-edge"), ("rows", "stack"), (False, True)
    ):
        more = {"sheet_turn": "sideways"} if sideways else {}
        out = made(folder, sheet_perforated=sheet, sheet_flip=flip, sheet_order=order, **more)
        shown = pages(out)
        check_duplex(shown, flip)
        assert dealt(shown[::2], order) == list(range(1, CARDS + 1))
        for index, face in enumerate(seen(shown[0])[: columns if order == "rows" else 1]):
            edges = face.ground.edges
            assert edges[0] / MM == pytest.approx(left + index * (width + across), abs=EXACT)
            assert (shown[0].size[1] - edges[3]) / MM == pytest.approx(top, abs=EXACT)
            assert (edges[2] - edges[0]) / MM == pytest.approx(width, abs=EXACT)
            assert face.degrees == (90 if sideways else 0)


@pytest.mark.parametrize("paper", ["a4", "letter", "a4-landscape", "250x180mm"])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
def test_every_plain_paper(folder: Path, paper: str, flip: str) -> None:
    """With margins that differ on all sides, backs lie behind fronts in either order and turn."""
    for order, turn in product(("rows", "stack"), ("upright", "sideways")):
        out = made(
            folder, sheet_paper=paper, sheet_flip=flip, sheet_order=order, sheet_turn=turn,
            sheet_margin="5mm 10mm 17mm 12mm", sheet_gutter="3mm 5mm", card_size="60x40mm",
        )  # fmt: skip
        shown = pages(out)
        check_duplex(shown, flip)
        assert dealt(shown[::2], order) == list(range(1, CARDS + 1))
        left, bottom, right, top = seen(shown[0])[0].ground.edges
        assert (right - left > top - bottom) == (turn == "upright")


@pytest.mark.parametrize("fold", ["vertical", "horizontal"])
@pytest.mark.parametrize("turn", ["upright", "sideways"])
def test_folded_sheets(folder: Path, fold: str, turn: str) -> None:
    """Folded along the dashed line, each back lies behind its front, both upright."""
    for order in ("rows", "stack"):
        out = made(
            folder, sheet_arrange="fold", sheet_fold=fold, sheet_turn=turn, sheet_order=order,
            sheet_margin="5mm 10mm 17mm 12mm", card_size="60x40mm",
        )  # fmt: skip
        shown = pages(out)
        for page in shown:
            (crease,) = (stroke for stroke in page.strokes if stroke.dashed)
            # Folding is a flip of a page whose middle is the crease.
            size = (crease.start[0] + crease.end[0], crease.start[1] + crease.end[1])
            faces = seen(page)
            backs = {face.card: face for face in faces if face.is_back}
            fronts = [face for face in faces if not face.is_back]
            assert len(backs) == len(fronts)
            for face in fronts:
                check_behind(face, backs[face.card], size, fold == "vertical")
        fronts_only = [page._replace(filled=_fronts(page)) for page in shown]
        assert dealt(fronts_only, order) == list(range(1, CARDS + 1))


def _fronts(page: Shown) -> list[Filled]:
    """The grounds and spots of a page's fronts."""
    pairs = zip(page.filled[::2], page.filled[1::2], strict=True)
    return [item for pair in pairs if pair[1].colour == (1.0, 0.0, 0.0) for item in pair]


def test_single_faces(folder: Path) -> None:
    """For print shops each face is a page at trim and bleed, front and back in turn, upright."""
    out = made(folder, sheet_arrange="single", card_size="60x40mm", card_bleed="3mm")
    shown = pages(out)
    assert len(shown) == 2 * CARDS
    for index, page in enumerate(shown):
        (face,) = seen(page)
        assert (face.card, face.is_back, face.degrees) == (index // 2 + 1, index % 2 == 1, 0)
        assert face.ground.edges == pytest.approx((0, 0, 66 * MM, 46 * MM), abs=EXACT * MM)
        assert page.trim == pytest.approx((3 * MM, 3 * MM, 63 * MM, 43 * MM), abs=EXACT * MM)
        assert page.bleed == pytest.approx((0, 0, 66 * MM, 46 * MM), abs=EXACT * MM)


def test_bleeds_meet_midway(folder: Path) -> None:
    """In a gutter of less than two bleeds each card bleeds to the middle, outside in full."""
    out = made(
        folder, card_size="60x40mm", card_bleed="3mm", sheet_gutter="4mm", sheet_margin="20mm",
        sheet_turn="upright",
    )  # fmt: skip
    page = pages(out)[0]
    first, second = (clip.edges for clip in page.clips[:2])
    assert first[2] == pytest.approx(second[0], abs=EXACT * MM)
    assert (second[2] - second[0]) / MM == pytest.approx(
        60 + 2 + (2 if _middle(page) else 3), abs=EXACT
    )
    assert (first[3] - first[1]) / MM == pytest.approx(40 + 3 + 2, abs=EXACT)
    assert page.bleed == pytest.approx(
        (page.trim[0] - 3 * MM, page.trim[1] - 3 * MM, page.trim[2] + 3 * MM, page.trim[3] + 3 * MM)
    )
    grounds = seen(page)[0].ground.edges
    assert grounds[0] == pytest.approx(page.trim[0] - 3 * MM, abs=EXACT * MM)


def _middle(page: Shown) -> bool:
    """Whether the second card of the first row has another one beside it."""
    heights = [round(clip.edges[3]) for clip in page.clips]
    return heights.count(heights[0]) > 2


def test_passes_and_reversed_backs(folder: Path) -> None:
    """One side in a pass of its own; the backs last sheet first for printers that need it."""
    both = [[face.card for face in seen(page)] for page in pages(made(folder))]
    fronts = pages(made(folder, sheet_sides="fronts"))
    backs = pages(made(folder, sheet_sides="backs", sheet_reverse_backs="yes"))
    assert [[face.card for face in seen(page)] for page in fronts] == both[::2]
    assert [[face.card for face in seen(page)] for page in backs] == both[1::2][::-1]


def test_reversal_without_a_pass_of_its_own_is_told(folder: Path) -> None:
    """Backs that are printed along with their fronts cannot be reversed: a warning says so."""
    alone = build_deck(folder, None, [Override("sheet.reverse_backs", "yes", Location.flag("-"))])
    assert [p.code for p in alone.problems if p.code == "idle-reversal"] == ["idle-reversal"]
    changes = {"sheet.reverse_backs": "yes", "sheet.sides": "apart"}
    passes = build_deck(folder, None, [Override(*c, Location.flag("-")) for c in changes.items()])
    assert not any(p.code == "idle-reversal" for p in passes.problems)


def test_used_places_are_left_out(folder: Path) -> None:
    """With --start-at 4 the first three places stay empty, on the back as well."""
    shown = pages(made(folder, sheet_perforated="avery-l7414", sheet_start_at="4"))
    whole = pages(made(folder, sheet_perforated="avery-l7414"))
    places = [apart_key(face) for face in seen(whole[0])]
    assert [apart_key(face) for face in seen(shown[0])] == places[3:]
    check_duplex(shown, "long-edge")


def test_cut_lines_on_backs_only_when_asked(folder: Path) -> None:
    """Cut lines are on the fronts; backs drift, and get them only by a setting."""
    front, back, *_ = pages(made(folder, sheet_marks="cut"))
    assert front.strokes
    assert not back.strokes
    assert all(stroke.width >= 0.25 for stroke in front.strokes)
    _, back, *_ = pages(made(folder, sheet_marks="cut", sheet_back_marks="yes"))
    assert back.strokes


# Printers


def home(folder: Path) -> dict[str, str]:
    """An environment in which the user's settings lie in a folder of the test's."""
    return {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}


def korttipakka(folder: Path, *arguments: str) -> Done:
    """Run the command line in a folder that is also the user's home."""
    return run(*arguments, cwd=folder, **home(folder))


@pytest.fixture
def desk(folder: Path, tmp_path: Path) -> Path:
    """A user's folder: the deck, and no printer measured yet."""
    for name in ("deck.yaml", "layout.yaml"):
        (tmp_path / name).write_text((folder / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


class Drifting:
    """A printer whose backs are off: seen from the front, turned about the middle and moved."""

    def __init__(self, across: float, up: float, degrees: float, upright_axis: bool) -> None:
        self.move, self.degrees, self.upright_axis = (across * MM, up * MM), degrees, upright_axis

    def seen_from_front(self, spot: Spot, size: Spot) -> Spot:
        """Where a point of the back's page comes to lie on the paper, seen from the front."""
        meant = through(spot, size, self.upright_axis)
        x, y = turned(meant, self.degrees, (size[0] / 2, size[1] / 2))
        return x + self.move[0], y + self.move[1]


def crossing(start: Spot, end: Spot, height: float) -> float:
    """Where a line crosses a height."""
    return start[0] + (end[0] - start[0]) * (height - start[1]) / (end[1] - start[1])


def readings(sheet: Path, printer: Drifting) -> dict[str, float]:
    """What a user reads on the printed test sheet, in millimetres."""
    front, back = pages(sheet)
    size = front.size
    drawn = [
        tuple(printer.seen_from_front(spot, size) for spot in (line.start, line.end))
        for line in back.strokes
    ]
    upright = [line for line in drawn if abs(line[0][1] - line[1][1]) > 20 * MM]
    across = [line for line in drawn if abs(line[0][0] - line[1][0]) > 20 * MM]
    assert (len(upright), len(across)) == (3, 1)
    zero = middle(across[0])
    flat = [line for line in front.strokes if abs(line.start[1] - line.end[1]) < 0.01]
    rulers = sorted(line.start[1] for line in flat if _length(line.start, line.end) == 34)
    return {
        "across": (zero[0] - size[0] / 2) / MM,
        "up": (zero[1] - size[1] / 2) / MM,
        "top": _reading(upright, rulers[-1], size),
        "bottom": _reading(upright, rulers[0], size),
    }


def _length(start: Spot, end: Spot) -> float:
    return round(apart(start, end), 1)


def _reading(lines: Sequence[tuple[Spot, ...]], height: float, size: Spot) -> float:
    """Where the line that is seen at a ruler crosses it."""
    nearest = min(lines, key=lambda line: abs(middle(line)[1] - height))
    return (crossing(nearest[0], nearest[1], height) - size[0] / 2) / MM


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize(
    ("paper", "orientation"), [("a4", "portrait"), ("letter", "landscape"), ("a4", "landscape")]
)
@pytest.mark.parametrize(("across", "up", "degrees"), [(-1.5, 0.5, 0.0), (9.5, 8, -1.5)])
def test_a_measured_printer_prints_straight(
    desk: Path, flip: str, paper: str, orientation: str, across: float, up: float, degrees: float
) -> None:
    """Print the test sheet, read it, save, build, print with the same drift: all backs match."""
    lies = ("--orientation", orientation)
    upright_axis = (orientation == "portrait") == (flip == "long-edge")
    printer = Drifting(across, up, degrees, upright_axis)
    done = korttipakka(
        desk, "calibrate", "-o", "sheet.pdf", "--paper", paper, "--flip", flip, *lies
    )
    assert done.returncode == 0, done.stderr
    read = readings(desk / "sheet.pdf", printer)
    assert (read["across"], read["up"]) == pytest.approx((across, up), abs=0.001)
    typed = [text for key, value in read.items() for text in (f"--{key}", f"{value:.3f}")]
    assert korttipakka(desk, "calibrate", "--save", "office", *typed, *lies).returncode == 0
    done = korttipakka(
        desk, "build", "deck.yaml", "-q", "-o", "deck.pdf", "--printer", "office", "--paper", paper,
        "--flip", flip, "--margin", "20mm", "--card-size", "50x40mm", *lies,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for front, back in _sheets(pages(desk / "deck.pdf")):
        grounds = {round(item.colour[2] * 255): item for item in back.filled[::2]}
        for item in front.filled[::2]:
            found = [
                printer.seen_from_front(corner, back.size)
                for corner in grounds[round(item.colour[2] * 255)].corners
            ]
            for corner in item.corners:
                assert min(apart(corner, other) for other in found) < EXACT


def _sheets(shown: Sequence[Shown]) -> list[tuple[Shown, Shown]]:
    return list(zip(shown[::2], shown[1::2], strict=True))


def test_a_correction_can_be_undone(desk: Path) -> None:
    """Its inverse, applied to the backs, gives the pages as they are without it; fronts stay."""
    save = ("--across", "-1.5", "--up", "0.5", "--top", "0.4", "--bottom", "-0.6")
    assert korttipakka(desk, "calibrate", "--save", "office", *save).returncode == 0
    flags = ("build", "deck.yaml", "-q", "--orientation", "portrait", "--margin", "15mm", "-o")
    assert korttipakka(desk, *flags, "plain.pdf").returncode == 0
    assert korttipakka(desk, *flags, "right.pdf", "--printer", "office").returncode == 0
    plain, right = pages(desk / "plain.pdf"), pages(desk / "right.pdf")
    a, b, c, d, e, f = first_matrix(desk / "right.pdf", 1)
    assert a * d - b * c == pytest.approx(1, abs=1e-5)
    inverse = (d, -b, -c, a, c * f - d * e, b * e - a * f)
    for (front, back), (same, moved) in zip(_sheets(plain), _sheets(right), strict=True):
        assert same.filled == front.filled
        for item, other in zip(back.filled, moved.filled, strict=True):
            for corner, shifted in zip(item.corners, other.corners, strict=True):
                assert apart(corner, shifted) > 1
                assert apart(corner, mapped(inverse, shifted)) < EXACT


def test_the_test_sheet_tells_the_edges_apart(desk: Path) -> None:
    """On either edge the back's arrow lies in the front's when the printer flips as it was told."""
    for flip in ("long-edge", "short-edge"):
        assert korttipakka(desk, "calibrate", "--flip", flip).returncode == 0
        with pypdfium2.PdfDocument(desk / "calibration.pdf") as document:
            front, back = (_arrow(page) for page in document)
        width, height = 595.276, 841.89
        left, bottom, right, top = back
        if flip == "long-edge":
            behind = (width - right, bottom, width - left, top)
        else:
            behind = (left, height - top, right, height - bottom)
        assert front[0] < behind[0] < behind[2] < front[2]
        assert front[1] < behind[1] < behind[3] < front[3]


def _arrow(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """The bounds of the page's triangle: its path of four segments."""
    found = []
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_CountSegments(item.raw) in (3, 4):
            found.append(item.get_bounds())
    (bounds,) = found
    return bounds


def test_printers_are_listed_shown_and_removed(desk: Path) -> None:
    """The file is YAML that a person can read; unknown names get a suggestion."""
    assert "no printer" in korttipakka(desk, "printers").stdout
    for name in ("office", "Kirjaston HP"):
        done = korttipakka(desk, "calibrate", "--save", name, "--across", "-1,5", "--up", "0.5mm")
        assert done.returncode == 0, done.stderr
        assert "across -1.5 mm" in done.stdout or "-1.5 mm across" in done.stdout
    (file,) = (desk / "config").rglob("printers.yaml")
    text = file.read_text(encoding="utf-8")
    assert yaml.safe_load(text)["Kirjaston HP"]["across"] == "-1.5 mm"
    assert text.startswith("#")
    assert [path.name for path in file.parent.iterdir()] == ["printers.yaml"]
    assert "office" in korttipakka(desk, "printers", "list").stdout
    assert "up           0.5 mm" in korttipakka(desk, "printers", "show", "office").stdout
    done = korttipakka(desk, "build", "deck.yaml", "--printer", "ofice")
    assert done.returncode == 2
    assert "did you mean 'office'?" in done.stderr
    assert korttipakka(desk, "printers", "remove", "office").returncode == 0
    assert korttipakka(desk, "printers", "show", "office").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--across", "11", "--up", "0"], 2, "more than 10 mm"),
        (["--across", "left", "--up", "0"], 2, "not a length"),
        (["--across", "1"], 2, "--up"),
        (["--across", "1", "--up", "1", "--top", "2"], 2, "together"),
        (["--across", "0", "--up", "0", "--top", "9", "--bottom", "-9"], 1, "too-askew"),
    ],
)
def test_readings_are_checked(desk: Path, arguments: list[str], code: int, said: str) -> None:
    """Readings out of range or half given are refused, and nothing is stored."""
    done = korttipakka(desk, "calibrate", "--save", "office", *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert not (desk / "config").exists()


def test_damaged_printers_file(desk: Path) -> None:
    """What is wrong in the user's file of printers is told with its line."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    (file,) = (desk / "config").rglob("printers.yaml")
    file.write_text("office:\n  across: 40 mm\n  upp: 1 mm\n", encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "--printer", "office")
    assert done.returncode == 1
    assert "printers.yaml:2:11: error[bad-value]" in done.stderr
    assert "did you mean 'up'?" in done.stderr


def test_corrections_that_cannot_be_used(desk: Path) -> None:
    """Paper that lies the other way, and a second correction, are refused with a way out."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    flags = ("build", "deck.yaml", "--printer", "office")
    done = korttipakka(desk, *flags, "--orientation", "landscape")
    assert "other-orientation" in done.stderr
    done = korttipakka(desk, *flags, "--back-offset", "1mm,0mm")
    assert "two-corrections" in done.stderr
    done = korttipakka(desk, "build", "deck.yaml", "--back-offset", "11mm,0mm")
    assert "10 mm" in done.stderr


def test_ink_that_would_be_lost_is_told(desk: Path) -> None:
    """Ink in the unprintable margin, and ink that a correction pushes off, are warnings."""
    done = korttipakka(desk, "build", "deck.yaml", "--margin", "6mm", "--printable", "7 mm",
                       "--card-size", "99x95mm")  # fmt: skip
    assert done.returncode == 0
    assert "warning[unprintable-margin]" in done.stderr
    assert "front row 1 column 1" in done.stderr
    done = korttipakka(desk, "build", "deck.yaml", "--margin", "0mm", "--printable", "0mm",
                       "--back-offset", "3mm,0mm", "--card-size", "105x74.25mm")  # fmt: skip
    assert "warning[off-the-sheet]" in done.stderr


# Sheets, blanks, guides


def test_papers_lists_perforated_sheets(desk: Path) -> None:
    """`korttipakka papers` names every sheet that --sheet takes."""
    listed = korttipakka(desk, "papers").stdout
    assert all(name in listed for name in PERFORATED)
    done = korttipakka(desk, "build", "deck.yaml", "--sheet", "avery-l7415")
    assert done.returncode == 2
    assert "did you mean 'avery-l7414'?" in done.stderr


OWN = """\
# My sheets
paper: a4
columns: 2
rows: 5
card: 85 x 54 mm
left: 16 mm
top: 12 mm
gutter: 9 mm x 0.5 mm
"""


def test_a_sheet_of_ones_own(desk: Path) -> None:
    """A YAML file sets paper, grid and card; a layout file may name it, and lies beside it."""
    (desk / "own.yaml").write_text(OWN, encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "-q", "-o", "a.pdf", "--sheet", "own.yaml")
    assert done.returncode == 0, done.stderr
    first, second = (face.ground.edges for face in seen(pages(desk / "a.pdf")[0])[:2])
    assert first[0] / MM == pytest.approx(16, abs=EXACT)
    assert second[0] / MM == pytest.approx(16 + 85 + 9, abs=EXACT)
    layout = LAYOUT | {"sheet": {"perforated": "own.yaml"}}
    (desk / "layout.yaml").write_text(yaml.safe_dump(layout, sort_keys=False), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "-q", "-o", "b.pdf")
    assert done.returncode == 0, done.stderr
    assert pages(desk / "b.pdf")[0].filled == pages(desk / "a.pdf")[0].filled


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("columns: 3", "own.yaml:3:10: error[bad-sheet]"),
        ("columns: many", "error[bad-value]"),
        ("columms: 2", "did you mean 'columns'?"),
    ],
)
def test_mistakes_in_a_sheet_of_ones_own(desk: Path, line: str, said: str) -> None:
    """Mistakes in the file of a sheet are told with their place."""
    (desk / "own.yaml").write_text(OWN.replace("columns: 2", line), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "--sheet", "own.yaml")
    assert done.returncode == 1
    assert said in done.stderr


def test_a_sheet_file_lies_beside_its_layout(desk: Path) -> None:
    """A layout from somebody else cannot have files read outside its folder."""
    (desk / "layouts").mkdir()
    (desk / "own.yaml").write_text(OWN, encoding="utf-8")
    layout = LAYOUT | {"sheet": {"perforated": "../own.yaml"}}
    (desk / "layouts" / "mine.yaml").write_text(yaml.safe_dump(layout), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "--layout", "layouts/mine.yaml")
    assert done.returncode == 1
    assert "outside-layout" in done.stderr


def test_a_card_size_of_ones_own_lies_in_the_place(folder: Path) -> None:
    """A smaller card given beside the sheet lies in the middle of its place; a larger one fails."""
    shown = pages(made(folder, sheet_perforated="avery-l7414", card_size="80x50mm"))
    left = seen(shown[0])[0].ground.edges[0]
    assert left / MM == pytest.approx(15 + 5, abs=EXACT)
    with pytest.raises(KorttipakkaError, match="does not fit into a place"):
        made(folder, sheet_perforated="avery-l7414", card_size="95x50mm")
    with pytest.raises(KorttipakkaError, match="cannot be folded"):
        made(folder, sheet_perforated="avery-l7414", sheet_arrange="fold")
    with pytest.raises(KorttipakkaError, match="the sheet sets this"):
        made(folder, sheet_perforated="avery-l7414", sheet_margin="5mm")
    with pytest.raises(KorttipakkaError, match="there is no place 11"):
        made(folder, sheet_perforated="avery-l7414", sheet_start_at="11")


def test_copies_are_collated(desk: Path) -> None:
    """--copies makes whole decks, a card's own copies lie together in each."""
    deck = yaml.safe_load((desk / "deck.yaml").read_text(encoding="utf-8"))
    deck["cards"] = deck["cards"][:3]
    deck["cards"][1]["copies"] = 2
    (desk / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml", "-o", "a.pdf", "--copies", "2")
    assert done.returncode == 0, done.stderr
    assert dealt(pages(desk / "a.pdf")[::2], "rows") == [1, 2, 2, 3, 1, 2, 2, 3]
    assert done.stdout.startswith("8 cards")


def text_of(pdf: Path) -> list[str]:
    """The text of each page, by pdfium."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


CATEGORIES = """\
title: Blanks
language: en
categories:
  red: {name: Red things, color: "#aa0000"}
  blue: {name: Blue things, color: "#0000aa"}
cards:
  - {title: Rose, text: A flower., category: red}
  - {title: Sea, text: Much water., category: blue}
"""


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    """A folder with a deck of two categories."""
    (tmp_path / "deck.yaml").write_text(CATEGORIES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("layout", ["workshop", "classic", "bold", "large-print", "mono", "pocket"])
def test_blank_cards(coloured: Path, layout: str) -> None:
    """Cards to write on have their category's look, ruled lines on both sides, and no number."""
    flags = ("build", "deck.yaml", "-q", "-l", layout, "--arrange", "single", "-o", "a.pdf")
    done = korttipakka(coloured, *flags, "--blanks", "1", "--blanks", "none=1")
    assert done.returncode == 0, done.stderr
    shown, texts = pages(coloured / "a.pdf"), text_of(coloured / "a.pdf")
    assert len(shown) == 2 * (2 + 3)
    for page, text in zip(shown[4:], texts[4:], strict=True):
        ruled = [line for line in page.strokes if abs(line.start[1] - line.end[1]) < 0.01]
        assert len(ruled) >= 3
        width, height = page.size
        for x, y in (spot for line in ruled for spot in (line.start, line.end)):
            assert 3 * MM < x < width - 3 * MM
            assert 3 * MM < y < height - 3 * MM
        assert "/" not in text
    assert "red things" in texts[5].lower()
    assert "blue things" in texts[7].lower()
    assert texts[9].strip() == ""


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("many", "bad-blanks"), ("rde=2", "did you mean 'red'?"), ("9999", "bad-blanks")],
)
def test_blank_cards_that_cannot_be(coloured: Path, wanted: str, said: str) -> None:
    """A number that is none, or an unknown category, is an error with a hint."""
    done = korttipakka(coloured, "build", "deck.yaml", "--blanks", wanted)
    assert done.returncode == 2
    assert said in done.stderr


def test_blanks_of_the_selected_categories(coloured: Path) -> None:
    """With --category, blanks are made for that one only; --copies repeats them too."""
    flags = ("--category", "red", "--blanks", "3", "--copies", "2")
    done = korttipakka(coloured, "build", "deck.yaml", *flags)
    assert done.stdout.startswith("8 cards")


def test_the_cutting_guide(coloured: Path) -> None:
    """The last page lists the cuts in their order; the summary tells the same."""
    done = korttipakka(coloured, "build", "deck.yaml", "-o", "a.pdf", "--cutting-guide")
    assert "4 cuts: from the top at 222.75, 148.5, 74.25 mm; then from the left at 105 mm" in (
        done.stdout
    )
    assert "Guide: " in done.stdout
    *_, guide = text_of(coloured / "a.pdf")
    told = ["The top edge", "222.75 mm", "148.5 mm", "74.25 mm", "the left edge at", "105 mm"]
    places = [guide.index(part) for part in told]
    assert sorted(places[:4]) == places[:4]
    assert len(text_of(coloured / "a.pdf")) == 3


def test_the_guide_of_a_perforated_sheet_is_left_out(coloured: Path) -> None:
    """There is nothing to cut; small cards get the layout for small cards by themselves."""
    flags = ("--sheet", "avery-l7414", "--cutting-guide", "-o", "a.pdf")
    done = korttipakka(coloured, "build", "deck.yaml", *flags)
    assert done.returncode == 0, done.stderr
    assert "Cut" not in done.stdout
    assert len(text_of(coloured / "a.pdf")) == 2


def test_the_summary_tells_of_a_better_use_of_paper(coloured: Path) -> None:
    """It says how much is wasted, and which card size would do better."""
    done = korttipakka(coloured, "build", "deck.yaml", "--margin", "8mm")
    assert "Sheet: 4 cards, 50% waste" in done.stdout
    assert "97 x 70 mm would fit 8 instead of 4" in done.stdout


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_test_sheet_can_be_printed_and_read(
    tmp_path: Path, paper: str, orientation: str
) -> None:
    """All its marks lie where office printers print; it speaks three languages; ink is little."""
    flags = ("-o", "a.pdf", "--paper", paper, "--orientation", orientation)
    assert korttipakka(tmp_path, "calibrate", *flags).returncode == 0
    front, back = text_of(tmp_path / "a.pdf")
    for words in ("against the light", "valoa vasten", "mot ljuset"):
        assert words in " ".join(front.split())
    assert "TAKASIVU" in back
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        for page in document:
            width, height = page.get_size()
            for item in page.get_objects(max_depth=5):
                if item.type in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT):
                    left, bottom, right, top = item.get_bounds()
                    assert min(left, bottom, width - right, height - top) > 5 * MM
            pixels = page.render(scale=0.5, grayscale=True).to_pil()
            assert ImageStat.Stat(pixels).mean[0] > 0.94 * 255


def test_the_corrected_test_sheet_reads_zero(tmp_path: Path) -> None:
    """Printed for its printer, the test sheet shows that nothing is left to correct."""
    save = ("--across", "2", "--up", "-1", "--top", "1", "--bottom", "3")
    assert korttipakka(tmp_path, "calibrate", "--save", "office", *save).returncode == 0
    assert korttipakka(tmp_path, "calibrate", "--printer", "office").returncode == 0
    printer = Drifting(2, -1, degrees(atan2(2, 220)), True)
    read = readings(tmp_path / "calibration.pdf", printer)
    assert list(read.values()) == pytest.approx([0, 0, 0, 0], abs=EXACT)


def test_texts_too_long_for_a_small_card_name_the_layout_for_it(coloured: Path) -> None:
    """Who asks for a roomy layout is told which one suits the sheet."""
    longer = CATEGORIES.replace("A flower.", "A flower. " * 30) + "layout: large-print\n"
    (coloured / "deck.yaml").write_text(longer, encoding="utf-8")
    done = korttipakka(coloured, "build", "deck.yaml", "--sheet", "l7414", "-l", "large-print")
    assert done.returncode == 1
    assert "add --layout pocket" in done.stderr


def test_the_test_sheet_needs_large_paper(tmp_path: Path) -> None:
    """On paper too small for its rulers it is refused; a mistyped name gets a suggestion."""
    assert "paper-too-small" in korttipakka(tmp_path, "calibrate", "--paper", "a5").stderr
    done = korttipakka(tmp_path, "calibrate", "--paper", "lettre")
    assert done.returncode == 2
    assert "letter" in done.stderr
    assert not list(tmp_path.glob("*.pdf"))
