"""Records do what `typing.NamedTuple` does, by a definition of our own."""

import copy
import pickle
import re
import typing
from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import korttipakka
from korttipakka.basics.records import MOST, NamedTuple


class Size(NamedTuple):
    """Has a default, a property, and a method that asks for what it overrides."""

    width: float
    height: float = 2.0
    name: str = "none"

    @property
    def area(self) -> float:
        """Made of fields."""
        return self.width * self.height

    def __repr__(self) -> str:
        return f"a {super().__repr__()}"


class Pythons(typing.NamedTuple):
    """The same by Python's own."""

    width: float
    height: float = 2.0
    name: str = "none"


class Empty(NamedTuple):
    """Has no fields."""


TOLD: dict[str, Callable[[Any], Any]] = {
    "fields": lambda kind: (kind._fields, kind.__match_args__, kind._field_defaults),
    "types": typing.get_type_hints,
    "signature": lambda kind: str(signature(kind)),
    "doc of a field": lambda kind: kind.width.__doc__,
    "values": lambda kind: (*kind(1, name="a"),),
    "a field": lambda kind: kind(1).height,
    "as a dictionary": lambda kind: kind(1)._asdict(),
    "replaced": lambda kind: (*kind(1, 2)._replace(width=4),),
    "made of values": lambda kind: (*kind._make([7, 8, "x"]),),
    "hash": lambda kind: hash(kind(1, 2)),
    "no room for more": lambda kind: hasattr(kind(1), "__dict__"),
}
"""What can be asked of a record."""


@pytest.mark.parametrize("ask", TOLD.values(), ids=TOLD)
def test_records_are_as_pythons_own(ask: Callable[[Any], Any]) -> None:
    """Whatever is asked of a record, Python's own tells the same."""
    assert ask(Size) == ask(Pythons)


FAULTS: dict[str, Callable[[Any], Any]] = {
    "too few": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, "a", 4),
    "unknown": lambda kind: kind(1, depth=2),
    "unknown, replaced": lambda kind: kind(1)._replace(depth=2),
    "set": lambda kind: setattr(kind(1), "width", 2),
}
"""What records refuse."""


@pytest.mark.parametrize("act", FAULTS.values(), ids=FAULTS)
def test_records_refuse_what_pythons_own_refuse(act: Callable[[Any], Any]) -> None:
    """A wrong use is told in the words that Python has for it (before 3.13 as a ValueError)."""
    with pytest.raises((TypeError, ValueError, AttributeError)) as theirs:
        act(Pythons)
    message = str(theirs.value).replace("Pythons", "Size")
    with pytest.raises((TypeError, AttributeError), match=f"^{re.escape(message)}$"):
        act(Size)


def test_a_record_says_what_it_holds() -> None:
    """Its text is how it would be made; a method reaches the one that it overrides."""
    assert repr(Size(1, 2)) == "a Size(width=1, height=2, name='none')"
    assert repr(Empty()) == "Empty()"


def test_records_are_matched_and_copied() -> None:
    """Patterns take them apart; copies and what comes through a pickle are equal to them."""
    match Size(1, 2):
        case Size(width, height=height):
            assert (width, height) == (1, 2)
    assert Size(3, 4).area == 12
    for same in (copy.copy(Size(1)), copy.deepcopy(Size(1)), pickle.loads(pickle.dumps(Size(1)))):
        assert type(same) is Size
        assert same == Size(1)


def test_a_record_has_no_more_fields_than_there_is_room_for() -> None:
    """As many fields as are known do; one more is an error, and is not left out."""

    def define(count: int) -> Any:
        names = {f"f{index}": int for index in range(count)}
        return type(NamedTuple)("Long", (NamedTuple,), {"__annotations__": names})

    assert define(MOST)(*range(MOST))[MOST - 1] == MOST - 1
    with pytest.raises(ValueError, match="co_varnames"):
        define(MOST + 1)


def test_fields_whose_types_are_told_late() -> None:
    """From Python 3.14 on a class has a function that tells its fields and their types."""
    body = {"__annotate_func__": lambda form: {"width": float, "name": str}, "name": "none"}
    late: Any = type(NamedTuple)("Late", (NamedTuple,), body)
    assert repr(late(1.5)) == "Late(width=1.5, name='none')"
    assert str(signature(late)) == "(width: float, name: str = 'none')"


def test_all_records_are_quick_to_define() -> None:
    """Each of Python's own records would be a tenth of a millisecond at every start."""
    package = Path(korttipakka.__file__).parent
    slow = re.compile(r"^\s*from typing import .*\bNamedTuple\b", re.MULTILINE)
    found = {path for path in package.rglob("*.py") if slow.search(path.read_text("utf-8"))}
    assert found == {package / "basics" / "records.py"}, "use basics.records.NamedTuple"
