"""What a file is that is no deck: told by its first bytes, or by the end of its name."""

from pathlib import Path

from ..basics.problems import KorttipakkaError, Location, error
from ..basics.records import NamedTuple
from ..basics.shell import shell_word

IMPORT = "korttipakka import {name} {folder}"

SAVE_AS = "save it as {suffix} in the program that made it, and import that: korttipakka import"


class FileKind(NamedTuple):
    """A kind of file in words, and what to do with one that should be a deck.

    In `hint`, {name} is the file and {folder} a folder to make.
    """

    words: str
    hint: str


SHEET = FileKind("a spreadsheet", IMPORT)
TABLE = FileKind("a table", IMPORT)
DOCUMENT = FileKind("a document of a word processor", IMPORT)
TEXT = FileKind("a text without 'title:' and 'cards:'", IMPORT)
OLD_SHEET = FileKind("a spreadsheet of a kind that cannot be read", SAVE_AS.format(suffix="XLSX"))
OLD_DOCUMENT = FileKind("a document of a kind that cannot be read", SAVE_AS.format(suffix="DOCX"))
SLIDES = FileKind("a presentation", IMPORT)
OLD_SLIDES = FileKind("a presentation of a kind that cannot be read", SAVE_AS.format(suffix="PPTX"))
PAGE = FileKind("a web page", IMPORT)
PDF = FileKind("a PDF, as korttipakka makes of a deck", "name the deck: a file that ends in .yaml")
PICTURE = FileKind("a picture", "name it in a deck: image: {plain}")
ARCHIVE = FileKind("an archive of files", "unpack it, and name the folder that has deck.yaml")
FONT = FileKind("a font", "use it with --heading-font {name} or --body-font {name}")

KINDS = {
    ".xlsx": SHEET, ".xlsm": SHEET, ".ods": SHEET, ".csv": TABLE, ".tsv": TABLE,
    ".xls": OLD_SHEET, ".numbers": OLD_SHEET, ".docx": DOCUMENT, ".odt": DOCUMENT,
    ".doc": OLD_DOCUMENT, ".rtf": OLD_DOCUMENT, ".pages": OLD_DOCUMENT,
    ".pptx": SLIDES, ".ppt": OLD_SLIDES, ".odp": OLD_SLIDES, ".key": OLD_SLIDES, ".pdf": PDF,
    ".html": PAGE, ".htm": PAGE, ".md": TEXT, ".markdown": TEXT, ".txt": TEXT, ".text": TEXT,
    ".png": PICTURE, ".jpg": PICTURE, ".jpeg": PICTURE, ".webp": PICTURE, ".gif": PICTURE,
    ".svg": PICTURE, ".heic": PICTURE, ".bmp": PICTURE, ".tif": PICTURE, ".tiff": PICTURE,
    ".zip": ARCHIVE, ".7z": ARCHIVE, ".gz": ARCHIVE, ".rar": ARCHIVE,
    ".ttf": FONT, ".otf": FONT, ".woff": FONT, ".woff2": FONT,
}  # fmt: skip
"""By the end of a name."""

READABLE = {".csv", ".tsv", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".svg"}
"""Ends of names of files that are text, and so may be a deck all the same."""

STARTS = {
    b"%PDF": PDF, b"\x89PNG": PICTURE, b"\xff\xd8\xff": PICTURE, b"GIF8": PICTURE,
    b"{\\rtf": OLD_DOCUMENT, b"\xd0\xcf\x11\xe0": OLD_DOCUMENT, b"7z\xbc\xaf": ARCHIVE,
    b"\x1f\x8b": ARCHIVE, b"Rar!": ARCHIVE, b"OTTO": FONT, b"\0\1\0\0": FONT, b"wOF": FONT,
}  # fmt: skip
"""By the first bytes of a file; ZIP, which documents are packed as, by what is in it."""

PACKED = {
    b"xl/": SHEET, b"word/": DOCUMENT, b"ppt/": SLIDES, b"opendocument.spreadsheet": SHEET,
    b"opendocument.text": DOCUMENT, b"opendocument.presentation": OLD_SLIDES,
}  # fmt: skip


def kind_of(name: str, start: bytes) -> FileKind | None:
    """What a file is by its name and its first few kilobytes; None for what may be a deck."""
    if start.startswith(b"PK\3\4"):
        return next((kind for mark, kind in PACKED.items() if mark in start), ARCHIVE)
    if found := next((kind for mark, kind in STARTS.items() if start.startswith(mark)), None):
        return found
    suffix = Path(name).suffix.lower()
    return None if suffix in READABLE else KINDS.get(suffix)


def refuse(path: Path, kind: FileKind) -> KorttipakkaError:
    """The error about a file that is no deck."""
    at = Location.file(path)
    return error("wrong-file", f"{path.name} is {kind.words}, not a deck", at, advice(path, kind))


def advice(path: Path, kind: FileKind) -> str:
    """What to do with a file of a kind."""
    if path.suffix.lower() in (".yaml", ".yml") and "import" in kind.hint:
        return "save the text in it as plain text (UTF-8) under this name"
    folder = path.with_name(path.stem.strip() or "deck")
    return kind.hint.format(name=shell_word(path), folder=shell_word(folder), plain=path.name)


def refuse_unless_deck(path: Path) -> None:
    """Raise KorttipakkaError for a file that is evidently of another kind than a deck."""
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        return  # whoever reads it tells why it cannot be read
    if kind := kind_of(path.name, start):
        raise refuse(path, kind)
