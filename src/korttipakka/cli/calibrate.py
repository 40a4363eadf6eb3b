"""`korttipakka calibrate`: the duplex test sheet, and what was read on it."""

from pathlib import Path
from typing import Any

import click

from ..basics.problems import InvalidValue
from .build import refuse_input_as_output
from .options import Decorator
from .printers import described
from .report import reports, with_hint


class Reading(click.ParamType[float]):
    """A reading of a ruler: "-1.5", in millimetres unless another unit follows."""

    name = "reading"

    def __init__(self, outer: bool = False) -> None:
        self.outer = outer

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The reading in points."""
        from ..printers.store import FURTHEST, OUTER, parse_reading

        try:
            return parse_reading(value, OUTER if self.outer else FURTHEST)
        except InvalidValue as invalid:
            self.fail(with_hint(invalid), param, ctx)


def _reading(name: str, what: str, outer: bool = False) -> Decorator:
    return click.option(f"--{name}", type=Reading(outer), metavar="MM", help=what)


@click.command
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    default=Path("calibration.pdf"), help="The test sheet to write (calibration.pdf).",
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
@_reading("across", "Where the back's cross lies: to the right, or with a minus to the left.")
@_reading("up", "Where it lies: up, or with a minus down.")
@_reading("top", "Askew? What the upper ruler says; with --bottom.", outer=True)
@_reading("bottom", "What the lower ruler says; with --top.", outer=True)
@reports
def calibrate(
    output: Path,
    paper: str,
    orientation: str,
    flip: Any,
    printer: str | None,
    save: str | None,
    across: float | None,
    up: float | None,
    top: float | None,
    bottom: float | None,
) -> None:
    """Measure how far a printer's backs are off.

    Without --save, write the test sheet: print it, hold it against the light and read the rulers.
    With --save, keep what you read; from then on print with: build --printer NAME.

    Example: korttipakka calibrate --save office --across -1.5 --up 0.5
    """
    if save is not None:
        _save(save, (across, up, top, bottom), orientation, flip)
        return
    if any(reading is not None for reading in (across, up, top, bottom)):
        raise click.UsageError("Readings need --save NAME.")
    _write(output, paper, orientation, flip, printer)


def _save(
    name: str,
    readings: tuple[float | None, float | None, float | None, float | None],
    orientation: str,
    flip: str,
) -> None:
    from ..printers.measuring import measured
    from ..printers.store import save_printer

    across, up, top, bottom = readings
    if across is None or up is None:
        raise click.UsageError("--save needs what you read: --across MM and --up MM.")
    if (top is None) != (bottom is None):
        raise click.UsageError("--top and --bottom tell an angle together.")
    askew = (top, bottom) if top is not None and bottom is not None else (0.0, 0.0)
    printer = measured(name, across, up, askew, orientation)
    path = save_printer(printer)
    click.echo(f"{printer.name}: {described(printer)}")
    edge = f" --flip {flip}" if flip != "long-edge" else ""
    flags = f"{_quoted(printer.name)}{_lying(orientation)}{edge}"
    click.echo(f"Print with: korttipakka build --printer {flags}")
    click.echo(f"Wrote {path}")


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name


def _lying(orientation: str) -> str:
    """The flag for paper that does not lie as it does by default."""
    return f" --orientation {orientation}" if orientation != "portrait" else ""


def _write(output: Path, paper: str, orientation: str, flip: Any, printer: str | None) -> None:
    from ..basics.sizes import parse_paper
    from ..build.document import write_sheets
    from ..printers.measuring import measuring_sheet

    refuse_input_as_output(output)
    try:
        size = parse_paper(paper)
    except InvalidValue as invalid:
        raise click.BadParameter(with_hint(invalid), param_hint="--paper") from None
    made = measuring_sheet(size, flip, orientation, printer)
    write_sheets([made.sheet], made.fonts, made.info, output)
    edge = flip.replace("-", " ")
    click.echo(f"Print: at 100 % (actual size), on both sides, flip on the {edge}")
    click.echo("Then: hold it against the light, read the rulers, and type what you read:")
    lies = _lying(orientation)
    click.echo(f"      korttipakka calibrate{lies} --save NAME --across MM --up MM")
    click.echo(f"Wrote {output}")
