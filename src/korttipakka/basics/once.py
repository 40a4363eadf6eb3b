"""Properties that are worked out once."""

import sys
from typing import TYPE_CHECKING, Any

# Up to Python 3.11 it takes a lock, which takes longer than most of what is worked out here.
if TYPE_CHECKING or sys.version_info >= (3, 12):
    from functools import cached_property as cached_property
else:

    class cached_property:  # noqa: N801 - as the library names it
        """As `functools.cached_property`, for values that may be worked out by two threads."""

        def __init__(self, work_out: Any) -> None:
            self._work_out = work_out
            self.__doc__ = work_out.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            """The value, which is found in place of this from then on."""
            if instance is None:
                return self
            found = vars(instance)[self._name] = self._work_out(instance)
            return found
