"""How far the work on many cards is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Tell = Callable[[float], None]
"""Receives the share of the work that is done, from 0 to 1."""

T = TypeVar("T")

AT_ONCE = 64
"""Cards with which one work after the other is done, before the next cards. A processor's caches do
not hold the code of all works: going from one to the next with each card took a third longer, by
measurement."""

PARTS = 200
"""A share is told at most so often: nobody sees more."""


def some_at_once(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """The things, some after the other."""
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


def untold(share: float) -> None:
    """A `Tell` that does nothing."""


class Steps:
    """Counts steps of work up to a total, and tells which share of them is done."""

    def __init__(self, total: int, tell: Tell = untold) -> None:
        self._total = max(1, total)
        self._tell = tell
        self._done = 0
        self._next = 0.0

    def take(self, number: int = 1) -> None:
        """Note that so many steps are done."""
        self._done += number
        if self._done >= self._next:
            self._next = self._done + self._total / PARTS
            self._tell(min(1.0, self._done / self._total))

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """The things, one step each."""
        for thing in things:
            yield thing
            self.take()
