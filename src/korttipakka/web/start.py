"""The start page: open a deck, make a new one, or bring cards in from a table or a document."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request as Call
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..basics.problems import KorttipakkaError, Problem
from ..reading.whole import MAX_BYTES
from .app import body_of, bytes_of, file_answer, page_files
from .desk import SHIPPED, Desk, Launch, told
from .serving import run_server

PAGE = "/page/start.html"


def serve_start(
    here: Path, program: Sequence[str], port: int | None, ready: Callable[[str], None],
    launch: Launch,
) -> None:  # fmt: skip
    """Serve the start page until it is interrupted; `ready` is told its address.

    `program` are the words that start this program, `launch` opens a folder or an address. Raises
    KorttipakkaError when the port is taken.
    """
    desk = Desk(Path.home(), here, program)
    run_server(lambda: application(desk, launch), port, ready, desk.close, MAX_BYTES)


def application(desk: Desk, launch: Launch) -> Starlette:
    """The routes of the page."""
    calls = _Calls(desk, launch)
    return Starlette(
        routes=[
            Route("/", calls.page),
            Route("/page/{name}", calls.page_file),
            Route("/api/folder", calls.folder, methods=["POST"]),
            Route("/api/open", calls.open, methods=["POST"]),
            Route("/api/new", calls.new, methods=["POST"]),
            Route("/api/import", calls.bring_in, methods=["POST"]),
            Route("/api/show", calls.show, methods=["POST"]),
        ],
        exception_handlers={KorttipakkaError: _refuse, OSError: _unable},
    )


class _Calls:
    """A method for each call; what takes a moment is done beside the one that answers."""

    def __init__(self, desk: Desk, launch: Launch) -> None:
        self._desk = desk
        self._launch = launch
        self._files = page_files()

    async def page(self, call: Call) -> Response:
        """The page."""
        return file_answer(self._files[PAGE])

    async def page_file(self, call: Call) -> Response:
        """A style sheet, a script or a font of the page."""
        return file_answer(self._files.get(call.url.path))

    async def folder(self, call: Call) -> Response:
        """The decks and folders in a folder."""
        found = await asyncio.to_thread(self._desk.listing, _text(await body_of(call), "path"))
        entries = [entry._asdict() for entry in found.entries]
        return JSONResponse({**found._asdict(), "entries": entries, "shipped": SHIPPED})

    async def open(self, call: Call) -> Response:
        """Open a deck's preview in the browser, and tell its address.

        The page cannot go there by itself: a preview lets in no page of another port.
        """
        path = _text(await body_of(call), "path")
        address = await asyncio.to_thread(self._desk.open, path)
        await asyncio.to_thread(self._launch, address)
        return JSONResponse({"address": address})

    async def new(self, call: Call) -> Response:
        """A new small deck."""
        wanted = await body_of(call)
        words = [_text(wanted, name) for name in ("path", "name", "language")]
        folder = await asyncio.to_thread(self._desk.make, *words)
        return JSONResponse({"path": str(folder)})

    async def bring_in(self, call: Call) -> Response:
        """A new deck of the cards in a file, which is the body of the call."""
        query = call.query_params
        data = await bytes_of(call, MAX_BYTES)
        path, name = query.get("path", ""), query.get("name", "")
        made = await asyncio.to_thread(self._desk.bring_in, path, name, data)
        answer = {"path": str(made.folder), "cards": made.cards, "problems": told(made.problems)}
        return JSONResponse(answer)

    async def show(self, call: Call) -> Response:
        """Show a deck's folder in the system's own window, to edit its files."""
        listing = await asyncio.to_thread(self._desk.listing, _text(await body_of(call), "path"))
        await asyncio.to_thread(self._launch, listing.path)
        return JSONResponse({})


async def _refuse(call: Call, cause: Exception) -> Response:
    """What was asked for cannot be done: the problems say why."""
    assert isinstance(cause, KorttipakkaError)
    return JSONResponse({"problems": told(cause.problems)}, 422)


async def _unable(call: Call, cause: Exception) -> Response:
    """The system does not let us: a folder may be read-only, a disk full, a path too long."""
    assert isinstance(cause, OSError)
    message = f"the system does not allow that: {cause.strerror or cause}"
    hint = "choose another folder or another name"
    return JSONResponse({"problems": told([Problem("cannot-write", message, hint=hint)])}, 422)


def _text(found: dict[str, Any], name: str) -> str:
    text = found.get(name, "")
    if not isinstance(text, str):
        raise HTTPException(400, f"{name} is a text")
    return text
