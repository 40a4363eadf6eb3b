"""Files that appear whole or not at all, alone or many as one.

What is written lies in a temporary file or folder beside its target until it is whole; then it is
renamed. Its name begins with `MARK` and says whose it is. While it is written it is locked, so that
one without a lock was left behind by a process that was killed: the next write to the same target
removes it. (Windows removes no file that is open, and needs no lock for that.)
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from .records import NamedTuple

if sys.platform != "win32":
    import fcntl

MARK = ".korttipakka-"
"""What the names of temporary files begin with; their length does not depend on the target's."""

STREAMS = ("/dev/std", "/dev/fd/", "/proc/")
"""How the paths of files begin that are open already, such as /dev/stdout."""

WINDOWS = sys.platform == "win32"

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³"),
}
"""Names of devices on Windows, whatever comes after a dot."""

BINARY = getattr(os, "O_BINARY", 0)
"""On Windows, what keeps line ends as they are."""


Pieces = Callable[[], Iterable[bytes]]
"""Makes a file's bytes a piece at a time, for a file that is too large for the memory.

It is a function because a write may have to begin anew."""


class Stamp(NamedTuple):
    """What tells whether a file has changed: its time in nanoseconds, its size, and which it is."""

    changed: int
    size: int
    number: int

    @classmethod
    def of(cls, path: "Path | os.DirEntry[str]") -> "Stamp | None":
        """The stamp of a file; None when it cannot be looked at."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return cls(found.st_mtime_ns, found.st_size, found.st_ino)


class PartlyWritten(OSError):
    """Some of many files were put in their places before one could not be.

    `written` are those that were; `__cause__` tells what was in the way.
    """

    def __init__(self, message: str, written: Iterable[Path]) -> None:
        super().__init__(message)
        self.written = tuple(written)


def write_whole(
    out: Path, data: bytes | Pieces, *, inputs: Iterable[Path] = (), durable: bool = False
) -> None:
    """Write a file by way of a temporary one beside it, or raise OSError and change nothing.

    A link stays a link, a file keeps its permissions, and a device or pipe is written to directly.
    `inputs` are files that `out` must not be, under whatever name. With `durable`, the file is
    whole even if the power fails just afterwards: for what its user wrote and cannot make again.
    What is raised while pieces are made is passed on.
    """
    pieces = (lambda: (data,)) if isinstance(data, bytes) else data
    check_output(out, inputs)
    if _is_stream(out):
        # A device cannot be replaced; a file behind /dev/stdout may be one that others append to.
        with out.open("ab" if out.is_file() else "wb") as stream:
            stream.writelines(pieces())
        return
    target = Path(os.path.realpath(out))
    _remove_leftovers(target)
    try:
        _replace(target, pieces(), durable)
    except FileNotFoundError:
        # Another process may have taken ours for a leftover in the moment before it was locked.
        _replace(target, pieces(), durable)


def write_together(
    folder: Path, files: Iterable[tuple[str, bytes]], *, inputs: Iterable[Path] = ()
) -> list[Path]:
    """Write files into a folder, which is made if need be: all, or none if one cannot be made.

    The files, each a name and its contents, may be made while they are asked for: they wait in a
    temporary folder until the last one is whole. What making them raises is passed on. Raises
    OSError, and PartlyWritten in the unlikely case that one cannot be renamed after others were.
    """
    check_folder(folder)
    known, names = list(inputs), list[str]()
    home = Path(os.path.realpath(folder))
    # A folder may be a disk of its own, and files cannot be renamed from one disk to another.
    beside = home / "contents" if home.is_dir() else home
    _remove_leftovers(beside)
    with _temporary_folder(beside) as waiting:
        for name, data in files:
            if home.is_dir():
                check_output(home / name, known)
            with (waiting / name).open("xb") as stream:
                stream.write(data)
            names.append(name)
        return _moved(waiting, home, names)


def check_output(out: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise OSError with a plain message where a file cannot or should not be put.

    Call it before long work as well: `write_whole` asks again.
    """
    check_name(out)
    if out.is_dir():
        raise IsADirectoryError("that is a folder")
    if not out.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {out.parent}")
    if not out.exists():
        return
    if not os.access(out, os.W_OK):
        # Renaming would do away with a file that its owner has protected.
        raise PermissionError("the file is write-protected")
    for path in inputs:
        if is_same_file(out, path):
            raise FileExistsError(f"it is made from that file: {path}")


def check_folder(folder: Path) -> None:
    """Raise OSError with a plain message where a folder cannot be made or written into."""
    check_name(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError("that is a file, not a folder")
    if not folder.exists() and not folder.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {folder.parent}")


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: by links of either kind, or by names in another case."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):  # one of them does not exist, or has a name that none can have
        return False


def check_name(path: Path) -> None:
    """Raise OSError with a plain message for a path that no file can have on this system."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "a name cannot have a NUL character in it")
    if WINDOWS and (fault := next(filter(None, map(windows_fault, _names(path))), "")):
        raise OSError(errno.EINVAL, fault)
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()  # raises OSError for a name that is too long, and for links in a circle


def _names(path: Path) -> tuple[str, ...]:
    """The names of a path's folders and of its file, without a drive."""
    return path.parts[1:] if path.anchor else path.parts


def windows_fault(name: str) -> str:
    """What Windows has against the name of a file or folder; "" if nothing.

    Source: Microsoft, "Naming Files, Paths, and Namespaces".
    """
    if name in {".", ".."}:
        return ""
    if name.partition(".")[0].rstrip(" ").casefold() in RESERVED:
        return f"'{name}' is the name of a device on Windows"
    if found := next((char for char in name if char in '<>:"|?*' or char < " "), ""):
        return f"a name on Windows cannot have {found!r} in it"
    if name.endswith((".", " ")):
        return (
            f"Windows drops the {'dot' if name.endswith('.') else 'space'} at the end of '{name}'"
        )
    return ""


def _is_stream(out: Path) -> bool:
    """Whether a path is that of a device, a pipe, or a file that is open already."""
    return out.exists() and (not out.is_file() or os.path.abspath(out).startswith(STREAMS))


def _replace(target: Path, pieces: Iterable[bytes], durable: bool) -> None:
    path = _temporary_name(target)
    try:
        with _opened(path) as stream:
            stream.writelines(pieces)
            stream.flush()
            if target.exists():
                path.chmod(target.stat().st_mode & 0o777)
            if durable:
                os.fsync(stream.fileno())
            if not WINDOWS:  # there, no open file can be renamed
                path.replace(target)
        if WINDOWS:
            _replace_unless_open(path, target)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _replace_unless_open(path: Path, target: Path) -> None:
    """Rename over a file; Windows refuses that while a viewer has it open."""
    try:
        path.replace(target)
    except PermissionError:
        if target.exists():
            raise PermissionError("another program has it open: close it in the viewer") from None
        raise


def _opened(path: Path) -> BinaryIO:
    """A new file, locked. Its permissions are those of the user's other new files."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
    _lock(descriptor)
    return os.fdopen(descriptor, "wb")


def _temporary_name(target: Path) -> Path:
    """A name that no file has, for what is to become the target."""
    return target.with_name(f"{_mark(target)}{os.urandom(4).hex()}")


def _mark(target: Path) -> str:
    """What the names of a target's temporary files begin with: a sum stands for its own name."""
    return f"{MARK}{crc32(os.fsencode(target.name)):08x}-"


@contextmanager
def _temporary_folder(home: Path) -> Iterator[Path]:
    """A locked folder beside another, which is gone in the end."""
    path = _temporary_name(home)
    path.mkdir()
    descriptor = None if sys.platform == "win32" else os.open(path, os.O_RDONLY)
    try:
        if descriptor is not None:
            _lock(descriptor)
        yield path
    finally:
        if descriptor is not None:
            os.close(descriptor)
        _remove_folder(path)


def _moved(waiting: Path, home: Path, names: Iterable[str]) -> list[Path]:
    """The files, in their places. Raises OSError, PartlyWritten once one of them is in place."""
    written: list[Path] = []
    if not home.exists():
        waiting.rename(home)
        return [home / name for name in names]
    for name in names:
        try:
            (waiting / name).replace(home / name)
        except OSError as error:
            if not written:
                raise
            raise PartlyWritten(f"{name}: {error.strerror or error}", written) from error
        written.append(home / name)
    return written


def _remove_leftovers(target: Path) -> None:
    """Remove what was left of earlier writes to a target by processes that were killed."""
    mark = _mark(target)
    with suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(mark):
                with suppress(OSError):
                    _remove_if_left(target.with_name(name))


def _remove_if_left(path: Path) -> None:
    """Remove a temporary file or folder that nobody has locked. Raises OSError."""
    if path.is_symlink():
        return  # ours never are
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(descriptor)
    if path.is_dir():
        _remove_folder(path)
    else:
        path.unlink()


def _remove_folder(path: Path) -> None:
    """Remove a folder with what is in it, as far as that can be done."""
    from shutil import rmtree  # which loads half a dozen modules for packing files

    rmtree(path, ignore_errors=True)


def _lock(descriptor: int) -> None:
    """Lock an open file or folder until it is closed, where the file system can do that."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
