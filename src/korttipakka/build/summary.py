"""What a build made, in numbers and in words: cards, sheets, cuts, what to tell the printer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..basics.geometry import Point, Size
from ..basics.problems import Problem
from ..basics.records import NamedTuple
from ..basics.sizes import PAPERS, size_in_mm
from ..basics.units import in_mm
from ..impose import Cut, Grid, cutting_plan, economy
from ..impose.marks import Trims, crop_marks, pen
from ..impose.pages import bleed_and_marks
from ..model.layout import Face, Layout, SheetStyle, printed
from ..typeset import BoxSizes
from .plan import Plan, PrintJob
from .report import many
from .type_sizes import TextSize, text_sizes

ABOUT_LAYOUT = ("small-layout", "auto-size", "scaled-layout")
"""Codes of notes on the layout that a deck is set in."""

SINGLE = {
    "both": "one upright face on each, fronts and backs in turn",
    "apart": "one upright face on each, all fronts, then all backs",
    "fronts": "one upright face on each, fronts only",
    "backs": "one upright face on each, backs only",
}
"""What pages of single faces hold, by `sheet.sides`."""

BACKS_FIRST = {
    "both": "one upright face on each, backs and fronts in turn",
    "apart": "one upright face on each, all backs, then all fronts",
}
"""The same where backs come first."""


MACHINE = (
    "Machine: marks of type 1, 20 mm long, 0.5 mm thick, inset 10 mm; export --to cut-lines, with "
    "the flags of this build that say how cards lie, makes what it cuts"
)
"""What to tell the program of a cutting machine."""


class Summary(NamedTuple):
    """What was made. Sizes are in points.

    `sheets` of paper hold `cards` of `card`, `places` on each; single faces are `pages` of their
    own and lie on no sheet: `places` is 0. `empty` is the number of places without a card. `waste`
    is the part of the paper, from 0 to 1, that is on no card. `cuts` are to be made in this order.
    `tips` say what would use the paper better, `unmarked` where crop marks have no room. `notes`
    tell of what the build chose by itself, `sizes` how large titles and texts are. Corners are cut
    round to a radius of `corner`. Lines about a `press` tell what its shop asks for and what kind
    of file it is. Where a layout `has_backs`, they can be printed later.
    """

    cards: int
    card: Size
    paper: Size
    sheets: int
    pages: int
    places: int
    empty: int
    waste: float
    cuts: tuple[Cut, ...]
    tips: tuple[str, ...]
    unmarked: str
    guide: bool
    style: SheetStyle
    notes: tuple[str, ...]
    sizes: tuple[TextSize, ...] = ()
    corner: float = 0.0
    press: tuple[str, ...] = ()
    has_backs: bool = True

    def lines(self) -> Iterator[str]:
        """The summary for people."""
        yield f"{many(self.cards, 'card')} of {size_in_mm(self.card)} on {self._paper()}"
        yield from (f"Layout: {note}" for note in self.notes)
        if self.sizes:
            yield f"Type: {', '.join(map(str, self.sizes))}"
            yield from (f"      {held}" for size in self.sizes for held in size.held)
        if self.places:
            yield from self._sheet_lines()
            yield f"Print: at 100 % (actual size), {_sides(self.style)}"
            yield from self._passes()
        else:
            backs_first = self.style.face_order == "back-first"
            told = SINGLE | BACKS_FIRST if backs_first else SINGLE
            yield f"Pages: {told[self.style.sides]}; for a print shop, not for duplex printing"
            yield from (f"Tip: {tip}" for tip in self.tips)
        yield from self.press
        if _is_corrected(self.style):
            yield f"Backs: {_moved(self.style)}"
        if self.guide:
            yield "Guide: the last page tells where to cut; print it on one side"

    def _paper(self) -> str:
        """The sheets and their pages, or the pages of single faces."""
        if not self.places:
            return f"{many(self.pages, 'page')} of {paper(self.paper)}"
        pages = f" ({many(self.pages, 'page')})" if self.pages != self.sheets else ""
        return f"{many(self.sheets, 'sheet')} of {paper(self.paper)}{pages}"

    def _passes(self) -> Iterator[str]:
        """What to do with a pile that goes through the printer twice."""
        sides = self.style.sides
        if self.style.arrange != "duplex" or sides == "both":
            return
        if sides == "fronts":
            if self.has_backs:
                yield "Then:  --sides backs makes the backs, and tells how to lay the pile back"
            return
        edge = "long" if self.style.flip == "long-edge" else "short"
        fronts = _pages("the fronts", 1, self.sheets)
        backs = _pages("the backs", self.sheets + 1, 2 * self.sheets)
        if sides == "backs":
            fronts, backs = "the fronts: --sides fronts makes them", "this, the backs"
        last = " (the last sheet's comes first)" if self.style.reverse_backs else ""
        yield f"First: print {fronts}"
        yield (
            f"Then:  put the pile back into the tray, turned over its {edge} edge, so that the "
            f"blank sides are printed; print {backs}{last}"
        )
        if sides == "apart":
            yield f"       (try it with one sheet: page 1, then page {self._back_of_first()})"

    def _back_of_first(self) -> int:
        return 2 * self.sheets if self.style.reverse_backs else self.sheets + 1

    def _sheet_lines(self) -> Iterator[str]:
        empty = f", {many(self.empty, 'place')} empty" if self.empty else ""
        yield f"Sheet: {many(self.places, 'card')}, {self.waste:.0%} waste{empty}"
        yield from (f"Tip: {tip}" for tip in self.tips)
        if self.style.perforated is None:
            rounded = f"; then round the corners to {in_mm(self.corner)} mm" * bool(self.corner)
            yield f"Cut: {_cuts(self.cuts)}{rounded}"
        if self.style.marks == "silhouette":
            yield MACHINE
        if self.unmarked:
            yield f"Marks: no room {self.unmarked}; --marks cut draws the lines to cut along"


def summary_of(plan: Plan, problems: Iterable[Problem], sizes: Mapping[str, BoxSizes]) -> Summary:
    """The summary of a plan, with the notes among its problems that tell of a layout.

    `sizes` has what is told of the sizes of texts, by box.
    """
    layout, grid = plan.job.layout, plan.job.grid
    sheet, rows = layout.sheet, len(plan.imposition.rows)
    two_pages = sheet.sides in {"both", "apart"} and not sheet.is_folded
    notes = tuple(problem.message for problem in problems if problem.code in ABOUT_LAYOUT)
    type_sizes = tuple(text_sizes(layout, sizes, plan.job.deck.cards))
    made = Summary(
        cards=len(plan.cards), card=layout.card.size, paper=_page(layout), sheets=rows,
        pages=rows * (2 if two_pages else 1), places=0, empty=0, waste=0.0, cuts=(),
        tips=tuple(_of_empty_sides(layout)),
        unmarked="", guide=False, style=sheet, notes=notes, sizes=type_sizes,
        corner=layout.card.corner, press=tuple(_press(plan.job)),
        has_backs=not _is_empty(layout, "back"),
    )  # fmt: skip
    if grid is None:
        return made
    used = (sheet.start_at - 1) % grid.count
    empty = rows * grid.count - len(plan.cards) - used
    return _on_grid(made._replace(empty=empty), layout, grid)


def _press(job: PrintJob) -> Iterable[str]:
    if job.shop is None and job.press is None:
        return ()
    from .press import press_lines

    return press_lines(job.shop, job.press, job.layout)


def _on_grid(made: Summary, layout: Layout, grid: Grid) -> Summary:
    found = economy(layout.card, layout.sheet, grid)
    cuts = () if layout.sheet.perforated is not None else cutting_plan(grid)
    return made._replace(
        paper=grid.page, places=found.cards, waste=found.waste, cuts=cuts,
        tips=(*made.tips, *found.advice),
        unmarked=_sides_without_marks(layout, grid),
        guide=layout.sheet.cutting_guide and bool(cuts),
    )  # fmt: skip


def _of_empty_sides(layout: Layout) -> Iterator[str]:
    """What prints less where one side of all cards is empty."""
    sheet = layout.sheet
    empty = [face for face in printed(sheet) if _is_empty(layout, face)]
    if sheet.arrange == "tent" or len(printed(sheet)) == 1 or len(empty) != 1:
        return  # a tent's other half holds it up
    other = "fronts" if empty == ["back"] else "backs"
    flags = f"--sides {other}" if sheet.arrange != "fold" else f"--arrange duplex --sides {other}"
    yield f"the {empty[0]}s have no boxes: {flags} prints the {other} alone"


def _is_empty(layout: Layout, face: Face) -> bool:
    """Whether nothing is on this side of any card."""
    return all(box.when == "never" for box in layout.boxes(face))


def _page(layout: Layout) -> Size:
    """The page of a single face: its trim, with the bleed and the marks around it."""
    (width, height), room = layout.card.size, bleed_and_marks(layout)
    return Size(width + 2 * room, height + 2 * room)


def _is_corrected(sheet: SheetStyle) -> bool:
    moved = sheet.back_offset != Point(0, 0) or bool(sheet.back_angle)
    return moved and sheet.arrange == "duplex" and sheet.sides != "fronts"


def _moved(sheet: SheetStyle) -> str:
    """How backs are corrected, as seen on the back."""
    x, y, angle = sheet.back_offset.x, sheet.back_offset.y, sheet.back_angle
    across, up = in_mm(abs(x)), in_mm(abs(y))
    moves = [f"{across} mm to the {'right' if x > 0 else 'left'}"] * (across != "0")
    moves += [f"{up} mm {'up' if y > 0 else 'down'}"] * (up != "0")
    way = "counter-clockwise" if angle > 0 else "clockwise"
    parts = [f"moved {' and '.join(moves)}"] * bool(moves)
    parts += [f"turned by {abs(angle):.3g} degrees {way}"] * bool(angle)
    whose = f" for '{sheet.printer}'" if sheet.printer else ""
    return f"{', '.join(parts) or 'as they are'}{whose}"


def _cuts(cuts: Sequence[Cut]) -> str:
    """The cuts in their order, by the edges that they are measured from."""
    if not cuts:
        return "nothing to cut"
    sides = []
    for edge, of_edge in groupby(cuts, key=lambda cut: cut.edge):
        distances = [in_mm(cut.distance) for cut in of_edge]
        sides.append(f"from the {edge} at {', '.join(distances)} mm")
    return f"{many(len(cuts), 'cut')}: {'; then '.join(sides)}"


def _sides_without_marks(layout: Layout, grid: Grid) -> str:
    """Where crop marks would be and have no room; "" when cuts of both directions are marked."""
    sheet = layout.sheet
    if not sheet.has_crop_marks or sheet.perforated is not None:
        return ""
    marks = crop_marks(Trims.of(grid.page, grid.units), pen(sheet, layout.card.bleed))
    marked = {"above" if mark.start.x == mark.end.x else "beside" for mark in marks}
    if not marked:
        return "beside the cards"
    if marked == {"above"}:
        return "left and right of the cards"
    return "above and below the cards" if marked == {"beside"} else ""


def _pages(what: str, first: int, last: int) -> str:
    return f"page {first}, {what}" if first == last else f"pages {first}-{last}, {what}"


def paper(size: Size) -> str:
    """A paper's name, or its size in millimetres."""
    sides = sorted((in_mm(size.width), in_mm(size.height)))
    for name, (width, height) in PAPERS.items():
        if sides == sorted((f"{width:g}", f"{height:g}")):
            way = "" if size.width <= size.height else ", landscape"
            return f"{name.upper() if len(name) <= 4 else name.title()}{way}"
    return size_in_mm(size)


def _sides(sheet: SheetStyle) -> str:
    edge = "long" if sheet.flip == "long-edge" else "short"
    if sheet.arrange == "tent":
        return "on one side; cut, then fold each card on its dashed line, the print outside"
    if sheet.arrange == "fold":
        return "on one side; fold on the dashed line, glue, then cut"
    if sheet.sides == "apart":
        return "on one side, in two passes"
    if sheet.sides != "both":
        return f"on one side: the {sheet.sides}"
    return f"on both sides, flip on the {edge} edge"
