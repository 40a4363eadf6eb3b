"""Printers that drift: measured with the test sheet, stored, and corrected."""

from collections.abc import Sequence
from math import atan2, degrees
from pathlib import Path

import pypdfium2
import pytest
import yaml
from PIL import ImageStat
from pypdfium2 import raw

from korttipakka.printers.readings import RULERS
from page_reader import MM, Shown, Spot, apart, first_matrix, mapped, middle, pages, turned
from print_samples import (
    EXACT,
    korttipakka,
    text_of,
    through,
    write_deck,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A user's folder: the deck, and no printer measured yet."""
    return write_deck(tmp_path)


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


def test_the_test_sheet_needs_large_paper(tmp_path: Path) -> None:
    """On paper too small for its rulers it is refused; a mistyped name gets a suggestion."""
    for paper in ("a5", "205x265mm", "195x300mm"):
        assert "paper-too-small" in korttipakka(tmp_path, "calibrate", "--paper", paper).stderr
    done = korttipakka(tmp_path, "calibrate", "--paper", "lettre")
    assert done.returncode == 2
    assert "letter" in done.stderr
    assert not list(tmp_path.glob("*.pdf"))


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
        (["--up", "1"], 2, "--across"),
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


@pytest.mark.parametrize("typed", ["-1.5", "-1,5", "\u22121,5", " -1.5 mm ", "\u22120.15cm"])
def test_readings_as_people_type_them(typed: str) -> None:
    """A comma, the minus sign of a word processor and a unit are read; without one it is mm."""
    assert RULERS["across"].read(typed) == pytest.approx(-1.5 * MM)


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


def test_only_ways_that_the_cards_fit_are_advised(desk: Path) -> None:
    """Cards that fit paper one way only: then the printer must be measured so as well."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    flags = ("build", "deck.yaml", "--printer", "office", "--turn", "upright", "--orientation")
    for card, advised in (("250x150mm", False), ("120x120mm", True)):
        done = korttipakka(desk, *flags, "landscape", "--card-size", card)
        assert "other-orientation" in done.stderr
        assert ("print with --orientation portrait" in done.stderr) is advised
        assert "measure it so as well" in done.stderr
    done = korttipakka(desk, *flags[:-1], "--card-size", "250x150mm")
    assert "'office' was measured on portrait paper, and here it is landscape" in done.stderr


def test_paper_without_backs_may_lie_either_way(desk: Path) -> None:
    """A printer measured on portrait paper prints landscape sheets to fold, and single faces."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    for arrange in ("fold", "single"):
        flags = ("--arrange", arrange, "--orientation", "landscape", "--card-size", "60x40mm")
        done = korttipakka(desk, "build", "deck.yaml", "--printer", "office", *flags)
        assert done.returncode == 0, done.stderr


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
