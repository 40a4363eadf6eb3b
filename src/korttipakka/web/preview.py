"""A deck that is previewed: its variants, each with the last good build and what is wrong now."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from time import time_ns

from ..basics.files import is_same_file, windows_fault
from ..basics.problems import InvalidValue, KorttipakkaError, Location, Problem, error
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..basics.shipped import shipped
from ..build.document import document_info, inputs_of
from ..build.made import Made
from ..build.run import Run
from ..build.session import Session
from ..model.flags import flags_for
from ..model.settings import Override, find_setting
from ..reading.files import find_deck
from ..reading.layout import find_layout
from ..saving.layout import Saved, save_layout
from .answers import Answer, CardAnswers, View, address, deck_answer, problem_answers, sizes_answer
from .pictures import Names, Shelf
from .request import Request, comes_from_flags
from .shown import Shown, ShownCard, early_cards

VARIANTS = ("A", "B")

MOST_TOLD = 300
"""Changed cards whose pictures are named in an event: more are asked for with the deck."""

LONGEST_NAME = 200
"""Bytes of a layout's name; systems take 255, and what is written first has a longer one."""

MOST_TWEAKS = 500
"""Settings changed at once; a layout has as many in all."""


class Superseded(Exception):
    """What is being built is wanted no more: something else is."""


class Meanwhile(NamedTuple):
    """What is done while a deck is built.

    `tell` is told of cards whose pictures can be had before the rest is done, as an event has
    them. `serve` is called again and again: for those who wait for pictures, and to raise
    Superseded.
    """

    tell: Callable[[Answer], None] = lambda answer: None
    serve: Callable[[], None] = lambda: None


class Variant:
    """The deck with one set of tweaked settings.

    What stands here is changed by one thread, the one that builds; others read what it has put
    there, each value whole. While it `is_broken`, no cards could be made, and what is shown is an
    earlier build, or nothing. `wanted` and `is_behind` are of the thread that answers: the tweaks
    that the next build is to be made with, which none of several callers may lose, and whether
    files have changed since the last build.
    """

    def __init__(self, name: str, request: Request, versions: Iterator[int]) -> None:
        self.name = name
        self.shelf = Shelf()
        self.tweaks: Mapping[str, str] = {}
        self.wanted: Mapping[str, str] = {}
        self.is_behind = False
        self.shown: Shown | None = None
        self.problems: tuple[Problem, ...] = ()
        self.version = 0
        self.is_broken = True
        self._request = request
        self._versions = versions
        self._session = Session(request.deck)
        self._names = Names()
        self._answer: tuple[int, Answer] | None = None
        self._cards = CardAnswers()
        self._told: dict[str, ShownCard] = {}
        self._coming = 0

    def build(self, meanwhile: Meanwhile = Meanwhile()) -> list[str]:
        """Build the deck as it is now wanted, and return the ids of cards that look otherwise.

        What is wrong is among the problems; where no cards can be made, the last ones stay. Raises
        what `meanwhile` raises, and then shows what it has shown.
        """
        tweaks = self.tweaks = self.wanted
        before = self.shown
        meanwhile.serve()
        try:
            made = self._session.look(
                self._request.tweaked(tweaks),
                lambda run: self._show_early(run, meanwhile),
                lambda stage, part: meanwhile.serve(),
            )
            shown = Shown(made, self._names)
        except Superseded:
            raise
        except Exception as cause:  # the preview goes on, whatever an edit brought about
            self.problems, self.is_broken, changed = _problems(cause), True, []
        else:
            self.shown, self.problems, self.is_broken = shown, made.problems, False
            self.shelf.fill(shown.drawings)
            changed = shown.changed(before, self._told)
            self._told.clear()
        self.version, self._coming = self._coming or next(self._versions), 0
        return changed

    def _show_early(self, run: Run, meanwhile: Meanwhile) -> None:
        """Tell of changed cards that somebody may be looking at, before the rest is done."""
        if self.shown is None:
            return
        job = run.plan.job
        cards = early_cards(run, self.shown, self.shelf.looked_at(), self._names)
        known = {card.id: self._told.get(card.id) or self.shown.card(card.id) for card in cards}
        changed = [card for card in cards if not card.looks_as(known[card.id])]
        if not changed:
            return
        info = document_info(job.deck, job.layout)
        for card in changed:
            self.shelf.add(dict(card.drawings(run.fonts.faces, info)))
            self._told[card.id] = card
        self._coming = next(self._versions)
        meanwhile.tell({**self._event(self._coming, changed), "partial": True})

    def png(self, name: str, dpi: int) -> bytes | None:
        """A picture, or None; what keeps it from being made is among the problems then."""
        try:
            return self.shelf.png(name, dpi)
        except Exception as cause:
            found = [one for one in _problems(cause) if one not in self.problems]
            self.problems = (*self.problems, *found)
            self.version = next(self._versions) if found else self.version
            return None

    def view(self) -> View:
        """How the variant stands."""
        request, tweaks = self._request, self.tweaks
        return View(
            self.name, self.version, request.deck.resolve().stem, request.folder, self.shown,
            self.is_broken, self.problems, tweaks, request.flags(tweaks),
            shell_line(request.command(tweaks)),
        )  # fmt: skip

    def answer(self) -> Answer:
        """The whole deck, worked out once for each version."""
        if self._answer is None or self._answer[0] != self.version:
            self._answer = self.version, deck_answer(self.view(), self._cards)
        return self._answer[1]

    def told(self, changed: Iterable[str]) -> Answer:
        """What an event says of changed cards: of many, the pictures of those looked at."""
        ids = list(changed)
        known = {*ids}
        first = (name for name in self.shelf.looked_at() if name in known)
        named = [*dict.fromkeys((*first, *ids))][:MOST_TOLD]
        cards = [self.shown.card(name) for name in named] if self.shown else []
        told = self._event(self.version, [card for card in cards if card])
        return {**told, "changed": ids}

    def _event(self, version: int, cards: Iterable[ShownCard]) -> Answer:
        shown = {
            card.id: [address(self.name, card.front), address(self.name, card.back)]
            for card in cards
        }
        return {"version": version, "changed": [*shown], "pictures": shown}

    def problem_list(self) -> list[Answer]:
        """What is wrong."""
        return problem_answers(self.problems, self.shown, self._request.folder)

    def made(self, *changes: Override, verbose: bool = False) -> Made:
        """The deck built with more settings, for once. Raises KorttipakkaError."""
        options = self._request.tweaked(self.tweaks)
        overrides = (*options.overrides, *changes)
        return self._session.make(options._replace(overrides=overrides, verbose=verbose))

    def sizes(self) -> Answer:
        """The sizes of all texts of the last good build, and what keeps them down now."""
        if self.shown is None:
            return {"sizes": {}, "held": []}
        try:
            notes = self.made(verbose=True).problems
        except KorttipakkaError:
            notes = ()
        return sizes_answer(self.shown, notes)

    def used_files(self) -> set[Path]:
        """The files that what is shown was made of, and those in which something is wrong now."""
        faulty = {one.at.path for one in self.problems if one.at and one.at.path}
        if self.shown is None:
            return faulty
        made = self.shown.made
        return faulty | inputs_of(made.deck, made.layout) | set(made.fonts.files)


class Preview:
    """The variants of a deck; used by the one thread that builds."""

    def __init__(self, request: Request) -> None:
        self.request = request
        # A page that has seen an earlier preview at this port must not take its versions for these.
        self._versions = count(time_ns() // 1_000_000)
        self.variants = {"A": self._variant("A")}

    def begin(self) -> None:
        """Build for the first time.

        Raises KorttipakkaError where all that is wrong was typed in the command: no edited file
        can mend it.
        """
        first = self.variants["A"]
        first.build()
        if first.shown is None and comes_from_flags(first.problems):
            raise KorttipakkaError(first.problems)

    def _variant(self, name: str) -> Variant:
        return Variant(name, self.request, self._versions)

    def variant(self, name: str) -> Variant:
        """A variant by its name; a new one begins as the first one stands."""
        if name not in self.variants:
            made = self._variant(name)
            made.wanted = self.variants["A"].wanted
            made.build()
            self.variants[name] = made
        return self.variants[name]

    def tweak(self, variant: Variant, changes: Mapping[str, str], unset: Iterable[str]) -> None:
        """Have some settings set and some unset in the next build. Raises KorttipakkaError."""
        problems = [found for key, text in changes.items() if (found := _problem(key, text))]
        if problems:
            raise KorttipakkaError(problems)
        gone = set(unset)
        kept = {key: text for key, text in variant.wanted.items() if key not in gone}
        tweaks = {**kept, **changes}
        if len(tweaks) > MOST_TWEAKS:
            message = f"more than {MOST_TWEAKS} settings are changed"
            raise error("bad-set", message, hint="save them as a layout first")
        variant.wanted = tweaks

    def save(self, variant: Variant, name: str, force: bool) -> Saved:
        """Write what was tweaked as a layout file beside the deck. Raises KorttipakkaError."""
        out = self._beside(name)
        if variant.shown is None:
            raise error("cannot-write", "the deck has not been built yet", hint="mend it first")
        made = variant.shown.made
        if any(is_same_file(out, path) for path in _own_files(made)):
            message = f"{name} belongs to the deck: a layout would take its place"
            raise error("cannot-write", message, hint="take another name")
        overrides = self.request.tweaked(variant.tweaks).overrides
        return save_layout(self._layout(made), overrides, out, force)

    def _layout(self, made: Made) -> str:
        """The name of the layout in use, or its path as seen from here."""
        named, deck = self.request.options.layout, made.deck
        if named is not None:
            return named
        is_decks = Path(deck.layout).stem == made.layout.name
        return str(find_layout(deck.layout, deck.root)) if is_decks else made.layout.name

    def _beside(self, name: str) -> Path:
        """A new file's path in the deck's folder. Raises KorttipakkaError."""
        folder = find_deck(self.request.deck).parent
        if folder.parent == shipped("cards"):
            hint = "copy the deck first: korttipakka new DIR --from DECK"
            raise error("cannot-write", "this deck belongs to korttipakka itself", hint=hint)
        plain = bool(name) and name == os.path.basename(name) and not name.startswith(".")
        is_short = len(os.fsencode(name)) <= LONGEST_NAME
        if not (plain and is_short and name.isprintable()) or set(name) & set('/\\:*?"<>|'):
            hint = "name a file, without folders: mine.yaml"
            raise error("cannot-write", f"'{name}' is no name for a file here", hint=hint)
        if fault := windows_fault(name):
            raise error("cannot-write", f"'{name}' is no name for a file here: {fault}")
        out = folder / name
        if out.is_symlink():
            raise error("cannot-write", f"{name} is a link to elsewhere", hint="take another name")
        if out.exists() and not out.is_file():  # to read a pipe would wait for ever
            raise error("cannot-write", f"{name} is there and is no file", hint="take another name")
        return out


def _own_files(made: Made) -> Iterable[Path]:
    """The files of a deck's cards and pictures, but for those of its layout."""
    return inputs_of(made.deck, made.layout).difference(made.layout.files)


def _problems(cause: Exception) -> tuple[Problem, ...]:
    """What is wrong, in the words of those who edit a deck."""
    if isinstance(cause, KorttipakkaError):
        return cause.problems
    if isinstance(cause, OSError):
        message = f"a file cannot be read: {cause.strerror or cause}"
        return (Problem("cannot-read", message, hint="the preview tries again when it changes"),)
    message = f"korttipakka failed: {type(cause).__name__}: {cause}"
    hint = "a fault of korttipakka; please report what build prints with --debug"
    return (Problem("internal-fault", message, hint=hint),)


def _problem(key: str, text: str) -> Problem | None:
    """What is wrong with a tweak by itself."""
    setting = find_setting(key)
    at = Location.flag(" ".join(flags_for({key: text})))
    if setting is None:
        from ..model.hints import hint_for

        return Problem("unknown-setting", f"there is no setting '{key}'", at, hint_for(key))
    try:
        setting.read(text)
    except InvalidValue as invalid:
        return invalid.problem(at, key)
    except KorttipakkaError as cause:
        return cause.problems[0]
    return None
