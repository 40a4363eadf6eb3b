"""A run: cards set, checked and put on sheets, some sheets after the other.

So a deck of any size needs little memory, and several processes can do some of the sheets each.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from ..basics.problems import Problem
from ..check import CardFindings, Checks, Rule
from ..fonts import FontSet
from ..impose.lettering import letters
from ..model.deck import Card
from ..model.frame import CardCopy, CardFaces, Sheet
from ..pictures import Pictures
from ..typeset import (
    AT_ONCE,
    OVERFLOW,
    BoxSizes,
    Gather,
    Overflow,
    Steps,
    Tell,
    Typesetting,
    alone,
    some_at_once,
    typeset,
    untold,
)
from .blanks import blank_layout
from .memory import Memory
from .plan import Plan, PrintJob, Share

MOST_KEPT = 128
"""Finished cards kept for their copies: those of a deck that is printed for a class."""

Partial = tuple[Any, ...]
"""What each rule of a run has found, to be merged into another run's."""


Seen = Callable[[CardFaces], None]
"""Receives the finished faces of a card."""


def unseen(faces: CardFaces) -> None:
    """A `Seen` that does nothing."""


class Run:
    """A share of a plan's sheets: its cards have their sizes, all else is done by the sheet.

    `kept` is the number of finished cards to keep.
    """

    def __init__(
        self, plan: Plan, share: Share, fonts: FontSet, typesetting: Typesetting,
        blanks: Typesetting | None, kept: int, memory: Memory | None = None,
    ) -> None:  # fmt: skip
        self.plan = plan
        self._memory = memory
        self.fonts = fonts
        self._share = share
        self._typesetting = typesetting
        self._blanks = blanks
        self._most_kept = kept
        self._kept: dict[tuple[str, bool], CardFaces] = {}
        self._label = letters(fonts).regular
        self._texts = TextProblems(typesetting)
        job = plan.job
        self._checks = Checks(job.deck, job.layout, fonts, job.grid, job.inks, job.is_flat)
        self._unchecked = set(share.checked)
        self._set_lately: list[CardFaces] = []

    def sheets(
        self, tell: Tell = untold, seen: Seen = unseen, once: bool = False
    ) -> Iterator[Sheet]:
        """The sheets, some made when the first of them is asked for; what is found is gathered.

        `seen` gets the faces of every card on them. Sheets that are asked for but `once` drop each
        card after its last one.
        """
        for cards in some_at_once(self._share.unprinted):
            self._set_all(map(CardCopy, cards))
            self._check_all()
        numbers, rows = self._share.numbers, self.plan.imposition.rows
        last = self._last_sheets() if once else {}
        steps = Steps(sum(len(rows[number]) for number in numbers), tell)
        count = max(1, AT_ONCE // len(rows[0])) if rows else 1
        for start in range(0, len(numbers), count):
            some = numbers[start : start + count]
            for number, sheet in zip(some, self._sheets(some, steps, seen), strict=True):
                yield sheet
                for card in last.pop(number, ()):
                    self._typesetting.forget(card)
                    self._kept.pop(CardCopy(card).key)

    def _sheets(self, numbers: range, steps: Steps, seen: Seen) -> list[Sheet]:
        """Some sheets, each work on them done for all before the next."""
        imposition, cards = self.plan.imposition, self.plan.cards
        rows = imposition.rows[numbers.start : numbers.stop]
        self._set_all(cards[i] for i in chain(*rows) if i is not None)
        placed = [
            [None if i is None else self._kept[cards[i].key] for i in steps.each(row)]
            for row in rows
        ]
        self._check_all()
        for faces in filter(None, chain(*placed)):
            seen(faces)
        pairs = zip(numbers, placed, strict=True)
        sheets = [imposition.sheet(number, row, self._label) for number, row in pairs]
        for sheet, row in zip(sheets, placed, strict=True):
            overfull = {
                (faces.card.id, side) for faces in filter(None, row) for side in faces.overfull
            }
            for page, side in imposition.sides(sheet):
                self._checks.inspect_page(page, side, overfull)
        return sheets

    def _last_sheets(self) -> dict[int, list[Card]]:
        """The cards that come for the last time on each of the sheets, by its number."""
        found: dict[str, tuple[int, Card]] = {}
        for number in self._share.numbers:
            for index in self.plan.imposition.rows[number]:
                if index is not None and not self.plan.cards[index].blank:
                    card = self.plan.cards[index].card
                    found[card.id] = number, card
        by_sheet: dict[int, list[Card]] = {}
        for number, card in found.values():
            by_sheet.setdefault(number, []).append(card)
        return by_sheet

    def faces(self, wanted: CardCopy) -> CardFaces:
        """The finished faces of one of the cards; of those asked for lately, the same ones."""
        self._set_all([wanted])
        self._check_all()
        return self._kept[wanted.key]

    def _set_all(self, wanted: Iterable[CardCopy]) -> None:
        """Have the faces of cards among those that are kept; they are checked later."""
        by_key = {each.key: each for each in wanted}
        new = [each for key, each in by_key.items() if key not in self._kept]
        if len(self._kept) + len(new) > self._most_kept:
            self._kept = {key: self._kept[key] for key in by_key if key in self._kept}
        own = [each for each in new if not (each.blank and self._blanks)]
        for each, faces in zip(own, self._typesetting.set_all([e.card for e in own]), strict=True):
            if each.card.id in self._unchecked:
                self._unchecked.remove(each.card.id)
                self._set_lately.append(faces)
            self._kept[each.key] = self._drawn_over(faces)
        for each in new:
            if each.blank and self._blanks:
                faces = self._blanks.set(each.card)._replace(blank=True)
                self._kept[each.key] = self._drawn_over(faces)

    def is_new(self, wanted: CardCopy) -> bool:
        """Whether a card is to be set, and not taken from an earlier build of its session."""
        return not wanted.blank and self._typesetting.is_new(wanted.card)

    def unchecked(self, wanted: CardCopy) -> CardFaces:
        """The finished faces of a card, whatever may be wrong with it."""
        return self._drawn_over(self._typesetting.set(wanted.card))

    def _check_all(self) -> None:
        """Check the cards that were set lately."""
        for faces in self._set_lately:
            self._checks.merge(self._findings(faces))
        self._set_lately.clear()

    def _drawn_over(self, faces: CardFaces) -> CardFaces:
        """Faces as a draft, or with guides, where the job wants them so."""
        job = self.plan.job
        if job.draft:
            from ..typeset.draft import as_draft

            faces = as_draft(faces)
        if job.guides:
            from ..typeset.guides import with_guides

            faces = with_guides(faces, job.layout.card, self.fonts)
        return faces

    def _findings(self, faces: CardFaces) -> CardFindings:
        """What the rules find on a card; the same as before on the same faces."""
        if self._memory is None:
            return self._checks.inspect(faces)
        known, layout = self._memory.findings.get(faces.card.id), self.plan.job.layout
        if known is None or known[0] is not faces or known[1] is not layout:
            known = self._memory.findings[faces.card.id] = (
                faces,
                layout,
                self._checks.inspect(faces),
            )
        return known[2]

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """The problems of texts that do not fit."""
        return self._texts.overflows

    @property
    def sizes(self) -> Mapping[str, BoxSizes]:
        """What is told of the sizes of texts by "front.title", on the selected cards."""
        return self._typesetting.sizes

    @property
    def _rules(self) -> tuple[Rule[Any], ...]:
        return (*self._checks.rules, self._texts)

    @property
    def partial(self) -> Partial:
        """What was found on the sheets made so far."""
        return tuple(rule.found for rule in self._rules)

    def merge(self, partial: Partial) -> None:
        """Add what another run of the plan has found on later sheets."""
        for rule, found in zip(self._rules, partial, strict=True):
            rule.merge(found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems found so far."""
        found = chain(self._checks.problems(), self._texts.problems(self._checks.misplaced))
        # Guides are ink at the edge, too.
        return (*found, *(() if self.plan.job.guides else self._checks.page_problems()))


class TextProblems(Rule[dict[str, list[Problem]]]):
    """What typesetting could not do, by box."""

    def __init__(self, typesetting: Typesetting) -> None:
        self._typesetting = typesetting
        self._others: list[dict[str, list[Problem]]] = []

    @property
    def found(self) -> dict[str, list[Problem]]:  # type: ignore[override]
        """What did not fit, and of the cards set so far what cannot be shown."""
        found = self._typesetting.found
        for others in self._others:
            for box, problems in found.items():
                problems += [problem for problem in others[box] if problem not in problems]
        return found

    @property
    def overflows(self) -> tuple[Overflow, ...]:
        """The problems of texts that do not fit, on the cards that were set here."""
        return self._typesetting.overflows

    def merge(self, found: dict[str, list[Problem]]) -> None:
        """Add the problems of other cards; one that concerns both, as of a box, is kept once."""
        self._others.append(found)

    def problems(self, misplaced: Container[str] = ()) -> Iterator[Problem]:
        """Those of each box in turn; that no text fits a `misplaced` one goes without saying."""
        return (
            problem
            for box, problems in self.found.items()
            for problem in problems
            if not (box in misplaced and problem.code == OVERFLOW)
        )


def fitted_run(
    plan: Plan, share: Share, gather: Gather = alone, kept: int = MOST_KEPT,
    memory: Memory | None = None, tell: Tell = untold, fonts: FontSet | None = None,
    guesses: bool = False,
) -> Run:  # fmt: skip
    """A run whose cards have been given their sizes and lines.

    `gather` has what is found in all shares; `memory` has what earlier builds of the deck have
    made; `tell` is told how far the work is; `fonts` are the layout's, if they are open already.
    With `guesses`, see `typeset`, its sheets may not come to an end.
    Raises KorttipakkaError when a font cannot be used.
    """
    job = plan.job
    deck, layout = job.deck, job.layout
    pictures = _pictures(job, memory)
    fonts = fonts or (memory or Memory()).fonts(deck, layout)
    typesetting = typeset(
        deck, layout, fonts,
        verbose=job.verbose, only=job.selected, cards=share.fitted,
        counted=share.checked, gather=gather,
        before=memory.typesetting if memory else None, kept=memory.faces if memory else None,
        pictures=pictures, tell=tell, guesses=guesses,
    )  # fmt: skip
    if memory:
        memory.keep(typesetting, deck, fonts)
    blanks = None
    if job.blanks.cards:
        blank = blank_layout(layout, typesetting.sizes)
        blanks = typeset(job.blanks, blank, fonts, pictures=pictures)
    return Run(plan, share, fonts, typesetting, blanks, kept, memory)


def _pictures(job: PrintJob, memory: Memory | None) -> Pictures:
    """What opens a job's pictures; those of a session may be on faces that later builds show."""
    space = job.layout.sheet.color
    return memory.pictures(space) if memory else Pictures(job.scratch, space)
