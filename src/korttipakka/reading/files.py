"""The files of a deck: which one it begins with, which others hold cards, and in what order."""

import os
import re
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from ..basics.late import late
from ..basics.problems import Location, error
from ..basics.trust import is_inside
from .kinds import ARCHIVE, KINDS, advice, refuse_unless_deck
from .limits import MAX_DECK_BYTES
from .whole import marked_codec

YAML_SUFFIXES = {".yaml", ".yml"}
DECK_NAMES = ("deck.yaml", "deck.yml")

MAX_FILES = 500


def find_deck(path: Path) -> Path:
    """The file that a deck begins with: `path` itself, or deck.yaml in it.

    Raises KorttipakkaError, also for a file that is evidently no deck.
    """
    if os.path.isfile(path):
        refuse_unless_deck(path)
        return path
    at = Location.file(path)
    if not os.path.isdir(path):
        if os.path.exists(path):
            raise error("wrong-file", f"{path} is a pipe or a device, not a deck", at)
        from .absent import absent

        raise error("missing-deck", f"there is no deck {path}", at, absent(str(path), may_be_deck))
    if found := deck_in(path):
        refuse_unless_deck(found)
        return found
    hint = beside(path) or "a deck's folder has a file deck.yaml with the deck's title"
    raise error("missing-deck", f"there is no deck.yaml in the folder {path}", at, hint)


def may_be_deck(path: str) -> bool:
    """Whether a path leads to a folder, or to a file that a deck may be in."""
    if os.path.isdir(path):
        return True
    return Path(path).suffix.lower() in {*YAML_SUFFIXES, ".json", ".txt"} and os.path.isfile(path)


def deck_in(folder: Path) -> Path | None:
    """The file that the deck in a folder begins with; whatever the case of its name."""
    for name in DECK_NAMES:
        if os.path.isfile(folder / name):
            return folder / name
    alike = (name for name in _names(folder) if name.casefold() in DECK_NAMES)
    return next((folder / name for name in alike if os.path.isfile(folder / name)), None)


def beside(folder: Path) -> str:
    """What there is in a folder in place of deck.yaml, as a hint; "" when nothing is like it."""
    names = [name for name in _names(folder) if not name.startswith(".")]
    for name in names:
        if HIDDEN_SUFFIX.fullmatch(name):
            return f"rename '{name}' to deck.yaml: the end of its name may be hidden from you"
        if name.casefold() in DECK_NAMES and not os.path.isfile(folder / name):
            return f"'{name}' is {_unreadable(folder / name)}"
    files = [name for name in names if os.path.isfile(folder / name)]
    decks = [name for name in files if Path(name).suffix.lower() in YAML_SUFFIXES]
    titled = [name for name in decks[:MOST_READ] if _begins(folder / name, TITLE)]
    if len(decks) == 1:
        return f"if '{decks[0]}' is the deck, rename it to deck.yaml, or name it"
    if len(titled) == 1:
        return f"rename '{titled[0]}' to deck.yaml: the deck's title stands in it"
    if decks:
        return f"rename the deck to deck.yaml, or name it: {_listed(decks)}"
    inside = [name for name in names if os.path.isdir(folder / name) and deck_in(folder / name)]
    if len(inside) == 1:
        return f"did you mean '{folder / inside[0]}'?"
    if inside:
        return f"there are decks in the folders {_listed(inside)}: name one"
    return _another_kind(folder, files) or _further_away(folder, names)


MOST_READ = 20
"""Files whose first lines are looked at to tell what they are."""


def _another_kind(folder: Path, files: list[str]) -> str:
    """What to do with a file that is a deck under another name, or can be made one."""
    unknown = [name for name in files if Path(name).suffix.lower() not in KINDS or _is_text(name)]
    for name in unknown[:MOST_READ]:
        if _begins(folder / name, DECK):
            return f"rename '{name}' to deck.yaml: it is a deck"
    kinds = ((name, KINDS.get(Path(name).suffix.lower())) for name in files)
    for name, kind in kinds:
        if kind is not None and (kind is ARCHIVE or "import" in kind.hint):
            return f"{name} is {kind.words}: {advice(folder / name, kind)}"
    return ""


def _is_text(name: str) -> bool:
    return name.lower().endswith((".txt", ".json"))


def _further_away(folder: Path, names: list[str]) -> str:
    """A deck that another computer still has, or in a folder of the only folder there is."""
    for path in in_the_cloud(folder / DECK_NAMES[0]):
        if path.name in DECK_NAMES:
            return f"'{path.name}' {IN_THE_CLOUD}"
    folders = [name for name in names if os.path.isdir(folder / name)]
    if len(folders) != 1:
        return ""
    inside = [folder / folders[0] / name for name in _names(folder / folders[0])]
    decks = [path for path in inside if os.path.isdir(path) and deck_in(path)]
    return f"did you mean '{decks[0]}'?" if len(decks) == 1 else ""


CLOUD = late(r"\.(?P<name>.+)\.icloud")
"""What iCloud leaves in place of a file that it keeps elsewhere."""

IN_THE_CLOUD = "is not on this computer: open it once, so that iCloud brings it here"


def in_the_cloud(first: Path) -> list[Path]:
    """The files beside a deck's first that iCloud keeps elsewhere, by their own names."""
    folder = first.parent
    found = (CLOUD.fullmatch(name) for name in _names(folder) if name.endswith(".icloud"))
    return [folder / match["name"] for match in found if match]


NOWHERE = "a link that leads nowhere"


def _unreadable(path: Path) -> str:
    """What stands under a name that is no file's."""
    if os.path.isdir(path):
        return "a folder, not a file"
    return "a pipe or a device, not a file" if os.path.exists(path) else NOWHERE


MOST_LISTED = 5
"""Files that a hint names."""


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


def _names(folder: Path) -> list[str]:
    try:
        return sorted((entry.name for entry in folder.iterdir()), key=natural)
    except (OSError, ValueError):
        return []


HIDDEN_SUFFIX = late(r"deck\.ya?ml\.(txt|text|yaml|yml)", re.IGNORECASE)
"""How deck.yaml is saved by programs that add an end of their own, which the system may hide."""


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """A key to sort names by, as people do: capitals do not matter, and 2 comes before 10.

    Letters that macOS takes apart are whole, so that the order is the same on all computers.
    """
    parts = re.split(r"([0-9]+)", normalize("NFC", name).casefold())
    keys = ((0, int(part)) if part.isdecimal() else (1, part) for part in parts)
    return (*keys, (-1, name))  # names that differ in capitals alone have an order, too


def further_files(first: Path, layout: str) -> list[Path]:
    """The other YAML files beside deck.yaml in the order of their names, but not the deck's layout.

    A deck in a file of another name stands alone. Raises KorttipakkaError for a link to elsewhere.
    """
    if first.name.casefold() not in DECK_NAMES:
        return []
    root = first.parent
    try:
        paths = sorted(root.iterdir(), key=lambda path: natural(path.name))
    except OSError as cause:
        message = f"the folder {root} cannot be read: {cause.strerror}"
        raise error("unreadable-file", message, Location.file(root)) from None
    files = [path for path in paths if _holds_cards(path, layout) and not _same(path, first)]
    for path in files:
        if not os.path.exists(path) and path.is_symlink():
            message = f"{path.name} is {NOWHERE}"
            raise error("missing-file", message, Location.file(path), "delete it")
        if not is_inside(path, root):
            message = f"{path} is a link out of the deck's folder"
            raise error("outside-deck", message, Location.file(path))
    _check_size(root, [first, *files])
    return files


def _same(path: Path, other: Path) -> bool:
    """Whether two names are one file, as deck.yaml and Deck.yaml on some computers."""
    return os.path.exists(path) and os.path.samefile(path, other)


def unread_files(first: Path) -> list[tuple[Path, str]]:
    """The files beside deck.yaml that their names keep from being read, and what they should be.

    They end in .yaml.txt or the like; or they have cards, and another end or none.
    """
    if first.name.casefold() not in DECK_NAMES:
        return []
    root = first.parent
    names = [name for name in _names(root) if not name.startswith((".", "~", "#"))]
    found = [(root / name, Path(name).stem) for name in names if UNREAD.fullmatch(name)]
    odd = (name for name in names if ODD_END.fullmatch(name) and not UNREAD.fullmatch(name))
    for name in islice(odd, MOST_READ):
        wanted = f"{Path(name.strip(' .')).stem}.yaml"
        if wanted not in names and _begins(root / name, CARDS):
            found.append((root / name, wanted))
    return found


ODD_END = late(r"[^.]+|.*\.(?:txt|text|ya?ml[ .\d]+|(?!ya?ml$)y[aml]{2,4})", re.IGNORECASE)
"""Names without an end, or with one that may well have been meant to be .yaml."""


def in_folders(first: Path) -> list[Path]:
    """The files of cards in folders beside deck.yaml, which are not read; not those of decks."""
    if first.name.casefold() not in DECK_NAMES:
        return []
    try:
        with os.scandir(first.parent) as entries:
            folders = [Path(e.path) for e in entries if e.name[0] != "." and e.is_dir()]
    except OSError:
        return []
    folders = sorted(folders, key=lambda path: natural(path.name))[:MOST_FOLDERS]
    inside = (path / name for path in folders if not deck_in(path) for name in _names(path))
    yaml = (path for path in inside if _holds_cards(path, ""))
    near = (path for path in islice(yaml, MAX_FILES) if is_inside(path, first.parent))
    return [path for path in near if _begins(path, CARDS)]


MOST_FOLDERS = 100
"""Folders beside a deck in which files of cards are looked for."""

CARDS = late(r"^\ufeff?(?:cards\s*:|- +title:)", re.MULTILINE)

TITLE = late(r"^\ufeff?[\"']?title[\"']?\s*:", re.MULTILINE)

DECK = late(r"^\ufeff?[ {]*[\"']?title[\"']?\s*:(?s:.*)\bcards[\"']?\s*:", re.MULTILINE)


def _begins(path: Path, pattern: re.Pattern[str]) -> bool:
    """Whether the first lines of a file have what a pattern finds."""
    if not os.path.isfile(path):
        return False  # a pipe, which would never end
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return False
    return pattern.search(start.decode(marked_codec(start) or "utf-8", "ignore")) is not None


UNREAD = re.compile(r"(?!\.).*\.ya?ml\.(txt|text)", re.IGNORECASE)


def _check_size(root: Path, files: list[Path]) -> None:
    size = sum(os.path.getsize(path) for path in files if os.path.isfile(path))
    if len(files) > MAX_FILES or size > MAX_DECK_BYTES:
        message = f"a deck has at most {MAX_FILES} files and {MAX_DECK_BYTES // 1_000_000} MB"
        raise error("too-large", message, Location.file(root), "make several decks of it")


def _holds_cards(path: Path, layout: str) -> bool:
    """Hidden files are left out: macOS leaves `._name.yaml` files that are not YAML, Word `~$…`."""
    is_hidden = path.name.startswith((".", "~$"))
    if path.suffix.lower() not in YAML_SUFFIXES or is_hidden or path.is_dir():
        return False
    return path.name != os.path.normpath(layout)
