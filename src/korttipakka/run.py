"""A run: cards set, checked and put on sheets, one sheet after the other.

So a deck of any size needs little memory, and two processes can do half of the sheets each.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .blanks import blank_layout
from .check import Checks
from .deck import Card, Deck
from .fonts import FontSet
from .frame import CardFaces, Sheet
from .halves import WHOLE, Part
from .impose import Imposition, InkNearEdge
from .layout import Layout
from .printing import letters
from .problems import Location, Problem
from .typeset import typeset
from .typeset.draft import as_draft
from .typeset.guides import with_guides

MOST_KEPT = 256
"""Finished cards kept for their copies: those of any deck that is printed for a class."""


Step = Callable[[str], None]
"""Is told the name of each stage that begins."""


def quietly(stage: str) -> None:
    """A `Step` that tells nobody."""


class PrintJob(NamedTuple):
    """What is to be printed: the selected cards of a deck and write-in ones, so many times.

    `selected` holds ids, `blanks` the deck of write-in cards. With `guides`, lines are drawn over
    the cards; with `draft`, pictures are grey boxes; with `verbose`, notes tell what keeps sizes
    down.
    """

    deck: Deck
    layout: Layout
    selected: frozenset[str]
    blanks: Deck
    copies: int = 1
    guides: bool = False
    draft: bool = False
    verbose: bool = False

    @property
    def cards(self) -> list["Wanted"]:
        """The cards to print, write-in ones last, as often as the deck is printed."""
        own = [Wanted(card) for card in self.deck.cards if card.id in self.selected]
        return (own + [Wanted(card, blank=True) for card in self.blanks.cards]) * self.copies


class Wanted(NamedTuple):
    """A card to print; write-in cards may have the ids of others."""

    card: Card
    blank: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """What tells it from other cards."""
        return self.card.id, self.blank


class Findings(NamedTuple):
    """What a run has found, to be handed from one process to another."""

    texts: dict[str, list[Problem]]
    fonts: list[Problem]
    checks: Any
    ink: Any


class Run:
    """Some of a job's sheets: their cards are fitted at once, all else is done sheet by sheet.

    `kept` is the number of finished cards to keep. Raises KorttipakkaError.
    """

    def __init__(self, job: PrintJob, part: Part = WHOLE, kept: int = MOST_KEPT) -> None:
        deck, layout = job.deck, job.layout
        self.job = job
        self.fonts = fonts = FontSet(layout.fonts, deck.root, _font_origins(layout), deck.language)
        self._most_kept = kept
        self._kept: dict[tuple[str, bool], CardFaces] = {}
        self._cards = [wanted for wanted in job.cards for _ in range(wanted.card.copies)]
        on_sheets = [wanted.card for wanted in self._cards]
        self._label = letters(fonts).regular
        self.imposition = Imposition(on_sheets, layout, deck.title, self._label)
        self._numbers = part.of(len(self.imposition.rows))
        mine, self._unprinted = self._fitted_here(part)
        self._typesetting = typeset(
            deck, layout, fonts,
            verbose=job.verbose, only=job.selected, cards=mine, agree=part.agree,
        )  # fmt: skip
        blank = blank_layout(layout, self._typesetting.least)
        self._blanks = typeset(job.blanks, blank, fonts) if job.blanks.cards else None
        # What the notes beside the cards are set in does not matter.
        self._font_problems = fonts.problems
        self._checks = Checks(deck, layout)
        # Cards on sheets that another run makes, before these, are looked at there.
        self._looked_at = self._on(range(self._numbers.start))
        self._ink = InkNearEdge(layout, layout.sheet.printable)

    def _fitted_here(self, part: Part) -> tuple[list[Card], list[Card]]:
        """The cards of this run's sheets in the deck's order; those that are on no sheet at all.

        The first of many runs fits the latter as well: they have a say in the sizes.
        """
        here = self._on(self._numbers)
        if part.number > 0:
            return [card for card in self.job.deck.cards if card.id in here], []
        elsewhere = {wanted.card.id for wanted in self._cards if not wanted.blank} - here
        mine = [card for card in self.job.deck.cards if card.id not in elsewhere]
        return mine, [card for card in mine if card.id not in here]

    def _on(self, numbers: range) -> set[str]:
        """The ids of the deck's cards on some sheets."""
        rows = self.imposition.rows
        places = (self._cards[i] for n in numbers for i in rows[n] if i is not None)
        return {wanted.card.id for wanted in places if not wanted.blank}

    def sheets(self) -> Iterator[Sheet]:
        """The sheets, each made when it is asked for; what is found on them is gathered."""
        for card in self._unprinted:
            if card.id in self.job.selected:
                self.faces(Wanted(card))
        rows = self.imposition.rows
        for number in self._numbers:
            cards = [None if i is None else self.faces(self._cards[i]) for i in rows[number]]
            sheet = self.imposition.sheet(number, cards)
            for page, side in self.imposition.sides(sheet):
                self._ink.look(page, side)
            yield sheet

    def faces(self, wanted: Wanted) -> CardFaces:
        """The finished faces of one of the cards; of those asked for lately, the same ones."""
        if wanted.key not in self._kept:
            if len(self._kept) >= self._most_kept:
                self._kept.clear()
            self._kept[wanted.key] = self._set(wanted)
        return self._kept[wanted.key]

    def _set(self, wanted: Wanted) -> CardFaces:
        if wanted.blank and self._blanks is not None:
            faces = self._blanks.set(wanted.card)
        else:
            faces = self._typesetting.set(wanted.card)
            if wanted.card.id not in self._looked_at:
                self._looked_at.add(wanted.card.id)
                self._checks.look(faces)
        if self.job.draft:
            faces = as_draft(faces)
        return with_guides(faces, self.job.layout.card, self.fonts) if self.job.guides else faces

    @property
    def findings(self) -> Findings:
        """What was found on the sheets made so far."""
        texts = self._typesetting.found
        return Findings(texts, self._font_problems, self._checks.facts, self._ink.facts)

    def problems(self, others: Findings | None = None) -> tuple[Problem, ...]:
        """All problems, with those that another run of the job has found on later sheets."""
        texts, fonts = self._typesetting.found, self._font_problems
        if others is not None:
            texts = {name: _united(found, others.texts[name]) for name, found in texts.items()}
            fonts = _gravest(fonts, others.fonts)
            self._checks.absorb(others.checks)
            self._ink.absorb(others.ink)
        found = [
            *self._checks.problems(),
            *(p for of_box in texts.values() for p in of_box),
            *fonts,
        ]
        # Guides are ink at the edge, too.
        return tuple(found if self.job.guides else [*found, *self._ink.problems()])


def _united(some: list[Problem], others: list[Problem]) -> list[Problem]:
    """The problems of two runs; what concerns both, such as a box, is told once."""
    return [*some, *(problem for problem in others if problem not in some)]


def _gravest(some: list[Problem], others: list[Problem]) -> list[Problem]:
    """The problems of two runs; of those that say the same, the graver one."""
    found: dict[str, Problem] = {}
    for problem in (*some, *others):
        known = found.get(problem.message)
        if known is None or known.severity < problem.severity:
            found[problem.message] = problem
    return list(found.values())


def _font_origins(layout: Layout) -> dict[str, Location]:
    """Where each family is asked for, by the name that the font set is asked with."""
    keys = {"heading": "fonts.heading", "body": "fonts.body"}
    keys |= dict.fromkeys(layout.fonts.fallback, "fonts.fallback")
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            keys.setdefault(box.font, f"{face}.{box.name}.font")
    return {name: at for name, key in keys.items() if (at := layout.origin(key))}
