"""Finished card faces and sheet settings to sheets of paper."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from ..basics.geometry import Correction, Point, Rect, Turn
from ..basics.records import NamedTuple
from ..model.frame import CardCopy, CardFaces, CardSide, Frame, Group, Item, Page, Sheet
from ..model.layout import Layout, SheetStyle, printed
from ..model.tags import Tags
from .grids import Grid
from .marks import Trims, crop_marks, marks, pen
from .order import beginnings, begun, dealt, passes
from .places import Place, halves, places
from .reading import face_tags
from .slug import Label, SlugPlace, advice, slug, slug_place
from .words import words_in

T = TypeVar("T")


Side = Literal["front", "back", ""]
"""Which side of the paper a page is; a sheet to fold has but one, which has no name."""


Shown = tuple[Frame, CardSide, Tags]
"""A finished face, which side of which card it is, and what of it is read."""


class Imposition:
    """Which card goes where on which sheet, and what is around the cards.

    `cards` are those on the sheets, copy by copy; `grid` is `grid_of` the layout. `title` and
    `language` are the deck's, for the slug. `rows` holds the indices of each sheet's cards, None
    for an empty place.
    """

    rows: Sequence[Sequence[int | None]]

    def __init__(
        self, cards: Sequence[CardCopy], layout: Layout, grid: Grid | None, title: str = "",
        language: str = "en",
    ) -> None:  # fmt: skip
        self._cards = cards
        self._grid = grid
        self._style = style = layout.sheet
        # A folded sheet has fronts and backs on one side: there is no second pass to leave out.
        self._sides = "both" if style.is_folded else style.sides
        self._printed = printed(style)
        self._begins = beginnings(copy.card for copy in cards)
        self._title = title
        self._words = words_in(language)
        self._back: Forme | None
        if grid is None:
            self.rows = [[index] for index in range(len(cards))]
            self._front = self._back = _single(layout)
        else:
            used = (style.start_at - 1) % grid.count
            self.rows = dealt(range(len(cards)), grid.count, style.order, used)
            self._front, self._back = _formes(grid, layout)

    def sheet(
        self, number: int, cards: Sequence[CardFaces | None], label: Label | None = None
    ) -> Sheet:
        """A sheet by its number from 0 on, with the sides that are printed.

        `cards` are the faces of its row. `label` makes the slug's text, its baseline starting at
        the origin, of a string and a size in points; None leaves the slug out.
        """
        fronts, backs = self._shown(number, cards)
        names = begun(self.rows[number], self._begins)
        if self._back is None:
            line = self._slug(self._front, number, label)
            return Sheet(self._front.page(fronts + backs, line, names))
        if self._sides == "backs":
            return Sheet(self._back.page(backs, self._slug(self._back, number, label), names))
        front = self._front.page(fronts, self._slug(self._front, number, label), names)
        if self._sides == "fronts":
            return Sheet(front)
        return Sheet(front, self._back.page(backs, self._slug(self._back, number, label)))

    def _shown(
        self, number: int, cards: Sequence[CardFaces | None]
    ) -> tuple[list[Shown | None], list[Shown | None]]:
        """The fronts and the backs of a sheet, place by place."""
        fronts: list[Shown | None] = []
        backs: list[Shown | None] = []
        for index, faces in zip(self.rows[number], cards, strict=True):
            if index is None or faces is None:
                fronts.append(None)
                backs.append(None)
                continue
            copy = self._cards[index]
            tags = face_tags(copy, faces, self._printed, opens=index in self._begins)
            fronts.append((faces.front, copy.side("front"), tags[0]))
            backs.append((faces.back, copy.side("back"), tags[1]))
        return fronts, backs

    def _slug(self, forme: "Forme", number: int, label: Label | None) -> Group | None:
        count = f"{number + 1}/{len(self.rows)}"
        side = {"front": self._words.front, "back": self._words.back}.get(forme.side, "")
        words = " · ".join(filter(None, (count, side, advice(self._style, self._words))))
        return slug(forme.slug, label if self._style.slug else None, self._title, words)

    def sides(self, sheet: Sheet) -> Iterator[tuple[Page, Side]]:
        """The pages of a sheet, and which side of the paper each is."""
        first: Side = "back" if self._sides == "backs" else "front"
        yield sheet.front, first if self._back is not None else ""
        if sheet.back is not None:
            yield sheet.back, "back"

    def in_passes(self, sheets: Sequence[tuple[T, T | None]]) -> list[tuple[T, T | None]]:
        """Sheets, or what became of them, in the order of the printer's passes."""
        backs_first = self._grid is None and self._style.face_order == "back-first"
        return passes(sheets, self._sides, self._style.reverse_backs, backs_first)


class Forme(NamedTuple):
    """What all pages of one side share, as a printer locks it up once for the whole run."""

    trims: Trims
    places: tuple[Place, ...]
    marks: Group
    slug: SlugPlace | None
    side: str
    bleed: float
    correction: Correction | None = None

    def page(
        self, faces: Iterable[Shown | None], line: Item | None, outline: tuple[str, ...] = ()
    ) -> Page:
        """A page with a face in each place that has one, the marks, and a line in the margin."""
        pairs = zip(self.places, faces, strict=True)
        items: list[Item] = [place.show(*face) for place, face in pairs if face is not None]
        items += [self.marks] if self.marks.frame.items else []
        items += [line] if line is not None else []
        frame = Frame(self.trims.page, tuple(items))
        block, whole = self.trims.block, Rect.of(frame.size)
        trim, bleed = block, block.grown(self.bleed)
        if self.correction is not None:
            trim, bleed = (self.correction.around(rect, frame.size) for rect in (trim, bleed))
        # What a correction pushes off the paper is in no box: each lies within the next.
        return Page(
            frame, trim.meet(whole), bleed.meet(whole), outline, self.correction, tagged=True
        )


def _single(layout: Layout) -> Forme:
    """The forme of one face on each page: the trim, the bleed around it, and room for marks.

    Fronts and backs are upright and uncorrected: a print shop puts them on its own sheets.
    """
    bleed, size = layout.card.bleed, layout.card.size
    room = bleed_and_marks(layout)
    corner = Point(room, room)
    trims = Trims.of(Rect.of(size).grown(room).size, [Rect.of(size, corner)])
    place = Place(corner, Turn.UPRIGHT, Rect.of(size).grown(bleed))
    drawn = crop_marks(trims, pen(layout.sheet, bleed)) if layout.sheet.has_crop_marks else ()
    marked = Group(Frame(trims.page, tuple(drawn)), Point(0, 0), shared=True)
    return Forme(trims, (place,), marked, None, "", bleed)


def bleed_and_marks(layout: Layout) -> float:
    """Points around the trim of a single face: its bleed, and crop marks where it has some."""
    bleed, sheet = layout.card.bleed, layout.sheet
    return pen(sheet, bleed).stop if sheet.has_crop_marks else bleed


def _formes(grid: Grid, layout: Layout) -> tuple[Forme, Forme | None]:
    """The front's and the back's forme; only one when the sheet is folded."""
    cells, backs, card = grid.cells, grid.backs, layout.card
    if grid.one_sided and not grid.fold:
        units, around = grid.units, (grid.block, grid.gutter, card)
        front = halves(cells, units, grid.turn, *around)
        back = halves(backs, units, grid.back_turn, *around)
        return _forme(grid, units, front + back, layout, ""), None
    front = places(cells, grid.turn, grid.block, grid.gutter, card)
    back = places(backs, grid.back_turn, grid.back_block, grid.gutter, card)
    if grid.fold:
        return _forme(grid, cells + backs, front + back, layout, ""), None
    one = _forme(grid, cells, front, layout, "front")
    other = _forme(grid, backs, back, layout, "back")
    if layout.sheet.marks == "silhouette":
        from .machine import mark_shapes

        seen = Group(Frame(grid.page, tuple(mark_shapes(grid.page))), Point(0, 0), shared=True)
        one = one._replace(marks=seen, slug=None)  # whose letters the sensor could take for marks
    return one, other._replace(correction=_correction(layout.sheet))


def _forme(
    grid: Grid, cells: Sequence[Rect], filled: tuple[Place, ...], layout: Layout, side: str
) -> Forme:
    trims, bleed = Trims.of(grid.page, cells), layout.card.bleed
    frame = marks(trims, layout.sheet, layout.card, grid.creases, side == "back", cells)
    drawn = Group(frame, Point(0, 0), shared=True)
    # A line of text beside a tent would cross the fold between its halves.
    halves_too = Trims.of(grid.page, grid.cells + grid.backs) if grid.creases[1] else trims
    return Forme(trims, filled, drawn, slug_place(halves_too, bleed), side, bleed)


def _correction(sheet: SheetStyle) -> Correction | None:
    correction = Correction(sheet.back_offset, sheet.back_angle)
    return None if correction == Correction() else correction
