"""Every kind of PDF that is written opens in other programs without a word, and looks the same."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from box_samples import EVERYTHING, FULL, build, make_deck
from commands import run
from renderers import RENDERERS, apart
from script_samples import SCRIPTS, font_of

KINDS = {
    "duplex": (),
    "short edge": ("--flip", "short-edge"),
    "on its side": ("--turn", "sideways", "--flip", "short-edge"),
    "in stacks": ("--order", "stack", "--copies", "2"),
    "apart": ("--sides", "apart", "--reverse-backs"),
    "folded": ("-l", "classic", "--arrange", "fold"),
    "tents": ("-l", "classic", "--arrange", "tent"),
    "single": ("-l", "bold", "--arrange", "single", "--bleed", "3mm"),
    "in inks": ("-l", "bold", "--color", "cmyk"),
    "with marks": ("--marks", "cut", "--cutting-guide"),
    "with guides": ("--guides",),
    "draft": ("--draft", "-l", "large-print"),
    "on a perforated sheet": ("--sheet", "avery-l7414",),
    "corrected": ("--back-offset", "1mm,-0.5mm", "--back-angle", "0.3"),
    "with blanks": ("--blanks", "3", "-l", "mono"),
    "in pocket size": ("-l", "pocket"),
    "for an archive": ("--pdfa",),
    "in two languages": ("--languages", "fi,sv"),
    "some drawn": ("--pick", "8", "--seed", "1"),
}  # fmt: skip

CHECKERS = {
    "qpdf": ("qpdf", "--check"),
    "pdfinfo": ("pdfinfo",),
    "pdffonts": ("pdffonts",),
    "pdftotext": ("pdftotext", "-q"),
    "mutool": ("mutool", "draw", "-q", "-N", "-o", "/dev/null", "-F", "stext"),
}


def check_by_others(pdf: Path) -> None:
    """Open a file by every program at hand; none may complain of anything."""
    for name, command in CHECKERS.items():
        if shutil.which(name):
            tail = ["/dev/null"] if name == "pdftotext" else []
            done = subprocess.run(
                [*command, str(pdf), *tail], capture_output=True, text=True, timeout=60, check=False
            )
            assert (done.returncode, done.stderr) == (0, ""), name
    with pikepdf.open(pdf) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.get_warnings() == []
    with pypdfium2.PdfDocument(pdf) as document:
        assert all(page.get_objects() for page in document)


ALIKE = 0.35
"""The part of the ink that two programs may show otherwise at 36 dpi: thin lines, edges."""


def check_looks(pdf: Path, *, in_inks: bool = False) -> None:
    """The first sheet's two sides look the same in all renderers at hand.

    How inks look on a screen each program decides for itself: of those only the outlines count.
    """
    for page in (1, 2):
        seen = [render(pdf, page) for render in RENDERERS.values()]
        if in_inks:
            seen = [picture.point([0] * 230 + [255] * 26) for picture in seen]
        first, *others = [picture.reduce(6) for picture in seen]
        for picture in others:
            assert apart(first, picture) < ALIKE


@pytest.mark.parametrize("flags", KINDS.values(), ids=KINDS)
def test_sheets_open_without_a_warning(flags: tuple[str, ...], tmp_path: Path) -> None:
    """The shipped deck on every kind of sheet: five programs open it, three show the same."""
    done = run("build", "osallisuus", "-q", "-o", "deck.pdf", *flags, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    check_by_others(tmp_path / "deck.pdf")
    check_looks(tmp_path / "deck.pdf", in_inks="cmyk" in flags)


def test_the_overview_opens_without_a_warning(tmp_path: Path) -> None:
    """So does the list of all cards with the facilitator's notes."""
    done = run("export", "osallisuus", "--to", "overview", "-o", "all.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    check_by_others(tmp_path / "all.pdf")


def test_a_contact_sheet_opens_without_a_warning(tmp_path: Path) -> None:
    """So do all cards on one page, and one card in each of the layouts."""
    done = run("export", "osallisuus", "--to", "contact-sheet", "-o", "all.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    check_by_others(tmp_path / "all.pdf")
    done = run("layouts", "gallery", "osallisuus", "-o", "gallery.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    check_by_others(tmp_path / "gallery.pdf")


def test_the_test_sheet_opens_without_a_warning(tmp_path: Path) -> None:
    """So does the test sheet of `calibrate`."""
    assert run("calibrate", "-o", "test.pdf", cwd=tmp_path).returncode == 0
    check_by_others(tmp_path / "test.pdf")
    check_looks(tmp_path / "test.pdf")


@pytest.mark.parametrize("color", ["rgb", "cmyk"])
def test_pictures_and_codes_open_without_a_warning(color: str, tmp_path: Path) -> None:
    """So do pictures, drawings, patterns, gradients, codes and things seen through."""
    deck = make_deck(tmp_path / "deck", FULL, FULL | {"title": "Again"})
    build(deck, EVERYTHING, sheet__color=color).write_pdf(tmp_path / "all.pdf")
    check_by_others(tmp_path / "all.pdf")
    check_looks(tmp_path / "all.pdf", in_inks=color == "cmyk")


def test_scripts_open_without_a_warning(tmp_path: Path) -> None:
    """So do all scripts together, with fonts of both kinds of outlines."""
    fonts = ",".join(dict.fromkeys(font_of(script) for script in SCRIPTS.values()))
    cards = [{"title": name, "text": script.sample} for name, script in SCRIPTS.items()]
    text = yaml.safe_dump({"title": "T", "language": "en", "cards": cards}, allow_unicode=True)
    (tmp_path / "deck.yaml").write_text(text, "utf-8")
    flags = ("-o", "scripts.pdf", "--set", f"fonts.fallback={fonts}", "--flip", "short-edge")
    assert run("build", "deck.yaml", *flags, cwd=tmp_path).returncode == 0
    check_by_others(tmp_path / "scripts.pdf")
    check_looks(tmp_path / "scripts.pdf")
