"""What a PDF remembers of its cards, looked for in a file that anybody may have made.

It is a stream of a type of its own, as `pdf` writes it. A PDF keeps each stream by itself, with its
dictionary in plain sight, whichever program has saved the file again: so it is found without the
rest being read, in bounded memory, and what else the file holds does no harm.
"""

import os
import re
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

from ..basics.problems import KorttipakkaError, Location, error
from ..basics.records import NamedTuple
from ..model.remembered import STREAM_TYPE, NewerFormat, Remembered, read_remembered

MOST_FILE = 1 << 30
"""Bytes of a PDF that is looked through, which takes a second or two."""

MOST = 16 << 20
"""Bytes of what is remembered, as it is and as it is packed: of 100,000 cards with long titles."""

PIECE = 1 << 20
"""Bytes that are looked through at once."""

START, END = 1024, 2048
"""Bytes at the start and at the end of a file where a PDF says that it is one, and is whole."""

HEAD = 4096
"""Bytes around its type that a stream's dictionary takes at most."""

ENCRYPTED = re.compile(rb"/Encrypt[\s/<\d]")

AGAIN = "build the whole deck once, and keep that PDF for the next time"


class _Found(NamedTuple):
    """Where the last stream of the type is named, or -1; and whether the file is encrypted."""

    at: int
    encrypted: bool


def remembered_in(path: Path, at: Location) -> Remembered:
    """What a PDF remembers of the cards on it; it was asked for `at`.

    Raises KorttipakkaError for a file that is none of ours.
    """
    try:
        with open(path, "rb", opener=_regular) as file:
            return _remembered(file, path, at)
    except FileNotFoundError:
        raise error("missing-file", f"there is no file {path}", at) from None
    except IsADirectoryError:
        raise error("not-a-file", f"{path} is not a file", at) from None
    except OSError as cause:
        message = f"{path} cannot be read: {cause.strerror or cause}"
        raise error("unreadable-file", message, at) from cause


def _regular(path: str, flags: int) -> int:
    """Open a file, but no pipe or device: those may never end, and block when they are opened."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise IsADirectoryError
    return os.open(path, flags)


def _remembered(file: BinaryIO, path: Path, at: Location) -> Remembered:
    size = os.fstat(file.fileno()).st_size
    if b"%PDF-" not in file.read(START):
        raise error("wrong-file", f"{path} is not a PDF", at, "name the PDF of an earlier build")
    if size > MOST_FILE:
        message = f"{path} is larger than {MOST_FILE >> 20} MB"
        raise error("too-large", message, at, AGAIN)
    found = _find(file)
    file.seek(max(0, size - END))
    if b"%%EOF" not in file.read():
        raise _unusable(path, at, encrypted=False)
    if found.at < 0 and not found.encrypted:
        message = f"{path} does not say which cards are on it, as PDFs of korttipakka do by now"
        raise error("no-record", message, at, AGAIN)
    try:
        return read_remembered(_unpacked(file, found.at))
    except NewerFormat:
        message = f"{path} was made by a later korttipakka"
        raise error("newer-record", message, at, "update korttipakka") from None
    except (ValueError, zlib.error):
        raise _unusable(path, at, found.encrypted) from None


def _unusable(path: Path, at: Location, encrypted: bool) -> KorttipakkaError:
    if encrypted:
        message = f"{path} is protected by a password"
        hint = "save it without, or name the PDF as it was built"
        return error("has-password", message, at, hint)
    return error("damaged-file", f"{path} is damaged or cut short", at, AGAIN)


def _find(file: BinaryIO) -> _Found:
    """Look through a file for a stream of the type; of several the last one holds."""
    wanted, last, encrypted = f"/{STREAM_TYPE}".encode(), -1, False
    file.seek(0)
    start, before = 0, b""
    while piece := file.read(PIECE):
        data = before + piece
        here = data.rfind(wanted)
        last = start + here if here >= 0 else last
        encrypted = encrypted or ENCRYPTED.search(data) is not None
        before = data[-len(wanted) :]
        start += len(data) - len(before)
    return _Found(last, encrypted)


def _unpacked(file: BinaryIO, at: int) -> bytes:
    """A stream whose dictionary names its type at a byte. Raises ValueError, or zlib.error."""
    if at < 0:
        raise ValueError("no stream in plain sight")
    file.seek(max(0, at - HEAD))
    before = file.read(min(at, HEAD))
    after = file.read(HEAD)
    rest = re.match(rb"(.*?>>\s*stream\r?\n)", after, re.DOTALL)
    if rest is None or b"<<" not in before:
        raise ValueError("no stream")
    entries = before[before.rindex(b"<<") :] + rest[1]
    file.seek(at + len(rest[1]))
    data = file.read(MOST)
    if b"/FlateDecode" not in entries:
        return data[: data.index(b"endstream")].rstrip(b"\r\n")
    unpack = zlib.decompressobj()
    found = unpack.decompress(data, MOST)
    if not unpack.eof:
        raise ValueError("cut short")
    return found
