"""Perforated sheets: those that are known, and those of one's own."""

from pathlib import Path

import pytest
import yaml

from korttipakka.basics.problems import KorttipakkaError
from korttipakka.model.perforated import PERFORATED
from korttipakka.reading.perforated import read_perforated
from korttipakka.reading.sheet_words import EXAMPLES
from page_reader import MM, pages
from print_samples import EXACT, LAYOUT, korttipakka, made, seen, write_deck


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the deck and its layout."""
    return write_deck(tmp_path_factory.mktemp("craft"))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A user's folder: the deck, and no printer measured yet."""
    return write_deck(tmp_path)


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


@pytest.mark.parametrize(
    ("line", "other", "said"),
    [
        # 16 + 2 x 85 + 9 mm of 210 mm across, 12 + 5 x 54 + 4 x 0.5 mm of 297 mm down.
        ("left: 16 mm", "left: 31 mm", ""),
        ("left: 16 mm", "left: 31.1 mm", "3:10: the columns end 0.1 mm beyond the paper's edge"),
        ("gutter: 9 mm x 0.5 mm", "gutter: 24 mm x 3.75 mm", ""),
        ("gutter: 9 mm x 0.5 mm", "gutter: 25 mm x 0", "3:10: the columns end 1 mm beyond"),
        ("top: 12 mm", "top: 25 mm", ""),
        ("top: 12 mm", "top: 25.5 mm", "4:7: the rows end 0.5 mm beyond the paper's edge"),
        ("rows: 5", "rows: 6", "4:7: the rows end 41.5 mm beyond the paper's edge"),
        ("gutter: 9 mm x 0.5 mm", "gutter: 9 mm x 4 mm", "4:7: the rows end 1 mm beyond"),
        ("card: 85 x 54 mm", "card: 85 x 57.2 mm", "4:7: the rows end 3 mm beyond"),
    ],
)
def test_cards_end_on_the_paper(desk: Path, line: str, other: str, said: str) -> None:
    """Columns that end right of the paper, and rows that end below it, are told with how far."""
    (desk / "own.yaml").write_text(OWN.replace(line, other), encoding="utf-8")
    if not said:
        assert read_perforated(desk / "own.yaml").rows == 5
        return
    with pytest.raises(KorttipakkaError) as told:
        read_perforated(desk / "own.yaml")
    (problem,) = told.value.problems
    assert problem.at is not None
    assert f"{problem.at.line}:{problem.at.column}: {problem.message}".startswith(said)


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


LINES = {"paper": "a4", "columns": "2", "rows": "5", "card": "85 x 54 mm"} | {
    "left": "15 mm", "top": "13.5 mm",
}  # fmt: skip


@pytest.mark.parametrize(
    ("gutter", "across", "down"),
    [
        ("10 mm x 0 mm", 10, 0), ("10 mm, 0 mm", 10, 0), ("10 mm 0 mm", 10, 0), ("10 x 0", 10, 0),
        ("1 x 0 cm", 10, 0), ("0.25in x 0", 6.35, 0), ("2 mm", 2, 2), ("3 MM X 1 MM", 3, 1),
    ],
)  # fmt: skip
def test_gutters_as_people_write_them(
    tmp_path: Path, gutter: str, across: float, down: float
) -> None:
    """Across and down with a cross, a comma or a space between, and one length for both."""
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(LINES | {"gutter": gutter}), "utf-8")
    found = read_perforated(tmp_path / "own.yaml").gutter
    assert (found.x / MM, found.y / MM) == pytest.approx((across, down))


@pytest.mark.parametrize("key", EXAMPLES)
def test_what_a_sheet_lacks_is_shown(tmp_path: Path, key: str) -> None:
    """A key that is missing comes with a line that can be written there."""
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump({name: LINES[name] for name in LINES if name != key}), "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        read_perforated(path)
    (problem,) = caught.value.problems
    assert problem.message == f"'{key}' is missing"
    line = problem.hint.removeprefix("for example ").partition(", from")[0]
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")
    assert read_perforated(path).rows == 5


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("cols", "did you mean 'columns'?"), ("Left margin", "did you mean 'left'?"),
        ("label_width", "such as card: 85 x 54 mm"), ("vertical pitch", "the pitch less the card"),
        ("right", "leave it out"), ("gutter x", "in one line"),
    ],
)  # fmt: skip
def test_words_of_packages(tmp_path: Path, key: str, hint: str) -> None:
    """Keys in the words of makers of labels are told in ours."""
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(LINES | {key: "1"}), "utf-8")
    with pytest.raises(KorttipakkaError) as caught:
        read_perforated(tmp_path / "own.yaml")
    assert hint in caught.value.problems[0].hint
