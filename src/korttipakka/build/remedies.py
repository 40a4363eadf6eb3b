"""Remedies for texts and boxes that do not fit: each is tried before it is advised."""

from collections.abc import Iterable, Iterator, Sequence

from ..basics.geometry import Size
from ..basics.problems import KorttipakkaError, Problem
from ..basics.shell import shell_line
from ..basics.sizes import CARDS, size_in_mm
from ..basics.units import MM, fits
from ..check.boxes import outside_card
from ..fonts import FontSet
from ..impose import grid_of
from ..model.deck import Card, Deck
from ..model.layout import BoxStyle, Layout
from ..model.placeholders import field_and_language
from ..model.roles import placeholders
from ..typeset import Overflow, flag_words, typeset
from ..typeset.hyphenate import LONGEST_WORD
from ..typeset.overflow import MOST_HELD
from .auto_size import OnSize, auto_size
from .plan import PrintJob
from .run import Run

MOST_TRIED = 12
"""Cards that a size is tried on first, those that are furthest too long: most sizes fail there."""

MOST_VERIFIED = 100
"""Cards that a size is tried on in all: what holds those holds others that are less too long."""

MOST_SIZED = 2_000
"""Cards of a deck that sizes are found for: all of them are set for that, on several sizes."""

GEOMETRY = ("empty-box", "box-outside-card")
"""Codes of boxes that have no room on the card."""


def remedied(run: Run, problems: Iterable[Problem], on_size: OnSize) -> tuple[Problem, ...]:
    """The problems of a run, each cause told once and with all remedies that were found."""
    job = run.plan.job
    causes = _causes(run.overflows)
    cards = {overflow.card.id: overflow.card for overflow in causes}
    found = list(problems)
    if not cards and not any(problem.code in GEOMETRY for problem in found):
        return tuple(found)
    larger = "" if _is_hopeless(causes) else _larger(job, run.fonts, list(cards.values()), on_size)
    told = {
        _bare(cause): cause.problem("; or ".join(filter(None, (larger, _left_out(run, cause)))))
        for cause in causes
    }
    others = {_bare(overflow) for overflow in run.overflows} - told.keys()
    mended = [
        told.get(problem._replace(hint="")) or _with_larger(problem, larger)
        for problem in found
        if problem._replace(hint="") not in others
    ]
    return tuple(mended)


def _is_hopeless(causes: Iterable[Overflow]) -> bool:
    """Whether a text is so long that no card holds it: to find that out takes seconds a size."""
    return any(c.characters > MOST_HELD or len(c.word) > LONGEST_WORD for c in causes)


def _bare(overflow: Overflow) -> Problem:
    """The problem without what its hint has gained."""
    return overflow.problem()._replace(hint="")


def _with_larger(problem: Problem, larger: str) -> Problem:
    """The problem of a box whose card may be too small for it."""
    if not larger or problem.code not in GEOMETRY:
        return problem
    return problem._replace(hint=f"{problem.hint}; or {larger}")


def _left_out(run: Run, cause: Overflow) -> str:
    """How to print cards without a category's name that no size lets fit; "" for other texts.

    Cards say their own words without it, and what it leaves is room for them.
    """
    boxes = {f"{face}.{box.name}": box for face, box in run.plan.job.layout.faced_boxes()}
    same = sorted({each.key for each in run.overflows if each.at == cause.at}, reverse=True)
    if cause.smaller or not all(_is_name(boxes[key]) for key in same):
        return ""
    flags = (word for key in same for word in ("--set", f"{key}.when=never"))
    return f"leave it out on such cards: {shell_line(flags)}"


def _is_name(box: BoxStyle) -> bool:
    """Whether a box shows the name of a category, and nothing else that is filled in."""
    return {field_and_language(name)[0] for name in placeholders(box.text)} == {"category.name"}


def _causes(overflows: Sequence[Overflow]) -> list[Overflow]:
    """The overflows, the longest first; a text or a word that fits none of several boxes once."""
    found: dict[object, Overflow] = {}
    for overflow in overflows:
        key = (overflow.card.id, overflow.at, overflow.word or overflow.characters)
        found[key] = _together(found[key], overflow) if key in found else overflow
    return sorted(found.values(), key=lambda overflow: -overflow.over)


def _together(one: Overflow, other: Overflow) -> Overflow:
    """What does not fit two boxes, where it must change most: that will do in both."""
    smaller = one.smaller and one.smaller.beside(other.smaller)
    return max(one, other, key=_change)._replace(smaller=smaller)


def _change(overflow: Overflow) -> tuple[int, bool, int]:
    """How much of a text must go; or how narrow its box is for a word, most so without marks."""
    return overflow.over, not overflow.marked, len(overflow.marked)


def _larger(job: PrintJob, fonts: FontSet, cards: Sequence[Card], on_size: OnSize) -> str:
    """Which larger cards hold all, in words and flags; "" when none do."""
    if job.layout.sheet.perforated is not None:
        return ""
    found = _listed(job, fonts, cards, on_size)
    words = []
    if found is not None:
        flag = flag_words(job.layout, "card.size", found[0])
        words.append(f"take a card of {size_in_mm(found[1])}, which holds it: {flag}")
    if len(job.deck.cards) <= MOST_SIZED:
        auto = auto_size(job.deck, job.layout.sheet, fonts, on_size)
        if auto is not None and auto.large_enough:
            size, flag = auto.found.size, flag_words(job.layout, "card.size", "auto")
            if found is not None and fits(_area(size), _area(found[1])):
                words.clear()
            words.append(f"take cards of {size_in_mm(size)}, which hold all texts in 9 pt: {flag}")
    return "; or ".join(words)


def _listed(
    job: PrintJob, fonts: FontSet, cards: Sequence[Card], on_size: OnSize
) -> tuple[str, Size] | None:
    """Which of the listed card sizes is the smallest that holds all; None when none does."""
    for name, size in _larger_sizes(job.layout.card.size):
        larger = job.layout._replace(card=job.layout.card._replace(size=size))
        if _has_grid(larger) and _holds(job.deck, on_size(name), fonts, cards):
            return name, size
    return None


def _larger_sizes(least: Size) -> Iterator[tuple[str, Size]]:
    """The listed sizes that hold a card, the smallest first; those that lie like it before others.

    Of equals, as a card and the same turned, one is the first that is listed.
    """
    wide = least.width > least.height
    sizes = [
        (name + turned, Size(*(sides if not turned else (max(sides), min(sides)))))
        for name, (width, height) in CARDS.items()
        for sides in [(width * MM, height * MM)]
        for turned in (["", "-landscape"] if width < height else [""])
    ]
    larger = [
        (name, size)
        for name, size in sizes
        if fits(least.width, size.width) and fits(least.height, size.height)
        and size.width * size.height > least.width * least.height * 1.01
    ]  # fmt: skip
    yield from sorted(larger, key=lambda each: (_area(each[1]), wide != _is_wide(each[1])))


def _area(size: Size) -> float:
    return size.width * size.height


def _is_wide(size: Size) -> bool:
    return size.width > size.height


def _has_grid(layout: Layout) -> bool:
    try:
        grid_of(layout)
    except KorttipakkaError:
        return False
    return True


def _holds(deck: Deck, layout: Layout, fonts: FontSet, cards: Sequence[Card]) -> bool:
    """Whether all boxes have room on a card, and the texts of these cards fit."""
    if outside_card(deck, layout):
        return False
    tried = (cards[:MOST_TRIED], cards[MOST_TRIED:MOST_VERIFIED])
    return not any(_overflows(deck, layout, fonts, some) for some in tried if some)


def _overflows(deck: Deck, layout: Layout, fonts: FontSet, cards: Sequence[Card]) -> bool:
    return bool(typeset(deck, layout, fonts, cards=cards).overflows)
