"""Ink near the paper's edge: what a printer would not print, and what a correction pushes off."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from math import ceil, floor
from typing import Literal, NamedTuple

from ..basics.geometry import Correction, Insets, Point, Rect, Size, Turn
from ..basics.problems import Problem, Severity
from ..basics.units import MM, SLACK, fits, in_mm
from ..model.frame import Group, Page
from ..model.layout import Layout
from .grid import Grid, candidates, named, plan
from .ink import Inks, on_page
from .pages import Side

Way = Literal["portrait", "landscape"]

ROOMY, ROOM = "workshop", 6 * MM
"""A layout that ships, and how far inside the card it keeps its ink."""

SHRINK = 0.8
"""A card on a perforated sheet is not advised to become smaller than this part of itself."""

SHOWN = 4
"""So many places are named in a message; the others are counted."""


class Spot(NamedTuple):
    """A card's place as seen on its side: rows counted from the top, columns from the left."""

    side: Side
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.side} row {self.row} column {self.column}".lstrip()


class InkFacts(NamedTuple):
    """What was seen of ink near the edge, all in points.

    `near` tells how far ink lies from the edge in places where that is too little, `off` the same
    of what a correction pushed over the edge; `moved` is the most that a correction moves anything.
    """

    near: dict[Spot, float]
    off: dict[Spot, float]
    moved: float


class InkNearEdge:
    """Looks for cards with ink less than `printable` points from the edge of the paper.

    Pages may be looked at in any order, and in several processes: `absorb` takes in the facts that
    another one gathered. Marks and slug are not looked at, nor single faces.
    """

    def __init__(self, layout: Layout, printable: float) -> None:
        self._layout = layout
        self._printable = printable
        # Pages of one face have no edge of an office printer's paper.
        self._grid = None if layout.sheet.arrange == "single" else plan(layout.card, layout.sheet)
        self._inks = Inks()
        self._near: dict[Spot, float] = {}
        self._off: dict[Spot, float] = {}
        self._moved = 0.0

    @property
    def facts(self) -> InkFacts:
        """What was found; nothing that grows with the number of pages."""
        return InkFacts(self._near, self._off, self._moved)

    def look(self, page: Page, side: Side) -> None:
        """Look at a page that shows this side of its cards."""
        if self._grid is None:
            return
        size, displaced = page.frame.size, _displaced(page.correction, page.frame.size)
        self._moved = max(self._moved, displaced)
        # A correction brings nothing nearer than that to the edge which lies as much further off.
        far = Rect.of(size).grown(-self._printable - displaced)
        for card in _cards(page):
            if self._is_quiet(card, far):
                continue
            rect = on_page(self._inks.around(card.frame.items), card)
            if rect is not None:
                spot = _spot(card, self._grid, side)
                self._note(spot, _distance(rect, size), _corrected(rect, page))

    def _is_quiet(self, card: Group, far: Rect) -> bool:
        """Whether a card has no ink outside a rectangle on its page."""
        quiet = far.moved(Point(-card.at.x, -card.at.y))
        if card.turn is not Turn.UPRIGHT:
            back = Turn(-card.turn.value % 360)
            quiet = quiet.turned(back, card.frame.size.turned(card.turn))
        if card.clip is not None and card.clip.meet(quiet) == card.clip:
            return True
        return not self._inks.leaves(quiet, card.frame.items)

    def _note(self, spot: Spot, bare: float, corrected: float) -> None:
        """Keep the least distance of a spot, without and with the page's correction."""
        if not fits(self._printable, corrected):
            _keep_least(self._near, spot, corrected)
            if not fits(min(0.0, bare), corrected):
                _keep_least(self._off, spot, corrected)

    def absorb(self, facts: InkFacts) -> None:
        """Add what was found on other pages."""
        for own, others in ((self._near, facts.near), (self._off, facts.off)):
            for spot, distance in others.items():
                _keep_least(own, spot, distance)
        self._moved = max(self._moved, facts.moved)

    def problems(self) -> list[Problem]:
        """Warnings about what was found.

        `unprintable-margin` tells the places of such cards, `off-the-sheet` those that the
        correction of the backs pushes over the edge.
        """
        if not self._near:
            return []
        lacking = self._printable - min(self._near.values())
        mend = _remedy(self._layout, self._printable, self._moved, lacking)
        return [
            *_unprintable(self._near, self._printable, mend),
            *_pushed_off(self._off, mend),
        ]


def _keep_least(known: dict[Spot, float], spot: Spot, distance: float) -> None:
    known[spot] = min(distance, known.get(spot, distance))


def _distance(rect: Rect, page: Size) -> float:
    """The least distance from the page's edges; negative beyond an edge."""
    left, bottom, right, top = rect
    return min(left, bottom, page.width - right, page.height - top)


def _corrected(rect: Rect, page: Page) -> float:
    """The same distance where the page's correction brings a rectangle to."""
    size = page.frame.size
    moved = rect if page.correction is None else page.correction.around(rect, size)
    return _distance(moved, size)


def _cards(page: Page) -> Iterator[Group]:
    # Cards are the groups that are clipped to their bleed; marks and slug are not clipped.
    return (item for item in page.frame.items if isinstance(item, Group) and item.clip is not None)


def _spot(card: Group, grid: Grid, side: Side) -> Spot:
    block = grid.back_block if side == "back" else grid.block
    column = round((card.at.x - block.left) / (grid.card.width + grid.gutter.x)) + 1
    from_below = round((card.at.y - block.bottom) / (grid.card.height + grid.gutter.y))
    return Spot(side, grid.rows - from_below, column)


def _remedy(layout: Layout, printable: float, moved: float, lacking: float) -> str:
    """What brings ink that lacks so much of its distance to the edge away from there."""
    if layout.sheet.perforated is not None:
        card = layout.card.size
        smaller = Size(_shrunk(card.width, lacking), _shrunk(card.height, lacking))
        if min(smaller.width / card.width, smaller.height / card.height) < SHRINK:
            return "another printer or tray, or a layout with less ink near the card's edge"
        return f"a smaller card in its place: --card-size '{named(smaller)}'"
    wide = ceil((printable + layout.card.bleed + moved) / MM * 10 - SLACK) / 10
    flags = _that_hold(layout, wide)
    ways = [f"a wider margin ({flags})"] if flags else ["larger paper, or a smaller card"]
    if layout.name != ROOMY and not layout.card.bleed and fits(printable + moved, ROOM):
        ways.append(f"the layout '{ROOMY}'")
    return ", or ".join(ways)


@lru_cache(maxsize=16)
def _displaced(correction: Correction | None, page: Size) -> float:
    """The most by which a correction moves anything on its page across or up."""
    if correction is None:
        return 0.0
    corners = [Point(x, y) for x in (0.0, page.width) for y in (0.0, page.height)]
    moves = [(corner, correction.applied(corner, page)) for corner in corners]
    return max(max(abs(to.x - at.x), abs(to.y - at.y)) for at, to in moves)


def _shrunk(side: float, distance: float) -> float:
    """A side, shorter by a distance at both ends, in tenths of a millimetre."""
    return floor((side - 2 * distance) / MM * 10 + SLACK) / 10 * MM


def _that_hold(layout: Layout, margin: float) -> str:
    """The flags for a margin in millimetres, with which the paper lies as before; "" if none."""
    sheet = replace(layout.sheet, margin=Insets.all(margin * MM))
    page, flag = plan(layout.card, layout.sheet).page, f"--margin '{margin:g} mm'"
    best = max(candidates(layout.card.size, sheet), key=lambda grid: grid.count)
    if best.count and best.page == page:
        return flag
    # A printer's correction holds for paper that lies as it did when it was measured.
    lies: Way = "landscape" if page.width > page.height else "portrait"
    same = candidates(layout.card.size, replace(sheet, orientation=lies))
    return f"{flag} --orientation {lies}" if any(grid.count for grid in same) else ""


def _unprintable(near: dict[Spot, float], printable: float, mend: str) -> Iterator[Problem]:
    nearest = in_mm(max(0.0, min(near.values())))
    message = (
        f"ink comes within {nearest} mm of the paper's edge, but printers may leave "
        f"{in_mm(printable)} mm unprinted: {_listed(near)}"
    )
    yield Problem("unprintable-margin", message, None, mend, Severity.WARNING)


def _pushed_off(off: dict[Spot, float], mend: str) -> Iterator[Problem]:
    if off:
        furthest = in_mm(-min(off.values()))
        message = f"the correction pushes ink {furthest} mm off the paper: {_listed(off)}"
        yield Problem("off-the-sheet", message, None, mend, Severity.WARNING)


def _listed(spots: Iterable[Spot]) -> str:
    """Fronts before backs, each row by row, however they were found."""
    names = [str(spot) for spot in sorted(spots, key=lambda spot: (spot.side == "back", spot))]
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest
