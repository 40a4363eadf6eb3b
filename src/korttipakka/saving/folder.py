"""A new deck's folder: all of it or nothing, and nothing of its user's is lost."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ..basics.files import check_folder, write_together
from ..basics.problems import KorttipakkaError, Location, Problem, cannot_write, error
from ..reading.deck import is_layout_file, read_deck
from ..reading.files import YAML_SUFFIXES

ELSEWHERE = "choose another folder"


def write_deck(
    folder: Path, texts: Mapping[str, str], pictures: Mapping[str, Path], force: bool = False
) -> list[Path]:
    """Write a deck's files, and copies of its pictures, into a folder, which is made if need be.

    With `force`, files of these names are replaced; no other file is touched. Raises
    KorttipakkaError, and then nothing was written.
    """
    refuse_folder(folder, [*texts, *pictures], force)
    try:
        files = {name: text.encode() for name, text in texts.items()}
        files |= {name: path.read_bytes() for name, path in pictures.items()}
        _check_reads(folder, files)
        return write_together(folder, files.items(), inputs=pictures.values())
    except OSError as cause:
        raise cannot_write(f"into {folder}", cause, ELSEWHERE) from cause


def refuse_folder(folder: Path, names: Sequence[str], force: bool) -> None:
    """Raise KorttipakkaError for a folder that a new deck cannot be put into."""
    try:
        check_folder(folder)
    except OSError as cause:
        raise cannot_write(f"into {folder}", cause, ELSEWHERE) from cause
    if not folder.is_dir():
        return
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        hint = "name another folder, use --update to merge, or --force to replace"
        raise error("file-exists", f"{folder / there[0]} is there already", hint=hint)
    for path in sorted(folder.iterdir()):
        is_other = path.suffix.lower() in YAML_SUFFIXES and path.name not in names
        if is_other and path.is_file() and not is_layout_file(path):
            message = f"{path} would be read as a part of the new deck"
            hint = "move it out of the folder, or name another folder"
            raise error("file-exists", message, Location.file(path), hint)


def _check_reads(folder: Path, files: Mapping[str, bytes]) -> None:
    """Read the deck where nobody sees it. Raises KorttipakkaError for what is wrong with it."""
    with TemporaryDirectory(prefix="korttipakka-") as trial:
        for name, data in files.items():
            (Path(trial) / name).write_bytes(data)
        try:
            read_deck(Path(trial))
        except KorttipakkaError as failure:
            raise KorttipakkaError(_moved(p, folder) for p in failure.problems) from None


def _moved(problem: Problem, folder: Path) -> Problem:
    """A problem of the trial, told at the file that would have been."""
    at = problem.at
    if at is None or at.path is None:
        return problem
    return problem._replace(at=Location.file(folder / at.path.name, None, at.line, at.column))
