"""Tweaked layouts as files: what they extend, and only what differs from it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..basics.problems import KorttipakkaError, Location, cannot_write, error
from ..basics.shipped import shipped, shipped_files
from ..basics.trust import is_inside
from ..model.layout import BoxStyle, Layout
from ..model.settings import Override, find_setting
from ..model.texts import as_list, listed
from ..reading.files import YAML_SUFFIXES
from ..reading.layout import (
    find_layout,
    layout_names,
    read_layout,
    read_layout_text,
)
from ..reading.perforated import SET_BY_SHEET, is_sheet_file
from ..reading.scaling import is_scaled
from ..reading.tree import Mapping as Tree
from ..reading.tree import parse_yaml, read_text
from .edit import edited, has, loses_comment
from .effective import Effective
from .files import write_text
from .scalars import NotEditable, scalar

HEAD = "# What differs from the layout that this one extends.\n"


@dataclass(frozen=True, slots=True)
class Saved:
    """A layout file that was written; `updated` when it was there before.

    It says the `settings`, and no longer those `removed`: they are as in what it extends again.
    """

    path: Path
    extends: str
    settings: tuple[str, ...]
    updated: bool
    removed: tuple[str, ...] = ()


def save_layout(name: str, overrides: Iterable[Override], out: Path, force: bool = False) -> Saved:
    """Keep a layout tweaked by overrides as a file that extends it.

    A file that extends the same layout, or is the layout itself, is updated: its own settings,
    comments and order stay. Any other file is only replaced with `force`, a deck's never.
    Raises KorttipakkaError.
    """
    if out.suffix not in YAML_SUFFIXES:
        at = Location.flag(f"--save {out}")
        raise error("cannot-write", f"{out} is no name for a layout file", at, "end it in .yaml")
    changes = tuple(overrides)
    read_layout(name, changes)  # what is wrong with the tweaks is told before anything is touched
    try:
        return _save(name, changes, out, force)
    except OSError as cause:
        raise cannot_write(out, cause, "choose another file with --save FILE") from cause


def _save(name: str, changes: Sequence[Override], out: Path, force: bool) -> Saved:
    parent = find_layout(name, Path())
    if not out.exists():
        return _write(_extending(parent, out), parent, changes, out, updated=False)
    text, extends = _tweak(out, parent)
    if extends is not None:
        return _write(text, extends, changes, out, updated=True)
    if _is_of_deck(out):
        message = f"{out} belongs to a deck: a layout would take its place"
        raise error("cannot-write", message, hint="choose another file with --save FILE")
    if not force:
        raise error(
            "file-exists", f"{out} is there already, and is not a layout that extends {name}",
            hint="choose another file, or replace this one with --force",
        )  # fmt: skip
    return _write(_extending(parent, out), parent, changes, out, updated=False)


def _extending(parent: Path, out: Path) -> str:
    return f"{HEAD}extends: {scalar(_named(parent, out.parent))}\n"


def _named(parent: Path, folder: Path) -> str:
    """A layout as another in a folder names it: by name when it ships, by its path otherwise."""
    if parent.stem in layout_names() and parent == shipped("layouts") / parent.name:
        return parent.stem
    return _seen_from(folder, str(parent))


def _tweak(out: Path, parent: Path) -> tuple[str, Path | None]:
    """The text of a file, and what it extends if that is the parent, or if it is the parent."""
    try:
        text = read_text(Location.file(out))
        root, problems = parse_yaml(text, Location.file(out))
        if problems or not isinstance(root, Tree) or "extends" not in root:
            return "", None
        extends = find_layout(str(root["extends"]), out.parent)
    except KorttipakkaError:
        return "", None
    return text, extends if parent.resolve() in {extends.resolve(), out.resolve()} else None


def _is_of_deck(out: Path) -> bool:
    """Whether a file has a deck's title or cards."""
    try:
        root, _ = parse_yaml(read_text(Location.file(out)), Location.file(out))
    except KorttipakkaError:
        return False
    return isinstance(root, Tree) and bool(root.get("title") or root.get("cards"))


def _write(text: str, parent: Path, changes: Sequence[Override], out: Path, updated: bool) -> Saved:
    """Write the first form of the file that reads as the tweaked layout does."""
    told = [_beside(change, out) for change in changes]
    wanted = read_layout(
        str(out if updated else parent),
        [new if _names_font(new.key) else old for old, new in zip(changes, told, strict=True)],
    )
    if updated:
        rescaled = list(_rescaled(text, wanted, read_layout(str(out)), changes))
        changes, told = [*changes, *rescaled], [*told, *rescaled]
    try:
        for edits in _edits(text, changes, told, read_layout(str(parent))):
            new = edited(text, {_path(key): value for key, value in edits.items()})
            if _reads_as(new, wanted, out):
                write_text(out, new)
                kept = tuple(key for key, value in edits.items() if value is not None)
                removed = tuple(key for key in edits if key not in kept and _says(text, key))
                return Saved(out, _named(parent, out.parent), kept, updated, removed)
    except NotEditable as cause:
        raise _unable(out, str(cause)) from None
    raise _unable(out, "something in the file stands in the way")


def _rescaled(
    text: str, wanted: Layout, before: Layout, changes: Sequence[Override]
) -> Iterator[Override]:
    """What a file says of its own that is for a card of another size from now on."""
    changed = {change.key for change in changes}
    for key, now in wanted.given.items():
        is_own = key not in changed and is_scaled(key) and _says(text, key)
        if is_own and now != before.given.get(key):
            yield Override(key, now, changes[0].at)


def _path(key: str) -> tuple[str, ...]:
    return tuple(key.split("."))


def _says(text: str, key: str) -> bool:
    return has(text, _path(key))


def _edits(
    text: str, changes: Sequence[Override], told: Sequence[Override], parent: Layout
) -> Iterator[dict[str, str | None]]:
    """What to change: without what is as in the parent, or else, should that not do, all.

    A line with a comment stays. So does the path of a font: the parent's may start elsewhere. What
    the file says and a perforated sheet now sets goes if it must: beside the sheet it would hold.
    """
    given = {change.key: change.text for change in changes}
    texts = {change.key: change.text for change in told}
    alike = [
        key
        for key, new in texts.items()
        if _same(key, new, parent) and not (_names_font(key) and new != given[key])
    ]
    gone = {key for key in alike if not loses_comment(text, _path(key))}
    less = {key: None if key in gone else value for key, value in texts.items()}
    set_now = [key for key in SET_BY_SHEET if key not in texts and _says(text, key)]
    for overridden in ({}, dict.fromkeys(set_now)):
        yield less | overridden
        yield texts | overridden


def _same(key: str, text: str, parent: Layout) -> bool:
    setting = find_setting(key)
    there = parent.given.get(key, setting.default if setting else "")
    return bool(Effective(key, text).value == Effective(key, there).value)


def _beside(change: Override, out: Path) -> Override:
    """A change with the paths in it as seen from the layout's folder. Raises KorttipakkaError."""
    key, text = change.key, change.text
    if _names_font(key):
        parts = listed(text) if key == "fonts.fallback" else (text.strip(),)
        seen = [_font_beside(part, out.parent) for part in parts]
        return change._replace(text=as_list(seen) if key == "fonts.fallback" else seen[0])
    is_picture = key.endswith(".image") and text and "{" not in text
    if not is_picture and not (key == "sheet.perforated" and is_sheet_file(text)):
        return change
    if not is_inside(Path(text), out.parent):
        message = f"{key}: '{text}' does not lie in the folder of {out}, as a layout's files must"
        hint = f"copy it to {out.parent}, or save the layout to {Path(text).parent / out.name}"
        raise error("outside-layout", message, change.at, hint)
    return change._replace(text=_seen_from(out.parent, text))


def _names_font(key: str) -> bool:
    """Whether a setting names fonts, of which some may be paths."""
    return key.startswith("fonts.") or (key.endswith(".font") and key.count(".") == 2)


def _font_beside(name: str, folder: Path) -> str:
    """A font as named from a folder: relative paths of what lies here change, families do not."""
    file = name.partition("#")[0]
    if not file or file[0] == "~" or Path(file).is_absolute() or not Path(file).exists():
        return name
    if "/" not in name and file.replace(" ", "").casefold() in _bundled():
        return name
    seen = _seen_from(folder, name)
    return seen if "/" in seen or Path(seen).suffix else f"./{seen}"


def _bundled() -> set[str]:
    return {path.stem.partition("-")[0].casefold() for path in shipped_files("fonts", ".ttf")}


def _seen_from(folder: Path, path: str) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _reads_as(text: str, wanted: Layout, out: Path) -> bool:
    """Whether a text, in the place of the file, is the wanted layout."""
    try:
        return _plain(read_layout_text(text, out)) == _plain(wanted)
    except KorttipakkaError:
        return False


def _plain(layout: Layout) -> Layout:
    """The layout without its name, and with pictures named from the root."""
    front, back = (tuple(map(_rooted, boxes)) for boxes in (layout.front, layout.back))
    return layout._replace(name="", front=front, back=back)


def _rooted(box: BoxStyle) -> BoxStyle:
    if not box.image or "{" in box.image:
        return box
    return box._replace(image=os.path.realpath(box.image))


def _unable(out: Path, why: str) -> KorttipakkaError:
    message = f"{out} cannot be changed in place: {why}"
    return error("cannot-save", message, Location.file(out), "save to another file")
