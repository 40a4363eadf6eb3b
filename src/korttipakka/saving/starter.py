"""A new deck's folder: a small deck to begin with, or a copy of another, ready for an editor."""

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..basics.problems import Location, error
from ..basics.shipped import shipped
from .output import write_output

LANGUAGES = ("en", "fi", "sv")
"""The languages that there is a small deck in."""

SCHEMA = ".vscode/deck.schema.json"

SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""Tells editors with a YAML language server what may stand in the file, without a network."""

SETTINGS = {
    "yaml.schemas": {SCHEMA: "deck.yaml"},
    # A formatter would break the lines of texts anew.
    "yaml.format.enable": False,
    "files.encoding": "utf8",
    "[yaml]": {
        "editor.insertSpaces": True,
        "editor.tabSize": 2,
        "editor.wordWrap": "on",
        "editor.quickSuggestions": {"strings": "on"},
    },
}
"""For VS Code and editors that read its settings."""

RECOMMENDED = {"recommendations": ["redhat.vscode-yaml"]}
"""The extension that completes keys by the schema."""

MOST_FILES, MOST_BYTES = 2_000, 500_000_000
"""Of a folder that is copied: a slip such as --from ~ must not fill the disk."""

Files = Mapping[str, bytes]
"""Contents by path in the folder, with slashes."""


def starter_files(language: str, schema: Mapping[str, Any]) -> Files:
    """The files of a small deck with a picture, in one of LANGUAGES."""
    source = shipped("starters")
    deck = (source / f"{language}.yaml").read_bytes()
    picture = (source / "bulb.svg").read_bytes()
    return {
        "pictures/bulb.svg": picture,
        **editor_files(schema),
        "deck.yaml": SCHEMA_LINE.encode() + deck,
    }


def copied_files(first: Path, schema: Mapping[str, Any]) -> Files:
    """The files of a deck's folder, by the file that it begins with.

    Hidden files and links are left out. Raises KorttipakkaError: there is too much in the folder,
    or a file cannot be read.
    """
    folder = first.parent
    files = {path.relative_to(folder).as_posix(): path for path in sorted(_files(folder))}
    try:
        if len(files) > MOST_FILES or sum(map(os.path.getsize, files.values())) > MOST_BYTES:
            message = f"{folder} has more in it than a deck: it is not copied"
            raise error("too-large", message, Location(str(folder)))
        copied = {name: path.read_bytes() for name, path in files.items()}
    except OSError as cause:
        message = f"{cause.filename} cannot be read: {cause.strerror}"
        raise error("unreadable-file", message) from cause
    deck = copied.pop(first.name).removeprefix(BOM_UTF8)
    line = b"" if b"yaml-language-server" in deck else SCHEMA_LINE.encode()
    return {**copied, **editor_files(schema), first.name: line + deck}


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder that are its own, those of hidden folders left out."""
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def editor_files(schema: Mapping[str, Any]) -> Files:
    """What makes editors complete keys and find slips while a deck is typed."""
    return {
        SCHEMA: _json(schema),
        ".vscode/settings.json": _json(SETTINGS),
        ".vscode/extensions.json": _json(RECOMMENDED),
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def write_folder(folder: Path, files: Files) -> None:
    """Write files into a folder that is new or empty. Raises KorttipakkaError.

    The last one is the deck's own: a folder that was left half written is no deck.
    """
    at = Location(str(folder))
    if folder.exists() and not folder.is_dir():
        hint = "choose another name"
        raise error("file-exists", f"{folder} is a file", at, hint)
    if folder.is_dir() and any(folder.iterdir()):
        hint = "choose a folder that is new or empty"
        raise error("file-exists", f"{folder} is not empty", at, hint)
    for name, data in files.items():
        write_output(folder / name, data, hint="choose another folder")
