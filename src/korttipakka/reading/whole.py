"""Files from elsewhere as bytes, whole; their encoding by their first bytes."""

import codecs
import os
from pathlib import Path

from ..basics.problems import Location, error
from .limits import MAX_LINES

MAX_BYTES = 50_000_000
"""Size of a file, pictures in it included."""


def read_bytes(path: Path) -> bytes:
    """What is in a file. Raises KorttipakkaError: none, not readable, empty, too large."""
    if not os.path.exists(path):  # unlike Path.exists, never raises
        from .absent import absent

        raise error("missing-file", f"there is no file {path}", hint=absent(str(path)))
    at = Location.file(path)
    data = bounded(at, MAX_BYTES)
    if not data.strip(b"\0 \t\r\n"):
        raise error("empty-file", "the file is empty", at, "save the cards into it anew")
    return data


def bounded(at: Location, most: int, hint: str = "") -> bytes:
    """The bytes of a file of at most so many; `hint` says what to do about more.

    Raises KorttipakkaError, located `at` the file: no such file, not a file, not readable, larger.
    """
    path, shown = at.path or Path(at.shown), at.shown
    if not os.path.exists(path):
        raise error("missing-file", f"there is no file {shown}", at)
    if not os.path.isfile(path):
        raise error("not-a-file", f"{shown} is not a file", at)
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as cause:
        raise error("unreadable-file", f"{shown} cannot be read: {cause.strerror}", at) from None
    if len(data) > most:
        raise error("too-large", f"the file is larger than {most // 1_000_000} MB", at, hint)
    return data


def check_lines(data: bytes, at: Location, hint: str) -> None:
    """Raise KorttipakkaError for a text of too many lines, however they end.

    `hint` says what to do about them.
    """
    if len(data) < MAX_LINES:
        return
    ends = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if ends >= MAX_LINES:
        raise error("too-large", f"the file has more than {MAX_LINES:,} lines", at, hint)


MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Marks, longer ones first, and the encodings that have them; Notepad calls UTF-16 "Unicode"."""

LONGEST_MARK = 4
"""Bytes of a mark, at most."""


def marked_codec(data: bytes) -> str:
    r"""The encoding that a mark at the beginning of a file tells; "" without one.

    A text decoded by it begins with the mark as U+FEFF.

    >>> marked_codec(b"\xff\xfea\0")
    'utf-16-le'
    """
    return next((codec for mark, codec in MARKS if data.startswith(mark)), "")
