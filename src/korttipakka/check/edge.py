"""Ink near the paper's edge: what a printer would not print, and what a correction pushes off."""

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from math import ceil, floor
from typing import Literal

from ..basics.geometry import Correction, Insets, Point, Rect, Size, Turn
from ..basics.problems import Problem, Severity
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..basics.sizes import size_in_mm
from ..basics.units import MM, SLACK, fits, in_mm
from ..impose.grid import candidates
from ..impose.grids import Grid
from ..impose.pages import Side
from ..model.frame import Group, Page
from ..model.layout import Face, Layout
from .ink import Inks, on_page, sticks_out
from .rule import Rule

Way = Literal["portrait", "landscape"]

Overfull = Container[tuple[str, Face]]
"""Sides of cards by their ids, of which the texts do not fit."""

ROOMY, ROOM = "workshop", 6 * MM
"""A layout that ships, and how far inside the card it keeps its ink."""

SHRINK = 0.8
"""A card on a perforated sheet is not advised to become smaller than this part of itself."""

NEAR = 0.25
"""A part of a step from one card to the next, for rounding."""

SHOWN = 4
"""So many places are named in a message; the others are counted."""


class Spot(NamedTuple):
    """A card's place as seen on its side: rows counted from the top, columns from the left."""

    side: Side
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.side} row {self.row} column {self.column}".lstrip()


class Ink(NamedTuple):
    """What was seen of ink near the edge, all in points.

    `near` tells how far ink lies from the edge in places where that is too little, `off` the same
    of what a correction pushed over the edge; `moved` is the most that a correction moves anything.
    """

    near: dict[Spot, float]
    off: dict[Spot, float]
    moved: float


class InkNearEdge(Rule[Ink]):
    """No card has ink less than `sheet.printable` from the edge of the paper.

    Pages may be looked at in any order. Marks and slug are not looked at, nor single faces, whose
    pages have no edge of an office printer's paper: of these `grid` is None.
    """

    def __init__(self, layout: Layout, grid: Grid | None) -> None:
        self._layout = layout
        self._printable = layout.sheet.printable
        self._grid = grid
        self._inks = Inks()
        self.found = Ink({}, {}, 0.0)

    def inspect(self, page: Page, side: Side, overfull: Overfull = ()) -> Ink | None:
        """What is found on a page that shows this side of its cards, to be merged.

        Cards of which the texts do not fit a side are told of anyway: their ink is not looked at.
        """
        if self._grid is None:
            return None
        size, moved = page.frame.size, _displaced(page.correction, page.frame.size)
        found = Ink({}, {}, moved)
        # A correction brings nothing nearer than that to the edge which lies as much further off.
        far = Rect.of(size).grown(-self._printable - moved)
        for shown, card in page.cards:
            if (shown.card_id, shown.side) in overfull or self._is_quiet(card, far):
                continue
            rect = on_page(self._inks.around(card.frame.items), card)
            if rect is not None:
                spot = _spot(card, self._grid, side)
                self._note(found, spot, _distance(rect, size), _corrected(rect, page))
        return found if moved or found.near else None

    def _is_quiet(self, card: Group, far: Rect) -> bool:
        """Whether a card has no ink outside a rectangle on its page."""
        quiet = far.moved(Point(-card.at.x, -card.at.y))
        if card.turn is not Turn.UPRIGHT:
            back = Turn(-card.turn.value % 360)
            quiet = quiet.turned(back, card.frame.size.turned(card.turn))
        if card.clip is not None and not sticks_out(card.clip, quiet):
            return True
        return not self._inks.leaves(quiet, card.frame.content)

    def _note(self, found: Ink, spot: Spot, bare: float, corrected: float) -> None:
        """Keep the least distance of a spot, without and with the page's correction."""
        if not fits(self._printable, corrected):
            _keep_least(found.near, spot, corrected)
            if not fits(min(0.0, bare), corrected):
                _keep_least(found.off, spot, corrected)

    def merge(self, found: Ink) -> None:
        """Add what was found on other pages."""
        for own, others in ((self.found.near, found.near), (self.found.off, found.off)):
            for spot, distance in others.items():
                _keep_least(own, spot, distance)
        self.found = self.found._replace(moved=max(self.found.moved, found.moved))

    def problems(self) -> list[Problem]:
        """Warnings about what was found.

        `unprintable-margin` tells the places of such cards, `off-the-sheet` those that the
        correction of the backs pushes over the edge.
        """
        near, off, moved = self.found
        if not near or self._grid is None:
            return []
        lacking = self._printable - min(near.values())
        mend = _remedy(self._layout, self._grid, self._printable, moved, lacking)
        return [*_unprintable(near, self._printable, mend), *_pushed_off(off, mend)]


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


def _spot(card: Group, grid: Grid, side: Side) -> Spot:
    block = grid.back_block if side == "back" else grid.block
    # The second half of a tent lies half a step further on.
    column = floor((card.at.x - block.left) / (grid.unit.width + grid.gutter.x) + NEAR) + 1
    from_below = floor((card.at.y - block.bottom) / (grid.unit.height + grid.gutter.y) + NEAR)
    return Spot(side, grid.rows - from_below, column)


def _remedy(layout: Layout, grid: Grid, printable: float, moved: float, lacking: float) -> str:
    """What brings ink that lacks so much of its distance to the page's edge away from there."""
    if layout.sheet.perforated is not None:
        card = layout.card.size
        smaller = Size(_shrunk(card.width, lacking), _shrunk(card.height, lacking))
        if min(smaller.width / card.width, smaller.height / card.height) < SHRINK:
            return "another printer or tray, or a layout with less ink near the card's edge"
        flags = shell_line(["--card-size", size_in_mm(smaller)])
        return f"a smaller card in its place: {flags}"
    wide = ceil((printable + layout.card.bleed + moved) / MM * 10 - SLACK) / 10
    margin = _wider(layout, grid, wide)
    ways = [margin] if margin else ["larger paper, or a smaller card"]
    if layout.name != ROOMY and not layout.card.bleed and fits(printable + moved, ROOM):
        ways.append(f"the layout '{ROOMY}'")
    return ", or ".join(ways)


@lru_cache(maxsize=16)
def _displaced(correction: Correction | None, page: Size) -> float:
    """The most by which a correction moves anything on its page across or up."""
    if correction is None:
        return 0.0
    moves = [(corner, correction.applied(corner, page)) for corner in Rect.of(page).corners]
    return max(max(abs(to.x - at.x), abs(to.y - at.y)) for at, to in moves)


def _shrunk(side: float, distance: float) -> float:
    """A side, shorter by a distance at both ends, in tenths of a millimetre."""
    return floor((side - 2 * distance) / MM * 10 + SLACK) / 10 * MM


def _wider(layout: Layout, grid: Grid, margin: float) -> str:
    """A margin in millimetres as a way out, with what it costs; "" where no card would fit.

    The paper lies as before: for that, a printer's correction was measured.
    """
    sheet = layout.sheet._replace(margin=Insets.all(margin * MM))
    flag = f"--margin {margin:g}mm"
    best = max(candidates(layout.card.size, sheet), key=lambda grid: grid.count)
    if best.page != grid.page:
        lies: Way = "landscape" if grid.page.width > grid.page.height else "portrait"
        sheet = sheet._replace(orientation=lies)
        flag = f"{flag} --orientation {lies}"
        best = max(candidates(layout.card.size, sheet), key=lambda grid: grid.count)
    if not best.count:
        return ""
    fewer = f", but {best.count} on a sheet, not {grid.count}" if best.count < grid.count else ""
    return f"a wider margin ({flag}{fewer})"


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
