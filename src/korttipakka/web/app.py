"""The API of the preview, and its page's files. docs/preview.md lists the calls."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, time
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request as Call
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ..basics.problems import KorttipakkaError, Location
from ..basics.shell import shell_line
from ..basics.shipped import shipped
from ..model.settings import Override
from .answers import Answer, card_answer, problem_answers
from .events import Event, Hub
from .guard import MOST_BYTES, MOST_DRAINED
from .pictures import RESOLUTIONS, USUAL
from .preview import VARIANTS, Meanwhile, Preview, Superseded, Variant
from .watching import LOOK, Stamps, changes, stamps_of

T = TypeVar("T")

PAGE = Path(__file__).parent / "page"

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

FONTS = ("Inter-Regular.ttf", "Inter-Bold.ttf", "InterTight-ExtraBold.ttf")
"""What the page is set in."""

AWHILE = 0.03
"""Seconds that a build pauses for pages to ask for what they have just been told of: they are
quicker alone, and the rest is looked at later."""

SETTLED = 0.06
"""Seconds without a change after which a broken file is no longer thought to be half written."""

FOREVER = "private, max-age=31536000, immutable"
"""A picture's name is that of what it shows."""


class Server:
    """What the calls work on: the preview, one thread that builds and paints, those who listen."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.hub = Hub()
        self.files = page_files()
        self._worker = ThreadPoolExecutor(1, "korttipakka-preview")
        self._told: dict[str, list[Answer]] = {}
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._wishes: Counter[str] = Counter()
        self._builds: set[asyncio.Task[None]] = set()
        self._stamps: Stamps = {}

    def begin(self) -> None:
        """Build for the first time. Raises KorttipakkaError for what was typed in the command."""
        folder = self.preview.request.folder
        before = stamps_of([], folder)  # what is changed while it is built is a change
        self._worker.submit(self.preview.begin).result()
        self._stamps = {
            **before,
            **stamps_of([path for path in self.watched() if not path.is_relative_to(folder)]),
        }

    async def work(self, task: Callable[..., T], *arguments: Any) -> T:
        """Have something done by the thread that builds."""
        return await asyncio.get_running_loop().run_in_executor(
            self._worker, partial(task, *arguments)
        )

    async def at_once(self, task: Callable[..., T], *arguments: Any) -> T:
        """As `work`, but not only when a build that is under way is done."""
        future: Future[T] = Future()
        self._waiting.put((future, partial(task, *arguments)))
        self._worker.submit(self._serve)
        return await asyncio.wrap_future(future)

    def _serve(self) -> None:
        """Do what somebody waits for, in the thread that builds."""
        with suppress(Empty):
            while True:
                _do(*self._waiting.get_nowait())

    def _serve_awhile(self, most: int) -> None:
        """Wait a little for those who will ask for pictures that they have just been told of."""
        end = monotonic() + AWHILE
        with suppress(Empty):
            for _ in range(most):
                _do(*self._waiting.get(timeout=max(0.0, end - monotonic())))

    async def rebuild(
        self, variant: Variant, since: float, wanted: Collection[str] | None = None
    ) -> None:
        """Build a variant and tell the pages; `since` is when the reason for it was noticed.

        Comes back when there is something to be seen of the cards that are `wanted`, or of any:
        the rest of a large deck follows. Comes back, too, when something newer is wished for.
        """
        seen = Seen(wanted)
        build = asyncio.create_task(self._rebuild(variant, since, seen))
        self._builds.add(build)
        build.add_done_callback(self._builds.discard)
        await seen.wait()

    async def _rebuild(self, variant: Variant, since: float, seen: "Seen") -> None:
        try:
            meanwhile = self._meanwhile(variant, since, seen)
            changed = await self.work(variant.build, meanwhile)
            self._tell(variant, changed, since)
        except Superseded:
            pass  # the build that takes its place tells of all that has changed
        finally:
            seen.set()

    def _meanwhile(self, variant: Variant, since: float, seen: "Seen") -> Meanwhile:
        """What is done during a build, unless it is the wish for another one that makes it end."""
        loop, name = asyncio.get_running_loop(), variant.name
        self._wishes[name] += 1
        wish = self._wishes[name]

        def tell(answer: Answer) -> None:
            event = Event(name, "deck", {**answer, "since": since})
            loop.call_soon_threadsafe(self.hub.send, event)
            loop.call_soon_threadsafe(seen.tell, answer["changed"])
            if self.hub.is_heard(name):
                self._serve_awhile(2 * len(answer["changed"]))

        def serve() -> None:
            self._serve()
            if self._wishes[name] != wish:
                raise Superseded

        return Meanwhile(tell, serve)

    def _tell(self, variant: Variant, changed: list[str], since: float) -> None:
        # Of a broken build, too: a page that knows another version may know what is true no more.
        self.hub.send(Event(variant.name, "deck", {**variant.told(changed), "since": since}))
        self._tell_problems(variant)

    def tell_fault(self, variant: Variant) -> None:
        """Tell of a picture that could not be made."""
        self.hub.send(Event(variant.name, "deck", variant.told([])))
        self._tell_problems(variant)

    def _tell_problems(self, variant: Variant) -> None:
        """Tell what is wrong, if that is something else than before."""
        problems = variant.problem_list()
        if self._told.get(variant.name) != problems:
            self._told[variant.name] = problems
            self.hub.send(Event(variant.name, "problems", problems))

    def standing(self, variant: Variant) -> list[Event]:
        """How a variant stands, for those who begin to listen."""
        problems = self._told.setdefault(variant.name, variant.problem_list())
        return [
            Event(variant.name, "deck", variant.told([])),
            Event(variant.name, "problems", problems),
        ]

    async def watch(self) -> None:
        """Build anew whenever a file has changed, as long as the server runs."""
        while True:
            try:
                await self._watch()
            except Exception:  # whatever becomes of an edit, the next one is to be seen
                logging.getLogger(__name__).exception("the preview did not follow an edit")
            await asyncio.sleep(LOOK / 1000)

    async def _watch(self) -> None:
        async for _ in changes(self.watched, self.preview.request.folder, self._stamps):
            since = time()
            for variant in [*self.preview.variants.values()]:
                variant.is_behind = True
                if variant.name == "A" or self.hub.is_heard(variant.name):
                    await self.rebuild_settled(variant, since)

    async def rebuild_settled(self, variant: Variant, since: float) -> None:
        """Build a variant; what may be a half-written file is read again before it is told of."""
        variant.is_behind = False
        meanwhile = self._meanwhile(variant, since, Seen())
        try:
            changed = await self.work(variant.build, meanwhile)
            if variant.is_broken:
                await asyncio.sleep(SETTLED)
                changed = await self.work(variant.build, meanwhile)
        except Superseded:
            return
        self._tell(variant, changed, since)

    def watched(self) -> list[Path]:
        """The files that the deck was made of."""
        files = {self.preview.request.deck}
        for variant in self.preview.variants.values():
            files |= variant.used_files()
        return sorted(files)

    def close(self) -> None:
        """End the thread that builds."""
        self._wishes.update(VARIANTS)
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._serve()


class Seen(asyncio.Event):
    """Whether cards can be seen that somebody waits for: some of those `wanted`, or any at all."""

    def __init__(self, wanted: Collection[str] | None = None) -> None:
        super().__init__()
        self._wanted = wanted

    def tell(self, shown: Iterable[str]) -> None:
        """Note that cards of these ids can be seen."""
        if self._wanted is None or not {*self._wanted}.isdisjoint(shown):
            self.set()


def _do(future: Future[Any], task: Callable[[], Any]) -> None:
    """Do something for whoever waits for it."""
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(task())
        except Exception as cause:
            future.set_exception(cause)


def page_files() -> dict[str, Path]:
    """What the page is made of, by the paths that it is asked for by: nothing else is served."""
    files = {f"/page/{path.name}": path for path in PAGE.iterdir() if path.suffix in TYPES}
    return files | {f"/page/{name}": shipped("fonts") / name for name in FONTS}


def application(server: Server) -> Starlette:
    """The routes, and what runs beside them."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(server.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        server.close()

    calls = Calls(server)
    return Starlette(
        routes=[
            Route("/", calls.page),
            Route("/page/{name}", calls.page_file),
            Route("/picture/{variant}/{name}", calls.picture),
            Route("/api/deck", calls.deck),
            Route("/api/card", calls.card),
            Route("/api/sizes", calls.sizes),
            Route("/api/fonts", calls.fonts),
            Route("/api/events", calls.events),
            Route("/api/settings", calls.settings, methods=["POST"]),
            Route("/api/layout", calls.layout, methods=["POST"]),
            Route("/api/pdf", calls.pdf),
        ],
        exception_handlers={KorttipakkaError: calls.refuse},
        lifespan=lifespan,
    )


class Calls:
    """A method for each call."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def page(self, call: Call) -> Response:
        """The page."""
        return file_answer(self._server.files["/page/index.html"])

    async def page_file(self, call: Call) -> Response:
        """A style sheet, a script or a font of the page."""
        return file_answer(self._server.files.get(call.url.path))

    async def picture(self, call: Call) -> Response:
        """A card's side or a sheet's, by the name of what it shows."""
        name, dpi = call.path_params["name"].removesuffix(".png"), _dpi(call)
        variant = self._server.preview.variants.get(call.path_params["variant"])
        if variant is None or variant.shelf.drawing(name) is None:
            raise HTTPException(404)
        variant.shelf.look(name)
        data = variant.shelf.kept(name, dpi)
        if data is None:
            data = await self._server.at_once(variant.png, name, dpi)
        if data is None:
            self._server.tell_fault(variant)
            raise HTTPException(404)
        return Response(data, media_type="image/png", headers={"Cache-Control": FOREVER})

    async def deck(self, call: Call) -> Response:
        """The whole deck as it stands."""
        variant = await self._variant(call)
        return _json(await self._server.work(variant.answer))

    async def card(self, call: Call) -> Response:
        """The boxes of a card: where they lie, what they show, and where that is written."""
        variant = await self._variant(call)
        shown = variant.shown
        card = shown.card(call.query_params.get("id", "")) if shown else None
        if shown is None or card is None:
            raise HTTPException(404)
        return _json(card_answer(card, shown.made.deck.root))

    async def sizes(self, call: Call) -> Response:
        """The sizes of all texts, and which cards hold others down."""
        variant = await self._variant(call)
        return _json(await self._server.work(variant.sizes))

    async def fonts(self, call: Call) -> Response:
        """The families that a font setting takes."""
        return _json(await asyncio.to_thread(_families))

    async def events(self, call: Call) -> Response:
        """What happens, as it happens."""
        variant = await self._variant(call)
        stream = self._server.hub.listen(variant.name, lambda: self._server.standing(variant))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def settings(self, call: Call) -> Response:
        """Change settings; the answer has the flags that make the same result."""
        since = time()
        wanted = await body_of(call)
        variant = await self._variant(call)
        changed, unset = _texts(wanted.get("set", {})), _names(wanted.get("unset", []), "unset")
        seen = _names(wanted["seen"], "seen") if "seen" in wanted else None
        self._server.preview.tweak(variant, changed, unset)
        variant.shelf.look_at(seen or ())
        await self._server.rebuild(variant, since, seen)
        view = variant.view()
        told = {"version": view.version, "flags": view.flags, "command": view.command}
        return _json({**told, "tweaks": view.tweaks})

    async def layout(self, call: Call) -> Response:
        """Write what was tweaked as a layout file beside the deck."""
        wanted = await body_of(call)
        variant = await self._variant(call)
        name, force = wanted.get("file"), wanted.get("force", False)
        if not isinstance(name, str) or not isinstance(force, bool):
            raise HTTPException(400, "file is a name, force true or false")
        saved = await self._server.work(self._server.preview.save, variant, name, force)
        command = shell_line(self._server.preview.request.command_with(saved.path))
        told = {"file": saved.path.name, "extends": saved.extends, "updated": saved.updated}
        return _json({**told, "command": command})

    async def pdf(self, call: Call) -> Response:
        """The PDF that `build` would write, for a printer that was measured if one is named."""
        variant = await self._variant(call)
        data = await self._server.work(_pdf, variant, call.query_params.get("printer"))
        name = quote(f"{variant.view().name}.pdf")
        told = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(data, media_type="application/pdf", headers=told)

    async def refuse(self, call: Call, cause: Exception) -> Response:
        """What was asked for cannot be done: the problems say why."""
        assert isinstance(cause, KorttipakkaError)
        return JSONResponse({"problems": problem_answers(cause.problems, None)}, 422)

    async def _variant(self, call: Call) -> Variant:
        name = call.query_params.get("variant", "A")
        if name not in VARIANTS:
            raise HTTPException(404)
        # One that is there is not waited for: what is being built may be wanted no more.
        variant = self._server.preview.variants.get(name)
        if variant is None:
            variant = await self._server.work(self._server.preview.variant, name)
        if variant.is_behind:
            await self._server.rebuild_settled(variant, time())
        return variant


def _pdf(variant: Variant, printer: str | None) -> bytes:
    at = Location.flag(f"--printer {printer}")
    return variant.made(*([Override("sheet.printer", printer, at)] if printer else [])).pdf()


def _families() -> Answer:
    from ..fonts.find import bundled, spaced
    from ..fonts.installed import families

    own = list(dict.fromkeys(spaced(file.family) for file in bundled()))
    return {"bundled": own, "installed": [name for name in families() if name not in own]}


def _dpi(call: Call) -> int:
    text = call.query_params.get("dpi", str(USUAL))
    if text not in map(str, RESOLUTIONS):
        raise HTTPException(404)
    return int(text)


async def bytes_of(call: Call, most: int) -> bytes:
    """The body of a call, which has at most so many bytes.

    What is too large is read all the same, and thrown away: who is cut off while sending gets no
    answer.
    """
    data, length = bytearray(), 0
    async for piece in call.stream():
        length += len(piece)
        if length <= most:
            data += piece
        elif length > MOST_DRAINED:
            break
    if length > most:
        raise HTTPException(413)
    return bytes(data)


async def body_of(call: Call) -> dict[str, Any]:
    """The JSON object that a call carries."""
    if call.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415)
    try:
        found = json.loads(await bytes_of(call, MOST_BYTES))
        json.dumps(found, ensure_ascii=False).encode()  # its escapes may name halves of characters
    except (ValueError, RecursionError):
        raise HTTPException(400, "that is no JSON") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "an object is asked for")
    return found


def _texts(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise HTTPException(400, "set has a text for each key")
    return found


def _names(found: Any, what: str) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise HTTPException(400, f"{what} is a list of names")
    return found


def _json(answer: Any) -> Response:
    data = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(data, media_type="application/json")


def file_answer(path: Path | None) -> Response:
    """A file of the page, if there is one."""
    if path is None:
        raise HTTPException(404)
    return Response(path.read_bytes(), media_type=TYPES[path.suffix])
