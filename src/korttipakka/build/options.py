"""What a build is asked for, besides its deck."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..basics.problems import Location, error
from ..basics.records import NamedTuple
from ..model.settings import Override
from ..model.texts import as_list

if TYPE_CHECKING:
    from ..typeset import Tell

Progress = Callable[[str, float], None]
"""Receives a stage's name and the share of it that is done, from 0 to 1."""


def no_progress(stage: str, done: float) -> None:
    """A `Progress` that does nothing."""


def of_stage(progress: Progress, stage: str) -> "Tell":
    """What to tell the share of one stage."""
    return lambda share: progress(stage, share)


class Selection(NamedTuple):
    """Which cards to print: an empty tuple leaves all in.

    Of those that are left, `pick` draws so many at random, by the `seed`; 0 draws none.
    """

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    pick: int = 0
    seed: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether cards may be left out."""
        return bool(self.categories or self.tags or self.cards or self.pick)


class Since(NamedTuple):
    """An earlier PDF of a deck; with `listed`, a page tells what to take out of that deck."""

    file: Path
    listed: bool = False


def since_of(file: str | Path | None, listed: bool) -> Since | None:
    """What is to be compared with an earlier PDF. Raises KorttipakkaError for a list of nothing."""
    if file is None and listed:
        message = "a list of old cards has no meaning without --changed-since OLD.pdf"
        hint = "name the PDF that the deck was printed from, or leave the list out"
        raise error("idle-list", message, Location.flag("--take-out-list"), hint)
    return None if file is None else Since(Path(file), listed)


class BuildOptions(NamedTuple):
    """How to build a deck.

    `layout` is a shipped layout's name or a path; None takes the deck's own or the default.
    `language` picks among a deck's texts. `copies` of the deck and `blanks`, numbers of write-in
    cards as `blanks.blank_deck` takes them, are the layout's unless given. With `guides`, trim,
    bleed and boxes are drawn over the cards; with `draft`, pictures are grey boxes; with `verbose`,
    notes tell what keeps type sizes down; with `archive` the PDF is PDF/A. A
    `second` language is that of the backs, or of where the layout names one. With `since`, cards
    that are printed on an earlier PDF as they are now are left out. A `shop` says by its name what
    print shop the PDF is for, an `output_profile` what the press is like.
    """

    layout: str | None = None
    overrides: tuple[Override, ...] = ()
    language: str | None = None
    selection: Selection = Selection()
    copies: int | None = None
    blanks: tuple[str, ...] | None = None
    guides: bool = False
    draft: bool = False
    verbose: bool = False
    archive: bool = False
    second: str = ""
    since: Since | None = None
    shop: str = ""
    output_profile: Path | None = None


Settings = Mapping[str, object] | Iterable[Override]
"""Changed settings: values by dotted key, as `--set` takes them, or with the flags they came by."""


def as_overrides(settings: Settings) -> tuple[Override, ...]:
    """Changed settings with where each comes from."""
    if not isinstance(settings, Mapping):
        return tuple(settings)
    return tuple(_override(key, value) for key, value in settings.items())


def _override(key: str, value: object) -> Override:
    parts = map(str, value) if isinstance(value, list | tuple) else None
    text = str(value).strip() if parts is None else as_list(parts)
    return Override(key, text, Location.flag(f"{key}={text}"))
