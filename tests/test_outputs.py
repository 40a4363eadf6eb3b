"""What a build writes, and where: names do not collide, inputs stay, and the summary tells."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from commands import Done, environment, run
from korttipakka.build.pipeline import build_deck

DECK = """\
title: Outputs
language: en
categories:
  a: {name: Apples}
cards:
"""

TITLES = [f"Card {letter}" for letter in "ABCDEFGHIJKL"]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of twelve cards in a folder with dots in its name."""
    folder = tmp_path / "Pakka 12.5.2026"
    folder.mkdir()
    cards = "".join(f"  - {{title: {title}, category: a}}\n" for title in TITLES)
    (folder / "deck.yaml").write_text(DECK + cards, encoding="utf-8")
    return folder


def build(deck: Path, *flags: str) -> Done:
    """Build a deck from the folder around it."""
    return run("build", deck.name, *flags, cwd=deck.parent)


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ("", "Pakka 12.5.2026.pdf"),
        ("--sides fronts", "Pakka 12.5.2026-fronts.pdf"),
        ("--sides backs", "Pakka 12.5.2026-backs.pdf"),
        ("--card 2", "Pakka 12.5.2026-cards.pdf"),
        ("--category a --sides fronts", "Pakka 12.5.2026-cards-fronts.pdf"),
        ("--language en", "Pakka 12.5.2026-en.pdf"),
    ],
)
def test_variants_have_names_of_their_own(deck: Path, flags: str, name: str) -> None:
    """Without -o a selection, a side and a language are in the name, and its dots stay."""
    done = build(deck, *flags.split())
    assert done.stdout.endswith(f"Wrote {name}\n")
    assert [path.name for path in deck.parent.glob("*.pdf")] == [name]


@pytest.mark.parametrize(
    ("cards", "numbers"),
    [
        ("3", [3]),
        ("2, 5-7", [2, 5, 6, 7]),
        ("5\u20137", [5, 6, 7]),
        ("card-b", [2]),
        ("card b", [2]),
        ("Card B, 12", [2, 12]),
    ],
)
def test_cards_by_id_number_range_and_title(deck: Path, cards: str, numbers: list[int]) -> None:
    """--card takes ids, titles, numbers and ranges, in one word or several."""
    import pypdfium2

    done = build(deck, "--card", cards, "-o", "out.pdf")
    assert done.stdout.startswith(f"{len(numbers)} card")
    front = pypdfium2.PdfDocument(deck.parent / "out.pdf")[0].get_textpage().get_text_range()
    assert [title for title in TITLES if title in front] == [TITLES[n - 1] for n in numbers]


@pytest.mark.parametrize(
    ("cards", "missing"),
    [("0", "0"), ("13", "13"), ("5-3", "5-3"), ("5-13", "5-13"), ("1,x", "x"), ("", "")],
)
def test_cards_that_are_not_there(deck: Path, cards: str, missing: str) -> None:
    """A number past the end, a range turned round and an unknown name are told, with a way out."""
    done = build(deck, "--card", cards)
    assert f"no card '{missing}'" in done.stderr
    assert "hint: " in done.stderr
    assert not list(deck.parent.glob("*.pdf"))


@pytest.mark.parametrize("name", ["out.docx", "out.PNG", "deck.yaml", "out.csv", "out.html"])
def test_other_types_are_refused(deck: Path, name: str) -> None:
    """A PDF is not written under the name of another kind of file, and the hint's name works."""
    done = build(deck, "-o", name)
    assert "cannot-write" in done.stderr
    hint = done.stderr.split("hint: ")[1].splitlines()[0]
    assert build(deck, *hint.split()).returncode == 0


@pytest.mark.parametrize("link", ["hard", "soft", "path"])
@pytest.mark.parametrize("which", ["deck.txt", "picture", "layout.txt"])
def test_no_input_is_overwritten(tmp_path: Path, link: str, which: str) -> None:
    """A deck, its picture and its layout stay, by whichever name -o leads to them."""
    from PIL import Image

    Image.new("RGB", (30, 30), "red").save(tmp_path / "picture", "PNG")
    (tmp_path / "layout.txt").write_text("extends: workshop\n", "utf-8")
    text = "title: T\ncards:\n  - {title: A, image: picture}\n"
    (tmp_path / "deck.txt").write_text(text, "utf-8")
    target = tmp_path / which
    before = target.read_bytes()
    out = tmp_path / "out"
    if link == "hard":
        os.link(target, out)
    elif link == "soft":
        out.symlink_to(target)
    else:
        (tmp_path / "folder").mkdir()
        out = tmp_path / "folder" / ".." / which
    done = run("build", "deck.txt", "-l", "layout.txt", "-o", out, cwd=tmp_path)
    assert done.returncode != 0
    assert "cannot-write" in done.stderr
    assert target.read_bytes() == before


@pytest.mark.parametrize("which", ["one", "all"])
def test_nothing_to_print_writes_nothing(deck: Path, which: str) -> None:
    """Cards of no copies, selected or all, are an error at their place; the old PDF stays."""
    path = deck / "deck.yaml"
    text = path.read_text("utf-8").replace("category: a}", "category: a, copies: 0}")
    path.write_text(text, "utf-8")
    (deck.parent / "out.pdf").write_bytes(b"old")
    done = build(deck, "-o", "out.pdf", *(["--card", "3"] if which == "one" else []))
    assert done.returncode == 1
    assert "nothing-to-print" in done.stderr
    assert f"deck.yaml:{8 if which == 'one' else 6}:" in done.stderr
    assert (deck.parent / "out.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_standard_output_holds_the_pdf_alone(deck: Path, name: str) -> None:
    """With -o - the summary goes to standard error, and what is piped on is a PDF."""
    done = subprocess.run(
        [sys.executable, "-m", "korttipakka", "build", deck.name, "-o", name],
        cwd=deck.parent, env=environment(), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    with pikepdf.open(io.BytesIO(done.stdout)) as pdf:
        assert len(pdf.pages) == 4
    assert b"Wrote standard output" in done.stderr


def test_two_passes_are_explained(deck: Path) -> None:
    """For a printer without duplex the summary names the pages of each pass and turns the pile."""
    lines = build(deck, "--sides", "apart").stdout.splitlines()
    assert "First: print pages 1-2, the fronts" in lines
    assert any("turned over its long edge" in line and "pages 3-4" in line for line in lines)
    assert any("page 1, then page 3" in line for line in lines)
    turned = build(deck, "--sides", "apart", "--reverse-backs", "--flip", "short-edge").stdout
    assert "turned over its short edge" in turned
    assert "page 1, then page 4" in turned


def test_the_summary_tells_the_size_of_texts(deck: Path) -> None:
    """Which sizes titles and texts have, and which had to be smaller than they could be."""
    lines = build(deck).stdout.splitlines()
    assert "Type: front.title 30 pt, back.title 16 pt" in lines
    path = deck / "deck.yaml"
    long = f"  - {{title: Long, text: {'word ' * 110}}}\n"
    path.write_text(path.read_text("utf-8") + long, "utf-8")
    (shown,) = [line for line in build(deck).stdout.splitlines() if line.startswith("Type: ")]
    found = re.search(r"back.text ([\d.]+) of 13 pt", shown)
    assert found is not None
    assert 7 <= float(found[1]) < 13
    assert "front.title" not in build(deck, "--sides", "backs").stdout


def test_sizes_are_told_alike_by_several_processes(deck: Path) -> None:
    """Each process has set some of the cards only, and all are told of."""
    cards = "".join(f"  - {{title: Card {n}, text: {'word ' * (n + 20)}}}\n" for n in range(100))
    (deck / "deck.yaml").write_text(f"title: Many\nlanguage: en\ncards:\n{cards}", "utf-8")
    one, two = (
        list(build_deck(deck, processes=number, layout="classic").summary.lines())
        for number in (1, 2)
    )
    assert one == two
    assert any("back.text" in line and " on 91 cards, " in line for line in one)


def test_passes_of_one_sheet_and_of_two_files(deck: Path) -> None:
    """A single page is one page; each of two files tells what to print before it or after it."""
    one = build(deck, "--sides", "apart", "--card", "1").stdout
    assert "First: print page 1, the fronts" in one
    assert "print page 2, the backs" in one
    fronts = build(deck, "--sides", "fronts").stdout
    assert "Then:  --sides backs makes the backs" in fronts
    backs = build(deck, "--sides", "backs", "--reverse-backs").stdout
    assert "First: print the fronts: --sides fronts makes them" in backs
    assert "turned over its long edge" in backs
    assert "print this, the backs (the last sheet's comes first)" in backs
    for flags in ((), ("--arrange", "fold"), ("--arrange", "single", "--sides", "backs")):
        assert "Then: " not in build(deck, *flags).stdout


@pytest.mark.parametrize("size", ["a4-eighth", "a7", "poker", "60x60mm"])
@pytest.mark.parametrize("paper", ["a4-landscape", "letter-landscape", "297x210mm"])
def test_paper_named_as_lying_lies(deck: Path, paper: str, size: str) -> None:
    """Whoever asks for lying paper gets it, although as many cards fit on standing paper."""
    flags = ("--paper", paper, "--card-size", size, "-o", "out.pdf")
    assert ", landscape" in build(deck, *flags).stdout.splitlines()[0]
    with pikepdf.open(deck.parent / "out.pdf") as pdf:
        assert all(page.mediabox[2] > page.mediabox[3] for page in pdf.pages)
    stands = build(deck, *flags, "--orientation", "portrait").stdout
    assert ", landscape" not in stands.splitlines()[0]


def test_the_summary_counts_pages_and_empty_places(deck: Path) -> None:
    """How many pages there are, and how many places on the last sheet have no card."""
    shown = build(deck).stdout
    assert "12 cards of 105 x 74.25 mm on 2 sheets of A4 (4 pages)" in shown
    assert "4 places empty" in shown


@pytest.mark.parametrize(
    ("language", "side"), [("fi", "ETUSIVU"), ("sv", "FRAMSIDA"), ("de", "FRONT")]
)
def test_what_is_on_paper_is_in_the_decks_language(deck: Path, language: str, side: str) -> None:
    """The slug and the cutting guide are in Finnish, Swedish, or else in English."""
    import pypdfium2

    path = deck / "deck.yaml"
    text = path.read_text("utf-8").replace("language: en", f"language: {language}")
    path.write_text(text, "utf-8")
    flags = ("--card-size", "80x60mm", "--cutting-guide", "-o", "out.pdf")
    assert build(deck, *flags).returncode == 0
    document = pypdfium2.PdfDocument(deck.parent / "out.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    assert side in pages[0]
    guide = {"fi": "Leikkuuohje", "sv": "Skäranvisning", "de": "Cutting guide"}[language]
    assert guide in pages[-1]
