"""From a family's name or a path to the font file of the nearest weight and style."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..resources import shipped

WEIGHT_NAMES = {
    "Thin": 100, "ExtraLight": 200, "Light": 300, "Regular": 400, "Medium": 500,
    "SemiBold": 600, "Bold": 700, "ExtraBold": 800, "Black": 900,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file and what it is for."""

    path: Path
    family: str
    weight: int = 400
    italic: bool = False


@lru_cache(maxsize=1)
def bundled() -> tuple[FontFile, ...]:
    """The fonts that ship, told apart by their file names: InterTight-ExtraBold.ttf."""
    return tuple(_from_name(path) for path in sorted(shipped("fonts").glob("*.ttf")))


def _from_name(path: Path) -> FontFile:
    name, _, style = path.stem.partition("-")
    italic = style.endswith("Italic")
    weight = WEIGHT_NAMES.get(style.removesuffix("Italic") or "Regular", 400)
    return FontFile(path, name, weight, italic)


def spaced(family: str) -> str:
    """A bundled family's name with spaces: "InterTight" is "Inter Tight"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", family)


def _normal(family: str) -> str:
    return family.replace(" ", "").lower()


def files_of(family: str, root: Path) -> tuple[FontFile, ...]:
    """The files of a bundled family, or the file at a path, relative ones below `root`.

    Empty when there is none.
    """
    wanted = _normal(family)
    if found := tuple(f for f in bundled() if _normal(f.family) == wanted):
        return found
    path = root / family
    return (FontFile(path, path.stem),) if path.is_file() else ()


def nearest(files: Sequence[FontFile], weight: int, italic: bool) -> FontFile:
    """The file whose style fits and whose weight is nearest; of two, the one further from 400.

    A simple form of the font matching of CSS Fonts 4: style before weight.
    """
    styled = [f for f in files if f.italic == italic] or list(files)
    return min(styled, key=lambda f: (abs(f.weight - weight), -abs(f.weight - 400)))
