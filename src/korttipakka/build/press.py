"""A job from fitted cards to painted sheets; a large one by two processes at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..basics.problems import Problem, fail, failed
from ..model.deck import Card, Deck
from ..model.layout import Layout
from ..paint import Disagreement, Gathered, PaintedSheet, Painter, Resources
from ..pictures import PictureError
from ..typeset import Agreement, alone
from .document import document_info, guide_page, write_file
from .fork import can_halve, in_halves
from .run import Findings, Plan, PrintJob, Run, Share, Step, quietly


class Print(NamedTuple):
    """A deck painted on its sheets. `problems` holds warnings and notes, errors too at first."""

    deck: Deck
    layout: Layout
    cards: tuple[Card, ...]
    sheets: tuple[PaintedSheet, ...]
    problems: tuple[Problem, ...]
    guide: PaintedSheet | None
    resources: Resources

    def write_pdf(self, out: Path) -> None:
        """Write the file. Raises KorttipakkaError when that is not possible."""
        from ..paint.pdf import assembled

        pages = self.sheets if self.guide is None else (*self.sheets, self.guide)
        info = document_info(self.deck, self.layout)
        with pictures_told():
            write_file(out, assembled(pages, self.resources, info))


def printed(job: PrintJob, step: Step) -> Print:
    """All sheets of a job, painted. Raises KorttipakkaError."""
    plan = Plan(job)
    step("typesetting")
    # Which card keeps others down is only seen where all of them are at hand.
    if can_halve(len(plan.cards)) and not job.verbose:
        one, other = plan.halves
        halves = in_halves(
            lambda agree: _first(plan, one, agree, step),
            lambda agree: _Press(plan, other, agree).handed_over(),
        )
        made = _united(*halves) if halves else None
        if made is not None and not failed(made.problems):
            return made
    # Whatever is wrong is told as one process finds it.
    return _Press(plan, plan.whole, alone, step).printed()


class _HandedOver(NamedTuple):
    """What one process hands over to another: the sheets it has painted, and what it found."""

    sheets: list[PaintedSheet]
    gathered: Gathered
    findings: Findings


class _Press:
    """A run whose sheets have been painted."""

    def __init__(self, plan: Plan, share: Share, agree: Agreement, step: Step = quietly) -> None:
        self._plan = plan
        self._run = run = Run(plan, share, agree)
        self._painter = Painter(run.fonts.faces, plan.job.layout.sheet.color, plan.job.scratch)
        step("painting")
        with pictures_told():
            self._sheets = [self._painter.sheet(sheet) for sheet in run.sheets()]

    def handed_over(self) -> _HandedOver:
        return _HandedOver(self._sheets, self._painter.resources.gathered(), self._run.findings)

    def printed(self, other: _HandedOver | None = None) -> Print:
        """The whole, with the later half of the sheets. Raises Disagreement."""
        plan, run, painter = self._plan, self._run, self._painter
        job = plan.job
        sheets = self._sheets
        if other is not None:
            run.absorb(other.findings)
            painter.resources.absorb(other.gathered)
            sheets = sheets + other.sheets
        guide = guide_page(job.deck, job.layout, run.fonts)
        return Print(
            job.deck,
            job.layout,
            tuple(wanted.card for wanted in plan.wanted),
            tuple(PaintedSheet(*sides) for sides in plan.imposition.in_passes(sheets)),
            run.problems,
            None if guide is None else painter.sheet(guide),
            painter.resources,
        )


def _first(plan: Plan, share: Share, agree: Agreement, step: Step) -> _Press:
    made = _Press(plan, share, agree, step)
    from ..paint import pdf  # noqa: F401 - loaded while the other process is still at work

    return made


def _united(first: _Press, second: _HandedOver) -> Print | None:
    """Both halves; None when they cannot be one document."""
    try:
        return first.printed(second)
    except Disagreement:
        return None


@contextmanager
def pictures_told() -> Iterator[None]:
    """A picture that proves damaged when it is painted is a problem of the deck."""
    try:
        yield
    except PictureError as error:
        raise fail("bad-image", str(error), hint=error.hint) from error
