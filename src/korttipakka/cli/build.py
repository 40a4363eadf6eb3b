"""`korttipakka build`: deck -> PDF."""

from pathlib import Path
from typing import Any

import click

from ..basics.problems import Location, Problem, Severity, error
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
    from ..build.pipeline import Selection, find_deck, print_deck

    changed = overrides(settings, flags)
    path = find_deck(deck)
    out = output or Path(f"{deck_name(path)}.pdf")
    refuse_input_as_output(out)
    with progress() as step:
        result = print_deck(
            path, layout, changed, language=language,
            selection=Selection(category, tag, card), guides=guides, draft=draft, step=step,
        )  # fmt: skip
        if not strict or not _warnings(result):
            step("writing")
            result.write_pdf(out)
    warnings = _warnings(result)
    if strict or not quiet:
        print_problems(warnings)
    if strict and warnings:
        click.echo(f"{count(warnings)}; nothing was written (--strict)", err=True)
        raise click.exceptions.Exit(1)
    if not quiet:
        from .summary import summary

        for line in summary(result, out):
            click.echo(line)
    if open_after:
        click.launch(str(out))


def deck_name(path: Path) -> str:
    """What a deck is called by its file or its folder, whose name may have dots."""
    path = path.resolve()
    return path.name if path.is_dir() else path.stem


def _warnings(result: Any) -> list[Problem]:
    return [problem for problem in result.problems if problem.severity > Severity.NOTE]


def refuse_input_as_output(out: Path) -> None:
    """A slip such as `-o deck.yaml` must not cost a deck."""
    if out.suffix.lower() in {".yaml", ".yml"}:
        message = f"a PDF is not written to {out}: that is the name of a deck or a layout"
        at = Location.flag(f"-o {out}")
        raise error("cannot-write", message, at, "choose another file with -o FILE")
