"""A folder for what a build makes on the way and needs until its file is written."""

import os
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from weakref import finalize

if sys.platform == "win32":
    from pathlib import WindowsPath as NativePath
else:
    from pathlib import PosixPath as NativePath


class ScratchFile(NativePath):
    """A file on the way, which goes when nothing names it any more: keep this object, not a copy.

    One that another process made goes with its folder.
    """


class Scratch:
    """A private folder among the system's temporary ones, made when it is first asked for.

    It goes with this object, which whoever shows its files has to keep. Its name is settled at
    once, so that a process that is forked meanwhile puts its files into the same folder; only the
    process that it was made in removes it.

    >>> Scratch().new(".png").suffix
    '.png'
    """

    def __init__(self) -> None:
        # Nobody can guess the name, and so nobody can be there first.
        self._name = f"korttipakka-{os.urandom(8).hex()}"
        self._numbers = count()
        self._owner = os.getpid()
        finalize(self, _remove, self._name, self._owner)

    def new(self, suffix: str) -> ScratchFile:
        """Where a file may be written that no other process writes. Raises OSError without room."""
        folder = _among_temporary(self._name)
        folder.mkdir(mode=0o700, exist_ok=True)
        file = ScratchFile(folder, f"{os.getpid()}-{next(self._numbers)}{suffix}")
        finalize(file, _unlink, str(file), self._owner)
        return file


def _among_temporary(name: str) -> Path:
    from tempfile import gettempdir

    return Path(gettempdir()) / name


def _unlink(file: str, owner: int) -> None:
    """Remove a file; what a forked process made is for the one that forked it."""
    if os.getpid() == owner:
        with suppress(OSError):
            os.unlink(file)


def _remove(name: str, owner: int) -> None:
    """Remove the folder and its files if it was made, here or in a forked process.

    Nothing is imported, and of `tempfile` no function called: garbage may be collected while that
    module is half imported, and Ctrl-C is lost in a finalizer.
    """
    if os.getpid() != owner:
        return
    known = getattr(sys.modules.get("tempfile"), "tempdir", None)  # once it has been asked for
    for place in filter(None, (known, *map(os.environ.get, VARIABLES), *PLACES)):
        folder = os.path.join(os.fsdecode(place), name)
        with suppress(OSError):
            for file in os.listdir(folder):
                _unlink(os.path.join(folder, file), owner)
            os.rmdir(folder)


VARIABLES, PLACES = ("TMPDIR", "TEMP", "TMP"), ("/tmp", "/var/tmp", "/usr/tmp", os.curdir)
"""Where the system's temporary files may lie, as `tempfile.gettempdir` looks for them."""
