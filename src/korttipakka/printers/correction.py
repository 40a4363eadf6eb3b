"""A printer's stored drift, put right: the layout with its backs moved and turned.

Most builds name no printer: what reads the stored ones is imported where it is used.
"""

from typing import TYPE_CHECKING

from ..basics.geometry import Correction, Point
from ..basics.problems import Location, error
from ..basics.records import NamedTuple
from ..basics.shell import shell_line
from ..impose import Grid, candidates, grid_of, is_upright
from ..model.layout import Layout, SheetStyle

if TYPE_CHECKING:
    from .store import Printer

ORIENTATIONS = ("portrait", "landscape")


class Prepared(NamedTuple):
    """A layout with its printer's correction, and the grid of its sheets; None for single faces."""

    layout: Layout
    grid: Grid | None


def prepared(layout: Layout) -> Prepared:
    """Put a layout's printer right. Raises KorttipakkaError for what cannot be."""
    printer = _printer(layout)
    if printer is not None and layout.sheet.arrange == "duplex":
        layout = _as_measured(layout, printer)
    # A card that no sheet holds: what else may be wrong with it does not matter.
    grid = grid_of(layout)
    if grid is None:
        return Prepared(layout, None)
    if layout.sheet.start_at > grid.count:
        message = f"there is no place {layout.sheet.start_at}: a sheet has {grid.count}"
        raise error("bad-start", message, layout.origin("sheet.start_at"))
    # A folded sheet has its backs on the front; single faces go to a print shop.
    if printer is not None and layout.sheet.arrange == "duplex":
        move, degrees = _correction(printer, grid, layout)
        sheet = layout.sheet._replace(back_offset=move, back_angle=degrees)
        layout = layout._replace(sheet=sheet)
    return Prepared(layout, grid)


def as_not_prepared(layout: Layout) -> Layout:
    """A prepared layout as it was before, but for the way that its paper lies."""
    if layout.sheet.printer in {"", "none"}:
        return layout
    return layout._replace(sheet=layout.sheet._replace(back_offset=Point(0, 0), back_angle=0.0))


def _printer(layout: Layout) -> "Printer | None":
    sheet, at = layout.sheet, layout.origin("sheet.printer")
    if sheet.printer in {"", "none"}:
        return None
    if sheet.back_offset != Point(0, 0) or sheet.back_angle:
        message = "a printer's correction and one by hand: only one can be used"
        raise error("two-corrections", message, at, "leave out --printer, or --back-offset")
    from .store import read_printer

    return read_printer(sheet.printer, at)


def _as_measured(layout: Layout, printer: "Printer") -> Layout:
    """The layout with paper that lies as it did in the printer, when either way will do."""
    landscape = printer.orientation == "landscape"
    sheet = layout.sheet._replace(orientation="landscape" if landscape else "portrait")
    free = layout.sheet.orientation == "auto" and is_upright(layout.sheet.paper)
    if not free or not _holds(layout, sheet):
        return layout
    return layout._replace(sheet=sheet)


def _holds(layout: Layout, sheet: SheetStyle) -> bool:
    return any(found.count for found in candidates(layout.card.size, sheet))


def _correction(printer: "Printer", grid: Grid, layout: Layout) -> Correction:
    lies, sheet = ORIENTATIONS[grid.page.width > grid.page.height], layout.sheet
    # A perforated sheet lies as its maker says, and cards may fit the paper in one way only.
    other = sheet._replace(orientation="landscape" if lies == "portrait" else "portrait")
    holds = sheet.perforated is None and _holds(layout, other)
    turns = f"print with --orientation {printer.orientation}" if holds else ""
    check_orientation(printer, lies, layout.origin("sheet.printer"), turns)
    return printer.drift.correction(grid.axis)


def check_orientation(printer: "Printer", lies: str, at: Location | None, turns: str) -> None:
    """Refuse paper that lies otherwise: drivers turn it by a quarter, to the left or the right."""
    if lies == printer.orientation:
        return
    name = shell_line([f"{printer.name} {lies}"])
    measure = f"korttipakka calibrate --orientation {lies}"
    raise error(
        "other-orientation",
        f"'{printer.name}' was measured on {printer.orientation} paper, and here it is {lies}",
        at,
        (f"{turns}; or " if turns else "")
        + f"measure it so as well: {measure}, then {measure} --save {name} --across MM --up MM, "
        f"and use --printer {name}",
    )
