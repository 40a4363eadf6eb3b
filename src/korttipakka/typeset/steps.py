"""How far the work on many cards is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Tell = Callable[[float], None]
"""Receives the share of the work that is done, from 0 to 1."""

T = TypeVar("T")

PARTS = 200
"""A share is told at most so often: nobody sees more."""


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
