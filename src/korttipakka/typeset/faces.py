"""One face of all cards: box by box, since cards may share a size of type."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ..deck import Card, Deck
from ..fonts import FontSet
from ..frame import Box, Frame, Item
from ..geometry import Rect
from ..layout import BoxStyle, Face, Layout
from ..problems import Location, Problem
from ..units import in_mm
from .blocks import BALANCED_FRAGMENT, TEXT_FRAGMENT, Block, Measurers, SetLine
from .hyphenate import Hyphenator
from .lines import text_height, text_runs
from .markdown import parse, plain
from .places import Place, in_order, into_bleed, place, shrunk
from .values import Palette, Values


@dataclass(slots=True)
class Job:
    """One box on one card on its way to items."""

    values: Values
    place: Place
    area: Rect
    block: Block | None
    size: float = 0.0
    level: int = 0
    fitted: bool = True
    rect: Rect | None = None
    items: tuple[Item, ...] = ()


@dataclass(slots=True)
class FaceSetter:
    """Typesets the fronts or the backs of a deck's cards; gathers the problems on the way."""

    deck: Deck
    layout: Layout
    fonts: FontSet
    face: Face
    problems: list[Problem] = field(default_factory=list)
    sizes: dict[str, dict[str, float]] = field(default_factory=dict)

    def frames(self) -> list[Frame]:
        """The finished frames, card by card."""
        cards = [Values(card, self.deck) for card in self.deck.cards]
        rects: list[dict[str, Rect]] = [{} for _ in cards]
        items: dict[str, list[tuple[Item, ...]]] = {}
        for box in in_order(self.layout.boxes(self.face)):
            jobs = self._box(box, cards, rects)
            items[box.name] = [job.items for job in jobs]
            for job, known in zip(jobs, rects, strict=True):
                known[box.name] = job.rect or job.place.rect
        names = [box.name for box in self.layout.boxes(self.face)]
        size = self.layout.card.size
        return [
            Frame(size, tuple(item for name in names for item in items[name][index]))
            for index in range(len(cards))
        ]

    def _box(
        self, box: BoxStyle, cards: Sequence[Values], rects: Sequence[dict[str, Rect]]
    ) -> list[Job]:
        setter = BoxSetter(box, self.deck, self.layout, self.fonts)
        jobs = [setter.job(values, known) for values, known in zip(cards, rects, strict=True)]
        self._fit(box, [job for job in jobs if job.block])
        for job in jobs:
            setter.finish(job)
        return jobs

    def _fit(self, box: BoxStyle, jobs: Sequence[Job]) -> None:
        """Find sizes: over each group the largest that fits every text of the group."""
        for group in _groups(box, jobs):
            size = fit_group(box, group)
            for job in group:
                job.size = size
                if not job.fitted:
                    self.problems.append(self._overflow(box, job))
                self.sizes.setdefault(box.name, {})[job.values.card.id] = size

    def _overflow(self, box: BoxStyle, job: Job) -> Problem:
        assert job.block is not None
        card = job.values.card
        size = box.size.minimum
        wide, high = job.block.overrun(size, job.area.width, job.area.height)
        by = f"{in_mm(wide)} mm too wide" if wide else f"{in_mm(high)} mm too high"
        if box.lines and not wide and not high:
            by = f"more than {box.lines} lines"
        name = f"{self.face}.{box.name}"
        return Problem(
            "does-not-fit",
            f"card '{card.title}': the text of {name} is {by} at its smallest size, {size:g} pt",
            self._written(box, card),
            f"shorten the text, or give the box a smaller size: --set {name}.size=…",
        )

    def _written(self, box: BoxStyle, card: Card) -> Location | None:
        """Where the text that a box shows was written."""
        for name in ("title", "back_title", "subtitle", "text"):
            if "{" + name + "}" in box.text:
                return card.place(name) if name in card.places else card.place("title")
        return card.at


def _groups(box: BoxStyle, jobs: Sequence[Job]) -> Iterable[list[Job]]:
    """The jobs that share one size."""
    if box.uniform == "deck":
        return [list(jobs)] if jobs else []
    if box.uniform == "card":
        return ([job] for job in jobs)
    key = _category_key
    return (list(group) for _, group in groupby(sorted(jobs, key=key), key=key))


def _category_key(job: Job) -> str:
    category = job.values.card.category
    return category.key if category else ""


def fit_group(box: BoxStyle, jobs: Sequence[Job]) -> float:
    """The largest size at which all fit that fit at all; marks those that do not.

    Texts that only fit when broken by the looser rules are broken so, at the least size; they do
    not hold the others down.
    """
    size = box.size.maximum
    for job in jobs:
        assert job.block is not None
        width, height = job.area.width, job.area.height
        if job.block.fits(size, width, height, job.level):
            continue
        found = None
        for level in range(job.block.loosest + 1):
            found = job.block.largest(box.size, width, height, level)
            job.level = level
            if found is not None:
                break
        job.fitted = found is not None
        if found is not None:
            size = min(size, found)
    return size


class BoxSetter:
    """Makes the jobs of one box and finishes them; equal texts are measured and set once."""

    def __init__(self, box: BoxStyle, deck: Deck, layout: Layout, fonts: FontSet) -> None:
        self.box = box
        self.layout = layout
        self.palette = Palette(layout)
        self.is_markdown = "{text}" in box.text
        balanced = box.wrap == "balance"
        fragment = BALANCED_FRAGMENT if balanced else TEXT_FRAGMENT
        hyphenator = Hyphenator(deck.language, deck.hyphenation, fragment)
        self.measurers = Measurers(box, fonts, hyphenator.breaks)
        self._blocks: dict[str, Block | None] = {}
        self._set: dict[tuple[object, ...], list[SetLine] | None] = {}

    def job(self, values: Values, above: dict[str, Rect]) -> Job:
        """The box on a card: where it may lie and what stands in it."""
        where = place(self.box, self.layout.card.size, self.layout.card.safe, above)
        shown = self._shown(values)
        block = self._block(values) if shown and self.box.text else None
        if not shown or (self.box.text and block is None):
            where = Place(shrunk(Place(where.rect, where.shrink or "top"), 0.0))
            return Job(values, where, where.rect, None, rect=where.rect)
        return Job(values, where, where.rect.inset(self.box.padding), block)

    def _shown(self, values: Values) -> bool:
        when = self.box.when
        return when == "always" or (when != "never" and bool(values.of(when)))

    def _block(self, values: Values) -> Block | None:
        text = _CASES[self.box.case](values.fill(self.box.text))
        if text not in self._blocks:
            paragraphs = parse(text) if self.is_markdown else plain(text)
            self._blocks[text] = Block(paragraphs, self.box, self.measurers) if paragraphs else None
        return self._blocks[text]

    def finish(self, job: Job) -> None:
        """Give a job its final rectangle and items, at the size found for it."""
        if job.rect is not None:
            return
        if job.block is None:
            job.rect = job.place.rect
            job.items = tuple(self._ground(job, job.rect))
            return
        lines = self._lines(job) or []
        padding = self.box.padding
        height = text_height(job.block, len(lines), job.size) + padding.top + padding.bottom
        job.rect = shrunk(job.place, height)
        fill = self.palette.color(self.box.fill, job.values)
        color = self.palette.ink_on(self.box.color, fill, job.values)
        area = job.rect.inset(padding)
        runs = text_runs(job.block, lines, area, job.size, color)
        job.items = (*self._ground(job, job.rect), *runs)

    def _lines(self, job: Job) -> list[SetLine] | None:
        assert job.block is not None
        area = job.area
        key = (id(job.block), job.size, area.width, area.height, job.level)
        if key not in self._set:
            self._set[key] = job.block.set(job.size, area.width, area.height, job.level)
        return self._set[key]

    def _ground(self, job: Job, rect: Rect) -> Iterable[Item]:
        fill = self.palette.color(self.box.fill, job.values)
        stroke = self.palette.color(self.box.stroke, job.values)
        if fill is None and stroke is None:
            return
        card = self.layout.card
        width = self.box.stroke_width if stroke else 0.0
        outer = into_bleed(rect, card.size, card.bleed)
        yield Box(outer, fill, stroke, width, self.box.corner)


_CASES: dict[str, Callable[[str], str]] = {"none": str, "upper": str.upper, "lower": str.lower}
