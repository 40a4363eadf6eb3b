"""What is made of a box's content, once for all cards that have one and the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

from .frame import Content, Part

COMMON = {"", "category.name", "deck.title"}
"""Values by which a box is mostly the same on many cards."""

MOST_KEPT = 4096
"""Contents that are kept: a large deck would fill the memory."""

Made = TypeVar("Made")


def is_common(part: Part) -> bool:
    """Whether many cards have the same of a box, most likely."""
    return not part.fields or part.fields[0] in COMMON


class OfContent(Generic[Made]):
    """What `make` makes of content that many cards have, which is told by identity.

    (Comparing what two boxes hold takes as long as most of what is made of it.)
    """

    def __init__(self, make: Callable[[tuple[Content, ...]], Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[tuple[Content, ...], Made]] = {}

    def __call__(self, content: tuple[Content, ...]) -> Made:
        """What is made of a part's content."""
        known = self._known.get(id(content))
        if known is None or known[0] is not content:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            known = self._known[id(content)] = content, self._make(content)
        return known[1]
