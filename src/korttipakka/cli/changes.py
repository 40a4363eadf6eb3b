"""What `build --changed-since` adds: its flags, and what is told of changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..build.options import BuildOptions
from .options import GroupedOption
from .report import print_problems
from .say import STANDARD_OUTPUT, is_standard_output, put, say

if TYPE_CHECKING:
    from ..build.plan import PrintJob


def change_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--changed-since` and `--take-out-list`."""
    command = click.option(
        "--take-out-list", is_flag=True, cls=GroupedOption, group="Cards",
        help="With --changed-since, a last page that tells which old cards to take out.",
    )(command)  # fmt: skip
    return click.option(
        "--changed-since", type=click.Path(path_type=Path), metavar="OLD.pdf",
        cls=GroupedOption, group="Cards",
        help="Only cards that are new, or look different than on this PDF of an earlier build.",
    )(command)  # fmt: skip


def change_lines(job: "PrintJob") -> Iterator[str]:
    """What has changed, where only that is printed."""
    if job.changes:
        yield from job.changes.lines(job.copies)


@contextmanager
def told_if_nothing(
    options: BuildOptions, output: Path | None, name: str, quiet: bool
) -> Iterator[None]:
    """Where changes alone are asked for and there are none to print, tell so and end well.

    A list of old cards is written all the same. `name` is the deck's, for a file's name.
    """
    if options.since is None:
        yield
        return
    from ..build.document import default_output, write_file
    from ..build.outdated import NothingToPrint, inputs, list_alone

    try:
        yield
    except NothingToPrint as found:
        job = found.plan.job
        out = output or default_output(name, options, job.layout)
        aside, data = is_standard_output(out), list_alone(found.plan)
        if data and out == STANDARD_OUTPUT:
            put(data)
        elif data:
            write_file(out, data, inputs(job))
        if job.changes and not quiet:
            print_problems(job.changes.warnings)
            for line in change_lines(job):
                say(line, err=aside)
            where = "standard output" if aside else out
            end = f"Wrote the list to {where}" if data else "No PDF: no card is to be printed"
            say(end, err=aside)
        raise click.exceptions.Exit(0) from None
