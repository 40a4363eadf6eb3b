"""Finished card faces and sheet settings to sheets of paper."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ..frame import CardFaces, Frame, Group, Item, Page, Sheet
from ..geometry import Correction, Point, Rect, Turn
from ..layout import Layout, SheetStyle
from .grid import Grid, blamed, plan
from .marks import Trims, marks
from .order import beginnings, begun, copied, dealt, passes
from .places import Place, places
from .slug import Label, SlugPlace, advice, slug, slug_place


def impose(
    faces: Sequence[CardFaces], layout: Layout, title: str = "", label: Label | None = None
) -> tuple[Sheet, ...]:
    """Put card faces on sheets of paper as `layout.card` and `layout.sheet` say.

    `title` is the deck's, for the slug; `label` makes the slug's text, its baseline starting at the
    origin, of a string and a size in points; None leaves the slug out. Raises KorttipakkaError
    `card-too-large`, `card-too-small` or `perforated-fold`.
    """
    cards, sheet = copied(faces), layout.sheet
    make = _single if sheet.arrange == "single" else _gridded
    sheets = make(cards, layout, _slug_writer(title, label if sheet.slug else None, sheet))
    # A folded sheet has fronts and backs on one side: there is no second pass to leave out.
    return passes(sheets, "both" if sheet.arrange == "fold" else sheet.sides, sheet.reverse_backs)


class Forme(NamedTuple):
    """What all pages of one side share, as a printer locks it up once for the whole run."""

    trims: Trims
    places: tuple[Place, ...]
    marks: Group
    slug: SlugPlace | None
    side: str
    bleed: float
    correction: Correction | None = None

    def page(self, faces: Iterable[Frame | None], line: Item | None) -> Page:
        """A page with a face in each place that has one, the marks, and a line in the margin."""
        pairs = zip(self.places, faces, strict=True)
        items: list[Item] = [place.show(face) for place, face in pairs if face is not None]
        items += [self.marks] if self.marks.frame.items else []
        items += [line] if line is not None else []
        frame = Frame(self.trims.page, tuple(items))
        block, whole = self.trims.block, Rect.of(frame.size)
        trim, bleed = block, block.grown(self.bleed)
        if self.correction is not None:
            trim, bleed = (self.correction.around(rect, frame.size) for rect in (trim, bleed))
        # What a correction pushes off the paper is in no box: each lies within the next.
        return Page(frame, trim.meet(whole), bleed.meet(whole), correction=self.correction)


SlugWriter = Callable[[Forme, str], Group | None]
"""Makes the slug for a side of a sheet and the sheet's number ("3/9")."""


def _gridded(cards: Sequence[CardFaces], layout: Layout, write: SlugWriter) -> list[Sheet]:
    """Many cards a sheet, for the duplex and the fold arrangement."""
    grid = plan(layout.card, layout.sheet, blamed(layout))
    used = (layout.sheet.start_at - 1) % grid.count
    table = dealt(range(len(cards)), grid.count, layout.sheet.order, used)
    front, back = _formes(grid, layout)
    begins, sheets = beginnings(cards), []
    for number, row in enumerate(table, start=1):
        fronts = [None if index is None else cards[index].front for index in row]
        backs = [None if index is None else cards[index].back for index in row]
        count = f"{number}/{len(table)}"
        one = front.page(fronts if back else fronts + backs, write(front, count))
        other = back.page(backs, write(back, count)) if back else None
        sheets.append(_outlined(Sheet(one, other), begun(row, begins), layout.sheet))
    return sheets


def _single(cards: Sequence[CardFaces], layout: Layout, write: SlugWriter) -> list[Sheet]:
    """One face on each page, which is as large as the trim and the bleed around it.

    Fronts and backs are upright and uncorrected: a print shop puts them on its own sheets.
    """
    bleed, size = layout.card.bleed, layout.card.size
    corner = Point(bleed, bleed)
    trims = Trims.of(Rect.of(size).grown(bleed).size, [Rect.of(size, corner)])
    place = Place(corner, Turn.UPRIGHT, Rect.of(size).grown(bleed))
    forme = Forme(trims, (place,), Group(Frame(size), corner), None, "", bleed)
    begins = beginnings(cards)
    sheets = []
    for index, card in enumerate(cards):
        both = Sheet(forme.page([card.front], None), forme.page([card.back], None))
        sheets.append(_outlined(both, begun([index], begins), layout.sheet))
    return sheets


def _formes(grid: Grid, layout: Layout) -> tuple[Forme, Forme | None]:
    """The front's and the back's forme; only one when the sheet is folded."""
    cells, backs, bleed = grid.cells, grid.backs, layout.card.bleed
    front = places(cells, grid.turn, grid.block, grid.gutter, bleed)
    back = places(backs, grid.back_turn, grid.back_block, grid.gutter, bleed)
    if grid.fold:
        return _forme(grid, cells + backs, front + back, layout, ""), None
    one = _forme(grid, cells, front, layout, "FRONT")
    other = _forme(grid, backs, back, layout, "BACK")
    return one, other._replace(correction=_correction(layout.sheet))


def _forme(
    grid: Grid, cells: Sequence[Rect], filled: tuple[Place, ...], layout: Layout, side: str
) -> Forme:
    trims, bleed = Trims.of(grid.page, cells), layout.card.bleed
    fold = grid.axis if grid.fold else None
    frame = marks(trims, layout.sheet, bleed, fold, back=side == "BACK")
    drawn = Group(frame, Point(0, 0), shared=True)
    return Forme(trims, filled, drawn, slug_place(trims, bleed), side, bleed)


def _correction(sheet: SheetStyle) -> Correction | None:
    correction = Correction(sheet.back_offset, sheet.back_angle)
    return None if correction == Correction() else correction


def _outlined(sheet: Sheet, names: tuple[str, ...], style: SheetStyle) -> Sheet:
    """The sheet with an outline on its front, or on its back when only backs are printed."""
    if not names:
        return sheet
    if style.sides == "backs" and sheet.back is not None:
        return sheet._replace(back=sheet.back._replace(outline=names))
    return sheet._replace(front=sheet.front._replace(outline=names))


def _slug_writer(title: str, label: Label | None, sheet: SheetStyle) -> "SlugWriter":
    def write(forme: Forme, count: str) -> Group | None:
        words = " · ".join(filter(None, (count, forme.side, advice(sheet))))
        return slug(forme.slug, label, title, words)

    return write
