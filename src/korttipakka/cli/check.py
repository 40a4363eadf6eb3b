"""`korttipakka check`: every problem, with file:line:column."""

from typing import Any

import click

from ..problems import KorttipakkaError, Problem, Severity
from .options import debug_option, deck_argument, language_option, layout_options, overrides
from .report import as_json, count, print_problems, reports


@click.command
@deck_argument
@layout_options
@language_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text",
              help="How to print the problems.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("-v", "--verbose", is_flag=True, help="Also which cards keep the others' type small.")
@debug_option
@reports
def check(
    deck: str | None,
    layout: str | None,
    settings: tuple[str, ...],
    language: str | None,
    form: str,
    strict: bool,
    verbose: bool,
    debug: bool,
    **flags: Any,
) -> None:
    """Tell every problem of DECK with its place; exit with 1 when there are errors."""
    problems = _problems(deck, layout, overrides(settings, flags), language, verbose)
    if form == "json":
        click.echo(as_json(problems))
    else:
        print_problems(problems)
        click.echo(count(problems))
    worst = max((problem.severity for problem in problems), default=Severity.NOTE)
    if worst is Severity.ERROR or (strict and worst is Severity.WARNING):
        raise click.exceptions.Exit(1)


def _problems(
    deck: str | None, layout: str | None, changed: Any, language: str | None, verbose: bool
) -> list[Problem]:
    from ..build import build_deck, find_deck

    try:
        path = find_deck(deck)
        result = build_deck(path, layout, changed, language=language, verbose=verbose)
        return list(result.problems)
    except KorttipakkaError as error:
        return list(error.problems)
