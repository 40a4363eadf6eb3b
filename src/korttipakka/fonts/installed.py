"""The fonts installed on this computer: asked of fontconfig, or read from the system's folders."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .files import SUFFIXES, FontFile, read_cuts

PATIENCE = 30.0
"""Seconds that fontconfig may take; it builds a cache when asked for the first time."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A font file and the names of its families."""

    path: Path
    families: tuple[str, ...]


@lru_cache(maxsize=1)
def installed() -> tuple[Installed, ...]:
    """Every installed OpenType file."""
    listed = _from_fontconfig()
    return tuple(_from_folders(font_folders()) if listed is None else listed)


def families() -> list[str]:
    """The names of the installed families, in order."""
    return sorted({name for font in installed() for name in font.families[:1]}, key=str.casefold)


def cuts_named(family: str) -> tuple[FontFile, ...]:
    """The cuts of an installed family; none when there is no such family."""
    wanted = normal(family)
    paths = {f.path for f in installed() if wanted in map(normal, f.families)}
    cuts = [cut for path in sorted(paths) for cut in usable_cuts(path)]
    # fontconfig knows names in more languages than the file is asked for here: all cuts, then.
    return tuple(c for c in cuts if wanted in {normal(c.family), normal(c.legacy)}) or tuple(cuts)


def normal(family: str) -> str:
    """A family's name as it is compared."""
    return family.replace(" ", "").casefold()


def usable_cuts(path: Path) -> tuple[FontFile, ...]:
    """The cuts of a file; none when it cannot be used."""
    try:
        return read_cuts(path)
    except (OSError, ValueError):
        return ()


def _from_fontconfig() -> list[Installed] | None:
    """What fc-list lists; None when there is no fontconfig."""
    command = ["fc-list", "--format", "%{file}\t%{family}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    names: dict[Path, dict[str, None]] = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        file, _, listed = line.partition("\t")
        if Path(file).suffix.lower() in SUFFIXES:
            names.setdefault(Path(file), {}).update(dict.fromkeys(listed.split(",")))
    return [Installed(path, tuple(found)) for path, found in sorted(names.items())]


def _from_folders(folders: Iterable[Path]) -> Iterable[Installed]:
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.suffix.lower() in SUFFIXES and (cuts := usable_cuts(path)):
            names = [name for cut in cuts for name in (cut.family, cut.legacy) if name]
            yield Installed(path, tuple(dict.fromkeys(names)))


def font_folders() -> list[Path]:
    """Where this system keeps fonts: for everybody, then for this user."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [windows / "Fonts", local / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, home / ".local/share/fonts", home / ".fonts"]
