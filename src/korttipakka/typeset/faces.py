"""One face of all cards: box by box, since cards may share a size of type."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

from ..deck import Card, Deck
from ..fonts import FontSet
from ..frame import Frame, Part
from ..geometry import Rect
from ..layout import BoxStyle, Face, Layout
from ..pictures import Pictures
from ..problems import Location, Problem, Severity
from ..units import in_mm
from .boxes import BoxSetter, Job
from .fitting import HIERARCHY, Fitting, Held, fit, held_down
from .hyphenate import BreakKind
from .places import in_order
from .values import Values


@dataclass(slots=True)
class FaceSetter:
    """Typesets the fronts or the backs of a deck's cards; gathers the problems on the way.

    `sizes` holds the type size in points by box and card id. With `verbose`, it also notes which
    card keeps the others from a larger size. The problems are those of the cards with the ids
    `only`, if given; `overfull` has the ids of those whose text does not fit.
    """

    deck: Deck
    layout: Layout
    fonts: FontSet
    face: Face
    pictures: Pictures
    verbose: bool = False
    only: Container[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    sizes: dict[str, dict[str, float]] = field(default_factory=dict)
    overfull: set[str] = field(default_factory=set)

    def frames(self) -> list[Frame]:
        """The finished frames, card by card."""
        cards = [Values(card, self.deck) for card in self.deck.cards]
        rects: list[dict[str, Rect]] = [{} for _ in cards]
        parts: dict[str, list[Part]] = {}
        boxes = self.layout.boxes(self.face)
        for box in in_order(sorted(boxes, key=_rank)):
            jobs = self._box(box, cards, rects)
            for job, known in zip(jobs, rects, strict=True):
                known[box.name] = rect = job.rect or job.place.rect
                parts.setdefault(box.name, []).append(Part(box.name, rect, job.items))
        return [self._frame(parts[b.name][i] for b in boxes) for i in range(len(cards))]

    def _frame(self, parts: Iterable[Part]) -> Frame:
        shown = tuple(part for part in parts if part.items)
        items = tuple(item for part in shown for item in part.items)
        return Frame(self.layout.card.size, items, shown)

    def _box(
        self, box: BoxStyle, cards: Sequence[Values], rects: Sequence[dict[str, Rect]]
    ) -> list[Job]:
        setter = BoxSetter(self.face, box, self.deck, self.layout, self.fonts, self.pictures)
        jobs = [setter.job(values, known) for values, known in zip(cards, rects, strict=True)]
        texts = [job.text for job in jobs if job.text]
        limit = self._limit(box)
        fit(box, texts, limit)
        self.sizes[box.name] = {text.card.id: text.size for text in texts}
        told = [job for job in jobs if self._is_told(job.values.card)]
        for job in told:
            setter.finish(job)
        self.problems += [*self._found(box, texts, told, limit), *setter.art.problems]
        for job in jobs:
            if not self._is_told(job.values.card):
                setter.finish(job)
        return jobs

    def _is_told(self, card: Card) -> bool:
        return self.only is None or card.id in self.only

    def _limit(self, box: BoxStyle) -> float:
        """No box of the hierarchy is set larger than those above it on this face."""
        above = HIERARCHY[: HIERARCHY.index(box.name)] if box.name in HIERARCHY else ()
        sizes = [size for name in above for size in self.sizes.get(name, {}).values()]
        return min(sizes, default=inf)

    def _found(
        self, box: BoxStyle, texts: Sequence[Fitting], jobs: Sequence[Job], limit: float
    ) -> Iterable[Problem]:
        """What does not fit, what breaks badly, what holds others down."""
        name = f"{self.face}.{box.name}"
        if texts and limit < box.size.minimum:
            yield _limited(name, box, limit, self.layout.origin(f"{name}.size"))
        found = [job.text for job in jobs if job.text and not job.text.fitted]
        self.overfull |= {text.card.id for text in found}
        for same in _alike(found):
            yield _overflow(name, box, same, min(box.size.minimum, limit))
        if box.wrap == "balance":
            once = {id(job.lines): job for job in jobs if job.text}
            yield from (problem for job in once.values() for problem in _bad_breaks(name, box, job))
        if self.verbose:
            holding = held_down(box, texts)
            yield from (_held(name, box, held) for held in holding if self._is_told(held.card))


def _rank(box: BoxStyle) -> int:
    return HIERARCHY.index(box.name) if box.name in HIERARCHY else len(HIERARCHY)


def _alike(texts: Iterable[Fitting]) -> list[list[Fitting]]:
    """Texts in groups of the same words, such as one category's name on many cards."""
    groups: dict[int, list[Fitting]] = {}
    for text in texts:
        groups.setdefault(id(text.block), []).append(text)
    return list(groups.values())


def _written(box: BoxStyle, text: Fitting) -> Location | None:
    """Where the text that a box shows was written."""
    card = text.card
    if "{category.name}" in box.text and card.category is not None:
        return card.category.at
    for name in ("title", "back_title", "subtitle", "text"):
        if "{" + name + "}" in box.text:
            return card.place(name) if name in card.places else card.place("title")
    return card.at


def _overflow(name: str, box: BoxStyle, same: Sequence[Fitting], size: float) -> Problem:
    text, others = same[0], len(same) - 1
    more = f" (and {others} more card{'s' * (others > 1)})" if others else ""
    wide, high = text.block.overrun(size, text.area.width, text.area.height)
    by = f"{in_mm(wide)} mm too wide" if wide else f"{in_mm(high)} mm too high"
    if box.lines and not wide and not high:
        by = f"more than {box.lines} lines"
    return Problem(
        "does-not-fit",
        f"card '{text.card.title}'{more}: the text of {name} is {by} at its smallest size, "
        f"{size:g} pt",
        _written(box, text),
        f"shorten the text, or let it be smaller: --set {name}.size=…",
    )


def _limited(name: str, box: BoxStyle, limit: float, at: Location | None) -> Problem:
    return Problem(
        "size-limited",
        f"{name} is set at {limit:g} pt, not at {box.size.minimum:g} pt or more, so as not to be "
        "larger than what stands above it",
        at,
        f"no box may be larger than the one before in {', '.join(HIERARCHY)}",
        Severity.WARNING,
    )


def _bad_breaks(name: str, box: BoxStyle, job: Job) -> Iterable[Problem]:
    """Words of a heading that break at a syllable, so that the author can mark a better place."""
    for line in job.lines:
        if line.cut.kind is BreakKind.SYLLABLE and job.text is not None:
            word, offset = line.paragraph.words[line.cut.word].text, line.cut.offset
            broken = f"{word[:offset]}-{word[offset:]}"
            yield Problem(
                "syllable-break",
                f"card '{job.values.card.title}': {name} breaks '{broken}' inside a word",
                _written(box, job.text),
                "write -? in the word where it may break",
                Severity.NOTE,
            )


def _held(name: str, box: BoxStyle, held: Held) -> Problem:
    others, they = ("card", "that one") if held.count == 1 else ("cards", "they")
    return Problem(
        "holds-others-down",
        f"card '{held.card.title}' keeps the {name} of {held.count} other {others} at "
        f"{held.size:g} pt; without it {they} would be set at {held.others:g} pt",
        held.card.at,
        f"shorten it, or let sizes differ: --set {name}.uniform=card",
        Severity.NOTE,
    )
