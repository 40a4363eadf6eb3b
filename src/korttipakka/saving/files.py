"""Changed texts back into their files."""

from contextlib import suppress
from pathlib import Path

from ..basics.files import write_whole
from ..reading.whole import LONGEST_MARK, marked_codec
from .scalars import BOM


def write_text(out: Path, text: str) -> None:
    """Write a text that somebody may have written by hand, whole or not at all. Raises OSError.

    A file keeps its encoding.
    """
    write_whole(out, in_codec_of(out, text), durable=True)


def in_codec_of(path: Path, text: str) -> bytes:
    """A text as a file is to have it: in the encoding that this had, UTF-8 for a new one.

    A file that began with a byte order mark, which readers leave out, still does. Raises OSError.
    """
    start = b""
    with suppress(FileNotFoundError), path.open("rb") as stream:
        start = stream.read(LONGEST_MARK)
    codec = marked_codec(start)
    return f"{BOM}{text.removeprefix(BOM)}".encode(codec) if codec else text.encode()
