"""Pages as programs show them that know nothing of each other: PDFium, Poppler and MuPDF."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

DPI = 216

Renderer = Callable[..., Image.Image]


def by_pdfium(path: Path, page: int = 1) -> Image.Image:
    """A page in grey, as Chrome shows it."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page - 1].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def by_poppler(path: Path, page: int = 1) -> Image.Image:
    """A page in grey, as Evince and Okular show it."""
    pages = ("-f", f"{page}", "-l", f"{page}", "-singlefile")
    out = path.with_suffix(".pgm")
    return _by_command(out, "pdftoppm", "-gray", "-r", f"{DPI}", *pages, path, out.with_suffix(""))


def by_mupdf(path: Path, page: int = 1) -> Image.Image:
    """A page in grey, as MuPDF shows it."""
    out = path.with_suffix(".pgm")
    grey = ("-N", "-c", "gray", "-r", f"{DPI}")
    return _by_command(out, "mutool", "draw", "-q", *grey, "-o", out, path, f"{page}")


def _by_command(made: Path, *command: str | Path) -> Image.Image:
    """The picture that a program makes without a word."""
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=True, timeout=600
    )
    assert (done.stdout, done.stderr) == ("", "")
    with Image.open(made) as image:
        picture = image.convert("L")
    made.unlink()
    return picture


RENDERERS: dict[str, Renderer] = {
    name: render
    for name, program, render in (
        ("PDFium", "", by_pdfium),
        ("Poppler", "pdftoppm", by_poppler),
        ("MuPDF", "mutool", by_mupdf),
    )
    if not program or shutil.which(program)
}
"""The renderers that are installed."""


def ink(picture: Image.Image) -> float:
    """How much of a picture is dark, in pixels."""
    histogram = picture.histogram()
    return sum(count * (255 - value) for value, count in enumerate(histogram)) / 255


def apart(one: Image.Image, other: Image.Image) -> float:
    """By how much of their ink two pictures differ."""
    return ink(ImageChops.invert(ImageChops.difference(one, other))) / ink(one)
