"""Measuring a printer: its test sheet, and the drift that the readings on it come to."""

from ..basics.geometry import Axis, Size
from ..basics.problems import Location, error
from ..basics.records import NamedTuple
from ..basics.units import MM
from ..fonts import FontSet
from ..impose.lettering import letters
from ..model.frame import DocumentInfo, Sheet
from ..model.layout import Flip, FontStyle
from ..model.settings import SETTINGS
from .correction import check_orientation
from .readings import STEEPEST, Readings
from .sheet import calibration_sheet
from .store import Printer, read_printer

SMALLEST = (200 * MM, 270 * MM)
"""What the test sheet needs: A4 is 210 x 297 mm, Letter 215.9 x 279.4 mm."""


class TestSheet(NamedTuple):
    """The sheet that a printer is measured with, and what painting it needs."""

    sheet: Sheet
    fonts: FontSet
    info: DocumentInfo


def measured(name: str, readings: Readings, orientation: str) -> Printer:
    """A printer by what was read on its test sheet.

    Raises KorttipakkaError for a name that is none, and for an angle that is too large.
    """
    named = " ".join(name.split())
    if named in {"", "none"}:
        at = Location.flag(f"--save {name}")
        raise error("bad-printer-name", f"'{name}' is no name for a printer", at)
    found = readings.drift(orientation)
    if abs(found.degrees) > STEEPEST:
        message = f"the back is turned by {found.degrees:.1f} degrees, more than {STEEPEST:g}"
        raise error("too-askew", message, hint="feed the paper straight, or read the rulers again")
    return Printer(named, found, orientation)


def measuring_sheet(
    paper: Size, flip: Flip, orientation: str, printer: str | None = None
) -> TestSheet:
    """The sheet that a printer is measured with, or with `printer` one that is put right.

    Raises KorttipakkaError for paper that is too small, and for what is wrong with the printer.
    """
    long, short = max(paper), min(paper)
    if short < SMALLEST[0] or long < SMALLEST[1]:
        hint = "measure with --paper a4 or --paper letter; smaller paper drifts alike"
        message, at = (
            "the test sheet needs paper of A4 or Letter at least",
            Location.flag("--paper"),
        )
        raise error("paper-too-small", message, at, hint)
    page = Size(short, long) if orientation == "portrait" else Size(long, short)
    fonts = FontSet(_default_fonts())
    axis = _axis(orientation, flip)
    sheet = calibration_sheet(page, axis, letters(fonts))
    if printer is not None and sheet.back is not None:
        at = Location.flag(f"--printer {printer}")
        known = read_printer(printer, at)
        turns = f"use --orientation {known.orientation}"
        check_orientation(known, orientation, at, turns)
        correction = known.drift.correction(axis)
        sheet = sheet._replace(back=sheet.back._replace(correction=correction))
    return TestSheet(
        sheet, fonts, DocumentInfo("korttipakka: printer test sheet", "en", duplex=flip)
    )


def _axis(orientation: str, flip: Flip) -> Axis:
    upright = (orientation == "portrait") == (flip == "long-edge")
    return Axis.VERTICAL if upright else Axis.HORIZONTAL


def _default_fonts() -> FontStyle:
    values = {s.key: s.read(s.default) for s in SETTINGS if s.key.startswith("fonts.")}
    return FontStyle(**{key.removeprefix("fonts."): value for key, value in values.items()})
