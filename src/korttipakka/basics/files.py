"""Files that appear whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(out: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file by way of a temporary one beside it. Raises OSError.

    `data` may come in pieces; an error while they are made leaves the old file as it was.
    """
    pieces = [data] if isinstance(data, bytes) else data
    _refuse(out)
    if out.exists() and not out.is_file():
        with out.open("wb") as file:
            file.writelines(pieces)  # a device or a pipe cannot be replaced
        return
    out = Path(os.path.realpath(out))  # a link stays a link
    with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as temporary:
        path = Path(temporary.name)
        try:
            temporary.writelines(pieces)
            temporary.close()
            # A temporary file is private; the target is as readable as the user's other files.
            path.chmod(out.stat().st_mode & 0o777 if out.exists() else 0o666 & ~_umask())
            path.replace(out)
        except BaseException:
            temporary.close()
            with suppress(OSError):
                path.unlink()
            raise


def _refuse(out: Path) -> None:
    """Raise OSError with a plain message where a file cannot or should not be put."""
    if out.is_dir():
        raise IsADirectoryError("that is a folder")
    if not out.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {out.parent}")
    if out.exists() and not os.access(out, os.W_OK):
        # Renaming would do away with a file that its owner has protected.
        raise PermissionError("the file is write-protected")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
