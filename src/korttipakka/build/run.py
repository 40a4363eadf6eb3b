"""A run: cards set, checked and put on sheets, one sheet after the other.

So a deck of any size needs little memory, and several processes can do some of the sheets each.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..basics.problems import Location, Problem
from ..check import Checks, Rule
from ..fonts import FontSet
from ..impose.lettering import letters
from ..model.frame import CardCopy, CardFaces, Sheet
from ..model.layout import Layout
from ..typeset import Agreement, Typesetting, alone, typeset
from ..typeset.draft import as_draft
from ..typeset.guides import with_guides
from .blanks import blank_layout
from .options import Progress, no_progress
from .plan import Plan, Share

MOST_KEPT = 128
"""Finished cards kept for their copies: those of a deck that is printed for a class."""

Partial = tuple[Any, ...]
"""What each rule of a run has found, to be merged into another run's."""


class Run:
    """A share of a plan's sheets: its cards have their sizes, all else is done by the sheet.

    `kept` is the number of finished cards to keep.
    """

    def __init__(
        self, plan: Plan, share: Share, fonts: FontSet, typesetting: Typesetting,
        blanks: Typesetting | None, kept: int,
    ) -> None:  # fmt: skip
        self.plan = plan
        self.fonts = fonts
        self._share = share
        self._typesetting = typesetting
        self._blanks = blanks
        self._most_kept = kept
        self._kept: dict[tuple[str, bool], CardFaces] = {}
        self._label = letters(fonts).regular
        # What the notes beside the cards are set in does not matter.
        self._fonts = FontProblems(fonts.problems)
        self._texts = TextProblems(typesetting)
        self._checks = Checks(plan.job.deck, plan.job.layout, plan.job.grid)
        self._unchecked = set(share.checked)

    def sheets(self, progress: Progress = no_progress) -> Iterator[Sheet]:
        """The sheets, each made when it is asked for; what is found on them is gathered."""
        for card in self._share.unprinted:
            self.faces(CardCopy(card))
        imposition, cards = self.plan.imposition, self.plan.cards
        for count, number in enumerate(self._share.numbers):
            progress("painting", count / len(self._share.numbers))
            row = imposition.rows[number]
            faces = [None if i is None else self.faces(cards[i]) for i in row]
            sheet = imposition.sheet(number, faces, self._label)
            for page, side in imposition.sides(sheet):
                self._checks.inspect_page(page, side)
            yield sheet

    def faces(self, wanted: CardCopy) -> CardFaces:
        """The finished faces of one of the cards; of those asked for lately, the same ones."""
        if wanted.key not in self._kept:
            if len(self._kept) >= self._most_kept:
                self._kept.clear()
            self._kept[wanted.key] = self._set(wanted)
        return self._kept[wanted.key]

    def _set(self, wanted: CardCopy) -> CardFaces:
        if wanted.blank and self._blanks is not None:
            faces = self._blanks.set(wanted.card)._replace(blank=True)
        else:
            faces = self._typesetting.set(wanted.card)
            if wanted.card.id in self._unchecked:
                self._unchecked.remove(wanted.card.id)
                self._checks.merge(self._checks.inspect(faces))
        job = self.plan.job
        if job.draft:
            faces = as_draft(faces)
        return with_guides(faces, job.layout.card, self.fonts) if job.guides else faces

    @property
    def _rules(self) -> tuple[Rule[Any], ...]:
        return (*self._checks.rules, self._texts, self._fonts)

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
        found = chain(self._checks.problems(), self._texts.problems(), self._fonts.problems())
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

    def merge(self, found: dict[str, list[Problem]]) -> None:
        """Add the problems of other cards; what concerns both, such as a box, is told once."""
        self._others.append(found)

    def problems(self) -> Iterator[Problem]:
        """Those of each box in turn."""
        return chain.from_iterable(self.found.values())


class FontProblems(Rule[list[Problem]]):
    """What was asked for and is not in a family."""

    def __init__(self, found: list[Problem]) -> None:
        self.found = found

    def merge(self, found: list[Problem]) -> None:
        """Add those of other texts; of problems that say the same, the graver one counts."""
        gravest: dict[str, Problem] = {}
        for problem in (*self.found, *found):
            known = gravest.get(problem.message)
            if known is None or known.severity < problem.severity:
                gravest[problem.message] = problem
        self.found = list(gravest.values())

    def problems(self) -> list[Problem]:
        """One for each family and what it lacks."""
        return self.found


def fitted_run(plan: Plan, share: Share, agree: Agreement = alone, kept: int = MOST_KEPT) -> Run:
    """A run whose cards have been given their sizes and lines.

    `agree` makes sizes those of all shares. Raises KorttipakkaError when a font cannot be used.
    """
    job = plan.job
    deck, layout = job.deck, job.layout
    fonts = FontSet(layout.fonts, deck.root, _font_origins(layout), deck.language)
    typesetting = typeset(
        deck, layout, fonts,
        verbose=job.verbose, only=job.selected, cards=share.fitted, agree=agree,
    )  # fmt: skip
    blanks = None
    if job.blanks.cards:
        blanks = typeset(job.blanks, blank_layout(layout, typesetting.least), fonts)
    return Run(plan, share, fonts, typesetting, blanks, kept)


def _font_origins(layout: Layout) -> dict[str, Location]:
    """Where each family is asked for, by the name that the font set is asked with."""
    keys = {"heading": "fonts.heading", "body": "fonts.body"}
    keys |= dict.fromkeys(layout.fonts.fallback, "fonts.fallback")
    for face in ("front", "back"):
        for box in layout.front if face == "front" else layout.back:
            keys.setdefault(box.font, f"{face}.{box.name}.font")
    return {name: at for name, key in keys.items() if (at := layout.origin(key))}
