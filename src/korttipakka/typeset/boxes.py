"""One box on all cards: what stands in it, where it lies, and its finished items."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..basics.geometry import Rect, Turn
from ..content.markdown import parse, plain
from ..content.values import Palette, Values
from ..fonts import FontSet
from ..model.deck import Deck
from ..model.frame import Item
from ..model.layout import BoxStyle, Face, Layout
from ..pictures import Pictures
from .art import Art, turned, within
from .blocks import BALANCED_FRAGMENT, TEXT_FRAGMENT, Block, Measurers, SetLine
from .fitting import Fitting
from .hyphenate import Hyphenator
from .lines import text_height, text_runs
from .places import Place, place, shrunk


@dataclass(slots=True)
class Job:
    """One box on one card, on its way to items.

    `text` is there until the text has its lines, of a type size in points; `rect` from then on.
    """

    place: Place
    shown: bool
    text: Fitting | None = None
    rect: Rect | None = None
    lines: tuple[SetLine, ...] = ()
    size: float = 0.0


MOST_KEPT = 64
"""Texts whose runs are kept for cards with the same, such as a category's; more fill the memory."""


class BoxSetter:
    """Makes the jobs of one box, and of each its items; equal texts are measured and set once."""

    def __init__(
        self, face: Face, box: BoxStyle, deck: Deck, layout: Layout, fonts: FontSet,
        pictures: Pictures,
    ) -> None:  # fmt: skip
        self.box = box
        self.layout = layout
        self.palette = Palette(layout)
        self.art = Art(face, box, layout, self.palette, pictures)
        fragment = BALANCED_FRAGMENT if box.wrap == "balance" else TEXT_FRAGMENT
        hyphenator = Hyphenator(deck.language, deck.hyphenation, fragment)
        self.measurers = Measurers(box, fonts, hyphenator.breaks)
        self._places: dict[tuple[Rect | None, Rect | None], Place] = {}
        self._rects: dict[Rect, Rect] = {}
        self._areas: dict[Rect, Rect] = {}
        self._plain: dict[tuple[Place, bool], Job] = {}
        self._blocks: dict[str, Block | None] = {}
        self._set: dict[tuple[object, ...], tuple[SetLine, ...]] = {}
        self._painted: dict[tuple[object, ...], tuple[Item, ...]] = {}

    def _place(self, above: dict[str, Rect]) -> Place:
        """The room for the box; one object where the boxes that it depends on lie the same."""
        key = above.get(self.box.below), above.get(self.box.beside)
        known = self._places.get(key)
        if known is None:
            card = self.layout.card
            known = self._places[key] = place(self.box, card.size, card.safe, above)
        return known

    def job(self, values: Values, above: dict[str, Rect]) -> Job:
        """The box on a card: where it may lie and what stands in it."""
        where = self._place(above)
        wanted = self._wanted(values)
        block = self._block(values) if self.box.text and wanted else None
        if not wanted or (self._has_contents and block is None and not self.art.shows(values)):
            # An empty box takes no room from the boxes below it, and paints nothing.
            where = Place(shrunk(Place(where.rect, where.shrink or "top"), 0.0))
            return self._textless(where, shown=False)
        if block is None:
            return self._textless(where, shown=True)
        if self.box.rotate.sideways:
            where = Place(where.rect)  # the text's height is the box's width
        area = self._area(where.rect)
        return Job(where, shown=True, text=Fitting(values.card, block, area))

    def _area(self, rect: Rect) -> Rect:
        """Where the text of a box with this rectangle goes; the same on most cards."""
        known = self._areas.get(rect)
        if known is None:
            area = within(rect, self.box.rotate).inset(self.box.padding)
            known = self._areas[rect] = area
        return known

    def _textless(self, where: Place, shown: bool) -> Job:
        """The job of a box without text, which is the same on all cards where it lies the same."""
        if (where, shown) not in self._plain:
            self._plain[where, shown] = Job(where, shown, rect=where.rect)
        return self._plain[where, shown]

    def _wanted(self, values: Values) -> bool:
        when = self.box.when
        return when == "always" or (when != "never" and values.has(when))

    @property
    def _has_contents(self) -> bool:
        """Whether the box is there for something that a card may lack."""
        return bool(self.box.text or self.box.image or self.box.qr)

    def _block(self, values: Values) -> Block | None:
        text = _CASES.get(self.box.case, str)(values.fill(self.box.text))
        if text not in self._blocks:
            whole = DIGIT_GROUPS.sub("\u00a0", text)
            paragraphs = parse(whole) if "{text}" in self.box.text else plain(whole)
            self._blocks[text] = Block(paragraphs, self.measurers) if paragraphs else None
        return self._blocks[text]

    def break_lines(self, job: Job, text: Fitting) -> None:
        """Give a job the lines of its text, at the size found for it, and its final rectangle."""
        job.lines, job.size = self._lines(text), text.size
        padding = self.box.padding
        height = text_height(self.measurers, job.lines, text.size)
        rect = shrunk(job.place, height + padding.top + padding.bottom)
        job.rect = self._rects.setdefault(rect, rect)
        text.block.forget()

    def forget(self, jobs: Iterable[Job]) -> None:
        """Drop what is only needed until jobs have their lines: it takes a large deck's memory."""
        for job in jobs:
            job.text = None
        self._blocks.clear()
        self._set.clear()

    def items(self, job: Job, values: Values) -> tuple[Item, ...]:
        """What a finished job that is shown paints on its card."""
        assert job.rect is not None
        runs = self._runs(job, job.rect, values) if job.lines else ()
        return (*self.art.items(values, job.rect), *runs)

    def _lines(self, text: Fitting) -> tuple[SetLine, ...]:
        width, height = text.area.width, text.area.height
        key = (id(text.block), text.size, width, height, text.level)
        if key not in self._set:
            lines = text.block.set(text.size, width, height, text.level)
            self._set[key] = tuple(lines or ())
        return self._set[key]

    def _runs(self, job: Job, rect: Rect, values: Values) -> tuple[Item, ...]:
        ground = self.palette.fill(self.box.fill, values)
        color = self.palette.ink_on(self.box.color, ground, values)
        key = (id(job.lines), rect, job.size, color)
        if key not in self._painted:
            if len(self._painted) == MOST_KEPT:
                self._painted.clear()
            area = self._area(rect)
            runs = text_runs(self.measurers, job.lines, area, job.size, color)
            upright = self.box.rotate is Turn.UPRIGHT
            self._painted[key] = runs if upright else tuple(turned(runs, rect, self.box.rotate))
        return self._painted[key]


DIGIT_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""The space within a number such as 1 000 000, which must not end a line."""

_CASES: dict[str, Callable[[str], str]] = {"upper": str.upper, "lower": str.lower}
