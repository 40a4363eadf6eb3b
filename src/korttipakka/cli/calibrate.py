"""`korttipakka calibrate`: the duplex test sheet, and what was read on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..basics.problems import InvalidValue
from ..basics.shell import shell_line
from ..model.lengths import PAPER
from ..printers.instructions import build_flags, save_flags
from ..printers.readings import RULERS, Readings, Ruler
from .build import refuse_other_type
from .outputs import is_aside, named
from .report import reports, with_hint
from .say import STANDARD_OUTPUT, put, say


class RulerReading(click.ParamType[float]):
    """A reading of a ruler: "-1.5", in millimetres unless another unit follows."""

    name = "reading"

    def __init__(self, ruler: Ruler) -> None:
        self.ruler = ruler

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The reading in points."""
        try:
            return self.ruler.read(value)
        except InvalidValue as invalid:
            self.fail(with_hint(invalid), param, ctx)


def readings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """A flag for each ruler of the test sheet."""
    for name, ruler in reversed(RULERS.items()):
        option = click.option(f"--{name}", type=RulerReading(ruler), metavar="MM", help=ruler.about)
        command = option(command)
    return command


@click.command
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    default=Path("calibration.pdf"),
    help="The test sheet to write, or - for standard output (calibration.pdf).",
)  # fmt: skip
@click.option("--paper", default="a4", metavar="NAME|WxH", help="Paper: a4, letter, … (a4).")
@click.option(
    "--orientation", type=click.Choice(["portrait", "landscape"]), default="portrait",
    help="How the paper lies (portrait).",
)  # fmt: skip
@click.option(
    "--flip", type=click.Choice(["long-edge", "short-edge"]), default="long-edge",
    help="The edge that the printer flips the paper on (long-edge).",
)  # fmt: skip
@click.option("--printer", metavar="NAME", help="Put the backs right for this printer, to see.")
@click.option("--save", metavar="NAME", help="Keep the readings under this printer's name.")
@readings_options
@reports
def calibrate(
    output: Path,
    paper: str,
    orientation: str,
    flip: Any,
    printer: str | None,
    save: str | None,
    **read: float | None,
) -> None:
    """Measure how far a printer's backs are off.

    Without --save, write the test sheet: print it, hold it against the light and read the rulers.
    With --save, keep what you read; from then on print with: build --printer NAME.

    Example: korttipakka calibrate --save office --across -1.5 --up 0.5
    """
    if save is not None:
        _save(save, read, orientation, flip)
        return
    if any(reading is not None for reading in read.values()):
        raise click.UsageError("Readings need --save NAME.")
    _write(output, paper, orientation, flip, printer)


def _save(name: str, read: dict[str, float | None], orientation: str, flip: str) -> None:
    from ..printers.measuring import measured
    from ..printers.store import described, save_printer

    try:
        readings = Readings.of(read)
    except InvalidValue as invalid:
        raise click.UsageError(str(invalid)) from None
    printer = measured(name, readings, orientation)
    path = save_printer(printer)
    say(f"{printer.name}: {described(printer)}")
    flags = shell_line(build_flags(printer.name, orientation, flip))
    say(f"Print with: korttipakka build {flags}")
    say(f"Wrote {path}")


def _write(output: Path, paper: str, orientation: str, flip: Any, printer: str | None) -> None:
    from ..build.document import write_file
    from ..paint.pdf import pdf_bytes
    from ..printers.measuring import measuring_sheet
    from ..printers.store import printers_file

    try:
        size = PAPER.read(paper)
    except InvalidValue as invalid:
        raise click.BadParameter(with_hint(invalid), param_hint="--paper") from None
    made = measuring_sheet(size, flip, orientation, printer)
    refuse_other_type(output)
    data = pdf_bytes([made.sheet], made.fonts.faces, made.info)
    if output == STANDARD_OUTPUT:
        put(data)
    else:
        write_file(output, data, inputs=[printers_file()])
    aside = is_aside(output)
    edge = flip.replace("-", " ")
    say(f"Print: at 100 % (actual size), on both sides, flip on the {edge}", err=aside)
    say("Then: hold it against the light, read the rulers, and type what you read:", err=aside)
    flags = shell_line(save_flags("NAME", orientation, ("--across", "MM", "--up", "MM")))
    say(f"      korttipakka calibrate {flags}", err=aside)
    say(f"Wrote {named(output)}", err=aside)
