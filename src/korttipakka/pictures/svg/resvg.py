"""SVG files drawn as pixels by resvg, in a process of its own with little memory and time."""

import json
import re
import subprocess
import sys
from collections.abc import MutableMapping
from copy import deepcopy
from hashlib import sha256
from math import ceil, sqrt
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from ...basics.bundled import DRAW_SVG, is_bundled
from ...basics.color import Color
from ...basics.geometry import Size
from ...basics.records import NamedTuple
from ...basics.scratch import Scratch, ScratchFile
from ..refusal import PictureError
from .css import StyleSheets, declarations, written
from .document import PX, Svg, view_box
from .names import local_name
from .outlines import SAME
from .refused import FLATTEN
from .texts import fonts_of

TRIES = ((600, 3), (300, 2))
"""Pixels an inch of a drawing where it is printed, which is what office printers and presses can
show, and the seconds of computing that it may take; if it takes more, it is tried with fewer."""

FREE, MOST_SECONDS = 0.5, 5.0
"""Seconds of computing that every drawing may take, and that those of a deck may take beyond them,
all together: many that are slow, but none too slow, are given up as well."""

PATIENCE = 10 if sys.platform == "win32" else 60
"""Seconds on the clock, after which a drawing is given up; Windows bounds nothing else. A computer
that has much else to do may need far longer than the seconds of computing."""

MOST_PIXELS = 36_000_000
"""Pixels of a drawing, those of A4 at 600 dpi; a larger one has fewer an inch."""

MEMORY = 640_000_000
"""Bytes of address space that a drawing may take besides its pixels."""

A_PIXEL = 12
"""Bytes for each pixel: the drawing itself, a layer over it, and the file."""

WARNING = re.compile(r"^(?:Warning|Error) \(in [^)]*\): (.*)$", re.MULTILINE)

HARMLESS = re.compile(
    r"(Rect|Circle|Ellipse|Image|Poly\w+) '.*' has an invalid (size|'\w+' value)\. Skipped\.|"
    r"Poly(line|gon) '.*' has less than 2 points\. Skipped\.|"
    r"Image has an invalid size\. Skipped\.|No fonts provided.*"
)
"""What resvg warns of that is as it should be: shapes without a width, texts without words."""

CURRENT_COLOR = re.compile("currentcolor", re.IGNORECASE)
"""resvg knows the word in one way of writing only."""

PNG = "save the picture as PNG"

TOGETHER = f"the SVG files of the deck take over {MOST_SECONDS:g} seconds to be drawn"

SIGABRT, SIGKILL, SIGXCPU = 6, 9, 24
"""Signals that end a drawing for want of memory or time; not all systems have all of them."""

CHILD = Path(__file__).with_name("draw.py")

Pixels = tuple[int, int]
"""A width and a height."""


class Drawn(NamedTuple):
    """A drawing's PNG file, which is there as long as its path is kept, and its size in pixels."""

    path: Path
    size: Size


class _TooMuch(Exception):
    """A drawing takes more time or memory, which the message names, than it may."""


class Resvg:
    """Draws SVG files, each once in a colour and a size; their PNG files lie in `scratch`."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._refused: dict[bytes, PictureError | _TooMuch] = {}
        self._files: WeakValueDictionary[bytes, ScratchFile] = WeakValueDictionary()
        self._used: set[ScratchFile] = set()
        self._given_up = False
        self._spent = 0.0

    def begin(self) -> None:
        """Begin a build, in which again one drawing may be waited for in vain.

        Of the files of earlier ones those stay that are still shown.
        """
        self._used.clear()
        self._given_up = False
        self._spent = 0.0

    def drawn(self, svg: Svg, size: Size, color: Color) -> Drawn | None:
        """An SVG file as pixels for a place of this size in points; `color` is currentColor.

        Raises PictureError when resvg cannot draw it right, or not with little time and memory, or
        when there is no time left for it. Then no other is tried, since a deck may have many: None.
        """
        tried = len(self._refused)
        for dpi, seconds in TRIES:
            try:
                return self._at(svg, pixels(size, dpi), color, seconds)
            except _TooMuch as error:
                why = error
        self._given_up |= len(self._refused) > tried  # none that was given up is waited for again
        raise PictureError(f"the SVG file takes too much {why} to be drawn", "simplify it")

    def _at(self, svg: Svg, size: Pixels, color: Color, seconds: int) -> Drawn | None:
        text = source(svg, size, color)
        key = sha256(text).digest()
        if key in self._refused:
            raise self._refused[key].with_traceback(None)
        file = self._files.get(key)
        if file is None:
            if self._given_up:
                return None
            if self._spent > MOST_SECONDS:
                self._given_up = True
                raise PictureError(TOGETHER, "simplify the slowest, or save them as PNG")
            try:
                file = self._files[key] = self._draw(svg, text, size, seconds)
            except (PictureError, _TooMuch) as error:
                # A traceback would keep the files that the attempt has made.
                self._refused[key] = error.with_traceback(None)
                raise error from None
        self._used.add(file)
        return Drawn(file, Size(*size))

    def _draw(self, svg: Svg, text: bytes, size: Pixels, seconds: int) -> ScratchFile:
        files, families = fonts_of(svg)
        paths = self._scratch.new(".svg"), self._scratch.new(".png")
        paths[0].write_bytes(text)
        memory = MEMORY + A_PIXEL * size[0] * size[1]
        request = {
            "svg": str(paths[0]), "png": str(paths[1]), "fonts": [str(file) for file in files],
            "families": families, "memory": memory, "seconds": seconds,
        }  # fmt: skip
        try:
            said, took = _run(request)
        except _TooMuch:
            self._spent += seconds
            raise
        self._spent += max(0.0, took - FREE)
        _check(said)
        return paths[1]


def pixels(size: Size, dpi: float) -> Pixels:
    """Width and height in whole pixels of a drawing of this size in points."""
    width, height = (max(1, ceil(side / 72 * dpi - 0.01)) for side in size)
    if width * height <= MOST_PIXELS:
        return width, height
    less = sqrt(MOST_PIXELS / (width * height))
    return max(1, int(width * less)), max(1, int(height * less))


def source(svg: Svg, size: Pixels, color: Color) -> bytes:
    """The file as it is drawn: in pixels, without what is no picture, its open colour set."""
    root = deepcopy(svg.root)
    box = view_box(root) or (0, 0, svg.size.width / PX, svg.size.height / PX)
    root.set("viewBox", " ".join(f"{value:g}" for value in box))
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))
    if abs(box[2] * svg.size.height / (box[3] * svg.size.width) - 1) < SAME:
        root.set("preserveAspectRatio", "none")  # whole pixels are no exact share of its sides
    if not root.get("color"):
        root.set("color", color.hex)
    _set_sheet(root, svg.sheet)
    for element in root.iter("*"):
        _plain(element.attrib)
    from lxml import etree

    return bytes(etree.tostring(root, encoding="utf-8"))


def _plain(attributes: MutableMapping[str, str]) -> None:
    """Write an element's style so that resvg reads it as CSS means it."""
    if "style" in attributes:
        attributes["style"] = written(declarations(attributes["style"]))
    for name, value in attributes.items():
        if CURRENT_COLOR.search(value):
            attributes[name] = CURRENT_COLOR.sub("currentColor", value)


def _set_sheet(root: Any, sheet: StyleSheets) -> None:
    """Put one style sheet with the rules that count in place of all."""
    found = [element for element in root.iter("*") if local_name(element) == "style"]
    for index, element in enumerate(found):
        for child in list(element):
            element.remove(child)
        element.text = CURRENT_COLOR.sub("currentColor", sheet.text) if index == 0 else ""


def _run(request: dict[str, object]) -> tuple[str, float]:
    """What resvg says while it draws, and the seconds that it took.

    Raises PictureError, _TooMuch.
    """
    command = [sys.executable, *([DRAW_SVG] if is_bundled() else ["-P", str(CHILD)])]
    try:
        done = subprocess.run(
            command, input=json.dumps(request).encode(), capture_output=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _TooMuch("time") from None
    except OSError as error:
        raise PictureError(f"the SVG file cannot be drawn: {error}", PNG) from error
    if done.returncode:
        _raise(done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8", "replace"), float(done.stderr.split()[-1])


def _raise(status: int, said: str) -> None:
    """Raise what a failure of the drawing process means. A signal's number is negative."""
    if status in {-SIGXCPU, -SIGKILL}:
        raise _TooMuch("time")
    if status == -SIGABRT or "memory" in said.lower():
        raise _TooMuch("memory")
    if "No module named 'resvg_py'" in said:
        message = "the SVG file needs the library resvg-py to be drawn"
        raise PictureError(message, "pip install resvg-py")
    last = said.strip().rpartition("\n")[2]
    raise PictureError(f"the SVG file cannot be drawn ({last[:100] or status})", PNG)


def _check(said: str) -> None:
    """Raise PictureError for anything that resvg left out or drew otherwise."""
    for warning in WARNING.findall(said):
        if not HARMLESS.fullmatch(warning):
            what = warning[:120].rstrip(".")
            raise PictureError(f"the SVG file cannot be drawn right ({what})", FLATTEN)
