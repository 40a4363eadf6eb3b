"""What may be opened of what a stranger's file names: plain, bounded files in its own folder.

A deck is untrusted, and so is a layout that it names. What a user names, in a flag or as the layout
to take, may lie anywhere.
"""

import os
from pathlib import Path

from .problems import InvalidValue


class OutsideError(Exception):
    """A stranger's file names what lies outside the folder that it came in."""


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in a folder, links followed; nothing has to be there."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    except (OSError, ValueError):  # a name that no file can have
        return False


def refuse_outside(path: Path, inside: Path | None) -> None:
    """Raise OutsideError for a path that does not lie `inside` a folder, if it must."""
    if inside is not None and not is_inside(path, inside):
        raise OutsideError(path)


def check_plain(path: Path, most: int) -> None:
    """Raise OSError or InvalidValue for what is no plain file, or has more bytes than `most`.

    It is asked before a file is opened: a pipe never ends, and a device may do anything.
    """
    if not os.path.isfile(path):
        raise InvalidValue("it is not a plain file")
    if path.stat().st_size > most:
        raise InvalidValue(f"the file is larger than {most // 1_000_000} MB")
