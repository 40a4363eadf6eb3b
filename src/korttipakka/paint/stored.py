"""Bytes that stay in their file until a PDF is written: pictures would fill the memory."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from ..basics.records import NamedTuple
from ..pictures import PictureError

PIECE = 1 << 20
"""Bytes that are copied at once."""

Parts = tuple[tuple[int, int], ...]
"""Pieces of a file that follow each other in the PDF, each from a byte on and so long."""


class Stored(NamedTuple):
    """Parts of a file, known by the file's path, size and time; `digest` is their SHA-256."""

    path: Path
    parts: Parts
    version: tuple[int, int]
    digest: bytes

    @classmethod
    def of(cls, path: Path, parts: Parts) -> "Stored":
        """Parts of a file as it is now. Raises OSError."""
        version, digest = _version(path), sha256()
        for piece in _pieces(path, parts):
            digest.update(piece)
        return cls(path, parts, version, digest.digest())

    @property
    def length(self) -> int:
        """The number of bytes."""
        return sum(length for _, length in self.parts)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time. Raises PictureError when the file is no longer the same."""
        try:
            if _version(self.path) == self.version:
                yield from _pieces(self.path, self.parts)
                return
        except OSError as error:
            message = f"'{self.path.name}': the file cannot be read: {error.strerror or error}"
            raise PictureError(message) from error
        message = f"'{self.path.name}': the file was changed while the PDF was made"
        raise PictureError(message, "build it again")


def _version(path: Path) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


def _pieces(path: Path, parts: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    with path.open("rb") as file:
        for start, length in parts:
            file.seek(start)
            while length > 0:
                piece = file.read(min(length, PIECE))
                if not piece:
                    raise OSError("the file has become shorter")
                yield piece
                length -= len(piece)
