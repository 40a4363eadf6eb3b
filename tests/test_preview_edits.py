"""Whatever happens in a deck's folder, the page comes to show what is there."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from browsers import CHROMIUM, PATIENCE, launched
from korttipakka.build.options import BuildOptions
from korttipakka.web.preview import Variant
from korttipakka.web.request import Request
from previews import CARDS, Running, running, write_deck

if not CHROMIUM.exists():
    pytest.skip(f"there is no {CHROMIUM} to look at the page with", allow_module_level=True)

INK = "colors.ink"

SHOWN = """() => ({
    titles: [...document.querySelectorAll(".tile .name")].map(one => one.textContent),
    texts: [...document.querySelectorAll(".tile .pair")].map(one => one.title),
    pictures: [...document.querySelectorAll(".tile img")].map(one => new URL(one.src).pathname),
    errors: [...document.querySelectorAll("#problems .error .message")].map(one => one.textContent),
    ink: document.querySelector("#flags pre")?.textContent.match(/#[0-9a-f]{6}/)?.[0] ?? "",
})"""
"""What a page shows of a deck."""

LOOK = 25
"""Milliseconds between looks at the page."""


class Desk:
    """A deck's folder with its preview, a page that shows it, and what may happen to it."""

    def __init__(self, folder: Path, preview: Running, page: Page) -> None:
        self.folder, self.preview, self.page = folder, preview, page
        self.away = folder.with_name("away")
        self.cards = folder / "cards.yaml"
        self.numbers = count(1)

    def clear(self) -> None:
        """The deck as it was in the beginning, with another title."""
        if self.away.exists():
            shutil.rmtree(self.away)
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        write_deck(self.folder, self.text())
        self.preview.client.post("/api/settings", json={"unset": [INK]})

    def text(self) -> str:
        """Cards as they have never been before."""
        return CARDS.replace("First card", f"Card {next(self.numbers)}")

    def wanted(self) -> dict[str, Any]:
        """What a page has to show: what another preview makes of the folder as it is."""
        variant = Variant("A", Request(self.folder, None, BuildOptions()), count(1))
        variant.wanted = self.preview.deck()["tweaks"]
        variant.build()
        errors = [one for one in variant.problem_list() if one["severity"] == "error"]
        ink = variant.wanted.get(INK, "")
        found: dict[str, Any] = {"errors": [one["message"] for one in errors], "ink": ink}
        if not variant.is_broken:
            cards = variant.answer()["cards"]
            found["titles"] = [card["title"] for card in cards]
            found["texts"] = [card["text"] for card in cards]
        return found

    def pictures(self) -> list[str]:
        """The names of the pictures that the preview has now."""
        return [card[side] for card in self.preview.deck()["cards"] for side in ("front", "back")]

    def comes_to(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """What the page shows in the end of all that is wanted."""
        for _ in range(PATIENCE // LOOK):
            shown = self.page.evaluate(SHOWN)
            if {**shown, **wanted} == shown and shown["pictures"] == self.pictures():
                return wanted
            self.page.wait_for_timeout(LOOK)
        return {key: shown[key] for key in wanted}


def _at_once(desk: Desk) -> None:
    """Notepad writes into the file."""
    desk.cards.write_text(desk.text())


def _by_pieces(desk: Desk) -> None:
    """A slow program writes one half, and then the other."""
    text = desk.text()
    with desk.cards.open("w") as file:
        file.write(text[:90])
        file.flush()
        desk.page.wait_for_timeout(80)  # longer than a preview waits for half a file
        file.write(text[90:])


def _by_renaming(desk: Desk) -> None:
    """Vim keeps what was there under another name, and VS Code writes beside it."""
    if desk.cards.is_file():
        desk.cards.replace(desk.cards.with_name("cards.yaml~"))
    beside = desk.cards.with_name(".cards.yaml.swp")
    beside.write_text(desk.text())
    beside.replace(desk.cards)


def _slip(desk: Desk) -> None:
    desk.cards.write_text(desk.text().replace("category: other", "category: othr"))


def _half(desk: Desk) -> None:
    desk.cards.write_text("cards:\n  - titel: [")


def _too_long(desk: Desk) -> None:
    desk.cards.write_text(desk.text().replace("The second text", "Far too long for it. " * 100))


def _empty(desk: Desk) -> None:
    desk.cards.write_text("")


def _remove(desk: Desk) -> None:
    desk.cards.unlink()


def _add(desk: Desk) -> None:
    (desk.folder / "more.yaml").write_text(f"cards:\n  - title: More {next(desk.numbers)}\n")


def _copy(desk: Desk) -> None:
    """A synchronised folder has a copy of the file."""
    shutil.copy(desk.cards, desk.folder / "cards (conflicted copy).yaml")


def _lock(desk: Desk) -> None:
    """An office program says that it has the file open."""
    (desk.folder / ".~lock.cards.yaml#").write_text(",somebody,here;")


def _pipe(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.yaml")


def _socket(desk: Desk) -> None:
    with socket.socket(socket.AF_UNIX) as found:
        found.bind(os.path.relpath(desk.folder / "socket.yaml"))  # a socket's path is short


def _loop(desk: Desk) -> None:
    (desk.folder / "loop.yaml").symlink_to("loop.yaml")


def _inner(desk: Desk) -> None:
    (desk.folder / "cards").mkdir()
    (desk.folder / "cards" / "inner.yaml").write_text("cards:\n  - title: An inner card\n")


def _tidy(desk: Desk) -> None:
    """All but the deck's own two files goes."""
    for path in desk.folder.iterdir():
        if path.name not in {"deck.yaml", "cards.yaml"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _away(desk: Desk) -> None:
    desk.folder.rename(desk.away)


def _back(desk: Desk) -> None:
    desk.away.rename(desk.folder)


def _tweak(desk: Desk) -> None:
    """Another page changes a setting."""
    color = f"#{next(desk.numbers):06x}"
    assert desk.preview.client.post("/api/settings", json={"set": {INK: color}}).is_success


def _pause(desk: Desk) -> None:
    desk.page.wait_for_timeout(120)


EVENTS = [
    _at_once, _by_pieces, _by_renaming, _slip, _half, _too_long, _empty, _remove, _add, _copy,
    _lock, _pipe, _socket, _loop, _inner, _tidy, _away, _back, _tweak, _pause,
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A deck with a page that looks at its preview."""
    home = tmp_path_factory.mktemp("edits")
    folder = write_deck(home / "deck")
    with running(folder, state=home) as preview, launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(preview.address)
        yield Desk(folder, preview, page)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([_pipe, _pause, _tidy])
@example([_socket, _pause, _tidy])
@example([_away, _pause, _back, _at_once])
@example([_slip, _pause, _half, _slip])
@example([_slip, _pause, _tweak])
@given(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=6))
def test_the_page_shows_what_is_there(desk: Desk, events: list[Callable[[Desk], None]]) -> None:
    """After any edits, by whatever program, the page has the cards and the errors of the folder."""
    desk.clear()
    for event in events:
        with suppress(OSError):  # what is gone cannot be written to, and neither can a folder
            event(desk)
    wanted = desk.wanted()
    assert desk.comes_to(wanted) == wanted
