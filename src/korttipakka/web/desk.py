"""What the start page works on: folders with decks, new decks, cards from tables and documents.

Folders are looked at, and decks are made, in the user's own folder and in the one that the program
was started in, nowhere else.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from unicodedata import bidirectional

from ..basics.files import windows_fault
from ..basics.problems import Problem, error
from ..basics.records import NamedTuple
from ..reading.files import deck_in
from .serving import other_preview

MOST_LISTED = 500
"""Folders that are shown of one."""

LONGEST_NAME = 200
"""Bytes of a folder's name; systems take 255, and names of files within it are longer."""

TURNING = {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"}
"""Kinds of invisible characters after which letters are shown in another order."""

GRACE = 10
"""Seconds that a preview may take to end."""

SHIPPED = "osallisuus"
"""The deck that ships, to look at."""


class Entry(NamedTuple):
    """A folder, or a file that is a deck by itself: its name, and whether a deck is in it."""

    name: str
    path: str
    is_deck: bool
    is_folder: bool


class Listing(NamedTuple):
    """What is in a folder; the folder above, "" where that is not shown."""

    path: str
    above: str
    entries: list[Entry]


class Brought(NamedTuple):
    """A deck made of a file's cards, and what is to be looked at."""

    folder: Path
    cards: int
    problems: tuple[Problem, ...]


class Desk:
    """Folders below `home` and `here`, and the previews that were opened from the start page.

    A preview is a process of its own, started by the words of `program`.
    """

    def __init__(self, home: Path, here: Path, program: Sequence[str]) -> None:
        self._roots = [Path(os.path.realpath(root)) for root in (home, here)]
        self.here = self._roots[1]
        self._program = list(program)
        self._children: list[subprocess.Popen[str]] = []
        self._addresses: dict[str, tuple[str, subprocess.Popen[str]]] = {}

    def listing(self, path: str) -> Listing:
        """What is in a folder; of "", in the one that the program was started in.

        Raises KorttipakkaError.
        """
        folder = self._folder(path) if path else self.here
        try:
            found = sorted(_entries(folder), key=lambda one: one.name.casefold())[:MOST_LISTED]
        except OSError as cause:
            message = f"{folder} cannot be looked into: {cause.strerror or cause}"
            raise error("unreadable-file", message) from cause
        is_root = folder in self._roots and not self._is_known(folder.parent)
        return Listing(str(folder), "" if is_root else str(folder.parent), found)

    def open(self, path: str) -> str:
        """The address of a deck's preview, which is started if need be. Raises KorttipakkaError."""
        deck = SHIPPED if path == SHIPPED else str(self._known(path))
        if deck in self._addresses and self._addresses[deck][1].poll() is None:
            return self._addresses[deck][0]
        if deck != SHIPPED and (address := other_preview(Path(deck))):
            return address
        words = [*self._program, "preview", deck, "--no-open"]
        child = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", errors="replace", cwd=self.here,
        )  # fmt: skip
        self._children.append(child)
        assert child.stdout is not None
        for line in child.stdout:
            if line.startswith("Preview: "):
                self._addresses[deck] = line.removeprefix("Preview: ").strip(), child
                return self._addresses[deck][0]
        said = child.stderr.read() if child.stderr else ""
        raise error("no-preview", f"the preview could not be opened: {said.strip()[:500]}")

    def make(self, parent: str, name: str, language: str) -> Path:
        """A new small deck in a new folder. Raises KorttipakkaError."""
        from ..reading.schema import deck_json_schema
        from ..saving.starter import LANGUAGES, starter_files, write_folder

        folder = self._new_folder(parent, name)
        wanted = language if language in LANGUAGES else LANGUAGES[0]
        write_folder(folder, starter_files(wanted, deck_json_schema()))
        return folder

    def bring_in(self, parent: str, name: str, data: bytes) -> Brought:
        """A new deck of the cards in a file of this name and contents. Raises KorttipakkaError."""
        from ..build.importing import imported, language_of, read_import
        from ..reading.draft import Wanted
        from ..saving.folder import write_deck
        from ..saving.new_deck import deck_files

        given = Path(name.replace("\\", "/")).name
        folder = self._new_folder(parent, Path(_checked(given)).stem)
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / given
            file.write_bytes(data)
            draft = read_import(file, Wanted())
            made = imported(file, draft, language_of(draft)[0])
            pictures = {picture.name: picture.source for picture in made.pictures}
            write_deck(folder, deck_files(made.deck), pictures, force=False)
        return Brought(folder, len(made.deck.cards), tuple(made.problems))

    def close(self) -> None:
        """End the previews that were opened here."""
        for child in self._children:
            with suppress(OSError):
                child.terminate()
        for child in self._children:
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            for stream in (child.stdout, child.stderr):
                if stream is not None:
                    stream.close()

    def _new_folder(self, parent: str, name: str) -> Path:
        """A folder to be made for a deck: it must not be there yet. Raises KorttipakkaError."""
        name = _checked(name.strip())
        folder = self._folder(parent) / name
        if folder.exists():
            message = f"there is a folder or a file called {name} already"
            raise error("file-exists", message, hint="choose another name")
        return folder

    def _folder(self, path: str) -> Path:
        found = self._known(path)
        if not found.is_dir():
            raise error("missing-deck", f"there is no folder {path}")
        return found

    def _known(self, path: str) -> Path:
        """A path, if it is below one of the roots by whatever links. Raises KorttipakkaError."""
        try:
            found = Path(os.path.realpath(path))
        except (OSError, ValueError):
            found = Path()
        if not self._is_known(found):
            roots = " and ".join(dict.fromkeys(map(str, self._roots)))
            raise error("outside-home", f"{path} lies outside {roots}", hint=OUTSIDE)
        return found

    def _is_known(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self._roots)


def _checked(name: str) -> str:
    """A name that a folder or a file can have on every system. Raises KorttipakkaError."""
    is_plain = not name.startswith(".") and not {"/", "\\", "\0"} & set(name)
    is_seen = any(char.isprintable() and not char.isspace() for char in name)
    if not (is_plain and is_seen and len(os.fsencode(name)) <= LONGEST_NAME):
        hint = "write a name without / and \\, such as My deck"
        raise error("bad-name", f"'{name}' is no name for a folder", hint=hint)
    if fault := windows_fault(name) or _misleads(name):
        raise error("bad-name", f"'{name}' is no name for a folder: {fault}")
    return name


def _misleads(name: str) -> str:
    """What makes a name look like another one; "" if nothing."""
    found = next((char for char in name if bidirectional(char) in TURNING), "")
    return f"U+{ord(found):04X} in it turns the letters around it" if found else ""


OUTSIDE = "copy the deck into one of these, or open it by a command: korttipakka preview FOLDER"


def _entries(folder: Path) -> Iterator[Entry]:
    """Folders, and decks that are one file, but for hidden ones."""
    own = deck_in(folder)
    if own is not None:
        yield Entry(folder.name, str(folder), is_deck=True, is_folder=False)
    with os.scandir(folder) as found:
        for one in found:
            if one.name.startswith("."):
                continue
            with suppress(OSError):
                if one.is_dir():
                    is_deck = deck_in(Path(one.path)) is not None
                    yield Entry(one.name, one.path, is_deck, is_folder=True)
                elif own is None and one.name.lower().endswith((".yaml", ".yml")):
                    yield Entry(one.name, one.path, is_deck=True, is_folder=False)


def told(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Problems as the page shows them."""
    return [{"message": problem.message, "hint": problem.hint} for problem in problems]


Launch = Callable[[str], object]
"""Opens a folder or an address with the system's own program for it."""
