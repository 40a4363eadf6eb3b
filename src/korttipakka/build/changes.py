"""What has changed in a deck since it was printed: the cards to print, and those to take out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..basics.problems import Problem
from ..basics.records import NamedTuple
from ..model.remembered import Remembered, RememberedCard
from .report import many

MOST_NAMED = 8
"""Cards to take out that the summary names: more are counted."""


Why = Literal["changed", "gone", "fewer"]
"""Why an old card is taken out: a new one replaces it, none does, or there are fewer by now."""

TOLD: Mapping[Why, str] = {
    "changed": "",
    "gone": ": no longer in the deck",
    "fewer": ": the deck has fewer of it",
}


class TakenOut(NamedTuple):
    """An old card to take out of the deck, so many of it, by its old number and title."""

    number: int
    title: str
    copies: int
    why: Why

    def __str__(self) -> str:
        """As the summary names it: "12 Tauko, 2 of it: no longer in the deck"."""
        several = f", {self.copies} of it" if self.copies > 1 else ""
        return f"{self.number} {self.title}{several}{TOLD[self.why]}"


class Changes(NamedTuple):
    """The differences between a deck and its earlier PDF, a `file`.

    `copies` says how many of each card to print, by id; cards that it does not name stay as they
    are. Of these cards `new` are in the deck for the first time, and `moved` have another number by
    now, which they may show. `out` are old cards to take out,
    `after` is what the deck holds from then on. With `listed`, a page tells what to take out.
    With `counted`, old cards say how many there are, and that is another number by now. `warnings`
    tell what is odd about the file.
    """

    file: Path
    before: Remembered
    copies: Mapping[str, int]
    new: int
    moved: int
    same: int
    out: tuple[TakenOut, ...]
    after: tuple[RememberedCard, ...]
    listed: bool = False
    counted: bool = False
    warnings: tuple[Problem, ...] = ()

    def lines(self, decks: int) -> Iterator[str]:
        """What to tell of them for so many decks."""
        changed = len(self.copies) - self.new
        edition = f", edition {self.before.edition}" if self.before.edition else ""
        counts = f"{changed} changed, {self.new} new, {self.same} as they were"
        yield f"Since {self.file}{edition}: {counts}"
        if self.moved:
            yield f"  {self.moved} of them have another number than before, which they may show"
        if self.counted:
            yield "  cards that stay show the old number of cards, which alone changes none of them"
        yield from _out_lines(self.out, self.listed)
        if decks != self.before.decks and self.copies:
            yield (
                f"Decks: {self.file} has {self.before.decks}, and this the changes for {decks}; "
                f"--copies {self.before.decks} makes those for all"
            )


def _out_lines(out: Sequence[TakenOut], listed: bool) -> Iterator[str]:
    """The old cards to take out, as many as a summary has room for."""
    if not out:
        return
    yield f"Take out: {many(sum(one.copies for one in out), 'old card')} of each deck"
    for one in out[:MOST_NAMED]:
        yield f"  {one}"
    if (more := len(out) - MOST_NAMED) > 0:
        where = "the list names them" if listed else "--take-out-list makes a page of all"
        yield f"  \u2026 and {more} more: {where}"
