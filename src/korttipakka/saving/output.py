"""Files that a command writes beside the user's own: none is replaced without being asked for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..basics.files import check_name, write_whole
from ..basics.problems import cannot_write, error


def refuse_existing(files: Sequence[Path], force: bool) -> None:
    """Raise KorttipakkaError for files that are there already, unless they may be replaced."""
    there = [file for file in files if file.exists()]
    if there and not force:
        more = f", and {len(there) - 1} more" if len(there) > 1 else ""
        message = f"{there[0]} is there already{more}"
        raise error("file-exists", message, hint="choose another place with -o, or use --force")


ELSEWHERE = "choose another place with -o"


def write_output(
    out: Path, data: bytes, inputs: Iterable[Path] = (), hint: str = ELSEWHERE
) -> None:
    """Write a file whole, in a folder that is made if need be, and never over one of its `inputs`.

    Raises KorttipakkaError, with a `hint` that says how to choose another place.
    """
    try:
        check_name(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, data, inputs=inputs)
    except OSError as cause:
        raise cannot_write(out, cause, hint) from cause
