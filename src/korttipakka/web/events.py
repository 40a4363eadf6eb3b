"""Server-sent events: what happened, told to all pages in the order in which it happened."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from ..basics.records import NamedTuple

PATIENCE = 15.0
"""Seconds of silence after which a comment keeps a connection open."""

MOST_UNREAD = 500
"""Events that wait for a listener who does not read them, such as a page that the system has put to
sleep: when it wakes, it listens anew and is told how things stand."""

AGAIN = b"retry: 1000\n\n"
"""Milliseconds until a browser that has lost its connection tries again; it would wait longer."""


class Event(NamedTuple):
    """Something that happened to a variant of the deck."""

    variant: str
    name: str
    data: Any

    def encoded(self) -> bytes:
        """As the standard for server-sent events writes it; JSON has no bare newlines."""
        data = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"event: {self.name}\ndata: {data}\n\n".encode()


class Hub:
    """Hands events to everyone who listens; used in the server's loop, but for `is_heard`."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[Event | None], str] = {}
        self._closed = False

    def is_heard(self, variant: str) -> bool:
        """Whether anybody listens to a variant."""
        return variant in [*self._listeners.values()]

    def send(self, event: Event) -> None:
        """Tell everyone who listens to the event's variant; who has stopped reading is let go."""
        for queue, variant in [*self._listeners.items()]:
            if variant == event.variant:
                queue.put_nowait(event)
            if queue.qsize() > MOST_UNREAD:
                del self._listeners[queue]
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait(None)

    def close(self) -> None:
        """Let all streams end."""
        self._closed = True
        for queue in self._listeners:
            queue.put_nowait(None)

    async def listen(self, variant: str, first: Callable[[], list[Event]]) -> AsyncIterator[bytes]:
        """What happens from now on, after what `first` tells of how things stand."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        self._listeners[queue] = variant
        try:
            yield AGAIN
            for event in first():
                yield event.encoded()
            while not self._closed:
                try:
                    event_or_end = await asyncio.wait_for(queue.get(), PATIENCE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                if event_or_end is None:
                    return
                yield event_or_end.encoded()
        finally:
            self._listeners.pop(queue, None)
