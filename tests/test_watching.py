"""Changes of a deck's files are noticed, with the system's notices and without them."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError

from korttipakka.web import watching

PATIENCE = 90.0
"""Seconds that something on a busy machine may take."""


def _write(folder: Path) -> None:
    (folder / "cards.yaml").write_text("cards: [{title: Another}]\n", "utf-8")


def _write_inside(folder: Path) -> None:
    (folder / "inner" / "more.yaml").write_text("cards: [{title: Another}]\n", "utf-8")


def _add(folder: Path) -> None:
    (folder / "new.yaml").write_text("cards: []\n", "utf-8")


def _remove(folder: Path) -> None:
    (folder / "cards.yaml").unlink()


def _rename(folder: Path) -> None:
    os.replace(folder / "inner" / "more.yaml", folder / "cards.yaml")


def _write_elsewhere(folder: Path) -> None:
    (folder.parent / "layout.yaml").write_text("extends: classic\n", "utf-8")


CHANGES = [_write, _write_inside, _add, _remove, _rename, _write_elsewhere]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck's folder with a folder in it, and a layout's file beside it."""
    folder = tmp_path / "deck"
    (folder / "inner").mkdir(parents=True)
    for path in (folder / "cards.yaml", folder / "inner" / "more.yaml", tmp_path / "layout.yaml"):
        path.write_text("", "utf-8")
    return folder


async def _noticed(folder: Path, change: Callable[[Path], None]) -> None:
    """Comes back when a change is noticed that is made once the watching has begun."""
    found = watching.changes(lambda: [folder.parent / "layout.yaml"], folder)
    first = asyncio.ensure_future(anext(found))
    await asyncio.sleep(0.1)
    change(folder)
    await asyncio.wait_for(first, PATIENCE)
    await found.aclose()  # type: ignore[attr-defined]


def _failing(fault: Exception) -> Callable[..., AsyncIterator[Any]]:
    """A watcher that cannot begin."""

    async def awatch(*paths: Path, **options: object) -> AsyncIterator[Any]:
        raise fault
        yield

    return awatch


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "fault",
    [WatchfilesRustInternalError("Too many open files"), OSError("OS file watch limit reached")],
    ids=["no-instance", "no-watch"],
)
def test_what_no_notice_tells_of(
    deck: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, change: Callable[[Path], None]
) -> None:
    """Where the system gives no notices, a change of any file of the deck is seen by looking."""
    monkeypatch.setattr(watching, "LOOK", 20)
    monkeypatch.setattr(watchfiles, "awatch", _failing(fault))
    asyncio.run(_noticed(deck, change))


@pytest.mark.parametrize("change", CHANGES)
def test_what_silent_notices_leave_out(
    deck: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """On a drive whose changes the system never tells of, they are seen by looking as well."""

    async def awatch(*paths: Path, **options: object) -> AsyncIterator[Any]:
        while True:
            await asyncio.sleep(0.02)
            yield set()

    monkeypatch.setattr(watchfiles, "awatch", awatch)
    asyncio.run(_noticed(deck, change))


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_told_of(deck: Path, change: Callable[[Path], None]) -> None:
    """With the system's own notices, too."""
    asyncio.run(_noticed(deck, change))


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_happened_before_is_told_of(deck: Path, change: Callable[[Path], None]) -> None:
    """A change between the first build and the beginning of the watching is none that is missed."""

    async def noticed() -> None:
        layout = deck.parent / "layout.yaml"
        known = watching.stamps_of([layout], deck)
        change(deck)
        found = watching.changes(lambda: [layout], deck, known)
        await asyncio.wait_for(anext(found), PATIENCE)
        await found.aclose()  # type: ignore[attr-defined]

    asyncio.run(noticed())


def test_a_large_folder_is_looked_at_up_to_a_number(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more files than a number are looked at in a folder; those that were named always are."""
    monkeypatch.setattr(watching, "MOST_FILES", 3)
    for number in range(9):
        (deck / f"{number}.txt").touch()
    layout = deck.parent / "layout.yaml"
    found = watching.stamps_of([layout], deck)
    assert len(found) == 4
    assert str(layout) in found


def test_own_files_are_not_looked_at(deck: Path) -> None:
    """What korttipakka writes on the way to a file is no change."""
    before = watching.stamps_of([], deck)
    (deck / ".korttipakka-1234-ab").touch()
    (deck / "__pycache__").mkdir()
    (deck / "__pycache__" / "x.pyc").touch()
    assert watching.stamps_of([], deck) == before
