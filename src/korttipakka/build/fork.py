"""Two processes for the two halves of a large job: each sets, checks and paints its own sheets.

Python computes on one core; a process that is forked when the deck has been read has all that it
needs, and what it hands over at the end is small: painted pages and what was found on them.
(`multiprocessing` does as much and takes 10 ms to import: half of what 66 cards gain.)
"""

import gc
import os
import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple, TypeVar

from ..typeset import Agreement

A = TypeVar("A")
B = TypeVar("B")

WORTH = 48
"""Cards from which two processes are faster than one, by measurement: a fork has its price."""


def can_halve(cards: int) -> bool:
    """Whether a job of so many cards is done faster by two processes here.

    A process with threads must not be forked. Only Linux tells the cores that it may use: on macOS
    the system's own libraries have threads, Windows has no fork.
    """
    if cards < WORTH or not hasattr(os, "sched_getaffinity"):
        return False
    return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def in_halves(
    first: Callable[[Agreement], A], second: Callable[[Agreement], B]
) -> tuple[A, B] | None:
    """What `first` makes here of one half and `second`, in a process of its own, of the other.

    Both may agree on sizes, as often and in the same order. What `second` makes is pickled. None
    when either raises an exception: whatever it was is to be found out by doing the whole in one
    process.
    """
    ours, theirs = _Pipe.two()
    gc.freeze()  # a search for garbage marks all objects, and each process would have its own
    try:
        child = os.fork()
    except OSError:  # no memory for another process, or none allowed
        gc.unfreeze()
        ours.close()
        theirs.close()
        return None
    if child == 0:
        _work(second, theirs, ours)
    theirs.close()
    try:
        mine = first(ours.least)
        return mine, ours.receive()
    except Exception:
        return None
    finally:
        gc.unfreeze()
        ours.close()  # so that a child that waits for this process ends
        os.waitpid(child, 0)


def _work(work: Callable[[Agreement], Any], pipe: "_Pipe", other: "_Pipe") -> None:
    """The child's life: it ends here, without the clean-up that is its parent's to do."""
    status = 1
    try:
        other.close()
        pipe.send(work(pipe.least))
        status = 0
    finally:
        os._exit(status)


class _Pipe(NamedTuple):
    """One end of a line between two processes, for pickled values."""

    reader: BinaryIO
    writer: BinaryIO

    @classmethod
    def two(cls) -> "tuple[_Pipe, _Pipe]":
        """Both ends."""
        (in_1, out_1), (in_2, out_2) = os.pipe(), os.pipe()
        return (
            cls(os.fdopen(in_1, "rb"), os.fdopen(out_2, "wb")),
            cls(os.fdopen(in_2, "rb"), os.fdopen(out_1, "wb")),
        )

    def send(self, value: Any) -> None:
        """Hand a value over; waits until the other process takes it, if it is large."""
        pickle.dump(value, self.writer, pickle.HIGHEST_PROTOCOL)
        self.writer.flush()

    def receive(self) -> Any:
        """The other's value. Raises EOFError when that process has ended."""
        return pickle.load(self.reader)

    def least(self, sizes: dict[str, float]) -> dict[str, float]:
        """The least size of each group that either process has; an `Agreement`.

        Both send before they read: the few sizes of a deck's categories fit into the pipe.
        """
        self.send(sizes)
        others: dict[str, float] = self.receive()
        return others | {key: min(size, others.get(key, size)) for key, size in sizes.items()}

    def close(self) -> None:
        """Close this end; what is not sent by now never is."""
        for end in self:
            with suppress(BrokenPipeError):
                end.close()
