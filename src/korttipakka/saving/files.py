"""Changed texts back into their files."""

from contextlib import suppress
from pathlib import Path

from ..basics.files import write_whole
from .scalars import BOM


def write_text(out: Path, text: str) -> None:
    """Write a text that somebody may have written by hand, whole or not at all. Raises OSError.

    A file that began with a byte order mark, which readers leave out, still does.
    """
    mark = b""
    with suppress(FileNotFoundError), out.open("rb") as stream:
        mark = stream.read(len(BOM.encode()))
    data = text.encode()
    if mark == BOM.encode() and not data.startswith(mark):
        data = mark + data
    write_whole(out, data, durable=True)
