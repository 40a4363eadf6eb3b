"""`korttipakka build`: deck -> PDF."""

from pathlib import Path
from typing import Any

import click

from ..basics.problems import Location, Severity, error
from ..build.report import count
from .options import (
    GroupedCommand,
    deck_argument,
    guides_option,
    language_option,
    layout_options,
    overrides,
    selection_options,
)
from .progress import progress
from .report import print_problems, reports

PROCESSES = 2
"""Processes that print a large deck."""


@click.command(cls=GroupedCommand)
@deck_argument
@click.option(
    "-o", "--output", type=click.Path(readable=False, path_type=Path), metavar="FILE",
    help="The PDF to write; default: the deck's name, in this folder.",
)  # fmt: skip
@guides_option
@layout_options
@selection_options
@language_option
@click.option("--draft", is_flag=True, help="Quicker: pictures as grey boxes.")
@click.option("--strict", is_flag=True, help="Warnings error too.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, no warnings.")
@click.option("--open", "open_after", is_flag=True, help="Open the PDF afterwards.")
@reports
def build(
    deck: str | None,
    output: Path | None,
    guides: bool,
    layout: str | None,
    settings: tuple[str, ...],
    category: tuple[str, ...],
    tag: tuple[str, ...],
    card: tuple[str, ...],
    language: str | None,
    draft: bool,
    strict: bool,
    quiet: bool,
    open_after: bool,
    **flags: Any,
) -> None:
    """Turn DECK into a PDF for the printer.

    DECK is a YAML file, a folder, or the name of a deck that ships; without it, the deck in this
    folder. A problem in the deck stops the build, and the old PDF stays as it was.
    """
    from ..build.pipeline import build_deck
    from ..build.selection import find_deck

    changed = overrides(settings, flags)
    path = find_deck(deck)
    out = output or Path(f"{path.resolve().stem}.pdf")
    refuse_input_as_output(out)
    with progress() as report:
        made = build_deck(
            path, layout=layout, settings=changed, language=language, categories=category,
            tags=tag, cards=card, guides=guides, draft=draft,
            processes=PROCESSES, progress=report,
        )  # fmt: skip
        warnings = [problem for problem in made.problems if problem.severity > Severity.NOTE]
        if not strict or not warnings:
            report("writing", 0.0)
            made.write_pdf(out)
    if strict or not quiet:
        print_problems(warnings)
    if strict and warnings:
        click.echo(f"{count(warnings)}; nothing was written (--strict)", err=True)
        raise click.exceptions.Exit(1)
    if not quiet:
        for line in made.summary.lines():
            click.echo(line)
        click.echo(f"Wrote {out}")
    if open_after:
        click.launch(str(out))


def refuse_input_as_output(out: Path) -> None:
    """A slip such as `-o deck.yaml` must not cost a deck."""
    if out.suffix.lower() in {".yaml", ".yml"}:
        message = f"a PDF is not written to {out}: that is the name of a deck or a layout"
        at = Location.flag(f"-o {out}")
        raise error("cannot-write", message, at, "choose another file with -o FILE")
