"""A plan painted sheet by sheet, by several processes at once where the caller wants that."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

from ..basics.problems import KorttipakkaError, Problem, has_errors
from ..basics.records import NamedTuple
from ..fonts import FontSet
from ..model.frame import Sheet
from ..paint import (
    Fingerprints,
    PaintedSheet,
    Painter,
    Resources,
    ResourceSnapshot,
    ToUnicodeConflict,
)
from ..pictures import PictureError
from ..typeset import BoxSizes, Gather, Tell, untold
from ..typeset.prepare import prepare
from .document import list_pages
from .memory import Memory
from .options import Progress, no_progress, of_stage
from .plan import Plan, Share
from .processes import Work, useful_processes
from .run import Partial, Run, fitted_run

MOST_WHOLE = 1000
"""Cards of a deck that stay set, for whoever asks for them when all is painted."""


class Painted(NamedTuple):
    """All sheets, painted, in the order of the printer's passes, and what their pages name.

    `lists` are pages for people, such as the cutting guide. `fingerprints` are those of the cards
    on the sheets, by id.
    """

    sheets: tuple[PaintedSheet, ...]
    lists: tuple[PaintedSheet, ...]
    resources: Resources
    fingerprints: Mapping[str, str]

    @property
    def pages(self) -> tuple[PaintedSheet, ...]:
        """The sheets, the lists last."""
        return (*self.sheets, *self.lists)


class PaintedPlan(NamedTuple):
    """A plan, painted, and every problem found.

    `sizes` has what is told of the sizes of texts, by box. Where one process did the whole, its
    `run` is given as well, unless it is a large one whose cards were dropped on the way.
    """

    painted: Painted
    problems: tuple[Problem, ...]
    sizes: Mapping[str, BoxSizes]
    run: Run | None = None


class PaintedRun(NamedTuple):
    """A run whose sheets have been painted."""

    run: Run
    painter: Painter
    sheets: list[PaintedSheet]
    fingerprints: dict[str, str]


class _HandedOver(NamedTuple):
    """What one process hands over to another: the sheets it has painted, and what it found.

    Sheets are pickled, some together, as they are painted: they take less memory so.
    """

    sheets: list[bytes]
    fingerprints: dict[str, str]
    resources: ResourceSnapshot
    partial: Partial

    def unpacked(self) -> Iterator[PaintedSheet]:
        """The sheets as they were painted."""
        import pickle

        for some in self.sheets:
            yield from pickle.loads(some)


def painted_plan(plan: Plan, processes: int = 1, progress: Progress = no_progress) -> PaintedPlan:
    """All sheets of a plan, painted, by at most so many processes; and every problem found.

    Raises KorttipakkaError.
    """
    # Which card keeps others down is only seen where all of them are at hand.
    count = 1 if plan.job.verbose else useful_processes(len(plan.cards), processes)
    if count > 1 and (made := _by_processes(plan, count, progress)):
        return made
    # On errors, too, one process does the whole: messages never depend on parallelism.
    run = fitted_run(plan, plan.whole, tell=of_stage(progress, "typesetting"))
    once = len(plan.cards) > MOST_WHOLE
    painted = painted_run(run, of_stage(progress, "painting"), once)
    problems = run.problems
    kept = None if once and not has_errors(problems) else run
    return PaintedPlan(painted, problems, run.sizes, kept)


def painted_run(run: Run, tell: Tell = untold, once: bool = False) -> Painted:
    """All sheets of a run, painted; if but `once`, the run's cards can be asked for no more.

    Raises KorttipakkaError when a picture is damaged.
    """
    return _together(_painted(run, tell, once), [])


def _by_processes(plan: Plan, count: int, progress: Progress) -> PaintedPlan | None:
    """The whole by several processes; None when it cannot be one document, or has errors."""
    first, *others = plan.shares(count)
    fonts = Memory().fonts(plan.job.deck, plan.job.layout)
    prepare(plan.job.deck, plan.job.layout, fonts)
    works: list[Work] = [partial(_first, plan, fonts, first)]
    works += [partial(_handed_over, plan, fonts, share) for share in others]
    made = _made_by(works, lambda share: _tell_halves(progress, share))
    if made is None:
        return None
    run = made[0].run
    try:
        painted = _together(made[0], made[1:])
    except ToUnicodeConflict:
        return None
    found = PaintedPlan(painted, run.problems, run.sizes)
    return None if has_errors(found.problems) else found


def _made_by(works: Sequence[Work], tell: Tell) -> list[Any] | None:
    """What each work makes in a process of its own; None where that is not possible."""
    made: list[Any] | None = None
    if sys.platform != "win32":
        from .fork import in_processes

        made = in_processes(works, tell)
    return made


def _first(plan: Plan, fonts: FontSet, share: Share, gather: Gather, tell: Tell) -> PaintedRun:
    run = _fitted_half(plan, fonts, share, gather, tell)
    made = _painted(run, lambda done: tell((1 + done) / 2), once=True)
    from ..paint import pdf  # noqa: F401 - loaded while other processes are still at work

    return made


def _handed_over(
    plan: Plan, fonts: FontSet, share: Share, gather: Gather, tell: Tell
) -> _HandedOver:
    import pickle  # as `fork` has done by now

    run = _fitted_half(plan, fonts, share, gather, tell)
    painter, prints, sheets = _painting(run, lambda done: tell((1 + done) / 2), once=True)
    some = iter(lambda: [*islice(sheets, TOGETHER)], [])
    packed = [pickle.dumps(each, pickle.HIGHEST_PROTOCOL) for each in some]
    return _HandedOver(packed, prints.found, painter.resources.snapshot(), run.partial)


def _fitted_half(plan: Plan, fonts: FontSet, share: Share, gather: Gather, tell: Tell) -> Run:
    """A share, its cards fitted: that is half of what is told, and painting the other.

    What was guessed wrongly ends the share: then one process does the whole, without guesses.
    """
    return fitted_run(
        plan, share, gather, tell=lambda done: tell(done / 2), fonts=fonts, guesses=True
    )


TOGETHER = 16
"""Sheets that are pickled together: each time, the names of classes are written anew."""


def _tell_halves(progress: Progress, done: float) -> None:
    """Tell which stage the work is in when each is half of it."""
    if done < 0.5:
        progress("typesetting", done * 2)
    else:
        progress("painting", done * 2 - 1)


def _painted(run: Run, tell: Tell, once: bool) -> PaintedRun:
    painter, prints, sheets = _painting(run, tell, once)
    return PaintedRun(run, painter, [*sheets], prints.found)


def _painting(
    run: Run, tell: Tell, once: bool
) -> tuple[Painter, Fingerprints, Iterator[PaintedSheet]]:
    """What paints a run's sheets and knows its cards, and the sheets, painted when asked for."""
    job = run.plan.job
    painter = Painter(run.fonts.faces, job.inks, job.scratch)
    prints = Fingerprints(painter.resources, job.deck)
    sheets = run.sheets(tell, prints.add, once)
    if job.press is not None and job.press.standard:
        sheets = map(untagged, sheets)
    return painter, prints, _each_painted(painter, sheets)


def _each_painted(painter: Painter, sheets: Iterator[Sheet]) -> Iterator[PaintedSheet]:
    with picture_errors_as_problems():
        yield from map(painter.sheet, sheets)


def untagged(sheet: Sheet) -> Sheet:
    """A sheet of which nothing is read and nothing can be clicked: PDF/X allows no links there."""
    pages = (page and page._replace(tagged=False) for page in sheet)
    return Sheet(*pages)


def _together(first: PaintedRun, others: list[_HandedOver]) -> Painted:
    """The whole of all shares. Raises ToUnicodeConflict about what a glyph stands for."""
    run, painter, sheets, fingerprints = first
    for other in others:
        run.merge(other.partial)
        painter.resources.merge(other.resources)
        sheets += other.unpacked()
        fingerprints = fingerprints | other.fingerprints
    lists = list_pages(run.plan.job, run.fonts)
    in_passes = run.plan.imposition.in_passes(sheets)
    return Painted(
        tuple(PaintedSheet(*sides) for sides in in_passes),
        tuple(map(painter.sheet, lists)),
        painter.resources,
        fingerprints,
    )


@contextmanager
def picture_errors_as_problems() -> Iterator[None]:
    """A picture that proves damaged when it is painted is a problem of the deck."""
    try:
        yield
    except PictureError as cause:
        raise KorttipakkaError([cause.problem(None)]) from cause
