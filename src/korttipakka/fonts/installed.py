"""The fonts installed on this computer: asked of fontconfig, or read from the system's folders."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..basics.problems import InvalidValue
from .files import SUFFIXES, TYPE1, FontFile, normal, read_cuts

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
    """The cuts of an installed family; none when there is no such family.

    Raises InvalidValue, which says why, when the family is there but cannot be used.
    """
    wanted = normal(family)
    paths = {f.path for f in installed() if wanted in map(normal, f.families)}
    cuts = [cut for path in sorted(paths) for cut in usable_cuts(path)]
    # fontconfig knows names in more languages than the file is asked for here: all cuts, then.
    named = tuple(c for c in cuts if wanted in {normal(c.family), normal(c.legacy)})
    if not cuts and wanted in _type1_families():
        raise InvalidValue(*TYPE1)
    return named or tuple(cuts)


def _type1_families() -> set[str]:
    """The families that are installed as Type 1, as fontconfig tells; asked for only in need."""
    listing = _fc_list("%{fontformat}\t%{family}\n") or ""
    lines = (line.partition("\t") for line in listing.splitlines())
    return {
        normal(name) for kind, _, names in lines if kind == "Type 1" for name in names.split(",")
    }


@lru_cache(maxsize=64)
def families_with(char: str) -> tuple[str, ...]:
    """The installed families that have a character, as fontconfig tells; none without it."""
    pattern = f":charset={ord(char):x}:color=False:scalable=True"
    found = _fc_list(pattern, "%{family[0]}\t%{fontformat}\n") or ""
    lines = (line.partition("\t") for line in found.splitlines())
    usable = {family for family, _, kind in lines if kind in {"TrueType", "CFF"}}
    return tuple(sorted(usable, key=str.casefold))


def usable_cuts(path: Path) -> tuple[FontFile, ...]:
    """The cuts of a file; none when it cannot be used."""
    try:
        return read_cuts(path)
    except (OSError, ValueError):
        return ()


def _fc_list(*arguments: str) -> str | None:
    """What fc-list prints in a format of ours; None when there is no fontconfig."""
    *pattern, form = arguments
    command = ["fc-list", "--format", form, *pattern]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def _from_fontconfig() -> list[Installed] | None:
    listing = _fc_list("%{file}\t%{family}\n")
    if listing is None:
        return None
    names: dict[Path, dict[str, None]] = {}
    for line in listing.splitlines():
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
    home = Path(os.path.expanduser("~"))  # unlike Path.home, never raises
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        found = [windows / "Fonts", local / "Microsoft/Windows/Fonts"]
    elif sys.platform == "darwin":
        found = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        found = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
        found += [home / ".local/share/fonts", home / ".fonts"]
    return found
