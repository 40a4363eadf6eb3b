"""What builds, the test sheet and their hints tell is true: followed to the letter, it works."""

import json
import re
import shlex
from concurrent.futures import ThreadPoolExecutor
from math import radians, tan
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from commands import Done
from korttipakka.model.perforated import PERFORATED
from page_reader import MM, pages
from print_samples import korttipakka

GROUND = {"fill": "teal", "left": 0, "right": 0, "top": 0, "bottom": 0}
LAYOUT = {face: {"ground": GROUND} for face in ("front", "back")}
CARDS = 9


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A user's folder: a deck of full colour, and no printer measured yet."""
    cards = [{"title": f"Card {number}"} for number in range(CARDS)]
    deck = {"title": "Told", "language": "en", "layout": "layout.yaml", "cards": cards}
    (tmp_path / "deck.yaml").write_text(yaml.safe_dump(deck), encoding="utf-8")
    (tmp_path / "layout.yaml").write_text(yaml.safe_dump(LAYOUT), encoding="utf-8")
    return tmp_path


def build(folder: Path, flags: str = "") -> Done:
    """Build the deck of a folder to out.pdf; it works."""
    done = korttipakka(folder, "build", "deck.yaml", "-o", "out.pdf", *shlex.split(flags))
    assert done.returncode == 0, done.stderr
    return done


def hint(text: str) -> str:
    """The first hint of a command's problems."""
    return next(line for line in text.splitlines() if line.startswith("  hint: "))


def duplex(path: Path) -> str:
    """What a PDF asks of the printer."""
    with pikepdf.open(path) as document:
        return str(document.Root.ViewerPreferences.Duplex)


def text_of(path: Path, page: int = 0) -> str:
    """The text of a page in one line."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(document[page].get_textpage().get_text_range().split())


@pytest.mark.parametrize("size", ["105x74.25mm", "60x90mm"])
def test_single_faces_are_for_print_shops(desk: Path, size: str) -> None:
    """Summary, page order and /Duplex agree: no word of flipping, which has no effect."""
    done = build(desk, f"--arrange single --card-size {size} --flip short-edge")
    assert "flip" not in done.stdout
    assert f"on {2 * CARDS} pages of" in done.stdout
    assert "fronts and backs in turn; for a print shop, not for duplex printing" in done.stdout
    assert "warning[idle-setting]: --flip has no effect" in done.stderr
    assert duplex(desk / "out.pdf") == "/Simplex"
    assert len(pages(desk / "out.pdf")) == 2 * CARDS
    assert "all fronts, then all backs" in build(desk, "--arrange single --sides apart").stdout


def test_single_faces_are_never_corrected(desk: Path) -> None:
    """A correction by hand and a printer's are alike: both have no effect, and that is told."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "9", "--up", "1")
    build(desk, "--arrange single")
    plain = pages(desk / "out.pdf")
    for flag in ("--back-offset 9mm,1mm", "--printer office", "--back-angle 2"):
        done = build(desk, f"--arrange single {flag}")
        assert f"{flag.split()[0]} has no effect" in done.stderr
        assert "Backs" not in done.stdout
        assert pages(desk / "out.pdf") == plain


def test_folded_sheets_have_no_backs_of_their_own(desk: Path) -> None:
    """Corrections and passes are idle with a fold; the summary and the places say nothing false."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    for flag in ("--back-offset 1mm,1mm", "--printer office", "--sides backs", "--flip short-edge"):
        done = build(desk, f"--arrange fold --card-size 105x74.25mm {flag}")
        assert f"warning[idle-setting]: {flag.split()[0]} has no effect" in done.stderr
        assert "Backs" not in done.stdout
        assert "back row" not in done.stderr
        assert ": row 1 column 1" in done.stderr
    whole = build(desk, "--arrange fold").stdout.splitlines()[0]
    assert build(desk, "--arrange fold --sides apart").stdout.splitlines()[0] == whole


@pytest.mark.parametrize("marks", ["none", "cut", "crop"])
def test_the_fold_is_always_drawn(desk: Path, marks: str) -> None:
    """The summary says to fold on the dashed line, so there is one without other marks too."""
    done = build(desk, f"--arrange fold --marks {marks} --margin 10mm --card-size 60x40mm")
    assert "fold on the dashed line" in done.stdout
    strokes = pages(desk / "out.pdf")[0].strokes
    assert sum(stroke.dashed for stroke in strokes) == 1
    assert (len(strokes) == 1) == (marks == "none")


@pytest.mark.parametrize(
    ("flags", "idle"),
    [
        ("--sheet avery-l7414 --marks cut", "--marks"),
        ("--sheet avery-l7414 --cutting-guide", "--cutting-guide"),
        ("--arrange single --start-at 3", "--start-at"),
        ("--arrange single --sheet avery-l7414", "--sheet"),
        ("--arrange single --order stack", "--order"),
        ("--fold vertical", "--fold"),
    ],
)
def test_flags_without_effect_are_told(desk: Path, flags: str, idle: str) -> None:
    """Each is named alone."""
    told = re.findall(r"idle-setting\]: (\S+) has no effect", build(desk, flags).stderr)
    assert told == [idle]


def test_flags_that_have_an_effect_are_not_told(desk: Path) -> None:
    """Defaults given as flags, and marks that are not wanted, are fine; so are pictures."""
    flags = "--sheet l7414 --marks none --start-at 2 --flip short-edge --printer none"
    assert "idle" not in build(desk, flags).stderr
    assert "idle" not in build(desk, "--arrange fold --fold vertical --flip long-edge").stderr
    done = korttipakka(desk, "export", "deck.yaml", "--to", "png", "--sheet", "l7414")
    assert "idle" not in done.stderr


# The test sheet


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_test_sheets_commands_work(desk: Path, orientation: str, flip: str) -> None:
    """The commands on the sheet, in each language, and on the terminal store what is meant."""
    flags = ("--orientation", orientation, "--flip", flip)
    done = korttipakka(desk, "calibrate", *flags)
    text = text_of(desk / "calibration.pdf").replace("\u00a0", " ")
    lies = " --orientation landscape" if orientation == "landscape" else ""
    edge = " --flip short-edge" if flip == "short-edge" else ""
    save = f"korttipakka calibrate{lies} --save office --across -1.5 --up 0.5"
    assert text.count(save) == 3
    assert text.count(f"korttipakka build --printer office{lies}{edge}") == 3
    other = "long-edge" if flip == "short-edge" else "short-edge"
    assert len(re.findall(rf"[^e] --flip {other}\.", text)) == 3
    assert f"korttipakka calibrate{lies} --save NAME" in done.stdout
    done = korttipakka(desk, *save.split()[1:], "--flip", flip)
    (command,) = re.findall(r"Print with: korttipakka (.*)", done.stdout)
    assert command == f"build --printer office{lies}{edge}"
    done = korttipakka(desk, *command.split(), "--margin", "20mm", "deck.yaml", "-o", "out.pdf")
    assert done.returncode == 0, done.stderr


def test_hints_for_paper_that_lies_the_other_way_work(desk: Path) -> None:
    """Each way out that is told works, for builds and for the test sheet."""
    save = ("--across", "1", "--up", "1")
    korttipakka(desk, "calibrate", "--save", "office", *save)
    done = korttipakka(desk, "calibrate", "--orientation", "landscape", "--printer", "office")
    assert done.returncode == 2
    assert "other-orientation" in done.stderr
    assert "use --orientation portrait" in hint(done.stderr)
    start = ("build", "deck.yaml", "-o", "out.pdf", "--margin", "20mm")
    done = korttipakka(desk, *start, "--printer", "office", "--orientation", "landscape")
    told = hint(done.stderr)
    (again,) = re.findall(r"print with (--orientation \w+)", told)
    assert korttipakka(desk, *start, "--printer", "office", *again.split()).returncode == 0
    sheet, kept = re.findall(r"korttipakka (calibrate .*?)(?:, then|, and)", told)
    (used,) = re.findall(r"use (--printer '.*?')", told)
    assert korttipakka(desk, *shlex.split(sheet)).returncode == 0
    assert korttipakka(desk, *shlex.split(kept.replace("MM", "1"))).returncode == 0
    done = korttipakka(desk, *start, *shlex.split(used), "--orientation", "landscape")
    assert done.returncode == 0, done.stderr


def test_paper_lies_as_it_was_measured(desk: Path) -> None:
    """Without a word on orientation, a printer's own is taken although the other holds more."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "1", "--up", "1")
    assert "A4, landscape" in build(desk, "--card-size 92x68mm").stdout
    done = build(desk, "--card-size 92x68mm --printer office")
    assert "A4, landscape" not in done.stdout
    assert "Backs: moved" in done.stdout


def test_the_outer_rulers_reach_all_that_can_be_corrected(desk: Path) -> None:
    """10 mm off both ways and 3 degrees askew lie on the rulers and are taken by the options."""
    top, bottom = (10 + sign * (110 - sign * -10) * tan(radians(2.99)) for sign in (1, -1))
    furthest = 10 + 120 * tan(radians(3))
    korttipakka(desk, "calibrate")
    front = pages(desk / "calibration.pdf")[0]
    flat = [line for line in front.strokes if abs(line.start[1] - line.end[1]) < 0.01]
    rulers = [abs(line.end[0] - line.start[0]) / MM / 2 for line in flat]
    assert sum(furthest < half < 20 for half in rulers) == 2
    flags = ["--across", "10", "--up", "-10", "--top", f"{top:.2f}", "--bottom", f"{bottom:.2f}"]
    done = korttipakka(desk, "calibrate", "--save", "office", *flags)
    assert done.returncode == 0, done.stderr


# Ink near the edge


@pytest.mark.parametrize(
    "flags",
    [
        "",
        "--back-offset 3mm,-2mm",
        "--back-offset 3mm,2mm --back-angle 2",
        "--bleed 3mm --gutter 6mm --card-size 62x90mm",
        "--printable 0mm --back-offset 6mm,0mm --bleed 2mm --card-size 105x70mm",
        "--printer office",
        "--arrange fold",
        "--orientation landscape --margin 1mm --card-size 97x69mm",
        "--sheet avery-5371 --back-offset 10mm,10mm --back-angle 1",
        "--sheet sigel-lp800 --printable 12mm",
    ],
)
def test_the_hint_for_ink_near_the_edge_mends_it(desk: Path, flags: str) -> None:
    """With what the hint advises there is no warning any more."""
    korttipakka(desk, "calibrate", "--save", "office", "--across", "-3", "--up", "2")
    told = build(desk, flags).stderr
    assert "unprintable-margin" in told
    (advised,) = re.findall(
        r"--(?:margin [\d.]+mm|card-size '[^']*')(?: --orientation \w+)?", hint(told)
    )
    assert ("--margin" in advised) != ("--sheet" in flags)
    mended = build(desk, f"{flags} {advised}")
    assert "unprintable-margin" not in mended.stderr
    assert "off-the-sheet" not in mended.stderr
    before, after = (_on_a_sheet(done.stdout) for done in (build(desk, flags), mended))
    fewer = re.findall(r"but (\d+) on a sheet, not (\d+)", hint(told))
    assert fewer == ([(str(after), str(before))] if after < before else [])


def _on_a_sheet(summary: str) -> int:
    """How many cards a sheet holds, by the summary."""
    return int(re.findall(r"Sheet: (\d+) card", summary)[0])


def test_a_margin_that_costs_half_the_cards_says_so(desk: Path) -> None:
    """Eight cards fill an A4 to its edges: with a margin there are four, and that is told."""
    told = hint(build(desk).stderr)
    assert "a wider margin (--margin 4.2mm --orientation portrait, but 4 on a sheet, not 8)" in told
    assert "the layout 'workshop'" in told


def test_a_layout_is_not_advised_to_itself(desk: Path) -> None:
    """Whoever has the layout already is told of the margin alone."""
    assert "the layout 'workshop'" in hint(build(desk).stderr)
    far = build(desk, "-l workshop --back-offset 9mm,0mm").stderr
    assert "--margin" in hint(far)
    assert "workshop" not in hint(far)


@pytest.mark.parametrize("flags", ["--back-offset 10mm,10mm", "--back-angle 3 --bleed 3mm"])
def test_boxes_of_corrected_backs_lie_in_each_other(desk: Path, flags: str) -> None:
    """The trim lies in the bleed and that on the page, and both hold the cards that are turned."""
    build(desk, f"--card-size 105x74.25mm {flags}")
    for page in pages(desk / "out.pdf"):
        media = (0, 0, *page.size)
        for inner, outer in ((page.trim, page.bleed), (page.bleed, media)):
            assert inner[0] >= outer[0] - 0.001
            assert inner[1] >= outer[1] - 0.001
            assert inner[2] <= outer[2] + 0.001
            assert inner[3] <= outer[3] + 0.001
    build(desk, "--card-size 60x40mm --margin 40mm --back-angle 3 --copies 2")
    _, back, *_ = pages(desk / "out.pdf")
    corners = [corner for item in back.filled for corner in item.corners]
    # A turned rectangle's corners are those of its cards, and its box holds them closely.
    for axis in (0, 1):
        assert min(c[axis] for c in corners) == pytest.approx(back.trim[axis], abs=0.01)
        assert max(c[axis] for c in corners) == pytest.approx(back.trim[axis + 2], abs=0.01)


# Perforated sheets


@pytest.mark.parametrize("turn", ["auto", "upright", "sideways"])
@pytest.mark.parametrize("sheet", ["avery-5371", "avery-5389", "herma-5028"])
def test_every_turn_of_a_perforated_sheet(desk: Path, sheet: str, turn: str) -> None:
    """Cards turned on a maker's sheet fill its places, on whose high side they are wide."""
    _, _, _, width, height, left, *_ = PERFORATED[sheet]
    done = build(desk, f"--sheet {sheet} --turn {turn}")
    shown = f"{height:g} x {width:g}" if turn == "sideways" else f"{width:g} x {height:g}"
    assert f"of {shown} mm" in done.stdout
    edges = [item.edges for item in pages(desk / "out.pdf")[0].filled]
    assert min(edge[0] for edge in edges) / MM == pytest.approx(left, abs=0.01)
    assert (edges[0][2] - edges[0][0]) / MM == pytest.approx(width, abs=0.01)


def test_a_card_that_must_be_turned_is_told_so(desk: Path) -> None:
    """The message names the turn, and its hint works."""
    flags = "--sheet avery-l7414 --card-size 50x80mm"
    done = korttipakka(desk, "build", "deck.yaml", *flags.split(), "--turn", "upright")
    assert "does not fit upright into a place" in done.stderr
    assert "--turn auto" in hint(done.stderr)
    build(desk, f"{flags} --turn auto")


LONGER = """\
title: Longer
language: en
layout: large-print
cards:
  - title: Rose
    text: "%s"
"""


def test_small_sheets_take_the_layout_for_them(tmp_path: Path) -> None:
    """When the deck's own layout, one that ships, is too roomy, another is taken and named."""
    (tmp_path / "deck.yaml").write_text(LONGER % ("A flower. " * 30), encoding="utf-8")
    done = build(tmp_path, "--sheet l7414")
    assert "Layout: pocket, since the deck's 'large-print' is for larger cards" in done.stdout
    assert "Layout" not in build(tmp_path, "").stdout
    done = korttipakka(tmp_path, "build", "deck.yaml", "--sheet", "l7414", "-l", "large-print")
    assert done.returncode == 1
    assert "does-not-fit" in done.stderr
    (tmp_path / "deck.yaml").write_text(LONGER % ("A flower. " * 300), encoding="utf-8")
    done = korttipakka(tmp_path, "build", "deck.yaml", "--sheet", "l7414")
    assert done.returncode == 1
    assert "does-not-fit" in done.stderr
    assert "note[small-layout]" in done.stderr
    assert "--layout pocket" not in done.stderr


def test_a_layout_goes_by_narrow_cards(tmp_path: Path) -> None:
    """On the narrow cards of a sheet the deck's layout is smaller, whatever way they lie."""
    (tmp_path / "deck.yaml").write_text(
        "title: Narrow\nlanguage: en\nlayout: mono\ncategories: {plants: Plants}\n"
        "cards: [{title: Rose, text: A flower., category: plants}]\n", encoding="utf-8"
    )  # fmt: skip
    done = build(tmp_path, "--sheet avery-l7414 --turn sideways")
    assert "1 card of 52 x 90 mm" in done.stdout
    assert "Layout: mono at 70%" in done.stdout


def test_the_seed_deck_goes_on_business_cards(tmp_path: Path) -> None:
    """The deck that ships fits a maker's sheet without another flag."""
    done = korttipakka(tmp_path, "build", "osallisuus", "--sheet", "avery-l7414", "-o", "a.pdf")
    assert done.returncode == 0, done.stderr
    assert "Layout: workshop at 70%" in done.stdout


def test_editors_take_blanks_in_every_form(tmp_path: Path) -> None:
    """The schema of layouts allows a number, a text and a list, as the reader does."""
    schema = json.loads(korttipakka(tmp_path, "schema", "layout").stdout)
    sheet = schema["properties"]["sheet"]["properties"]
    assert set(sheet["blanks"]["type"]) == {"string", "number", "array"}
    assert "number" in sheet["copies"]["type"]


def test_copies_and_blanks_in_a_layout_file(desk: Path) -> None:
    """They are settings like others: of a file, of --set, and of flags, which win."""
    kept = korttipakka(desk, "layouts", "show", "layout.yaml", "--copies", "2", "--save", "my.yaml")
    assert kept.returncode == 0, kept.stderr
    assert "copies: 2" in (desk / "my.yaml").read_text(encoding="utf-8")
    sheet = {"copies": 3, "blanks": ["none=2"]}
    (desk / "layout.yaml").write_text(yaml.safe_dump(LAYOUT | {"sheet": sheet}), encoding="utf-8")
    assert build(desk).stdout.startswith(f"{3 * (CARDS + 2)} cards")
    assert build(desk, "--copies 1").stdout.startswith(f"{CARDS + 2} cards")
    flags = "--copies 1 --blanks none=5"
    assert build(desk, flags).stdout.startswith(f"{CARDS + 5} cards")
    assert build(desk, "--set sheet.blanks=none=1 --copies 1").stdout.startswith(f"{CARDS + 1}")
    for value, said in (("0", "1 to 1000"), ("many", "1 to 1000")):
        done = korttipakka(desk, "build", "deck.yaml", "--copies", value)
        assert done.returncode == 2
        assert f"--copies {value}: error[bad-value]" in done.stderr
        assert said in done.stderr
    sheet = {"blanks": "rde=1"}
    (desk / "layout.yaml").write_text(yaml.safe_dump(LAYOUT | {"sheet": sheet}), encoding="utf-8")
    done = korttipakka(desk, "build", "deck.yaml")
    assert "layout.yaml:" in done.stderr
    assert "unknown-category" in done.stderr
    done = korttipakka(desk, "export", "deck.yaml", "--to", "png", "--copies", "3", "--blanks", "0")
    assert f"{2 * CARDS} pictures" in done.stdout


# The file of printers


PRINTERS = """\
# Ours, on the third floor.
old one:
  across: 40 mm    # a slip
  up: 0 mm
office:            # the large one
  up: 0.5 mm
  across: -1.5 mm  # read twice
"HP 1.5": {across: 1 mm, up: 2 mm, orientation: landscape}
bare: 3
"""


@pytest.fixture
def printers(desk: Path) -> Path:
    """The file of printers, written by hand, with two entries that cannot be read."""
    file = desk / "config" / "korttipakka" / "printers.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(PRINTERS, encoding="utf-8")
    return file


def test_comments_in_the_file_of_printers_stay(desk: Path, printers: Path) -> None:
    """A printer measured again changes its own values only, a new one comes last."""
    for name in ("office", "HP 1.5", "new: one"):
        done = korttipakka(desk, "calibrate", "--save", name, "--across", "2", "--up", "-1")
        assert done.returncode == 0, done.stderr
    lines = printers.read_text(encoding="utf-8").splitlines()
    assert lines[:7] == [
        *PRINTERS.splitlines()[:5], "  up: -1 mm", "  across: 2 mm  # read twice",
    ]  # fmt: skip
    known = yaml.safe_load(printers.read_text(encoding="utf-8"))
    assert set(known) == {"old one", "office", "HP 1.5", "bare", "new: one"}
    for name in ("office", "HP 1.5", "new: one"):
        assert (known[name]["across"], known[name]["up"]) == ("2 mm", "-1 mm")
        assert known[name]["orientation"] == "portrait"


def test_a_bad_entry_is_in_nobodys_way(desk: Path, printers: Path) -> None:
    """Others are listed and used; what is wrong is told; it can be removed or measured again."""
    done = korttipakka(desk, "printers", "list")
    assert done.returncode == 1
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == ["HP 1.5", "office"]
    assert "printers.yaml:3:11: error[bad-value]" in done.stderr
    assert "printers.yaml:9:7: error[wrong-type]" in done.stderr
    assert "Backs: moved" in build(desk, "--printer office").stdout
    done = korttipakka(desk, "build", "deck.yaml", "--printer", "old one")
    assert "printers.yaml:3:11: error[bad-value]" in done.stderr
    assert "printers.yaml:9" not in done.stderr
    assert korttipakka(desk, "printers", "remove", "old one").returncode == 0
    done = korttipakka(desk, "calibrate", "--save", "bare", "--across", "2", "--up", "-1")
    assert done.returncode == 0, done.stderr
    done = korttipakka(desk, "printers", "list")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    for name in ("office", "HP 1.5", "bare"):
        assert korttipakka(desk, "printers", "remove", name).returncode == 0
    assert printers.read_text(encoding="utf-8").splitlines()[0] == "# Ours, on the third floor."
    assert "no printer" in korttipakka(desk, "printers").stdout
    assert korttipakka(desk, *SAVE, "again").returncode == 0
    assert "again" in korttipakka(desk, "printers").stdout


SAVE = ("calibrate", "--across", "1", "--up", "1", "--save")


def test_printers_saved_at_once_are_all_kept(desk: Path) -> None:
    """Several processes that save wait for each other; a lock that was left behind is no bar."""
    file = desk / "config" / "korttipakka" / "printers.yaml"
    file.parent.mkdir(parents=True)
    (file.parent / ".printers.yaml.lock").touch()
    names = [f"printer {number}" for number in range(6)]
    with ThreadPoolExecutor(len(names)) as pool:
        done = list(pool.map(lambda name: korttipakka(desk, *SAVE, name), names))
    assert [each.returncode for each in done] == [0] * len(names)
    assert sorted(yaml.safe_load(file.read_text(encoding="utf-8"))) == names
    assert [path.name for path in file.parent.iterdir()] == ["printers.yaml"]


def test_a_file_of_printers_that_cannot_be_changed_in_place(desk: Path, printers: Path) -> None:
    """Rather than lose something, a save tells what to do and leaves the file."""
    text = "a: &a\n  across: 3 mm\n  up: 1 mm\nb: *a\n"
    printers.write_text(text, encoding="utf-8")
    done = korttipakka(desk, *SAVE, "b")
    assert done.returncode == 1
    assert "cannot-save" in done.stderr
    assert printers.read_text(encoding="utf-8") == text


def test_a_file_of_printers_between_braces(desk: Path, printers: Path) -> None:
    """Printers are added, changed and removed in the style that the file is written in."""
    printers.write_bytes(b"\xef\xbb\xbf{office: {across: 1 mm, up: 1 mm}}  # ours\r\n")
    for name in ("office", "HP 1.5", "new: one"):
        done = korttipakka(desk, *SAVE, name)
        assert done.returncode == 0, done.stderr
    values = "across: 1 mm, up: 1 mm, angle: 0.0, orientation: portrait"
    printer = ", ".join(f"{name}: {{{values}}}" for name in ("office", "HP 1.5", '"new: one"'))
    assert printers.read_bytes().decode() == f"\ufeff{{{printer}}}  # ours\r\n"
    for name in ("HP 1.5", "office", "new: one"):
        assert korttipakka(desk, "printers", "remove", name).returncode == 0
    assert printers.read_bytes().decode() == "\ufeff{}  # ours\r\n"
    assert korttipakka(desk, *SAVE, "again").returncode == 0
    assert "again" in korttipakka(desk, "printers").stdout


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ("--back-offset 1.5mm,0mm", "moved 1.5 mm to the right"),
        ("--back-offset 0mm,-2mm", "moved 2 mm down"),
        ("--back-offset=-1mm,0.5mm --back-angle 1",
         "moved 1 mm to the left and 0.5 mm up, turned by 1 degrees counter-clockwise"),
        ("--back-angle -0.25", "turned by 0.25 degrees clockwise"),
    ],
)  # fmt: skip
def test_how_backs_are_corrected(desk: Path, flags: str, told: str) -> None:
    """The summary names what is done to the backs, and not what is not."""
    assert f"\nBacks: {told}\n" in build(desk, f"--margin 20mm {flags}").stdout


def test_a_layout_that_ships_has_no_suffix(desk: Path) -> None:
    """The name of a file that there is not, but of a layout that ships, is told without its end."""
    done = korttipakka(desk, "build", "deck.yaml", "-l", "poker.yaml")
    assert done.returncode == 2
    assert hint(done.stderr) == "  hint: a layout that ships is named without .yaml: 'poker'"
