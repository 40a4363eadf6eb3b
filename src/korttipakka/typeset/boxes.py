"""One box on all cards: what stands in it, where it lies, and its finished items."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..deck import Deck
from ..fonts import FontSet
from ..frame import Box, Item
from ..geometry import Rect
from ..layout import BoxStyle, Layout
from .blocks import BALANCED_FRAGMENT, TEXT_FRAGMENT, Block, Measurers, SetLine
from .fitting import Fitting
from .hyphenate import Hyphenator
from .lines import text_height, text_runs
from .markdown import parse, plain
from .places import Place, into_bleed, place, shrunk
from .values import Palette, Values


@dataclass(slots=True)
class Job:
    """One box on one card on its way to items; `text` is None for a box without text."""

    values: Values
    place: Place
    shown: bool
    text: Fitting | None = None
    rect: Rect | None = None
    lines: tuple[SetLine, ...] = ()
    items: tuple[Item, ...] = ()


class BoxSetter:
    """Makes the jobs of one box and finishes them; equal texts are measured and set once."""

    def __init__(self, box: BoxStyle, deck: Deck, layout: Layout, fonts: FontSet) -> None:
        self.box = box
        self.layout = layout
        self.palette = Palette(layout)
        fragment = BALANCED_FRAGMENT if box.wrap == "balance" else TEXT_FRAGMENT
        hyphenator = Hyphenator(deck.language, deck.hyphenation, fragment)
        self.measurers = Measurers(box, fonts, hyphenator.breaks)
        self._blocks: dict[str, Block | None] = {}
        self._set: dict[tuple[object, ...], tuple[SetLine, ...]] = {}

    def job(self, values: Values, above: dict[str, Rect]) -> Job:
        """The box on a card: where it may lie and what stands in it."""
        where = place(self.box, self.layout.card.size, self.layout.card.safe, above)
        block = self._block(values) if self.box.text and self._wanted(values) else None
        if not self._wanted(values) or (self.box.text and block is None):
            # An empty box takes no room from the boxes below it, and paints nothing.
            where = Place(shrunk(Place(where.rect, where.shrink or "top"), 0.0))
            return Job(values, where, shown=False, rect=where.rect)
        if block is None:
            return Job(values, where, shown=True, rect=where.rect)
        area = where.rect.inset(self.box.padding)
        return Job(values, where, shown=True, text=Fitting(values.card, block, area))

    def _wanted(self, values: Values) -> bool:
        when = self.box.when
        return when == "always" or (when != "never" and bool(values.of(when)))

    def _block(self, values: Values) -> Block | None:
        text = _CASES[self.box.case](values.fill(self.box.text))
        if text not in self._blocks:
            paragraphs = parse(text) if "{text}" in self.box.text else plain(text)
            self._blocks[text] = Block(paragraphs, self.box, self.measurers) if paragraphs else None
        return self._blocks[text]

    def finish(self, job: Job) -> None:
        """Give a job its final rectangle, lines and items, at the size found for it."""
        if not job.shown:
            return
        text = job.text
        if text is not None:
            job.lines = self._lines(text)
            padding = self.box.padding
            height = text_height(text.block, len(job.lines), text.size)
            job.rect = shrunk(job.place, height + padding.top + padding.bottom)
        assert job.rect is not None
        job.items = (*self._ground(job, job.rect), *self._runs(job, job.rect))

    def _lines(self, text: Fitting) -> tuple[SetLine, ...]:
        width, height = text.area.width, text.area.height
        key = (id(text.block), text.size, width, height, text.level)
        if key not in self._set:
            lines = text.block.set(text.size, width, height, text.level)
            self._set[key] = tuple(lines or ())
        return self._set[key]

    def _runs(self, job: Job, rect: Rect) -> Iterable[Item]:
        if job.text is None:
            return ()
        ground = self.palette.color(self.box.fill, job.values)
        color = self.palette.ink_on(self.box.color, ground, job.values)
        area = rect.inset(self.box.padding)
        return text_runs(job.text.block, job.lines, area, job.text.size, color)

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
