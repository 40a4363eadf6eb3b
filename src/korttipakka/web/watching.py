"""Notices when files of a deck change: by the system's notices, and by looking each second.

Where there are no notices (network drives, some virtual machines), looking is what is left.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
from contextlib import aclosing
from itertools import chain, islice
from pathlib import Path

from ..basics.files import MARK, Stamp

DEBOUNCE, STEP = 10, 3
"""Milliseconds: at most so long changes are gathered, after so long without one they are told.

The defaults of watchfiles, 1,600 and 50, are for rebuilds that take seconds.
"""

LOOK = 1000
"""Milliseconds between looks at the files themselves."""

MOST_FOLDERS = 500
"""Folders of a deck that are watched: a deck in somebody's home folder must not watch all of it."""

MOST_FILES = 2000
"""Files in them that are looked at, which takes milliseconds: of others, notices tell alone."""

IGNORED = {"node_modules", "__pycache__"}

Stamps = Mapping[str, Stamp]


async def changes(
    files: Callable[[], Iterable[Path]], root: Path, known: Stamps | None = None
) -> AsyncIterator[None]:
    """Comes back whenever something has changed in the folder `root` or in one of the `files`.

    Folders that are gone are waited for. What differs from what is `known` has changed already.
    """
    known = stamps_of(files(), root) if known is None else known
    while True:
        folders = _identities({*folders_of(root), *(path.parent for path in files())})
        async with aclosing(_notices(set(folders))) as notices:
            async for noticed in notices:
                now = stamps_of(files(), root)
                told = any(_concerns(path, root, now) for path in noticed)
                changed, known = told or now != known, now
                # A folder that was moved away and back is the same, but watched no more.
                stale = not noticed.isdisjoint(map(str, folders))
                if changed:
                    yield
                wanted = {*folders_of(root), *(path.parent for path in files())}
                if stale or _identities(wanted) != folders:
                    break
        # What happened while nothing was watched is seen by the stamps.
        now = stamps_of(files(), root)
        if now != known:
            known = now
            yield


async def _notices(folders: set[Path]) -> AsyncGenerator[frozenset[str]]:
    """The paths that the system tells of, one change after the other; none: it is time to look."""
    from watchfiles import awatch

    if not folders:
        await asyncio.sleep(LOOK / 1000)
        yield frozenset()
        return
    try:
        async for found in awatch(
            *folders, watch_filter=lambda change, path: is_of_interest(path), recursive=False,
            debounce=DEBOUNCE, step=STEP, rust_timeout=LOOK, yield_on_timeout=True,
        ):  # fmt: skip
            yield frozenset(path for _, path in found)
    except (OSError, RuntimeError):
        # A folder went away just now, or the system has no more notices to give: watchfiles has an
        # error of its own for that, which is a RuntimeError.
        await asyncio.sleep(LOOK / 1000)
        yield frozenset()


def stamps_of(files: Iterable[Path], root: Path | None = None) -> Stamps:
    """What tells whether files have changed: those named, and those in a folder and its folders."""
    folders = sorted(folders_of(root)) if root else ()
    inside = islice(chain.from_iterable(map(_entries, folders)), MOST_FILES)
    found = {entry.path: stamp for entry in inside if (stamp := Stamp.of(entry))}
    others = (path for path in files if str(path) not in found)
    return found | {str(path): stamp for path in others if (stamp := Stamp.of(path))}


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """The files in a folder that may be of a deck; none when it cannot be looked into."""
    try:
        with os.scandir(folder) as entries:
            return [one for one in entries if is_of_interest(one.path) and not one.is_dir()]
    except OSError:
        return []


def _concerns(path: str, root: Path, files: Stamps) -> bool:
    """Whether a file is the deck's: folders of fonts and layouts hold others, too."""
    return Path(path).is_relative_to(root) or path in files


def is_of_interest(path: str) -> bool:
    """Whether a change of a file may change the deck; our own temporary files never do."""
    name = os.path.basename(path)
    return not name.startswith((MARK, ".git")) and name not in IGNORED


def folders_of(root: Path) -> set[Path]:
    """A folder and those in it, up to a number."""
    found: set[Path] = set()
    for path, names, _ in os.walk(root):
        names[:] = [name for name in names if not name.startswith(".") and name not in IGNORED]
        found.add(Path(path))
        if len(found) >= MOST_FOLDERS:
            break
    return found


def _identities(folders: Iterable[Path]) -> dict[Path, int]:
    """Which folders are there: one that was made anew is another."""
    there = (path for path in folders if os.path.isdir(path))
    return {path: stamp.number for path in there if (stamp := Stamp.of(path))}
