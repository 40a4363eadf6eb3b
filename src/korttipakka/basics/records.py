"""Records that cannot be mistaken for each other."""

from collections.abc import Callable
from typing import Any, TypeVar

Record = TypeVar("Record", bound="type[tuple[Any, ...]]")


def distinct(record: Record) -> Record:
    """Let a NamedTuple equal only records of its own type: Rect(1, 2, 3, 4) is no Insets.

    To Python all NamedTuples of the same values are equal, to each other and to a plain tuple. They
    stay quick to make, and hash as before: what is equal still has one hash.
    """
    alike = tuple.__eq__

    def equal(self: Any, other: Any) -> Any:
        if self.__class__ is other.__class__:
            return alike(self, other)
        return False if isinstance(other, tuple) else NotImplemented

    def unequal(self: Any, other: Any) -> Any:
        same = equal(self, other)
        return same if same is NotImplemented else not same

    record.__eq__ = equal  # type: ignore[method-assign]
    record.__ne__ = unequal  # type: ignore[method-assign]
    return record


def compared(count: int, hashed: int | None = None) -> Callable[[Record], Record]:
    """Let a NamedTuple equal records of its own type whose first `count` values are the same.

    What comes after them, such as the place where a value was written, does not matter. The first
    `hashed` values, by default as many, make its hash.
    """

    def decorated(record: Record) -> Record:
        def equal(self: Any, other: Any) -> Any:
            if self.__class__ is other.__class__:
                return self is other or self[:count] == other[:count]
            return False if isinstance(other, tuple) else NotImplemented

        def unequal(self: Any, other: Any) -> Any:
            same = equal(self, other)
            return same if same is NotImplemented else not same

        def made_hash(self: Any) -> int:
            return hash(self[: count if hashed is None else hashed])

        record.__eq__ = equal  # type: ignore[method-assign]
        record.__ne__ = unequal  # type: ignore[method-assign]
        record.__hash__ = made_hash  # type: ignore[method-assign]
        return record

    return decorated
