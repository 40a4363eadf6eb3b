"""Regular expressions that are compiled late: most of them are for what few decks have in them."""

import re
from typing import Any, cast


class _LatePattern:
    """Stands for a pattern; what has been asked for once is at hand."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = vars(self)[name] = getattr(re.compile(*self._given), name)
        return found


def late(pattern: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern as `re.compile` makes it, compiled when something of it is asked for.

    A pattern takes up to half a millisecond to compile, each time the program starts.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
