"""A deck that is built again and again while it is being edited: only what has changed is made anew."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..basics.files import Stamp
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.layout import Layout
from ..reading.deck import DeckReader
from ..reading.layout import Override
from .layouts import layout_of
from .made import Made
from .options import BuildOptions, Progress, Selection, Settings, as_overrides, no_progress
from .pipeline import Means, Source, make
from .run import RunMemory
from .selection import find_deck


class Session:
    """Builds a deck again and again, and keeps what does not change meanwhile.

    Parsed files, layouts, fonts, measured texts and finished faces are kept; files count as changed
    when their size or time has. What is made is the same to the byte as what `build_deck` makes.
    A session is for one thread at a time.

        session = Session("deck.yaml")
        made = session.build()
        made = session.build(settings={"front.title.size": "18 pt"})
    """

    def __init__(self, deck: Source) -> None:
        self.deck = deck
        self._memory = Memory()

    def build(
        self,
        *,
        layout: str | None = None,
        settings: Settings = (),
        language: str | None = None,
        categories: Iterable[str] = (),
        tags: Iterable[str] = (),
        cards: Iterable[str] = (),
        copies: int | None = None,
        blanks: Iterable[str] | None = None,
        guides: bool = False,
        draft: bool = False,
        verbose: bool = False,
        progress: Progress = no_progress,
    ) -> Made:
        """The deck as it is now; arguments and errors are those of `build_deck`."""
        options = BuildOptions(
            layout, as_overrides(settings), language,
            Selection(tuple(categories), tuple(tags), tuple(cards)),
            copies, None if blanks is None else tuple(blanks), guides, draft, verbose,
        )  # fmt: skip
        return self.make(options, progress)

    def make(self, options: BuildOptions, progress: Progress = no_progress) -> Made:
        """As `build`, with the options in one."""
        return make(self.deck, options, Means(painted=False, progress=progress), self._memory)
