"""`korttipakka build`: deck -> PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ..problems import Severity
from .options import (
    debug_option,
    deck_argument,
    language_option,
    layout_options,
    overrides,
    selection_options,
)
from .report import count, print_problems, reports


@click.command
@deck_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF to write.")
@layout_options
@selection_options
@click.option("--copies", type=click.IntRange(1, 1000), default=1, help="Whole decks to print.")
@language_option
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-q", "--quiet", is_flag=True, help="No summary, no warnings.")
@click.option("--open", "open_after", is_flag=True, help="Open the PDF afterwards.")
@debug_option
@reports
def build(
    deck: str | None,
    output: Path | None,
    layout: str | None,
    settings: tuple[str, ...],
    category: tuple[str, ...],
    tag: tuple[str, ...],
    card: tuple[str, ...],
    copies: int,
    language: str | None,
    strict: bool,
    quiet: bool,
    open_after: bool,
    debug: bool,
    **flags: Any,
) -> None:
    """Turn DECK into a PDF for the printer.

    DECK is a YAML file, a folder, or the name of a deck that ships; without it, the deck in this
    folder. A problem in the deck stops the build, and the old PDF stays as it was.
    """
    from ..build import Selection, build_deck, find_deck

    changed = overrides(settings, flags)
    path = find_deck(deck)
    selection = Selection(category, tag, card)
    result = build_deck(
        path, layout, changed, language=language, selection=selection, copies=copies
    )
    warnings = [p for p in result.problems if p.severity > Severity.NOTE]
    if not quiet or strict:
        print_problems(warnings)
    if strict and warnings:
        click.echo(f"{count(warnings)}; nothing was written (--strict)", err=True)
        raise click.exceptions.Exit(1)
    out = output or Path(f"{path.resolve().stem}.pdf")
    result.write_pdf(out)
    if not quiet:
        for line in summary(result, out):
            click.echo(line)
    if open_after:
        click.launch(str(out))


def summary(result: Any, out: Path) -> Iterator[str]:
    """What was made and what to choose in the printer dialog."""
    from ..impose import plan
    from ..units import in_mm

    sheet, card = result.layout.sheet, result.layout.card
    cards, sheets = len(result.faces), len(result.sheets)
    page = result.sheets[0].front.frame.size if sheets else sheet.paper
    size = f"{in_mm(card.size.width)} x {in_mm(card.size.height)} mm"
    yield f"{_many(cards, 'card')} of {size} on {_many(sheets, 'sheet')} of {paper_name(page)}"
    if sheet.arrange != "single":
        grid = plan(card, sheet)
        yield f"Layout: {grid.columns} x {grid.rows} cards a sheet, {_cuts(grid)}"
    yield f"Print: at 100 % (actual size), {_sides(sheet)}"
    yield f"Wrote {out}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _cuts(grid: Any) -> str:
    from ..impose import cutting_plan

    return _many(len(cutting_plan(grid)), "cut")


def paper_name(size: Any) -> str:
    """A paper's name, or its size in millimetres."""
    from ..sizes import PAPERS
    from ..units import in_mm

    sides = sorted((in_mm(size.width), in_mm(size.height)))
    for name, (width, height) in PAPERS.items():
        if sides == sorted((f"{width:g}", f"{height:g}")):
            way = "" if size.width <= size.height else ", landscape"
            return f"{name.upper() if len(name) <= 4 else name.title()}{way}"
    return f"{in_mm(size.width)} x {in_mm(size.height)} mm"


def _sides(sheet: Any) -> str:
    if sheet.arrange == "fold":
        return "on one side; fold on the dashed line, glue, then cut"
    if sheet.sides != "both":
        return f"on one side: the {sheet.sides}"
    edge = "long" if sheet.flip == "long-edge" else "short"
    return f"on both sides, flip on the {edge} edge"
