"""`korttipakka printers`: the printers that have been measured."""

import click

from .options import OrderedGroup
from .report import print_problems, reports, reports_reading
from .say import say


@click.group(cls=OrderedGroup, invoke_without_command=True)
@click.pass_context
def printers(context: click.Context) -> None:
    """List, show or remove the printers that `calibrate --save` has measured."""
    if context.invoked_subcommand is None:
        context.invoke(list_printers)


@printers.command("list", short_help="the printers, each with where its backs lie")
@reports_reading
def list_printers() -> None:
    """List the printers, each with where its backs lie."""
    from ..printers.store import described, read_printers

    known, faulty = read_printers()
    if not known and not faulty:
        say("no printer has been measured yet; see: korttipakka calibrate --help")
    width = max(map(len, known), default=0)
    for name, printer in sorted(known.items()):
        say(f"{name:<{width}}  {described(printer)}")
    if faulty:
        print_problems(problem for problems in faulty.values() for problem in problems)
        raise click.exceptions.Exit(1)


@printers.command(short_help="what is known of a printer, and where that is kept")
@click.argument("name")
@reports_reading
def show(name: str) -> None:
    """Print what is known of a printer, and where that is kept."""
    from ..printers.store import entry, printers_file, read_printer

    for key, value in entry(read_printer(name)).items():
        say(f"{key:<12} {value}")
    say(f"{'file':<12} {printers_file()}")


@printers.command(short_help="forget a printer")
@click.argument("name")
@reports
def remove(name: str) -> None:
    """Forget a printer."""
    from ..printers.store import remove_printer

    remove_printer(name)
    say(f"{name} is forgotten")
