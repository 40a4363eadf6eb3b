"""Records that are quick to define, and cannot be mistaken for each other."""

from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record", bound="type[tuple[Any, ...]]")

MOST = 64
"""Fields of a record."""

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    _NAMES = tuple(f"field_{index}" for index in range(MOST))
    _FIELDS = [*map(vars(namedtuple("_All", _NAMES)).get, _NAMES)]

    @cache
    def _maker(count: int) -> CodeType:
        """What makes a record of so many fields, whatever their names are."""
        values = "".join(f"{name}, " for name in _NAMES[:count])
        made: FunctionType = eval(f"lambda _cls, {values}: _new(_cls, ({values}))")
        return made.__code__

    class _Record(tuple[Any, ...]):
        """What all records can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            """A record of these values."""
            return cls(*values)

        def _replace(self, **values: Any) -> Any:
            """A record with some values in place of its own."""
            made = tuple.__new__(self.__class__, map(values.pop, self._fields, self))
            if values:
                raise TypeError(f"Got unexpected field names: {[*values]!r}")
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            """The values by name."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            """As it would be made."""
            values = (f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{self.__class__.__name__}({', '.join(values)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            """The values, for `copy` and `pickle`."""
            return tuple(self)

    def _types(body: dict[str, Any]) -> dict[str, Any]:
        """The fields and their types. From Python 3.14 on a class has a function that tells them.

        That function works names out when it is asked for values (1), as all Pythons before did.
        """
        work_out = body.get("__annotate_func__")
        return work_out(1) if work_out else body.get("__annotations__", {})

    class _Definition(type):
        """Makes records of class statements."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            types = _types(body)
            fields = (*types,)
            defaults = {field: body[field] for field in fields if field in body}
            code = _maker(len(fields)).replace(
                co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
            )
            known = {"_new": tuple.__new__, "__builtins__": {}}
            made = FunctionType(code, known, argdefs=tuple(defaults.values()))
            made.__annotations__ = types
            own = {"__slots__": (), "__new__": made, "_fields": fields, "__match_args__": fields,
                   "_field_defaults": defaults}  # fmt: skip
            return type(name, (_Record,), body | own | dict(zip(fields, _FIELDS, strict=False)))

    NamedTuple = type.__new__(_Definition, "NamedTuple", (), {})
    """As `typing.NamedTuple`, defined in a tenth of the time: that one compiles a function for each
    record, which took a fifteenth of a small build. The functions here differ in names alone."""


def _equal_by(record: Record, equal: Callable[[Any, Any], Any]) -> Record:
    """Let records be compared so, for `==` and for `!=`."""

    def unequal(self: Any, other: Any) -> Any:
        same = equal(self, other)
        return same if same is NotImplemented else not same

    record.__eq__ = equal  # type: ignore[method-assign]
    record.__ne__ = unequal  # type: ignore[method-assign]
    return record


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

    return _equal_by(record, equal)


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

        def made_hash(self: Any) -> int:
            return hash(self[: count if hashed is None else hashed])

        record.__hash__ = made_hash  # type: ignore[method-assign]
        return _equal_by(record, equal)

    return decorated
