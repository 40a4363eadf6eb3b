"""Where a command puts a file that it makes: under a name, or to the process's standard output."""

from collections.abc import Iterable
from pathlib import Path

from ..basics.problems import Location, error
from ..saving.output import refuse_existing, write_output
from .say import STANDARD_OUTPUT, is_standard_output, put


def refuse_there(out: Path, force: bool) -> None:
    """Raise KorttipakkaError for a file that is there already, unless it may be replaced."""
    if not is_standard_output(out):
        refuse_existing([out], force)


def write(out: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write a file whole, and never over one of its `inputs`. Raises KorttipakkaError."""
    if out == STANDARD_OUTPUT:
        put(data)
    else:
        write_output(out, data, inputs)


def named(out: Path) -> str:
    """A file as messages call it."""
    return "standard output" if is_standard_output(out) else str(out)


def is_aside(out: Path | None) -> bool:
    """Whether what is told goes to standard error, as nothing but the file goes where it goes."""
    return out is not None and is_standard_output(out)


NO_FOLDER, NAME_FOLDER = "a deck is a folder of files, not standard output", "name a folder"
"""Why no deck is made in "-", and what to do."""


def refuse_stream(out: Path | None, flag: str, why: str, hint: str) -> None:
    """Raise KorttipakkaError for standard output where not one file is written."""
    if is_aside(out):
        raise error("cannot-write", why, Location.flag(f"{flag} {out}".strip()), hint)


def picture_kind(out: Path) -> str:
    """What a page is written as: ".pdf" or ".png" by a file's name, which has to be one of them.

    Standard output has no name, and gets pixels. Raises KorttipakkaError.
    """
    kind = out.suffix.lower()
    if is_standard_output(out):
        return ".png"
    if kind not in (".pdf", ".png"):
        message = f"{out} is neither a .png nor a .pdf file"
        raise error("cannot-write", message, hint="choose another file with -o FILE")
    return kind
