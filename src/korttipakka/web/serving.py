"""The server's process: its port, its address, who else previews the deck, and how it ends."""

import gc
import json
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..basics.files import write_whole
from ..basics.problems import KorttipakkaError, Location, error
from ..reading.files import find_deck
from .request import Request

HOST = "127.0.0.1"
"""Nobody else's computer reaches this address."""

GARBAGE = 200_000
"""New objects after which garbage is looked for, which takes some 20 ms: a build makes hardly any,
so that the command line looks after a million, but calls do, and a preview is open for days.
"""

SWITCH = 0.001
"""Seconds after which a thread lets the others go on: the one that answers is not to wait for the
5 ms that Python gives to the one that builds."""

PATIENCE = 5.0
"""Seconds that another preview may take to answer, on a busy computer; one that has ended is known
at once."""


def listening(port: int | None) -> socket.socket:
    """A socket of our own; without a port, the system gives one. Raises KorttipakkaError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there, it would let two programs share a port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port or 0))
    except OSError as cause:
        found.close()
        message = f"port {port} cannot be used: {cause.strerror or cause}"
        hint = "another program may have it; leave --port out, and a free one is taken"
        raise error("port-in-use", message, Location.flag(f"--port {port}"), hint) from cause
    return found


def serve(request: Request, port: int | None, ready: Callable[[str], None]) -> None:
    """Serve a deck's preview until it is interrupted; `ready` is told its address.

    Raises KorttipakkaError when the port is taken, or what was typed in the command is wrong.
    """
    from .app import Server, application
    from .preview import Preview

    server = Server(Preview(request))
    with ExitStack() as stack:

        def begun() -> Any:
            server.begin()
            return application(server)

        def told(address: str) -> None:
            stack.enter_context(registered(request.deck, address))
            ready(address)

        run_server(begun, port, told, server.hub.close)


def run_server(
    begin: Callable[[], Any], port: int | None, ready: Callable[[str], None],
    end: Callable[[], None], most_bytes: int | None = None,
) -> None:  # fmt: skip
    """Serve the application that `begin` makes, on this computer alone, until it is interrupted.

    `ready` is told its address, `end` is called when it is to end; a request has at most so many
    bytes. Raises KorttipakkaError when the port is taken.
    """
    import uvicorn

    from .guard import MOST_BYTES, Guard

    sys.setswitchinterval(SWITCH)
    gc.set_threshold(GARBAGE)
    with listening(port) as found:
        number = found.getsockname()[1]
        token = secrets.token_urlsafe(24)
        hosts = [f"{HOST}:{number}", f"localhost:{number}"]
        app = Guard(begin(), token, hosts, f"korttipakka-{number}", most_bytes or MOST_BYTES)
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, server_header=False, ws="none",
            timeout_graceful_shutdown=2,
        )  # fmt: skip
        address = f"http://{HOST}:{number}/?token={token}"
        with suppress(KeyboardInterrupt):
            _runner(uvicorn, config, end, lambda: ready(address)).run(sockets=[found])


def _runner(uvicorn: Any, config: Any, end: Callable[[], None], ready: Callable[[], None]) -> Any:
    """A server that says when it is there, and lets streams of events end when it is to end."""

    class Runner(uvicorn.Server):  # type: ignore[misc]
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            end()
            await super().shutdown(sockets)

    return Runner(config)


def register_file(deck: Path) -> Path:
    """Where the preview of a deck says its address."""
    from platformdirs import user_state_path

    with suppress(KorttipakkaError):
        deck = find_deck(deck)
    name = sha256(os.fsencode(os.path.realpath(deck))).hexdigest()[:16]
    return user_state_path("korttipakka") / f"preview-{name}.json"


def other_preview(deck: Path) -> str | None:
    """The address of a running preview of a deck."""
    try:
        address = str(json.loads(register_file(deck).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return address if _answers(address) else None


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    if parts.hostname != HOST or parts.port is None:
        return False
    token = parse_qs(parts.query).get("token", [""])[0]
    connection = HTTPConnection(HOST, parts.port, timeout=PATIENCE)
    try:
        connection.request("HEAD", "/", headers={"X-Token": token})
        return connection.getresponse().status == 200
    except (OSError, ValueError):
        return False
    finally:
        connection.close()


@contextmanager
def registered(deck: Path, address: str) -> Iterator[None]:
    """Say where the preview of a deck is, in a file that only its user may read.

    Where another one has said so, it stays the one that is known.
    """
    path = register_file(deck)
    if other_preview(deck):
        yield
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
        write_whole(path, json.dumps({"address": address}).encode())
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            if json.loads(path.read_text("utf-8")).get("address") == address:
                path.unlink()
