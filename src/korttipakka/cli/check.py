"""`korttipakka check`: every problem, with file:line:column."""

import sys
from collections.abc import Callable
from typing import Any

import click

from ..basics.problems import KorttipakkaError, Problem, Severity
from ..build.report import as_json, count
from ..reading.layout import Override
from .options import (
    GroupedCommand,
    deck_argument,
    language_option,
    layout_options,
    overrides,
    selection_options,
)
from .report import IN_INPUT, exit_code, print_problems, reports


@click.command(cls=GroupedCommand)
@deck_argument
@layout_options
@selection_options
@language_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="text|json",
    help="How to print the problems.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-v", "--verbose", is_flag=True, help="Notes too: what might look better.")
@reports
def check(
    deck: str | None,
    layout: str | None,
    settings: tuple[str, ...],
    category: tuple[str, ...],
    tag: tuple[str, ...],
    card: tuple[str, ...],
    language: str | None,
    form: str,
    strict: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Tell every problem of DECK with its place; exit with 1 when there are errors.

    Errors of flags alone exit with 2.
    """
    problems = _problems(
        deck, lambda: overrides(settings, flags), (category, tag, card),
        layout=layout, language=language, verbose=verbose,
    )  # fmt: skip
    if form == "json":
        # A pipe in another encoding has no letter for some; JSON has escapes for all.
        ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
        click.echo(as_json(problems, ascii_only))
    else:
        print_problems(problems, most=len(problems), err=False)
        click.echo(count(problems))
    code = exit_code(problems)
    if not code and strict and any(problem.severity > Severity.NOTE for problem in problems):
        code = IN_INPUT
    raise click.exceptions.Exit(code)


def _problems(
    deck: str | None,
    changed: Callable[[], list[Override]],
    cards: tuple[tuple[str, ...], ...],
    **options: Any,
) -> list[Problem]:
    from ..build.pipeline import check_deck
    from ..build.selection import find_deck

    categories, tags, ids = cards
    options |= {"categories": categories, "tags": tags, "cards": ids}
    try:
        return list(check_deck(find_deck(deck), settings=changed(), **options))
    except KorttipakkaError as error:
        return list(error.problems)
