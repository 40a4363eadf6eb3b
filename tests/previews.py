"""Previews for tests: a small deck, the command in a process of its own, calls."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pikepdf

from commands import SECONDS, environment
from korttipakka.build.options import BuildOptions
from korttipakka.web.app import Server
from korttipakka.web.events import Event
from korttipakka.web.preview import Preview
from korttipakka.web.request import Request

DECK = """\
title: Test deck
language: en
categories:
  ideas: {name: Ideas, color: "#0b6e75"}
  other: {name: Other, color: "#b8324b"}
"""

CARDS = """\
cards:
  - title: First card
    id: first
    category: ideas
    text: The first text
  - title: Second card
    id: second
    category: ideas
    text: The second text
  - title: Third card
    id: third
    category: other
    text: The third text
"""


def write_deck(folder: Path, cards: str = CARDS) -> Path:
    """A deck in a folder: one file with its title, one with its cards."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.yaml").write_text(DECK, "utf-8")
    (folder / "cards.yaml").write_text(cards, "utf-8")
    return folder


class Running:
    """A preview that runs: its address, and calls of it by those who know the token."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        parts = urlsplit(address)
        self.port = parts.port or 0
        self.base = f"http://127.0.0.1:{self.port}"
        self.token = parts.query.removeprefix("token=")
        self.readers: list[threading.Thread] = []
        self.client = httpx.Client(
            base_url=self.base, headers={"X-Token": self.token}, timeout=SECONDS, trust_env=False
        )

    def deck(self, variant: str = "A") -> dict:  # type: ignore[type-arg]
        """What /api/deck answers."""
        answer = self.client.get("/api/deck", params={"variant": variant})
        assert answer.status_code == 200
        return answer.json()  # type: ignore[no-any-return]

    def png(self, address: str, dpi: int = 150) -> bytes:
        """A picture."""
        answer = self.client.get(f"{address}?dpi={dpi}")
        assert answer.status_code == 200
        return answer.content

    def set(self, **settings: str) -> httpx.Response:
        """Change settings; "__" stands for the dot of a key."""
        keys = {key.replace("__", "."): value for key, value in settings.items()}
        return self.client.post("/api/settings", json={"set": keys})


def start(
    *arguments: str | Path, state: Path, command: str = "preview", cwd: Path | None = None
) -> subprocess.Popen[str]:
    """Start the command; what it remembers lies in the folder `state`, its user's home in `cwd`."""
    at_home = {} if cwd is None else {"HOME": str(cwd), "USERPROFILE": str(cwd)}
    return subprocess.Popen(
        [sys.executable, "-m", "korttipakka", command, *map(str, arguments), "--no-open"],
        cwd=cwd, env=environment(XDG_STATE_HOME=str(state), **at_home), encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def running(
    *arguments: str | Path, state: Path, command: str = "preview", cwd: Path | None = None
) -> Iterator[Running]:
    """The preview of a deck, or the start page, ended in the end as Ctrl-C does it."""
    process, found = start(*arguments, state=state, command=command, cwd=cwd), None
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert ": http://127.0.0.1:" in line, process.stderr and process.stderr.read()
        found = Running(process, line.split()[-1])
        yield found
    finally:
        if found:
            found.client.close()
        process.terminate() if sys.platform == "win32" else process.send_signal(2)
        try:
            process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        for reader in found.readers if found else ():
            reader.join(SECONDS)


def in_process(deck: Path) -> tuple[Server, list[Event]]:
    """The server of a preview without its addresses, and what it tells."""
    server, told = Server(Preview(Request(deck, None, BuildOptions()))), list[Event]()
    server.begin()
    server.standing(server.preview.variants["A"])
    server.hub.send = told.append  # type: ignore[method-assign]
    return server, told


def drawn(pdf: bytes) -> list[bytes]:
    """What is drawn on each page of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]
