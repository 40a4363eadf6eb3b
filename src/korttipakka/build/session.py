"""A deck that is built again and again while it is edited: only what changes is made anew."""

from collections.abc import Callable, Iterable
from pathlib import Path

from .made import Made
from .memory import Memory
from .options import (
    BuildOptions,
    Progress,
    Selection,
    Settings,
    as_overrides,
    no_progress,
    since_of,
)
from .pipeline import Means, Source, make, make_or_unchanged
from .run import Run


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
        pick: int = 0,
        seed: str = "",
        copies: int | None = None,
        blanks: Iterable[str] | None = None,
        guides: bool = False,
        draft: bool = False,
        verbose: bool = False,
        pdfa: bool = False,
        shop: str = "",
        output_profile: str | Path | None = None,
        changed_since: str | Path | None = None,
        take_out_list: bool = False,
        progress: Progress = no_progress,
    ) -> Made:
        """The deck as it is now; arguments and errors are those of `build_deck`."""
        options = BuildOptions(
            layout, as_overrides(settings), language,
            Selection(tuple(categories), tuple(tags), tuple(cards), pick, seed),
            copies, None if blanks is None else tuple(blanks), guides, draft, verbose, pdfa,
            since=since_of(changed_since, take_out_list),
            shop=shop, output_profile=None if output_profile is None else Path(output_profile),
        )  # fmt: skip
        return self.make(options, progress)

    def make(self, options: BuildOptions, progress: Progress = no_progress) -> Made:
        """As `build`, with the options in one."""
        means = Means(painted=False, progress=progress)
        return make_or_unchanged(self.deck, options, means, self._memory)

    def look(
        self, options: BuildOptions, fitted: Callable[[Run], None], progress: Progress = no_progress
    ) -> Made:
        """As `make`, to be looked at: errors of cards that could be made are among its problems.

        `fitted` is told of cards that have their sizes, when the sheets are still to be made.
        """
        means = Means(painted=False, progress=progress, fitted=fitted, refused=False)
        return make(self.deck, options, means, self._memory)
