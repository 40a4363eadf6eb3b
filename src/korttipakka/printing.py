"""What a build knows of printers: corrections, used-up places, extra pages, the test sheet.

Most builds name no printer: what reads and measures them is imported where it is used.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .color import BLACK
from .deck import Deck
from .fonts import FontSet, Style
from .frame import DocumentInfo, Sheet, TextRun
from .geometry import Axis, Correction, Point, Size
from .impose import Grid, Letters, blamed, candidates, plan
from .layout import Flip, FontStyle, Layout, SheetStyle
from .problems import Location, fail
from .settings import SETTINGS
from .units import MM

if TYPE_CHECKING:
    from .reading.printers import Printer

BOLD = 700

SMALLEST = (200 * MM, 270 * MM)
"""What the test sheet needs: A4 is 210 x 297 mm, Letter 215.9 x 279.4 mm."""

ORIENTATIONS = ("portrait", "landscape")


def letters(fonts: FontSet) -> Letters:
    """What imposition makes text with: it places letters but cannot shape them."""

    def make(text: str, size: float, weight: int) -> TextRun:
        piece = fonts.label(text, Style("body", weight))
        return TextRun.of(Point(0, 0), piece.font, size, BLACK, (piece,))

    return Letters(
        lambda text, size: make(text, size, 400), lambda text, size: make(text, size, BOLD)
    )


def prepared(layout: Layout) -> Layout:
    """The layout with its printer's correction. Raises KorttipakkaError for what cannot be."""
    printer = _printer(layout)
    if layout.sheet.arrange == "single":
        return layout
    if printer is not None and layout.sheet.arrange == "duplex":
        layout = _as_measured(layout, printer)
    sheet = layout.sheet
    # A card that no sheet holds: what else may be wrong with it does not matter.
    grid = plan(layout.card, sheet, blamed(layout))
    if sheet.start_at > grid.count:
        message = f"there is no place {sheet.start_at}: a sheet has {grid.count}"
        raise fail("bad-start", message, layout.origin("sheet.start_at"))
    # A folded sheet has its backs on the front; single faces go to a print shop.
    if printer is None or sheet.arrange != "duplex":
        return layout
    correction = _correction(printer, grid, layout)
    return replace(
        layout,
        sheet=replace(sheet, back_offset=correction.move, back_angle=correction.degrees),
    )


def _printer(layout: Layout) -> "Printer | None":
    sheet, at = layout.sheet, layout.origin("sheet.printer")
    if sheet.printer in {"", "none"}:
        return None
    if sheet.back_offset != Point(0, 0) or sheet.back_angle:
        message = "a printer's correction and one by hand: only one can be used"
        raise fail("two-corrections", message, at, "leave out --printer, or --back-offset")
    from .reading.printers import read_printer

    return read_printer(sheet.printer, at)


def _as_measured(layout: Layout, printer: "Printer") -> Layout:
    """The layout with paper that lies as it did in the printer, when either way will do."""
    landscape = printer.orientation == "landscape"
    sheet = replace(layout.sheet, orientation="landscape" if landscape else "portrait")
    if layout.sheet.orientation != "auto" or not _holds(layout, sheet):
        return layout
    return replace(layout, sheet=sheet)


def _holds(layout: Layout, sheet: SheetStyle) -> bool:
    return any(found.count for found in candidates(layout.card.size, sheet))


def _correction(printer: "Printer", grid: Grid, layout: Layout) -> Correction:
    lies, sheet = ORIENTATIONS[grid.page.width > grid.page.height], layout.sheet
    # A perforated sheet lies as its maker says, and cards may fit the paper in one way only.
    other = replace(sheet, orientation="landscape" if lies == "portrait" else "portrait")
    holds = sheet.perforated is None and _holds(layout, other)
    turns = f"print with --orientation {printer.orientation}" if holds else ""
    _check_orientation(printer, lies, layout.origin("sheet.printer"), turns)
    return printer.drift.correction(grid.axis)


def _check_orientation(printer: "Printer", lies: str, at: Location | None, turns: str) -> None:
    """Refuse paper that lies otherwise: drivers turn it by a quarter, to the left or the right."""
    if lies == printer.orientation:
        return
    name = f"{printer.name} {lies}"
    measure = f"korttipakka calibrate --orientation {lies}"
    raise fail(
        "other-orientation",
        f"'{printer.name}' was measured on {printer.orientation} paper, and here it is {lies}",
        at,
        (f"{turns}; or " if turns else "")
        + f"measure it so as well: {measure}, then {measure} --save '{name}' --across MM --up MM, "
        f"and use --printer '{name}'",
    )


def guide_page(deck: Deck, layout: Layout, fonts: FontSet) -> Sheet | None:
    """The page that tells where to cut, when it is asked for and there is something to cut."""
    sheet = layout.sheet
    if not sheet.cutting_guide or sheet.arrange == "single" or sheet.perforated is not None:
        return None
    from .impose.cutting import cutting_plan
    from .impose.guide import cutting_guide

    grid = plan(layout.card, sheet)
    cuts = cutting_plan(grid)
    return cutting_guide(grid, cuts, deck.title, letters(fonts)) if cuts else None


def measured(
    name: str, across: float, up: float, askew: tuple[float, float], orientation: str
) -> "Printer":
    """A printer by what was read on its test sheet, in points; see `calibration.drift`.

    Raises KorttipakkaError for a name that is none, and for an angle that is too large.
    """
    from .impose.calibration import drift
    from .reading.printers import STEEPEST, Printer

    named = " ".join(name.split())
    if named in {"", "none"}:
        raise fail("bad-printer-name", f"'{name}' is no name for a printer")
    found = drift(across, up, askew, orientation)
    if abs(found.degrees) > STEEPEST:
        message = f"the back is turned by {found.degrees:.1f} degrees, more than {STEEPEST:g}"
        raise fail("too-askew", message, hint="feed the paper straight, or read the rulers again")
    return Printer(named, found, orientation)


def write_test_sheet(
    out: Path, paper: Size, flip: Flip, orientation: str, printer: str | None = None
) -> None:
    """Write the sheet that a printer is measured with, or with `printer` one that is put right.

    Raises KorttipakkaError.
    """
    from .impose.calibration import calibration_sheet
    from .paint.pdf import write_pdf
    from .reading.printers import read_printer

    long, short = max(paper), min(paper)
    if short < SMALLEST[0] or long < SMALLEST[1]:
        hint = "measure with --paper a4 or --paper letter; smaller paper drifts alike"
        raise fail(
            "paper-too-small", "the test sheet needs paper of A4 or Letter at least", None, hint
        )
    page = Size(short, long) if orientation == "portrait" else Size(long, short)
    fonts = FontSet(_default_fonts())
    axis = _axis(orientation, flip)
    sheet = calibration_sheet(page, axis, letters(fonts))
    if printer is not None and sheet.back is not None:
        known = read_printer(printer)
        turns = f"use --orientation {known.orientation}"
        _check_orientation(known, orientation, Location("--printer"), turns)
        correction = known.drift.correction(axis)
        sheet = sheet._replace(back=sheet.back._replace(correction=correction))
    info = DocumentInfo("korttipakka: printer test sheet", "en", duplex=flip)
    try:
        write_pdf([sheet], fonts.faces, info, out)
    except OSError as error:
        message = f"cannot write {out}: {error.strerror or error}"
        raise fail("cannot-write", message, hint="choose another file with -o FILE") from error


def _axis(orientation: str, flip: Flip) -> Axis:
    upright = (orientation == "portrait") == (flip == "long-edge")
    return Axis.VERTICAL if upright else Axis.HORIZONTAL


def _default_fonts() -> FontStyle:
    values = {s.key: s.read(s.default) for s in SETTINGS if s.key.startswith("fonts.")}
    return FontStyle(**{key.removeprefix("fonts."): value for key, value in values.items()})


def document_info(deck: Deck, layout: Layout) -> DocumentInfo:
    """What the PDF says about itself."""
    two_sided = layout.sheet.arrange == "duplex" and layout.sheet.sides == "both"
    subject = ", ".join(category.name for category in deck.categories)
    duplex = layout.sheet.flip if two_sided else ""
    return DocumentInfo(deck.title, deck.language, subject, duplex)
