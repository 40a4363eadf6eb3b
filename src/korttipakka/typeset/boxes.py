"""One box on all cards: what stands in it, where it lies, and the finished part of each card."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..basics.color import Color
from ..basics.geometry import Point, Rect
from ..basics.problems import InvalidValue, KorttipakkaError, Location
from ..basics.records import NamedTuple
from ..content.values import Palette, Values
from ..model.deck import Card, Deck
from ..model.frame import Content, Frame, Group, Part, items_of
from ..model.layout import CONTENT, BoxStyle, Face, Layout
from ..model.placeholders import CARD_URL, EDITION
from ..model.roles import fields_of, placeholders, role_of
from ..pictures import Pictures
from .art import Art
from .blocks import Block, SetText
from .fitting import Fitting
from .places import Room, hidden, narrowed, place, shrunk
from .texts import MOST_KEPT, TextSetter

if TYPE_CHECKING:
    from .packed import PackedText


class Job:
    """One box on one card, on its way to a part of its face.

    `fitting` is there until there is a `text`, with its lines, and longer where a deck is built
    again and again; `rect` is there from then on. Of many cards, the text waits `packed`; one that
    nothing else depends on waits to be broken into lines until its card is set.
    """

    __slots__ = ("fitting", "packed", "rect", "room", "shown", "text")

    def __init__(
        self, room: Room, shown: bool, fitting: Fitting | None = None, rect: Rect | None = None
    ) -> None:
        self.room = room
        self.shown = shown
        self.fitting = fitting
        self.rect = rect
        self.text: SetText | None = None
        self.packed: PackedText | None = None

    @property
    def taken(self) -> Rect:
        """What the box takes of its room, as far as it is known."""
        return self.rect or self.room.rect

    def with_fitting(self, fitting: Fitting, text: SetText | None) -> "Job":
        """The same box on another card, with the lines of its text."""
        made = Job(self.room, self.shown, fitting, self.rect)
        made.text = text
        return made

    @property
    def is_done(self) -> bool:
        """Whether it has lines, as its text is now: one that is shared by several cards or not."""
        if self.text is None or self.fitting is None:
            return False
        return self.text.shared == self.fitting.block.shared


class Spot(NamedTuple):
    """Where a box may lie: its room, the area of a text in it, and its jobs without text.

    Those are the same on all cards where it lies the same: one that is shown, one that is not.
    """

    room: Room
    area: Rect
    textless: dict[bool, Job]


NOWHERE = Rect(0, 0, 0, 0)
"""The rectangle of a box that has no room yet."""

WORTH_PACKING = 256
"""Texts of a box from which on packing is worth its time, which is a hundredth of a build's."""

SPENT = Job(Room(NOWHERE), shown=False)
"""What stands for the jobs of a card that is asked for no more."""


class BoxSetter:
    """Makes the jobs of one box, and of each a part; `role` is what the box is for."""

    def __init__(
        self, face: Face, box: BoxStyle, deck: Deck, layout: Layout, pictures: Pictures,
        texts: TextSetter,
    ) -> None:  # fmt: skip
        self.box = box
        self.role = role_of(box)
        self.art = Art(face, box, layout, Palette(layout), pictures)
        self.texts = texts
        self._card = layout.card
        self._paper = layout.colors["paper"]
        self._said_at = layout.origin(f"{self.art.name}.text")
        # Whether the box is there for something that a card may lack.
        self._has_contents = bool(box.text or box.image or box.qr)
        self._is_sideways = box.rotate.turn.sideways
        self._fields = fields_of(box)
        self._leans_on = [name for name in (box.below, *box.beside) if name]
        self._tells_breaks = box.wrap == "balance"
        self._shared = {
            "": _own_place(layout, face, box),
            "deck.title": deck.at,
            EDITION: deck.at,
            CARD_URL: deck.at,
        }
        self._spots: dict[tuple[Rect | None, ...], Spot] = {}
        self._whole: dict[tuple[int, int], tuple[tuple[Content, ...], ...]] = {}

    def origin(self, card: Card) -> Location | None:
        """Where was written what the box has its role from, on a card."""
        return self._part(NOWHERE, (), card).at

    def job(self, values: Values, above: dict[str, Rect]) -> Job:
        """The box on a card: where it may lie and what stands in it."""
        spot = self._spot(above)
        wanted = values.wants(self.box.when)
        block = self._block(values) if self.box.text and wanted else None
        if not wanted or (self._has_contents and block is None and not self.art.shows(values)):
            # An empty box takes no room from the boxes below it, and paints nothing.
            return spot.textless.get(False) or self._hidden(spot, above)
        if block is None:
            return spot.textless.get(True) or self._around_picture(spot, values)
        room = spot.room
        if self._is_sideways:
            room = Room(room.rect)  # the text's height is the box's width
        return Job(room, shown=True, fitting=Fitting(values.card, block, spot.area))

    def _hidden(self, spot: Spot, above: dict[str, Rect]) -> Job:
        room = Room(hidden(self.box, spot.room, above))
        spot.textless[False] = Job(room, shown=False, rect=room.rect)
        return spot.textless[False]

    def _around_picture(self, spot: Spot, values: Values) -> Job:
        """The box without text: as narrow as what it shows where its width is that."""
        rect, shrink = spot.room
        if self.box.width != CONTENT:
            spot.textless[True] = Job(spot.room, shown=True, rect=rect)
            return spot.textless[True]
        ratio = self.art.ratio(values)
        if ratio is not None:
            rect = narrowed(rect, self.box, rect.height * ratio)
        return Job(Room(rect, shrink), shown=True, rect=rect)

    def _block(self, values: Values) -> Block | None:
        """The text on a card. Raises KorttipakkaError for more of it than can be set."""
        try:
            return self.texts.block(values)
        except InvalidValue as invalid:
            raise KorttipakkaError([invalid.problem(self._said_at, self.art.name)]) from None

    def still_holds(self, job: Job) -> bool:
        """Whether a job of the build before is as good on a card that says the same as it did."""
        block = job.fitting.block if job.fitting else None
        return not self.box.text or self.texts.holds(block)

    def again(self, job: Job, card: Card) -> Job:
        """A job of the build before, on a card that says the same as it did."""
        known = job.fitting
        if known is None:
            return job
        self.texts.keep(known.block)
        return job if known.card is card else job.with_fitting(known.on(card), job.text)

    def unset(self, job: Job, fitting: Fitting) -> tuple[Job, Fitting]:
        """A job to be given lines, and its fitting: another one than that of the build before."""
        if job.text is None:
            return job, fitting
        fitting = fitting.on(fitting.card)
        return Job(job.room, job.shown, fitting), fitting

    def _spot(self, above: dict[str, Rect]) -> Spot:
        """Where the box may lie: one object where the boxes that it depends on lie the same."""
        key = tuple(map(above.get, self._leans_on))
        known = self._spots.get(key)
        if known is None:
            room = place(self.box, self._card.size, self._card.safe, above)
            known = self._spots[key] = Spot(room, self.texts.area(room.rect), {})
        return known

    def may_wait(self, job: Job, fitting: Fitting) -> bool:
        """Whether nothing depends on a text's lines before its card is set, but what is told."""
        return not (self.box.width == CONTENT or job.room.shrink or fitting.block.shared)

    def can_wait(self, job: Job, fitting: Fitting, size: float) -> bool:
        """Whether nothing at all does: how words of a heading break at its size is told before."""
        return self.may_wait(job, fitting) and not (
            self._tells_breaks and fitting.breaks_words(size)
        )

    def break_lines(self, job: Job, fitting: Fitting, packs: bool = False) -> None:
        """Give a job the lines of its text, at the size found for it, and its final rectangle.

        One that `packs` them drops all else that was found of a text that is a single card's.
        """
        job.text = fitting.set()
        job.rect = job.room.rect
        if job.room.shrink:
            job.rect = shrunk(job.room, self.texts.height(job.text))
        if self.box.width == CONTENT:
            job.rect = narrowed(job.rect, self.box, self.texts.width(job.text, job.room.rect))
        if packs and not job.text.shared and (packed := self.texts.packer.packed(job.text)):
            job.text, job.packed = None, packed
            fitting.block.drop()
        else:
            fitting.block.forget()

    def break_late(self, jobs: Iterable[Job]) -> None:
        """Give jobs their lines that could wait for them. Raises Misjudged."""
        waiting = [(job, job.fitting) for job in jobs if job.fitting and not job.rect]
        for _, fitting in waiting:
            fitting.block.measure(fitting.size)
        for job, fitting in waiting:
            fitting.give(fitting.size)
            fitting.confirm(whole=self._tells_breaks)
            self.break_lines(job, fitting)
            job.fitting = None

    def forget(self, jobs: Iterable[Job]) -> None:
        """Drop what is only needed until jobs have their lines: it takes a large deck's memory."""
        for job in jobs:
            if job.rect:
                job.fitting = None

    def part(self, job: Job, values: Values, painted: Sequence[Part] = ()) -> Part | None:
        """What a finished job that is shown paints on its card; None if it paints nothing.

        `painted` are the parts of the face that it is painted over.
        """
        rect = job.taken
        content = () if self.art.is_bare else self.art.items(values, rect)
        text = self.texts.packer.unpacked(job.packed) if job.packed else job.text
        if text is not None and text.lines:
            below = self._below(text, rect, content, painted)
            words = self.texts.content(text, rect, self.art.pens(values, below))
            content = self._together(content, words) if text.shared else content + words
            for refused in self.texts.refused(values):
                self.art.refuse_icon(refused, self._fields[0], values)
        if content and self.box.rotate.tilt:
            content = (self._tilted(content, rect),)
        return self._part(rect, content, values.card) if content else None

    def _tilted(self, content: tuple[Content, ...], rect: Rect) -> Group:
        """What lies in a rectangle of the card, turned about its middle."""
        frame = Frame(self._card.size, content)
        return Group(frame, Point(0.0, 0.0), tilt=self.box.rotate.tilt, about=rect.middle)

    def _together(
        self, ground: tuple[Content, ...], words: tuple[Content, ...]
    ) -> tuple[Content, ...]:
        """What a box shows on several cards, one object for all: who paints it knows it again."""
        key = id(ground), id(words)
        known = self._whole.get(key)
        if known is None or known[0] is not ground or known[1] is not words:
            if len(self._whole) >= MOST_KEPT:
                self._whole.clear()
            known = self._whole[key] = ground, words, ground + words
        return known[2]

    def _below(
        self, text: SetText, rect: Rect, own: Sequence[Content], painted: Sequence[Part]
    ) -> tuple[Color, ...]:
        """The colours that lie below the lines of a text; () where that is paper, or unknown."""
        if not self.art.sees_below:
            return ()
        under = [part for part in painted if part.rect.overlaps(rect)]
        if not own and not under:
            return ()
        from ..pictures.grounds import Ground, colors_under, grounds_of

        paper = Ground(Rect.of(self._card.size), (self._paper,))
        items = (*(item for part in under for item in part.items), *items_of(own))
        grounds = [paper, *(ground for item in items for ground in grounds_of(item))]
        upright = not self.box.rotate.degrees
        places = self.texts.places(text, rect) if upright else [rect]
        found = [colors_under(place, grounds) for place in places]
        return tuple(dict.fromkeys(color for colors in found for color in colors))

    def _part(self, rect: Rect, content: tuple[Content, ...], card: Card) -> Part:
        return Part(self.box.name, self.role, rect, content, self._fields, card, self._shared)


def _own_place(layout: Layout, face: Face, box: BoxStyle) -> Location | None:
    """Where a layout says what the box shows on all cards: words, a picture, else its looks."""
    settings = ("text", "image", "qr", "fill", "pattern", "stroke", "ruled")
    own = [name for name in settings if not placeholders(str(getattr(box, name)))]
    places = (layout.origin(f"{face}.{box.name}.{name}") for name in (*own, *settings))
    return next((at for at in places if at is not None), None)
