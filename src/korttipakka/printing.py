"""What a build knows of printers: corrections, used-up places, extra pages, the test sheet."""

from dataclasses import replace
from pathlib import Path
from typing import get_args

from .color import BLACK
from .deck import Deck
from .fonts import FontSet, Style
from .frame import DocumentInfo, Sheet, TextRun
from .geometry import Axis, Correction, Point, Size
from .impose import Grid, Letters, calibration_sheet, cutting_guide, cutting_plan, drift, plan
from .layout import Flip, FontStyle, Layout
from .problems import fail
from .reading.printers import STEEPEST, Printer, read_printer
from .settings import SETTINGS
from .units import MM

BOLD = 700

SMALLEST = (200 * MM, 270 * MM)
"""What the test sheet needs: A4 is 210 x 297 mm, Letter 215.9 x 279.4 mm."""

ORIENTATIONS = ("portrait", "landscape")
FLIPS: tuple[str, ...] = get_args(Flip)


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
    sheet = layout.sheet
    printer = _printer(layout)
    if sheet.arrange == "single":
        return layout
    # A card that no sheet holds: what else may be wrong with it does not matter.
    grid = plan(layout.card, sheet, layout.origin("card.size"))
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


def _printer(layout: Layout) -> Printer | None:
    sheet, at = layout.sheet, layout.origin("sheet.printer")
    if sheet.printer in {"", "none"}:
        return None
    if sheet.back_offset != Point(0, 0) or sheet.back_angle:
        message = "a printer's correction and one by hand: only one can be used"
        raise fail("two-corrections", message, at, "leave out --printer, or --back-offset")
    return read_printer(sheet.printer, at)


def _correction(printer: Printer, grid: Grid, layout: Layout) -> Correction:
    lies = ORIENTATIONS[grid.page.width > grid.page.height]
    if lies != printer.orientation:
        # Drivers turn such pages by a quarter, some to the left and some to the right.
        raise fail(
            "other-orientation",
            f"'{printer.name}' was measured on {printer.orientation} paper, and here it is {lies}",
            layout.origin("sheet.printer"),
            f"measure it so as well: korttipakka calibrate --orientation {lies}, then --save "
            f"'{printer.name} {lies}'; or print with --orientation {printer.orientation}",
        )
    return printer.drift.correction(grid.axis)


def guide_page(deck: Deck, layout: Layout, fonts: FontSet) -> Sheet | None:
    """The page that tells where to cut, when it is asked for and there is something to cut."""
    sheet = layout.sheet
    if not sheet.cutting_guide or sheet.arrange == "single" or sheet.perforated is not None:
        return None
    grid = plan(layout.card, sheet)
    cuts = cutting_plan(grid)
    return cutting_guide(grid, cuts, deck.title, letters(fonts)) if cuts else None


def measured(
    name: str, across: float, up: float, askew: tuple[float, float], orientation: str
) -> Printer:
    """A printer by what was read on its test sheet, in points; see `impose.drift`.

    Raises KorttipakkaError for a name that is none, and for an angle that is too large.
    """
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
    from .paint import write_pdf

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
        correction = read_printer(printer).drift.correction(axis)
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
