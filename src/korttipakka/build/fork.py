"""Several processes for the shares of a large job: each sets, checks and paints its own sheets.

Python computes on one core; a process that is forked when the deck has been read has all that it
needs, and what it hands over at the end is small: painted pages and what was found on them.
(`multiprocessing` does as much and takes 10 ms to import: half of what 66 cards gain.)

A caller asks for this: a library does not fork, freeze or reap on its own.
"""

import gc
import mmap
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from math import inf
from select import select
from time import monotonic, sleep
from typing import Any

from ..basics.records import NamedTuple
from ..typeset import Gather, Tell, untold
from .processes import Work

assert sys.platform != "win32"  # where `useful_processes` knows no more than one

PATIENCE, TIMES = 30.0, 10.0
"""Seconds, and times the work of this process so far, that another one is waited for: it has as
much to do, and one that hangs (a lock held by a thread when it was forked) never answers."""


class Silent(Exception):
    """Another process has ended, or does not answer."""


def in_processes(works: Sequence[Work], tell: Tell = untold) -> list[Any] | None:
    """What each work makes: the first in this process, every other in one of its own.

    All that this process and the others have done is told.

    None when any fails, dies, hangs or cannot be started: whatever it was is to be found out by
    doing the whole in one process.
    """
    done = _Done(len(works), tell)
    with _few_searches_for_garbage(), _Children(done) as children:
        try:
            for work in works[1:]:
                children.start(work)
            made = [works[0](children.gather, done.teller(0)), *children.results()]
            done.tell()
            return made
        except Exception:
            children.kill()
            return None


@contextmanager
def _few_searches_for_garbage() -> Iterator[None]:
    """A search for garbage marks all objects, and each process would then have its own."""
    freezes = gc.get_freeze_count() == 0  # what the caller has frozen stays so
    if freezes:
        gc.freeze()
    try:
        yield
    finally:
        if freezes:
            gc.unfreeze()


class _Done:
    """How far each of several processes is, in memory that they share."""

    def __init__(self, count: int, tell: Tell) -> None:
        self._shares = memoryview(mmap.mmap(-1, count * DOUBLE)).cast("d")
        self._tell = tell

    def teller(self, number: int) -> Tell:
        """What a process tells; the first one hands on what all have done together."""

        def tell(share: float) -> None:
            self._shares[number] = share
            if number == 0:
                self.tell()

        return tell

    def tell(self) -> None:
        """Tell the share of the whole."""
        self._tell(sum(self._shares) / len(self._shares))


class _Children:
    """The processes that do the other shares."""

    def __init__(self, done: _Done) -> None:
        self._done = done
        self._lines: list[_Line] = []
        self._ids: list[int] = []
        self._began = monotonic()

    def __enter__(self) -> "_Children":
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Nobody is left behind, whatever happened; a host may have reaped a child already."""
        for line in self._lines:
            line.close()
        if kind is not None:
            self.kill()
        for child in self._ids:
            with suppress(ChildProcessError):
                _wait_for(child)

    def kill(self) -> None:
        """End what may hang."""
        for child in self._ids:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def start(self, work: Work) -> None:
        """Begin a share. Raises OSError when no process can be started."""
        ours, theirs = _Line.two()
        try:
            child = os.fork()
        except OSError:
            ours.close()
            theirs.close()
            raise
        if child == 0:
            tell = self._done.teller(len(self._ids) + 1)
            _live(lambda gather: work(gather, tell), theirs, [*self._lines, ours])
        theirs.close()
        self._lines.append(ours)
        self._ids.append(child)

    def gather(self, found: Any) -> list[Any]:
        """What all processes have found, sent to all; a `Gather`."""
        gathered = [found, *self.results()]
        for line in self._lines:
            line.send(gathered, self._patience)
        return gathered

    def results(self) -> list[Any]:
        """What each process sends next. Raises Silent."""
        return [line.receive(self._patience, self._done.tell) for line in self._lines]

    @property
    def _patience(self) -> float:
        """Seconds that another process is waited for from now on."""
        return PATIENCE + TIMES * (monotonic() - self._began)


def _wait_for(child: int) -> None:
    """Wait until a process that has nothing left to do is gone; end it if it hangs."""
    end = monotonic() + LAST
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return
        sleep(SHORT)


def _live(work: Callable[[Gather], Any], line: "_Line", others: Sequence["_Line"]) -> None:
    """A child's life: it ends here, without the clean-up that is its parent's to do."""
    status = 1
    try:
        for other in others:
            other.close()

        def gather(found: Any) -> list[Any]:
            line.send(found)
            gathered: list[Any] = line.receive()
            return gathered

        line.send(work(gather))
        status = 0
    finally:
        os._exit(status)


DOUBLE = 8
"""Bytes of a number of shared memory."""

LAST, SHORT = 2.0, 0.001
"""Seconds that a process may take to end, and between two looks at whether it has."""

GLANCE = 0.1
"""Seconds between two looks at how far others are, while this process waits for them."""

LENGTH = 8
"""Bytes of the number that comes before a value and tells its length."""


class _Line(NamedTuple):
    """One end of a line between two processes, for pickled values: two file descriptors."""

    reader: int
    writer: int

    @classmethod
    def two(cls) -> "tuple[_Line, _Line]":
        """Both ends."""
        (in_1, out_1), (in_2, out_2) = os.pipe(), os.pipe()
        return cls(in_1, out_2), cls(in_2, out_1)

    def send(self, value: Any, patience: float = inf) -> None:
        """Hand a value over; waits until the other process takes it, if it is large.

        Raises Silent when it does not in so many seconds.
        """
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        end = monotonic() + patience
        os.set_blocking(self.writer, False)  # else a write waits for room for all of it
        rest = [memoryview(len(data).to_bytes(LENGTH, "big")), memoryview(data)]
        while rest:
            if select([], [self.writer], [], GLANCE)[1]:
                # In one call: each one may wake the other process, which takes a third of a ms.
                rest = _after(rest, os.writev(self.writer, rest))
            elif monotonic() > end:
                raise Silent

    def receive(self, patience: float = inf, waiting: Callable[[], None] = lambda: None) -> Any:
        """The other's value. Raises Silent after so many seconds, or when it has ended.

        Meanwhile `waiting` is called now and then.
        """
        end = monotonic() + patience
        length = int.from_bytes(self._bytes(LENGTH, end, waiting), "big")
        return pickle.loads(self._bytes(length, end, waiting))

    def _bytes(self, count: int, end: float, waiting: Callable[[], None]) -> bytes:
        parts, missing = [], count
        while missing:
            while not select([self.reader], [], [], GLANCE)[0]:
                waiting()
                if monotonic() > end:
                    raise Silent
            part = os.read(self.reader, min(missing, 1 << 20))
            if not part:
                raise Silent
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close this end; what is not sent by now never is."""
        for end in self:
            os.close(end)


def _after(parts: Sequence[memoryview], count: int) -> list[memoryview]:
    """What is left of parts after so many bytes."""
    left: list[memoryview] = []
    for part in parts:
        left += [part[count:]] if count < len(part) else []
        count = max(0, count - len(part))
    return left
