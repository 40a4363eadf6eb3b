"""A run: cards set, checked and put on sheets, one sheet after the other.

So a deck of any size needs little memory, and two processes can do half of the sheets each.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from ..basics.problems import Location, Problem
from ..basics.scratch import Scratch
from ..check import Checks
from ..fonts import FontSet
from ..impose import Imposition, InkNearEdge
from ..impose.lettering import letters
from ..model.deck import Card, Deck
from ..model.frame import CardFaces, Sheet
from ..model.layout import Layout
from ..pictures import Pictures
from ..typeset import Agreement, alone, typeset
from ..typeset.draft import as_draft
from ..typeset.guides import with_guides
from .blanks import blank_layout

MOST_KEPT = 128
"""Finished cards kept for their copies: those of a deck that is printed for a class."""


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
    scratch: Scratch
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


class Share(NamedTuple):
    """What one process does of a plan: the numbers of its sheets, and the cards that it fits.

    `unprinted` are those that are on no sheet but looked at all the same; the cards with ids in
    `before` are on sheets of an earlier share, where they are looked at.
    """

    numbers: range
    fitted: list[Card]
    unprinted: list[Card]
    before: set[str]


LEAD = 3
"""Sheets at most that the first half has less: its process loads meanwhile what writes a PDF."""


class Plan:
    """Which card of a job goes on which sheet. Raises KorttipakkaError when no sheet holds one.

    It is made before a process is forked: one that only looks at cards of its own leaves the
    memory of the others to both. (Python counts references in the objects themselves.)
    """

    def __init__(self, job: PrintJob) -> None:
        self.job = job
        self.wanted = job.cards
        self.cards = [wanted for wanted in self.wanted for _ in range(wanted.card.copies)]
        on_sheets = [wanted.card for wanted in self.cards]
        self.imposition = Imposition(on_sheets, job.layout, job.deck.title)

    @property
    def whole(self) -> Share:
        """All of it."""
        return self._share(range(len(self.imposition.rows)))

    @property
    def halves(self) -> tuple[Share, Share]:
        """Two shares of about as much work."""
        sheets = len(self.imposition.rows)
        middle = min(sheets, max(1, sheets // 2 - min(LEAD, sheets // 8)))
        return self._share(range(middle)), self._share(range(middle, sheets), is_first=False)

    def _share(self, numbers: range, is_first: bool = True) -> Share:
        """The first share also fits the cards that are on no sheet: they have a say in sizes."""
        here, cards = self._on(numbers), self.job.deck.cards
        if not is_first:
            fitted = [card for card in cards if card.id in here]
            return Share(numbers, fitted, [], self._on(range(numbers.start)))
        elsewhere = {wanted.card.id for wanted in self.cards if not wanted.blank} - here
        fitted = [card for card in cards if card.id not in elsewhere]
        seen = self.job.selected - here
        return Share(numbers, fitted, [card for card in fitted if card.id in seen], set())

    def _on(self, numbers: range) -> set[str]:
        """The ids of the deck's cards on some sheets."""
        rows = self.imposition.rows
        places = (self.cards[i] for n in numbers for i in rows[n] if i is not None)
        return {wanted.card.id for wanted in places if not wanted.blank}


class Findings(NamedTuple):
    """What a run has found, to be handed from one process to another."""

    texts: dict[str, list[Problem]]
    fonts: list[Problem]
    checks: Any
    ink: Any


class Run:
    """A share of a plan's sheets: their cards are fitted at once, all else is done by the sheet.

    `agree` makes sizes those of all shares; `kept` is the number of finished cards to keep. Raises
    KorttipakkaError.
    """

    def __init__(
        self, plan: Plan, share: Share, agree: Agreement = alone, kept: int = MOST_KEPT
    ) -> None:
        job = plan.job
        deck, layout = job.deck, job.layout
        self.fonts = fonts = FontSet(layout.fonts, deck.root, _font_origins(layout), deck.language)
        self._plan = plan
        self._share = share
        self._most_kept = kept
        self._kept: dict[tuple[str, bool], CardFaces] = {}
        self._label = letters(fonts).regular
        pictures = Pictures(job.scratch, layout.sheet.color)
        self._typesetting = typeset(
            deck, layout, fonts,
            verbose=job.verbose, only=job.selected, cards=share.fitted, agree=agree,
            pictures=pictures,
        )  # fmt: skip
        blank = blank_layout(layout, self._typesetting.least)
        blanks = job.blanks.cards
        self._blanks = typeset(job.blanks, blank, fonts, pictures=pictures) if blanks else None
        # What the notes beside the cards are set in does not matter.
        self._font_problems = fonts.problems
        self._checks = Checks(deck, layout)
        self._looked_at = set(share.before)
        self._ink = InkNearEdge(layout, layout.sheet.printable)
        self._absorbed: list[Findings] = []

    def sheets(self) -> Iterator[Sheet]:
        """The sheets, each made when it is asked for; what is found on them is gathered."""
        for card in self._share.unprinted:
            self.faces(Wanted(card))
        imposition, cards = self._plan.imposition, self._plan.cards
        for number in self._share.numbers:
            row = imposition.rows[number]
            faces = [None if i is None else self.faces(cards[i]) for i in row]
            sheet = imposition.sheet(number, faces, self._label)
            for page, side in imposition.sides(sheet):
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
        job = self._plan.job
        if job.draft:
            faces = as_draft(faces)
        return with_guides(faces, job.layout.card, self.fonts) if job.guides else faces

    @property
    def findings(self) -> Findings:
        """What was found on the sheets made so far."""
        texts = self._typesetting.found
        return Findings(texts, self._font_problems, self._checks.facts, self._ink.facts)

    def absorb(self, others: Findings) -> None:
        """Add what another run of the job has found on later sheets."""
        self._checks.absorb(others.checks)
        self._ink.absorb(others.ink)
        self._absorbed.append(others)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems found so far."""
        texts, fonts = self._typesetting.found, self._font_problems
        for others in self._absorbed:
            texts = {name: _united(found, others.texts[name]) for name, found in texts.items()}
            fonts = _gravest(fonts, others.fonts)
        found = [*self._checks.problems(), *chain.from_iterable(texts.values()), *fonts]
        # Guides are ink at the edge, too.
        return tuple(found if self._plan.job.guides else [*found, *self._ink.problems()])


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
