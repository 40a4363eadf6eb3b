"""From a family's name or a path to the cut of the nearest weight and style."""

import os
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ..basics.problems import InvalidValue
from ..basics.records import NamedTuple
from ..basics.shipped import shipped_files
from ..basics.trust import OutsideError, is_inside, refuse_outside
from ..model.kinds import is_whole
from .files import NORMAL_WIDTH, SUFFIXES, FontFile, normal, read_cuts

WEIGHT_NAMES = {
    "Thin": 100, "ExtraLight": 200, "Light": 300, "Regular": 400, "Medium": 500,
    "SemiBold": 600, "Bold": 700, "ExtraBold": 800, "Black": 900,
}  # fmt: skip

MEMBER = re.compile(r"(?P<file>.+\.(?:ttc|otc))#(?P<member>.+)", re.IGNORECASE)
"""A font of a collection: "fonts/noto.ttc#2" or "fonts/noto.ttc#Noto Sans CJK JP"."""


MOST_FILES = 200
"""Font files in the folder of a family."""


class FontVariant(NamedTuple):
    """A font file as it is used: a variable font with its axes pinned to `axes`."""

    file: FontFile
    weight: int
    italic: bool
    axes: tuple[tuple[str, float], ...] = ()


@lru_cache(maxsize=1)
def bundled() -> tuple[FontFile, ...]:
    """The fonts that ship, told apart by their file names: InterTight-ExtraBold.ttf."""
    return tuple(map(_from_name, shipped_files("fonts", ".ttf")))


def _from_name(path: Path) -> FontFile:
    name, _, style = path.stem.partition("-")
    italic = style.endswith("Italic")
    weight = WEIGHT_NAMES.get(style.removesuffix("Italic") or "Regular", 400)
    return FontFile(path, name, weight, italic)


def spaced(family: str) -> str:
    """A bundled family's name with spaces: "InterTight" is "Inter Tight"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", family)


def looks_like_path(name: str) -> bool:
    """Whether a name is meant as a path, so that it is not looked up among the installed."""
    file = MEMBER.fullmatch(name)
    suffix = Path(file["file"] if file else name).suffix.lower()
    return "/" in name or "\\" in name or suffix in {*SUFFIXES, ".woff", ".woff2", ".pfb", ".pfa"}


def files_of(
    name: str, folders: Sequence[Path], inside: Path | None = None
) -> tuple[FontFile, ...]:
    """The cuts that a name stands for, none when it stands for nothing.

    A bundled family; a font file, or a folder of them, below one of the folders; or an installed
    family. Raises OSError or InvalidValue when a file is there, but cannot be used, OutsideError
    for a path that does not lie `inside` a folder, if it must.
    """
    wanted = normal(name)
    if found := tuple(f for f in bundled() if normal(f.family) == wanted):
        return found
    for folder in _allowed(name, folders, inside):
        if found := _at(folder, name, inside):
            return found
    if looks_like_path(name):
        return ()
    from .installed import cuts_named

    return cuts_named(name)


def _allowed(name: str, folders: Sequence[Path], inside: Path | None) -> Sequence[Path]:
    """The folders from which a name may be looked up. Raises OutsideError when it leads out."""
    if inside is None:
        return folders
    allowed = [folder for folder in folders if is_inside(_path(folder, name), inside)]
    if not allowed:
        raise OutsideError(name)
    return allowed


def _path(folder: Path, name: str) -> Path:
    """Where a name leads from a folder; that of a font in a collection, to the collection."""
    member = MEMBER.fullmatch(name)
    return folder / os.path.expanduser(member["file"] if member else name)


def _at(folder: Path, name: str, inside: Path | None) -> tuple[FontFile, ...]:
    """The cuts in a font file, a font of a collection, or a folder of one family's files."""
    path = _path(folder, name)
    if not os.path.exists(path):  # unlike Path.exists, never raises
        return ()
    if member := MEMBER.fullmatch(name):
        return _member(read_cuts(path), member["member"])
    return _in_folder(path, inside) if os.path.isdir(path) else read_cuts(path)[:1]


def _in_folder(path: Path, inside: Path | None) -> tuple[FontFile, ...]:
    """The cuts in a folder of one family's files."""
    from .installed import usable_cuts

    files = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
    if len(files) > MOST_FILES:
        raise InvalidValue(f"the folder has more than {MOST_FILES} fonts: a family has some dozens")
    for file in files:
        refuse_outside(file, inside)
    return tuple(cut for file in files for cut in usable_cuts(file))


def _member(cuts: Sequence[FontFile], member: str) -> tuple[FontFile, ...]:
    if is_whole(member):
        if int(member) < len(cuts):
            return (cuts[int(member)],)
        raise InvalidValue(f"it holds {len(cuts)} fonts, counted from 0")
    names = {cut.family for cut in cuts}
    found = tuple(cut for cut in cuts if normal(cut.family) == normal(member))
    if not found:
        raise InvalidValue(f"it holds no '{member}', only {', '.join(sorted(names))}")
    return found


def nearest(files: Sequence[FontFile], weight: int, italic: bool) -> FontVariant:
    """The cut whose style fits and whose weight is nearest; of two, the one further from 400.

    A simple form of the font matching of CSS Fonts 4: width before style before weight.
    """
    cuts = [(_pinned(file, weight, italic), file) for file in files]
    return min(
        cuts,
        key=lambda pair: (
            abs(pair[1].width - NORMAL_WIDTH),
            pair[0].italic != italic,
            abs(pair[0].weight - weight),
            -abs(pair[0].weight - 400),
            len(pair[0].axes),
        ),
    )[0]


def _pinned(file: FontFile, weight: int, italic: bool) -> FontVariant:
    """A file as near to a weight and a slant as its axes reach."""
    if not file.axes:
        return FontVariant(file, file.weight, file.italic)
    axes = {axis.tag: axis.default for axis in file.axes}
    got = file.weight
    if (wght := file.axis("wght")) is not None:
        axes["wght"] = wght.clamp(weight)
        got = round(axes["wght"])
    slant = file.axis("ital") or file.axis("slnt")
    slanted = file.italic or (slant is not None and italic)
    if slant is not None and italic and not file.italic:
        # slnt is in degrees counter-clockwise: text that leans forward lies below zero.
        axes[slant.tag] = slant.most if slant.tag == "ital" else slant.least
    return FontVariant(file, got, slanted, tuple(sorted(axes.items())))
