"""A deck compared with its earlier PDF: by what is printed on each card, not by what was typed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ..basics.problems import Location, Problem, Severity, error
from ..basics.shell import shell_line
from ..model.remembered import Remembered, RememberedCard
from ..model.roles import named_values
from ..paint import Fingerprints, Resources
from ..paint.remembered import remembered_in
from .changes import Changes, TakenOut, Why
from .document import document_info, inputs_of, remembered, remembered_cards
from .memory import Memory
from .options import Since
from .painting import picture_errors_as_problems
from .plan import Plan, PrintJob, plan_of
from .run import fitted_run
from .take_out import take_out_list


class NothingToPrint(Exception):
    """All cards of a plan are as they were printed; some may have to be taken out all the same."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__(plan)


def flag_of(since: Since) -> Location:
    """The flag that asks for changes."""
    return Location.flag(f"--changed-since {since.file}")


def read_since(since: Since) -> Remembered:
    """What the earlier PDF remembers. Raises KorttipakkaError."""
    return remembered_in(since.file, flag_of(since))


def plan_of_changes(plan: Plan, since: Since) -> Plan:
    """The part of a plan that prints what has changed.

    Raises KorttipakkaError for a PDF of another deck, NothingToPrint where nothing has.
    """
    before = read_since(since)
    deck_ids = {card.id for card in plan.job.deck.cards if card.copies}
    if not deck_ids & before.by_id.keys():
        message = f"{since.file} is of another deck, '{before.title}': it has no card of this one"
        hint = "name the PDF that this deck was printed from; without the flag all is printed"
        raise error("other-deck", message, flag_of(since), hint)
    now = remembered_cards(plan.wanted, _fingerprints(plan))
    changes = compared(before, now, deck_ids, since)
    shows_count = "count" in named_values(plan.job.layout)
    other_count = before.in_deck != len(plan.job.deck.cards) and shows_count
    warnings = tuple(_warnings(plan.job, changes, since))
    changes = changes._replace(counted=other_count and changes.same > 0, warnings=warnings)
    if not changes.copies:
        raise NothingToPrint(plan._replace(job=plan.job._replace(changes=changes)))
    return plan_of(_only(plan.job, changes))


def compared(
    before: Remembered, now: Sequence[RememberedCard], ids: Collection[str], since: Since
) -> Changes:
    """What has changed on the cards looked at `now`, of a deck that has cards with these `ids`."""
    old, copies, out = before.by_id, dict[str, int](), list[TakenOut]()
    for card in now:
        was = old.get(card.id)
        if was is None:
            copies[card.id] = card.copies
        elif was.fingerprint != card.fingerprint:
            copies[card.id] = card.copies
            out.append(_taken(was, was.copies, "changed"))
        elif card.copies > was.copies:
            copies[card.id] = card.copies - was.copies
        elif card.copies < was.copies:
            out.append(_taken(was, was.copies - card.copies, "fewer"))
    out += [_taken(was, was.copies, "gone") for was in before.cards if was.id not in ids]
    known = [old[card.id].number != card.number for card in now if card.id in copies.keys() & old]
    after = {card.id: card for card in (*before.cards, *now) if card.id in ids}
    return Changes(
        since.file, before, copies, len(copies) - len(known), sum(known), len(now) - len(copies),
        tuple(sorted(out)), tuple(sorted(after.values(), key=_rank)), since.listed,
    )  # fmt: skip


def _rank(card: RememberedCard) -> tuple[int, str]:
    return card.number, card.id


def _taken(card: RememberedCard, copies: int, why: Why) -> TakenOut:
    return TakenOut(card.number, card.title, copies, why)


def _warnings(job: PrintJob, changes: Changes, since: Since) -> Iterator[Problem]:
    """What makes one doubt that the right PDF, or the right layout, was named."""
    before, deck, at = changes.before, job.deck, flag_of(since)
    if before.title != deck.title:
        message = f"{since.file} is of a deck with another title, '{before.title}'"
        yield Problem("other-deck", message, at, severity=Severity.WARNING)
    if changes.same or not any(one.why == "changed" for one in changes.out):
        return
    if before.layout != job.layout.name:
        message = f"all cards look different: {since.file} was made in the layout {before.layout}"
        hint = f"--layout {shell_line([before.layout])} prints what has changed in that one"
        yield Problem("all-changed", message, at, hint, Severity.WARNING)
    elif before.language != deck.language:
        message = f"all cards look different: {since.file} is in the language {before.language}"
        hint = f"--language {shell_line([before.language])} prints what has changed in that one"
        yield Problem("all-changed", message, at, hint, Severity.WARNING)


def _only(job: PrintJob, changes: Changes) -> PrintJob:
    """A job that prints changes alone; cards of which there are too few, as many as lack."""
    cards = tuple(
        card._replace(copies=changes.copies[card.id]) if card.id in changes.copies else card
        for card in job.deck.cards
    )
    deck, ids = job.deck._replace(cards=cards), frozenset(changes.copies)
    return job._replace(deck=deck, selected=ids, changes=changes)


def _fingerprints(plan: Plan) -> Mapping[str, str]:
    """The fingerprints of all cards of a plan, which is set for them."""
    job = plan.job
    run = fitted_run(plan, plan.whole)
    resources = Resources(run.fonts.faces, job.inks, job.scratch)
    prints = Fingerprints(resources, job.deck)
    with picture_errors_as_problems():
        for one in plan.wanted:
            if not one.blank and one.card.copies:
                prints.add(run.faces(one))
    return prints.found


def list_alone(plan: Plan) -> bytes:
    """The PDF of the list of old cards alone, where it is asked for and has any; else b"".

    Raises KorttipakkaError when a font cannot be used.
    """
    from ..paint.pdf import pdf_bytes

    job = plan.job
    if job.changes is None or not (job.changes.listed and job.changes.out):
        return b""
    fonts = Memory().fonts(job.deck, job.layout)
    kept = remembered(plan, {}).written()
    info = document_info(job.deck, job.layout, job.archive)
    info = info._replace(duplex="", sections=(), remembered=kept)
    sheets = take_out_list(job.deck, job.changes.out, fonts, job.layout.sheet.paper)
    return pdf_bytes(sheets, fonts.faces, info)


def inputs(job: PrintJob) -> set[Path]:
    """The files that nothing must be written over."""
    own = {job.changes.file} if job.changes else set()
    return inputs_of(job.deck, job.layout) | own
