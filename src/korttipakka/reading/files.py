"""Files of a deck's folder: never outside it, whatever the path or the links on the way say."""

import os
import re
import unicodedata
from functools import partial
from pathlib import Path

from ..basics.problems import InvalidValue, Location, did_you_mean, error, suggestion
from .tree import MAX_BYTES

YAML_SUFFIXES = {".yaml", ".yml"}
DECK_NAMES = ("deck.yaml", "deck.yml")

MAX_FILES = 500

# A path that begins at a root or a drive, or an address on the network.
ELSEWHERE = re.compile(r"[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:")


def find_inside(root: Path, text: str) -> Path:
    """The existing file that a deck in the folder `root` names. Raises InvalidValue."""
    if ELSEWHERE.match(text):
        hint = f"put the file into the deck's folder and name it from there: {Path(text).name}"
        raise InvalidValue(f"'{text}' does not lie in the deck's folder", hint, code="outside-deck")
    for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        path = root / form
        if not is_inside(path, root):
            raise InvalidValue(f"'{text}' leads out of the deck's folder", code="outside-deck")
        if os.path.isfile(path):  # unlike Path.is_file, never raises
            return path
    message = f"there is no file '{text}' in the deck's folder"
    raise InvalidValue(message, partial(_alike, root / text), code="missing-image")


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in a folder, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _alike(path: Path) -> str:
    """A hint for a name that is nearly right: in another case, or with another suffix."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except OSError:
        return "names count from the deck's folder"
    names = [name for name in names if Path(name).suffix not in YAML_SUFFIXES]
    same = [name for name in names if name.casefold() == path.name.casefold()]
    return f"did you mean '{same[0]}'?" if same else suggestion(path.name, names)


def find_deck(path: Path) -> Path:
    """The file that a deck begins with: `path` itself, or deck.yaml in it.

    Raises KorttipakkaError.
    """
    if os.path.isfile(path):
        return path
    at = Location.file(path)
    if not os.path.isdir(path):
        raise error("missing-deck", f"there is no deck {path}", at, _alike_deck(path))
    for name in DECK_NAMES:
        if os.path.isfile(path / name):
            return path / name
    hint = "a deck's folder has a file deck.yaml with the deck's title"
    raise error("missing-deck", f"there is no deck.yaml in the folder {path}", at, hint)


def _alike_deck(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return ""
    return did_you_mean(path.name, names)


def further_files(first: Path, layout: str) -> list[Path]:
    """The other YAML files beside deck.yaml in the order of their names, but not the deck's layout.

    A deck in a file of another name stands alone. Raises KorttipakkaError for a link to elsewhere.
    """
    if first.name not in DECK_NAMES:
        return []
    root = first.parent
    try:
        files = [path for path in sorted(root.iterdir()) if _holds_cards(path, layout)]
    except OSError as cause:
        message = f"the folder {root} cannot be read: {cause.strerror}"
        raise error("unreadable-file", message, Location.file(root)) from None
    for path in files:
        if not is_inside(path, root):
            message = f"{path} is a link out of the deck's folder"
            raise error("outside-deck", message, Location.file(path))
    _check_size(root, [first, *files])
    return files


def _check_size(root: Path, files: list[Path]) -> None:
    size = sum(os.path.getsize(path) for path in files if os.path.isfile(path))
    if len(files) > MAX_FILES or size > MAX_BYTES:
        message = f"a deck has at most {MAX_FILES} files and {MAX_BYTES // 1_000_000} MB"
        raise error("too-large", message, Location.file(root))


def _holds_cards(path: Path, layout: str) -> bool:
    """Hidden files are left out: macOS leaves `._name.yaml` files that are not YAML."""
    if path.suffix.lower() not in YAML_SUFFIXES or path.name.startswith(".") or path.is_dir():
        return False
    return path.name not in DECK_NAMES and path.name != os.path.normpath(layout)
