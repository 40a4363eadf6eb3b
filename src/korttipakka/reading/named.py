"""Files that a deck names, such as pictures: never outside its folder, whatever the path says."""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from ..basics.late import late
from ..basics.problems import InvalidValue, did_you_mean
from ..basics.trust import is_inside
from .files import NOWHERE, YAML_SUFFIXES

# A path that begins at a root or a drive, or an address on the network.
ELSEWHERE = late(r"[/\\~]|[A-Za-z]:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:")

ADDRESS = re.compile(r"https?://", re.IGNORECASE)

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")

MOST_LOOKED_AT = 2_000
"""Files of a deck's folder among which one with the same name is looked for."""


def find_inside(root: Path, text: str) -> Path:
    """The existing file that a deck in the folder `root` names. Raises InvalidValue."""
    if ELSEWHERE.match(text):
        raise _elsewhere(root, text)
    for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        path = root / form
        if not is_inside(path, root):
            raise _leading_out(root, text)
        if os.path.isfile(path):  # unlike Path.is_file, never raises
            return path
    if os.path.isdir(root / text):
        message = f"'{text}' is a folder, not a picture"
        raise InvalidValue(message, partial(_alike, root, f"{text}/"), code="missing-image")
    if os.path.exists(root / text):
        message = f"'{text}' is a pipe or a device, not a picture"
        raise InvalidValue(message, "put a picture in its place", code="missing-image")
    if os.path.islink(root / text):
        message = f"'{text}' is {NOWHERE}"
        raise InvalidValue(message, "put a picture in its place", code="missing-image")
    message = f"there is no file '{text}' in the deck's folder"
    raise InvalidValue(message, partial(_alike, root, text), code="missing-image")


def _leading_out(root: Path, text: str) -> InvalidValue:
    """The error about a path, or a link, to somewhere else."""
    if ".." not in PurePosixPath(text).parts:
        message = f"'{text}' is a link that leads out of the deck's folder"
        return InvalidValue(
            message, "put the file itself there, in place of the link", code="outside-deck"
        )
    message = f"'{text}' leads out of the deck's folder"
    hint = partial(_put_inside, root, PurePosixPath(text).name)
    return InvalidValue(message, hint, code="outside-deck")


def _elsewhere(root: Path, text: str) -> InvalidValue:
    """The error about a path of this computer, or about an address."""
    if ADDRESS.match(text):
        message = f"'{text}' lies on the web, and pictures are not fetched from there"
        name = unquote(PurePosixPath(text.split("?")[0]).name)
        hint = f"save the picture into the deck's folder, and name it from there: {name}"
        return InvalidValue(message, hint, code="outside-deck")
    message = f"'{text}' does not lie in the deck's folder"
    name = PureWindowsPath(text.removeprefix("file:")).name
    return InvalidValue(message, partial(_put_inside, root, name), code="outside-deck")


def _put_inside(root: Path, name: str) -> str:
    for path in _files(root):
        if path.name.casefold() == name.casefold():
            return f"did you mean '{path.relative_to(root).as_posix()}'?"
    return f"put the file into the deck's folder, and name it from there: {name}"


def _alike(root: Path, text: str) -> str:
    """A hint for a name that is nearly right, as it should be written."""
    paths = [path.relative_to(root).as_posix() for path in _files(root)]
    wanted = _plain(text)
    for same in (_plain, _name_of, _stem_of):
        found = [path for path in paths if same(path) == same(text)]
        if found and wanted:
            return f"did you mean '{found[0]}'?"
    folder = text.replace("\\", "/").rpartition("/")[0]
    near = [path for path in paths if path.rpartition("/")[0].casefold() == folder.casefold()]
    put = f"put '{text}' into the deck's folder, from where names count"
    return did_you_mean(text, near or paths) or put


def _plain(path: str) -> str:
    """A path without what people and programs write in different ways."""
    path = unicodedata.normalize("NFC", unquote(path.replace("\\", "/"))).casefold()
    return path.removeprefix("./").strip().strip("'\"")


def _name_of(path: str) -> str:
    return _plain(path).rpartition("/")[2]


def _stem_of(path: str) -> str:
    """The name without the end of a picture."""
    name = _name_of(path)
    return next((name.removesuffix(end) for end in PICTURES if name.endswith(end)), name)


def _files(root: Path) -> Iterator[Path]:
    """The files in a folder and those below it, but for decks and hidden ones."""
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            seen += 1
            if seen > MOST_LOOKED_AT:
                return
            if not name.startswith(".") and Path(name).suffix.lower() not in YAML_SUFFIXES:
                yield Path(folder) / name
